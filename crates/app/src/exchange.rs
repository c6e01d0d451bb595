//! Assessment files out of and into the database.

mod import;

use crate::assessment::{Desk, Lead};
use crate::error::AppError;
use gradus_catalog::assessment::read::read_assessment;
use gradus_catalog::assessment::write::{to_json, to_yaml};
use gradus_catalog::source::Source;
use gradus_store::rows::{
    AgreedChangeRow, AgreedRow, AnswerRow, AssessmentRow, AssessorRow, CarriedRow, CityRow,
    EvidenceRow, EvidenceUseRow, ExclusionRow, GroupRow, ModelMoveRow, ReviewerRow, RoundRow,
    TargetRow, VoteRow,
};
use gradus_store::{AssessorId, Db, GroupId};
use serde_json::{Map, Value as Json, json};
use std::collections::HashMap;
use time::OffsetDateTime;
use time::format_description::well_known::Rfc3339;

/// Everything that belongs to one assessment, of one moment.
pub(crate) struct Rows {
    city: CityRow,
    row: AssessmentRow,
    exclusions: Vec<ExclusionRow>,
    targets: Vec<TargetRow>,
    groups: Vec<GroupRow>,
    assessors: Vec<AssessorRow>,
    reviewers: Vec<ReviewerRow>,
    answers: Vec<AnswerRow>,
    agreed: Vec<AgreedRow>,
    agreed_changes: Vec<AgreedChangeRow>,
    moves: Vec<ModelMoveRow>,
    shows_answers: bool,
    rounds: Vec<RoundRow>,
    carried: Vec<CarriedRow>,
    votes: Vec<VoteRow>,
    evidence: Vec<EvidenceRow>,
    uses: Vec<EvidenceUseRow>,
}

impl Rows {
    pub(crate) async fn read(
        db: &Db,
        city: &CityRow,
        row: &AssessmentRow,
    ) -> Result<Self, AppError> {
        let id = &row.id;
        Ok(Self {
            city: city.clone(),
            row: row.clone(),
            exclusions: db.exclusions(id).await?,
            targets: db.targets(id).await?,
            groups: db.groups(id).await?,
            assessors: db.assessors(id).await?,
            reviewers: db.reviewers(id).await?,
            answers: db.answers(id).await?,
            agreed: db.agreed(id).await?,
            agreed_changes: db.agreed_changes(id).await?,
            moves: db.model_moves(id).await?,
            shows_answers: true,
            rounds: db.rounds(id).await?,
            carried: db.carried(id).await?,
            votes: db.votes(id).await?,
            evidence: db.evidence_of(id).await?,
            uses: db.evidence_uses(id).await?,
        })
    }

    /// Takes out what people answered.
    pub(crate) fn blind(mut self) -> Self {
        self.answers.clear();
        self.agreed.clear();
        self.agreed_changes.clear();
        self.shows_answers = false;
        self.rounds.clear();
        self.carried.clear();
        self
    }
}

/// A map without its nulls.
fn map(value: Json) -> Json {
    match value {
        Json::Object(map) => Json::Object(
            map.into_iter()
                .filter(|(_, value)| !value.is_null())
                .collect(),
        ),
        other => other,
    }
}

fn parsed(text: &str) -> Json {
    serde_json::from_str(text).unwrap_or(Json::Null)
}

/// The rounds of votes that are closed.
fn rounds(rows: &Rows, code_of: &HashMap<&AssessorId, &str>) -> Vec<Json> {
    let closed = rows.rounds.iter().filter(|round| round.closed_at.is_some());
    let code: HashMap<&str, &str> = code_of
        .iter()
        .map(|(id, code)| (id.as_str(), *code))
        .collect();
    let told = closed.map(|round| {
        let own =
            |vote: &&VoteRow| vote.statement == round.statement && vote.number == round.number;
        let mut guests: Map<String, Json> = Map::new();
        let mut votes = Vec::new();
        for vote in rows.votes.iter().filter(own) {
            if vote.guest == 1 {
                let count = guests.get(&vote.value).and_then(Json::as_u64).unwrap_or(0);
                guests.insert(vote.value.clone(), json!(count + 1));
            } else if let Some(code) = code.get(vote.voter.as_str()) {
                votes.push(json!({ "assessor": code, "value": vote.value }));
            }
        }
        let guests = (!guests.is_empty()).then_some(guests);
        map(
            json!({ "statement": round.statement, "number": round.number, "votes": votes,
                    "guests": guests }),
        )
    });
    told.collect()
}

/// The assessment file as it is inside a transaction, as JSON.
pub(crate) async fn file_before(
    db: &Db,
    city: &CityRow,
    row: &AssessmentRow,
) -> Result<String, AppError> {
    let mut rows = Rows::read(db, city, row).await?;
    // What was before an earlier move is kept beside that one.
    rows.moves.clear();
    let text = document(&rows).to_string();
    let read = read_assessment(&Source::from_bytes("assessment.json", text.as_bytes()))?;
    Ok(to_json(&read.value))
}

/// The assessment file, as JSON.
pub(crate) fn document(rows: &Rows) -> Json {
    let row = &rows.row;
    let group_of: HashMap<&GroupId, &str> = rows
        .groups
        .iter()
        .map(|group| (&group.id, group.code.as_str()))
        .collect();
    let code_of: HashMap<&AssessorId, &str> = rows
        .assessors
        .iter()
        .map(|row| (&row.id, row.code.as_str()))
        .collect();
    let mut answers: Map<String, Json> = Map::new();
    for list in ["ratings", "rungs", "picks"] {
        answers.insert(list.to_owned(), json!([]));
    }
    for answer in &rows.answers {
        // The file format has no "don't know" for a whole component.
        if answer.kind == "component" && answer.value.as_deref() == Some("unknown") {
            continue;
        }
        let Some(code) = code_of.get(&answer.assessor_id) else {
            continue;
        };
        let (list, value) = answer_document(answer, code);
        if let Some(Json::Array(list)) = answers.get_mut(list) {
            list.push(map(value));
        }
    }
    let assessors = rows.assessors.iter().map(|row| {
        map(
            json!({ "id": row.code, "group": group_of.get(&row.group_id), "name": row.name,
                    "components": row.components.as_deref().map(parsed) }),
        )
    });
    let evidence = rows.evidence.iter().filter_map(|piece| {
        let used = rows.uses.iter().find(|used| used.evidence_id == piece.id)?;
        Some(map(json!({ "id": used.code, "title": piece.title, "kind": piece.kind, "url": piece.url,
            "text": piece.body, "effective": piece.effective_on, "valid_until": piece.valid_until,
            "status": used.status, "reviewer": used.reviewer, "reason": used.reason,
            "supports": parsed(&used.supports), "sha256": piece.sha256, "file_name": piece.file_name,
            "media_type": piece.media_type })))
    });
    let agreed = rows.agreed.iter().map(|agreed| {
        let dissent = Some(parsed(&agreed.dissent)).filter(|list| list.as_array().is_some_and(|list| !list.is_empty()));
        let (what, value) = match agreed.kind.as_str() {
            "statement" => ("statement", ("value", json!(agreed.value))),
            _ => ("component", ("level", json!(agreed.value.parse::<i64>().ok()))),
        };
        map(json!({ what: agreed.subject, value.0: value.1, "rationale": agreed.rationale, "dissent": dissent }))
    });
    json!({
        "format": "gradus-assessment/1",
        "model": format!("{}@{}", row.model, row.model_version),
        "city": map(json!({ "name": rows.city.name, "country": rows.city.country, "population": rows.city.population })),
        "cycle": { "name": row.name, "from": row.starts_on, "to": row.ends_on },
        "depth": row.depth, "phase": row.phase, "named": row.named == 1,
        "out_of_scope": rows.exclusions.iter().map(|row| json!({ "component": row.component, "reason": row.reason })).collect::<Vec<_>>(),
        "groups": rows.groups.iter().map(|row| json!({ "id": row.code, "name": row.name })).collect::<Vec<_>>(),
        "assessors": assessors.collect::<Vec<_>>(),
        "reviewers": rows.reviewers.iter().map(|row| map(json!({ "id": row.code, "name": row.name }))).collect::<Vec<_>>(),
        "ratings": answers.remove("ratings"), "rungs": answers.remove("rungs"), "picks": answers.remove("picks"),
        "unconfirmed": crate::cycle::unconfirmed(&rows.carried, &code_of),
        "rounds": rounds(rows, &code_of),
        "agreed_history": rows.agreed_changes.iter().map(past_agreed).collect::<Vec<_>>(),
        "model_moves": rows.moves.iter().map(|row| moved(row, rows.shows_answers)).collect::<Vec<_>>(),
        "agreed": agreed.collect::<Vec<_>>(),
        "evidence": evidence.collect::<Vec<_>>(),
        "targets": rows.targets.iter().map(|row| map(json!({ "component": row.component, "level": row.level,
            "by": row.due_on, "rationale": row.rationale,
            "good_enough": (row.good_enough == 1).then_some(true) }))).collect::<Vec<_>>(),
        "settings": parsed(&row.settings),
    })
}

/// A time in milliseconds since 1970, UTC, as files say it.
fn time_of(ms: i64) -> Option<String> {
    let time = OffsetDateTime::from_unix_timestamp_nanos(i128::from(ms) * 1_000_000).ok()?;
    time.format(&Rfc3339).ok()
}

/// A move to another version of the model; what was before holds answers.
fn moved(row: &ModelMoveRow, with_file: bool) -> Json {
    let file = with_file.then(|| parsed(&row.document));
    map(
        json!({ "at": time_of(row.at), "from": row.from_version, "to": row.to_version,
                "kept": row.kept, "waiting": row.waiting, "gone": row.gone, "file": file }),
    )
}

/// A state that an agreed value had.
fn past_agreed(row: &AgreedChangeRow) -> Json {
    let dissent = parsed(&row.dissent);
    let dissent = dissent.as_array().filter(|list| !list.is_empty());
    map(
        json!({ "subject": row.subject, "number": row.number, "at": time_of(row.at),
                "value": row.value, "rationale": row.rationale, "dissent": dissent,
                "undone": row.undone_at.and_then(time_of) }),
    )
}

fn answer_document(answer: &AnswerRow, code: &str) -> (&'static str, Json) {
    let value = answer.value.as_deref().unwrap_or_default();
    match answer.kind.as_str() {
        "statement" => (
            "ratings",
            json!({ "assessor": code, "statement": answer.subject, "value": value,
                    "confidence": answer.confidence, "note": answer.note }),
        ),
        "strand" => {
            let (component, strand) = answer
                .subject
                .split_once('/')
                .unwrap_or((&answer.subject, ""));
            let mut rung = json!({ "assessor": code, "component": component, "strand": strand,
                                   "confidence": answer.confidence, "note": answer.note });
            if value == "unknown" || value == "na" {
                rung["answer"] = json!(value);
            } else if let Ok(level) = value.parse::<i64>() {
                rung["rung"] = json!(level);
            } else {
                rung["between"] = between(value);
            }
            ("rungs", rung)
        }
        _ => (
            "picks",
            json!({ "assessor": code, "component": answer.subject, "level": value.parse::<i64>().ok(),
                    "confidence": answer.confidence, "note": answer.note }),
        ),
    }
}

/// `3-4` as a list; also with negative numbers.
fn between(value: &str) -> Json {
    let halves = value.match_indices('-').find_map(|(at, _)| {
        let low: i64 = value.get(..at)?.parse().ok()?;
        let high: i64 = value.get(at + 1..)?.parse().ok()?;
        Some(json!([low, high]))
    });
    halves.unwrap_or(Json::Null)
}

/// In which form an assessment file is written.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum FileForm {
    /// YAML.
    Yaml,
    /// JSON.
    Json,
}

impl Lead<'_> {
    /// The assessment file, and whether it holds answers: before results are open it does
    /// not, so that nobody reads what was rated blind.
    ///
    /// # Errors
    /// When the database cannot answer.
    pub async fn export(&self, form: FileForm) -> Result<(String, bool), AppError> {
        let desk = self.desk();
        let open = desk.phase().is_open();
        let text = if open {
            desk.document().await?
        } else {
            let db = desk.app.inner.store.snapshot().await?;
            document(&Rows::read(&db, &desk.city, &desk.row).await?.blind()).to_string()
        };
        let mut read = read_assessment(&Source::from_bytes("export.json", text.as_bytes()))?.value;
        if let Some(row) = desk.app.db().publication(&desk.row.id).await? {
            read.publication = Some(crate::publication::note(&row));
        }
        let written = match form {
            FileForm::Yaml => to_yaml(&read),
            FileForm::Json => to_json(&read),
        };
        let (place, subject) = (desk.place(), desk.subject());
        desk.app
            .change_as(desk.app.stamp(desk.actor), move |write, stamp| {
                Box::pin(async move {
                    stamp.note(
                        write,
                        "assessment_export",
                        subject,
                        &place,
                        (Json::Null, json!({ "answers": open })),
                    );
                    Ok(())
                })
            })
            .await?;
        Ok((written, open))
    }
}

impl Desk<'_> {
    /// Hash of the input as it stands, for comparing instances; from `consensus` on.
    ///
    /// # Errors
    /// While people rate.
    pub async fn input_sha256(&self) -> Result<String, AppError> {
        Ok(self
            .outcome()
            .await?
            .protected
            .facts()
            .input_sha256()
            .to_owned())
    }
}
