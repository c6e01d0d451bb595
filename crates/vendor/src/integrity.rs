//! Compares an archive with its pinned hash.

use std::path::Path;

use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use sha2::{Digest, Sha512};

use crate::error::label;
use crate::{Package, VendorError};

/// The hash of `bytes` as registries write it: `sha512-` and base64.
pub(crate) fn integrity_of(bytes: &[u8]) -> String {
    format!("sha512-{}", STANDARD.encode(Sha512::digest(bytes)))
}

/// Refuses bytes that are not exactly the pinned ones. Only sha512 is accepted as a pin.
pub(crate) fn verify(package: &Package<'_>, bytes: &[u8]) -> Result<(), VendorError> {
    let found = integrity_of(bytes);
    if found == package.integrity {
        return Ok(());
    }
    Err(VendorError::Integrity {
        package: label(package),
        expected: package.integrity.to_owned(),
        found,
    })
}

/// The archive kept by an earlier build, unless it is missing or not the pinned one.
pub(crate) fn read_if_intact(package: &Package<'_>, path: &Path) -> Option<Vec<u8>> {
    let bytes = std::fs::read(path).ok()?;
    verify(package, &bytes).ok()?;
    Some(bytes)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_hash_is_the_one_of_the_standard() {
        // SHA-512("abc") of FIPS 180-4, in base64.
        assert_eq!(
            integrity_of(b"abc"),
            "sha512-3a81oZNherrMQXNJriBBMRLm+k6JqX6iCp7u5ktV05ohkpkqJ0/BqDa6PCOj/uu9RU1EI2Q86A4qmslPpUyknw=="
        );
    }

    #[test]
    fn a_weaker_pin_is_refused() {
        let package = Package {
            name: "a",
            version: "1.0.0",
            integrity: "sha1-qZk+NkcGgWq6PiVxeFDCbJzQ2J0=",
        };
        assert!(verify(&package, b"abc").is_err());
    }
}
