//! The report as Markdown: CommonMark with tables, every text escaped.

use crate::view::{ComponentView, View};
use gradus_words::{Words, say};
use std::fmt::Write as _;

/// The report as text.
#[must_use]
pub fn text(view: &View, words: &Words) -> String {
    let mut out = Markdown {
        text: String::new(),
        words,
    };
    out.heading(1, &view.title);
    out.paragraph(&format!("**{}**", escape(&view.headline)));
    out.paragraph(&escape(&view.lead));
    for notice in &view.notices {
        out.paragraph(&format!("> {}", escape(notice)));
    }
    let figures = view.figures.iter();
    let rows = figures.map(|f| vec![f.value.clone(), f.label.clone(), f.meaning.clone()]);
    out.table(&["column-figure", "column-title", "column-reason"], rows);
    view.summary
        .iter()
        .for_each(|sentence| out.paragraph(&escape(sentence)));
    out.matrix(view);
    out.points("heading-holds-back", &view.holds_back);
    out.points("heading-disagree", &view.disagreements);
    out.title(2, "heading-targets");
    let rows = view.targets.iter().map(|t| {
        let cells = [&t.component, &t.now, &t.target, &t.by, &t.gap, &t.rationale];
        cells.into_iter().cloned().collect()
    });
    let columns = [
        "column-component",
        "column-now",
        "column-target",
        "column-by",
        "column-gap",
        "column-reason",
    ];
    out.table(&columns, rows);
    out.title(2, "heading-components");
    view.components
        .iter()
        .for_each(|component| out.component(component));
    out.title(2, "heading-evidence");
    let rows = view.evidence.iter().map(|e| {
        vec![
            e.id.clone(),
            e.title.clone(),
            e.kind.clone(),
            e.period.clone(),
            e.status.clone(),
            e.supports.clone(),
        ]
    });
    let columns = [
        "column-id",
        "column-title",
        "column-kind",
        "column-period",
        "column-status",
        "column-supports",
    ];
    out.table(&columns, rows);
    out.title(2, "heading-method");
    view.explanations
        .iter()
        .for_each(|sentence| out.paragraph(&escape(sentence)));
    let rows = view
        .method
        .iter()
        .map(|(label, value)| vec![label.clone(), value.clone()]);
    out.table(&["column-title", "column-value"], rows);
    out.text
}

/// Text that Markdown takes literally.
fn escape(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for c in text.chars() {
        match c {
            '\n' | '\r' => out.push(' '),
            '\\' | '`' | '*' | '_' | '{' | '}' | '[' | ']' | '<' | '>' | '#' | '|' | '!' | '~'
            | '$' => {
                out.push('\\');
                out.push(c);
            }
            '&' => out.push_str("&amp;"),
            _ => out.push(c),
        }
    }
    out
}

struct Markdown<'a> {
    text: String,
    words: &'a Words,
}

impl Markdown<'_> {
    fn heading(&mut self, level: usize, text: &str) {
        let _ = writeln!(self.text, "\n{} {}\n", "#".repeat(level), escape(text));
    }

    fn title(&mut self, level: usize, key: &str) {
        self.heading(level, &self.words.text(key));
    }

    /// A paragraph of text that is escaped already.
    fn paragraph(&mut self, text: &str) {
        let _ = writeln!(self.text, "{text}\n");
    }

    fn table(&mut self, columns: &[&str], rows: impl Iterator<Item = Vec<String>>) {
        let mut rows = rows.peekable();
        if rows.peek().is_none() {
            self.paragraph(&escape(&self.words.text("nothing-here")));
            return;
        }
        let heads: Vec<String> = columns
            .iter()
            .map(|key| escape(&self.words.text(key)))
            .collect();
        let _ = writeln!(
            self.text,
            "| {} |\n|{}",
            heads.join(" | "),
            "---|".repeat(heads.len())
        );
        for row in rows {
            let cells: Vec<String> = row.iter().map(|cell| escape(cell)).collect();
            let _ = writeln!(self.text, "| {} |", cells.join(" | "));
        }
        self.text.push('\n');
    }

    fn points(&mut self, key: &str, points: &[crate::view::Point]) {
        self.title(2, key);
        for point in points {
            let _ = writeln!(
                self.text,
                "- **{}**: {}",
                escape(&point.name),
                escape(&point.text)
            );
        }
        if points.is_empty() {
            self.paragraph(&escape(&self.words.text("nothing-here")));
        }
        self.text.push('\n');
    }

    fn matrix(&mut self, view: &View) {
        self.title(2, "heading-matrix");
        let row = |component: &ComponentView| {
            let target = component.target.and_then(|at| view.levels.get(at));
            vec![
                component.name.clone(),
                component.level_text.clone(),
                component.index_text.clone(),
                component.change.clone().unwrap_or_default(),
                component
                    .way
                    .as_ref()
                    .map_or_else(String::new, |(_, text)| text.clone()),
                target.map_or_else(String::new, |level| {
                    format!("{} {}", level.value, level.name)
                }),
            ]
        };
        let columns = [
            "column-component",
            "column-level",
            "column-index",
            "column-change",
            "column-step",
            "column-target",
        ];
        self.table(&columns, view.components.iter().map(row));
    }

    fn component(&mut self, component: &ComponentView) {
        let title = format!(
            "{} {}: {}",
            component.code, component.name, component.level_text
        );
        self.heading(3, &title);
        self.paragraph(&escape(&component.summary));
        self.paragraph(&escape(&component.references));
        component
            .facts
            .iter()
            .for_each(|fact| self.paragraph(&escape(fact)));
        if !component.in_scope {
            return;
        }
        let steps = component.steps.iter().map(|step| {
            let cells = [
                &step.to,
                &step.completion_text,
                &step.coverage_text,
                &step.state_text,
            ];
            cells.into_iter().cloned().collect()
        });
        self.table(
            &[
                "column-step",
                "column-completion",
                "column-coverage",
                "column-state",
            ],
            steps,
        );
        if let Some(to) = component
            .next_step
            .as_ref()
            .filter(|_| !component.blocking.is_empty())
        {
            self.heading(4, &self.words.with("heading-next", &[("to", say(to))]));
            let mark = self.words.text("smallest-set-mark");
            let rows = component.blocking.iter().map(|row| {
                let mark = if row.in_smallest_set {
                    mark.clone()
                } else {
                    String::new()
                };
                vec![
                    row.id.clone(),
                    row.text.clone(),
                    row.value.clone(),
                    row.gain.clone(),
                    mark,
                ]
            });
            let columns = [
                "column-id",
                "column-statement",
                "column-value",
                "column-gain",
                "column-state",
            ];
            self.table(&columns, rows);
        }
        for (key, items) in [
            ("heading-contradictions", &component.contradictions),
            ("heading-disagree", &component.disagreements),
            ("heading-unrated", &component.unrated),
        ] {
            if !items.is_empty() {
                self.title(4, key);
                items
                    .iter()
                    .for_each(|item| self.paragraph(&format!("- {}", escape(item))));
            }
        }
        self.title(4, "heading-statements");
        let rows = component.statements.iter().map(|s| {
            let answers = match s.spread.as_str() {
                "" => s.distribution.clone(),
                spread => format!("{} ({spread})", s.distribution),
            };
            let value = format!("{} ({})", s.value, s.source);
            let value = if s.source.is_empty() {
                s.value.clone()
            } else {
                value
            };
            vec![
                s.id.clone(),
                s.level_name.clone(),
                s.text.clone(),
                value,
                answers,
            ]
        });
        let columns = [
            "column-id",
            "column-level",
            "column-statement",
            "column-value",
            "column-answers",
        ];
        self.table(&columns, rows);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn hostile_text_stays_text() {
        assert_eq!(escape("<b>|x|</b>\n# y"), "\\<b\\>\\|x\\|\\</b\\> \\# y");
    }
}
