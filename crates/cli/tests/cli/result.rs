//! The result file: valid against its schema, and the same bytes whenever it is made.

use crate::run::{CITY, Folder, crowd, finish, gradus, succeed};
use serde_json::{Value, json};

fn validator() -> jsonschema::Validator {
    let schema: Value = serde_json::from_str(&succeed(["schema", "result"]).out).expect("JSON");
    assert!(jsonschema::meta::is_valid(&schema), "{schema}");
    jsonschema::validator_for(&schema).expect("a schema")
}

fn cities() -> Vec<String> {
    let empty = "format: gradus-assessment/1\nmodel: pas181-scmm\ncity: { name: N }\ncycle: { name: \"1\", from: 2026-01-01, to: 2026-12-31 }\n";
    // A level capped by evidence is decided by steps.
    let plain = CITY.replace(", publish_level: verified", "");
    let fit = plain.replace("method: steps", "method: best_fit");
    let nplf = plain.replace("method: steps", "method: nplf");
    vec![CITY.to_owned(), crowd(), empty.to_owned(), fit, nplf]
}

#[test]
fn results_are_valid_against_the_schema() {
    let (folder, validator) = (Folder::new(), validator());
    for (number, city) in cities().iter().enumerate() {
        let path = folder.file(&format!("{number}.yaml"), city);
        let out = succeed([
            "score".as_ref(),
            path.as_os_str(),
            "--format".as_ref(),
            "json".as_ref(),
        ])
        .out;
        let result: Value = serde_json::from_str(&out).expect("JSON");
        let errors: Vec<String> = validator
            .iter_errors(&result)
            .map(|e| format!("{}: {e}", e.instance_path()))
            .collect();
        assert!(errors.is_empty(), "{number}: {errors:#?}");
    }
}

#[test]
fn the_schema_refuses_what_is_no_result() {
    let (folder, validator) = (Folder::new(), validator());
    let path = folder.file("city.yaml", CITY);
    let out = succeed([
        "score".as_ref(),
        path.as_os_str(),
        "--format".as_ref(),
        "json".as_ref(),
    ])
    .out;
    let result: Value = serde_json::from_str(&out).expect("JSON");
    let changes = [
        ("/format", json!("gradus-result/2")),
        ("/city/index", json!("high")),
        ("/components/0/steps", json!(null)),
        ("/settings/method", json!("guess")),
        ("/settings/balance", json!("nobody")),
        ("/statements/0/source", json!("hearsay")),
        ("/components/0/why", json!({ "index": "bad_weather" })),
    ];
    for (pointer, wrong) in changes {
        let mut changed = result.clone();
        *changed
            .pointer_mut(pointer)
            .unwrap_or_else(|| panic!("{pointer} is not there")) = wrong;
        assert!(!validator.is_valid(&changed), "{pointer}");
    }
    let mut changed = result;
    changed["surprise"] = json!(1);
    assert!(!validator.is_valid(&changed), "an unknown key");
}

#[test]
fn the_same_input_gives_the_same_bytes_in_any_run_and_on_any_number_of_threads() {
    let folder = Folder::new();
    for (name, city) in [("city.yaml", CITY.to_owned()), ("crowd.yaml", crowd())] {
        let path = folder.file(name, city);
        let score = |threads: &str| {
            let arguments = [
                "score".as_ref(),
                path.as_os_str(),
                "--format".as_ref(),
                "json".as_ref(),
            ];
            let run = finish(gradus().args(arguments).env("RAYON_NUM_THREADS", threads));
            assert_eq!(run.code, 0, "{run:?}");
            run.out
        };
        let first = score("1");
        assert_eq!(score("1"), first);
        assert_eq!(score("2"), first);
        assert_eq!(score("7"), first);
    }
}

#[test]
fn another_seed_draws_otherwise() {
    let folder = Folder::new();
    let score = |seed: u32| {
        let path = folder.file(
            "city.yaml",
            format!("{}settings: {{ seed: {seed}, draws: 100 }}\n", crowd()),
        );
        let out = succeed([
            "score".as_ref(),
            path.as_os_str(),
            "--format".as_ref(),
            "json".as_ref(),
        ])
        .out;
        let result: Value = serde_json::from_str(&out).expect("JSON");
        result["components"].clone()
    };
    // A single other seed may draw the same by chance.
    let first = score(1);
    assert!((2..20).any(|seed| score(seed) != first));
}
