//! Ratings and assessors from CSV: every wrong row with its line.

use gradus_catalog::assessment::build::build;
use gradus_catalog::assessment::document::{AnswerWord, AssessmentDocument, RatingDocument};
use gradus_catalog::assessment::long_csv::{read_assessors, read_ratings};
use gradus_catalog::assessment::read::read_assessment;
use gradus_catalog::model::builtin::find_model;
use gradus_catalog::problem::Problems;
use gradus_catalog::source::Source;
use std::sync::Arc;

fn ratings(text: &str) -> Result<Vec<RatingDocument>, String> {
    read_ratings(&Source::from_bytes("r.csv", text.as_bytes())).map_err(|problems| all(&problems))
}

fn all(problems: &Problems) -> String {
    problems
        .all()
        .iter()
        .map(|problem| format!("{problem}\n"))
        .collect()
}

fn city(rest: &str) -> AssessmentDocument {
    let text = format!(
        "format: gradus-assessment/1\nmodel: pas181-scmm\ncity: {{ name: Northaven }}\n\
         cycle: {{ name: \"2026\", from: 2026-01-01, to: 2026-12-31 }}\n{rest}"
    );
    read_assessment(&Source::from_bytes("city.yaml", text.as_bytes()))
        .expect("no mistake")
        .value
}

#[test]
fn rows_are_read_whatever_the_order_of_columns_line_ends_quotes_and_byte_order_mark() {
    let plain = "assessor,statement,value,confidence,note\na1,LE1.1,not,4,\"new, since \"\"May\"\"\"\na2,LE1.2,na,,\"two\nlines\"\n";
    let turned = "\u{FEFF}note,value , statement,assessor,confidence\r\n\"new, since \"\"May\"\"\",not, LE1.1 ,a1,4\r\n\"two\nlines\",na,LE1.2,a2,\r\n";
    for text in [plain, turned] {
        let rows = ratings(text).expect("no mistake");
        assert_eq!(rows.len(), 2);
        assert_eq!(
            (rows[0].assessor.as_ref(), rows[0].statement.as_ref()),
            ("a1", "LE1.1")
        );
        assert_eq!(
            (rows[0].value, rows[0].confidence),
            (AnswerWord::Not, Some(4))
        );
        assert_eq!(rows[0].note.as_deref(), Some("new, since \"May\""));
        assert_eq!((rows[1].value, rows[1].confidence), (AnswerWord::Na, None));
        assert_eq!(rows[1].note.as_deref(), Some("two\nlines"));
    }
    assert_eq!(
        ratings("assessor,statement,value\n")
            .expect("no row is no mistake")
            .len(),
        0
    );
}

#[test]
fn columns_that_are_wrong_are_named_with_the_nearest_one() {
    let told = ratings("assesor,statement,value,note,note,wieght\n").expect_err("wrong columns");
    assert_eq!(
        told,
        "r.csv:1:1: unknown column 'assesor' (did you mean 'assessor'?)\n\
         r.csv:1:1: column 'note' is there twice\n\
         r.csv:1:1: unknown column 'wieght' (columns: assessor, statement, value, confidence, note)\n\
         r.csv:1:1: column 'assessor' is missing (the first line names the columns, separated by commas)\n"
    );
}

#[test]
fn a_file_with_other_separators_or_nothing_at_all_is_refused() {
    for text in [
        "",
        "assessor;statement;value\na1;LE1.1;not\n",
        "a1,LE1.1,not\n",
    ] {
        let told = ratings(text).expect_err("no heading");
        assert!(
            told.contains("r.csv:1:1: ") && told.contains("column 'assessor' is missing"),
            "{told}"
        );
    }
}

#[test]
fn every_wrong_row_is_reported_at_once_with_its_line() {
    let text = "assessor,statement,value,confidence,note\n\
        a1,LE1.1,maybe,,\n\
        a1,LE1.2,na,,\n\
        \"a\n1\",LE1.2,not,,\n\
        a1,LE1.3\n\
        a1,LE1.3,not,6,\n\
        a1,LE1.3,not,,a note, with a comma\n\
        ,LE1.3,not,,\n\
        a1,LE1.3,not,sure,\n";
    assert_eq!(
        ratings(text).expect_err("mistakes"),
        include_str!("mistakes/ratings.txt")
    );
}

#[test]
fn assessors_bring_their_groups() {
    let text = "assessor,group,name\na1,council,\"Head, IT\"\na2,residents,\na3,council,=1+1\n";
    let (assessors, groups) =
        read_assessors(&Source::from_bytes("a.csv", text.as_bytes())).expect("no mistake");
    let names: Vec<_> = assessors
        .iter()
        .map(|a| (a.id.as_str(), a.group.as_str(), a.name.as_deref()))
        .collect();
    assert_eq!(
        names,
        [
            ("a1", "council", Some("Head, IT")),
            ("a2", "residents", None),
            ("a3", "council", Some("=1+1"))
        ]
    );
    let groups: Vec<_> = groups
        .iter()
        .map(|g| (g.id.as_str(), g.name.as_str()))
        .collect();
    assert_eq!(groups, [("council", "council"), ("residents", "residents")]);
    let problems = read_assessors(&Source::from_bytes("a.csv", b"assessor,group\na1,\n,g\n"))
        .expect_err("empty cells");
    assert_eq!(
        all(&problems),
        "a.csv:2:1: 'group' is empty\na.csv:3:1: 'assessor' is empty\n"
    );
}

#[test]
fn a_rating_in_the_assessment_and_in_the_csv_is_a_mistake_at_its_row() {
    let mut document = city(
        "groups: [{ id: g, name: G }]\nassessors: [{ id: a1, group: g }]\n\
         ratings: [{ assessor: a1, statement: LE1.1, value: not }]\n",
    );
    let more = "assessor,statement,value\na1,LE1.2,not\na1,LE1.1,not\n";
    document
        .ratings
        .extend(ratings(more).expect("rows are well formed"));
    let model = Arc::new(
        find_model("pas181-scmm", None)
            .expect("it comes along")
            .value,
    );
    let told = all(&build(&document, model).expect_err("rated twice"));
    assert!(
        told.starts_with("r.csv:3:1: ") && told.contains("LE1.1"),
        "{told}"
    );
    assert_eq!(told.lines().count(), 1, "{told}");
}

#[test]
fn names_in_a_csv_that_nobody_has_are_mistakes_at_their_row() {
    let mut document = city("groups: [{ id: g, name: G }]\nassessors: [{ id: a1, group: g }]\n");
    let rows = "assessor,statement,value\nb1,LE1.1,not\na1,LE0.1,not\n";
    document
        .ratings
        .extend(ratings(rows).expect("rows are well formed"));
    let model = Arc::new(
        find_model("pas181-scmm", None)
            .expect("it comes along")
            .value,
    );
    let told = all(&build(&document, model).expect_err("unknown names"));
    assert!(
        told.contains("r.csv:2:1: there is no assessor 'b1'"),
        "{told}"
    );
    assert!(
        told.contains("r.csv:3:1: pas181-scmm@1 has no statement 'LE0.1'"),
        "{told}"
    );
}
