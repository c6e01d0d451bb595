//! What strangers see, and where they find it.

use super::chosen;
use crate::app::App;
use crate::error::AppError;
use crate::result::assess;
use crate::seal::public_document;
use crate::secrets::InstanceKey;
use bytes::Bytes;
use gradus_domain::disclosure::{FEWEST_ANSWERS, Protected, score_protected};
use gradus_domain::model::Model;
use gradus_report::report::Report;
use gradus_report::view::View;
use gradus_store::AssessmentId;
use gradus_store::rows::PublicationRow;
use gradus_words::{Language, Words};
use std::collections::HashMap;
use std::sync::{Arc, Mutex, OnceLock, PoisonError};
use time::Date;

/// Most pages and files of one publication that are kept: every file in every language, and
/// some more for servers with several names.
const LEAVES_KEPT: usize = 96;

/// News of a city that its feed holds.
const NEWS: i64 = 50;

/// A publication, made of its frozen version and the lead's words and nothing else.
pub struct Published {
    /// Address, version, introduction, days.
    pub row: PublicationRow,
    /// When the version was frozen, in milliseconds since 1970, UTC.
    pub frozen_at: i64,
    /// The sealed document for everybody, `gradus-public/1`; none for a version from before
    /// there were any.
    pub sealed: Option<String>,
    result: Protected,
    results: [OnceLock<Protected>; Language::ALL.len()],
    views: [OnceLock<Arc<View>>; Language::ALL.len()],
    leaves: Mutex<HashMap<String, Arc<Leaf>>>,
}

/// A page or file as it is sent.
pub struct Leaf {
    /// The content.
    pub bytes: Bytes,
    /// Its entity tag, with quotation marks.
    pub etag: String,
}

impl Leaf {
    /// A leaf of a content.
    #[must_use]
    pub fn new(bytes: Vec<u8>) -> Self {
        let hash = crate::secrets::sha256_of(&bytes);
        Self {
            etag: format!("W/\"{}\"", hash.get(..24).unwrap_or(&hash)),
            bytes: bytes.into(),
        }
    }
}

impl Published {
    pub(super) fn new(
        row: PublicationRow,
        document: &str,
        frozen_at: i64,
        model: Arc<Model>,
    ) -> Result<Self, AppError> {
        let assessment = assess(document, model)?;
        let result = score_protected(&assessment, assessment.cycle.to);
        Ok(Self {
            result: result.for_everybody(&chosen(&row)),
            row,
            frozen_at,
            sealed: None,
            results: Default::default(),
            views: Default::default(),
            leaves: Mutex::default(),
        })
    }

    /// Seals what is shown, tied to the full document of this version.
    pub(super) fn seal(&mut self, key: &InstanceKey, full: &str) -> Result<(), AppError> {
        let at = self.frozen_at;
        self.sealed = Some(public_document(key, &self.result, full, at)?);
        Ok(())
    }

    /// The result, protected, with the model's texts in a language where it has them.
    #[must_use]
    pub fn result(&self, language: Language) -> &Protected {
        let make = || self.result.clone().in_language(language.tag());
        self.results
            .get(place(language))
            .map_or(&self.result, |kept| kept.get_or_init(make))
    }

    /// What a report of it says.
    #[must_use]
    pub fn view(&self, words: &Words) -> Arc<View> {
        let language = words.language();
        let make = || {
            let report = Report::new(self.result(language), None, words);
            Arc::new(View::clone(report.view()))
        };
        match self.views.get(place(language)) {
            Some(kept) => Arc::clone(kept.get_or_init(make)),
            None => make(),
        }
    }

    /// A page or file of it: as it was made before, or made now.
    ///
    /// # Errors
    /// Those of making it.
    pub fn leaf(
        &self,
        name: &str,
        make: impl FnOnce() -> Result<Vec<u8>, AppError>,
    ) -> Result<Arc<Leaf>, AppError> {
        let kept = || self.leaves.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some(leaf) = kept().get(name) {
            return Ok(Arc::clone(leaf));
        }
        let leaf = Arc::new(Leaf::new(make()?));
        let mut leaves = kept();
        // Names carry the host that was asked for; a stranger may think of many.
        if leaves.len() >= LEAVES_KEPT {
            leaves.clear();
        }
        leaves.insert(name.to_owned(), Arc::clone(&leaf));
        Ok(leaf)
    }

    /// Components in scope, by name, whose level rests on fewer than five people.
    pub(super) fn thin(&self) -> Vec<String> {
        let facts = self.result.facts();
        let components = facts.figures().components.iter();
        let thin = components.filter(|score| {
            score.in_scope && (1..FEWEST_ANSWERS).contains(&score.agreement.assessors)
        });
        thin.map(|score| facts.model().component(score.component).name.clone())
            .collect()
    }
}

fn place(language: Language) -> usize {
    let mut all = Language::ALL.iter();
    all.position(|own| *own == language).unwrap_or(0)
}

/// A publication that was withdrawn: what was there, when it went, and why.
#[derive(Debug, Clone)]
pub struct Gone {
    /// Address, days, reason.
    pub row: PublicationRow,
    /// Name of the city, as it was frozen.
    pub city: String,
    /// Name of the cycle, as it was frozen.
    pub cycle: String,
    /// Last day of the cycle.
    pub to: Date,
}

/// What a stranger finds at an address.
#[derive(Clone)]
pub enum Seen {
    /// A publication.
    Public(Arc<Published>),
    /// One that was withdrawn.
    Gone(Box<Gone>),
}

/// Something that happened, for a feed.
#[derive(Debug, Clone)]
pub struct News {
    /// The assessment.
    pub assessment: AssessmentId,
    /// Counts the events of one assessment, from 1.
    pub ordinal: i64,
    /// When, in milliseconds since 1970, UTC.
    pub at: i64,
    /// `published`, `replaced`, `changed` or `withdrawn`.
    pub kind: String,
}

/// What a city has published.
pub struct CityNews {
    /// The city's part of the address that was asked for.
    pub slug: String,
    /// What is there and what was, the last cycle first.
    pub seen: Vec<Seen>,
    /// What happened, the last first.
    pub news: Vec<News>,
}

impl App {
    /// What everybody may see at an address.
    ///
    /// # Errors
    /// [`AppError::NotFound`] where nothing was ever published.
    pub async fn published(&self, city: &str, slug: &str) -> Result<Seen, AppError> {
        let row = self.db().publication_at(city, slug).await?;
        self.seen(row.ok_or(AppError::NotFound("publication"))?)
            .await
    }

    /// What everybody may see of a city.
    ///
    /// # Errors
    /// [`AppError::NotFound`] where it never published anything.
    pub async fn published_of_city(&self, slug: &str) -> Result<CityNews, AppError> {
        let db = self.db();
        let city = db.publishing_city(slug).await?;
        let city = city.ok_or(AppError::NotFound("publication"))?;
        let mut seen = Vec::new();
        for row in db.publications(&city).await? {
            seen.push(self.seen(row).await?);
        }
        seen.sort_by_key(|seen| std::cmp::Reverse(seen.last_day()));
        let news = db.publication_events(&city, NEWS).await?.into_iter();
        Ok(CityNews {
            slug: slug.to_owned(),
            seen,
            news: news
                .map(|event| News {
                    assessment: event.assessment_id,
                    ordinal: event.ordinal,
                    at: event.at,
                    kind: event.kind,
                })
                .collect(),
        })
    }

    async fn seen(&self, row: PublicationRow) -> Result<Seen, AppError> {
        let key = (row.assessment_id.clone(), row.version);
        let make = async {
            let number = row.number;
            let frozen = self
                .db()
                .frozen_by_number(&row.assessment_id, number)
                .await?;
            let frozen = frozen.ok_or_else(|| missing(&row))?;
            self.render(row.clone(), &frozen).await.map(Arc::new)
        };
        let published = self.inner.published.try_get_with(key, make).await;
        let published = published.map_err(|error| AppError::clone(&error))?;
        if row.withdrawn_at.is_none() {
            return Ok(Seen::Public(published));
        }
        let facts = published.result.facts();
        Ok(Seen::Gone(Box::new(Gone {
            city: facts.city().name.clone(),
            cycle: facts.cycle().name.clone(),
            to: facts.cycle().to,
            row,
        })))
    }
}

fn missing(row: &PublicationRow) -> AppError {
    AppError::Fault(format!("frozen version {} is missing", row.number))
}

impl Seen {
    /// The publication's row.
    #[must_use]
    pub fn row(&self) -> &PublicationRow {
        match self {
            Self::Public(published) => &published.row,
            Self::Gone(gone) => &gone.row,
        }
    }

    /// Name of the city and of the cycle, as they were frozen.
    #[must_use]
    pub fn names(&self) -> (&str, &str) {
        match self {
            Self::Public(published) => {
                let facts = published.result.facts();
                (&facts.city().name, &facts.cycle().name)
            }
            Self::Gone(gone) => (&gone.city, &gone.cycle),
        }
    }

    fn last_day(&self) -> Date {
        match self {
            Self::Public(published) => published.result.facts().cycle().to,
            Self::Gone(gone) => gone.to,
        }
    }
}
