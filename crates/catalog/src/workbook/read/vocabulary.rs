//! The words that a workbook understands: its own, those of every language, and those of
//! files.

use super::machine::Machine;
use crate::problem::nearest;
use crate::workbook::choices::{
    RungChoice, answer_text, between_text, catalogue_answer, evidence_kinds, rung_text,
};
use crate::workbook::layout::words_of;
use gradus_domain::evidence::EvidenceKind;
use gradus_domain::rating::Answer;
use gradus_words::{Language, Words};
use std::collections::HashMap;

/// Words of one kind.
pub(super) struct Lexicon<T> {
    means: HashMap<String, T>,
    offered: Vec<String>,
}

/// All words.
pub(super) struct Vocabulary {
    pub(super) answers: Lexicon<Answer>,
    pub(super) rungs: Lexicon<RungChoice>,
    pub(super) kinds: Lexicon<EvidenceKind>,
}

impl<T: Copy> Lexicon<T> {
    fn new(offered: Vec<(String, T)>) -> Self {
        let mut lexicon = Self {
            means: HashMap::new(),
            offered: offered.iter().map(|(text, _)| text.clone()).collect(),
        };
        for (text, means) in offered {
            lexicon.add(&text, means);
        }
        lexicon
    }

    /// Adds a word; one that is there already keeps its meaning.
    fn add(&mut self, text: &str, means: T) {
        self.means.entry(plain(text)).or_insert(means);
    }

    /// What a text means.
    pub(super) fn find(&self, text: &str) -> Option<T> {
        self.means.get(&plain(text)).copied()
    }

    /// The way out for a text that means nothing.
    pub(super) fn hint(&self, text: &str) -> String {
        nearest(&plain(text), self.offered.iter().map(String::as_str))
            .unwrap_or_else(|| format!("choose one of: {}", self.offered.join(", ")))
    }
}

/// A text without what makes no difference: case, spaces, the kind of apostrophe, and the
/// signs that a workbook shows before its words.
fn plain(text: &str) -> String {
    let signs = |c: char| "○◔◑●»?–".contains(c) || c.is_whitespace();
    let text = words_of(text.trim_start_matches(signs));
    text.to_lowercase()
        .replace(['\u{2019}', '\u{2018}', '`', '\u{b4}'], "'")
}

impl Vocabulary {
    pub(super) fn new(machine: &Machine) -> Self {
        let mut answers = Lexicon::new(pairs(&machine.answers));
        let mut rungs = Lexicon::new(pairs(&machine.rungs));
        let mut kinds = Lexicon::new(pairs(&machine.kinds));
        let languages: Vec<Words> = Language::ALL.into_iter().map(Words::new).collect();
        let models = machine.model.iter().flat_map(|model| {
            let translated = model.translations.iter();
            let translated = translated.filter_map(|text| model.in_language(&text.language));
            std::iter::once(model.clone()).chain(translated)
        });
        for model in models {
            for words in &languages {
                for answer in Answer::ALL {
                    answers.add(&answer_text(&model, answer, words), answer);
                }
                for level in model.scale.all() {
                    let (value, name) = (model.scale.value(level), model.scale.name(level));
                    rungs.add(&rung_text(value, name, words), RungChoice::On(value));
                    rungs.add(name, RungChoice::On(value));
                }
            }
        }
        for words in &languages {
            for answer in Answer::ALL {
                answers.add(&catalogue_answer(answer, words), answer);
            }
            for choice in evidence_kinds(words) {
                kinds.add(&choice.text, choice.means);
            }
        }
        for answer in Answer::ALL {
            answers.add(answer.word(), answer);
        }
        for kind in EvidenceKind::ALL {
            kinds.add(kind.word(), kind);
        }
        let off_scale = |answer: Answer| match answer {
            Answer::Unknown => Some(RungChoice::Unknown),
            Answer::NotApplicable => Some(RungChoice::NotApplicable),
            _ => None,
        };
        for (word, answer) in &answers.means {
            if let Some(choice) = off_scale(*answer) {
                rungs.add(word, choice);
            }
        }
        for choice in &machine.rungs {
            match choice.means {
                RungChoice::On(level) => {
                    let number = level.to_string();
                    if let Some(name) = choice.text.strip_prefix(&number) {
                        rungs.add(name, choice.means);
                    }
                    rungs.add(&number, choice.means);
                }
                RungChoice::Between(low, high) => {
                    for words in &languages {
                        rungs.add(&between_text(low, high, words), choice.means);
                    }
                    rungs.add(&format!("{low}-{high}"), choice.means);
                    rungs.add(&format!("{low}–{high}"), choice.means);
                }
                RungChoice::Unknown | RungChoice::NotApplicable => {}
            }
        }
        Self {
            answers,
            rungs,
            kinds,
        }
    }
}

fn pairs<T: Copy>(choices: &[crate::workbook::choices::Choice<T>]) -> Vec<(String, T)> {
    choices
        .iter()
        .map(|choice| (choice.text.clone(), choice.means))
        .collect()
}
