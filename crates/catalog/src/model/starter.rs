//! The file from which a model of one's own begins.

/// A commented model file with the identifier and title given; it checks without a mistake.
#[must_use]
pub fn starter(id: &str, title: &str) -> String {
    let title = title.replace('\\', "\\\\").replace('"', "\\\"");
    format!(
        r#"# A maturity model for Gradus. Check it with: gradus model check FILE
format: gradus-model/1
id: {id}
version: "1"                     # a published version never changes: change it, and count up
title: "{title}"
language: en                     # the language of the texts below
provenance: "Who wrote this, when, after which source."
licence: "Terms under which others may use the texts."

# Levels from the lowest upwards. Every city stands at least on the lowest.
levels:
  - {{ value: 1, name: "Beginning" }}
  - {{ value: 2, name: "Established" }}
  - {{ value: 3, name: "Leading" }}

# Components hold strands, strands hold statements. Kinds of statement:
#   deficit   to be left behind on the way to the next level; never on the highest
#   stage     true while passing through its level; never on the lowest
#   strength  holds from its level upwards; never on the lowest
components:
  - id: first-component
    code: FC
    name: "First component"
    summary: "What this component is about."
    strands:
      - name: "First strand"
        statements:
          - {{ id: FC1.1, level: 1, kind: deficit, text: "What a beginner leaves behind." }}
          - {{ id: FC2.1, level: 2, kind: stage, text: "What is true on the way." }}
          - {{ id: FC3.1, level: 3, kind: strength, text: "What a leader has and keeps." }}
"#
    )
}
