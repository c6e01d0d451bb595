//! The rules for the documents and all other texts of this repository.

use gradus_tidy::{Complaint, changelog, documents, machines, tree};
use std::fs;

fn files() -> Vec<tree::File> {
    tree::files(&tree::root()).expect("the repository can be read")
}

fn assert_none(complaints: &[Complaint]) {
    assert!(complaints.is_empty(), "{}", complaints.join("\n"));
}

#[test]
fn every_path_named_in_a_document_exists() {
    let root = tree::root();
    let files = files();
    let mut top_level: Vec<String> = files
        .iter()
        .filter_map(|file| file.path.split('/').next())
        .map(str::to_owned)
        .collect();
    top_level.dedup();
    let exists = |path: &str| root.join(path).exists();
    let pages: Vec<&tree::File> = files
        .iter()
        .filter(|file| file.path.ends_with(".md"))
        .filter(|file| !file.path.contains('/') || file.path.starts_with("docs/"))
        .collect();
    assert!(
        pages.iter().any(|page| page.path == "STYLE.md"),
        "no document was read"
    );
    let complaints: Vec<Complaint> = pages
        .iter()
        .flat_map(|page| documents::check(&page.path, &page.text, &top_level, &exists))
        .collect();
    assert_none(&complaints);
}

#[test]
fn no_file_names_a_machine() {
    let complaints: Vec<Complaint> = files()
        .iter()
        .flat_map(|file| machines::check(&file.path, &file.text))
        .collect();
    assert_none(&complaints);
}

#[test]
fn the_changelog_has_a_place_for_news() {
    let text =
        fs::read_to_string(tree::root().join("CHANGELOG.md")).expect("CHANGELOG.md can be read");
    assert_none(&changelog::check(&text));
}
