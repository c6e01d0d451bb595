//! A test city recorded straight into the domain, without a file.

use super::names::{level, place, statement, strand};
use super::{CYCLE, Person, TestCity, TestEvidence, TestRung};
use gradus_domain::assessment::{
    Agreed, Assessment, Assessor, City, Cycle, Group, RecordError, Reviewer, Target,
};
use gradus_domain::evidence::{Evidence, EvidenceKind};
use gradus_domain::ladder::RungAnswer;
use gradus_domain::model::Model;
use gradus_domain::names::{AssessorIx, GroupIx, StatementIx};
use std::collections::HashMap;
use std::sync::Arc;

impl TestCity {
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
                good_enough: false,
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

    pub(super) fn reviewers(&self) -> Vec<String> {
        let named = self.evidence.iter().filter_map(|e| e.reviewer.clone());
        let mut named: Vec<String> = named.collect();
        named.sort();
        named.dedup();
        named
    }
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
