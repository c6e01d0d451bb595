//! The next cycle: begun by who leads, confirmed answer by answer by who rated before.

use super::people::lead;
use super::rate::{Waits, same_questions};
use super::{AGAIN, OrPage, Page, frame, html, html_with, redirect, typed};
use crate::caller::Caller;
use crate::fields::Posted;
use crate::views::cycle::{CarriedPage, NextPage, Waiting, WaitingComponent, next_form};
use crate::views::forms::Input;
use axum::extract::{Path, RawQuery};
use axum::http::StatusCode;
use gradus_app::assessment::{Lead, Phase};
use gradus_app::cycle::NextText;
use gradus_app::rating::{Subject, parse_rung};
use gradus_domain::ladder::RungAnswer;
use gradus_domain::model::Model;

type At = Path<(String, String)>;

/// The form of the next cycle.
///
/// # Errors
/// As pages are.
pub async fn next(caller: Caller, Path((city, slug)): At) -> Page {
    let lead = lead(&caller, &city, &slug).await?;
    let input = Input::new().with("answers", "yes").with("evidence", "yes");
    next_page(&caller, &lead, &input, StatusCode::OK)
}

fn next_page(caller: &Caller, lead: &Lead<'_>, input: &Input, status: StatusCode) -> Page {
    let desk = lead.desk();
    let title = caller.t("cycle-next-title");
    let frame = frame::of_assessment(caller, desk, frame::Tab::Settings, title);
    let here = caller.url(&format!("/c/{}/{}", desk.city.slug, desk.row.slug));
    let page = NextPage {
        before: desk.row.name.clone(),
        form: next_form(&frame, &here, input),
        frame,
    };
    html_with(caller, status, &page)
}

/// Begins the next cycle.
///
/// # Errors
/// As pages are.
pub async fn next_post(Path((city, slug)): At, posted: Posted) -> Page {
    let Posted { caller, fields } = posted;
    let lead = lead(&caller, &city, &slug).await?;
    let text = NextText {
        name: fields.text("name"),
        starts_on: fields.text("from"),
        ends_on: fields.text("to"),
        answers: fields.ticked("answers"),
        evidence: fields.ticked("evidence"),
    };
    match lead.next_cycle(&text).await {
        Ok(row) => Ok(redirect(&caller.url(&format!("/c/{city}/{}", row.slug)))),
        Err(error) => {
            let rename = |name: &str| {
                match name {
                    "starts_on" => "from",
                    "ends_on" => "to",
                    "slug" => "name",
                    other => other,
                }
                .to_owned()
            };
            let input = typed(&caller, &fields, error, rename)?;
            next_page(&caller, &lead, &input, AGAIN)
        }
    }
}

/// The answers that wait to be confirmed.
///
/// # Errors
/// As pages are.
pub async fn carried(caller: Caller, Path((city, slug)): At) -> Page {
    let visit = &caller.visit;
    let desk = caller.app().assessment(&caller.actor, &city, &slug).await;
    let seat = desk.or_page(visit)?.seat().await.or_page(visit)?;
    let waiting = seat.carried().await.or_page(visit)?;
    let desk = seat.desk();
    let frame = frame::of_assessment(
        &caller,
        desk,
        frame::Tab::Rate,
        caller.t("cycle-carried-title"),
    );
    let here = caller.url(&format!("/c/{city}/{slug}"));
    let open = desk.phase() == Phase::Rating;
    let desk_mark = desk.model_mark().to_owned();
    let room = Waits::enter(&caller, seat).await.or_page(visit)?;
    let model = room.model();
    let mut components: Vec<WaitingComponent> = Vec::new();
    for one in &waiting {
        let of = model.component(one.subject.component(model));
        if components.last().is_none_or(|last| last.id != of.id) {
            components.push(WaitingComponent {
                id: of.id.clone(),
                name: of.name.clone(),
                href: format!("{here}/rate/{}", of.id),
                answers: Vec::new(),
            });
        }
        let text = match one.subject {
            Subject::Statement(ix) => {
                let statement = model.statement(ix);
                format!("{} {}", statement.id, statement.text)
            }
            Subject::Strand(ix) => model.strand(ix).name.clone(),
            Subject::Component(_) => of.name.clone(),
        };
        let answer = Waiting {
            name: format!("{}:{}", one.subject.kind(), one.subject.name(model)),
            text,
            value: room.value_text(one.subject, &one.value),
            statements: of_rung(model, one.subject, &one.value),
        };
        if let Some(last) = components.last_mut() {
            last.answers.push(answer);
        }
    }
    let page = CarriedPage {
        model_language: model.language.clone(),
        model_mark: desk_mark,
        here,
        components,
        open,
        frame,
    };
    html(&caller, &page)
}

/// The texts of the statements on the rung that was chosen, or on both beside a half step.
fn of_rung(model: &Model, subject: Subject, value: &str) -> Vec<String> {
    let Subject::Strand(strand) = subject else {
        return Vec::new();
    };
    let levels = match parse_rung(model, value) {
        Some(RungAnswer::On(level)) => vec![level],
        Some(RungAnswer::Above(level)) => [Some(level), model.scale.above(level)]
            .into_iter()
            .flatten()
            .collect(),
        _ => Vec::new(),
    };
    let statements = model.strand(strand).statements.iter();
    let statements = statements.map(|ix| model.statement(*ix));
    let on_rung = statements.filter(|statement| levels.contains(&statement.level));
    on_rung.map(|statement| statement.text.clone()).collect()
}

/// Confirms one answer, or all of a component.
///
/// # Errors
/// As pages are.
pub async fn carried_post(
    Path((city, slug)): At,
    RawQuery(query): RawQuery,
    posted: Posted,
) -> Page {
    let Posted { caller, fields } = posted;
    let visit = &caller.visit;
    let desk = caller.app().assessment(&caller.actor, &city, &slug).await;
    let seat = desk.or_page(visit)?.seat().await.or_page(visit)?;
    same_questions(&caller, seat.desk(), query)?;
    let (keep, component) = (fields.text("keep"), fields.text("component"));
    let model = seat.desk().model.clone();
    let whole = model.find_component(&component);
    let kept = seat.carried_keep(|one| {
        let own = format!("{}:{}", one.subject.kind(), one.subject.name(&model));
        own == keep || whole == Some(one.subject.component(&model))
    });
    kept.await.or_page(visit)?;
    Ok(redirect(
        &caller.url(&format!("/c/{city}/{slug}/rate/carried")),
    ))
}

#[cfg(test)]
mod tests {
    use super::*;
    use gradus_testkit::model::built_in;

    #[test]
    fn a_rung_that_waits_is_told_by_its_statements_of_today() {
        let model = built_in("pas181-scmm");
        let of = |kind, name, value| {
            let subject = Subject::parse(&model, kind, name).expect("a subject");
            of_rung(&model, subject, value)
        };
        let vision = "leadership-environment/vision";
        assert_eq!(
            of("strand", vision, "4"),
            ["Clear vision owned by society."]
        );
        assert_eq!(of("strand", vision, "3-4").len(), 2);
        // Nobody wrote a statement for the fifth rung.
        for value in ["5", "unknown", "na", "9"] {
            assert_eq!(of("strand", vision, value), Vec::<String>::new(), "{value}");
        }
        assert_eq!(of("statement", "LE1.1", "fully"), Vec::<String>::new());
    }
}
