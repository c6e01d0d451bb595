//! Merging assessment files: people together, conflicts named, nothing dropped in silence.

#![expect(clippy::panic, reason = "a helper that cannot go on fails its test")]

use gradus_catalog::assessment::document::AssessmentDocument;
use gradus_catalog::assessment::merge::{Keep, merge};
use gradus_catalog::assessment::read::read_assessment;
use gradus_catalog::assessment::write::to_json;
use gradus_catalog::problem::{Problem, Problems, Read};
use gradus_catalog::source::Source;

const FRAME: &str = "format: gradus-assessment/1\nmodel: pas181-scmm\ncity: { name: Northaven }\n\
    cycle: { name: \"2026\", from: 2026-01-01, to: 2026-12-31 }\n";

fn file(name: &str, rest: &str) -> AssessmentDocument {
    read(name, &format!("{FRAME}{rest}"))
}

fn read(name: &str, text: &str) -> AssessmentDocument {
    let read = read_assessment(&Source::from_bytes(name, text.as_bytes()));
    read.unwrap_or_else(|problems| panic!("{problems}")).value
}

fn told(problems: &[Problem]) -> Vec<String> {
    problems.iter().map(ToString::to_string).collect()
}

fn refused(result: Result<Read<AssessmentDocument>, Problems>) -> Vec<String> {
    told(result.expect_err("there is a conflict").all())
}

const ONE: &str = "groups: [{ id: g, name: G }]\nassessors: [{ id: a1, group: g }, { id: a2, group: g }]\n\
    ratings:\n  - { assessor: a1, statement: LE1.1, value: not }\n\
    rungs:\n  - { assessor: a1, component: leadership-environment, strand: vision, rung: 3 }\n\
    targets: [{ component: leadership-environment, level: 4 }]\n";
const TWO: &str = "groups: [{ id: g, name: G }, { id: h, name: H }]\nassessors: [{ id: a2, group: g }, { id: a3, group: h }]\n\
    ratings:\n  - { assessor: a2, statement: LE1.1, value: fully }\n  - { assessor: a3, statement: LE1.1, value: partly }\n";
const SECOND_OF_A1: &str = "groups: [{ id: g, name: G }]\nassessors: [{ id: a1, group: g }]\n\
    ratings:\n  - { assessor: a1, statement: LE1.2, value: largely }\n\
    picks: [{ assessor: a1, component: leadership-environment, level: 2 }]\n";

#[test]
fn people_and_answers_of_several_files_come_together() {
    let read = merge(
        vec![file("1.yaml", ONE), file("2.yaml", TWO)],
        Keep::Neither,
    )
    .expect("no conflict");
    let ids: Vec<&str> = read.value.assessors.iter().map(|a| a.id.as_str()).collect();
    assert_eq!(ids, ["a1", "a2", "a3"]);
    assert_eq!(read.value.groups.len(), 2);
    assert_eq!(
        (
            read.value.ratings.len(),
            read.value.rungs.len(),
            read.value.targets.len()
        ),
        (3, 1, 1)
    );
    assert!(read.warnings.is_empty());
}

#[test]
fn a_second_file_with_answers_of_one_assessor_is_a_conflict_naming_both_places() {
    let files = || vec![file("1.yaml", ONE), file("2.yaml", SECOND_OF_A1)];
    let told = refused(merge(files(), Keep::Neither));
    assert_eq!(told.len(), 1, "{told:#?}");
    assert!(
        told[0].starts_with("2.yaml:8:5: ") && told[0].contains("'a1'"),
        "{told:#?}"
    );
    assert!(
        told[0].contains("1.yaml:8:5") && told[0].contains("--keep"),
        "{told:#?}"
    );
}

#[test]
fn keep_first_and_keep_last_take_one_file_whole_and_tell_what_was_left_out() {
    let files = || vec![file("1.yaml", ONE), file("2.yaml", SECOND_OF_A1)];
    let first = merge(files(), Keep::First).expect("decided");
    assert_eq!(
        (
            first.value.ratings.len(),
            first.value.rungs.len(),
            first.value.picks.len()
        ),
        (1, 1, 0)
    );
    assert_eq!(first.value.ratings[0].statement.as_ref(), "LE1.1");
    assert_eq!(told(&first.warnings).len(), 1);
    assert!(
        told(&first.warnings)[0].starts_with("2.yaml:"),
        "{:?}",
        told(&first.warnings)
    );
    let last = merge(files(), Keep::Last).expect("decided");
    assert_eq!(
        (
            last.value.ratings.len(),
            last.value.rungs.len(),
            last.value.picks.len()
        ),
        (1, 0, 1)
    );
    assert_eq!(last.value.ratings[0].statement.as_ref(), "LE1.2");
    assert!(
        told(&last.warnings)[0].starts_with("1.yaml:"),
        "{:?}",
        told(&last.warnings)
    );
}

#[test]
fn keep_decides_for_every_kind_of_entry() {
    let of = |name: &str, word: &str, level: i64| {
        file(
            name,
            &format!(
                "groups: [{{ id: g, name: {word} }}]\nassessors: [{{ id: a, group: g, name: {word} }}]\n\
                 reviewers: [{{ id: r, name: {word} }}]\n\
                 out_of_scope: [{{ component: service-delivery, reason: {word} }}]\n\
                 targets: [{{ component: leadership-environment, level: {level} }}]\n\
                 agreed: [{{ statement: LE1.1, value: not, rationale: {word} }}]\n\
                 evidence: [{{ id: e, title: {word}, kind: data, effective: 2026-01-01 }}]\n"
            ),
        )
    };
    let files = || vec![of("1.yaml", "uno", 3), of("2.yaml", "due", 4)];
    assert_eq!(refused(merge(files(), Keep::Neither)).len(), 7);
    for (keep, kept, other) in [(Keep::First, "uno", "due"), (Keep::Last, "due", "uno")] {
        let read = merge(files(), keep).expect("decided");
        assert_eq!(told(&read.warnings).len(), 7, "{:#?}", told(&read.warnings));
        let json = to_json(&read.value);
        assert_eq!(json.matches(kept).count(), 6, "{json}");
        assert!(!json.contains(other), "{json}");
        assert_eq!(
            read.value.targets[0].level,
            if kept == "uno" { 3 } else { 4 }
        );
    }
}

#[test]
fn identical_entries_are_no_conflict() {
    let frame = "groups: [{ id: g, name: G }]\nassessors: [{ id: a1, group: g }]\n\
        evidence: [{ id: e, title: t, kind: data, effective: 2026-01-01 }]\n";
    let read = merge(
        vec![file("1.yaml", frame), file("2.yaml", frame)],
        Keep::Neither,
    )
    .expect("the same");
    assert_eq!(
        (
            read.value.groups.len(),
            read.value.assessors.len(),
            read.value.evidence.len()
        ),
        (1, 1, 1)
    );
    assert!(read.warnings.is_empty());
}

#[test]
fn files_of_another_city_cycle_or_model_cannot_be_merged_whatever_is_kept() {
    for (from, to) in [
        ("Northaven", "Southaven"),
        ("\"2026\"", "\"2027\""),
        ("pas181-scmm", "open-data-basics"),
    ] {
        for keep in [Keep::Neither, Keep::First, Keep::Last] {
            let other = read("2.yaml", &FRAME.replace(from, to));
            let told = refused(merge(vec![file("1.yaml", ""), other], keep));
            assert!(
                told[0].starts_with("2.yaml: ") && told[0].contains("1.yaml"),
                "{told:#?}"
            );
        }
    }
}

#[test]
fn settings_stand_in_one_file_or_are_the_same() {
    let with = |name: &str, seed: u32| file(name, &format!("settings: {{ seed: {seed} }}\n"));
    let read =
        merge(vec![file("1.yaml", ""), with("2.yaml", 7)], Keep::Neither).expect("one has them");
    assert_eq!(read.value.settings.seed, Some(7));
    merge(vec![with("1.yaml", 7), with("2.yaml", 7)], Keep::Neither).expect("the same");
    let told = refused(merge(
        vec![with("1.yaml", 7), with("2.yaml", 8)],
        Keep::First,
    ));
    assert!(told[0].contains("settings"), "{told:#?}");
}

#[test]
fn an_agreed_level_and_an_agreed_rating_do_not_stand_in_each_others_way() {
    let component = "agreed: [{ component: x, level: 3 }]\n";
    let statement = "agreed: [{ statement: x, value: not }]\n";
    let files = vec![file("1.yaml", component), file("2.yaml", statement)];
    assert_eq!(
        merge(files, Keep::Neither)
            .expect("two things")
            .value
            .agreed
            .len(),
        2
    );
}

#[test]
fn no_file_is_a_mistake_and_one_is_itself() {
    assert!(merge(Vec::new(), Keep::Neither).is_err());
    let one = file("1.yaml", ONE);
    let read = merge(vec![one.clone()], Keep::Neither).expect("nothing to merge");
    assert_eq!(to_json(&read.value), to_json(&one));
}

#[test]
fn merging_is_the_same_in_steps_and_at_once() {
    let three = "assessors: [{ id: a9, group: g }]\nratings: [{ assessor: a9, statement: LE1.1, value: na, note: n }]\n";
    let all = || {
        (
            file("1.yaml", ONE),
            file("2.yaml", TWO),
            file("3.yaml", three),
        )
    };
    let (one, two, last) = all();
    let at_once = merge(vec![one, two, last], Keep::Neither)
        .expect("no conflict")
        .value;
    let (one, two, last) = all();
    let pair = merge(vec![one, two], Keep::Neither)
        .expect("no conflict")
        .value;
    let in_steps = merge(vec![pair, last], Keep::Neither)
        .expect("no conflict")
        .value;
    assert_eq!(to_json(&at_once), to_json(&in_steps));
}
