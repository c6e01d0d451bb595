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

use crate::model::built_in;
use gradus_catalog::assessment::build::build;
use gradus_catalog::assessment::read::read_assessment;
use gradus_catalog::problem::Problems;
use gradus_catalog::source::Source;
use gradus_domain::assessment::{
    Agreed, Assessment, Assessor, City, Cycle, Group, RecordError, Reviewer, Target,
};
use gradus_domain::evidence::{Evidence, EvidenceKind, EvidenceStatus};
use gradus_domain::ladder::RungAnswer;
use gradus_domain::method::Figure;
use gradus_domain::model::Model;
use gradus_domain::names::{AssessorIx, ComponentIx, GroupIx, StatementIx, StrandIx};
use gradus_domain::rating::Answer;
use gradus_domain::result::{ComponentScore, Scored, StatementScore, score};
use gradus_domain::scale::Level;
use gradus_domain::settings::Settings;
use std::collections::HashMap;
use std::fmt::Write as _;
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

    /// The assessment, made without a file.
    ///
    /// # Panics
    /// Where something is answered twice or is not known.
    #[must_use]
    pub fn build(&self) -> Assessment {
        self.try_build().expect("every question is answered once")
    }

    /// The assessment, made without a file.
    ///
    /// # Errors
    /// What the domain refuses to record.
    ///
    /// # Panics
    /// Where something is named that the model or the city does not have.
    pub fn try_build(&self) -> Result<Assessment, RecordError> {
        let model = &self.model;
        let groups = self.groups.iter().map(|id| Group {
            id: id.clone(),
            name: id.clone(),
        });
        let city = City {
            name: "Testville".to_owned(),
            country: None,
            population: None,
        };
        let cycle = Cycle {
            name: "2026".to_owned(),
            from: CYCLE.0,
            to: CYCLE.1,
        };
        let people = self.people.iter().map(|person| self.domain_person(person));
        let mut built = Assessment::new(
            Arc::clone(model),
            city,
            cycle,
            groups.collect(),
            people.collect(),
        );
        built.settings = self.settings;
        self.record_answers(&mut built)?;
        for (id, value) in &self.agreed {
            built.record_agreed_rating(statement(model, id), agreed(*value))?;
        }
        for (id, value) in &self.agreed_levels {
            let level = agreed(level(model, *value));
            built.record_agreed_level(place(model, id), level)?;
        }
        for id in &self.out_of_scope {
            let reason = "run by others".to_owned();
            built.out_of_scope.insert(place(model, id), reason);
        }
        for (id, value) in &self.targets {
            let target = Target {
                level: level(model, *value),
                by: None,
                rationale: None,
            };
            built.targets.insert(place(model, id), target);
        }
        let reviewer = |id| Reviewer { id, name: None };
        built.reviewers = self.reviewers().into_iter().map(reviewer).collect();
        built.evidence = self.evidence.iter().map(|e| piece(model, e)).collect();
        Ok(built)
    }

    fn record_answers(&self, built: &mut Assessment) -> Result<(), RecordError> {
        let model = &self.model;
        let people: HashMap<String, AssessorIx> = built
            .assessor_places()
            .map(|ix| (built.assessors[ix.0].id.clone(), ix))
            .collect();
        let statements: HashMap<&str, StatementIx> = model
            .statements
            .iter()
            .enumerate()
            .map(|(place, s)| (s.id.as_str(), StatementIx(place)))
            .collect();
        for (person, id, value) in &self.ratings {
            built.record_rating(people[person], statements[id.as_str()], *value)?;
        }
        for (person, path, rung) in &self.rungs {
            built.record_rung(people[person], strand(model, path), fills(model, *rung))?;
        }
        for (person, component, value) in &self.picks {
            let (component, level) = (place(model, component), level(model, *value));
            built.record_pick(people[person], component, level)?;
        }
        Ok(())
    }

    fn domain_person(&self, person: &Person) -> Assessor {
        let group = self.groups.iter().position(|id| *id == person.group);
        let all = || self.model.component_places().collect();
        let asked = person.asked.as_ref();
        Assessor {
            id: person.id.clone(),
            group: GroupIx(group.expect("groups come along with their assessors")),
            name: None,
            asked: asked.map_or_else(all, |ids| {
                ids.iter().map(|id| place(&self.model, id)).collect()
            }),
        }
    }

    fn reviewers(&self) -> Vec<String> {
        let named = self.evidence.iter().filter_map(|e| e.reviewer.clone());
        let mut named: Vec<String> = named.collect();
        named.sort();
        named.dedup();
        named
    }

    /// The score as of the cycle's end.
    #[must_use]
    pub fn score(&self) -> TestScore {
        self.score_as_of(CYCLE.1)
    }

    /// The score as of another day.
    #[must_use]
    pub fn score_as_of(&self, as_of: Date) -> TestScore {
        TestScore {
            scored: score(&self.build(), as_of),
            model: Arc::clone(&self.model),
        }
    }

    /// The assessment as a file, read again.
    ///
    /// # Errors
    /// The mistakes of the file.
    pub fn read(&self) -> Result<Assessment, Problems> {
        let document = read_assessment(&Source::from_bytes("city.yaml", self.yaml().as_bytes()))?;
        Ok(build(&document.value, Arc::clone(&self.model))?.value)
    }

    /// The assessment as a YAML file.
    #[must_use]
    pub fn yaml(&self) -> String {
        let full = |component: &String| {
            self.model
                .component(place(&self.model, component))
                .id
                .clone()
        };
        let mut text = format!(
            "format: gradus-assessment/1\nmodel: {}\ncity: {{ name: Testville }}\n\
             cycle: {{ name: \"2026\", from: {}, to: {} }}\n",
            self.model.name.id, CYCLE.0, CYCLE.1
        );
        list(&mut text, "out_of_scope", &self.out_of_scope, |id| {
            format!("component: {}, reason: run by others", full(id))
        });
        list(&mut text, "groups", &self.groups, |id| format!("id: {id}"));
        list(&mut text, "assessors", &self.people, |person| {
            let asked = person.asked.as_ref().map_or_else(String::new, |ids| {
                let ids: Vec<String> = ids.iter().map(full).collect();
                format!(", components: [{}]", ids.join(", "))
            });
            format!("id: {}, group: {}{asked}", person.id, person.group)
        });
        list(&mut text, "reviewers", &self.reviewers(), |id| {
            format!("id: {id}")
        });
        list(
            &mut text,
            "ratings",
            &self.ratings,
            |(person, id, value)| {
                format!(
                    "assessor: {person}, statement: {id}, value: {value}{}",
                    reason(*value)
                )
            },
        );
        list(&mut text, "rungs", &self.rungs, |(person, path, rung)| {
            let (component, strand) = path.split_once('/').unwrap_or_default();
            let rung = match rung {
                TestRung::On(level) => format!("rung: {level}"),
                TestRung::Between([low, high]) => format!("between: [{low}, {high}]"),
                TestRung::Unknown => "answer: unknown".to_owned(),
                TestRung::NotApplicable => "answer: na, note: not here".to_owned(),
            };
            format!("assessor: {person}, component: {component}, strand: {strand}, {rung}")
        });
        list(
            &mut text,
            "picks",
            &self.picks,
            |(person, component, level)| {
                format!(
                    "assessor: {person}, component: {}, level: {level}",
                    full(component)
                )
            },
        );
        let ratings = self
            .agreed
            .iter()
            .map(|(id, value)| format!("statement: {id}, value: {value}"));
        let levels = self.agreed_levels.iter();
        let levels = levels.map(|(id, level)| format!("component: {}, level: {level}", full(id)));
        let agreed: Vec<String> = ratings.chain(levels).collect();
        list(&mut text, "agreed", &agreed, Clone::clone);
        list(&mut text, "evidence", &self.evidence, evidence_row);
        list(&mut text, "targets", &self.targets, |(id, level)| {
            format!("component: {}, level: {level}", full(id))
        });
        let s = &self.settings;
        let _ = writeln!(
            text,
            "settings: {{ method: {}, pass_mark_pct: {}, min_coverage_pct: {}, \
             min_component_coverage_pct: {}, balance: {}, seed: {}, draws: {} }}",
            s.method.word(),
            s.pass_mark_pct,
            s.min_coverage_pct,
            s.min_component_coverage_pct,
            s.balance.word(),
            s.seed,
            s.draws
        );
        text
    }
}

/// A result, asked by identifiers.
#[derive(Debug, Clone, PartialEq)]
pub struct TestScore {
    /// The result itself.
    pub scored: Scored,
    model: Arc<Model>,
}

impl TestScore {
    /// A component's result, by identifier or code.
    #[must_use]
    pub fn component(&self, id: &str) -> &ComponentScore {
        &self.scored.components[place(&self.model, id).0]
    }

    /// A statement's result.
    #[must_use]
    pub fn statement(&self, id: &str) -> &StatementScore {
        &self.scored.statements[statement(&self.model, id).0]
    }

    /// How a statement reads.
    #[must_use]
    pub fn value(&self, id: &str) -> Option<Answer> {
        self.statement(id).consensus.value
    }

    /// The printed number of a component's level, by the deciding method.
    ///
    /// # Errors
    /// Why there is none.
    pub fn level(&self, component: &str) -> Figure<i64> {
        self.printed(self.component(component).level)
    }

    /// The printed number of a level of this result.
    ///
    /// # Errors
    /// Why there is none.
    pub fn printed(&self, level: Figure<Level>) -> Figure<i64> {
        level.map(|level| self.model.scale.value(level))
    }

    /// Identifiers of statements.
    #[must_use]
    pub fn ids(&self, statements: &[StatementIx]) -> Vec<&str> {
        let id = |ix: &StatementIx| self.model.statement(*ix).id.as_str();
        statements.iter().map(id).collect()
    }
}

fn answer(word: &str) -> Answer {
    word.parse().expect("the word is an answer")
}

fn place(model: &Model, component: &str) -> ComponentIx {
    let found = model.find_component(component);
    found.expect("the model has the component")
}

fn statement(model: &Model, id: &str) -> StatementIx {
    model
        .find_statement(id)
        .expect("the model has the statement")
}

fn strand(model: &Model, path: &str) -> StrandIx {
    let (component, strand) = path.split_once('/').expect("component/strand");
    let found = model.find_strand(place(model, component), strand);
    found.expect("the component has the strand")
}

fn level(model: &Model, value: i64) -> Level {
    model.scale.parse(value).expect("the scale has the level")
}

fn fills(model: &Model, rung: TestRung) -> RungAnswer {
    match rung {
        TestRung::On(at) => RungAnswer::On(level(model, at)),
        TestRung::Between([low, _]) => RungAnswer::Above(level(model, low)),
        TestRung::Unknown => RungAnswer::Unknown,
        TestRung::NotApplicable => RungAnswer::NotApplicable,
    }
}

fn agreed<T>(value: T) -> Agreed<T> {
    Agreed {
        value,
        rationale: None,
        dissent: Vec::new(),
    }
}

fn piece(model: &Model, evidence: &TestEvidence) -> Evidence {
    let mut supports: Vec<StatementIx> = Vec::new();
    for name in &evidence.supports {
        if name.contains('/') {
            supports.extend(&model.strand(strand(model, name)).statements);
        } else {
            supports.push(statement(model, name));
        }
    }
    supports.sort_unstable();
    supports.dedup();
    Evidence {
        id: evidence.id.clone(),
        title: evidence.id.clone(),
        kind: EvidenceKind::Document,
        url: None,
        effective: evidence.effective,
        valid_until: evidence.valid_until,
        status: evidence.status,
        reviewer: evidence.reviewer.clone(),
        reason: None,
        supports,
    }
}

fn evidence_row(evidence: &TestEvidence) -> String {
    let until = evidence.valid_until;
    let until = until.map_or_else(String::new, |day| format!(", valid_until: {day}"));
    let reviewer = evidence.reviewer.as_ref();
    let reviewer = reviewer.map_or_else(String::new, |id| format!(", reviewer: {id}"));
    format!(
        "id: {0}, title: {0}, kind: document, effective: {1}{until}, status: {2}{reviewer}, \
         supports: [{3}]",
        evidence.id,
        evidence.effective,
        evidence.status.word(),
        evidence.supports.join(", ")
    )
}

fn reason(value: Answer) -> &'static str {
    match value {
        Answer::NotApplicable => ", note: not here",
        _ => "",
    }
}

fn list<T>(text: &mut String, key: &str, rows: &[T], row: impl Fn(&T) -> String) {
    if rows.is_empty() {
        return;
    }
    let _ = writeln!(text, "{key}:");
    for entry in rows {
        let _ = writeln!(text, "  - {{ {} }}", row(entry));
    }
}

fn shuffle<T>(rows: &mut [T], below: &mut impl FnMut(usize) -> usize) {
    for last in (1..rows.len()).rev() {
        rows.swap(last, below(last + 1));
    }
}
