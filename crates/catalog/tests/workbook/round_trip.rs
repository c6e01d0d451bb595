//! What is filled in comes out again, in every language and for every model.

use crate::support::{
    Book, Put, fill, model, put_cells, read_bytes, small, text, told, warnings, who,
};
use gradus_catalog::assessment::build::build;
use gradus_catalog::assessment::document::{AnswerWord, AssessmentDocument};
use gradus_catalog::assessment::read::read_assessment;
use gradus_catalog::assessment::write::to_json;
use gradus_catalog::source::Source;
use gradus_catalog::workbook::WorkbookFor;
use gradus_catalog::workbook::write::{write, write_filled};
use gradus_words::{Language, Words};
use std::sync::Arc;

const PUBLISHING: &str = "gradus:component:publishing";
const USING: &str = "gradus:component:using";
const EVIDENCE: &str = "gradus:evidence";

fn document(text: &str) -> AssessmentDocument {
    let frame = "format: gradus-assessment/1\nmodel: open-data-basics\n\
        city: { name: Northaven, country: \"NO\", population: 214000 }\n\
        cycle: { name: \"2026\", from: 2026-03-01, to: 2026-06-30 }\n\
        groups: [{ id: council, name: council }]\nassessors: [{ id: a1, group: council }]\n";
    let text = format!("{frame}{text}");
    let read = read_assessment(&Source::from_bytes("expected.yaml", text.as_bytes()));
    read.unwrap_or_else(|problems| panic!("{problems}")).value
}

#[test]
fn an_empty_workbook_has_no_mistake_and_says_that_it_is_empty() {
    assert_eq!(warnings(&small()), ["a1.xlsx: no answer is filled in"]);
    let read = read_bytes(&small()).unwrap().value;
    assert_eq!(to_json(&read), to_json(&document("")));
}

#[test]
fn filled_fields_come_out_as_an_assessment() {
    let filled = fill(
        &small(),
        &[
            (
                PUBLISHING,
                "publishing/catalogue",
                "answer",
                text("2 Practised"),
            ),
            (
                PUBLISHING,
                "publishing/catalogue",
                "confidence",
                Put::Number(4.0),
            ),
            (PUBLISHING, "publishing/catalogue", "evidence", text("E1")),
            (
                PUBLISHING,
                "publishing/formats",
                "answer",
                text("between 1 and 2"),
            ),
            (USING, "using/people", "answer", text("Not applicable")),
            (USING, "using/people", "note", text("trained by the county")),
            (PUBLISHING, "PU1.1", "answer", text("Surpassed")),
            (
                PUBLISHING,
                "PU1.1",
                "note",
                text("=1+1 is no formula here, \"quoted\" & <tagged>\nnew line"),
            ),
            (PUBLISHING, "PU2.1", "answer", text("Partly")),
            (PUBLISHING, "PU2.1", "evidence", text("E2, E1")),
            (
                USING,
                "US0.1",
                "answer",
                Put::Formula("IF(TRUE,\"Largely\",\"\")", Some("Largely")),
            ),
            (EVIDENCE, "E1", "title", text("Catalogue")),
            (EVIDENCE, "E1", "kind", text("Link")),
            (
                EVIDENCE,
                "E1",
                "url",
                text("https://northaven.example/data"),
            ),
            (EVIDENCE, "E1", "effective", Put::Number(46_023.0)),
            (EVIDENCE, "E1", "valid_until", text("31.12.2027")),
            (EVIDENCE, "E2", "title", text("Interview")),
            (EVIDENCE, "E2", "kind", text("interview")),
            (EVIDENCE, "E2", "effective", text("2026-04-11")),
        ],
    );
    let expected = document(
        "ratings:\n\
         \x20 - { assessor: a1, statement: PU1.1, value: surpassed, note: \"=1+1 is no formula here, \\\"quoted\\\" & <tagged>\\nnew line\" }\n\
         \x20 - { assessor: a1, statement: PU2.1, value: partly }\n\
         \x20 - { assessor: a1, statement: US0.1, value: largely }\n\
         rungs:\n\
         \x20 - { assessor: a1, component: publishing, strand: catalogue, rung: 2, confidence: 4 }\n\
         \x20 - { assessor: a1, component: publishing, strand: formats, between: [1, 2] }\n\
         \x20 - { assessor: a1, component: using, strand: people, answer: na, note: trained by the county }\n\
         evidence:\n\
         \x20 - { id: a1-e1, title: Catalogue, kind: link, url: \"https://northaven.example/data\", effective: 2026-01-01, valid_until: 2027-12-31, supports: [publishing/catalogue, PU2.1] }\n\
         \x20 - { id: a1-e2, title: Interview, kind: interview, effective: 2026-04-11, supports: [PU2.1] }\n",
    );
    let read = read_bytes(&filled).unwrap_or_else(|problems| panic!("{:#?}", told(problems.all())));
    assert_eq!(to_json(&read.value), to_json(&expected));
    assert!(read.warnings.is_empty(), "{:?}", told(&read.warnings));
    build(&read.value, Arc::new(model("open-data-basics"))).expect("every name is known");
}

#[test]
fn words_of_any_language_and_of_files_are_understood() {
    let same = [
        ("Partly", "1 Trying"),
        ("Teilweise", "1 Erprobend"),
        ("partly", "1"),
        ("  PARTLY ", "TRYING"),
        ("◔ Partly", " 1   trying "),
        ("teilweise", "erprobend"),
    ];
    for (rating, rung) in same {
        let filled = fill(
            &small(),
            &[
                (PUBLISHING, "PU2.1", "answer", text(rating)),
                (PUBLISHING, "publishing/formats", "answer", text(rung)),
            ],
        );
        let read = read_bytes(&filled)
            .unwrap_or_else(|p| panic!("{rating}: {:?}", told(p.all())))
            .value;
        assert_eq!(read.ratings[0].value, AnswerWord::Partly, "{rating}");
        assert_eq!(read.rungs[0].rung, Some(1), "{rung}");
    }
    for (word, between) in [
        ("zwischen 1 und 2", true),
        ("1-2", true),
        ("Weiß nicht", false),
        ("unknown", false),
        ("Don’t know", false),
    ] {
        let filled = fill(
            &small(),
            &[(PUBLISHING, "publishing/formats", "answer", text(word))],
        );
        let rung = read_bytes(&filled).unwrap().value.rungs.remove(0);
        assert_eq!(rung.between, between.then_some([1, 2]), "{word}");
        assert_eq!(
            rung.answer,
            (!between).then_some(AnswerWord::Unknown),
            "{word}"
        );
    }
}

#[test]
fn a_translated_workbook_reads_as_the_same_assessment() {
    let model = model("open-data-basics");
    let words = Words::new(Language::German);
    let who = who("a1", "council", "open-data-basics");
    let german = write(&model.in_language("de").unwrap(), &who, &words).unwrap();
    let filled = fill(
        &german,
        &[
            (PUBLISHING, "PU2.1", "answer", text("Weitgehend")),
            (USING, "using/people", "answer", text("zwischen 0 und 1")),
        ],
    );
    let expected = document(
        "ratings:\n  - { assessor: a1, statement: PU2.1, value: largely }\n\
         rungs:\n  - { assessor: a1, component: using, strand: people, between: [0, 1] }\n",
    );
    assert_eq!(
        to_json(&read_bytes(&filled).unwrap().value),
        to_json(&expected)
    );
    assert_eq!(Book::of(&filled).sheet("gradus:howto").1, "Anleitung");
}

#[test]
fn what_a_filled_workbook_was_written_with_reads_back_in_every_language() {
    let mut answers = String::from("ratings:\n");
    let scmm = model("pas181-scmm");
    let values = [
        "not",
        "partly",
        "largely",
        "fully",
        "unknown",
        "na",
        "surpassed",
    ];
    for (place, statement) in scmm.statements.iter().enumerate() {
        let is_stage = statement.kind == gradus_domain::rating::Kind::Stage;
        let value = values[place % if is_stage { 7 } else { 6 }];
        answers.push_str(&format!("  - {{ assessor: a1, statement: {}, value: {value}, confidence: {}, note: n{place} }}\n", statement.id, 1 + place % 5));
    }
    answers.push_str("rungs:\n");
    for (place, strand) in scmm.strands.iter().enumerate() {
        let component = &scmm.component(strand.component).id;
        let level = 1 + place % 5;
        let says = match place % 4 {
            0 if level < 5 => format!("between: [{level}, {}]", level + 1),
            1 => "answer: na, note: elsewhere".to_owned(),
            2 => "answer: unknown".to_owned(),
            _ => format!("rung: {level}"),
        };
        answers.push_str(&format!(
            "  - {{ assessor: a1, component: {component}, strand: {}, {says} }}\n",
            strand.id
        ));
    }
    answers.push_str("evidence: [{ id: a1-e40, title: t, kind: data, effective: 1999-12-31, supports: [LE1.1] }]\n");
    let mut expected = document(&answers);
    expected.model = "pas181-scmm".to_owned();
    for language in Language::ALL {
        let who = who("a1", "council", "pas181-scmm");
        let bytes = write_filled(&scmm, &who, &expected, &Words::new(language)).unwrap();
        let read = read_bytes(&bytes).unwrap_or_else(|p| panic!("{:#?}", told(p.all())));
        assert!(read.warnings.is_empty(), "{:?}", told(&read.warnings));
        let mut value = read.value;
        value
            .ratings
            .sort_by_key(|r| scmm.find_statement(&r.statement));
        assert_eq!(to_json(&value), to_json(&expected), "{language:?}");
    }
}

#[test]
fn the_same_input_gives_the_same_bytes() {
    assert_eq!(small(), small());
}

#[test]
fn people_names_and_components_go_along() {
    let who = WorkbookFor {
        name: Some("Head of IT".to_owned()),
        group_name: Some("City council".to_owned()),
        components: Some(vec!["using".to_owned()]),
        model: "open-data-basics@1".to_owned(),
        ..who("12", "7", "")
    };
    let words = Words::new(Language::English);
    let bytes = write(&model("open-data-basics"), &who, &words).unwrap();
    let read = read_bytes(&bytes).unwrap().value;
    assert_eq!(
        (read.model.as_str(), read.city.country.as_deref()),
        ("open-data-basics@1", Some("NO"))
    );
    assert_eq!(
        (read.groups[0].id.as_str(), read.groups[0].name.as_str()),
        ("7", "City council")
    );
    let assessor = &read.assessors[0];
    assert_eq!((assessor.id.as_str(), assessor.group.as_str()), ("12", "7"));
    assert_eq!(assessor.name.as_deref(), Some("Head of IT"));
    assert_eq!(assessor.components, Some(vec!["using".to_owned()]));
    let unknown = WorkbookFor {
        components: Some(vec!["usign".to_owned()]),
        ..who
    };
    let error = write(&model("open-data-basics"), &unknown, &words).unwrap_err();
    assert_eq!(
        error.to_string(),
        "open-data-basics@1 has no component 'usign'"
    );
}

#[test]
fn inserted_rows_and_columns_and_renamed_sheets_do_no_harm() {
    let filled = fill(
        &small(),
        &[
            (PUBLISHING, "PU2.1", "answer", text("Fully")),
            (PUBLISHING, "PU2.1", "evidence", text("E1")),
            (EVIDENCE, "E1", "title", text("Catalogue")),
            (EVIDENCE, "E1", "kind", text("Data")),
            (EVIDENCE, "E1", "effective", text("2026-01-01")),
        ],
    );
    let before = read_bytes(&filled).unwrap().value;
    let moved = moved(&filled, 3, 2);
    let after = read_bytes(&moved).unwrap_or_else(|p| panic!("{:#?}", told(p.all())));
    assert_eq!(to_json(&after.value), to_json(&before));
    assert!(after.warnings.is_empty(), "{:?}", told(&after.warnings));
    let mut parts = crate::support::Parts::of(&filled);
    let workbook = parts
        .part("xl/workbook.xml")
        .replace("name=\"PU Publishing\"", "name=\"My sheet\"");
    parts.replace("xl/workbook.xml", workbook);
    let renamed = read_bytes(&parts.pack()).unwrap().value;
    assert_eq!(to_json(&renamed), to_json(&before));
    let remark = put_cells(&filled, &[(PUBLISHING, "Z4", text("ask Ann"))]);
    assert_eq!(
        warnings(&remark),
        [
            "a1.xlsx, sheet \"PU Publishing\", cell Z4: 'ask Ann' stands outside the fields and is not read (move it into a note if it should count)"
        ]
    );
}

/// The workbook with rows and columns inserted before the first ones of each sheet for
/// people.
fn moved(bytes: &[u8], rows: u32, columns: u8) -> Vec<u8> {
    let book = Book::of(bytes);
    let mut parts = crate::support::Parts::of(bytes);
    for mark in [PUBLISHING, USING, EVIDENCE, "gradus:howto"] {
        let name = format!("xl/worksheets/sheet{}.xml", book.sheet(mark).0);
        let xml = parts.part(&name);
        let mut out = String::new();
        for (place, piece) in xml.split(" r=\"").enumerate() {
            if place == 0 {
                out.push_str(piece);
                continue;
            }
            let (reference, rest) = piece.split_once('"').unwrap();
            let digits = reference.trim_start_matches(|c: char| c.is_ascii_alphabetic());
            let letter = &reference[..reference.len() - digits.len()];
            let letter: String = letter.bytes().map(|b| char::from(b + columns)).collect();
            let row: u32 = digits.parse().unwrap();
            out.push_str(&format!(" r=\"{letter}{}\"{rest}", row + rows));
        }
        parts.replace(&name, out);
    }
    parts.pack()
}

#[test]
fn sheets_are_frozen_locked_and_set_for_paper() {
    let bytes = small();
    let (book, parts) = (Book::of(&bytes), crate::support::Parts::of(&bytes));
    for mark in [PUBLISHING, USING, EVIDENCE] {
        let (number, title) = book.sheet(mark);
        let xml = parts.part(&format!("xl/worksheets/sheet{number}.xml"));
        assert!(
            xml.contains("ySplit=\"3\"") && xml.contains("state=\"frozen\""),
            "{mark}"
        );
        assert!(
            xml.contains("<sheetProtection sheet=\"1\"") && !xml.contains("password"),
            "{mark}"
        );
        assert!(
            xml.contains("paperSize=\"9\"") && xml.contains("orientation=\"landscape\""),
            "{mark}"
        );
        assert!(
            xml.contains("fitToPage=\"1\"") && xml.contains("fitToHeight=\"0\""),
            "{mark}"
        );
        let repeated = format!(
            "<definedName name=\"_xlnm.Print_Titles\" localSheetId=\"{}\">",
            number - 1
        );
        let workbook = parts.part("xl/workbook.xml");
        let from = workbook
            .find(&repeated)
            .unwrap_or_else(|| panic!("{title} repeats no rows"));
        assert!(
            workbook[from..]
                .split("</definedName>")
                .next()
                .unwrap()
                .ends_with("!$2:$3"),
            "{mark}"
        );
    }
    let answer = book.cell(PUBLISHING, "PU2.1", "answer");
    let merged = parts.part(&format!(
        "xl/worksheets/sheet{}.xml",
        book.sheet(PUBLISHING).0
    ));
    let row: u32 = answer[1..].parse().unwrap();
    assert!(
        !merged.contains(&format!("{row}\"/></mergeCells>"))
            && merged.matches("<mergeCell ").count() == 2
    );
}

#[test]
fn progress_reads_right_before_any_program_computes_it() {
    let answers = document(
        "ratings: [{ assessor: a1, statement: PU2.1, value: partly }, { assessor: a1, statement: US0.1, value: not }]\n\
         rungs: [{ assessor: a1, component: publishing, strand: catalogue, rung: 2 }]\n",
    );
    let model = model("open-data-basics");
    let who = who("a1", "council", "open-data-basics");
    let bytes = write_filled(&model, &who, &answers, &Words::new(Language::English)).unwrap();
    let book = Book::of(&bytes);
    let progress = |mark: &str| {
        let cell = book.cell(mark, "text 2", "note");
        book.value(mark, &cell).map(str::to_owned)
    };
    // The rung answers the four statements of its strand, one of them answered again.
    assert_eq!(progress(PUBLISHING).as_deref(), Some("4"));
    assert_eq!(progress(USING).as_deref(), Some("1"));
    let mark = |row: &str| book.value(PUBLISHING, &book.cell(PUBLISHING, row, "mark"));
    assert_eq!(
        (mark("PU2.1"), mark("PU1.1"), mark("PU1.2")),
        (Some("✓"), Some("↑"), Some(""))
    );
}
