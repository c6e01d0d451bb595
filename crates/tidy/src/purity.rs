//! What each room leaves to others: numbers know no nouns of ours, rules touch
//! neither files, network, clock nor dice.

use crate::Complaint;
use crate::lexemes::{Lexeme, Lexemes};

/// Words that `stats` must not know: its numbers are anybody's.
const NOUNS: [&str; 12] = [
    "assessment",
    "assessor",
    "benchmark",
    "city",
    "cohort",
    "component",
    "council",
    "evidence",
    "ladder",
    "roadmap",
    "statement",
    "strand",
];

/// What a room reaches for in vain, and what to do instead.
#[derive(Debug)]
pub struct Ban {
    /// The room's folder under `crates/`.
    pub room: &'static str,
    /// Modules of the standard library.
    pub std_modules: &'static [&'static str],
    /// Identifiers, wherever they come from.
    pub names: &'static [&'static str],
    /// The remedy.
    pub remedy: &'static str,
}

/// Everything that reads a clock.
const CLOCK: &[&str] = &["SystemTime", "Instant", "now_utc", "now_local"];

/// The clock, and what rules have no use for besides.
const CLOCK_DICE_THREADS: &[&str] = &[
    "SystemTime",
    "Instant",
    "now_utc",
    "now_local",
    "rand",
    "rand_core",
    "rand_xoshiro",
    "getrandom",
    "tokio",
];

const OUTSIDE: &[&str] = &["fs", "net", "env", "process"];

/// The rooms that must give the same answer everywhere.
pub const BANS: [Ban; 5] = [
    Ban {
        room: "stats",
        std_modules: OUTSIDE,
        names: CLOCK,
        remedy: "take numbers and a seed as arguments",
    },
    Ban {
        room: "domain",
        std_modules: OUTSIDE,
        names: CLOCK_DICE_THREADS,
        remedy: "take the text, the day or the seed as an argument",
    },
    Ban {
        room: "charts",
        std_modules: OUTSIDE,
        names: CLOCK,
        remedy: "take what is drawn as an argument",
    },
    Ban {
        room: "words",
        std_modules: OUTSIDE,
        names: CLOCK,
        remedy: "embed the texts; take the language as an argument",
    },
    Ban {
        room: "report",
        std_modules: &["net", "env", "process"],
        names: CLOCK,
        remedy: "take the day and the values as arguments",
    },
];

/// Checks a file that ships against the ban on its room.
pub fn check(path: &str, lexemes: &Lexemes, ban: &Ban) -> Vec<Complaint> {
    let mut complaints = Vec::new();
    for (module, line) in std_modules(&lexemes.shipped) {
        if ban.std_modules.contains(&module.as_str()) {
            complaints.push(format!(
                "{path}:{line}: `std::{module}` in {}; {}",
                ban.room, ban.remedy
            ));
        }
    }
    for word in &lexemes.shipped {
        if ban.names.contains(&word.text.as_str()) {
            complaints.push(format!(
                "{path}:{}: `{}` in {}; {}",
                word.line, word.text, ban.room, ban.remedy
            ));
        }
    }
    complaints
}

/// Checks that no identifier of a file holds a noun of ours, neither in
/// `snake_case` nor in `CamelCase`, neither one nor many.
pub fn nouns(path: &str, lexemes: &Lexemes) -> Vec<Complaint> {
    lexemes
        .all
        .iter()
        .filter(|word| is_name(&word.text))
        .filter_map(|word| {
            let noun = words_of(&word.text)
                .into_iter()
                .find_map(|part| noun(&part))?;
            Some(format!(
                "{path}:{}: `{}` speaks of a {noun}; stats knows numbers, units and raters only",
                word.line, word.text
            ))
        })
        .collect()
}

fn is_name(text: &str) -> bool {
    text.starts_with(|first: char| first.is_alphabetic() || first == '_')
}

fn noun(word: &str) -> Option<&'static str> {
    NOUNS.into_iter().find(|noun| {
        let singular = word.strip_suffix('s').unwrap_or(word);
        word == *noun || singular == *noun || (*noun == "city" && word == "cities")
    })
}

/// `AssessorCount` and `assessor_count` are both `assessor`, `count`.
fn words_of(name: &str) -> Vec<String> {
    let mut words = vec![String::new()];
    let mut after_small = false;
    for letter in name.chars() {
        if letter == '_' || (letter.is_uppercase() && after_small) {
            words.push(String::new());
        }
        after_small = letter.is_lowercase() || letter.is_ascii_digit();
        if letter != '_'
            && let Some(word) = words.last_mut()
        {
            word.extend(letter.to_lowercase());
        }
    }
    words
}

/// The modules named right after `std::` or `core::`, also inside the braces
/// of a `use`.
fn std_modules(lexemes: &[Lexeme]) -> Vec<(String, usize)> {
    let mut found = Vec::new();
    for (at, window) in lexemes.windows(4).enumerate() {
        let [base, first, second, next] = window else {
            continue;
        };
        if !matches!(base.text.as_str(), "std" | "core") || first.text != ":" || second.text != ":"
        {
            continue;
        }
        if next.text != "{" {
            found.push((next.text.clone(), next.line));
            continue;
        }
        let mut depth = 0_usize;
        let mut expected = false;
        for word in &lexemes[at + 3..] {
            match word.text.as_str() {
                "{" => {
                    depth += 1;
                    expected = depth == 1;
                }
                "}" => depth -= 1,
                "," => expected = depth == 1,
                name if expected => {
                    found.push((name.to_owned(), word.line));
                    expected = false;
                }
                _ => {}
            }
            if depth == 0 {
                break;
            }
        }
    }
    found
}

#[cfg(test)]
mod tests {
    use super::*;

    fn lexemes(text: &str) -> Lexemes {
        Lexemes::of(text).expect("the sample is Rust")
    }

    fn domain(text: &str) -> Vec<Complaint> {
        check("a.rs", &lexemes(text), &BANS[1])
    }

    #[test]
    fn a_rule_that_reads_a_file_a_clock_or_dice_is_named() {
        for bad in [
            "use std::fs;",
            "use std::{fmt, net::IpAddr};",
            "use std::{collections::{BTreeMap, BTreeSet}, fs::File};",
            "fn a() { ::std::env::var(\"A\"); }",
            "use std::time::SystemTime;",
            "fn a() { OffsetDateTime::now_utc(); }",
            "use rand::Rng;",
            "async fn a() { tokio::spawn(b); }",
        ] {
            assert_eq!(domain(bad).len(), 1, "{bad}: {:?}", domain(bad));
        }
    }

    #[test]
    fn a_pure_file_passes() {
        let good = "use std::{fmt, collections::BTreeMap};\nuse time::Date;\n\
                    fn a(net: i32) -> &'static str { \"std::fs\" }\n\
                    #[cfg(test)] mod tests { use std::fs; }";
        assert_eq!(domain(good), Vec::<Complaint>::new());
    }

    #[test]
    fn a_noun_of_ours_among_the_numbers_is_named() {
        for bad in [
            "fn cities() {}",
            "struct AssessorCount;",
            "let per_statement = 1;",
        ] {
            assert_eq!(nouns("a.rs", &lexemes(bad)).len(), 1, "{bad}");
        }
        let good = "// of a city\nfn alpha(raters: &[Unit], capacity: u8, velocity: f64) {}";
        assert!(nouns("a.rs", &lexemes(good)).is_empty());
    }
}
