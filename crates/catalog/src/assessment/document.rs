//! What an assessment file says, `gradus-assessment/1`, with the place of every entry.

mod rounds;

pub use rounds::{
    ModelMoveDocument, PastAgreedDocument, RoundDocument, UnconfirmedDocument, VoteDocument,
};

use crate::problem::{Place, Spot};
use gradus_domain::rating::Answer;
use schemars::JsonSchema;
use serde::{Serialize, Serializer};
use serde_saphyr::FlowMap;
use std::sync::Arc;
use time::Date;
use time::macros::format_description;

/// The word under `format`.
pub const ASSESSMENT_FORMAT: &str = "gradus-assessment/1";

/// A day, written `2026-06-30`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct Day(pub Date);

impl std::fmt::Display for Day {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        let text = self.0.format(format_description!("[year]-[month]-[day]"));
        f.write_str(&text.map_err(|_| std::fmt::Error)?)
    }
}

impl Serialize for Day {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(self)
    }
}

impl JsonSchema for Day {
    fn schema_name() -> std::borrow::Cow<'static, str> {
        "Day".into()
    }

    fn json_schema(_: &mut schemars::SchemaGenerator) -> schemars::Schema {
        schemars::json_schema!({
            "type": "string",
            "format": "date",
            "description": "A day, for example 2026-06-30."
        })
    }
}

/// An answer as files write it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, JsonSchema)]
#[serde(rename_all = "lowercase")]
pub enum AnswerWord {
    /// Not at all.
    Not,
    /// Partly.
    Partly,
    /// Largely.
    Largely,
    /// Fully.
    Fully,
    /// Past it; stages only.
    Surpassed,
    /// Don't know.
    Unknown,
    /// Not applicable; asks for a note.
    Na,
}

impl From<Answer> for AnswerWord {
    fn from(answer: Answer) -> Self {
        match answer {
            Answer::Not => Self::Not,
            Answer::Partly => Self::Partly,
            Answer::Largely => Self::Largely,
            Answer::Fully => Self::Fully,
            Answer::Surpassed => Self::Surpassed,
            Answer::Unknown => Self::Unknown,
            Answer::NotApplicable => Self::Na,
        }
    }
}

impl From<AnswerWord> for Answer {
    fn from(word: AnswerWord) -> Self {
        match word {
            AnswerWord::Not => Self::Not,
            AnswerWord::Partly => Self::Partly,
            AnswerWord::Largely => Self::Largely,
            AnswerWord::Fully => Self::Fully,
            AnswerWord::Surpassed => Self::Surpassed,
            AnswerWord::Unknown => Self::Unknown,
            AnswerWord::Na => Self::NotApplicable,
        }
    }
}

/// Writes the entries of a list one to a line where the format has such a style (YAML).
fn rows<T: Serialize, S: Serializer>(list: &[T], serializer: S) -> Result<S::Ok, S::Error> {
    serializer.collect_seq(list.iter().map(FlowMap))
}

/// An assessment file.
#[derive(Debug, Clone, Serialize, JsonSchema)]
#[schemars(deny_unknown_fields, title = "Gradus assessment")]
pub struct AssessmentDocument {
    /// Always `gradus-assessment/1`.
    #[schemars(extend("const" = "gradus-assessment/1"))]
    pub format: String,
    /// `id` or `id@version` of a built-in model, or a path to a model file.
    pub model: String,
    /// The city.
    pub city: CityDocument,
    /// The period.
    pub cycle: CycleDocument,
    /// How deep assessors were asked to go: `quick`, `ladder` or `full`. It decides nothing.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schemars(extend("enum" = ["quick", "ladder", "full"]))]
    pub depth: Option<String>,
    /// Where the assessment is on its way: `draft`, `rating`, `consensus` or `final`. It
    /// decides nothing.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schemars(extend("enum" = ["draft", "rating", "consensus", "final"]))]
    pub phase: Option<String>,
    /// Whether names are shown after the reveal. It decides nothing.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub named: Option<bool>,
    /// What the instance that wrote the file showed to everybody, and said above it. Reading
    /// the file makes nothing public.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub publication: Option<PublicationDocument>,
    /// Components that the city does not run.
    #[serde(skip_serializing_if = "Vec::is_empty", serialize_with = "rows")]
    #[schemars(default)]
    pub out_of_scope: Vec<OutOfScopeDocument>,
    /// Groups of assessors.
    #[serde(serialize_with = "rows")]
    #[schemars(default)]
    pub groups: Vec<GroupDocument>,
    /// Assessors.
    #[serde(serialize_with = "rows")]
    #[schemars(default)]
    pub assessors: Vec<AssessorDocument>,
    /// Reviewers of evidence; one with an assessor's identifier is that person.
    #[serde(skip_serializing_if = "Vec::is_empty", serialize_with = "rows")]
    #[schemars(default)]
    pub reviewers: Vec<ReviewerDocument>,
    /// Ratings of statements.
    #[serde(skip_serializing_if = "Vec::is_empty", serialize_with = "rows")]
    #[schemars(default)]
    pub ratings: Vec<RatingDocument>,
    /// Rungs of strands.
    #[serde(skip_serializing_if = "Vec::is_empty", serialize_with = "rows")]
    #[schemars(default)]
    pub rungs: Vec<RungDocument>,
    /// Best-fitting levels of components.
    #[serde(skip_serializing_if = "Vec::is_empty", serialize_with = "rows")]
    #[schemars(default)]
    pub picks: Vec<PickDocument>,
    /// Answers of the cycle before that nobody confirmed yet. They decide nothing.
    #[serde(skip_serializing_if = "Vec::is_empty", serialize_with = "rows")]
    #[schemars(default)]
    pub unconfirmed: Vec<UnconfirmedDocument>,
    /// Rounds of votes of a workshop.
    #[serde(skip_serializing_if = "Vec::is_empty", serialize_with = "rows")]
    #[schemars(default)]
    pub rounds: Vec<RoundDocument>,
    /// Every state that agreed values had, with those that were undone. They decide nothing.
    #[serde(skip_serializing_if = "Vec::is_empty", serialize_with = "rows")]
    #[schemars(default)]
    pub agreed_history: Vec<PastAgreedDocument>,
    /// Moves to other versions of the model, with the assessment as it was before each. They
    /// decide nothing.
    #[serde(skip_serializing_if = "Vec::is_empty", serialize_with = "rows")]
    #[schemars(default)]
    pub model_moves: Vec<ModelMoveDocument>,
    /// Agreed values.
    #[serde(skip_serializing_if = "Vec::is_empty", serialize_with = "rows")]
    #[schemars(default)]
    pub agreed: Vec<AgreedDocument>,
    /// Evidence.
    #[serde(skip_serializing_if = "Vec::is_empty", serialize_with = "rows")]
    #[schemars(default)]
    pub evidence: Vec<EvidenceDocument>,
    /// Targets.
    #[serde(skip_serializing_if = "Vec::is_empty", serialize_with = "rows")]
    #[schemars(default)]
    pub targets: Vec<TargetDocument>,
    /// Settings that override the model's.
    #[serde(skip_serializing_if = "SettingsDocument::is_empty")]
    #[schemars(default)]
    pub settings: SettingsDocument,
    #[serde(skip)]
    #[schemars(skip)]
    pub(crate) place: Place,
}

/// The city.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, JsonSchema)]
#[schemars(deny_unknown_fields)]
pub struct CityDocument {
    /// Name.
    pub name: String,
    /// Two letters of ISO 3166-1; quote `"NO"`.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub country: Option<String>,
    /// Inhabitants.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub population: Option<u64>,
}

/// The period.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, JsonSchema)]
#[schemars(deny_unknown_fields)]
pub struct CycleDocument {
    /// Name.
    pub name: String,
    /// First day.
    pub from: Day,
    /// Last day.
    pub to: Day,
}

/// A component that the city does not run.
#[derive(Debug, Clone, Serialize, JsonSchema)]
#[schemars(deny_unknown_fields)]
pub struct OutOfScopeDocument {
    /// The component.
    pub component: String,
    /// Why.
    pub reason: String,
    #[serde(skip)]
    #[schemars(skip)]
    pub(crate) place: Place,
}

/// A group.
#[derive(Debug, Clone, Serialize, JsonSchema)]
#[schemars(deny_unknown_fields)]
pub struct GroupDocument {
    /// Identifier; `others` is reserved.
    pub id: String,
    /// Name.
    pub name: String,
    #[serde(skip)]
    #[schemars(skip)]
    pub(crate) place: Place,
}

/// An assessor.
#[derive(Debug, Clone, Serialize, JsonSchema)]
#[schemars(deny_unknown_fields)]
pub struct AssessorDocument {
    /// Identifier.
    pub id: String,
    /// Identifier of their group.
    pub group: String,
    /// Name or function.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub name: Option<String>,
    /// Components they were asked for; all where there is no list.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub components: Option<Vec<String>>,
    #[serde(skip)]
    #[schemars(skip)]
    pub(crate) place: Place,
}

/// A reviewer.
#[derive(Debug, Clone, Serialize, JsonSchema)]
#[schemars(deny_unknown_fields)]
pub struct ReviewerDocument {
    /// Identifier.
    pub id: String,
    /// Name or function.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub name: Option<String>,
    #[serde(skip)]
    #[schemars(skip)]
    pub(crate) place: Place,
}

/// A rating of one statement by one assessor.
#[derive(Debug, Clone, Serialize, JsonSchema)]
#[schemars(deny_unknown_fields)]
pub struct RatingDocument {
    /// The assessor.
    pub assessor: Arc<str>,
    /// The statement.
    pub statement: Arc<str>,
    /// The answer.
    pub value: AnswerWord,
    /// How sure the assessor is, 1 to 5.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schemars(range(min = 1, max = 5))]
    pub confidence: Option<u8>,
    /// A note; for `na` the reason.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub note: Option<String>,
    #[serde(skip)]
    #[schemars(skip)]
    pub(crate) place: Place,
}

/// A rung of one strand by one assessor: exactly one of `rung`, `between` and `answer`.
#[derive(Debug, Clone, Serialize, JsonSchema)]
#[schemars(deny_unknown_fields)]
pub struct RungDocument {
    /// The assessor.
    pub assessor: Arc<str>,
    /// The component.
    pub component: Arc<str>,
    /// The strand: the slug of its name.
    pub strand: Arc<str>,
    /// Number of the level the city stands on.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub rung: Option<i64>,
    /// Numbers of the two neighbouring levels the city stands between.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub between: Option<[i64; 2]>,
    /// `unknown`, or `na` with a note, for the whole strand.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schemars(extend("enum" = ["unknown", "na"]))]
    pub answer: Option<AnswerWord>,
    /// How sure the assessor is, 1 to 5.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schemars(range(min = 1, max = 5))]
    pub confidence: Option<u8>,
    /// A note; for `na` the reason.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub note: Option<String>,
    #[serde(skip)]
    #[schemars(skip)]
    pub(crate) place: Place,
}

/// The level that an assessor finds fitting best for a component.
#[derive(Debug, Clone, Serialize, JsonSchema)]
#[schemars(deny_unknown_fields)]
pub struct PickDocument {
    /// The assessor.
    pub assessor: Arc<str>,
    /// The component.
    pub component: Arc<str>,
    /// Number of the level.
    pub level: i64,
    /// How sure the assessor is, 1 to 5.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schemars(range(min = 1, max = 5))]
    pub confidence: Option<u8>,
    /// A note.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub note: Option<String>,
    #[serde(skip)]
    #[schemars(skip)]
    pub(crate) place: Place,
}

/// An agreed value: either `statement` with `value`, or `component` with `level`.
#[derive(Debug, Clone, Serialize, JsonSchema)]
#[schemars(deny_unknown_fields)]
pub struct AgreedDocument {
    /// The statement.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub statement: Option<String>,
    /// Its agreed answer.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub value: Option<AnswerWord>,
    /// The component.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub component: Option<String>,
    /// Number of its agreed level.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub level: Option<i64>,
    /// Why.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub rationale: Option<String>,
    /// Who saw it otherwise.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    #[schemars(default)]
    pub dissent: Vec<DissentDocument>,
    #[serde(skip)]
    #[schemars(skip)]
    pub(crate) place: Place,
}

/// A dissent: by exactly one of `group`, `assessor` and `name`.
#[derive(Debug, Clone, Serialize, JsonSchema)]
#[schemars(deny_unknown_fields)]
pub struct DissentDocument {
    /// Identifier of a group.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub group: Option<String>,
    /// Identifier of an assessor.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub assessor: Option<String>,
    /// The name somebody wished to be recorded under.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub name: Option<String>,
    /// Their words.
    pub text: String,
    #[serde(skip)]
    #[schemars(skip)]
    pub(crate) place: Place,
}

/// A piece of evidence.
#[derive(Debug, Clone, Serialize, JsonSchema)]
#[schemars(deny_unknown_fields)]
pub struct EvidenceDocument {
    /// Identifier.
    pub id: String,
    /// Title.
    pub title: String,
    /// `document`, `link`, `data` or `interview`.
    #[schemars(extend("enum" = ["document", "link", "data", "interview"]))]
    pub kind: String,
    /// Address; links need one.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub url: Option<String>,
    /// Text of an interview note or a data point.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub text: Option<String>,
    /// From when it holds.
    pub effective: Day,
    /// Last day on which it holds.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub valid_until: Option<Day>,
    /// `submitted`, `accepted`, `rejected` or `question`.
    #[schemars(default, extend("enum" = ["submitted", "accepted", "rejected", "question"]))]
    pub status: String,
    /// Identifier of the reviewer who decided.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub reviewer: Option<String>,
    /// The reviewer's reason.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub reason: Option<String>,
    /// Statements, or strands as `component/strand`.
    #[schemars(default)]
    pub supports: Vec<String>,
    /// Hash of the file, 64 hexadecimal digits.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub sha256: Option<String>,
    /// Name of the file.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub file_name: Option<String>,
    /// Media type of the file.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub media_type: Option<String>,
    #[serde(skip)]
    #[schemars(skip)]
    pub(crate) place: Place,
}

/// The level a component is to reach.
#[derive(Debug, Clone, Serialize, JsonSchema)]
#[schemars(deny_unknown_fields)]
pub struct TargetDocument {
    /// The component.
    pub component: String,
    /// Number of the level.
    pub level: i64,
    /// By when.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub by: Option<Day>,
    /// Why this level.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub rationale: Option<String>,
    /// `true` where the city wants no more than this level.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub good_enough: Option<bool>,
    #[serde(skip)]
    #[schemars(skip)]
    pub(crate) place: Place,
}

/// What was shown to everybody.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, JsonSchema)]
#[schemars(deny_unknown_fields)]
pub struct PublicationDocument {
    /// First published.
    pub published: Day,
    /// Withdrawn.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub withdrawn: Option<Day>,
    /// Why it was withdrawn.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub reason: Option<String>,
    /// The lead's own words above it.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub introduction: Option<String>,
    /// Identifiers of the pieces of evidence whose titles were shown.
    #[schemars(default)]
    pub evidence: Vec<String>,
}

/// Settings that override the model's.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, JsonSchema)]
#[schemars(deny_unknown_fields)]
pub struct SettingsDocument {
    /// `steps`, `best_fit` or `nplf`.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schemars(extend("enum" = ["steps", "best_fit", "nplf"]))]
    pub method: Option<String>,
    /// Completion that a step needs, per cent.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schemars(range(min = 1, max = 100))]
    pub pass_mark_pct: Option<u8>,
    /// Coverage that a step needs, per cent.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schemars(range(min = 1, max = 100))]
    pub min_coverage_pct: Option<u8>,
    /// Share of components that must be rated for a city index, per cent.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schemars(range(min = 1, max = 100))]
    pub min_component_coverage_pct: Option<u8>,
    /// `assessors` or `groups`.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schemars(extend("enum" = ["assessors", "groups"]))]
    pub balance: Option<String>,
    /// Seed of the resampling.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub seed: Option<u32>,
    /// Number of draws.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schemars(range(min = 100, max = 100_000))]
    pub draws: Option<u32>,
    /// `claimed`, `evidenced` or `verified`: which contributions the level is made of.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schemars(extend("enum" = ["claimed", "evidenced", "verified"]))]
    pub publish_level: Option<String>,
}

impl SettingsDocument {
    /// Whether nothing is overridden.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        *self == Self::default()
    }
}

impl AssessmentDocument {
    /// An assessment without people or answers.
    #[must_use]
    pub fn new(model: &str, city: CityDocument, cycle: CycleDocument, file: &str) -> Self {
        Self {
            format: ASSESSMENT_FORMAT.to_owned(),
            model: model.to_owned(),
            city,
            cycle,
            depth: None,
            phase: None,
            named: None,
            publication: None,
            out_of_scope: Vec::new(),
            groups: Vec::new(),
            assessors: Vec::new(),
            reviewers: Vec::new(),
            ratings: Vec::new(),
            rungs: Vec::new(),
            picks: Vec::new(),
            unconfirmed: Vec::new(),
            rounds: Vec::new(),
            agreed_history: Vec::new(),
            model_moves: Vec::new(),
            agreed: Vec::new(),
            evidence: Vec::new(),
            targets: Vec::new(),
            settings: SettingsDocument::default(),
            place: Place {
                file: Arc::from(file),
                spot: Spot::Whole,
            },
        }
    }

    /// Where the document as a whole stands.
    #[must_use]
    pub fn place(&self) -> &Place {
        &self.place
    }
}
