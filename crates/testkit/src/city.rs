//! Assessments for tests, said in a few lines: who is there, what they gave.
//!
//! ```
//! use gradus_testkit::city::TestCity;
//!
//! let city = TestCity::of("open-data-basics")
//!     .assessor("a1", "council")
//!     .all_on("a1", 2)
//!     .rates("a1", "PU3.1 partly, PU3.2 unknown");
//! assert_eq!(city.score().level("PU"), Ok(2));
//! ```

mod file;
mod names;
mod record;
mod score;

pub use score::TestScore;

use crate::model::built_in;
use gradus_domain::evidence::EvidenceStatus;
use gradus_domain::model::Model;
use gradus_domain::rating::Answer;
use gradus_domain::settings::Settings;
use names::place;
use std::sync::Arc;
use time::Date;
use time::macros::date;

/// Where a strand's rung stands, by printed numbers.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum TestRung {
    /// On this level.
    On(i64),
    /// Between two neighbouring levels.
    Between([i64; 2]),
    /// Don't know.
    Unknown,
    /// Not applicable.
    NotApplicable,
}

/// A piece of evidence: a link that holds from the first day of the cycle on.
#[derive(Debug, Clone)]
pub struct TestEvidence {
    id: String,
    supports: Vec<String>,
    effective: Date,
    valid_until: Option<Date>,
    status: EvidenceStatus,
    reviewer: Option<String>,
}

impl TestEvidence {
    /// Evidence handed in for statements or strands, with commas between them.
    #[must_use]
    pub fn new(id: &str, supports: &str) -> Self {
        Self {
            id: id.to_owned(),
            supports: supports.split(", ").map(str::to_owned).collect(),
            effective: CYCLE.0,
            valid_until: None,
            status: EvidenceStatus::Submitted,
            reviewer: None,
        }
    }

    /// The day from which it holds.
    #[must_use]
    pub fn effective(mut self, day: Date) -> Self {
        self.effective = day;
        self
    }

    /// The last day on which it holds.
    #[must_use]
    pub fn valid_until(mut self, day: Date) -> Self {
        self.valid_until = Some(day);
        self
    }

    /// A reviewer accepted it.
    #[must_use]
    pub fn accepted_by(mut self, reviewer: &str) -> Self {
        self.reviewer = Some(reviewer.to_owned());
        self.status(EvidenceStatus::Accepted)
    }

    /// The state of its review.
    #[must_use]
    pub fn status(mut self, status: EvidenceStatus) -> Self {
        self.status = status;
        self
    }
}

/// First and last day of every test city's cycle.
pub const CYCLE: (Date, Date) = (date!(2026 - 01 - 01), date!(2026 - 06 - 30));

/// An assessment under construction. Components are named by identifier or code, strands
/// as `component/strand`, levels by their printed numbers.
#[derive(Debug, Clone)]
pub struct TestCity {
    model: Arc<Model>,
    settings: Settings,
    groups: Vec<String>,
    people: Vec<Person>,
    ratings: Vec<(String, String, Answer)>,
    rungs: Vec<(String, String, TestRung)>,
    picks: Vec<(String, String, i64)>,
    agreed: Vec<(String, Answer)>,
    agreed_levels: Vec<(String, i64)>,
    evidence: Vec<TestEvidence>,
    out_of_scope: Vec<String>,
    targets: Vec<(String, i64)>,
}

#[derive(Debug, Clone)]
struct Person {
    id: String,
    group: String,
    asked: Option<Vec<String>>,
}

impl TestCity {
    /// A city assessed by a built-in model.
    #[must_use]
    pub fn of(model: &str) -> Self {
        Self::new(built_in(model))
    }

    /// A city assessed by `model`; 100 draws instead of 2,000 keep tests quick.
    #[must_use]
    pub fn new(model: Arc<Model>) -> Self {
        let settings = Settings {
            draws: 100,
            ..model.defaults
        };
        Self {
            model,
            settings,
            groups: Vec::new(),
            people: Vec::new(),
            ratings: Vec::new(),
            rungs: Vec::new(),
            picks: Vec::new(),
            agreed: Vec::new(),
            agreed_levels: Vec::new(),
            evidence: Vec::new(),
            out_of_scope: Vec::new(),
            targets: Vec::new(),
        }
    }

    /// The model.
    #[must_use]
    pub fn model(&self) -> &Arc<Model> {
        &self.model
    }

    /// Changes the model, for example its weights.
    #[must_use]
    pub fn with_model(mut self, change: impl FnOnce(&mut Model)) -> Self {
        change(Arc::make_mut(&mut self.model));
        self
    }

    /// Changes the settings.
    #[must_use]
    pub fn settings(mut self, change: impl FnOnce(&mut Settings)) -> Self {
        change(&mut self.settings);
        self
    }

    /// A group; assessors bring theirs along if it is not there yet.
    #[must_use]
    pub fn group(mut self, id: &str) -> Self {
        if !self.groups.iter().any(|group| group == id) {
            self.groups.push(id.to_owned());
        }
        self
    }

    /// An assessor who is asked for every component.
    #[must_use]
    pub fn assessor(self, id: &str, group: &str) -> Self {
        self.person(id, group, None)
    }

    /// An assessor who is asked for some components, with commas between them.
    #[must_use]
    pub fn assessor_asked(self, id: &str, group: &str, components: &str) -> Self {
        let asked = components.split(", ").map(str::to_owned).collect();
        self.person(id, group, Some(asked))
    }

    fn person(self, id: &str, group: &str, asked: Option<Vec<String>>) -> Self {
        let mut city = self.group(group);
        if !city.people.iter().any(|person| person.id == id) {
            city.people.push(Person {
                id: id.to_owned(),
                group: group.to_owned(),
                asked,
            });
        }
        city
    }

    /// Answers by hand, such as `LE1.1 not, LE1.2 partly`.
    ///
    /// # Panics
    /// Where a word is no answer.
    #[must_use]
    pub fn rates(mut self, assessor: &str, answers: &str) -> Self {
        for pair in answers.split(", ") {
            let (statement, word) = pair.split_once(' ').expect("a statement and a word");
            self = self.rating(assessor, statement, answer(word));
        }
        self
    }

    /// One answer by hand.
    #[must_use]
    pub fn rating(mut self, assessor: &str, statement: &str, answer: Answer) -> Self {
        let row = (assessor.to_owned(), statement.to_owned(), answer);
        self.ratings.push(row);
        self
    }

    /// Answers of a group's members to one statement, one word each, such as
    /// `not partly - fully`; a hyphen is no answer. The members `group-1`, `group-2` and
    /// so on are added where they are not there yet.
    ///
    /// # Panics
    /// Where a word is no answer.
    #[must_use]
    pub fn answers(mut self, group: &str, statement: &str, words: &str) -> Self {
        for (place, word) in words.split_whitespace().enumerate() {
            let id = format!("{group}-{}", place + 1);
            self = self.assessor(&id, group);
            if word != "-" {
                self = self.rating(&id, statement, answer(word));
            }
        }
        self
    }

    /// A rung of one strand.
    #[must_use]
    pub fn rung(mut self, assessor: &str, strand: &str, rung: TestRung) -> Self {
        let row = (assessor.to_owned(), strand.to_owned(), rung);
        self.rungs.push(row);
        self
    }

    /// All strands of all components on one rung.
    #[must_use]
    pub fn all_on(mut self, assessor: &str, level: i64) -> Self {
        let model = Arc::clone(&self.model);
        for component in &model.components {
            self = self.component_on(assessor, &component.id, TestRung::On(level));
        }
        self
    }

    /// All strands of one component on one rung.
    #[must_use]
    pub fn component_on(mut self, assessor: &str, component: &str, rung: TestRung) -> Self {
        let model = Arc::clone(&self.model);
        for strand in &model.component(place(&model, component)).strands {
            self = self.rung(assessor, &model.strand_path(*strand), rung);
        }
        self
    }

    /// The level that an assessor finds fitting best.
    #[must_use]
    pub fn pick(mut self, assessor: &str, component: &str, level: i64) -> Self {
        let row = (assessor.to_owned(), component.to_owned(), level);
        self.picks.push(row);
        self
    }

    /// Agreed ratings, such as `LE1.1 not, LE1.2 partly`.
    ///
    /// # Panics
    /// Where a word is no answer.
    #[must_use]
    pub fn agreed(mut self, answers: &str) -> Self {
        for pair in answers.split(", ") {
            let (statement, word) = pair.split_once(' ').expect("a statement and a word");
            self.agreed.push((statement.to_owned(), answer(word)));
        }
        self
    }

    /// An agreed level, for best fit.
    #[must_use]
    pub fn agreed_level(mut self, component: &str, level: i64) -> Self {
        self.agreed_levels.push((component.to_owned(), level));
        self
    }

    /// Evidence; its reviewer becomes one of the city's.
    #[must_use]
    pub fn evidence(mut self, evidence: TestEvidence) -> Self {
        self.evidence.push(evidence);
        self
    }

    /// A component that the city does not run.
    #[must_use]
    pub fn out_of_scope(mut self, component: &str) -> Self {
        self.out_of_scope.push(component.to_owned());
        self
    }

    /// The level a component is to reach.
    #[must_use]
    pub fn target(mut self, component: &str, level: i64) -> Self {
        self.targets.push((component.to_owned(), level));
        self
    }

    /// Everybody once more, in the same group, with the same answers.
    #[must_use]
    pub fn everybody_twice(mut self) -> Self {
        let twin = |id: &str| format!("{id}-twin");
        let mut people = self.people.clone();
        people
            .iter_mut()
            .for_each(|person| person.id = twin(&person.id));
        self.people.extend(people);
        let mut ratings = self.ratings.clone();
        ratings.iter_mut().for_each(|row| row.0 = twin(&row.0));
        self.ratings.extend(ratings);
        let mut rungs = self.rungs.clone();
        rungs.iter_mut().for_each(|row| row.0 = twin(&row.0));
        self.rungs.extend(rungs);
        let mut picks = self.picks.clone();
        picks.iter_mut().for_each(|row| row.0 = twin(&row.0));
        self.picks.extend(picks);
        self
    }

    /// The same city with all its lists in another order, evidence and components apart;
    /// `below` gives numbers under its argument.
    #[must_use]
    pub fn shuffled(mut self, mut below: impl FnMut(usize) -> usize) -> Self {
        shuffle(&mut self.groups, &mut below);
        shuffle(&mut self.people, &mut below);
        shuffle(&mut self.ratings, &mut below);
        shuffle(&mut self.rungs, &mut below);
        shuffle(&mut self.picks, &mut below);
        shuffle(&mut self.agreed, &mut below);
        shuffle(&mut self.agreed_levels, &mut below);
        shuffle(&mut self.out_of_scope, &mut below);
        shuffle(&mut self.targets, &mut below);
        self
    }
}

fn answer(word: &str) -> Answer {
    word.parse().expect("the word is an answer")
}

fn shuffle<T>(rows: &mut [T], below: &mut impl FnMut(usize) -> usize) {
    for last in (1..rows.len()).rev() {
        rows.swap(last, below(last + 1));
    }
}
