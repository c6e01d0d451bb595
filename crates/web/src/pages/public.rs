//! What strangers see, without a session: a published result, its files, a city's list and
//! feed. Each is made once for a version and a language and answered with an entity tag.

mod files;
mod pieces;

pub use files::file;
pub(super) use pieces::page_of;

use super::OrPage;
use crate::caller::{Visit, accepted};
use crate::failure::PageFailure;
use crate::views::frame::{Frame, Scheme};
use crate::views::public::{Addresses, CityEntry, CityFeed, CityPage, GonePage, NewsEntry};
use askama::Template;
use axum::extract::{Path, RawQuery};
use axum::http::{HeaderMap, HeaderName, HeaderValue, StatusCode, header};
use axum::response::{Html, IntoResponse, Response};
use gradus_app::AppError;
use gradus_app::publication::{CityNews, Gone, Leaf, Seen};
use gradus_words::{Language, Words, say};
use std::sync::Arc;
use time::OffsetDateTime;
use time::format_description::well_known::Rfc3339;

/// How long others may keep a page or file before they ask again: a withdrawal shall not
/// wait long.
const KEPT: HeaderValue = HeaderValue::from_static("public, max-age=60");

type Answer = Result<Response, PageFailure>;

/// A request for something public.
struct Ask {
    visit: Visit,
    headers: HeaderMap,
    /// The language that was chosen in the address, else the browser's.
    language: Language,
}

impl Ask {
    fn new(visit: Visit, headers: HeaderMap, query: Option<&str>) -> Self {
        let fields = crate::fields::Fields::parse(query.unwrap_or_default().as_bytes());
        let chosen = fields.get("lang").and_then(|tag| tag.parse().ok());
        let browser = headers
            .get(header::ACCEPT_LANGUAGE)
            .and_then(|value| value.to_str().ok())
            .and_then(accepted);
        Self {
            language: chosen.or(browser).unwrap_or(Language::English),
            visit,
            headers,
        }
    }

    fn words(&self) -> Arc<Words> {
        self.visit.web.words(self.language)
    }

    /// A name of something made for this caller and everybody like them.
    fn name(&self, what: &str) -> String {
        format!("{what} {} {}", self.language.tag(), self.visit.origin)
    }

    fn failed(&self, error: AppError) -> PageFailure {
        PageFailure::new(&self.visit, error)
    }

    /// The frame: nobody is signed in here, and every reader sees the same.
    fn frame(&self, title: String) -> Frame {
        let mut frame = Frame::new(self.words(), title);
        frame.base.clone_from(&self.visit.web.config.base);
        frame.scheme = Scheme::Auto;
        frame.insecure_lan = self.visit.web.config.insecure_lan;
        frame
    }

    /// Where a page of a city is; `slug` names one of its publications.
    fn at(&self, city: &str, slug: Option<&str>) -> Addresses {
        addresses(&self.visit, city, slug)
    }

    /// The answer with a leaf: 304 where the caller has it.
    fn answer(&self, leaf: &Leaf, media_type: &'static str) -> Response {
        let known = self
            .headers
            .get_all(header::IF_NONE_MATCH)
            .into_iter()
            .filter_map(|value| value.to_str().ok())
            .flat_map(|value| value.split(','))
            .any(|tag| tag.trim() == leaf.etag || tag.trim() == "*");
        let mut response = if known {
            StatusCode::NOT_MODIFIED.into_response()
        } else {
            ([(header::CONTENT_TYPE, media_type)], leaf.bytes.clone()).into_response()
        };
        let headers = response.headers_mut();
        if let Ok(tag) = HeaderValue::from_str(&leaf.etag) {
            headers.insert(header::ETAG, tag);
        }
        headers.insert(header::CACHE_CONTROL, KEPT);
        let vary = HeaderValue::from_static("accept-language, accept-encoding");
        headers.insert(header::VARY, vary);
        response
    }
}

/// Where a page of a city is; `slug` names one of its publications.
pub(super) fn addresses(visit: &Visit, city: &str, slug: Option<&str>) -> Addresses {
    let below = match slug {
        Some(slug) => format!("/p/{city}/{slug}"),
        None => format!("/p/{city}"),
    };
    let base = &visit.web.config.base;
    let origin = visit.origin.as_str();
    Addresses {
        here: format!("{base}{below}"),
        whole: format!("{origin}{below}"),
        city: format!("{base}/p/{city}"),
        feed: format!("{origin}/p/{city}/feed.atom"),
    }
}

/// Lets pages of other hosts show and read a public file.
fn open_to_all(mut response: Response) -> Response {
    let headers = response.headers_mut();
    let all = HeaderValue::from_static("*");
    headers.insert(header::ACCESS_CONTROL_ALLOW_ORIGIN, all);
    let policy = HeaderName::from_static("cross-origin-resource-policy");
    headers.insert(policy, HeaderValue::from_static("cross-origin"));
    response
}

/// The day of a time, in words.
pub(super) fn day(words: &Words, at: i64) -> String {
    match OffsetDateTime::from_unix_timestamp(at.div_euclid(1000)) {
        Ok(time) => words.day(time.year(), time.month().into(), time.day()),
        Err(_) => String::new(),
    }
}

fn rfc3339(at: i64) -> String {
    let time = OffsetDateTime::from_unix_timestamp(at.div_euclid(1000));
    let text = time.ok().and_then(|time| time.format(&Rfc3339).ok());
    text.unwrap_or_default()
}

fn rendered(template: &impl Template) -> Result<Vec<u8>, AppError> {
    let text = template.render();
    text.map(String::into_bytes)
        .map_err(|error| AppError::Fault(error.to_string()))
}

/// A published result, or what stands in its place since it was withdrawn.
///
/// # Errors
/// Where nothing was ever published.
pub async fn page(
    visit: Visit,
    Path((city, slug)): Path<(String, String)>,
    RawQuery(query): RawQuery,
    headers: HeaderMap,
) -> Answer {
    let ask = Ask::new(visit, headers, query.as_deref());
    match ask.visit.web.app.published(&city, &slug).await {
        Ok(Seen::Public(published)) => {
            let leaf = published.leaf(&ask.name("page"), || {
                let at = ask.at(&published.row.city_slug, Some(&published.row.slug));
                let frame = ask.frame(String::new());
                rendered(&page_of(frame, at, &published, None))
            });
            let leaf = leaf.or_page(&ask.visit)?;
            Ok(ask.answer(&leaf, "text/html; charset=utf-8"))
        }
        Ok(Seen::Gone(gone)) => tombstone(&ask, &gone),
        Err(error) => Err(ask.failed(error)),
    }
}

fn tombstone(ask: &Ask, gone: &Gone) -> Answer {
    let words = ask.words();
    let row = &gone.row;
    let texts = [
        ("city", say(&gone.city)),
        ("cycle", say(&gone.cycle)),
        ("day", say(day(&words, row.published_at))),
    ];
    let since = day(&words, row.withdrawn_at.unwrap_or(row.changed_at));
    let page = GonePage {
        frame: ask.frame(words.text("public-gone-title")),
        at: ask.at(&row.city_slug, Some(&row.slug)),
        what: words.with("public-gone-what", &texts),
        when: words.with("public-gone-when", &[("day", say(since))]),
        why: row.withdrawn_reason.clone().unwrap_or_default(),
    };
    let text = page
        .render()
        .map_err(|error| ask.failed(AppError::Fault(error.to_string())))?;
    Ok((StatusCode::GONE, Html(text)).into_response())
}

async fn news(ask: &Ask, city: &str) -> Result<CityNews, PageFailure> {
    let found = ask.visit.web.app.published_of_city(city).await;
    found.map_err(|error| ask.failed(error))
}

/// The name of a city, as its last cycle tells it.
fn name_of(news: &CityNews) -> String {
    let first = news.seen.first();
    first.map_or_else(|| news.slug.clone(), |seen| seen.names().0.to_owned())
}

/// What a city has published.
///
/// # Errors
/// Where it never published anything.
pub async fn city(
    visit: Visit,
    Path(city): Path<String>,
    RawQuery(query): RawQuery,
    headers: HeaderMap,
) -> Answer {
    let ask = Ask::new(visit, headers, query.as_deref());
    let (news, words) = (news(&ask, &city).await?, ask.words());
    let name = name_of(&news);
    let title = words.with("public-city-title", &[("city", say(&name))]);
    let entry = |seen: &Seen| {
        let row = seen.row();
        let at = ask.at(&row.city_slug, Some(&row.slug));
        let on = |key: &str, at: i64| words.with(key, &[("day", say(day(&words, at)))]);
        CityEntry {
            href: at.here,
            cycle: seen.names().1.to_owned(),
            headline: headline(seen, &words),
            about: match row.withdrawn_at {
                Some(at) => on("public-gone-tag", at),
                None => on("publish-public", row.published_at),
            },
        }
    };
    let page = CityPage {
        frame: ask.frame(title),
        at: ask.at(&news.slug, None),
        entries: news.seen.iter().map(entry).collect(),
        city: name,
    };
    let leaf = Leaf::new(rendered(&page).or_page(&ask.visit)?);
    Ok(ask.answer(&leaf, "text/html; charset=utf-8"))
}

fn headline(seen: &Seen, words: &Words) -> Option<String> {
    match seen {
        Seen::Public(published) => Some(published.view(words).headline.clone()),
        Seen::Gone(_) => None,
    }
}

/// What happened to a city's publications, as an Atom feed.
///
/// # Errors
/// Where it never published anything.
pub async fn feed(
    visit: Visit,
    Path(city): Path<String>,
    RawQuery(query): RawQuery,
    headers: HeaderMap,
) -> Answer {
    let ask = Ask::new(visit, headers, query.as_deref());
    let (news, words) = (news(&ask, &city).await?, ask.words());
    let name = name_of(&news);
    let entry = |item: &gradus_app::publication::News| {
        let seen = news
            .seen
            .iter()
            .find(|seen| seen.row().assessment_id == item.assessment)?;
        let row = seen.row();
        let at = ask.at(&row.city_slug, Some(&row.slug));
        let key = match item.kind.as_str() {
            "replaced" => "public-news-replaced",
            "changed" => "public-news-changed",
            "withdrawn" => "public-news-withdrawn",
            _ => "public-news-published",
        };
        Some(NewsEntry {
            id: format!("{}#{}", at.whole, item.ordinal),
            title: words.with(key, &[("cycle", say(seen.names().1))]),
            summary: headline(seen, &words).unwrap_or_default(),
            at: rfc3339(item.at),
            href: at.whole,
        })
    };
    let at = ask.at(&news.slug, None);
    let feed = CityFeed {
        language: ask.language.tag(),
        title: words.with("public-city-title", &[("city", say(&name))]),
        author: name,
        page: at.whole,
        whole: at.feed,
        updated: rfc3339(news.news.first().map_or(0, |item| item.at)),
        entries: news.news.iter().filter_map(entry).collect(),
    };
    let leaf = Leaf::new(rendered(&feed).or_page(&ask.visit)?);
    let answer = ask.answer(&leaf, "application/atom+xml; charset=utf-8");
    Ok(open_to_all(answer))
}

/// The public keys of the instance, with which sealed documents and heads of the audit chain
/// are verified.
pub async fn keys(visit: Visit) -> Response {
    let text = format!("{:#}\n", serde_json::json!(visit.web.app.public_keys()));
    let kind = (header::CONTENT_TYPE, "application/json");
    open_to_all(
        (
            [kind, (header::CACHE_CONTROL, "public, max-age=3600")],
            text,
        )
            .into_response(),
    )
}

/// What search engines may look at: what is published, and nothing else.
pub async fn robots(visit: Visit) -> Response {
    let base = &visit.web.config.base;
    let text = format!("User-agent: *\nAllow: {base}/p/\nAllow: {base}/assets/\nDisallow: /\n");
    text.into_response()
}
