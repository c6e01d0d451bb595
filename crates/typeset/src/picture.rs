//! A drawing as points: an SVG into a PNG, set in the embedded fonts.

use std::sync::{Arc, OnceLock};

use resvg::tiny_skia::{Pixmap, Transform};
use resvg::usvg::{Options, Tree, fontdb};

use crate::fonts::FILES;
use crate::{FONT_FAMILY, TypesetError};

/// The fonts, read once in the life of the process; none of the machine.
fn fonts() -> Arc<fontdb::Database> {
    static FONTS: OnceLock<Arc<fontdb::Database>> = OnceLock::new();
    let read = || {
        let mut fonts = fontdb::Database::new();
        for (_, bytes) in FILES {
            fonts.load_font_data(bytes.to_vec());
        }
        fonts.set_sans_serif_family(FONT_FAMILY);
        Arc::new(fonts)
    };
    Arc::clone(FONTS.get_or_init(read))
}

/// Draws an SVG of the size `size`, in points, and gives the bytes of a PNG. It sees no file
/// and no font of the machine.
///
/// # Errors
/// When the text is no SVG, or the size is none.
pub fn picture(svg: &str, size: (u32, u32)) -> Result<Vec<u8>, TypesetError> {
    let failed = |what: String| TypesetError::Picture(what);
    let options = Options {
        font_family: FONT_FAMILY.to_owned(),
        fontdb: fonts(),
        ..Options::default()
    };
    let tree = Tree::from_str(svg, &options).map_err(|error| failed(error.to_string()))?;
    let mut pixmap = Pixmap::new(size.0, size.1)
        .ok_or_else(|| failed(format!("{} by {} points are none", size.0, size.1)))?;
    resvg::render(&tree, Transform::identity(), &mut pixmap.as_mut());
    pixmap
        .encode_png()
        .map_err(|error| failed(error.to_string()))
}

#[cfg(test)]
mod tests {
    use super::*;

    const SVG: &str = "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"40\" height=\"20\" font-family=\"Inter\"><rect width=\"40\" height=\"20\" fill=\"#fff\"/>TEXT</svg>";

    #[test]
    fn letters_are_drawn_in_the_embedded_font() {
        let empty = picture(&SVG.replace("TEXT", ""), (40, 20)).expect("a picture");
        let text = "<text x=\"2\" y=\"16\" font-size=\"16\">Gr</text>";
        let set = picture(&SVG.replace("TEXT", text), (40, 20)).expect("a picture");
        assert!(set.starts_with(b"\x89PNG\r\n\x1a\n"));
        assert!(set.len() > empty.len() + 40, "the letters are missing");
    }

    #[test]
    fn what_is_no_drawing_is_refused() {
        assert!(matches!(
            picture("<p>", (1, 1)),
            Err(TypesetError::Picture(_))
        ));
        assert!(picture(SVG, (0, 10)).is_err());
    }
}
