//! What a model file says, `gradus-model/1`, with the place of every entry.

use crate::problem::Place;
use schemars::JsonSchema;
use serde::Serialize;
use std::collections::BTreeMap;

/// The word under `format`.
pub const MODEL_FORMAT: &str = "gradus-model/1";

/// A model file.
#[derive(Debug, Clone, Serialize, JsonSchema)]
#[schemars(deny_unknown_fields, title = "Gradus maturity model")]
pub struct ModelDocument {
    /// Always `gradus-model/1`.
    #[schemars(extend("const" = "gradus-model/1"))]
    pub format: String,
    /// Identifier: lower-case letters, digits and hyphens.
    pub id: String,
    /// Version. A published version never changes.
    pub version: String,
    /// Title as printed.
    pub title: String,
    /// BCP 47 tag of the language of the texts, for example `en`.
    pub language: String,
    /// Where the texts come from.
    pub provenance: String,
    /// Terms under which the texts may be used.
    pub licence: String,
    /// The levels, lowest first; the lowest is the floor.
    pub levels: Vec<LevelDocument>,
    /// Words of the rating scale in place of the usual ones, by `not`, `partly`,
    /// `largely`, `fully`, `surpassed`, `unknown` and `na`.
    #[serde(skip_serializing_if = "BTreeMap::is_empty")]
    #[schemars(default)]
    pub ratings: BTreeMap<String, String>,
    /// Settings that hold unless an assessment says otherwise.
    #[schemars(default)]
    pub defaults: DefaultsDocument,
    /// The document that components refer to.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub references: Option<ReferencesDocument>,
    /// Components in order.
    pub components: Vec<ComponentDocument>,
    /// Texts in other languages.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    #[schemars(default)]
    pub translations: Vec<TranslationDocument>,
    #[serde(skip)]
    #[schemars(skip)]
    pub(crate) place: Place,
}

/// A level.
#[derive(Debug, Clone, Serialize, JsonSchema)]
#[schemars(deny_unknown_fields)]
pub struct LevelDocument {
    /// Printed number; numbers rise from one level to the next.
    pub value: i64,
    /// Name.
    pub name: String,
    #[serde(skip)]
    #[schemars(skip)]
    pub(crate) place: Place,
}

/// Default settings of a model.
#[derive(Debug, Clone, Serialize, JsonSchema)]
#[schemars(deny_unknown_fields)]
pub struct DefaultsDocument {
    /// Method: `steps`, `best_fit` or `nplf`; `steps` unless said otherwise.
    #[schemars(default, extend("enum" = ["steps", "best_fit", "nplf"]))]
    pub method: String,
    /// Completion that a step needs, per cent; 85 unless said otherwise.
    #[schemars(default, range(min = 1, max = 100))]
    pub pass_mark_pct: u8,
    /// Coverage that a step needs, per cent; 50 unless said otherwise.
    #[schemars(default, range(min = 1, max = 100))]
    pub min_coverage_pct: u8,
    /// Share of components that must be rated for a city index, per cent; 50 unless said
    /// otherwise.
    #[schemars(default, range(min = 1, max = 100))]
    pub min_component_coverage_pct: u8,
    /// Weight of statements that have none of their own; 1 unless said otherwise.
    #[schemars(default, range(min = 1, max = 1000))]
    pub statement_weight: u32,
    /// Weight of components that have none of their own; 1 unless said otherwise.
    #[schemars(default, range(min = 1, max = 1000))]
    pub component_weight: u32,
}

impl Default for DefaultsDocument {
    fn default() -> Self {
        Self {
            method: "steps".to_owned(),
            pass_mark_pct: 85,
            min_coverage_pct: 50,
            min_component_coverage_pct: 50,
            statement_weight: 1,
            component_weight: 1,
        }
    }
}

/// The document that components refer to.
#[derive(Debug, Clone, Serialize, JsonSchema)]
#[schemars(deny_unknown_fields)]
pub struct ReferencesDocument {
    /// Its name.
    pub scheme: String,
    /// What should be known about the titles.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub note: Option<String>,
    /// Its parts.
    pub items: Vec<ReferenceDocument>,
}

/// A part of the referenced document.
#[derive(Debug, Clone, Serialize, JsonSchema)]
#[schemars(deny_unknown_fields)]
pub struct ReferenceDocument {
    /// Short name.
    pub id: String,
    /// Title.
    pub title: String,
    /// Whether the title was checked against the published document.
    #[schemars(default)]
    pub confirmed: bool,
    #[serde(skip)]
    #[schemars(skip)]
    pub(crate) place: Place,
}

/// A component.
#[derive(Debug, Clone, Serialize, JsonSchema)]
#[schemars(deny_unknown_fields)]
pub struct ComponentDocument {
    /// Identifier.
    pub id: String,
    /// Short code.
    pub code: String,
    /// Name.
    pub name: String,
    /// What it is about.
    pub summary: String,
    /// References in their printed order; empty where none is printed.
    #[schemars(default)]
    pub references: Vec<String>,
    /// Weight in the city index.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schemars(range(min = 1, max = 1000))]
    pub weight: Option<u32>,
    /// Strands in order.
    pub strands: Vec<StrandDocument>,
    #[serde(skip)]
    #[schemars(skip)]
    pub(crate) place: Place,
}

/// A strand; its identifier is the slug of its name.
#[derive(Debug, Clone, Serialize, JsonSchema)]
#[schemars(deny_unknown_fields)]
pub struct StrandDocument {
    /// Name.
    pub name: String,
    /// Statements.
    pub statements: Vec<StatementDocument>,
    #[serde(skip)]
    #[schemars(skip)]
    pub(crate) place: Place,
}

/// A statement. Within a component statements are ordered by level, then identifier.
#[derive(Debug, Clone, Serialize, JsonSchema)]
#[schemars(deny_unknown_fields)]
pub struct StatementDocument {
    /// Identifier, unique in the model.
    pub id: String,
    /// Number of the level whose cell it stands in.
    pub level: i64,
    /// What agreeing with it means.
    #[schemars(extend("enum" = ["strength", "stage", "deficit"]))]
    pub kind: String,
    /// The text, verbatim.
    pub text: String,
    /// Weight within its step.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schemars(range(min = 1, max = 1000))]
    pub weight: Option<u32>,
    /// The level it may belong to instead, where the source leaves doubt.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub alternative_level: Option<i64>,
    /// Help for the assessor.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub guidance: Option<String>,
    /// What would count as evidence.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    #[schemars(default)]
    pub evidence_examples: Vec<String>,
    #[serde(skip)]
    #[schemars(skip)]
    pub(crate) place: Place,
}

/// Texts in another language.
#[derive(Debug, Clone, Serialize, JsonSchema)]
#[schemars(deny_unknown_fields)]
pub struct TranslationDocument {
    /// BCP 47 tag.
    pub language: String,
    /// Whether the model's publisher made it.
    #[schemars(default)]
    pub official: bool,
    /// Title.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub title: Option<String>,
    /// Level names by number.
    #[schemars(default)]
    pub levels: BTreeMap<String, String>,
    /// Words of the rating scale.
    #[schemars(default)]
    pub ratings: BTreeMap<String, String>,
    /// Components by identifier.
    #[schemars(default)]
    pub components: BTreeMap<String, ComponentTextDocument>,
    /// Strand names by `component/strand`.
    #[schemars(default)]
    pub strands: BTreeMap<String, String>,
    /// Statement texts by identifier.
    #[schemars(default)]
    pub statements: BTreeMap<String, String>,
    #[serde(skip)]
    #[schemars(skip)]
    pub(crate) place: Place,
}

/// Name and summary of a component in another language.
#[derive(Debug, Clone, Default, Serialize, JsonSchema)]
#[schemars(deny_unknown_fields)]
pub struct ComponentTextDocument {
    /// Name.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub name: Option<String>,
    /// Summary.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub summary: Option<String>,
}
