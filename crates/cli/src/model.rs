//! `gradus model …`.

use crate::args::{ModelCommand, ModelFormat};
use crate::failure::{Failure, print_warnings};
use crate::output::{print, write_or_print};
use crate::terminal::Table;
use gradus_catalog::model::builtin::{built_in, find_model, names};
use gradus_catalog::model::diff::{Change, diff};
use gradus_catalog::model::read::read_model;
use gradus_catalog::model::starter::starter;
use gradus_catalog::model::write::to_json;
use gradus_catalog::schema;
use gradus_catalog::source::Source;
use gradus_domain::model::Model;
use std::fmt::Write as _;
use std::path::Path;

/// Runs a command on models.
pub fn run(command: ModelCommand) -> Result<(), Failure> {
    match command {
        ModelCommand::List => list(),
        ModelCommand::Show {
            model,
            format,
            lang,
        } => show(&model, format, lang.as_deref()),
        ModelCommand::Check { file } => check(&file),
        ModelCommand::New { id, title, output } => {
            write_or_print(output.as_deref(), &starter(&id, &title))
        }
        ModelCommand::Schema => print(&schema::model()),
        ModelCommand::Diff { before, after } => compare(&before, &after),
    }
}

fn list() -> Result<(), Failure> {
    let mut table = Table::new([
        "Model",
        "Title",
        "Levels",
        "Components",
        "Statements",
        "Languages",
    ]);
    for name in names() {
        let Some(model) = built_in(name) else {
            continue;
        };
        let model = model?.value;
        let translations = model.translations.iter().map(|t| t.language.as_str());
        let languages: Vec<&str> = std::iter::once(model.language.as_str())
            .chain(translations)
            .collect();
        table.row([
            name.to_owned(),
            model.title.clone(),
            model.scale.len().to_string(),
            model.components.len().to_string(),
            model.statements.len().to_string(),
            languages.join(", "),
        ]);
    }
    print(&table.render())
}

fn load(name: &str) -> Result<Model, Failure> {
    Ok(find_model(name, None)?.value)
}

fn show(name: &str, format: ModelFormat, language: Option<&str>) -> Result<(), Failure> {
    let mut model = load(name)?;
    if let Some(language) = language.filter(|language| *language != model.language) {
        model = model.in_language(language).ok_or_else(|| {
            let known: Vec<&str> = model
                .translations
                .iter()
                .map(|t| t.language.as_str())
                .collect();
            let hint = match known.as_slice() {
                [] => format!("it is in '{}' only", model.language),
                known => format!("it has {}, {}", model.language, known.join(", ")),
            };
            let message = format!("{} has no translation into '{language}'", model.name);
            Failure::NotFound {
                message,
                hint: Some(hint),
            }
        })?;
    }
    print(&match format {
        ModelFormat::Json => to_json(&model),
        ModelFormat::Markdown => markdown(&model),
        ModelFormat::Table => table(&model),
    })
}

fn heading(model: &Model) -> String {
    let levels: Vec<String> = model
        .scale
        .all()
        .map(|level| format!("{} {}", model.scale.value(level), model.scale.name(level)))
        .collect();
    levels.join(", ")
}

fn references(model: &Model, component: &gradus_domain::model::Component) -> String {
    match &model.references {
        Some(scheme) if component.references.is_empty() => {
            format!("{}: none printed", scheme.scheme)
        }
        Some(scheme) => format!("{}: {}", scheme.scheme, component.references.join(", ")),
        None => String::new(),
    }
}

fn unused(model: &Model) -> Option<String> {
    let unused: Vec<String> = model
        .unused_references()
        .iter()
        .map(|r| format!("{} ({})", r.id, r.title))
        .collect();
    (!unused.is_empty())
        .then(|| format!("References that no component uses: {}", unused.join(", ")))
}

fn level_text(model: &Model, statement: &gradus_domain::model::Statement) -> String {
    let value = model.scale.value(statement.level);
    match statement.alternative_level {
        Some(other) => format!("{value} (or {})", model.scale.value(other)),
        None => value.to_string(),
    }
}

fn table(model: &Model) -> String {
    let mut text = format!("{} · {}\n{}\n", model.name, model.title, heading(model));
    for component in &model.components {
        let _ = writeln!(
            text,
            "\n{} {}\n{}",
            component.code, component.name, component.summary
        );
        let references = references(model, component);
        if !references.is_empty() {
            let _ = writeln!(text, "{references}");
        }
        let mut rows = Table::new(["Id", "Level", "Kind", "Strand", "Statement"]);
        for ix in &component.statements {
            let statement = model.statement(*ix);
            rows.row([
                statement.id.clone(),
                level_text(model, statement),
                statement.kind.word().to_owned(),
                model.strand(statement.strand).name.clone(),
                statement.text.clone(),
            ]);
        }
        text.push_str(&rows.render());
    }
    if let Some(unused) = unused(model) {
        let _ = writeln!(text, "\n{unused}");
    }
    let _ = writeln!(
        text,
        "\nOrigin: {}\nTerms: {}\nSHA-256: {}",
        model.provenance, model.licence, model.sha256
    );
    text
}

fn markdown(model: &Model) -> String {
    let mut text = format!(
        "# {}\n\nModel `{}`. Levels: {}.\n",
        model.title,
        model.name,
        heading(model)
    );
    for component in &model.components {
        let _ = writeln!(
            text,
            "\n## {} {}\n\n{}",
            component.code, component.name, component.summary
        );
        let references = references(model, component);
        if !references.is_empty() {
            let _ = writeln!(text, "\n{references}");
        }
        for ix in &component.strands {
            let strand = model.strand(*ix);
            let _ = writeln!(
                text,
                "\n### {}\n\n| Id | Level | Kind | Statement |\n|---|---|---|---|",
                strand.name
            );
            for ix in &strand.statements {
                let statement = model.statement(*ix);
                let body = statement.text.replace('|', "\\|");
                let level = level_text(model, statement);
                let _ = writeln!(
                    text,
                    "| {} | {level} | {} | {body} |",
                    statement.id,
                    statement.kind.word()
                );
            }
        }
    }
    if let Some(unused) = unused(model) {
        let _ = writeln!(text, "\n{unused}");
    }
    let _ = writeln!(text, "\n{}\n\n{}", model.provenance, model.licence);
    text
}

fn check(file: &Path) -> Result<(), Failure> {
    let read = read_model(&Source::open_text(file)?)?;
    print_warnings(&read.warnings);
    let model = read.value;
    print(&format!(
        "{} is a model: {}, {} levels, {} components, {} strands, {} statements\nSHA-256: {}\n",
        file.display(),
        model.name,
        model.scale.len(),
        model.components.len(),
        model.strands.len(),
        model.statements.len(),
        model.sha256,
    ))
}

fn compare(before: &str, after: &str) -> Result<(), Failure> {
    let (before, after) = (load(before)?, load(after)?);
    let diff = diff(&before, &after);
    let mut text = format!("{} → {}\n", before.name, after.name);
    if diff.is_empty() {
        text.push_str("The statements are the same.\n");
    }
    let mut list = |word: &str, ids: &[String]| {
        for id in ids {
            let _ = writeln!(text, "{word:8} {id}");
        }
    };
    list("new", &diff.new);
    list("gone", &diff.gone);
    let mut changes = |word: &str, changes: &[Change]| {
        for change in changes {
            let Change {
                id,
                what,
                before,
                after,
            } = change;
            let _ = writeln!(text, "{word:8} {id} {what}: {before} → {after}");
        }
    };
    changes("moved", &diff.moved);
    changes("changed", &diff.changed);
    print(&text)
}
