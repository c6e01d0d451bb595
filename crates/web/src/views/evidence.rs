//! Evidence: what backs the claims, from when until when, and for which statements.

mod form;

pub use form::{EvidenceChoices, evidence_form, review_form};

use super::forms::Form;
use super::frame::Frame;
use super::model_text::lang_attribute;
use super::speak::{Speaks, speaks};
use askama::Template;

/// How long a piece of evidence holds, seen from the end of the cycle.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Validity {
    /// It holds beyond the end of the cycle, or without an end.
    Holds,
    /// It ends before the cycle does, on this day.
    EndsEarly(String),
    /// It has ended, on this day.
    Ended(String),
    /// It is not yet in force; it will be from this day.
    NotYet(String),
}

/// A piece of evidence in a list.
#[derive(Debug, Clone)]
pub struct EvidenceRow {
    /// Identifier.
    pub id: String,
    /// Title.
    pub title: String,
    /// Its kind's word: `document`, `link`, `data`, `interview`.
    pub kind: &'static str,
    /// From when until when it holds, as text.
    pub period: String,
    /// How long it holds.
    pub validity: Validity,
    /// The review's word: `submitted`, `accepted`, `rejected`, `question`.
    pub status: &'static str,
    /// How many statements it supports.
    pub supports: usize,
    /// The cycle from which it was taken over, where it was.
    pub from_cycle: Option<String>,
}

/// The evidence of an assessment.
#[derive(Template)]
#[template(path = "evidence/page.html")]
pub struct EvidencePage {
    /// What every page has.
    pub frame: Frame,
    /// Address of the assessment with the base path.
    pub here: String,
    /// What there is.
    pub rows: Vec<EvidenceRow>,
    /// What earlier cycles have and this one could take over.
    pub earlier: Vec<EvidenceRow>,
    /// Whether the reader may add to it.
    pub changeable: bool,
    /// Whether the reader may see the queue of reviews.
    pub queue: bool,
}

impl EvidencePage {
    fn kind(&self, row: &EvidenceRow) -> String {
        self.t(&format!("evidence-{}", row.kind))
    }

    fn status(&self, row: &EvidenceRow) -> String {
        self.t(&format!("status-{}", row.status))
    }

    fn validity(&self, row: &EvidenceRow) -> Option<String> {
        validity_text(self, &row.validity)
    }

    fn thin(&self) -> usize {
        let holds = |row: &&EvidenceRow| row.validity != Validity::Holds;
        self.rows.iter().filter(holds).count()
    }
}

fn validity_text(page: &impl Speaks, validity: &Validity) -> Option<String> {
    match validity {
        Validity::Holds => None,
        Validity::EndsEarly(day) => Some(page.a("manage-evidence-ends-early", day)),
        Validity::Ended(day) => Some(page.a("manage-evidence-ended", day)),
        Validity::NotYet(day) => Some(page.a("manage-evidence-not-yet", day)),
    }
}

/// A form for new evidence, or to change some.
#[derive(Template)]
#[template(path = "evidence/form.html")]
pub struct EvidenceFormPage {
    /// What every page has.
    pub frame: Frame,
    /// Address of the assessment with the base path.
    pub here: String,
    /// Whether it is new.
    pub new: bool,
    /// Evidence of the city with the same content.
    pub duplicates: Vec<Same>,
    /// What somebody else changed since the form was shown.
    pub meanwhile: Vec<Meanwhile>,
    /// The form.
    pub form: Form,
}

/// A piece of evidence with the content of another.
#[derive(Debug, Clone)]
pub struct Same {
    /// Identifier.
    pub id: String,
    /// Title.
    pub title: String,
    /// Its address, where the assessment uses it; else it can be taken over.
    pub url: Option<String>,
    /// The cycle that used it last.
    pub from_cycle: Option<String>,
}

/// A field that somebody else changed while it was typed.
#[derive(Debug, Clone)]
pub struct Meanwhile {
    /// Its name.
    pub label: String,
    /// What stands now.
    pub stands: String,
    /// What was typed.
    pub typed: String,
}

/// A statement that a piece of evidence supports.
#[derive(Debug, Clone)]
pub struct Supported {
    /// Identifier.
    pub id: String,
    /// Text.
    pub text: String,
    /// Names of its component and strand.
    pub place: String,
    /// Identifier of its component.
    pub component: String,
}

/// What a review said.
#[derive(Debug, Clone)]
pub struct Review {
    /// The review's word: `accepted`, `rejected`, `question`.
    pub status: &'static str,
    /// By whom.
    pub by: String,
    /// Why.
    pub reason: String,
}

/// A file that is evidence.
#[derive(Debug, Clone)]
pub struct StoredFile {
    /// Its name.
    pub name: String,
    /// Its size, as text.
    pub size: String,
    /// Its type, as found in its content.
    pub media_type: String,
    /// Its SHA-256 in hexadecimal.
    pub sha256: String,
}

/// A piece of evidence.
#[derive(Template)]
#[template(path = "evidence/detail.html")]
pub struct EvidenceDetailPage {
    /// What every page has.
    pub frame: Frame,
    /// Address of the assessment with the base path.
    pub here: String,
    /// Its row in the list.
    pub row: EvidenceRow,
    /// Address of the document or page; only `http`, `https` and `mailto` become links.
    pub url: Option<String>,
    /// The file.
    pub file: Option<StoredFile>,
    /// The data point or the notes of the interview.
    pub text: Option<String>,
    /// Who added it and when, as text.
    pub added: String,
    /// Statements that it supports.
    pub supported: Vec<Supported>,
    /// Language of the model's texts.
    pub model_language: String,
    /// What reviews said, the newest first.
    pub reviews: Vec<Review>,
    /// Other evidence of the city with the same content.
    pub duplicates: Vec<Same>,
    /// Whether the reader may change it.
    pub changeable: bool,
    /// Accepts, rejects or asks; for reviewers.
    pub review_form: Option<Form>,
    /// Whether the reader is a reviewer who rated what it supports.
    pub own_component: bool,
    /// Address of the next piece, where somebody goes through the queue.
    pub skip: Option<String>,
}

/// A piece in the queue of reviews.
#[derive(Debug, Clone)]
pub struct QueueRow {
    /// Its row in the list.
    pub row: EvidenceRow,
    /// Names of the components that it supports.
    pub components: Vec<String>,
    /// Whether the reader rated one of them.
    pub own: bool,
}

/// The queue of reviews.
#[derive(Template)]
#[template(path = "evidence/queue.html")]
pub struct QueuePage {
    /// What every page has.
    pub frame: Frame,
    /// Address of the assessment with the base path.
    pub here: String,
    /// Language of the model's texts.
    pub model_language: String,
    /// What nobody reviewed yet.
    pub waiting: Vec<QueueRow>,
    /// What a reviewer asked about.
    pub asked: Vec<QueueRow>,
    /// What has ended or will soon.
    pub lapsing: Vec<QueueRow>,
    /// Address of the first piece that the reader may review.
    pub first: Option<String>,
    /// How far ahead it looks, in days.
    pub days: usize,
}

impl QueuePage {
    fn m(&self) -> String {
        lang_attribute(self.frame.words.language().tag(), &self.model_language)
    }

    fn kind(&self, queued: &QueueRow) -> String {
        self.t(&format!("evidence-{}", queued.row.kind))
    }

    fn status(&self, queued: &QueueRow) -> String {
        self.t(&format!("status-{}", queued.row.status))
    }

    fn validity(&self, queued: &QueueRow) -> Option<String> {
        validity_text(self, &queued.row.validity)
    }

    /// The three lists: identifier, heading, what an empty one says, rows.
    fn lists(&self) -> [(&'static str, String, String, &[QueueRow]); 3] {
        let days = self.n("review-queue-lapsing", self.days);
        [
            (
                "waiting",
                self.t("review-queue-waiting"),
                self.t("review-queue-nothing"),
                &self.waiting,
            ),
            (
                "asked",
                self.t("review-queue-asked"),
                self.t("review-queue-none-asked"),
                &self.asked,
            ),
            (
                "lapsing",
                days,
                self.t("review-queue-none-lapsing"),
                &self.lapsing,
            ),
        ]
    }
}

impl EvidenceDetailPage {
    fn m(&self) -> String {
        lang_attribute(self.frame.words.language().tag(), &self.model_language)
    }

    fn kind(&self) -> String {
        self.t(&format!("evidence-{}", self.row.kind))
    }

    fn status(&self, word: &str) -> String {
        self.t(&format!("status-{word}"))
    }

    fn validity(&self) -> Option<String> {
        validity_text(self, &self.row.validity)
    }

    /// Whether an address may become a link: never a script.
    fn is_link(&self, url: &str) -> bool {
        let url = url.trim_start().to_ascii_lowercase();
        ["https://", "http://", "mailto:"]
            .iter()
            .any(|scheme| url.starts_with(scheme))
    }
}

speaks!(
    EvidencePage,
    EvidenceFormPage,
    EvidenceDetailPage,
    QueuePage
);
