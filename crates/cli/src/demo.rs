//! `gradus demo --out`: the made-up city of Northaven, from its files to its reports.

use crate::failure::Failure;
use crate::output::{print, write};
use crate::progress::Progress;
use crate::report::make;
use crate::score::table;
use gradus_app::demo::{EARLIER, earlier_cycle, this_cycle};
use gradus_catalog::assessment::build::build;
use gradus_catalog::assessment::document::AssessmentDocument;
use gradus_catalog::assessment::write::to_yaml;
use gradus_catalog::model::builtin::find_model;
use gradus_domain::assessment::Assessment;
use gradus_domain::disclosure::Facts;
use gradus_domain::result::score;
use gradus_report::format::Format;
use gradus_words::{Language, Words, say};
use std::path::{Path, PathBuf};
use std::sync::Arc;

/// Scores Northaven, shows the result and writes every report.
pub fn run(folder: &Path, language: Language) -> Result<(), Failure> {
    std::fs::create_dir_all(folder)
        .map_err(|error| Failure::machine(format!("{} cannot be made", folder.display()), error))?;
    let document = this_cycle()?;
    let assessment = assess(&document)?;
    let earlier = assess(&earlier_cycle()?)?;
    let words = Words::new(language);
    let as_of = assessment.cycle.to;
    let facts = Facts::for_lead(&assessment, score(&assessment, as_of));
    let before = Facts::for_lead(&earlier, score(&earlier, earlier.cycle.to));
    print(&format!("{}\n\n", words.text("demo-fictional")))?;
    print(&table(&facts, Some(&before), &words))?;
    let outputs: Vec<(PathBuf, Format)> = Format::ALL
        .into_iter()
        .filter(|format| cfg!(feature = "pdf") || *format != Format::Pdf)
        .map(|format| {
            (
                folder.join(format!("northaven-2026.{}", format.ending())),
                format,
            )
        })
        .collect();
    let progress = Progress::new(outputs.len() + 1);
    let mut files = make(
        &assessment,
        Some(&earlier),
        as_of,
        language,
        &outputs,
        &progress,
    )?;
    drop(progress);
    files.push((
        folder.join("northaven-2026.yaml"),
        to_yaml(&document).into_bytes(),
    ));
    files.push((folder.join("northaven-2024.yaml"), EARLIER.to_vec()));
    let mut list = String::new();
    for (path, bytes) in &files {
        write(path, bytes)?;
        list.push_str(&format!("  {}\n", path.display()));
    }
    let first = folder.join("northaven-2026.html");
    let open = words.with("demo-open", &[("file", say(first.display()))]);
    print(&format!("\n{}\n{list}{open}\n", words.text("demo-files")))
}

fn assess(document: &AssessmentDocument) -> Result<Assessment, Failure> {
    let model = find_model(&document.model, None)?.value;
    Ok(build(document, Arc::new(model))?.value)
}
