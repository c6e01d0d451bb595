//! Workbooks filled in, opened and saved by LibreOffice, and read again: statement by
//! statement the same, and still a workbook that guides and protects.

#![expect(
    clippy::unwrap_used,
    clippy::panic,
    reason = "a helper that cannot go on fails its test"
)]

#[path = "workbook/support.rs"]
#[expect(dead_code, reason = "the tests of reading use the rest of it")]
mod support;

use gradus_catalog::assessment::document::{AnswerWord, AssessmentDocument};
use gradus_catalog::assessment::read::read_assessment;
use gradus_catalog::assessment::write::to_json;
use gradus_catalog::source::Source;
use gradus_catalog::workbook::read::read;
use gradus_catalog::workbook::write::write;
use gradus_domain::model::Model;
use gradus_domain::rating::{Answer, Kind};
use gradus_words::{Language, Words};
use std::path::Path;
use std::process::Command;
use support::{Book, Parts, Put, fill, model, text, told, who};

/// A setting of LibreOffice: compute every formula when a file is opened.
const ALWAYS_COMPUTE: &str = r#"<?xml version="1.0" encoding="UTF-8"?>
<oor:items xmlns:oor="http://openoffice.org/2001/registry" xmlns:xs="http://www.w3.org/2001/XMLSchema" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance">
<item oor:path="/org.openoffice.Office.Calc/Formula/Load"><prop oor:name="OOXMLRecalcMode" oor:op="fuse"><value>0</value></prop></item>
</oor:items>
"#;

/// Answers to most of a model: every word, every sort of rung, notes with awkward signs.
fn answers(model: &Model, name: &str) -> AssessmentDocument {
    let mut yaml = format!(
        "format: gradus-assessment/1\nmodel: {name}\ncity: {{ name: Northaven, country: \"NO\", population: 214000 }}\n\
         cycle: {{ name: \"2026\", from: 2026-03-01, to: 2026-06-30 }}\n\
         groups: [{{ id: council, name: council }}]\nassessors: [{{ id: a1, group: council }}]\nratings:\n"
    );
    let notes = [
        "plain",
        "Zürich, Kraków, Αθήνα, Київ",
        "two\\nlines",
        "=SUM(A1:A9)",
        "'quoted', \\\"twice\\\" & <tagged>",
        "2026-01-01",
    ];
    for (place, statement) in model
        .statements
        .iter()
        .enumerate()
        .filter(|(place, _)| place % 11 != 10)
    {
        let offered: Vec<Answer> = Answer::ALL
            .into_iter()
            .filter(|answer| answer.fits(statement.kind))
            .collect();
        let answer = offered[place % offered.len()];
        let note = (answer == Answer::NotApplicable || place % 3 == 0)
            .then(|| format!(", note: \"{}\"", notes[place / 3 % notes.len()]));
        let confidence = (place % 2 == 0).then(|| format!(", confidence: {}", 1 + place % 5));
        yaml.push_str(&format!(
            "  - {{ assessor: a1, statement: {}, value: {answer}{}{} }}\n",
            statement.id,
            confidence.unwrap_or_default(),
            note.unwrap_or_default()
        ));
    }
    yaml.push_str("rungs:\n");
    let levels: Vec<i64> = model
        .scale
        .all()
        .map(|level| model.scale.value(level))
        .collect();
    for (place, strand) in model
        .strands
        .iter()
        .enumerate()
        .filter(|(place, _)| place % 7 != 6)
    {
        let at = place % levels.len();
        let says = match (place % 5, levels.get(at + 1)) {
            (0, Some(next)) => format!("between: [{}, {next}]", levels[at]),
            (1, _) => "answer: unknown".to_owned(),
            (2, _) => "answer: na, note: elsewhere".to_owned(),
            _ => format!("rung: {}, confidence: 3", levels[at]),
        };
        let component = &model.component(strand.component).id;
        yaml.push_str(&format!(
            "  - {{ assessor: a1, component: {component}, strand: {}, {says} }}\n",
            strand.id
        ));
    }
    let (first, last) = (
        &model.statements[0].id,
        &model.statements[model.statements.len() - 1].id,
    );
    let strand = format!(
        "{}/{}",
        model.components[0].id,
        model.strand(model.components[0].strands[0]).id
    );
    yaml.push_str(&format!(
        "evidence:\n\
         \x20 - {{ id: a1-e1, title: \"Plan & annex\", kind: link, url: \"https://northaven.example/?a=1&b=2\", effective: 2025-11-01, valid_until: 2027-11-01, supports: [{strand}, {first}] }}\n\
         \x20 - {{ id: a1-e2, title: \"Figures\", kind: data, effective: 1999-12-31, supports: [{first}, {last}] }}\n\
         \x20 - {{ id: a1-e7, title: \"=Interview\", kind: interview, effective: 2026-02-28, supports: [{last}] }}\n\
         \x20 - {{ id: a1-e40, title: \"Minutes\", kind: document, effective: 2024-02-29, supports: [{strand}] }}\n"
    ));
    read_assessment(&Source::from_bytes("answers.yaml", yaml.as_bytes()))
        .unwrap_or_else(|p| panic!("{p}"))
        .value
}

/// Puts the answers into the fields of an empty workbook, in its own words.
fn filled(empty: &[u8], model: &Model, answers: &AssessmentDocument, words: &Words) -> Vec<u8> {
    let mut puts: Vec<(String, String, &str, Put)> = Vec::new();
    let mark_of = |component: &str| format!("gradus:component:{component}");
    let word = |answer: AnswerWord| {
        let answer = Answer::from(answer);
        let own = model.rating_words.get(&answer).cloned();
        own.unwrap_or_else(|| words.text(&format!("answer-{answer}")))
    };
    let mut beside =
        |mark: &str, row: &str, answer: String, confidence: Option<u8>, note: &Option<String>| {
            let (mark, row) = (mark.to_owned(), row.to_owned());
            puts.push((mark.clone(), row.clone(), "answer", text(&answer)));
            if let Some(number) = confidence {
                puts.push((
                    mark.clone(),
                    row.clone(),
                    "confidence",
                    Put::Number(number.into()),
                ));
            }
            if let Some(note) = note {
                puts.push((mark, row, "note", text(note)));
            }
        };
    for rating in &answers.ratings {
        let statement = model.statement(model.find_statement(&rating.statement).unwrap());
        let mark = mark_of(&model.component(statement.component).id);
        beside(
            &mark,
            &rating.statement,
            word(rating.value),
            rating.confidence,
            &rating.note,
        );
    }
    let choices = gradus_catalog::workbook::choices::rungs(model, words);
    for rung in &answers.rungs {
        let is_it = |text: &str| match (rung.rung, rung.between, rung.answer) {
            (Some(level), ..) => text.starts_with(&format!("{level} ")),
            (_, Some([low, high]), _) => {
                text.contains(&format!(" {low} ")) && text.ends_with(&format!(" {high}"))
            }
            (.., Some(answer)) => text == word(answer),
            _ => false,
        };
        let choice = choices.iter().find(|choice| is_it(&choice.text)).unwrap();
        let row = format!("{}/{}", rung.component, rung.strand);
        beside(
            &mark_of(&rung.component),
            &row,
            choice.text.clone(),
            rung.confidence,
            &rung.note,
        );
    }
    let day = |day: &gradus_catalog::assessment::document::Day| {
        Put::Number(f64::from(day.0.to_julian_day() - 2_415_019))
    };
    for evidence in &answers.evidence {
        let number = evidence.id.trim_start_matches("a1-e");
        let row = format!("E{number}");
        let mut put =
            |column, value| puts.push(("gradus:evidence".to_owned(), row.clone(), column, value));
        put("title", text(&evidence.title));
        put(
            "kind",
            text(&words.text(&format!("evidence-{}", evidence.kind))),
        );
        put("effective", day(&evidence.effective));
        if let Some(url) = &evidence.url {
            put("url", text(url));
        }
        if let Some(until) = &evidence.valid_until {
            put("valid_until", day(until));
        }
    }
    let mut links: std::collections::BTreeMap<&str, Vec<String>> =
        std::collections::BTreeMap::new();
    for evidence in &answers.evidence {
        for key in &evidence.supports {
            links
                .entry(key)
                .or_default()
                .push(evidence.id.replace("a1-e", "E"));
        }
    }
    for (key, numbers) in links {
        let component = match key.split_once('/') {
            Some((component, _)) => component.to_owned(),
            None => {
                let statement = model.statement(model.find_statement(key).unwrap());
                model.component(statement.component).id.clone()
            }
        };
        puts.push((
            mark_of(&component),
            key.to_owned(),
            "evidence",
            text(&numbers.join(", ")),
        ));
    }
    let puts: Vec<(&str, &str, &str, Put)> = puts
        .iter()
        .map(|(m, r, c, p)| (m.as_str(), r.as_str(), *c, p.clone()))
        .collect();
    fill(empty, &puts)
}

fn sorted(mut document: AssessmentDocument) -> String {
    document
        .ratings
        .sort_by(|a, b| a.statement.cmp(&b.statement));
    document
        .rungs
        .sort_by(|a, b| (&a.component, &a.strand).cmp(&(&b.component, &b.strand)));
    document
        .evidence
        .iter_mut()
        .for_each(|evidence| evidence.supports.sort());
    to_json(&document)
}

fn save_with_libreoffice(soffice: &Path, folder: &Path, files: &[&str]) {
    let profile = folder.join("profile");
    std::fs::create_dir_all(profile.join("user")).unwrap();
    std::fs::write(
        profile.join("user/registrymodifications.xcu"),
        ALWAYS_COMPUTE,
    )
    .unwrap();
    let output = Command::new(soffice)
        .arg(format!(
            "-env:UserInstallation=file://{}",
            profile.display()
        ))
        .args(["--headless", "--convert-to", "xlsx", "--outdir"])
        .arg(folder.join("saved"))
        .args(files.iter().map(|file| folder.join(file)))
        .output()
        .unwrap();
    assert!(
        output.status.success(),
        "{}",
        String::from_utf8_lossy(&output.stderr)
    );
}

#[test]
fn what_libreoffice_saves_is_what_was_filled_in_and_still_guides_and_protects() {
    let Some(soffice) = gradus_testkit::needs::soffice() else {
        return;
    };
    let folder = tempfile::tempdir().unwrap();
    let (scmm, small) = (model("pas181-scmm"), model("open-data-basics"));
    let german = small.in_language("de").unwrap();
    let cases = [
        ("scmm.xlsx", &scmm, "pas181-scmm", Language::English),
        ("klein.xlsx", &german, "open-data-basics", Language::German),
    ];
    for (file, model, name, language) in cases {
        let words = Words::new(language);
        let empty = write(model, &who("a1", "council", name), &words).unwrap();
        let filled = filled(&empty, model, &answers(model, name), &words);
        std::fs::write(folder.path().join(file), filled).unwrap();
    }
    save_with_libreoffice(&soffice, folder.path(), &["scmm.xlsx", "klein.xlsx"]);
    for (file, model, name, _) in cases {
        let bytes = std::fs::read(folder.path().join("saved").join(file)).unwrap();
        let before = std::fs::read(folder.path().join(file)).unwrap();
        assert_ne!(bytes, before, "LibreOffice wrote it anew");
        let read = read(&Source::from_bytes(file, &bytes))
            .unwrap_or_else(|p| panic!("{:#?}", told(p.all())));
        assert!(read.warnings.is_empty(), "{:#?}", told(&read.warnings));
        let expected = answers(model, name);
        assert_eq!(read.value.ratings.len(), expected.ratings.len());
        let (found, wanted) = (sorted(read.value), sorted(expected.clone()));
        for (line, (found, wanted)) in found.lines().zip(wanted.lines()).enumerate() {
            assert_eq!(found, wanted, "{file}, line {line} of the assessment");
        }
        assert_eq!(found.len(), wanted.len(), "{file}");
        guides_and_protects(&bytes, model, &expected);
    }
}

/// Lists, protection, colours, hidden parts and computed progress.
fn guides_and_protects(bytes: &[u8], model: &Model, answers: &AssessmentDocument) {
    let (book, parts) = (Book::of(bytes), Parts::of(bytes));
    let workbook = parts.part("xl/workbook.xml");
    let machine = workbook.find("name=\"Gradus\"").unwrap();
    let end = machine + workbook[machine..].find("/>").unwrap();
    assert!(workbook[machine..end].contains("state=\"hidden\""));
    for component in &model.components {
        let mark = format!("gradus:component:{}", component.id);
        let xml = parts.part(&format!("xl/worksheets/sheet{}.xml", book.sheet(&mark).0));
        assert!(
            xml.contains("<sheetProtection") && !xml.contains("sheet=\"false\""),
            "{mark} is locked"
        );
        assert!(
            xml.matches("<cfRule").count() >= model.scale.len() * 2 + 7,
            "{mark} has its colours"
        );
        // Without a screen LibreOffice keeps no frozen panes, of no file.
        let keys = xml.find("<row r=\"1\"").unwrap();
        assert!(
            xml[keys..keys + 200].contains("hidden=\"true\""),
            "{mark} hides its keys"
        );
        let stages = component
            .statements
            .iter()
            .filter(|ix| model.statement(**ix).kind == Kind::Stage);
        for (row, list) in [
            (component.statements[0], "answers"),
            (
                *stages.clone().next().unwrap_or(&component.statements[0]),
                "stages",
            ),
        ] {
            let statement = model.statement(row);
            let column = if statement.kind == Kind::Stage {
                "H"
            } else {
                "F"
            };
            let cell = book.cell(&mark, &statement.id, "answer");
            assert_eq!(
                list_of(&xml, &cell),
                Some(column.to_owned()),
                "{list} of {cell}: {mark}"
            );
        }
        let strand = model.strand_path(component.strands[0]);
        assert_eq!(
            list_of(&xml, &book.cell(&mark, &strand, "answer")),
            Some("D".to_owned())
        );

        let answered = component.statements.iter().filter(|ix| {
            let statement = model.statement(**ix);
            let strand = model.strand(statement.strand);
            answers
                .ratings
                .iter()
                .any(|r| *r.statement == *statement.id)
                || answers
                    .rungs
                    .iter()
                    .any(|r| *r.component == *component.id && *r.strand == *strand.id)
        });
        let progress = book.cell(&mark, "text 2", "note");
        assert_eq!(
            book.value(&mark, &progress),
            Some(answered.count().to_string().as_str()),
            "progress of {mark}"
        );
    }
    let names: Vec<&str> = parts.0.iter().map(|(name, _)| name.as_str()).collect();
    assert!(
        !names.iter().any(|name| name.contains("externalLink")),
        "{names:?}"
    );
}

/// The column of the hidden sheet from which the list of a cell comes.
fn list_of(xml: &str, cell: &str) -> Option<String> {
    let digits = |cell: &str| {
        cell.trim_start_matches(|c: char| c.is_ascii_alphabetic())
            .parse::<u32>()
            .unwrap()
    };
    let letters = |cell: &str| {
        cell.trim_end_matches(|c: char| c.is_ascii_digit())
            .to_owned()
    };
    for rule in xml.split("<dataValidation ").skip(1) {
        let from = rule.find("sqref=\"").unwrap() + 7;
        let areas = &rule[from..from + rule[from..].find('"').unwrap()];
        let covers = areas.split(' ').any(|area| {
            let (first, last) = area.split_once(':').unwrap_or((area, area));
            letters(first) == letters(cell)
                && (digits(first)..=digits(last)).contains(&digits(cell))
        });
        if covers {
            let formula = &rule[rule.find("<formula1>")? + 10..];
            let column = formula.split_once('$')?.1;
            return Some(
                column
                    .chars()
                    .take_while(char::is_ascii_alphabetic)
                    .collect(),
            );
        }
    }
    None
}
