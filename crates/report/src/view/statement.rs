//! A statement: its value and where that comes from, how the answers are spread.

use super::Sources;
use super::city::group_name;
use gradus_domain::consensus::{GroupLabel, Source, Tally, median_answer};
use gradus_domain::disclosure::{PublicDissent, PublicDissenter};
use gradus_domain::names::StatementIx;
use gradus_domain::rating::Answer;
use gradus_words::say;

/// A statement as a report shows it.
#[derive(Debug, Clone)]
pub struct StatementView {
    /// Identifier.
    pub id: String,
    /// Printed number of its level.
    pub level: i64,
    /// Name of its level.
    pub level_name: String,
    /// Name of its strand.
    pub strand: String,
    /// Kind in words.
    pub kind: String,
    /// Text.
    pub text: String,
    /// Its value in words, or that it is not rated.
    pub value: String,
    /// "agreed", "median" or nothing, in words.
    pub source: String,
    /// How many answered on the scale.
    pub on_scale: u32,
    /// How many gave which answer; `None` where that is withheld.
    pub counts: Option<Counts>,
    /// The counts in one line, or why they are withheld.
    pub distribution: String,
    /// The median of what everybody answered alone, in words; `None` where the counts are
    /// withheld.
    pub alone: Option<String>,
    /// "polarised", "disputed" or nothing, in words.
    pub spread: String,
    /// Answers by group.
    pub groups: Vec<GroupView>,
    /// Titles of the evidence that supports it.
    pub evidence: Vec<String>,
    /// Why the value was agreed on.
    pub rationale: Option<String>,
    /// Dissent, each in one line.
    pub dissent: Vec<String>,
    /// What is doubtful about its place in the model.
    pub remark: Option<String>,
}

/// Counts of answers.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Counts {
    /// Not, partly, largely, fully, surpassed.
    pub scale: [u32; 5],
    /// Don't know.
    pub unknown: u32,
    /// Not applicable.
    pub not_applicable: u32,
}

impl Counts {
    fn of(tally: &Tally) -> Self {
        Self {
            scale: Answer::SCALE.map(|answer| tally.count(answer)),
            unknown: tally.count(Answer::Unknown),
            not_applicable: tally.count(Answer::NotApplicable),
        }
    }

    /// Whether everybody gave the same answer.
    #[must_use]
    pub fn is_one_answer(&self) -> bool {
        let all = self
            .scale
            .iter()
            .chain([&self.unknown, &self.not_applicable]);
        all.filter(|count| **count > 0).count() <= 1
    }
}

/// A group's answers to a statement.
#[derive(Debug, Clone)]
pub struct GroupView {
    /// The group's name.
    pub name: String,
    /// How many of it answered on the scale.
    pub on_scale: u32,
    /// Its median in words.
    pub median: String,
    /// Its median as a point of the scale, 0 to 3.
    pub point: Option<u8>,
    /// Its answers.
    pub counts: Counts,
    /// The same in one line.
    pub distribution: String,
}

pub(super) fn view(sources: Sources<'_>, ix: StatementIx) -> StatementView {
    let result = sources.result;
    let model = result.model();
    let statement = model.statement(ix);
    let score = &result.figures().statements[ix.0];
    let agreement = result.agreements().get(&ix);
    let counts = score.tally.ok().map(|tally| Counts::of(&tally));
    StatementView {
        id: statement.id.clone(),
        level: model.scale.value(statement.level),
        level_name: sources.level_name(statement.level),
        strand: model.strand(statement.strand).name.clone(),
        kind: sources.kind(statement.kind),
        text: statement.text.clone(),
        value: score.consensus.value.map_or_else(
            || sources.text("why-not-rated"),
            |value| sources.answer(value),
        ),
        source: match score.consensus.source {
            Source::Agreed => sources.text("source-agreed"),
            Source::Median => sources.text("source-median"),
            Source::None => String::new(),
        },
        on_scale: score.on_scale,
        counts,
        alone: (score.tally.ok())
            .and_then(|tally| median_answer(&tally, statement.kind))
            .map(|median| sources.answer(median)),
        distribution: match score.tally {
            Ok(tally) => distribution(sources, &tally),
            Err(why) => sources.why(why),
        },
        spread: match score.spread {
            Ok(spread) if spread.polarised => sources.text("spread-polarised"),
            Ok(spread) if spread.disputed => sources.text("spread-disputed"),
            _ => String::new(),
        },
        groups: score
            .by_group
            .iter()
            .map(|(label, tally)| group(sources, ix, *label, tally))
            .collect(),
        evidence: evidence(sources, ix),
        rationale: agreement.and_then(|agreement| agreement.rationale.clone()),
        dissent: agreement.map_or_else(Vec::new, |agreement| {
            agreement
                .dissent
                .iter()
                .map(|dissent| dissent_line(sources, dissent))
                .collect()
        }),
        remark: statement.alternative_level.map(|level| {
            sources.with(
                "remark-alternative",
                &[("level", say(sources.level_name(level)))],
            )
        }),
    }
}

fn distribution(sources: Sources<'_>, tally: &Tally) -> String {
    let part = |answer: Answer| {
        let count = tally.count(answer);
        (count > 0).then(|| format!("{} {count}", sources.answer(answer)))
    };
    let parts: Vec<String> = Answer::ALL.into_iter().filter_map(part).collect();
    if parts.is_empty() {
        sources.text("no-answers")
    } else {
        parts.join(" · ")
    }
}

fn group(sources: Sources<'_>, ix: StatementIx, label: GroupLabel, tally: &Tally) -> GroupView {
    let kind = sources.result.model().statement(ix).kind;
    let median = median_answer(tally, kind);
    GroupView {
        name: group_name(sources, label),
        on_scale: tally.on_scale(),
        median: median.map_or_else(String::new, |answer| sources.answer(answer)),
        point: median.and_then(Answer::point),
        counts: Counts::of(tally),
        distribution: distribution(sources, tally),
    }
}

fn evidence(sources: Sources<'_>, ix: StatementIx) -> Vec<String> {
    let supports = sources
        .result
        .evidence()
        .iter()
        .filter(|e| e.supports.contains(&ix));
    supports.map(|e| e.title.clone()).collect()
}

fn dissent_line(sources: Sources<'_>, dissent: &PublicDissent) -> String {
    let by = match &dissent.by {
        PublicDissenter::Named(name) => name.clone(),
        PublicDissenter::Others => group_name(sources, GroupLabel::Others),
        PublicDissenter::Unnamed => sources.text("dissent-assessor"),
    };
    sources.with("dissent", &[("by", say(by)), ("text", say(&dissent.text))])
}
