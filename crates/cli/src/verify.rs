//! `gradus verify`: a sealed document checked on this machine, without the instance that made
//! it and without a network.

use crate::failure::Failure;
use crate::output::print;
use gradus_app::KeyFile;
use gradus_app::seal::{Checked, Difference, Flaw, Kind, check, tied};
use gradus_catalog::problem::{Place, Problems, Report};
use std::fmt::Write as _;
use std::io::Read as _;
use std::path::Path;

/// Most bytes of a document that are read.
const MOST: u64 = 256 * 1024 * 1024;
/// Differences that are printed.
const PRINTED: usize = 20;

/// What is to be verified, and with what.
pub struct Asked<'a> {
    /// The document.
    pub file: &'a Path,
    /// A file of public keys, a file with one key, or the key itself.
    pub key: Option<&'a str>,
    /// The document for everybody that shall belong to the full one.
    pub public: Option<&'a Path>,
    /// Whether the findings are printed as JSON.
    pub json: bool,
}

/// Verifies a document.
///
/// # Errors
/// When it cannot be read, and naming everything that is wrong with it.
pub fn run(asked: &Asked<'_>) -> Result<(), Failure> {
    let keys = asked.key.map(keys).transpose()?;
    let bytes = read(asked.file)?;
    let mut found = check(&bytes, keys.as_ref());
    let mut told = told(&found);
    if let Some(path) = asked.public {
        let other = read(path)?;
        let second = check(&other, keys.as_ref());
        if (found.kind, second.kind) != (Some(Kind::Sealed), Some(Kind::Public)) {
            let hint = "gradus verify FULL.json --public PUBLIC.json";
            let message = "--public ties a public document to a full one";
            return Err(Failure::usage(message, Some(hint)));
        }
        found.flaws.extend(second.flaws);
        let loose = tied(&bytes, &other);
        if loose.is_empty() {
            told.push(
                "the public document shows what this one gives to everybody, and commits to it"
                    .to_owned(),
            );
        }
        found.flaws.extend(loose);
    }
    if asked.json {
        let text = serde_json::to_string_pretty(&found)
            .map_err(|error| Failure::machine("the findings cannot be written", error))?;
        print(&format!("{text}\n"))?;
    }
    if found.is_sound() {
        return if asked.json {
            Ok(())
        } else {
            print(&(told.join("\n") + "\n"))
        };
    }
    Err(failure(asked.file, &found.flaws))
}

fn read(path: &Path) -> Result<Vec<u8>, Failure> {
    let name = path.display().to_string();
    let file = std::fs::File::open(path).map_err(|error| match error.kind() {
        std::io::ErrorKind::NotFound => Failure::NotFound {
            message: format!("{name} does not exist"),
            hint: Some("a lead downloads sealed documents from the page 'Publish'".to_owned()),
        },
        _ => Failure::machine(format!("{name} cannot be read"), error),
    })?;
    let mut bytes = Vec::new();
    let taken = file.take(MOST + 1).read_to_end(&mut bytes);
    taken.map_err(|error| Failure::machine(format!("{name} cannot be read"), error))?;
    if bytes.len() as u64 > MOST {
        let message = format!("larger than {} MB", MOST / 1024 / 1024);
        return Err(Problems::one(Place::whole(&name), message, None).into());
    }
    Ok(bytes)
}

/// Public keys: a file of them, or a key itself.
///
/// # Errors
/// When it is neither.
pub fn keys(given: &str) -> Result<KeyFile, Failure> {
    let path = Path::new(given);
    let text = if path.exists() {
        String::from_utf8_lossy(&read(path)?).into_owned()
    } else {
        given.to_owned()
    };
    KeyFile::read(&text).map_err(|what| {
        let hint = "give the city's key: 44 letters, or the file of /.well-known/gradus-key.json";
        let place = Place::whole(if path.exists() { given } else { "--key" });
        Problems::one(place, what, Some(hint.to_owned())).into()
    })
}

/// What a sound document is, and what that proves.
fn told(found: &Checked) -> Vec<String> {
    let text = |text: &Option<String>| text.clone().unwrap_or_default();
    let of = format!("{}, {}", text(&found.city), text(&found.cycle));
    let number = found.number.unwrap_or_default();
    let mut told = vec![format!(
        "{of}, version {number}, sealed {}",
        text(&found.sealed_at)
    )];
    told.push("unchanged since it was sealed".to_owned());
    let key = text(&found.key_id);
    told.push(if found.key_known {
        format!("signed by the key {key}, one of those that you gave")
    } else {
        format!(
            "signed by the key {key} inside it: compare that name with the city's, or use --key"
        )
    });
    told.push(match found.kind {
        Some(Kind::Sealed) => {
            "its result was computed again from its inputs, and every figure is the same".to_owned()
        }
        _ => "its figures agree with each other; whether they follow from the answers, only the \
              full document shows"
            .to_owned(),
    });
    if found.kind == Some(Kind::Sealed) {
        told.push(
            "it does not prove that people answered as it says: compare the audit head".to_owned(),
        );
    }
    told
}

fn failure(path: &Path, flaws: &[Flaw]) -> Failure {
    let place = Place::whole(&path.display().to_string());
    let mut report = Report::default();
    for flaw in flaws {
        let (message, hint) = sentence(flaw);
        report.mistake(&place, message, hint);
    }
    match report.fail::<()>() {
        Ok(_) => Failure::usage("nothing is wrong", None),
        Err(problems) => problems.into(),
    }
}

fn sentence(flaw: &Flaw) -> (String, Option<String>) {
    let plain = |text: &str| (text.to_owned(), None);
    match flaw {
        Flaw::Form { what } => (format!("no sealed document: {what}"), None),
        Flaw::NotCanonical => {
            plain("the file was written again: its bytes are not as they were sealed")
        }
        Flaw::Hash => plain("the content was changed: the hash in the seal is of another"),
        Flaw::Signature => plain("the signature is not over this seal by the key inside"),
        Flaw::ForeignKey => (
            "it is sealed by another key than those that you gave".to_owned(),
            Some("it may be made up, or older or newer than your copy of the keys".to_owned()),
        ),
        Flaw::AuditHead => plain("the head of the audit chain in it is not signed by the same key"),
        Flaw::Model { what } => (format!("the model in it cannot be read: {what}"), None),
        Flaw::Input { what } => (format!("the input in it cannot be read: {what}"), None),
        Flaw::InputHash => plain("the input was changed: its hash is of another"),
        Flaw::ResultHash => plain("the result was changed: its hash is of another"),
        Flaw::Result { differences, count } => (
            format!("the result does not follow from the inputs, in {count} places"),
            Some(places(differences)),
        ),
        Flaw::Inconsistent { what } => (format!("its figures contradict each other: {what}"), None),
        Flaw::Commitment => plain("the public document belongs to another full one"),
        Flaw::Redaction { differences, count } => (
            format!(
                "the public document shows something else than this one gives to everybody, in {count} places"
            ),
            Some(places(differences)),
        ),
    }
}

fn places(differences: &[Difference]) -> String {
    let value = |value: &Option<serde_json::Value>| {
        value
            .as_ref()
            .map_or_else(|| "nothing".to_owned(), ToString::to_string)
    };
    let mut text = String::new();
    for one in differences.iter().take(PRINTED) {
        let gap = if text.is_empty() { "" } else { "; " };
        // Writing into a text cannot fail.
        let _ = write!(
            text,
            "{gap}{}: says {}, comes to {}",
            one.at,
            value(&one.said),
            value(&one.found)
        );
    }
    text
}
