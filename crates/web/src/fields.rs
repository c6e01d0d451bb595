//! What a form sends: texts by field, and files, with bounds; nothing is refused for being
//! there too often or not at all, that is for the use case to say.

use crate::caller::Caller;
use crate::failure::PageFailure;
use crate::state::Web;
use axum::body::{Body, to_bytes};
use axum::extract::{DefaultBodyLimit, FromRequest, FromRequestParts, Multipart, Request};
use axum::http::header;
use axum::http::request::Parts;
use bytes::Bytes;
use gradus_app::AppError;
use gradus_app::evidence::Upload;

/// The fields of a form, in the order sent.
#[derive(Debug, Clone, Default)]
pub struct Fields {
    texts: Vec<(String, String)>,
    files: Vec<(String, Upload)>,
}

impl Fields {
    /// Fields as they stand in a query or a plain form.
    #[must_use]
    pub fn parse(bytes: &[u8]) -> Self {
        let pairs = form_urlencoded::parse(bytes);
        Self {
            texts: pairs
                .map(|(name, value)| (name.into_owned(), value.into_owned()))
                .collect(),
            files: Vec::new(),
        }
    }

    /// All texts, in the order sent.
    pub fn pairs(&self) -> impl Iterator<Item = (String, String)> {
        self.texts.iter().cloned()
    }

    /// The first value of a field; empty when there is none.
    #[must_use]
    pub fn text(&self, name: &str) -> String {
        self.get(name).unwrap_or_default().to_owned()
    }

    /// The first value of a field, where it was sent.
    #[must_use]
    pub fn get(&self, name: &str) -> Option<&str> {
        let found = self.texts.iter().find(|(own, _)| own == name);
        found.map(|(_, value)| value.as_str())
    }

    /// All values of a field.
    #[must_use]
    pub fn all(&self, name: &str) -> Vec<String> {
        let found = self.texts.iter().filter(|(own, _)| own == name);
        found.map(|(_, value)| value.clone()).collect()
    }

    /// Whether a box was ticked.
    #[must_use]
    pub fn ticked(&self, name: &str) -> bool {
        self.get(name).is_some_and(|value| !value.is_empty())
    }

    /// What follows `prefix` in the names of fields, with their values.
    pub fn after<'f>(&'f self, prefix: &'f str) -> impl Iterator<Item = (&'f str, &'f str)> {
        self.texts
            .iter()
            .filter_map(move |(name, value)| Some((name.strip_prefix(prefix)?, value.as_str())))
    }

    /// A whole number; 0 where there is none.
    #[must_use]
    pub fn number(&self, name: &str) -> i64 {
        self.get(name)
            .and_then(|value| value.trim().parse().ok())
            .unwrap_or(0)
    }

    /// A file, where one was chosen.
    #[must_use]
    pub fn file(&self, name: &str) -> Option<Upload> {
        let found = self.files.iter().find(|(own, _)| own == name);
        found
            .map(|(_, upload)| upload.clone())
            .filter(|upload| !upload.bytes.is_empty())
    }
}

/// A form sent by a caller: its token was compared.
pub struct Posted {
    /// Who sent it.
    pub caller: Caller,
    /// What they sent.
    pub fields: Fields,
}

const MOST_FIELDS: usize = 20_000;

impl FromRequest<Web> for Posted {
    type Rejection = PageFailure;

    async fn from_request(request: Request, web: &Web) -> Result<Self, PageFailure> {
        let (parts, body) = request.into_parts();
        Self::within(parts, body, web, |_| web.config.body_bytes).await
    }
}

/// A form that may carry a file, on the routes that take one.
pub struct PostedWithFile(pub Posted);

impl FromRequest<Web> for PostedWithFile {
    type Rejection = PageFailure;

    async fn from_request(request: Request, web: &Web) -> Result<Self, PageFailure> {
        let (parts, body) = request.into_parts();
        let limits = web.app.limits();
        let file = limits.evidence_bytes.max(limits.import_bytes);
        let file = usize::try_from(file).unwrap_or(usize::MAX);
        // From strangers nothing is taken into memory that is larger than a form.
        let most = |caller: &Caller| {
            if caller.actor.is_nobody() {
                web.config.body_bytes
            } else {
                file.saturating_add(web.config.body_bytes)
            }
        };
        Posted::within(parts, body, web, most).await.map(Self)
    }
}

impl Posted {
    /// Reads a form of at most so many bytes, which may depend on who sends it.
    async fn within(
        mut parts: Parts,
        body: Body,
        web: &Web,
        most: impl FnOnce(&Caller) -> usize,
    ) -> Result<Self, PageFailure> {
        let caller = Caller::from_request_parts(&mut parts, web).await?;
        let most = most(&caller);
        let refuse = |error| PageFailure::new(&caller.visit, error);
        let kind = parts
            .headers
            .get(header::CONTENT_TYPE)
            .and_then(|kind| kind.to_str().ok());
        let fields = if kind.is_some_and(|kind| kind.starts_with("multipart/form-data")) {
            let mut request = Request::from_parts(parts, body);
            DefaultBodyLimit::max(most).apply(&mut request);
            let form = Multipart::from_request(request, web).await;
            let form = form.map_err(|_| refuse(AppError::invalid("form", "form")))?;
            multipart(form, most as u64).await.map_err(refuse)?
        } else {
            let most = most.min(web.config.body_bytes);
            let bytes = to_bytes(body, most).await;
            let bytes = bytes.map_err(|_| refuse(AppError::TooLarge(most as u64)))?;
            Fields::parse(&bytes)
        };
        if fields.texts.len() > MOST_FIELDS {
            return Err(refuse(AppError::invalid("form", "form")));
        }
        if fields.get("csrf") != Some(caller.csrf.as_str()) {
            // The token was of a session that has ended: a script keeps what was given until
            // somebody signed in again.
            let ended = caller.visit.script && caller.actor.is_nobody();
            return Err(refuse(if ended {
                AppError::SignInFirst
            } else {
                AppError::NotAllowed("csrf")
            }));
        }
        Ok(Self { caller, fields })
    }
}

async fn multipart(mut form: Multipart, most: u64) -> Result<Fields, AppError> {
    let mut fields = Fields::default();
    let wrong = || AppError::invalid("form", "form");
    let too_large = |error: axum::extract::multipart::MultipartError| match error.status().as_u16()
    {
        413 => AppError::TooLarge(most),
        _ => AppError::invalid("form", "form"),
    };
    while let Some(field) = form.next_field().await.map_err(too_large)? {
        let name = field.name().unwrap_or_default().to_owned();
        if fields.texts.len() + fields.files.len() > MOST_FIELDS {
            return Err(wrong());
        }
        match field.file_name().map(str::to_owned) {
            Some(file) => {
                let bytes: Bytes = field.bytes().await.map_err(too_large)?;
                fields.files.push((name, Upload { name: file, bytes }));
            }
            None => {
                let bytes = field.bytes().await.map_err(too_large)?;
                let text = String::from_utf8(bytes.to_vec()).map_err(|_| wrong())?;
                fields.texts.push((name, text));
            }
        }
    }
    Ok(fields)
}
