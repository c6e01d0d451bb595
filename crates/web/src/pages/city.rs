//! The start page, a city's page, its settings, and new cities.

use super::{AGAIN, OrPage, Page, frame, html, html_with, redirect, same, text, typed};
use crate::caller::Caller;
use crate::failure::PageFailure;
use crate::fields::{Fields, Posted, PostedWithFile};
use crate::theme::{Colour, stylesheet};
use crate::views::city::{
    AssessmentCard, CityCard, CityPage, CitySettingsPage, Contrast, HomePage, NewCityPage,
    city_settings_form, new_city_form,
};
use crate::views::forms::{Choice, Input};
use crate::views::overview::{Phase, Progress};
use crate::views::people::{MemberRow, member_form};
use axum::extract::Path;
use axum::http::{StatusCode, header};
use axum::response::{IntoResponse, Response};
use gradus_app::AppError;
use gradus_app::city::{CityDesk, CityFacts, Role};
use gradus_app::rows::{AssessmentRow, CityRow};
use gradus_words::say;

fn phase(row: &AssessmentRow) -> Phase {
    Phase::ALL
        .into_iter()
        .find(|phase| phase.word() == row.phase)
        .unwrap_or(Phase::Draft)
}

async fn card(
    caller: &Caller,
    city: &CityRow,
    row: &AssessmentRow,
) -> Result<AssessmentCard, AppError> {
    let (app, visit) = (caller.app(), &caller.visit);
    let words = visit.web.words(visit.language);
    let desk = app.assessment(&caller.actor, &city.slug, &row.slug).await?;
    let headline = match desk.phase().is_open() {
        true => Some(desk.outcome().await?.view(&words).headline.clone()),
        false => None,
    };
    let mine = match desk.seat {
        Some(_) => {
            let seat = desk.seat().await?;
            let sheet = seat.sheet().await?;
            let (given, asked) = seat.progress(&sheet);
            Some(Progress { given, asked })
        }
        None => None,
    };
    Ok(AssessmentCard {
        url: caller.url(&format!("/c/{}/{}", city.slug, row.slug)),
        name: row.name.clone(),
        model: app.model_of(row).await?.title.clone(),
        dates: text::dates(&words, &row.starts_on, &row.ends_on),
        phase: phase(row),
        headline,
        mine,
    })
}

/// The start page: one's cities, and where one is asked to rate.
///
/// # Errors
/// As pages are.
pub async fn home(caller: Caller) -> Page {
    let (app, visit) = (caller.app(), &caller.visit);
    if caller.actor.is_nobody() {
        return Err(PageFailure::new(visit, AppError::SignInFirst));
    }
    let seats = app.seats(&caller.actor).await.or_page(visit)?;
    let mut cities: Vec<CityRow> = match &caller.actor.me {
        Some(_) => app.cities(&caller.actor).await.or_page(visit)?,
        None => Vec::new(),
    };
    for (city, ..) in &seats {
        if cities.iter().all(|own| own.id != city.id) {
            cities.push(city.clone());
        }
    }
    let mut cards = Vec::new();
    for city in cities {
        let mut open = Vec::new();
        for (_, row, _) in seats.iter().filter(|(own, ..)| own.id == city.id) {
            open.push(card(&caller, &city, row).await.or_page(visit)?);
        }
        let desk = app.city(&caller.actor, &city.slug).await.ok();
        let role = desk.as_ref().and_then(|desk| desk.role);
        let assessments = match &desk {
            Some(desk) => desk.assessments().await.or_page(visit)?.len(),
            None => open.len(),
        };
        let own = match desk {
            Some(_) => format!("/c/{}", city.slug),
            None => open
                .first()
                .map_or_else(String::new, |_| format!("/c/{}", city.slug)),
        };
        cards.push(CityCard {
            url: caller.url(&own),
            name: city.name,
            roles: role.map(Role::word).into_iter().collect(),
            assessments,
            open,
        });
    }
    // Somebody behind a link has one thing to do: go there.
    if let (None, [only]) = (&caller.actor.me, seats.as_slice()) {
        return Ok(redirect(
            &caller.url(&format!("/c/{}/{}/rate", only.0.slug, only.1.slug)),
        ));
    }
    let founds = caller.actor.me.as_ref().is_some_and(|me| me.administrator);
    let frame = caller.frame(caller.t("manage-home"));
    html(
        &caller,
        &HomePage {
            frame,
            cities: cards,
            founds,
        },
    )
}

/// Rows of a city's team.
///
/// # Errors
/// As use cases have.
pub async fn members(caller: &Caller, desk: &CityDesk<'_>) -> Result<Vec<MemberRow>, AppError> {
    let own = caller.actor.me.as_ref().map(|me| &me.id);
    let team = desk.team().await?;
    let rows = team.into_iter().map(|row| MemberRow {
        own: own == Some(&row.person_id),
        id: row.person_id.to_string(),
        name: row.name.unwrap_or_default(),
        account: row.login.unwrap_or_default(),
        role: Role::parse(&row.role).map_or("viewer", Role::word),
    });
    Ok(rows.collect())
}

/// A city's page.
///
/// # Errors
/// As pages are.
pub async fn city(caller: Caller, Path(slug): Path<String>) -> Page {
    city_page(&caller, &slug, &Input::new(), StatusCode::OK).await
}

async fn city_page(caller: &Caller, slug: &str, input: &Input, status: StatusCode) -> Page {
    let (app, visit) = (caller.app(), &caller.visit);
    let desk = app.city(&caller.actor, slug).await.or_page(visit)?;
    let mut assessments = Vec::new();
    for row in desk.assessments().await.or_page(visit)? {
        assessments.push(card(caller, &desk.city, &row).await.or_page(visit)?);
    }
    let here = caller.url(&format!("/c/{slug}"));
    let frame = frame::of_city(caller, &desk.city, desk.city.name.clone());
    let administers = caller.actor.me.as_ref().is_some_and(|me| me.administrator);
    let staffs = desk.is_lead() || administers;
    let page = CityPage {
        member_form: staffs.then(|| member_form(&frame, &here, input)),
        members: members(caller, &desk).await.or_page(visit)?,
        name: desk.city.name.clone(),
        leads: desk.is_lead(),
        city: here,
        assessments,
        frame,
    };
    html_with(caller, status, &page)
}

/// Puts somebody into the team.
///
/// # Errors
/// As pages are.
pub async fn member_post(Path(slug): Path<String>, posted: Posted) -> Page {
    let Posted { caller, fields } = posted;
    let desk = caller
        .app()
        .city(&caller.actor, &slug)
        .await
        .or_page(&caller.visit)?;
    match desk
        .role_set(&fields.text("account"), &fields.text("role"))
        .await
    {
        Ok(()) => Ok(redirect(&caller.url(&format!("/c/{slug}")))),
        Err(error) => {
            let rename = |name: &str| {
                if name == "login" {
                    "account".to_owned()
                } else {
                    name.to_owned()
                }
            };
            let input = typed(&caller, &fields, error, rename)?;
            city_page(&caller, &slug, &input, AGAIN).await
        }
    }
}

/// Takes somebody out of the team.
///
/// # Errors
/// As pages are.
pub async fn member_remove(Path((slug, id)): Path<(String, String)>, posted: Posted) -> Page {
    let caller = posted.caller;
    let missing = |_| PageFailure::new(&caller.visit, AppError::NotFound("member"));
    let id = id.parse().map_err(missing)?;
    let desk = caller
        .app()
        .city(&caller.actor, &slug)
        .await
        .or_page(&caller.visit)?;
    desk.role_remove(&id).await.or_page(&caller.visit)?;
    Ok(redirect(&caller.url(&format!("/c/{slug}"))))
}

/// The page of a new city.
///
/// # Errors
/// As pages are.
pub async fn new(caller: Caller) -> Page {
    caller
        .app()
        .administrator(&caller.actor)
        .or_page(&caller.visit)?;
    let frame = caller.frame(caller.t("manage-city-new"));
    let form = new_city_form(&frame, &Input::new());
    html(&caller, &NewCityPage { frame, form })
}

fn facts(fields: &Fields) -> CityFacts {
    CityFacts {
        name: fields.text("name"),
        slug: fields.text("short_name"),
        country: fields.text("country"),
        population: fields.text("population"),
        colour: fields.text("colour"),
    }
}

/// Makes a city with its maker as its lead.
///
/// # Errors
/// As pages are.
pub async fn new_post(posted: Posted) -> Page {
    let Posted { caller, fields } = posted;
    let (app, visit) = (caller.app(), &caller.visit);
    let administrator = app.administrator(&caller.actor).or_page(visit)?;
    let me = caller.actor.me().or_page(visit)?;
    match administrator.city_create(&facts(&fields), &me.id).await {
        Ok(city) => Ok(redirect(&caller.url(&format!("/c/{}", city.slug)))),
        Err(error) => {
            let rename = |name: &str| {
                if name == "slug" {
                    "short_name".to_owned()
                } else {
                    name.to_owned()
                }
            };
            let input = typed(&caller, &fields, error, rename)?;
            let frame = caller.frame(caller.t("manage-city-new"));
            let form = new_city_form(&frame, &input);
            html_with(&caller, AGAIN, &NewCityPage { frame, form })
        }
    }
}

/// A city's settings.
///
/// # Errors
/// As pages are.
pub async fn settings(caller: Caller, Path(slug): Path<String>) -> Page {
    let desk = caller
        .app()
        .city(&caller.actor, &slug)
        .await
        .or_page(&caller.visit)?;
    let city = desk.lead().or_page(&caller.visit)?.desk().city.clone();
    let input = Input::new()
        .with("name", &city.name)
        .with("country", city.country.clone().unwrap_or_default())
        .with(
            "population",
            city.population
                .map(|number| number.to_string())
                .unwrap_or_default(),
        )
        .with(
            "colour",
            city.colour.clone().unwrap_or_else(|| "#14426b".to_owned()),
        );
    settings_page(&caller, &city, &input, StatusCode::OK)
}

fn settings_page(caller: &Caller, city: &CityRow, input: &Input, status: StatusCode) -> Page {
    let words = caller.visit.web.words(caller.visit.language);
    let frame = frame::below_city(caller, city, words.text("manage-city-settings"));
    let here = caller.url(&format!("/c/{}", city.slug));
    let colour = city
        .colour
        .as_deref()
        .and_then(|colour| Colour::parse(colour).ok());
    let languages = frame
        .languages()
        .into_iter()
        .map(|(tag, name, _)| Choice::new(tag, name))
        .collect();
    let page = CitySettingsPage {
        contrast: colour.map(|colour| {
            Contrast::of(colour, |ratio| {
                words.with("app-ratio", &[("ratio", say(words.decimal(ratio, 1)))])
            })
        }),
        logo: frame.brand.logo.clone(),
        form: city_settings_form(&frame, &here, city.logo_sha256.is_some(), languages, input),
        city: here,
        frame,
    };
    html_with(caller, status, &page)
}

/// Changes a city's name and looks.
///
/// # Errors
/// As pages are.
pub async fn settings_post(Path(slug): Path<String>, posted: PostedWithFile) -> Page {
    let PostedWithFile(Posted { caller, fields }) = posted;
    let (app, visit) = (caller.app(), &caller.visit);
    let lead = app
        .city(&caller.actor, &slug)
        .await
        .or_page(visit)?
        .lead()
        .or_page(visit)?;
    let city = lead.desk().city.clone();
    let wanted = CityFacts {
        slug: city.slug.clone(),
        ..facts(&fields)
    };
    let changed = async {
        let changed = lead.city_change(&wanted, city.version).await?;
        let upload = fields.file("logo").map(|upload| upload.bytes);
        let removed = fields.ticked("remove_logo").then(bytes::Bytes::new);
        if let Some(logo) = upload.or(removed) {
            let again = app.city(&caller.actor, &changed.slug).await?.lead()?;
            again.city_logo_set(logo).await?;
        }
        Ok::<_, AppError>(())
    };
    match changed.await {
        Ok(()) => Ok(redirect(&caller.url(&format!("/c/{slug}/settings")))),
        Err(error) => {
            let input = typed(&caller, &fields, error, same)?;
            settings_page(&caller, &city, &input, AGAIN)
        }
    }
}

/// A city's logo.
///
/// # Errors
/// As pages are.
pub async fn logo(caller: Caller, Path(slug): Path<String>) -> Page {
    let (bytes, kind) = caller.app().city_logo(&slug).await.or_page(&caller.visit)?;
    let headers = [
        (header::CONTENT_TYPE, kind),
        (header::CACHE_CONTROL, "public, max-age=86400".to_owned()),
    ];
    Ok((headers, bytes).into_response())
}

/// A city's colours as a stylesheet.
///
/// # Errors
/// As pages are.
pub async fn theme(caller: Caller, Path(slug): Path<String>) -> Page {
    let colour = caller
        .app()
        .city_colour(&slug)
        .await
        .or_page(&caller.visit)?;
    let sheet = Colour::parse(&colour).map(stylesheet).unwrap_or_default();
    let headers = [
        (header::CONTENT_TYPE, "text/css; charset=utf-8"),
        (header::CACHE_CONTROL, "public, max-age=86400"),
    ];
    let response: Response = (headers, sheet).into_response();
    Ok(response)
}
