//! Who sends a request, in which language and appearance they want the answer.

use crate::failure::{ApiFailure, PageFailure};
use crate::state::{Limit, Web};
use crate::views::frame::{Frame, Scheme};
use axum::extract::{ConnectInfo, FromRequestParts, OriginalUri};
use axum::http::request::Parts;
use axum::http::{HeaderMap, Uri, header};
use gradus_app::{Actor, AppError};
use gradus_words::Language;
use std::convert::Infallible;
use std::net::{IpAddr, Ipv4Addr, SocketAddr};

/// The cookie of a session.
pub const SESSION_COOKIE: &str = "gradus-session";
/// The cookie of a chosen language.
pub const LANGUAGE_COOKIE: &str = "gradus-language";
/// The cookie of a chosen appearance.
pub const SCHEME_COOKIE: &str = "gradus-scheme";

/// A cookie of a request.
#[must_use]
pub fn cookie<'h>(headers: &'h HeaderMap, name: &str) -> Option<&'h str> {
    let all = headers.get_all(header::COOKIE).into_iter();
    let texts = all.filter_map(|value| value.to_str().ok());
    texts.flat_map(|text| text.split(';')).find_map(|pair| {
        let (found, value) = pair.trim().split_once('=')?;
        (found == name).then_some(value)
    })
}

/// What a request tells of itself whoever sends it.
#[derive(Clone)]
pub struct Visit {
    /// The shared parts.
    pub web: Web,
    /// Language of the answer.
    pub language: Language,
    /// Light or dark.
    pub scheme: Scheme,
    /// Path and query below the base.
    pub here: String,
    /// What the browser calls itself.
    pub agent: String,
    /// Whether the browser came over HTTPS, as far as can be known.
    pub https: bool,
    /// Scheme and host that people use, without a slash at the end.
    pub origin: String,
    /// Address of the caller.
    pub address: IpAddr,
    /// Whether a script of ours asks, which wants a status rather than another page.
    pub script: bool,
}

impl Visit {
    fn of(parts: &Parts, web: &Web) -> Self {
        let headers = &parts.headers;
        let text = |name| headers.get(name).and_then(|value| value.to_str().ok());
        let uri = parts
            .extensions
            .get::<OriginalUri>()
            .map_or(&parts.uri, |uri| &uri.0);
        let chosen = cookie(headers, LANGUAGE_COOKIE).and_then(|tag| tag.parse().ok());
        let language = chosen
            .or_else(|| accepted(text(header::ACCEPT_LANGUAGE).unwrap_or_default()))
            .unwrap_or(Language::English);
        let forwarded = |name| text(header::HeaderName::from_static(name));
        let https = is_https(headers, web);
        Self {
            https,
            language,
            scheme: cookie(headers, SCHEME_COOKIE)
                .map(Scheme::of_name)
                .unwrap_or_default(),
            here: here(uri, &web.config.base),
            agent: text(header::USER_AGENT).unwrap_or_default().to_owned(),
            origin: origin(
                web,
                https,
                text(header::HOST),
                forwarded("x-forwarded-host"),
            ),
            address: address(parts, web),
            script: headers.contains_key("hx-request"),
            web: web.clone(),
        }
    }

    /// Fails when too many attempts came from the caller's address.
    ///
    /// # Errors
    /// [`AppError::Refused`] with `too_many`.
    pub fn limit(&self, limit: Limit) -> Result<(), AppError> {
        if self.web.allows(limit, self.address) {
            return Ok(());
        }
        Err(AppError::Refused("too_many"))
    }
}

/// Path and query below `base`.
fn here(uri: &Uri, base: &str) -> String {
    let whole = uri.path_and_query().map_or("/", |path| path.as_str());
    match whole.strip_prefix(base) {
        Some(rest) if rest.starts_with('/') => rest.to_owned(),
        Some(rest) if rest.is_empty() || rest.starts_with('?') => format!("/{rest}"),
        _ => whole.to_owned(),
    }
}

/// The first language of `Accept-Language` that the program speaks.
pub(crate) fn accepted(header: &str) -> Option<Language> {
    let mut wanted: Vec<(f32, &str)> = header
        .split(',')
        .filter_map(|part| {
            let mut pieces = part.trim().split(";q=");
            let tag = pieces.next().filter(|tag| !tag.is_empty())?;
            let weight = pieces
                .next()
                .and_then(|weight| weight.parse().ok())
                .unwrap_or(1.0);
            Some((weight, tag))
        })
        .collect();
    wanted.sort_by(|a, b| b.0.total_cmp(&a.0));
    wanted.iter().find_map(|(_, tag)| tag.parse().ok())
}

/// Whether the browser came over HTTPS: to us, or to the proxy in front, as far as it says.
pub(crate) fn is_https(headers: &HeaderMap, web: &Web) -> bool {
    let said = || {
        let header = headers.get("x-forwarded-proto")?.to_str().ok()?;
        Some(last(header).eq_ignore_ascii_case("https"))
    };
    web.config.https || web.config.behind_proxy && said() == Some(true)
}

/// The last value of a header to which each proxy adds: that of the proxy in front of us.
fn last(header: &str) -> &str {
    header.rsplit(',').next().unwrap_or_default().trim()
}

fn origin(web: &Web, https: bool, host: Option<&str>, forwarded: Option<&str>) -> String {
    if let Some(url) = &web.config.public_url {
        return url.trim_end_matches('/').to_owned();
    }
    let scheme = if https { "https" } else { "http" };
    let host = forwarded
        .filter(|_| web.config.behind_proxy)
        .or(host)
        .unwrap_or("localhost");
    format!("{scheme}://{host}{}", web.config.base)
}

fn address(parts: &Parts, web: &Web) -> IpAddr {
    let forwarded = || {
        let header = parts.headers.get("x-forwarded-for")?.to_str().ok()?;
        last(header).parse().ok()
    };
    let direct = || {
        parts
            .extensions
            .get::<ConnectInfo<SocketAddr>>()
            .map(|info| info.0.ip())
    };
    let named = if web.config.behind_proxy {
        forwarded()
    } else {
        None
    };
    named
        .or_else(direct)
        .unwrap_or(IpAddr::V4(Ipv4Addr::LOCALHOST))
}

impl FromRequestParts<Web> for Visit {
    type Rejection = Infallible;

    async fn from_request_parts(parts: &mut Parts, web: &Web) -> Result<Self, Infallible> {
        Ok(Self::of(parts, web))
    }
}

/// Who asks for a page.
#[derive(Clone)]
pub struct Caller {
    /// The request.
    pub visit: Visit,
    /// Who.
    pub actor: Actor,
    /// The token that every form of theirs carries.
    pub csrf: String,
}

impl Caller {
    /// The application.
    #[must_use]
    pub fn app(&self) -> &gradus_app::App {
        &self.visit.web.app
    }

    /// The frame of a page for this caller.
    #[must_use]
    pub fn frame(&self, title: impl Into<String>) -> Frame {
        crate::pages::frame::of(self, title.into())
    }

    /// A message in the caller's language.
    #[must_use]
    pub fn t(&self, key: &str) -> String {
        self.visit.web.words(self.visit.language).text(key)
    }

    /// An address below the base.
    #[must_use]
    pub fn url(&self, path: &str) -> String {
        format!("{}{path}", self.visit.web.config.base)
    }
}

async fn actor(parts: &Parts, web: &Web) -> Result<Actor, AppError> {
    let bearer = parts.headers.get(header::AUTHORIZATION);
    if let Some(bearer) = bearer {
        let text = bearer
            .to_str()
            .ok()
            .and_then(|text| text.strip_prefix("Bearer "));
        return web
            .app
            .actor_of_token(text.ok_or(AppError::SignInFirst)?.trim())
            .await;
    }
    match cookie(&parts.headers, SESSION_COOKIE) {
        Some(secret) => web.app.actor_of_session(secret).await,
        None => Ok(Actor::nobody()),
    }
}

async fn caller(parts: &mut Parts, web: &Web) -> Result<Caller, (AppError, Visit)> {
    let mut visit = Visit::of(parts, web);
    let actor = match actor(parts, web).await {
        Ok(actor) => actor,
        Err(error) => return Err((error, visit)),
    };
    let name = match (&actor.token, &actor.session) {
        (Some(token), _) => token.id.to_string(),
        (None, Some(session)) => session.id.clone(),
        (None, None) => String::new(),
    };
    // By person where there is one, so that more sessions and tokens are no way around it.
    let limited = actor
        .me
        .as_ref()
        .map_or_else(|| name.clone(), |me| me.id.to_string());
    if !limited.is_empty() && !web.allows_caller(&limited) {
        return Err((AppError::Refused("too_many"), visit));
    }
    if cookie(&parts.headers, LANGUAGE_COOKIE).is_none()
        && let Some(language) = actor.me.as_ref().and_then(|me| me.language.as_deref())
    {
        visit.language = language.parse().unwrap_or(visit.language);
    }
    let csrf = web.app.key().secret_of("csrf", &name);
    Ok(Caller { visit, actor, csrf })
}

impl FromRequestParts<Web> for Caller {
    type Rejection = PageFailure;

    async fn from_request_parts(parts: &mut Parts, web: &Web) -> Result<Self, PageFailure> {
        caller(parts, web)
            .await
            .map_err(|(error, visit)| PageFailure::new(&visit, error))
    }
}

/// Who calls the API.
#[derive(Clone)]
pub struct ApiCaller(pub Caller);

impl FromRequestParts<Web> for ApiCaller {
    type Rejection = ApiFailure;

    async fn from_request_parts(parts: &mut Parts, web: &Web) -> Result<Self, ApiFailure> {
        caller(parts, web)
            .await
            .map(Self)
            .map_err(|(error, visit)| ApiFailure::new(&visit, error))
    }
}
