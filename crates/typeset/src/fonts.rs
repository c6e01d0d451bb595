//! The fonts every document is set in, and which characters they have.

use std::borrow::Cow;
use std::sync::OnceLock;

use typst::foundations::Bytes;
use typst::text::{Font, FontBook, is_default_ignorable};
use typst::utils::LazyHash;

use crate::TypesetError;

/// The one family there is; also what the text of an SVG is set in, whatever family it names.
pub const FONT_FAMILY: &str = "Inter";

/// The licence of the fonts, which has to go with them.
pub const FONT_LICENCE: &str = include_str!(env!("INTER_LICENCE"));

/// What [`replace_uncovered`] puts in a character's place: an empty box, as the fonts lack U+FFFD.
pub const REPLACEMENT: char = '□';

pub(crate) const FILES: [(&str, &[u8]); 4] = [
    ("Inter Regular", include_bytes!(env!("INTER_REGULAR"))),
    ("Inter Italic", include_bytes!(env!("INTER_ITALIC"))),
    ("Inter Semi Bold", include_bytes!(env!("INTER_SEMIBOLD"))),
    ("Inter Bold", include_bytes!(env!("INTER_BOLD"))),
];

/// The parsed fonts, in the order of the book.
pub(crate) struct Fonts {
    pub(crate) book: LazyHash<FontBook>,
    pub(crate) fonts: Vec<Font>,
}

/// The fonts, parsed once in the life of the process.
pub(crate) fn fonts() -> Result<&'static Fonts, TypesetError> {
    static FONTS: OnceLock<Result<Fonts, &'static str>> = OnceLock::new();
    let parsed = FONTS.get_or_init(|| {
        let parse = |(name, bytes): (_, &'static [u8])| Font::new(Bytes::new(bytes), 0).ok_or(name);
        let fonts = FILES
            .into_iter()
            .map(parse)
            .collect::<Result<Vec<_>, _>>()?;
        Ok(Fonts {
            book: LazyHash::new(FontBook::from_fonts(&fonts)),
            fonts,
        })
    });
    parsed.as_ref().map_err(|name| TypesetError::Font { name })
}

/// The characters of `text` that cannot be printed, each once, in the order they first appear.
///
/// These are the ones that no embedded font has (Arabic letters, say, or emoji), control characters
/// that are no white space, and the few that PDF/A forbids (the private use area among them): a
/// document that prints one of them is refused as a whole. Embeddings and overrides of the writing
/// direction count as well, since they print the rest of a line backwards. So text from outside
/// goes through [`replace_uncovered`] first, and the document says what is missing.
#[must_use]
pub fn uncovered(text: &str) -> Vec<char> {
    let mut missing = Vec::new();
    for c in text.chars().filter(|&c| !is_covered(c)) {
        if !missing.contains(&c) {
            missing.push(c);
        }
    }
    missing
}

/// `text` with [`REPLACEMENT`] in place of each of its [`uncovered`] characters; unchanged, and not
/// copied, when there is none.
#[must_use]
pub fn replace_uncovered(text: &str) -> Cow<'_, str> {
    if text.chars().all(is_covered) {
        return Cow::Borrowed(text);
    }
    text.chars()
        .map(|c| if is_covered(c) { c } else { REPLACEMENT })
        .collect()
}

fn is_covered(c: char) -> bool {
    if c.is_whitespace() {
        return true;
    }
    let forbidden = c.is_control()
        || matches!(
            u32::from(c),
            0x202A..=0x202E | 0xFEFF | 0xFFFE | 0xE000..=0xF8FF | 0xF_0000..=0xF_FFFD | 0x10_0000..=0x10_FFFD
        );
    if forbidden {
        return false;
    }
    is_default_ignorable(c)
        || fonts().is_ok_and(|fonts| {
            fonts
                .fonts
                .iter()
                .any(|font| font.info().coverage.contains(u32::from(c)))
        })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn european_letters_are_covered_in_every_weight() {
        let fonts = fonts().expect("compiled in");
        let letters = "AzÆØÅæøåÄÖÜßÇçĞğİıŞşŁłČčŽžĐđŐőĀāŅņÐÞþ ΑΒΓΔΩαβγδωάέήίόύώς АБВГДЯабвгдяЇїЄєҐґЈјЉљ 0–9 €“”„‘’…→✓";
        for font in &fonts.fonts {
            assert_eq!(font.info().family, FONT_FAMILY);
            for letter in letters.chars().chain([REPLACEMENT]) {
                let covered = font.info().coverage.contains(u32::from(letter));
                assert!(
                    covered,
                    "{letter:?} is missing from {:?}",
                    font.info().variant
                );
            }
        }
        assert_eq!(uncovered(letters), Vec::<char>::new());
    }

    #[test]
    fn a_script_without_a_font_is_named_and_replaced() {
        assert_eq!(
            uncovered("Oslo أوسلو, أ 奥 🙂"),
            ['أ', 'و', 'س', 'ل', '奥', '🙂']
        );
        assert_eq!(replace_uncovered("Oslo 奥!"), "Oslo □!");
        assert!(matches!(
            replace_uncovered("Осло\n"),
            Cow::Borrowed("Осло\n")
        ));
    }

    #[test]
    fn characters_that_a_pdf_may_not_hold_are_named() {
        assert_eq!(
            uncovered("a\u{202E}\u{0}b\u{7}\u{FEFF}\u{E000}\t\n"),
            ['\u{202E}', '\0', '\u{7}', '\u{FEFF}', '\u{E000}']
        );
    }
}
