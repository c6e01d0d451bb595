//! Two versions of one assessment, both seen by the same stranger.

use super::FEWEST_ANSWERS;
use crate::assessment::Assessment;
use crate::names::{AssessorIx, StatementIx};
use crate::rating::Answer;
use crate::scale::Level;
use std::collections::{BTreeMap, BTreeSet};

/// Statements, by identifier, and components whose picks changed, on which fewer than five
/// people answer otherwise in one version than in the other: whoever sees both versions could
/// subtract them and learn what these few answered. Nothing else may be published beside what
/// was published before. A person who moved to another group counts as changed, and so does
/// one who voted in between, unless what was agreed on stands in place of the votes of few.
#[must_use]
pub fn isolated(earlier: &Assessment, later: &Assessment) -> Vec<String> {
    let (before, after) = (answers(earlier), answers(later));
    let subjects: BTreeSet<&String> = before.keys().chain(after.keys()).collect();
    let none = BTreeMap::new();
    let is_isolated = |subject: &&&String| {
        let one = before.get(**subject).unwrap_or(&none);
        let other = after.get(**subject).unwrap_or(&none);
        let people: BTreeSet<&Person> = one.keys().chain(other.keys()).collect();
        let changed = people
            .into_iter()
            .filter(|person| one.get(*person) != other.get(*person))
            .count();
        changed > 0 && u32::try_from(changed).unwrap_or(u32::MAX) < FEWEST_ANSWERS
    };
    let found = subjects.iter().filter(is_isolated);
    found.map(|subject| (*subject).clone()).collect()
}

/// Somebody, by identifier.
type Person = String;

/// What was given, and in which group.
#[derive(PartialEq)]
enum Given {
    /// The blind answer, and the votes by round.
    Answers(Option<Answer>, Vec<(u32, Answer)>, String),
    Pick(Level, String),
}

fn answers(assessment: &Assessment) -> BTreeMap<String, BTreeMap<Person, Given>> {
    let mut found: BTreeMap<String, BTreeMap<Person, Given>> = BTreeMap::new();
    let model = &assessment.model;
    let who = |place: usize| {
        let assessor = &assessment.assessors[place];
        let group = assessment.groups[assessor.group.0].id.clone();
        (assessor.id.clone(), group)
    };
    for assessor in assessment.assessor_places() {
        let (person, group) = who(assessor.0);
        for (place, blind) in assessment.sheet(assessor).enumerate() {
            let statement = StatementIx(place);
            let votes = match votes_are_told(assessment, statement) {
                true => votes_of(assessment, statement, assessor),
                false => Vec::new(),
            };
            if blind.is_some() || !votes.is_empty() {
                let of = found.entry(model.statement(statement).id.clone());
                let given = Given::Answers(blind, votes, group.clone());
                of.or_default().insert(person.clone(), given);
            }
        }
    }
    for component in model.component_places() {
        for (assessor, level) in assessment.picks(component) {
            let (person, group) = who(assessor.0);
            let of = found.entry(model.component(component).id.clone());
            of.or_default().insert(person, Given::Pick(level, group));
        }
    }
    found
}

/// Whether anything that is shown hangs on the votes on a statement: where few voted, their
/// rounds are withheld, and an agreed value takes the place of theirs.
fn votes_are_told(assessment: &Assessment, statement: StatementIx) -> bool {
    let rounds = assessment.rounds_on(statement).iter();
    let voters: BTreeSet<AssessorIx> = rounds
        .flat_map(|round| round.votes.keys().copied())
        .collect();
    let few = u32::try_from(voters.len()).unwrap_or(u32::MAX) < FEWEST_ANSWERS;
    !(few && assessment.agreed_ratings().contains_key(&statement))
}

fn votes_of(
    assessment: &Assessment,
    statement: StatementIx,
    assessor: AssessorIx,
) -> Vec<(u32, Answer)> {
    let rounds = assessment.rounds_on(statement).iter();
    let vote = rounds.filter_map(|round| Some((round.number, *round.votes.get(&assessor)?)));
    vote.collect()
}
