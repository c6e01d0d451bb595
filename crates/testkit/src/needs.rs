//! What some tests need of the machine; PostgreSQL is in [`crate::postgres`]. Each function answers with the program,
//! or with none where the run was told to go without it; a part that is missing
//! unannounced fails the test, so that nothing is skipped in silence.
//!
//! ```no_run
//! let Some(soffice) = gradus_testkit::needs::soffice() else { return };
//! # let _ = soffice;
//! ```

use std::env;
use std::path::{Path, PathBuf};

/// Names of the parts to go without, with commas; `cargo xtask test` sets it.
const WITHOUT: &str = "GRADUS_WITHOUT";

/// LibreOffice with Calc. Runs at the same time need a profile each: pass
/// `-env:UserInstallation=file://` and a folder of the test's own.
pub fn soffice() -> Option<PathBuf> {
    need("libreoffice", || on_path("soffice"))
}

/// Poppler's `pdftoppm`: pages as pictures.
pub fn pdftoppm() -> Option<PathBuf> {
    need("poppler", || on_path("pdftoppm"))
}

/// Poppler's `pdftotext`: the text of a PDF.
pub fn pdftotext() -> Option<PathBuf> {
    need("poppler", || on_path("pdftotext"))
}

/// Poppler's `pdfinfo`: the properties and tags of a PDF.
pub fn pdfinfo() -> Option<PathBuf> {
    need("poppler", || on_path("pdfinfo"))
}

/// Chromium, without a window.
pub fn chromium() -> Option<PathBuf> {
    need("chromium", || on_path("chromium"))
}

/// The program that steers Chromium by the WebDriver protocol.
pub fn chromedriver() -> Option<PathBuf> {
    need("chromium", || on_path("chromedriver"))
}

/// A Python that can import what `scripts/requirements.txt` names: the one of
/// `GRADUS_PYTHON`, else the one an earlier `cargo xtask test` left in the
/// target folder.
pub fn python() -> Option<PathBuf> {
    need("python", || {
        env::var_os("GRADUS_PYTHON")
            .map(PathBuf::from)
            .or_else(left_in_target)
    })
}

/// The part, or none when `GRADUS_WITHOUT` names it.
#[expect(clippy::panic, reason = "this runs in tests only, and shall fail them")]
fn need(part: &str, find: impl FnOnce() -> Option<PathBuf>) -> Option<PathBuf> {
    let without = env::var(WITHOUT).unwrap_or_default();
    if names(&without, part) {
        println!("skipped: {WITHOUT} names {part}");
        return None;
    }
    let found = find();
    if found.is_none() {
        panic!("this test needs {part}, which is not here; run cargo xtask test");
    }
    found
}

fn names(list: &str, part: &str) -> bool {
    list.split(',').any(|name| name.trim() == part)
}

fn on_path(program: &str) -> Option<PathBuf> {
    let path = env::var_os("PATH")?;
    env::split_paths(&path)
        .map(|folder| folder.join(program))
        .find(|file| file.is_file())
}

/// The test's program lies some folders deep in the target folder.
fn left_in_target() -> Option<PathBuf> {
    env::current_exe()
        .ok()?
        .ancestors()
        .map(|folder: &Path| folder.join("python/bin/python"))
        .find(|python| python.is_file())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_part_is_named_by_its_whole_name_only() {
        assert!(names("libreoffice,poppler", "poppler"));
        assert!(names("libreoffice, poppler", "poppler"));
        assert!(!names("poppler-data", "poppler"));
        assert!(!names("", "poppler"));
    }

    #[test]
    #[should_panic(expected = "run cargo xtask test")]
    fn a_part_that_is_missing_unannounced_fails_the_test() {
        need("teleprinter", || None);
    }
}
