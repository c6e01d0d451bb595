//! What must hold for whatever bytes a reader is given: it answers with a value or with
//! mistakes that have a place, it never panics, and what it read can be written and read
//! again. The fuzz targets run these checks on new inputs, the tests on the kept ones.

use gradus_catalog::assessment::build::build;
use gradus_catalog::assessment::document::{AssessmentDocument, CityDocument, CycleDocument, Day};
use gradus_catalog::assessment::long_csv::{read_assessors, read_ratings};
use gradus_catalog::assessment::read::read_assessment;
use gradus_catalog::assessment::write::{to_json, to_yaml};
use gradus_catalog::model::builtin::built_in;
use gradus_catalog::model::read::read_model;
use gradus_catalog::model::write;
use gradus_catalog::problem::Problems;
use gradus_catalog::source::Source;
use gradus_catalog::workbook;
use gradus_domain::model::Model;
use gradus_domain::result::score;
use std::sync::{Arc, LazyLock};
use time::macros::date;

/// Takes bytes and panics where a promise is broken.
pub type Check = fn(&[u8]);

/// Every check by the name of its target, which is its folder in `fixtures/corpus` too.
pub const TARGETS: [(&str, Check); 7] = [
    ("model_yaml", model_yaml),
    ("model_json", model_json),
    ("assessment_yaml", assessment_yaml),
    ("assessment_json", assessment_json),
    ("ratings_csv", ratings_csv),
    ("assessors_csv", assessors_csv),
    ("workbook_xlsx", workbook_xlsx),
];

/// Assessments with more answers than this are read but not scored, for speed.
const MOST_SCORED: usize = 64;
/// Draws of a score: the fewest that settings allow.
const DRAWS: u32 = 100;

/// A model file as YAML.
pub fn model_yaml(bytes: &[u8]) {
    model("input.yaml", bytes);
}

/// A model file as JSON.
pub fn model_json(bytes: &[u8]) {
    model("input.json", bytes);
}

/// An assessment file as YAML.
pub fn assessment_yaml(bytes: &[u8]) {
    assessment("input.yaml", bytes);
}

/// An assessment file as JSON.
pub fn assessment_json(bytes: &[u8]) {
    assessment("input.json", bytes);
}

/// Ratings as a long CSV.
pub fn ratings_csv(bytes: &[u8]) {
    match read_ratings(&Source::from_bytes("input.csv", bytes)) {
        Ok(ratings) => {
            let mut document = empty();
            document.ratings = ratings;
            written_again(&document);
            scored(document);
        }
        Err(problems) => told(&problems),
    }
}

/// Assessors as a CSV.
pub fn assessors_csv(bytes: &[u8]) {
    match read_assessors(&Source::from_bytes("input.csv", bytes)) {
        Ok((assessors, groups)) => {
            let mut document = empty();
            document.assessors = assessors;
            document.groups = groups;
            written_again(&document);
            scored(document);
        }
        Err(problems) => told(&problems),
    }
}

/// A workbook that an assessor filled in.
pub fn workbook_xlsx(bytes: &[u8]) {
    match workbook::read::read(&Source::from_bytes("input.xlsx", bytes)) {
        Ok(read) => {
            written_again(&read.value);
            scored(read.value);
        }
        Err(problems) => told(&problems),
    }
}

fn model(name: &str, bytes: &[u8]) {
    match read_model(&Source::from_bytes(name, bytes)) {
        Ok(read) => {
            let text = write::to_json(&read.value);
            let again = read_model(&Source::from_bytes("again.json", text.as_bytes()))
                .unwrap_or_else(|problems| refused("the model as JSON", &text, &problems));
            assert_eq!(text, write::to_json(&again.value), "written and read again");
        }
        Err(problems) => told(&problems),
    }
}

fn assessment(name: &str, bytes: &[u8]) {
    match read_assessment(&Source::from_bytes(name, bytes)) {
        Ok(read) => {
            written_again(&read.value);
            scored(read.value);
        }
        Err(problems) => told(&problems),
    }
}

/// A document written as YAML and as JSON reads as itself.
///
/// # Panics
/// Where it does not.
pub fn written_again(document: &AssessmentDocument) {
    let json = to_json(document);
    for (name, text) in [
        ("again.yaml", to_yaml(document)),
        ("again.json", json.clone()),
    ] {
        let again = read_assessment(&Source::from_bytes(name, text.as_bytes()))
            .unwrap_or_else(|problems| refused(name, &text, &problems));
        assert_eq!(json, to_json(&again.value), "{name}:\n{text}");
    }
}

/// Builds the assessment; if it is small, its score has a result for every component.
fn scored(mut document: AssessmentDocument) {
    static MODELS: LazyLock<Vec<Arc<Model>>> = LazyLock::new(|| {
        let models = ["pas181-scmm", "open-data-basics"].map(built_in);
        models
            .into_iter()
            .flatten()
            .flatten()
            .map(|read| Arc::new(read.value))
            .collect()
    });
    let small = document.ratings.len() + document.rungs.len() <= MOST_SCORED;
    document.settings.draws = Some(DRAWS);
    let named = |model: &&Arc<Model>| model.name.id == document.model;
    let Some(model) = MODELS.iter().find(named).or(MODELS.first()) else {
        return;
    };
    match build(&document, Arc::clone(model)) {
        Ok(read) if small => {
            let result = score(&read.value, read.value.cycle.to);
            assert_eq!(result.components.len(), model.components.len());
        }
        Ok(_) => {}
        Err(problems) => told(&problems),
    }
}

/// There is at least one mistake; each names its place, is short enough to be read, and
/// holds nothing that could steer a terminal.
///
/// # Panics
/// Where one does not.
pub fn told(problems: &Problems) {
    assert!(!problems.all().is_empty(), "a refusal without a reason");
    for problem in problems.all() {
        let text = problem.to_string();
        assert!(
            !problem.message.is_empty(),
            "a mistake without words at {}",
            problem.place
        );
        assert!(text.len() < 10_000, "a message of {} bytes", text.len());
        assert!(
            !text.contains(char::is_control),
            "control characters in {text:?}"
        );
    }
}

fn refused<T>(what: &str, text: &str, problems: &Problems) -> T {
    let all: Vec<String> = problems.all().iter().map(ToString::to_string).collect();
    unreachable!("{what} is refused: {}\n{text}", all.join("\n"))
}

/// A document with a city and a cycle, and people for the ratings of the corpus.
fn empty() -> AssessmentDocument {
    let city = CityDocument {
        name: "Northaven".to_owned(),
        country: None,
        population: None,
    };
    let day = |day| Day(day);
    let cycle = CycleDocument {
        name: "2026".to_owned(),
        from: day(date!(2026 - 01 - 01)),
        to: day(date!(2026 - 12 - 31)),
    };
    AssessmentDocument::new("pas181-scmm", city, cycle, "input.csv")
}
