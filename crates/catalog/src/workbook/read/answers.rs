//! The answers on a component's sheet.

use super::evidence::{Evidence, text_of};
use super::grid::Value;
use super::sheet::Sheet;
use super::vocabulary::Vocabulary;
use crate::assessment::document::{AnswerWord, AssessmentDocument, RatingDocument, RungDocument};
use crate::node::shorten;
use crate::problem::{Place, Report};
use crate::workbook::choices::RungChoice;
use crate::workbook::layout::RowKind;
use gradus_domain::rating::Answer;
use std::sync::Arc;

/// Reads the answers of one sheet into the document and links them to their evidence.
pub(super) fn read(
    sheet: &Sheet<'_>,
    assessor: &str,
    vocabulary: &Vocabulary,
    evidence: &mut Evidence,
    document: &mut AssessmentDocument,
    file: &Place,
    report: &mut Report,
) {
    let assessor: Arc<str> = Arc::from(assessor);
    for (record, row) in &sheet.questions {
        let mut reader = RowReader {
            sheet,
            row: *row,
            vocabulary,
            file,
            report,
        };
        match record.kind {
            RowKind::Strand => {
                if let Some((component, strand)) = record.key.split_once('/') {
                    document
                        .rungs
                        .extend(reader.rung(&assessor, component, strand));
                }
            }
            RowKind::Statement | RowKind::Stage => {
                document
                    .ratings
                    .extend(reader.rating(&assessor, &record.key, record.kind));
            }
            RowKind::Text | RowKind::Evidence => continue,
        }
        if let Some(text) = reader.text("evidence") {
            evidence.link(&text, &record.key, &reader.place("evidence"), reader.report);
        }
    }
}

struct RowReader<'r, 'b> {
    sheet: &'r Sheet<'b>,
    row: u32,
    vocabulary: &'r Vocabulary,
    file: &'r Place,
    report: &'r mut Report,
}

/// What stands beside an answer.
struct Beside {
    confidence: Option<u8>,
    note: Option<String>,
}

impl RowReader<'_, '_> {
    fn place(&self, column: &str) -> Place {
        let (at, _) = self.sheet.field(self.row, column);
        self.sheet.grid.place(self.file, at)
    }

    fn text(&mut self, column: &str) -> Option<String> {
        let (at, cell) = self.sheet.field(self.row, column);
        text_of(cell, &self.sheet.grid.place(self.file, at), self.report)
    }

    fn mistake(&mut self, column: &str, message: String, hint: String) {
        self.report
            .mistake(&self.place(column), message, Some(hint));
    }

    fn rating(
        &mut self,
        assessor: &Arc<str>,
        statement: &str,
        kind: RowKind,
    ) -> Option<RatingDocument> {
        let text = self.text("answer");
        let beside = self.beside(text.is_some());
        let text = text?;
        let Some(answer) = self.vocabulary.answers.find(&text) else {
            let message = format!("'{}' is no rating", shorten(&text));
            let hint = self.vocabulary.answers.hint(&text);
            self.mistake("answer", message, hint);
            return None;
        };
        if answer == Answer::Surpassed && kind != RowKind::Stage {
            let message = format!("statement {statement} is no stage, so it cannot be surpassed");
            let hint = "use fully, or not at all for something that is left behind".to_owned();
            self.mistake("answer", message, hint);
            return None;
        }
        self.reason(answer == Answer::NotApplicable, &beside);
        Some(RatingDocument {
            assessor: Arc::clone(assessor),
            statement: Arc::from(statement),
            value: AnswerWord::from(answer),
            confidence: beside.confidence,
            note: beside.note,
            place: self.place("answer"),
        })
    }

    fn rung(&mut self, assessor: &Arc<str>, component: &str, strand: &str) -> Option<RungDocument> {
        let text = self.text("answer");
        let beside = self.beside(text.is_some());
        let text = text?;
        let Some(choice) = self.vocabulary.rungs.find(&text) else {
            let message = format!("'{}' is no rung", shorten(&text));
            let hint = self.vocabulary.rungs.hint(&text);
            self.mistake("answer", message, hint);
            return None;
        };
        self.reason(choice == RungChoice::NotApplicable, &beside);
        let (rung, between, answer) = match choice {
            RungChoice::On(level) => (Some(level), None, None),
            RungChoice::Between(low, high) => (None, Some([low, high]), None),
            RungChoice::Unknown => (None, None, Some(AnswerWord::Unknown)),
            RungChoice::NotApplicable => (None, None, Some(AnswerWord::Na)),
        };
        Some(RungDocument {
            assessor: Arc::clone(assessor),
            component: Arc::from(component),
            strand: Arc::from(strand),
            rung,
            between,
            answer,
            confidence: beside.confidence,
            note: beside.note,
            place: self.place("answer"),
        })
    }

    /// Confidence and note; without an answer they have nowhere to go, which is told.
    fn beside(&mut self, is_answered: bool) -> Beside {
        let confidence = self.confidence();
        let note = self.text("note");
        for (column, has, what) in [
            ("confidence", confidence.is_some(), "how sure somebody is"),
            ("note", note.is_some(), "a note"),
        ] {
            let is_lost = has && !is_answered && self.sheet.field(self.row, "answer").1.is_none();
            if is_lost {
                let message = format!("{what} stands beside no answer and is not read");
                let hint = "choose an answer beside it, Don't know if need be".to_owned();
                self.report
                    .warning(&self.place(column), message, Some(hint));
            }
        }
        Beside { confidence, note }
    }

    fn confidence(&mut self) -> Option<u8> {
        let (_, cell) = self.sheet.field(self.row, "confidence");
        let is_text = matches!(
            cell?.value,
            Value::Text(_) | Value::Number(_) | Value::Bool(_)
        );
        let text = self.text("confidence")?;
        let number = text.parse().ok().filter(|number| (1..=5).contains(number));
        if number.is_none() && is_text {
            let message = format!("'{}' is not a whole number from 1 to 5", shorten(&text));
            self.mistake(
                "confidence",
                message,
                "1 is guessed, 5 is certain".to_owned(),
            );
        }
        number
    }

    fn reason(&mut self, is_na: bool, beside: &Beside) {
        if is_na && beside.note.is_none() {
            let message = "'Not applicable' has no reason".to_owned();
            self.mistake(
                "note",
                message,
                "write into this cell why it does not apply".to_owned(),
            );
        }
    }
}
