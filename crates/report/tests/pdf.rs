//! Typesets whole reports and reads them back. The PDFs stay under `target/tmp/` to be looked at.

#![cfg(feature = "pdf")]

use gradus_catalog::assessment::build::build;
use gradus_catalog::assessment::read::read_assessment;
use gradus_catalog::model::builtin::find_model;
use gradus_catalog::model::read::read_model;
use gradus_catalog::source::Source;
use gradus_domain::disclosure::{Protected, score_protected};
use gradus_domain::model::Model;
use gradus_report::pdf;
use gradus_report::report::Report;
use gradus_report::view::View;
use gradus_typeset::Rendered;
use gradus_words::{Language, Words};
use lopdf::{Dictionary, Object};
use serde_json::{Value, json};
use std::path::Path;
use std::sync::{Arc, LazyLock};
use time::macros::date;

fn scmm() -> Arc<Model> {
    Arc::new(
        find_model("pas181-scmm", None)
            .expect("it is built in")
            .value,
    )
}

/// A number that looks thrown, the same for the same place.
fn thrown(place: usize, salt: usize) -> usize {
    let mut x = (place as u64 + 1).wrapping_mul(0x9E37_79B9_7F4A_7C15) ^ ((salt as u64) << 17);
    x = (x ^ (x >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
    ((x ^ (x >> 27)) % 1000) as usize
}

/// A city whose assessors rate every statement: low levels mostly hold, high ones do not.
fn city(model: &Model, name: &str, assessors: usize) -> Value {
    let groups = ["council", "operations", "residents"];
    let people: Vec<Value> = (0..assessors)
        .map(|who| json!({ "id": format!("a{who}"), "group": groups[who % groups.len()] }))
        .collect();
    let mut ratings = Vec::new();
    for (at, statement) in model.statements.iter().enumerate() {
        let deficit = statement.kind == gradus_domain::rating::Kind::Deficit;
        let top = model.scale.len() as f64 - 1.0;
        let height = statement.level.position() as f64 / top;
        let reached = 0.35 + 0.3 * thrown(statement.component.0, 7) as f64 / 1000.0;
        for who in 0..assessors {
            let roll = thrown(at * 97 + who, who % groups.len()) as f64 / 1000.0 - 0.5;
            let lean = (who % groups.len()) as f64 * 0.12 * (thrown(at, 3) as f64 / 500.0 - 1.0);
            let holds = 1.8 + (reached - height) * 4.6 + roll * 1.9 + lean * 6.0;
            let holds = if deficit { 3.0 - holds } else { holds };
            let word = match (thrown(at + who * 1009, 5), holds) {
                (0..25, _) => "unknown",
                (_, ..0.7) => "not",
                (_, 0.7..1.7) => "partly",
                (_, 1.7..2.6) => "largely",
                _ => "fully",
            };
            ratings.push(
                json!({ "assessor": format!("a{who}"), "statement": statement.id, "value": word }),
            );
        }
    }
    json!({
        "format": "gradus-assessment/1",
        "model": model.name.id,
        "city": { "name": name, "country": "GB" },
        "cycle": { "name": "2026", "from": "2026-03-01", "to": "2026-06-30" },
        "groups": [
            { "id": "council", "name": "City council" },
            { "id": "operations", "name": "Operations" },
            { "id": "residents", "name": "Residents’ panel" },
        ],
        "assessors": people,
        "ratings": ratings,
    })
}

/// Adds what a full report has: agreements with reasons and dissent, evidence, targets.
fn furnish(city: &mut Value, model: &Model) {
    let id = |at: usize| model.statements[at].id.clone();
    let component = |at: usize| model.components[at].id.clone();
    city["agreed"] = json!([
        { "statement": id(1), "value": "largely", "rationale": "Adopted in May; two departments still work to the old plan.",
          "dissent": [{ "group": "residents", "text": "We were never asked about the plan." }] },
        { "statement": id(30), "value": "partly", "rationale": "Κέντρο Εξυπηρέτησης and Київ pilot agree." },
    ]);
    let kinds = ["document", "link", "data", "interview"];
    let states = ["accepted", "submitted", "rejected", "question"];
    let evidence: Vec<Value> = (0..24)
        .map(|at| {
            let mut row = json!({
                "id": format!("e{at}"),
                "title": format!("Programme paper {at} of the digital board"),
                "kind": kinds[at % 4], "status": states[at % 4], "effective": "2025-11-01",
                "supports": [id(at * 7), id(at * 7 + 2), id(at * 7 + 5)],
            });
            if at % 4 == 1 {
                row["url"] = json!(format!(
                    "https://www.northaven.example/digital/board/papers/2025/{at}"
                ));
            }
            if at % 4 != 1 {
                row["reviewer"] = json!("r1");
                row["reason"] = json!("Read and compared with the minutes.");
            }
            if at % 5 == 0 {
                row["valid_until"] = json!("2026-01-31");
            }
            row
        })
        .collect();
    city["reviewers"] = json!([{ "id": "r1", "name": "Internal audit" }]);
    city["evidence"] = json!(evidence);
    city["targets"] = json!((0..6).map(|at| json!({
        "component": component(at), "level": 4, "by": "2028-12-31", "rationale": "Council decision of March.",
    })).collect::<Vec<_>>());
}

fn protected(city: &Value, model: &Arc<Model>) -> Protected {
    let source = Source::from_bytes("city.json", city.to_string().as_bytes());
    let document = read_assessment(&source).expect("the file is sound").value;
    let assessment = build(&document, model.clone()).expect("the file is sound");
    score_protected(&assessment.value, date!(2026 - 07 - 01))
}

fn model_of(value: &Value) -> Arc<Model> {
    let source = Source::from_bytes("model.json", value.to_string().as_bytes());
    Arc::new(read_model(&source).expect("the file is sound").value)
}

fn rendered(
    result: &Protected,
    previous: Option<&Protected>,
    language: Language,
    file: &str,
) -> (View, Rendered) {
    let words = Words::new(language);
    let view = Report::new(result, previous, &words).view().clone();
    let start = std::time::Instant::now();
    let rendered = pdf::typeset(&view, &words).expect("no input is refused");
    println!(
        "{file}: {} pages, {} bytes, {:?}",
        rendered.page_count,
        rendered.pdf.len(),
        start.elapsed()
    );
    let path = Path::new(env!("CARGO_TARGET_TMPDIR")).join(file);
    std::fs::write(path, &rendered.pdf).expect("a folder for tests");
    assert_eq!(rendered.warnings, [], "{file}");
    (view, rendered)
}

/// A city as it is on a good day, against an earlier cycle.
static FULL: LazyLock<(View, Rendered)> = LazyLock::new(|| {
    let model = scmm();
    let mut now = city(&model, "Northaven", 18);
    furnish(&mut now, &model);
    let mut before = city(&model, "Northaven", 12);
    before["cycle"] = json!({ "name": "2024", "from": "2024-03-01", "to": "2024-06-30" });
    rendered(
        &protected(&now, &model),
        Some(&protected(&before, &model)),
        Language::English,
        "report-en.pdf",
    )
});

static PDF: LazyLock<lopdf::Document> =
    LazyLock::new(|| lopdf::Document::load_mem(&FULL.1.pdf).expect("it is a PDF"));

/// The text of some pages without white space and without places to break.
fn text_of(pdf: &lopdf::Document, pages: &[u32]) -> String {
    squeezed(
        &pdf.extract_text(pages)
            .expect("the text has a mapping to Unicode"),
    )
}

fn squeezed(text: &str) -> String {
    text.chars()
        .filter(|c| !c.is_whitespace() && !matches!(c, '\u{AD}' | '\u{200B}'))
        .collect()
}

fn pages(pdf: &lopdf::Document) -> Vec<u32> {
    pdf.get_pages().keys().copied().collect()
}

/// The structure elements of one kind.
fn elements<'a>(pdf: &'a lopdf::Document, kind: &str) -> Vec<&'a Dictionary> {
    let of_kind = |d: &&Dictionary| {
        d.get(b"S")
            .and_then(Object::as_name)
            .is_ok_and(|name| name == kind.as_bytes())
    };
    pdf.objects
        .values()
        .filter_map(|object| object.as_dict().ok())
        .filter(of_kind)
        .collect()
}

#[test]
fn page_one_holds_the_headline_the_figures_and_every_component() {
    let (view, _) = &*FULL;
    let first = text_of(&PDF, &[1]);
    let figures = view.figures.iter().map(|figure| &figure.value);
    let names = view.components.iter().map(|component| &component.name);
    for expected in
        figures
            .chain(names)
            .chain([&view.headline, &view.title, &view.holds_back[0].name])
    {
        assert!(
            first.contains(&squeezed(expected)),
            "{expected:?} is not in {first}"
        );
    }
    assert!(
        text_of(&PDF, &[2]).contains("Contents"),
        "page one runs over to page two"
    );
}

#[test]
fn every_statement_and_hash_can_be_read_back() {
    let (view, _) = &*FULL;
    let text = text_of(&PDF, &pages(&PDF));
    let statements = view
        .components
        .iter()
        .flat_map(|component| &component.statements);
    let ids: Vec<_> = statements.map(|statement| &statement.id).collect();
    assert_eq!(ids.len(), 176);
    for expected in ids.into_iter().chain([&view.input_sha256]) {
        assert!(
            text.contains(&squeezed(expected)),
            "{expected:?} is not printed"
        );
    }
    assert!(text.contains(&squeezed("Κέντρο Εξυπηρέτησης and Київ")));
}

#[test]
fn tables_charts_and_headings_are_tagged() {
    let (view, _) = &*FULL;
    // Matrix, targets, evidence, method; per component steps, statements and more.
    assert!(elements(&PDF, "Table").len() >= 4 + 2 * view.components.len());
    let rows: usize = view
        .components
        .iter()
        .map(|c| c.statements.len() + c.steps.len())
        .sum();
    assert!(elements(&PDF, "TH").len() > rows, "rows have heading cells");
    for kind in ["H1", "H2", "H3", "TOC", "L", "Figure"] {
        assert!(!elements(&PDF, kind).is_empty(), "there is no {kind}");
    }
    let alternatives: Vec<String> = elements(&PDF, "Figure")
        .iter()
        .filter_map(|figure| lopdf::decode_text_string(figure.get(b"Alt").ok()?).ok())
        .collect();
    assert_eq!(
        alternatives.len(),
        elements(&PDF, "Figure").len(),
        "a figure has no alternative text"
    );
    for component in &view.components {
        assert!(
            alternatives
                .iter()
                .any(|text| text.contains(&component.name)),
            "{}",
            component.name
        );
    }
}

#[test]
fn a_german_report_has_german_words_and_the_language_of_the_model_beside_it() {
    let model = scmm();
    let mut now = city(&model, "Nordhafen", 7);
    furnish(&mut now, &model);
    now["out_of_scope"] =
        json!([{ "component": model.components[5].id, "reason": "Sache des Kreises" }]);
    let targets = now["targets"].as_array_mut().expect("targets");
    targets.pop();
    let (view, rendered) = rendered(
        &protected(&now, &model),
        None,
        Language::German,
        "report-de.pdf",
    );
    let pdf = lopdf::Document::load_mem(&rendered.pdf).expect("it is a PDF");
    let text = text_of(&pdf, &pages(&pdf));
    for expected in [
        view.headline.as_str(),
        "Reifematrix",
        "Nicht Teil der Bewertung",
        "Seite 1 von",
    ] {
        assert!(
            text.contains(&squeezed(expected)),
            "{expected:?} is not printed"
        );
    }
    let lang = |object: &Object| {
        object
            .as_dict()
            .ok()?
            .get(b"Lang")
            .ok()
            .and_then(|l| lopdf::decode_text_string(l).ok())
    };
    let languages: Vec<String> = pdf.objects.values().filter_map(lang).collect();
    assert!(
        languages.iter().any(|l| l == "de") && languages.iter().any(|l| l == "en"),
        "{languages:?}"
    );
}

#[test]
fn hostile_texts_are_printed_as_they_are() {
    let model = scmm();
    let markup = "#panic() $x$ *a* `b` \"]#read(\"/etc/passwd\") \\ <l> @r // = h";
    let mut now = city(&model, &format!("{markup} القاهرة 奥 🙂\u{202e}"), 6);
    furnish(&mut now, &model);
    let endless = "x".repeat(5000);
    now["agreed"][0]["rationale"] = json!(endless);
    now["agreed"][0]["dissent"][0]["text"] = json!(format!("{markup} ").repeat(60));
    now["evidence"][0]["title"] = json!(endless);
    now["evidence"][1]["title"] = json!(markup);
    now["evidence"][1]["url"] = json!("https://www.example.org/\"onload=x");
    now["targets"][0]["rationale"] = json!("🙂 ".repeat(2000));
    now["groups"][0]["name"] = json!("<b>ΚΑΠΗ</b> שלום".repeat(20));
    now["cycle"]["name"] = json!("2026\n\t\u{e000}#");
    let (_, rendered) = rendered(
        &protected(&now, &model),
        None,
        Language::English,
        "report-hostile.pdf",
    );
    let pdf = lopdf::Document::load_mem(&rendered.pdf).expect("it is a PDF");
    let text = text_of(&pdf, &pages(&pdf));
    for expected in [markup, "U+0627", "U+1F642"] {
        assert!(
            text.contains(&squeezed(expected)),
            "{expected:?} is not printed"
        );
    }
    assert!(
        text.matches('x').count() >= 2 * endless.len(),
        "the endless words are cut"
    );
    assert!(
        text_of(&pdf, &[2]).contains("Contents"),
        "page one runs over to page two"
    );
}

/// A model of `levels` levels and `components` components, with names of `length` letters.
fn made_model(levels: usize, components: usize, name: &str) -> Value {
    json!({
        "format": "gradus-model/1", "id": "made", "version": "1", "title": format!("Made {name}"), "language": "en-GB",
        "provenance": "Made for a test.", "licence": "CC0-1.0",
        "levels": (0..levels).map(|l| json!({ "value": l, "name": format!("Established{l}") })).collect::<Vec<_>>(),
        "components": (0..components).map(|c| json!({
            "id": format!("c{c}"), "code": format!("C{c}"), "name": format!("{name} {c}"), "summary": name,
            "strands": [{ "name": "One", "statements": (1..levels).map(|l| json!({
                "id": format!("C{c}.{l}"), "level": l, "kind": "strength", "text": format!("The city has {name} at {l}."),
            })).collect::<Vec<_>>() }],
        })).collect::<Vec<_>>(),
    })
}

#[test]
fn models_of_other_sizes_and_long_names_keep_page_one_to_a_page() {
    for (file, levels, components, name, city_name) in [
        ("report-three.pdf", 3, 2, "Care", "Å"),
        (
            "report-ten.pdf",
            10,
            9,
            "Management of physical and digital assets across the whole city",
            "Sankt Georgen ob der Donau ",
        ),
        (
            "report-many.pdf",
            4,
            30,
            "Interoperability",
            "Municipality of the United Districts by the Sea ",
        ),
    ] {
        let model = model_of(&made_model(levels, components, name));
        let length = if levels == 3 { 1 } else { 200 };
        let city_name: String = city_name.chars().cycle().take(length).collect();
        let (view, rendered) = rendered(
            &protected(&city(&model, city_name.trim(), 9), &model),
            None,
            Language::English,
            file,
        );
        let pdf = lopdf::Document::load_mem(&rendered.pdf).expect("it is a PDF");
        assert!(
            text_of(&pdf, &[2]).contains("Contents"),
            "{file}: page one runs over to page two"
        );
        assert!(
            text_of(&pdf, &[1, 2, 3]).contains(&squeezed(&view.components[components - 1].name)),
            "{file}"
        );
    }
}

#[test]
fn a_city_without_ratings_and_one_of_picks_only_have_reports() {
    let model = scmm();
    let mut empty = city(&model, "Leerstadt", 3);
    empty["ratings"] = json!([]);
    rendered(
        &protected(&empty, &model),
        None,
        Language::English,
        "report-empty.pdf",
    );
    let picks: Vec<Value> = (0..21)
        .map(|at| json!({ "assessor": format!("a{}", at % 3), "component": model.components[at / 3].id, "level": at % 4 + 1 }))
        .collect();
    empty["picks"] = json!(picks);
    let (view, _) = rendered(
        &protected(&empty, &model),
        None,
        Language::German,
        "report-picks.pdf",
    );
    assert!(
        view.components
            .iter()
            .all(|component| component.level.is_some() && component.index.is_none())
    );
}
