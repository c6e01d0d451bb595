//! One sheet while it is written: every text goes through here, so that its row's
//! fingerprint covers it.

use super::paint::TEXT_POINTS;
use crate::workbook::layout::{RowKind, RowRecord, SheetName, fingerprint};
use rust_xlsxwriter::{Format, Formula, ProtectionOptions, Worksheet, XlsxError};
use std::collections::BTreeMap;

/// Index of the hidden row that names the columns.
pub(super) const KEY_ROW: u32 = 0;
/// Widths are counted in digits of the standard size; letters of the text in tables are
/// narrower by about this factor, in wide fonts still.
const NARROW: f64 = 1.2;
/// What texts keep from both edges of their cell, in digits.
const INSET: f64 = 1.5;
/// Index of the hidden column that names the rows.
const KEY_COLUMN: u16 = 0;
/// How the paper lies.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Paper {
    Upright,
    Lying,
}

pub(super) struct Page {
    sheet: Worksheet,
    mark: String,
    columns: Vec<(String, f64)>,
    rows: BTreeMap<u32, (String, RowKind)>,
    texts: BTreeMap<(u32, u16), String>,
}

impl Page {
    /// A sheet with the hidden row and column; `columns` are keys and widths in
    /// characters, from column B on.
    pub(super) fn new(
        name: &SheetName,
        title: &str,
        columns: Vec<(String, f64)>,
        key: &Format,
    ) -> Result<Self, XlsxError> {
        let mut sheet = Worksheet::new();
        sheet.set_name(title)?;
        let mark = name.mark();
        sheet.write_string_with_format(KEY_ROW, KEY_COLUMN, &mark, key)?;
        for (column, (name, width)) in (1_u16..).zip(&columns) {
            sheet.write_string_with_format(KEY_ROW, column, name, key)?;
            sheet.set_column_width(column, *width)?;
        }
        sheet.set_row_hidden(KEY_ROW)?;
        sheet.set_column_hidden(KEY_COLUMN)?;
        sheet.set_screen_gridlines(false);
        sheet.set_formula_result_default("");
        Ok(Self {
            sheet,
            mark,
            columns,
            rows: BTreeMap::new(),
            texts: BTreeMap::new(),
        })
    }

    /// The sheet itself, for what holds no text.
    pub(super) fn sheet(&mut self) -> &mut Worksheet {
        &mut self.sheet
    }

    /// Names a row.
    pub(super) fn row(
        &mut self,
        row: u32,
        key: &str,
        kind: RowKind,
        points: f64,
    ) -> Result<(), XlsxError> {
        self.sheet.write_string(row, KEY_COLUMN, key)?;
        self.sheet.set_row_height(row, points)?;
        self.rows.insert(row, (key.to_owned(), kind));
        Ok(())
    }

    /// Names a row of headings or help after its own number.
    pub(super) fn text_row(&mut self, row: u32, points: f64) -> Result<(), XlsxError> {
        self.row(row, &format!("text {}", row + 1), RowKind::Text, points)
    }

    /// A locked text.
    pub(super) fn text(
        &mut self,
        row: u32,
        column: u16,
        text: &str,
        format: &Format,
    ) -> Result<(), XlsxError> {
        self.sheet
            .write_string_with_format(row, column, text, format)?;
        self.texts.insert((row, column), text.to_owned());
        Ok(())
    }

    /// A locked whole number.
    pub(super) fn number(
        &mut self,
        row: u32,
        column: u16,
        number: usize,
        format: &Format,
    ) -> Result<(), XlsxError> {
        let value = u32::try_from(number).unwrap_or(u32::MAX);
        self.sheet
            .write_number_with_format(row, column, value, format)?;
        self.texts.insert((row, column), number.to_string());
        Ok(())
    }

    /// A locked text over several columns.
    pub(super) fn wide_text(
        &mut self,
        row: u32,
        columns: (u16, u16),
        text: &str,
        format: &Format,
    ) -> Result<(), XlsxError> {
        if columns.0 == columns.1 {
            return self.text(row, columns.0, text, format);
        }
        self.sheet
            .merge_range(row, columns.0, row, columns.1, text, format)?;
        self.texts.insert((row, columns.0), text.to_owned());
        Ok(())
    }

    /// A formula with the result that it has now.
    pub(super) fn formula(
        &mut self,
        at: (u32, u16),
        formula: &str,
        result: impl Into<String>,
        format: &Format,
    ) -> Result<(), XlsxError> {
        let formula = Formula::new(formula).set_result(result);
        self.sheet
            .write_formula_with_format(at.0, at.1, formula, format)?;
        Ok(())
    }

    /// A field to fill in, with what it holds now.
    pub(super) fn field(
        &mut self,
        at: (u32, u16),
        text: Option<&str>,
        format: &Format,
    ) -> Result<(), XlsxError> {
        match text {
            Some(text) => self
                .sheet
                .write_string_with_format(at.0, at.1, text, format)?,
            None => self.sheet.write_blank(at.0, at.1, format)?,
        };
        Ok(())
    }

    /// Width of the columns from `first` to `last` in characters.
    pub(super) fn width(&self, first: u16, last: u16) -> f64 {
        let (first, last) = (usize::from(first) - 1, usize::from(last));
        self.columns[first..last]
            .iter()
            .map(|(_, width)| width)
            .sum()
    }

    /// Locks the sheet, sets it for A4, and gives it back with its rows.
    pub(super) fn finish(
        mut self,
        paper: Paper,
        page: &str,
    ) -> Result<(Worksheet, Vec<RowRecord>), XlsxError> {
        self.sheet.protect_with_options(&ProtectionOptions {
            format_columns: true,
            format_rows: true,
            ..ProtectionOptions::new()
        });
        self.sheet
            .set_paper_size(9)
            .set_margins(0.4, 0.4, 0.5, 0.6, 0.3, 0.3);
        if paper == Paper::Lying {
            self.sheet.set_landscape();
        }
        self.sheet.set_print_fit_to_pages(1, 0);
        self.sheet.set_footer(format!("&L&8&A&R&8{page}"));
        let mut records = Vec::with_capacity(self.rows.len());
        for (row, (key, kind)) in &self.rows {
            let inputs = kind.inputs();
            let texts: Vec<(String, String)> = self
                .texts
                .range((*row, 0)..=(*row, u16::MAX))
                .map(|((_, column), text)| {
                    (
                        self.columns[usize::from(*column) - 1].0.clone(),
                        text.clone(),
                    )
                })
                .filter(|(column, _)| !inputs.contains(&column.as_str()))
                .collect();
            records.push(RowRecord {
                sheet: self.mark.clone(),
                key: key.clone(),
                kind: *kind,
                fingerprint: fingerprint(&texts),
            });
        }
        Ok((self.sheet, records))
    }
}

/// Height in points of a row whose texts stand in columns of these widths (characters).
pub(super) fn height(texts: &[(&str, f64)]) -> f64 {
    let most = texts
        .iter()
        .map(|(text, width)| lines(text, (width - INSET).max(1.0) * NARROW))
        .max()
        .unwrap_or(1);
    f64::from(most) * TEXT_POINTS * 1.3 + 5.0
}

/// How many lines a text takes in a column, words kept whole.
fn lines(text: &str, width: f64) -> u32 {
    let mut count = 0;
    for paragraph in text.split('\n') {
        let mut used = 0.0;
        count += 1;
        for word in paragraph.split(' ') {
            let length = f64::from(u32::try_from(word.chars().count()).unwrap_or(u32::MAX));
            if used > 0.0 && used + 1.0 + length > width {
                count += 1;
                used = 0.0;
            }
            used += if used > 0.0 { 1.0 + length } else { length };
            while used > width {
                count += 1;
                used -= width;
            }
        }
    }
    count
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lines_break_between_words_and_inside_a_word_too_long() {
        assert_eq!(lines("one two three", 8.0), 2);
        assert_eq!(lines("one\ntwo", 8.0), 2);
        assert_eq!(lines("abcdefghijklmnop", 8.0), 2);
        assert_eq!(lines("", 8.0), 1);
    }
}
