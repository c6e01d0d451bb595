//! Two cycles side by side as a file, `gradus-comparison/1`.

use crate::result_json::Reasons;
use gradus_domain::comparison::{Change, Comparison, ComponentChange, Parts, StatementChange};
use gradus_domain::disclosure::Facts;
use gradus_domain::method::Figure;
use gradus_domain::scale::Level;
use schemars::{JsonSchema, schema_for};
use serde::Serialize;

/// The word under `format`.
pub const COMPARISON_FORMAT: &str = "gradus-comparison/1";

/// The comparison as a file. What of it may be told was decided when it was made.
#[must_use]
pub fn comparison_file(earlier: &Facts, later: &Facts, found: &Comparison) -> String {
    let document = ComparisonDocument::new(earlier, later, found);
    let mut text = serde_json::to_string_pretty(&document)
        .expect("a comparison holds only texts, finite numbers and lists");
    text.push('\n');
    text
}

/// The JSON Schema of the file, as text.
#[must_use]
pub fn schema() -> String {
    let mut text = serde_json::to_string_pretty(&schema_for!(ComparisonDocument))
        .expect("a schema holds only texts, numbers, lists and maps with text keys");
    text.push('\n');
    text
}

/// Two cycles side by side.
#[derive(Debug, Serialize, JsonSchema)]
#[schemars(deny_unknown_fields, title = "Gradus comparison")]
struct ComparisonDocument {
    /// Always `gradus-comparison/1`.
    #[schemars(extend("const" = "gradus-comparison/1"))]
    format: &'static str,
    earlier: CycleDocument,
    later: CycleDocument,
    assessors: PeopleDocument,
    city: ChangeDocument,
    components: Vec<ComponentDocument>,
    statements: Vec<StatementDocument>,
}

/// One of the cycles.
#[derive(Debug, Serialize, JsonSchema)]
#[schemars(deny_unknown_fields)]
struct CycleDocument {
    name: String,
    /// Identifier and version of its model.
    model: String,
    /// The day as of which evidence was judged.
    as_of: String,
    input_sha256: String,
}

/// Who is in which cycle.
#[derive(Debug, Serialize, JsonSchema)]
#[schemars(deny_unknown_fields)]
struct PeopleDocument {
    /// How many are in both.
    stayed: usize,
    /// How many answered in the later one alone.
    came: usize,
    /// How many answered in the earlier one alone.
    went: usize,
}

/// What a difference is made of, in the order in which it is taken apart.
#[derive(Debug, Serialize, JsonSchema)]
#[schemars(deny_unknown_fields)]
struct PartsDocument<T> {
    /// Another version of the model, other settings, another scope.
    model: T,
    /// Assessors who came or went.
    assessors: T,
    /// Evidence.
    evidence: T,
    /// What those who stayed say now, and what was agreed on.
    ratings: T,
}

impl<T> From<Parts<T>> for PartsDocument<T> {
    fn from(parts: Parts<T>) -> Self {
        Self {
            model: parts.model,
            assessors: parts.assessors,
            evidence: parts.evidence,
            ratings: parts.ratings,
        }
    }
}

/// An index in both cycles.
#[derive(Debug, Serialize, JsonSchema)]
#[schemars(deny_unknown_fields)]
struct ChangeDocument {
    before: Option<f64>,
    after: Option<f64>,
    /// They add up to `after` less `before`.
    parts: Option<PartsDocument<f64>>,
    #[serde(skip_serializing_if = "Reasons::is_empty")]
    #[schemars(default)]
    why: Reasons,
}

/// A component in both cycles.
#[derive(Debug, Serialize, JsonSchema)]
#[schemars(deny_unknown_fields)]
struct ComponentDocument {
    id: String,
    /// Number of its earlier level.
    level_before: Option<i64>,
    /// Number of its later level.
    level_after: Option<i64>,
    index: ChangeDocument,
    /// On how many statements fewer than five came or went, so that their part stands among
    /// the ratings.
    together: usize,
}

/// A statement in both cycles.
#[derive(Debug, Serialize, JsonSchema)]
#[schemars(deny_unknown_fields)]
struct StatementDocument {
    id: String,
    /// Whether the earlier model has it.
    in_earlier: bool,
    /// Whether the later model has it.
    in_later: bool,
    /// Its earlier value.
    before: Option<&'static str>,
    /// Its later value.
    after: Option<&'static str>,
    /// The difference of what it brings to the level, in thirds.
    parts: Option<PartsDocument<i8>>,
}

impl ComparisonDocument {
    fn new(earlier: &Facts, later: &Facts, found: &Comparison) -> Self {
        let component = |own: &ComponentChange| {
            let number = |facts: &Facts, level: Figure<Level>| {
                level.ok().map(|level| facts.model().scale.value(level))
            };
            ComponentDocument {
                id: later.model().component(own.component).id.clone(),
                level_before: number(earlier, own.level_before),
                level_after: number(later, own.level_after),
                index: change(&own.index),
                together: own.together,
            }
        };
        let statement = |own: &StatementChange| {
            let new = own.later.map(|ix| &later.model().statement(ix).id);
            let old = own.earlier.map(|ix| &earlier.model().statement(ix).id);
            StatementDocument {
                id: new.or(old).cloned().unwrap_or_default(),
                in_earlier: old.is_some(),
                in_later: new.is_some(),
                before: own.before.map(gradus_domain::rating::Answer::word),
                after: own.after.map(gradus_domain::rating::Answer::word),
                parts: own.parts.map(PartsDocument::from),
            }
        };
        Self {
            format: COMPARISON_FORMAT,
            earlier: cycle(earlier),
            later: cycle(later),
            assessors: PeopleDocument {
                stayed: found.stayed,
                came: found.came,
                went: found.went,
            },
            city: change(&found.index),
            components: found.components.iter().map(component).collect(),
            statements: found.statements.iter().map(statement).collect(),
        }
    }
}

fn cycle(facts: &Facts) -> CycleDocument {
    CycleDocument {
        name: facts.cycle().name.clone(),
        model: facts.model().name.to_string(),
        as_of: crate::result_json::iso_day(facts.figures().as_of),
        input_sha256: facts.input_sha256().to_owned(),
    }
}

fn change(from: &Change) -> ChangeDocument {
    let mut why = Reasons::default();
    ChangeDocument {
        before: why.figure("before", &from.before),
        after: why.figure("after", &from.after),
        parts: why.figure("parts", &from.parts).map(PartsDocument::from),
        why,
    }
}
