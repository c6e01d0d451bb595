//! Publishing. What is published needs no API: its files are at its public address.

use super::answer::{Answer, Body, OrJson, Path, done, json, matched, tagged};
use super::assessment::{At, lead};
use crate::caller::{ApiCaller, Caller, Visit};
use crate::failure::{ApiError, ApiFailure};
use axum::http::{HeaderMap, header};
use axum::response::IntoResponse;
use gradus_app::assessment::Lead;
use gradus_app::publication::{PublicationText, Standing};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

/// Where the publication of an assessment stands.
#[derive(Serialize, ToSchema)]
pub struct PublicationJson {
    /// Whether strangers can see a version now.
    public: bool,
    /// The address of its page, once it was published.
    address: Option<String>,
    /// Number of the frozen version that is or was shown.
    number: Option<i64>,
    /// Number of the newest frozen version; null before `final`.
    newest: Option<i64>,
    introduction: Option<String>,
    /// First published, in milliseconds since 1970, UTC.
    published_at: Option<i64>,
    changed_at: Option<i64>,
    withdrawn_at: Option<i64>,
    withdrawn_reason: Option<String>,
    /// Pieces of evidence of the newest version.
    evidence: Vec<TitleJson>,
    /// Statements and components on which fewer than five people answer otherwise than in a
    /// version that strangers have seen; with any, the newest cannot be published.
    isolated: Vec<String>,
    /// Components, by name, that fewer than five people rated.
    thin: Vec<String>,
}

/// A piece of evidence whose title may be shown.
#[derive(Serialize, ToSchema)]
pub struct TitleJson {
    id: String,
    title: String,
    accepted: bool,
    /// Whether its title is shown; before the first publication, whether it would be.
    shown: bool,
}

impl PublicationJson {
    fn new(standing: Standing, visit: &Visit) -> Self {
        let public = standing.is_public();
        let row = standing.row;
        let titles = standing.titles.into_iter().map(|title| TitleJson {
            id: title.code,
            title: title.title,
            accepted: title.accepted,
            shown: title.shown,
        });
        Self {
            public,
            address: row
                .as_ref()
                .map(|row| format!("{}/p/{}/{}", visit.origin, row.city_slug, row.slug)),
            number: row.as_ref().map(|row| row.number),
            newest: standing.newest.map(|(number, _)| number),
            published_at: row.as_ref().map(|row| row.published_at),
            changed_at: row.as_ref().map(|row| row.changed_at),
            withdrawn_at: row.as_ref().and_then(|row| row.withdrawn_at),
            introduction: standing.introduction,
            withdrawn_reason: row.and_then(|row| row.withdrawn_reason),
            evidence: titles.collect(),
            isolated: standing.isolated,
            thin: standing.thin,
        }
    }
}

/// What a lead says about a publication.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct PublishJson {
    /// Words of their own above the result.
    #[serde(default)]
    introduction: String,
    /// Pieces of evidence whose titles are shown; where the list is left out, those shown so
    /// far, and at first those accepted that are no interviews.
    evidence: Option<Vec<String>>,
}

/// Where the publication stands; the `ETag` is its own.
#[utoipa::path(get, path = "/api/v1/cities/{city}/assessments/{assessment}/publication", tag = "publication", params(("city" = String, Path), ("assessment" = String, Path)),
    responses((status = 200, body = PublicationJson), (status = 401, body = ApiError), (status = 403, body = ApiError), (status = 404, body = ApiError)))]
pub async fn publication(ApiCaller(caller): ApiCaller, Path((city, slug)): At) -> Answer {
    let lead = lead(&caller, &city, &slug).await?;
    let standing = lead.publication().await.or_json(&caller)?;
    let version = version_of(&standing);
    Ok(tagged(
        &PublicationJson::new(standing, &caller.visit),
        version,
    ))
}

fn version_of(standing: &Standing) -> i64 {
    standing.row.as_ref().map_or(0, |row| row.version)
}

/// The lead's assessment and what is shown of it, if that is what `If-Match` names.
async fn expected<'a>(
    caller: &'a Caller,
    headers: &HeaderMap,
    (city, slug): (&str, &str),
) -> Result<(Lead<'a>, Standing), ApiFailure> {
    let lead = lead(caller, city, slug).await?;
    let standing = lead.publication().await.or_json(caller)?;
    matched(headers, version_of(&standing)).or_json(caller)?;
    Ok((lead, standing))
}

/// Shows the newest frozen version to everybody, in place of what was shown before; with
/// `If-Match` of the publication.
#[utoipa::path(put, path = "/api/v1/cities/{city}/assessments/{assessment}/publication", tag = "publication", params(("city" = String, Path), ("assessment" = String, Path), ("If-Match" = String, Header)), request_body = PublishJson,
    responses((status = 200, body = PublicationJson), (status = 401, body = ApiError), (status = 403, body = ApiError), (status = 404, body = ApiError), (status = 409, body = ApiError), (status = 412, body = ApiError), (status = 422, body = ApiError), (status = 428, body = ApiError)))]
pub async fn publish(Path((city, slug)): At, body: Body<PublishJson>) -> Answer {
    let (caller, value) = (&body.caller, body.value);
    let (lead, standing) = expected(caller, &body.headers, (&city, &slug)).await?;
    let proposed = || {
        let titles = standing.titles.iter().filter(|title| title.shown);
        titles.map(|title| title.code.clone()).collect()
    };
    let text = PublicationText {
        introduction: value.introduction,
        evidence: value.evidence.unwrap_or_else(proposed),
    };
    let published = lead.publish(&text, version_of(&standing)).await;
    published.or_json(caller)?;
    let standing = lead.publication().await.or_json(caller)?;
    let version = version_of(&standing);
    Ok(tagged(
        &PublicationJson::new(standing, &caller.visit),
        version,
    ))
}

/// A sealed document.
#[derive(Serialize, ToSchema)]
pub struct SealJson {
    /// Counts from 1, with each time the assessment is made final.
    number: i64,
    /// When it was sealed, in milliseconds since 1970, UTC.
    at: i64,
}

/// The sealed documents of an assessment, oldest first; for its leads.
#[utoipa::path(get, path = "/api/v1/cities/{city}/assessments/{assessment}/seals", tag = "publication", params(("city" = String, Path), ("assessment" = String, Path)),
    responses((status = 200, body = [SealJson]), (status = 401, body = ApiError), (status = 403, body = ApiError), (status = 404, body = ApiError)))]
pub async fn seals(ApiCaller(caller): ApiCaller, Path((city, slug)): At) -> Answer {
    let lead = lead(&caller, &city, &slug).await?;
    let rows = lead.seals().await.or_json(&caller)?.into_iter();
    let told: Vec<SealJson> = rows
        .map(|row| SealJson {
            number: row.number,
            at: row.at,
        })
        .collect();
    Ok(json(&told))
}

/// A sealed document, `gradus-sealed/1`, byte by byte as it was signed; for leads.
#[utoipa::path(get, path = "/api/v1/cities/{city}/assessments/{assessment}/seals/{number}", tag = "publication", params(("city" = String, Path), ("assessment" = String, Path), ("number" = i64, Path)),
    responses((status = 200, body = Object), (status = 401, body = ApiError), (status = 403, body = ApiError), (status = 404, body = ApiError)))]
pub async fn sealed(
    ApiCaller(caller): ApiCaller,
    Path((city, slug, number)): Path<(String, String, String)>,
) -> Answer {
    let lead = lead(&caller, &city, &slug).await?;
    let number = number.parse().unwrap_or(0);
    let text = lead.sealed(number).await.or_json(&caller)?;
    Ok(([(header::CONTENT_TYPE, "application/json")], text).into_response())
}

/// Why something is taken back.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct WithdrawJson {
    /// Shown to everybody at the address.
    reason: String,
}

/// Takes back what is shown; its address tells that, when and why. With `If-Match` of the
/// publication.
#[utoipa::path(post, path = "/api/v1/cities/{city}/assessments/{assessment}/publication/withdraw", tag = "publication", params(("city" = String, Path), ("assessment" = String, Path), ("If-Match" = String, Header)), request_body = WithdrawJson,
    responses((status = 204), (status = 401, body = ApiError), (status = 403, body = ApiError), (status = 404, body = ApiError), (status = 409, body = ApiError), (status = 412, body = ApiError), (status = 422, body = ApiError), (status = 428, body = ApiError)))]
pub async fn withdraw(Path((city, slug)): At, body: Body<WithdrawJson>) -> Answer {
    let (caller, value) = (&body.caller, body.value);
    let (lead, standing) = expected(caller, &body.headers, (&city, &slug)).await?;
    let version = version_of(&standing);
    let withdrawn = lead.publication_withdraw(&value.reason, version).await;
    withdrawn.or_json(caller)?;
    Ok(done())
}
