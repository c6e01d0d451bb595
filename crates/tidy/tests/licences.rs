//! Licences and sources of every package in the lock file.

use cargo_metadata::MetadataCommand;
use gradus_tidy::licences::{Part, Policy, check};
use gradus_tidy::tree;
use std::fs;

#[test]
fn every_package_is_under_an_allowed_licence_and_from_an_allowed_place() {
    let root = tree::root();
    let text = fs::read_to_string(root.join("deny.toml")).expect("deny.toml can be read");
    let policy = Policy::parse(&text).expect("deny.toml is a policy");
    let metadata = MetadataCommand::new()
        .current_dir(&root)
        .other_options(["--locked".to_owned()])
        .exec()
        .expect("cargo can describe all packages");
    let home = metadata.workspace_root.as_str();
    let parts: Vec<Part> = metadata
        .packages
        .iter()
        .map(|package| Part::of(package, home))
        .collect();
    assert!(
        parts.iter().any(|part| part.source.is_some()),
        "only our own were read"
    );
    let complaints = check(&parts, &policy);
    assert!(complaints.is_empty(), "{}", complaints.join("\n"));
}
