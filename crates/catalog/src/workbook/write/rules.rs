//! Rules of a component's sheet: which answers its fields take, and how they colour.

use super::component::{Columns, FIRST_LEVEL};
use super::{Writer, paint, quoted};
use crate::workbook::choices::{Choice, RungChoice};
use crate::workbook::layout::{MACHINE_SHEET, cell_name, machine};
use gradus_domain::rating::Answer;
use rust_xlsxwriter::{
    ConditionalFormatFormula, DataValidation, DataValidationRule, Formula, Worksheet, XlsxError,
};

impl Writer<'_> {
    /// The condition under which a row lacks its reason.
    pub(super) fn reason_wanting(&self, answer: &str, note: &str) -> String {
        format!(
            "AND({answer}={},TRIM({note})=\"\")",
            quoted(&self.text_of(Answer::NotApplicable))
        )
    }

    pub(super) fn rung_rules(
        &self,
        sheet: &mut Worksheet,
        columns: Columns,
        rows: (u32, u32),
    ) -> Result<(), XlsxError> {
        let validation = self.list_validation(&list_of(machine::RUNGS, self.rungs.len()))?;
        sheet.add_data_validation(rows.0, columns.answer, rows.1, columns.answer, &validation)?;
        let answer = format!("${}", cell_name(rows.0, columns.answer.into()));
        let is = |choice: &Choice<RungChoice>| format!("{answer}={}", quoted(&choice.text));
        let any = |test: &dyn Fn(RungChoice) -> bool| {
            let terms: Vec<String> = self
                .rungs
                .iter()
                .filter(|c| test(c.means))
                .map(is)
                .collect();
            format!("=OR({})", terms.join(","))
        };
        for (column, level) in (FIRST_LEVEL..).zip(self.model.scale.all()) {
            let value = self.model.scale.value(level);
            let on = any(&|choice| choice == RungChoice::On(value));
            let beside = any(
                &|choice| matches!(choice, RungChoice::Between(low, high) if low == value || high == value),
            );
            for (rule, format) in [(on, paint::on_rung()), (beside, paint::beside_rung())] {
                let rule = ConditionalFormatFormula::new()
                    .set_rule(rule.as_str())
                    .set_format(format);
                sheet.add_conditional_format(rows.0, column, rows.1, column, &rule)?;
            }
        }
        let given = any(&|choice| matches!(choice, RungChoice::On(_)));
        let between = any(&|choice| matches!(choice, RungChoice::Between(..)));
        let unknown = any(&|choice| choice == RungChoice::Unknown);
        let na = any(&|choice| choice == RungChoice::NotApplicable);
        for (rule, format) in [
            (given, paint::on_rung()),
            (between, paint::beside_rung()),
            (unknown, paint::answered(Answer::Unknown)),
            (na, paint::answered(Answer::NotApplicable)),
        ] {
            let rule = ConditionalFormatFormula::new()
                .set_rule(rule.as_str())
                .set_format(format);
            sheet.add_conditional_format(rows.0, columns.answer, rows.1, columns.answer, &rule)?;
        }
        Ok(())
    }

    pub(super) fn answer_rules(
        &self,
        sheet: &mut Worksheet,
        columns: Columns,
        rows: (u32, u32),
    ) -> Result<(), XlsxError> {
        let answer = format!("${}", cell_name(rows.0, columns.answer.into()));
        for choice in &self.stage_answers {
            let rule = format!("={answer}={}", quoted(&choice.text));
            let rule = ConditionalFormatFormula::new()
                .set_rule(rule.as_str())
                .set_format(paint::answered(choice.means));
            sheet.add_conditional_format(rows.0, columns.answer, rows.1, columns.answer, &rule)?;
        }
        Ok(())
    }

    /// Rules of the fields that strands and statements have alike.
    pub(super) fn field_rules(
        &self,
        sheet: &mut Worksheet,
        columns: Columns,
        rows: (u32, u32),
    ) -> Result<(), XlsxError> {
        let words = self.words;
        let confidence = DataValidation::new()
            .allow_list_strings(&["1", "2", "3", "4", "5"])?
            .set_error_title(words.text("workbook-refused"))?
            .set_error_message(words.text("workbook-refused-confidence"))?;
        sheet.add_data_validation(
            rows.0,
            columns.confidence,
            rows.1,
            columns.confidence,
            &confidence,
        )?;
        let answer = format!("${}", cell_name(rows.0, columns.answer.into()));
        let note = format!("${}", cell_name(rows.0, columns.note.into()));
        let rule = format!("={}", self.reason_wanting(&answer, &note));
        let rule = ConditionalFormatFormula::new()
            .set_rule(rule.as_str())
            .set_format(paint::wanting());
        sheet.add_conditional_format(rows.0, columns.note, rows.1, columns.note, &rule)?;
        Ok(())
    }

    /// A rule that accepts what stands in `list`.
    pub(super) fn list_validation(&self, list: &str) -> Result<DataValidation, XlsxError> {
        DataValidation::new()
            .allow_list_formula(Formula::new(list))
            .set_error_title(self.words.text("workbook-refused"))?
            .set_error_message(self.words.text("workbook-refused-answer"))
    }

    /// A rule that accepts days, none before 1950.
    pub(super) fn day_validation(&self) -> Result<DataValidation, XlsxError> {
        let first = rust_xlsxwriter::ExcelDateTime::from_ymd(1950, 1, 1)?;
        let last = rust_xlsxwriter::ExcelDateTime::from_ymd(2199, 12, 31)?;
        DataValidation::new()
            .allow_date(DataValidationRule::Between(first, last))
            .set_error_title(self.words.text("workbook-refused-day-title"))?
            .set_error_message(self.words.text("workbook-refused-day"))
    }
}

/// A list on the sheet for machines.
pub(super) fn list_of(column: u16, length: usize) -> String {
    let last = machine::FIRST + u32::try_from(length.saturating_sub(1)).unwrap_or(0);
    let absolute = |row: u32| {
        let name = cell_name(row, column.into());
        let digits = name.find(|c: char| c.is_ascii_digit()).unwrap_or(0);
        format!("${}${}", &name[..digits], &name[digits..])
    };
    format!(
        "={MACHINE_SHEET}!{}:{}",
        absolute(machine::FIRST),
        absolute(last)
    )
}
