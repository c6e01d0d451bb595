//! The workshop: one statement after the other, rounds of votes on it by phones, and what
//! they say once a round is closed.

mod live;

pub(crate) use live::Hub;
pub use live::Live;

use crate::actor::Actor;
use crate::agreed::{Facilitator, still_open};
use crate::app::{App, Place, Stamp};
use crate::assessment::{Desk, Phase};
use crate::error::AppError;
use crate::secrets::{random_code, tidy_code};
use gradus_domain::model::Model;
use gradus_domain::names::StatementIx;
use gradus_domain::rating::Answer;
use gradus_domain::result::RoundScore;
use gradus_store::rows::{AssessmentRow, CastRow, CityRow, RoundRow, VoteRow, WorkshopRow};
use gradus_store::{AssessmentId, Write};
use serde_json::{Value as Json, json};
use std::sync::Arc;

/// Letters in a code, which is typed by hand from a wall.
const LENGTH: usize = 6;
/// Longest time on the clock, in minutes.
pub const LONGEST_MINUTES: i64 = 120;

/// What happens in a workshop now.
#[derive(Debug, Clone)]
pub struct Now {
    /// The workshop.
    pub row: WorkshopRow,
    /// The last round on the statement that is talked about.
    pub round: Option<RoundRow>,
    /// How many voted in it.
    pub cast: CastRow,
}

impl Now {
    /// Whether a round is open.
    #[must_use]
    pub fn is_voting(&self) -> bool {
        let open = |round: &RoundRow| round.closed_at.is_none();
        self.row.closed_at.is_none() && self.round.as_ref().is_some_and(open)
    }
}

/// Somebody who votes.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Voter {
    /// An assessor's identifier, or the name of a guest's session.
    pub id: String,
    /// Whether they only look on: their votes are shown apart and never counted.
    pub guest: bool,
}

/// A workshop as a phone in the room sees it.
pub struct Room {
    app: App,
    /// The city.
    pub city: CityRow,
    /// The assessment.
    pub assessment: AssessmentRow,
    /// The model.
    pub model: Arc<Model>,
    /// What happens now.
    pub now: Now,
    /// Who looks; none before they joined.
    pub voter: Option<Voter>,
}

/// What a facilitator does next.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Act {
    /// Opens the workshop, with a new code.
    Open,
    /// Closes it.
    Close,
    /// Talks about a statement.
    Show(String),
    /// Opens a round of votes on it.
    Vote,
    /// Closes the round; its votes can be seen.
    Reveal,
    /// Sets the clock to so many minutes from now; 0 stops it.
    Clock(i64),
}

impl Act {
    fn word(&self) -> &'static str {
        match self {
            Self::Open => "workshop_open",
            Self::Close => "workshop_close",
            Self::Show(_) => "workshop_show",
            Self::Vote => "workshop_vote_open",
            Self::Reveal => "workshop_vote_close",
            Self::Clock(_) => "workshop_clock",
        }
    }
}

async fn state(db: &gradus_store::Db, row: WorkshopRow) -> Result<Now, AppError> {
    let (round, cast) = match &row.statement {
        Some(statement) => {
            let round = db.last_round(&row.assessment_id, statement).await?;
            let cast = match &round {
                Some(round) => db.cast(&row.assessment_id, statement, round.number).await?,
                None => CastRow::default(),
            };
            (round, cast)
        }
        None => (None, CastRow::default()),
    };
    Ok(Now { row, round, cast })
}

impl Desk<'_> {
    /// What there is to talk about as of now, as a JSON list of statements.
    async fn talk_order(&self) -> Result<String, AppError> {
        let outcome = self.outcome().await?;
        let talks = outcome.talks().iter();
        let ids = talks.map(|talk| self.model.statement(talk.statement).id.as_str());
        Ok(json!(ids.collect::<Vec<_>>()).to_string())
    }

    /// The order in which an open workshop talks about statements: the talk-about list as it
    /// was when it was opened, so that nothing moves on the wall while people vote.
    #[must_use]
    pub fn workshop_order(&self, now: &Now) -> Option<Vec<StatementIx>> {
        let ids: Vec<String> = serde_json::from_str(now.row.talk_order.as_deref()?).ok()?;
        let known = ids.iter().filter_map(|id| self.model.find_statement(id));
        Some(known.collect())
    }

    /// What happens in the workshop, for members from `consensus` on; none before it was
    /// opened.
    ///
    /// # Errors
    /// [`AppError::Refused`] while people rate.
    pub async fn workshop(&self) -> Result<Option<Now>, AppError> {
        if !self.phase().is_open() {
            return Err(AppError::Refused("results_closed"));
        }
        let db = self.app.db();
        match db.workshop(&self.row.id).await? {
            Some(row) => Ok(Some(state(&db, row).await?)),
            None => Ok(None),
        }
    }
}

impl Facilitator<'_> {
    /// Leads the workshop one step on. `version` is the workshop's that was shown.
    ///
    /// # Errors
    /// Outside of `consensus`; for an unknown statement; without an open workshop, a statement
    /// or a round where one is needed; and [`AppError::Refused`] when somebody else led it on
    /// meanwhile.
    pub async fn workshop_act(&self, act: Act, version: i64) -> Result<(), AppError> {
        let desk = self.desk();
        if desk.phase() != Phase::Consensus {
            return Err(AppError::Refused(if desk.phase() == Phase::Final {
                "final"
            } else {
                "results_closed"
            }));
        }
        if let Act::Show(statement) = &act {
            let known = desk.model.find_statement(statement);
            known.ok_or(AppError::NotFound("statement"))?;
        }
        if let Act::Clock(minutes) = &act
            && !(0..=LONGEST_MINUTES).contains(minutes)
        {
            return Err(AppError::invalid("minutes", "choice"));
        }
        // A new code each time: who left does not come back by the old one.
        let talk_order = match act {
            Act::Open => desk.talk_order().await?,
            _ => String::new(),
        };
        let step = Step {
            code: random_code(LENGTH)?,
            talk_order,
            act,
        };
        let (id, place) = (desk.row.id.clone(), desk.place());
        let changed = desk.app.change(desk.actor, move |write, stamp| {
            Box::pin(async move { step.take(write, &stamp, &id, &place, version).await })
        });
        changed.await?;
        desk.app.inner.hub.poke(&desk.row.id);
        Ok(())
    }
}

/// One step of a facilitator, to be taken in a transaction.
struct Step {
    act: Act,
    /// The code that opening gives.
    code: String,
    /// The order in which opening puts what is talked about.
    talk_order: String,
}

impl Step {
    async fn take(
        self,
        write: &mut Write,
        stamp: &Stamp,
        id: &AssessmentId,
        place: &Place,
        version: i64,
    ) -> Result<(), AppError> {
        still_open(write, id).await?;
        let before = write.workshop(id).await?;
        let told = |row: Option<&WorkshopRow>| match row {
            Some(row) => json!({ "statement": row.statement, "closed": row.closed_at.is_some() }),
            None => Json::Null,
        };
        let mut change = (told(before.as_ref()), json!({}));
        if self.act == Act::Open {
            if before.as_ref().is_some_and(|row| row.closed_at.is_none()) {
                return Err(AppError::Refused("workshop_is_open"));
            }
            write
                .open_workshop(id, &self.code, &self.talk_order, stamp.now)
                .await?;
        } else {
            let row = before
                .filter(|row| row.closed_at.is_none())
                .ok_or(AppError::Refused("workshop_closed"))?;
            if row.version != version {
                return Err(AppError::Refused("changed_meanwhile"));
            }
            change.1 = self.on(write, stamp, id, row).await?;
        }
        stamp.note(
            write,
            self.act.word(),
            format!("assessment:{id}"),
            place,
            change,
        );
        Ok(())
    }

    async fn on(
        &self,
        write: &mut Write,
        stamp: &Stamp,
        id: &AssessmentId,
        mut row: WorkshopRow,
    ) -> Result<Json, AppError> {
        let round = match &row.statement {
            Some(statement) => write.last_round(id, statement).await?,
            None => None,
        };
        let open = round.as_ref().filter(|round| round.closed_at.is_none());
        let mut told = json!({});
        match (&self.act, open) {
            (Act::Vote, Some(_)) => return Err(AppError::Refused("round_open")),
            (Act::Vote, None) => {
                let statement = row.statement.clone();
                let statement = statement.ok_or(AppError::Refused("nothing_to_vote_on"))?;
                let number = round.map_or(1, |round| round.number + 1);
                told = json!({ "statement": statement, "round": number });
                let new = RoundRow {
                    statement,
                    number,
                    opened_at: stamp.now,
                    closed_at: None,
                };
                write.add_round(id, &new).await?;
            }
            (Act::Reveal, None) => return Err(AppError::Refused("no_round_open")),
            // Time can be set while people vote; whatever else comes ends the round.
            (Act::Clock(_), _) | (_, None) => {}
            (_, Some(open)) => {
                let at = (open.statement.as_str(), open.number);
                write.close_round(id, at, stamp.now).await?;
                write.bump_assessment(id).await?;
                told = json!({ "statement": open.statement, "round": open.number });
            }
        }
        match &self.act {
            Act::Show(statement) => {
                row.statement = Some(statement.clone());
                row.clock_until = None;
                told["statement"] = json!(statement);
            }
            Act::Close => row.closed_at = Some(stamp.now),
            Act::Clock(minutes) => {
                row.clock_until = (*minutes > 0).then(|| stamp.now + minutes * 60_000);
            }
            Act::Open | Act::Vote | Act::Reveal => {}
        }
        write.set_workshop(&row).await?;
        Ok(told)
    }
}

impl App {
    /// The workshop with a code, as whoever calls sees it.
    ///
    /// # Errors
    /// [`AppError::NotFound`] for a code that is none, or no longer.
    pub async fn room(&self, actor: &Actor, code: &str) -> Result<Room, AppError> {
        let db = self.db();
        let missing = || AppError::NotFound("workshop");
        let row = db.workshop_by_code(&tidy_code(code)).await?;
        let row = row.ok_or_else(missing)?;
        let assessment = db.assessment(&row.assessment_id).await?;
        let assessment = assessment.ok_or_else(missing)?;
        let city = db.city(&assessment.city_id).await?.ok_or_else(missing)?;
        let model = self.model_of(&assessment).await?;
        let now = state(&db, row).await?;
        let voter = self.voter(actor, &assessment.id).await?;
        Ok(Room {
            app: self.clone(),
            city,
            assessment,
            model,
            now,
            voter,
        })
    }

    /// An assessor by their place; whoever else has a session is a guest.
    async fn voter(&self, actor: &Actor, id: &AssessmentId) -> Result<Option<Voter>, AppError> {
        let seats = self.seats(actor).await?;
        let seat = seats.into_iter().find(|(_, row, _)| row.id == *id);
        if let Some((_, _, seat)) = seat {
            return Ok(Some(Voter {
                id: seat.id.to_string(),
                guest: false,
            }));
        }
        let session = actor.session.as_ref();
        Ok(session.map(|session| Voter {
            id: session.id.clone(),
            guest: true,
        }))
    }

    /// Lets somebody into a workshop as a guest; gives the secret of their new session.
    ///
    /// # Errors
    /// For a code that is none, and a workshop that is closed.
    pub async fn guest_join(
        &self,
        actor: &Actor,
        code: &str,
        agent: &str,
    ) -> Result<String, AppError> {
        let room = self.room(actor, code).await?;
        if room.now.row.closed_at.is_some() {
            return Err(AppError::Refused("workshop_closed"));
        }
        self.begin_session(None, agent, actor).await
    }

    /// What happens in a workshop from now on, change by change.
    ///
    /// # Errors
    /// For a code that is none.
    pub async fn live(&self, code: &str) -> Result<Live, AppError> {
        let row = self.db().workshop_by_code(&tidy_code(code)).await?;
        let row = row.ok_or(AppError::NotFound("workshop"))?;
        self.inner.hub.watch(self, &row.assessment_id).await
    }

    /// Ends every stream of changes, so that the program can stop.
    pub fn hush(&self) {
        self.inner.hub.hush();
    }
}

impl Room {
    /// The statement that is talked about.
    #[must_use]
    pub fn statement(&self) -> Option<StatementIx> {
        let named = self.now.row.statement.as_deref()?;
        self.model.find_statement(named)
    }

    /// What the caller voted in the last round.
    ///
    /// # Errors
    /// When the database cannot answer.
    pub async fn own_vote(&self) -> Result<Option<Answer>, AppError> {
        let (Some(voter), Some(round)) = (&self.voter, &self.now.round) else {
            return Ok(None);
        };
        let at = (round.statement.as_str(), round.number);
        let db = self.app.db();
        let row = db.vote_of(&self.assessment.id, at, &voter.id).await?;
        Ok(row.and_then(|row| row.value.parse().ok()))
    }

    /// The closed rounds on the statement that is talked about, as the result tells them:
    /// protected like everything else.
    ///
    /// # Errors
    /// When the database cannot answer.
    pub async fn rounds(&self) -> Result<Vec<RoundScore>, AppError> {
        let Some(ix) = self.statement() else {
            return Ok(Vec::new());
        };
        let nobody = Actor::nobody();
        let desk = Desk {
            app: &self.app,
            actor: &nobody,
            narrowed: true,
            city: self.city.clone(),
            row: self.assessment.clone(),
            role: None,
            seat: None,
            model: Arc::clone(&self.model),
        };
        let outcome = desk.outcome().await?;
        let score = outcome.protected.figures().statements.get(ix.0);
        Ok(score.map(|score| score.rounds.clone()).unwrap_or_default())
    }

    /// Votes in the round that is open, which has this number; a later vote takes the place
    /// of an earlier one.
    ///
    /// # Errors
    /// Before joining, when no round with this number is open, and for an answer that does not
    /// fit.
    pub async fn vote(&self, number: i64, value: &str) -> Result<(), AppError> {
        let voter = self.voter.clone().ok_or(AppError::SignInFirst)?;
        let statement = self.statement().ok_or(AppError::Refused("no_round_open"))?;
        let kind = self.model.statement(statement).kind;
        let answer: Answer = value
            .parse()
            .map_err(|_| AppError::invalid("value", "choice"))?;
        let on_offer = answer.fits(kind) && answer != Answer::NotApplicable;
        if !on_offer {
            return Err(AppError::invalid("value", "choice"));
        }
        let id = self.assessment.id.clone();
        let row = VoteRow {
            statement: self.model.statement(statement).id.clone(),
            number,
            guest: i64::from(voter.guest),
            voter: voter.id.clone(),
            value: answer.word().to_owned(),
            cast_at: self.app.now(),
        };
        let stamp = Stamp {
            now: row.cast_at,
            actor: match voter.guest {
                true => format!("guest:{}", voter.id),
                false => format!("assessor:{}", voter.id),
            },
        };
        let changed = self.app.change_as(stamp, move |write, stamp| {
            Box::pin(async move {
                let now = write.workshop(&id).await?;
                let round = write.last_round(&id, &row.statement).await?;
                let open = now.is_some_and(|now| {
                    now.closed_at.is_none() && now.statement.as_ref() == Some(&row.statement)
                }) && round
                    .is_some_and(|round| round.number == number && round.closed_at.is_none());
                if !open {
                    return Err(AppError::Refused("no_round_open"));
                }
                let at = (row.statement.as_str(), number);
                let before = write.vote_of(&id, at, &row.voter).await?;
                write.set_vote(&id, &row).await?;
                let told = |value: &str| json!({ "round": number, "value": value });
                let before = before.map_or(Json::Null, |before| told(&before.value));
                let mut after = told(&row.value);
                // Few values are possible: without it the row's hash would tell which one it is.
                after["salt"] = json!(crate::secrets::salt()?);
                let change = (before, after);
                let subject = format!("statement:{}", row.statement);
                let place = Place::Assessment(id);
                stamp.note(write, "workshop_vote", subject, &place, change);
                Ok(())
            })
        });
        changed.await?;
        self.app.inner.hub.poke(&self.assessment.id);
        Ok(())
    }
}
