//! Groups, assessors and invitations of an assessment.

use super::answer::{Answer, Body, OrJson, create, done, id, json};
use super::assessment::{At, lead};
use crate::caller::ApiCaller;
use crate::failure::ApiError;
use axum::extract::Path;
use gradus_app::people::NewAssessor;
use gradus_app::rows::GroupRow;
use gradus_app::{AssessorId, GroupId, InvitationId};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

type Of = Path<(String, String, String)>;

/// A group.
#[derive(Serialize, ToSchema)]
pub struct GroupJson {
    id: String,
    /// Its name in files.
    code: String,
    name: String,
}

impl From<GroupRow> for GroupJson {
    fn from(row: GroupRow) -> Self {
        Self {
            id: row.id.to_string(),
            code: row.code,
            name: row.name,
        }
    }
}

/// A group to be added.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct NewGroupJson {
    name: String,
    /// Made from the name when left out.
    #[serde(default)]
    code: String,
}

/// The groups.
#[utoipa::path(get, path = "/api/v1/cities/{city}/assessments/{assessment}/groups", tag = "people", params(("city" = String, Path), ("assessment" = String, Path)),
    responses((status = 200, body = [GroupJson]), (status = 401, body = ApiError), (status = 404, body = ApiError)))]
pub async fn groups(ApiCaller(caller): ApiCaller, Path((city, slug)): At) -> Answer {
    let desk = super::assessment::desk(&caller, &city, &slug).await?;
    let rows = desk.groups().await.or_json(&caller)?;
    Ok(json(
        &rows.into_iter().map(GroupJson::from).collect::<Vec<_>>(),
    ))
}

/// Adds a group.
#[utoipa::path(post, path = "/api/v1/cities/{city}/assessments/{assessment}/groups", tag = "people", params(("city" = String, Path), ("assessment" = String, Path)), request_body = NewGroupJson,
    responses((status = 201, body = GroupJson), (status = 401, body = ApiError), (status = 403, body = ApiError), (status = 404, body = ApiError), (status = 409, body = ApiError), (status = 422, body = ApiError)))]
pub async fn group_create(Path((city, slug)): At, body: Body<NewGroupJson>) -> Answer {
    let Body {
        caller,
        headers,
        value,
        text,
    } = body;
    let lead = lead(&caller, &city, &slug).await?;
    let made = async {
        lead.group_create(&value.name, &value.code)
            .await
            .map(GroupJson::from)
    };
    create(&caller, &headers, &text, made).await
}

/// Removes a group that nobody is in.
#[utoipa::path(delete, path = "/api/v1/cities/{city}/assessments/{assessment}/groups/{id}", tag = "people", params(("city" = String, Path), ("assessment" = String, Path), ("id" = String, Path)),
    responses((status = 204), (status = 401, body = ApiError), (status = 403, body = ApiError), (status = 404, body = ApiError), (status = 409, body = ApiError)))]
pub async fn group_remove(ApiCaller(caller): ApiCaller, Path((city, slug, group)): Of) -> Answer {
    let group: GroupId = id(&caller, &group, "group")?;
    lead(&caller, &city, &slug)
        .await?
        .group_remove(&group)
        .await
        .or_json(&caller)?;
    Ok(done())
}

/// An assessor, without answers.
#[derive(Serialize, ToSchema)]
pub struct AssessorJson {
    id: String,
    /// Their name in files.
    code: String,
    name: Option<String>,
    /// Identifier of their group.
    group: String,
    /// Milliseconds since 1970, UTC.
    joined_at: Option<i64>,
}

/// A page of assessors.
#[derive(Serialize, ToSchema)]
pub struct AssessorPage {
    items: Vec<AssessorJson>,
    /// Give it as `after` for the next page.
    next: Option<String>,
}

/// What part of a list is wanted.
#[derive(Deserialize, Default)]
#[serde(deny_unknown_fields)]
pub struct Slice {
    after: Option<String>,
    limit: Option<usize>,
}

/// The assessors, in the order they were added; for leads.
#[utoipa::path(get, path = "/api/v1/cities/{city}/assessments/{assessment}/assessors", tag = "people", params(("city" = String, Path), ("assessment" = String, Path), ("after" = Option<String>, Query), ("limit" = Option<usize>, Query, minimum = 1, maximum = 500)),
    responses((status = 200, body = AssessorPage), (status = 401, body = ApiError), (status = 403, body = ApiError), (status = 404, body = ApiError)))]
pub async fn assessors(
    ApiCaller(caller): ApiCaller,
    Path((city, slug)): At,
    super::Asked(slice): super::Asked<Slice>,
) -> Answer {
    let lead = lead(&caller, &city, &slug).await?;
    let limit = slice.limit.unwrap_or(100).clamp(1, 500);
    let after = slice.after.unwrap_or_default();
    let all = lead.assessors().await.or_json(&caller)?;
    let mut rest = all
        .into_iter()
        .filter(|row| row.id.as_str() > after.as_str())
        .peekable();
    let mut items = Vec::new();
    while items.len() < limit
        && let Some(row) = rest.next()
    {
        items.push(AssessorJson {
            id: row.id.to_string(),
            code: row.code,
            name: row.name,
            group: row.group_id.to_string(),
            joined_at: row.joined_at,
        });
    }
    let next = rest
        .peek()
        .and_then(|_| items.last().map(|last| last.id.clone()));
    Ok(json(&AssessorPage { items, next }))
}

/// Somebody to be asked.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct NewAssessorJson {
    #[serde(default)]
    name: String,
    /// Their name in files; made when left out.
    #[serde(default)]
    code: String,
    /// Identifier, code or name of their group.
    group: String,
    /// Components they are asked for; all when left out.
    #[serde(default)]
    components: Vec<String>,
    /// Login of their account, where they have one.
    #[serde(default)]
    login: String,
}

/// Somebody who was added, with their link.
#[derive(Serialize, ToSchema)]
pub struct AssessorMadeJson {
    id: String,
    code: String,
    /// The link by which they take their place.
    link: String,
    /// The code to go on on another device.
    recovery_code: String,
}

/// Adds assessors, all or none, each with a link of their own.
#[utoipa::path(post, path = "/api/v1/cities/{city}/assessments/{assessment}/assessors", tag = "people", params(("city" = String, Path), ("assessment" = String, Path)), request_body = [NewAssessorJson],
    responses((status = 201, body = [AssessorMadeJson]), (status = 401, body = ApiError), (status = 403, body = ApiError), (status = 404, body = ApiError), (status = 409, body = ApiError), (status = 422, body = ApiError)))]
pub async fn assessors_add(Path((city, slug)): At, body: Body<Vec<NewAssessorJson>>) -> Answer {
    let Body {
        caller,
        headers,
        value,
        text,
    } = body;
    let lead = lead(&caller, &city, &slug).await?;
    let people: Vec<NewAssessor> = value
        .into_iter()
        .map(|one| NewAssessor {
            name: one.name,
            code: one.code,
            group: one.group,
            components: one.components,
            login: one.login,
        })
        .collect();
    let made = async {
        let added = lead.assessors_add(&people).await?;
        let links = lead.invitations().await?;
        let told = added.into_iter().map(|row| {
            let link = links
                .iter()
                .rev()
                .find(|link| link.assessor.as_ref() == Some(&row.id) && !link.revoked);
            AssessorMadeJson {
                link: link
                    .map(|link| format!("{}/join/{}", caller.visit.origin, link.secret))
                    .unwrap_or_default(),
                recovery_code: caller.app().recovery_code(&row.id),
                id: row.id.to_string(),
                code: row.code,
            }
        });
        Ok(told.collect::<Vec<_>>())
    };
    create(&caller, &headers, &text, made).await
}

/// Removes an assessor who answered nothing.
#[utoipa::path(delete, path = "/api/v1/cities/{city}/assessments/{assessment}/assessors/{id}", tag = "people", params(("city" = String, Path), ("assessment" = String, Path), ("id" = String, Path)),
    responses((status = 204), (status = 401, body = ApiError), (status = 403, body = ApiError), (status = 404, body = ApiError), (status = 409, body = ApiError)))]
pub async fn assessor_remove(
    ApiCaller(caller): ApiCaller,
    Path((city, slug, assessor)): Of,
) -> Answer {
    let assessor: AssessorId = id(&caller, &assessor, "assessor")?;
    lead(&caller, &city, &slug)
        .await?
        .assessor_remove(&assessor)
        .await
        .or_json(&caller)?;
    Ok(done())
}

/// An invitation.
#[derive(Serialize, ToSchema)]
pub struct InvitationJson {
    id: String,
    /// Identifier of the group.
    group: String,
    /// Identifier of the one assessor it is for; none for a group's link.
    assessor: Option<String>,
    link: String,
    revoked: bool,
    joined: i64,
}

/// All invitations; for leads.
#[utoipa::path(get, path = "/api/v1/cities/{city}/assessments/{assessment}/invitations", tag = "people", params(("city" = String, Path), ("assessment" = String, Path)),
    responses((status = 200, body = [InvitationJson]), (status = 401, body = ApiError), (status = 403, body = ApiError), (status = 404, body = ApiError)))]
pub async fn invitations(ApiCaller(caller): ApiCaller, Path((city, slug)): At) -> Answer {
    let links = lead(&caller, &city, &slug)
        .await?
        .invitations()
        .await
        .or_json(&caller)?;
    let told = links.into_iter().map(|link| InvitationJson {
        id: link.id.to_string(),
        group: link.group.to_string(),
        assessor: link.assessor.map(|id| id.to_string()),
        link: format!("{}/join/{}", caller.visit.origin, link.secret),
        revoked: link.revoked,
        joined: link.joined,
    });
    Ok(json(&told.collect::<Vec<_>>()))
}

/// Whom an invitation is for: a group, or one assessor.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct NewInvitationJson {
    /// Identifier of a group.
    #[serde(default)]
    group: Option<String>,
    /// Identifier of an assessor; their links before are revoked.
    #[serde(default)]
    assessor: Option<String>,
}

/// Makes an invitation.
#[utoipa::path(post, path = "/api/v1/cities/{city}/assessments/{assessment}/invitations", tag = "people", params(("city" = String, Path), ("assessment" = String, Path)), request_body = NewInvitationJson,
    responses((status = 201, body = super::MadeJson), (status = 401, body = ApiError), (status = 403, body = ApiError), (status = 404, body = ApiError), (status = 409, body = ApiError), (status = 422, body = ApiError)))]
pub async fn invitation_create(Path((city, slug)): At, body: Body<NewInvitationJson>) -> Answer {
    let Body {
        caller,
        headers,
        value,
        text,
    } = body;
    let lead = lead(&caller, &city, &slug).await?;
    let made = async {
        let missing = |noun| gradus_app::AppError::NotFound(noun);
        let made = match (value.group, value.assessor) {
            (_, Some(assessor)) => {
                lead.assessor_invite(&assessor.parse().map_err(|_| missing("assessor"))?)
                    .await?
            }
            (Some(group), None) => {
                lead.group_invite(&group.parse().map_err(|_| missing("group"))?)
                    .await?
            }
            (None, None) => return Err(gradus_app::AppError::invalid("group", "missing")),
        };
        Ok(super::MadeJson {
            id: made.to_string(),
        })
    };
    create(&caller, &headers, &text, made).await
}

/// Revokes an invitation.
#[utoipa::path(delete, path = "/api/v1/cities/{city}/assessments/{assessment}/invitations/{id}", tag = "people", params(("city" = String, Path), ("assessment" = String, Path), ("id" = String, Path)),
    responses((status = 204), (status = 401, body = ApiError), (status = 403, body = ApiError), (status = 404, body = ApiError)))]
pub async fn invitation_revoke(
    ApiCaller(caller): ApiCaller,
    Path((city, slug, invitation)): Of,
) -> Answer {
    let invitation: InvitationId = id(&caller, &invitation, "invitation")?;
    lead(&caller, &city, &slug)
        .await?
        .invitation_revoke(&invitation)
        .await
        .or_json(&caller)?;
    Ok(done())
}
