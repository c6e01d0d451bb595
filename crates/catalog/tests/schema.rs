//! The JSON Schemas against the readers: the same keys, and the same files pass.

use gradus_catalog::assessment::read::read_assessment;
use gradus_catalog::assessment::write::to_json;
use gradus_catalog::model::builtin::{built_in, names};
use gradus_catalog::model::read::read_model;
use gradus_catalog::model::write;
use gradus_catalog::problem::Problems;
use gradus_catalog::schema;
use gradus_catalog::source::Source;
use serde_json::{Value, json};
use std::collections::BTreeSet;

const EVERY_KEY: &str = include_str!("../../../fixtures/corpus/assessment_yaml/every-key.yaml");
const SMALL_MODEL: &str = include_str!("../../../fixtures/corpus/model_json/small.json");

fn schemas() -> [(&'static str, Value); 2] {
    let parse = |text: &str| serde_json::from_str(text).expect("a schema is JSON");
    [
        ("assessment", parse(&schema::assessment())),
        ("model", parse(&schema::model())),
    ]
}

fn refused(kind: &str, value: &Value) -> Option<Problems> {
    let text = value.to_string();
    let source = Source::from_bytes("input.json", text.as_bytes());
    match kind {
        "model" => read_model(&source).err(),
        _ => read_assessment(&source).err(),
    }
}

/// One document for each format in which every key stands.
fn full(kind: &str) -> Value {
    if kind == "model" {
        return serde_json::from_str(SMALL_MODEL).expect("JSON");
    }
    let source = Source::from_bytes("every-key.yaml", EVERY_KEY.as_bytes());
    let document = read_assessment(&source).expect("no mistake").value;
    serde_json::from_str(&to_json(&document)).expect("JSON")
}

/// Every object of an instance with the part of the schema that rules it.
fn objects<'s>(
    root: &'s Value,
    schema: &'s Value,
    instance: &Value,
    path: &str,
    found: &mut Vec<(String, &'s Value, Vec<String>)>,
) {
    let schema = resolve(root, schema);
    match instance {
        Value::Object(map) => {
            if schema.get("properties").is_some() {
                found.push((path.to_owned(), schema, map.keys().cloned().collect()));
            }
            for (key, value) in map {
                let below = schema.get("properties").and_then(|p| p.get(key));
                let below = below.or_else(|| schema.get("additionalProperties"));
                if let Some(below) = below.filter(|below| below.is_object()) {
                    objects(root, below, value, &format!("{path}/{key}"), found);
                }
            }
        }
        Value::Array(items) => {
            if let Some(below) = schema.get("items") {
                for (at, item) in items.iter().enumerate() {
                    objects(root, below, item, &format!("{path}/{at}"), found);
                }
            }
        }
        _ => {}
    }
}

fn resolve<'s>(root: &'s Value, schema: &'s Value) -> &'s Value {
    let target = schema.get("$ref").and_then(Value::as_str);
    let target = target.and_then(|target| root.pointer(target.trim_start_matches('#')));
    if let Some(target) = target {
        return resolve(root, target);
    }
    let choices = ["anyOf", "oneOf", "allOf"]
        .iter()
        .find_map(|word| schema.get(*word)?.as_array());
    let choice = choices.and_then(|choices| {
        choices
            .iter()
            .find(|c| c.get("type") != Some(&json!("null")))
    });
    choice.map_or(schema, |choice| resolve(root, choice))
}

#[test]
fn schemas_are_schemas() {
    for (kind, schema) in schemas() {
        jsonschema::meta::validate(&schema).unwrap_or_else(|error| panic!("{kind}: {error}"));
    }
}

#[test]
fn what_the_readers_take_is_valid_and_holds_every_key_of_the_schema() {
    for (kind, schema) in schemas() {
        let instance = full(kind);
        assert!(
            refused(kind, &instance).is_none(),
            "{kind}: {:?}",
            refused(kind, &instance)
        );
        let validator = jsonschema::validator_for(&schema).expect("a schema");
        let errors: Vec<String> = validator
            .iter_errors(&instance)
            .map(|e| format!("{}: {e}", e.instance_path()))
            .collect();
        assert!(errors.is_empty(), "{kind}: {errors:#?}");
        let mut found = Vec::new();
        objects(&schema, &schema, &instance, "", &mut found);
        let mut wanted: BTreeSet<(String, String)> = BTreeSet::new();
        let mut present = BTreeSet::new();
        for (path, ruling, keys) in &found {
            // An assessment that was kept inside another one has the same keys.
            let name = path
                .replace("/model_moves/0/file", "")
                .trim_end_matches(|c: char| c.is_ascii_digit() || c == '/')
                .to_owned();
            let properties = ruling["properties"].as_object().expect("it has properties");
            wanted.extend(properties.keys().map(|key| (name.clone(), key.clone())));
            present.extend(keys.iter().map(|key| (name.clone(), key.clone())));
        }
        let missing: Vec<_> = wanted.difference(&present).collect();
        assert!(missing.is_empty(), "{kind}: no test file holds {missing:?}");
        assert!(
            wanted.len() > 40,
            "{kind}: only {} keys were found",
            wanted.len()
        );
    }
}

#[test]
fn readers_know_exactly_the_keys_of_the_schema() {
    for (kind, schema) in schemas() {
        let mut found = Vec::new();
        objects(&schema, &schema, &full(kind), "", &mut found);
        for (path, ruling, _) in found {
            assert_eq!(ruling["additionalProperties"], json!(false), "{kind}{path}");
            let mut instance = full(kind);
            let object = instance.pointer_mut(&path).and_then(Value::as_object_mut);
            object
                .expect("it was found there")
                .insert("zzzzzzzz".to_owned(), json!(1));
            let problems = refused(kind, &instance).expect("an unknown key is a mistake");
            let hint = problems.all().iter().find_map(|p| {
                p.message
                    .contains("zzzzzzzz")
                    .then(|| p.hint.clone().unwrap_or_default())
            });
            let hint = hint.unwrap_or_else(|| panic!("{kind}{path}: {problems}"));
            let known: BTreeSet<&str> = hint
                .trim_start_matches("known keys: ")
                .split(", ")
                .collect();
            let keys = ruling["properties"].as_object().expect("it has properties");
            assert_eq!(
                known,
                keys.keys().map(String::as_str).collect(),
                "{kind}{path}"
            );
        }
    }
}

#[test]
fn schema_and_reader_refuse_the_same_single_mistakes() {
    let cases: [(&str, &str, Value); 23] = [
        ("assessment", "/format", json!("gradus-assessment/2")),
        ("assessment", "/city/name", json!(null)),
        ("assessment", "/city/population", json!(-1)),
        ("assessment", "/cycle/from", json!(5)),
        ("assessment", "/ratings/0/value", json!("maybe")),
        ("assessment", "/ratings/0/confidence", json!(0)),
        ("assessment", "/ratings/0/confidence", json!(6)),
        ("assessment", "/picks/0/confidence", json!(0)),
        ("assessment", "/rungs/0/rung", json!("high")),
        ("assessment", "/rungs/1/between", json!([1, 2, 3])),
        ("assessment", "/rungs/2/answer", json!("fully")),
        ("assessment", "/evidence/0/kind", json!("rumour")),
        ("assessment", "/evidence/0/status", json!("maybe")),
        ("assessment", "/settings/draws", json!(99)),
        ("assessment", "/settings/draws", json!(100_001)),
        ("assessment", "/settings/seed", json!(-1)),
        ("assessment", "/settings/pass_mark_pct", json!(101)),
        ("assessment", "/settings/method", json!("magic")),
        ("model", "/components/0/weight", json!(0)),
        ("model", "/components/0/weight", json!(1001)),
        (
            "model",
            "/components/0/strands/0/statements/0/kind",
            json!("strenght"),
        ),
        ("model", "/levels/0/value", json!("one")),
        ("model", "/defaults/pass_mark_pct", json!(0)),
    ];
    for (kind, pointer, wrong) in cases {
        let (_, schema) = schemas()
            .into_iter()
            .find(|(name, _)| *name == kind)
            .expect("known");
        let validator = jsonschema::validator_for(&schema).expect("a schema");
        let mut instance = full(kind);
        *instance.pointer_mut(pointer).expect("it stands there") = wrong.clone();
        assert!(
            !validator.is_valid(&instance),
            "{kind}{pointer} = {wrong} passes the schema"
        );
        assert!(
            refused(kind, &instance).is_some(),
            "{kind}{pointer} = {wrong} passes the reader"
        );
    }
}

#[test]
fn built_in_models_are_valid() {
    let [_, (_, schema)] = schemas();
    let validator = jsonschema::validator_for(&schema).expect("a schema");
    for name in names() {
        let model = built_in(name)
            .expect("it is listed")
            .expect("no mistake")
            .value;
        let instance = serde_json::from_str(&write::to_json(&model)).expect("JSON");
        let errors: Vec<String> = validator
            .iter_errors(&instance)
            .map(|e| e.to_string())
            .collect();
        assert!(errors.is_empty(), "{name}: {errors:#?}");
    }
}
