//! Checking a sealed document, on any machine: its form, its seal, and whether its result
//! follows from its inputs.

use super::{
    PUBLIC_FORMAT, SEALED_FORMAT, assessment_of, commitment, consistent, lead_result, parsed,
    public_result, seal_message, sha256,
};
use crate::audit::HeadFile;
use crate::secrets::{KeyFile, verifies};
use gradus_catalog::canonical::canonical_json;
use gradus_catalog::model::read::read_model;
use gradus_catalog::source::Source;
use gradus_domain::disclosure::score_protected;
use gradus_domain::model::Model;
use serde::Serialize;
use serde_json::Value as Json;
use std::collections::BTreeSet;
use std::sync::Arc;

/// Differences that are named one by one.
const NAMED: usize = 50;

const SEALED_KEYS: [&str; 12] = [
    "audit_head",
    "format",
    "input",
    "input_sha256",
    "model",
    "number",
    "program",
    "result",
    "result_sha256",
    "salt",
    "seal",
    "sealed_at",
];
const PUBLIC_KEYS: [&str; 9] = [
    "city",
    "commitment",
    "cycle",
    "format",
    "number",
    "program",
    "result",
    "seal",
    "sealed_at",
];
const SEAL_KEYS: [&str; 5] = ["algorithm", "key", "key_id", "sha256", "signature"];

/// What sort of document it is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum Kind {
    /// The full document.
    Sealed,
    /// The one for everybody.
    Public,
}

/// A place where two documents differ.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Difference {
    /// Where, as a JSON pointer.
    pub at: String,
    /// What the document says; none where it says nothing.
    pub said: Option<Json>,
    /// What comes out when it is computed again; none where nothing does.
    pub found: Option<Json>,
}

/// Something that is wrong with a document.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case", tag = "flaw")]
pub enum Flaw {
    /// It is no document of ours: what is wrong with its form.
    Form {
        /// What is wrong.
        what: String,
    },
    /// Its bytes are not the canonical form of what they say.
    NotCanonical,
    /// The hash in the seal is not of this content.
    Hash,
    /// The signature is not over this hash by the key in the seal.
    Signature,
    /// The key in the seal is none of those that were given.
    ForeignKey,
    /// The signature of the audit head is not by its key, or by another than the seal's.
    AuditHead,
    /// The model in it cannot be read.
    Model {
        /// Why.
        what: String,
    },
    /// The input in it cannot be read.
    Input {
        /// Why.
        what: String,
    },
    /// The hash of the input is not of this input.
    InputHash,
    /// The hash of the result is not of this result.
    ResultHash,
    /// The result does not follow from the inputs.
    Result {
        /// Where, the first of them.
        differences: Vec<Difference>,
        /// How many places differ in all.
        count: usize,
    },
    /// Figures of a document for everybody contradict each other.
    Inconsistent {
        /// What.
        what: String,
    },
    /// The document for everybody is not tied to this full one.
    Commitment,
    /// It does not show what the full document would give to everybody.
    Redaction {
        /// Where, the first of them.
        differences: Vec<Difference>,
        /// How many places differ in all.
        count: usize,
    },
}

/// What checking found.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Checked {
    /// What it is; none where that cannot be told.
    pub kind: Option<Kind>,
    /// Its number, where it has one.
    pub number: Option<i64>,
    /// When it was sealed.
    pub sealed_at: Option<String>,
    /// The city that it names.
    pub city: Option<String>,
    /// The cycle that it names.
    pub cycle: Option<String>,
    /// The name of the key that sealed it.
    pub key_id: Option<String>,
    /// Whether the key was compared with one that was given.
    pub key_known: bool,
    /// The hash in its seal.
    pub sha256: Option<String>,
    /// What is wrong; empty where nothing is.
    pub flaws: Vec<Flaw>,
}

impl Checked {
    /// Whether nothing is wrong.
    #[must_use]
    pub fn is_sound(&self) -> bool {
        self.flaws.is_empty()
    }

    fn formless(what: &str) -> Self {
        Self {
            kind: None,
            number: None,
            sealed_at: None,
            city: None,
            cycle: None,
            key_id: None,
            key_known: false,
            sha256: None,
            flaws: vec![Flaw::Form {
                what: what.to_owned(),
            }],
        }
    }
}

/// Checks a document by itself. Without keys, the one inside is taken at its word.
#[must_use]
pub fn check(bytes: &[u8], keys: Option<&KeyFile>) -> Checked {
    let Ok(text) = std::str::from_utf8(bytes) else {
        return Checked::formless("it is no text in UTF-8");
    };
    let document: Json = match serde_json::from_str(text) {
        Ok(document) => document,
        Err(error) => return Checked::formless(&format!("it is no JSON: {error}")),
    };
    let (kind, known): (Kind, &[&str]) = match document["format"].as_str() {
        Some(SEALED_FORMAT) => (Kind::Sealed, &SEALED_KEYS),
        Some(PUBLIC_FORMAT) => (Kind::Public, &PUBLIC_KEYS),
        Some(other) => {
            return Checked::formless(&format!("format '{other}' is none that can be verified"));
        }
        None => return Checked::formless("it has no 'format'"),
    };
    let said = |value: &Json| value.as_str().map(str::to_owned);
    let of = |key: &str| match kind {
        Kind::Sealed => said(&document["input"][key]["name"]),
        Kind::Public => said(&document[key]),
    };
    let seal = &document["seal"];
    let mut found = Checked {
        kind: Some(kind),
        number: document["number"].as_i64(),
        sealed_at: said(&document["sealed_at"]),
        city: of("city"),
        cycle: of("cycle"),
        key_id: said(&seal["key_id"]),
        key_known: keys.is_some(),
        sha256: said(&seal["sha256"]),
        flaws: Vec::new(),
    };
    for (value, keys, name) in [(&document, known, "it"), (seal, &SEAL_KEYS, "its seal")] {
        let own: Vec<&String> = value
            .as_object()
            .into_iter()
            .flat_map(|map| map.keys())
            .collect();
        if own != keys {
            let what = format!("{name} does not hold exactly {}", keys.join(", "));
            found.flaws.push(Flaw::Form { what });
        }
    }
    if bytes != [canonical_json(&document).as_slice(), b"\n"].concat() {
        found.flaws.push(Flaw::NotCanonical);
    }
    check_seal(&document, keys, &mut found.flaws);
    match kind {
        Kind::Sealed => check_sealed(&document, &mut found.flaws),
        Kind::Public => {
            let contradictions = consistent::contradictions(&document["result"]).into_iter();
            let flaws = contradictions.map(|what| Flaw::Inconsistent { what });
            found.flaws.extend(flaws);
        }
    }
    found
}

fn check_seal(document: &Json, keys: Option<&KeyFile>, flaws: &mut Vec<Flaw>) {
    let seal = &document["seal"];
    let text = |key: &str| seal[key].as_str().unwrap_or_default();
    let mut rest = document.clone();
    if let Some(parts) = rest.as_object_mut() {
        parts.remove("seal");
    }
    let hash = sha256(&canonical_json(&rest));
    if text("sha256") != hash {
        flaws.push(Flaw::Hash);
    }
    let named = KeyFile::read(text("key")).ok();
    let named = named.is_some_and(|file| file.keys.iter().any(|key| key.id == text("key_id")));
    let message = seal_message(text("sha256"));
    let signed = verifies(text("key"), message.as_bytes(), text("signature"));
    if text("algorithm") != "ed25519" || !named || !signed {
        flaws.push(Flaw::Signature);
    }
    if keys.is_some_and(|keys| !keys.holds(text("key"))) {
        flaws.push(Flaw::ForeignKey);
    }
}

/// The model in a full document.
fn model_of(document: &Json) -> Result<Arc<Model>, String> {
    let text = document["model"].to_string();
    let read = read_model(&Source::from_bytes("model.json", text.as_bytes()));
    read.map(|read| Arc::new(read.value))
        .map_err(|problems| problems.to_string())
}

fn check_sealed(document: &Json, flaws: &mut Vec<Flaw>) {
    let head: Option<HeadFile> = serde_json::from_value(document["audit_head"].clone()).ok();
    let signed = head.is_some_and(|head| {
        head.public_key == document["seal"]["key"].as_str().unwrap_or_default() && head.is_signed()
    });
    if !signed {
        flaws.push(Flaw::AuditHead);
    }
    let hash = |key: &str| document[key].as_str().unwrap_or_default();
    if hash("result_sha256") != sha256(&canonical_json(&document["result"])) {
        flaws.push(Flaw::ResultHash);
    }
    let model = match model_of(document) {
        Ok(model) => model,
        Err(what) => return flaws.push(Flaw::Model { what }),
    };
    let assessment = match assessment_of(&document["input"], model) {
        Ok(assessment) => assessment,
        Err(error) => {
            let what = error.to_string();
            return flaws.push(Flaw::Input { what });
        }
    };
    if hash("input_sha256") != assessment.sha256 {
        flaws.push(Flaw::InputHash);
    }
    let again = parsed(&lead_result(&assessment)).unwrap_or_default();
    let again = parsed(&String::from_utf8_lossy(&canonical_json(&again))).unwrap_or_default();
    let (differences, count) = differences(&document["result"], &again);
    if count > 0 {
        flaws.push(Flaw::Result { differences, count });
    }
}

/// Whether a document for everybody belongs to a full one: the commitment is of it, and it
/// shows what the full one would give to everybody.
#[must_use]
pub fn tied(full: &[u8], public: &[u8]) -> Vec<Flaw> {
    let read = |bytes: &[u8]| serde_json::from_slice::<Json>(bytes).unwrap_or_default();
    let (full, public) = (read(full), read(public));
    let mut flaws = Vec::new();
    if commitment(&full).is_none() || commitment(&full).as_deref() != public["commitment"].as_str()
    {
        flaws.push(Flaw::Commitment);
    }
    let assessment = model_of(&full)
        .ok()
        .and_then(|model| assessment_of(&full["input"], model).ok());
    let Some(assessment) = assessment else {
        return flaws;
    };
    let shown = score_protected(&assessment, assessment.cycle.to);
    let shown = public_result(&shown.for_everybody(&BTreeSet::new()));
    let (differences, count) = differences(&public["result"], &shown.unwrap_or_default());
    if count > 0 {
        flaws.push(Flaw::Redaction { differences, count });
    }
    flaws
}

/// The places where two documents differ: the first of them, and how many there are.
fn differences(said: &Json, found: &Json) -> (Vec<Difference>, usize) {
    let (mut list, mut count) = (Vec::new(), 0);
    differ("", Some(said), Some(found), &mut |difference| {
        count += 1;
        if list.len() < NAMED {
            list.push(difference);
        }
    });
    (list, count)
}

fn differ(at: &str, said: Option<&Json>, found: Option<&Json>, tell: &mut impl FnMut(Difference)) {
    match (said, found) {
        (Some(Json::Object(a)), Some(Json::Object(b))) => {
            let gone = b.keys().filter(|key| !a.contains_key(*key));
            for key in a.keys().chain(gone) {
                let step = key.replace('~', "~0").replace('/', "~1");
                differ(&format!("{at}/{step}"), a.get(key), b.get(key), tell);
            }
        }
        (Some(Json::Array(a)), Some(Json::Array(b))) => {
            for place in 0..a.len().max(b.len()) {
                differ(&format!("{at}/{place}"), a.get(place), b.get(place), tell);
            }
        }
        _ if said == found => {}
        _ => tell(Difference {
            at: at.to_owned(),
            said: said.cloned(),
            found: found.cloned(),
        }),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    #[test]
    fn differences_are_named_where_they_are() {
        let a = json!({ "x": [1, 2], "y/z": "a", "same": null });
        let b = json!({ "x": [1, 3, 4], "w": true, "same": null });
        let (list, count) = differences(&a, &b);
        let at: Vec<&str> = list.iter().map(|one| one.at.as_str()).collect();
        assert_eq!(at, ["/x/1", "/x/2", "/y~1z", "/w"]);
        assert_eq!(count, 4);
        assert_eq!(list[0].said, Some(json!(2)));
        assert_eq!(list[1].said, None);
    }

    #[test]
    fn what_is_no_document_of_ours_is_said_to_be_none() {
        for text in [
            "",
            "{",
            "[]",
            "{\"format\":\"gradus-result/1\"}",
            "\u{feff}{}",
        ] {
            let found = check(text.as_bytes(), None);
            assert!(matches!(found.flaws[..], [Flaw::Form { .. }]), "{text}");
        }
        assert!(!check(&[0xff, 0xfe], None).is_sound());
    }
}
