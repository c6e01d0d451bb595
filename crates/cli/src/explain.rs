//! `gradus explain`: one component in full.

use crate::args::{ExplainArguments, InputArguments};
use crate::failure::Failure;
use crate::load;
use crate::output::print;
use crate::terminal::{Table, bold, paragraph};
use gradus_catalog::problem::nearest;
use gradus_domain::disclosure::Facts;
use gradus_domain::result::score;
use gradus_report::view::{ComponentView, Sources, View};
use gradus_words::{Words, say};
use std::fmt::Write as _;

/// Explains a component for the lead: the figures are not protected.
pub fn run(arguments: &ExplainArguments) -> Result<(), Failure> {
    let input = InputArguments {
        file: arguments.file.clone(),
        ratings: arguments.ratings.clone(),
        assessors: arguments.assessors.clone(),
    };
    let assessment = load::assessment(&input)?;
    let model = &assessment.model;
    let Some(ix) = model.find_component(&arguments.component) else {
        let known = model
            .components
            .iter()
            .flat_map(|c| [c.id.as_str(), c.code.as_str()]);
        let ids: Vec<&str> = model.components.iter().map(|c| c.id.as_str()).collect();
        let hint = nearest(&arguments.component, known)
            .unwrap_or_else(|| format!("components: {}", ids.join(", ")));
        let message = format!("{} has no component '{}'", model.name, arguments.component);
        return Err(Failure::NotFound {
            message,
            hint: Some(hint),
        });
    };
    let as_of = arguments.as_of.unwrap_or(assessment.cycle.to);
    let words = Words::new(arguments.lang);
    let facts = Facts::for_lead(&assessment, score(&assessment, as_of));
    let facts = facts.in_language(words.language().tag());
    let view = View::new(Sources {
        result: &facts,
        previous: None,
        words: &words,
    });
    print(&text(&view.components[ix.0], &words))
}

fn text(component: &ComponentView, words: &Words) -> String {
    let mut text = format!(
        "{}\n{}\n",
        bold(&format!(
            "{} {}: {}",
            component.code, component.name, component.level_text
        )),
        component.references,
    );
    text.push_str(&paragraph(&component.summary, ""));
    let _ = writeln!(
        text,
        "\n{} {}",
        words.text("column-index"),
        component.index_text
    );
    component
        .facts
        .iter()
        .for_each(|fact| text.push_str(&paragraph(fact, "")));
    steps(component, words, &mut text);
    blocking(component, words, &mut text);
    list(
        &words.text("heading-contradictions"),
        &component.contradictions,
        &mut text,
    );
    list(
        &words.text("heading-disagree"),
        &component.disagreements,
        &mut text,
    );
    list(
        &words.text("heading-unrated"),
        &component.unrated,
        &mut text,
    );
    text
}

fn heading(title: &str, text: &mut String) {
    let _ = writeln!(text, "\n{}", bold(title));
}

fn steps(component: &ComponentView, words: &Words, text: &mut String) {
    if component.steps.is_empty() {
        return;
    }
    heading(&words.text("heading-steps"), text);
    let names = [
        "column-step",
        "column-completion",
        "column-coverage",
        "column-state",
    ];
    let names = names.map(|key| words.text(key));
    let mut table = Table::new(names.each_ref().map(String::as_str));
    for step in &component.steps {
        table.row([
            step.to.clone(),
            step.completion_text.clone(),
            step.coverage_text.clone(),
            step.state_text.clone(),
        ]);
    }
    text.push_str(&table.render());
}

fn blocking(component: &ComponentView, words: &Words, text: &mut String) {
    let Some(to) = component
        .next_step
        .as_ref()
        .filter(|_| !component.blocking.is_empty())
    else {
        return;
    };
    heading(&words.with("heading-next", &[("to", say(to))]), text);
    let names = [
        "column-id",
        "column-gain",
        "column-value",
        "column-kind",
        "column-statement",
    ];
    let names = names.map(|key| words.text(key));
    let mut table = Table::new(names.each_ref().map(String::as_str));
    for row in &component.blocking {
        let mark = if row.in_smallest_set { "* " } else { "" };
        table.row([
            row.id.clone(),
            row.gain.clone(),
            row.value.clone(),
            row.kind.clone(),
            format!("{mark}{}", row.text),
        ]);
    }
    text.push_str(&table.render());
    text.push_str(&paragraph(
        &format!("* {}", words.text("smallest-set-note")),
        "",
    ));
}

fn list(title: &str, items: &[String], text: &mut String) {
    if items.is_empty() {
        return;
    }
    heading(title, text);
    for item in items {
        text.push_str(&paragraph(item, "    ").replacen("    ", "  • ", 1));
    }
}
