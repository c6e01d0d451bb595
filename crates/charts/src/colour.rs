//! The colours by what they are for, in light and in dark surroundings.

/// The stylesheet for pages that show the drawings inline: custom properties for light, dark,
/// printed and forced colours, and the classes that use them.
///
/// Dark colours apply when the reader prefers them, or inside `data-color-scheme="dark"`.
pub const CLASSES_CSS: &str = include_str!("classes.css");

/// One use of colour: the name in classes and custom properties, and its two colours.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Role {
    pub(crate) name: &'static str,
    pub(crate) light: &'static str,
    pub(crate) dark: &'static str,
}

const fn role(name: &'static str, light: &'static str, dark: &'static str) -> Role {
    Role { name, light, dark }
}

/// Text that is read first.
pub(crate) const INK: Role = role("ink", "#0e2237", "#f2f6fa");
/// Text that is read second.
pub(crate) const MUTED: Role = role("muted", "#44566a", "#b9c6d4");
/// What the drawing lies on, and the inside of hollow marks.
pub(crate) const SURFACE: Role = role("surface", "#ffffff", "#132334");
/// Rings, grid and frames, which only guide the eye.
pub(crate) const GRID: Role = role("grid", "#c9d4df", "#3c5066");
/// What counts: the present state.
pub(crate) const PRIMARY: Role = role("primary", "#14426b", "#8cbbe8");
/// Text on [`PRIMARY`].
pub(crate) const ON_PRIMARY: Role = role("on-primary", "#ffffff", "#0b1825");
/// Bars.
pub(crate) const MIDDLE: Role = role("middle", "#2d6ba3", "#5b97cf");
/// The ground of what lies behind, and of empty tracks.
pub(crate) const SOFT: Role = role("soft", "#e5edf5", "#1e3349");
/// The part of a ground that is done.
pub(crate) const PART: Role = role("part", "#cfe0ee", "#2b4b6d");
/// Lines and marks of what was; hatching.
pub(crate) const QUIET: Role = role("quiet", "#6d7f93", "#8599ad");
/// Text of a change for the better.
pub(crate) const RISE: Role = role("rise", "#1a6e49", "#5fc69a");
/// Text of a change for the worse.
pub(crate) const FALL: Role = role("fall", "#8f4a06", "#e8ad6a");
/// Text on [`LEVELS`].
pub(crate) const ON_LEVEL: Role = role("on-level", "#ffffff", "#ffffff");

/// From the lowest level to the highest; with white text on them in both surroundings.
pub(crate) const LEVELS: [Role; 5] = [
    role("level-1", "#c83d2e", "#c83d2e"),
    role("level-2", "#a2600f", "#a2600f"),
    role("level-3", "#6d7513", "#6d7513"),
    role("level-4", "#1f8259", "#1f8259"),
    role("level-5", "#107a95", "#107a95"),
];

/// Lines of several equals.
pub(crate) const LINES: [Role; 4] = [
    role("line-1", "#107a95", "#55bcd6"),
    role("line-2", "#a2600f", "#e3a557"),
    role("line-3", "#1f8259", "#66c596"),
    role("line-4", "#c83d2e", "#f08a7c"),
];

/// From little to much, told apart by lightness, so that a grey copy still shows the order.
pub(crate) const RAMP: [Role; 7] = [
    role("ramp-1", "#e9f0f7", "#1c3348"),
    role("ramp-2", "#cfdfed", "#27496a"),
    role("ramp-3", "#a9c7e0", "#31608c"),
    role("ramp-4", "#84acd0", "#3d76ab"),
    role("ramp-5", "#3f78ad", "#7fb0de"),
    role("ramp-6", "#22598e", "#a9cbea"),
    role("ramp-7", "#0f3760", "#d6e7f6"),
];

/// Text on [`RAMP`], one for one.
pub(crate) const ON_RAMP: [Role; 7] = [
    role("on-ramp-1", "#0e2237", "#ffffff"),
    role("on-ramp-2", "#0e2237", "#ffffff"),
    role("on-ramp-3", "#0e2237", "#ffffff"),
    role("on-ramp-4", "#0e2237", "#ffffff"),
    role("on-ramp-5", "#ffffff", "#0b1825"),
    role("on-ramp-6", "#ffffff", "#0b1825"),
    role("on-ramp-7", "#ffffff", "#0b1825"),
];

/// The place of the `at`-th of `among` things on a row of `places`, ends on ends. With a single
/// thing, the middle.
pub(crate) fn spread(at: usize, among: usize, places: usize) -> usize {
    match among {
        0 | 1 => places / 2,
        _ => (at.min(among - 1) * (places - 1) * 2 + among - 1) / ((among - 1) * 2),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::fmt::Write as _;

    /// Relative luminance and contrast ratio as WCAG 2.2 defines them.
    fn luminance(colour: &str) -> f64 {
        let part = |from: usize| {
            let byte = u8::from_str_radix(&colour[from..from + 2], 16).unwrap();
            let share = f64::from(byte) / 255.0;
            if share <= 0.04045 {
                share / 12.92
            } else {
                ((share + 0.055) / 1.055).powf(2.4)
            }
        };
        0.2126 * part(1) + 0.7152 * part(3) + 0.0722 * part(5)
    }

    fn contrast(one: &str, other: &str) -> f64 {
        let (a, b) = (luminance(one) + 0.05, luminance(other) + 0.05);
        a.max(b) / a.min(b)
    }

    fn check(front: Role, back: Role, least: f64) {
        for (mode, a, b) in [
            ("light", front.light, back.light),
            ("dark", front.dark, back.dark),
        ] {
            let found = contrast(a, b);
            assert!(
                found >= least,
                "{} on {} in {mode}: {found:.2}, at least {least}",
                front.name,
                back.name
            );
        }
    }

    #[test]
    fn contrast_is_computed_as_published() {
        assert!((contrast("#000000", "#ffffff") - 21.0).abs() < 1e-9);
        // WebAIM's example of the lightest grey that passes on white.
        assert!((contrast("#767676", "#ffffff") - 4.54).abs() < 0.005);
    }

    #[test]
    fn text_has_a_contrast_of_at_least_four_and_a_half() {
        for back in [SURFACE, SOFT, PART] {
            check(INK, back, 4.5);
            check(MUTED, back, 4.5);
        }
        for front in [RISE, FALL] {
            check(front, SURFACE, 4.5);
        }
        check(ON_PRIMARY, PRIMARY, 4.5);
        for level in LEVELS {
            check(ON_LEVEL, level, 4.5);
        }
        for (on, ramp) in ON_RAMP.into_iter().zip(RAMP) {
            check(on, ramp, 4.5);
        }
    }

    #[test]
    fn marks_have_a_contrast_of_at_least_three() {
        for front in [INK, PRIMARY, MIDDLE, QUIET]
            .into_iter()
            .chain(LEVELS)
            .chain(LINES)
        {
            check(front, SURFACE, 3.0);
        }
        check(MIDDLE, SOFT, 3.0);
        check(PRIMARY, SOFT, 3.0);
    }

    #[test]
    fn each_step_of_the_ramp_is_further_from_the_surface() {
        for pair in RAMP.windows(2) {
            assert!(luminance(pair[0].light) > luminance(pair[1].light));
            assert!(luminance(pair[0].dark) < luminance(pair[1].dark));
        }
    }

    #[test]
    fn places_are_spread_from_end_to_end() {
        let places = |among: usize, of| {
            (0..among)
                .map(|at| spread(at, among, of))
                .collect::<Vec<_>>()
        };
        assert_eq!(places(5, 5), [0, 1, 2, 3, 4]);
        assert_eq!(places(3, 5), [0, 2, 4]);
        assert_eq!(places(2, 7), [0, 6]);
        assert_eq!(places(1, 7), [3]);
        assert_eq!(places(6, 5), [0, 1, 2, 2, 3, 4]);
    }

    /// What the stylesheet has to be.
    fn stylesheet() -> String {
        let single = [
            INK, MUTED, SURFACE, GRID, PRIMARY, ON_PRIMARY, MIDDLE, SOFT, PART, QUIET, RISE, FALL,
            ON_LEVEL,
        ];
        let roles: Vec<Role> = single
            .into_iter()
            .chain(LEVELS)
            .chain(LINES)
            .chain(RAMP)
            .chain(ON_RAMP)
            .collect();
        let block = |of: fn(&Role) -> &'static str| {
            roles.iter().fold(String::new(), |mut block, role| {
                write!(block, " --g-{}: {};", role.name, of(role)).unwrap();
                block
            })
        };
        let (light, dark) = (block(|role| role.light), block(|role| role.dark));
        // The system's own pair for each: marks and texts in front, everything else behind.
        let forced = block(|role| match role.name {
            "ink" | "muted" | "middle" | "rise" | "fall" => "CanvasText",
            "grid" | "quiet" => "GrayText",
            "primary" => "Highlight",
            "on-primary" => "HighlightText",
            name if name.starts_with("level") || name.starts_with("line") => "CanvasText",
            name if name.starts_with("on-ramp") => "CanvasText",
            _ => "Canvas",
        });
        let mut css =
            String::from("/* Colours of inline charts; see the crate's documentation. */\n");
        writeln!(css, ":root, [data-color-scheme=\"light\"] {{{light} }}").unwrap();
        writeln!(css, "@media (prefers-color-scheme: dark) {{ :root:not([data-color-scheme]), [data-color-scheme=\"auto\"] {{{dark} }} }}").unwrap();
        writeln!(css, "[data-color-scheme=\"dark\"] {{{dark} }}").unwrap();
        writeln!(css, "@media print {{ :root, :root:not([data-color-scheme]), [data-color-scheme] {{{light} }} }}").unwrap();
        writeln!(css, "@media (forced-colors: active) {{ :root, :root:not([data-color-scheme]), [data-color-scheme] {{{forced} }} .g-chart {{ forced-color-adjust: none; }} }}").unwrap();
        css.push_str(".g-chart { max-width: 100%; height: auto; }\n");
        for role in roles {
            let name = role.name;
            writeln!(
                css,
                ".g-fill-{name} {{ fill: var(--g-{name}); }} .g-stroke-{name} {{ stroke: var(--g-{name}); }}"
            )
            .unwrap();
        }
        css
    }

    #[test]
    fn the_stylesheet_has_the_colours_of_the_drawings() {
        assert_eq!(CLASSES_CSS, stylesheet());
    }
}
