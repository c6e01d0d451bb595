//! The kept inputs of the fuzz targets, replayed: `fixtures/corpus/<target>/`.

use gradus_testkit::fuzzing::TARGETS;
use std::path::Path;

fn folder() -> std::path::PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../../fixtures/corpus")
}

#[test]
fn every_kept_input_passes_its_check() {
    for (target, check) in TARGETS {
        let files = std::fs::read_dir(folder().join(target)).expect("every target has a folder");
        let mut count = 0;
        for file in files {
            let path = file.expect("it can be listed").path();
            println!("{}", path.display());
            check(&std::fs::read(&path).expect("it can be read"));
            count += 1;
        }
        assert!(count > 1, "{target} keeps {count} inputs");
    }
}

#[test]
fn every_folder_of_the_corpus_belongs_to_a_target_and_is_small() {
    let mut total = 0;
    for entry in std::fs::read_dir(folder()).expect("it can be listed") {
        let path = entry.expect("it can be listed").path();
        let name = path
            .file_name()
            .and_then(|name| name.to_str())
            .unwrap_or_default()
            .to_owned();
        assert!(
            TARGETS.iter().any(|(target, _)| *target == name),
            "{name} is no target"
        );
        for file in std::fs::read_dir(&path).expect("it is a folder") {
            total += file
                .expect("it can be listed")
                .metadata()
                .expect("it is a file")
                .len();
        }
    }
    assert!(total < 1_000_000, "the corpus has {total} bytes");
}
