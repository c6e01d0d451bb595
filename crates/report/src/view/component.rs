//! A component: its level and why, its steps, what holds it back, its statements.

use super::Sources;
use super::city::{disagreement, reliability};
use super::statement::{self, StatementView};
use gradus_domain::explanation::{Blocking, Outlook};
use gradus_domain::method::Why;
use gradus_domain::names::{ComponentIx, StatementIx};
use gradus_domain::result::ComponentScore;
use gradus_domain::scale::{Level, ratio};
use gradus_domain::step::StepScore;
use gradus_words::{count, say};

/// A component as a report shows it.
#[derive(Debug, Clone)]
pub struct ComponentView {
    /// Identifier.
    pub id: String,
    /// Short code.
    pub code: String,
    /// Name.
    pub name: String,
    /// What it is about.
    pub summary: String,
    /// The references in one line, or that there is none.
    pub references: String,
    /// Whether it was assessed.
    pub in_scope: bool,
    /// Position of the level above the floor.
    pub level: Option<usize>,
    /// "3 Competent", or why there is no level.
    pub level_text: String,
    /// The index, for charts.
    pub index: Option<f64>,
    /// The index with one decimal, or a dash.
    pub index_text: String,
    /// Change since the earlier cycle.
    pub change: Option<String>,
    /// Position of the target above the floor.
    pub target: Option<usize>,
    /// The target's printed number, for charts.
    pub target_value: Option<i64>,
    /// The index of the earlier cycle, for charts.
    pub previous: Option<f64>,
    /// How far it is to the next level, 0 to 1, and in words.
    pub way: Option<(f64, String)>,
    /// Levels claimed, evidenced and verified.
    pub backing: [String; 3],
    /// Levels by steps, best fit and N-P-L-F.
    pub methods: [String; 3],
    /// What holds it back, in one sentence.
    pub holds_back: String,
    /// Further sentences: certainty, agreement, methods, gaps, missing ratings.
    pub facts: Vec<String>,
    /// The steps.
    pub steps: Vec<StepView>,
    /// What the table of blocking statements is about: the step to which level.
    pub next_step: Option<String>,
    /// What holds the next step back, largest gain first.
    pub blocking: Vec<BlockingView>,
    /// Contradictions.
    pub contradictions: Vec<String>,
    /// Unrated statements, quoted.
    pub unrated: Vec<String>,
    /// Disputed statements, in words.
    pub disagreements: Vec<String>,
    /// Its statements in model order.
    pub statements: Vec<StatementView>,
}

/// Where a step stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum StepState {
    /// Behind us.
    Passed,
    /// Not reached.
    Open,
    /// Cannot be judged.
    NotRated,
}

/// A step as a report shows it.
#[derive(Debug, Clone)]
pub struct StepView {
    /// Name of the level it leads to.
    pub to: String,
    /// Where it stands.
    pub state: StepState,
    /// The same in words.
    pub state_text: String,
    /// Completion from 0 to 1.
    pub completion: Option<f64>,
    /// Completion in words.
    pub completion_text: String,
    /// Coverage from 0 to 1.
    pub coverage: Option<f64>,
    /// Coverage in words.
    pub coverage_text: String,
}

/// A statement that holds the next step back.
#[derive(Debug, Clone)]
pub struct BlockingView {
    /// Identifier.
    pub id: String,
    /// Text.
    pub text: String,
    /// Kind in words.
    pub kind: String,
    /// Its value in words.
    pub value: String,
    /// What it would add.
    pub gain: String,
    /// Whether it is one of the smallest set that reaches the pass mark.
    pub in_smallest_set: bool,
}

pub(super) fn view(sources: Sources<'_>, ix: ComponentIx) -> ComponentView {
    let result = sources.result;
    let model = result.model();
    let component = model.component(ix);
    let score = &result.figures().components[ix.0];
    let earlier = sources.earlier(ix).and_then(|earlier| earlier.index.ok());
    let next = next_step(sources, score);
    ComponentView {
        id: component.id.clone(),
        code: component.code.clone(),
        name: component.name.clone(),
        summary: component.summary.clone(),
        references: references(sources, ix),
        in_scope: score.in_scope,
        level: score.level.ok().map(Level::position),
        level_text: sources.level(score.level),
        index: score.index.ok(),
        index_text: score
            .index
            .map_or_else(|_| sources.text("no-figure"), |index| sources.index(index)),
        change: score
            .index
            .ok()
            .zip(earlier)
            .map(|(now, before)| sources.change(now - before)),
        target: score.target.map(Level::position),
        target_value: score.target.map(|level| model.scale.value(level)),
        previous: earlier,
        way: way(sources, score),
        backing: [score.claimed, score.evidenced, score.verified].map(|level| {
            if only_picked(score) {
                sources.text("no-figure")
            } else {
                sources.level(level)
            }
        }),
        methods: [score.levels.steps, score.levels.best_fit, score.levels.nplf]
            .map(|level| sources.level(level)),
        holds_back: holds_back(sources, score),
        facts: facts(sources, score),
        steps: score
            .steps
            .iter()
            .filter(|_| !only_picked(score))
            .map(|step| step_view(sources, score, step))
            .collect(),
        next_step: next.map(|step| sources.level_name(step.to)),
        blocking: score
            .explanation
            .blocking
            .iter()
            .map(|b| blocking(sources, score, b))
            .collect(),
        contradictions: contradictions(sources, score),
        unrated: score
            .explanation
            .unrated
            .iter()
            .filter(|_| !only_picked(score))
            .map(|ix| sources.quote(*ix))
            .collect(),
        disagreements: disagreements(sources, ix),
        statements: component
            .statements
            .iter()
            .map(|ix| statement::view(sources, *ix))
            .collect(),
    }
}

fn references(sources: Sources<'_>, ix: ComponentIx) -> String {
    let model = sources.result.model();
    let component = model.component(ix);
    match &model.references {
        Some(scheme) if component.references.is_empty() => {
            sources.with("references-none", &[("scheme", say(&scheme.scheme))])
        }
        Some(scheme) => format!("{} {}", scheme.scheme, component.references.join(", ")),
        None => component.references.join(", "),
    }
}

/// The step that leads on from the level by steps.
fn next_step<'a>(sources: Sources<'_>, score: &'a ComponentScore) -> Option<&'a StepScore> {
    let scale = &sources.result.model().scale;
    let from = score.levels.steps.unwrap_or(Level::FLOOR);
    let to = scale.above(from)?;
    score.steps.iter().find(|step| step.to == to)
}

fn way(sources: Sources<'_>, score: &ComponentScore) -> Option<(f64, String)> {
    score.levels.steps.ok()?;
    let step = next_step(sources, score).filter(|step| step.rated)?;
    let mark = u64::from(sources.result.figures().settings.pass_mark_pct);
    let part = ratio(step.sum.attained * 100, step.sum.possible * mark);
    let text = sources.with("way", &[("share", say(sources.words.percent(part)))]);
    Some((part, text))
}

/// Whether people picked a level and nobody rated a statement: then steps, claims and what
/// holds back are not unknown for want of answers, they were never asked for.
fn only_picked(score: &ComponentScore) -> bool {
    let rated = |step: &StepScore| step.sum.completion().is_some();
    score.levels.best_fit.is_ok() && !score.steps.iter().any(rated)
}

fn holds_back(sources: Sources<'_>, score: &ComponentScore) -> String {
    if !score.in_scope {
        return sources.why(Why::OutOfScope);
    }
    if only_picked(score) {
        return sources.text("holds-back-only-picked");
    }
    let Some(step) = next_step(sources, score) else {
        return sources.text("holds-back-top");
    };
    let to = ("to", say(sources.level_name(step.to)));
    if !step.rated {
        return sources.with("holds-back-not-rated", &[to]);
    }
    let explanation = &score.explanation;
    let set = explanation.smallest_set.as_ref().map_or(0, Vec::len);
    let first: Vec<String> = explanation
        .blocking
        .iter()
        .take(set.min(2))
        .map(|row| sources.quote(row.statement))
        .collect();
    let way = way(sources, score).map_or_else(String::new, |(_, text)| text);
    sources.with(
        "holds-back",
        &[
            to,
            ("way", say(way)),
            ("n", count(set)),
            ("statements", say(sources.join(&first))),
        ],
    )
}

fn facts(sources: Sources<'_>, score: &ComponentScore) -> Vec<String> {
    if !score.in_scope {
        return Vec::new();
    }
    let mut facts = Vec::new();
    if only_picked(score) {
        facts.push(sources.text("fact-only-picked"));
        facts.extend(certainty(sources, score));
        facts.extend(agreed_level(sources, score));
        return facts;
    }
    facts.extend(stopped(sources, score));
    facts.extend(certainty(sources, score));
    facts.push(agreement(sources, score));
    facts.extend(agreement_after(sources, score));
    facts.push(backing(sources, score));
    if score.levels.differ() {
        let named = [
            ("steps", say(sources.level(score.levels.steps))),
            ("bestfit", say(sources.level(score.levels.best_fit))),
            ("nplf", say(sources.level(score.levels.nplf))),
        ];
        facts.push(sources.with("fact-methods", &named));
    }
    facts.extend(missing(sources, score));
    if !score.acceptances_not_counted.is_empty() {
        let places = score.acceptances_not_counted.iter();
        let titles: Vec<String> = places
            .filter_map(|place| sources.result.evidence().get(*place))
            .map(|evidence| sources.with("quote", &[("text", say(&evidence.title))]))
            .collect();
        let titles = ("titles", say(sources.join(&titles)));
        facts.push(sources.with("fact-not-counted", &[titles]));
    }
    facts.extend(agreed_level(sources, score));
    facts
}

fn stopped(sources: Sources<'_>, score: &ComponentScore) -> Option<String> {
    let to = ("to", say(sources.level_name(score.stopped_by?)));
    Some(sources.with("fact-stopped", &[to]))
}

fn certainty(sources: Sources<'_>, score: &ComponentScore) -> Option<String> {
    let figures = match &score.certainty.figures {
        Ok(figures) => figures,
        Err(Why::FewerThanFive) => return Some(sources.text("fact-certainty-withheld")),
        Err(_) => return None,
    };
    let level = score.level.ok()?;
    let others: Vec<String> = figures
        .levels
        .iter()
        .filter(|(at, share)| *at != level && *share >= 0.005)
        .map(|(at, share)| {
            format!(
                "{} ({})",
                sources.level_name(*at),
                sources.words.percent(*share)
            )
        })
        .collect();
    let name = ("level", say(sources.level_name(level)));
    let share = ("share", say(sources.words.percent(figures.share(level))));
    let mut text = if others.is_empty() {
        sources.with("fact-certain", &[name, share])
    } else {
        sources.with(
            "fact-could-be",
            &[name, share, ("others", say(sources.join(&others)))],
        )
    };
    if let Some([low, high]) = figures.index_interval {
        let range = [
            ("low", say(sources.index(low))),
            ("high", say(sources.index(high))),
        ];
        text.push(' ');
        text.push_str(&sources.with("fact-interval", &range));
    }
    if score.certainty.people.is_err() {
        text.push(' ');
        text.push_str(&sources.text("fact-few-assessors"));
    }
    Some(text)
}

/// The agreement after the last rounds of votes, where there were any.
fn agreement_after(sources: Sources<'_>, score: &ComponentScore) -> Option<String> {
    let after = score.agreement_after.as_ref()?;
    Some(match after.alpha {
        Ok(alpha) => {
            let texts = [
                ("alpha", say(sources.words.decimal(alpha, 2))),
                ("meaning", say(reliability(sources, alpha))),
            ];
            sources.with("fact-agreement-after", &texts)
        }
        Err(why) => sources.with("fact-no-agreement-after", &[("why", say(sources.why(why)))]),
    })
}

fn agreement(sources: Sources<'_>, score: &ComponentScore) -> String {
    let agreement = &score.agreement;
    let assessors = ("assessors", count(agreement.assessors));
    match (agreement.alpha, agreement.interval) {
        (Err(why), _) => sources.with("fact-no-agreement", &[("why", say(sources.why(why)))]),
        (Ok(alpha), interval) => {
            let meaning = ("meaning", say(reliability(sources, alpha)));
            let alpha = ("alpha", say(sources.words.decimal(alpha, 2)));
            match interval {
                Some([low, high]) => sources.with(
                    "fact-agreement-interval",
                    &[
                        alpha,
                        assessors,
                        meaning,
                        ("low", say(sources.words.decimal(low, 2))),
                        ("high", say(sources.words.decimal(high, 2))),
                    ],
                ),
                None => sources.with("fact-agreement", &[alpha, assessors, meaning]),
            }
        }
    }
}

fn backing(sources: Sources<'_>, score: &ComponentScore) -> String {
    sources.with(
        "fact-backing",
        &[
            ("claimed", say(sources.level(score.claimed))),
            ("evidenced", say(sources.level(score.evidenced))),
            ("verified", say(sources.level(score.verified))),
        ],
    )
}

fn missing(sources: Sources<'_>, score: &ComponentScore) -> Option<String> {
    let explanation = &score.explanation;
    let unrated = explanation.unrated.len();
    if unrated == 0
        || sources.result.figures().settings.method == gradus_domain::settings::Method::BestFit
    {
        return None;
    }
    let outlook = |outlook: &Outlook| match (outlook.level, outlook.index) {
        (Some(level), Some(index)) => {
            format!("{} ({})", sources.level_name(level), sources.index(index))
        }
        _ => sources.text("no-figure"),
    };
    Some(sources.with(
        "fact-missing",
        &[
            ("n", count(unrated)),
            ("worst", say(outlook(&explanation.worst))),
            ("best", say(outlook(&explanation.best))),
        ],
    ))
}

fn agreed_level(sources: Sources<'_>, score: &ComponentScore) -> Option<String> {
    let agreed = sources.result.level_agreements().get(&score.component)?;
    let rationale = agreed.rationale.clone().unwrap_or_default();
    let level = ("level", say(sources.level(score.levels.best_fit)));
    Some(sources.with("fact-agreed-level", &[level, ("rationale", say(rationale))]))
}

fn step_view(sources: Sources<'_>, score: &ComponentScore, step: &StepScore) -> StepView {
    let state = match (step.rated, score.levels.steps) {
        (false, _) => StepState::NotRated,
        (true, Ok(level)) if step.to <= level => StepState::Passed,
        (true, _) => StepState::Open,
    };
    let percent = |share: Option<f64>| {
        share.map_or_else(
            || sources.text("no-figure"),
            |share| sources.words.percent(share),
        )
    };
    StepView {
        to: sources.level_name(step.to),
        state,
        state_text: sources.text(match state {
            StepState::Passed => "step-passed",
            StepState::Open => "step-open",
            StepState::NotRated => "step-not-rated",
        }),
        completion: step.sum.completion(),
        completion_text: percent(step.sum.completion()),
        coverage: step.sum.coverage(),
        coverage_text: percent(step.sum.coverage()),
    }
}

fn blocking(sources: Sources<'_>, score: &ComponentScore, row: &Blocking) -> BlockingView {
    let statement = sources.result.model().statement(row.statement);
    let value = sources.result.figures().statements[row.statement.0]
        .consensus
        .value;
    let set = score.explanation.smallest_set.as_ref();
    BlockingView {
        id: statement.id.clone(),
        text: statement.text.clone(),
        kind: sources.kind(statement.kind),
        value: value.map_or_else(String::new, |value| sources.answer(value)),
        gain: format!("+{}", sources.words.percent(row.gain)),
        in_smallest_set: set.is_ok_and(|set| set.contains(&row.statement)),
    }
}

fn contradictions(sources: Sources<'_>, score: &ComponentScore) -> Vec<String> {
    let found = score.explanation.contradictions.iter();
    found
        .map(|pair| {
            let quoted = |ix: StatementIx| say(sources.quote(ix));
            sources.with(
                "contradiction",
                &[
                    ("deficit", quoted(pair.deficit)),
                    ("strength", quoted(pair.strength)),
                ],
            )
        })
        .collect()
}

fn disagreements(sources: Sources<'_>, ix: ComponentIx) -> Vec<String> {
    let scores = &sources.result.figures().statements;
    let statements = sources.result.model().component(ix).statements.iter();
    statements
        .map(|statement| &scores[statement.0])
        .filter(|score| score.spread.is_ok_and(|spread| spread.disputed))
        .map(|score| disagreement(sources, score))
        .collect()
}
