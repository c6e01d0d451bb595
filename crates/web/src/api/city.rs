//! `/cities`.

use super::answer::{Answer, Body, OrJson, create, done, id, json, matched, tagged};
use crate::caller::ApiCaller;
use crate::failure::ApiError;
use axum::extract::Path;
use gradus_app::city::CityFacts;
use gradus_app::rows::{CityRow, RoleRow};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

/// A city.
#[derive(Serialize, ToSchema)]
pub struct CityJson {
    /// Its part of addresses.
    slug: String,
    name: String,
    country: Option<String>,
    population: Option<i64>,
    /// `#rrggbb`.
    colour: Option<String>,
    version: i64,
}

impl From<CityRow> for CityJson {
    fn from(row: CityRow) -> Self {
        Self {
            slug: row.slug,
            name: row.name,
            country: row.country,
            population: row.population,
            colour: row.colour,
            version: row.version,
        }
    }
}

/// What a city says of itself.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct CityFactsJson {
    name: String,
    /// Made from the name when left out.
    #[serde(default)]
    slug: String,
    #[serde(default)]
    country: Option<String>,
    #[serde(default)]
    population: Option<u64>,
    /// `#rrggbb`; white text on it has a contrast of at least 4.5.
    #[serde(default)]
    colour: Option<String>,
}

impl From<CityFactsJson> for CityFacts {
    fn from(json: CityFactsJson) -> Self {
        Self {
            name: json.name,
            slug: json.slug,
            country: json.country.unwrap_or_default(),
            population: json
                .population
                .map(|number| number.to_string())
                .unwrap_or_default(),
            colour: json.colour.unwrap_or_default(),
        }
    }
}

/// The cities that the caller has to do with.
#[utoipa::path(get, path = "/api/v1/cities", tag = "city",
    responses((status = 200, body = [CityJson]), (status = 401, body = ApiError)))]
pub async fn cities(ApiCaller(caller): ApiCaller) -> Answer {
    let rows = caller.app().cities(&caller.actor).await.or_json(&caller)?;
    Ok(json(
        &rows.into_iter().map(CityJson::from).collect::<Vec<_>>(),
    ))
}

/// Makes a city, led by the caller; for administrators.
#[utoipa::path(post, path = "/api/v1/cities", tag = "city", request_body = CityFactsJson,
    responses((status = 201, body = CityJson), (status = 401, body = ApiError), (status = 403, body = ApiError), (status = 422, body = ApiError)))]
pub async fn city_create(body: Body<CityFactsJson>) -> Answer {
    let Body {
        caller,
        headers,
        value,
        text,
    } = body;
    let administrator = caller.app().administrator(&caller.actor).or_json(&caller)?;
    let me = caller.actor.me().or_json(&caller)?.id.clone();
    let facts = value.into();
    let made = async {
        administrator
            .city_create(&facts, &me)
            .await
            .map(CityJson::from)
    };
    create(&caller, &headers, &text, made).await
}

/// A city.
#[utoipa::path(get, path = "/api/v1/cities/{city}", tag = "city", params(("city" = String, Path)),
    responses((status = 200, body = CityJson), (status = 401, body = ApiError), (status = 404, body = ApiError)))]
pub async fn city(ApiCaller(caller): ApiCaller, Path(slug): Path<String>) -> Answer {
    let desk = caller
        .app()
        .city(&caller.actor, &slug)
        .await
        .or_json(&caller)?;
    let version = desk.city.version;
    Ok(tagged(&CityJson::from(desk.city), version))
}

/// Changes what a city says of itself; for its leads, with `If-Match`.
#[utoipa::path(put, path = "/api/v1/cities/{city}", tag = "city", params(("city" = String, Path), ("If-Match" = String, Header)), request_body = CityFactsJson,
    responses((status = 200, body = CityJson), (status = 401, body = ApiError), (status = 403, body = ApiError), (status = 404, body = ApiError), (status = 409, body = ApiError), (status = 412, body = ApiError), (status = 422, body = ApiError), (status = 428, body = ApiError)))]
pub async fn city_change(Path(slug): Path<String>, body: Body<CityFactsJson>) -> Answer {
    let Body {
        caller,
        headers,
        value,
        ..
    } = body;
    let lead = caller
        .app()
        .city(&caller.actor, &slug)
        .await
        .or_json(&caller)?
        .lead()
        .or_json(&caller)?;
    let city = lead.desk().city.clone();
    let version = matched(&headers, city.version).or_json(&caller)?;
    let mut facts = CityFacts::from(value);
    if facts.slug.is_empty() {
        facts.slug = city.slug;
    }
    let row = lead.city_change(&facts, version).await.or_json(&caller)?;
    let version = row.version;
    Ok(tagged(&CityJson::from(row), version))
}

/// A member of a city's team.
#[derive(Serialize, ToSchema)]
pub struct MemberJson {
    person: String,
    name: Option<String>,
    login: Option<String>,
    /// `lead`, `facilitator`, `reviewer` or `viewer`.
    role: String,
}

impl From<RoleRow> for MemberJson {
    fn from(row: RoleRow) -> Self {
        Self {
            person: row.person_id.to_string(),
            name: row.name,
            login: row.login,
            role: row.role,
        }
    }
}

/// The team of a city.
#[utoipa::path(get, path = "/api/v1/cities/{city}/team", tag = "city", params(("city" = String, Path)),
    responses((status = 200, body = [MemberJson]), (status = 401, body = ApiError), (status = 404, body = ApiError)))]
pub async fn team(ApiCaller(caller): ApiCaller, Path(slug): Path<String>) -> Answer {
    let desk = caller
        .app()
        .city(&caller.actor, &slug)
        .await
        .or_json(&caller)?;
    let team = desk.team().await.or_json(&caller)?;
    Ok(json(
        &team.into_iter().map(MemberJson::from).collect::<Vec<_>>(),
    ))
}

/// Somebody to be put into a team.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct NewMemberJson {
    login: String,
    /// `lead`, `facilitator`, `reviewer` or `viewer`.
    role: String,
}

/// Puts somebody into the team, or changes their role.
#[utoipa::path(post, path = "/api/v1/cities/{city}/team", tag = "city", params(("city" = String, Path)), request_body = NewMemberJson,
    responses((status = 204), (status = 401, body = ApiError), (status = 403, body = ApiError), (status = 404, body = ApiError), (status = 409, body = ApiError), (status = 422, body = ApiError)))]
pub async fn member_set(Path(slug): Path<String>, body: Body<NewMemberJson>) -> Answer {
    let Body { caller, value, .. } = body;
    let desk = caller
        .app()
        .city(&caller.actor, &slug)
        .await
        .or_json(&caller)?;
    desk.role_set(&value.login, &value.role)
        .await
        .or_json(&caller)?;
    Ok(done())
}

/// Takes somebody out of the team.
#[utoipa::path(delete, path = "/api/v1/cities/{city}/team/{person}", tag = "city", params(("city" = String, Path), ("person" = String, Path)),
    responses((status = 204), (status = 401, body = ApiError), (status = 403, body = ApiError), (status = 404, body = ApiError), (status = 409, body = ApiError)))]
pub async fn member_remove(
    ApiCaller(caller): ApiCaller,
    Path((slug, person)): Path<(String, String)>,
) -> Answer {
    let person = id(&caller, &person, "member")?;
    let desk = caller
        .app()
        .city(&caller.actor, &slug)
        .await
        .or_json(&caller)?;
    desk.role_remove(&person).await.or_json(&caller)?;
    Ok(done())
}
