//! Page one: the city in a line, its figures, what holds it back, where people disagree.

use super::component::ComponentView;
use super::{Exact, KeyFigure, Point, SeriesNames, Sources, TargetView};
use gradus_domain::agreement::Reliability;
use gradus_domain::consensus::{Fact, GroupLabel, median_answer};
use gradus_domain::evidence::EvidenceStatus;
use gradus_domain::method::Why;
use gradus_domain::names::{ComponentIx, StatementIx};
use gradus_domain::rating::Kind;
use gradus_domain::result::{ComponentScore, StatementScore};
use gradus_domain::settings::Method;
use gradus_words::{count, say};
use std::collections::BTreeSet;

/// How many remarks page one holds of each sort.
const MOST_POINTS: usize = 5;

/// Parts of the way to the next level from which the headline says more.
const ON_THE_WAY: f64 = 0.25;
const CLOSE: f64 = 0.6;

pub(super) fn headline(sources: Sources<'_>) -> String {
    let result = sources.result;
    let scale = &result.model().scale;
    let city = ("city", say(&result.city().name));
    let figures = &result.figures().city;
    let Ok(index) = figures.index else {
        return match figures.median_level {
            Ok(level) => sources.with(
                "headline-median",
                &[city, ("level", say(sources.level_name(level)))],
            ),
            Err(_) => sources.with("headline-not-rated", &[city]),
        };
    };
    let reached = scale
        .all()
        .rfind(|level| scale.index(*level, 0, 0) <= index);
    let level = reached.unwrap_or(gradus_domain::scale::Level::FLOOR);
    let name = ("level", say(sources.level_name(level)));
    let Some(next) = scale.above(level) else {
        return sources.with("headline-level", &[city, name]);
    };
    let (low, high) = (scale.index(level, 0, 0), scale.index(next, 0, 0));
    let part = (index - low) / (high - low);
    let next = ("next", say(sources.level_name(next)));
    if part >= CLOSE {
        sources.with("headline-close", &[city, name, next])
    } else if part >= ON_THE_WAY {
        sources.with("headline-on-the-way", &[city, name, next])
    } else {
        sources.with("headline-level", &[city, name])
    }
}

pub(super) fn lead(sources: Sources<'_>) -> String {
    let result = sources.result;
    let figures = &result.figures().city;
    let model = result.model();
    let title = match &model.references {
        Some(references) => format!("{} ({})", model.title, references.scheme),
        None => model.title.clone(),
    };
    sources.with(
        "lead",
        &[
            ("model", say(title)),
            ("assessors", count(figures.assessors)),
            ("groups", count(figures.groups)),
            ("day", say(sources.day(result.figures().as_of))),
        ],
    )
}

/// What is said where settings differ from those of the model.
pub(super) fn settings_notice(sources: Sources<'_>) -> Option<String> {
    let result = sources.result;
    let (settings, defaults) = (&result.figures().settings, &result.model().defaults);
    let differences = || setting_differences(sources).join("; ");
    (!settings.same_rules(defaults)).then(|| {
        let differences = [("differences", say(differences()))];
        sources.with("notice-settings", &differences)
    })
}

pub(super) fn notices(sources: Sources<'_>) -> Vec<String> {
    let result = sources.result;
    let mut notices: Vec<String> = settings_notice(sources).into_iter().collect();
    for (ix, reason) in result.out_of_scope() {
        notices.push(sources.with(
            "notice-out-of-scope",
            &[
                ("component", say(sources.component_name(*ix))),
                ("reason", say(reason)),
            ],
        ));
    }
    let differ = result
        .figures()
        .components
        .iter()
        .filter(|c| c.levels.differ());
    let names: Vec<String> = differ
        .map(|c| sources.component_name(c.component))
        .collect();
    if !names.is_empty() {
        notices.push(sources.with(
            "notice-methods",
            &[("components", say(sources.join(&names)))],
        ));
    }
    if sources.words.language().tag() != result.model().language {
        notices.push(sources.with(
            "notice-language",
            &[("language", say(&result.model().language))],
        ));
    }
    notices
}

fn setting_differences(sources: Sources<'_>) -> Vec<String> {
    let (own, usual) = (
        &sources.result.figures().settings,
        &sources.result.model().defaults,
    );
    let mut differences = Vec::new();
    let mut differ = |key: &str, own: String, usual: String| {
        if own != usual {
            let what = ("what", say(sources.text(key)));
            let texts = [what, ("own", say(own)), ("usual", say(usual))];
            differences.push(sources.with("setting-differs", &texts));
        }
    };
    let per_cent = |number: u8| sources.words.percent(f64::from(number) / 100.0);
    differ(
        "setting-method",
        method_name(sources, own.method),
        method_name(sources, usual.method),
    );
    differ(
        "setting-pass-mark",
        per_cent(own.pass_mark_pct),
        per_cent(usual.pass_mark_pct),
    );
    differ(
        "setting-coverage",
        per_cent(own.min_coverage_pct),
        per_cent(usual.min_coverage_pct),
    );
    differ(
        "setting-component-coverage",
        per_cent(own.min_component_coverage_pct),
        per_cent(usual.min_component_coverage_pct),
    );
    differ(
        "setting-balance",
        super::method::balance_name(sources, own.balance),
        super::method::balance_name(sources, usual.balance),
    );
    differ(
        "setting-basis",
        super::method::basis_name(sources, own.basis),
        super::method::basis_name(sources, usual.basis),
    );
    differences
}

pub(super) fn method_name(sources: Sources<'_>, method: Method) -> String {
    sources.text(match method {
        Method::Steps => "method-steps",
        Method::BestFit => "method-best-fit",
        Method::Nplf => "method-nplf",
    })
}

pub(super) fn figures(sources: Sources<'_>) -> Vec<KeyFigure> {
    let figures = sources.result.figures();
    let city = &figures.city;
    let dash = || sources.text("no-figure");
    let index = match city.index {
        Ok(index) => KeyFigure {
            value: sources.index(index),
            exact: Some(Exact::Index(index)),
            label: index_label(sources),
            meaning: sources.with(
                "figure-index-meaning",
                &[
                    ("rated", count(city.components_rated)),
                    ("total", count(city.components_in_scope)),
                ],
            ),
        },
        Err(why) => KeyFigure {
            value: city.median_level.map_or_else(
                |_| dash(),
                |level| sources.result.model().scale.value(level).to_string(),
            ),
            exact: None,
            label: sources.text("figure-median-level"),
            meaning: sources.why(why),
        },
    };
    let lowest = match city.lowest {
        Ok(ix) => KeyFigure {
            value: figures.components[ix.0]
                .level
                .map_or_else(|_| dash(), |level| sources.level(Ok(level))),
            exact: None,
            label: sources.text("figure-lowest"),
            meaning: sources.component_name(ix),
        },
        Err(why) => KeyFigure {
            value: dash(),
            exact: None,
            label: sources.text("figure-lowest"),
            meaning: sources.why(why),
        },
    };
    let agreement = match city.agreement.alpha {
        Ok(alpha) => KeyFigure {
            value: sources.words.decimal(alpha, 2),
            exact: Some(Exact::Index(alpha)),
            label: sources.text("figure-agreement"),
            meaning: reliability(sources, alpha),
        },
        Err(why) => KeyFigure {
            value: dash(),
            exact: None,
            label: sources.text("figure-agreement"),
            meaning: sources.why(why),
        },
    };
    let (backed, claims) = backed(sources);
    let evidence = KeyFigure {
        value: if claims == 0 {
            dash()
        } else {
            sources.words.percent(share(backed, claims))
        },
        exact: (claims > 0).then(|| Exact::Share(share(backed, claims))),
        label: sources.text("figure-evidence"),
        meaning: sources.with(
            "figure-evidence-meaning",
            &[("backed", count(backed)), ("claims", count(claims))],
        ),
    };
    vec![index, lowest, agreement, evidence]
}

#[expect(
    clippy::cast_precision_loss,
    reason = "numbers of statements are small"
)]
fn share(part: usize, whole: usize) -> f64 {
    part as f64 / whole as f64
}

fn index_label(sources: Sources<'_>) -> String {
    let earlier = sources
        .previous
        .and_then(|p| Some((p.figures().city.index.ok()?, p)));
    match (sources.result.figures().city.index, earlier) {
        (Ok(index), Some((before, previous))) => sources.with(
            "figure-index-change",
            &[
                ("change", say(sources.change(index - before))),
                ("cycle", say(&previous.cycle().name)),
            ],
        ),
        _ => sources.text("figure-index"),
    }
}

pub(super) fn reliability(sources: Sources<'_>, alpha: f64) -> String {
    sources.text(match Reliability::of(alpha) {
        Reliability::Reliable => "reliability-reliable",
        Reliability::Tentative => "reliability-tentative",
        Reliability::Unreliable => "reliability-unreliable",
    })
}

/// How many claimed strengths and stages are backed by current accepted evidence, and how
/// many there are: statements in scope that contribute anything and are no deficits.
fn backed(sources: Sources<'_>) -> (usize, usize) {
    let result = sources.result;
    let as_of = result.figures().as_of;
    let accepted: BTreeSet<StatementIx> = result
        .evidence()
        .iter()
        .filter(|e| e.status == EvidenceStatus::Accepted && e.is_current(as_of))
        .flat_map(|e| e.supports.iter().copied())
        .collect();
    let is_claim = |score: &&StatementScore| {
        let statement = result.model().statement(score.statement);
        let in_scope = !result.out_of_scope().contains_key(&statement.component);
        let claimed = matches!(score.consensus.fact, Fact::Contribution(thirds) if thirds > 0);
        in_scope && claimed && statement.kind != Kind::Deficit
    };
    let claims: Vec<StatementIx> = result
        .figures()
        .statements
        .iter()
        .filter(is_claim)
        .map(|s| s.statement)
        .collect();
    (
        claims.iter().filter(|ix| accepted.contains(ix)).count(),
        claims.len(),
    )
}

/// The result in a few sentences, for readers of page one alone.
pub(super) fn summary(sources: Sources<'_>) -> Vec<String> {
    let figures = sources.result.figures();
    let mut sentences = Vec::new();
    let mut counts: Vec<String> = Vec::new();
    for (level, number) in figures.city.distribution.iter().rev() {
        let level = ("level", say(sources.level_name(*level)));
        counts.push(sources.with("summary-count", &[("n", count(*number)), level]));
    }
    if !counts.is_empty() {
        let total = ("total", count(figures.city.components_rated));
        let texts = [total, ("counts", say(sources.join(&counts)))];
        sentences.push(sources.with("summary-profile", &texts));
    }
    if let Ok(rate) = figures.city.response_rate {
        let rate = ("rate", say(sources.words.percent(rate)));
        sentences.push(sources.with("summary-response", &[rate]));
    }
    if let Some(sentence) = uncertain(sources) {
        sentences.push(sentence);
    }
    sentences
}

/// Which components might as well stand on another level.
fn uncertain(sources: Sources<'_>) -> Option<String> {
    const LIKELY: f64 = 0.15;
    let doubtful = |score: &&ComponentScore| match (&score.certainty.figures, score.level) {
        (Ok(certainty), Ok(level)) => certainty
            .levels
            .iter()
            .any(|(at, share)| *at != level && *share >= LIKELY),
        _ => false,
    };
    let components = sources.result.figures().components.iter().filter(doubtful);
    let names: Vec<String> = components
        .map(|c| sources.component_name(c.component))
        .collect();
    if names.is_empty() {
        return None;
    }
    Some(sources.with(
        "summary-uncertain",
        &[("components", say(sources.join(&names)))],
    ))
}

pub(super) fn series(sources: Sources<'_>) -> SeriesNames {
    let result = sources.result;
    let years: BTreeSet<i32> = result
        .targets()
        .values()
        .filter_map(|target| Some(target.by?.year()))
        .collect();
    let target = (!result.targets().is_empty()).then(|| match years.iter().next_back() {
        Some(year) if years.len() == 1 => {
            sources.with("series-target-year", &[("year", say(year))])
        }
        _ => sources.text("series-target"),
    });
    SeriesNames {
        now: result.cycle().name.clone(),
        target,
        previous: sources
            .previous
            .map(|previous| previous.cycle().name.clone()),
    }
}

/// The sentence that tells what holds each component back, weakest component first.
pub(super) fn holds_back(sources: Sources<'_>, views: &[ComponentView]) -> Vec<Point> {
    let mut weakest: Vec<&ComponentScore> = sources
        .result
        .figures()
        .components
        .iter()
        .filter(|c| c.in_scope)
        .collect();
    let index = |c: &ComponentScore| c.index.unwrap_or(f64::NEG_INFINITY);
    weakest.sort_by(|a, b| {
        index(a)
            .total_cmp(&index(b))
            .then(a.component.cmp(&b.component))
    });
    let point = |score: &&ComponentScore| Point {
        component: score.component.0,
        name: sources.component_name(score.component),
        text: views[score.component.0].holds_back.clone(),
    };
    weakest.iter().map(point).collect()
}

/// Disputed statements, widest apart first, with the groups that are furthest apart.
pub(super) fn disagreements(sources: Sources<'_>, views: &[ComponentView]) -> Vec<Point> {
    let result = sources.result;
    let in_scope = |ix: ComponentIx| !result.out_of_scope().contains_key(&ix);
    let mut disputed: Vec<(f64, &StatementScore)> = result
        .figures()
        .statements
        .iter()
        .filter(|s| in_scope(result.model().statement(s.statement).component))
        .filter_map(|s| {
            s.spread
                .ok()
                .filter(|spread| spread.disputed)
                .map(|sp| (sp.ad, s))
        })
        .collect();
    disputed.sort_by(|a, b| b.0.total_cmp(&a.0).then(a.1.statement.cmp(&b.1.statement)));
    let point = |(_, score): &(f64, &StatementScore)| {
        let component = result.model().statement(score.statement).component;
        Point {
            component: component.0,
            name: views[component.0].name.clone(),
            text: disagreement(sources, score),
        }
    };
    disputed.iter().take(MOST_POINTS).map(point).collect()
}

/// "“…”: Operations says Fully, the residents' panel says Not at all", or how the answers
/// are spread where no groups can be named.
pub(super) fn disagreement(sources: Sources<'_>, score: &StatementScore) -> String {
    let statement = sources.result.model().statement(score.statement);
    let text = ("statement", say(sources.quote(score.statement)));
    let medians = score.by_group.iter().filter_map(|(label, tally)| {
        Some((tally.median_contribution(statement.kind)?, *label, *tally))
    });
    let medians: Vec<_> = medians.collect();
    let high = medians.iter().max_by_key(|(thirds, ..)| *thirds);
    let low = medians.iter().min_by_key(|(thirds, ..)| *thirds);
    if let (Some(high), Some(low)) = (high, low)
        && high.0 > low.0
    {
        let says = |tally| {
            let answer = median_answer(tally, statement.kind);
            answer.map_or_else(String::new, |answer| sources.answer(answer))
        };
        return sources.with(
            "disagreement-groups",
            &[
                text,
                ("one", say(group_name(sources, high.1))),
                ("says", say(says(&high.2))),
                ("other", say(group_name(sources, low.1))),
                ("othersays", say(says(&low.2))),
            ],
        );
    }
    let polarised = score.spread.is_ok_and(|spread| spread.polarised);
    let key = if polarised {
        "disagreement-polarised"
    } else {
        "disagreement-spread"
    };
    sources.with(key, &[text])
}

pub(super) fn group_name(sources: Sources<'_>, label: GroupLabel) -> String {
    match label {
        GroupLabel::Group(ix) => sources.result.groups()[ix.0].name.clone(),
        GroupLabel::Others => sources.text("group-others"),
    }
}

pub(super) fn targets(sources: Sources<'_>) -> Vec<TargetView> {
    let result = sources.result;
    let row = |(ix, target): (&ComponentIx, &gradus_domain::assessment::Target)| {
        let score = &result.figures().components[ix.0];
        TargetView {
            component: sources.component_name(*ix),
            now: sources.level(score.level),
            target: sources.level(Ok(target.level)),
            by: target.by.map_or_else(String::new, |day| sources.day(day)),
            day: target.by,
            gap: gap(sources, score, target.level),
            rationale: reason(sources, target),
        }
    };
    result.targets().iter().map(row).collect()
}

fn reason(sources: Sources<'_>, target: &gradus_domain::assessment::Target) -> String {
    let enough = target.good_enough.then(|| sources.text("target-enough"));
    let texts = [enough, target.rationale.clone()];
    let texts: Vec<String> = texts.into_iter().flatten().collect();
    texts.join(" ")
}

fn gap(
    sources: Sources<'_>,
    score: &ComponentScore,
    target: gradus_domain::scale::Level,
) -> String {
    match score.level {
        Err(why) => sources.why(why),
        Ok(level) if level >= target => sources.text("gap-reached"),
        Ok(level) if score.index == Err(Why::PicksOnly) => {
            let levels = count(target.position() - level.position());
            sources.with("gap-levels", &[("levels", levels)])
        }
        Ok(level) => {
            let steps = target.position() - level.position();
            let open = score
                .steps
                .iter()
                .filter(|s| s.to > level && s.to <= target);
            let first = score.explanation.smallest_set.as_ref().map_or(0, Vec::len);
            let unfinished = open.count();
            let steps = ("steps", count(steps.max(unfinished)));
            sources.with("gap-steps", &[steps, ("statements", count(first))])
        }
    }
}
