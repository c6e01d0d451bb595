//! The canonical form of a document and its hash: JSON after RFC 8785 (keys sorted, no
//! white space), with all defaults filled in.

use serde::Serialize;
use sha2::{Digest, Sha256};
use std::fmt::Write as _;

/// The SHA-256 of a document's canonical JSON, as 64 hexadecimal digits.
#[must_use]
pub fn sha256_of<T: Serialize>(document: &T) -> String {
    let bytes = canonical_json(document);
    hex(&Sha256::digest(bytes))
}

/// The canonical JSON of a document.
#[must_use]
pub fn canonical_json<T: Serialize>(document: &T) -> Vec<u8> {
    serde_json_canonicalizer::to_vec(document)
        .expect("documents hold only texts, whole numbers, lists and maps with text keys")
}

/// Bytes as hexadecimal digits.
#[must_use]
pub fn hex(bytes: &[u8]) -> String {
    let mut digits = String::with_capacity(bytes.len() * 2);
    for byte in bytes {
        let _ = write!(digits, "{byte:02x}");
    }
    digits
}
