//! What code that ships does not do: stop the program on its own mistake, hide
//! a warning, or leave something for later.

use crate::Complaint;
use crate::lexemes::{Lexeme, Lexemes, places};

/// A run of tokens, and what to write in its place.
type Ban = (&'static [&'static str], &'static str, &'static str);

const BRACKETS: [&str; 3] = ["(", "[", "{"];

const RUNS: [Ban; 3] = [
    (
        &[".", "unwrap", "("],
        "`.unwrap()`",
        "return the error, or `expect` with the reason it cannot fail",
    ),
    (
        &["#", "[", "allow"],
        "`#[allow]`",
        "use `#[expect(lint, reason = \"…\")]`",
    ),
    (
        &["#", "!", "[", "allow"],
        "`#![allow]`",
        "use `#![expect(lint, reason = \"…\")]`",
    ),
];

const MACROS: [(&str, &str); 3] = [
    ("panic", "return an error"),
    ("todo", "write it, or leave the door out"),
    ("unimplemented", "write it, or leave the door out"),
];

/// Checks a file that ships; what stands under `#[cfg(test)]` is free.
pub fn check(path: &str, lexemes: &Lexemes) -> Vec<Complaint> {
    let mut complaints = Vec::new();
    for (run, name, remedy) in RUNS {
        for place in places(&lexemes.shipped, run) {
            complaints.push(format!("{path}:{}: {name}; {remedy}", place.line));
        }
    }
    for (name, remedy) in MACROS {
        for line in calls(&lexemes.shipped, name) {
            complaints.push(format!("{path}:{line}: `{name}!`; {remedy}"));
        }
    }
    complaints
}

/// Checks any file: a test that is skipped for everyone proves nothing.
pub fn check_ignored(path: &str, lexemes: &Lexemes) -> Vec<Complaint> {
    places(&lexemes.all, &["#", "[", "ignore"])
        .map(|place| {
            format!(
                "{path}:{}: `#[ignore]`; mend the test, delete it, or let it ask for what it needs",
                place.line
            )
        })
        .collect()
}

/// Lines on which this macro is called; `name != other` is no call.
fn calls<'a>(lexemes: &'a [Lexeme], name: &'a str) -> impl Iterator<Item = usize> + 'a {
    lexemes
        .windows(3)
        .filter(move |window| {
            window[0].text == name
                && window[1].text == "!"
                && BRACKETS.contains(&window[2].text.as_str())
        })
        .map(|window| window[0].line)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn complaints(text: &str) -> Vec<Complaint> {
        check("a.rs", &Lexemes::of(text).expect("the sample is Rust"))
    }

    #[test]
    fn each_bad_habit_is_named_with_its_line() {
        for bad in [
            "\nfn a() { b.unwrap(); }",
            "\nfn a() { panic!(\"no\") }",
            "\nfn a() { todo!() }",
            "\nfn a() { unimplemented! {} }",
            "\n#[allow(dead_code)] fn a() {}",
            "\n#![allow(dead_code)]",
        ] {
            let found = complaints(bad);
            assert_eq!(found.len(), 1, "{bad}");
            assert!(found[0].starts_with("a.rs:2: "), "{found:?}");
        }
    }

    #[test]
    fn good_manners_pass() {
        let text = "#[expect(dead_code, reason = \"r\")]\n// panic!() todo!() .unwrap()\n\
                    fn a() { b.unwrap_or(1); let s = \".unwrap()\"; if panic != (c) {} }\n\
                    #[cfg(test)] mod tests { fn a() { b.unwrap(); panic!() } }";
        assert_eq!(complaints(text), Vec::<Complaint>::new());
    }

    #[test]
    fn a_skipped_test_is_named_even_among_tests() {
        let text = "#[cfg(test)] mod tests { #[test] #[ignore = \"slow\"] fn a() {} }";
        let lexemes = Lexemes::of(text).expect("the sample is Rust");
        assert_eq!(check_ignored("a.rs", &lexemes).len(), 1);
    }
}
