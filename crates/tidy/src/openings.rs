//! How a file begins and how long it may be.

use crate::Complaint;
use crate::lexemes::Lexemes;

/// The most lines a file may have before its test module.
pub const LONGEST_LINES: usize = 600;

/// A file says in its first line what it is for.
pub fn opening(path: &str, text: &str) -> Vec<Complaint> {
    let first = text.lines().next().unwrap_or_default();
    match first.strip_prefix("//!") {
        Some(sentence) if !sentence.trim().is_empty() => Vec::new(),
        _ => vec![format!(
            "{path}:1: does not begin with `//!`; say in one sentence what the file is for"
        )],
    }
}

/// A file that ships does one thing, in at most [`LONGEST_LINES`] lines; the
/// module of its tests is not counted.
pub fn length(path: &str, text: &str, lexemes: &Lexemes) -> Vec<Complaint> {
    let lines = match lexemes.first_test_module {
        Some(line) => line.saturating_sub(1),
        None => text.lines().count(),
    };
    if lines <= LONGEST_LINES {
        return Vec::new();
    }
    vec![format!(
        "{path}: {lines} lines before its tests, {LONGEST_LINES} at most; split it by noun"
    )]
}

#[cfg(test)]
mod tests {
    use super::*;

    fn long(text: &str) -> Vec<Complaint> {
        length(
            "a.rs",
            text,
            &Lexemes::of(text).expect("the sample is Rust"),
        )
    }

    #[test]
    fn a_file_without_its_sentence_is_named() {
        assert!(opening("a.rs", "//! What it is for.\nfn a() {}").is_empty());
        for bad in ["", "fn a() {}", "// A comment.", "//!", "\n//! Too late."] {
            assert_eq!(opening("a.rs", bad).len(), 1, "{bad:?}");
        }
    }

    #[test]
    fn a_file_of_601_lines_is_too_long() {
        assert!(long(&"fn a();\n".repeat(600)).is_empty());
        assert_eq!(long(&"fn a();\n".repeat(601)).len(), 1);
    }

    #[test]
    fn tests_do_not_count_but_a_use_for_tests_hides_nothing() {
        let body = "fn a();\n".repeat(590);
        let tests = format!("#[cfg(test)]\nmod tests {{\n{body}}}\n");
        assert!(long(&format!("{body}{tests}")).is_empty());
        assert_eq!(
            long(&format!("#[cfg(test)]\nuse a::b;\n{body}{body}")).len(),
            1
        );
    }
}
