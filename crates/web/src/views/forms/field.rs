//! A field of a form: its name, its words, what it holds.

use std::collections::BTreeMap;

/// One of several values to choose from.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Choice {
    /// What is sent.
    pub value: String,
    /// What is read.
    pub label: String,
    /// More about it; may be empty.
    pub hint: String,
    /// Whether it is chosen.
    pub chosen: bool,
}

impl Choice {
    /// A value and its words.
    #[must_use]
    pub fn new(value: impl Into<String>, label: impl Into<String>) -> Self {
        Self {
            value: value.into(),
            label: label.into(),
            hint: String::new(),
            chosen: false,
        }
    }

    /// Says more about it.
    #[must_use]
    pub fn hint(mut self, hint: impl Into<String>) -> Self {
        self.hint = hint.into();
        self
    }
}

/// A branch of a tree of choices, such as a component with its strands.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Branch {
    /// Its name.
    pub name: String,
    /// What can be chosen in it.
    pub choices: Vec<Choice>,
    /// Branches within it.
    pub branches: Vec<Branch>,
}

impl Branch {
    fn every(&mut self, visit: &mut impl FnMut(&mut Choice)) {
        self.choices.iter_mut().for_each(&mut *visit);
        for branch in &mut self.branches {
            branch.every(visit);
        }
    }

    /// How many of its choices are chosen, those of branches within included.
    #[must_use]
    pub fn chosen(&self) -> usize {
        let own = self.choices.iter().filter(|choice| choice.chosen).count();
        own + self.branches.iter().map(Self::chosen).sum::<usize>()
    }
}

/// How a field is filled in.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Control {
    /// One line; the kind as HTML names it: `text`, `email`, `url`, `date`, `number` …
    Line(&'static str),
    /// Several lines.
    Area(u8),
    /// One of a list.
    Choose(Vec<Choice>),
    /// One of a few, all seen.
    Radios(Vec<Choice>),
    /// Any of several.
    Checks(Vec<Choice>),
    /// Any of a tree.
    Tree(Vec<Branch>),
    /// Yes or no; yes is sent as `yes`.
    Check(bool),
    /// A file; what is accepted, as HTML says it.
    File {
        /// Endings or media types with commas between them.
        accept: &'static str,
    },
    /// Sent, never seen.
    Hidden,
}

/// A field of a form.
#[derive(Debug, Clone)]
pub struct Field {
    /// Its name, in `snake_case`.
    pub name: String,
    /// Identifier in the page.
    pub id: String,
    /// What it asks for.
    pub label: String,
    /// How to fill it in; may be empty.
    pub hint: String,
    /// What stands beside a value, such as "%" or the model's own setting; may be empty.
    pub beside: String,
    /// What it holds, for one line, several lines and hidden ones.
    pub value: String,
    /// How it is filled in.
    pub control: Control,
    /// Whether it must be filled in.
    pub required: bool,
    /// What is wrong with it.
    pub mistake: Option<String>,
    /// What browsers may fill in by themselves, as HTML names it; may be empty.
    pub autocomplete: &'static str,
    /// Least and greatest value of a number.
    pub range: Option<(i64, i64)>,
    /// Greatest number of letters.
    pub longest: Option<u32>,
    /// Whether only a few letters are expected.
    pub short: bool,
    /// Language of its label, where it is another than the page's.
    pub lang: Option<String>,
    /// Language of its choices, where it is another than the page's.
    pub choices_lang: Option<String>,
}

impl Field {
    /// A field with a control.
    #[must_use]
    pub fn new(name: impl Into<String>, label: String, control: Control) -> Self {
        Self {
            name: name.into(),
            id: String::new(),
            label,
            hint: String::new(),
            beside: String::new(),
            value: String::new(),
            control,
            required: false,
            mistake: None,
            autocomplete: "",
            range: None,
            longest: None,
            short: false,
            lang: None,
            choices_lang: None,
        }
    }

    /// One line of text of at most 200 letters.
    #[must_use]
    pub fn text(name: impl Into<String>, label: String) -> Self {
        let mut field = Self::new(name, label, Control::Line("text"));
        field.longest = Some(200);
        field.autocomplete = "off";
        field
    }

    /// One line of another kind, as HTML names it.
    #[must_use]
    pub fn line(name: impl Into<String>, label: String, kind: &'static str) -> Self {
        Self::new(name, label, Control::Line(kind))
    }

    /// A day.
    #[must_use]
    pub fn day(name: impl Into<String>, label: String) -> Self {
        Self::line(name, label, "date").short()
    }

    /// A whole number from `least` to `greatest`.
    #[must_use]
    pub fn number(name: impl Into<String>, label: String, least: i64, greatest: i64) -> Self {
        let mut field = Self::line(name, label, "number").short();
        field.range = Some((least, greatest));
        field
    }

    /// A password; what browsers may fill in is `current-password` or `new-password`.
    #[must_use]
    pub fn password(name: impl Into<String>, label: String, fill: &'static str) -> Self {
        let mut field = Self::line(name, label, "password");
        field.autocomplete = fill;
        field
    }

    /// Several lines.
    #[must_use]
    pub fn area(name: impl Into<String>, label: String, lines: u8) -> Self {
        Self::new(name, label, Control::Area(lines))
    }

    /// One of a list.
    #[must_use]
    pub fn choose(name: impl Into<String>, label: String, choices: Vec<Choice>) -> Self {
        Self::new(name, label, Control::Choose(choices))
    }

    /// One of a few.
    #[must_use]
    pub fn radios(name: impl Into<String>, label: String, choices: Vec<Choice>) -> Self {
        Self::new(name, label, Control::Radios(choices))
    }

    /// Any of several.
    #[must_use]
    pub fn checks(name: impl Into<String>, label: String, choices: Vec<Choice>) -> Self {
        Self::new(name, label, Control::Checks(choices))
    }

    /// Any of a tree.
    #[must_use]
    pub fn tree(name: impl Into<String>, label: String, branches: Vec<Branch>) -> Self {
        Self::new(name, label, Control::Tree(branches))
    }

    /// Yes or no.
    #[must_use]
    pub fn check(name: impl Into<String>, label: String) -> Self {
        Self::new(name, label, Control::Check(false))
    }

    /// A file.
    #[must_use]
    pub fn file(name: impl Into<String>, label: String, accept: &'static str) -> Self {
        Self::new(name, label, Control::File { accept })
    }

    /// A value that is sent and not seen.
    #[must_use]
    pub fn hidden(name: impl Into<String>, value: impl Into<String>) -> Self {
        let mut field = Self::new(name, String::new(), Control::Hidden);
        field.value = value.into();
        field
    }

    /// Must be filled in.
    #[must_use]
    pub fn required(mut self) -> Self {
        self.required = true;
        self
    }

    /// How to fill it in.
    #[must_use]
    pub fn hint(mut self, hint: String) -> Self {
        self.hint = hint;
        self
    }

    /// What stands beside it.
    #[must_use]
    pub fn beside(mut self, beside: String) -> Self {
        self.beside = beside;
        self
    }

    /// A few letters are expected.
    #[must_use]
    pub fn short(mut self) -> Self {
        self.short = true;
        self
    }

    /// What browsers may fill in by themselves, as HTML names it.
    #[must_use]
    pub fn autocomplete(mut self, fill: &'static str) -> Self {
        self.autocomplete = fill;
        self
    }

    /// Greatest number of letters.
    #[must_use]
    pub fn longest(mut self, letters: u32) -> Self {
        self.longest = Some(letters);
        self
    }

    /// Language of its label, where it is another than the page's.
    #[must_use]
    pub fn lang(mut self, tag: Option<&str>) -> Self {
        self.lang = tag.map(str::to_owned);
        self
    }

    /// Language of its choices, where it is another than the page's.
    #[must_use]
    pub fn choices_lang(mut self, tag: Option<&str>) -> Self {
        self.choices_lang = tag.map(str::to_owned);
        self
    }

    /// Takes what was typed. Passwords and files are never put back; a value of its own
    /// that nobody typed over stays.
    pub(super) fn fill(&mut self, values: &BTreeMap<String, Vec<String>>) {
        let Some(given) = values.get(&self.name) else {
            return;
        };
        let choose = |choice: &mut Choice| choice.chosen = given.contains(&choice.value);
        match &mut self.control {
            Control::Line("password") | Control::File { .. } => {}
            Control::Line(_) | Control::Area(_) | Control::Hidden => {
                self.value = given.first().cloned().unwrap_or_default();
            }
            Control::Choose(choices) | Control::Radios(choices) | Control::Checks(choices) => {
                choices.iter_mut().for_each(choose);
            }
            Control::Tree(branches) => {
                let mut choose = choose;
                for branch in branches {
                    branch.every(&mut choose);
                }
            }
            Control::Check(yes) => *yes = given.iter().any(|value| value == "yes"),
        }
    }

    /// Identifiers of what describes it, for `aria-describedby`.
    pub(super) fn described_by(&self) -> String {
        let mut ids = Vec::new();
        if !self.hint.is_empty() {
            ids.push(format!("{}-hint", self.id));
        }
        if !self.beside.is_empty() {
            ids.push(format!("{}-beside", self.id));
        }
        if self.mistake.is_some() {
            ids.push(format!("{}-mistake", self.id));
        }
        ids.join(" ")
    }
}
