//! The pages on which an assessor rates: the way through the components, one pick for each
//! component, the ladders and the statements of one, and what one answer changes in them.

mod ground;
mod panel;
mod pick;
mod progress;
mod statement;
mod strand;

pub use ground::{Ground, LevelName, SaveState};
pub use panel::{Panel, PanelPart, PanelStep};
pub use pick::{PickCard, PickPart};
pub use progress::{Done, Progress, ProgressItem, ProgressPart, Unit};
pub use statement::{
    Answer, Choice, Conflict, Kind, LevelGroup, Remark, Said, StatementCard, StatementPart, Undo,
};
pub use strand::{HalfStep, Rung, RungGap, StrandCard, StrandPart, StrandPick};

use super::frame::{Frame, Link};
use askama::Template;

/// Where an assessor begins and comes back to.
#[derive(Template)]
#[template(path = "rate/home.html")]
pub struct RateHomePage {
    /// Around the page.
    pub frame: Frame,
    /// What all parts share.
    pub ground: Ground,
    /// The assessor's own way through the components, quick depth excepted.
    pub components: Vec<HomeComponent>,
    /// Questions answered and asked in all, in `unit`.
    pub answered: usize,
    /// See `answered`.
    pub asked: usize,
    /// What is counted.
    pub unit: Unit,
    /// Minutes that the rest will take, about; none when nothing is left.
    pub minutes_left: Option<usize>,
    /// Where to go on: the first component that is not done; none when all are.
    pub go_on: Option<Link>,
    /// The link or short code to go on with another device, if the assessor has one.
    pub other_device: Option<Link>,
    /// What came out, once it is open.
    pub results: Option<Link>,
}

/// A component on the way.
#[derive(Debug, Clone)]
pub struct HomeComponent {
    /// Its name, in the model's language.
    pub name: String,
    /// Its summary, in the model's language.
    pub summary: String,
    /// Its rating page.
    pub href: String,
    /// How far the assessor is.
    pub done: Done,
    /// Minutes that what is open will take, about.
    pub minutes: Option<usize>,
}

/// Quick depth: all components on one page, one pick for each.
#[derive(Template)]
#[template(path = "rate/quick.html")]
pub struct QuickPage {
    /// Around the page.
    pub frame: Frame,
    /// What all parts share.
    pub ground: Ground,
    /// One card for each component asked of the assessor.
    pub picks: Vec<PickCard>,
    /// How far.
    pub progress: Progress,
}

/// The ladders of one component.
#[derive(Template)]
#[template(path = "rate/ladder.html")]
pub struct LadderPage {
    /// Around the page.
    pub frame: Frame,
    /// What all parts share.
    pub ground: Ground,
    /// The component's name.
    pub name: String,
    /// One card for each strand.
    pub strands: Vec<StrandCard>,
    /// Where this puts us.
    pub panel: Panel,
    /// The components and how far.
    pub progress: Progress,
    /// The component before and after on the assessor's way.
    pub before: Option<Link>,
    /// See `before`; after the last, the way back to the start.
    pub after: Option<Link>,
}

/// The statements of one component, by level.
#[derive(Template)]
#[template(path = "rate/full.html")]
pub struct FullPage {
    /// Around the page.
    pub frame: Frame,
    /// What all parts share.
    pub ground: Ground,
    /// The component's name.
    pub name: String,
    /// What it is about, in the model's language.
    pub summary: String,
    /// Where the model takes it from, such as "PAS 181 A, B1"; empty if nowhere.
    pub references: String,
    /// The levels with their statements.
    pub groups: Vec<LevelGroup>,
    /// Where this puts us.
    pub panel: Panel,
    /// The components and how far.
    pub progress: Progress,
    /// The component before and after on the assessor's way.
    pub before: Option<Link>,
    /// See `before`; after the last, the way back to the start.
    pub after: Option<Link>,
}

/// A card that one answer changed.
#[derive(Debug, Clone)]
pub enum Card {
    /// A ladder.
    Strand(StrandCard),
    /// A statement on the full page.
    Statement(StatementCard),
    /// A component on the quick page.
    Pick(PickCard),
}

/// What the server answers to one answer sent by the script: the changed card, and whatever
/// else on the page follows from it. The same with status 409 when the card holds a conflict
/// and 422 when it holds a fault.
#[derive(Template)]
#[template(path = "rate/answered.html")]
pub struct Answered {
    /// What all parts share.
    pub ground: Ground,
    /// The card; none if only the pick in the panel changed.
    pub card: Option<Card>,
    /// The counts of the levels on the full page.
    pub groups: Vec<LevelGroup>,
    /// Where this puts us; none on the quick page.
    pub panel: Option<Panel>,
    /// The components and how far.
    pub progress: Progress,
}
