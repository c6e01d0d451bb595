//! The workshop on a wall, and its votes on phones.

use super::forms::{Field, Form, Input, Section};
use super::frame::Frame;
use super::model_text::lang_attribute;
use super::speak::{Speaks, speaks};
use askama::Template;
use gradus_words::{count, say};

/// Width and height of a drawing of columns, in its own units.
const WIDE: u32 = 750;
const HIGH: u32 = 300;
/// Room for a number above a column, and for its name below.
const ABOVE: u32 = 46;
const BELOW: u32 = 44;

/// One column.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Column {
    /// The answer.
    pub label: String,
    /// How often it was given.
    pub count: u32,
}

/// Answers as standing columns, with what they are.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Columns {
    /// What they are: before any talk, or of a round.
    pub title: String,
    /// The columns; none where too few answered to show them.
    pub columns: Option<Vec<Column>>,
    /// What is to be said below.
    pub note: String,
}

impl Columns {
    fn list(&self) -> &[Column] {
        self.columns.as_deref().unwrap_or_default()
    }

    fn view_box(&self) -> String {
        format!("0 0 {WIDE} {HIGH}")
    }

    fn step(&self) -> u32 {
        let columns = u32::try_from(self.list().len()).unwrap_or(1).max(1);
        WIDE / columns
    }

    fn x(&self, place: &usize) -> u32 {
        self.step() * u32::try_from(*place).unwrap_or(0) + 8
    }

    fn width(&self) -> u32 {
        self.step().saturating_sub(16)
    }

    fn middle(&self, place: &usize) -> u32 {
        self.x(place) + self.width() / 2
    }

    fn height(&self, column: &Column) -> u32 {
        let most = self.list().iter().map(|column| column.count).max();
        let room = HIGH - ABOVE - BELOW;
        (room * column.count / most.unwrap_or(1).max(1)).max(3)
    }

    fn top(&self, column: &Column) -> u32 {
        HIGH - BELOW - self.height(column)
    }

    fn number_y(&self, column: &Column) -> u32 {
        self.top(column) - 12
    }

    fn name_y(&self) -> u32 {
        HIGH - 12
    }
}

/// A rung of the strand around a statement.
#[derive(Debug, Clone)]
pub struct Rung {
    /// Printed number of its level.
    pub level: i64,
    /// Its text.
    pub text: String,
    /// Its value, as text.
    pub value: String,
    /// Whether it is the statement itself.
    pub here: bool,
}

/// A statement to choose.
#[derive(Debug, Clone)]
pub struct Choose {
    /// Its identifier.
    pub id: String,
    /// Its text.
    pub text: String,
}

/// The statement on the wall.
#[derive(Debug, Clone)]
pub struct Subject {
    /// Its identifier.
    pub id: String,
    /// Its text.
    pub text: String,
    /// Component and strand.
    pub place: String,
    /// Its place in the talk-about list, from 1.
    pub at: Option<usize>,
    /// That it could move the level, as text.
    pub moves: Option<String>,
    /// Answers before any talk, then those of each closed round.
    pub columns: Vec<Columns>,
    /// Median and spread, as one sentence.
    pub summary: String,
    /// The strand around it.
    pub rungs: Vec<Rung>,
    /// Titles of its evidence, with their state.
    pub evidence: Vec<(String, String)>,
    /// Whether a value was agreed on, and which.
    pub agreed: Option<String>,
}

impl Subject {
    /// What stands large: the last round, or from the last that can be shown on.
    fn main(&self) -> &[Columns] {
        self.columns.get(self.shown()..).unwrap_or_default()
    }

    /// What came before that.
    fn earlier(&self) -> &[Columns] {
        self.columns.get(..self.shown()).unwrap_or_default()
    }

    fn shown(&self) -> usize {
        let shown = |drawn: &Columns| drawn.columns.is_some();
        self.columns.iter().rposition(shown).unwrap_or(0)
    }
}

/// The workshop on a wall.
#[derive(Template)]
#[template(path = "workshop/page.html")]
pub struct WorkshopPage {
    /// What every page has.
    pub frame: Frame,
    /// Address of the assessment with the base path.
    pub here: String,
    /// Language of the model's texts.
    pub model_language: String,
    /// The code by which phones join; none before the workshop is opened and after its end.
    pub code: Option<String>,
    /// The address that phones open.
    pub join: String,
    /// The same as a drawing to be read by cameras: side of its square, and its path.
    pub qr: Option<(usize, String)>,
    /// The statement.
    pub subject: Option<Subject>,
    /// Whether a round is open.
    pub voting: bool,
    /// The number of the last round, 0 before the first.
    pub round: i64,
    /// How many assessors voted in it.
    pub cast: i64,
    /// How many guests did.
    pub guests: i64,
    /// How many assessors there are.
    pub people: usize,
    /// When the time is over, in milliseconds since 1970, UTC.
    pub until: Option<i64>,
    /// The time by the server's clock, likewise: those of browsers may be wrong.
    pub now: i64,
    /// The workshop's version.
    pub version: i64,
    /// The talk-about list.
    pub talks: Vec<Choose>,
    /// Every other statement.
    pub others: Vec<Choose>,
    /// The statement before, and the one after, in the talk-about list.
    pub around: (Option<String>, Option<String>),
    /// What went wrong with the last step.
    pub mistake: Option<String>,
}

impl WorkshopPage {
    fn m(&self) -> String {
        lang_attribute(self.frame.words.language().tag(), &self.model_language)
    }

    /// What a script compares with what it hears.
    fn state(&self) -> String {
        let statement = self.subject.as_ref().map_or("", |subject| &subject.id);
        state(statement, self.round, self.voting, self.code.is_none())
    }

    fn cast_text(&self) -> String {
        let numbers = [
            ("part", count(usize::try_from(self.cast).unwrap_or(0))),
            ("whole", count(self.people)),
        ];
        self.frame.words.with("workshop-cast", &numbers)
    }

    fn spaced(&self) -> String {
        self.code.as_deref().map(spaced).unwrap_or_default()
    }

    fn act(&self, word: &str) -> String {
        format!("{}/workshop/{word}", self.here)
    }

    fn round_text(&self) -> String {
        self.a("workshop-round", self.round)
    }
}

/// What decides whether a page has to be drawn anew.
fn state(statement: &str, round: i64, open: bool, closed: bool) -> String {
    format!("{statement}|{round}|{open}|{closed}")
}

/// A code in two halves, as it is read out.
fn spaced(code: &str) -> String {
    let (first, second) = code.split_at(code.len() / 2);
    format!("{first} {second}")
}

/// An answer to vote for.
#[derive(Debug, Clone)]
pub struct Choice {
    /// The answer's word.
    pub value: &'static str,
    /// As it reads.
    pub label: String,
    /// Whether it is one's own vote.
    pub own: bool,
}

/// What a phone shows.
#[derive(Template)]
#[template(path = "workshop/vote.html")]
pub struct VotePage {
    /// What every page has.
    pub frame: Frame,
    /// Address of the workshop with the base path.
    pub here: String,
    /// The code.
    pub code: String,
    /// Name of the assessment.
    pub name: String,
    /// Language of the model's texts.
    pub model_language: String,
    /// Whether the reader joined.
    pub joined: bool,
    /// Whether the reader is a guest, whose votes are shown apart.
    pub guest: bool,
    /// Whether the workshop is over.
    pub closed: bool,
    /// Identifier and text of the statement.
    pub statement: Option<(String, String)>,
    /// Component and strand.
    pub place: String,
    /// The number of the last round, 0 before the first.
    pub round: i64,
    /// Whether it is open.
    pub voting: bool,
    /// How many assessors voted in it.
    pub cast: i64,
    /// The answers.
    pub choices: Vec<Choice>,
    /// The last closed round.
    pub columns: Option<Columns>,
    /// What went wrong with the last vote.
    pub mistake: Option<String>,
}

impl VotePage {
    fn m(&self) -> String {
        lang_attribute(self.frame.words.language().tag(), &self.model_language)
    }

    fn state(&self) -> String {
        let statement = self.statement.as_ref().map_or("", |(id, _)| id);
        state(statement, self.round, self.voting, self.closed)
    }

    fn own(&self) -> Option<&Choice> {
        self.choices.iter().find(|choice| choice.own)
    }

    fn round_text(&self) -> String {
        self.a("workshop-round", self.round)
    }

    fn own_text(&self) -> String {
        let label = self.own().map(|own| own.label.clone()).unwrap_or_default();
        self.frame
            .words
            .with("workshop-own", &[("name", say(label))])
    }
}

/// Where the code on the wall is typed.
#[derive(Template)]
#[template(path = "workshop/enter.html")]
pub struct EnterPage {
    /// What every page has.
    pub frame: Frame,
    /// The form.
    pub form: Form,
}

/// The form for a workshop's code: `code`.
#[must_use]
pub fn enter_form(frame: &Frame, input: &Input) -> Form {
    let words = &frame.words;
    let code = Field::text("code", words.text("workshop-code"))
        .required()
        .hint(words.text("workshop-code-hint"))
        .autocomplete("off")
        .longest(12);
    let action = format!("{}/w", frame.base);
    let submit = words.text("workshop-enter");
    Form::new(words, "enter", action, &frame.csrf, submit)
        .section(Section::plain(vec![code]))
        .filled(words, input)
}

speaks!(WorkshopPage, VotePage, EnterPage);

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_highest_column_fills_the_room_and_none_is_lost() {
        let column = |count| Column {
            label: String::new(),
            count,
        };
        let drawn = Columns {
            title: String::new(),
            columns: Some(vec![column(0), column(3), column(12)]),
            note: String::new(),
        };
        let list = drawn.list();
        assert_eq!(drawn.top(&list[2]), ABOVE);
        assert_eq!(drawn.height(&list[1]), (HIGH - ABOVE - BELOW) / 4);
        assert!(drawn.height(&list[0]) > 0, "nobody is a line, not nothing");
        assert!(drawn.x(&2) + drawn.width() <= WIDE);
    }
}
