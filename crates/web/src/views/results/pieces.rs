//! Sentences of the report in pieces, so that a page can stress what is quoted, and the
//! small figures that the pages of a result share.

use gradus_report::view::{ComponentView, View};
use gradus_words::{Words, say};

/// A part of a sentence.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Piece {
    /// The text.
    pub text: String,
    /// Whether it is stressed, and comes from the model.
    pub strong: bool,
}

fn plain(text: &str) -> Piece {
    let (text, strong) = (text.to_owned(), false);
    Piece { text, strong }
}

fn strong(text: &str) -> Piece {
    let (text, strong) = (text.to_owned(), true);
    Piece { text, strong }
}

/// The pieces of a sentence, what stands between quotation marks stressed. A mark without
/// its partner is an ordinary letter.
pub(super) fn quoted(text: &str, words: &Words) -> Vec<Piece> {
    const MIDDLE: char = '\u{0}';
    let marks = words.with("quote", &[("text", say(MIDDLE))]);
    let Some((open, close)) = marks.split_once(MIDDLE) else {
        return vec![plain(text)];
    };
    if open.is_empty() || close.is_empty() {
        return vec![plain(text)];
    }
    let mut pieces = Vec::new();
    let mut rest = text;
    while let Some((before, after)) = rest.split_once(open) {
        let Some((inner, next)) = after.split_once(close) else {
            break;
        };
        pieces.extend((!before.is_empty()).then(|| plain(before)));
        pieces.push(strong(&format!("{open}{inner}{close}")));
        rest = next;
    }
    pieces.extend((!rest.is_empty()).then(|| plain(rest)));
    pieces
}

/// The headline, the first level that is named behind the city's name stressed.
pub(in crate::views) fn headline(view: &View) -> Vec<Piece> {
    let text = &view.headline;
    let from = text.find(&view.city).map_or(0, |at| at + view.city.len());
    let found = |name: &String| {
        let at = text.get(from..)?.find(name.as_str())?;
        (!name.is_empty()).then_some((from + at, name.len()))
    };
    let first = view
        .levels
        .iter()
        .filter_map(|level| found(&level.name))
        .min();
    let parts = first.and_then(|(at, long)| {
        let parts = [
            text.get(..at)?,
            text.get(at..at + long)?,
            text.get(at + long..)?,
        ];
        Some(parts)
    });
    match parts {
        Some([before, name, after]) => vec![plain(before), strong(name), plain(after)],
        None => vec![plain(text)],
    }
}

/// An attribute that tells the language of the model's texts, where it is not the page's.
/// A tag of other signs than letters, digits and dashes is left out.
pub(in crate::views) fn lang(view: &View) -> String {
    crate::views::model_text::lang_attribute(view.language, &view.model_language)
}

/// Place and printed number of a component's level, where it has one.
pub(in crate::views) fn dot(view: &View, component: &ComponentView) -> Option<(usize, i64)> {
    let at = component.level?;
    Some((at + 1, view.levels.get(at)?.value))
}

/// A share from 0 to 1 in hundredths, for the width of a bar.
pub(in crate::views) fn width(share: f64) -> String {
    format!("{:.0}", (share * 100.0).clamp(0.0, 100.0))
}

#[cfg(test)]
mod tests {
    use super::*;
    use gradus_words::Language;

    #[test]
    fn what_is_quoted_is_stressed_and_nothing_is_lost() {
        let words = Words::new(Language::English);
        let text = "Step to Competent: “silo customer understanding” and “open data”, then more";
        let pieces = quoted(text, &words);
        assert_eq!(pieces.iter().filter(|piece| piece.strong).count(), 2);
        let whole: String = pieces.iter().map(|piece| piece.text.as_str()).collect();
        assert_eq!(whole, text);
        assert_eq!(
            quoted("a mark “ alone", &words),
            vec![plain("a mark “ alone")]
        );
        assert!(quoted("", &words).is_empty());
    }
}
