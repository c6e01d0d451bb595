//! Every wrong cell is named with file, sheet and cell, and says the way out.

use crate::support::{Book, Parts, Put, fill, mistakes, put_cells, small, text, warnings};

const PUBLISHING: &str = "gradus:component:publishing";
const EVIDENCE: &str = "gradus:evidence";
const MACHINE: &str = "gradus-workbook/1";

/// What one wrong answer beside PU2.1 (a strength) leads to.
fn check(puts: &[(&str, &str, &str, Put)], expected: &[&str]) {
    assert_eq!(mistakes(&fill(&small(), puts)), expected);
}

fn at(cell: &str, message: &str) -> String {
    format!("a1.xlsx, sheet \"PU Publishing\", cell {cell}: {message}")
}

#[test]
fn a_word_that_is_no_rating_is_named_with_the_nearest_one() {
    let bytes = fill(
        &small(),
        &[(PUBLISHING, "PU2.1", "answer", text("Partley"))],
    );
    let cell = Book::of(&bytes).cell(PUBLISHING, "PU2.1", "answer");
    assert_eq!(
        mistakes(&bytes),
        [at(&cell, "'Partley' is no rating (did you mean 'Partly'?)")]
    );
    let bytes = fill(
        &small(),
        &[(PUBLISHING, "PU2.1", "answer", Put::Number(3.0))],
    );
    assert!(mistakes(&bytes)[0].contains("'3' is no rating (choose one of: Not at all, "));
}

#[test]
fn a_word_that_is_no_rung_is_named_with_the_nearest_one() {
    let row = "publishing/formats";
    for (word, hint) in [
        ("2 Practiced", "did you mean '2 Practised'?"),
        ("between 2 and 4", "did you mean 'between 2 and 3'?"),
    ] {
        let told = mistakes(&fill(&small(), &[(PUBLISHING, row, "answer", text(word))]));
        assert_eq!(told.len(), 1);
        assert!(
            told[0].contains(&format!("'{word}' is no rung ({hint})")),
            "{told:?}"
        );
    }
    let told = mistakes(&fill(
        &small(),
        &[(PUBLISHING, row, "answer", Put::Number(2.5))],
    ));
    assert!(told[0].contains("'2.5' is no rung"), "{told:?}");
}

#[test]
fn only_a_stage_can_be_surpassed() {
    let told = mistakes(&fill(
        &small(),
        &[(PUBLISHING, "PU2.1", "answer", text("Surpassed"))],
    ));
    assert!(
        told[0].contains("statement PU2.1 is no stage, so it cannot be surpassed"),
        "{told:?}"
    );
}

#[test]
fn not_applicable_wants_a_reason_in_the_note() {
    for row in ["PU2.1", "publishing/formats"] {
        let bytes = fill(
            &small(),
            &[(PUBLISHING, row, "answer", text("Not applicable"))],
        );
        let cell = Book::of(&bytes).cell(PUBLISHING, row, "note");
        let message = "'Not applicable' has no reason (write into this cell why it does not apply)";
        assert_eq!(mistakes(&bytes), [at(&cell, message)]);
    }
}

#[test]
fn confidence_is_a_whole_number_from_1_to_5() {
    for put in [
        Put::Number(6.0),
        Put::Number(2.5),
        Put::Number(0.0),
        text("high"),
    ] {
        let told = mistakes(&fill(
            &small(),
            &[
                (PUBLISHING, "PU2.1", "answer", text("Fully")),
                (PUBLISHING, "PU2.1", "confidence", put),
            ],
        ));
        assert!(
            told[0].contains("is not a whole number from 1 to 5"),
            "{told:?}"
        );
    }
}

#[test]
fn evidence_that_is_named_has_a_filled_line() {
    let named = |name: &str| fill(&small(), &[(PUBLISHING, "PU2.1", "evidence", text(name))]);
    assert!(
        mistakes(&named("E41"))[0]
            .contains("'E41' is no number of the sheet of evidence (write numbers from E1 to E40")
    );
    assert!(mistakes(&named("the plan"))[0].contains("'the' is no number"));
    assert!(
        mistakes(&named("E2"))[0].contains("evidence 'E2' is named here, and its line is empty")
    );
}

#[test]
fn a_line_of_evidence_is_whole() {
    check(
        &[(EVIDENCE, "E1", "url", text("northaven.example"))],
        &[
            "a1.xlsx, sheet \"Evidence\", cell D5: the evidence has no title (fill in this field, or empty the line)",
            "a1.xlsx, sheet \"Evidence\", cell E5: the evidence has no kind (fill in this field, or empty the line)",
            "a1.xlsx, sheet \"Evidence\", cell G5: the evidence has no day since which it is in force (fill in this field, or empty the line)",
            "a1.xlsx, sheet \"Evidence\", cell F5: 'northaven.example' is no web address (begin it with https://)",
        ],
    );
    check(
        &[
            (EVIDENCE, "E1", "title", text("Plan")),
            (EVIDENCE, "E1", "kind", text("Linc")),
            (EVIDENCE, "E1", "effective", text("spring")),
            (EVIDENCE, "E1", "valid_until", Put::Number(2027.0)),
            (EVIDENCE, "E2", "title", text("Page")),
            (EVIDENCE, "E2", "kind", text("Link")),
            (EVIDENCE, "E2", "effective", text("2026-05-01")),
            (EVIDENCE, "E2", "valid_until", text("2026-04-30")),
        ],
        &[
            "a1.xlsx, sheet \"Evidence\", cell E5: 'Linc' is no kind of evidence (did you mean 'Link'?)",
            "a1.xlsx, sheet \"Evidence\", cell G5: 'spring' is no day (write year, month and day, for example 2026-06-30)",
            "a1.xlsx, sheet \"Evidence\", cell H5: '2027' is no day (write year, month and day, for example 2026-06-30)",
            "a1.xlsx, sheet \"Evidence\", cell F6: a link has no web address (fill in this field, or empty the line)",
            "a1.xlsx, sheet \"Evidence\", cell H6: the evidence expires before it takes effect (correct one of the two days)",
        ],
    );
}

#[test]
fn a_formula_counts_by_its_saved_result_and_wants_one() {
    let with = |put: Put| fill(&small(), &[(PUBLISHING, "PU2.1", "answer", put)]);
    let told = mistakes(&with(Put::Formula("A1", None)));
    assert!(
        told[0].contains("the formula here was saved without its result"),
        "{told:?}"
    );
    let told = mistakes(&with(Put::Error("#REF!")));
    assert!(told[0].contains("the formula here gives #REF!"), "{told:?}");
    let told = mistakes(&with(Put::Formula("X", Some("Fuly"))));
    assert!(told[0].contains("'Fuly' is no rating"), "{told:?}");
}

#[test]
fn nothing_beside_an_empty_answer_is_lost_in_silence() {
    let told = warnings(&fill(
        &small(),
        &[
            (PUBLISHING, "PU1.1", "answer", text("Fully")),
            (PUBLISHING, "PU2.1", "note", text("to be asked")),
            (
                PUBLISHING,
                "publishing/formats",
                "confidence",
                Put::Number(2.0),
            ),
            (EVIDENCE, "E3", "title", text("Plan")),
            (EVIDENCE, "E3", "kind", text("Document")),
            (EVIDENCE, "E3", "effective", text("2026-05-01")),
        ],
    ));
    assert_eq!(told.len(), 3, "{told:#?}");
    assert!(
        told[0].contains("how sure somebody is stands beside no answer and is not read"),
        "{told:#?}"
    );
    assert!(
        told[1].contains("a note stands beside no answer and is not read"),
        "{told:#?}"
    );
    assert!(
        told[2].contains("evidence 'E3' is not named beside any answer"),
        "{told:#?}"
    );
}

#[test]
fn changed_texts_and_keys_are_named() {
    let small = small();
    let book = Book::of(&small);
    let name = book.cell(PUBLISHING, "PU2.1", "name");
    let row = &name[1..];
    let told = mistakes(&put_cells(&small, &[(PUBLISHING, &name, text("PU2.9"))]));
    assert_eq!(told.len(), 1, "{told:?}");
    assert!(
        told[0].starts_with(&at(&name, "the text of 'PU2.1' in this row was changed")),
        "{told:?}"
    );
    let statement = book.cell(PUBLISHING, "PU2.1", "level 2");
    let told = mistakes(&put_cells(
        &small,
        &[(PUBLISHING, &statement, text("Some catalogue."))],
    ));
    assert!(
        told[0].contains("the text of 'PU2.1' in this row was changed"),
        "{told:?}"
    );

    let key = format!("A{row}");
    let told = mistakes(&put_cells(&small, &[(PUBLISHING, &key, text("PU2.7"))]));
    assert!(
        told[0].contains("'PU2.7' names no row of this sheet (did you mean 'PU2."),
        "{told:?}"
    );
    assert!(
        told[1].contains("the row of 'PU2.1' is missing on this sheet"),
        "{told:?}"
    );
    let told = mistakes(&put_cells(&small, &[(PUBLISHING, &key, text("PU2.2"))]));
    assert!(
        told.iter()
            .any(|m| m.contains("the row of 'PU2.2' is there twice")),
        "{told:?}"
    );

    let heading = warnings(&put_cells(&small, &[(PUBLISHING, "B4", text("hello"))]));
    assert!(
        heading
            .iter()
            .any(|told| told.starts_with(&at("B4", "this line of help was changed"))),
        "{heading:?}"
    );
}

#[test]
fn an_answer_in_a_row_of_no_question_is_a_mistake() {
    let column = Book::of(&small()).cell(PUBLISHING, "PU2.1", "answer");
    let cell = format!("{}400", &column[..1]);
    let small = small();
    let number = Book::of(&small).sheet(PUBLISHING).0;
    let mut parts = Parts::of(&small);
    let part = format!("xl/worksheets/sheet{number}.xml");
    let row = format!(
        "<row r=\"400\"><c r=\"{cell}\" t=\"inlineStr\"><is><t>Fully</t></is></c></row></sheetData>"
    );
    parts.replace(&part, parts.part(&part).replace("</sheetData>", &row));
    let told = mistakes(&parts.pack());
    assert_eq!(
        told,
        [at(
            &cell,
            "'Fully' stands in a row that belongs to no question (move it into the row it belongs to, or delete it)"
        )]
    );
}

#[test]
fn missing_and_copied_sheets_and_columns_are_named() {
    let small = small();
    let told = mistakes(&put_cells(&small, &[(PUBLISHING, "A1", Put::Nothing)]));
    assert_eq!(
        told,
        [
            "a1.xlsx: the sheet of component 'publishing' is missing (copy the answers into a fresh workbook)"
        ]
    );
    let told = mistakes(&put_cells(
        &small,
        &[(PUBLISHING, "A1", text("gradus:component:using"))],
    ));
    assert!(
        told.iter()
            .any(|m| m.contains("this sheet is a copy of the sheet 'PU Publishing'")),
        "{told:#?}"
    );
    let answer = Book::of(&small).cell(PUBLISHING, "PU2.1", "answer");
    let head = format!("{}1", &answer[..1]);
    let told = mistakes(&put_cells(&small, &[(PUBLISHING, &head, Put::Nothing)]));
    assert!(
        told[0].contains("the column 'answer' is missing on this sheet"),
        "{told:#?}"
    );
    let told = mistakes(&put_cells(&small, &[(PUBLISHING, &head, text("note"))]));
    assert!(
        told[0].contains("the column 'note' is there twice"),
        "{told:#?}"
    );
}

#[test]
fn a_forged_or_foreign_sheet_for_machines_is_named() {
    let small = small();
    let told = mistakes(&put_cells(
        &small,
        &[(MACHINE, "A1", text("gradus-workbook/9"))],
    ));
    assert!(
        told[0].contains(
            "the workbook's format is 'gradus-workbook/9', and 'gradus-workbook/1' is read"
        )
    );
    let told = mistakes(&put_cells(&small, &[(MACHINE, "A1", text("mine"))]));
    assert!(
        told[0].contains("this is no workbook written by Gradus")
            && told[0].contains("gradus workbook new")
    );
    let told = mistakes(&put_cells(&small, &[(MACHINE, "B6", Put::Nothing)]));
    assert!(
        told[0].starts_with("a1.xlsx, sheet \"Gradus\", cell A1: 'assessor' is missing"),
        "{told:?}"
    );
    let told = mistakes(&put_cells(&small, &[(MACHINE, "B4", text("00ff"))]));
    assert!(
        told[0].contains("the workbook was written for another text of open-data-basics@1"),
        "{told:?}"
    );
    let told = mistakes(&put_cells(&small, &[(MACHINE, "B10", text("soon"))]));
    assert!(
        told[0].contains("the days of the cycle are no days"),
        "{told:?}"
    );
    let told = mistakes(&put_cells(&small, &[(MACHINE, "E3", text("rung x"))]));
    assert!(
        told[0].contains("cell E3: 'rung x' is no choice"),
        "{told:?}"
    );
}

#[test]
fn all_wrong_cells_are_told_at_once() {
    let told = mistakes(&fill(
        &small(),
        &[
            (PUBLISHING, "PU2.1", "answer", text("yes")),
            (PUBLISHING, "PU1.1", "answer", text("no")),
            (PUBLISHING, "publishing/formats", "answer", text("high")),
            (PUBLISHING, "PU3.1", "confidence", text("x")),
            (EVIDENCE, "E7", "title", text("Plan")),
        ],
    ));
    assert_eq!(told.len(), 6, "{told:#?}");
}

#[test]
fn control_characters_are_refused_in_cells_as_they_are_in_files() {
    let bytes = fill(
        &small(),
        &[
            (PUBLISHING, "PU2.1", "answer", text("Partly")),
            (PUBLISHING, "PU2.1", "note", text("steer\u{9b}31m")),
            (EVIDENCE, "E1", "title", text("a\u{7f}b")),
        ],
    );
    let book = Book::of(&bytes);
    let told = mistakes(&bytes);
    let note = book.cell(PUBLISHING, "PU2.1", "note");
    assert!(
        told.contains(&at(
            &note,
            "the text holds the control character U+009B (type the text anew)"
        )),
        "{told:#?}"
    );
    assert!(
        told.iter()
            .any(|line| line.contains("sheet \"Evidence\"") && line.contains("U+007F")),
        "{told:#?}"
    );
}
