//! Texts of an input made fit for print: characters without a font, words without an end.

use gradus_typeset::{replace_uncovered, uncovered};
use serde_json::Value;

/// Letters in a row after which a word may be broken anywhere.
const LONG_WORD: usize = 26;
/// Letters between two such places.
const BREAK_EVERY: usize = 10;

/// Makes every string of `value` fit for print and returns the characters that were
/// replaced, each once, in the order they first appear.
pub(super) fn make_printable(value: &mut Value) -> Vec<char> {
    let mut missing = Vec::new();
    visit(value, &mut missing);
    missing
}

fn visit(value: &mut Value, missing: &mut Vec<char>) {
    match value {
        Value::String(text) => {
            for c in uncovered(text) {
                if !missing.contains(&c) {
                    missing.push(c);
                }
            }
            *text = breakable(&replace_uncovered(text));
        }
        Value::Array(items) => items.iter_mut().for_each(|item| visit(item, missing)),
        Value::Object(entries) => entries.values_mut().for_each(|entry| visit(entry, missing)),
        Value::Null | Value::Bool(_) | Value::Number(_) => {}
    }
}

/// `text` on one line, with invisible places to break in words that fit into no column.
fn breakable(text: &str) -> String {
    let may_break = |c: char| c.is_whitespace() && !matches!(c, '\u{A0}' | '\u{202F}');
    let words = text
        .split(may_break)
        .filter(|word| !word.is_empty())
        .map(|word| {
            if word.chars().count() <= LONG_WORD {
                return word.to_owned();
            }
            let mut out = String::with_capacity(word.len() * 2);
            for (place, c) in word.chars().enumerate() {
                if place > 0 && place % BREAK_EVERY == 0 && !joins(c) {
                    out.push('\u{200B}');
                }
                out.push(c);
            }
            out
        });
    words.collect::<Vec<_>>().join(" ")
}

/// Whether a character belongs to the one before it.
fn joins(c: char) -> bool {
    matches!(u32::from(c), 0x0300..=0x036F | 0x200B..=0x200D | 0xFE00..=0xFE0F | 0x20D0..=0x20FF)
}

/// The first `most` characters of a text, and an ellipsis where there are more.
pub(super) fn shorten(text: &str, most: usize) -> String {
    if text.chars().count() <= most {
        return text.to_owned();
    }
    let kept: String = text.chars().take(most.saturating_sub(1)).collect();
    format!("{}…", kept.trim_end())
}

/// The two halves of a hash, which is one long word, or nothing for any other text.
pub(super) fn hash_lines(text: &str) -> Option<[&str; 2]> {
    let is_hash = text.len() >= 40 && text.bytes().all(|b| b.is_ascii_hexdigit());
    is_hash.then(|| text.split_at(text.len() / 2).into())
}

/// An address that may become a link: of the web, and nothing but plain characters.
pub(super) fn link(url: &str) -> Option<&str> {
    let web = url.starts_with("https://") || url.starts_with("http://");
    (web && url.len() <= 2000 && url.bytes().all(|b| b.is_ascii_graphic())).then_some(url)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_long_word_may_be_broken_and_a_short_one_stays() {
        assert_eq!(breakable("a\n short  word"), "a short word");
        assert_eq!(
            breakable("85\u{A0}% of 1\u{202F}000"),
            "85\u{A0}% of 1\u{202F}000"
        );
        let broken = breakable(&"x".repeat(100));
        assert!(
            broken
                .split('\u{200B}')
                .all(|part| part.len() <= BREAK_EVERY)
        );
        assert_eq!(broken.replace('\u{200B}', ""), "x".repeat(100));
    }

    #[test]
    fn what_no_font_has_is_replaced_at_any_depth_and_named_once() {
        let mut value = serde_json::json!({ "a": ["奥 b", { "c": "奥🙂" }], "n": 1 });
        assert_eq!(make_printable(&mut value), ['奥', '🙂']);
        assert_eq!(
            value,
            serde_json::json!({ "a": ["□ b", { "c": "□□" }], "n": 1 })
        );
    }

    #[test]
    fn only_plain_addresses_of_the_web_become_links() {
        assert_eq!(
            link("https://a.example/b?c#d"),
            Some("https://a.example/b?c#d")
        );
        for other in [
            "javascript:alert(1)",
            "https://a.example/ b",
            "https://ä.example",
            "file:///etc",
        ] {
            assert_eq!(link(other), None, "{other}");
        }
    }

    #[test]
    fn a_long_text_is_shortened_and_a_hash_is_halved() {
        assert_eq!(shorten("four five", 6), "four…");
        assert_eq!(shorten("four", 4), "four");
        assert_eq!(
            hash_lines(&"0f".repeat(32)),
            Some(
                ["0f".repeat(16), "0f".repeat(16)]
                    .each_ref()
                    .map(String::as_str)
            )
        );
        assert_eq!(hash_lines("city"), None);
    }
}
