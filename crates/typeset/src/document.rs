//! What a document is made from.

use std::str::FromStr;

use time::Date;
use typst::text::{Lang, Region};

use crate::TypesetError;

/// A document to be typeset. All of it is given; nothing is looked up.
#[derive(Debug, Clone, Copy)]
pub struct Document<'a> {
    /// The Typst source. Messages about it name the file `main.typ`.
    pub source: &'a str,
    /// Further files by path (`data.json`, `charts/one.svg`, `style.typ`), as the source names them.
    /// Paths are remembered for the life of the process: use the same few for every document,
    /// never one that holds an id or a time.
    pub files: &'a [(&'a str, &'a [u8])],
    /// The language of the text as a tag of BCP 47, such as `nb`, `en-GB` or `sr-Latn-RS`. Decides
    /// hyphenation, quotation marks, the words Typst adds itself, and `/Lang`. Script and further
    /// subtags are read over.
    pub language: &'a str,
    /// The day of the document: `datetime.today()` in the source, and the date in the metadata.
    pub date: Date,
    /// What stays the same when the same document is made again, such as an id. Its hash becomes
    /// the document identifier of the PDF.
    pub identifier: &'a str,
    /// The name and version of the program the PDF says it was created with.
    pub creator: &'a str,
}

impl Document<'_> {
    /// The language and region of [`Document::language`].
    pub(crate) fn locale(&self) -> Result<(Lang, Option<Region>), TypesetError> {
        let refused = || TypesetError::Language {
            language: self.language.to_owned(),
        };
        let alphabetic = |tag: &&str| tag.bytes().all(|b| b.is_ascii_alphabetic());
        let mut tags = self.language.split('-');
        let first = tags.next().filter(alphabetic).ok_or_else(refused)?;
        let lang = Lang::from_str(first).map_err(|_| refused())?;
        let region = tags
            .filter(alphabetic)
            .find_map(|tag| Region::from_str(tag).ok());
        Ok((lang, region))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn locale(language: &str) -> Option<(String, Option<String>)> {
        let document = Document {
            source: "",
            files: &[],
            language,
            date: Date::MIN,
            identifier: "",
            creator: "",
        };
        let (lang, region) = document.locale().ok()?;
        Some((
            lang.as_str().to_owned(),
            region.map(|region| region.as_str().to_owned()),
        ))
    }

    #[test]
    fn a_language_tag_is_read_for_language_and_region() {
        let expect =
            |lang: &str, region: Option<&str>| Some((lang.to_owned(), region.map(str::to_owned)));
        assert_eq!(locale("nb"), expect("nb", None));
        assert_eq!(locale("en-gb"), expect("en", Some("GB")));
        assert_eq!(locale("sr-Latn-RS"), expect("sr", Some("RS")));
        assert_eq!(locale("es-419"), expect("es", None));
        for wrong in ["", "norsk", "n", "12", "no_NO", "#f"] {
            assert_eq!(locale(wrong), None, "{wrong:?} was taken");
        }
    }
}
