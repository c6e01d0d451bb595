//! Reading an assessment file: tree to document, every mistake of form with its line.

mod backing;
mod moves;
mod publication;
mod rounds;

use super::document::{
    ASSESSMENT_FORMAT, AgreedDocument, AnswerWord, AssessmentDocument, AssessorDocument,
    CityDocument, CycleDocument, Day, DissentDocument, EvidenceDocument, GroupDocument,
    ModelMoveDocument, OutOfScopeDocument, PastAgreedDocument, PickDocument, RatingDocument,
    ReviewerDocument, RoundDocument, RungDocument, SettingsDocument, TargetDocument,
    UnconfirmedDocument,
};
use crate::fields::Fields;
use crate::node::{Node, Value};
use crate::problem::{Place, Problems, Read, Report};
use crate::source::Source;
use gradus_domain::rating::Answer;
use gradus_domain::settings::{Balance, Basis, Method, Settings};
use std::sync::Arc;

/// Bounds of a printed level number in files.
const LEVELS: (i64, i64) = (-1_000, 1_000);

/// Reads an assessment file.
///
/// # Errors
/// Every mistake of form; whether names are known is checked when it is built.
pub fn read_assessment(source: &Source) -> Result<Read<AssessmentDocument>, Problems> {
    let draft = read_draft(source);
    match draft.document {
        Some(document) => draft.report.finish(document),
        None => draft.report.fail(),
    }
}

/// What could be read of an assessment file that may hold mistakes, so that those of its
/// content can be told together with those of its form.
#[derive(Debug)]
pub struct Draft {
    /// What was read, items with mistakes left out; `None` where too little was to be had, and
    /// then there is a mistake.
    pub document: Option<AssessmentDocument>,
    /// Every mistake of form, and every warning.
    pub report: Report,
    /// Whether groups and assessors are listed, and no one of them, and no reviewer, was left out. Where one was, a name that is not
    /// known may well be theirs, and whoever calls it unknown would mislead.
    pub names_complete: bool,
}

/// Reads as much of an assessment file as can be read.
#[must_use]
pub fn read_draft(source: &Source) -> Draft {
    let tree = match source.tree() {
        Ok(tree) => tree,
        Err(problems) => {
            return Draft {
                document: None,
                report: problems.into(),
                names_complete: false,
            };
        }
    };
    let mut report = Report::default();
    // A list that is not there may be there under a name with a slip in it.
    let there = |key: &str| {
        match &tree.value {
        Value::Map(entries) => entries.iter().any(|(name, _)| {
            matches!(&name.value, Value::Plain(text) | Value::Quoted(text) if text == key)
        }),
        _ => false,
    }
    };
    let mut names_complete = there("groups") && there("assessors");
    let document = document(&tree, &source.place, &mut report, &mut names_complete);
    if document.is_none() {
        report.mistake_if_clean(&source.place, "this is no assessment");
    }
    Draft {
        document,
        report,
        names_complete,
    }
}

fn document(
    tree: &Node<'_>,
    file: &Place,
    report: &mut Report,
    names_complete: &mut bool,
) -> Option<AssessmentDocument> {
    const KEYS: [&str; 23] = [
        "format",
        "model",
        "city",
        "cycle",
        "depth",
        "phase",
        "named",
        "publication",
        "out_of_scope",
        "groups",
        "assessors",
        "reviewers",
        "ratings",
        "rungs",
        "picks",
        "unconfirmed",
        "rounds",
        "agreed_history",
        "model_moves",
        "agreed",
        "evidence",
        "targets",
        "settings",
    ];
    let mut fields = Fields::of(tree, &KEYS, file, report)?;
    let format = fields.required_text("format")?;
    if format != ASSESSMENT_FORMAT {
        let message =
            format!("the format is '{format}', and an assessment file has '{ASSESSMENT_FORMAT}'");
        fields.mistake("format", message, None);
        return None;
    }
    let model = fields.required_text("model");
    let (city, cycle) = (city(&mut fields), cycle(&mut fields));
    let lists = Lists {
        out_of_scope: each(&mut fields, "out_of_scope", out_of_scope),
        groups: named(&mut fields, "groups", group, names_complete),
        assessors: named(&mut fields, "assessors", assessor, names_complete),
        reviewers: named(&mut fields, "reviewers", reviewer, names_complete),
        ratings: each(&mut fields, "ratings", rating),
        rungs: each(&mut fields, "rungs", rung),
        picks: each(&mut fields, "picks", pick),
        unconfirmed: each(&mut fields, "unconfirmed", rounds::unconfirmed),
        rounds: each(&mut fields, "rounds", rounds::round),
        agreed_history: each(&mut fields, "agreed_history", rounds::past_agreed),
        model_moves: each(&mut fields, "model_moves", moves::model_move),
        agreed: each(&mut fields, "agreed", agreed),
        evidence: each(&mut fields, "evidence", backing::evidence),
        targets: each(&mut fields, "targets", backing::target),
    };
    let settings = settings(&mut fields);
    let depth = choice(&mut fields, "depth", &["quick", "ladder", "full"]);
    let phase = choice(
        &mut fields,
        "phase",
        &["draft", "rating", "consensus", "final"],
    );
    let named = fields.truth("named");
    let publication = publication::publication(&mut fields);
    Some(AssessmentDocument {
        format,
        model: model?,
        city: city?,
        cycle: cycle?,
        depth,
        phase,
        named,
        publication,
        out_of_scope: lists.out_of_scope,
        groups: lists.groups,
        assessors: lists.assessors,
        reviewers: lists.reviewers,
        ratings: lists.ratings,
        rungs: lists.rungs,
        picks: lists.picks,
        unconfirmed: lists.unconfirmed,
        rounds: lists.rounds,
        agreed_history: lists.agreed_history,
        model_moves: lists.model_moves,
        agreed: lists.agreed,
        evidence: lists.evidence,
        targets: lists.targets,
        settings,
        place: file.clone(),
    })
}

/// One of a few words, where it is given.
fn choice(fields: &mut Fields<'_, '_>, key: &str, words: &[&str]) -> Option<String> {
    let word = fields.text(key)?;
    if words.contains(&word.as_str()) {
        return Some(word);
    }
    let message = format!("'{key}' is '{word}', and can be {}", words.join(", "));
    fields.mistake(key, message, None);
    None
}

/// The lists of a document, read before it is known whether the rest of it holds.
struct Lists {
    out_of_scope: Vec<OutOfScopeDocument>,
    groups: Vec<GroupDocument>,
    assessors: Vec<AssessorDocument>,
    reviewers: Vec<ReviewerDocument>,
    ratings: Vec<RatingDocument>,
    rungs: Vec<RungDocument>,
    picks: Vec<PickDocument>,
    unconfirmed: Vec<UnconfirmedDocument>,
    rounds: Vec<RoundDocument>,
    agreed_history: Vec<PastAgreedDocument>,
    model_moves: Vec<ModelMoveDocument>,
    agreed: Vec<AgreedDocument>,
    evidence: Vec<EvidenceDocument>,
    targets: Vec<TargetDocument>,
}

/// Reads a list of what others refer to by name; clears `complete` where an item is lost.
fn named<T>(
    fields: &mut Fields<'_, '_>,
    key: &str,
    read: impl Fn(&Node<'_>, &Place, &mut Report) -> Option<T>,
    complete: &mut bool,
) -> Vec<T> {
    let lost = std::cell::Cell::new(false);
    let items = each(fields, key, |node, file, report| {
        let item = read(node, file, report);
        lost.set(lost.get() || item.is_none());
        item
    });
    let is_list = matches!(
        fields.node(key),
        None | Some(Node {
            value: Value::List(_),
            ..
        })
    );
    *complete &= is_list && !lost.get();
    items
}

/// Reads every item of a list that can be read.
fn each<T>(
    fields: &mut Fields<'_, '_>,
    key: &str,
    read: impl Fn(&Node<'_>, &Place, &mut Report) -> Option<T>,
) -> Vec<T> {
    let nodes = fields.list(key);
    let (file, report) = fields.deeper();
    nodes
        .iter()
        .filter_map(|node| read(node, file, report))
        .collect()
}

fn city(fields: &mut Fields<'_, '_>) -> Option<CityDocument> {
    let Some(node) = fields.node("city") else {
        fields.missing("city");
        return None;
    };
    let (file, report) = fields.deeper();
    let mut fields = Fields::of(node, &["name", "country", "population"], file, report)?;
    let name = fields.required_text("name");
    let country = fields.text("country");
    let two_letters = |c: &String| c.len() == 2 && c.chars().all(|c| c.is_ascii_uppercase());
    if country.as_ref().is_some_and(|c| !two_letters(c)) {
        let hint = "use the two capital letters of ISO 3166-1, in quotes".to_owned();
        fields.mistake("country", "'country' is no country code", Some(hint));
    }
    let population = fields.integer("population", 0, 1_000_000_000);
    let population = population.and_then(|p| u64::try_from(p).ok());
    Some(CityDocument {
        name: name?,
        country,
        population,
    })
}

fn cycle(fields: &mut Fields<'_, '_>) -> Option<CycleDocument> {
    let Some(node) = fields.node("cycle") else {
        fields.missing("cycle");
        return None;
    };
    let (file, report) = fields.deeper();
    let mut fields = Fields::of(node, &["name", "from", "to"], file, report)?;
    let name = fields.required_text("name");
    let (from, to) = (fields.required_day("from"), fields.required_day("to"));
    let (name, from, to) = (name?, from?, to?);
    if from > to {
        fields.mistake("to", "the cycle ends before it begins", None);
    }
    Some(CycleDocument {
        name,
        from: Day(from),
        to: Day(to),
    })
}

fn out_of_scope(node: &Node<'_>, file: &Place, report: &mut Report) -> Option<OutOfScopeDocument> {
    let mut fields = Fields::of(node, &["component", "reason"], file, report)?;
    let (component, reason) = (
        fields.required_text("component"),
        fields.required_text("reason"),
    );
    Some(OutOfScopeDocument {
        component: component?,
        reason: reason?,
        place: fields.place(),
    })
}

fn group(node: &Node<'_>, file: &Place, report: &mut Report) -> Option<GroupDocument> {
    let mut fields = Fields::of(node, &["id", "name"], file, report)?;
    let (id, name) = (fields.required_text("id")?, fields.text("name"));
    Some(GroupDocument {
        name: name.unwrap_or_else(|| id.clone()),
        id,
        place: fields.place(),
    })
}

fn assessor(node: &Node<'_>, file: &Place, report: &mut Report) -> Option<AssessorDocument> {
    let mut fields = Fields::of(node, &["id", "group", "name", "components"], file, report)?;
    let (id, group) = (fields.required_text("id"), fields.required_text("group"));
    let components = fields
        .node("components")
        .is_some()
        .then(|| fields.texts("components"));
    let name = fields.text("name");
    Some(AssessorDocument {
        id: id?,
        group: group?,
        name,
        components,
        place: fields.place(),
    })
}

fn reviewer(node: &Node<'_>, file: &Place, report: &mut Report) -> Option<ReviewerDocument> {
    let mut fields = Fields::of(node, &["id", "name"], file, report)?;
    let (id, name) = (fields.required_text("id")?, fields.text("name"));
    Some(ReviewerDocument {
        id,
        name,
        place: fields.place(),
    })
}

fn shared(text: Option<String>) -> Option<Arc<str>> {
    text.map(Arc::from)
}

fn answer(fields: &mut Fields<'_, '_>, key: &str) -> Option<AnswerWord> {
    fields.parsed::<Answer>(key).map(AnswerWord::from)
}

fn confidence(fields: &mut Fields<'_, '_>) -> Option<u8> {
    fields
        .integer("confidence", 1, 5)
        .and_then(|number| u8::try_from(number).ok())
}

fn rating(node: &Node<'_>, file: &Place, report: &mut Report) -> Option<RatingDocument> {
    const KEYS: [&str; 5] = ["assessor", "statement", "value", "confidence", "note"];
    let mut fields = Fields::of(node, &KEYS, file, report)?;
    let assessor = shared(fields.required_text("assessor"));
    let statement = shared(fields.required_text("statement"));
    let value = fields.required::<Answer>("value").map(AnswerWord::from);
    let (confidence, note) = (confidence(&mut fields), fields.text("note"));
    if value == Some(AnswerWord::Na) && note.as_ref().is_none_or(|note| note.trim().is_empty()) {
        let hint = "add a note that says why it does not apply".to_owned();
        fields.mistake("value", "'na' has no reason", Some(hint));
    }
    let place = fields.place();
    let (assessor, statement, value) = (assessor?, statement?, value?);
    Some(RatingDocument {
        assessor,
        statement,
        value,
        confidence,
        note,
        place,
    })
}

fn rung(node: &Node<'_>, file: &Place, report: &mut Report) -> Option<RungDocument> {
    const KEYS: [&str; 8] = [
        "assessor",
        "component",
        "strand",
        "rung",
        "between",
        "answer",
        "confidence",
        "note",
    ];
    let mut fields = Fields::of(node, &KEYS, file, report)?;
    let assessor = shared(fields.required_text("assessor"));
    let component = shared(fields.required_text("component"));
    let strand = shared(fields.required_text("strand"));
    let (rung, between) = (
        fields.integer("rung", LEVELS.0, LEVELS.1),
        between(&mut fields),
    );
    let answer = answer(&mut fields, "answer");
    let given = ["rung", "between", "answer"]
        .iter()
        .filter(|key| fields.node(key).is_some());
    if given.count() != 1 {
        let place = fields.place();
        let message = "a rung has exactly one of 'rung', 'between' and 'answer'";
        fields.deeper().1.mistake(&place, message, None);
    }
    let note = fields.text("note");
    match answer {
        Some(AnswerWord::Na) if note.as_ref().is_none_or(|note| note.trim().is_empty()) => {
            let hint = "add a note that says why it does not apply".to_owned();
            fields.mistake("answer", "'na' has no reason", Some(hint));
        }
        None | Some(AnswerWord::Unknown | AnswerWord::Na) => {}
        Some(_) => {
            let hint = "name a rung instead".to_owned();
            let message = "'answer' of a whole strand is unknown or na";
            fields.mistake("answer", message, Some(hint));
        }
    }
    Some(RungDocument {
        rung,
        between,
        answer,
        confidence: confidence(&mut fields),
        note,
        place: fields.place(),
        assessor: assessor?,
        component: component?,
        strand: strand?,
    })
}

fn between(fields: &mut Fields<'_, '_>) -> Option<[i64; 2]> {
    fields.node("between")?;
    let items = fields.list("between");
    let numbers: Vec<i64> = items
        .iter()
        .filter_map(|node| match &node.value {
            Value::Plain(text) => text.parse().ok(),
            _ => None,
        })
        .collect();
    match (items.len(), numbers.as_slice()) {
        (2, [low, high]) => Some([*low, *high]),
        _ => {
            let hint = "for example [3, 4]".to_owned();
            fields.mistake(
                "between",
                "'between' lists two neighbouring levels",
                Some(hint),
            );
            None
        }
    }
}

fn pick(node: &Node<'_>, file: &Place, report: &mut Report) -> Option<PickDocument> {
    let mut fields = Fields::of(
        node,
        &["assessor", "component", "level", "confidence", "note"],
        file,
        report,
    )?;
    let assessor = shared(fields.required_text("assessor"));
    let component = shared(fields.required_text("component"));
    let level = required_level(&mut fields);
    let confidence = confidence(&mut fields);
    let (note, place) = (fields.text("note"), fields.place());
    Some(PickDocument {
        assessor: assessor?,
        component: component?,
        level: level?,
        confidence,
        note,
        place,
    })
}

fn required_level(fields: &mut Fields<'_, '_>) -> Option<i64> {
    if fields.node("level").is_none() {
        fields.missing("level");
    }
    fields.integer("level", LEVELS.0, LEVELS.1)
}

fn agreed(node: &Node<'_>, file: &Place, report: &mut Report) -> Option<AgreedDocument> {
    const KEYS: [&str; 6] = [
        "statement",
        "value",
        "component",
        "level",
        "rationale",
        "dissent",
    ];
    let mut fields = Fields::of(node, &KEYS, file, report)?;
    let has = |key: &str| fields.node(key).is_some();
    let of_statement = has("statement") && has("value") && !has("component") && !has("level");
    let of_component = has("component") && has("level") && !has("statement") && !has("value");
    if !of_statement && !of_component {
        let place = fields.place();
        let message = "an agreed value has 'statement' and 'value', or 'component' and 'level'";
        fields.deeper().1.mistake(&place, message, None);
        return None;
    }
    Some(AgreedDocument {
        statement: fields.text("statement"),
        value: answer(&mut fields, "value"),
        component: fields.text("component"),
        level: fields.integer("level", LEVELS.0, LEVELS.1),
        rationale: fields.text("rationale"),
        dissent: each(&mut fields, "dissent", dissent),
        place: fields.place(),
    })
}

fn dissent(node: &Node<'_>, file: &Place, report: &mut Report) -> Option<DissentDocument> {
    let mut fields = Fields::of(node, &["group", "assessor", "name", "text"], file, report)?;
    let given = ["group", "assessor", "name"]
        .iter()
        .filter(|key| fields.node(key).is_some());
    if given.count() != 1 {
        let place = fields.place();
        let message = "a dissent has exactly one of 'group', 'assessor' and 'name'";
        fields.deeper().1.mistake(&place, message, None);
    }
    Some(DissentDocument {
        group: fields.text("group"),
        assessor: fields.text("assessor"),
        name: fields.text("name"),
        text: fields.required_text("text")?,
        place: fields.place(),
    })
}

fn settings(fields: &mut Fields<'_, '_>) -> SettingsDocument {
    const KEYS: [&str; 8] = [
        "method",
        "pass_mark_pct",
        "min_coverage_pct",
        "min_component_coverage_pct",
        "balance",
        "seed",
        "draws",
        "publish_level",
    ];
    let none = SettingsDocument::default;
    let Some(node) = fields.node("settings") else {
        return none();
    };
    let (file, report) = fields.deeper();
    let Some(mut fields) = Fields::of(node, &KEYS, file, report) else {
        return none();
    };
    let mut per_cent = |key| {
        fields
            .integer(key, 1, 100)
            .and_then(|n| u8::try_from(n).ok())
    };
    let pass_mark_pct = per_cent("pass_mark_pct");
    let min_coverage_pct = per_cent("min_coverage_pct");
    let min_component_coverage_pct = per_cent("min_component_coverage_pct");
    let (least, most) = Settings::DRAWS;
    let draws = fields.integer("draws", i64::from(least), i64::from(most));
    let method = fields.parsed::<Method>("method");
    let basis = fields.parsed::<Basis>("publish_level");
    if let (Some(method), Some(basis)) = (method, basis)
        && method != Method::Steps
        && basis != Basis::Claimed
    {
        let message = format!("'{}' levels are decided by steps alone", basis.word());
        let hint = format!("leave out 'method: {}' or 'publish_level'", method.word());
        fields.mistake("publish_level", message, Some(hint));
    }
    SettingsDocument {
        method: method.map(|method| method.word().to_owned()),
        pass_mark_pct,
        min_coverage_pct,
        min_component_coverage_pct,
        balance: fields
            .parsed::<Balance>("balance")
            .map(|balance| balance.word().to_owned()),
        seed: fields
            .integer("seed", 0, i64::from(u32::MAX))
            .and_then(|n| u32::try_from(n).ok()),
        draws: draws.and_then(|n| u32::try_from(n).ok()),
        publish_level: basis.map(|basis| basis.word().to_owned()),
    }
}
