//! The built-in Smart City Maturity Model against its source: the transcript of the deck.

use gradus_catalog::model::builtin::{built_in, find_model, names};
use gradus_catalog::source::Source;
use gradus_domain::model::Model;
use gradus_domain::rating::Kind;

/// What every page of the deck prints before its component.
const HEAD: &str = "COMPONENT PAS 181 Ref SUMMARY CHARACTERISTICS CAPABILITY ASSESSMENT 1. LAGGING 4. PROGRESSIVE 5. EXCELLING";
/// The two levels that the transcript puts now after the head, now at the end.
const STRAY: &str = "3. COMPETENT 2. DEVELOPING";

fn scmm() -> Model {
    built_in("pas181-scmm")
        .expect("it comes along")
        .expect("it has no mistake")
        .value
}

fn transcript() -> String {
    let path = concat!(env!("CARGO_MANIFEST_DIR"), "/../../fixtures/transcript.txt");
    std::fs::read_to_string(path).expect("the transcript can be read")
}

fn fold(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// The seven pages: what the deck says of each component, white space folded, without what
/// is printed on every page.
fn pages() -> Vec<String> {
    let transcript = transcript();
    let (_, body) = transcript
        .split_once("Transcript\n")
        .expect("the heading stands there");
    let mut pages: Vec<String> = Vec::new();
    for line in body.lines() {
        let numbered = line.trim_start().split_once(". COMPONENT");
        if numbered.is_some_and(|(number, _)| number.parse::<u8>().is_ok()) {
            let (_, text) = line.split_once(". ").expect("it was just found");
            pages.push(text.to_owned());
        } else if let Some(page) = pages.last_mut() {
            page.push(' ');
            page.push_str(line);
        }
    }
    let bare = |page: &String| {
        let page = fold(page);
        let rest = page
            .strip_prefix(HEAD)
            .expect("every page begins alike")
            .trim();
        let rest = rest
            .strip_prefix(STRAY)
            .or_else(|| rest.strip_suffix(STRAY));
        rest.expect("two levels stand apart").trim().to_owned()
    };
    pages.iter().map(bare).collect()
}

#[test]
fn each_page_is_title_references_summary_and_the_statements_joined_in_order() {
    let model = scmm();
    let pages = pages();
    assert_eq!(pages.len(), model.components.len());
    for (component, page) in model.components.iter().zip(&pages) {
        // The deck breaks a name after its stroke: white space in the title is no part of it.
        let bare = |text: &str| text.split_whitespace().collect::<String>();
        let title = format!("{} {}", component.name, component.references.concat());
        let start = page.find(component.summary.as_str());
        let (head, rest) = page.split_at(start.expect("the summary is on its page"));
        assert_eq!(bare(head), bare(&title), "{}", component.id);
        let statements = component.statements.iter();
        let mut parts = vec![component.summary.as_str()];
        parts.extend(statements.map(|ix| model.statement(*ix).text.as_str()));
        assert_eq!(fold(&parts.join(" ")), rest, "{}", component.id);
    }
}

#[test]
fn statements_stand_in_the_order_of_their_levels() {
    let model = scmm();
    for component in &model.components {
        let levels: Vec<i64> = component
            .statements
            .iter()
            .map(|ix| model.scale.value(model.statement(*ix).level))
            .collect();
        assert!(levels.is_sorted(), "{}: {levels:?}", component.id);
        for level in 1..=5 {
            assert!(
                levels.contains(&level),
                "{} has nothing on level {level}",
                component.id
            );
        }
    }
}

#[test]
fn the_model_has_seven_components_35_strands_and_176_statements() {
    let model = scmm();
    assert_eq!(model.components.len(), 7);
    assert_eq!(model.strands.len(), 35);
    assert_eq!(model.statements.len(), 176);
    let each = model
        .components
        .iter()
        .map(|c| (c.code.as_str(), c.statements.len()));
    let sum: usize = each.map(|(_, count)| count).sum();
    assert_eq!(sum, 176, "every statement belongs to one component");
    let names: Vec<String> = model
        .scale
        .all()
        .map(|level| format!("{} {}", model.scale.value(level), model.scale.name(level)))
        .collect();
    assert_eq!(
        names,
        [
            "1 Lagging",
            "2 Developing",
            "3 Competent",
            "4 Progressive",
            "5 Excelling"
        ]
    );
}

#[test]
fn references_stand_in_their_printed_order_and_gaps_stay_gaps() {
    let model = scmm();
    let printed: Vec<(&str, String)> = model
        .components
        .iter()
        .map(|c| (c.id.as_str(), c.references.join(" ")))
        .collect();
    let expected = [
        ("leadership-environment", "A B1 B3 B8 D"),
        ("customer-stakeholder-focus", "B9 B10"),
        ("service-enablement", "B2 B3 B5 B7"),
        ("service-delivery", ""),
        ("digital-asset-management", "B6 B13 B14 B11 B12"),
        ("physical-asset-management", ""),
        ("performance-management", "C"),
    ];
    assert_eq!(
        printed,
        expected.map(|(id, references)| (id, references.to_owned()))
    );
    let unused: Vec<&str> = model
        .unused_references()
        .iter()
        .map(|r| r.id.as_str())
        .collect();
    assert_eq!(unused, ["B4"]);
}

#[test]
fn an_alternative_level_is_a_neighbour_on_which_the_statement_could_stand() {
    let model = scmm();
    let doubtful: Vec<_> = model
        .statements
        .iter()
        .filter(|s| s.alternative_level.is_some())
        .collect();
    assert!(!doubtful.is_empty());
    for statement in doubtful {
        let level = statement.alternative_level.expect("it was just filtered");
        let (own, other) = (model.scale.value(statement.level), model.scale.value(level));
        assert_eq!((own - other).abs(), 1, "{}", statement.id);
        assert!(
            statement.kind == Kind::Deficit || other > 1,
            "{}",
            statement.id
        );
    }
}

#[test]
fn a_built_in_model_written_as_json_is_the_same_model_by_its_hash() {
    for name in names() {
        let model = find_model(name, None).expect("it comes along").value;
        let text = gradus_catalog::model::write::to_json(&model);
        let again = Source::from_bytes("model.json", text.as_bytes());
        let again = gradus_catalog::model::read::read_model(&again).expect("it reads");
        assert_eq!(again.value.sha256, model.sha256, "{name}");
    }
}
