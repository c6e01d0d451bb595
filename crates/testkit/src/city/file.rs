//! A test city written as a file, and read again.

use super::names::place;
use super::{CYCLE, TestCity, TestEvidence, TestRung};
use gradus_catalog::assessment::build::build;
use gradus_catalog::assessment::read::read_assessment;
use gradus_catalog::problem::Problems;
use gradus_catalog::source::Source;
use gradus_domain::assessment::Assessment;
use gradus_domain::rating::Answer;
use std::fmt::Write as _;
use std::sync::Arc;

impl TestCity {
    /// The assessment as a file, read again.
    ///
    /// # Errors
    /// The mistakes of the file.
    pub fn read(&self) -> Result<Assessment, Problems> {
        let document = read_assessment(&Source::from_bytes("city.yaml", self.yaml().as_bytes()))?;
        Ok(build(&document.value, Arc::clone(&self.model))?.value)
    }

    /// The assessment as a YAML file.
    #[must_use]
    pub fn yaml(&self) -> String {
        let full = |component: &String| {
            self.model
                .component(place(&self.model, component))
                .id
                .clone()
        };
        let mut text = format!(
            "format: gradus-assessment/1\nmodel: {}\ncity: {{ name: Testville }}\n\
             cycle: {{ name: \"2026\", from: {}, to: {} }}\n",
            self.model.name.id, CYCLE.0, CYCLE.1
        );
        list(&mut text, "out_of_scope", &self.out_of_scope, |id| {
            format!("component: {}, reason: run by others", full(id))
        });
        list(&mut text, "groups", &self.groups, |id| format!("id: {id}"));
        list(&mut text, "assessors", &self.people, |person| {
            let asked = person.asked.as_ref().map_or_else(String::new, |ids| {
                let ids: Vec<String> = ids.iter().map(full).collect();
                format!(", components: [{}]", ids.join(", "))
            });
            format!("id: {}, group: {}{asked}", person.id, person.group)
        });
        list(&mut text, "reviewers", &self.reviewers(), |id| {
            format!("id: {id}")
        });
        list(
            &mut text,
            "ratings",
            &self.ratings,
            |(person, id, value)| {
                format!(
                    "assessor: {person}, statement: {id}, value: {value}{}",
                    reason(*value)
                )
            },
        );
        list(&mut text, "rungs", &self.rungs, |(person, path, rung)| {
            let (component, strand) = path.split_once('/').unwrap_or_default();
            let rung = match rung {
                TestRung::On(level) => format!("rung: {level}"),
                TestRung::Between([low, high]) => format!("between: [{low}, {high}]"),
                TestRung::Unknown => "answer: unknown".to_owned(),
                TestRung::NotApplicable => "answer: na, note: not here".to_owned(),
            };
            format!("assessor: {person}, component: {component}, strand: {strand}, {rung}")
        });
        list(
            &mut text,
            "picks",
            &self.picks,
            |(person, component, level)| {
                format!(
                    "assessor: {person}, component: {}, level: {level}",
                    full(component)
                )
            },
        );
        let ratings = self
            .agreed
            .iter()
            .map(|(id, value)| format!("statement: {id}, value: {value}"));
        let levels = self.agreed_levels.iter();
        let levels = levels.map(|(id, level)| format!("component: {}, level: {level}", full(id)));
        let agreed: Vec<String> = ratings.chain(levels).collect();
        list(&mut text, "agreed", &agreed, Clone::clone);
        list(&mut text, "evidence", &self.evidence, evidence_row);
        list(&mut text, "targets", &self.targets, |(id, level)| {
            format!("component: {}, level: {level}", full(id))
        });
        let s = &self.settings;
        let _ = writeln!(
            text,
            "settings: {{ method: {}, pass_mark_pct: {}, min_coverage_pct: {}, \
             min_component_coverage_pct: {}, balance: {}, seed: {}, draws: {}, publish_level: {} }}",
            s.method.word(),
            s.pass_mark_pct,
            s.min_coverage_pct,
            s.min_component_coverage_pct,
            s.balance.word(),
            s.seed,
            s.draws,
            s.basis.word()
        );
        text
    }
}

fn evidence_row(evidence: &TestEvidence) -> String {
    let until = evidence.valid_until;
    let until = until.map_or_else(String::new, |day| format!(", valid_until: {day}"));
    let reviewer = evidence.reviewer.as_ref();
    let reviewer = reviewer.map_or_else(String::new, |id| format!(", reviewer: {id}"));
    format!(
        "id: {0}, title: {0}, kind: document, effective: {1}{until}, status: {2}{reviewer}, \
         supports: [{3}]",
        evidence.id,
        evidence.effective,
        evidence.status.word(),
        evidence.supports.join(", ")
    )
}

fn reason(value: Answer) -> &'static str {
    match value {
        Answer::NotApplicable => ", note: not here",
        _ => "",
    }
}

fn list<T>(text: &mut String, key: &str, rows: &[T], row: impl Fn(&T) -> String) {
    if rows.is_empty() {
        return;
    }
    let _ = writeln!(text, "{key}:");
    for entry in rows {
        let _ = writeln!(text, "  - {{ {} }}", row(entry));
    }
}
