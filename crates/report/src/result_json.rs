//! The result file, `gradus-result/1`: every figure as a number, unrounded, with a code
//! where there is none.

mod rounds;
mod settings;

use gradus_domain::consensus::{GroupLabel, Source, Tally};
use gradus_domain::disclosure::{Facts, Protected};
use gradus_domain::explanation::Outlook;
use gradus_domain::method::{Figure, Why};
use gradus_domain::model::Model;
use gradus_domain::names::StatementIx;
use gradus_domain::rating::Answer;
use gradus_domain::result::{CityScore, ComponentScore, Scored, StatementScore};
use gradus_domain::scale::Level;
use rounds::{RoundDocument, rounds};
use schemars::{JsonSchema, Schema, json_schema, schema_for};
use serde::Serialize;
use settings::{SettingsDocument, settings};
use std::collections::BTreeMap;
use time::Date;
use time::macros::format_description;

/// The word under `format`.
pub const RESULT_FORMAT: &str = "gradus-result/1";

/// The result file of protected figures.
#[must_use]
pub fn protected_result(result: &Protected) -> String {
    result_file(result.facts())
}

/// The result file of facts as they are: for the lead's own eyes unless they come from a
/// protected result.
#[must_use]
pub fn result_file(facts: &Facts) -> String {
    let document = ResultDocument::new(facts);
    let mut text = serde_json::to_string_pretty(&document)
        .expect("a result holds only texts, finite numbers, lists and maps with text keys");
    text.push('\n');
    text
}

/// The JSON Schema of a result file, as text.
#[must_use]
pub fn schema() -> String {
    let mut text = serde_json::to_string_pretty(&schema_for!(ResultDocument))
        .expect("a schema holds only texts, numbers, lists and maps with text keys");
    text.push('\n');
    text
}

/// A result file.
#[derive(Debug, Serialize, JsonSchema)]
#[schemars(deny_unknown_fields, title = "Gradus result")]
struct ResultDocument {
    /// Always `gradus-result/1`.
    #[schemars(extend("const" = "gradus-result/1"))]
    format: &'static str,
    model: ModelDocument,
    /// SHA-256 of the input's canonical JSON.
    input_sha256: String,
    /// The day as of which evidence was judged.
    as_of: String,
    settings: SettingsDocument,
    city: CityDocument,
    components: Vec<ComponentDocument>,
    statements: Vec<StatementDocument>,
}

/// The model that was used.
#[derive(Debug, Serialize, JsonSchema)]
#[schemars(deny_unknown_fields)]
struct ModelDocument {
    id: String,
    version: String,
    /// SHA-256 of the model's canonical JSON.
    sha256: String,
}

/// Where the value of a statement comes from.
#[derive(Debug, Clone, Copy, Serialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
enum SourceWord {
    Agreed,
    Median,
    None,
}

impl From<Source> for SourceWord {
    fn from(source: Source) -> Self {
        match source {
            Source::Agreed => Self::Agreed,
            Source::Median => Self::Median,
            Source::None => Self::None,
        }
    }
}

/// Figures of the city.
#[derive(Debug, Serialize, JsonSchema)]
#[schemars(deny_unknown_fields)]
struct CityDocument {
    /// Weighted mean of the components' indices.
    index: Option<f64>,
    /// Lower median of the components' levels.
    median_level: Option<i64>,
    /// How many rated components stand on each level, by the level's number.
    level_distribution: BTreeMap<String, u32>,
    lowest: Option<LowestDocument>,
    components_rated: usize,
    components_in_scope: usize,
    /// People who answered anything.
    assessors: usize,
    /// Groups with such people.
    groups: usize,
    /// Answers given of those asked for, 0 to 1.
    response_rate: Option<f64>,
    agreement: AgreementDocument,
    why: Reasons,
}

/// The component with the lowest index.
#[derive(Debug, Serialize, JsonSchema)]
#[schemars(deny_unknown_fields)]
struct LowestDocument {
    component: String,
    level: Option<i64>,
}

/// Krippendorff's ordinal alpha.
#[derive(Debug, Serialize, JsonSchema)]
#[schemars(deny_unknown_fields)]
struct AgreementDocument {
    alpha: Option<f64>,
    /// 2.5 to 97.5 per cent.
    interval: Option<[f64; 2]>,
    /// How many answered on the scale.
    assessors: u32,
}

/// Codes that say why a figure is null, by the figure's name.
#[derive(Debug, Default, Serialize)]
#[serde(transparent)]
pub(crate) struct Reasons(BTreeMap<&'static str, &'static str>);

impl JsonSchema for Reasons {
    fn schema_name() -> std::borrow::Cow<'static, str> {
        "Reasons".into()
    }

    fn json_schema(_: &mut schemars::SchemaGenerator) -> Schema {
        let codes = Why::ALL.map(Why::code);
        json_schema!({
            "type": "object",
            "description": "Codes that say why a figure is null, by the figure's name.",
            "additionalProperties": { "type": "string", "enum": codes }
        })
    }
}

impl Reasons {
    pub(crate) fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// The value of a figure; where there is none, notes why under `name`.
    pub(crate) fn figure<T: Copy>(&mut self, name: &'static str, figure: &Figure<T>) -> Option<T> {
        figure
            .as_ref()
            .map_err(|why| self.0.insert(name, why.code()))
            .ok()
            .copied()
    }
}

/// The result of a component.
#[derive(Debug, Serialize, JsonSchema)]
#[schemars(deny_unknown_fields)]
struct ComponentDocument {
    id: String,
    code: String,
    in_scope: bool,
    /// Why it is out of scope.
    #[serde(skip_serializing_if = "Option::is_none")]
    scope_reason: Option<String>,
    /// By the method of the settings.
    level: Option<i64>,
    /// Always by steps.
    index: Option<f64>,
    /// The level that the step leads to which could not be judged.
    stopped_by: Option<i64>,
    levels: LevelsDocument,
    /// By steps, as people say.
    claimed: Option<i64>,
    /// By steps, strengths and stages counting only with current evidence.
    evidenced: Option<i64>,
    /// The same, with evidence accepted by an independent reviewer.
    verified: Option<i64>,
    target: Option<i64>,
    steps: Vec<StepDocument>,
    blocking: Vec<BlockingDocument>,
    smallest_set: Option<Vec<String>>,
    unrated: Vec<String>,
    missing: MissingDocument,
    contradictions: Vec<ContradictionDocument>,
    /// Evidence whose acceptance does not count: the reviewer took part in the component.
    acceptances_not_counted: Vec<String>,
    agreement: AgreementDocument,
    /// The same after the last rounds of votes; missing where there were none.
    #[serde(skip_serializing_if = "Option::is_none")]
    agreement_after: Option<AgreementDocument>,
    certainty: Option<CertaintyDocument>,
    why: Reasons,
}

/// Levels by every method.
#[derive(Debug, Serialize, JsonSchema)]
#[schemars(deny_unknown_fields)]
struct LevelsDocument {
    steps: Option<i64>,
    best_fit: Option<i64>,
    nplf: Option<i64>,
}

/// A step.
#[derive(Debug, Serialize, JsonSchema)]
#[schemars(deny_unknown_fields)]
struct StepDocument {
    /// The level it leads to.
    to: i64,
    /// 0 to 1; null where nothing is rated.
    completion: Option<f64>,
    /// 0 to 1; null where nothing is applicable.
    coverage: Option<f64>,
    rated: bool,
}

/// A statement that holds the next step back.
#[derive(Debug, Serialize, JsonSchema)]
#[schemars(deny_unknown_fields)]
struct BlockingDocument {
    statement: String,
    /// Completion that it would add.
    gain: f64,
}

/// Level and index if unrated statements were fully attained, or not at all.
#[derive(Debug, Serialize, JsonSchema)]
#[schemars(deny_unknown_fields)]
struct MissingDocument {
    best: OutlookDocument,
    worst: OutlookDocument,
}

/// A level with its index.
#[derive(Debug, Serialize, JsonSchema)]
#[schemars(deny_unknown_fields)]
struct OutlookDocument {
    level: Option<i64>,
    index: Option<f64>,
}

/// A deficit and a strength that contradict each other.
#[derive(Debug, Serialize, JsonSchema)]
#[schemars(deny_unknown_fields)]
struct ContradictionDocument {
    deficit: String,
    strength: String,
}

/// How sure the level is.
#[derive(Debug, Serialize, JsonSchema)]
#[schemars(deny_unknown_fields)]
struct CertaintyDocument {
    /// Share of draws by the level's number. Draws without a level are in none of them.
    levels: BTreeMap<String, f64>,
    /// 5 to 95 per cent.
    index_interval: Option<[f64; 2]>,
    draws: u32,
}

/// The result of a statement.
#[derive(Debug, Serialize, JsonSchema)]
#[schemars(deny_unknown_fields)]
struct StatementDocument {
    id: String,
    /// The answer it stands at; null where it is not rated.
    value: Option<&'static str>,
    /// 0 to 3 thirds.
    contribution: Option<u8>,
    /// Where the value comes from.
    source: SourceWord,
    /// Answers on the scale.
    n: u32,
    unknown: Option<u32>,
    na: Option<u32>,
    /// Counts by answer, those without any left out.
    distribution: Option<BTreeMap<&'static str, u32>>,
    /// By group; small groups are `others` where people are protected.
    by_group: BTreeMap<String, GroupDocument>,
    /// Mean absolute deviation from the median, in points.
    ad: Option<f64>,
    polarised: Option<bool>,
    disputed: Option<bool>,
    /// Rounds of votes on it, first to last; missing where there were none.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    #[schemars(default)]
    rounds: Vec<RoundDocument>,
    why: Reasons,
}

/// Answers of a group.
#[derive(Debug, Serialize, JsonSchema)]
#[schemars(deny_unknown_fields)]
struct GroupDocument {
    n: u32,
    distribution: BTreeMap<&'static str, u32>,
}

/// A day as `2026-06-30`.
pub(crate) fn iso_day(day: Date) -> String {
    day.format(format_description!("[year]-[month]-[day]"))
        .unwrap_or_default()
}

impl ResultDocument {
    fn new(facts: &Facts) -> Self {
        let (model, scored) = (facts.model(), facts.figures());
        let component = |score: &ComponentScore| component(facts, score);
        let statement = |score: &StatementScore| statement(facts, score);
        Self {
            format: RESULT_FORMAT,
            model: ModelDocument {
                id: model.name.id.clone(),
                version: model.name.version.clone(),
                sha256: model.sha256.clone(),
            },
            input_sha256: facts.input_sha256().to_owned(),
            as_of: iso_day(scored.as_of),
            settings: settings(&scored.settings),
            city: city(model, scored, &scored.city),
            components: scored.components.iter().map(component).collect(),
            statements: scored.statements.iter().map(statement).collect(),
        }
    }
}

fn city(model: &Model, scored: &Scored, city: &CityScore) -> CityDocument {
    let mut why = Reasons::default();
    let value = |level: Level| model.scale.value(level);
    let lowest = why.figure("lowest", &city.lowest).map(|ix| LowestDocument {
        component: model.component(ix).id.clone(),
        level: scored.components[ix.0].level.ok().map(value),
    });
    let distribution = city.distribution.iter();
    CityDocument {
        index: why.figure("index", &city.index),
        median_level: why.figure("median_level", &city.median_level).map(value),
        level_distribution: distribution
            .map(|(at, n)| (value(*at).to_string(), *n))
            .collect(),
        lowest,
        components_rated: city.components_rated,
        components_in_scope: city.components_in_scope,
        assessors: city.assessors,
        groups: city.groups,
        response_rate: why.figure("response_rate", &city.response_rate),
        agreement: agreement(&city.agreement, &mut why),
        why,
    }
}

fn agreement(from: &gradus_domain::agreement::Agreement, why: &mut Reasons) -> AgreementDocument {
    let alpha = why.figure("alpha", &from.alpha);
    AgreementDocument {
        alpha,
        interval: from.interval,
        assessors: from.assessors,
    }
}

fn component(facts: &Facts, score: &ComponentScore) -> ComponentDocument {
    let model = facts.model();
    let mut why = Reasons::default();
    let value = |level: Level| model.scale.value(level);
    let id = |ix: &StatementIx| model.statement(*ix).id.clone();
    let of = model.component(score.component);
    let explanation = &score.explanation;
    let outlook = |o: &Outlook| OutlookDocument {
        level: o.level.map(value),
        index: o.index,
    };
    if let Err(reason) = score.certainty.people {
        why.0.insert("certainty", reason.code());
    }
    let certainty = match &score.certainty.figures {
        Ok(figures) => Some(CertaintyDocument {
            levels: figures
                .levels
                .iter()
                .map(|(at, p)| (value(*at).to_string(), *p))
                .collect(),
            index_interval: figures.index_interval,
            draws: figures.draws,
        }),
        Err(reason) => {
            why.0.insert("certainty", reason.code());
            None
        }
    };
    let smallest_set = match &explanation.smallest_set {
        Ok(set) => Some(set.iter().map(id).collect()),
        Err(reason) => {
            why.0.insert("smallest_set", reason.code());
            None
        }
    };
    let mut level = |name, figure: &Figure<Level>| why.figure(name, figure).map(value);
    ComponentDocument {
        id: of.id.clone(),
        code: of.code.clone(),
        in_scope: score.in_scope,
        scope_reason: facts.out_of_scope().get(&score.component).cloned(),
        level: level("level", &score.level),
        levels: LevelsDocument {
            steps: level("steps", &score.levels.steps),
            best_fit: level("best_fit", &score.levels.best_fit),
            nplf: level("nplf", &score.levels.nplf),
        },
        claimed: level("claimed", &score.claimed),
        evidenced: level("evidenced", &score.evidenced),
        verified: level("verified", &score.verified),
        stopped_by: score.stopped_by.map(value),
        index: why.figure("index", &score.index),
        target: score.target.map(value),
        steps: score
            .steps
            .iter()
            .map(|step| StepDocument {
                to: value(step.to),
                completion: step.sum.completion(),
                coverage: step.sum.coverage(),
                rated: step.rated,
            })
            .collect(),
        blocking: explanation
            .blocking
            .iter()
            .map(|row| BlockingDocument {
                statement: id(&row.statement),
                gain: row.gain,
            })
            .collect(),
        smallest_set,
        unrated: explanation.unrated.iter().map(id).collect(),
        missing: MissingDocument {
            best: outlook(&explanation.best),
            worst: outlook(&explanation.worst),
        },
        contradictions: explanation
            .contradictions
            .iter()
            .map(|c| ContradictionDocument {
                deficit: id(&c.deficit),
                strength: id(&c.strength),
            })
            .collect(),
        acceptances_not_counted: score
            .acceptances_not_counted
            .iter()
            .filter_map(|place| facts.evidence().get(*place))
            .map(|evidence| evidence.id.clone())
            .collect(),
        agreement: agreement(&score.agreement, &mut why),
        agreement_after: score
            .agreement_after
            .as_ref()
            .map(|after| agreement(after, &mut Reasons::default())),
        certainty,
        why,
    }
}

/// Counts by word, answers that nobody gave left out.
fn distribution(tally: &Tally) -> BTreeMap<&'static str, u32> {
    Answer::SCALE
        .into_iter()
        .map(|answer| (answer.word(), tally.count(answer)))
        .filter(|(_, count)| *count > 0)
        .collect()
}

/// The word for where a value comes from.
#[must_use]
pub fn source_word(source: Source) -> &'static str {
    match source {
        Source::Agreed => "agreed",
        Source::Median => "median",
        Source::None => "none",
    }
}

fn statement(facts: &Facts, score: &StatementScore) -> StatementDocument {
    let mut why = Reasons::default();
    let tally = why.figure("distribution", &score.tally);
    let spread = why.figure("ad", &score.spread);
    let contribution = score.consensus.fact.contribution();
    if contribution.is_none() {
        let not_applicable = score.consensus.value == Some(Answer::NotApplicable);
        let reason = if not_applicable {
            Why::NotApplicable
        } else {
            Why::NotRated
        };
        why.0.insert("contribution", reason.code());
    }
    let group = |(label, tally): &(GroupLabel, Tally)| {
        let name = match label {
            GroupLabel::Group(ix) => facts.groups()[ix.0].id.clone(),
            GroupLabel::Others => "others".to_owned(),
        };
        (
            name,
            GroupDocument {
                n: tally.on_scale(),
                distribution: distribution(tally),
            },
        )
    };
    StatementDocument {
        id: facts.model().statement(score.statement).id.clone(),
        value: score.consensus.value.map(Answer::word),
        contribution,
        source: score.consensus.source.into(),
        n: score.on_scale,
        unknown: tally.map(|tally| tally.count(Answer::Unknown)),
        na: tally.map(|tally| tally.count(Answer::NotApplicable)),
        distribution: tally.as_ref().map(distribution),
        by_group: score.by_group.iter().map(group).collect(),
        ad: spread.map(|spread| spread.ad),
        polarised: spread.map(|spread| spread.polarised),
        disputed: spread.map(|spread| spread.disputed),
        rounds: rounds(&score.rounds),
        why,
    }
}
