//! An assessment: who was asked, what they gave, what was agreed, what backs it.

use crate::evidence::Evidence;
use crate::ladder::RungAnswer;
use crate::model::Model;
use crate::names::{AssessorIx, ComponentIx, GroupIx, StatementIx, StrandIx};
use crate::rating::Answer;
use crate::round::Round;
use crate::scale::Level;
use crate::settings::Settings;
use std::collections::BTreeMap;
use std::sync::Arc;
use thiserror::Error;
use time::Date;

/// The city that is assessed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct City {
    /// Name.
    pub name: String,
    /// Two letters of ISO 3166-1, where known.
    pub country: Option<String>,
    /// Inhabitants, where known.
    pub population: Option<u64>,
}

/// The period that an assessment covers.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Cycle {
    /// Name, for example "2026".
    pub name: String,
    /// First day.
    pub from: Date,
    /// Last day; evidence is judged as of it unless another day is asked for.
    pub to: Date,
}

/// A group of assessors, for example a department or the residents' panel.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Group {
    /// Identifier.
    pub id: String,
    /// Name.
    pub name: String,
}

/// Somebody who gives ratings.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Assessor {
    /// Identifier.
    pub id: String,
    /// Their group.
    pub group: GroupIx,
    /// Name or function; never printed in a report.
    pub name: Option<String>,
    /// Components they were asked for, in model order.
    pub asked: Vec<ComponentIx>,
}

/// Somebody who reviews evidence. A reviewer with an assessor's identifier is that person.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Reviewer {
    /// Identifier.
    pub id: String,
    /// Name or function.
    pub name: Option<String>,
}

/// Who dissents from an agreed value.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Dissenter {
    /// A group.
    Group(GroupIx),
    /// A single assessor.
    Assessor(AssessorIx),
    /// Somebody by the name they wished to be recorded under.
    Name(String),
}

/// A dissent, in the dissenter's own words.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Dissent {
    /// Who.
    pub by: Dissenter,
    /// Their words.
    pub text: String,
}

/// A value that people agreed on in place of the median.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Agreed<T> {
    /// The value.
    pub value: T,
    /// Why.
    pub rationale: Option<String>,
    /// Who saw it otherwise.
    pub dissent: Vec<Dissent>,
}

/// The level a city wants a component to reach.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Target {
    /// The level.
    pub level: Level,
    /// By when.
    pub by: Option<Date>,
    /// Why this level is the right one.
    pub rationale: Option<String>,
    /// Whether the city wants no more than this level: the top is not for everyone.
    pub good_enough: bool,
}

/// Where an answer came from.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Origin {
    /// Given to the statement itself.
    ByHand,
    /// Filled from a rung of its strand.
    Inferred,
}

/// Why a record was refused.
#[derive(Debug, Clone, PartialEq, Eq, Error)]
pub enum RecordError {
    /// The same question was answered before.
    #[error("{who} already answered {what} in this assessment")]
    Twice {
        /// The assessor.
        who: String,
        /// Statement, strand or component.
        what: String,
    },
    /// Something was agreed on twice.
    #[error("an agreed value for {0} is already recorded")]
    AgreedTwice(String),
    /// A round of votes whose number is not above the last one's.
    #[error("round {number} of votes on {statement} does not follow the ones before")]
    RoundTwice {
        /// The statement.
        statement: String,
        /// The number.
        number: u32,
    },
    /// Surpassed for something other than a stage.
    #[error("{statement} is a {kind}, and only a stage can be surpassed")]
    NotAStage {
        /// The statement.
        statement: String,
        /// Its kind's word.
        kind: &'static str,
    },
}

/// Everything that was asked, given, agreed and handed in during one cycle.
#[derive(Debug, Clone)]
pub struct Assessment {
    /// The model that was used.
    pub model: Arc<Model>,
    /// The city.
    pub city: City,
    /// The period.
    pub cycle: Cycle,
    /// Components that the city does not run, with the reason.
    pub out_of_scope: BTreeMap<ComponentIx, String>,
    /// Groups, by identifier.
    pub groups: Vec<Group>,
    /// Assessors, by identifier.
    pub assessors: Vec<Assessor>,
    /// Reviewers.
    pub reviewers: Vec<Reviewer>,
    /// Evidence.
    pub evidence: Vec<Evidence>,
    /// Targets by component.
    pub targets: BTreeMap<ComponentIx, Target>,
    /// Settings, the model's defaults filled in.
    pub settings: Settings,
    /// SHA-256 of the canonical form, as 64 hexadecimal digits; empty until a reader
    /// has set it.
    pub sha256: String,
    by_hand: Vec<Option<Answer>>,
    inferred: Vec<Option<Answer>>,
    rungs: BTreeMap<(AssessorIx, StrandIx), RungAnswer>,
    picks: BTreeMap<(ComponentIx, AssessorIx), Level>,
    agreed_ratings: BTreeMap<StatementIx, Agreed<Answer>>,
    agreed_levels: BTreeMap<ComponentIx, Agreed<Level>>,
    pub(crate) rounds: BTreeMap<StatementIx, Vec<Round>>,
}

/// The groups by identifier; `assessors` follow theirs to its new place.
fn sorted(groups: Vec<Group>, assessors: &mut [Assessor]) -> Vec<Group> {
    let mut listed: Vec<(usize, Group)> = groups.into_iter().enumerate().collect();
    listed.sort_by(|(_, a), (_, b)| a.id.cmp(&b.id));
    let mut place_of = vec![GroupIx(0); listed.len()];
    for (place, (before, _)) in listed.iter().enumerate() {
        place_of[*before] = GroupIx(place);
    }
    for assessor in assessors {
        if let Some(place) = place_of.get(assessor.group.0) {
            assessor.group = *place;
        }
    }
    listed.into_iter().map(|(_, group)| group).collect()
}

impl Assessment {
    /// An assessment in which nobody has answered yet. Groups and assessors are sorted by
    /// identifier, so that no result depends on the order in which they were listed;
    /// `assessors` name their groups by place in `groups` as it is given.
    #[must_use]
    pub fn new(
        model: Arc<Model>,
        city: City,
        cycle: Cycle,
        groups: Vec<Group>,
        mut assessors: Vec<Assessor>,
    ) -> Self {
        let groups = sorted(groups, &mut assessors);
        assessors.sort_by(|a, b| a.id.cmp(&b.id));
        let cells = assessors.len() * model.statements.len();
        let settings = model.defaults;
        Self {
            model,
            city,
            cycle,
            out_of_scope: BTreeMap::new(),
            groups,
            assessors,
            reviewers: Vec::new(),
            evidence: Vec::new(),
            targets: BTreeMap::new(),
            settings,
            sha256: String::new(),
            by_hand: vec![None; cells],
            inferred: vec![None; cells],
            rungs: BTreeMap::new(),
            picks: BTreeMap::new(),
            agreed_ratings: BTreeMap::new(),
            agreed_levels: BTreeMap::new(),
            rounds: BTreeMap::new(),
        }
    }

    fn cell(&self, assessor: AssessorIx, statement: StatementIx) -> usize {
        assessor.0 * self.model.statements.len() + statement.0
    }

    fn twice(&self, assessor: AssessorIx, what: String) -> RecordError {
        RecordError::Twice {
            who: self.assessors[assessor.0].id.clone(),
            what,
        }
    }

    pub(crate) fn fits(&self, statement: StatementIx, answer: Answer) -> Result<(), RecordError> {
        let of = self.model.statement(statement);
        if answer.fits(of.kind) {
            return Ok(());
        }
        Err(RecordError::NotAStage {
            statement: of.id.clone(),
            kind: of.kind.word(),
        })
    }

    /// Records an answer by hand. It stands before whatever a rung says, in any order.
    ///
    /// # Errors
    /// A second answer by hand of one person to one statement, or Surpassed for
    /// something that is not a stage.
    pub fn record_rating(
        &mut self,
        assessor: AssessorIx,
        statement: StatementIx,
        answer: Answer,
    ) -> Result<(), RecordError> {
        self.fits(statement, answer)?;
        let cell = self.cell(assessor, statement);
        if self.by_hand[cell].is_some() {
            return Err(self.twice(assessor, self.model.statement(statement).id.clone()));
        }
        self.by_hand[cell] = Some(answer);
        Ok(())
    }

    /// Records a rung; it fills the statements of the strand that have no answer by hand.
    ///
    /// # Errors
    /// A second rung of one person for one strand.
    pub fn record_rung(
        &mut self,
        assessor: AssessorIx,
        strand: StrandIx,
        rung: RungAnswer,
    ) -> Result<(), RecordError> {
        if self.rungs.contains_key(&(assessor, strand)) {
            return Err(self.twice(assessor, self.model.strand_path(strand)));
        }
        self.rungs.insert((assessor, strand), rung);
        let model = Arc::clone(&self.model);
        for ix in &model.strand(strand).statements {
            let statement = model.statement(*ix);
            let cell = self.cell(assessor, *ix);
            self.inferred[cell] = Some(rung.fills(statement.kind, statement.level));
        }
        Ok(())
    }

    /// Records which level a person finds fitting best for a component.
    ///
    /// # Errors
    /// A second pick of one person for one component.
    pub fn record_pick(
        &mut self,
        assessor: AssessorIx,
        component: ComponentIx,
        level: Level,
    ) -> Result<(), RecordError> {
        if self.picks.contains_key(&(component, assessor)) {
            let what = format!("the pick for {}", self.model.component(component).id);
            return Err(self.twice(assessor, what));
        }
        self.picks.insert((component, assessor), level);
        Ok(())
    }

    /// Records an agreed rating.
    ///
    /// # Errors
    /// A second agreed rating of one statement, or Surpassed for no stage.
    pub fn record_agreed_rating(
        &mut self,
        statement: StatementIx,
        agreed: Agreed<Answer>,
    ) -> Result<(), RecordError> {
        self.fits(statement, agreed.value)?;
        if self.agreed_ratings.contains_key(&statement) {
            return Err(RecordError::AgreedTwice(
                self.model.statement(statement).id.clone(),
            ));
        }
        self.agreed_ratings.insert(statement, agreed);
        Ok(())
    }

    /// Records an agreed level of a component, for best fit.
    ///
    /// # Errors
    /// A second agreed level of one component.
    pub fn record_agreed_level(
        &mut self,
        component: ComponentIx,
        agreed: Agreed<Level>,
    ) -> Result<(), RecordError> {
        if self.agreed_levels.contains_key(&component) {
            return Err(RecordError::AgreedTwice(
                self.model.component(component).id.clone(),
            ));
        }
        self.agreed_levels.insert(component, agreed);
        Ok(())
    }

    /// What a person answered to a statement, by hand or by a rung.
    #[must_use]
    pub fn answer(&self, assessor: AssessorIx, statement: StatementIx) -> Option<(Answer, Origin)> {
        let cell = self.cell(assessor, statement);
        let by_hand = self.by_hand[cell].map(|answer| (answer, Origin::ByHand));
        by_hand.or_else(|| self.inferred[cell].map(|answer| (answer, Origin::Inferred)))
    }

    /// One person's answers to all statements, in model order.
    pub fn sheet(&self, assessor: AssessorIx) -> impl Iterator<Item = Option<Answer>> {
        let start = assessor.0 * self.model.statements.len();
        let cells = start..start + self.model.statements.len();
        self.by_hand[cells.clone()]
            .iter()
            .zip(&self.inferred[cells])
            .map(|(by_hand, inferred)| by_hand.or(*inferred))
    }

    /// The rungs that were given.
    #[must_use]
    pub fn rungs(&self) -> &BTreeMap<(AssessorIx, StrandIx), RungAnswer> {
        &self.rungs
    }

    /// The picks for a component, by assessor.
    pub fn picks(&self, component: ComponentIx) -> impl Iterator<Item = (AssessorIx, Level)> {
        let from = (component, AssessorIx(0));
        let to = (component, AssessorIx(usize::MAX));
        self.picks
            .range(from..=to)
            .map(|((_, assessor), level)| (*assessor, *level))
    }

    /// Agreed ratings by statement.
    #[must_use]
    pub fn agreed_ratings(&self) -> &BTreeMap<StatementIx, Agreed<Answer>> {
        &self.agreed_ratings
    }

    /// Agreed levels by component.
    #[must_use]
    pub fn agreed_levels(&self) -> &BTreeMap<ComponentIx, Agreed<Level>> {
        &self.agreed_levels
    }

    /// All places of assessors.
    pub fn assessor_places(&self) -> impl Iterator<Item = AssessorIx> + use<> {
        (0..self.assessors.len()).map(AssessorIx)
    }

    /// The assessor with this identifier.
    #[must_use]
    pub fn find_assessor(&self, id: &str) -> Option<AssessorIx> {
        self.assessors
            .binary_search_by(|a| a.id.as_str().cmp(id))
            .ok()
            .map(AssessorIx)
    }

    /// The group with this identifier.
    #[must_use]
    pub fn find_group(&self, id: &str) -> Option<GroupIx> {
        self.groups
            .iter()
            .position(|group| group.id == id)
            .map(GroupIx)
    }

    /// Whether a component is part of this assessment.
    #[must_use]
    pub fn in_scope(&self, component: ComponentIx) -> bool {
        !self.out_of_scope.contains_key(&component)
    }

    /// Whether there are picks and nothing else to score by: no rating, rung or agreed
    /// rating anywhere.
    #[must_use]
    pub fn picks_only(&self) -> bool {
        let picked = !self.picks.is_empty() || !self.agreed_levels.is_empty();
        picked
            && self.rungs.is_empty()
            && self.agreed_ratings.is_empty()
            && self.by_hand.iter().all(Option::is_none)
    }

    /// Whether a person gave a rating, rung or pick in a component.
    #[must_use]
    pub fn took_part(&self, assessor: AssessorIx, component: ComponentIx) -> bool {
        let statements = &self.model.component(component).statements;
        self.picks.contains_key(&(component, assessor))
            || statements
                .iter()
                .any(|ix| self.answer(assessor, *ix).is_some())
    }
}
