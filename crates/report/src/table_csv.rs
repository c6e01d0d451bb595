//! The statements as CSV with CSV-on-the-Web metadata: one row a statement, plain numbers,
//! stable column names in every language.

use crate::result_json::source_word;
use crate::view::View;
use gradus_domain::disclosure::Facts;
use gradus_domain::rating::Answer;
use gradus_domain::result::StatementScore;
use serde_json::json;

/// Name, data type and description of every column.
const COLUMNS: [(&str, &str, &str); 21] = [
    ("component", "string", "Identifier of the component"),
    (
        "component_level",
        "integer",
        "Level of the component; empty where it has none",
    ),
    (
        "component_index",
        "double",
        "Index of the component; empty where it has none",
    ),
    ("strand", "string", "Identifier of the strand"),
    ("statement", "string", "Identifier of the statement"),
    (
        "level",
        "integer",
        "Level whose cell the statement stands in",
    ),
    ("kind", "string", "strength, stage or deficit"),
    ("text", "string", "Text of the statement"),
    (
        "value",
        "string",
        "Answer the statement stands at; empty where it is not rated",
    ),
    ("contribution", "integer", "Contribution in thirds, 0 to 3"),
    ("source", "string", "agreed, median or none"),
    ("n", "integer", "Answers on the scale"),
    (
        "not",
        "integer",
        "Not at all; counts are empty where fewer than five answered",
    ),
    ("partly", "integer", "Partly"),
    ("largely", "integer", "Largely"),
    ("fully", "integer", "Fully"),
    ("surpassed", "integer", "Surpassed"),
    ("unknown", "integer", "Don't know"),
    ("na", "integer", "Not applicable"),
    (
        "ad",
        "double",
        "Mean absolute deviation from the median, in points",
    ),
    ("disputed", "boolean", "Whether the answers lie far apart"),
];

/// The table as bytes: UTF-8, lines ended by CR LF (RFC 4180).
///
/// # Errors
/// None that can occur when writing to memory.
pub fn table(facts: &Facts) -> Result<Vec<u8>, csv::Error> {
    let mut writer = csv::WriterBuilder::new()
        .terminator(csv::Terminator::CRLF)
        .from_writer(Vec::new());
    writer.write_record(COLUMNS.map(|(name, ..)| name))?;
    for score in &facts.figures().statements {
        writer.write_record(row(facts, score))?;
    }
    writer
        .into_inner()
        .map_err(|error| error.into_error().into())
}

fn row(facts: &Facts, score: &StatementScore) -> [String; COLUMNS.len()] {
    let model = facts.model();
    let statement = model.statement(score.statement);
    let component = &facts.figures().components[statement.component.0];
    let tally = score.tally.ok();
    let count =
        |answer: Answer| tally.map_or_else(String::new, |tally| tally.count(answer).to_string());
    let spread = score.spread.ok();
    [
        safe(&model.component(statement.component).id),
        component
            .level
            .map_or_else(|_| String::new(), |l| model.scale.value(l).to_string()),
        component
            .index
            .map_or_else(|_| String::new(), |index| index.to_string()),
        safe(&model.strand(statement.strand).id),
        safe(&statement.id),
        model.scale.value(statement.level).to_string(),
        statement.kind.word().to_owned(),
        safe(&statement.text),
        score
            .consensus
            .value
            .map_or_else(String::new, |value| value.word().to_owned()),
        score
            .consensus
            .fact
            .contribution()
            .map_or_else(String::new, |c| c.to_string()),
        source_word(score.consensus.source).to_owned(),
        score.on_scale.to_string(),
        count(Answer::Not),
        count(Answer::Partly),
        count(Answer::Largely),
        count(Answer::Fully),
        count(Answer::Surpassed),
        count(Answer::Unknown),
        count(Answer::NotApplicable),
        spread.map_or_else(String::new, |spread| spread.ad.to_string()),
        spread.map_or_else(String::new, |spread| spread.disputed.to_string()),
    ]
}

/// A text that no spreadsheet takes for a formula: one that begins with a sign of a formula
/// gets an apostrophe before it, as OWASP advises against CSV injection.
#[must_use]
pub fn safe(text: &str) -> String {
    let begins = text.trim_start_matches([' ', '\u{a0}']);
    if begins.starts_with(['=', '+', '-', '@', '\t', '\r', '\n', '＝', '＋', '－', '＠']) {
        format!("'{text}")
    } else {
        text.to_owned()
    }
}

/// CSV-on-the-Web metadata of the table in the file `name`.
#[must_use]
pub fn metadata(view: &View, name: &str) -> String {
    let columns: Vec<serde_json::Value> = COLUMNS
        .iter()
        .map(|(name, kind, description)| {
            json!({
                "name": name,
                "titles": name,
                "datatype": kind,
                "dc:description": description,
                "required": matches!(*name, "component" | "statement" | "level" | "kind" | "n"),
            })
        })
        .collect();
    let document = json!({
        "@context": ["http://www.w3.org/ns/csvw", { "@language": "en" }],
        "url": name,
        "dc:title": view.title,
        "dc:description": view.headline,
        "dialect": { "encoding": "utf-8", "header": true, "lineTerminators": ["\r\n"] },
        "tableSchema": {
            "columns": columns,
            "primaryKey": "statement",
        },
    });
    format!("{document:#}\n")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn no_text_becomes_a_formula() {
        for text in ["=1+1", "+1", "-1", "@SUM(A1)", "\t=1", " =1", "＝1"] {
            assert!(safe(text).starts_with('\''), "{text:?}");
        }
        assert_eq!(safe("No clear vision."), "No clear vision.");
    }
}
