//! Checking, comparing and starting model files.

#![expect(clippy::panic, reason = "a helper that cannot go on fails its test")]

use gradus_catalog::model::builtin::{built_in, find_model, names, text};
use gradus_catalog::model::diff::diff;
use gradus_catalog::model::read::read_model;
use gradus_catalog::model::starter::starter;
use gradus_catalog::model::write::to_json;
use gradus_catalog::problem::{Problem, Problems, Read};
use gradus_catalog::source::Source;
use gradus_domain::model::Model;
use std::fmt::Write as _;

const MISTAKES: &str = include_str!("mistakes/model.yaml");

fn read(text: &str) -> Result<Read<Model>, Problems> {
    read_model(&Source::from_bytes("model.yaml", text.as_bytes()))
}

fn model(text: &str) -> Model {
    read(text)
        .unwrap_or_else(|problems| panic!("{}", lines(problems.all())))
        .value
}

fn lines(problems: &[Problem]) -> String {
    problems.iter().fold(String::new(), |mut text, problem| {
        let _ = writeln!(text, "{problem}");
        text
    })
}

/// A model with `levels` levels from `floor` upwards: one component, on every level above
/// the floor a strength.
fn ladder(floor: i64, levels: i64) -> String {
    let mut text = String::from(
        "format: gradus-model/1\nid: ladder\nversion: \"1\"\ntitle: Ladder\nlanguage: en\n\
         provenance: a test\nlicence: CC0-1.0\nlevels:\n",
    );
    for value in floor..floor + levels {
        let _ = writeln!(text, "  - {{ value: {value}, name: \"L{value}\" }}");
    }
    text.push_str("components:\n  - id: c\n    code: C\n    name: C\n    summary: C\n    strands:\n      - name: S\n        statements:\n");
    for value in floor + 1..floor + levels {
        let _ = writeln!(
            text,
            "          - {{ id: C{value}.1, level: {value}, kind: strength, text: t{value} }}"
        );
    }
    text
}

#[test]
fn every_mistake_is_reported_at_once_with_line_and_hint() {
    let problems = read(MISTAKES).expect_err("it is full of mistakes");
    assert_eq!(lines(problems.all()), include_str!("mistakes/model.txt"));
}

#[test]
fn an_incomplete_translation_is_a_warning_with_its_share() {
    let text = ladder(1, 3) + "translations:\n  - { language: de, title: Leiter }\n";
    let read = read(&text).expect("a gap is no mistake");
    let warnings = lines(&read.warnings);
    assert!(warnings.contains("into de has 1 of "), "{warnings}");
    assert!(warnings.starts_with("model.yaml:23:5: "), "{warnings}");
    assert!(warnings.contains(" %)"), "{warnings}");
}

#[test]
fn an_unused_reference_and_a_component_without_one_are_warnings() {
    let read = built_in("pas181-scmm")
        .expect("it comes along")
        .expect("no mistake");
    let warnings = lines(&read.warnings);
    for part in [
        "service-delivery has no reference to PAS 181:2014",
        "physical-asset-management has no reference to PAS 181:2014",
        "no component refers to B4",
    ] {
        assert!(warnings.contains(part), "{part} is not in {warnings}");
    }
    assert_eq!(read.warnings.len(), 3, "{warnings}");
}

#[test]
fn models_have_any_number_of_levels_from_two_upwards() {
    for (floor, levels) in [(1, 2), (0, 4), (1, 10), (-3, 5)] {
        let model = model(&ladder(floor, levels));
        assert_eq!(i64::try_from(model.scale.len()), Ok(levels));
        let values: Vec<i64> = model
            .scale
            .all()
            .map(|level| model.scale.value(level))
            .collect();
        assert_eq!(values, (floor..floor + levels).collect::<Vec<_>>());
        for statement in &model.statements {
            assert_eq!(
                format!("C{}.1", model.scale.value(statement.level)),
                statement.id
            );
        }
    }
    let problems = read(&ladder(1, 1)).expect_err("one level is no scale");
    assert!(
        problems.all()[0]
            .place
            .to_string()
            .starts_with("model.yaml:9:"),
        "{problems}"
    );
}

#[test]
fn levels_that_do_not_rise_are_a_mistake_on_their_line() {
    let text = ladder(1, 3).replace("value: 2,", "value: 7,");
    let problems = read(&text).expect_err("1, 7, 3");
    assert!(
        lines(problems.all()).starts_with("model.yaml:9:"),
        "{}",
        lines(problems.all())
    );
}

#[test]
fn what_a_starter_writes_checks_clean() {
    for (id, title) in [
        ("our-model", "Our model"),
        ("x", "Say \"Ja\" \\ nein: # {}"),
        ("a-1", "é"),
    ] {
        let read = read(&starter(id, title)).expect("it checks");
        assert_eq!(lines(&read.warnings), "");
        assert_eq!(read.value.title, title);
        assert_eq!(read.value.name.id, id);
    }
}

#[test]
fn every_built_in_model_reads_and_its_json_is_the_same_model() {
    assert!(names().count() >= 2);
    for name in names() {
        let model = built_in(name)
            .expect("it is listed")
            .expect("it has no mistake")
            .value;
        assert_eq!(model.name.to_string(), name);
        assert_eq!(model.sha256.len(), 64);
        let json = to_json(&model);
        let mut again = read_model(&Source::from_bytes("m.json", json.as_bytes()))
            .expect("what we write we read")
            .value;
        again.sha256.clone_from(&model.sha256);
        assert_eq!(again, model);
    }
}

#[test]
fn the_second_model_has_four_levels_from_zero_and_is_translated_in_full() {
    let read = built_in("open-data-basics")
        .expect("it comes along")
        .expect("no mistake");
    let model = read.value;
    assert_eq!(model.scale.len(), 4);
    assert_eq!(
        model
            .scale
            .all()
            .next()
            .map(|floor| model.scale.value(floor)),
        Some(0)
    );
    assert_eq!(lines(&read.warnings), "");
    let german = model.in_language("de").expect("a translation into German");
    assert_ne!(german.title, model.title);
    assert!(!model.translations[0].official);
    for (one, other) in model.statements.iter().zip(&german.statements) {
        assert_ne!(one.text, other.text, "{}", one.id);
    }
}

#[test]
fn a_misspelt_model_is_not_found_and_the_nearest_is_named() {
    let error = find_model("pas181-scm", None).expect_err("no such model");
    assert_eq!(error.to_string(), "there is no model 'pas181-scm'");
    let error = find_model("./nowhere.yaml", None).expect_err("no such file");
    assert_eq!(error.to_string(), "./nowhere.yaml does not exist");
}

#[test]
fn a_model_does_not_differ_from_itself() {
    let model = built_in("pas181-scmm")
        .expect("it comes along")
        .expect("no mistake")
        .value;
    assert!(diff(&model, &model).is_empty());
}

#[test]
fn a_comparison_names_what_is_new_changed_moved_and_gone() {
    let before = text("open-data-basics").expect("it comes along");
    let mut after = before.to_owned();
    for (old, new) in [
        ("{ id: PU2.1, level: 2,", "{ id: PU2.9, level: 2,"),
        ("Single projects use data.", "Some projects use data."),
        ("{ id: US1.2, level: 1,", "{ id: US1.2, level: 0,"),
        (
            "kind: stage, text: \"A first list",
            "kind: strength, text: \"A first list",
        ),
        ("alternative_level: 1 }", "weight: 3 }"),
    ] {
        assert!(after.contains(old), "{old}");
        after = after.replacen(old, new, 1);
    }
    let (people, line) = (
        "      - name: \"People\"\n        statements:\n",
        "          - { id: US2.1,",
    );
    let start = after.find(line).expect("it stands there");
    let end = start + after[start..].find('\n').expect("a line ends") + 1;
    let moved = after[start..end].to_owned();
    after.replace_range(start..end, "");
    after = after.replacen(people, &format!("{people}{moved}"), 1);
    let after = after
        .split("translations:")
        .next()
        .expect("a first part")
        .to_owned();

    let diff = diff(&model(before), &model(&after));
    assert_eq!(diff.new, ["PU2.9"]);
    assert_eq!(diff.gone, ["PU2.1"]);
    let tell = |changes: &[gradus_catalog::model::diff::Change]| -> Vec<String> {
        changes
            .iter()
            .map(|c| format!("{} {}: {} → {}", c.id, c.what, c.before, c.after))
            .collect()
    };
    assert_eq!(
        tell(&diff.moved),
        ["US1.2 level: 1 → 0", "US2.1 strand: decisions → people"]
    );
    assert_eq!(
        tell(&diff.changed),
        [
            "PU1.1 kind: stage → strength",
            "PU2.2 weight: 1 → 3",
            "PU2.2 alternative level: 1 → none",
            "US1.1 text: Single projects use data. → Some projects use data.",
        ]
    );
}
