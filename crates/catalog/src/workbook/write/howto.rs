//! The first sheet: whom the workbook is for, how to fill it in, and how far it is.

use super::page::{KEY_ROW, Page, Paper, height};
use super::{Progress, Writer, sheet_reference};
use crate::workbook::layout::{RowRecord, SheetName};
use gradus_domain::rating::Answer;
use gradus_words::say;
use rust_xlsxwriter::{Format, Url, Worksheet, XlsxError};

const LABEL: u16 = 1;
const TEXT: u16 = 2;
const ANSWERED: u16 = 3;
const TOTAL: u16 = 4;
/// Pieces of the bar that shows progress.
const BAR: usize = 40;

/// A sheet that grows line by line.
struct Lines {
    page: Page,
    row: u32,
}

impl Lines {
    fn heading(&mut self, text: &str, format: &Format) -> Result<(), XlsxError> {
        self.page.text_row(self.row, 8.0)?;
        self.page.text_row(self.row + 1, 20.0)?;
        self.page.text(self.row + 1, LABEL, text, format)?;
        self.row += 2;
        Ok(())
    }

    fn line(&mut self, label: (&str, &Format), text: (&str, &Format)) -> Result<(), XlsxError> {
        let width = self.page.width(TEXT, TOTAL);
        let texts = [(label.0, self.page.width(LABEL, LABEL)), (text.0, width)];
        self.page.text_row(self.row, height(&texts))?;
        self.page.text(self.row, LABEL, label.0, label.1)?;
        self.page
            .wide_text(self.row, (TEXT, TOTAL), text.0, text.1)?;
        self.row += 1;
        Ok(())
    }
}

impl Writer<'_> {
    /// The first sheet and its rows; `progress` is in the order of the component sheets.
    pub(super) fn howto(
        &self,
        progress: &[Progress],
    ) -> Result<(Worksheet, Vec<RowRecord>), XlsxError> {
        let (words, paint) = (self.words, &self.paint);
        let columns = [
            ("label", 27.0),
            ("text", 62.0),
            ("answered", 11.0),
            ("total", 8.0),
        ];
        let columns = columns.map(|(key, width)| (key.to_owned(), width)).to_vec();
        let page = Page::new(&SheetName::HowTo, &self.howto_title, columns, &paint.key)?;
        let mut lines = Lines { page, row: 2 };
        lines.page.text_row(1, 30.0)?;
        lines.page.text(1, LABEL, &self.model.title, &paint.title)?;
        self.whom(&mut lines)?;
        lines.heading(&words.text("workbook-progress"), &paint.heading)?;
        self.overall(&mut lines, progress)?;
        lines.heading(&words.text("workbook-steps"), &paint.heading)?;
        for step in 1..=5 {
            let sheet = [("sheet", say(&self.evidence_title))];
            let text = words.with(&format!("workbook-step-{step}"), &sheet);
            lines.line((&step.to_string(), &paint.step), (&text, &paint.plain))?;
        }
        lines.line(
            ("", &paint.plain),
            (&words.text("workbook-save"), &paint.strong),
        )?;
        self.meanings(&mut lines)?;
        let last = lines.row - 1;
        lines.page.sheet().set_print_area(KEY_ROW, 0, last, TOTAL)?;
        lines.page.sheet().set_selection(1, LABEL, 1, LABEL)?;
        lines
            .page
            .finish(Paper::Upright, &words.text("workbook-page"))
    }

    fn whom(&self, lines: &mut Lines) -> Result<(), XlsxError> {
        let (words, who, paint) = (self.words, self.who, &self.paint);
        let cycle = words.with(
            "workbook-cycle-days",
            &[
                ("name", say(&who.cycle.name)),
                ("from", say(self.day_text(who.cycle.from))),
                ("to", say(self.day_text(who.cycle.to))),
            ],
        );
        let group = who.group_name.as_ref().unwrap_or(&who.group);
        for (key, text) in [
            ("workbook-for", &self.assessor_text()),
            ("workbook-group", group),
            ("workbook-city", &who.city.name),
            ("workbook-cycle", &cycle),
            ("workbook-model", &self.model.name.to_string()),
        ] {
            lines.line((&words.text(key), &paint.key), (text, &paint.strong))?;
        }
        Ok(())
    }

    fn day_text(&self, day: crate::assessment::document::Day) -> String {
        self.words
            .day(day.0.year(), u8::from(day.0.month()), day.0.day())
    }

    /// A line for each component and one for all, each with a bar, by formulae.
    fn overall(&self, lines: &mut Lines, progress: &[Progress]) -> Result<(), XlsxError> {
        let (words, paint) = (self.words, &self.paint);
        let Lines { page, row } = lines;
        page.text_row(*row, 17.0)?;
        for (column, key) in [
            (ANSWERED, "workbook-progress-answered"),
            (TOTAL, "workbook-progress-total"),
        ] {
            page.text(*row, column, &words.text(key), &paint.figure)?;
        }
        *row += 1;
        let first = *row;
        for (part, progress) in self.parts.iter().zip(progress) {
            page.text_row(*row, 18.0)?;
            let target = Url::new(format!("internal:{}!A1", sheet_reference(&part.title)));
            let name = &self.model.component(part.place).name;
            page.sheet()
                .write_url_with_format(*row, LABEL, target.set_text(name), &paint.link)?;
            page.text(*row, LABEL, name, &paint.link)?;
            let reference = format!("={}!{}", sheet_reference(&part.title), self.progress_cell());
            page.formula(
                (*row, ANSWERED),
                &reference,
                progress.answered.to_string(),
                &paint.figure,
            )?;
            page.number(*row, TOTAL, progress.total, &paint.figure)?;
            self.bar(page, *row, *progress)?;
            *row += 1;
        }
        let whole = Progress {
            answered: progress.iter().map(|p| p.answered).sum(),
            total: progress.iter().map(|p| p.total).sum(),
        };
        page.text_row(*row, 18.0)?;
        page.text(
            *row,
            LABEL,
            &words.text("workbook-progress-whole"),
            &paint.strong,
        )?;
        let sum = format!("=SUM(D{}:D{})", first + 1, *row);
        page.formula(
            (*row, ANSWERED),
            &sum,
            whole.answered.to_string(),
            &paint.figure,
        )?;
        page.number(*row, TOTAL, whole.total, &paint.figure)?;
        self.bar(page, *row, whole)?;
        *row += 1;
        Ok(())
    }

    fn bar(&self, page: &mut Page, row: u32, progress: Progress) -> Result<(), XlsxError> {
        let (answered, total) = (format!("D{}", row + 1), format!("E{}", row + 1));
        let full = format!("INT({BAR}*{answered}/MAX(1,{total}))");
        let formula = format!("=REPT(\"█\",{full})&REPT(\"░\",{BAR}-{full})");
        let done = BAR * progress.answered / progress.total.max(1);
        let result = format!("{}{}", "█".repeat(done), "░".repeat(BAR - done));
        page.formula((row, TEXT), &formula, result, &self.paint.bar)
    }

    fn meanings(&self, lines: &mut Lines) -> Result<(), XlsxError> {
        let (words, paint) = (self.words, &self.paint);
        lines.heading(&words.text("workbook-words"), &paint.heading)?;
        let levels: Vec<String> = self
            .model
            .scale
            .all()
            .map(|level| self.level_text(level))
            .collect();
        let label = words.text("workbook-levels");
        lines.line((&label, &paint.key), (&levels.join("  →  "), &paint.strong))?;
        for answer in Answer::ALL {
            let meaning = words.text(&format!("workbook-word-{}", answer.word()));
            lines.line(
                (&self.text_of(answer), &paint.strong),
                (&meaning, &paint.plain),
            )?;
        }
        lines.heading(&words.text("workbook-marks"), &paint.heading)?;
        for (mark, key) in [
            ("✓", "workbook-mark-answered"),
            ("↑", "workbook-mark-rung"),
            ("!", "workbook-mark-wanting"),
        ] {
            lines.line((mark, &paint.strong), (&words.text(key), &paint.plain))?;
        }
        Ok(())
    }
}
