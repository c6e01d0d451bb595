//! Workbooks of one city come together, also on the file that lists its people.

use crate::support::{fill, read_bytes, small_of, text, told};
use gradus_catalog::assessment::build::build;
use gradus_catalog::assessment::document::AssessmentDocument;
use gradus_catalog::assessment::merge::{Keep, merge};
use gradus_catalog::assessment::read::read_assessment;
use gradus_catalog::source::Source;
use gradus_catalog::workbook::read::read;
use std::sync::Arc;

const PUBLISHING: &str = "gradus:component:publishing";
const EVIDENCE: &str = "gradus:evidence";

fn of(assessor: &str, answer: &str) -> AssessmentDocument {
    let filled = fill(
        &small_of(assessor),
        &[
            (PUBLISHING, "PU2.1", "answer", text(answer)),
            (PUBLISHING, "PU2.1", "evidence", text("E1")),
            (
                EVIDENCE,
                "E1",
                "title",
                text(&format!("seen by {assessor}")),
            ),
            (EVIDENCE, "E1", "kind", text("Data")),
            (EVIDENCE, "E1", "effective", text("2026-01-01")),
        ],
    );
    let read = read(&Source::from_bytes(&format!("{assessor}.xlsx"), &filled));
    read.unwrap_or_else(|problems| panic!("{:?}", told(problems.all())))
        .value
}

fn base(assessors: &str) -> AssessmentDocument {
    let text = format!(
        "format: gradus-assessment/1\nmodel: open-data-basics@1\ncity: {{ name: Northaven }}\n\
         cycle: {{ name: \"2026\", from: 2026-03-01, to: 2026-06-30 }}\n\
         groups: [{{ id: council, name: City council }}, {{ id: residents, name: Residents }}]\nassessors: [{assessors}]\n\
         ratings: [{{ assessor: a9, statement: PU2.1, value: not }}]\n"
    );
    read_assessment(&Source::from_bytes("base.yaml", text.as_bytes()))
        .unwrap()
        .value
}

const PEOPLE: &str = "{ id: a1, group: council, name: Head of IT, components: [publishing] }, { id: a9, group: residents }";

#[test]
fn workbooks_join_one_another_with_evidence_kept_apart() {
    let read = merge(
        vec![
            of("a1", "Fully"),
            of("a2", "Partly"),
            of("a3", "Not at all"),
        ],
        Keep::Neither,
    );
    let merged = read.unwrap_or_else(|p| panic!("{:?}", told(p.all()))).value;
    assert_eq!(
        (
            merged.groups.len(),
            merged.assessors.len(),
            merged.ratings.len()
        ),
        (1, 3, 3)
    );
    let ids: Vec<&str> = merged.evidence.iter().map(|e| e.id.as_str()).collect();
    assert_eq!(ids, ["a1-e1", "a2-e1", "a3-e1"]);
    build(&merged, Arc::new(crate::support::model("open-data-basics"))).expect("it builds");
}

#[test]
fn the_file_that_lists_the_people_completes_what_workbooks_lack_in_either_order() {
    for order in [
        vec![base(PEOPLE), of("a1", "Fully")],
        vec![of("a1", "Fully"), base(PEOPLE)],
    ] {
        let read = merge(order, Keep::Neither).unwrap_or_else(|p| panic!("{:?}", told(p.all())));
        assert!(read.warnings.is_empty(), "{:?}", told(&read.warnings));
        let merged = read.value;
        assert_eq!(merged.model, "open-data-basics@1");
        assert_eq!(merged.city.country.as_deref(), Some("NO"));
        let group = merged.groups.iter().find(|g| g.id == "council").unwrap();
        assert_eq!(group.name, "City council");
        let assessor = merged.assessors.iter().find(|a| a.id == "a1").unwrap();
        assert_eq!(assessor.name.as_deref(), Some("Head of IT"));
        assert_eq!(assessor.components, Some(vec!["publishing".to_owned()]));
        assert_eq!((merged.assessors.len(), merged.ratings.len()), (2, 2));
    }
}

#[test]
fn an_assessor_in_another_group_is_a_conflict() {
    let other = "{ id: a1, group: residents }, { id: a9, group: residents }";
    let problems = merge(vec![base(other), of("a1", "Fully")], Keep::Neither).unwrap_err();
    let told = told(problems.all());
    assert_eq!(told.len(), 1, "{told:?}");
    assert!(
        told[0].starts_with("a1.xlsx, sheet \"Gradus\", cell A1: assessor 'a1' is different here"),
        "{told:?}"
    );
}

#[test]
fn a_second_workbook_by_the_same_assessor_is_a_conflict_naming_the_cell() {
    let problems = merge(vec![of("a1", "Fully"), of("a1", "Partly")], Keep::Neither).unwrap_err();
    let conflicts = told(problems.all());
    assert!(
        conflicts[0].starts_with("a1.xlsx, sheet \"PU Publishing\", cell ")
            && conflicts[0].contains("a second file holds answers of assessor 'a1'"),
        "{conflicts:?}"
    );
    let kept = merge(vec![of("a1", "Fully"), of("a1", "Partly")], Keep::Last).unwrap();
    assert_eq!(
        kept.value.ratings[0].value,
        gradus_catalog::assessment::document::AnswerWord::Partly
    );
    assert!(told(&kept.warnings)[0].contains("were left out"));
}

#[test]
fn an_empty_workbook_brings_its_assessor_along() {
    let empty = read_bytes(&small_of("a7")).unwrap().value;
    let merged = merge(vec![of("a1", "Fully"), empty], Keep::Neither)
        .unwrap()
        .value;
    assert_eq!((merged.assessors.len(), merged.ratings.len()), (2, 1));
}
