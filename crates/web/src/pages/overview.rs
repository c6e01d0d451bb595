//! The overview of an assessment, and its way from phase to phase.

use super::{OrPage, Page, frame, html, redirect, text};
use crate::caller::Caller;
use crate::failure::PageFailure;
use crate::fields::Posted;
use crate::views::overview::{
    ComponentCount, GroupCount, NextPhase, OverviewPage, Phase, Progress, Task,
};
use axum::extract::Path;
use gradus_app::AppError;
use gradus_app::assessment::{Counts, Desk, Phase as Stage};
use gradus_app::people::InvitationView;
use gradus_words::{Words, count, say};

/// A phase as views know it.
#[must_use]
pub fn phase(stage: Stage) -> Phase {
    match stage {
        Stage::Draft => Phase::Draft,
        Stage::Rating => Phase::Rating,
        Stage::Consensus => Phase::Consensus,
        Stage::Final => Phase::Final,
    }
}

/// The overview.
///
/// # Errors
/// As pages are.
pub async fn overview(caller: Caller, Path((city, slug)): Path<(String, String)>) -> Page {
    let (app, visit) = (caller.app(), &caller.visit);
    let words = visit.web.words(visit.language);
    let desk = app
        .assessment(&caller.actor, &city, &slug)
        .await
        .or_page(visit)?;
    let model = desk.model_in(words.language());
    let began = desk.began().await.or_page(visit)?;
    let here = caller.url(&format!("/c/{city}/{slug}"));
    let mut page = OverviewPage {
        frame: frame::of_assessment(&caller, &desk, frame::Tab::Overview, desk.row.name.clone()),
        name: desk.row.name.clone(),
        model: words.with(
            "app-model",
            &[
                ("title", say(&model.title)),
                ("version", say(&model.name.version)),
            ],
        ),
        model_language: model.language.clone(),
        dates: text::dates(&words, &desk.row.starts_on, &desk.row.ends_on),
        depth: words.text(&format!("manage-depth-{}", desk.depth().word())),
        phase: phase(desk.phase()),
        began: began
            .into_iter()
            .map(|(stage, at)| (phase(stage), text::time(&words, at)))
            .collect(),
        leads: desk.is_lead(),
        next: None,
        back: None,
        mine: None,
        tasks: Vec::new(),
        groups: Vec::new(),
        components: Vec::new(),
        differs: super::settings::differs(&words, &desk),
        here,
    };
    if desk.seat.is_some() {
        let again = app
            .assessment(&caller.actor, &city, &slug)
            .await
            .or_page(visit)?;
        let seat = again.seat().await.or_page(visit)?;
        let (given, asked) = seat.progress(&seat.sheet().await.or_page(visit)?);
        page.mine = Some(Progress { given, asked });
    }
    if desk.is_team() {
        team(&caller, desk, &mut page).await.or_page(visit)?;
    }
    html(&caller, &page)
}

/// Counts and, for who leads, what comes next.
async fn team(caller: &Caller, desk: Desk<'_>, page: &mut OverviewPage) -> Result<(), AppError> {
    let words = caller.visit.web.words(caller.visit.language);
    let model = desk.model_in(words.language());
    let stage = desk.phase();
    let (leads, city, slug) = (
        desk.is_lead(),
        desk.city.slug.clone(),
        desk.row.slug.clone(),
    );
    let team = desk.team()?;
    let counts = team.counts().await?;
    page.groups = groups(&counts);
    page.components = counts
        .components
        .iter()
        .map(|coverage| {
            let component = model.component(coverage.component);
            ComponentCount {
                id: component.id.clone(),
                name: component.name.clone(),
                people: coverage.asked,
                groups: coverage.groups,
                progress: Progress {
                    given: coverage.answered,
                    asked: coverage.asked,
                },
                out_of_scope: coverage.out_of_scope.is_some(),
            }
        })
        .collect();
    if !leads {
        return Ok(());
    }
    let lead = caller
        .app()
        .assessment(&caller.actor, &city, &slug)
        .await?
        .lead()?;
    let links = lead.invitations().await?;
    page.next = next_step(&words, stage, &counts, &links);
    page.back = match stage {
        Stage::Rating if counts.people.iter().all(|person| person.given == 0) => Some(Phase::Draft),
        Stage::Final => Some(Phase::Consensus),
        _ => None,
    };
    if stage == Stage::Draft {
        page.tasks = tasks(&page.here, &counts, &links);
    }
    Ok(())
}

fn groups(counts: &Counts) -> Vec<GroupCount> {
    let of = |group: &gradus_app::rows::GroupRow| {
        let people: Vec<_> = counts
            .people
            .iter()
            .filter(|person| person.assessor.group_id == group.id)
            .collect();
        GroupCount {
            name: group.name.clone(),
            people: people.len(),
            started: people.iter().filter(|person| person.given > 0).count(),
            finished: people
                .iter()
                .filter(|person| person.asked > 0 && person.given == person.asked)
                .count(),
            progress: Progress {
                given: people.iter().map(|person| person.given).sum(),
                asked: people.iter().map(|person| person.asked).sum(),
            },
        }
    };
    counts.groups.iter().map(of).collect()
}

/// What comes after a stage, and what stands in its way.
pub(super) fn next_step(
    words: &Words,
    stage: Stage,
    counts: &Counts,
    links: &[InvitationView],
) -> Option<NextPhase> {
    let thin = counts
        .components
        .iter()
        .filter(|coverage| coverage.is_thin())
        .count();
    let started = counts
        .people
        .iter()
        .filter(|person| person.given > 0)
        .count();
    let waiting = counts.people.len() - started;
    let mut problems = Vec::new();
    let mut warnings = Vec::new();
    let to = match stage {
        Stage::Draft => {
            let open = links
                .iter()
                .any(|link| !link.revoked && link.assessor.is_none());
            if counts.people.is_empty() && !open {
                problems.push(words.text("refusal-nobody-to-rate"));
            }
            if thin > 0 && !open {
                warnings.push(words.with("app-warn-thin", &[("n", count(thin))]));
            }
            Phase::Rating
        }
        Stage::Rating => {
            if started == 0 {
                problems.push(words.text("refusal-nobody-answered"));
            }
            if waiting > 0 {
                warnings.push(words.with("app-warn-waiting", &[("n", count(waiting))]));
            }
            if thin > 0 {
                warnings.push(words.with("app-warn-thin", &[("n", count(thin))]));
            }
            Phase::Consensus
        }
        Stage::Consensus => Phase::Final,
        Stage::Final => return None,
    };
    Some(NextPhase {
        to,
        problems,
        warnings,
    })
}

fn tasks(here: &str, counts: &Counts, links: &[InvitationView]) -> Vec<Task> {
    let task = |word, done, path: &str| Task {
        word,
        done,
        url: format!("{here}{path}"),
    };
    let invited = links.iter().any(|link| !link.revoked);
    vec![
        task("model", true, "/settings"),
        task("dates", true, "/settings"),
        task("groups", !counts.groups.is_empty(), "/people"),
        task(
            "people",
            !counts.people.is_empty() || links.iter().any(|link| link.assessor.is_none()),
            "/people",
        ),
        task("links", invited, "/people?links=all"),
        task("open", false, ""),
    ]
}

/// Moves the assessment to another phase.
///
/// # Errors
/// As pages are.
pub async fn phase_post(Path((city, slug)): Path<(String, String)>, posted: Posted) -> Page {
    let Posted { caller, fields } = posted;
    let (app, visit) = (caller.app(), &caller.visit);
    let desk = app
        .assessment(&caller.actor, &city, &slug)
        .await
        .or_page(visit)?;
    let seen = fields.text("from");
    if !seen.is_empty() && Stage::parse(&seen) != Some(desk.phase()) {
        // Somebody else moved it while this form was open.
        return Err(PageFailure::new(
            visit,
            AppError::Refused("changed_meanwhile"),
        ));
    }
    let was_rating = desk.phase() == Stage::Rating;
    let lead = desk.lead().or_page(visit)?;
    let unknown = || PageFailure::new(visit, AppError::invalid("to", "choice"));
    let to = Stage::parse(&fields.text("to")).ok_or_else(unknown)?;
    lead.phase_change(to).await.or_page(visit)?;
    if to.is_open() {
        let (app, actor) = (app.clone(), caller.actor.clone());
        let (city, slug) = (city.clone(), slug.clone());
        tokio::spawn(async move { app.warm(&actor, &city, &slug).await });
    }
    let revealed = to == Stage::Consensus && was_rating;
    let path = if revealed { "/reveal" } else { "" };
    Ok(redirect(&caller.url(&format!("/c/{city}/{slug}{path}"))))
}
