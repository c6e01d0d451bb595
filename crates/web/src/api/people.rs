//! Groups, assessors and invitations of an assessment.

use super::answer::{
    Answer, Asked, Body, OrJson, Path, Slice, create, done, id, json, matched_by_content,
    tagged_by_content,
};
use super::assessment::{At, lead};
use crate::caller::{ApiCaller, Caller};
use crate::failure::ApiError;
use gradus_app::assessment::Lead;
use gradus_app::letter::Letter;
use gradus_app::people::{InvitationView, NewAssessor};
use gradus_app::rows::{AssessorRow, GroupRow};
use gradus_app::{AppError, AssessorId, GroupId, InvitationId};
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

async fn group_of(lead: &Lead<'_>, id: &GroupId) -> Result<GroupJson, AppError> {
    let groups = lead.desk().groups().await?;
    let found = groups.into_iter().find(|row| row.id == *id);
    found
        .map(GroupJson::from)
        .ok_or(AppError::NotFound("group"))
}

/// A group; for leads.
#[utoipa::path(get, path = "/api/v1/cities/{city}/assessments/{assessment}/groups/{id}", tag = "people", params(("city" = String, Path), ("assessment" = String, Path), ("id" = String, Path)),
    responses((status = 200, body = GroupJson), (status = 401, body = ApiError), (status = 403, body = ApiError), (status = 404, body = ApiError)))]
pub async fn group(ApiCaller(caller): ApiCaller, Path((city, slug, group)): Of) -> Answer {
    let lead = lead(&caller, &city, &slug).await?;
    let group: GroupId = id(&caller, &group, "group")?;
    let told = group_of(&lead, &group).await.or_json(&caller)?;
    Ok(tagged_by_content(&told))
}

/// A group's new name.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct GroupNameJson {
    name: String,
}

/// Renames a group; with `If-Match`.
#[utoipa::path(put, path = "/api/v1/cities/{city}/assessments/{assessment}/groups/{id}", tag = "people", params(("city" = String, Path), ("assessment" = String, Path), ("id" = String, Path), ("If-Match" = String, Header)), request_body = GroupNameJson,
    responses((status = 200, body = GroupJson), (status = 401, body = ApiError), (status = 403, body = ApiError), (status = 404, body = ApiError), (status = 409, body = ApiError), (status = 412, body = ApiError), (status = 422, body = ApiError), (status = 428, body = ApiError)))]
pub async fn group_rename(Path((city, slug, group)): Of, body: Body<GroupNameJson>) -> Answer {
    let Body {
        caller,
        headers,
        value,
        ..
    } = body;
    let lead = lead(&caller, &city, &slug).await?;
    let group: GroupId = id(&caller, &group, "group")?;
    let before = group_of(&lead, &group).await.or_json(&caller)?;
    matched_by_content(&headers, &before).or_json(&caller)?;
    lead.group_rename(&group, &value.name)
        .await
        .or_json(&caller)?;
    let after = group_of(&lead, &group).await.or_json(&caller)?;
    Ok(tagged_by_content(&after))
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
    /// Components they are asked for; null for all.
    components: Option<Vec<String>>,
    /// Milliseconds since 1970, UTC.
    joined_at: Option<i64>,
}

impl From<AssessorRow> for AssessorJson {
    fn from(row: AssessorRow) -> Self {
        let listed = row.components.as_deref();
        Self {
            id: row.id.to_string(),
            code: row.code,
            name: row.name,
            group: row.group_id.to_string(),
            components: listed.and_then(|list| serde_json::from_str(list).ok()),
            joined_at: row.joined_at,
        }
    }
}

/// A page of assessors.
#[derive(Serialize, ToSchema)]
pub struct AssessorPage {
    items: Vec<AssessorJson>,
    /// Give it as `after` for the next page.
    next: Option<String>,
}

/// The assessors, in the order they were added; for leads.
#[utoipa::path(get, path = "/api/v1/cities/{city}/assessments/{assessment}/assessors", tag = "people", params(("city" = String, Path), ("assessment" = String, Path), ("after" = Option<String>, Query), ("limit" = Option<usize>, Query, minimum = 1, maximum = 500)),
    responses((status = 200, body = AssessorPage), (status = 401, body = ApiError), (status = 403, body = ApiError), (status = 404, body = ApiError)))]
pub async fn assessors(
    ApiCaller(caller): ApiCaller,
    Path((city, slug)): At,
    Asked(slice): Asked<Slice>,
) -> Answer {
    let lead = lead(&caller, &city, &slug).await?;
    let all = lead.assessors().await.or_json(&caller)?;
    let (items, next) = slice.of(all, |row| row.id.to_string());
    let items = items.into_iter().map(AssessorJson::from).collect();
    Ok(json(&AssessorPage { items, next }))
}

async fn assessor_of(lead: &Lead<'_>, id: &AssessorId) -> Result<AssessorJson, AppError> {
    let assessors = lead.assessors().await?;
    let found = assessors.into_iter().find(|row| row.id == *id);
    found
        .map(AssessorJson::from)
        .ok_or(AppError::NotFound("assessor"))
}

/// An assessor, without answers; for leads.
#[utoipa::path(get, path = "/api/v1/cities/{city}/assessments/{assessment}/assessors/{id}", tag = "people", params(("city" = String, Path), ("assessment" = String, Path), ("id" = String, Path)),
    responses((status = 200, body = AssessorJson), (status = 401, body = ApiError), (status = 403, body = ApiError), (status = 404, body = ApiError)))]
pub async fn assessor(ApiCaller(caller): ApiCaller, Path((city, slug, assessor)): Of) -> Answer {
    let lead = lead(&caller, &city, &slug).await?;
    let assessor: AssessorId = id(&caller, &assessor, "assessor")?;
    let told = assessor_of(&lead, &assessor).await.or_json(&caller)?;
    Ok(tagged_by_content(&told))
}

/// What can be changed of an assessor.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct AssessorChangeJson {
    #[serde(default)]
    name: String,
    /// Identifier or code of their group.
    group: String,
    /// Components they are asked for; all when left out.
    #[serde(default)]
    components: Vec<String>,
}

/// Changes an assessor's name, group and components; with `If-Match`.
#[utoipa::path(put, path = "/api/v1/cities/{city}/assessments/{assessment}/assessors/{id}", tag = "people", params(("city" = String, Path), ("assessment" = String, Path), ("id" = String, Path), ("If-Match" = String, Header)), request_body = AssessorChangeJson,
    responses((status = 200, body = AssessorJson), (status = 401, body = ApiError), (status = 403, body = ApiError), (status = 404, body = ApiError), (status = 409, body = ApiError), (status = 412, body = ApiError), (status = 422, body = ApiError), (status = 428, body = ApiError)))]
pub async fn assessor_change(
    Path((city, slug, assessor)): Of,
    body: Body<AssessorChangeJson>,
) -> Answer {
    let Body {
        caller,
        headers,
        value,
        ..
    } = body;
    let lead = lead(&caller, &city, &slug).await?;
    let assessor: AssessorId = id(&caller, &assessor, "assessor")?;
    let before = assessor_of(&lead, &assessor).await.or_json(&caller)?;
    matched_by_content(&headers, &before).or_json(&caller)?;
    let typed = NewAssessor::from(value);
    let changed = lead.assessor_change(&assessor, &typed).await;
    changed.or_json(&caller)?;
    let after = assessor_of(&lead, &assessor).await.or_json(&caller)?;
    Ok(tagged_by_content(&after))
}

impl From<AssessorChangeJson> for NewAssessor {
    fn from(json: AssessorChangeJson) -> Self {
        Self {
            name: json.name,
            group: json.group,
            components: json.components,
            ..Self::default()
        }
    }
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
    let people: Vec<NewAssessor> = value.into_iter().map(NewAssessor::from).collect();
    let made = async {
        let added = lead.assessors_add(&people).await?;
        let links = lead.invitations().await?;
        let told = added.into_iter().map(|row| made_of(&caller, &links, row));
        Ok(told.collect::<Vec<_>>())
    };
    create(&caller, &headers, &text, made).await
}

impl From<NewAssessorJson> for NewAssessor {
    fn from(json: NewAssessorJson) -> Self {
        Self {
            name: json.name,
            code: json.code,
            group: json.group,
            components: json.components,
            login: json.login,
        }
    }
}

fn made_of(caller: &Caller, links: &[InvitationView], row: AssessorRow) -> AssessorMadeJson {
    let own = |link: &&InvitationView| link.assessor.as_ref() == Some(&row.id) && !link.revoked;
    let link = links.iter().rev().find(own);
    AssessorMadeJson {
        link: link
            .map(|link| format!("{}/join/{}", caller.visit.origin, link.secret))
            .unwrap_or_default(),
        id: row.id.to_string(),
        code: row.code,
    }
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

/// Shuts an assessor's place: their links, their code and every browser's hold of it end.
/// What they answered stays; a new invitation lets them in again.
#[utoipa::path(delete, path = "/api/v1/cities/{city}/assessments/{assessment}/assessors/{id}/seat", tag = "people", params(("city" = String, Path), ("assessment" = String, Path), ("id" = String, Path)),
    responses((status = 204), (status = 401, body = ApiError), (status = 403, body = ApiError), (status = 404, body = ApiError)))]
pub async fn seat_end(ApiCaller(caller): ApiCaller, Path((city, slug, assessor)): Of) -> Answer {
    let assessor: AssessorId = id(&caller, &assessor, "assessor")?;
    lead(&caller, &city, &slug)
        .await?
        .assessor_revoke(&assessor)
        .await
        .or_json(&caller)?;
    Ok(done())
}

/// A letter to be sent.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct LetterJson {
    /// `invitation` or `reminder`.
    letter: String,
    /// An e-mail address; it is not kept.
    to: String,
}

/// Sends an assessor's link by e-mail, in the language that the request asks for.
#[utoipa::path(post, path = "/api/v1/cities/{city}/assessments/{assessment}/assessors/{id}/letter", tag = "people", params(("city" = String, Path), ("assessment" = String, Path), ("id" = String, Path)), request_body = LetterJson,
    responses((status = 204), (status = 401, body = ApiError), (status = 403, body = ApiError), (status = 404, body = ApiError), (status = 409, body = ApiError), (status = 422, body = ApiError)))]
pub async fn letter(Path((city, slug, assessor)): Of, body: Body<LetterJson>) -> Answer {
    let Body { caller, value, .. } = body;
    let lead = lead(&caller, &city, &slug).await?;
    let assessor: AssessorId = id(&caller, &assessor, "assessor")?;
    let letter = Letter::parse(&value.letter).ok_or(AppError::invalid("letter", "choice"));
    let letter = letter.or_json(&caller)?;
    if !gradus_app::mail::is_address(&value.to) {
        return Err(AppError::invalid("to", "email")).or_json(&caller);
    }
    let links = lead.invitations().await.or_json(&caller)?;
    let own = |link: &&InvitationView| link.assessor.as_ref() == Some(&assessor) && !link.revoked;
    let link = links.iter().rev().find(own);
    let link = link
        .ok_or(AppError::NotFound("invitation"))
        .or_json(&caller)?;
    let visit = &caller.visit;
    let words = visit.web.words(visit.language);
    let day = crate::pages::text::day(&words, &lead.desk().row.ends_on);
    lead.letter_mail(letter, &link.id, &value.to, (&visit.origin, &day), &words)
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

impl InvitationJson {
    fn of(caller: &Caller, link: InvitationView) -> Self {
        Self {
            id: link.id.to_string(),
            group: link.group.to_string(),
            assessor: link.assessor.map(|id| id.to_string()),
            link: format!("{}/join/{}", caller.visit.origin, link.secret),
            revoked: link.revoked,
            joined: link.joined,
        }
    }
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
    let told = links
        .into_iter()
        .map(|link| InvitationJson::of(&caller, link));
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

/// Makes an invitation, and tells its link.
#[utoipa::path(post, path = "/api/v1/cities/{city}/assessments/{assessment}/invitations", tag = "people", params(("city" = String, Path), ("assessment" = String, Path)), request_body = NewInvitationJson,
    responses((status = 201, body = InvitationJson), (status = 401, body = ApiError), (status = 403, body = ApiError), (status = 404, body = ApiError), (status = 409, body = ApiError), (status = 422, body = ApiError)))]
pub async fn invitation_create(Path((city, slug)): At, body: Body<NewInvitationJson>) -> Answer {
    let Body {
        caller,
        headers,
        value,
        text,
    } = body;
    let lead = lead(&caller, &city, &slug).await?;
    let made = async {
        let id = invite(&lead, value).await?;
        let links = lead.invitations().await?;
        let link = links.into_iter().find(|link| link.id == id);
        link.map(|link| InvitationJson::of(&caller, link))
            .ok_or(AppError::NotFound("invitation"))
    };
    create(&caller, &headers, &text, made).await
}

async fn invite(lead: &Lead<'_>, wanted: NewInvitationJson) -> Result<InvitationId, AppError> {
    match (wanted.group, wanted.assessor) {
        (None, Some(assessor)) => {
            let id = assessor.parse();
            lead.assessor_invite(&id.map_err(|_| AppError::NotFound("assessor"))?)
                .await
        }
        (Some(group), None) => {
            let id = group.parse();
            lead.group_invite(&id.map_err(|_| AppError::NotFound("group"))?)
                .await
        }
        (None, None) => Err(AppError::invalid("group", "missing")),
        (Some(_), Some(_)) => Err(AppError::invalid("group", "choice")),
    }
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
