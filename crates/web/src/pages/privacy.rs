//! What is stored of people: said to everybody, and handed to whom it is about.

use super::evidence::attachment;
use super::{OrPage, Page, html};
use crate::caller::Caller;
use crate::failure::PageFailure;
use crate::views::privacy::PrivacyPage;
use axum::extract::Path;
use gradus_app::{AppError, PersonId};

/// What is stored, why, how long, and who sees it.
///
/// # Errors
/// As pages are.
pub async fn privacy(caller: Caller) -> Page {
    let page = PrivacyPage {
        session_days: caller.app().limits().session_days,
        retention_days: caller.app().limits().retention_days,
        known: !caller.actor.is_nobody(),
        frame: caller.frame(caller.t("privacy-title")),
    };
    html(&caller, &page)
}

fn file(data: &serde_json::Value) -> Page {
    let text = format!("{data:#}\n");
    Ok(attachment("personal-data.json", "application/json", text))
}

/// Everything that is stored of the caller, as a file.
///
/// # Errors
/// As pages are.
pub async fn own(caller: Caller) -> Page {
    let data = caller.app().personal_data(&caller.actor).await;
    file(&data.or_page(&caller.visit)?)
}

/// Everything that is stored of somebody with an account, for administrators.
///
/// # Errors
/// As pages are.
pub async fn of_account(caller: Caller, Path(id): Path<String>) -> Page {
    let administrator = caller.app().administrator(&caller.actor);
    let administrator = administrator.or_page(&caller.visit)?;
    let missing = |_| PageFailure::new(&caller.visit, AppError::NotFound("account"));
    let person: PersonId = id.parse().map_err(missing)?;
    let data = administrator.personal_data_of(&person).await;
    file(&data.or_page(&caller.visit)?)
}
