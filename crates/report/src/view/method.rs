//! The method page: what was computed, with which settings, from which input.

use super::Sources;
use super::city::method_name;
use gradus_domain::settings::{Balance, Basis};
use gradus_words::{count, say};

pub(super) fn balance_name(sources: Sources<'_>, balance: Balance) -> String {
    sources.text(match balance {
        Balance::Assessors => "balance-assessors",
        Balance::Groups => "balance-groups",
    })
}

pub(super) fn basis_name(sources: Sources<'_>, basis: Basis) -> String {
    sources.text(match basis {
        Basis::Claimed => "basis-claimed",
        Basis::Evidenced => "basis-evidenced",
        Basis::Verified => "basis-verified",
    })
}

/// Label and value of every figure of the method page.
pub(super) fn figures(sources: Sources<'_>) -> Vec<(String, String)> {
    let result = sources.result;
    let (model, scored) = (result.model(), result.figures());
    let settings = &scored.settings;
    let per_cent = |number: u8| sources.words.percent(f64::from(number) / 100.0);
    let cycle = result.cycle();
    let none = |why| sources.why(why);
    let rate = scored.city.response_rate;
    let interval = scored.city.agreement.interval.map(|[low, high]| {
        let (low, high) = (
            sources.words.decimal(low, 2),
            sources.words.decimal(high, 2),
        );
        sources.with("range", &[("low", say(low)), ("high", say(high))])
    });
    let alpha = scored.city.agreement.alpha;
    let alpha = alpha.map_or_else(none, |alpha| sources.words.decimal(alpha, 2));
    let unused: Vec<String> = model
        .unused_references()
        .iter()
        .map(|r| format!("{} ({})", r.id, r.title))
        .collect();
    let mut rows = vec![
        ("fact-model", format!("{} ({})", model.title, model.name)),
        ("fact-model-sha256", model.sha256.clone()),
        ("fact-input-sha256", result.input_sha256().to_owned()),
        (
            "fact-cycle",
            sources.with(
                "cycle-range",
                &[
                    ("name", say(&cycle.name)),
                    ("from", say(sources.day(cycle.from))),
                    ("to", say(sources.day(cycle.to))),
                ],
            ),
        ),
        ("fact-as-of", sources.day(scored.as_of)),
        ("setting-method", method_name(sources, settings.method)),
        ("setting-pass-mark", per_cent(settings.pass_mark_pct)),
        ("setting-coverage", per_cent(settings.min_coverage_pct)),
        (
            "setting-component-coverage",
            per_cent(settings.min_component_coverage_pct),
        ),
        ("setting-balance", balance_name(sources, settings.balance)),
        ("setting-basis", basis_name(sources, settings.basis)),
        (
            "fact-draws",
            sources.with(
                "draws-seed",
                &[
                    ("draws", count(settings.draws)),
                    ("seed", say(settings.seed)),
                ],
            ),
        ),
        (
            "fact-response-rate",
            rate.map_or_else(none, |rate| sources.words.percent(rate)),
        ),
        (
            "fact-coverage",
            sources.with(
                "coverage",
                &[
                    ("rated", count(scored.city.components_rated)),
                    ("total", count(scored.city.components_in_scope)),
                ],
            ),
        ),
        ("fact-alpha", alpha),
        (
            "fact-alpha-interval",
            interval.unwrap_or_else(|| sources.text("no-figure")),
        ),
        ("fact-provenance", model.provenance.clone()),
        ("fact-licence", model.licence.clone()),
    ];
    if !unused.is_empty() {
        rows.push(("fact-unused-references", unused.join(", ")));
    }
    rows.into_iter()
        .map(|(key, value)| (sources.text(key), value))
        .collect()
}

/// The method in sentences.
pub(super) fn explanations(sources: Sources<'_>) -> Vec<String> {
    let settings = &sources.result.figures().settings;
    let mark = sources
        .words
        .percent(f64::from(settings.pass_mark_pct) / 100.0);
    let least = sources
        .words
        .percent(f64::from(settings.min_coverage_pct) / 100.0);
    vec![
        sources.text("explain-kinds"),
        sources.with(
            "explain-steps",
            &[("mark", say(mark)), ("least", say(least))],
        ),
        sources.text("explain-index"),
        sources.text("explain-median"),
        sources.text("explain-methods"),
        sources.text("explain-evidence"),
        sources.text("explain-agreement"),
        sources.with("explain-certainty", &[("draws", count(settings.draws))]),
        sources.text("explain-protection"),
    ]
}
