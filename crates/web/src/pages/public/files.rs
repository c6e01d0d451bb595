//! The files of a published result.

use super::{Answer, Ask, open_to_all};
use crate::caller::Visit;
use crate::views::public::PublicFile;
use axum::extract::{Path, RawQuery};
use axum::http::{HeaderMap, HeaderValue, StatusCode, header};
use axum::response::IntoResponse;
use gradus_app::AppError;
use gradus_app::publication::{Published, Seen};
use gradus_report::dataset::{DatasetFacts, Distribution, json_ld};
use gradus_report::{svg, table_csv};
use gradus_words::Words;
use time::{Date, OffsetDateTime};

/// Whether this program can draw pictures as points.
pub(super) const HAS_PICTURE: bool = cfg!(feature = "pdf");

/// The sealed document for everybody.
const SEALED: &str = "gradus-public.json";

/// Name, name in the list, media type as it is sent, and the message that says what it is
/// good for.
const FILES: [(&str, &str, &str, &str); 6] = [
    (
        "statements.csv",
        "CSV",
        "text/csv; charset=utf-8",
        "public-file-csv",
    ),
    (
        "statements.csv-metadata.json",
        "CSVW",
        "application/csvm+json",
        "public-file-csvw",
    ),
    (
        "dataset.jsonld",
        "JSON-LD",
        "application/ld+json",
        "public-file-jsonld",
    ),
    (SEALED, "JSON", "application/json", "public-file-sealed"),
    ("profile.svg", "SVG", "image/svg+xml", "public-file-svg"),
    ("preview.png", "PNG", "image/png", "public-file-png"),
];

/// Whether there is such a file of a publication.
fn has(published: &Published, name: &str) -> bool {
    match name {
        "preview.png" => HAS_PICTURE,
        SEALED => published.sealed.is_some(),
        _ => true,
    }
}

/// The files on offer.
pub(super) fn offered(published: &Published, words: &Words) -> Vec<PublicFile> {
    let files = FILES.into_iter();
    let files = files.filter(|(name, ..)| has(published, name));
    files
        .map(|(name, kind, media_type, key)| PublicFile {
            name,
            kind,
            media_type: media_type.split(';').next().unwrap_or(media_type),
            purpose: words.text(key),
        })
        .collect()
}

/// A file of a published result.
///
/// # Errors
/// Where nothing was ever published, and for a file that is none.
pub async fn file(
    visit: Visit,
    Path((city, slug, name)): Path<(String, String, String)>,
    RawQuery(query): RawQuery,
    headers: HeaderMap,
) -> Answer {
    let ask = Ask::new(visit, headers, query.as_deref());
    let seen = ask.visit.web.app.published(&city, &slug).await;
    let published = match seen.map_err(|error| ask.failed(error))? {
        Seen::Public(published) => published,
        Seen::Gone(gone) => {
            let why = gone.row.withdrawn_reason.unwrap_or_default();
            return Ok((StatusCode::GONE, format!("{why}\n")).into_response());
        }
    };
    let known = FILES.into_iter().find(|(own, ..)| *own == name);
    let known = known.filter(|(name, ..)| has(&published, name));
    let Some((name, _, media_type, _)) = known else {
        return Err(ask.failed(AppError::NotFound("file")));
    };
    let words = ask.words();
    let page = ask
        .at(&published.row.city_slug, Some(&published.row.slug))
        .whole;
    let key = ask.name(name);
    // Some of them take a while to draw.
    let made = tokio::task::spawn_blocking(move || {
        published.leaf(&key, || bytes(&published, name, &page, &words))
    });
    let leaf = made
        .await
        .map_err(|error| AppError::Fault(error.to_string()))
        .and_then(|leaf| leaf)
        .map_err(|error| ask.failed(error))?;
    let mut response = ask.answer(&leaf, media_type);
    if name == "profile.svg" {
        // A drawing needs nothing, and shows nothing of ours when it stands alone.
        let alone = HeaderValue::from_static("default-src 'none'");
        response
            .headers_mut()
            .insert(header::CONTENT_SECURITY_POLICY, alone);
    }
    Ok(open_to_all(response))
}

fn bytes(
    published: &Published,
    name: &str,
    page: &str,
    words: &Words,
) -> Result<Vec<u8>, AppError> {
    let view = published.view(words);
    let result = published.result(words.language());
    let fault = |error: String| AppError::Fault(error);
    match name {
        "statements.csv" => {
            table_csv::table(result.facts()).map_err(|error| fault(error.to_string()))
        }
        "statements.csv-metadata.json" => {
            Ok(table_csv::metadata(&view, "statements.csv").into_bytes())
        }
        SEALED => {
            let sealed = published.sealed.as_ref();
            let sealed = sealed.ok_or(AppError::NotFound("file"))?;
            Ok(sealed.clone().into_bytes())
        }
        "profile.svg" => Ok(svg::profile(&view, words).into_bytes()),
        "preview.png" => picture(&view, words),
        _ => {
            let files = offered(published, words).into_iter();
            let distributions: Vec<Distribution> = files
                .filter(|file| !["dataset.jsonld", "preview.png"].contains(&file.name))
                .map(|file| Distribution {
                    url: format!("{page}/{}?lang={}", file.name, words.language().tag()),
                    media_type: file.media_type.to_owned(),
                    title: file.purpose,
                })
                .collect();
            let facts = DatasetFacts {
                page,
                language: words.language().tag(),
                title: &view.title,
                description: &view.headline,
                version: published.row.number,
                issued: date(published.row.published_at),
                modified: date(published.row.changed_at),
                distributions: &distributions,
            };
            Ok(json_ld(result, &facts).into_bytes())
        }
    }
}

fn date(at: i64) -> Date {
    let time = OffsetDateTime::from_unix_timestamp(at.div_euclid(1000));
    time.unwrap_or(OffsetDateTime::UNIX_EPOCH).date()
}

#[cfg(feature = "pdf")]
fn picture(view: &gradus_report::view::View, words: &Words) -> Result<Vec<u8>, AppError> {
    let drawn = gradus_report::picture::preview_png(view, words);
    drawn.map_err(|error| AppError::Fault(error.to_string()))
}

#[cfg(not(feature = "pdf"))]
fn picture(_: &gradus_report::view::View, _: &Words) -> Result<Vec<u8>, AppError> {
    Err(AppError::NotFound("file"))
}
