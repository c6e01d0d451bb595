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
    let room = room(&caller, &city, &slug).await?;
    home_page(&caller, &room, None, StatusCode::OK)
}

fn home_page(caller: &Caller, room: &Room<'_>, mark: Option<&Mark>, status: StatusCode) -> Page {
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
            .map(|ix| room.pick_card(*ix, mark))
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
                minutes: minutes(open, depth),
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
    let room = room(&caller, &city, &slug).await?;
    let ix = asked(&caller, &room, &id)?;
    let refine = Fields::parse(query.unwrap_or_default().as_bytes()).text("refine");
    component_page(&caller, &room, ix, &refine, None, StatusCode::OK)
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
    mark: Option<&Mark>,
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
        room.panel(ix, mark),
        room.progress(Some(ix)),
    );
    let (before, after) = room.neighbours(ix);
    let after = after.or_else(|| Some(Link::new(caller.t("rate-back-home"), room.home())));
    if desk.depth() == Depth::Full {
        let page = FullPage {
            name: component.name.clone(),
            summary: component.summary.clone(),
            references: component.references.join(", "),
            groups: room.groups(ix, mark),
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
            .map(|strand| room.strand_card(*strand, refine, mark))
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

/// Records one answer, takes one back, or settles a conflict.
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
    let mark = sent.record(&mut room).await.or_page(&caller.visit)?;
    if is_script(&headers) {
        return html_with(&caller, mark.status(), &room.answered(ix, &mark));
    }
    back(&caller, &room, ix, &mark, sent.refined())
}

/// After a plain form: on to the same page, or the page itself where something is to be told.
fn back(
    caller: &Caller,
    room: &Room<'_>,
    ix: ComponentIx,
    mark: &Mark,
    refined: Option<String>,
) -> Page {
    let quick = room.seat.desk().depth() == Depth::Quick;
    if mark.is_fine() {
        let page = if quick { room.home() } else { room.href(ix) };
        let query = refined
            .map(|strand| format!("?refine={strand}"))
            .unwrap_or_default();
        return Ok(redirect(&format!("{page}{query}#{}", room.dom_id(mark))));
    }
    match quick {
        true => home_page(caller, room, Some(mark), mark.status()),
        false => component_page(
            caller,
            room,
            ix,
            &refined.unwrap_or_default(),
            Some(mark),
            mark.status(),
        ),
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
    many(&caller, &mut room, ix, &fields).await
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
    many(&caller, &mut room, first, &fields).await
}

async fn many(caller: &Caller, room: &mut Room<'_>, ix: ComponentIx, fields: &Fields) -> Page {
    let mut last = None;
    let mut told = None;
    for sent in Sent::changed(room, ix, fields) {
        let mark = sent.record(room).await.or_page(&caller.visit)?;
        let refined = sent.refined();
        if mark.is_fine() {
            last = Some((mark, refined));
        } else {
            told.get_or_insert((mark, refined));
        }
    }
    match told.or(last) {
        Some((mark, refined)) => back(caller, room, ix, &mark, refined),
        None if room.seat.desk().depth() == Depth::Quick => Ok(redirect(&room.home())),
        None => Ok(redirect(&room.href(ix))),
    }
}
