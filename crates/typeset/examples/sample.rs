//! Typesets a report of about fifteen pages with tables and ten charts, and says how long it took.
//!
//! `cargo run --release -p gradus-typeset --example sample -- report.pdf`

use std::error::Error;
use std::fmt::Write;
use std::time::Instant;

use gradus_typeset::{Document, render, replace_uncovered, uncovered};
use serde_json::json;
use time::{Date, Month};

const SOURCE: &str = include_str!("sample.typ");

fn main() -> Result<(), Box<dyn Error>> {
    let start = Instant::now();
    let target = std::env::args().nth(1);
    let charts: Vec<(String, String)> = (0..10)
        .map(|index| (format!("charts/chart{index}.svg"), chart(index)))
        .collect();
    let data = data()?;

    let mut files: Vec<(&str, &[u8])> = vec![("data.json", &data)];
    files.extend(
        charts
            .iter()
            .map(|(path, svg)| (path.as_str(), svg.as_bytes())),
    );
    let document = Document {
        source: SOURCE,
        files: &files,
        language: "en-GB",
        date: Date::from_calendar_date(2026, Month::November, 23)?,
        identifier: "sample",
        creator: "sample 1.0",
    };
    let first = render(&document)?;
    println!(
        "first: {} pages, {} bytes, {:?} since start",
        first.page_count,
        first.pdf.len(),
        start.elapsed()
    );
    for warning in &first.warnings {
        println!("warning: {warning}");
    }
    let again = Instant::now();
    let second = render(&document)?;
    println!(
        "again: {:?}, the same bytes: {}",
        again.elapsed(),
        first.pdf == second.pdf
    );
    if let Some(path) = target {
        std::fs::write(path, first.pdf)?;
    }
    Ok(())
}

/// The texts. What the fonts lack is replaced beforehand, and could be listed to the reader.
fn data() -> Result<Vec<u8>, serde_json::Error> {
    let names = [
        "Θεσσαλονίκη",
        "Київ",
        "Łódź",
        "Ålesund",
        "*#panic()*",
        "القاهرة",
    ];
    let missing: String = uncovered(&names.join(" ")).into_iter().collect();
    println!("no font for: {missing}");
    let names: Vec<_> = names.iter().map(|name| replace_uncovered(name)).collect();
    let rows: Vec<_> = (1..=60)
        .map(|number| {
            json!({
                "number": number,
                "text": format!("The city keeps a register of its data sets, names who answers for each, and looks at it at least every {number} months"),
                "agreed": format!("{}", number % 5 + 1),
                "target": "4",
            })
        })
        .collect();
    let charts: Vec<_> = (0..10)
        .map(|index| {
            json!({
                "name": format!("chart{index}"),
                "caption": format!("Levels of component {}", index + 1),
                "alt": "Bars: the levels of six strands, from 1 to 5; the figures are in the table below",
            })
        })
        .collect();
    let paragraph = "The assessors agree on most statements of this component. Where they differ by \
                     more than one level, the agreed level follows the lower median, and the evidence \
                     that was named is listed in the annex. "
        .repeat(3);
    serde_json::to_vec(&json!({
        "title": "Sample report",
        "subtitle": "All that a long report needs",
        "author": "An author",
        "summary": "Sixty statements, ten charts and a few names.",
        "rows": rows,
        "charts": charts,
        "paragraphs": [paragraph, paragraph],
        "names": names,
    }))
}

/// A chart of bars whose text names the family the documents are set in.
fn chart(index: usize) -> String {
    let mut bars = String::new();
    for bar in 0..6 {
        let (y, width) = (bar * 34 + 10, ((bar + index) % 5 + 1) * 80);
        let _ = write!(
            bars,
            r##"<text x="0" y="{}">Strand {}</text><rect x="90" y="{y}" width="{width}" height="24" fill="#1b5e8c"/>"##,
            y + 17,
            bar + 1,
        );
    }
    format!(
        r#"<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 520 220" font-family="Inter" font-size="14">{bars}</svg>"#
    )
}
