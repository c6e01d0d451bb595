//! The sheet of a component: its ladders as the printed matrix, then its statements, each
//! in the column of its level, all with the same fields to fill in.

use super::given::choice_of;
use super::page::{KEY_ROW, Page, Paper, height};
use super::rules::list_of;
use super::{Part, Progress, Writer, paint};
use crate::assessment::document::AnswerWord;
use crate::workbook::layout::{ANSWER_COLUMNS, RowKind, RowRecord, SheetName, cell_name, machine};
use gradus_domain::ladder::{Rung, rung};
use gradus_domain::model::Model;
use gradus_domain::names::{StatementIx, StrandIx};
use gradus_domain::rating::{Answer, Kind};
use gradus_domain::scale::Level;
use gradus_words::{count, say};
use rust_xlsxwriter::{Worksheet, XlsxError};

const NAME: u16 = 1;
pub(super) const FIRST_LEVEL: u16 = 2;
const TITLE_ROW: u32 = 1;
const HEAD_ROW: u32 = 2;
const FIRST_STRAND: u32 = 5;
/// Most statements that stand on the page of their ladders.
const ON_ONE_PAGE: usize = 10;
/// Width that all level columns share, in characters.
const LEVELS_WIDTH: f64 = 106.0;

/// Where the columns of a sheet stand.
#[derive(Clone, Copy)]
pub(super) struct Columns {
    pub(super) mark: u16,
    pub(super) answer: u16,
    pub(super) confidence: u16,
    pub(super) note: u16,
    pub(super) evidence: u16,
}

impl Columns {
    fn of(model: &Model) -> Self {
        let levels = u16::try_from(model.scale.len()).unwrap_or(20);
        let mark = FIRST_LEVEL + levels;
        Self {
            mark,
            answer: mark + 1,
            confidence: mark + 2,
            note: mark + 3,
            evidence: mark + 4,
        }
    }
}

/// What a row holds already.
struct Held {
    answer: Option<String>,
    confidence: Option<u8>,
    note: Option<String>,
}

impl Writer<'_> {
    /// The sheet of one component, its rows, and how far it is filled in.
    pub(super) fn component(
        &self,
        part: &Part,
    ) -> Result<(Worksheet, Vec<RowRecord>, Progress), XlsxError> {
        let component = self.model.component(part.place);
        let columns = Columns::of(self.model);
        let name = SheetName::Component(component.id.clone());
        let mut page = Page::new(&name, &part.title, self.column_widths(), &self.paint.key)?;
        let last = columns.evidence;

        page.text_row(TITLE_ROW, 26.0)?;
        let title = format!("{}  {}", component.code, component.name);
        page.text(TITLE_ROW, NAME, &title, &self.paint.title)?;
        self.head(&mut page, columns)?;
        let width = page.width(NAME, last);
        page.text_row(3, height(&[(&component.summary, width)]))?;
        page.wide_text(3, (NAME, last), &component.summary, &self.paint.soft)?;
        page.text_row(4, 18.0)?;
        let lead = self.words.text("workbook-lead");
        page.wide_text(4, (NAME, last), &lead, &self.paint.strong)?;

        let mut row = FIRST_STRAND;
        let mut strand_rows = Vec::new();
        for strand in &component.strands {
            self.strand(&mut page, columns, row, *strand)?;
            strand_rows.push((*strand, row));
            row += 1;
        }
        let last_strand = row.saturating_sub(1);
        page.text_row(row, 14.0)?;
        row += 1;
        if component.statements.len() > ON_ONE_PAGE {
            page.sheet().set_page_breaks(&[row])?;
        }
        page.text_row(row, 22.0)?;
        page.text(
            row,
            NAME,
            &self.words.text("workbook-statements"),
            &self.paint.heading,
        )?;
        row += 1;
        let first_statement = row;
        let mut answered = 0;
        for (strand, strand_row) in strand_rows {
            self.band(&mut page, columns, row, strand)?;
            row += 1;
            for statement in &self.model.strand(strand).statements {
                answered +=
                    usize::from(self.statement(&mut page, columns, row, *statement, strand_row)?);
                row += 1;
            }
        }
        let last_statement = row.saturating_sub(1);
        let progress = Progress {
            answered,
            total: component.statements.len(),
        };
        self.progress(
            &mut page,
            columns,
            (first_statement, last_statement),
            progress,
        )?;
        self.rung_rules(page.sheet(), columns, (FIRST_STRAND, last_strand))?;
        self.answer_rules(page.sheet(), columns, (first_statement, last_statement))?;
        for rows in [
            (FIRST_STRAND, last_strand),
            (first_statement, last_statement),
        ] {
            self.field_rules(page.sheet(), columns, rows)?;
        }
        page.sheet().set_freeze_panes(HEAD_ROW + 1, FIRST_LEVEL)?;
        page.sheet().set_repeat_rows(TITLE_ROW, HEAD_ROW)?;
        page.sheet()
            .set_print_area(KEY_ROW, 0, last_statement, last)?;
        page.sheet()
            .set_selection(FIRST_STRAND, columns.answer, FIRST_STRAND, columns.answer)?;
        let (sheet, rows) = page.finish(Paper::Lying, &self.words.text("workbook-page"))?;
        Ok((sheet, rows, progress))
    }

    fn column_widths(&self) -> Vec<(String, f64)> {
        let scale = &self.model.scale;
        let levels = f64::from(u32::try_from(scale.len()).unwrap_or(20));
        let each = (LEVELS_WIDTH / levels).clamp(14.0, 34.0);
        let mut widths = vec![("name".to_owned(), 15.0)];
        widths.extend(
            scale
                .all()
                .map(|level| (format!("level {}", scale.value(level)), each)),
        );
        widths.push(("mark".to_owned(), 3.5));
        let fields = ANSWER_COLUMNS.iter().zip([19.0, 8.5, 27.0, 11.0]);
        widths.extend(fields.map(|(key, width)| ((*key).to_owned(), width)));
        widths
    }

    fn head(&self, page: &mut Page, columns: Columns) -> Result<(), XlsxError> {
        let (words, paint) = (self.words, &self.paint);
        page.text_row(HEAD_ROW, 31.0)?;
        page.text(
            HEAD_ROW,
            NAME,
            &words.text("workbook-column-strand"),
            &paint.head,
        )?;
        for (column, level) in (FIRST_LEVEL..).zip(self.model.scale.all()) {
            page.text(HEAD_ROW, column, &self.level_text(level), &paint.head)?;
        }
        page.text(HEAD_ROW, columns.mark, "", &paint.head)?;
        for (column, key, format) in [
            (columns.answer, "workbook-column-answer", &paint.head),
            (
                columns.confidence,
                "workbook-column-confidence",
                &paint.head_centre,
            ),
            (columns.note, "workbook-column-note", &paint.head),
            (columns.evidence, "workbook-column-evidence", &paint.head),
        ] {
            page.text(HEAD_ROW, column, &words.text(key), format)?;
        }
        Ok(())
    }

    /// A level as people read it: "3 Competent".
    pub(super) fn level_text(&self, level: Level) -> String {
        let scale = &self.model.scale;
        crate::workbook::choices::rung_text(scale.value(level), scale.name(level), self.words)
    }

    fn strand(
        &self,
        page: &mut Page,
        columns: Columns,
        row: u32,
        strand: StrandIx,
    ) -> Result<(), XlsxError> {
        let (model, paint) = (self.model, &self.paint);
        let path = model.strand_path(strand);
        let name = &model.strand(strand).name;
        let cells: Vec<(String, bool)> = model
            .scale
            .all()
            .map(|level| self.rung_cell(strand, level))
            .collect();
        let width = page.width(FIRST_LEVEL, FIRST_LEVEL);
        let mut texts: Vec<(&str, f64)> = cells
            .iter()
            .map(|(text, _)| (text.as_str(), width))
            .collect();
        texts.push((name, page.width(NAME, NAME) * 0.95));
        let points = height(&texts).max(30.0);
        page.row(row, &path, RowKind::Strand, points)?;
        page.text(row, NAME, name, &paint.strand)?;
        for (column, (text, is_gap)) in (FIRST_LEVEL..).zip(&cells) {
            let format = if *is_gap { &paint.gap } else { &paint.rung };
            page.text(row, column, text, format)?;
        }
        let given = self.given.rung(&path);
        let held = Held {
            answer: given
                .and_then(choice_of)
                .and_then(|choice| self.rungs.iter().find(|c| c.means == choice))
                .map(|choice| choice.text.clone()),
            confidence: given.and_then(|rung| rung.confidence),
            note: given.and_then(|rung| rung.note.clone()),
        };
        let answer = cell_name(row, columns.answer.into());
        let formula = format!(
            "=IF({answer}=\"\",\"\",IF({},\"!\",\"✓\"))",
            self.reason_wanting(&answer, &cell_name(row, columns.note.into()))
        );
        let is_na = given.and_then(|rung| rung.answer) == Some(AnswerWord::Na);
        let mark = mark_of(&held, is_na).unwrap_or("");
        page.formula((row, columns.mark), &formula, mark, &paint.mark)?;
        self.fields(page, columns, row, &path, &held)
    }

    /// What stands on one rung of a strand, and whether that is a gap.
    fn rung_cell(&self, strand: StrandIx, level: Level) -> (String, bool) {
        let (model, words) = (self.model, self.words);
        let name = |level: Level| say(model.scale.name(level));
        match rung(model, strand, level) {
            Rung::Described => {
                let here = model
                    .strand(strand)
                    .statements
                    .iter()
                    .map(|ix| model.statement(*ix));
                let texts: Vec<&str> = here
                    .filter(|s| s.level == level)
                    .map(|s| s.text.as_str())
                    .collect();
                let text = match texts.as_slice() {
                    [only] => (*only).to_owned(),
                    many => many
                        .iter()
                        .map(|text| format!("• {text}"))
                        .collect::<Vec<_>>()
                        .join("\n"),
                };
                (text, false)
            }
            Rung::Gap {
                past: Some(past),
                short_of: Some(next),
            } => {
                let arguments = [("past", name(past)), ("next", name(next))];
                (words.with("workbook-gap-between", &arguments), true)
            }
            Rung::Gap {
                past: Some(past),
                short_of: None,
            } => (
                words.with("workbook-gap-past", &[("past", name(past))]),
                true,
            ),
            Rung::Gap { past: None, .. } => (words.text("workbook-gap-short"), true),
        }
    }

    /// The line above a strand's statements.
    fn band(
        &self,
        page: &mut Page,
        columns: Columns,
        row: u32,
        strand: StrandIx,
    ) -> Result<(), XlsxError> {
        page.text_row(row, 20.0)?;
        page.text(row, NAME, &self.model.strand(strand).name, &self.paint.band)?;
        for column in FIRST_LEVEL..=columns.evidence {
            page.text(row, column, "", &self.paint.band)?;
        }
        Ok(())
    }

    /// Writes a statement's row and tells whether it is answered, by itself or by its rung.
    fn statement(
        &self,
        page: &mut Page,
        columns: Columns,
        row: u32,
        statement: StatementIx,
        strand_row: u32,
    ) -> Result<bool, XlsxError> {
        let (model, paint) = (self.model, &self.paint);
        let statement = model.statement(statement);
        let kind = match statement.kind {
            Kind::Stage => RowKind::Stage,
            Kind::Strength | Kind::Deficit => RowKind::Statement,
        };
        let width = page.width(FIRST_LEVEL, FIRST_LEVEL);
        page.row(
            row,
            &statement.id,
            kind,
            height(&[(&statement.text, width)]),
        )?;
        page.text(row, NAME, &statement.id, &paint.number)?;
        for (column, level) in (FIRST_LEVEL..).zip(model.scale.all()) {
            if level == statement.level {
                page.text(row, column, &statement.text, &paint.statement)?;
            } else {
                page.sheet().write_blank(row, column, &paint.empty)?;
            }
        }
        let given = self.given.rating(&statement.id);
        let word = |word: AnswerWord| {
            let answer = Answer::from(word);
            self.stage_answers
                .iter()
                .find(|c| c.means == answer)
                .map(|c| c.text.clone())
        };
        let held = Held {
            answer: given.and_then(|rating| word(rating.value)),
            confidence: given.and_then(|rating| rating.confidence),
            note: given.and_then(|rating| rating.note.clone()),
        };
        let answer = cell_name(row, columns.answer.into());
        let rung = cell_name(strand_row, columns.answer.into());
        let formula = format!(
            "=IF({answer}<>\"\",IF({},\"!\",\"✓\"),IF({rung}<>\"\",\"↑\",\"\"))",
            self.reason_wanting(&answer, &cell_name(row, columns.note.into()))
        );
        let by_rung = self
            .given
            .rung(&model.strand_path(statement.strand))
            .is_some();
        let is_na = given.map(|rating| rating.value) == Some(AnswerWord::Na);
        let mark = mark_of(&held, is_na).or(by_rung.then_some("↑"));
        page.formula(
            (row, columns.mark),
            &formula,
            mark.unwrap_or(""),
            &paint.mark,
        )?;
        self.fields(page, columns, row, &statement.id, &held)?;
        let list = if kind == RowKind::Stage {
            list_of(machine::STAGE_ANSWERS, self.stage_answers.len())
        } else {
            list_of(machine::ANSWERS, self.answers.len())
        };
        let validation = self.list_validation(&list)?;
        page.sheet()
            .add_data_validation(row, columns.answer, row, columns.answer, &validation)?;
        Ok(mark.is_some())
    }

    /// The word of an answer in this workbook.
    pub(super) fn text_of(&self, answer: Answer) -> String {
        crate::workbook::choices::answer_text(self.model, answer, self.words)
    }

    fn fields(
        &self,
        page: &mut Page,
        columns: Columns,
        row: u32,
        key: &str,
        held: &Held,
    ) -> Result<(), XlsxError> {
        let paint = &self.paint;
        page.field((row, columns.answer), held.answer.as_deref(), &paint.answer)?;
        match held.confidence {
            Some(number) => {
                page.sheet().write_number_with_format(
                    row,
                    columns.confidence,
                    number,
                    &paint.confidence,
                )?;
            }
            None => page.field((row, columns.confidence), None, &paint.confidence)?,
        }
        page.field((row, columns.note), held.note.as_deref(), &paint.text)?;
        let evidence = self.given.evidence_of(key);
        page.field((row, columns.evidence), evidence.as_deref(), &paint.text)
    }

    fn progress(
        &self,
        page: &mut Page,
        columns: Columns,
        rows: (u32, u32),
        progress: Progress,
    ) -> Result<(), XlsxError> {
        let words = self
            .words
            .with("workbook-progress-of", &[("total", count(progress.total))]);
        let first = cell_name(rows.0, columns.mark.into());
        let last = cell_name(rows.1, columns.mark.into());
        let formula = format!("=SUMPRODUCT(--({first}:{last}<>\"\"))");
        let result = progress.answered.to_string();
        page.formula(
            (TITLE_ROW, columns.note),
            &formula,
            result,
            &paint::progress(&words),
        )
    }

    /// Where a component's sheet says how far it is filled in.
    pub(super) fn progress_cell(&self) -> String {
        cell_name(TITLE_ROW, Columns::of(self.model).note.into())
    }
}

/// The mark of a row by its own answer.
fn mark_of(held: &Held, is_na: bool) -> Option<&'static str> {
    held.answer.as_ref()?;
    let reason = held
        .note
        .as_ref()
        .is_some_and(|note| !note.trim().is_empty());
    Some(if is_na && !reason { "!" } else { "✓" })
}
