//! How a drawing looks: surroundings, font, width and reading direction.

use crate::colour::{Role, SURFACE};

/// The widest drawing that is asked for, in pixels; what labels need may exceed it.
const WIDEST_PX: f64 = 4000.0;
const NARROWEST_PX: f64 = 240.0;

/// How a drawing looks. Begin with [`Style::light`], [`Style::dark`] or [`Style::print`].
#[derive(Debug, Clone, PartialEq)]
pub struct Style {
    dark: bool,
    classes: bool,
    backdrop: bool,
    rtl: bool,
    font_family: String,
    width_px: f64,
}

impl Style {
    fn plain() -> Self {
        Self {
            dark: false,
            classes: false,
            backdrop: false,
            rtl: false,
            font_family: "Inter, system-ui, sans-serif".to_owned(),
            width_px: 720.0,
        }
    }

    /// For pages: light colours, with the classes by which [`CLASSES_CSS`](crate::CLASSES_CSS)
    /// lets the drawing follow the page into the dark.
    #[must_use]
    pub fn light() -> Self {
        Self {
            classes: true,
            ..Self::plain()
        }
    }

    /// For a file of its own or a projector: dark colours on a dark ground, without classes.
    #[must_use]
    pub fn dark() -> Self {
        Self {
            dark: true,
            backdrop: true,
            ..Self::plain()
        }
    }

    /// For paper and PDF: light colours without classes or ground, in the font "Inter" alone.
    #[must_use]
    pub fn print() -> Self {
        Self {
            font_family: "Inter".to_owned(),
            ..Self::plain()
        }
    }

    /// Names the fonts, as a CSS list.
    #[must_use]
    pub fn with_font_family(self, font_family: &str) -> Self {
        Self {
            font_family: font_family.to_owned(),
            ..self
        }
    }

    /// The width to aim at, in pixels, from 240 to 4000 (the nearest is taken); 720 unless told.
    #[must_use]
    pub fn with_width(self, width_px: f64) -> Self {
        let width_px = if width_px.is_nan() { 720.0 } else { width_px };
        Self {
            width_px: width_px.clamp(NARROWEST_PX, WIDEST_PX),
            ..self
        }
    }

    /// Mirrors the drawing for scripts that run from right to left.
    #[must_use]
    pub fn right_to_left(self) -> Self {
        Self { rtl: true, ..self }
    }

    /// Paints the ground, for a drawing that is looked at outside a page.
    #[must_use]
    pub fn with_backdrop(self) -> Self {
        Self {
            backdrop: true,
            ..self
        }
    }

    pub(crate) fn colour(&self, role: Role) -> &'static str {
        if self.dark { role.dark } else { role.light }
    }

    /// The class that stands beside a colour, where classes are wanted.
    pub(crate) fn class(&self, property: &str, role: Role) -> Option<String> {
        self.classes.then(|| format!("g-{property}-{}", role.name))
    }

    pub(crate) fn root_class(&self) -> Option<&'static str> {
        self.classes.then_some("g-chart")
    }

    pub(crate) fn backdrop(&self) -> Option<Role> {
        self.backdrop.then_some(SURFACE)
    }

    pub(crate) fn is_rtl(&self) -> bool {
        self.rtl
    }

    pub(crate) fn font_family(&self) -> &str {
        &self.font_family
    }

    pub(crate) fn width_px(&self) -> f64 {
        self.width_px
    }
}
