//! Reads finished documents back and looks for what makes them accessible.

use std::collections::BTreeSet;
use std::sync::LazyLock;

use gradus_typeset::{Document, Rendered, TypesetError, render, replace_uncovered};
use lopdf::{Dictionary, Object};
use time::{Date, Month};

const HOSTILE: &str = "#panic(\"x\") $x$ *a* _b_ \u{202e}`c` \"]#read(\"/etc/passwd\") \\ <l> @r // -- https://x.example/ = h";

const SOURCE: &str = r##"#let data = json("data.json")
#set document(title: data.title)
#show figure: set block(breakable: true)
= Results
#data.hostile
== Levels
#figure(
  table(
    columns: 2,
    table.header([Strand], [Level]),
    pdf.header-cell(scope: "row")[First], [3],
  ),
  caption: [Levels by strand],
)
#figure(image("chart.svg", alt: "One bar at level 3"), caption: [The chart])
Θεσσαλονίκη, Київ, Łódź, Ålesund. *Bold* and _italic_.
#link("https://www.example.org/")[The method]
"##;

const CHART: &str = r#"<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 100 40" font-family="Unknown, sans-serif" font-size="12"><rect width="60" height="10"/><text y="30">ŒЖÞ</text></svg>"#;

fn document<'a>(source: &'a str, files: &'a [(&'a str, &'a [u8])]) -> Document<'a> {
    Document {
        source,
        files,
        language: "nb-NO",
        date: Date::from_calendar_date(2026, Month::November, 23).expect("a day"),
        identifier: "one document",
        creator: "a test",
    }
}

fn render_source(source: &str) -> Result<Rendered, TypesetError> {
    let data = serde_json::json!({ "title": "Modenhet i «Ålesund»", "hostile": replace_uncovered(HOSTILE) });
    let data = data.to_string();
    render(&document(
        source,
        &[
            ("data.json", data.as_bytes()),
            ("chart.svg", CHART.as_bytes()),
        ],
    ))
}

static RENDERED: LazyLock<Rendered> = LazyLock::new(|| render_source(SOURCE).expect("it conforms"));
static PDF: LazyLock<lopdf::Document> =
    LazyLock::new(|| lopdf::Document::load_mem(&RENDERED.pdf).expect("it is a PDF"));

fn catalog() -> &'static Dictionary {
    PDF.catalog().expect("every PDF has one")
}

/// The value of a key, with references followed.
fn get<'a>(dictionary: &'a Dictionary, key: &[u8]) -> Option<&'a Object> {
    let value = dictionary.get(key).ok()?;
    Some(
        PDF.dereference(value)
            .expect("a reference leads somewhere")
            .1,
    )
}

fn text_of(object: &Object) -> String {
    lopdf::decode_text_string(object).expect("a string")
}

/// Every dictionary of the file.
fn dictionaries() -> impl Iterator<Item = &'static Dictionary> {
    PDF.objects.values().filter_map(|object| match object {
        Object::Dictionary(dictionary) => Some(dictionary),
        Object::Stream(stream) => Some(&stream.dict),
        _ => None,
    })
}

fn has_name(dictionary: &Dictionary, key: &[u8], name: &str) -> bool {
    get(dictionary, key).and_then(|value| value.as_name().ok()) == Some(name.as_bytes())
}

/// The structure elements of one kind.
fn elements(kind: &str) -> Vec<&'static Dictionary> {
    dictionaries()
        .filter(|dictionary| has_name(dictionary, b"S", kind))
        .collect()
}

fn metadata() -> String {
    let stream = get(catalog(), b"Metadata").and_then(|value| value.as_stream().ok());
    let stream = stream.expect("metadata");
    let bytes = stream
        .decompressed_content()
        .unwrap_or_else(|_| stream.content.clone());
    String::from_utf8(bytes).expect("XMP is UTF-8")
}

#[test]
fn a_document_is_tagged_titled_and_in_a_language() {
    let mark_info = get(catalog(), b"MarkInfo").and_then(|value| value.as_dict().ok());
    assert!(
        mark_info.is_some_and(|info| matches!(get(info, b"Marked"), Some(Object::Boolean(true))))
    );
    assert!(get(catalog(), b"StructTreeRoot").is_some());
    assert_eq!(
        text_of(get(catalog(), b"Lang").expect("a language")),
        "nb-NO"
    );
    let shown = get(catalog(), b"ViewerPreferences").and_then(|value| value.as_dict().ok());
    assert!(
        shown.is_some_and(|view| matches!(
            get(view, b"DisplayDocTitle"),
            Some(Object::Boolean(true))
        ))
    );
    assert_eq!(RENDERED.warnings, []);
}

#[test]
fn the_metadata_claims_both_standards_and_holds_the_title() {
    let metadata = metadata();
    for part in [
        "<pdfuaid:part>1</pdfuaid:part>",
        "<pdfaid:part>2</pdfaid:part>",
        "<pdfaid:conformance>A</pdfaid:conformance>",
        "Modenhet i «Ålesund»",
        "2026-11-23T00:00:00",
        "a test",
    ] {
        assert!(metadata.contains(part), "{part} is missing from {metadata}");
    }
}

#[test]
fn headings_become_bookmarks() {
    let outlines = get(catalog(), b"Outlines").and_then(|value| value.as_dict().ok());
    let first = get(outlines.expect("bookmarks"), b"First").and_then(|value| value.as_dict().ok());
    let first = first.expect("a first bookmark");
    assert_eq!(text_of(get(first, b"Title").expect("a title")), "Results");
    let second = get(first, b"First")
        .and_then(|value| value.as_dict().ok())
        .expect("a child");
    assert_eq!(text_of(get(second, b"Title").expect("a title")), "Levels");
}

#[test]
fn a_table_says_which_cells_are_headings_and_of_what() {
    let scopes: BTreeSet<String> = elements("TH")
        .into_iter()
        .map(|cell| {
            format!(
                "{:?}",
                get(cell, b"A").expect("a heading cell has attributes")
            )
        })
        .collect();
    assert_eq!(elements("TH").len(), 3);
    assert_eq!(elements("TD").len(), 1);
    for scope in ["Column", "Row"] {
        assert!(
            scopes.iter().any(|text| text.contains(scope)),
            "{scope} is not in {scopes:?}"
        );
    }
}

#[test]
fn an_image_has_its_alternative_text_and_a_caption() {
    let alternatives: Vec<String> = elements("Figure")
        .into_iter()
        .filter_map(|figure| get(figure, b"Alt"))
        .map(text_of)
        .collect();
    assert_eq!(alternatives, ["One bar at level 3"]);
    assert_eq!(elements("Caption").len(), 2);
}

#[test]
fn every_font_is_embedded_as_a_subset() {
    let descriptors: Vec<_> = dictionaries()
        .filter(|dictionary| has_name(dictionary, b"Type", "FontDescriptor"))
        .collect();
    assert!(descriptors.len() >= 3, "regular, bold and italic");
    for descriptor in descriptors {
        let embedded = [&b"FontFile2"[..], b"FontFile3"]
            .iter()
            .any(|key| descriptor.has(key));
        let name = get(descriptor, b"FontName").and_then(|name| name.as_name().ok());
        let name = String::from_utf8_lossy(name.expect("a name"));
        assert!(embedded, "{name} is not embedded");
        assert!(name.chars().nth(6) == Some('+'), "{name} is not a subset");
    }
    assert!(
        RENDERED.pdf.len() < 100_000,
        "{} bytes for one page",
        RENDERED.pdf.len()
    );
}

#[test]
fn greek_cyrillic_and_hostile_text_can_be_read_back() {
    let text = PDF
        .extract_text(&[1])
        .expect("the text has a mapping to Unicode");
    let squeezed = |text: &str| -> String { text.chars().filter(|c| !c.is_whitespace()).collect() };
    let found = squeezed(&text);
    for expected in [
        "Θεσσαλονίκη, Київ, Łódź, Ålesund.",
        &replace_uncovered(HOSTILE),
    ] {
        assert!(
            found.contains(&squeezed(expected)),
            "{expected:?} is not in {text:?}"
        );
    }
}

#[test]
fn the_text_of_a_chart_is_kept_whatever_family_it_names() {
    let maps: String = dictionaries()
        .filter_map(|font| get(font, b"ToUnicode"))
        .filter_map(|map| map.as_stream().ok()?.decompressed_content().ok())
        .map(|bytes| String::from_utf8_lossy(&bytes).to_lowercase())
        .collect();
    for letter in "ŒЖÞ".chars() {
        let code = format!("<{:04x}>", u32::from(letter));
        assert!(maps.contains(&code), "{letter} is in no font: {maps}");
    }
}

#[test]
fn two_renders_give_the_same_bytes() {
    let again = render_source(SOURCE).expect("it conforms");
    assert!(again.pdf == RENDERED.pdf);
}

/// The messages for a source that is refused.
fn refusal(source: &str) -> String {
    render_source(source)
        .expect_err("it is refused")
        .to_string()
}

#[test]
fn what_would_not_be_accessible_is_refused_with_its_line() {
    let untitled = refusal("= A heading");
    assert!(untitled.contains("missing document title"), "{untitled}");

    let titled = |rest: &str| format!("#set document(title: [T])\n= One\n{rest}");
    let silent = refusal(&titled("#image(\"chart.svg\")"));
    assert!(
        silent.starts_with("main.typ:3:2: ") && silent.contains("missing alt text"),
        "{silent}"
    );
    let skipped = refusal(&titled("=== Three"));
    assert!(
        skipped.contains("skipped from heading level 1 to 3"),
        "{skipped}"
    );
    let uncovered = refusal(&titled("القاهرة"));
    assert!(uncovered.contains("could not be displayed"), "{uncovered}");
}

#[test]
fn a_document_sees_nothing_but_its_own_files() {
    for (source, expected) in [
        ("#read(\"/etc/passwd\")", "main.typ:1:7: file not found"),
        ("#read(\"../../etc/passwd\")", "main.typ:1:7: "),
        (
            "#import \"@preview/cetz:0.3.0\"",
            "packages are not available",
        ),
        ("a\n#let x = (\n", "main.typ:2:10: unclosed delimiter"),
    ] {
        let text = refusal(source);
        assert!(text.contains(expected), "{source}: {text}");
    }
    let all = refusal("#image(\"a.svg\", alt: 3)\n#let y = [\n#let x = (\n");
    assert!(all.lines().count() >= 2, "only one message: {all}");
}

#[test]
fn a_wrong_language_or_path_is_named() {
    let mut wrong = document("", &[]);
    wrong.language = "norsk";
    let error = render(&wrong).expect_err("no such tag").to_string();
    assert_eq!(
        error,
        "\"norsk\" is not a language tag such as \"nb\" or \"en-GB\""
    );

    let twice: [(&str, &[u8]); 2] = [("a.json", b"1"), ("/a.json", b"2")];
    let error = render(&document("", &twice))
        .expect_err("one path, two files")
        .to_string();
    assert!(error.starts_with("\"/a.json\" is not a path"), "{error}");
}
