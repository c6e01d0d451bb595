//! The report as a workbook: real numbers, frozen headings, native charts; texts are never
//! formulas. The same input gives the same bytes.

use crate::view::{ComponentView, Counts, View};
use gradus_domain::rating::Answer;
use gradus_words::Words;
use rust_xlsxwriter::{
    Chart, ChartType, ConditionalFormatDataBar, DocProperties, ExcelDateTime, Format, FormatAlign,
    FormatBorder, Workbook, Worksheet, XlsxError,
};
use std::collections::BTreeSet;

/// Most characters of a cell; spreadsheets hold no more.
const MOST_TEXT: usize = 32_000;

/// The workbook as bytes.
///
/// # Errors
/// A workbook that cannot be written, which is a fault of ours.
pub fn workbook(view: &View, words: &Words) -> Result<Vec<u8>, XlsxError> {
    let mut workbook = Workbook::new();
    let created = ExcelDateTime::from_ymd(
        u16::try_from(view.as_of.year()).unwrap_or(1900),
        u8::from(view.as_of.month()),
        view.as_of.day(),
    )?;
    let properties = DocProperties::new()
        .set_title(clip(&view.title))
        .set_subject(clip(&view.headline))
        .set_creation_datetime(&created);
    workbook.set_properties(&properties);
    let mut book = Book {
        workbook,
        words,
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

struct Look {
    title: Format,
    head: Format,
    text: Format,
    strong: Format,
    index: Format,
    whole: Format,
    percent: Format,
}

impl Look {
    fn new() -> Self {
        let text = Format::new().set_text_wrap().set_align(FormatAlign::Top);
        let number = |format: &str| {
            Format::new()
                .set_num_format(format)
                .set_align(FormatAlign::Top)
        };
        Self {
            title: Format::new().set_bold().set_font_size(16.0),
            head: Format::new()
                .set_bold()
                .set_text_wrap()
                .set_align(FormatAlign::Top)
                .set_background_color(0x00E6_EEF5)
                .set_border_bottom(FormatBorder::Thin),
            strong: text.clone().set_bold(),
            text,
            index: number("0.00"),
            whole: number("0"),
            percent: number("0 %"),
        }
    }
}

/// A cell.
enum Cell {
    Text(String),
    Strong(String),
    Whole(Option<f64>),
    Index(Option<f64>),
    Percent(Option<f64>),
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

struct Book<'a> {
    workbook: Workbook,
    words: &'a Words,
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
        match cell {
            Cell::Text(text) => {
                sheet.write_string_with_format(row, column, clip(text), &look.text)?
            }
            Cell::Strong(text) => {
                sheet.write_string_with_format(row, column, clip(text), &look.strong)?
            }
            Cell::Whole(Some(number)) => {
                sheet.write_number_with_format(row, column, *number, &look.whole)?
            }
            Cell::Index(Some(number)) => {
                sheet.write_number_with_format(row, column, *number, &look.index)?
            }
            Cell::Percent(Some(number)) => {
                sheet.write_number_with_format(row, column, *number, &look.percent)?
            }
            Cell::Whole(None) | Cell::Index(None) | Cell::Percent(None) => {
                sheet.write_blank(row, column, &look.text)?
            }
        };
        Ok(())
    }

    /// A table with a frozen heading, a filter, widths in characters, and a print setup.
    fn table(
        &self,
        title: &str,
        columns: &[(String, f64)],
        rows: &[Vec<Cell>],
    ) -> Result<Worksheet, XlsxError> {
        let mut sheet = Worksheet::new();
        sheet.set_name(title)?;
        for (at, (name, width)) in (0_u16..).zip(columns) {
            sheet.write_string_with_format(0, at, name, &self.look.head)?;
            sheet.set_column_width(at, *width)?;
        }
        for (at, row) in (1_u32..).zip(rows) {
            for (column, cell) in (0_u16..).zip(row) {
                self.cell(&mut sheet, at, column, cell)?;
            }
        }
        let last = u16::try_from(columns.len().saturating_sub(1)).unwrap_or(0);
        let height = u32::try_from(rows.len()).unwrap_or(0);
        sheet.set_freeze_panes(1, 1)?;
        if height > 0 {
            sheet.autofilter(0, 0, height, last)?;
        }
        sheet
            .set_landscape()
            .set_paper_size(9)
            .set_print_fit_to_pages(1, 0);
        sheet.set_repeat_rows(0, 0)?;
        Ok(sheet)
    }

    fn columns(&self, keys: &[(&str, f64)]) -> Vec<(String, f64)> {
        keys.iter()
            .map(|(key, width)| (self.words.text(key), *width))
            .collect()
    }

    fn overview(&mut self, view: &View, profile: &str) -> Result<(), XlsxError> {
        let title = self.title("heading-figures");
        let mut sheet = Worksheet::new();
        sheet.set_name(&title)?;
        sheet
            .set_column_width(0, 24)?
            .set_column_width(1, 40)?
            .set_column_width(2, 60)?;
        sheet.write_string_with_format(0, 0, clip(&view.headline), &self.look.title)?;
        sheet.write_string(1, 0, clip(&view.lead))?;
        let mut row = 3;
        for figure in &view.figures {
            self.cell(&mut sheet, row, 0, &Cell::Strong(figure.value.clone()))?;
            self.cell(&mut sheet, row, 1, &text(&figure.label))?;
            self.cell(&mut sheet, row, 2, &text(&figure.meaning))?;
            row += 1;
        }
        row += 1;
        for sentence in view.summary.iter().chain(&view.notices) {
            sheet.write_string(row, 0, clip(sentence))?;
            row += 1;
        }
        row += 1;
        let radar = self.chart(view, profile, ChartType::RadarWithMarkers);
        sheet.insert_chart(row, 0, &radar)?;
        sheet
            .set_landscape()
            .set_paper_size(9)
            .set_print_fit_to_pages(1, 0);
        self.workbook.push_worksheet(sheet);
        Ok(())
    }

    /// A chart of the index, the targets and the earlier cycle, from the profile's columns.
    fn chart(&self, view: &View, profile: &str, kind: ChartType) -> Chart {
        let last = u32::try_from(view.components.len()).unwrap_or(1);
        let mut chart = Chart::new(kind);
        let mut series = vec![(4_u16, view.series.now.clone())];
        series.extend(view.series.target.clone().map(|name| (6, name)));
        series.extend(view.series.previous.clone().map(|name| (7, name)));
        for (column, name) in series {
            chart
                .add_series()
                .set_name(clip(&name).as_str())
                .set_categories((profile, 1, 1, last, 1))
                .set_values((profile, 1, column, last, column));
        }
        chart.title().set_name(clip(&view.title).as_str());
        chart.set_width(640).set_height(440);
        let values: Vec<String> = view
            .components
            .iter()
            .map(|c| format!("{} {}", c.name, c.index_text))
            .collect();
        chart.set_alt_text(clip(&values.join(", ")));
        chart
    }

    fn profile(&mut self, view: &View, title: &str) -> Result<(), XlsxError> {
        let columns = self.columns(&[
            ("column-code", 8.0),
            ("column-component", 30.0),
            ("column-level", 10.0),
            ("column-state", 18.0),
            ("column-index", 10.0),
            ("column-change", 10.0),
            ("column-target", 10.0),
            ("column-now", 10.0),
            ("column-claimed", 18.0),
            ("column-evidenced", 18.0),
            ("column-verified", 18.0),
        ]);
        let columns: Vec<(String, f64)> = columns
            .into_iter()
            .enumerate()
            .map(|(at, (name, width))| match (at, &view.series.previous) {
                (7, previous) => (previous.clone().unwrap_or_default(), width),
                _ => (name, width),
            })
            .collect();
        let rows: Vec<Vec<Cell>> = view
            .components
            .iter()
            .map(|component| profile_row(view, component))
            .collect();
        let mut sheet = self.table(title, &columns, &rows)?;
        let last = u32::try_from(rows.len()).unwrap_or(1).max(1);
        sheet.add_conditional_format(1, 4, last, 4, &ConditionalFormatDataBar::new())?;
        let bars = self.chart(view, title, ChartType::Bar);
        sheet.insert_chart(last + 2, 0, &bars)?;
        self.workbook.push_worksheet(sheet);
        Ok(())
    }

    fn steps(&mut self, view: &View) -> Result<(), XlsxError> {
        let title = self.title("heading-steps");
        let columns = self.columns(&[
            ("column-component", 30.0),
            ("column-step", 18.0),
            ("column-completion", 14.0),
            ("column-coverage", 14.0),
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
        let sheet = self.table(&title, &columns, &rows)?;
        self.workbook.push_worksheet(sheet);
        Ok(())
    }

    fn statements(&mut self, view: &View) -> Result<(), XlsxError> {
        let title = self.title("heading-statements");
        let mut columns = self.columns(&[
            ("column-id", 9.0),
            ("column-component", 24.0),
            ("column-strand", 24.0),
            ("column-level", 8.0),
            ("column-kind", 14.0),
            ("column-statement", 60.0),
            ("column-value", 16.0),
            ("column-source", 12.0),
            ("column-n", 10.0),
        ]);
        columns.extend(self.answer_columns());
        columns.extend(self.columns(&[
            ("column-spread", 12.0),
            ("column-evidence", 30.0),
            ("column-reason", 40.0),
        ]));
        let mut rows = Vec::new();
        for component in &view.components {
            for s in &component.statements {
                let mut row = vec![
                    text(&s.id),
                    text(&component.name),
                    text(&s.strand),
                    #[expect(clippy::cast_precision_loss, reason = "level numbers are small")]
                    Cell::Whole(Some(s.level as f64)),
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
        let sheet = self.table(&title, &columns, &rows)?;
        self.workbook.push_worksheet(sheet);
        Ok(())
    }

    fn answer_columns(&self) -> Vec<(String, f64)> {
        let key = |answer: Answer| format!("answer-{}", answer.word());
        Answer::ALL
            .into_iter()
            .map(|answer| (self.words.text(&key(answer)), 9.0))
            .collect()
    }

    fn groups(&mut self, view: &View) -> Result<(), XlsxError> {
        let title = self.title("heading-groups");
        let mut columns = self.columns(&[
            ("column-id", 9.0),
            ("column-statement", 60.0),
            ("column-group", 26.0),
            ("column-median", 16.0),
            ("column-n", 10.0),
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
        let sheet = self.table(&title, &columns, &rows)?;
        self.workbook.push_worksheet(sheet);
        Ok(())
    }

    fn targets(&mut self, view: &View) -> Result<(), XlsxError> {
        let title = self.title("heading-targets");
        let columns = self.columns(&[
            ("column-component", 30.0),
            ("column-now", 18.0),
            ("column-target", 18.0),
            ("column-by", 20.0),
            ("column-gap", 40.0),
            ("column-reason", 60.0),
        ]);
        let row = |t: &crate::view::TargetView| {
            [&t.component, &t.now, &t.target, &t.by, &t.gap, &t.rationale]
                .map(|cell| text(cell))
                .into()
        };
        let rows: Vec<Vec<Cell>> = view.targets.iter().map(row).collect();
        let sheet = self.table(&title, &columns, &rows)?;
        self.workbook.push_worksheet(sheet);
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
        let sheet = self.table(&title, &columns, &rows)?;
        self.workbook.push_worksheet(sheet);
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
        let sheet = self.table(&title, &columns, &rows)?;
        self.workbook.push_worksheet(sheet);
        Ok(())
    }
}

fn profile_row(view: &View, component: &ComponentView) -> Vec<Cell> {
    let level = component.level.and_then(|at| view.levels.get(at));
    #[expect(clippy::cast_precision_loss, reason = "level numbers are small")]
    let number = |value: Option<i64>| Cell::Whole(value.map(|value| value as f64));
    let [claimed, evidenced, verified] = &component.backing;
    vec![
        text(&component.code),
        Cell::Strong(component.name.clone()),
        number(level.map(|level| level.value)),
        text(level.map_or(component.level_text.as_str(), |level| level.name.as_str())),
        Cell::Index(component.index),
        Cell::Index(
            component
                .index
                .zip(component.previous)
                .map(|(now, before)| now - before),
        ),
        number(component.target_value),
        Cell::Index(component.previous),
        text(claimed),
        text(evidenced),
        text(verified),
    ]
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
