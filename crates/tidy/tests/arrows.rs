//! The arrows between the rooms of this workspace.

use cargo_metadata::MetadataCommand;
use gradus_tidy::{arrows, tree};

#[test]
fn no_room_stands_on_a_room_it_may_not_know() {
    let metadata = MetadataCommand::new()
        .current_dir(tree::root())
        .no_deps()
        .other_options(["--locked".to_owned()])
        .exec()
        .expect("cargo can describe the workspace");
    let members = metadata
        .packages
        .iter()
        .map(|package| package.name.as_str());
    let mut complaints = arrows::check_members(members);
    let found = arrows::arrows(&metadata.packages);
    assert!(found.iter().any(|arrow| arrow.ours), "no arrow was read");
    complaints.extend(arrows::check(&found));
    assert!(complaints.is_empty(), "{}", complaints.join("\n"));
}
