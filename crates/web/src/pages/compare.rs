//! Two cycles of a city side by side.

use super::results::{closed, desk, here};
use super::{OrPage, Page, frame, html};
use crate::caller::Caller;
use crate::fields::Fields;
use crate::views::compare::{ComparePage, TrendLine};
use axum::extract::{Path, RawQuery};
use gradus_app::comparison::{Compared, CycleResult};
use gradus_domain::disclosure::Facts;
use gradus_domain::model::Model;
use gradus_domain::scale::Level;
use gradus_report::charts::{TrendCycle, spark};
use gradus_report::comparison::ComparisonView;
use gradus_words::Words;
use time::Date;
use time::macros::format_description;

/// The page; `with` names the cycle to compare with, the one before unless given.
///
/// # Errors
/// As pages are.
pub async fn compare(
    caller: Caller,
    Path((city, slug)): Path<(String, String)>,
    RawQuery(query): RawQuery,
) -> Page {
    let visit = &caller.visit;
    let desk = desk(&caller, &city, &slug).await?;
    if !desk.phase().is_open() {
        return closed(&caller, &desk);
    }
    let words = visit.web.words(visit.language);
    let title = caller.t("compare-title");
    let mut frame = frame::of_assessment(&caller, &desk, frame::Tab::Results, title);
    let here = here(&caller, &desk);
    frame.crumbs.push(crate::views::frame::Link::new(
        caller.t("page-tab-results"),
        format!("{here}/results"),
    ));
    let with = Fields::parse(query.unwrap_or_default().as_bytes()).text("with");
    let with = Some(with.as_str()).filter(|with| !with.is_empty());
    let compared = desk.compared(with).await.or_page(visit)?;
    let mut page = ComparePage::new(frame, here);
    let Some(compared) = compared else {
        return html(&caller, &page);
    };
    let cycles = desk.cycles().await.or_page(visit)?;
    let model = desk.model_in(words.language());
    page.with = compared.earlier.row.slug.clone();
    let others = cycles
        .iter()
        .rev()
        .filter(|cycle| cycle.row.id != desk.row.id);
    page.choices = others
        .map(|cycle| (cycle.row.slug.clone(), cycle.row.name.clone()))
        .collect();
    page.view = Some(view(&compared, &words));
    page.lines = lines(&cycles, &model, &words);
    let levels = model.scale.all().map(|level| {
        let name = model.scale.name(level).to_owned();
        (model.scale.value(level), name)
    });
    let cycles: Vec<TrendCycle> = cycles.iter().map(trend_cycle).collect();
    page.draw(&cycles, &levels.collect::<Vec<_>>());
    html(&caller, &page)
}

/// A comparison in a language.
fn view(compared: &Compared, words: &Words) -> ComparisonView {
    let tag = words.language().tag();
    let own = |cycle: &CycleResult| cycle.outcome.protected.facts().clone().in_language(tag);
    let (earlier, later) = (own(&compared.earlier), own(&compared.later));
    let names = [&compared.earlier.row.name, &compared.later.row.name].map(String::as_str);
    ComparisonView::new((&earlier, &later), &compared.found, names, words)
}

fn trend_cycle(cycle: &CycleResult) -> TrendCycle {
    let form = format_description!("[year]-[month]-[day]");
    let day = Date::parse(&cycle.row.ends_on, form).map_or(0, Date::to_julian_day);
    TrendCycle {
        name: cycle.row.name.clone(),
        day: f64::from(day),
        index: cycle.outcome.protected.figures().city.index.ok(),
    }
}

/// The index of the city and of each component in every cycle.
fn lines(cycles: &[CycleResult], model: &Model, words: &Words) -> Vec<TrendLine> {
    let text = |index: Option<f64>| match index {
        Some(index) => words.decimal(index, 2),
        None => words.text("no-figure"),
    };
    let range = (bottom(model), top(model));
    let line = |number: usize, name: String, index: &dyn Fn(&Facts) -> Option<f64>| {
        let own = |cycle: &CycleResult| index(cycle.outcome.protected.facts());
        let points = cycles.iter().map(|cycle| TrendCycle {
            index: own(cycle),
            ..trend_cycle(cycle)
        });
        let points: Vec<TrendCycle> = points.collect();
        TrendLine {
            drawing: spark((number, &name), &points, range, words),
            values: points.iter().map(|cycle| text(cycle.index)).collect(),
            name,
        }
    };
    let city = line(0, words.text("compare-city"), &|facts| {
        facts.figures().city.index.ok()
    });
    let components = model.components.iter().enumerate().map(|(at, component)| {
        line(at + 1, component.name.clone(), &|facts| {
            let ix = facts.model().find_component(&component.id)?;
            facts.figures().components.get(ix.0)?.index.ok()
        })
    });
    std::iter::once(city).chain(components).collect()
}

/// The number of the scale's lowest level.
fn bottom(model: &Model) -> f64 {
    number(model, model.scale.all().next())
}

/// The number of the scale's highest level.
fn top(model: &Model) -> f64 {
    number(model, model.scale.all().last())
}

fn number(model: &Model, level: Option<Level>) -> f64 {
    let value = level.map_or(0, |level| model.scale.value(level));
    i32::try_from(value).map_or(0.0, f64::from)
}
