//! The cards, the panel and the lists of the rating pages, made from an assessor's answers.

use crate::caller::Caller;
use crate::failure::error_text;
use crate::pages::text;
use crate::views::rate::{
    Answer as Word, Conflict as Clash, Done, Ground, Kind as Sort, LevelName, PickCard, Remark,
    Rung, RungGap, Said, SaveState, StatementCard, StrandCard, StrandPick, Undo,
};
use axum::http::StatusCode;
use gradus_app::AppError;
use gradus_app::assessment::{Depth, Phase};
use gradus_app::error::Conflict;
use gradus_app::rating::{Answering, Seat, Sheet, Subject, parse_rung};
use gradus_domain::ladder::{self, RungAnswer};
use gradus_domain::model::Model;
use gradus_domain::names::{ComponentIx, StatementIx, StrandIx};
use gradus_domain::rating::{Answer, Kind};
use gradus_domain::scale::Level;
use gradus_words::{Words, say};
use std::collections::BTreeMap;
use std::sync::Arc;

/// What has to be told with the card of a subject.
pub(super) enum Told {
    /// It was saved as it stood.
    Saved,
    /// It was saved; this stood before.
    Undo(Option<String>),
    /// Somebody else answered meanwhile; what was sent is shown again.
    Conflict {
        /// What was sent.
        mine: Box<Answering>,
        /// What stands.
        theirs: Box<Conflict>,
    },
    /// It was not taken; what was sent is shown again.
    Refused {
        /// Why not.
        error: AppError,
        /// What was sent.
        sent: Box<Answering>,
    },
}

/// A subject with what has to be told.
pub(super) struct Mark {
    pub(super) subject: Subject,
    pub(super) told: Told,
}

impl Mark {
    /// Whether the answer was taken.
    pub(super) fn is_fine(&self) -> bool {
        matches!(self.told, Told::Saved | Told::Undo(_))
    }

    /// The status of the answer to the request.
    pub(super) fn status(&self) -> StatusCode {
        match &self.told {
            Told::Saved | Told::Undo(_) => StatusCode::OK,
            Told::Conflict { .. } => StatusCode::CONFLICT,
            Told::Refused {
                error: AppError::Refused(_),
                ..
            } => StatusCode::LOCKED,
            Told::Refused { .. } => StatusCode::UNPROCESSABLE_ENTITY,
        }
    }
}

/// An assessor's answers and all that is needed to show them.
pub(super) struct Room<'a> {
    caller: &'a Caller,
    pub(super) words: Arc<Words>,
    pub(super) seat: Seat<'a>,
    pub(super) sheet: Sheet,
    /// The model in the caller's language.
    pub(super) model: Arc<Model>,
    evidence: BTreeMap<String, usize>,
    /// How many answers of the cycle before wait to be confirmed.
    pub(super) carried: usize,
    /// The last change, and what stood before it; read where a page is shown.
    last: Option<(Subject, Option<String>)>,
}

/// What the cards of one subject have in common.
pub(super) struct Common {
    pub(super) remark: Remark,
    pub(super) version: u64,
    pub(super) state: SaveState,
    pub(super) undo: Option<Undo>,
    pub(super) conflict: Option<Clash>,
    /// The answer that was sent and not taken, in words of the file format.
    pub(super) typed: Option<String>,
}

impl<'a> Room<'a> {
    pub(super) async fn enter(caller: &'a Caller, seat: Seat<'a>) -> Result<Self, AppError> {
        let language = caller.visit.language;
        Ok(Self {
            words: caller.visit.web.words(language),
            model: seat.desk().model_in(language),
            sheet: seat.sheet().await?,
            evidence: seat.desk().evidence_counts().await?,
            carried: seat.carried().await?.len(),
            last: None,
            caller,
            seat,
        })
    }

    /// Reads the answers again.
    pub(super) async fn refresh(&mut self) -> Result<(), AppError> {
        self.sheet = self.seat.sheet().await?;
        Ok(())
    }

    /// Reads which answer was changed last, for its way back.
    pub(super) async fn recall(&mut self) -> Result<(), AppError> {
        self.last = self.seat.last_change(&self.sheet).await?;
        Ok(())
    }

    fn base(&self) -> String {
        let desk = self.seat.desk();
        self.caller
            .url(&format!("/c/{}/{}", desk.city.slug, desk.row.slug))
    }

    pub(super) fn home(&self) -> String {
        format!("{}/rate", self.base())
    }

    pub(super) fn href(&self, ix: ComponentIx) -> String {
        format!("{}/{}", self.home(), self.model.component(ix).id)
    }

    pub(super) fn ground(&self, component: &str) -> Ground {
        let desk = self.seat.desk();
        let own = self.model.rating_words.iter();
        Ground {
            words: Arc::clone(&self.words),
            model_language: self.model.language.clone(),
            answer_words: own
                .map(|(answer, text)| (word(*answer), text.clone()))
                .collect(),
            csrf: self.caller.csrf.clone(),
            city: desk.city.name.clone(),
            home: self.home(),
            component: component.to_owned(),
            evidence: format!("{}/evidence", self.base()),
            owner: self
                .caller
                .app()
                .key()
                .secret_of("owner", self.seat.assessor().id.as_str()),
            model_mark: desk.model_mark().to_owned(),
            levels: self.model.scale.all().len(),
            closed: desk.phase() != Phase::Rating,
        }
    }

    /// Whether an answer differs from what stands.
    pub(super) fn differs(&self, subject: Subject, wanted: &Answering) -> bool {
        let given = self.sheet.given(subject);
        let stands = given
            .and_then(|given| given.value.clone())
            .unwrap_or_default();
        let remark = |wanted: &Answering| {
            let note = given
                .and_then(|given| given.note.clone())
                .unwrap_or_default();
            let sure = given.and_then(|given| given.confidence).unwrap_or(0);
            wanted.note.as_ref().is_some_and(|new| new.trim() != note)
                || wanted.confidence.is_some_and(|new| new != sure)
        };
        if stands == wanted.value {
            return remark(wanted);
        }
        // A form shows what a rung filled as if it had been chosen.
        let inferred = match subject {
            Subject::Statement(ix) if stands.is_empty() => self.sheet.answer(&self.model, ix),
            _ => None,
        };
        inferred.is_none_or(|answer| answer.word() != wanted.value) || remark(wanted)
    }

    pub(super) fn done(&self, ix: ComponentIx) -> Done {
        if let Some(reason) = self.seat.excluded().get(&ix) {
            return Done::OutOfScope(reason.clone());
        }
        if !self.seat.asked().contains(&ix) {
            return Done::AskedOf(self.words.text("app-others"));
        }
        let (done, total) = self.seat.progress_in(&self.sheet, ix);
        Done::Of(done, total)
    }

    pub(super) fn level(&self, level: Level) -> LevelName {
        LevelName {
            position: level.position() + 1,
            value: self.model.scale.value(level).to_string(),
            name: self.model.scale.name(level).to_owned(),
        }
    }

    /// An answer's value in words for people.
    pub(super) fn value_text(&self, subject: Subject, value: Option<&str>) -> String {
        let Some(value) = value.filter(|value| !value.is_empty()) else {
            return self.words.text("rate-not-answered");
        };
        let name = |level: Level| self.model.scale.name(level).to_owned();
        match subject {
            Subject::Statement(_) => match value.parse::<Answer>() {
                Ok(answer) => self.ground("").answer_word(word(answer)),
                Err(_) => value.to_owned(),
            },
            _ => match parse_rung(&self.model, value) {
                Some(RungAnswer::On(level)) => name(level),
                Some(RungAnswer::Above(level)) => {
                    let above = self.model.scale.above(level).map(name).unwrap_or_default();
                    self.words.with(
                        "rate-between",
                        &[("below", say(name(level))), ("above", say(above))],
                    )
                }
                Some(RungAnswer::Unknown) => self.words.text("answer-unknown"),
                Some(RungAnswer::NotApplicable) => self.words.text("answer-na"),
                None => value.to_owned(),
            },
        }
    }

    /// A value of the file format as forms write it: levels by their places.
    fn to_form(&self, subject: Subject, value: &str) -> String {
        if matches!(subject, Subject::Statement(_)) {
            return value.to_owned();
        }
        match parse_rung(&self.model, value) {
            Some(RungAnswer::On(level)) => (level.position() + 1).to_string(),
            Some(RungAnswer::Above(level)) => {
                format!("{}-{}", level.position() + 1, level.position() + 2)
            }
            _ => value.to_owned(),
        }
    }

    fn said(&self, note: Option<&str>, confidence: Option<i64>) -> Said {
        Said {
            note: note
                .map(str::trim)
                .filter(|note| !note.is_empty())
                .map(str::to_owned),
            confidence: confidence
                .filter(|sure| (1..=5).contains(sure))
                .map(|sure| self.words.text(&format!("rate-confidence-{sure}"))),
        }
    }

    /// Two answers to one question. What was not sent along is as it stands.
    fn clash(&self, subject: Subject, mine: &Answering, theirs: &Conflict) -> Clash {
        let kept = theirs.theirs.clone().unwrap_or_default();
        let note = mine.note.as_deref().or(theirs.note.as_deref());
        Clash {
            mine: self.to_form(subject, &mine.value),
            mine_text: self.value_text(subject, Some(&mine.value)),
            mine_said: self.said(note, mine.confidence.or(theirs.confidence)),
            mine_over: u64::try_from(mine.version).unwrap_or(0),
            theirs: self.to_form(subject, &kept),
            theirs_text: self.value_text(subject, theirs.theirs.as_deref()),
            theirs_said: self.said(theirs.note.as_deref(), theirs.confidence),
            theirs_at: text::clock(theirs.changed_at),
        }
    }

    pub(super) fn common(&self, subject: Subject, marks: &[Mark]) -> Common {
        let given = self.sheet.given(subject);
        let told = marks
            .iter()
            .find(|mark| mark.subject == subject)
            .map(|mark| &mark.told);
        let saved = given.filter(|given| given.value.is_some());
        let mut common = Common {
            remark: given
                .map(|given| {
                    remark(
                        given.value.as_deref(),
                        given.note.as_ref(),
                        given.confidence,
                    )
                })
                .unwrap_or_default(),
            version: given
                .and_then(|given| u64::try_from(given.version).ok())
                .unwrap_or(0),
            state: saved.map_or(SaveState::Open, |given| {
                SaveState::Saved(text::clock(given.changed_at))
            }),
            undo: None,
            conflict: None,
            typed: None,
        };
        match told {
            Some(Told::Undo(before)) => {
                common.undo = Some(Undo {
                    back_to: self.value_text(subject, before.as_deref()),
                });
            }
            Some(Told::Conflict { mine, theirs }) => {
                common.conflict = Some(self.clash(subject, mine, theirs));
                let note = mine.note.as_ref().or(theirs.note.as_ref());
                let sure = mine.confidence.or(theirs.confidence);
                common.remark = remark(Some(&mine.value), note, sure);
                common.typed = Some(mine.value.clone());
            }
            Some(Told::Refused { error, sent }) => {
                common.state = SaveState::Refused(error_text(&self.words, error));
                common.remark = remark(Some(&sent.value), sent.note.as_ref(), sent.confidence);
                common.typed = Some(sent.value.clone());
            }
            Some(Told::Saved) => {}
            None => {
                let last = self.last.as_ref().filter(|(last, _)| *last == subject);
                common.undo = last.map(|(_, before)| Undo {
                    back_to: self.value_text(subject, before.as_deref()),
                });
            }
        }
        common
    }

    /// The place of a level that is written in words of the file format.
    pub(super) fn place(&self, value: &str) -> Option<usize> {
        let level = self.model.scale.parse(value.parse().ok()?).ok()?;
        Some(level.position() + 1)
    }

    fn evidence_of(&self, name: &str) -> usize {
        self.evidence.get(name).copied().unwrap_or(0)
    }

    pub(super) fn statement_card(
        &self,
        ix: StatementIx,
        with_level: bool,
        marks: &[Mark],
    ) -> StatementCard {
        let statement = self.model.statement(ix);
        let subject = Subject::Statement(ix);
        let common = self.common(subject, marks);
        let by_hand = self.sheet.by_hand(ix);
        let typed = common.typed.as_deref();
        let answer = match typed {
            Some(typed) => typed.parse().ok(),
            None => self.sheet.answer(&self.model, ix),
        };
        let inferred = typed.is_none() && by_hand.is_none() && answer.is_some();
        StatementCard {
            component: self.model.component(statement.component).id.clone(),
            id: statement.id.clone(),
            text: statement.text.clone(),
            kind: match statement.kind {
                Kind::Strength => Sort::Strength,
                Kind::Stage => Sort::Stage,
                Kind::Deficit => Sort::Deficit,
            },
            level: with_level.then(|| self.level(statement.level)),
            answer: answer.map(word),
            inferred,
            refined: by_hand.is_some() && self.sheet.rung(&self.model, statement.strand).is_some(),
            evidence: self.evidence_of(&statement.id),
            remark: common.remark,
            version: common.version,
            state: match inferred {
                true => SaveState::Filled,
                false => common.state,
            },
            undo: common.undo,
            conflict: common.conflict,
        }
    }

    pub(super) fn strand_card(&self, ix: StrandIx, refine: &str, marks: &[Mark]) -> StrandCard {
        let strand = self.model.strand(ix);
        let subject = Subject::Strand(ix);
        let common = self.common(subject, marks);
        let statements: Vec<StatementCard> = strand
            .statements
            .iter()
            .map(|ix| self.statement_card(*ix, true, marks))
            .collect();
        let shown = marks.iter().any(|mark| matches!(mark.subject, Subject::Statement(own) if strand.statements.contains(&own)));
        let names_one = strand
            .statements
            .iter()
            .any(|ix| self.model.statement(*ix).id == refine);
        StrandCard {
            component: self.model.component(strand.component).id.clone(),
            id: strand.id.clone(),
            name: strand.name.clone(),
            rungs: self
                .model
                .scale
                .all()
                .map(|level| self.rung(ix, level))
                .collect(),
            pick: match common.typed.as_deref().map_or_else(
                || self.sheet.rung(&self.model, ix),
                |typed| parse_rung(&self.model, typed),
            ) {
                None => StrandPick::Open,
                Some(RungAnswer::On(level)) => StrandPick::Rung(level.position() + 1),
                Some(RungAnswer::Above(level)) => StrandPick::Above(level.position() + 1),
                Some(RungAnswer::Unknown) => StrandPick::Unknown,
                Some(RungAnswer::NotApplicable) => StrandPick::NotApplicable,
            },
            refine_open: refine == strand.id || shown || names_one,
            evidence: self.evidence_of(&self.model.strand_path(ix))
                + strand
                    .statements
                    .iter()
                    .map(|ix| self.evidence_of(&self.model.statement(*ix).id))
                    .sum::<usize>(),
            statements,
            remark: common.remark,
            version: common.version,
            state: common.state,
            undo: common.undo,
            conflict: common.conflict,
        }
    }

    fn rung(&self, strand: StrandIx, level: Level) -> Rung {
        let on_it = self
            .model
            .strand(strand)
            .statements
            .iter()
            .map(|ix| self.model.statement(*ix));
        let statements = on_it
            .filter(|statement| statement.level == level)
            .map(|statement| statement.text.clone());
        let name = |level: Level| self.model.scale.name(level).to_owned();
        let gap = match ladder::rung(&self.model, strand, level) {
            ladder::Rung::Described => None,
            ladder::Rung::Gap { past: None, .. } => Some(RungGap::NotYet),
            ladder::Rung::Gap {
                past: Some(below),
                short_of: Some(above),
            } => Some(RungGap::Between {
                below: name(below),
                above: name(above),
            }),
            ladder::Rung::Gap {
                past: Some(below),
                short_of: None,
            } => Some(RungGap::Past { below: name(below) }),
        };
        Rung {
            level: self.level(level),
            statements: statements.collect(),
            gap,
        }
    }

    pub(super) fn pick_card(&self, ix: ComponentIx, marks: &[Mark]) -> PickCard {
        let component = self.model.component(ix);
        let subject = Subject::Component(ix);
        let common = self.common(subject, marks);
        let of = |level: Level| {
            let own = component
                .statements
                .iter()
                .map(|ix| self.model.statement(*ix));
            own.filter(|statement| statement.level == level)
                .map(|statement| statement.text.clone())
                .collect()
        };
        let given = self.sheet.given(subject);
        let value = common
            .typed
            .as_deref()
            .or_else(|| given.and_then(|given| given.value.as_deref()));
        PickCard {
            component: component.id.clone(),
            name: component.name.clone(),
            summary: component.summary.clone(),
            levels: self
                .model
                .scale
                .all()
                .map(|level| (self.level(level), of(level)))
                .collect(),
            pick: match common.typed.as_deref() {
                Some(typed) => self.place(typed),
                None => self
                    .sheet
                    .pick(&self.model, ix)
                    .map(|level| level.position() + 1),
            },
            unknown: value == Some("unknown"),
            remark: common.remark,
            version: common.version,
            state: common.state,
            undo: common.undo,
            conflict: common.conflict,
        }
    }

    /// The element of a subject's card.
    pub(super) fn dom_id(&self, mark: &Mark) -> String {
        match mark.subject {
            Subject::Statement(ix) => self.statement_card(ix, false, &[]).dom_id(),
            Subject::Strand(ix) => self.strand_card(ix, "", &[]).dom_id(),
            Subject::Component(ix) => match self.seat.desk().depth() {
                Depth::Quick => self.pick_card(ix, &[]).dom_id(),
                _ => "panel".to_owned(),
            },
        }
    }
}

fn word(answer: Answer) -> Word {
    match answer {
        Answer::Not => Word::Not,
        Answer::Partly => Word::Partly,
        Answer::Largely => Word::Largely,
        Answer::Fully => Word::Fully,
        Answer::Surpassed => Word::Surpassed,
        Answer::Unknown => Word::Unknown,
        Answer::NotApplicable => Word::NotApplicable,
    }
}

/// What was remarked with an answer; the reason for Not applicable is kept as its note.
fn remark(value: Option<&str>, note: Option<&String>, confidence: Option<i64>) -> Remark {
    let note = note.cloned().unwrap_or_default();
    let (note, reason) = match value {
        Some("na") => (String::new(), note),
        _ => (note, String::new()),
    };
    Remark {
        note,
        confidence: confidence.and_then(|sure| u8::try_from(sure).ok()),
        reason,
    }
}
