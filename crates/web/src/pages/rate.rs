//! Rating: the way through the components, the page of one, and single answers.

mod around;
mod cards;
mod sent;

use super::{OrPage, Page, frame, html_with, redirect};
use crate::caller::Caller;
use crate::failure::PageFailure;
use crate::fields::{Fields, Posted};
use crate::views::frame::{Frame, Link, Notice, Tone};
use crate::views::rate::{FullPage, HomeComponent, LadderPage, QuickPage, RateHomePage, Unit};
use axum::extract::{Path, RawQuery};
use axum::http::{HeaderMap, StatusCode};
use cards::{Mark, Room};
use gradus_app::AppError;
use gradus_app::assessment::{Depth, Desk, Phase};
use gradus_domain::names::ComponentIx;
use sent::Sent;

/// A seat whose answers are put into words: for what waits to be confirmed.
pub(super) struct Waits<'a>(Room<'a>);

impl<'a> Waits<'a> {
    pub(super) async fn enter(
        caller: &'a Caller,
        seat: gradus_app::rating::Seat<'a>,
    ) -> Result<Self, AppError> {
        Ok(Self(Room::enter(caller, seat).await?))
    }

    pub(super) fn model(&self) -> &gradus_domain::model::Model {
        &self.0.model
    }

    pub(super) fn value_text(&self, subject: gradus_app::rating::Subject, value: &str) -> String {
        self.0.value_text(subject, Some(value))
    }
}

/// Says that answers of the cycle before wait.
fn told_of_carried(caller: &Caller, room: &Room<'_>, frame: &mut Frame) {
    if room.carried == 0 || room.seat.desk().phase() != Phase::Rating {
        return;
    }
    let words = caller.visit.web.words(caller.visit.language);
    let numbers = [("n", gradus_words::count(room.carried))];
    frame.notices.push(Notice {
        tone: Tone::Info,
        text: words.with("cycle-waiting", &numbers),
        action: Some(Link::new(
            words.text("cycle-waiting-see"),
            format!("{}/carried", room.home()),
        )),
    });
}

type At = Path<(String, String)>;
type Of = Path<(String, String, String)>;

/// Seconds that one question takes, about.
fn seconds(depth: Depth) -> usize {
    match depth {
        Depth::Quick => 60,
        Depth::Ladder => 25,
        Depth::Full => 12,
    }
}

fn minutes(open: usize, depth: Depth) -> Option<usize> {
    (open > 0).then(|| (open * seconds(depth)).div_ceil(60))
}

fn unit(depth: Depth) -> Unit {
    match depth {
        Depth::Quick => Unit::Components,
        Depth::Ladder => Unit::Strands,
        Depth::Full => Unit::Statements,
    }
}

async fn room<'a>(caller: &'a Caller, city: &str, slug: &str) -> Result<Room<'a>, PageFailure> {
    let visit = &caller.visit;
    let desk = caller
        .app()
        .assessment(&caller.actor, city, slug)
        .await
        .or_page(visit)?;
    let seat = desk.seat().await.or_page(visit)?;
    Room::enter(caller, seat).await.or_page(visit)
}

/// Where an assessor begins and comes back to; at quick depth the seven picks themselves.
///
/// # Errors
/// As pages are.
pub async fn home(caller: Caller, Path((city, slug)): At) -> Page {
    let mut room = room(&caller, &city, &slug).await?;
    room.recall().await.or_page(&caller.visit)?;
    home_page(&caller, &room, &[], StatusCode::OK)
}

fn home_page(caller: &Caller, room: &Room<'_>, marks: &[Mark], status: StatusCode) -> Page {
    let desk = room.seat.desk();
    let mut frame = frame::of_assessment(caller, desk, frame::Tab::Rate, caller.t("rate-title"));
    told_of_carried(caller, room, &mut frame);
    if desk.row.named == 1 {
        frame.notices.push(Notice {
            tone: Tone::Info,
            text: caller.t("rate-named"),
            action: None,
        });
    }
    let ground = room.ground("");
    if desk.depth() == Depth::Quick {
        let picks = room
            .seat
            .asked()
            .iter()
            .map(|ix| room.pick_card(*ix, marks))
            .collect();
        let page = QuickPage {
            frame,
            ground,
            picks,
            progress: room.progress(None),
        };
        return html_with(caller, status, &page);
    }
    let depth = desk.depth();
    let components: Vec<HomeComponent> = room
        .model
        .component_places()
        .filter_map(|ix| {
            let component = room.model.component(ix);
            let done = room.done(ix);
            let open = done.counts().map_or(0, |(done, total)| total - done);
            done.is_asked().then(|| HomeComponent {
                name: component.name.clone(),
                summary: component.summary.clone(),
                href: room.href(ix),
                minutes: minutes(open, depth).filter(|_| !ground.closed),
                done,
            })
        })
        .collect();
    let (answered, asked) = room.seat.progress(&room.sheet);
    let next = components
        .iter()
        .find(|component| !component.done.is_done());
    let code = caller.url(&format!("/c/{}/{}/code", desk.city.slug, desk.row.slug));
    let page = RateHomePage {
        go_on: next.map(|component| Link::new(&component.name, &component.href)),
        other_device: Some(Link::new(caller.t("rate-other-device"), code)),
        results: desk.phase().is_open().then(|| {
            let path = format!("/c/{}/{}/results", desk.city.slug, desk.row.slug);
            Link::new(caller.t("rate-results"), caller.url(&path))
        }),
        minutes_left: minutes(asked - answered, depth),
        unit: unit(depth),
        components,
        answered,
        asked,
        ground,
        frame,
    };
    html_with(caller, status, &page)
}

/// The rating page of one component; `?refine=STRAND` opens its statements.
///
/// # Errors
/// As pages are.
pub async fn component(
    caller: Caller,
    Path((city, slug, id)): Of,
    RawQuery(query): RawQuery,
) -> Page {
    let mut room = room(&caller, &city, &slug).await?;
    room.recall().await.or_page(&caller.visit)?;
    let ix = asked(&caller, &room, &id)?;
    let refine = Fields::parse(query.unwrap_or_default().as_bytes()).text("refine");
    component_page(&caller, &room, ix, &refine, &[], StatusCode::OK)
}

fn asked(caller: &Caller, room: &Room<'_>, id: &str) -> Result<ComponentIx, PageFailure> {
    let found = room
        .model
        .find_component(id)
        .filter(|ix| room.seat.asked().contains(ix));
    found
        .ok_or(AppError::NotFound("component"))
        .or_page(&caller.visit)
}

fn component_page(
    caller: &Caller,
    room: &Room<'_>,
    ix: ComponentIx,
    refine: &str,
    marks: &[Mark],
    status: StatusCode,
) -> Page {
    let desk = room.seat.desk();
    let component = room.model.component(ix);
    let mut frame = frame::of_assessment(caller, desk, frame::Tab::Rate, component.name.clone());
    frame
        .crumbs
        .push(Link::new(caller.t("page-tab-rate"), room.home()));
    told_of_carried(caller, room, &mut frame);
    let (ground, panel, progress) = (
        room.ground(&component.id),
        room.panel(ix, marks),
        room.progress(Some(ix)),
    );
    let (before, after) = room.neighbours(ix);
    let after = after.or_else(|| Some(Link::new(caller.t("rate-back-home"), room.home())));
    if desk.depth() == Depth::Full {
        let page = FullPage {
            name: component.name.clone(),
            summary: component.summary.clone(),
            references: component.references.join(", "),
            groups: room.groups(ix, marks),
            frame,
            ground,
            panel,
            progress,
            before,
            after,
        };
        return html_with(caller, status, &page);
    }
    let page = LadderPage {
        name: component.name.clone(),
        strands: component
            .strands
            .iter()
            .map(|strand| room.strand_card(*strand, refine, marks))
            .collect(),
        frame,
        ground,
        panel,
        progress,
        before,
        after,
    };
    html_with(caller, status, &page)
}

/// Fails where the page that was sent asked other questions: the assessment moved to another
/// version of its model since. A form that says nothing is taken as it is.
pub(super) fn same_questions(
    caller: &Caller,
    desk: &Desk<'_>,
    query: Option<String>,
) -> Result<(), PageFailure> {
    let asked = Fields::parse(query.unwrap_or_default().as_bytes()).text("m");
    if asked.is_empty() || asked == desk.model_mark() {
        return Ok(());
    }
    Err(AppError::Refused("model_moved")).or_page(&caller.visit)
}

fn is_script(headers: &HeaderMap) -> bool {
    headers.contains_key("hx-request")
}

/// Records one answer, takes one back, or settles a conflict. A button of one card in a plain
/// form with many sends the others along: what was changed there is recorded too.
///
/// # Errors
/// As pages are.
pub async fn answer(
    Path((city, slug, id)): Of,
    RawQuery(query): RawQuery,
    headers: HeaderMap,
    posted: Posted,
) -> Page {
    let Posted { caller, fields } = posted;
    let mut room = room(&caller, &city, &slug).await?;
    same_questions(&caller, room.seat.desk(), query)?;
    let ix = asked(&caller, &room, &id)?;
    let sent = Sent::one(&room.model, ix, &fields).or_page(&caller.visit)?;
    if is_script(&headers) {
        let mark = sent.record(&mut room).await.or_page(&caller.visit)?;
        return html_with(&caller, mark.status(), &room.answered(ix, &mark));
    }
    let mut all = Sent::changed(&room, ix, &fields);
    all.retain(|other| !other.is_about(&sent));
    all.push(sent);
    record_all(&caller, &mut room, ix, all).await
}

/// Records the answers of a plain form, then on to the same page, or the page itself where
/// something is to be told: of each answer that was not taken, with what was typed.
async fn record_all(caller: &Caller, room: &mut Room<'_>, ix: ComponentIx, all: Vec<Sent>) -> Page {
    let mut marks = Vec::new();
    let mut refined = (None, None);
    for sent in all {
        let mark = sent.record(room).await.or_page(&caller.visit)?;
        let of = match mark.is_fine() {
            true => &mut refined.0,
            false => &mut refined.1,
        };
        *of = sent.refined();
        marks.push(mark);
    }
    let quick = room.seat.desk().depth() == Depth::Quick;
    let page = if quick { room.home() } else { room.href(ix) };
    let refused = marks.iter().find(|mark| !mark.is_fine()).map(Mark::status);
    match (refused, marks.last()) {
        (None, None) => Ok(redirect(&page)),
        (None, Some(last)) => {
            let query = refined
                .0
                .map(|statement| format!("?refine={statement}"))
                .unwrap_or_default();
            Ok(redirect(&format!("{page}{query}#{}", room.dom_id(last))))
        }
        (Some(status), _) if quick => home_page(caller, room, &marks, status),
        (Some(status), _) => {
            let refine = refined.1.unwrap_or_default();
            component_page(caller, room, ix, &refine, &marks, status)
        }
    }
}

/// Records every changed answer of a plain form.
///
/// # Errors
/// As pages are.
pub async fn answer_many(
    Path((city, slug, id)): Of,
    RawQuery(query): RawQuery,
    posted: Posted,
) -> Page {
    let Posted { caller, fields } = posted;
    let mut room = room(&caller, &city, &slug).await?;
    same_questions(&caller, room.seat.desk(), query)?;
    let ix = asked(&caller, &room, &id)?;
    let all = Sent::changed(&room, ix, &fields);
    record_all(&caller, &mut room, ix, all).await
}

/// As [`answer_many`], for the picks of all components.
///
/// # Errors
/// As pages are.
pub async fn picks(Path((city, slug)): At, RawQuery(query): RawQuery, posted: Posted) -> Page {
    let Posted { caller, fields } = posted;
    let mut room = room(&caller, &city, &slug).await?;
    same_questions(&caller, room.seat.desk(), query)?;
    let first = *room
        .seat
        .asked()
        .first()
        .ok_or(AppError::NotFound("component"))
        .or_page(&caller.visit)?;
    let all = Sent::changed(&room, first, &fields);
    record_all(&caller, &mut room, first, all).await
}
