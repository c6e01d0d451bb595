//! `gradus score`: levels in the terminal, or the result file.

use crate::args::{ScoreArguments, ScoreFormat};
use crate::failure::Failure;
use crate::load;
use crate::output::print;
use crate::progress::Progress;
use crate::terminal::{bold, matrix, paragraph};
use gradus_domain::disclosure::Facts;
use gradus_domain::result::score;
use gradus_report::result_json::result_file;
use gradus_report::view::{Sources, View};
use gradus_words::Words;
use std::fmt::Write as _;

/// Scores an assessment for its lead: the figures are not protected.
pub fn run(arguments: &ScoreArguments) -> Result<(), Failure> {
    let progress = Progress::new(2);
    progress.now("reading");
    let assessment = load::assessment(&arguments.input)?;
    progress.done();
    progress.now("scoring");
    let as_of = arguments.as_of.unwrap_or(assessment.cycle.to);
    let facts = Facts::for_lead(&assessment, score(&assessment, as_of));
    drop(progress);
    match arguments.format {
        ScoreFormat::Json => print(&result_file(&facts)),
        ScoreFormat::Table => {
            let words = Words::new(arguments.lang);
            print(&table(&facts, None, &words))
        }
    }
}

/// The indentation beside the values of figures.
const FIGURE: &str = "        ";

/// The result as the terminal shows it.
pub fn table(facts: &Facts, previous: Option<&Facts>, words: &Words) -> String {
    let translated = facts.clone().in_language(words.language().tag());
    let view = View::new(Sources {
        result: &translated,
        previous,
        words,
    });
    let mut text = format!("{}\n{}\n", bold(&view.headline), paragraph(&view.lead, ""));
    text.push_str(&matrix(&view, words));
    text.push('\n');
    for figure in &view.figures {
        let told = paragraph(&format!("{} ({})", figure.label, figure.meaning), FIGURE);
        text.push_str(&told.replacen(FIGURE, &format!("{:<7} ", figure.value), 1));
    }
    text.push('\n');
    let _ = writeln!(text, "{}", bold(&words.text("heading-holds-back")));
    for point in &view.holds_back {
        let indented = paragraph(&format!("{}: {}", point.name, point.text), "    ");
        text.push_str(&indented.replacen("    ", "  • ", 1));
    }
    for notice in &view.notices {
        text.push_str(&paragraph(notice, ""));
    }
    text
}
