//! Personal data: what is stored of somebody.

use super::answer::{Answer, OrJson, Path, done, id, json};
use super::assessment::lead;
use crate::caller::ApiCaller;
use crate::failure::ApiError;
use gradus_app::{AssessorId, PersonId};

/// Everything that is stored of the caller, as `gradus-personal/1`.
#[utoipa::path(get, path = "/api/v1/me/data", tag = "account", responses((status = 200, body = serde_json::Value), (status = 401, body = ApiError)))]
pub async fn own_data(ApiCaller(caller): ApiCaller) -> Answer {
    let data = caller.app().personal_data(&caller.actor).await;
    Ok(json(&data.or_json(&caller)?))
}

/// Everything that is stored of somebody with an account, for administrators.
#[utoipa::path(get, path = "/api/v1/accounts/{id}/data", tag = "account", params(("id" = String, Path)),
    responses((status = 200, body = serde_json::Value), (status = 401, body = ApiError), (status = 403, body = ApiError), (status = 404, body = ApiError)))]
pub async fn data_of(ApiCaller(caller): ApiCaller, Path(of): Path<String>) -> Answer {
    let administrator = caller.app().administrator(&caller.actor);
    let administrator = administrator.or_json(&caller)?;
    let person: PersonId = id(&caller, &of, "account")?;
    let data = administrator.personal_data_of(&person).await;
    Ok(json(&data.or_json(&caller)?))
}

/// Takes everything out that says who somebody with an account is. Their answers stay under
/// pseudonyms.
#[utoipa::path(delete, path = "/api/v1/accounts/{id}/data", tag = "account", params(("id" = String, Path)),
    responses((status = 204), (status = 401, body = ApiError), (status = 403, body = ApiError), (status = 404, body = ApiError), (status = 409, body = ApiError)))]
pub async fn person_erase(ApiCaller(caller): ApiCaller, Path(of): Path<String>) -> Answer {
    let administrator = caller.app().administrator(&caller.actor);
    let administrator = administrator.or_json(&caller)?;
    let person: PersonId = id(&caller, &of, "account")?;
    administrator.person_erase(&person).await.or_json(&caller)?;
    Ok(done())
}

/// Takes an assessor's name, notes and links out. Their answers stay under their code.
#[utoipa::path(delete, path = "/api/v1/cities/{city}/assessments/{assessment}/assessors/{id}/data", tag = "people", params(("city" = String, Path), ("assessment" = String, Path), ("id" = String, Path)),
    responses((status = 204), (status = 401, body = ApiError), (status = 403, body = ApiError), (status = 404, body = ApiError)))]
pub async fn assessor_erase(
    ApiCaller(caller): ApiCaller,
    Path((city, slug, of)): Path<(String, String, String)>,
) -> Answer {
    let assessor: AssessorId = id(&caller, &of, "assessor")?;
    let lead = lead(&caller, &city, &slug).await?;
    lead.assessor_erase(&assessor).await.or_json(&caller)?;
    Ok(done())
}
