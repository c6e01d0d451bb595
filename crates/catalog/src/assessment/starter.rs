//! The file from which an assessment begins.

use gradus_domain::model::Model;
use std::fmt::Write as _;

/// A commented assessment file for `city` and `cycle` (a year) by `model`; it checks
/// without a mistake.
#[must_use]
pub fn starter(model: &Model, city: &str, cycle: u16) -> String {
    let city = city.replace('\\', "\\\\").replace('"', "\\\"");
    let mut text = format!(
        r#"# An assessment for Gradus. Check it with: gradus assessment check FILE
format: gradus-assessment/1
model: {name}
city: {{ name: "{city}" }}          # also: country: "GB", population: 214000
cycle: {{ name: "{cycle}", from: {cycle}-01-01, to: {cycle}-12-31 }}

groups:
  - {{ id: council, name: "City council" }}
  - {{ id: residents, name: "Residents' panel" }}

# Everybody who is asked, each in a group. Without `components` they are asked for all.
assessors:
  - {{ id: a1, group: council, name: "Programme lead" }}
  - {{ id: a2, group: residents }}

# Three ways to answer. A rung places a whole strand; a rating answers one statement and
# stands before what a rung says; a pick names the level that fits a component best.
#   not, partly, largely, fully; surpassed for stages; unknown; na with a note that says why
"#,
        name = model.name,
    );
    let components: Vec<&str> = model.components.iter().map(|c| c.id.as_str()).collect();
    let _ = writeln!(
        text,
        "# Components of this model: {}",
        components.join(", ")
    );
    let strand = model
        .strands
        .first()
        .map(|strand| (strand, model.component(strand.component)));
    if let (Some((strand, component)), Some(level)) = (strand, model.scale.at(1)) {
        let _ = writeln!(
            text,
            "rungs:\n  - {{ assessor: a1, component: {}, strand: {}, rung: {} }}",
            component.id,
            strand.id,
            model.scale.value(level)
        );
    }
    if let Some(statement) = model.statements.first() {
        let _ = writeln!(
            text,
            "ratings:\n  - {{ assessor: a2, statement: {}, value: partly }}    # {}",
            statement.id, statement.text
        );
    }
    text
}
