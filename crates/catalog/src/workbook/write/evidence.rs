//! The sheet of evidence: a numbered line for each piece.

use super::page::{KEY_ROW, Page, Paper, height};
use super::rules::list_of;
use super::{Writer, excel_day, paint, quoted};
use crate::workbook::choices::evidence_kinds;
use crate::workbook::layout::{EVIDENCE_ROWS, RowKind, RowRecord, SheetName, cell_name, machine};
use gradus_domain::evidence::EvidenceKind;
use rust_xlsxwriter::{
    ConditionalFormatFormula, DataValidation, DataValidationRule, Formula, Worksheet, XlsxError,
};

const NUMBER: u16 = 1;
const MARK: u16 = 2;
const TITLE: u16 = 3;
const KIND: u16 = 4;
const URL: u16 = 5;
const EFFECTIVE: u16 = 6;
const UNTIL: u16 = 7;
const HEAD_ROW: u32 = 2;
const FIRST: u32 = 4;

impl Writer<'_> {
    /// The sheet of evidence and its rows.
    pub(super) fn evidence(&self) -> Result<(Worksheet, Vec<RowRecord>), XlsxError> {
        let (words, paint) = (self.words, &self.paint);
        let columns = [
            ("number", 6.0),
            ("mark", 3.5),
            ("title", 48.0),
            ("kind", 14.0),
            ("url", 46.0),
            ("effective", 15.0),
            ("valid_until", 15.0),
        ]
        .map(|(key, width)| (key.to_owned(), width));
        let mut page = Page::new(
            &SheetName::Evidence,
            &self.evidence_title,
            columns.to_vec(),
            &paint.key,
        )?;
        page.text_row(1, 26.0)?;
        page.text(
            1,
            NUMBER,
            &words.text("workbook-evidence-title"),
            &paint.title,
        )?;
        page.text_row(HEAD_ROW, 31.0)?;
        for (column, key) in [
            (NUMBER, "workbook-evidence-number"),
            (TITLE, "workbook-evidence-name"),
            (KIND, "workbook-evidence-kind"),
            (URL, "workbook-evidence-url"),
            (EFFECTIVE, "workbook-evidence-effective"),
            (UNTIL, "workbook-evidence-until"),
        ] {
            page.text(HEAD_ROW, column, &words.text(key), &paint.head)?;
        }
        page.text(HEAD_ROW, MARK, "", &paint.head)?;
        page.text_row(3, 20.0)?;
        page.wide_text(
            3,
            (NUMBER, UNTIL),
            &words.text("workbook-evidence-lead"),
            &paint.strong,
        )?;
        for number in 1..=EVIDENCE_ROWS {
            self.piece(&mut page, number)?;
        }
        let last = FIRST + EVIDENCE_ROWS - 1;
        self.evidence_rules(page.sheet(), last)?;
        page.sheet().set_freeze_panes(HEAD_ROW + 1, TITLE)?;
        page.sheet().set_repeat_rows(1, HEAD_ROW)?;
        page.sheet().set_print_area(KEY_ROW, 0, last, UNTIL)?;
        page.sheet().set_selection(FIRST, TITLE, FIRST, TITLE)?;
        page.finish(Paper::Lying, &words.text("workbook-page"))
    }

    fn piece(&self, page: &mut Page, number: u32) -> Result<(), XlsxError> {
        let paint = &self.paint;
        let row = FIRST + number - 1;
        let given = self.given.evidence.get(&number).copied();
        let (title, url) = (
            given.map(|e| e.title.as_str()),
            given.and_then(|e| e.url.as_deref()),
        );
        let points = height(&[
            (title.unwrap_or(""), page.width(TITLE, TITLE)),
            (url.unwrap_or(""), page.width(URL, URL)),
        ]);
        page.row(
            row,
            &format!("E{number}"),
            RowKind::Evidence,
            points.max(19.0),
        )?;
        page.text(row, NUMBER, &format!("E{number}"), &paint.strand)?;
        let cell = |column: u16| cell_name(row, column.into());
        let any = format!(
            "{}&{}&{}&{}&{}",
            cell(TITLE),
            cell(KIND),
            cell(URL),
            cell(EFFECTIVE),
            cell(UNTIL)
        );
        let formula = format!(
            "=IF({any}=\"\",\"\",IF({},\"!\",\"✓\"))",
            self.piece_wanting(row)
        );
        page.formula(
            (row, MARK),
            &formula,
            if given.is_some() { "✓" } else { "" },
            &paint.mark,
        )?;
        page.field((row, TITLE), title, &paint.text)?;
        let kind: Option<EvidenceKind> = given.and_then(|e| e.kind.parse().ok());
        let kind = kind.map(|kind| self.words.text(&format!("evidence-{}", kind.word())));
        page.field((row, KIND), kind.as_deref(), &paint.answer)?;
        page.field((row, URL), url, &paint.text)?;
        for (column, day) in [
            (EFFECTIVE, given.map(|e| e.effective)),
            (UNTIL, given.and_then(|e| e.valid_until)),
        ] {
            match day {
                Some(day) => {
                    page.sheet().write_datetime_with_format(
                        row,
                        column,
                        excel_day(day)?,
                        &paint.day,
                    )?;
                }
                None => page.field((row, column), None, &paint.day)?,
            }
        }
        Ok(())
    }

    /// The condition under which a piece of evidence that was begun lacks something.
    fn piece_wanting(&self, row: u32) -> String {
        let cell = |column: u16| format!("${}", cell_name(row, column.into()));
        let link = self.words.text("evidence-link");
        format!(
            "OR({}=\"\",{}=\"\",{}=\"\",AND({}={},{}=\"\"))",
            cell(TITLE),
            cell(KIND),
            cell(EFFECTIVE),
            cell(KIND),
            quoted(&link),
            cell(URL)
        )
    }

    fn evidence_rules(&self, sheet: &mut Worksheet, last: u32) -> Result<(), XlsxError> {
        let kinds = list_of(machine::KINDS, evidence_kinds(self.words).len());
        let kinds = self.list_validation(&kinds)?;
        sheet.add_data_validation(FIRST, KIND, last, KIND, &kinds)?;
        let day = self.day_validation()?;
        sheet.add_data_validation(FIRST, EFFECTIVE, last, EFFECTIVE, &day)?;
        let since = Formula::new(format!("={}", cell_name(FIRST, EFFECTIVE.into())));
        let until = DataValidation::new()
            .allow_date_formula(DataValidationRule::GreaterThanOrEqualTo(since))
            .set_error_title(self.words.text("workbook-refused-day-title"))?
            .set_error_message(self.words.text("workbook-refused-until"))?;
        sheet.add_data_validation(FIRST, UNTIL, last, UNTIL, &until)?;
        // A field is marked when its line was begun and it is still empty.
        let cell = |column: u16| format!("${}", cell_name(FIRST, column.into()));
        let begun = format!(
            "{}&{}&{}&{}&{}<>\"\"",
            cell(TITLE),
            cell(KIND),
            cell(URL),
            cell(EFFECTIVE),
            cell(UNTIL)
        );
        let link = quoted(&self.words.text("evidence-link"));
        for (column, rule) in [
            (TITLE, format!("=AND({begun},{}=\"\")", cell(TITLE))),
            (KIND, format!("=AND({begun},{}=\"\")", cell(KIND))),
            (
                URL,
                format!("=AND({}={link},{}=\"\")", cell(KIND), cell(URL)),
            ),
            (EFFECTIVE, format!("=AND({begun},{}=\"\")", cell(EFFECTIVE))),
        ] {
            let rule = ConditionalFormatFormula::new()
                .set_rule(rule.as_str())
                .set_format(paint::wanting());
            sheet.add_conditional_format(FIRST, column, last, column, &rule)?;
        }
        Ok(())
    }
}
