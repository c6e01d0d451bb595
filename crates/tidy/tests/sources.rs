//! The rules for every Rust file of this repository.

use gradus_tidy::lexemes::Lexemes;
use gradus_tidy::{Complaint, manners, openings, purity, tree};

/// Runs a rule over all Rust files; `shipped` leaves out those for tests.
fn check(shipped: bool, rule: impl Fn(&tree::File, &Lexemes) -> Vec<Complaint>) {
    let files = tree::files(&tree::root()).expect("the repository can be read");
    let tests = tree::test_files(&files);
    let mut complaints = Vec::new();
    let mut seen = 0;
    for file in files.iter().filter(|file| file.is_rust()) {
        if shipped && tests.contains(&file.path) {
            continue;
        }
        seen += 1;
        match Lexemes::of(&file.text) {
            Ok(lexemes) => complaints.extend(rule(file, &lexemes)),
            Err(reason) => complaints.push(format!("{}: {reason}", file.path)),
        }
    }
    assert!(seen > 10, "only {seen} files were read");
    assert!(complaints.is_empty(), "{}", complaints.join("\n"));
}

#[test]
fn every_file_says_what_it_is_for() {
    check(false, |file, _| openings::opening(&file.path, &file.text));
}

#[test]
fn no_file_is_longer_than_600_lines_without_its_tests() {
    check(true, |file, lexemes| {
        openings::length(&file.path, &file.text, lexemes)
    });
}

#[test]
fn nothing_that_ships_stops_on_its_own_mistake_or_hides_a_warning() {
    check(true, |file, lexemes| manners::check(&file.path, lexemes));
}

#[test]
fn no_test_is_skipped_for_everyone() {
    check(false, |file, lexemes| {
        manners::check_ignored(&file.path, lexemes)
    });
}

#[test]
fn the_pure_rooms_touch_no_file_clock_or_dice() {
    check(true, |file, lexemes| {
        purity::BANS
            .iter()
            .filter(|ban| file.path.starts_with(&format!("crates/{}/src/", ban.room)))
            .flat_map(|ban| purity::check(&file.path, lexemes, ban))
            .collect()
    });
}

#[test]
fn the_room_of_numbers_knows_no_noun_of_ours() {
    check(false, |file, lexemes| {
        match file.path.starts_with("crates/stats/src/") {
            true => purity::nouns(&file.path, lexemes),
            false => Vec::new(),
        }
    });
}
