//! Assessment files into the database.

use crate::account::Administrator;
use crate::actor::Scope;
use crate::app::{App, Place, Stamp};
use crate::assessment::{Depth, Phase, keep_sealed, sign_head};
use crate::city::{CityFacts, CityLead};
use crate::error::AppError;
use crate::parse::address;
use crate::rating::{Subject, strand_of};
use crate::result::assess;
use crate::seal;
use gradus_catalog::assessment::build::build;
use gradus_catalog::assessment::document::{AssessmentDocument, RungDocument};
use gradus_catalog::assessment::read::read_assessment;
use gradus_catalog::assessment::write::to_json;
use gradus_catalog::problem::{Place as Spot, Problems};
use gradus_catalog::source::Source;
use gradus_domain::model::Model;
use gradus_domain::rating::Answer;
use gradus_store::rows::{
    AgreedChangeRow, AgreedRow, AnswerRow, AssessmentRow, AssessorRow, CarriedRow, CityRow,
    EvidenceRow, EvidenceUseRow, ExclusionRow, FrozenRow, GroupRow, ModelMoveRow, ReviewerRow,
    RoundRow, TargetRow, VoteRow,
};
use gradus_store::{AssessmentId, AssessorId, EvidenceId, GroupId, Write};
use serde_json::{Value as Json, json};
use std::collections::HashMap;
use std::sync::Arc;
use time::OffsetDateTime;
use time::format_description::well_known::Rfc3339;

/// An assessment file that was read and holds.
struct Import {
    document: AssessmentDocument,
    model: Arc<Model>,
    input_sha256: String,
    /// Assessors of the city's cycle before, by identifier: in files, who has the same one
    /// is the same person.
    before: HashMap<String, AssessorId>,
}

impl App {
    async fn read_import(&self, name: &str, bytes: &[u8]) -> Result<Import, AppError> {
        if bytes.len() as u64 > self.inner.limits.import_bytes {
            return Err(AppError::TooLarge(self.inner.limits.import_bytes));
        }
        let document = read_assessment(&Source::from_bytes(name, bytes))?.value;
        let model = match self.model(&document.model).await {
            Err(AppError::NotFound(_)) => {
                let known = self.models().await?.into_iter();
                let known: Vec<String> = known.map(|(name, _)| name).collect();
                let message = format!("there is no model '{}' here", document.model);
                let hint = format!("models of this server: {}", known.join(", "));
                let problems = Problems::one(Spot::whole(name), message, Some(hint));
                return Err(AppError::File(problems));
            }
            model => model?,
        };
        let assessment = build(&document, Arc::clone(&model))?.value;
        if document.assessors.len() > self.inner.limits.assessors {
            return Err(AppError::Refused("too_many_assessors"));
        }
        Ok(Import {
            input_sha256: assessment.sha256,
            document,
            model,
            before: HashMap::new(),
        })
    }
}

impl Administrator<'_> {
    /// Imports an assessment file as a new city with one assessment.
    ///
    /// # Errors
    /// Mistakes of the file, and a city of that name that is there already.
    pub async fn import_city(
        &self,
        lead: &gradus_store::PersonId,
        name: &str,
        bytes: &[u8],
    ) -> Result<(CityRow, AssessmentRow), AppError> {
        let (app, actor) = self.parts();
        let import = app.read_import(name, bytes).await?;
        let city = &import.document.city;
        let facts = CityFacts {
            name: city.name.clone(),
            country: city.country.clone().unwrap_or_default(),
            population: city
                .population
                .map(|number| number.to_string())
                .unwrap_or_default(),
            ..CityFacts::default()
        };
        let city = self.city_create(&facts, lead).await?;
        let row = app.import(app.stamp(actor), &city, import).await?;
        Ok((city, row))
    }
}

impl CityLead<'_> {
    /// Imports an assessment file into the city, as a new assessment.
    ///
    /// # Errors
    /// Mistakes of the file, and a cycle of that name that is there already.
    pub async fn assessment_import(
        &self,
        name: &str,
        bytes: &[u8],
    ) -> Result<AssessmentRow, AppError> {
        let desk = self.desk();
        desk.actor.needs(Scope::Write)?;
        let mut import = desk.app.read_import(name, bytes).await?;
        let starts_on = crate::parse::iso(import.document.cycle.from.0);
        let cycles = desk.app.db().assessments(&desk.city.id).await?;
        let before = cycles.into_iter().filter(|row| row.ends_on < starts_on);
        if let Some(row) = before.max_by(|a, b| a.ends_on.cmp(&b.ends_on)) {
            let people = desk.app.db().assessors(&row.id).await?;
            import.before = people.into_iter().map(|row| (row.code, row.id)).collect();
        }
        desk.app
            .import(desk.app.stamp(desk.actor), &desk.city, import)
            .await
    }
}

impl App {
    async fn import(
        &self,
        stamp: Stamp,
        city: &CityRow,
        import: Import,
    ) -> Result<AssessmentRow, AppError> {
        let document = &import.document;
        let slug = address("slug", "", &document.cycle.name)
            .map_err(|mistake| AppError::Invalid(vec![mistake]))?;
        let anything = !(document.ratings.is_empty()
            && document.rungs.is_empty()
            && document.picks.is_empty());
        let phase = document.phase.as_deref().and_then(Phase::parse);
        let phase = phase.unwrap_or(if anything {
            Phase::Consensus
        } else {
            Phase::Draft
        });
        let depth = document.depth.as_deref().and_then(Depth::parse).unwrap_or(
            match (
                document.rungs.is_empty(),
                document.ratings.is_empty(),
                document.picks.is_empty(),
            ) {
                (true, true, false) => Depth::Quick,
                (true, false, _) => Depth::Full,
                _ => Depth::Ladder,
            },
        );
        let row = AssessmentRow {
            id: AssessmentId::new(Self::uuid()),
            city_id: city.id.clone(),
            slug,
            name: document.cycle.name.clone(),
            starts_on: crate::parse::iso(document.cycle.from.0),
            ends_on: crate::parse::iso(document.cycle.to.0),
            model: import.model.name.id.clone(),
            model_version: import.model.name.version.clone(),
            model_sha256: import.model.sha256.clone(),
            depth: depth.word().to_owned(),
            named: i64::from(document.named.unwrap_or(false)),
            settings: serde_json::to_string(&document.settings)
                .map_err(|error| AppError::Fault(error.to_string()))?,
            phase: phase.word().to_owned(),
            created_at: stamp.now,
            version: 1,
        };
        let frozen = match phase {
            Phase::Final => {
                let frozen = self.frozen_import(&import)?;
                let model = Arc::clone(&import.model);
                let unsealed = seal::unsealed(frozen.document.clone(), model).await?;
                Some((unsealed, frozen, self.inner.key.clone()))
            }
            _ => None,
        };
        let (made, city_id) = (row.clone(), city.id.clone());
        let app = self.clone();
        self.change_as(stamp, move |write, stamp| {
            Box::pin(async move {
                write.add_assessment(&row).await?;
                put(&app, write, &stamp, &city_id, &row, &import).await?;
                let after = json!({ "input_sha256": import.input_sha256, "phase": row.phase,
                                    "assessors": import.document.assessors.len() });
                let place = Place::Assessment(row.id.clone());
                stamp.note(
                    write,
                    "assessment_import",
                    format!("assessment:{}", row.id),
                    &place,
                    (Json::Null, after),
                );
                if let Some((unsealed, frozen, key)) = frozen {
                    let head = sign_head(write, &key, stamp.now, "import").await?;
                    keep_sealed(write, &row.id, frozen, unsealed, (&key, head)).await?;
                }
                Ok(())
            })
        })
        .await?;
        Ok(made)
    }

    fn frozen_import(&self, import: &Import) -> Result<FrozenRow, AppError> {
        let text = to_json(&import.document);
        let assessment = assess(&text, Arc::clone(&import.model))?;
        let as_of = assessment.cycle.to;
        let figures = gradus_domain::result::score(&assessment, as_of);
        let facts = gradus_domain::disclosure::Facts::for_lead(&assessment, figures);
        Ok(FrozenRow {
            number: 1,
            at: 0,
            input_sha256: assessment.sha256.clone(),
            result: gradus_report::result_json::result_file(&facts),
            document: text,
        })
    }
}

/// Puts rounds of votes into rows. Guests have no names: each gets one that says so.
async fn put_rounds(
    write: &mut Write,
    now: i64,
    id: &AssessmentId,
    document: &AssessmentDocument,
    assessors: &HashMap<String, AssessorId>,
) -> Result<(), AppError> {
    for round in &document.rounds {
        let row = RoundRow {
            statement: round.statement.clone(),
            number: round.number.into(),
            opened_at: now,
            closed_at: Some(now),
        };
        write.add_round(id, &row).await?;
        let vote = |voter: String, guest: i64, value: Answer| VoteRow {
            statement: round.statement.clone(),
            number: round.number.into(),
            voter,
            guest,
            value: value.word().to_owned(),
            cast_at: now,
        };
        for cast in &round.votes {
            if let Some(assessor) = assessors.get(&cast.assessor) {
                let row = vote(assessor.to_string(), 0, cast.value.into());
                write.set_vote(id, &row).await?;
            }
        }
        for (value, count) in &round.guests {
            for number in 0..*count {
                let value = Answer::from(*value);
                let row = vote(format!("guest-{}-{number}", value.word()), 1, value);
                write.set_vote(id, &row).await?;
            }
        }
    }
    Ok(())
}

/// Puts people, answers, evidence and the rest of a file into rows.
async fn put(
    app: &App,
    write: &mut Write,
    stamp: &Stamp,
    city: &gradus_store::CityId,
    row: &AssessmentRow,
    import: &Import,
) -> Result<(), AppError> {
    let (document, model, id) = (&import.document, &import.model, &row.id);
    let component = |name: &str| {
        model
            .find_component(name)
            .map_or_else(|| name.to_owned(), |ix| model.component(ix).id.clone())
    };
    let exclusions: Vec<ExclusionRow> = document
        .out_of_scope
        .iter()
        .map(|row| ExclusionRow {
            component: component(&row.component),
            reason: row.reason.clone(),
        })
        .collect();
    write.set_exclusions(id, &exclusions).await?;
    let targets: Vec<TargetRow> = document
        .targets
        .iter()
        .map(|target| TargetRow {
            component: component(&target.component),
            level: target.level,
            due_on: target.by.map(|day| crate::parse::iso(day.0)),
            rationale: target.rationale.clone(),
            good_enough: i64::from(target.good_enough.is_some()),
        })
        .collect();
    write.set_targets(id, &targets).await?;
    let mut groups: HashMap<&str, GroupId> = HashMap::new();
    for group in &document.groups {
        let row = GroupRow {
            id: GroupId::new(App::uuid()),
            assessment_id: id.clone(),
            code: group.id.clone(),
            name: group.name.clone(),
        };
        write.add_group(&row).await?;
        groups.insert(&group.id, row.id);
    }
    let place = Place::Assessment(id.clone());
    let mut assessors: HashMap<String, AssessorId> = HashMap::new();
    for assessor in &document.assessors {
        let Some(group_id) = groups.get(assessor.group.as_str()) else {
            continue;
        };
        let listed = assessor
            .components
            .as_ref()
            .map(|list| list.iter().map(|name| component(name)).collect::<Vec<_>>());
        let row = AssessorRow {
            id: AssessorId::new(App::uuid()),
            assessment_id: id.clone(),
            group_id: group_id.clone(),
            code: assessor.id.clone(),
            person_id: None,
            components: listed.map(|list| json!(list).to_string()),
            joined_at: None,
            created_at: stamp.now,
            follows: import.before.get(&assessor.id).cloned(),
            erased_at: None,
            code_number: 0,
            name: assessor.name.clone(),
        };
        let recovery = app.recovery_sha256(&row.id, 0);
        let row = crate::people::insert(write, stamp, &place, row, &recovery).await?;
        assessors.insert(row.code, row.id);
    }
    for reviewer in &document.reviewers {
        let row = ReviewerRow {
            code: reviewer.id.clone(),
            name: reviewer.name.clone(),
            person_id: None,
        };
        write.set_reviewer(id, &row).await?;
    }
    write
        .add_answers(&answers(document, model, &assessors, stamp.now))
        .await?;
    put_rounds(write, stamp.now, id, document, &assessors).await?;
    let waits = document.unconfirmed.iter().filter_map(|waits| {
        let kind = if model.find_statement(&waits.subject).is_some() {
            "statement"
        } else if waits.subject.contains('/') {
            "strand"
        } else {
            "component"
        };
        Some(CarriedRow {
            assessor_id: assessors.get(&waits.assessor)?.clone(),
            kind: kind.to_owned(),
            subject: waits.subject.clone(),
            value: waits.value.clone(),
            note: waits.note.clone(),
        })
    });
    write.add_carried(&waits.collect::<Vec<_>>()).await?;
    for agreed in &document.agreed {
        let (kind, subject, value) = match (&agreed.statement, &agreed.component) {
            (Some(statement), _) => (
                "statement",
                statement.clone(),
                agreed
                    .value
                    .map(|word| Answer::from(word).word().to_owned()),
            ),
            (None, Some(name)) => (
                "component",
                component(name),
                agreed.level.map(|level| level.to_string()),
            ),
            (None, None) => continue,
        };
        let row = AgreedRow {
            kind: kind.to_owned(),
            subject,
            value: value.unwrap_or_default(),
            rationale: agreed.rationale.clone(),
            dissent: serde_json::to_string(&agreed.dissent)
                .map_err(|error| AppError::Fault(error.to_string()))?,
            version: 1,
        };
        write.set_agreed(id, &row).await?;
    }
    for past in &document.agreed_history {
        let statement = model.find_statement(&past.subject).is_some();
        let row = AgreedChangeRow {
            kind: if statement { "statement" } else { "component" }.to_owned(),
            subject: if statement {
                past.subject.clone()
            } else {
                component(&past.subject)
            },
            number: past.number.into(),
            at: millis(&past.at).unwrap_or(stamp.now),
            person_id: None,
            person_name: None,
            value: past.value.clone(),
            rationale: past.rationale.clone(),
            dissent: serde_json::to_string(&past.dissent)
                .map_err(|error| AppError::Fault(error.to_string()))?,
            undone_at: past.undone.as_deref().and_then(millis),
        };
        write.keep_agreed_change(id, &row).await?;
    }
    for (at, moved) in document.model_moves.iter().enumerate() {
        let file = moved.file.as_ref().map(|file| to_json(file));
        let row = ModelMoveRow {
            number: i64::try_from(at).unwrap_or(i64::MAX).saturating_add(1),
            at: millis(&moved.at).unwrap_or(stamp.now),
            from_version: moved.from.clone(),
            to_version: moved.to.clone(),
            kept: moved.kept.into(),
            waiting: moved.waiting.into(),
            gone: moved.gone.into(),
            document: file.unwrap_or_default(),
        };
        write.add_model_move(id, &row).await?;
    }
    for piece in &document.evidence {
        let row = EvidenceRow {
            id: EvidenceId::new(App::uuid()),
            city_id: city.clone(),
            kind: piece.kind.clone(),
            title: piece.title.clone(),
            url: piece.url.clone(),
            body: piece.text.clone(),
            sha256: piece.sha256.clone(),
            file_name: piece.file_name.clone(),
            media_type: piece.media_type.clone(),
            size_bytes: None,
            effective_on: crate::parse::iso(piece.effective.0),
            valid_until: piece.valid_until.map(|day| crate::parse::iso(day.0)),
            added_by: stamp.actor.clone(),
            created_at: stamp.now,
            version: 1,
        };
        write.add_evidence(&row).await?;
        let used = EvidenceUseRow {
            assessment_id: id.clone(),
            evidence_id: row.id,
            code: piece.id.clone(),
            status: piece.status.clone(),
            reviewer: piece.reviewer.clone(),
            reason: piece.reason.clone(),
            supports: json!(piece.supports).to_string(),
            version: 1,
        };
        write.set_evidence_use(&used).await?;
    }
    Ok(())
}

fn answers(
    document: &AssessmentDocument,
    model: &Model,
    assessors: &HashMap<String, AssessorId>,
    now: i64,
) -> Vec<AnswerRow> {
    let row = |assessor: &str,
               subject: Subject,
               value: String,
               confidence: Option<u8>,
               note: &Option<String>| {
        Some(AnswerRow {
            assessor_id: assessors.get(assessor)?.clone(),
            kind: subject.kind().to_owned(),
            subject: subject.name(model),
            value: Some(value),
            confidence: confidence.map(i64::from),
            note: note.clone(),
            version: 1,
            changed_at: now,
        })
    };
    let ratings = document.ratings.iter().filter_map(|rating| {
        let subject = Subject::Statement(model.find_statement(&rating.statement)?);
        let value = Answer::from(rating.value).word().to_owned();
        row(
            &rating.assessor,
            subject,
            value,
            rating.confidence,
            &rating.note,
        )
    });
    let rungs = document.rungs.iter().filter_map(|rung| {
        let subject = Subject::Strand(strand_of(
            model,
            &format!("{}/{}", rung.component, rung.strand),
        )?);
        row(
            &rung.assessor,
            subject,
            rung_value(rung)?,
            rung.confidence,
            &rung.note,
        )
    });
    let picks = document.picks.iter().filter_map(|pick| {
        let subject = Subject::Component(model.find_component(&pick.component)?);
        row(
            &pick.assessor,
            subject,
            pick.level.to_string(),
            pick.confidence,
            &pick.note,
        )
    });
    ratings.chain(rungs).chain(picks).collect()
}

/// A time of a file in milliseconds since 1970, UTC.
fn millis(text: &str) -> Option<i64> {
    let time = OffsetDateTime::parse(text, &Rfc3339).ok()?;
    i64::try_from(time.unix_timestamp_nanos() / 1_000_000).ok()
}

fn rung_value(rung: &RungDocument) -> Option<String> {
    match (rung.rung, rung.between, rung.answer) {
        (Some(level), ..) => Some(level.to_string()),
        (None, Some([low, high]), _) => Some(format!("{low}-{high}")),
        (None, None, Some(word)) => Some(Answer::from(word).word().to_owned()),
        (None, None, None) => None,
    }
}
