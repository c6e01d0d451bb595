//! The API, version 1: JSON over the same use cases as the pages.

pub mod account;
pub mod agreed;
mod answer;
pub mod assessment;
pub mod audit;
pub mod city;
pub mod comparison;
pub mod cycle;
pub mod evidence;
pub mod gap;
pub mod join;
pub mod model;
pub mod people;
pub mod personal;
pub mod publication;
pub mod result;
pub mod seat;
pub mod workshop;

use crate::caller::{Caller, Visit};
use crate::failure::{ApiError, ApiFailure};
use crate::pages::{Page, html};
use crate::state::Web;
use crate::views::reader::{Operation, ReaderPage, Schema};
use axum::http::StatusCode;
use axum::response::{IntoResponse, Response};
use axum::routing::{any, delete, get, post, put};
use axum::{Json, Router};
use gradus_app::AppError;
use serde::Serialize;
use utoipa::openapi::path::Operation as Described;
use utoipa::openapi::path::{ParameterBuilder, ParameterIn};
use utoipa::openapi::schema::{ObjectBuilder, Type};
use utoipa::openapi::security::{ApiKey, ApiKeyValue, HttpAuthScheme, HttpBuilder, SecurityScheme};
use utoipa::openapi::{Content, Ref, RefOr, Required, ResponseBuilder};
use utoipa::{Modify, OpenApi, ToSchema};

/// Something that was made.
#[derive(Serialize, ToSchema)]
pub struct MadeJson {
    /// Its identifier.
    pub id: String,
}

/// The document of the API.
#[derive(OpenApi)]
#[openapi(
    info(title = "Gradus", version = "1", description = "Smart city maturity assessment. Errors have one shape, with stable codes; times are milliseconds since 1970, UTC; days are ISO 8601. Creation takes an Idempotency-Key: the same request again gets the same answer for a day. Change takes If-Match with the ETag that was read. Lists that grow come in pages: give `next` as `after`."),
    paths(
        account::me, account::me_change, account::password_change, account::sessions, account::session_end,
        account::tokens, account::token_create, account::token_revoke,
        account::accounts, account::account_create, account::password_link, account::account_enable,
        city::cities, city::city_create, city::import_city, city::demo, city::city, city::city_change, city::logo, city::logo_set,
        city::team, city::member_set, city::member_remove,
        model::models, model::model_add, model::version, model::preview, model::move_to, model::file_before,
        assessment::assessments, assessment::assessment_create, assessment::import, assessment::assessment,
        assessment::assessment_change, assessment::phase, assessment::scope, assessment::scope_set,
        assessment::targets, assessment::targets_set, assessment::counts,
        people::groups, people::group_create, people::group, people::group_rename, people::group_remove,
        people::assessors, people::assessors_add, people::assessor, people::assessor_change, people::assessor_remove,
        people::seat_end, people::letter, join::join,
        people::invitations, people::invitation_create, people::invitation_revoke,
        seat::sheet, seat::given, seat::answer, seat::undo, seat::standing, seat::sessions, seat::session_end,
        evidence::evidence, evidence::evidence_elsewhere, evidence::evidence_add, evidence::piece, evidence::evidence_change,
        evidence::evidence_use, evidence::evidence_remove, evidence::evidence_file, evidence::evidence_review,
        gap::gaps, gap::evidence_queue, comparison::comparison, workshop::workshop, workshop::workshop_act,
        cycle::next, cycle::carried, cycle::carried_keep, personal::own_data, personal::data_of,
        personal::person_erase, personal::assessor_erase,
        result::result, result::explanation, result::report, result::export,
        publication::publication, publication::publish, publication::seals, publication::sealed,
        publication::withdraw,
        agreed::talk_about, agreed::agreed, agreed::one, agreed::record, agreed::undo,
        agreed::nearly, agreed::at_once, agreed::history,
        audit::audit, audit::assessment_audit, audit::head, audit::verify,
    ),
    components(schemas(ApiError)),
    modifiers(&Schemes, &Everywhere),
    security(("token" = []), ("session" = [])),
)]
pub struct Document;

struct Schemes;

impl Modify for Schemes {
    fn modify(&self, document: &mut utoipa::openapi::OpenApi) {
        let components = document.components.get_or_insert_default();
        let bearer = HttpBuilder::new().scheme(HttpAuthScheme::Bearer).build();
        components.add_security_scheme("token", SecurityScheme::Http(bearer));
        let cookie = ApiKey::Cookie(ApiKeyValue::new(crate::caller::SESSION_COOKIE));
        components.add_security_scheme("session", SecurityScheme::ApiKey(cookie));
    }
}

/// What every operation may answer, and what creation takes.
struct Everywhere;

impl Modify for Everywhere {
    fn modify(&self, document: &mut utoipa::openapi::OpenApi) {
        for item in document.paths.paths.values_mut() {
            let methods = [
                &mut item.get,
                &mut item.put,
                &mut item.post,
                &mut item.delete,
            ];
            for operation in methods.into_iter().filter_map(Option::as_mut) {
                describe(operation);
            }
        }
    }
}

fn describe(operation: &mut Described) {
    let mut add = |status: &str, what: &str| {
        let content = Content::new(Some(Ref::from_schema_name("ApiError")));
        let answer = ResponseBuilder::new()
            .description(what)
            .content("application/json", content)
            .build();
        let answers = &mut operation.responses.responses;
        answers
            .entry(status.to_owned())
            .or_insert_with(|| answer.into());
    };
    add("401", "the token or session does not hold");
    add("404", "nothing is there, or nothing the caller may know of");
    add("429", "too many requests");
    add("500", "a mistake of the program");
    add("503", "the database or the files do not answer");
    let asks = operation.parameters.iter().flatten().any(
        |parameter| matches!(parameter, RefOr::T(own) if own.parameter_in == ParameterIn::Query),
    );
    if operation.request_body.is_some() {
        add("413", "more than is taken");
    }
    if operation.request_body.is_some() || asks {
        add("422", "fields are wrong; all of them are named");
    }
    if operation.responses.responses.contains_key("201") {
        let key = ParameterBuilder::new()
            .name("Idempotency-Key")
            .parameter_in(ParameterIn::Header)
            .required(Required::False)
            .schema(Some(ObjectBuilder::new().schema_type(Type::String)))
            .build();
        operation
            .parameters
            .get_or_insert_default()
            .push(key.into());
    }
}

/// The routes below `/api/v1`, one line each.
pub fn routes() -> Router<Web> {
    let here = "/cities/{city}/assessments/{assessment}";
    let at = |path: &str| format!("{here}{path}");
    Router::new()
        .route("/openapi.json", get(document))
        .route("/docs", get(reader))
        .route("/me", get(account::me).put(account::me_change))
        .route("/me/password", put(account::password_change))
        .route("/me/data", get(personal::own_data))
        .route("/join", post(join::join))
        .route(
            "/accounts/{id}/data",
            get(personal::data_of).delete(personal::person_erase),
        )
        .route(
            &at("/assessors/{id}/data"),
            delete(personal::assessor_erase),
        )
        .route(&at("/gaps"), get(gap::gaps))
        .route(&at("/comparison"), get(comparison::comparison))
        .route(
            &at("/workshop"),
            get(workshop::workshop).post(workshop::workshop_act),
        )
        .route(&at("/next"), post(cycle::next))
        .route(
            &at("/seat/carried"),
            get(cycle::carried).post(cycle::carried_keep),
        )
        .route(&at("/evidence_queue"), get(gap::evidence_queue))
        .route("/sessions", get(account::sessions))
        .route("/sessions/{id}", delete(account::session_end))
        .route("/tokens", get(account::tokens).post(account::token_create))
        .route("/tokens/{id}", delete(account::token_revoke))
        .route(
            "/accounts",
            get(account::accounts).post(account::account_create),
        )
        .route("/accounts/{id}/password_link", post(account::password_link))
        .route("/accounts/{id}/enabled", put(account::account_enable))
        .route("/models", get(model::models).post(model::model_add))
        .route("/cities", get(city::cities).post(city::city_create))
        .route("/import", post(city::import_city))
        .route("/demo", post(city::demo))
        .route("/cities/{city}", get(city::city).put(city::city_change))
        .route("/cities/{city}/logo", get(city::logo).put(city::logo_set))
        .route(
            "/cities/{city}/team",
            get(city::team).post(city::member_set),
        )
        .route("/cities/{city}/team/{person}", delete(city::member_remove))
        .route("/cities/{city}/import", post(assessment::import))
        .route(
            "/cities/{city}/assessments",
            get(assessment::assessments).post(assessment::assessment_create),
        )
        .route(
            here,
            get(assessment::assessment).put(assessment::assessment_change),
        )
        .route(&at("/model"), get(model::version).post(model::move_to))
        .route(&at("/model/preview"), get(model::preview))
        .route(&at("/model/moves/{number}"), get(model::file_before))
        .route(&at("/phase"), post(assessment::phase))
        .route(
            &at("/scope"),
            get(assessment::scope).put(assessment::scope_set),
        )
        .route(
            &at("/targets"),
            get(assessment::targets).put(assessment::targets_set),
        )
        .route(&at("/counts"), get(assessment::counts))
        .route(
            &at("/groups"),
            get(people::groups).post(people::group_create),
        )
        .route(
            &at("/groups/{id}"),
            get(people::group)
                .put(people::group_rename)
                .delete(people::group_remove),
        )
        .route(
            &at("/assessors"),
            get(people::assessors).post(people::assessors_add),
        )
        .route(
            &at("/assessors/{id}"),
            get(people::assessor)
                .put(people::assessor_change)
                .delete(people::assessor_remove),
        )
        .route(&at("/assessors/{id}/seat"), delete(people::seat_end))
        .route(&at("/assessors/{id}/letter"), post(people::letter))
        .route(
            &at("/invitations"),
            get(people::invitations).post(people::invitation_create),
        )
        .route(&at("/invitations/{id}"), delete(people::invitation_revoke))
        .route(&at("/seat"), get(seat::sheet))
        .route(&at("/seat/standing"), get(seat::standing))
        .route(
            &at("/seat/answers/{kind}/{*subject}"),
            get(seat::given).put(seat::answer),
        )
        .route(&at("/seat/undo"), post(seat::undo))
        .route(&at("/seat/sessions"), get(seat::sessions))
        .route(&at("/seat/sessions/{session}"), delete(seat::session_end))
        .route(
            &at("/evidence"),
            get(evidence::evidence).post(evidence::evidence_add),
        )
        .route(
            &at("/evidence_elsewhere"),
            get(evidence::evidence_elsewhere),
        )
        .route(
            &at("/evidence/{id}"),
            get(evidence::piece)
                .put(evidence::evidence_change)
                .delete(evidence::evidence_remove),
        )
        .route(&at("/evidence/{id}/use"), post(evidence::evidence_use))
        .route(&at("/evidence/{id}/file"), get(evidence::evidence_file))
        .route(
            &at("/evidence/{id}/review"),
            post(evidence::evidence_review),
        )
        .route(&at("/result"), get(result::result))
        .route(&at("/result/{component}"), get(result::explanation))
        .route(&at("/report/{ending}"), get(result::report))
        .route(&at("/export"), get(result::export))
        .route(
            &at("/publication"),
            get(publication::publication).put(publication::publish),
        )
        .route(&at("/publication/withdraw"), post(publication::withdraw))
        .route(&at("/seals"), get(publication::seals))
        .route(&at("/seals/{number}"), get(publication::sealed))
        .route(&at("/talk_about"), get(agreed::talk_about))
        .route(&at("/agreed"), get(agreed::agreed))
        .route(
            &at("/agreed/{kind}/{subject}"),
            get(agreed::one).put(agreed::record),
        )
        .route(&at("/agreed/{kind}/{subject}/undo"), post(agreed::undo))
        .route(
            &at("/agreed_at_once"),
            get(agreed::nearly).post(agreed::at_once),
        )
        .route(
            &at("/agreed/{kind}/{subject}/history"),
            get(agreed::history),
        )
        .route(&at("/audit"), get(audit::assessment_audit))
        .route("/audit", get(audit::audit))
        .route("/audit/head", post(audit::head))
        .route("/audit/verify", post(audit::verify))
        .route("/", any(nothing_here))
        .route("/{*nothing}", any(nothing_here))
        .method_not_allowed_fallback(not_by_this_method)
}

async fn nothing_here(visit: Visit) -> Response {
    ApiFailure::new(&visit, AppError::NotFound("route")).into_response()
}

async fn not_by_this_method(visit: Visit) -> Response {
    let words = visit.web.words(visit.language);
    let error = ApiError::new("method_not_allowed", words.text("error-method"));
    (StatusCode::METHOD_NOT_ALLOWED, Json(error)).into_response()
}

/// The OpenAPI document.
async fn document() -> Json<utoipa::openapi::OpenApi> {
    Json(Document::openapi())
}

/// The document as a page to be read.
async fn reader(caller: Caller) -> Page {
    let document = serde_json::to_value(Document::openapi()).unwrap_or_default();
    let page = ReaderPage {
        frame: caller.frame("API"),
        operations: Operation::all(&document),
        schemas: Schema::all(&document),
    };
    html(&caller, &page)
}
