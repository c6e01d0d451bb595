//! What the PDF's template reads: the view as JSON, with every text fit for print.

use super::text::{hash_lines, link, make_printable, shorten};
use crate::view::{ComponentView, EvidenceView, StatementView, StepState, View};
use gradus_words::{Words, count, say};
use serde_json::{Value, json};

/// Messages that the template prints as they are.
const WORDS: [&str; 55] = [
    "answer-fully",
    "answer-largely",
    "answer-na",
    "answer-not",
    "answer-partly",
    "answer-surpassed",
    "answer-unknown",
    "cell-behind",
    "cell-here",
    "cell-target",
    "column-answers",
    "column-by",
    "column-change",
    "column-completion",
    "column-component",
    "column-coverage",
    "column-evidence",
    "column-gain",
    "column-gap",
    "column-index",
    "column-kind",
    "column-level",
    "column-now",
    "column-period",
    "column-reason",
    "column-state",
    "column-statement",
    "column-status",
    "column-step",
    "column-supports",
    "column-target",
    "column-title",
    "column-value",
    "heading-components",
    "heading-contents",
    "heading-contradictions",
    "heading-disagree",
    "heading-evidence",
    "heading-groups",
    "heading-holds-back",
    "heading-matrix",
    "heading-method",
    "heading-profile",
    "heading-statements",
    "heading-steps",
    "heading-targets",
    "heading-unrated",
    "made-with",
    "no-figure",
    "nothing-disputed",
    "nothing-here",
    "pdf-groups-none",
    "pdf-notes",
    "smallest-set-mark",
    "smallest-set-note",
];

/// Characters after which a row of a table may go on over the page.
const LONG_ROW: usize = 900;

/// The groups that a table has columns for; with more of them, a statement's groups stand
/// in one cell.
const MOST_GROUP_COLUMNS: usize = 6;

/// The data of the template. `radar` tells whether there is a chart to put in.
pub(super) fn of(view: &View, words: &Words, radar: bool) -> Value {
    let mut data = printed(view, words);
    let missing = make_printable(&mut data);
    // These are no texts to break: the title is metadata, the rest is read by the template.
    data["title"] = json!(gradus_typeset::replace_uncovered(&view.title));
    data["radar"] = json!(radar);
    data["lang"] = foreign(view);
    data["missing"] = match missing.as_slice() {
        [] => Value::Null,
        _ => json!(scripts_missing(words, &missing)),
    };
    for (row, evidence) in view.evidence.iter().enumerate() {
        data["evidence"][row]["url"] = json!(evidence.url.as_deref().and_then(link));
    }
    data
}

/// The language of the model's texts, where it is not that of the report.
fn foreign(view: &View) -> Value {
    let mut parts = view.model_language.split('-');
    let primary = parts.next().unwrap_or_default();
    let is_language =
        matches!(primary.len(), 2 | 3) && primary.bytes().all(|b| b.is_ascii_alphabetic());
    if !is_language || view.model_language == view.language {
        return Value::Null;
    }
    let is_region = |part: &&str| part.len() == 2 && part.bytes().all(|b| b.is_ascii_alphabetic());
    json!({ "lang": primary, "region": parts.find(is_region) })
}

/// What no font has, by its character's number where a reader could not tell it by name.
fn scripts_missing(words: &Words, missing: &[char]) -> String {
    const MOST: usize = 60;
    let mut names: Vec<String> = missing
        .iter()
        .take(MOST)
        .map(|c| format!("U+{:04X}", u32::from(*c)))
        .collect();
    if missing.len() > MOST {
        names.push("…".to_owned());
    }
    words.with("scripts-missing", &[("characters", say(names.join(", ")))])
}

fn printed(view: &View, words: &Words) -> Value {
    let texts: serde_json::Map<String, Value> = WORDS
        .iter()
        .map(|key| ((*key).to_owned(), json!(words.text(key))))
        .collect();
    let mark = words.percent(view.pass_mark);
    let points = |points: &[crate::view::Point]| -> Vec<Value> {
        let point = |p: &crate::view::Point| json!({ "name": shorten(&p.name, 80), "text": shorten(&p.text, 420) });
        points.iter().map(point).collect()
    };
    json!({
        "words": texts,
        "kicker": shorten(&view.title, 160),
        "running": shorten(&view.title, 90),
        "headline": shorten(&view.headline, 260),
        "lead": shorten(&view.lead, 300),
        "notices": view.notices,
        "figures": view.figures.iter().map(|f| json!({
            "value": shorten(&f.value, 40), "label": shorten(&f.label, 90), "meaning": shorten(&f.meaning, 120),
        })).collect::<Vec<_>>(),
        "summary": view.summary,
        "levels": view.levels.iter().map(|l| json!({ "value": l.value, "name": l.name })).collect::<Vec<_>>(),
        "holds_back": points(&view.holds_back),
        "disagreements": points(&view.disagreements),
        "radar_alt": shorten(&radar_alt(view, words), 2000),
        "components": view.components.iter().map(|c| component(c, view, words)).collect::<Vec<_>>(),
        "targets": view.targets.iter().map(|t| json!({
            "component": t.component, "now": t.now, "target": t.target, "by": t.by, "gap": t.gap,
            "rationale": t.rationale, "long": is_long(&[&t.rationale, &t.component]),
        })).collect::<Vec<_>>(),
        "evidence": view.evidence.iter().map(evidence).collect::<Vec<_>>(),
        "method": view.method.iter().map(|(label, value)| json!({
            "label": label, "value": value, "hash": hash_lines(value),
        })).collect::<Vec<_>>(),
        "explanations": view.explanations,
        "page_of": words.with("page-of", &[("page", say("{page}")), ("pages", say("{pages}"))]),
        "pass_mark": view.pass_mark,
        "pass_mark_note": words.with("pdf-pass-mark", &[("mark", say(mark))]),
    })
}

/// The radar in words: its title and the value of each axis.
fn radar_alt(view: &View, words: &Words) -> String {
    let value = |c: &ComponentView| {
        let named = [("name", say(&c.name)), ("now", say(&c.index_text))];
        let [name, now] = named;
        match c.target_value {
            Some(target) => words.with(
                "pdf-chart-values-target",
                &[name, now, ("target", say(target))],
            ),
            None => words.with("pdf-chart-values", &[name, now]),
        }
    };
    let values: Vec<String> = view.components.iter().map(value).collect();
    let title = words.with("chart-radar-title", &[("city", say(&view.title))]);
    format!(
        "{title}. {}",
        words.with("chart-radar-desc", &[("values", say(values.join("; ")))])
    )
}

fn is_long(texts: &[&str]) -> bool {
    texts.iter().map(|text| text.len()).sum::<usize>() > LONG_ROW
}

fn component(c: &ComponentView, view: &View, words: &Words) -> Value {
    let target = c.target.and_then(|at| view.levels.get(at));
    let next = c.next_step.as_ref().filter(|_| !c.blocking.is_empty());
    json!({
        "code": c.code,
        "name": c.name,
        "row_name": shorten(&c.name, 90),
        "summary": c.summary,
        "references": c.references,
        "row_references": shorten(&c.references, 70),
        "in_scope": c.in_scope,
        "level": c.level,
        "level_text": c.level_text,
        "index_text": c.index_text,
        "change": c.change,
        "target": c.target,
        "target_text": target.map(|level| format!("{} {}", level.value, level.name)),
        "way": c.way.as_ref().map(|(share, text)| json!({
            "share": share.clamp(0.0, 1.0), "text": text, "percent": words.percent(*share),
        })),
        "facts": c.facts,
        "steps": c.steps.iter().map(|step| json!({
            "to": step.to,
            "passed": step.state == StepState::Passed,
            "state": step.state_text,
            "completion": step.completion.map(|share| share.clamp(0.0, 1.0)),
            "completion_text": step.completion_text,
            "coverage": step.coverage_text,
        })).collect::<Vec<_>>(),
        "next": next.map(|to| words.with("heading-next", &[("to", say(to))])),
        "blocking": c.blocking.iter().map(|row| json!({
            "id": row.id, "text": row.text, "kind": row.kind, "value": row.value,
            "gain": row.gain, "marked": row.in_smallest_set,
        })).collect::<Vec<_>>(),
        "contradictions": c.contradictions,
        "disagreements": c.disagreements,
        // Where nothing is rated, the table of statements says so by itself.
        "unrated": if c.unrated.len() < c.statements.len() { c.unrated.as_slice() } else { &[] },
        "statements": c.statements.iter().map(statement).collect::<Vec<_>>(),
        "groups": groups(c, words),
    })
}

fn statement(s: &StatementView) -> Value {
    let mut length = s.text.len();
    length += s.rationale.as_ref().map_or(0, String::len);
    length += s
        .dissent
        .iter()
        .chain(&s.evidence)
        .map(String::len)
        .sum::<usize>();
    json!({
        "id": s.id,
        "level": s.level_name,
        "kind": s.kind,
        "text": s.text,
        "remark": s.remark,
        "value": s.value,
        "source": s.source,
        "spread": s.spread,
        "counts": s.counts.map(|counts| {
            let [not, partly, largely, fully, surpassed] = counts.scale;
            json!([not, partly, largely, fully, surpassed, counts.unknown + counts.not_applicable])
        }),
        "distribution": if s.counts.is_some() { counts_together(&s.distribution) } else { s.distribution.clone() },
        "evidence": s.evidence.iter().map(|title| shorten(title, 90)).collect::<Vec<_>>(),
        "rationale": s.rationale,
        "dissent": s.dissent,
        "long": length > LONG_ROW,
    })
}

/// Counts of answers whose numbers stay beside their words.
fn counts_together(distribution: &str) -> String {
    let parts: Vec<String> = distribution
        .split(" · ")
        .map(|part| part.replace(' ', "\u{A0}"))
        .collect();
    parts.join(" · ")
}

/// The statements whose groups have different medians: columns by group where they fit.
fn groups(c: &ComponentView, words: &Words) -> Value {
    let with_groups: Vec<&StatementView> =
        c.statements.iter().filter(|s| s.groups.len() > 1).collect();
    if with_groups.is_empty() {
        return Value::Null;
    }
    let differ = |s: &&&StatementView| {
        s.groups
            .iter()
            .any(|group| group.median != s.groups[0].median)
    };
    let shown: Vec<&StatementView> = with_groups.iter().filter(differ).copied().collect();
    let mut columns: Vec<&str> = Vec::new();
    for group in shown.iter().flat_map(|s| &s.groups) {
        if !columns.contains(&group.name.as_str()) {
            columns.push(&group.name);
        }
    }
    let wide = columns.len() > MOST_GROUP_COLUMNS;
    let row = |s: &&StatementView| {
        let cell = |name: &&str| {
            let group = s.groups.iter().find(|group| group.name == *name)?;
            Some(json!({ "median": group.median, "n": group.on_scale, "point": group.point }))
        };
        let line = || {
            let group =
                |g: &crate::view::GroupView| format!("{}: {} ({})", g.name, g.median, g.on_scale);
            s.groups.iter().map(group).collect::<Vec<_>>().join(" · ")
        };
        json!({
            "id": s.id,
            "text": s.text,
            "cells": if wide { Vec::new() } else { columns.iter().map(cell).collect::<Vec<_>>() },
            "line": wide.then(line),
        })
    };
    json!({
        "columns": if wide { Vec::new() } else { columns.iter().map(|name| shorten(name, 60)).collect() },
        "rows": shown.iter().map(row).collect::<Vec<_>>(),
        "note": words.with("pdf-groups-note", &[("shown", count(shown.len())), ("total", count(with_groups.len()))]),
    })
}

fn evidence(e: &EvidenceView) -> Value {
    json!({
        "id": e.id,
        "title": e.title,
        "kind": e.kind,
        "address": e.url.as_deref().map(|url| shorten(url, 160)),
        "period": e.period,
        "status": e.status,
        "current": e.current,
        "supports": e.supports,
        "reason": e.reason,
        "long": is_long(&[&e.title, &e.reason, &e.supports]),
    })
}
