//! All that a document can see while it is typeset.

use std::collections::HashMap;
use std::path::Path;
use std::sync::LazyLock;

use typst::diag::{FileError, FileResult};
use typst::foundations::{Bytes, Datetime, Duration};
use typst::syntax::{FileId, RootedPath, Source, VirtualPath, VirtualRoot};
use typst::text::{Font, FontBook, FontFamily, FontList, TextElem};
use typst::utils::LazyHash;
use typst::{Feature, Library, LibraryExt, World};

use crate::fonts::{Fonts, fonts};
use crate::{Document, FONT_FAMILY, TypesetError};

/// The path of the source itself.
const MAIN: &str = "main.typ";

/// Typst's own definitions, made once. `A11yExtras` has `pdf.header-cell`, without which a row's
/// heading cannot be told from its values.
static LIBRARY: LazyLock<Library> = LazyLock::new(|| {
    let features = [Feature::A11yExtras].into_iter().collect();
    let mut library = Library::builder().with_features(features).build();
    library
        .styles
        .set(TextElem::font, FontList(vec![FontFamily::new(FONT_FAMILY)]));
    library
});

/// A document with its files, fonts, language and date, and nothing else.
pub(crate) struct Room {
    library: LazyHash<Library>,
    fonts: &'static Fonts,
    main: FileId,
    files: HashMap<String, Bytes>,
    sources: HashMap<String, Source>,
    today: Option<Datetime>,
}

impl Room {
    /// Everything of `document`, in the form the compiler asks for.
    pub(crate) fn of(document: &Document<'_>) -> Result<Self, TypesetError> {
        let (lang, region) = document.locale()?;
        let mut library = LIBRARY.clone();
        library.styles.set(TextElem::lang, lang);
        library.styles.set(TextElem::region, region);

        let main = virtual_path(MAIN)?;
        let main_id = file_id(main);
        let mut room = Self {
            library: LazyHash::new(library),
            fonts: fonts()?,
            main: main_id,
            files: HashMap::new(),
            sources: HashMap::new(),
            today: today(document),
        };
        room.add(MAIN, document.source.as_bytes())?;
        for (path, bytes) in document.files {
            room.add(path, bytes)?;
        }
        Ok(room)
    }

    fn add(&mut self, path: &str, bytes: &[u8]) -> Result<(), TypesetError> {
        let refused = |reason: &str| TypesetError::Path {
            path: path.to_owned(),
            reason: reason.to_owned(),
        };
        let vpath = virtual_path(path)?;
        let key = vpath.get_without_slash().to_owned();
        if key.is_empty() {
            return Err(refused("it is empty"));
        }
        if vpath.extension() == Some("typ") {
            let text = std::str::from_utf8(bytes).map_err(|_| refused("it is not UTF-8"))?;
            self.sources
                .insert(key.clone(), Source::new(file_id(vpath), text.to_owned()));
        }
        match self.files.insert(key, Bytes::new(bytes.to_vec())) {
            Some(_) => Err(refused("there are two files with this path")),
            None => Ok(()),
        }
    }
}

fn virtual_path(path: &str) -> Result<VirtualPath, TypesetError> {
    VirtualPath::new(path).map_err(|error| TypesetError::Path {
        path: path.to_owned(),
        reason: error.to_string(),
    })
}

fn file_id(path: VirtualPath) -> FileId {
    RootedPath::new(VirtualRoot::Project, path).intern()
}

fn today(document: &Document<'_>) -> Option<Datetime> {
    let date = document.date;
    Datetime::from_ymd(date.year(), date.month().into(), date.day())
}

/// The path of a file of the document; files of packages do not exist here.
fn path_of(id: FileId) -> FileResult<&'static str> {
    match id.get().root() {
        VirtualRoot::Project => Ok(id.get().vpath().get_without_slash()),
        VirtualRoot::Package(_) => Err(FileError::Other(Some(
            "packages are not available in this document".into(),
        ))),
    }
}

impl World for Room {
    fn library(&self) -> &LazyHash<Library> {
        &self.library
    }

    fn book(&self) -> &LazyHash<FontBook> {
        &self.fonts.book
    }

    fn main(&self) -> FileId {
        self.main
    }

    fn source(&self, id: FileId) -> FileResult<Source> {
        let path = path_of(id)?;
        match self.sources.get(path) {
            Some(source) => Ok(source.clone()),
            None if self.files.contains_key(path) => Err(FileError::NotSource),
            None => Err(FileError::NotFound(Path::new(path).to_owned())),
        }
    }

    fn file(&self, id: FileId) -> FileResult<Bytes> {
        let path = path_of(id)?;
        let found = self.files.get(path).cloned();
        found.ok_or_else(|| FileError::NotFound(Path::new(path).to_owned()))
    }

    fn font(&self, index: usize) -> Option<Font> {
        self.fonts.fonts.get(index).cloned()
    }

    fn today(&self, _offset: Option<Duration>) -> Option<Datetime> {
        self.today
    }
}
