//! The choices in the lists of a workbook: what they read and what they mean.

use gradus_domain::evidence::EvidenceKind;
use gradus_domain::model::Model;
use gradus_domain::rating::{Answer, Kind};
use gradus_words::{Words, say};

/// One choice of a list.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Choice<T> {
    /// What it reads.
    pub text: String,
    /// What it means.
    pub means: T,
}

/// What a choice of a strand's list means, levels by their printed numbers.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum RungChoice {
    /// On a rung.
    On(i64),
    /// Between two neighbouring rungs.
    Between(i64, i64),
    /// Don't know.
    Unknown,
    /// Not applicable.
    NotApplicable,
}

impl RungChoice {
    /// The code on the sheet for machines.
    #[must_use]
    pub fn code(self) -> String {
        match self {
            Self::On(level) => format!("rung {level}"),
            Self::Between(low, high) => format!("between {low} {high}"),
            Self::Unknown => Answer::Unknown.word().to_owned(),
            Self::NotApplicable => Answer::NotApplicable.word().to_owned(),
        }
    }

    /// Reads the code.
    #[must_use]
    pub fn from_code(code: &str) -> Option<Self> {
        let words: Vec<&str> = code.split_whitespace().collect();
        match words.as_slice() {
            ["rung", level] => Some(Self::On(level.parse().ok()?)),
            ["between", low, high] => Some(Self::Between(low.parse().ok()?, high.parse().ok()?)),
            ["unknown"] => Some(Self::Unknown),
            ["na"] => Some(Self::NotApplicable),
            _ => None,
        }
    }
}

/// The word for an answer: the model's own, else the catalogue's.
#[must_use]
pub fn answer_text(model: &Model, answer: Answer, words: &Words) -> String {
    let own = model.rating_words.get(&answer).cloned();
    own.unwrap_or_else(|| catalogue_answer(answer, words))
}

/// The catalogue's word for an answer.
#[must_use]
pub fn catalogue_answer(answer: Answer, words: &Words) -> String {
    words.text(&format!("answer-{}", answer.word()))
}

/// The answers offered to a statement of `kind`.
#[must_use]
pub fn answers(model: &Model, kind: Kind, words: &Words) -> Vec<Choice<Answer>> {
    let offered = Answer::ALL.into_iter().filter(|answer| answer.fits(kind));
    offered
        .map(|means| Choice {
            text: answer_text(model, means, words),
            means,
        })
        .collect()
}

/// A rung as a list offers it: "3 Competent".
#[must_use]
pub fn rung_text(level: i64, name: &str, words: &Words) -> String {
    words.with(
        "workbook-rung-on",
        &[("level", say(level)), ("name", say(name))],
    )
}

/// The place between two rungs as a list offers it: "between 2 and 3".
#[must_use]
pub fn between_text(low: i64, high: i64, words: &Words) -> String {
    words.with(
        "workbook-rung-between",
        &[("low", say(low)), ("high", say(high))],
    )
}

/// The rungs offered to a strand, from the floor upwards, then the two answers off the
/// scale.
#[must_use]
pub fn rungs(model: &Model, words: &Words) -> Vec<Choice<RungChoice>> {
    let scale = &model.scale;
    let mut choices = Vec::new();
    for level in scale.all() {
        let value = scale.value(level);
        choices.push(Choice {
            text: rung_text(value, scale.name(level), words),
            means: RungChoice::On(value),
        });
        if let Some(next) = scale.above(level) {
            let high = scale.value(next);
            choices.push(Choice {
                text: between_text(value, high, words),
                means: RungChoice::Between(value, high),
            });
        }
    }
    for (answer, means) in [
        (Answer::Unknown, RungChoice::Unknown),
        (Answer::NotApplicable, RungChoice::NotApplicable),
    ] {
        choices.push(Choice {
            text: answer_text(model, answer, words),
            means,
        });
    }
    choices
}

/// The kinds of evidence.
#[must_use]
pub fn evidence_kinds(words: &Words) -> Vec<Choice<EvidenceKind>> {
    EvidenceKind::ALL
        .map(|means| Choice {
            text: words.text(&format!("evidence-{}", means.word())),
            means,
        })
        .to_vec()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_code_of_a_rung_reads_back() {
        for choice in [
            RungChoice::On(-2),
            RungChoice::Between(0, 1),
            RungChoice::Unknown,
            RungChoice::NotApplicable,
        ] {
            assert_eq!(RungChoice::from_code(&choice.code()), Some(choice));
        }
        assert_eq!(RungChoice::from_code("rung three"), None);
    }
}
