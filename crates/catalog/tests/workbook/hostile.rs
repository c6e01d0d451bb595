//! Forged and broken files end in a message, never in a panic or an empty machine.

use crate::support::{Book, Parts, fill, mistakes, read_bytes, small, text, told};
use std::io::{Cursor, Write as _};
use std::time::{Duration, Instant};
use zip::write::SimpleFileOptions;
use zip::{CompressionMethod, ZipWriter};

const PUBLISHING: &str = "gradus:component:publishing";

/// The one mistake of a file.
fn only(bytes: &[u8]) -> String {
    let told = mistakes(bytes);
    assert_eq!(told.len(), 1, "{told:#?}");
    told.into_iter().next().unwrap()
}

/// The workbook with a part changed.
fn changed(part: &str, change: impl Fn(String) -> String) -> Vec<u8> {
    let mut parts = Parts::of(&small());
    parts.replace(part, change(parts.part(part)));
    parts.pack()
}

fn with_part(name: &str, content: &[u8]) -> Vec<u8> {
    let mut parts = Parts::of(&small());
    parts.0.push((name.to_owned(), content.to_vec()));
    parts.pack()
}

#[test]
fn what_is_no_workbook_is_said() {
    assert!(only(b"").contains("the file is empty"));
    assert!(only(b"assessor,statement\n").contains("the file is no workbook (save it as .xlsx)"));
    assert!(
        only(&[0xD0, 0xCF, 0x11, 0xE0, 0xA1, 0xB1, 0x1A, 0xE1])
            .contains("an old workbook (.xls), or one with a password")
    );
    assert!(only(b"PK\x03\x04 and nothing more").contains("the file is damaged or cut off"));
    assert!(
        only(&with_part("xl/vbaProject.bin", b"x"))
            .contains("the workbook has macros and is not read")
    );
    assert!(only(&with_part("xl/workbook.bin", b"x")).contains("binary workbook (.xlsb)"));
    assert!(
        only(&with_part("mimetype", b"application/vnd.oasis")).contains("an OpenDocument file")
    );
    let mut foreign = rust_xlsxwriter::Workbook::new();
    foreign
        .add_worksheet()
        .write_string(0, 0, "budget")
        .unwrap();
    assert!(
        only(&foreign.save_to_buffer().unwrap()).contains("this is no workbook written by Gradus")
    );
}

#[test]
fn a_file_cut_anywhere_or_with_a_byte_changed_never_stops_the_program() {
    let whole = small();
    for at in (0..whole.len()).step_by(997) {
        assert!(read_bytes(&whole[..at]).is_err(), "cut at {at}");
    }
    let mut wrong = 0;
    for at in (0..whole.len()).step_by(613) {
        let mut bytes = whole.clone();
        bytes[at] ^= 0x55;
        wrong += usize::from(read_bytes(&bytes).is_err());
    }
    assert!(wrong > 10, "only {wrong} changes were noticed");
}

#[test]
fn a_bomb_is_refused_by_what_it_unpacks_to() {
    let mut writer = ZipWriter::new(Cursor::new(Vec::new()));
    let options = SimpleFileOptions::default().compression_method(CompressionMethod::Deflated);
    let zeros = vec![b' '; 1 << 20];
    for part in 0..3 {
        writer
            .start_file(format!("xl/worksheets/sheet{part}.xml"), options)
            .unwrap();
        for _ in 0..30 {
            writer.write_all(&zeros).unwrap();
        }
    }
    let bomb = writer.finish().unwrap().into_inner();
    assert!(bomb.len() < 1 << 20, "{} bytes", bomb.len());
    let told = only(&bomb);
    assert!(
        told.contains("damaged")
            || told.contains("well-formed")
            || told.contains("unpacks to more than 64 MB"),
        "{told}"
    );

    // One part that declares little and unpacks to much.
    let mut lie = with_part("xl/media/image1.png", &vec![0; 65 << 20]);
    let told = only(&lie);
    assert!(
        told.contains("unpacks to more than 64 MB (part 'xl/media/image1.png')"),
        "{told}"
    );
    let real = (65_u32 << 20).to_le_bytes();
    let places: Vec<usize> = (0..lie.len() - 4)
        .filter(|at| lie[*at..*at + 4] == real)
        .collect();
    assert!(!places.is_empty());
    for at in places {
        lie[at..at + 4].copy_from_slice(&100_u32.to_le_bytes());
    }
    let told = only(&lie);
    assert!(
        told.contains("unpacks to more than 64 MB") || told.contains("damaged"),
        "{told}"
    );
}

#[test]
fn too_many_parts_are_refused() {
    let mut parts = Parts::of(&small());
    for number in 0..200 {
        parts.0.push((format!("xl/media/{number}.png"), Vec::new()));
    }
    assert!(only(&parts.pack()).contains("more than 200 parts"));
}

#[test]
fn xml_with_traps_is_refused() {
    let sheet = "xl/worksheets/sheet2.xml";
    let entity = "<!DOCTYPE x [<!ENTITY a \"aaaaaaaaaa\"><!ENTITY b \"&a;&a;&a;&a;\">]>";
    let told = only(&changed(sheet, |xml| {
        xml.replacen("<worksheet", &format!("{entity}<worksheet"), 1)
    }));
    assert!(
        told.contains("the part 'xl/worksheets/sheet2.xml' of the file declares a document type"),
        "{told}"
    );
    let deep = "<a>".repeat(100_000);
    let told = only(&changed(sheet, |xml| {
        xml.replace("<sheetData>", &format!("{deep}<sheetData>"))
    }));
    assert!(told.contains("nested more than 64 levels deep"), "{told}");
    let told = only(&changed(sheet, |xml| xml[..xml.len() / 2].to_owned()));
    assert!(told.contains("no well-formed XML"), "{told}");
    let told = only(&changed("xl/styles.xml", |xml| {
        xml.replace("<fonts", &format!("{}<fonts", "<x/>".repeat(100_001)))
    }));
    assert!(
        told.contains("holds more than a workbook of ours ever does"),
        "{told}"
    );
    let announced = |xml: String| {
        let from = xml.find("uniqueCount=\"").unwrap() + 13;
        let to = from + xml[from..].find('"').unwrap();
        format!("{}9999999999999{}", &xml[..from], &xml[to..])
    };
    let told = only(&changed("xl/sharedStrings.xml", announced));
    assert!(
        told.contains("has the impossible number '9999999999999'"),
        "{told}"
    );
}

#[test]
fn a_cell_beyond_every_sheet_is_refused() {
    for (from, to) in [
        ("<row r=\"2\"", "<row r=\"4294967296\""),
        ("<c r=\"B2\"", "<c r=\"B99999999999\""),
        ("<c r=\"B2\"", "<c r=\"ABCDEFGHIJ2\""),
        ("<c r=\"B2\"", "<c r=\"B0\""),
    ] {
        let told = only(&changed("xl/worksheets/sheet2.xml", |xml| {
            assert!(xml.contains(from), "{from}");
            xml.replacen(from, to, 1)
        }));
        assert!(told.contains("has the impossible number"), "{told}");
    }
}

#[test]
fn links_into_other_files_are_named_by_their_cells() {
    let mut parts = Parts::of(&small());
    parts.0.push((
        "xl/externalLinks/externalLink1.xml".to_owned(),
        b"<externalLink/>".to_vec(),
    ));
    let told = only(&parts.pack());
    assert!(
        told.contains("the workbook is linked to other files (xl/externallinks/externallink1.xml)"),
        "{told}"
    );

    let linked = crate::support::Put::Formula("[1]Sheet1!A1", Some("Fully"));
    let filled = fill(&small(), &[(PUBLISHING, "PU2.1", "answer", linked)]);
    let cell = Book::of(&filled).cell(PUBLISHING, "PU2.1", "answer");
    let mut parts = Parts::of(&filled);
    parts.0.push((
        "xl/externalLinks/externalLink1.xml".to_owned(),
        b"<externalLink/>".to_vec(),
    ));
    let told = only(&parts.pack());
    assert!(
        told.starts_with(&format!(
            "a1.xlsx, sheet \"PU Publishing\", cell {cell}: a formula points into another file"
        )),
        "{told}"
    );
}

#[test]
fn a_cell_at_the_far_end_costs_one_cell() {
    let start = Instant::now();
    let far = "<row r=\"1048576\"><c r=\"XFD1048576\" t=\"inlineStr\"><is><t>far</t></is></c></row></sheetData>";
    let bytes = changed("xl/worksheets/sheet2.xml", |xml| {
        xml.replace("</sheetData>", far)
    });
    let read = read_bytes(&bytes).unwrap_or_else(|problems| panic!("{:?}", told(problems.all())));
    let far = "cell XFD1048576: 'far' stands outside the fields";
    assert!(told(&read.warnings).iter().any(|told| told.contains(far)));
    let dimension = changed("xl/worksheets/sheet2.xml", |xml| {
        let from = xml.find("<dimension ref=\"").unwrap() + 16;
        let to = from + xml[from..].find('"').unwrap();
        format!("{}A1:XFD1048576{}", &xml[..from], &xml[to..])
    });
    assert!(read_bytes(&dimension).is_ok());
    assert!(start.elapsed() < Duration::from_secs(20));
}

#[test]
fn a_text_named_from_many_cells_is_not_copied_without_bound() {
    let long = "x".repeat(32_000);
    let filled = fill(&small(), &[(PUBLISHING, "PU2.1", "note", text("short"))]);
    let mut parts = Parts::of(&filled);
    let strings = parts.part("xl/sharedStrings.xml").replacen(
        "<si><t",
        &format!("<si><t>{long}</t></si><si><t"),
        1,
    );
    parts.replace("xl/sharedStrings.xml", strings);
    let mut rows = String::new();
    for row in 1000..4000 {
        rows.push_str(&format!(
            "<row r=\"{row}\"><c r=\"Z{row}\" t=\"s\"><v>0</v></c></row>"
        ));
    }
    let sheet = parts
        .part("xl/worksheets/sheet2.xml")
        .replace("</sheetData>", &format!("{rows}</sheetData>"));
    parts.replace("xl/worksheets/sheet2.xml", sheet);
    assert!(only(&parts.pack()).contains("the workbook holds more than one of ours ever does"));
}
