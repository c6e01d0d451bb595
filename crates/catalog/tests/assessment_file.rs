//! Assessment files: every key read, written and read again, and understood alike by old
//! and new readers of YAML.

use gradus_catalog::assessment::build::build;
use gradus_catalog::assessment::document::AssessmentDocument;
use gradus_catalog::assessment::read::read_assessment;
use gradus_catalog::assessment::starter::starter;
use gradus_catalog::assessment::write::{to_json, to_yaml};
use gradus_catalog::model::builtin::{built_in, find_model, names};
use gradus_catalog::problem::Problems;
use gradus_catalog::source::Source;
use gradus_domain::model::Model;
use gradus_testkit::fuzzing::written_again;
use std::process::Command;
use std::sync::Arc;

const EVERY_KEY: &str = include_str!("../../../fixtures/corpus/assessment_yaml/every-key.yaml");

/// Texts that a YAML 1.1 reader takes for something else when they stand bare.
const TRAPS: [&str; 48] = [
    "so -",
    "so - ",
    "-",
    "?",
    "a ? ",
    "x\u{2028}y",
    "NO",
    "no",
    "No",
    "yes",
    "Yes",
    "on",
    "off",
    "y",
    "n",
    "Y",
    "N",
    "true",
    "False",
    "null",
    "Null",
    "~",
    "",
    "1e3",
    "012",
    "0o17",
    "0x1F",
    "0b101",
    "1_000",
    "12:30",
    "190:20:30.15",
    "2026-01-01",
    "2026-01-01T10:00:00Z",
    ".inf",
    "-.Inf",
    ".NaN",
    "+1",
    "-0",
    "3.",
    ".5",
    "=",
    "<<",
    "- a",
    "a: b",
    "a #b",
    " padded ",
    "*star",
    "!bang",
];

fn read(text: &str) -> Result<AssessmentDocument, Problems> {
    read_assessment(&Source::from_bytes("city.yaml", text.as_bytes())).map(|read| read.value)
}

fn mistakes(text: &str) -> String {
    let document = match read(text) {
        Ok(document) => document,
        Err(problems) => return all(&problems),
    };
    match build(&document, model("pas181-scmm")) {
        Ok(_) => String::new(),
        Err(problems) => all(&problems),
    }
}

fn all(problems: &Problems) -> String {
    problems
        .all()
        .iter()
        .map(|problem| format!("{problem}\n"))
        .collect()
}

fn model(name: &str) -> Arc<Model> {
    Arc::new(find_model(name, None).expect("it comes along").value)
}

fn frame(rest: &str) -> String {
    format!(
        "format: gradus-assessment/1\nmodel: pas181-scmm\ncity: {{ name: Northaven }}\n\
         cycle: {{ name: \"2026\", from: 2026-01-01, to: 2026-12-31 }}\n\
         groups: [{{ id: g, name: G }}]\nassessors: [{{ id: a1, group: g }}]\n{rest}"
    )
}

#[test]
fn every_key_of_the_format_is_read() {
    let document = read(EVERY_KEY).expect("no mistake");
    assert_eq!(document.model, "pas181-scmm@1");
    assert_eq!(document.city.country.as_deref(), Some("NO"));
    assert_eq!(document.city.population, Some(214_000));
    assert_eq!(
        (
            document.cycle.from.to_string(),
            document.cycle.to.to_string()
        ),
        ("2026-03-01".into(), "2026-06-30".into())
    );
    let counts = [
        document.out_of_scope.len(),
        document.groups.len(),
        document.assessors.len(),
        document.reviewers.len(),
        document.ratings.len(),
        document.rungs.len(),
        document.picks.len(),
        document.agreed.len(),
        document.evidence.len(),
        document.targets.len(),
    ];
    assert_eq!(counts, [1, 2, 3, 2, 7, 4, 1, 2, 3, 1]);
    assert_eq!(
        (
            document.depth.as_deref(),
            document.phase.as_deref(),
            document.named
        ),
        (Some("full"), Some("final"), Some(true))
    );
    assert!(document.evidence[2].text.is_some());
    assert_eq!(document.assessors[2].name.as_deref(), Some("012"));
    assert_eq!(document.ratings[0].confidence, Some(4));
    assert_eq!(document.rungs[1].between, Some([3, 4]));
    assert_eq!(document.agreed[0].dissent.len(), 3);
    assert_eq!(
        document.evidence[1].sha256.as_ref().map(String::len),
        Some(64)
    );
    assert_eq!(document.settings.draws, Some(200));
    build(&document, model(&document.model)).expect("every name is known");
}

#[test]
fn what_is_written_as_yaml_or_json_reads_as_the_same_document() {
    written_again(&read(EVERY_KEY).expect("no mistake"));
}

#[test]
fn a_level_capped_by_evidence_is_refused_beside_another_method_than_steps() {
    let with = |method: &str| format!("settings: {{ method: {method}, publish_level: evidenced }}");
    let told = mistakes(&frame(&with("nplf")));
    assert!(
        told.contains("'evidenced' levels are decided by steps alone"),
        "{told}"
    );
    assert!(read(&frame(&with("steps"))).is_ok());
}

#[test]
fn yaml_is_written_one_entry_a_line() {
    let text = to_yaml(&read(EVERY_KEY).expect("no mistake"));
    assert!(text.lines().count() < 80, "{text}");
    assert!(
        text.lines()
            .any(|line| line.contains("LE1.1") && line.contains("confidence")),
        "{text}"
    );
}

/// A document in which every trap is an assessor's name, and a rating's note.
fn trapped() -> AssessmentDocument {
    let mut text = frame("").replace("[{ id: a1, group: g }]", "");
    for (number, trap) in TRAPS.iter().enumerate() {
        let quoted = serde_json::to_string(trap).expect("a text");
        text += &format!("  - {{ id: a{number}, group: g, name: {quoted} }}\n");
    }
    text += "ratings:\n";
    for (number, trap) in TRAPS.iter().enumerate() {
        let quoted = serde_json::to_string(&format!("{trap}\n{trap}")).expect("a text");
        text += &format!(
            "  - {{ assessor: a{number}, statement: LE1.1, value: not, note: {quoted} }}\n"
        );
    }
    read(&text).expect("no mistake")
}

#[test]
fn texts_that_look_like_something_else_stay_texts() {
    let document = trapped();
    let names: Vec<&str> = document
        .assessors
        .iter()
        .filter_map(|a| a.name.as_deref())
        .collect();
    assert_eq!(names, TRAPS);
    written_again(&document);
}

#[test]
fn an_old_reader_of_yaml_takes_every_text_as_we_do() {
    let Some(python) = gradus_testkit::needs::python() else {
        return;
    };
    const SCRIPT: &str = "import json, sys, yaml\n\
        print(json.dumps(yaml.safe_load(sys.stdin.read()), default=lambda day: day.isoformat()))";
    for document in [trapped(), read(EVERY_KEY).expect("no mistake")] {
        let folder = tempfile::tempdir().expect("a folder");
        let path = folder.path().join("city.yaml");
        std::fs::write(&path, to_yaml(&document)).expect("it can be written");
        let input = std::fs::File::open(&path).expect("it was just written");
        let run = Command::new(&python)
            .args(["-c", SCRIPT])
            .stdin(input)
            .output()
            .expect("it runs");
        assert!(
            run.status.success(),
            "{}",
            String::from_utf8_lossy(&run.stderr)
        );
        let theirs: serde_json::Value = serde_json::from_slice(&run.stdout).expect("JSON");
        let ours: serde_json::Value = serde_json::from_str(&to_json(&document)).expect("JSON");
        assert_eq!(theirs, ours);
    }
}

#[test]
fn a_starter_checks_clean_for_every_model() {
    for name in names() {
        let model = Arc::new(
            built_in(name)
                .expect("it is listed")
                .expect("no mistake")
                .value,
        );
        for city in ["Northaven", "Saint \"Q\" \\ #: {}", "Ålesund"] {
            let document = read(&starter(&model, city, 2026)).expect("no mistake");
            assert_eq!(document.city.name, city);
            let built = build(&document, Arc::clone(&model)).expect("every name is known");
            assert!(built.warnings.is_empty(), "{:?}", built.warnings);
        }
    }
}

#[test]
fn every_mistake_is_reported_at_once_with_line_and_hint() {
    let text = include_str!("mistakes/assessment.yaml");
    assert_eq!(mistakes(text), include_str!("mistakes/assessment.txt"));
}

#[test]
fn every_unknown_name_is_reported_at_once_with_line_and_hint() {
    let text = include_str!("mistakes/names.yaml");
    assert_eq!(mistakes(text), include_str!("mistakes/names.txt"));
}

#[test]
fn a_rating_given_twice_is_refused_with_the_line_of_the_second() {
    let text = frame(
        "ratings:\n  - { assessor: a1, statement: LE1.1, value: not }\n  \
         - { assessor: a1, statement: LE1.1, value: fully }\n",
    );
    let told = mistakes(&text);
    assert!(told.starts_with("city.yaml:9:"), "{told}");
    assert!(
        told.contains("LE1.1") && told.contains("a1") && told.contains("keep one"),
        "{told}"
    );
}

#[test]
fn surpassed_is_for_stages_only() {
    let told = mistakes(&frame(
        "ratings: [{ assessor: a1, statement: LE1.1, value: surpassed }]\n",
    ));
    assert!(
        told.starts_with("city.yaml:7:") && told.contains("stage"),
        "{told}"
    );
}

#[test]
fn a_seed_has_thirty_two_bits_and_is_kept_exactly() {
    let city = |seed: &str| {
        let text = format!(
            "format: gradus-assessment/1\nmodel: open-data-basics\ncity: {{ name: N }}\n\
             cycle: {{ name: c, from: 2026-01-01, to: 2026-12-31 }}\nsettings: {{ seed: {seed} }}\n"
        );
        read_assessment(&Source::from_bytes("a.yaml", text.as_bytes()))
    };
    let model = Arc::new(built_in("open-data-basics").unwrap().unwrap().value);
    let built = build(&city("4294967295").unwrap().value, model)
        .unwrap()
        .value;
    assert_eq!(built.settings.seed, u32::MAX);
    let refused = city("4294967296").unwrap_err();
    assert!(refused.to_string().contains("seed"), "{refused}");
}

/// What a sealed document holds: nobody's name, nobody's words.
#[test]
fn without_people_there_are_no_names_and_no_words() {
    let document = read(EVERY_KEY).expect("no mistake");
    let (whole, sealed) = (to_json(&document), to_json(&document.pseudonymous()));
    for words in [
        "J. Doe",
        "too low",
        "so it is",
        "talked over in May",
        "we see it",
        "not ours",
        "as of spring",
        "no vision in this city",
    ] {
        assert!(whole.contains(words), "{words} is no part of the file");
        assert!(!sealed.contains(words), "{words} is left: {sealed}");
    }
}
