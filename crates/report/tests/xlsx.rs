//! The XLSX report, read back by another library.
#![expect(clippy::unwrap_used, reason = "a test may panic")]

use calamine::{Data, DataType, Reader, Xlsx};
use gradus_catalog::assessment::build::build;
use gradus_catalog::assessment::read::read_assessment;
use gradus_catalog::model::builtin::built_in;
use gradus_catalog::source::Source;
use gradus_domain::disclosure::score_protected;
use gradus_report::format::Format;
use gradus_report::report::Report;
use gradus_words::{Language, Words};
use std::io::{Cursor, Read};
use std::sync::Arc;

/// A city with a hostile name, nine people of one group and three of another who answer
/// PU2.1, and two who answer PU0.1.
fn render(language: Language) -> Vec<u8> {
    let mut text = String::from(
        "format: gradus-assessment/1\nmodel: open-data-basics\n\
         city: { name: \"=cmd|' /C calc'!A0\" }\n\
         cycle: { name: \"+1\", from: 2026-01-01, to: 2026-06-30 }\n\
         groups: [ { id: g, name: \"=1+1\" }, { id: h, name: H } ]\nassessors:\n",
    );
    for at in 0..12 {
        let group = if at < 9 { "g" } else { "h" };
        text.push_str(&format!("  - {{ id: a{at}, group: {group} }}\n"));
    }
    text.push_str("ratings:\n");
    for at in 0..12 {
        text.push_str(&format!(
            "  - {{ assessor: a{at}, statement: PU2.1, value: largely }}\n"
        ));
    }
    for at in 0..2 {
        text.push_str(&format!(
            "  - {{ assessor: a{at}, statement: PU0.1, value: partly }}\n"
        ));
    }
    text.push_str(
        "targets:\n  - { component: publishing, level: 3, by: 2028-12-31, rationale: because }\n",
    );
    let document = read_assessment(&Source::from_bytes("a.yaml", text.as_bytes())).unwrap();
    let model = Arc::new(built_in("open-data-basics").unwrap().unwrap().value);
    let city = build(&document.value, model).unwrap().value;
    let result = score_protected(&city, city.cycle.to).in_language(language.tag());
    let words = Words::new(language);
    let report = Report::new(&result, None, &words);
    report
        .render(Format::Xlsx, "r.xlsx")
        .unwrap()
        .remove(0)
        .bytes
}

fn open(bytes: Vec<u8>) -> Xlsx<Cursor<Vec<u8>>> {
    Xlsx::new(Cursor::new(bytes)).unwrap()
}

#[test]
fn every_sheet_is_there_and_holds_no_formula() {
    let mut book = open(render(Language::English));
    let names = book.sheet_names();
    assert_eq!(names.len(), 8, "{names:?}");
    for name in names {
        let formulas = book.worksheet_formula(&name).unwrap();
        assert!(
            formulas.cells().all(|(_, _, formula)| formula.is_empty()),
            "{name}"
        );
    }
}

#[test]
fn counts_are_numbers_and_withheld_ones_are_empty() {
    let mut book = open(render(Language::English));
    let sheet = book.worksheet_range("Statements").unwrap();
    let row = |id: &str| {
        sheet
            .rows()
            .find(|row| row[0] == Data::String(id.into()))
            .unwrap()
            .to_vec()
    };
    let open = row("PU2.1");
    assert_eq!(open[8], Data::Float(12.0));
    assert_eq!(open[11], Data::Float(12.0), "largely");
    assert_eq!(open[12], Data::Float(0.0), "fully");
    let withheld = row("PU0.1");
    assert_eq!(withheld[8], Data::Float(2.0));
    assert!(
        withheld[9..16].iter().all(|cell| *cell == Data::Empty),
        "{withheld:?}"
    );
}

#[test]
fn a_group_that_is_too_small_has_no_row() {
    let mut book = open(render(Language::English));
    let sheet = book.worksheet_range("Disagreement by group").unwrap();
    assert_eq!(
        sheet.rows().count(),
        1,
        "three of a group would be told by difference"
    );
}

#[test]
fn hostile_names_stay_text_and_the_words_are_translated() {
    let mut book = open(render(Language::German));
    let name = book.sheet_names()[0].clone();
    let sheet = book.worksheet_range(&name).unwrap();
    let Some(Data::String(headline)) = sheet.get((0, 0)) else {
        panic!("no headline")
    };
    assert!(headline.contains("=cmd|"), "{headline}");
    assert!(book.sheet_names().contains(&"Aussagen".to_owned()));
}

#[test]
fn the_same_input_gives_the_same_bytes() {
    assert!(render(Language::English) == render(Language::English));
}

/// A part of the workbook as it lies in the file.
fn part(bytes: &[u8], name: &str) -> String {
    let mut archive = zip::ZipArchive::new(Cursor::new(bytes)).unwrap();
    let mut text = String::new();
    let mut file = archive.by_name(name).unwrap();
    file.read_to_string(&mut text).unwrap();
    text
}

#[test]
fn figures_and_days_are_numbers_and_not_texts() {
    let mut book = open(render(Language::English));
    let overview = book.worksheet_range("Figures").unwrap();
    let share = overview
        .rows()
        .find(|row| row[1] == Data::String("of claims backed by accepted evidence".into()))
        .unwrap();
    assert_eq!(share[0], Data::Float(0.0), "the share itself, not \"0 %\"");
    let targets = book.worksheet_range("Targets and gaps").unwrap();
    let by = targets.get((1, 3)).unwrap();
    assert!(by.is_datetime(), "{by:?}");
    assert_eq!(
        by.get_datetime().unwrap().as_f64(),
        47_118.0,
        "31 December 2028"
    );
}

#[test]
fn headings_stay_in_sight_and_on_every_printed_page() {
    let bytes = render(Language::English);
    for sheet in 2..=8 {
        let xml = part(&bytes, &format!("xl/worksheets/sheet{sheet}.xml"));
        assert!(xml.contains("ySplit=\"1\""), "sheet {sheet} is not frozen");
        assert!(
            xml.contains("state=\"frozen\""),
            "sheet {sheet} is not frozen"
        );
        assert!(
            xml.contains("fitToHeight=\"0\""),
            "sheet {sheet} is as wide as it is"
        );
    }
    let names = part(&bytes, "xl/workbook.xml");
    assert_eq!(names.matches("_xlnm.Print_Titles").count(), 7);
}

#[test]
fn charts_draw_the_cells_on_the_whole_scale_of_the_model() {
    let bytes = render(Language::English);
    for chart in ["xl/charts/chart1.xml", "xl/charts/chart2.xml"] {
        let xml = part(&bytes, chart);
        assert!(xml.contains("<c:max val=\"3\"/>"), "{chart}: {xml}");
        assert!(xml.contains("<c:min val=\"0\"/>"), "{chart}");
        assert_eq!(
            xml.matches("<c:ser>").count(),
            2,
            "index and target in {chart}"
        );
        assert!(xml.contains("Profile!$E$2:$E$3"), "{chart} draws the index");
        assert!(
            xml.contains("Profile!$F$2:$F$3"),
            "{chart} draws the target"
        );
    }
}

#[test]
fn a_row_with_a_long_text_is_high_enough_for_it() {
    let xml = part(&render(Language::English), "xl/worksheets/sheet8.xml");
    let document = roxmltree::Document::parse(&xml).unwrap();
    let heights: Vec<f64> = document
        .descendants()
        .filter(|node| node.tag_name().name() == "row")
        .filter_map(|row| row.attribute("ht")?.parse().ok())
        .collect();
    assert!(
        heights.iter().filter(|height| **height >= 31.0).count() >= 4,
        "the sentences of the method take several lines: {heights:?}"
    );
}
