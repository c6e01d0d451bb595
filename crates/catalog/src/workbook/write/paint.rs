//! How cells look. Meaning never rests on a hue: fills differ in lightness, and bold,
//! italic and signs say the same again, so that a grey copy reads alike.

use gradus_domain::rating::Answer;
use rust_xlsxwriter::{Color, Format, FormatAlign, FormatBorder};

const INK: Color = Color::RGB(0x1B_2430);
const SOFT: Color = Color::RGB(0x5A_6675);
const DEEP: Color = Color::RGB(0x1F_3A5F);
const LINE: Color = Color::RGB(0xB4_BDC9);
const FIELD_LINE: Color = Color::RGB(0x6F_7C8D);
const PAPER: Color = Color::RGB(0xF1_F3F6);
const CARD: Color = Color::RGB(0xE1_E7EF);
const WHITE: Color = Color::RGB(0xFF_FFFF);

/// Points of the text in tables.
pub(super) const TEXT_POINTS: f64 = 10.0;

/// The looks of a workbook.
pub(super) struct Paint {
    pub(super) title: Format,
    pub(super) heading: Format,
    pub(super) plain: Format,
    pub(super) soft: Format,
    pub(super) strong: Format,
    pub(super) step: Format,
    pub(super) link: Format,
    pub(super) head: Format,
    pub(super) head_centre: Format,
    pub(super) strand: Format,
    pub(super) rung: Format,
    pub(super) gap: Format,
    pub(super) band: Format,
    pub(super) number: Format,
    pub(super) statement: Format,
    pub(super) empty: Format,
    pub(super) mark: Format,
    pub(super) answer: Format,
    pub(super) confidence: Format,
    pub(super) text: Format,
    pub(super) day: Format,
    pub(super) figure: Format,
    pub(super) bar: Format,
    pub(super) key: Format,
}

impl Default for Paint {
    fn default() -> Self {
        let base = || {
            Format::new()
                .set_font_name("Calibri")
                .set_font_size(TEXT_POINTS)
                .set_font_color(INK)
                .set_align(FormatAlign::VerticalCenter)
                .set_text_wrap()
        };
        let boxed = |format: Format| format.set_border(FormatBorder::Thin).set_border_color(LINE);
        let locked = || boxed(base()).set_background_color(PAPER);
        let inset = |format: Format| format.set_align(FormatAlign::Left).set_indent(1);
        let field = || {
            base()
                .set_border(FormatBorder::Thin)
                .set_border_color(FIELD_LINE)
                .set_background_color(WHITE)
                .set_unlocked()
        };
        let one_line = |size: f64| {
            Format::new()
                .set_font_name("Calibri")
                .set_font_size(size)
                .set_font_color(DEEP)
                .set_bold()
                .set_align(FormatAlign::VerticalCenter)
        };
        let head = boxed(base())
            .set_background_color(DEEP)
            .set_font_color(WHITE)
            .set_bold()
            .set_align(FormatAlign::VerticalCenter);
        Self {
            title: one_line(16.0),
            heading: one_line(12.0),
            plain: base(),
            soft: base().set_font_color(SOFT).set_italic(),
            strong: base().set_bold(),
            step: base()
                .set_bold()
                .set_font_color(DEEP)
                .set_align(FormatAlign::Right)
                .set_indent(1),
            link: base().set_hyperlink().set_font_name("Calibri"),
            head_centre: head.clone().set_align(FormatAlign::Center),
            head: inset(head),
            strand: inset(locked().set_bold()),
            rung: inset(locked()),
            gap: inset(locked().set_font_color(SOFT).set_italic()),
            band: one_line(TEXT_POINTS)
                .set_border_bottom(FormatBorder::Medium)
                .set_border_bottom_color(DEEP),
            number: inset(locked().set_font_color(SOFT)),
            statement: inset(locked().set_background_color(CARD)),
            empty: base()
                .set_background_color(PAPER)
                .set_border_bottom(FormatBorder::Hair)
                .set_border_bottom_color(LINE),
            mark: locked()
                .set_align(FormatAlign::Center)
                .set_bold()
                .set_font_color(DEEP),
            answer: inset(field()),
            confidence: field().set_align(FormatAlign::Center),
            text: inset(field()),
            day: field()
                .set_num_format("yyyy-mm-dd")
                .set_align(FormatAlign::Center),
            figure: base().set_align(FormatAlign::Center),
            bar: base().set_font_color(DEEP),
            key: base().set_font_color(SOFT),
        }
    }
}

/// The progress figure, `words` after the number: "12 of 25 answered".
pub(super) fn progress(words: &str) -> Format {
    let literal = words.replace('"', "'");
    Format::new()
        .set_font_name("Calibri")
        .set_font_size(11.0)
        .set_font_color(DEEP)
        .set_bold()
        .set_align(FormatAlign::Left)
        .set_align(FormatAlign::VerticalCenter)
        .set_num_format(format!("0\" {literal}\""))
}

/// The look of an answer once it is given, with a sign before its word.
pub(super) fn answered(answer: Answer) -> Format {
    let (sign, fill, ink) = match answer {
        Answer::Not => ("○", 0xFF_FFFF, INK),
        Answer::Partly => ("◔", 0xDD_E7F3, INK),
        Answer::Largely => ("◑", 0xA9_C2E0, INK),
        Answer::Fully => ("●", 0x2F_5C99, WHITE),
        Answer::Surpassed => ("»", 0x18_2F52, WHITE),
        Answer::Unknown => ("?", 0xE9_EBEE, SOFT),
        Answer::NotApplicable => ("–", 0xE9_EBEE, SOFT),
    };
    let format = Format::new()
        .set_background_color(fill)
        .set_font_color(ink)
        .set_num_format(format!("0;-0;0;\"{sign} \"@"));
    match answer {
        Answer::Not | Answer::Partly | Answer::Largely => format,
        Answer::Fully => format.set_bold(),
        Answer::Surpassed => format.set_bold().set_italic(),
        Answer::Unknown | Answer::NotApplicable => format.set_italic(),
    }
}

/// The look of the rung on which the city stands.
pub(super) fn on_rung() -> Format {
    Format::new()
        .set_background_color(0x2F_5C99)
        .set_font_color(WHITE)
        .set_bold()
}

/// The look of the two rungs between which the city stands.
pub(super) fn beside_rung() -> Format {
    Format::new()
        .set_background_color(0xC6_D7EB)
        .set_font_color(INK)
        .set_bold()
        .set_italic()
}

/// The look of a field that must still be filled in.
pub(super) fn wanting() -> Format {
    Format::new()
        .set_background_color(0xFF_E9A8)
        .set_border(FormatBorder::Thin)
        .set_border_color(INK)
}
