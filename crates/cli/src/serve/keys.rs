//! The keys of the configuration: their names, what values they take, and the defaults.

use std::collections::BTreeMap;

/// What values a key takes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Kind {
    /// Any text that is not empty.
    Text,
    /// `true` or `false`.
    Switch,
    /// A whole number from the first to the second.
    Whole(i64, i64),
    /// One of these words.
    Choice(&'static [&'static str]),
}

/// A value that fits its key.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Value {
    /// Of [`Kind::Text`] and [`Kind::Choice`].
    Text(String),
    /// Of [`Kind::Switch`].
    Switch(bool),
    /// Of [`Kind::Whole`].
    Whole(i64),
}

/// Every key, in the order of the template.
pub const KEYS: [(&str, Kind); 38] = [
    ("data", Kind::Text),
    ("database", Kind::Text),
    ("listen", Kind::Text),
    ("public_url", Kind::Text),
    ("base", Kind::Text),
    ("behind_proxy", Kind::Switch),
    ("tls_cert", Kind::Text),
    ("tls_key", Kind::Text),
    ("insecure_lan", Kind::Switch),
    ("log", Kind::Choice(&["auto", "text", "json"])),
    ("log_level", Kind::Text),
    ("metrics", Kind::Choice(&["loopback", "token", "nobody"])),
    ("metrics_token", Kind::Text),
    ("evidence_mb", Kind::Whole(1, 1024)),
    ("import_mb", Kind::Whole(1, 1024)),
    ("body_kb", Kind::Whole(64, 64 * 1024)),
    ("assessors", Kind::Whole(1, 1_000_000)),
    ("evidence_pieces", Kind::Whole(1, 1_000_000)),
    ("session_days", Kind::Whole(1, 366)),
    ("retention_days", Kind::Whole(0, 36_500)),
    ("sign_in_per_minute", Kind::Whole(1, 1_000_000)),
    ("failed_sign_ins_per_hour", Kind::Whole(1, 1_000_000)),
    ("join_per_minute", Kind::Whole(1, 1_000_000)),
    ("requests_per_minute", Kind::Whole(1, 1_000_000)),
    ("request_seconds", Kind::Whole(1, 3600)),
    ("s3_bucket", Kind::Text),
    ("s3_region", Kind::Text),
    ("s3_access_key_id", Kind::Text),
    ("s3_secret_access_key", Kind::Text),
    ("s3_endpoint", Kind::Text),
    ("s3_allow_http", Kind::Switch),
    ("s3_prefix", Kind::Text),
    ("smtp_host", Kind::Text),
    ("smtp_security", Kind::Choice(&["starttls", "tls", "none"])),
    ("smtp_port", Kind::Whole(1, 65_535)),
    ("smtp_user", Kind::Text),
    ("smtp_password", Kind::Text),
    ("smtp_from", Kind::Text),
];

/// Names of all keys.
pub fn names() -> impl Iterator<Item = &'static str> {
    KEYS.iter().map(|(name, _)| *name)
}

/// The key with a name.
pub fn find(name: &str) -> Option<(&'static str, Kind)> {
    KEYS.iter().find(|(own, _)| *own == name).copied()
}

/// Environment variables begin so.
pub const VARIABLE_START: &str = "GRADUS_";

/// Values by the names of their keys.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Given(BTreeMap<&'static str, Value>);

impl Given {
    /// Sets a value, over one that was given before.
    pub fn set(&mut self, key: &'static str, value: Value) {
        self.0.insert(key, value);
    }

    /// Sets a text where there is one.
    pub fn set_text(&mut self, key: &'static str, text: Option<String>) {
        if let Some(text) = text {
            self.set(key, Value::Text(text));
        }
    }

    /// Switches something on where a flag says so; a flag that is not there says nothing.
    pub fn switch_on(&mut self, key: &'static str, flag: bool) {
        if flag {
            self.set(key, Value::Switch(true));
        }
    }

    /// Lays other values over these.
    pub fn overlay(&mut self, over: Self) {
        self.0.extend(over.0);
    }

    /// A text.
    pub fn text(&self, key: &str) -> Option<&str> {
        match self.0.get(key) {
            Some(Value::Text(text)) => Some(text),
            _ => None,
        }
    }

    /// A text of its own.
    pub fn owned(&self, key: &str) -> Option<String> {
        self.text(key).map(str::to_owned)
    }

    /// Whether a switch is on.
    pub fn is_on(&self, key: &str) -> bool {
        self.0.get(key) == Some(&Value::Switch(true))
    }

    /// A whole number in the type that it is needed in; `default` where none is given.
    pub fn whole<T: TryFrom<i64>>(&self, key: &str, default: T) -> T {
        match self.0.get(key) {
            // Bounds of the keys keep numbers within every type that asks.
            Some(Value::Whole(number)) => T::try_from(*number).unwrap_or(default),
            _ => default,
        }
    }
}

impl Kind {
    /// A value from a text, as environment variables and flags give it.
    ///
    /// # Errors
    /// What is wrong with it, and what would do.
    pub fn read(self, text: &str) -> Result<Value, (String, String)> {
        match self {
            Self::Text | Self::Choice(_) => self.fits(Value::Text(text.to_owned())),
            Self::Switch => match text {
                "true" | "1" | "yes" => Ok(Value::Switch(true)),
                "false" | "0" | "no" => Ok(Value::Switch(false)),
                _ => Err(self.wrong(&format!("'{text}'"))),
            },
            Self::Whole(..) => match text.parse() {
                Ok(number) => self.fits(Value::Whole(number)),
                Err(_) => Err(self.wrong(&format!("'{text}'"))),
            },
        }
    }

    /// The value, where it is of this kind.
    ///
    /// # Errors
    /// What is wrong with it, and what would do.
    pub fn fits(self, value: Value) -> Result<Value, (String, String)> {
        let fits = match (&value, self) {
            (Value::Text(text), Self::Text) => !text.is_empty(),
            (Value::Text(text), Self::Choice(words)) => words.contains(&text.as_str()),
            (Value::Switch(_), Self::Switch) => true,
            (Value::Whole(number), Self::Whole(least, most)) => (least..=most).contains(number),
            _ => false,
        };
        if fits {
            return Ok(value);
        }
        Err(self.wrong(&match value {
            Value::Text(text) => format!("'{text}'"),
            Value::Switch(switch) => switch.to_string(),
            Value::Whole(number) => number.to_string(),
        }))
    }

    /// What is wrong with a value, and what would do.
    pub fn wrong(self, shown: &str) -> (String, String) {
        match self {
            Self::Text => (
                format!("{shown} is no text that can be used"),
                "write a text in quotation marks, not an empty one".to_owned(),
            ),
            Self::Switch => (
                format!("{shown} is neither true nor false"),
                "write true or false".to_owned(),
            ),
            Self::Whole(least, most) => (
                format!("{shown} is no whole number from {least} to {most}"),
                format!("write a number from {least} to {most}"),
            ),
            Self::Choice(words) => (
                format!("{shown} is none of {}", words.join(", ")),
                format!("write one of {}", words.join(", ")),
            ),
        }
    }
}
