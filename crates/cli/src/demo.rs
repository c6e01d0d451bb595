//! `gradus demo`: the made-up city of Northaven, from its files to its reports.

use crate::assessment::merged;
use crate::failure::{Failure, print_warnings};
use crate::output::{print, write};
use crate::progress::Progress;
use crate::report::make;
use crate::score::table;
use gradus_catalog::assessment::build::build;
use gradus_catalog::assessment::document::AssessmentDocument;
use gradus_catalog::assessment::read::read_assessment;
use gradus_catalog::assessment::write::to_yaml;
use gradus_catalog::model::builtin::find_model;
use gradus_catalog::source::Source;
use gradus_catalog::workbook;
use gradus_domain::assessment::Assessment;
use gradus_domain::disclosure::Facts;
use gradus_domain::result::score;
use gradus_report::format::Format;
use gradus_words::{Language, Words, say};
use std::path::{Path, PathBuf};
use std::sync::Arc;

/// Where the reports go unless told otherwise.
const FOLDER: &str = "gradus-demo";

/// The lead's file of this cycle: the city, everybody asked, most answers, evidence.
const BASE: &[u8] = include_bytes!("../../../demo/northaven-2026.yaml");
/// The earlier cycle.
const EARLIER: &[u8] = include_bytes!("../../../demo/northaven-2024.yaml");

/// Workbooks that assessors filled in and saved with LibreOffice.
const WORKBOOKS: [(&str, &[u8]); 4] = [
    (
        "utilities-1.xlsx",
        include_bytes!("../../../demo/workbooks/utilities-1.xlsx"),
    ),
    (
        "utilities-2.xlsx",
        include_bytes!("../../../demo/workbooks/utilities-2.xlsx"),
    ),
    (
        "utilities-3.xlsx",
        include_bytes!("../../../demo/workbooks/utilities-3.xlsx"),
    ),
    (
        "university-1.xlsx",
        include_bytes!("../../../demo/workbooks/university-1.xlsx"),
    ),
];

/// Scores Northaven, shows the result and writes every report.
pub fn run(out: Option<&Path>, language: Language) -> Result<(), Failure> {
    let folder = out.unwrap_or(Path::new(FOLDER));
    std::fs::create_dir_all(folder)
        .map_err(|error| Failure::machine(format!("{} cannot be made", folder.display()), error))?;
    let (document, assessment) = this_cycle()?;
    let earlier = assess(&read("northaven-2024.yaml", EARLIER)?)?;
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

fn read(name: &str, bytes: &[u8]) -> Result<AssessmentDocument, Failure> {
    let read = read_assessment(&Source::from_bytes(name, bytes))?;
    print_warnings(&read.warnings);
    Ok(read.value)
}

fn this_cycle() -> Result<(AssessmentDocument, Assessment), Failure> {
    let mut documents = vec![read("northaven-2026.yaml", BASE)?];
    for (name, bytes) in WORKBOOKS {
        let read = workbook::read::read(&Source::from_bytes(name, bytes))?;
        print_warnings(&read.warnings);
        documents.push(read.value);
    }
    let document = merged(documents, None)?;
    let assessment = assess(&document)?;
    Ok((document, assessment))
}

fn assess(document: &AssessmentDocument) -> Result<Assessment, Failure> {
    let model = find_model(&document.model, None)?.value;
    Ok(build(document, Arc::new(model))?.value)
}
