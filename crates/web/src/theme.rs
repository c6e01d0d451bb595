//! A city's colour as a stylesheet of its own: made dark enough for the white text on it, and
//! in the dark scheme light enough to be seen.

/// What white text on a colour must reach (WCAG 2.2, 1.4.3).
const CONTRAST: f64 = 4.5;
/// What a part of a picture on its ground must reach (WCAG 2.2, 1.4.11).
const SEEN: f64 = 3.0;
/// The ground of cards in the dark scheme, `--card` in `assets/gradus.css`.
const DARK: Colour = Colour {
    red: 0x13,
    green: 0x24,
    blue: 0x35,
};
/// White.
const WHITE: Colour = Colour {
    red: 255,
    green: 255,
    blue: 255,
};

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
        self.contrast(WHITE)
    }

    fn contrast(self, other: Self) -> f64 {
        let (own, other) = (self.luminance() + 0.05, other.luminance() + 0.05);
        own.max(other) / own.min(other)
    }

    fn luminance(self) -> f64 {
        let linear = |part: u8| {
            let share = f64::from(part) / 255.0;
            if share <= 0.04045 {
                share / 12.92
            } else {
                ((share + 0.055) / 1.055).powf(2.4)
            }
        };
        0.2126 * linear(self.red) + 0.7152 * linear(self.green) + 0.0722 * linear(self.blue)
    }

    /// The colour, lightened step by step until it has this contrast with the dark ground.
    fn above_dark(self, contrast: f64) -> Self {
        let mut colour = self;
        // Each step leaves 63/64 of what is missing to white.
        for _ in 0..400 {
            if colour.contrast(DARK) >= contrast {
                break;
            }
            let lighter = |part: u8| part + (255 - part).div_ceil(64);
            colour = Self {
                red: lighter(colour.red),
                green: lighter(colour.green),
                blue: lighter(colour.blue),
            };
        }
        colour
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
    let brand = colour.under_white();
    // What carries white text and is seen on the dark ground, and what is read on it.
    let (ground, tone) = (brand.above_dark(SEEN), colour.above_dark(CONTRAST));
    let rule = |at: &str, ground: Colour, tone: Colour| {
        let (ground, tone) = (ground.css(), tone.css());
        format!("{at}{{--brand:{ground};--ds-color-accent-base-default:{tone}}}")
    };
    let auto = rule("[data-color-scheme=auto]", ground, tone);
    format!(
        "{}\n{}\n@media (prefers-color-scheme:dark){{{auto}}}\n",
        rule(":root", brand, brand),
        rule("[data-color-scheme=dark]", ground, tone),
    )
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
    fn in_the_dark_every_colour_is_seen_and_carries_its_text() {
        let parts = [0_u8, 40, 90, 128, 170, 220, 255];
        let ink = Colour::parse("#0b1825").expect("what stands on what is chosen");
        for red in parts {
            for green in parts {
                for blue in parts {
                    let own = Colour { red, green, blue };
                    let ground = own.under_white().above_dark(SEEN);
                    assert!(ground.contrast(DARK) >= SEEN, "{}", own.css());
                    assert!(ground.contrast(WHITE) >= CONTRAST, "{}", own.css());
                    let tone = own.above_dark(CONTRAST);
                    assert!(tone.contrast(DARK) >= CONTRAST, "{}", own.css());
                    assert!(tone.contrast(ink) >= CONTRAST, "{}", own.css());
                }
            }
        }
    }

    #[test]
    fn the_dark_schemes_have_tones_of_their_own() {
        let sheet = stylesheet(Colour::parse("#14426b").expect("a colour"));
        let rules: Vec<&str> = sheet.lines().collect();
        assert!(rules[0].starts_with(":root{--brand:#14426b;"), "{sheet}");
        assert!(rules[1].starts_with("[data-color-scheme=dark]{"), "{sheet}");
        assert!(rules[2].contains("[data-color-scheme=auto]{"), "{sheet}");
        assert!(!rules[1].contains("#14426b") && !rules[2].contains("#14426b"));
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
