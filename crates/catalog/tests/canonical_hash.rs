//! The hash of an input: of what it says, not of how it is written.

#![expect(clippy::panic, reason = "a helper that cannot go on fails its test")]

use gradus_catalog::assessment::build::build;
use gradus_catalog::assessment::document::AssessmentDocument;
use gradus_catalog::assessment::read::read_assessment;
use gradus_catalog::assessment::write::{to_json, to_yaml};
use gradus_catalog::canonical::{canonical_json, sha256_of};
use gradus_catalog::model::builtin::{built_in, find_model, text};
use gradus_catalog::model::read::read_model;
use gradus_catalog::source::Source;
use std::sync::Arc;

const EVERY_KEY: &str = include_str!("../../../fixtures/corpus/assessment_yaml/every-key.yaml");

fn document(name: &str, text: &str) -> AssessmentDocument {
    let read = read_assessment(&Source::from_bytes(name, text.as_bytes()));
    read.unwrap_or_else(|problems| panic!("{:?}\n{text}", problems.all()))
        .value
}

fn hash(document: &AssessmentDocument) -> String {
    let model = Arc::new(
        find_model(&document.model, None)
            .expect("it comes along")
            .value,
    );
    let built = build(document, model).unwrap_or_else(|problems| panic!("{:?}", problems.all()));
    built.value.sha256
}

#[test]
fn yaml_and_json_of_one_content_have_one_hash() {
    let original = document("city.yaml", EVERY_KEY);
    let expected = hash(&original);
    assert_eq!(expected.len(), 64);
    assert_eq!(
        hash(&document("elsewhere.yaml", &to_yaml(&original))),
        expected
    );
    assert_eq!(hash(&document("city.json", &to_json(&original))), expected);
}

#[test]
fn the_order_of_rows_plays_no_part() {
    let original = document("city.yaml", EVERY_KEY);
    let mut turned = original.clone();
    turned.out_of_scope.reverse();
    turned.groups.reverse();
    turned.assessors.reverse();
    turned.reviewers.reverse();
    turned.ratings.reverse();
    turned.rungs.reverse();
    turned.picks.reverse();
    turned.agreed.reverse();
    turned.evidence.reverse();
    turned.targets.reverse();
    turned
        .evidence
        .iter_mut()
        .for_each(|evidence| evidence.supports.reverse());
    for assessor in &mut turned.assessors {
        if let Some(components) = &mut assessor.components {
            components.reverse();
        }
    }
    assert_eq!(hash(&turned), hash(&original));
}

#[test]
fn a_default_left_out_or_written_down_is_the_same_input() {
    let original = document("city.yaml", EVERY_KEY);
    let mut short = original.clone();
    short.model = "pas181-scmm".to_owned();
    short.settings.method = None;
    short.settings.pass_mark_pct = None;
    assert_eq!(hash(&short), hash(&original));
}

#[test]
fn any_change_of_a_value_changes_the_hash() {
    let original = hash(&document("city.yaml", EVERY_KEY));
    let changes = [
        ("value: partly", "value: largely"),
        ("confidence: 4", "confidence: 3"),
        ("confidence: 5", "confidence: 3"),
        ("\"new mayor since May\"", "\"new mayor since June\""),
        ("rung: 3", "rung: 4"),
        ("between: [3, 4]", "between: [2, 3]"),
        ("level: 3, confidence: 5", "level: 2, confidence: 5"),
        ("seed: 7", "seed: 8"),
        ("balance: groups", "balance: assessors"),
        ("status: accepted", "status: rejected"),
        ("2027-11-01", "2027-11-02"),
        ("population: 214000", "population: 214001"),
        ("text: \"and me\"", "text: \"not me\""),
        ("\"run by the county\"", "\"run by the state\""),
        ("level: 4, by", "level: 5, by"),
        ("number: 1, votes", "number: 2, votes"),
        ("guests: { partly: 2", "guests: { partly: 3"),
        (", good_enough: true", ""),
        ("publish_level: verified", "publish_level: evidenced"),
    ];
    let mut seen = vec![original];
    for (from, to) in changes {
        assert_eq!(EVERY_KEY.matches(from).count(), 1, "{from}");
        let changed = hash(&document("city.yaml", &EVERY_KEY.replace(from, to)));
        assert!(
            !seen.contains(&changed),
            "{from} → {to} leaves the hash as it was"
        );
        seen.push(changed);
    }
}

#[test]
fn the_hash_of_a_model_is_of_its_content_not_of_its_file() {
    let model = built_in("open-data-basics")
        .expect("it comes along")
        .expect("no mistake")
        .value;
    let file = text("open-data-basics").expect("it comes along");
    let read = |text: &str| {
        let read = read_model(&Source::from_bytes("other.yaml", text.as_bytes()));
        read.unwrap_or_else(|problems| panic!("{:?}", problems.all()))
            .value
            .sha256
    };
    let commented = format!(
        "# a remark\n{}",
        file.replace("    weight: 2\n", "    weight:   2 # twice\n")
    );
    assert_ne!(commented, file);
    assert_eq!(read(&commented), model.sha256);
    assert_ne!(
        read(&file.replace("Nobody is trained", "Few are trained")),
        model.sha256
    );
}

#[test]
fn canonical_json_sorts_keys_and_has_no_white_space() {
    let value = serde_json::json!({ "b": [1, "é\u{7}"], "a": { "d": null, "c": true } });
    let text = String::from_utf8(canonical_json(&value)).expect("text");
    assert_eq!(
        text,
        "{\"a\":{\"c\":true,\"d\":null},\"b\":[1,\"é\\u0007\"]}"
    );
    // The digest of those bytes after FIPS 180-4, computed by coreutils' sha256sum.
    assert_eq!(
        sha256_of(&value),
        "01ac572d075c592e436726cd56bfbf3cf15b45e0fa7093ba1dab2b324cd0f1ca"
    );
}
