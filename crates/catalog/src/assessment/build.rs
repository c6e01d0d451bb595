//! An assessment document turned into an assessment: every name looked up, every rule of
//! the domain asked.

mod rounds;

use super::document::{
    AgreedDocument, AssessmentDocument, DissentDocument, EvidenceDocument, RungDocument,
};
use super::input_hash::input_sha256;
use crate::problem::{Place, Problems, Read, Report};
use gradus_domain::assessment::{
    Agreed, Assessment, Assessor, City, Cycle, Dissent, Dissenter, Group, RecordError, Reviewer,
    Target,
};
use gradus_domain::evidence::Evidence;
use gradus_domain::ladder::RungAnswer;
use gradus_domain::model::Model;
use gradus_domain::names::{AssessorIx, ComponentIx, GroupIx, StatementIx, StrandIx};
use gradus_domain::rating::Answer;
use gradus_domain::scale::Level;
use gradus_domain::settings::Settings;
use std::collections::{BTreeSet, HashMap, HashSet};
use std::sync::Arc;

/// The group under which small groups are merged in reports.
const RESERVED_GROUP: &str = "others";
/// Most answers that there is room for: assessors times statements.
const MOST_ANSWERS: usize = 20_000_000;
/// Most groups.
const MOST_GROUPS: usize = 10_000;

/// Builds the assessment that a document describes.
///
/// # Errors
/// Every unknown name, level off the scale, and second answer to one question.
pub fn build(
    document: &AssessmentDocument,
    model: Arc<Model>,
) -> Result<Read<Assessment>, Problems> {
    bounded(document, &model)?;
    let mut report = Report::default();
    let (groups, assessors) = people(document, &model, &mut report);
    let city = City {
        name: document.city.name.clone(),
        country: document.city.country.clone(),
        population: document.city.population,
    };
    let cycle = Cycle {
        name: document.cycle.name.clone(),
        from: document.cycle.from.0,
        to: document.cycle.to.0,
    };
    let assessment = Assessment::new(Arc::clone(&model), city, cycle, groups, assessors);
    let mut builder = Builder::new(assessment, model, report);
    builder.settings(document);
    builder.scope(document);
    builder.answers(document);
    document
        .agreed
        .iter()
        .for_each(|agreed| builder.agreed(agreed));
    builder.rounds(document);
    builder.unconfirmed(document);
    builder.agreed_history(document);
    builder.reviewers(document);
    builder.evidence(document);
    builder.targets(document);
    builder.remarks(document);
    let mut assessment = builder.assessment;
    if builder.report.is_clean() {
        assessment.sha256 = input_sha256(document, &assessment);
    }
    builder.report.finish(assessment)
}

/// Refuses what would take more memory and time than any city needs.
fn bounded(document: &AssessmentDocument, model: &Model) -> Result<(), Problems> {
    let most = MOST_ANSWERS / model.statements.len().max(1);
    if let Some(beyond) = document.assessors.get(most) {
        let message = format!("more than {most} assessors, the most that this model allows");
        return Err(Problems::one(beyond.place.clone(), message, None));
    }
    if let Some(beyond) = document.groups.get(MOST_GROUPS) {
        let message = format!("more than {MOST_GROUPS} groups");
        return Err(Problems::one(beyond.place.clone(), message, None));
    }
    Ok(())
}

fn people(
    document: &AssessmentDocument,
    model: &Model,
    report: &mut Report,
) -> (Vec<Group>, Vec<Assessor>) {
    let mut groups: Vec<Group> = Vec::new();
    let mut by_id: HashMap<&str, usize> = HashMap::new();
    for group in &document.groups {
        if group.id == RESERVED_GROUP {
            let hint = "reports use it for small groups taken together; choose another id";
            let message = "the group id 'others' is reserved";
            report.mistake(&group.place, message, Some(hint.to_owned()));
        }
        if by_id.contains_key(group.id.as_str()) {
            report.mistake(
                &group.place,
                format!("group '{}' is there twice", group.id),
                None,
            );
        } else {
            by_id.insert(&group.id, groups.len());
            groups.push(Group {
                id: group.id.clone(),
                name: group.name.clone(),
            });
        }
    }
    let mut assessors: Vec<Assessor> = Vec::new();
    let mut seen = HashMap::new();
    for assessor in &document.assessors {
        if let Some(before) = seen.insert(assessor.id.as_str(), &assessor.place) {
            let message = format!("assessor '{}' is there twice", assessor.id);
            report.mistake(&assessor.place, message, Some(format!("also at {before}")));
            continue;
        }
        let group = by_id.get(assessor.group.as_str()).copied();
        if group.is_none() {
            let message = format!(
                "assessor '{}' is in the unknown group '{}'",
                assessor.id, assessor.group
            );
            let hint = report.nearest(
                &assessor.group,
                groups.iter().map(|group| group.id.as_str()),
            );
            let hint = hint.unwrap_or_else(|| "list the group under 'groups'".to_owned());
            report.mistake(&assessor.place, message, Some(hint));
        }
        let mut asked = BTreeSet::new();
        match &assessor.components {
            None => asked.extend(model.component_places()),
            Some(ids) => {
                let found = ids
                    .iter()
                    .filter_map(|id| component(model, id, &assessor.place, report));
                asked.extend(found);
            }
        }
        assessors.push(Assessor {
            id: assessor.id.clone(),
            group: GroupIx(group.unwrap_or(0)),
            name: assessor.name.clone(),
            asked: asked.into_iter().collect(),
        });
    }
    (groups, assessors)
}

fn component(model: &Model, id: &str, place: &Place, report: &mut Report) -> Option<ComponentIx> {
    let found = model
        .components
        .iter()
        .position(|component| component.id == id);
    if found.is_none() {
        let message = format!("{} has no component '{id}'", model.name);
        let hint = match model.find_component(id) {
            Some(ix) => Some(format!("did you mean '{}'?", model.component(ix).id)),
            None => report.nearest(
                id,
                model
                    .components
                    .iter()
                    .map(|component| component.id.as_str()),
            ),
        };
        report.mistake(place, message, hint);
    }
    found.map(ComponentIx)
}

struct Builder {
    assessment: Assessment,
    model: Arc<Model>,
    report: Report,
    statements: HashMap<String, StatementIx>,
    reviewers: HashSet<String>,
}

impl Builder {
    fn new(assessment: Assessment, model: Arc<Model>, report: Report) -> Self {
        let ids = model.statements.iter().enumerate();
        let statements = ids
            .map(|(place, s)| (s.id.clone(), StatementIx(place)))
            .collect();
        Self {
            assessment,
            model,
            report,
            statements,
            reviewers: HashSet::new(),
        }
    }

    fn settings(&mut self, document: &AssessmentDocument) {
        let from = &document.settings;
        let usual = self.model.defaults;
        self.assessment.settings = Settings {
            method: from
                .method
                .as_ref()
                .and_then(|m| m.parse().ok())
                .unwrap_or(usual.method),
            pass_mark_pct: from.pass_mark_pct.unwrap_or(usual.pass_mark_pct),
            min_coverage_pct: from.min_coverage_pct.unwrap_or(usual.min_coverage_pct),
            min_component_coverage_pct: from
                .min_component_coverage_pct
                .unwrap_or(usual.min_component_coverage_pct),
            balance: from
                .balance
                .as_ref()
                .and_then(|b| b.parse().ok())
                .unwrap_or(usual.balance),
            seed: from.seed.unwrap_or(usual.seed),
            draws: from.draws.unwrap_or(usual.draws),
            basis: from
                .publish_level
                .as_ref()
                .and_then(|basis| basis.parse().ok())
                .unwrap_or(usual.basis),
        };
    }

    fn scope(&mut self, document: &AssessmentDocument) {
        for entry in &document.out_of_scope {
            let Some(ix) = component(
                &self.model,
                &entry.component,
                &entry.place,
                &mut self.report,
            ) else {
                continue;
            };
            let before = self
                .assessment
                .out_of_scope
                .insert(ix, entry.reason.clone());
            if before.is_some() {
                let message = format!("'{}' is out of scope twice", entry.component);
                self.report.mistake(&entry.place, message, None);
            }
        }
    }

    fn assessor(&mut self, id: &str, place: &Place) -> Option<AssessorIx> {
        let found = self.assessment.find_assessor(id);
        if found.is_none() {
            let known = self
                .assessment
                .assessors
                .iter()
                .map(|assessor| assessor.id.as_str());
            let hint = self
                .report
                .nearest(id, known)
                .unwrap_or_else(|| "list them under 'assessors'".to_owned());
            self.report
                .mistake(place, format!("there is no assessor '{id}'"), Some(hint));
        }
        found
    }

    fn statement(&mut self, id: &str, place: &Place) -> Option<StatementIx> {
        let found = self.statements.get(id).copied();
        if found.is_none() {
            let message = format!("{} has no statement '{id}'", self.model.name);
            let known = self.model.statements.iter().map(|s| s.id.as_str());
            let hint = self.report.nearest(id, known);
            self.report.mistake(place, message, hint);
        }
        found
    }

    fn strand(&mut self, component_id: &str, strand: &str, place: &Place) -> Option<StrandIx> {
        let component = component(&self.model, component_id, place, &mut self.report)?;
        let found = self.model.find_strand(component, strand);
        if found.is_none() {
            let message = format!("component '{component_id}' has no strand '{strand}'");
            let strands = self.model.component(component).strands.iter();
            let known = strands.map(|ix| self.model.strand(*ix).id.as_str());
            let hint = self
                .report
                .nearest(strand, known.clone())
                .unwrap_or_else(|| format!("strands: {}", known.collect::<Vec<_>>().join(", ")));
            self.report.mistake(place, message, Some(hint));
        }
        found
    }

    fn level(&mut self, value: i64, place: &Place) -> Option<Level> {
        let level = self.model.scale.parse(value);
        level
            .map_err(|error| self.report.mistake(place, error.to_string(), None))
            .ok()
    }

    fn record(&mut self, place: &Place, result: Result<(), RecordError>) {
        if let Err(error) = result {
            let hint = match &error {
                RecordError::Twice { .. } | RecordError::AgreedTwice(_) => "keep one of them",
                RecordError::RoundTwice { .. } => "number the rounds on a statement 1, 2, 3",
                RecordError::NotAStage { .. } => "use fully, or not for a deficit left behind",
            };
            self.report
                .mistake(place, error.to_string(), Some(hint.to_owned()));
        }
    }

    fn answers(&mut self, document: &AssessmentDocument) {
        for rating in &document.ratings {
            let assessor = self.assessor(&rating.assessor, &rating.place);
            let statement = self.statement(&rating.statement, &rating.place);
            if let (Some(assessor), Some(statement)) = (assessor, statement) {
                let answer = Answer::from(rating.value);
                let result = self.assessment.record_rating(assessor, statement, answer);
                self.record(&rating.place, result);
            }
        }
        for rung in &document.rungs {
            let assessor = self.assessor(&rung.assessor, &rung.place);
            let strand = self.strand(&rung.component, &rung.strand, &rung.place);
            let answer = self.rung_answer(rung);
            if let (Some(assessor), Some(strand), Some(answer)) = (assessor, strand, answer) {
                let result = self.assessment.record_rung(assessor, strand, answer);
                self.record(&rung.place, result);
            }
        }
        for pick in &document.picks {
            let assessor = self.assessor(&pick.assessor, &pick.place);
            let component = component(&self.model, &pick.component, &pick.place, &mut self.report);
            let level = self.level(pick.level, &pick.place);
            if let (Some(assessor), Some(component), Some(level)) = (assessor, component, level) {
                let result = self.assessment.record_pick(assessor, component, level);
                self.record(&pick.place, result);
            }
        }
    }

    fn rung_answer(&mut self, rung: &RungDocument) -> Option<RungAnswer> {
        if let Some(answer) = rung.answer {
            return match Answer::from(answer) {
                Answer::NotApplicable => Some(RungAnswer::NotApplicable),
                _ => Some(RungAnswer::Unknown),
            };
        }
        if let Some(value) = rung.rung {
            return self.level(value, &rung.place).map(RungAnswer::On);
        }
        let [low, high] = rung.between?;
        let (low, high) = (
            self.level(low, &rung.place)?,
            self.level(high, &rung.place)?,
        );
        if self.model.scale.above(low) != Some(high) {
            let message = "'between' names two levels that are not neighbours";
            let hint = "name the lower level first, for example [3, 4]".to_owned();
            self.report.mistake(&rung.place, message, Some(hint));
            return None;
        }
        Some(RungAnswer::Above(low))
    }

    fn agreed(&mut self, agreed: &AgreedDocument) {
        let dissent: Vec<Dissent> = agreed
            .dissent
            .iter()
            .filter_map(|d| self.dissent(d))
            .collect();
        let rationale = agreed.rationale.clone();
        if let (Some(id), Some(value)) = (&agreed.statement, agreed.value) {
            let Some(statement) = self.statement(id, &agreed.place) else {
                return;
            };
            let agreed_rating = Agreed {
                value: Answer::from(value),
                rationale,
                dissent,
            };
            let result = self
                .assessment
                .record_agreed_rating(statement, agreed_rating);
            self.record(&agreed.place, result);
        } else if let (Some(id), Some(value)) = (&agreed.component, agreed.level) {
            let component = component(&self.model, id, &agreed.place, &mut self.report);
            let level = self.level(value, &agreed.place);
            if let (Some(component), Some(value)) = (component, level) {
                let agreed_level = Agreed {
                    value,
                    rationale,
                    dissent,
                };
                let result = self.assessment.record_agreed_level(component, agreed_level);
                self.record(&agreed.place, result);
            }
        }
    }

    fn dissent(&mut self, dissent: &DissentDocument) -> Option<Dissent> {
        let text = dissent.text.clone();
        if let Some(id) = &dissent.group {
            let Some(group) = self.assessment.find_group(id) else {
                let known = self.assessment.groups.iter().map(|group| group.id.as_str());
                let hint = self.report.nearest(id, known);
                self.report
                    .mistake(&dissent.place, format!("there is no group '{id}'"), hint);
                return None;
            };
            return Some(Dissent {
                by: Dissenter::Group(group),
                text,
            });
        }
        if let Some(id) = &dissent.assessor {
            let assessor = self.assessor(id, &dissent.place)?;
            return Some(Dissent {
                by: Dissenter::Assessor(assessor),
                text,
            });
        }
        let name = dissent.name.clone()?;
        Some(Dissent {
            by: Dissenter::Name(name),
            text,
        })
    }

    fn reviewers(&mut self, document: &AssessmentDocument) {
        for reviewer in &document.reviewers {
            if !self.reviewers.insert(reviewer.id.clone()) {
                let message = format!("reviewer '{}' is there twice", reviewer.id);
                self.report.mistake(&reviewer.place, message, None);
                continue;
            }
            let reviewer = Reviewer {
                id: reviewer.id.clone(),
                name: reviewer.name.clone(),
            };
            self.assessment.reviewers.push(reviewer);
        }
    }

    fn evidence(&mut self, document: &AssessmentDocument) {
        let mut seen = HashSet::new();
        for evidence in &document.evidence {
            if !seen.insert(&evidence.id) {
                let message = format!("evidence '{}' is there twice", evidence.id);
                self.report.mistake(&evidence.place, message, None);
                continue;
            }
            if let Some(built) = self.piece(evidence) {
                self.assessment.evidence.push(built);
            }
        }
    }

    fn piece(&mut self, evidence: &EvidenceDocument) -> Option<Evidence> {
        if let Some(id) = &evidence.reviewer
            && !self.reviewers.contains(id)
        {
            let hint = "list them under 'reviewers'".to_owned();
            let message = format!("there is no reviewer '{id}'");
            self.report.mistake(&evidence.place, message, Some(hint));
        }
        if evidence.status == "accepted" && evidence.reviewer.is_none() {
            let message = format!("evidence '{}' is accepted by nobody", evidence.id);
            let hint = "it does not count as verified; name the 'reviewer'".to_owned();
            self.report.warning(&evidence.place, message, Some(hint));
        }
        let mut supports = BTreeSet::new();
        for name in &evidence.supports {
            match name.split_once('/') {
                Some((component, strand)) => {
                    let strand = self.strand(component, strand, &evidence.place);
                    let statements = strand.map(|ix| self.model.strand(ix).statements.clone());
                    supports.extend(statements.into_iter().flatten());
                }
                None => supports.extend(self.statement(name, &evidence.place)),
            }
        }
        if evidence.supports.is_empty() {
            let message = format!("evidence '{}' supports nothing", evidence.id);
            let hint = "list statements or strands under 'supports'".to_owned();
            self.report.warning(&evidence.place, message, Some(hint));
        }
        Some(Evidence {
            id: evidence.id.clone(),
            title: evidence.title.clone(),
            kind: evidence.kind.parse().ok()?,
            url: evidence.url.clone(),
            effective: evidence.effective.0,
            valid_until: evidence.valid_until.map(|day| day.0),
            status: evidence.status.parse().ok()?,
            reviewer: evidence.reviewer.clone(),
            reason: evidence.reason.clone(),
            supports: supports.into_iter().collect(),
        })
    }

    fn targets(&mut self, document: &AssessmentDocument) {
        for target in &document.targets {
            let component = component(
                &self.model,
                &target.component,
                &target.place,
                &mut self.report,
            );
            let level = self.level(target.level, &target.place);
            let (Some(component), Some(level)) = (component, level) else {
                continue;
            };
            let by = target.by.map(|day| day.0);
            let value = Target {
                level,
                by,
                rationale: target.rationale.clone(),
                good_enough: target.good_enough.is_some(),
            };
            if self.assessment.targets.insert(component, value).is_some() {
                let message = format!("'{}' has two targets", target.component);
                self.report
                    .mistake(&target.place, message, Some("keep one of them".to_owned()));
            }
        }
    }

    /// What is allowed but may not be meant.
    fn remarks(&mut self, document: &AssessmentDocument) {
        let mut told = BTreeSet::new();
        let ratings = document.ratings.iter().filter_map(|rating| {
            let statement = self.statements.get(rating.statement.as_ref())?;
            let component = self.model.statement(*statement).component;
            Some((&rating.assessor, component, &rating.place))
        });
        let rungs = document.rungs.iter().filter_map(|rung| {
            Some((
                &rung.assessor,
                self.model.find_component(&rung.component)?,
                &rung.place,
            ))
        });
        for (assessor, component, place) in ratings.chain(rungs) {
            let Some(ix) = self.assessment.find_assessor(assessor) else {
                continue;
            };
            let name = &self.model.component(component).id;
            let asked = self.assessment.assessors[ix.0].asked.contains(&component);
            if !asked && told.insert((ix, component)) {
                let message = format!("assessor '{assessor}' was not asked for '{name}'");
                let hint = "the answers count; add the component to 'components'".to_owned();
                self.report.warning(place, message, Some(hint));
            }
            if !self.assessment.in_scope(component)
                && told.insert((AssessorIx(usize::MAX), component))
            {
                let message = format!("'{name}' is out of scope, so its answers do not count");
                self.report.warning(place, message, None);
            }
        }
    }
}
