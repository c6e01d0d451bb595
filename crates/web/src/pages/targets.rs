//! Targets: where each component stands, where it is to go, and what lies between.

use super::results::{closed, desk, here};
use super::{OrPage, Page, frame, html, text};
use crate::caller::Caller;
use crate::views::targets::{OpenStatement, TargetCard, TargetStep, TargetsPage};
use axum::extract::Path;
use gradus_domain::disclosure::Facts;
use gradus_domain::gap::GapStep;
use gradus_domain::method::Why;
use gradus_domain::model::Model;
use gradus_domain::names::ComponentIx;
use gradus_words::Words;

/// The page.
///
/// # Errors
/// As pages are.
pub async fn targets(caller: Caller, Path((city, slug)): Path<(String, String)>) -> Page {
    let visit = &caller.visit;
    let desk = desk(&caller, &city, &slug).await?;
    if !desk.phase().is_open() {
        return closed(&caller, &desk);
    }
    let words = visit.web.words(visit.language);
    let outcome = desk.outcome().await.or_page(visit)?;
    let model = desk.model_in(words.language());
    let facts = outcome.protected.facts();
    let title = words.text("heading-targets");
    let mut frame = frame::of_assessment(&caller, &desk, frame::Tab::Results, title);
    let here = here(&caller, &desk);
    frame.crumbs.push(crate::views::frame::Link::new(
        words.text("page-tab-results"),
        format!("{here}/results"),
    ));
    let cards = model
        .component_places()
        .filter_map(|ix| card(facts, &model, &words, ix));
    let without = model.component_places().filter(|ix| {
        let score = facts.figures().components.get(ix.0);
        score.is_some_and(|score| score.in_scope && score.target.is_none())
    });
    let page = TargetsPage::new(
        frame,
        here,
        outcome.view(&words),
        cards.collect(),
        without.map(|ix| model.component(ix).name.clone()).collect(),
        desk.is_lead(),
    );
    html(&caller, &page)
}

fn card(facts: &Facts, model: &Model, words: &Words, ix: ComponentIx) -> Option<TargetCard> {
    let gap = facts.gap(ix)?;
    let target = facts.targets().get(&ix)?;
    let of = model.component(ix);
    let whole = gap.smallest_set();
    Some(TargetCard {
        id: of.id.clone(),
        name: of.name.clone(),
        now: gap.from.map(|level| model.scale.name(level).to_owned()),
        target: model.scale.name(target.level).to_owned(),
        by: target.by.map(|day| text::day(words, &day.to_string())),
        reason: target.rationale.clone(),
        good_enough: target.good_enough,
        open_steps: gap.open_steps(),
        levels: gap
            .from
            .filter(|_| gap.picks_only)
            .map(|_| gap.open_steps()),
        fewest: whole.ok().map(|set| set.len()),
        steps: gap
            .steps
            .iter()
            .filter(|_| !gap.picks_only)
            .map(|row| step(facts, model, words, row))
            .collect(),
    })
}

fn step(facts: &Facts, model: &Model, words: &Words, step: &GapStep) -> TargetStep {
    let value = |ix: gradus_domain::names::StatementIx| {
        let value = facts.figures().statements.get(ix.0)?.consensus.value?;
        Some(words.text(&format!("answer-{}", value.word())))
    };
    let open = |ix: &gradus_domain::names::StatementIx| {
        let statement = model.statement(*ix);
        let found = step.open.iter().find(|open| open.statement == *ix);
        OpenStatement {
            id: statement.id.clone(),
            text: statement.text.clone(),
            value: value(*ix).unwrap_or_default(),
            gain: found.map_or_else(String::new, |open| words.percent(open.gain)),
        }
    };
    let unjudged = step.smallest_set == Err(Why::StepNotRated);
    TargetStep {
        to: model.scale.name(step.to).to_owned(),
        completion: step.sum.completion().map(|share| words.percent(share)),
        share: step.sum.completion(),
        holds: step.holds,
        unjudged,
        set: step
            .smallest_set
            .as_ref()
            .map(|set| set.iter().map(open).collect())
            .unwrap_or_default(),
    }
}
