//! How wide a text is, without a font at hand: averages of Inter, a little generous.

use unicode_width::UnicodeWidthChar as _;

/// Width of a text in the unit of the font size.
pub fn width(text: &str, size: f64) -> f64 {
    text.chars().map(advance).sum::<f64>() * size
}

fn advance(c: char) -> f64 {
    match c {
        'i' | 'j' | 'l' | 'I' | '.' | ',' | ':' | ';' | '\'' | '|' | '!' => 0.28,
        ' ' | 'f' | 't' | 'r' | '(' | ')' | '-' | '/' => 0.38,
        'm' | 'w' | 'M' | 'W' | '%' | '@' => 0.92,
        'A'..='Z' => 0.70,
        '0'..='9' => 0.63,
        c if c.is_ascii() => 0.59,
        // Wide scripts take a whole em, others about as much as a capital.
        c => match c.width() {
            Some(2) => 1.02,
            Some(0) | None => 0.0,
            Some(_) => 0.68,
        },
    }
}

/// Breaks a text into lines of at most `most` units, at spaces and after slashes; a word
/// that is too long is cut between letters, so that nothing ever leaves the picture.
pub fn wrap(text: &str, size: f64, most: f64) -> Vec<String> {
    let mut lines: Vec<String> = vec![String::new()];
    for word in text.replace('/', "/\u{200b}").split([' ', '\u{200b}']) {
        let mut word = word.to_owned();
        let last = lines.last().cloned().unwrap_or_default();
        let glue = if last.is_empty() || last.ends_with('/') { "" } else { " " };
        if width(&format!("{last}{glue}{word}"), size) <= most {
            if let Some(line) = lines.last_mut() {
                line.push_str(glue);
                line.push_str(&word);
            }
            continue;
        }
        while width(&word, size) > most {
            let mut head = String::new();
            for c in word.chars() {
                if !head.is_empty() && width(&head, size) + advance(c) * size > most {
                    break;
                }
                head.push(c);
            }
            word = word[head.len()..].to_owned();
            lines.push(head);
        }
        lines.push(word);
    }
    lines.retain(|line| !line.is_empty());
    lines
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn no_line_is_wider_than_asked() {
        for text in ["Customer/stakeholder focus", "Donaudampfschifffahrtsgesellschaft", "a b", ""] {
            for line in wrap(text, 13.0, 90.0) {
                assert!(width(&line, 13.0) <= 90.0, "{line}");
            }
        }
        assert_eq!(wrap("Customer/stakeholder focus", 13.0, 110.0), ["Customer/", "stakeholder focus"]);
    }
}
