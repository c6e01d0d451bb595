//! The hidden sheet that programs read: whom the workbook is for, the lists, the rows.

use super::Writer;
use crate::workbook::choices::evidence_kinds;
use crate::workbook::layout::{MACHINE_SHEET, RowRecord, SheetName, machine};
use rust_xlsxwriter::{Format, Worksheet, XlsxError};

impl Writer<'_> {
    pub(super) fn machine(&self, rows: &[RowRecord]) -> Result<Worksheet, XlsxError> {
        let mut sheet = Worksheet::new();
        sheet.set_name(MACHINE_SHEET)?;
        sheet.write_string(0, machine::KEY, SheetName::Machine.mark())?;
        let note = self.words.text("workbook-machine");
        sheet.write_string_with_format(0, machine::VALUE, note, &Format::new().set_italic())?;
        for (row, (key, value)) in (machine::FIRST..).zip(self.facts()) {
            sheet.write_string(row, machine::KEY, key)?;
            sheet.write_string(row, machine::VALUE, value)?;
        }
        let rungs = self.rungs.iter().map(|c| (c.text.clone(), c.means.code()));
        list(&mut sheet, machine::RUNGS, rungs)?;
        for (column, answers) in [
            (machine::ANSWERS, &self.answers),
            (machine::STAGE_ANSWERS, &self.stage_answers),
        ] {
            let answers = answers
                .iter()
                .map(|c| (c.text.clone(), c.means.word().to_owned()));
            list(&mut sheet, column, answers)?;
        }
        let kinds = evidence_kinds(self.words);
        let kinds = kinds
            .iter()
            .map(|c| (c.text.clone(), c.means.word().to_owned()));
        list(&mut sheet, machine::KINDS, kinds)?;
        for (row, record) in (machine::FIRST..).zip(rows) {
            sheet.write_string(row, machine::ROWS, &record.sheet)?;
            sheet.write_string(row, machine::ROWS + 1, &record.key)?;
            sheet.write_string(row, machine::ROWS + 2, record.kind.word())?;
            sheet.write_string(row, machine::ROWS + 3, &record.fingerprint)?;
        }
        sheet.protect().set_hidden(true);
        Ok(sheet)
    }

    /// Single facts. What is not known has no line.
    fn facts(&self) -> Vec<(&'static str, String)> {
        let who = self.who;
        let mut facts = vec![
            ("model", who.model.clone()),
            ("model_name", self.model.name.to_string()),
            ("model_sha256", self.model.sha256.clone()),
            ("language", self.words.language().tag().to_owned()),
            ("assessor", who.assessor.clone()),
            ("group", who.group.clone()),
            ("city", who.city.name.clone()),
            ("cycle", who.cycle.name.clone()),
            ("cycle_from", who.cycle.from.to_string()),
            ("cycle_to", who.cycle.to.to_string()),
        ];
        let components = who.components.as_ref().map(|ids| ids.join(" "));
        let population = who.city.population.map(|number| number.to_string());
        for (key, value) in [
            ("assessor_name", who.name.clone()),
            ("group_name", who.group_name.clone()),
            ("components", components),
            ("country", who.city.country.clone()),
            ("population", population),
        ] {
            facts.extend(value.map(|value| (key, value)));
        }
        facts
    }
}

/// A list of choices with their meanings beside them.
fn list(
    sheet: &mut Worksheet,
    column: u16,
    choices: impl Iterator<Item = (String, String)>,
) -> Result<(), XlsxError> {
    for (row, (text, means)) in (machine::FIRST..).zip(choices) {
        sheet.write_string(row, column, text)?;
        sheet.write_string(row, column + 1, means)?;
    }
    Ok(())
}
