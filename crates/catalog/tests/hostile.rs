//! Files that nobody means well with: each is refused with a message that names its place,
//! and nothing panics.

#![expect(clippy::panic, reason = "a helper that cannot go on fails its test")]

use gradus_catalog::assessment::long_csv::{read_assessors, read_ratings};
use gradus_catalog::assessment::read::read_assessment;
use gradus_catalog::model::builtin::text;
use gradus_catalog::model::read::read_model;
use gradus_catalog::problem::Problems;
use gradus_catalog::source::Source;
use gradus_testkit::fuzzing::{TARGETS, told};
use std::path::{Path, PathBuf};

const EVERY_KEY: &str = include_str!("../../../fixtures/corpus/assessment_yaml/every-key.yaml");

/// Reads a file and gives what is wrong with it.
type Reader = fn(&Source) -> Option<Problems>;

/// Every reader of texts with the name of a file for it.
const READERS: [(&str, Reader); 6] = [
    ("m.yaml", |source| read_model(source).err()),
    ("m.json", |source| read_model(source).err()),
    ("a.yaml", |source| read_assessment(source).err()),
    ("a.json", |source| read_assessment(source).err()),
    ("r.csv", |source| read_ratings(source).err()),
    ("p.csv", |source| read_assessors(source).err()),
];

fn corpus(target: &str) -> Vec<PathBuf> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR"))
        .join("../../fixtures/corpus")
        .join(target);
    let files = std::fs::read_dir(folder).expect("every target has a folder");
    files
        .map(|file| file.expect("it can be listed").path())
        .collect()
}

fn lines(problems: &Problems) -> String {
    problems
        .all()
        .iter()
        .map(|problem| format!("{problem}\n"))
        .collect()
}

/// What every reader says of `bytes`; each refuses them.
fn refusals(bytes: &[u8]) -> Vec<String> {
    let refuse = |(name, read): (&str, Reader)| {
        let problems = read(&Source::from_bytes(name, bytes));
        let problems = problems.unwrap_or_else(|| panic!("{name} is read"));
        told(&problems);
        assert!(lines(&problems).starts_with(name), "{problems}");
        lines(&problems)
    };
    READERS.map(refuse).into()
}

/// What the reader of assessments says of a YAML text that it refuses.
fn yaml(text: &str) -> String {
    let problems = read_assessment(&Source::from_bytes("a.yaml", text.as_bytes()));
    lines(&problems.expect_err("it is refused"))
}

/// What the reader of assessments says of a JSON text that it refuses.
fn json(text: &str) -> String {
    let problems = read_assessment(&Source::from_bytes("a.json", text.as_bytes()));
    lines(&problems.expect_err("it is refused"))
}

fn frame(rest: &str) -> String {
    format!(
        "format: gradus-assessment/1\nmodel: pas181-scmm\ncity: {{ name: Northaven }}\n\
         cycle: {{ name: \"2026\", from: 2026-01-01, to: 2026-12-31 }}\n{rest}"
    )
}

#[test]
fn a_file_that_ends_too_early_anywhere_is_survived() {
    for (target, check) in TARGETS {
        for path in corpus(target) {
            let bytes = std::fs::read(&path).expect("it can be read");
            for end in (0..bytes.len()).step_by(97) {
                check(&bytes[..end]);
            }
        }
    }
    let model = text("pas181-scmm").expect("it comes along").as_bytes();
    for end in (0..model.len()).step_by(97) {
        let cut = read_model(&Source::from_bytes("m.yaml", &model[..end]));
        // Cut between two components it is a model still.
        if let Err(problems) = cut {
            told(&problems);
        }
    }
}

#[test]
fn every_97th_byte_turned_is_survived() {
    for (target, check) in TARGETS {
        for path in corpus(target) {
            let bytes = std::fs::read(&path).expect("it can be read");
            for (at, with) in (0..bytes.len())
                .step_by(97)
                .zip([0, 0xFF, b'"', b'\n', b'[', b'&'].into_iter().cycle())
            {
                let mut turned = bytes.clone();
                turned[at] = with;
                check(&turned);
            }
        }
    }
}

#[test]
fn noise_is_refused_by_every_reader() {
    let mut state = 0x2545_F491_4F6C_DD1D_u64;
    for length in [1_usize, 2, 3, 16, 257, 4_096, 65_536] {
        let noise: Vec<u8> = (0..length)
            .map(|_| {
                state ^= state << 13;
                state ^= state >> 7;
                state ^= state << 17;
                state.to_le_bytes()[3]
            })
            .collect();
        refusals(&noise);
    }
}

#[test]
fn other_encodings_are_named() {
    let wide = |order: fn(u16) -> [u8; 2]| -> Vec<u8> {
        std::iter::once(0xFEFF)
            .chain(EVERY_KEY.encode_utf16())
            .flat_map(order)
            .collect()
    };
    for bytes in [wide(u16::to_le_bytes), wide(u16::to_be_bytes)] {
        for refusal in refusals(&bytes) {
            assert!(
                refusal.contains("UTF-16") && refusal.contains("encoding UTF-8"),
                "{refusal}"
            );
        }
    }
    let mut latin1 = b"name: x\nnote: caf".to_vec();
    latin1.extend([0xE9, b'\n']);
    for refusal in refusals(&latin1) {
        assert!(
            refusal.contains(":2:10: the file is not UTF-8"),
            "{refusal}"
        );
    }
}

#[test]
fn a_zero_byte_is_no_text() {
    for refusal in refusals(b"a: b\nc: \0\n") {
        assert!(
            refusal.contains(":2:1: the file holds a zero byte"),
            "{refusal}"
        );
    }
}

#[test]
fn an_empty_file_is_refused() {
    for bytes in [&b""[..], b"\n\n", b"\xEF\xBB\xBF", b"   "] {
        refusals(bytes);
    }
    assert!(yaml("# only a remark\n").contains("the file is empty"));
}

#[test]
fn a_key_that_stands_twice_is_named_with_both_lines() {
    let told = yaml(&frame("model: other\n"));
    assert_eq!(
        told,
        "a.yaml:5:1: 'model' stands here twice (it is on line 2 already; keep one of them)\n"
    );
    let told = json("{\n\"model\": 1,\n\"format\": 2,\n\"m\\u006fdel\": 3 }");
    assert_eq!(
        told,
        "a.json:4:1: \"model\" stands here twice (it is on line 2 already; keep one of them)\n"
    );
}

#[test]
fn anchors_aliases_merge_keys_and_tags_are_refused_where_they_stand() {
    let mut bomb = String::from("a0: &a0 [x, x]\n");
    for level in 1..40 {
        let below = format!("*a{}", level - 1);
        bomb += &format!("a{level}: &a{level} [{below}, {below}]\n");
    }
    assert!(
        yaml(&bomb).contains("a.yaml:1:5: anchors and aliases are not read"),
        "{}",
        yaml(&bomb)
    );
    assert!(
        yaml(&frame("groups: *g\n")).contains("a.yaml:5:9: "),
        "{}",
        yaml(&frame("groups: *g\n"))
    );
    assert!(yaml(&frame("<<: { a: b }\n")).contains("unknown key '<<'"));
    for tag in [
        "!!binary aGk=",
        "!include /etc/passwd",
        "!<tag:x> y",
        "!!python/object:os.system ls",
    ] {
        let told = yaml(&frame(&format!("groups: {tag}\n")));
        assert!(
            told.contains("a.yaml:5:") && told.contains("tags are not read"),
            "{told}"
        );
    }
}

#[test]
fn several_documents_in_one_file_are_refused() {
    let told = yaml(&format!("{}---\n{}", frame(""), frame("")));
    assert!(
        told.contains("a.yaml:5:1: a second document begins"),
        "{told}"
    );
    let told = json("{} {}");
    assert!(told.starts_with("a.json:1:"), "{told}");
}

#[test]
fn nesting_without_end_is_refused_where_it_goes_too_deep() {
    const DEPTH: usize = 100_000;
    let told = yaml(&frame(&format!("groups: {}", "[".repeat(DEPTH))));
    assert!(
        told.contains("a.yaml:5:") && told.contains("recursion limit exceeded"),
        "{told}"
    );
    let told = yaml(&frame(&format!("groups: {}", "{a: ".repeat(DEPTH))));
    assert!(
        told.contains("a.yaml:5:") && told.contains("nested more than 32 levels deep"),
        "{told}"
    );
    let told = yaml(&"- ".repeat(DEPTH));
    assert!(told.contains("a.yaml:1:"), "{told}");
    let block: String = (0..500)
        .map(|depth| format!("{}a:\n", " ".repeat(depth)))
        .collect();
    assert!(
        yaml(&block).contains("nested more than 32 levels deep"),
        "{}",
        yaml(&block)
    );
    for piece in ["[", "{\"a\":"] {
        let told = json(&piece.repeat(DEPTH));
        assert!(
            told.contains("a.json:1:") && told.contains("nested more than 32 levels deep"),
            "{told}"
        );
    }
    let within = format!("{}{}", "[".repeat(32), "]".repeat(32));
    assert!(
        json(&within).contains("expected keys with values"),
        "{}",
        json(&within)
    );
}

#[test]
fn more_values_than_any_assessment_has_are_refused_before_they_take_memory() {
    let told = json(&format!("[{}]", "1,".repeat(3_000_000)));
    assert!(
        told.contains("a.json:1:") && told.contains("more than 2000000 values"),
        "{told}"
    );
    for (piece, line) in [("a,", 1), ("a,\n", 125_000)] {
        let told = yaml(&format!("[{}]", piece.repeat(3_000_000)));
        let place = format!(
            "a.yaml:{line}:1: more than 250000 lines, commas and colons without an entry of a list"
        );
        assert!(told.starts_with(&place), "{told}");
    }
    let told = yaml(&"- a\n".repeat(3_000_000));
    assert!(
        told.starts_with("a.yaml:2500001:1: more than 2500000 lines"),
        "{told}"
    );
    let told = yaml(&"- a\n".repeat(2_200_000));
    assert!(
        told.contains("a.yaml:2000000:") && told.contains("more than 2000000 values"),
        "{told}"
    );
    // A text that looks like an entry does not let a list between brackets grow on.
    let told = yaml(&format!(
        "[{}",
        format!("\"\n- x\",{}", "1,".repeat(99_000)).repeat(30)
    ));
    assert!(
        told.contains("more than 2500000 lines, commas and colons"),
        "{told}"
    );
    let told = json(&format!("{{\"a\":\"{}\"}}", "[,:{".repeat(1_000_000)));
    assert!(
        told.contains("unknown key"),
        "what stands in a text is no value: {told}"
    );
}

#[test]
fn a_million_entries_are_read_in_moderate_time() {
    let rows = "  - { id: g, name: G }\n".repeat(300_000);
    assert!(yaml(&frame(&format!("grups:\n{rows}"))).contains("did you mean 'groups'?"));
    let mut table = String::from("assessor,statement,value\n");
    for row in 0..1_000_000 {
        table += &format!("a{row},S,no\n");
    }
    let problems =
        read_ratings(&Source::from_bytes("r.csv", table.as_bytes())).expect_err("no answer");
    assert_eq!(
        problems.all().len(),
        1_000,
        "the first mistakes stand for all"
    );
    let table: String = std::iter::once("assessor,group\n".to_owned())
        .chain((0..200_000).map(|row| format!("a{row},g{row}\n")))
        .collect();
    let (assessors, groups) =
        read_assessors(&Source::from_bytes("p.csv", table.as_bytes())).expect("rows");
    assert_eq!((assessors.len(), groups.len()), (200_000, 200_000));
}

#[test]
fn json_on_one_long_line_is_read_as_quickly_as_on_many_and_places_are_exact() {
    let entries = "{\"ä\":1},".repeat(300_000);
    let told = json(&format!("{{\"x\":[{entries}{{}}],\"modle\":1}}"));
    // Each entry has eight characters, and seven stand before the first.
    let place = format!("a.json:1:{}: unknown key", 6 + 8 * 300_000 + 5);
    assert!(told.contains(&place), "{place} is not in {told}");
}

#[test]
fn unknown_keys_without_number_are_survived() {
    let keys: String = (0..100_000).map(|key| format!("k{key}: 1\n")).collect();
    let problems = read_assessment(&Source::from_bytes("a.yaml", frame(&keys).as_bytes()))
        .expect_err("unknown");
    assert_eq!(problems.all().len(), 1_000);
}

#[test]
fn half_a_character_in_json_is_refused() {
    for text in [
        "\"\\ud800\"",
        "\"\\udc00x\"",
        "\"\\ud800\\u0041\"",
        "\"\\uZZZZ\"",
        "\"\\x41\"",
    ] {
        let told = json(&format!("{{ \"format\": {text} }}"));
        assert!(told.starts_with("a.json:1:"), "{text}: {told}");
    }
}

#[test]
fn json_with_comforts_is_no_json() {
    for text in [
        "{ // remark\n}",
        "{\"a\": 1,}",
        "{a: 1}",
        "{'a': 1}",
        "[+1]",
        "[0x1]",
        "[.5]",
        "[NaN]",
        "[1 2]",
        "{\"a\" 1}",
    ] {
        let told = json(text);
        assert!(told.starts_with("a.json:1:"), "{text}: {told}");
    }
}

#[test]
fn numbers_beyond_all_bounds_are_refused_where_they_stand() {
    let huge = "9".repeat(400);
    for number in [
        huge.as_str(),
        "1e400",
        "-1",
        "18446744073709551616",
        "1.5",
        "0x10",
        "1_000",
    ] {
        let told = yaml(&frame("").replace(
            "{ name: Northaven }",
            &format!("{{ name: N, population: {number} }}"),
        ));
        assert!(
            told.contains("a.yaml:3:30: 'population' is"),
            "{number}: {told}"
        );
    }
    let told = yaml(&frame(&format!("settings: {{ seed: {huge} }}\n")));
    assert!(told.contains("a.yaml:5:19: 'seed' is"), "{told}");
    for day in [
        "2026-13-01",
        "0000-00-00",
        "99999-01-01",
        "2026-1-1",
        "2026-02-29",
    ] {
        let told = yaml(&frame("").replace("2026-01-01", day));
        assert!(
            told.contains("a.yaml:4:") && told.contains("no day"),
            "{day}: {told}"
        );
    }
}

#[test]
fn control_characters_and_terminal_codes_are_refused_and_not_repeated() {
    for code in [
        "\\e[31m",
        "\\x07",
        "\\u009B2J",
        "\\x7F",
        "\\e]8;;http://x\\a",
    ] {
        let told = yaml(&frame(&format!(
            "groups: [{{ id: g, name: \"A{code}B\" }}]\n"
        )));
        assert!(
            told.starts_with("a.yaml:5:25: the text holds the control character U+00"),
            "{told}"
        );
        assert!(
            !told.trim_end().contains(|c: char| c.is_control()),
            "{told:?}"
        );
    }
    let told = yaml(&frame("\"\\e[2J\": 1\n"));
    assert!(!told.contains('\u{1B}'), "{told:?}");
    let told = json("{ \"format\": \"\\u001b[2J\", \"\\u001b\": 1 }");
    assert!(
        told.contains("U+001B") && !told.contains('\u{1B}'),
        "{told:?}"
    );
    for text in [
        "assessor,statement,value\na1,\u{1B}[2J,not\n",
        "\u{1B}[2J,statement,value\n",
    ] {
        let problems =
            read_ratings(&Source::from_bytes("r.csv", text.as_bytes())).expect_err("refused");
        assert!(!lines(&problems).contains('\u{1B}'), "{problems:?}");
    }
    let text = "x\u{202E}y".to_owned() + &"long ".repeat(10_000);
    let told = yaml(
        &frame("")
            .replace("pas181-scmm", "x")
            .replace("gradus-assessment/1", &text),
    );
    assert!(
        !told.contains('\u{202E}') && told.len() < 5_000,
        "{}",
        told.len()
    );
}

#[test]
fn a_file_of_100_mb_is_refused_without_being_read() {
    let folder = tempfile::tempdir().expect("a folder");
    let path = folder.path().join("large.yaml");
    let file = std::fs::File::create(&path).expect("it can be made");
    file.set_len(100 << 20).expect("it can be sparse");
    let error = Source::open_text(&path).expect_err("too large");
    assert!(
        error
            .to_string()
            .contains("large.yaml: the file has more than 64 MB"),
        "{error}"
    );
}
