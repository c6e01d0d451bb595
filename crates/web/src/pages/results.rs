//! Results: page one, a page for each component, how it is scored, and reports to take away.

use super::evidence::attachment;
use super::{OrPage, Page, frame, html, html_with};
use crate::caller::Caller;
use crate::failure::PageFailure;
use crate::views::results::{
    ComponentPage, HowScoredPage, LapseRow, Openness, ResultsClosedPage, ResultsPage, Separating,
    SettingRow,
};
use axum::extract::Path;
use axum::http::StatusCode;
use gradus_app::AppError;
use gradus_app::assessment::{Desk, Phase};
use gradus_app::exchange::FileForm;
use gradus_domain::backing::lacking;
use gradus_domain::disclosure::Protected;
use gradus_domain::method::Figure;
use gradus_domain::model::Model;
use gradus_domain::names::ComponentIx;
use gradus_domain::scale::Level;
use gradus_report::comparison_json::comparison_file;
use gradus_report::format::Format;
use gradus_words::Words;

type At = Path<(String, String)>;

pub(super) async fn desk<'a>(
    caller: &'a Caller,
    city: &str,
    slug: &str,
) -> Result<Desk<'a>, PageFailure> {
    caller
        .app()
        .assessment(&caller.actor, city, slug)
        .await
        .or_page(&caller.visit)
}

fn openness(desk: &Desk<'_>) -> Openness {
    match desk.phase() {
        Phase::Final => Openness::Final,
        _ => Openness::Consensus,
    }
}

pub(super) fn here(caller: &Caller, desk: &Desk<'_>) -> String {
    caller.url(&format!("/c/{}/{}", desk.city.slug, desk.row.slug))
}

pub(super) fn closed(caller: &Caller, desk: &Desk<'_>) -> Page {
    let frame = frame::of_assessment(
        caller,
        desk,
        frame::Tab::Results,
        caller.t("page-tab-results"),
    );
    let page = ResultsClosedPage {
        frame,
        here: here(caller, desk),
        rates: desk.seat.is_some(),
    };
    html_with(caller, StatusCode::CONFLICT, &page)
}

/// Page one.
///
/// # Errors
/// As pages are.
pub async fn results(caller: Caller, Path((city, slug)): At) -> Page {
    let visit = &caller.visit;
    let desk = desk(&caller, &city, &slug).await?;
    if !desk.phase().is_open() {
        return closed(&caller, &desk);
    }
    let words = visit.web.words(visit.language);
    let view = desk.outcome().await.or_page(visit)?.view(&words);
    let frame = frame::of_assessment(
        &caller,
        &desk,
        frame::Tab::Results,
        caller.t("page-tab-results"),
    );
    let mut page = ResultsPage::new(frame, here(&caller, &desk), view, openness(&desk));
    page.pdf = cfg!(feature = "pdf");
    page.assessment_file = desk.is_lead();
    html(&caller, &page)
}

/// A component's page.
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
    let words = visit.web.words(visit.language);
    let outcome = desk.outcome().await.or_page(visit)?;
    let view = outcome.view(&words);
    let name = view
        .components
        .iter()
        .find(|component| component.id == id)
        .map(|component| component.name.clone());
    let mut frame = frame::of_assessment(
        &caller,
        &desk,
        frame::Tab::Results,
        name.unwrap_or_default(),
    );
    let here = here(&caller, &desk);
    frame.crumbs.push(crate::views::frame::Link::new(
        caller.t("page-tab-results"),
        format!("{here}/results"),
    ));
    let page = ComponentPage::new(frame, here, view, openness(&desk), &id);
    let mut page = page.ok_or(AppError::NotFound("component")).or_page(visit)?;
    if let Some(ix) = desk.model.find_component(&id) {
        let model = desk.model_in(words.language());
        page.separating = separating(&outcome.protected, &model, ix);
        page.lapses = lapses(&outcome.protected, &model, &words, ix);
    }
    html(&caller, &page)
}

/// Claims of a component that lack evidence or an acceptance.
fn separating(result: &Protected, model: &Model, component: ComponentIx) -> Vec<Separating> {
    let found = lacking(result.facts(), component).into_iter();
    let told = found.map(|(ix, lack)| Separating {
        id: model.statement(ix).id.clone(),
        text: model.statement(ix).text.clone(),
        lack,
    });
    told.collect()
}

/// The days on which evidence of a component lapses, and what is left then.
fn lapses(
    result: &Protected,
    model: &Model,
    words: &Words,
    component: ComponentIx,
) -> Vec<LapseRow> {
    let facts = result.facts();
    let name = |level: Figure<Level>| match level {
        Ok(level) => model.scale.name(level).to_owned(),
        Err(_) => words.text("no-figure"),
    };
    let title = |place: usize| facts.evidence().get(place).map(|piece| piece.title.clone());
    let row = |lapse: gradus_domain::lapse::Lapse| LapseRow {
        day: super::text::day(words, &lapse.last_day.to_string()),
        titles: lapse.evidence.into_iter().filter_map(title).collect(),
        evidenced: name(lapse.evidenced),
        verified: name(lapse.verified),
    };
    facts.lapses(component).into_iter().map(row).collect()
}

/// How this assessment is scored.
///
/// # Errors
/// As pages are.
pub async fn how_scored(caller: Caller, Path((city, slug)): At) -> Page {
    let visit = &caller.visit;
    let desk = desk(&caller, &city, &slug).await?;
    let words = visit.web.words(visit.language);
    let open = desk.phase().is_open();
    let view = match open {
        true => desk.outcome().await.or_page(visit)?.view(&words),
        false => desk.blank_outcome().await.or_page(visit)?.view(&words),
    };
    let own = super::settings::rows(&words, &desk.settings());
    let usual = super::settings::rows(&words, &desk.model.defaults);
    let settings = own
        .into_iter()
        .zip(usual)
        .map(|((label, own), (_, usual))| SettingRow { label, own, usual });
    let page = HowScoredPage {
        frame: frame::of_assessment(
            &caller,
            &desk,
            frame::Tab::Overview,
            caller.t("results-how-link-title"),
        ),
        here: here(&caller, &desk),
        view,
        results_open: open,
        named: desk.row.named == 1,
        settings: settings.collect(),
    };
    html(&caller, &page)
}

/// Media types of reports.
#[must_use]
pub fn media_type(format: Format) -> &'static str {
    match format {
        Format::Html => "text/html; charset=utf-8",
        Format::Pdf => "application/pdf",
        Format::Xlsx => "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
        Format::Csv => "text/csv; charset=utf-8",
        Format::Svg => "image/svg+xml",
        Format::Json => "application/json",
        Format::Markdown => "text/markdown; charset=utf-8",
    }
}

/// A report, or for leads the assessment file, to be saved.
///
/// # Errors
/// As pages are.
pub async fn download(
    caller: Caller,
    Path((city, slug, file)): Path<(String, String, String)>,
) -> Page {
    let visit = &caller.visit;
    let desk = desk(&caller, &city, &slug).await?;
    let missing = || PageFailure::new(visit, AppError::NotFound("file"));
    let (what, ending) = file.split_once('.').ok_or_else(missing)?;
    let name = format!("{city}-{slug}.{ending}");
    if what == "assessment" {
        let form = if ending == "json" {
            FileForm::Json
        } else {
            FileForm::Yaml
        };
        let (text, _) = desk
            .lead()
            .or_page(visit)?
            .export(form)
            .await
            .or_page(visit)?;
        return Ok(attachment(&name, "application/yaml", text));
    }
    if let Some(with) = what
        .strip_prefix("comparison-")
        .filter(|_| ending == "json")
    {
        let compared = desk.compared(Some(with)).await.or_page(visit)?;
        let compared = compared.ok_or_else(missing)?;
        let (earlier, later) = (&compared.earlier.outcome, &compared.later.outcome);
        let text = comparison_file(
            earlier.protected.facts(),
            later.protected.facts(),
            &compared.found,
        );
        let name = format!("{city}-{with}-{slug}.json");
        return Ok(attachment(&name, "application/json", text));
    }
    if ending == "csv-metadata.json" {
        let parts = desk
            .report(Format::Csv, visit.language, &format!("{city}-{slug}.csv"))
            .await
            .or_page(visit)?;
        let metadata = parts
            .into_iter()
            .find(|part| !part.suffix.is_empty())
            .ok_or_else(missing)?;
        return Ok(attachment(&name, "application/json", metadata.bytes));
    }
    let format: Format = ending.parse().map_err(|_| missing())?;
    let mut parts = desk
        .report(format, visit.language, &name)
        .await
        .or_page(visit)?;
    let report = parts.drain(..).next().ok_or_else(missing)?;
    Ok(attachment(&name, media_type(format), report.bytes))
}
