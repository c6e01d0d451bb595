//! Rows to try things with.

use crate::bench::Bench;
use gradus_store::audit::Note;
use gradus_store::rows::{
    AccountRow, AnswerRow, AssessmentRow, AssessorRow, CityRow, EvidenceRow, GroupRow,
};
use gradus_store::{
    AssessmentId, AssessorId, CityId, EvidenceId, GroupId, PersonId, Store, StoreError,
};
use serde_json::json;
use uuid::Uuid;

/// Text that breaks what is put together from pieces, counted in bytes, or of one script.
pub const ODD: &str = "Zürich — 東京 🏙️ \u{202e}العربية\u{202c} e\u{301} O'Neil'; DROP TABLE city; -- \"q\" \\ %_ $1 ?1 :a @b\n\t";

/// Some time in November 2026, in milliseconds.
pub const NOW: i64 = 1_795_000_000_123;

pub fn uuid() -> Uuid {
    Uuid::now_v7()
}

pub fn city(slug: &str) -> CityRow {
    CityRow {
        id: CityId::new(uuid()),
        slug: slug.to_owned(),
        name: ODD.to_owned(),
        country: None,
        population: None,
        colour: None,
        logo_sha256: None,
        logo_media_type: None,
        created_at: NOW,
        version: 1,
    }
}

pub fn account(person: &PersonId, login: &str) -> AccountRow {
    AccountRow {
        person_id: person.clone(),
        name: Some(ODD.to_owned()),
        email: None,
        login: login.to_owned(),
        password_hash: None,
        administrator: 0,
        language: None,
        disabled_at: None,
        created_at: NOW,
        version: 1,
    }
}

pub fn assessment(city: &CityId, slug: &str) -> AssessmentRow {
    AssessmentRow {
        id: AssessmentId::new(uuid()),
        city_id: city.clone(),
        slug: slug.to_owned(),
        name: ODD.to_owned(),
        starts_on: "2026-11-01".to_owned(),
        ends_on: "2026-12-24".to_owned(),
        model: "core".to_owned(),
        model_version: "1.0.0".to_owned(),
        model_sha256: "ab".repeat(32),
        depth: "ladder".to_owned(),
        named: 0,
        settings: "{}".to_owned(),
        phase: "draft".to_owned(),
        created_at: NOW,
        version: 1,
    }
}

pub fn group(assessment: &AssessmentId, code: &str) -> GroupRow {
    GroupRow {
        id: GroupId::new(uuid()),
        assessment_id: assessment.clone(),
        code: code.to_owned(),
        name: ODD.to_owned(),
    }
}

pub fn assessor(group: &GroupRow, code: &str) -> AssessorRow {
    AssessorRow {
        id: AssessorId::new(uuid()),
        assessment_id: group.assessment_id.clone(),
        group_id: group.id.clone(),
        code: code.to_owned(),
        person_id: None,
        components: None,
        joined_at: None,
        created_at: NOW,
        follows: None,
        erased_at: None,
        code_number: 0,
        name: None,
    }
}

pub fn answer(assessor: &AssessorId, subject: &str, value: &str, version: i64) -> AnswerRow {
    AnswerRow {
        assessor_id: assessor.clone(),
        kind: "statement".to_owned(),
        subject: subject.to_owned(),
        value: Some(value.to_owned()),
        confidence: None,
        note: None,
        version,
        changed_at: NOW,
    }
}

pub fn evidence(city: &CityId, title: &str) -> EvidenceRow {
    EvidenceRow {
        id: EvidenceId::new(uuid()),
        city_id: city.clone(),
        kind: "link".to_owned(),
        title: title.to_owned(),
        url: None,
        body: None,
        sha256: None,
        file_name: None,
        media_type: None,
        size_bytes: None,
        effective_on: "2026-01-31".to_owned(),
        valid_until: None,
        added_by: "person:x".to_owned(),
        created_at: NOW,
        version: 1,
    }
}

pub fn note(subject: &str) -> Note {
    Note {
        at: NOW,
        actor: "system".to_owned(),
        action: "trial",
        subject: subject.to_owned(),
        place: "instance".to_owned(),
        before: json!(null),
        after: json!({ "text": ODD, "number": 7 }),
    }
}

/// A city with an assessment and somebody who rates.
pub struct Cycle {
    pub city: CityRow,
    pub assessment: AssessmentRow,
    pub group: GroupRow,
    pub assessor: AssessorRow,
}

pub async fn cycle(store: &Store) -> Cycle {
    let city = city(&format!("city-{}", uuid().simple()));
    let assessment = assessment(&city.id, "cycle");
    let group = group(&assessment.id, "staff");
    let assessor = assessor(&group, "a1");
    let rows = (
        city.clone(),
        assessment.clone(),
        group.clone(),
        assessor.clone(),
    );
    let written: Result<(), StoreError> = store
        .write(move |write| {
            Box::pin(async move {
                let (city, assessment, group, assessor) = &rows;
                write.add_city(city).await?;
                write.add_assessment(assessment).await?;
                write.add_group(group).await?;
                write.add_assessor(assessor, assessor.id.as_str()).await
            })
        })
        .await;
    written.unwrap();
    Cycle {
        city,
        assessment,
        group,
        assessor,
    }
}

/// A person, with no name where none is given.
pub async fn person(bench: &Bench, name: Option<&'static str>) -> PersonId {
    let id = PersonId::new(uuid());
    let added = id.clone();
    crate::bench::write!(bench, |write| write.add_person(&added, name, None, NOW)).await;
    id
}
