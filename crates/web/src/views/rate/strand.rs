//! The card of one strand: a ladder with a rung for every level.

use super::ground::{Ground, LevelName, SaveState, dom_id};
use super::statement::{Conflict, Remark, StatementCard, Undo, form_version};
use askama::Template;

/// Where the assessor sees the city on a ladder. Rungs count from 1.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum StrandPick {
    /// Nothing was picked.
    Open,
    /// On this rung.
    Rung(usize),
    /// Between this rung and the next.
    Above(usize),
    /// Don't know.
    Unknown,
    /// Not applicable.
    NotApplicable,
}

/// Why a rung has no statements.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum RungGap {
    /// Below the first statement of the strand.
    NotYet,
    /// Past the statements of `below`, short of those of `above`.
    Between {
        /// The level below that has statements.
        below: String,
        /// The level above that has statements.
        above: String,
    },
    /// Past the last statements of the strand.
    Past {
        /// The last level that has statements.
        below: String,
    },
}

/// One rung.
#[derive(Debug, Clone)]
pub struct Rung {
    /// Its level.
    pub level: LevelName,
    /// Its statements, in the model's language.
    pub statements: Vec<String>,
    /// Said in place of statements where there are none.
    pub gap: Option<RungGap>,
}

impl Rung {
    /// What is said in place of statements.
    #[must_use]
    pub fn gap_text(&self, ground: &Ground) -> Option<String> {
        Some(match self.gap.as_ref()? {
            RungGap::NotYet => ground.t("rate-gap-not-yet"),
            RungGap::Between { below, above } => ground.between("rate-gap-between", below, above),
            RungGap::Past { below } => ground.say("rate-gap-past", below),
        })
    }
}

/// One strand with its ladder.
#[derive(Debug, Clone)]
pub struct StrandCard {
    /// The component it belongs to, as in addresses.
    pub component: String,
    /// Its id, as in forms.
    pub id: String,
    /// Its name, in the model's language.
    pub name: String,
    /// Its rungs, lowest first.
    pub rungs: Vec<Rung>,
    /// Where the assessor sees the city.
    pub pick: StrandPick,
    /// Its statements with their answers, by level.
    pub statements: Vec<StatementCard>,
    /// Are the statements shown?
    pub refine_open: bool,
    /// Note, confidence, reason.
    pub remark: Remark,
    /// How many pieces of evidence are linked.
    pub evidence: usize,
    /// The version of the pick, 0 if there is none.
    pub version: u64,
    /// Is it saved?
    pub state: SaveState,
    /// The way back.
    pub undo: Option<Undo>,
    /// A pick from elsewhere.
    pub conflict: Option<Conflict>,
}

/// One rung or half step as the template walks them.
#[derive(Debug, Clone)]
pub struct HalfStep {
    /// The value in forms: `3-4`.
    pub value: String,
    /// In words.
    pub label: String,
    /// Is it the pick?
    pub chosen: bool,
}

impl StrandCard {
    /// The id of the card's element.
    #[must_use]
    pub fn dom_id(&self) -> String {
        dom_id("sd", &format!("{}-{}", self.component, self.id))
    }

    /// The version that a plain form sends.
    #[must_use]
    pub fn form_version(&self) -> u64 {
        form_version(self.version, self.conflict.as_ref())
    }

    /// Is this rung the pick?
    #[must_use]
    pub fn on(&self, rung: &Rung) -> bool {
        self.pick == StrandPick::Rung(rung.level.position)
    }

    /// The half step above a rung; none above the last.
    #[must_use]
    pub fn half_above(&self, rung: &Rung, ground: &Ground) -> Option<HalfStep> {
        let here = rung.level.position;
        let above = self
            .rungs
            .iter()
            .find(|other| other.level.position == here + 1)?;
        Some(HalfStep {
            value: format!("{here}-{}", here + 1),
            label: ground.between("rate-between", &rung.level.name, &above.level.name),
            chosen: self.pick == StrandPick::Above(here),
        })
    }

    /// Was "Don't know" picked?
    #[must_use]
    pub fn is_unknown(&self) -> bool {
        self.pick == StrandPick::Unknown
    }

    /// Was "Not applicable" picked?
    #[must_use]
    pub fn is_not_applicable(&self) -> bool {
        self.pick == StrandPick::NotApplicable
    }

    /// How many of its statements were answered by hand.
    #[must_use]
    pub fn by_hand(&self) -> usize {
        self.statements
            .iter()
            .filter(|statement| statement.answer.is_some() && !statement.inferred)
            .count()
    }

    /// The pick in words, and what was refined.
    #[must_use]
    pub fn summary(&self, ground: &Ground) -> String {
        let name = |position: usize| {
            self.rungs
                .iter()
                .find(|rung| rung.level.position == position)
                .map_or("", |rung| rung.level.name.as_str())
        };
        let picked = match self.pick {
            StrandPick::Open => ground.say("rate-tap-ladder", &ground.city),
            StrandPick::Rung(at) => name(at).to_owned(),
            StrandPick::Above(at) => ground.between("rate-between", name(at), name(at + 1)),
            StrandPick::Unknown => ground.t("answer-unknown"),
            StrandPick::NotApplicable => ground.t("answer-na"),
        };
        match self.by_hand() {
            0 => picked,
            by_hand if self.pick == StrandPick::Open => ground.count("rate-refined", &by_hand),
            by_hand => format!("{picked} · {}", ground.count("rate-refined", &by_hand)),
        }
    }

    /// What links evidence to this strand, as a query.
    #[must_use]
    pub fn evidence_query(&self) -> String {
        format!("component={}&strand={}", self.component, self.id)
    }
}

/// The card alone.
#[derive(Template)]
#[template(
    source = "{%- let card = card -%}{%- include \"rate/card_strand.html\" -%}",
    ext = "html"
)]
pub struct StrandPart<'a> {
    /// What all parts share.
    pub ground: &'a Ground,
    /// The card.
    pub card: &'a StrandCard,
}
