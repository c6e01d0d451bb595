//! Reading rounds of votes of an assessment file, and answers that wait to be confirmed.

use super::{dissent, each};
use crate::assessment::document::{
    AnswerWord, PastAgreedDocument, RoundDocument, UnconfirmedDocument, VoteDocument,
};
use crate::fields::{Fields, scalar};
use crate::node::Node;
use crate::problem::{Place, Report};
use gradus_domain::rating::Answer;
use std::collections::BTreeMap;
use time::OffsetDateTime;
use time::format_description::well_known::Rfc3339;

/// Most guests of a round.
const GUESTS: u32 = 10_000;

pub(super) fn round(node: &Node<'_>, file: &Place, report: &mut Report) -> Option<RoundDocument> {
    const KEYS: [&str; 4] = ["statement", "number", "votes", "guests"];
    let mut fields = Fields::of(node, &KEYS, file, report)?;
    let statement = fields.required_text("statement");
    let number = fields
        .integer("number", 1, 1_000)
        .and_then(|number| u32::try_from(number).ok());
    if number.is_none() && fields.node("number").is_none() {
        fields.missing("number");
    }
    let votes = each(&mut fields, "votes", vote);
    let mut guests = BTreeMap::new();
    for (key, value) in fields.map("guests") {
        let answer = scalar(key).and_then(|word| word.parse::<Answer>().ok());
        let count = scalar(value).and_then(|text| text.parse::<u32>().ok());
        match (answer, count.filter(|count| *count <= GUESTS)) {
            (Some(answer), Some(count)) => {
                guests.insert(AnswerWord::from(answer), count);
            }
            _ => fields.mistake(
                "guests",
                "'guests' counts answers",
                Some("such as { partly: 3, fully: 1 }".to_owned()),
            ),
        }
    }
    let place = fields.place();
    Some(RoundDocument {
        statement: statement?,
        number: number?,
        votes,
        guests,
        place,
    })
}

fn vote(node: &Node<'_>, file: &Place, report: &mut Report) -> Option<VoteDocument> {
    let mut fields = Fields::of(node, &["assessor", "value"], file, report)?;
    let assessor = fields.required_text("assessor");
    let value = fields.required::<Answer>("value").map(AnswerWord::from);
    let place = fields.place();
    Some(VoteDocument {
        assessor: assessor?,
        value: value?,
        place,
    })
}

pub(super) fn unconfirmed(
    node: &Node<'_>,
    file: &Place,
    report: &mut Report,
) -> Option<UnconfirmedDocument> {
    const KEYS: [&str; 4] = ["assessor", "subject", "value", "note"];
    let mut fields = Fields::of(node, &KEYS, file, report)?;
    let assessor = fields.required_text("assessor");
    let subject = fields.required_text("subject");
    let (value, note) = (fields.required_text("value"), fields.text("note"));
    let place = fields.place();
    Some(UnconfirmedDocument {
        assessor: assessor?,
        subject: subject?,
        value: value?,
        note,
        place,
    })
}

/// A state that an agreed value had.
pub(super) fn past_agreed(
    node: &Node<'_>,
    file: &Place,
    report: &mut Report,
) -> Option<PastAgreedDocument> {
    const KEYS: [&str; 7] = [
        "subject",
        "number",
        "at",
        "value",
        "rationale",
        "dissent",
        "undone",
    ];
    let mut fields = Fields::of(node, &KEYS, file, report)?;
    let subject = fields.required_text("subject");
    let number = fields.integer("number", 0, i64::from(u32::MAX));
    let at = fields.required_text("at");
    let undone = fields.text("undone");
    for (key, text) in [("at", &at), ("undone", &undone)] {
        is_time(&mut fields, key, text.as_deref());
    }
    Some(PastAgreedDocument {
        subject: subject?,
        number: number.and_then(|number| u32::try_from(number).ok())?,
        at: at?,
        value: fields.text("value"),
        rationale: fields.text("rationale"),
        dissent: each(&mut fields, "dissent", dissent),
        undone,
        place: fields.place(),
    })
}

/// Notes a mistake where a text is there and is no time.
pub(super) fn is_time(fields: &mut Fields<'_, '_>, key: &str, text: Option<&str>) {
    if let Some(text) = text
        && OffsetDateTime::parse(text, &Rfc3339).is_err()
    {
        let message = format!("'{key}' is '{text}', which is no time");
        let hint = Some("such as 2026-05-04T10:30:00Z".to_owned());
        fields.mistake(key, message, hint);
    }
}
