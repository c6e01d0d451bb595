//! The report as a workbook: real numbers, frozen headings, native charts; texts are never
//! formulas. The same input gives the same bytes.

mod charts;
mod look;

use crate::view::{ComponentView, Counts, Exact, KeyFigure, View};
use charts::Columns;
use gradus_domain::rating::Answer;
use gradus_words::Words;
use look::Look;
use rust_xlsxwriter::{
    ConditionalFormatDataBar, ConditionalFormatDataBarDirection, ConditionalFormatType,
    DocProperties, ExcelDateTime, Workbook, Worksheet, XlsxError,
};
use std::collections::BTreeSet;
use time::Date;

/// Most characters of a cell; spreadsheets hold no more.
const MOST_TEXT: usize = 32_000;
/// Paper sizes as spreadsheets number them.
const A4: u8 = 9;
const A3: u8 = 8;
/// Columns in characters that stay readable on a sheet of A4 across.
const FITS_A4: f64 = 210.0;

/// The workbook as bytes.
///
/// # Errors
/// A workbook that cannot be written, which is a fault of ours.
pub fn workbook(view: &View, words: &Words) -> Result<Vec<u8>, XlsxError> {
    let mut workbook = Workbook::new();
    let created = day(view.as_of)?;
    let properties = DocProperties::new()
        .set_title(clip(&view.title))
        .set_subject(clip(&view.headline))
        .set_creation_datetime(&created);
    workbook.set_properties(&properties);
    let mut book = Book {
        workbook,
        words,
        footer: footer(&view.title),
        titles: BTreeSet::new(),
        look: Look::new(),
    };
    let profile = book.title("heading-profile");
    book.overview(view, &profile)?;
    book.profile(view, &profile)?;
    book.steps(view)?;
    book.statements(view)?;
    book.groups(view)?;
    book.targets(view)?;
    book.evidence(view)?;
    book.method(view)?;
    book.workbook.save_to_buffer()
}

/// A cell.
enum Cell {
    Text(String),
    Strong(String),
    Whole(Option<f64>),
    Index(Option<f64>),
    Change(Option<f64>),
    Percent(Option<f64>),
    Day(Option<Date>),
}

impl Cell {
    /// The text that may need several lines; numbers never do.
    fn words(&self) -> &str {
        match self {
            Self::Text(text) | Self::Strong(text) => text,
            _ => "",
        }
    }

    fn is_number(&self) -> bool {
        !matches!(self, Self::Text(_) | Self::Strong(_))
    }
}

fn text(text: &str) -> Cell {
    Cell::Text(text.to_owned())
}

fn whole(number: Option<u32>) -> Cell {
    Cell::Whole(number.map(f64::from))
}

/// A text that fits into a cell.
fn clip(text: &str) -> String {
    text.chars().take(MOST_TEXT).collect()
}

fn day(day: Date) -> Result<ExcelDateTime, XlsxError> {
    let year = u16::try_from(day.year()).unwrap_or(1900);
    ExcelDateTime::from_ymd(year, u8::from(day.month()), day.day())
}

/// What stands below each page: the title, whose `&` would begin a code, and the page's number.
fn footer(title: &str) -> String {
    let title: String = title.chars().take(80).collect();
    format!("&L{}&C&A&R&P / &N", title.replace('&', "&&"))
}

struct Book<'a> {
    workbook: Workbook,
    words: &'a Words,
    footer: String,
    titles: BTreeSet<String>,
    look: Look,
}

impl Book<'_> {
    /// A sheet's title: at most 31 characters, none of those that are forbidden, unique.
    fn title(&mut self, key: &str) -> String {
        let text = self.words.text(key);
        let allowed = |c: &char| !"[]:*?/\\'".contains(*c) && !c.is_control();
        let mut title: String = text.chars().filter(allowed).take(31).collect();
        while !self.titles.insert(title.to_lowercase()) {
            title = title.chars().take(29).chain(" 2".chars()).collect();
        }
        title
    }

    fn cell(
        &self,
        sheet: &mut Worksheet,
        row: u32,
        column: u16,
        cell: &Cell,
    ) -> Result<(), XlsxError> {
        let look = &self.look;
        let (number, format) = match cell {
            Cell::Text(text) => {
                sheet.write_string_with_format(row, column, clip(text), &look.text)?;
                return Ok(());
            }
            Cell::Strong(text) => {
                sheet.write_string_with_format(row, column, clip(text), &look.strong)?;
                return Ok(());
            }
            Cell::Day(Some(date)) => {
                sheet.write_datetime_with_format(row, column, day(*date)?, &look.day)?;
                return Ok(());
            }
            Cell::Day(None) => (None, &look.day),
            Cell::Whole(number) => (*number, &look.whole),
            Cell::Index(number) => (*number, &look.index),
            Cell::Change(number) => (*number, &look.change),
            Cell::Percent(number) => (*number, &look.percent),
        };
        match number {
            Some(number) => sheet.write_number_with_format(row, column, number, format)?,
            None => sheet.write_blank(row, column, format)?,
        };
        Ok(())
    }

    /// A table with a frozen heading, a filter, widths in characters, and a print setup. The
    /// first `fixed` columns stay in sight as well.
    fn table(
        &self,
        title: &str,
        fixed: u16,
        columns: &[(String, f64)],
        rows: &[Vec<Cell>],
    ) -> Result<Worksheet, XlsxError> {
        let mut sheet = Worksheet::new();
        sheet.set_name(title)?;
        for (at, (name, width)) in (0_u16..).zip(columns) {
            let numbers = rows
                .first()
                .and_then(|row| row.get(usize::from(at)))
                .is_some_and(Cell::is_number);
            let head = if numbers {
                &self.look.head_number
            } else {
                &self.look.head
            };
            sheet.write_string_with_format(0, at, clip(name), head)?;
            sheet.set_column_width(at, *width)?;
        }
        // A filter's button takes the place of some letters.
        let heads = columns
            .iter()
            .map(|(name, width)| (name.as_str(), width - 3.0));
        sheet.set_row_height(0, look::height(heads).unwrap_or(15.0) + 6.0)?;
        for (at, row) in (1_u32..).zip(rows) {
            let texts = row
                .iter()
                .map(Cell::words)
                .zip(columns.iter().map(|(_, width)| *width));
            if let Some(height) = look::height(texts) {
                sheet.set_row_height(at, height)?;
            }
            for (column, cell) in (0_u16..).zip(row) {
                self.cell(&mut sheet, at, column, cell)?;
            }
        }
        let last = u16::try_from(columns.len().saturating_sub(1)).unwrap_or(0);
        let height = u32::try_from(rows.len()).unwrap_or(0);
        sheet.set_freeze_panes(1, fixed)?;
        if height > 0 {
            sheet.autofilter(0, 0, height, last)?;
        }
        sheet.set_repeat_rows(0, 0)?;
        let width = columns.iter().map(|(_, width)| width).sum();
        self.print_setup(&mut sheet, width);
        Ok(sheet)
    }

    /// As many pages long as it takes and one wide, on larger paper where A4 would be too small.
    fn print_setup(&self, sheet: &mut Worksheet, width: f64) {
        sheet
            .set_landscape()
            .set_paper_size(if width > FITS_A4 { A3 } else { A4 })
            .set_print_fit_to_pages(1, 0)
            .set_margins(0.4, 0.4, 0.5, 0.7, 0.3, 0.3)
            .set_footer(&self.footer)
            .set_screen_gridlines(false);
    }

    fn push(&mut self, sheet: Worksheet) {
        self.workbook.push_worksheet(sheet);
    }

    fn columns(&self, keys: &[(&str, f64)]) -> Vec<(String, f64)> {
        keys.iter()
            .map(|(key, width)| (self.words.text(key), *width))
            .collect()
    }

    fn overview(&mut self, view: &View, profile: &str) -> Result<(), XlsxError> {
        const WIDTHS: [f64; 3] = [24.0, 44.0, 56.0];
        let title = self.title("heading-figures");
        let mut sheet = Worksheet::new();
        sheet.set_name(&title)?;
        for (at, width) in (0_u16..).zip(WIDTHS) {
            sheet.set_column_width(at, width)?;
        }
        let look = &self.look;
        sheet.write_string_with_format(0, 0, clip(&view.headline), &look.title)?;
        sheet.write_string_with_format(1, 0, clip(&view.lead), &look.lead)?;
        let mut row = 3;
        for figure in &view.figures {
            self.figure(&mut sheet, row, figure)?;
            row += 1;
        }
        row += 1;
        for sentence in view.summary.iter().chain(&view.notices) {
            let sentence = clip(sentence);
            sheet.merge_range(row, 0, row, 2, &sentence, &look.sentence)?;
            let needed = look::height([(sentence.as_str(), WIDTHS.iter().sum())].into_iter());
            sheet.set_row_height(row, needed.unwrap_or(17.0))?;
            row += 1;
        }
        let radar = charts::radar(view, profile, &columns(view));
        sheet.insert_chart(row + 1, 0, &radar)?;
        self.print_setup(&mut sheet, WIDTHS.iter().sum());
        sheet.set_print_fit_to_pages(1, 1);
        self.push(sheet);
        Ok(())
    }

    /// A figure of page one: the number itself where it is one, what it is, how to read it.
    fn figure(&self, sheet: &mut Worksheet, row: u32, figure: &KeyFigure) -> Result<(), XlsxError> {
        let look = &self.look;
        match figure.exact {
            Some(Exact::Index(number)) => {
                sheet.write_number_with_format(row, 0, number, &look.figure_index)?
            }
            Some(Exact::Share(number)) => {
                sheet.write_number_with_format(row, 0, number, &look.figure_percent)?
            }
            None => sheet.write_string_with_format(row, 0, clip(&figure.value), &look.figure)?,
        };
        sheet.write_string_with_format(row, 1, clip(&figure.label), &look.sentence)?;
        sheet.write_string_with_format(row, 2, clip(&figure.meaning), &look.sentence)?;
        sheet.set_row_height(row, 26.0)?;
        Ok(())
    }

    fn profile(&mut self, view: &View, title: &str) -> Result<(), XlsxError> {
        let mut heads = self.columns(&[
            ("column-code", 9.0),
            ("column-component", 32.0),
            ("column-level", 11.0),
            ("column-state", 18.0),
            ("column-index", 12.0),
            ("column-target", 12.0),
        ]);
        if let Some(previous) = &view.series.previous {
            heads.push((previous.clone(), 14.0));
            heads.extend(self.columns(&[("column-change", 12.0)]));
        }
        heads.extend(self.columns(&[
            ("column-claimed", 18.0),
            ("column-evidenced", 18.0),
            ("column-verified", 18.0),
        ]));
        let rows: Vec<Vec<Cell>> = view
            .components
            .iter()
            .map(|component| profile_row(view, component))
            .collect();
        let mut sheet = self.table(title, 2, &heads, &rows)?;
        let last = u32::try_from(rows.len()).unwrap_or(1).max(1);
        let columns = columns(view);
        if let (Some(lowest), Some(highest)) = (view.levels.first(), view.levels.last()) {
            let bar = ConditionalFormatDataBar::new()
                .set_minimum(ConditionalFormatType::Number, number(lowest.value))
                .set_maximum(ConditionalFormatType::Number, number(highest.value))
                .set_fill_color(look::PALE)
                .set_direction(ConditionalFormatDataBarDirection::LeftToRight)
                .set_solid_fill(true)
                .set_border_off(true);
            sheet.add_conditional_format(1, columns.index, last, columns.index, &bar)?;
        }
        let bars = charts::bars(view, title, &columns);
        sheet.insert_chart(last + 2, 0, &bars)?;
        self.push(sheet);
        Ok(())
    }

    fn steps(&mut self, view: &View) -> Result<(), XlsxError> {
        let title = self.title("heading-steps");
        let columns = self.columns(&[
            ("column-component", 32.0),
            ("column-step", 18.0),
            ("column-completion", 16.0),
            ("column-coverage", 16.0),
            ("column-state", 18.0),
        ]);
        let rows: Vec<Vec<Cell>> = view
            .components
            .iter()
            .flat_map(|component| {
                component.steps.iter().map(|step| {
                    vec![
                        text(&component.name),
                        text(&step.to),
                        Cell::Percent(step.completion),
                        Cell::Percent(step.coverage),
                        text(&step.state_text),
                    ]
                })
            })
            .collect();
        let sheet = self.table(&title, 1, &columns, &rows)?;
        self.push(sheet);
        Ok(())
    }

    fn statements(&mut self, view: &View) -> Result<(), XlsxError> {
        let title = self.title("heading-statements");
        let mut columns = self.columns(&[
            ("column-id", 9.0),
            ("column-component", 24.0),
            ("column-strand", 22.0),
            ("column-level", 9.0),
            ("column-kind", 15.0),
            ("column-statement", 50.0),
            ("column-value", 14.0),
            ("column-source", 13.0),
            ("column-n", 13.0),
        ]);
        columns.extend(self.answer_columns());
        columns.extend(self.columns(&[
            ("column-spread", 13.0),
            ("column-evidence", 28.0),
            ("column-reason", 34.0),
        ]));
        let mut rows = Vec::new();
        for component in &view.components {
            for s in &component.statements {
                let mut row = vec![
                    text(&s.id),
                    text(&component.name),
                    text(&s.strand),
                    Cell::Whole(Some(number(s.level))),
                    text(&s.kind),
                    text(&s.text),
                    Cell::Strong(s.value.clone()),
                    text(&s.source),
                    whole(Some(s.on_scale)),
                ];
                row.extend(counts(s.counts));
                row.push(text(&s.spread));
                row.push(text(&s.evidence.join("; ")));
                let said = s.rationale.iter().chain(&s.dissent).cloned();
                row.push(text(&said.collect::<Vec<_>>().join(" ")));
                rows.push(row);
            }
        }
        let sheet = self.table(&title, 1, &columns, &rows)?;
        self.push(sheet);
        Ok(())
    }

    fn answer_columns(&self) -> Vec<(String, f64)> {
        let key = |answer: Answer| format!("answer-{}", answer.word());
        Answer::ALL
            .into_iter()
            .map(|answer| (self.words.text(&key(answer)), 12.0))
            .collect()
    }

    fn groups(&mut self, view: &View) -> Result<(), XlsxError> {
        let title = self.title("heading-groups");
        let mut columns = self.columns(&[
            ("column-id", 9.0),
            ("column-statement", 54.0),
            ("column-group", 26.0),
            ("column-median", 16.0),
            ("column-n", 13.0),
        ]);
        columns.extend(self.answer_columns());
        columns.truncate(5 + Answer::SCALE.len());
        let mut rows = Vec::new();
        for s in view
            .components
            .iter()
            .flat_map(|component| &component.statements)
        {
            for group in &s.groups {
                let mut row = vec![
                    text(&s.id),
                    text(&s.text),
                    text(&group.name),
                    text(&group.median),
                    whole(Some(group.on_scale)),
                ];
                row.extend(group.counts.scale.map(|count| whole(Some(count))));
                rows.push(row);
            }
        }
        let sheet = self.table(&title, 1, &columns, &rows)?;
        self.push(sheet);
        Ok(())
    }

    fn targets(&mut self, view: &View) -> Result<(), XlsxError> {
        let title = self.title("heading-targets");
        let columns = self.columns(&[
            ("column-component", 30.0),
            ("column-now", 18.0),
            ("column-target", 18.0),
            ("column-by", 14.0),
            ("column-gap", 44.0),
            ("column-reason", 60.0),
        ]);
        let row = |t: &crate::view::TargetView| {
            vec![
                text(&t.component),
                text(&t.now),
                text(&t.target),
                Cell::Day(t.day),
                text(&t.gap),
                text(&t.rationale),
            ]
        };
        let rows: Vec<Vec<Cell>> = view.targets.iter().map(row).collect();
        let sheet = self.table(&title, 1, &columns, &rows)?;
        self.push(sheet);
        Ok(())
    }

    fn evidence(&mut self, view: &View) -> Result<(), XlsxError> {
        let title = self.title("heading-evidence");
        let columns = self.columns(&[
            ("column-id", 9.0),
            ("column-title", 44.0),
            ("column-kind", 14.0),
            ("column-period", 34.0),
            ("column-status", 22.0),
            ("column-supports", 34.0),
            ("column-reason", 44.0),
            ("evidence-link", 36.0),
        ]);
        let row = |e: &crate::view::EvidenceView| {
            let url = e.url.clone().unwrap_or_default();
            [
                &e.id,
                &e.title,
                &e.kind,
                &e.period,
                &e.status,
                &e.supports,
                &e.reason,
                &url,
            ]
            .map(|cell| text(cell))
            .into()
        };
        let rows: Vec<Vec<Cell>> = view.evidence.iter().map(row).collect();
        let sheet = self.table(&title, 1, &columns, &rows)?;
        self.push(sheet);
        Ok(())
    }

    fn method(&mut self, view: &View) -> Result<(), XlsxError> {
        let title = self.title("heading-method");
        let columns = self.columns(&[("column-title", 40.0), ("column-value", 100.0)]);
        let mut rows: Vec<Vec<Cell>> = view
            .method
            .iter()
            .map(|(label, value)| vec![Cell::Strong(label.clone()), text(value)])
            .collect();
        rows.extend(
            view.explanations
                .iter()
                .map(|sentence| vec![text(""), text(sentence)]),
        );
        let sheet = self.table(&title, 1, &columns, &rows)?;
        self.push(sheet);
        Ok(())
    }
}

fn profile_row(view: &View, component: &ComponentView) -> Vec<Cell> {
    let level = component.level.and_then(|at| view.levels.get(at));
    let level_number = |value: Option<i64>| Cell::Whole(value.map(number));
    let mut row = vec![
        text(&component.code),
        Cell::Strong(component.name.clone()),
        level_number(level.map(|level| level.value)),
        text(level.map_or(component.level_text.as_str(), |level| level.name.as_str())),
        Cell::Index(component.index),
        level_number(component.target_value),
    ];
    if view.series.previous.is_some() {
        let change = component.index.zip(component.previous);
        row.push(Cell::Index(component.previous));
        row.push(Cell::Change(change.map(|(now, before)| now - before)));
    }
    row.extend(component.backing.iter().map(|level| text(level)));
    row
}

/// Where [`Book::profile`] writes what charts draw.
fn columns(view: &View) -> Columns {
    Columns {
        name: 1,
        index: 4,
        target: view.series.target.as_ref().map(|_| 5),
        previous: view.series.previous.as_ref().map(|_| 6),
    }
}

/// A level's printed number as spreadsheets hold numbers.
#[expect(clippy::cast_precision_loss, reason = "level numbers are small")]
fn number(value: i64) -> f64 {
    value as f64
}

/// Counts of all answers; empty where they are withheld.
fn counts(counts: Option<Counts>) -> Vec<Cell> {
    let all = |counts: Counts| {
        let off = [counts.unknown, counts.not_applicable];
        counts
            .scale
            .into_iter()
            .chain(off)
            .map(|count| whole(Some(count)))
            .collect()
    };
    counts.map_or_else(
        || (0..Answer::ALL.len()).map(|_| whole(None)).collect(),
        all,
    )
}
