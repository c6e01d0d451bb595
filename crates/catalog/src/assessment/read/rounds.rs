//! Reading rounds of votes of an assessment file, and answers that wait to be confirmed.

use super::each;
use crate::assessment::document::{AnswerWord, RoundDocument, UnconfirmedDocument, VoteDocument};
use crate::fields::{Fields, scalar};
use crate::node::Node;
use crate::problem::{Place, Report};
use gradus_domain::rating::Answer;
use std::collections::BTreeMap;

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
