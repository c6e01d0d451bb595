//! Every route of the application, one line each.

use crate::assets::{self, CACHE_CONTROL};
use crate::caller::Visit;
use crate::pages;
use crate::pages::{
    account, admin, agree, city, compare, cycle, evidence, join, model, overview, people, person,
    privacy, progress, public, publish, rate, results, reveal, review, settings, setup, targets,
    workshop,
};
use crate::state::Web;
use axum::Router;
use axum::extract::{Path, State};
use axum::http::{HeaderMap, StatusCode, header};
use axum::response::{IntoResponse, Response};
use axum::routing::{get, post};
use gradus_app::AppError;

/// The routes.
pub fn router() -> Router<Web> {
    Router::new()
        .route("/", get(city::home))
        .route(
            "/sign-in",
            get(account::sign_in).post(account::sign_in_post),
        )
        .route("/sign-in/{secret}", get(account::sign_in_by_link))
        .route("/sign-out", post(account::sign_out))
        .route("/preferences", post(account::preferences))
        .route(
            "/setup/{secret}",
            get(setup::set_up).post(setup::set_up_post),
        )
        .route("/reset", get(account::forgot).post(account::forgot_post))
        .route(
            "/reset/{secret}",
            get(account::reset).post(account::reset_post),
        )
        .route(
            "/account",
            get(account::account).post(account::profile_post),
        )
        .route("/account/data", get(privacy::own))
        .route("/privacy", get(privacy::privacy))
        .route("/admin/accounts/{id}/data", get(privacy::of_account))
        .route("/account/password", post(account::password_post))
        .route("/account/appearance", post(account::appearance_post))
        .route("/account/sessions/end", post(account::sessions_end))
        .route("/account/sessions/{id}/end", post(account::session_end))
        .route("/account/tokens", post(account::token_post))
        .route("/account/tokens/{id}/end", post(account::token_end))
        .route("/join/{secret}", get(join::join).post(join::join_post))
        .route("/code", get(join::code).post(join::code_post))
        .route("/admin", get(admin::admin))
        .route("/admin/demo", post(admin::demo))
        .route(
            "/admin/accounts",
            get(admin::accounts).post(admin::account_post),
        )
        .route("/admin/accounts/{id}/reset", post(admin::account_reset))
        .route("/admin/accounts/{id}/disable", post(admin::account_disable))
        .route("/admin/accounts/{id}/enable", post(admin::account_enable))
        .route("/admin/accounts/{id}/erase", post(admin::account_erase))
        .route("/admin/models", get(model::known).post(model::known_post))
        .route("/admin/audit", get(admin::audit))
        .route("/admin/audit/verify", post(admin::audit_verify))
        .route("/c/new", get(city::new).post(city::new_post))
        .route("/c/{city}", get(city::city))
        .route("/c/{city}/logo", get(city::logo))
        .route("/c/{city}/theme.css", get(city::theme))
        .route(
            "/c/{city}/settings",
            get(city::settings).post(city::settings_post),
        )
        .route("/c/{city}/members", post(city::member_post))
        .route("/c/{city}/members/{id}/remove", post(city::member_remove))
        .route("/c/{city}/new", get(settings::new).post(settings::new_post))
        .route(
            "/c/{city}/import",
            get(settings::import).post(settings::import_post),
        )
        .route("/c/{city}/{assessment}", get(overview::overview))
        .route("/c/{city}/{assessment}/phase", post(overview::phase_post))
        .route("/c/{city}/{assessment}/progress", get(progress::progress))
        .route(
            "/c/{city}/{assessment}/settings",
            get(settings::settings).post(settings::settings_post),
        )
        .route(
            "/c/{city}/{assessment}/model",
            get(model::model).post(model::model_post),
        )
        .route(
            "/c/{city}/{assessment}/model/{number}/assessment.json",
            get(model::file_before),
        )
        .route(
            "/c/{city}/{assessment}/people",
            get(people::people).post(people::person_post),
        )
        .route(
            "/c/{city}/{assessment}/people/list",
            post(people::list_post),
        )
        .route(
            "/c/{city}/{assessment}/people/links",
            post(people::links_post),
        )
        .route(
            "/c/{city}/{assessment}/people/groups",
            post(people::group_post),
        )
        .route(
            "/c/{city}/{assessment}/people/groups/{id}/link",
            post(people::group_link),
        )
        .route(
            "/c/{city}/{assessment}/people/groups/{id}/link/revoke",
            post(people::group_link_revoke),
        )
        .route(
            "/c/{city}/{assessment}/people/groups/{id}/delete",
            post(people::group_delete),
        )
        .route(
            "/c/{city}/{assessment}/people/{id}",
            get(person::person_page).post(person::person_change),
        )
        .route(
            "/c/{city}/{assessment}/people/{id}/link",
            post(person::person_link),
        )
        .route(
            "/c/{city}/{assessment}/people/{id}/link/revoke",
            post(person::person_link_revoke),
        )
        .route(
            "/c/{city}/{assessment}/people/{id}/mail",
            post(progress::mail_post),
        )
        .route(
            "/c/{city}/{assessment}/people/{id}/erase",
            post(person::person_erase),
        )
        .route(
            "/c/{city}/{assessment}/people/{id}/delete",
            post(person::person_delete),
        )
        .route(
            "/c/{city}/{assessment}/evidence",
            get(evidence::evidence).post(evidence::new_post),
        )
        .route("/c/{city}/{assessment}/evidence/new", get(evidence::new))
        .route("/c/{city}/{assessment}/evidence/queue", get(review::queue))
        .route(
            "/c/{city}/{assessment}/evidence/reuse",
            post(evidence::reuse),
        )
        .route(
            "/c/{city}/{assessment}/evidence/{id}",
            get(evidence::detail).post(evidence::edit_post),
        )
        .route(
            "/c/{city}/{assessment}/evidence/{id}/edit",
            get(evidence::edit),
        )
        .route(
            "/c/{city}/{assessment}/evidence/{id}/file",
            get(evidence::download),
        )
        .route(
            "/c/{city}/{assessment}/evidence/{id}/delete",
            post(evidence::delete),
        )
        .route(
            "/c/{city}/{assessment}/evidence/{id}/review",
            post(evidence::review_post),
        )
        .route(
            "/c/{city}/{assessment}/next",
            get(cycle::next).post(cycle::next_post),
        )
        .route(
            "/c/{city}/{assessment}/rate/carried",
            get(cycle::carried).post(cycle::carried_post),
        )
        .route("/c/{city}/{assessment}/rate", get(rate::home))
        .route("/c/{city}/{assessment}/rate/answer_many", post(rate::picks))
        .route(
            "/c/{city}/{assessment}/rate/{component}",
            get(rate::component),
        )
        .route(
            "/c/{city}/{assessment}/rate/{component}/answer",
            post(rate::answer),
        )
        .route(
            "/c/{city}/{assessment}/rate/{component}/answer_many",
            post(rate::answer_many),
        )
        .route("/c/{city}/{assessment}/code", get(join::recovery))
        .route(
            "/c/{city}/{assessment}/code/sessions/{session}/end",
            post(join::place_end),
        )
        .route("/c/{city}/{assessment}/results", get(results::results))
        .route(
            "/c/{city}/{assessment}/results/{component}",
            get(results::component),
        )
        .route(
            "/c/{city}/{assessment}/agree",
            get(agree::at_once).post(agree::at_once_post),
        )
        .route(
            "/c/{city}/{assessment}/agree/{kind}/{subject}",
            get(agree::agree).post(agree::agree_post),
        )
        .route(
            "/c/{city}/{assessment}/agree/{kind}/{subject}/undo",
            post(agree::undo_post),
        )
        .route("/c/{city}/{assessment}/reveal", get(reveal::reveal))
        .route(
            "/c/{city}/{assessment}/reveal/{component}",
            get(reveal::component),
        )
        .route("/c/{city}/{assessment}/targets", get(targets::targets))
        .route("/c/{city}/{assessment}/compare", get(compare::compare))
        .route(
            "/c/{city}/{assessment}/how-scored",
            get(results::how_scored),
        )
        .route(
            "/c/{city}/{assessment}/download/{file}",
            get(results::download),
        )
        .route(
            "/c/{city}/{assessment}/publish",
            get(publish::publish).post(publish::publish_post),
        )
        .route(
            "/c/{city}/{assessment}/sealed/{number}",
            get(publish::sealed),
        )
        .route(
            "/c/{city}/{assessment}/publish/withdraw",
            post(publish::withdraw_post),
        )
        .route("/c/{city}/{assessment}/workshop", get(workshop::wall))
        .route(
            "/c/{city}/{assessment}/workshop/{act}",
            post(workshop::act_post),
        )
        .route("/w", get(workshop::enter).post(workshop::enter_post))
        .route("/w/{code}", get(workshop::ballot))
        .route("/w/{code}/join", post(workshop::join_post))
        .route("/w/{code}/vote", post(workshop::vote_post))
        .route("/w/{code}/events", get(workshop::events))
        .route("/p/{city}", get(public::city))
        .route("/p/{city}/feed.atom", get(public::feed))
        .route("/p/{city}/{assessment}", get(public::page))
        .route("/p/{city}/{assessment}/{file}", get(public::file))
        .route("/robots.txt", get(public::robots))
        .route("/.well-known/gradus-key.json", get(public::keys))
        .nest("/api/v1", crate::api::routes())
        .route("/assets/{name}", get(asset))
        .route("/healthz", get(healthy))
        .route("/readyz", get(ready))
        .route("/metrics", get(crate::metrics::answer))
        .fallback(nothing_here)
}

async fn asset(Path(name): Path<String>, headers: HeaderMap) -> Response {
    let Some(asset) = assets::find(&name) else {
        return StatusCode::NOT_FOUND.into_response();
    };
    let takes_gzip = headers
        .get(header::ACCEPT_ENCODING)
        .and_then(|value| value.to_str().ok())
        .is_some_and(|value| value.contains("gzip"));
    let kept = [
        (header::CONTENT_TYPE, asset.mime),
        (header::CACHE_CONTROL, CACHE_CONTROL),
        (header::VARY, "accept-encoding"),
    ];
    match asset.gzip.filter(|_| takes_gzip) {
        Some(gzip) => (kept, [(header::CONTENT_ENCODING, "gzip")], gzip).into_response(),
        None => (kept, asset.bytes).into_response(),
    }
}

/// The process answers.
async fn healthy() -> &'static str {
    "ok\n"
}

/// The database answers too.
async fn ready(State(web): State<Web>) -> Response {
    match web.app.store().ping().await {
        Ok(()) => "ready\n".into_response(),
        Err(error) => {
            tracing::warn!(%error, "not ready");
            (
                StatusCode::SERVICE_UNAVAILABLE,
                "the database does not answer\n",
            )
                .into_response()
        }
    }
}

async fn nothing_here(visit: Visit) -> Response {
    pages::errors::page(&visit, &AppError::NotFound("page"))
}
