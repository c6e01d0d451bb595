//! Sealed documents: an assessment and its result as one signed file that others can check.
//!
//! `gradus-sealed/1` holds the model, the input under pseudonyms and the whole result; it goes
//! to whom the lead gives it. `gradus-public/1` holds what everybody may see, and a salted
//! commitment to the first. Both are canonical JSON (RFC 8785) and a line feed, signed over the
//! hash of all but the seal.

mod check;
mod consistent;

pub use check::{Checked, Difference, Flaw, Kind, check, tied};

use crate::app::App;
use crate::assessment::Lead;
use crate::audit::HeadFile;
use crate::error::AppError;
use crate::result::{assess, failed};
use crate::secrets::{InstanceKey, KeyFile};
use gradus_catalog::assessment::build::build;
use gradus_catalog::assessment::pseudonymous::neutral_evidence;
use gradus_catalog::assessment::read::read_assessment;
use gradus_catalog::canonical::{canonical_json, hex};
use gradus_catalog::source::Source;
use gradus_domain::assessment::Assessment;
use gradus_domain::disclosure::{Facts, Protected};
use gradus_domain::model::Model;
use gradus_domain::result::score;
use gradus_report::result_json::{protected_result, result_file};
use gradus_store::rows::SealRow;
use serde_json::{Map, Value as Json, json};
use sha2::{Digest, Sha256};
use std::sync::Arc;
use time::OffsetDateTime;
use time::format_description::well_known::Rfc3339;

/// The word under `format` of a full document.
pub const SEALED_FORMAT: &str = "gradus-sealed/1";
/// The word under `format` of a document for everybody.
pub const PUBLIC_FORMAT: &str = "gradus-public/1";

/// A document that waits for its number, its day, the audit head and the seal.
#[derive(Clone)]
pub(crate) struct Unsealed {
    parts: Map<String, Json>,
    /// Hash of the input under pseudonyms.
    pub input_sha256: String,
    /// Hash of the result in its canonical form.
    pub result_sha256: String,
}

impl Unsealed {
    /// The parts of a sealed document of this assessment file. This computes the whole result.
    ///
    /// # Errors
    /// When the document is no assessment of this model.
    pub(crate) fn new(document: &str, model: &Arc<Model>) -> Result<Self, AppError> {
        let source = Source::from_bytes("assessment.json", document.as_bytes());
        let input = read_assessment(&source)?.value.pseudonymous();
        let assessment = build(&input, Arc::clone(model))?.value;
        let result = parsed(&lead_result(&assessment))?;
        let input_sha256 = assessment.sha256.clone();
        let result_sha256 = sha256(&canonical_json(&result));
        let model_text = gradus_catalog::model::write::to_json(model);
        let mut parts = Map::new();
        parts.insert("format".to_owned(), json!(SEALED_FORMAT));
        parts.insert("program".to_owned(), json!(program()));
        parts.insert("model".to_owned(), parsed(&model_text)?);
        parts.insert("input".to_owned(), json!(input));
        parts.insert("input_sha256".to_owned(), json!(input_sha256));
        parts.insert("result".to_owned(), result);
        parts.insert("result_sha256".to_owned(), json!(result_sha256));
        Ok(Self {
            parts,
            input_sha256,
            result_sha256,
        })
    }

    /// The sealed document: its number, when it was sealed (in milliseconds since 1970, UTC),
    /// and the head of the audit chain of that moment.
    ///
    /// # Errors
    /// When the machine has no random numbers.
    pub(crate) fn sealed(
        mut self,
        key: &InstanceKey,
        number: i64,
        at: i64,
        head: &HeadFile,
    ) -> Result<String, AppError> {
        self.parts.insert("number".to_owned(), json!(number));
        self.parts.insert("sealed_at".to_owned(), json!(moment(at)));
        self.parts.insert("audit_head".to_owned(), json!(head));
        let salt = hex(&crate::secrets::random::<32>()?);
        self.parts.insert("salt".to_owned(), json!(salt));
        Ok(signed(key, self.parts))
    }
}

/// The document for everybody: what `result` shows, tied to the full document `sealed` by a
/// commitment that nobody can test guesses against without its salt.
///
/// # Errors
/// When `sealed` is none of ours.
pub(crate) fn public_document(
    key: &InstanceKey,
    result: &Protected,
    sealed: &str,
    at: i64,
) -> Result<String, AppError> {
    let full = parsed(sealed)?;
    let commitment = commitment(&full)
        .ok_or_else(|| AppError::Fault("a sealed document has no seal".to_owned()))?;
    let shown = public_result(result)?;
    let facts = result.facts();
    let mut parts = Map::new();
    parts.insert("format".to_owned(), json!(PUBLIC_FORMAT));
    parts.insert("program".to_owned(), json!(program()));
    parts.insert("number".to_owned(), full["number"].clone());
    parts.insert("sealed_at".to_owned(), json!(moment(at)));
    parts.insert("city".to_owned(), json!(facts.city().name));
    parts.insert("cycle".to_owned(), json!(facts.cycle().name));
    parts.insert("result".to_owned(), shown);
    parts.insert("commitment".to_owned(), json!(commitment));
    Ok(signed(key, parts))
}

/// The result that everybody may see, without the hash of its input: somebody who knows all
/// but one answer could test guesses against that.
fn public_result(result: &Protected) -> Result<Json, AppError> {
    let mut shown = parsed(&protected_result(result))?;
    if let Some(parts) = shown.as_object_mut() {
        parts.remove("input_sha256");
    }
    neutral_acceptances(&mut shown, result);
    // Numbers are compared as they are written.
    parsed(&String::from_utf8_lossy(&canonical_json(&shown)))
}

/// Names evidence in a result as the full document does.
fn neutral_acceptances(shown: &mut Json, result: &Protected) {
    let pieces = result.facts().evidence().iter();
    let ids = neutral_evidence(pieces.map(|piece| piece.id.clone()).collect());
    let components = shown["components"].as_array_mut().into_iter().flatten();
    for list in components.filter_map(|one| one["acceptances_not_counted"].as_array_mut()) {
        let named = list.iter().filter_map(|id| ids.get(id.as_str()?).cloned());
        let mut named: Vec<String> = named.collect();
        named.sort();
        *list = named.into_iter().map(Json::String).collect();
    }
}

/// What a document for everybody says of the full one.
fn commitment(full: &Json) -> Option<String> {
    let (salt, own) = (full["salt"].as_str()?, full["seal"]["sha256"].as_str()?);
    let message = format!("gradus-commitment/1\n{salt}\n{own}\n");
    Some(sha256(message.as_bytes()))
}

/// The lead's result file of an assessment, as of the last day of its cycle.
fn lead_result(assessment: &Assessment) -> String {
    let figures = score(assessment, assessment.cycle.to);
    result_file(&Facts::for_lead(assessment, figures))
}

/// What a signature is over.
fn seal_message(sha256: &str) -> String {
    format!("gradus-seal/1\n{sha256}\n")
}

/// A document with its seal: canonical JSON and a line feed. `parts` are all but the seal.
#[must_use]
pub fn signed(key: &InstanceKey, mut parts: Map<String, Json>) -> String {
    let hash = sha256(&canonical_json(&parts));
    let seal = json!({ "algorithm": "ed25519", "key": key.public(), "key_id": key.id(),
        "sha256": hash, "signature": key.sign(seal_message(&hash).as_bytes()) });
    parts.insert("seal".to_owned(), seal);
    String::from_utf8_lossy(&canonical_json(&parts)).into_owned() + "\n"
}

fn sha256(bytes: &[u8]) -> String {
    hex(&Sha256::digest(bytes))
}

fn parsed(text: &str) -> Result<Json, AppError> {
    serde_json::from_str(text).map_err(|error| AppError::Fault(error.to_string()))
}

fn program() -> String {
    format!("gradus {}", env!("CARGO_PKG_VERSION"))
}

fn moment(at: i64) -> String {
    let time = OffsetDateTime::from_unix_timestamp(at.div_euclid(1000));
    let time = time.unwrap_or(OffsetDateTime::UNIX_EPOCH);
    time.format(&Rfc3339).unwrap_or_default()
}

/// The parts of a sealed document, computed away from the threads that answer.
pub(crate) async fn unsealed(document: String, model: Arc<Model>) -> Result<Unsealed, AppError> {
    let made = tokio::task::spawn_blocking(move || Unsealed::new(&document, &model));
    made.await.map_err(|error| failed(&error))?
}

/// The assessment in a sealed input.
fn assessment_of(input: &Json, model: Arc<Model>) -> Result<Assessment, AppError> {
    assess(&input.to_string(), model)
}

impl Lead<'_> {
    /// The sealed documents of the assessment, oldest first.
    ///
    /// # Errors
    /// When the database cannot answer.
    pub async fn seals(&self) -> Result<Vec<SealRow>, AppError> {
        let desk = self.desk();
        Ok(desk.app.db().seals(&desk.row.id).await?)
    }

    /// A sealed document, to be given to an auditor or a programme. It holds single answers:
    /// that it was taken away is noted.
    ///
    /// # Errors
    /// When there is none with this number.
    pub async fn sealed(&self, number: i64) -> Result<String, AppError> {
        let desk = self.desk();
        let sealed = desk.app.db().sealed(&desk.row.id, number).await?;
        let sealed = sealed.ok_or(AppError::NotFound("sealed document"))?;
        let (place, subject) = (desk.place(), desk.subject());
        desk.app
            .change_as(desk.app.stamp(desk.actor), move |write, stamp| {
                Box::pin(async move {
                    let change = (Json::Null, json!({ "number": number }));
                    stamp.note(write, "sealed_export", subject, &place, change);
                    Ok(())
                })
            })
            .await?;
        Ok(sealed)
    }
}

impl App {
    /// The public keys of the instance.
    #[must_use]
    pub fn public_keys(&self) -> KeyFile {
        self.inner.key.public_keys()
    }
}
