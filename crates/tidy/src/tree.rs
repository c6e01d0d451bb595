//! The files of this repository, read once, with what a rule needs to know
//! about each.

use crate::lexemes::Lexemes;
use std::collections::BTreeSet;
use std::path::{Path, PathBuf};
use std::{fs, io};

/// Folders that hold what was made, not what was written.
const MADE: [&str; 5] = [".git", "target", "artifacts", "gradus-demo", "node_modules"];

/// Folders of test code, wherever they stand.
const TEST_FOLDERS: [&str; 3] = ["tests", "benches", "examples"];

/// Rooms that never ship.
const TEST_ROOMS: [&str; 2] = ["crates/testkit/", "fuzz/"];

/// A text file of the repository.
#[derive(Debug)]
pub struct File {
    /// From the root, with `/` between the parts.
    pub path: String,
    /// Its content; files that are not UTF-8 are left out of the tree.
    pub text: String,
}

impl File {
    /// Is it Rust?
    pub fn is_rust(&self) -> bool {
        self.path.ends_with(".rs")
    }
}

/// The folder that holds the workspace.
pub fn root() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../..")
}

/// Every text file below `root`, sorted by path, without what builds and
/// programs made. Symbolic links are not followed.
///
/// # Errors
/// When a folder or file cannot be read.
pub fn files(root: &Path) -> io::Result<Vec<File>> {
    let mut found = Vec::new();
    collect(root, "", &mut found)?;
    found.sort_by(|a: &File, b: &File| a.path.cmp(&b.path));
    Ok(found)
}

fn collect(folder: &Path, prefix: &str, found: &mut Vec<File>) -> io::Result<()> {
    for entry in fs::read_dir(folder)? {
        let entry = entry?;
        let name = entry.file_name().to_string_lossy().into_owned();
        let kind = entry.file_type()?;
        if kind.is_dir() && !MADE.contains(&name.as_str()) {
            collect(&entry.path(), &format!("{prefix}{name}/"), found)?;
        } else if kind.is_file()
            && let Some(text) = text_of(&entry.path())?
        {
            found.push(File {
                path: format!("{prefix}{name}"),
                text,
            });
        }
    }
    Ok(())
}

/// None for bytes that are no text, and for a file that went away meanwhile.
fn text_of(path: &Path) -> io::Result<Option<String>> {
    match fs::read(path) {
        Ok(bytes) => Ok(String::from_utf8(bytes).ok()),
        Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(None),
        Err(error) => Err(error),
    }
}

/// The paths of all files that are compiled for tests alone: those in test
/// folders and test rooms, and the files of modules under `#[cfg(test)]`.
pub fn test_files(files: &[File]) -> BTreeSet<String> {
    let mut tests = BTreeSet::new();
    for file in files.iter().filter(|file| file.is_rust()) {
        if in_test_folder(&file.path) {
            tests.insert(file.path.clone());
            continue;
        }
        let Ok(lexemes) = Lexemes::of(&file.text) else {
            continue;
        };
        for module in lexemes.test_modules_elsewhere {
            let folder = module_folder(&file.path);
            tests.insert(format!("{folder}/{module}.rs"));
            tests.insert(format!("{folder}/{module}/mod.rs"));
        }
    }
    tests
}

/// Does this path lie in a folder or room of test code?
pub fn in_test_folder(path: &str) -> bool {
    let mut folders = path.split('/').rev().skip(1);
    TEST_ROOMS.iter().any(|room| path.starts_with(room))
        || folders.any(|folder| TEST_FOLDERS.contains(&folder))
}

/// Where the modules declared in this file live.
fn module_folder(path: &str) -> String {
    let (folder, name) = path.rsplit_once('/').unwrap_or((".", path));
    match name {
        "lib.rs" | "main.rs" | "mod.rs" => folder.to_owned(),
        _ => format!("{folder}/{}", name.trim_end_matches(".rs")),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn file(path: &str, text: &str) -> File {
        File {
            path: path.to_owned(),
            text: text.to_owned(),
        }
    }

    #[test]
    fn modules_for_tests_in_their_own_files_count_as_tests() {
        let found = test_files(&[
            file("crates/a/src/b.rs", "#[cfg(test)] mod tests;"),
            file("crates/a/src/lib.rs", "#[cfg(test)] mod samples; mod b;"),
            file("crates/a/tests/c.rs", ""),
        ]);
        assert!(found.contains("crates/a/src/b/tests.rs"));
        assert!(found.contains("crates/a/src/samples.rs"));
        assert!(found.contains("crates/a/tests/c.rs"));
        assert!(!found.contains("crates/a/src/b.rs"));
    }

    #[test]
    fn a_file_is_not_test_code_for_its_own_name() {
        assert!(!in_test_folder("crates/a/src/tests"));
        assert!(in_test_folder("crates/a/benches/deep/b.rs"));
        assert!(in_test_folder("crates/testkit/src/needs.rs"));
    }

    #[test]
    fn the_tree_holds_this_file_and_nothing_that_was_built() {
        let files = files(&root()).expect("the repository can be read");
        assert!(
            files
                .iter()
                .any(|file| file.path == "crates/tidy/src/tree.rs")
        );
        assert!(!files.iter().any(|file| file.path.starts_with("target/")));
    }
}
