//! `/cities/{city}/assessments`.

use super::answer::{Answer, Body, OrJson, Path, Raw, create, done, json, matched, tagged};
use crate::caller::{ApiCaller, Caller};
use crate::failure::{ApiError, ApiFailure};
use gradus_app::assessment::{Counts, Desk, Frame, Lead, Phase, SettingsText, TargetText};
use gradus_app::rows::AssessmentRow;
use gradus_app::{AppError, GroupId};
use gradus_domain::model::Model;
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

/// City and assessment in an address.
pub type At = Path<(String, String)>;

/// The assessment of an address.
///
/// # Errors
/// When the caller may not know of it.
pub async fn desk<'a>(caller: &'a Caller, city: &str, slug: &str) -> Result<Desk<'a>, ApiFailure> {
    caller
        .app()
        .assessment(&caller.actor, city, slug)
        .await
        .or_json(caller)
}

/// The assessment of an address, in its lead's hands.
///
/// # Errors
/// For everybody else.
pub async fn lead<'a>(caller: &'a Caller, city: &str, slug: &str) -> Result<Lead<'a>, ApiFailure> {
    desk(caller, city, slug).await?.lead().or_json(caller)
}

/// An assessment.
#[derive(Serialize, ToSchema)]
pub struct AssessmentJson {
    /// Its part of addresses.
    slug: String,
    name: String,
    /// First day.
    from: String,
    /// Last day.
    to: String,
    /// `id@version`.
    model: String,
    /// `quick`, `ladder` or `full`.
    depth: String,
    named: bool,
    /// `draft`, `rating`, `consensus` or `final`.
    phase: String,
    /// Settings that override the model's.
    settings: serde_json::Value,
    version: i64,
}

impl From<&AssessmentRow> for AssessmentJson {
    fn from(row: &AssessmentRow) -> Self {
        Self {
            slug: row.slug.clone(),
            name: row.name.clone(),
            from: row.starts_on.clone(),
            to: row.ends_on.clone(),
            model: format!("{}@{}", row.model, row.model_version),
            depth: row.depth.clone(),
            named: row.named == 1,
            phase: row.phase.clone(),
            settings: serde_json::from_str(&row.settings).unwrap_or_default(),
            version: row.version,
        }
    }
}

/// Settings of the method; the model's where they are left out.
#[derive(Deserialize, ToSchema, Default)]
#[serde(deny_unknown_fields)]
pub struct SettingsJson {
    /// `steps`, `best_fit` or `nplf`.
    #[serde(default)]
    method: Option<String>,
    /// 1 to 100.
    #[serde(default)]
    pass_mark_pct: Option<u8>,
    /// 1 to 100.
    #[serde(default)]
    min_coverage_pct: Option<u8>,
    /// 1 to 100.
    #[serde(default)]
    min_component_coverage_pct: Option<u8>,
    /// `assessors` or `groups`.
    #[serde(default)]
    balance: Option<String>,
    /// `claimed`, `evidenced` or `verified`.
    #[serde(default)]
    publish_level: Option<String>,
}

/// The frame of an assessment.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct FrameJson {
    name: String,
    /// Made from the name when left out.
    #[serde(default)]
    slug: String,
    /// First day, `2026-03-01`.
    from: String,
    /// Last day.
    to: String,
    /// `id@version`; later it moves by `/model` alone.
    #[serde(default)]
    model: String,
    /// `quick`, `ladder` or `full`.
    depth: String,
    #[serde(default)]
    named: bool,
    #[serde(default)]
    settings: SettingsJson,
    /// As it was read; it moves by `/phase` alone.
    #[serde(default)]
    phase: Option<String>,
    /// As it was read; `If-Match` decides.
    #[serde(default)]
    #[expect(dead_code, reason = "what is read may be sent back whole")]
    version: Option<i64>,
}

impl FrameJson {
    /// Fails where another phase is asked for than the present one.
    fn stays_in(&self, present: &str) -> Result<(), AppError> {
        match self.phase.as_deref() {
            Some(phase) if phase != present => Err(AppError::invalid("phase", "phase_elsewhere")),
            _ => Ok(()),
        }
    }
}

impl From<FrameJson> for Frame {
    fn from(json: FrameJson) -> Self {
        let share = |share: Option<u8>| share.map(|share| share.to_string()).unwrap_or_default();
        Self {
            name: json.name,
            slug: json.slug,
            starts_on: json.from,
            ends_on: json.to,
            model: json.model,
            depth: json.depth,
            named: json.named,
            settings: SettingsText {
                method: json.settings.method.unwrap_or_default(),
                pass_mark_pct: share(json.settings.pass_mark_pct),
                min_coverage_pct: share(json.settings.min_coverage_pct),
                min_component_coverage_pct: share(json.settings.min_component_coverage_pct),
                balance: json.settings.balance.unwrap_or_default(),
                publish_level: json.settings.publish_level.unwrap_or_default(),
            },
        }
    }
}

/// The assessments of a city, newest cycle first.
#[utoipa::path(get, path = "/api/v1/cities/{city}/assessments", tag = "assessment", params(("city" = String, Path)),
    responses((status = 200, body = [AssessmentJson]), (status = 401, body = ApiError), (status = 404, body = ApiError)))]
pub async fn assessments(ApiCaller(caller): ApiCaller, Path(city): Path<String>) -> Answer {
    let desk = caller
        .app()
        .city(&caller.actor, &city)
        .await
        .or_json(&caller)?;
    let rows = desk.assessments().await.or_json(&caller)?;
    Ok(json(
        &rows.iter().map(AssessmentJson::from).collect::<Vec<_>>(),
    ))
}

/// Sets up an assessment, in draft.
#[utoipa::path(post, path = "/api/v1/cities/{city}/assessments", tag = "assessment", params(("city" = String, Path)), request_body = FrameJson,
    responses((status = 201, body = AssessmentJson), (status = 401, body = ApiError), (status = 403, body = ApiError), (status = 404, body = ApiError), (status = 422, body = ApiError)))]
pub async fn assessment_create(Path(city): Path<String>, body: Body<FrameJson>) -> Answer {
    let Body {
        caller,
        headers,
        value,
        text,
    } = body;
    let lead = caller
        .app()
        .city(&caller.actor, &city)
        .await
        .or_json(&caller)?
        .lead()
        .or_json(&caller)?;
    value.stays_in(Phase::Draft.word()).or_json(&caller)?;
    let frame = value.into();
    let made = async {
        lead.assessment_create(&frame)
            .await
            .map(|row| AssessmentJson::from(&row))
    };
    create(&caller, &headers, &text, made).await
}

/// Imports an assessment file (YAML or JSON) as a new assessment.
#[utoipa::path(post, path = "/api/v1/cities/{city}/import", tag = "assessment", params(("city" = String, Path)), request_body(content = String, content_type = "application/yaml"),
    responses((status = 201, body = AssessmentJson), (status = 401, body = ApiError), (status = 403, body = ApiError), (status = 404, body = ApiError), (status = 413, body = ApiError), (status = 422, body = ApiError)))]
pub async fn import(Path(city): Path<String>, raw: Raw) -> Answer {
    let Raw {
        caller,
        headers,
        bytes,
    } = raw;
    let lead = caller
        .app()
        .city(&caller.actor, &city)
        .await
        .or_json(&caller)?
        .lead()
        .or_json(&caller)?;
    let made = async {
        let row = lead.assessment_import("import.yaml", &bytes).await?;
        Ok(AssessmentJson::from(&row))
    };
    create(&caller, &headers, &gradus_app::sha256_of(&bytes), made).await
}

/// An assessment.
#[utoipa::path(get, path = "/api/v1/cities/{city}/assessments/{assessment}", tag = "assessment", params(("city" = String, Path), ("assessment" = String, Path)),
    responses((status = 200, body = AssessmentJson), (status = 401, body = ApiError), (status = 404, body = ApiError)))]
pub async fn assessment(ApiCaller(caller): ApiCaller, Path((city, slug)): At) -> Answer {
    let desk = desk(&caller, &city, &slug).await?;
    Ok(tagged(&AssessmentJson::from(&desk.row), desk.row.version))
}

/// Changes the frame; with `If-Match`.
#[utoipa::path(put, path = "/api/v1/cities/{city}/assessments/{assessment}", tag = "assessment", params(("city" = String, Path), ("assessment" = String, Path), ("If-Match" = String, Header)), request_body = FrameJson,
    responses((status = 200, body = AssessmentJson), (status = 401, body = ApiError), (status = 403, body = ApiError), (status = 404, body = ApiError), (status = 409, body = ApiError), (status = 412, body = ApiError), (status = 422, body = ApiError), (status = 428, body = ApiError)))]
pub async fn assessment_change(Path((city, slug)): At, body: Body<FrameJson>) -> Answer {
    let Body {
        caller,
        headers,
        value,
        ..
    } = body;
    let lead = lead(&caller, &city, &slug).await?;
    let version = matched(&headers, lead.desk().row.version).or_json(&caller)?;
    value.stays_in(&lead.desk().row.phase).or_json(&caller)?;
    let row = lead
        .frame_change(&value.into(), version)
        .await
        .or_json(&caller)?;
    Ok(tagged(&AssessmentJson::from(&row), row.version))
}

/// A phase.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct PhaseJson {
    /// `draft`, `rating`, `consensus` or `final`.
    to: String,
}

/// Moves the assessment to a phase, when its rule allows it.
#[utoipa::path(post, path = "/api/v1/cities/{city}/assessments/{assessment}/phase", tag = "assessment", params(("city" = String, Path), ("assessment" = String, Path)), request_body = PhaseJson,
    responses((status = 204), (status = 401, body = ApiError), (status = 403, body = ApiError), (status = 404, body = ApiError), (status = 409, body = ApiError), (status = 422, body = ApiError)))]
pub async fn phase(Path((city, slug)): At, body: Body<PhaseJson>) -> Answer {
    let Body { caller, value, .. } = body;
    let lead = lead(&caller, &city, &slug).await?;
    let to = Phase::parse(&value.to)
        .ok_or(AppError::invalid("to", "choice"))
        .or_json(&caller)?;
    lead.phase_change(to).await.or_json(&caller)?;
    Ok(done())
}

/// A component that the city does not run.
#[derive(Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct ExclusionJson {
    component: String,
    reason: String,
}

/// The components out of scope; the `ETag` is the assessment's.
#[utoipa::path(get, path = "/api/v1/cities/{city}/assessments/{assessment}/scope", tag = "assessment", params(("city" = String, Path), ("assessment" = String, Path)),
    responses((status = 200, body = [ExclusionJson]), (status = 401, body = ApiError), (status = 404, body = ApiError)))]
pub async fn scope(ApiCaller(caller): ApiCaller, Path((city, slug)): At) -> Answer {
    let desk = desk(&caller, &city, &slug).await?;
    let excluded = desk.exclusions().await.or_json(&caller)?;
    let told = excluded.into_iter().map(|(ix, reason)| ExclusionJson {
        component: desk.model.component(ix).id.clone(),
        reason,
    });
    Ok(tagged(&told.collect::<Vec<_>>(), desk.row.version))
}

/// Sets the components out of scope; with `If-Match` of the assessment.
#[utoipa::path(put, path = "/api/v1/cities/{city}/assessments/{assessment}/scope", tag = "assessment", params(("city" = String, Path), ("assessment" = String, Path), ("If-Match" = String, Header)), request_body = [ExclusionJson],
    responses((status = 204), (status = 401, body = ApiError), (status = 403, body = ApiError), (status = 404, body = ApiError), (status = 409, body = ApiError), (status = 412, body = ApiError), (status = 422, body = ApiError), (status = 428, body = ApiError)))]
pub async fn scope_set(Path((city, slug)): At, body: Body<Vec<ExclusionJson>>) -> Answer {
    let Body {
        caller,
        headers,
        value,
        ..
    } = body;
    let lead = lead(&caller, &city, &slug).await?;
    let seen = matched(&headers, lead.desk().row.version).or_json(&caller)?;
    let excluded: Vec<(String, String)> = value
        .into_iter()
        .map(|one| (one.component, one.reason))
        .collect();
    lead.scope_change(&excluded, Some(seen))
        .await
        .or_json(&caller)?;
    Ok(done())
}

/// A level to be reached.
#[derive(Deserialize, Serialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct TargetJson {
    component: String,
    /// Printed number of the level.
    level: i64,
    /// By when.
    #[serde(default)]
    by: Option<String>,
    #[serde(default)]
    rationale: Option<String>,
    /// Whether the city wants no more than this level.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    good_enough: bool,
}

/// The targets; the `ETag` is the assessment's.
#[utoipa::path(get, path = "/api/v1/cities/{city}/assessments/{assessment}/targets", tag = "assessment", params(("city" = String, Path), ("assessment" = String, Path)),
    responses((status = 200, body = [TargetJson]), (status = 401, body = ApiError), (status = 404, body = ApiError)))]
pub async fn targets(ApiCaller(caller): ApiCaller, Path((city, slug)): At) -> Answer {
    let desk = desk(&caller, &city, &slug).await?;
    let rows = desk.targets().await.or_json(&caller)?;
    let told = rows.into_iter().map(|row| TargetJson {
        component: row.component,
        level: row.level,
        by: row.due_on,
        rationale: row.rationale,
        good_enough: row.good_enough == 1,
    });
    Ok(tagged(&told.collect::<Vec<_>>(), desk.row.version))
}

/// Sets the targets; with `If-Match` of the assessment.
#[utoipa::path(put, path = "/api/v1/cities/{city}/assessments/{assessment}/targets", tag = "assessment", params(("city" = String, Path), ("assessment" = String, Path), ("If-Match" = String, Header)), request_body = [TargetJson],
    responses((status = 204), (status = 401, body = ApiError), (status = 403, body = ApiError), (status = 404, body = ApiError), (status = 409, body = ApiError), (status = 412, body = ApiError), (status = 422, body = ApiError), (status = 428, body = ApiError)))]
pub async fn targets_set(Path((city, slug)): At, body: Body<Vec<TargetJson>>) -> Answer {
    let Body {
        caller,
        headers,
        value,
        ..
    } = body;
    let lead = lead(&caller, &city, &slug).await?;
    let seen = matched(&headers, lead.desk().row.version).or_json(&caller)?;
    let targets: Vec<TargetText> = value.into_iter().map(TargetText::from).collect();
    lead.targets_change(&targets, Some(seen))
        .await
        .or_json(&caller)?;
    Ok(done())
}

impl From<TargetJson> for TargetText {
    fn from(json: TargetJson) -> Self {
        Self {
            component: json.component,
            level: json.level.to_string(),
            due_on: json.by.unwrap_or_default(),
            rationale: json.rationale.unwrap_or_default(),
            good_enough: json.good_enough,
        }
    }
}

/// Who rates a component.
#[derive(Serialize, ToSchema)]
pub struct CoverageJson {
    component: String,
    in_scope: bool,
    asked: usize,
    answered: usize,
    groups: usize,
    /// Fewer than three people, or one group alone.
    thin: bool,
}

/// How far somebody is.
#[derive(Serialize, ToSchema)]
pub struct ProgressJson {
    /// Their name in files.
    assessor: String,
    group: String,
    asked: usize,
    given: usize,
}

/// How much a group answered of a component.
#[derive(Serialize, ToSchema)]
pub struct ShareJson {
    group: String,
    component: String,
    asked: usize,
    given: usize,
}

/// Counts, never answers.
#[derive(Serialize, ToSchema)]
pub struct CountsJson {
    assessors: Vec<ProgressJson>,
    components: Vec<CoverageJson>,
    shares: Vec<ShareJson>,
}

/// How far everybody is: counts, never what was answered.
#[utoipa::path(get, path = "/api/v1/cities/{city}/assessments/{assessment}/counts", tag = "assessment", params(("city" = String, Path), ("assessment" = String, Path)),
    responses((status = 200, body = CountsJson), (status = 401, body = ApiError), (status = 403, body = ApiError), (status = 404, body = ApiError)))]
pub async fn counts(ApiCaller(caller): ApiCaller, Path((city, slug)): At) -> Answer {
    let team = desk(&caller, &city, &slug).await?.team().or_json(&caller)?;
    let counts = team.counts().await.or_json(&caller)?;
    Ok(json(&CountsJson::of(&counts, &team.desk().model)))
}

impl CountsJson {
    fn of(counts: &Counts, model: &Model) -> Self {
        let group = |id: &GroupId| {
            let found = counts.groups.iter().find(|group| group.id == *id);
            found.map(|group| group.code.clone()).unwrap_or_default()
        };
        let assessors = counts.people.iter().map(|one| ProgressJson {
            assessor: one.assessor.code.clone(),
            group: group(&one.assessor.group_id),
            asked: one.asked,
            given: one.given,
        });
        let components = counts.components.iter().map(|one| CoverageJson {
            component: model.component(one.component).id.clone(),
            in_scope: one.out_of_scope.is_none(),
            asked: one.asked,
            answered: one.answered,
            groups: one.groups,
            thin: one.is_thin(),
        });
        let shares = counts.shares.iter().map(|((of, at), share)| ShareJson {
            group: group(of),
            component: model.component(*at).id.clone(),
            asked: share.asked,
            given: share.given,
        });
        Self {
            assessors: assessors.collect(),
            components: components.collect(),
            shares: shares.collect(),
        }
    }
}
