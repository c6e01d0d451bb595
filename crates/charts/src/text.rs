//! Numbers and words as they stand in an SVG file.

use std::fmt::Write as _;

/// A coordinate: two decimals, a point, never `-0`. What is not finite is 0.
pub(crate) fn number(value: f64) -> String {
    if !value.is_finite() {
        return "0.00".to_owned();
    }
    let text = format!("{value:.2}");
    if text == "-0.00" {
        return "0.00".to_owned();
    }
    text
}

/// How many, as a coordinate can use it.
pub(crate) fn count(value: usize) -> f64 {
    f64::from(u32::try_from(value).unwrap_or(u32::MAX))
}

/// Text as XML 1.0 takes it, within an element or a quoted attribute. Characters that XML forbids
/// are left out; line breaks and tabs become spaces.
pub(crate) fn escape(text: &str) -> String {
    let mut escaped = String::with_capacity(text.len());
    for character in text.chars() {
        match character {
            '&' => escaped.push_str("&amp;"),
            '<' => escaped.push_str("&lt;"),
            '>' => escaped.push_str("&gt;"),
            '"' => escaped.push_str("&quot;"),
            '\'' => escaped.push_str("&#39;"),
            '\t' | '\n' | '\r' => escaped.push(' '),
            '\u{FFFE}' | '\u{FFFF}' => {}
            other if other.is_control() => {}
            other => escaped.push(other),
        }
    }
    escaped
}

/// An id of letters, digits, `-` and `_` that begins with a letter. Everything else is written as
/// its number, so that different prefixes stay different.
pub(crate) fn id(prefix: &str) -> String {
    let mut id = String::from("g-");
    for character in prefix.chars() {
        if character.is_ascii_alphanumeric() || character == '-' {
            id.push(character);
        } else {
            // Writing to a string cannot fail.
            let _ = write!(id, "_{:x}_", u32::from(character));
        }
    }
    id
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_have_two_decimals_and_no_negative_zero() {
        for (value, text) in [
            (1.0, "1.00"),
            (-0.001, "0.00"),
            (-0.0, "0.00"),
            (-1.256, "-1.26"),
            (1234.5, "1234.50"),
            (f64::NAN, "0.00"),
            (f64::INFINITY, "0.00"),
        ] {
            assert_eq!(number(value), text);
        }
    }

    #[test]
    fn what_xml_reserves_is_escaped_and_what_it_forbids_is_left_out() {
        assert_eq!(
            escape("a<b & \"c\" 'd'>"),
            "a&lt;b &amp; &quot;c&quot; &#39;d&#39;&gt;"
        );
        assert_eq!(escape("a\u{0}\u{b}b\nc\u{85}\u{FFFF}"), "ab c");
    }

    #[test]
    fn different_prefixes_give_different_ids() {
        assert_eq!(id("profile-2"), "g-profile-2");
        assert_eq!(id("a b"), "g-a_20_b");
        assert_ne!(id("a b"), id("a_20_b"));
    }
}
