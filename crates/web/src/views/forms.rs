//! Forms: what was typed, what is wrong with it, and how both are shown beside each field.
//!
//! A page describes its form once as [`Form`] with [`Section`]s of [`Field`]s. A handler
//! gives an [`Input`]: empty for a new form, the stored values for a change, or what was
//! typed together with its mistakes. Names of fields are stable; scripts may rely on them.

mod field;

pub use field::{Branch, Choice, Control, Field};

use askama::Template;
use askama::filters::HtmlSafe;
use gradus_words::{Words, count};
use std::collections::BTreeMap;

/// What was typed into a form, and what is wrong with it, by the fields' names.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Input {
    values: BTreeMap<String, Vec<String>>,
    mistakes: BTreeMap<String, String>,
    general: Option<String>,
}

impl Input {
    /// Nothing typed, nothing wrong.
    #[must_use]
    pub fn new() -> Self {
        Self::default()
    }

    /// What a browser sent, in its order; a name that comes twice has two values.
    pub fn of(pairs: impl IntoIterator<Item = (String, String)>) -> Self {
        let mut input = Self::default();
        for (name, value) in pairs {
            input.values.entry(name).or_default().push(value);
        }
        input
    }

    /// Adds a value to a field.
    #[must_use]
    pub fn with(mut self, name: &str, value: impl Into<String>) -> Self {
        let values = self.values.entry(name.to_owned()).or_default();
        values.push(value.into());
        self
    }

    /// Sets a value in place of what was there.
    pub fn replace(&mut self, name: &str, value: impl Into<String>) {
        self.values.insert(name.to_owned(), vec![value.into()]);
    }

    /// The first value of a field, white space around it removed; empty when there is none.
    #[must_use]
    pub fn value(&self, name: &str) -> &str {
        self.all(name).first().map_or("", |value| value.trim())
    }

    /// Every value of a field.
    #[must_use]
    pub fn all(&self, name: &str) -> &[String] {
        self.values.get(name).map_or(&[], Vec::as_slice)
    }

    /// Says what is wrong with a field. The first mistake of a field stays.
    pub fn mistake(&mut self, name: &str, message: impl Into<String>) {
        let mistakes = &mut self.mistakes;
        mistakes
            .entry(name.to_owned())
            .or_insert_with(|| message.into());
    }

    /// Says what is wrong with the whole, where no single field is to blame.
    pub fn general_mistake(&mut self, message: impl Into<String>) {
        self.general.get_or_insert_with(|| message.into());
    }

    /// Whether nothing is wrong.
    #[must_use]
    pub fn is_right(&self) -> bool {
        self.mistakes.is_empty() && self.general.is_none()
    }
}

/// Fields that belong together.
#[derive(Debug, Clone, Default)]
pub struct Section {
    /// What they are about; empty for a form that needs no parts.
    pub legend: String,
    /// What to know before filling them in; may be empty.
    pub note: String,
    /// The fields.
    pub fields: Vec<Field>,
    /// Whether the part is folded until somebody opens it. A part with a mistake is open.
    pub folded: bool,
    /// Whether a folded part is open from the start.
    pub opened: bool,
    /// Language of the heading, where it is another than the page's.
    pub lang: Option<String>,
}

impl Section {
    /// Fields without a heading.
    #[must_use]
    pub fn plain(fields: Vec<Field>) -> Self {
        let (legend, note) = (String::new(), String::new());
        Self {
            legend,
            note,
            fields,
            folded: false,
            opened: false,
            lang: None,
        }
    }

    /// Fields under a heading.
    #[must_use]
    pub fn named(legend: String, note: String, fields: Vec<Field>) -> Self {
        Self {
            legend,
            note,
            fields,
            folded: false,
            opened: false,
            lang: None,
        }
    }

    /// Folds the part until somebody opens it.
    #[must_use]
    pub fn folded(mut self) -> Self {
        self.folded = true;
        self
    }

    /// Language of the heading, where it is another than the page's.
    #[must_use]
    pub fn lang(mut self, tag: Option<&str>) -> Self {
        self.lang = tag.map(str::to_owned);
        self
    }

    fn open(&self) -> bool {
        self.opened || self.fields.iter().any(|field| field.mistake.is_some())
    }
}

/// A whole form: it writes itself with its mistakes in front.
#[derive(Debug, Clone, Template)]
#[template(path = "forms/form.html")]
pub struct Form {
    /// Identifier in the page; the fields' identifiers begin with it.
    pub id: &'static str,
    /// Where it is sent.
    pub action: String,
    /// The token against forged requests.
    pub csrf: String,
    /// Its parts.
    pub sections: Vec<Section>,
    /// The words of its button.
    pub submit: String,
    /// A second button that sends the same form with another meaning: name, value, words.
    pub second: Option<(&'static str, String, String)>,
    /// Where a change of mind leads: address and words.
    pub cancel: Option<(String, String)>,
    /// Whether its button is the page's main one.
    pub main: bool,
    /// Whether its fields stand side by side where there is room.
    pub inline: bool,
    general: Option<String>,
    says: Says,
}

/// Words that every form needs.
#[derive(Debug, Clone)]
struct Says {
    optional: String,
    mistake: String,
    mistakes: String,
}

impl HtmlSafe for Form {}

impl Form {
    /// A form with the identifier `id`, sent to `action`, with the token against forged
    /// requests and the words of its button.
    #[must_use]
    pub fn new(
        words: &Words,
        id: &'static str,
        action: String,
        csrf: &str,
        submit: String,
    ) -> Self {
        Self {
            id,
            action,
            csrf: csrf.to_owned(),
            sections: Vec::new(),
            submit,
            second: None,
            cancel: None,
            main: true,
            inline: false,
            general: None,
            says: Says {
                optional: words.text("manage-form-optional"),
                mistake: words.text("manage-form-mistake"),
                mistakes: words.text("manage-form-mistakes"),
            },
        }
    }

    /// Adds a part.
    #[must_use]
    pub fn section(mut self, section: Section) -> Self {
        self.sections.push(section);
        self
    }

    /// Puts in what was typed and what is wrong with it.
    #[must_use]
    pub fn filled(mut self, words: &Words, input: &Input) -> Self {
        for field in self.sections.iter_mut().flat_map(|s| &mut s.fields) {
            field.id = format!("{}-{}", self.id, field.name);
            field.fill(&input.values);
            field.mistake = input.mistakes.get(&field.name).cloned();
        }
        self.general.clone_from(&input.general);
        let number = self.mistakes().len() + usize::from(self.general.is_some());
        self.says.mistakes = words.with("manage-form-mistakes", &[("n", count(number))]);
        self
    }

    /// Adds a second button: name and value that it sends, and its words.
    #[must_use]
    pub fn second(mut self, name: &'static str, value: &str, label: String) -> Self {
        self.second = Some((name, value.to_owned(), label));
        self
    }

    /// Adds a link for a change of mind.
    #[must_use]
    pub fn cancel(mut self, url: String, label: String) -> Self {
        self.cancel = Some((url, label));
        self
    }

    /// Makes its button a quiet one.
    #[must_use]
    pub fn quiet(mut self) -> Self {
        self.main = false;
        self
    }

    /// Puts its fields side by side where there is room.
    #[must_use]
    pub fn inline(mut self) -> Self {
        self.inline = true;
        self
    }

    /// The fields with a mistake.
    fn mistakes(&self) -> Vec<&Field> {
        let fields = self.sections.iter().flat_map(|section| &section.fields);
        fields.filter(|field| field.mistake.is_some()).collect()
    }

    pub(super) fn is_wrong(&self) -> bool {
        self.general.is_some() || !self.mistakes().is_empty()
    }

    fn sends_files(&self) -> bool {
        let mut fields = self.sections.iter().flat_map(|section| &section.fields);
        fields.any(|field| matches!(field.control, Control::File { .. }))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use gradus_words::Language;

    fn form(input: &Input) -> String {
        let words = Words::new(Language::English);
        let fields = vec![
            Field::text("name", "Name".into())
                .required()
                .hint("As in the register".into()),
            Field::password("password", "Password".into(), "new-password"),
            Field::choose(
                "level",
                "Level".into(),
                vec![Choice::new("1", "Lagging"), Choice::new("2", "Developing")],
            ),
            Field::checks(
                "components",
                "Components".into(),
                vec![
                    Choice::new("le", "Leadership"),
                    Choice::new("pm", "Performance"),
                ],
            ),
        ];
        Form::new(&words, "city", "/c/new".into(), "t0k3n", "Save".into())
            .section(Section::plain(fields))
            .filled(&words, input)
            .render()
            .expect("it renders")
    }

    #[test]
    fn what_was_typed_stays_but_a_password_does_not() {
        let typed = [
            ("name", "\"><script>"),
            ("password", "correct horse"),
            ("level", "2"),
            ("components", "pm"),
        ];
        let html = form(&Input::of(
            typed.map(|(name, value)| (name.into(), value.into())),
        ));
        assert!(
            html.contains("value=\"&#34;&#62;&#60;script&#62;\""),
            "{html}"
        );
        assert!(!html.contains("correct horse"));
        assert!(html.contains("<option value=\"2\" selected>"));
        assert!(html.contains("value=\"pm\" checked"));
        assert!(!html.contains("value=\"le\" checked"));
        assert!(!html.contains("role=\"alert\""));
    }

    #[test]
    fn a_mistake_stands_beside_its_field_and_in_front_with_a_link() {
        let mut input = Input::new().with("name", "x");
        input.mistake("name", "the name needs two letters");
        input.mistake("name", "a second mistake of the same field");
        assert!(!input.is_right());
        let html = form(&input);
        assert!(
            html.contains("<a href=\"#city-name\">Name: the name needs two letters</a>"),
            "{html}"
        );
        assert!(html.contains("aria-invalid=\"true\""));
        assert!(html.contains("aria-describedby=\"city-name-hint city-name-mistake\""));
        assert!(!html.contains("second mistake"));
    }
}
