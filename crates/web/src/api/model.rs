//! `/models`, and the version of the model that an assessment is made of.

use super::answer::{Answer, Asked, Body, OrJson, Path, Raw, create, json, matched, tagged};
use super::assessment::{At, lead};
use crate::caller::ApiCaller;
use crate::failure::ApiError;
use axum::http::header;
use axum::response::IntoResponse;
use gradus_app::moving::{Change, Moved, Preview};
use gradus_app::rows::ModelMoveRow;
use gradus_domain::model::Model;
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

/// A model.
#[derive(Serialize, ToSchema)]
pub struct ModelJson {
    /// `id@version`.
    name: String,
    title: String,
    language: String,
    sha256: String,
    components: usize,
    statements: usize,
}

impl From<&Model> for ModelJson {
    fn from(model: &Model) -> Self {
        Self {
            name: format!("{}@{}", model.name.id, model.name.version),
            title: model.title.clone(),
            language: model.language.clone(),
            sha256: model.sha256.clone(),
            components: model.components.len(),
            statements: model.statements.len(),
        }
    }
}

fn is_built_in(model: &Model) -> bool {
    let name = format!("{}@{}", model.name.id, model.name.version);
    gradus_app::is_built_in(&name)
}

/// Models that an assessment can be made of; for strangers those that come along with the
/// program.
#[utoipa::path(get, path = "/api/v1/models", tag = "model", responses((status = 200, body = [ModelJson])))]
pub async fn models(ApiCaller(caller): ApiCaller) -> Answer {
    let models = caller.app().models().await.or_json(&caller)?;
    let stranger = caller.actor.is_nobody();
    // What an operator added may be the city's own: strangers see what comes along.
    let told = models
        .iter()
        .filter(|(_, model)| !stranger || is_built_in(model));
    let told = told.map(|(_, model)| ModelJson::from(&**model));
    Ok(json(&told.collect::<Vec<_>>()))
}

/// Adds a model file (YAML or JSON), `gradus-model/1`, for all cities. The same file again
/// changes nothing; another one under the same identifier and version is refused.
#[utoipa::path(post, path = "/api/v1/models", tag = "model", request_body(content = String, content_type = "application/yaml"),
    responses((status = 201, body = ModelJson), (status = 401, body = ApiError), (status = 403, body = ApiError), (status = 413, body = ApiError), (status = 422, body = ApiError)))]
pub async fn model_add(raw: Raw) -> Answer {
    let Raw {
        caller,
        headers,
        bytes,
    } = raw;
    let administrator = caller.app().administrator(&caller.actor);
    let administrator = administrator.or_json(&caller)?;
    let made = async {
        let model = administrator.model_add("model.yaml", &bytes).await?;
        Ok(ModelJson::from(&*model))
    };
    create(&caller, &headers, &gradus_app::sha256_of(&bytes), made).await
}

/// A move that was made.
#[derive(Serialize, ToSchema)]
pub struct MoveJson {
    number: i64,
    /// Milliseconds since 1970, UTC.
    at: i64,
    from_version: String,
    to_version: String,
    /// Answers that stayed.
    kept: i64,
    /// Answers that waited to be confirmed.
    waiting: i64,
    /// Answers that are in the file of before alone.
    gone: i64,
}

impl From<ModelMoveRow> for MoveJson {
    fn from(row: ModelMoveRow) -> Self {
        Self {
            number: row.number,
            at: row.at,
            from_version: row.from_version,
            to_version: row.to_version,
            kept: row.kept,
            waiting: row.waiting,
            gone: row.gone,
        }
    }
}

/// The version of the model that an assessment is made of.
#[derive(Serialize, ToSchema)]
pub struct VersionJson {
    /// `id@version`.
    model: String,
    /// Other versions that it can move to.
    versions: Vec<String>,
    /// Moves so far, the oldest first.
    moves: Vec<MoveJson>,
}

/// The version of the model, the others there are, and the moves so far.
#[utoipa::path(get, path = "/api/v1/cities/{city}/assessments/{assessment}/model", tag = "assessment", params(("city" = String, Path), ("assessment" = String, Path)),
    responses((status = 200, body = VersionJson), (status = 401, body = ApiError), (status = 403, body = ApiError), (status = 404, body = ApiError)))]
pub async fn version(ApiCaller(caller): ApiCaller, Path((city, slug)): At) -> Answer {
    let lead = lead(&caller, &city, &slug).await?;
    let row = &lead.desk().row;
    let versions = lead.model_versions().await.or_json(&caller)?.into_iter();
    let moves = lead.model_moves().await.or_json(&caller)?.into_iter();
    let told = VersionJson {
        model: format!("{}@{}", row.model, row.model_version),
        versions: versions.map(|(name, _)| name).collect(),
        moves: moves.map(MoveJson::from).collect(),
    };
    Ok(tagged(&told, row.version))
}

/// The version that is asked for.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub struct To {
    to: String,
}

/// What differs of one statement.
#[derive(Serialize, ToSchema)]
pub struct ChangeJson {
    statement: String,
    /// `text`, `kind`, `weight`, `alternative level`, `component`, `strand` or `level`.
    what: &'static str,
    before: String,
    after: String,
}

impl From<&Change> for ChangeJson {
    fn from(change: &Change) -> Self {
        Self {
            statement: change.id.clone(),
            what: change.what,
            before: change.before.clone(),
            after: change.after.clone(),
        }
    }
}

/// What a move does to everything that is not the model.
#[derive(Serialize, ToSchema)]
pub struct MovedJson {
    /// Answers that stay.
    kept: usize,
    /// Answers that wait until those who gave them confirm them or answer again.
    waiting: usize,
    /// Answers to what is no longer asked; the file of before holds them.
    gone: usize,
    /// Evidence to be reviewed again.
    evidence_again: usize,
    /// Evidence that supports nothing here any more.
    evidence_out: usize,
    /// Components whose target goes.
    targets_out: Vec<String>,
    /// Components that were out of scope and are no more.
    exclusions_out: Vec<String>,
    /// People who will be asked for one component more.
    asked_for_more: usize,
    /// People who will be asked for everything.
    asked_for_all: usize,
}

impl From<Moved> for MovedJson {
    fn from(moved: Moved) -> Self {
        Self {
            kept: moved.kept,
            waiting: moved.waiting,
            gone: moved.gone,
            evidence_again: moved.evidence_again,
            evidence_out: moved.evidence_out,
            targets_out: moved.targets_out,
            exclusions_out: moved.exclusions_out,
            asked_for_more: moved.asked_for_more,
            asked_for_all: moved.asked_for_all,
        }
    }
}

/// A move as it would be.
#[derive(Serialize, ToSchema)]
pub struct PreviewJson {
    from: ModelJson,
    to: ModelJson,
    /// Statements that stay as they are.
    same: usize,
    changed: Vec<ChangeJson>,
    moved: Vec<ChangeJson>,
    new: Vec<String>,
    gone: Vec<String>,
    /// Whether the rules of scoring have other defaults.
    rules_differ: bool,
    effects: MovedJson,
}

impl From<Preview> for PreviewJson {
    fn from(found: Preview) -> Self {
        let changes = |list: &[Change]| list.iter().map(ChangeJson::from).collect();
        Self {
            from: ModelJson::from(&*found.from),
            to: ModelJson::from(&*found.to),
            same: found.same,
            changed: changes(&found.diff.changed),
            moved: changes(&found.diff.moved),
            new: found.diff.new,
            gone: found.diff.gone,
            rules_differ: found.rules_differ,
            effects: found.moved.into(),
        }
    }
}

/// What a move to another version of the model would do; while people have not seen results.
#[utoipa::path(get, path = "/api/v1/cities/{city}/assessments/{assessment}/model/preview", tag = "assessment", params(("city" = String, Path), ("assessment" = String, Path), ("to" = String, Query)),
    responses((status = 200, body = PreviewJson), (status = 401, body = ApiError), (status = 403, body = ApiError), (status = 404, body = ApiError), (status = 409, body = ApiError), (status = 422, body = ApiError)))]
pub async fn preview(
    ApiCaller(caller): ApiCaller,
    Path((city, slug)): At,
    Asked(asked): Asked<To>,
) -> Answer {
    let lead = lead(&caller, &city, &slug).await?;
    let found = lead.model_preview(&asked.to).await.or_json(&caller)?;
    Ok(json(&PreviewJson::from(found)))
}

/// The version that is moved to.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct ToJson {
    /// `id@version`.
    to: String,
}

/// Moves the assessment to another version of its model; with `If-Match`. What it was before
/// is kept as an assessment file.
#[utoipa::path(post, path = "/api/v1/cities/{city}/assessments/{assessment}/model", tag = "assessment", params(("city" = String, Path), ("assessment" = String, Path), ("If-Match" = String, Header)), request_body = ToJson,
    responses((status = 200, body = MovedJson), (status = 401, body = ApiError), (status = 403, body = ApiError), (status = 404, body = ApiError), (status = 409, body = ApiError), (status = 412, body = ApiError), (status = 422, body = ApiError), (status = 428, body = ApiError)))]
pub async fn move_to(Path((city, slug)): At, body: Body<ToJson>) -> Answer {
    let Body {
        caller,
        headers,
        value,
        ..
    } = body;
    let lead = lead(&caller, &city, &slug).await?;
    let version = matched(&headers, lead.desk().row.version).or_json(&caller)?;
    let moved = lead.model_move(&value.to, version).await.or_json(&caller)?;
    Ok(json(&MovedJson::from(moved)))
}

/// The assessment file of before a move, once results are open.
#[utoipa::path(get, path = "/api/v1/cities/{city}/assessments/{assessment}/model/moves/{number}", tag = "assessment", params(("city" = String, Path), ("assessment" = String, Path), ("number" = i64, Path)),
    responses((status = 200, body = Object), (status = 401, body = ApiError), (status = 403, body = ApiError), (status = 404, body = ApiError), (status = 409, body = ApiError)))]
pub async fn file_before(
    ApiCaller(caller): ApiCaller,
    Path((city, slug, number)): Path<(String, String, String)>,
) -> Answer {
    let lead = lead(&caller, &city, &slug).await?;
    let number = number.parse().unwrap_or(0);
    let text = lead.file_before_move(number).await.or_json(&caller)?;
    Ok(([(header::CONTENT_TYPE, "application/json")], text).into_response())
}
