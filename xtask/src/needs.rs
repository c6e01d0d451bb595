//! What the tests need besides Rust: a table, one row per part.

use crate::tools::find;
use std::path::Path;

/// A part of the machine that some tests use.
pub struct Need {
    /// Its name in `GRADUS_WITHOUT`, known to `gradus_testkit::needs` too.
    pub name: &'static str,
    /// What it is called among people.
    pub label: &'static str,
    /// The package of Debian that brings it.
    pub debian: &'static str,
    /// Is it here?
    pub found: fn() -> bool,
}

/// The part that also needs packages of its own: see [`crate::python`].
pub const PYTHON: &str = "python";

/// All parts. A new one is a new row here and a function in
/// `crates/testkit/src/needs.rs`.
pub const NEEDS: [Need; 3] = [
    Need {
        name: "libreoffice",
        label: "LibreOffice Calc",
        debian: "libreoffice-calc-nogui",
        found: calc,
    },
    Need {
        name: "poppler",
        label: "poppler (pdftoppm, pdftotext, pdfinfo)",
        debian: "poppler-utils",
        found: || {
            ["pdftoppm", "pdftotext", "pdfinfo"]
                .iter()
                .all(|name| find(name).is_some())
        },
    },
    Need {
        name: PYTHON,
        label: "Python with venv",
        debian: "python3-venv",
        found: || crate::python::interpreter().is_some(),
    },
];

/// `soffice` alone is not enough: Debian packs each application by itself, and
/// Calc is a library beside the program.
fn calc() -> bool {
    let Some(program) = find("soffice").and_then(|path| path.canonicalize().ok()) else {
        return false;
    };
    let library = program.parent().map(|folder| folder.join("libsclo.so"));
    !cfg!(target_os = "linux") || library.as_deref().is_some_and(Path::exists)
}

/// Prints the table.
pub fn list() {
    for need in &NEEDS {
        let state = if (need.found)() { "here" } else { "missing" };
        println!(
            "{:<12} {state:<8} {} (Debian: {})",
            need.name, need.label, need.debian
        );
    }
}
