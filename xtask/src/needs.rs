//! What the tests need besides Rust: a table, one row per part.

use crate::tools::find;
use std::path::Path;

/// A part of the machine that some tests use.
pub struct Need {
    /// Its name in `GRADUS_WITHOUT`, known to `gradus_testkit::needs` too.
    pub name: &'static str,
    /// What it is called among people.
    pub label: &'static str,
    /// The packages of Debian that bring it.
    pub debian: &'static [&'static str],
    /// May a run do without? Tests that use it fail otherwise.
    pub may_lack: bool,
    /// Is it here?
    pub found: fn() -> bool,
}

/// The part that also needs packages of its own: see [`crate::python`].
pub const PYTHON: &str = "python";

/// All parts. A new one is a new row here and a function in
/// `crates/testkit/src/needs.rs`.
pub const NEEDS: [Need; 5] = [
    Need {
        name: "libreoffice",
        label: "LibreOffice Calc",
        debian: &["libreoffice-calc-nogui"],
        may_lack: true,
        found: calc,
    },
    Need {
        name: "poppler",
        label: "poppler (pdftoppm, pdftotext, pdfinfo)",
        debian: &["poppler-utils"],
        may_lack: true,
        found: || {
            ["pdftoppm", "pdftotext", "pdfinfo"]
                .iter()
                .all(|name| find(name).is_some())
        },
    },
    Need {
        name: "postgresql",
        label: "PostgreSQL",
        debian: &["postgresql"],
        may_lack: false,
        found: || crate::cluster::programs().is_some(),
    },
    Need {
        name: "chromium",
        label: "Chromium and its driver",
        debian: &["chromium", "chromium-driver"],
        may_lack: true,
        found: || {
            ["chromium", "chromedriver"]
                .iter()
                .all(|name| find(name).is_some())
        },
    },
    Need {
        name: PYTHON,
        label: "Python with venv",
        debian: &["python3-venv"],
        may_lack: true,
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
            need.name,
            need.label,
            need.debian.join(", ")
        );
    }
}
