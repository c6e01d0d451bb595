//! A city's colour as a stylesheet of its own, made dark enough for the white text on it.

/// What white text on a colour must reach (WCAG 2.2, 1.4.3).
const CONTRAST: f64 = 4.5;

/// A colour of the sRGB space, each part from 0 to 255.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Colour {
    red: u8,
    green: u8,
    blue: u8,
}

impl Colour {
    /// Reads `#rrggbb`.
    ///
    /// # Errors
    /// When the text is anything else.
    pub fn parse(text: &str) -> Result<Self, String> {
        let wrong = || format!("'{text}' is not a colour such as #14426b");
        let digits = text.strip_prefix('#').ok_or_else(wrong)?;
        if digits.len() != 6 || !digits.bytes().all(|byte| byte.is_ascii_hexdigit()) {
            return Err(wrong());
        }
        let number = u32::from_str_radix(digits, 16).map_err(|_| wrong())?;
        let [_, red, green, blue] = number.to_be_bytes();
        Ok(Self { red, green, blue })
    }

    /// Contrast with white, from 1 (none) to 21, as WCAG 2.2 defines it.
    #[must_use]
    pub fn contrast_with_white(self) -> f64 {
        let linear = |part: u8| {
            let share = f64::from(part) / 255.0;
            if share <= 0.04045 {
                share / 12.92
            } else {
                ((share + 0.055) / 1.055).powf(2.4)
            }
        };
        let luminance =
            0.2126 * linear(self.red) + 0.7152 * linear(self.green) + 0.0722 * linear(self.blue);
        1.05 / (luminance + 0.05)
    }

    /// The colour, darkened step by step until white text on it can be read.
    #[must_use]
    pub fn under_white(self) -> Self {
        let mut colour = self;
        // Each step leaves 31/32 of the parts, so black is near after 200.
        for _ in 0..200 {
            if colour.contrast_with_white() >= CONTRAST {
                break;
            }
            let darker = |part: u8| part - part.div_ceil(32).min(part);
            colour = Self {
                red: darker(colour.red),
                green: darker(colour.green),
                blue: darker(colour.blue),
            };
        }
        colour
    }

    /// The colour as `#rrggbb`.
    #[must_use]
    pub fn css(self) -> String {
        format!("#{:02x}{:02x}{:02x}", self.red, self.green, self.blue)
    }
}

/// The stylesheet that puts a city's colour in the place of ours, to be served under an
/// address of its own (a strict policy has no styles inside a page). Only the bar on top and
/// what is chosen take it; levels and charts keep their meaning.
#[must_use]
pub fn stylesheet(colour: Colour) -> String {
    let brand = colour.under_white().css();
    format!(":root{{--brand:{brand};--ds-color-accent-base-default:{brand}}}\n")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_colour_that_carries_white_text_is_kept() {
        let own = Colour::parse("#14426b").expect("a colour");
        assert_eq!(own.under_white(), own);
        assert!(
            (Colour::parse("#000000")
                .expect("black")
                .contrast_with_white()
                - 21.0)
                .abs()
                < 1e-9
        );
    }

    #[test]
    fn a_pale_colour_is_darkened_until_it_can_be_read_on() {
        for pale in ["#ffd166", "#ffffff", "#00ff00", "#7fa9cc"] {
            let dark = Colour::parse(pale).expect("a colour").under_white();
            assert!(dark.contrast_with_white() >= 4.5, "{pale}: {}", dark.css());
            assert!(
                dark.contrast_with_white() < 6.0,
                "{pale} became {}",
                dark.css()
            );
        }
    }

    #[test]
    fn what_is_not_a_colour_is_refused_with_an_example() {
        for wrong in ["red", "#12", "#12345g", "#+12345", "#1234567", "url(x)"] {
            let error = Colour::parse(wrong).expect_err(wrong);
            assert!(
                error.contains(wrong) && error.contains("#14426b"),
                "{error}"
            );
        }
    }
}
