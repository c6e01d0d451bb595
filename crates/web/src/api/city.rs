//! `/cities`, `/import` and `/demo`.

use super::answer::{Answer, Body, OrJson, Path, Raw, create, done, id, json, matched, tagged};
use crate::caller::ApiCaller;
use crate::failure::ApiError;
use axum::http::header;
use axum::response::IntoResponse;
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

/// The logo of a city, for anybody who knows its address.
#[utoipa::path(get, path = "/api/v1/cities/{city}/logo", tag = "city", params(("city" = String, Path)), security(),
    responses((status = 200, body = Vec<u8>, content_type = "image/png"), (status = 404, body = ApiError)))]
pub async fn logo(ApiCaller(caller): ApiCaller, Path(slug): Path<String>) -> Answer {
    let (bytes, kind) = caller.app().city_logo(&slug).await.or_json(&caller)?;
    Ok(([(header::CONTENT_TYPE, kind)], bytes).into_response())
}

/// Sets the logo, a PNG, JPEG or WebP picture; an empty body takes it away. For leads, with
/// `If-Match` of the city.
#[utoipa::path(put, path = "/api/v1/cities/{city}/logo", tag = "city", params(("city" = String, Path), ("If-Match" = String, Header)), request_body(content = Vec<u8>, content_type = "application/octet-stream"),
    responses((status = 200, body = CityJson), (status = 401, body = ApiError), (status = 403, body = ApiError), (status = 404, body = ApiError), (status = 409, body = ApiError), (status = 412, body = ApiError), (status = 422, body = ApiError), (status = 428, body = ApiError)))]
pub async fn logo_set(Path(slug): Path<String>, raw: Raw) -> Answer {
    let Raw {
        caller,
        headers,
        bytes,
    } = raw;
    let city = caller.app().city(&caller.actor, &slug).await;
    let lead = city.or_json(&caller)?.lead().or_json(&caller)?;
    matched(&headers, lead.desk().city.version).or_json(&caller)?;
    let row = lead.city_logo_set(bytes).await.or_json(&caller)?;
    let version = row.version;
    Ok(tagged(&CityJson::from(row), version))
}

/// A city with an assessment of it.
#[derive(Serialize, ToSchema)]
pub struct CityMadeJson {
    city: CityJson,
    /// The assessment's part of addresses; none where there are several.
    assessment: Option<String>,
}

/// Imports an assessment file (YAML or JSON) as a new city, led by the caller; for
/// administrators.
#[utoipa::path(post, path = "/api/v1/import", tag = "city", request_body(content = String, content_type = "application/yaml"),
    responses((status = 201, body = CityMadeJson), (status = 401, body = ApiError), (status = 403, body = ApiError), (status = 409, body = ApiError), (status = 422, body = ApiError)))]
pub async fn import_city(raw: Raw) -> Answer {
    let Raw {
        caller,
        headers,
        bytes,
    } = raw;
    let administrator = caller.app().administrator(&caller.actor).or_json(&caller)?;
    let me = caller.actor.me().or_json(&caller)?.id.clone();
    let made = async {
        let (city, row) = administrator
            .import_city(&me, "import.yaml", &bytes)
            .await?;
        Ok(CityMadeJson {
            city: CityJson::from(city),
            assessment: Some(row.slug),
        })
    };
    create(&caller, &headers, &gradus_app::sha256_of(&bytes), made).await
}

/// Adds the made-up city of Northaven with its three cycles, led by the caller; for
/// administrators.
#[utoipa::path(post, path = "/api/v1/demo", tag = "city",
    responses((status = 201, body = CityMadeJson), (status = 401, body = ApiError), (status = 403, body = ApiError), (status = 422, body = ApiError)))]
pub async fn demo(raw: Raw) -> Answer {
    let Raw {
        caller, headers, ..
    } = raw;
    let administrator = caller.app().administrator(&caller.actor).or_json(&caller)?;
    let me = caller.actor.me().or_json(&caller)?.id.clone();
    let made = async {
        let city = administrator.fill_with_demo(&me).await?;
        Ok(CityMadeJson {
            city: CityJson::from(city),
            assessment: None,
        })
    };
    create(&caller, &headers, "", made).await
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
