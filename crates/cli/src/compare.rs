//! `gradus compare`: two cycles side by side.

use crate::args::{CompareArguments, InputArguments, ScoreFormat};
use crate::failure::Failure;
use crate::load;
use crate::output::print;
use crate::terminal::{Table, bold, paragraph};
use gradus_domain::assessment::Assessment;
use gradus_domain::comparison::{People, compare};
use gradus_domain::disclosure::Facts;
use gradus_domain::result::score;
use gradus_report::comparison::{ComparisonView, PARTS};
use gradus_report::comparison_json::comparison_file;
use gradus_words::{Words, count};
use std::fmt::Write as _;
use std::path::Path;

/// Compares two cycles for the lead: the figures are not protected.
pub fn run(arguments: &CompareArguments) -> Result<(), Failure> {
    let (old, new) = (one(&arguments.earlier)?, one(&arguments.later)?);
    let facts = |of: &Assessment| Facts::for_lead(of, score(of, of.cycle.to));
    let (earlier, later) = (facts(&old), facts(&new));
    let people = People::by_identifier(&old, &new);
    let found = compare((&old, &earlier), (&new, &later), &people);
    match arguments.format {
        ScoreFormat::Json => print(&comparison_file(&earlier, &later, &found)),
        ScoreFormat::Table => {
            let words = Words::new(arguments.lang);
            let tag = words.language().tag();
            let names = [&old.cycle.name, &new.cycle.name].map(String::as_str);
            let (earlier, later) = (earlier.in_language(tag), later.in_language(tag));
            let view = ComparisonView::new((&earlier, &later), &found, names, &words);
            print(&text(&view, &words))
        }
    }
}

fn one(file: &Path) -> Result<Assessment, Failure> {
    load::assessment(&InputArguments {
        file: file.to_owned(),
        ratings: Vec::new(),
        assessors: Vec::new(),
    })
}

fn text(view: &ComparisonView, words: &Words) -> String {
    let mut text = format!("{}\n{}", bold(&view.headline), paragraph(&view.people, ""));
    let [model, assessors, evidence, ratings] = PARTS.map(|key| words.text(key));
    let mut table = Table::new([
        &words.text("column-component"),
        &view.earlier,
        &view.later,
        &words.text("compare-change"),
        &model,
        &assessors,
        &evidence,
        &ratings,
    ]);
    for row in &view.rows {
        let none = words.text("no-figure");
        let parts = row.parts.clone();
        let [model, assessors, evidence, ratings] =
            parts.unwrap_or_else(|_| std::array::from_fn(|_| none.clone()));
        table.row([
            row.name.clone(),
            row.before.clone(),
            row.after.clone(),
            row.change.clone(),
            model,
            assessors,
            evidence,
            ratings,
        ]);
    }
    let _ = write!(text, "\n{}\n", table.render());
    for note in &view.notes {
        text.push_str(&paragraph(note, ""));
    }
    for list in &view.items {
        let _ = writeln!(text, "\n{}", bold(&list.name));
        for row in &list.rows {
            let change = format!("{} {} → {}", row.id, row.before, row.after);
            let causes = row.causes.join(", ");
            text.push_str(&paragraph(&format!("{change}  {causes}"), "  "));
        }
    }
    let unchanged = [("n", count(view.unchanged))];
    let _ = writeln!(text, "\n{}", words.with("compare-unchanged", &unchanged));
    text
}
