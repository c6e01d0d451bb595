//! The reveal: what people said, how far they agree, what to talk about first.

use super::results::{closed, here};
use super::{OrPage, Page, frame, html, text};
use crate::caller::Caller;
use crate::failure::PageFailure;
use crate::fields::Fields;
use crate::views::frame::Link;
use crate::views::reveal::{Filter, RevealComponentPage, RevealPage, Row};
use axum::extract::{Path, RawQuery};
use gradus_app::AppError;
use gradus_app::agreed::Talk;
use gradus_app::assessment::{Desk, Phase};
use gradus_app::rating::Sheet;
use gradus_app::result::Outcome;
use gradus_domain::disclosure::Protected;
use gradus_domain::model::Model;
use gradus_domain::names::StatementIx;
use gradus_domain::result::{StatementScore, is_agreed};
use gradus_report::charts::{Look, distribution, group_distribution};
use gradus_report::view::{GroupView, View};
use gradus_words::Words;
use std::collections::BTreeMap;
use std::sync::Arc;

/// What rows are made of.
struct Table<'a> {
    model: Arc<Model>,
    result: &'a Protected,
    view: &'a View,
    words: &'a Words,
    /// The reader's own answers, where they rated.
    sheet: Option<Sheet>,
    talks: BTreeMap<StatementIx, &'a Talk>,
}

impl<'a> Table<'a> {
    async fn of(
        caller: &Caller,
        desk: &Desk<'_>,
        outcome: &'a Outcome,
        (view, words): (&'a View, &'a Words),
    ) -> Result<Self, PageFailure> {
        let talks = outcome.talks().iter();
        Ok(Self {
            model: desk.model_in(words.language()),
            result: &outcome.protected,
            view,
            words,
            sheet: own(caller, desk).await?,
            talks: talks.map(|talk| (talk.statement, talk)).collect(),
        })
    }

    /// The row of a statement; none where the view does not show it. Groups are drawn where
    /// `draws` says so.
    fn row(&self, ix: StatementIx, draws: impl Fn(&GroupView) -> bool) -> Option<Row> {
        let component = self.model.statement(ix).component;
        let of = self.model.component(component);
        let statement = of.statements.iter().position(|other| *other == ix)?;
        let shown = self.view.components.get(component.0)?;
        let shown = shown.statements.get(statement)?;
        let score = self.result.figures().statements.get(ix.0)?;
        let talk = self.talks.get(&ix);
        let number = |figure: f64| self.words.decimal(figure, 2);
        let own = self.sheet.as_ref();
        Some(Row {
            component: component.0,
            statement,
            swing: talk.map(|talk| number(talk.swing)),
            deviation: score.spread.ok().map(|spread| number(spread.ad)),
            moves_level: talk.is_some_and(|talk| talk.could_move_the_level()),
            agreed: is_agreed(score),
            own: own
                .and_then(|sheet| sheet.answer(&self.model, ix))
                .map(|answer| text::answer(&self.model, self.words, answer)),
            voices: Vec::new(),
            chart: distribution(shown, self.words, Look::Page).unwrap_or_default(),
            group_charts: shown
                .groups
                .iter()
                .enumerate()
                .map(|(place, group)| {
                    let worth = draws(group) && !group.counts.is_one_answer();
                    worth.then(|| group_distribution(shown, place, self.words, Look::Page))?
                })
                .collect(),
        })
    }
}

pub(super) async fn desk<'a>(
    caller: &'a Caller,
    city: &str,
    slug: &str,
) -> Result<Desk<'a>, PageFailure> {
    let desk = caller.app().assessment(&caller.actor, city, slug).await;
    desk.or_page(&caller.visit)
}

/// The reader's own answers, where they were asked to rate.
async fn own(caller: &Caller, desk: &Desk<'_>) -> Result<Option<Sheet>, PageFailure> {
    if desk.seat.is_none() {
        return Ok(None);
    }
    let again = self::desk(caller, &desk.city.slug, &desk.row.slug).await?;
    let seat = again.seat().await.or_page(&caller.visit)?;
    Ok(Some(seat.sheet().await.or_page(&caller.visit)?))
}

/// The list of what to talk about, narrowed by `component` and `group`.
///
/// # Errors
/// As pages are.
pub async fn reveal(
    caller: Caller,
    Path((city, slug)): Path<(String, String)>,
    RawQuery(query): RawQuery,
) -> Page {
    let visit = &caller.visit;
    let desk = desk(&caller, &city, &slug).await?;
    if !desk.phase().is_open() {
        return closed(&caller, &desk);
    }
    let asked = Fields::parse(query.unwrap_or_default().as_bytes());
    let words = visit.web.words(visit.language);
    let outcome = desk.outcome().await.or_page(visit)?;
    let view = outcome.view(&words);
    let groups = groups(&view);
    // What names nothing here narrows nothing.
    let mut filter = Filter {
        component: asked.text("component"),
        group: asked.text("group"),
    };
    if !groups.contains(&filter.group) {
        filter.group.clear();
    }
    if desk.model.find_component(&filter.component).is_none() {
        filter.component.clear();
    }
    let order: Vec<StatementIx> = outcome.talks().iter().map(|talk| talk.statement).collect();
    let table = Table::of(&caller, &desk, &outcome, (&view, &words)).await?;
    let chosen = |ix: &StatementIx| is_chosen(&table, &filter, *ix);
    let rows = order.iter().copied().filter(|ix| chosen(ix));
    let draws = |group: &GroupView| group.name == filter.group;
    let rows = rows.filter_map(|ix| table.row(ix, draws)).collect();
    let scores = &outcome.protected.figures().statements;
    let with_value = scores
        .iter()
        .filter(|score| score.consensus.value.is_some());
    let title = caller.t("page-tab-reveal");
    let page = RevealPage {
        frame: frame::of_assessment(&caller, &desk, frame::Tab::Reveal, title),
        here: here(&caller, &desk),
        groups,
        rows,
        all: order.len(),
        withheld: scores.iter().filter(|score| is_withheld(score)).count(),
        agreed: (
            scores.iter().filter(|score| is_agreed(score)).count(),
            with_value.count(),
        ),
        filter,
        agrees: desk.may_facilitate() && desk.phase() == Phase::Consensus,
        named: desk.row.named == 1,
        view: Arc::clone(&view),
    };
    html(&caller, &page)
}

/// Whether somebody answered, and too few to show what.
fn is_withheld(score: &StatementScore) -> bool {
    score.tally.is_err() && score.on_scale > 0
}

/// Whether a statement is in the component that was asked for, and whether the group that was
/// asked for saw it otherwise than all together, before anybody talked.
fn is_chosen(table: &Table<'_>, filter: &Filter, ix: StatementIx) -> bool {
    let statement = table.model.statement(ix);
    let component = table.model.component(statement.component);
    if !filter.component.is_empty() && component.id != filter.component {
        return false;
    }
    if filter.group.is_empty() {
        return true;
    }
    let shown = table.view.components.get(statement.component.0);
    let shown = shown.and_then(|shown| shown.statements.iter().find(|row| row.id == statement.id));
    shown.is_some_and(|shown| {
        let own = shown.groups.iter().find(|group| group.name == filter.group);
        let all = shown.alone.as_ref();
        own.zip(all)
            .is_some_and(|(group, all)| group.median != *all)
    })
}

/// Groups with figures of their own, in the order of their first one.
fn groups(view: &View) -> Vec<String> {
    let statements = view.components.iter().flat_map(|one| &one.statements);
    let mut names: Vec<String> = Vec::new();
    for group in statements.flat_map(|statement| &statement.groups) {
        if !names.contains(&group.name) {
            names.push(group.name.clone());
        }
    }
    names
}

/// A component with the answers to each of its statements.
///
/// # Errors
/// As pages are.
pub async fn component(
    caller: Caller,
    Path((city, slug, id)): Path<(String, String, String)>,
) -> Page {
    let visit = &caller.visit;
    let desk = desk(&caller, &city, &slug).await?;
    if !desk.phase().is_open() {
        return closed(&caller, &desk);
    }
    let found = desk
        .model
        .component_places()
        .find(|ix| desk.model.component(*ix).id == id);
    let at = found
        .ok_or(AppError::NotFound("component"))
        .or_page(visit)?;
    let words = visit.web.words(visit.language);
    let outcome = desk.outcome().await.or_page(visit)?;
    let view = outcome.view(&words);
    let table = Table::of(&caller, &desk, &outcome, (&view, &words)).await?;
    let statements = &table.model.component(at).statements;
    let row = |ix: &StatementIx| {
        let voices = desk.voices(&outcome, *ix).iter();
        let said = |answer| text::answer(&table.model, &words, answer);
        Some(Row {
            voices: voices
                .map(|voice| (voice.name.to_string(), said(voice.answer)))
                .collect(),
            ..table.row(*ix, |_| true)?
        })
    };
    let rows = statements.iter().filter_map(row).collect();
    let title = table.model.component(at).name.clone();
    let mut frame = frame::of_assessment(&caller, &desk, frame::Tab::Reveal, title);
    let here = here(&caller, &desk);
    let link = Link::new(caller.t("page-tab-reveal"), format!("{here}/reveal"));
    frame.crumbs.push(link);
    let page = RevealComponentPage {
        frame,
        here,
        agrees: desk.may_facilitate() && desk.phase() == Phase::Consensus,
        named: desk.row.named == 1,
        view: Arc::clone(&view),
        at: at.0,
        rows,
    };
    html(&caller, &page)
}
