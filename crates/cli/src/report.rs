//! `gradus report`: the report of an assessment in any number of formats at once.

use crate::args::{InputArguments, ReportArguments};
use crate::failure::Failure;
use crate::load;
use crate::output::{print, write};
use crate::progress::Progress;
use gradus_domain::assessment::Assessment;
use gradus_domain::disclosure::{Protected, score_protected};
use gradus_report::format::Format;
use gradus_report::report::{Rendered, Report};
use gradus_words::{Language, Words};
use std::path::{Path, PathBuf};
use time::Date;

/// Writes the reports. All of them are made before the first one is written.
pub fn run(arguments: &ReportArguments) -> Result<(), Failure> {
    let outputs = arguments
        .output
        .iter()
        .map(|path| output(path))
        .collect::<Result<Vec<_>, _>>()?;
    let progress = Progress::new(outputs.len() + 1);
    progress.now("scoring");
    let assessment = load::assessment(&arguments.input)?;
    let previous = match &arguments.previous {
        Some(file) => Some(earlier(file)?),
        None => None,
    };
    let as_of = arguments.as_of.unwrap_or(assessment.cycle.to);
    let files = make(
        &assessment,
        previous.as_ref(),
        as_of,
        arguments.lang,
        &outputs,
        &progress,
    )?;
    drop(progress);
    for (path, bytes) in &files {
        write(path, bytes)?;
        print(&format!("wrote {}\n", path.display()))?;
    }
    Ok(())
}

fn earlier(file: &Path) -> Result<Assessment, Failure> {
    let none = Vec::new;
    let input = InputArguments {
        file: file.to_owned(),
        ratings: none(),
        assessors: none(),
    };
    load::assessment(&input)
}

/// A path with the format that its ending names.
fn output(path: &Path) -> Result<(PathBuf, Format), Failure> {
    let ending = path
        .extension()
        .and_then(|ending| ending.to_str())
        .unwrap_or_default();
    let format = ending.parse().map_err(|message: String| {
        let hint = "the ending of -o tells the format, for example -o report.pdf";
        Failure::usage(message, Some(hint))
    })?;
    if format == Format::Pdf && !cfg!(feature = "pdf") {
        let hint = "build it with the feature 'pdf', or print the HTML report";
        return Err(Failure::usage(
            "this program was built without PDF reports",
            Some(hint),
        ));
    }
    Ok((path.to_owned(), format))
}

/// Makes the files of a report: path and content.
pub fn make(
    assessment: &Assessment,
    previous: Option<&Assessment>,
    as_of: Date,
    language: Language,
    outputs: &[(PathBuf, Format)],
    progress: &Progress,
) -> Result<Vec<(PathBuf, Vec<u8>)>, Failure> {
    let words = Words::new(language);
    let protected = |assessment: &Assessment, as_of: Date| -> Protected {
        score_protected(assessment, as_of).in_language(language.tag())
    };
    let result = protected(assessment, as_of);
    let before = previous.map(|previous| protected(previous, previous.cycle.to));
    progress.done();
    let report = Report::new(&result, before.as_ref(), &words);
    let mut files = Vec::new();
    for (path, format) in outputs {
        progress.now(path.display().to_string());
        let name = path
            .file_name()
            .map_or_else(String::new, |name| name.to_string_lossy().into());
        let rendered = report
            .render(*format, &name)
            .map_err(|error| Failure::machine("the report cannot be made", error))?;
        files.extend(rendered.into_iter().map(|Rendered { suffix, bytes }| {
            let mut path = path.clone().into_os_string();
            path.push(suffix);
            (PathBuf::from(path), bytes)
        }));
        progress.done();
    }
    Ok(files)
}
