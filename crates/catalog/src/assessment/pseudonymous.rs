//! An assessment without people: what a sealed document holds of it.

use super::document::{AnswerWord, AssessmentDocument, DissentDocument};
use crate::canonical::sha256_of;
use std::collections::BTreeMap;
use std::sync::Arc;

/// Stands where the format asks for a text and the text was somebody's.
pub const WITHHELD: &str = "withheld";

/// Addresses of evidence that is a link: the hash of the address on a host that is none.
const HASHED: &str = "https://sha256.invalid/";

/// Somebody whose name and texts are taken out.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Erased {
    /// Their identifier among the assessors.
    pub assessor: Option<String>,
    /// Their identifiers among the reviewers.
    pub reviewers: Vec<String>,
    /// Their name, under which they may have dissented.
    pub name: Option<String>,
}

impl Erased {
    /// Whether a dissent by this assessor or under this name is theirs.
    #[must_use]
    pub fn said(&self, assessor: Option<&str>, name: Option<&str>) -> bool {
        let same = |own: &Option<String>, other: Option<&str>| {
            let pair = own.as_deref().zip(other);
            pair.is_some_and(|(own, other)| {
                own.trim().to_lowercase() == other.trim().to_lowercase()
            })
        };
        same(&self.assessor, assessor) || same(&self.name, name)
    }
}

impl AssessmentDocument {
    /// Takes somebody's name, notes and dissent out. Their answers stay.
    pub fn erase(&mut self, person: &Erased) {
        let own = person.assessor.as_deref();
        for assessor in &mut self.assessors {
            if Some(assessor.id.as_str()) == own {
                assessor.name = None;
            }
        }
        for reviewer in &mut self.reviewers {
            if person.reviewers.contains(&reviewer.id) {
                reviewer.name = None;
            }
        }
        for rating in &mut self.ratings {
            if Some(&*rating.assessor) == own {
                rating.note = reason(Some(rating.value));
            }
        }
        for rung in &mut self.rungs {
            if Some(&*rung.assessor) == own {
                rung.note = reason(rung.answer);
            }
        }
        for pick in &mut self.picks {
            if Some(&*pick.assessor) == own {
                pick.note = None;
            }
        }
        for waits in &mut self.unconfirmed {
            if Some(waits.assessor.as_str()) == own && waits.note.is_some() {
                waits.note = Some(WITHHELD.to_owned());
            }
        }
        let dissent = self
            .agreed
            .iter_mut()
            .flat_map(|agreed| &mut agreed.dissent);
        let past = self.agreed_history.iter_mut();
        for one in dissent.chain(past.flat_map(|past| &mut past.dissent)) {
            if person.said(one.assessor.as_deref(), one.name.as_deref()) {
                withhold(one, &|id: &str| id.to_owned());
            }
        }
        let before = self.model_moves.iter_mut();
        for file in before.filter_map(|moved| moved.file.as_mut()) {
            file.erase(person);
        }
    }

    /// The assessment with neutral identifiers for people and evidence, without names and
    /// without anybody's texts. Two documents of the same facts become the same document.
    ///
    /// Assessors are numbered in the order of their identifiers, so that what is drawn with a
    /// seed stays as it was. A reviewer who is an assessor stays that person. Titles,
    /// addresses and contents of evidence stand as hashes.
    #[must_use]
    pub fn pseudonymous(&self) -> Self {
        let mut own = self.clone();
        (own.depth, own.phase, own.named, own.publication) = (None, None, None, None);
        own.unconfirmed.clear();
        own.agreed_history.clear();
        own.model_moves.clear();
        let mut codes: Vec<String> = own.assessors.iter().map(|a| a.id.clone()).collect();
        codes.sort();
        let people = numbered("p", codes);
        let reviewers: Vec<String> = own.reviewers.iter().map(|r| r.id.clone()).collect();
        let named = own.evidence.iter().filter_map(|e| e.reviewer.clone());
        let mut strangers: Vec<String> = reviewers.into_iter().chain(named).collect();
        strangers.retain(|id| !people.contains_key(id));
        strangers.sort();
        strangers.dedup();
        let strangers = numbered("r", strangers);
        let person = |id: &str| {
            let known = people.get(id).or_else(|| strangers.get(id));
            known.map_or_else(|| WITHHELD.to_owned(), Clone::clone)
        };
        for assessor in &mut own.assessors {
            assessor.id = person(&assessor.id);
            assessor.name = None;
        }
        for reviewer in &mut own.reviewers {
            reviewer.id = person(&reviewer.id);
            reviewer.name = None;
        }
        let shared = |id: &Arc<str>| Arc::<str>::from(person(id));
        for rating in &mut own.ratings {
            rating.assessor = shared(&rating.assessor);
            rating.note = reason(Some(rating.value));
        }
        for rung in &mut own.rungs {
            rung.assessor = shared(&rung.assessor);
            rung.note = reason(rung.answer);
        }
        for pick in &mut own.picks {
            pick.assessor = shared(&pick.assessor);
            pick.note = None;
        }
        for vote in own.rounds.iter_mut().flat_map(|round| &mut round.votes) {
            vote.assessor = person(&vote.assessor);
        }
        for agreed in &mut own.agreed {
            agreed.rationale = reason(agreed.value);
            for dissent in &mut agreed.dissent {
                withhold(dissent, &person);
            }
        }
        own.seal_evidence(&person);
        own.sort();
        own
    }

    fn seal_evidence(&mut self, person: &impl Fn(&str) -> String) {
        self.evidence.sort_by(|a, b| a.id.cmp(&b.id));
        let ids = self.evidence.iter().map(|piece| piece.id.clone());
        let ids = neutral_evidence(ids.collect());
        for piece in &mut self.evidence {
            let told = (&piece.title, &piece.url, &piece.text, &piece.file_name);
            piece.title = format!("sha256:{}", sha256_of(&told));
            piece.url = piece
                .url
                .as_ref()
                .map(|url| format!("{HASHED}{}", sha256_of(url)));
            piece.id = ids.get(&piece.id).cloned().unwrap_or_default();
            piece.reviewer = piece.reviewer.as_deref().map(person);
            (piece.text, piece.reason, piece.file_name) = (None, None, None);
        }
    }
}

fn withhold(dissent: &mut DissentDocument, person: &impl Fn(&str) -> String) {
    WITHHELD.clone_into(&mut dissent.text);
    dissent.assessor = dissent.assessor.as_deref().map(person);
    if dissent.name.is_some() {
        dissent.name = Some(WITHHELD.to_owned());
    }
}

/// The reason that the format asks for with Not applicable, without its words.
fn reason(answer: Option<AnswerWord>) -> Option<String> {
    (answer == Some(AnswerWord::Na)).then(|| WITHHELD.to_owned())
}

/// The neutral identifiers that pieces of evidence get, by their own.
#[must_use]
pub fn neutral_evidence(mut ids: Vec<String>) -> BTreeMap<String, String> {
    ids.sort();
    numbered("e", ids)
}

/// Identifiers as `p001`, `p002`, … in their order, with as many digits as all of them need.
fn numbered(letter: &str, ids: Vec<String>) -> BTreeMap<String, String> {
    let digits = ids.len().to_string().len().max(3);
    let number = |(place, id): (usize, String)| (id, format!("{letter}{:0digits$}", place + 1));
    ids.into_iter().enumerate().map(number).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn identifiers_keep_their_order_and_take_the_digits_they_need() {
        let ids = (0..1200).map(|number| format!("{number:04}")).collect();
        let found = numbered("p", ids);
        assert_eq!(found["0000"], "p0001");
        assert_eq!(found["1199"], "p1200");
        let sorted: Vec<&String> = found.values().collect();
        assert!(sorted.is_sorted());
    }
}
