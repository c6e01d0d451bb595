//! Hostile files at the front door: exit code 3, a message with the place, bounded memory.

use crate::run::{CITY, Folder, Run, finish, run, succeed};
use assert_cmd::Command;
use std::path::Path;

/// Every command that reads a text, with the ending of a file for it.
const DOORS: [(&str, &[&str]); 6] = [
    ("yaml", &["model", "check"]),
    ("json", &["model", "check"]),
    ("yaml", &["assessment", "check"]),
    ("json", &["assessment", "check"]),
    ("csv", &["score", "CITY", "--ratings"]),
    ("csv", &["score", "CITY", "--assessors"]),
];

/// The address space in kilobytes that a run may have.
const MOST_KILOBYTES: u32 = 1_500_000;

fn through(door: &[&str], folder: &Folder, path: &Path) -> Run {
    let city = folder.file("city.yaml", CITY);
    let mut command = Command::new("sh");
    command
        .arg("-c")
        .arg(format!("ulimit -v {MOST_KILOBYTES} && exec \"$0\" \"$@\""));
    command.arg(env!("CARGO_BIN_EXE_gradus"));
    for word in door {
        if *word == "CITY" {
            command.arg(&city)
        } else {
            command.arg(word)
        };
    }
    finish(command.arg(path))
}

fn refused(run: &Run, name: &str) {
    assert_eq!(run.code, 3, "{name}: {run:?}");
    let first = run.err.lines().next().unwrap_or_default();
    assert!(
        first.starts_with("error: ") && first.contains(name),
        "{name}: {run:?}"
    );
    assert!(
        run.err.len() < 100_000,
        "{name}: {} bytes of messages",
        run.err.len()
    );
    assert!(
        !run.err.contains(|c: char| c.is_control() && c != '\n'),
        "{name}: {run:?}"
    );
}

fn every_door(content: &[u8]) {
    let folder = Folder::new();
    for (number, (ending, door)) in DOORS.iter().enumerate() {
        let name = format!("in{number}.{ending}");
        let path = folder.file(&name, content);
        refused(&through(door, &folder, &path), &name);
        std::fs::remove_file(path).expect("it was just written");
    }
}

#[test]
fn sixty_megabytes_of_brackets() {
    every_door(&b"[".repeat(60 << 20));
}

#[test]
fn sixty_megabytes_of_values() {
    let mut bytes = b"[".to_vec();
    bytes.extend(b"1,".repeat(30 << 20));
    every_door(&bytes);
}

#[test]
fn sixty_megabytes_of_short_rows() {
    every_door(&b"a,\n".repeat(20 << 20));
}

#[test]
fn sixty_megabytes_of_block_entries() {
    every_door(&b"- a\n".repeat(15 << 20));
}

#[test]
fn sixty_megabytes_in_one_text() {
    let mut bytes = b"{\"format\": \"".to_vec();
    bytes.extend(b"x".repeat(60 << 20));
    bytes.extend(b"\"}");
    every_door(&bytes);
}

#[test]
fn as_many_assessors_as_fit_into_a_file() {
    let folder = Folder::new();
    let rows: String = (0..150_000)
        .map(|row| format!("a{row},council\n"))
        .collect();
    let path = folder.file("many.csv", format!("assessor,group\n{rows}"));
    let run = through(&["score", "CITY", "--assessors"], &folder, &path);
    refused(&run, "many.csv:");
    assert!(
        run.err.contains("the most that this model allows"),
        "{run:?}"
    );
}

#[test]
fn a_hundred_megabytes_of_nothing() {
    let folder = Folder::new();
    for (number, (ending, door)) in DOORS.iter().enumerate() {
        let name = format!("in{number}.{ending}");
        let file = std::fs::File::create(folder.path(&name)).expect("it can be made");
        file.set_len(100 << 20).expect("it can be sparse");
        let run = through(door, &folder, &folder.path(&name));
        refused(&run, &name);
        assert!(run.err.contains("more than 64 MB"), "{run:?}");
    }
}

#[test]
fn other_encodings_noise_and_nothing() {
    let wide: Vec<u8> = CITY.encode_utf16().flat_map(u16::to_le_bytes).collect();
    let latin = b"caf\xE9,\n".to_vec();
    for bytes in [
        wide,
        latin,
        b"\0".to_vec(),
        b"\x1f\x8b\x08\0\0\0".to_vec(),
        Vec::new(),
    ] {
        every_door(&bytes);
    }
}

#[test]
fn a_folder_is_no_file() {
    let folder = Folder::new();
    let run = run([
        "assessment".as_ref(),
        "check".as_ref(),
        folder.path("").as_os_str(),
    ]);
    assert!(run.code != 0 && run.err.starts_with("error: "), "{run:?}");
}

#[test]
fn terminal_codes_in_names_do_not_reach_the_terminal() {
    let folder = Folder::new();
    let city = folder.file(
        "city.yaml",
        CITY.replace("City council", "\"\\e[2J\\e]0;owned\\a\""),
    );
    for verb in [&["assessment", "check"][..], &["score"]] {
        refused(
            &run(verb.iter().map(AsRef::as_ref).chain([city.as_os_str()])),
            "city.yaml:",
        );
    }
    let named = folder.file("\u{1B}[31mred.yaml", "[");
    refused(
        &run(["model".as_ref(), "check".as_ref(), named.as_os_str()]),
        "red.yaml",
    );
    let unknown = run(["model", "show", "\u{1B}[2J"]);
    assert!(
        unknown.code == 4 && !unknown.err.contains('\u{1B}'),
        "{unknown:?}"
    );
}

#[test]
fn a_thousand_assessors_with_all_ratings_in_one_yaml_file_are_read() {
    let folder = Folder::new();
    let model: serde_json::Value =
        serde_json::from_str(&succeed(["model", "show", "--format", "json"]).out).expect("JSON");
    let mut ids = Vec::new();
    for component in model["components"].as_array().into_iter().flatten() {
        for strand in component["strands"].as_array().into_iter().flatten() {
            let statements = strand["statements"].as_array().into_iter().flatten();
            ids.extend(statements.filter_map(|statement| statement["id"].as_str()));
        }
    }
    assert_eq!(ids.len(), 176);
    let mut text = String::from(
        "format: gradus-assessment/1\nmodel: pas181-scmm\ncity: { name: Northaven }\n\
         cycle: { name: \"2026\", from: 2026-01-01, to: 2026-12-31 }\ngroups: [{ id: g, name: G }]\nassessors:\n",
    );
    for person in 0..1_000 {
        text += &format!("  - {{ id: a{person}, group: g }}\n");
    }
    text += "ratings:\n";
    for person in 0..1_000 {
        for id in &ids {
            text += &format!(
                "  - {{ assessor: a{person}, statement: {id}, value: fully, confidence: 3 }}\n"
            );
        }
    }
    let path = folder.file("large.yaml", text);
    let run = through(&["assessment", "check"], &folder, &path);
    assert_eq!(run.code, 0, "{run:?}");
    assert!(run.out.contains("1000 assessors"), "{run:?}");
}
