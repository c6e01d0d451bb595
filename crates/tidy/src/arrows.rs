//! Which room may stand on which: the arrows between the crates.

use crate::Complaint;
use cargo_metadata::{DependencyKind, Package};

/// What one room may depend on among our own.
#[derive(Debug)]
struct Room {
    name: &'static str,
    normal: &'static [&'static str],
    build: &'static [&'static str],
}

const fn room(name: &'static str, normal: &'static [&'static str]) -> Room {
    Room {
        name,
        normal,
        build: &[],
    }
}

/// The picture of ARCHITECTURE.md as a table. A new room is a new row.
const ROOMS: [Room; 15] = [
    room("gradus-stats", &[]),
    room("gradus-domain", &["gradus-stats"]),
    room("gradus-charts", &[]),
    room("gradus-words", &[]),
    room("gradus-catalog", &["gradus-domain", "gradus-words"]),
    Room {
        name: "gradus-typeset",
        normal: &[],
        build: &["gradus-vendor"],
    },
    room("gradus-vendor", &[]),
    room(
        "gradus-report",
        &[
            "gradus-domain",
            "gradus-charts",
            "gradus-words",
            "gradus-typeset",
        ],
    ),
    room("gradus-store", &[]),
    room(
        "gradus-app",
        &[
            "gradus-domain",
            "gradus-words",
            "gradus-catalog",
            "gradus-report",
            "gradus-store",
        ],
    ),
    Room {
        name: "gradus-web",
        normal: &[
            "gradus-domain",
            "gradus-words",
            "gradus-report",
            "gradus-app",
        ],
        build: &["gradus-charts", "gradus-vendor"],
    },
    room(
        "gradus-cli",
        &[
            "gradus-app",
            "gradus-web",
            "gradus-stats",
            "gradus-domain",
            "gradus-charts",
            "gradus-words",
            "gradus-catalog",
            "gradus-typeset",
            "gradus-report",
        ],
    ),
    room(
        "gradus-testkit",
        &[
            "gradus-stats",
            "gradus-domain",
            "gradus-charts",
            "gradus-words",
            "gradus-catalog",
            "gradus-report",
        ],
    ),
    room("gradus-tidy", &[]),
    room("xtask", &[]),
];

/// Rooms that no test of another room uses either.
const ENDS: [&str; 3] = ["gradus-cli", "gradus-tidy", "xtask"];

/// Crates of others that the rules have no use for: dice and runtimes.
const NOT_IN_DOMAIN: [&str; 4] = ["rand", "tokio", "getrandom", "fastrand"];

/// One dependency, as far as the arrows care.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Arrow {
    /// The crate that depends.
    pub from: String,
    /// The crate it depends on.
    pub to: String,
    /// For the program, its tests or its build script.
    pub kind: DependencyKind,
    /// Is `to` a crate of this workspace?
    pub ours: bool,
}

/// All dependencies the packages of the workspace declare.
pub fn arrows(packages: &[Package]) -> Vec<Arrow> {
    packages
        .iter()
        .flat_map(|package| {
            package.dependencies.iter().map(|dependency| Arrow {
                from: package.name.to_string(),
                to: dependency.name.clone(),
                kind: dependency.kind,
                ours: dependency.path.is_some(),
            })
        })
        .collect()
}

/// Every member of the workspace has a row in the table of rooms.
pub fn check_members<'a>(members: impl IntoIterator<Item = &'a str>) -> Vec<Complaint> {
    members
        .into_iter()
        .filter(|member| ROOMS.iter().all(|room| room.name != *member))
        .map(|member| format!("{member} is in no row of ROOMS; say there what it may stand on"))
        .collect()
}

/// No arrow points where the table does not allow it.
pub fn check(arrows: &[Arrow]) -> Vec<Complaint> {
    arrows.iter().filter_map(breach).collect()
}

fn breach(arrow: &Arrow) -> Option<Complaint> {
    let Arrow {
        from,
        to,
        kind,
        ours,
    } = arrow;
    if !ours {
        let dice = from == "gradus-domain"
            && *kind == DependencyKind::Normal
            && NOT_IN_DOMAIN
                .iter()
                .any(|banned| to == banned || to.starts_with(&format!("{banned}_")));
        return dice.then(|| format!("{from} uses {to}; rules know no dice and no runtime"));
    }
    let room = ROOMS.iter().find(|room| room.name == from)?;
    let allowed = match kind {
        DependencyKind::Development => !ENDS.contains(&to.as_str()),
        DependencyKind::Build => room.build.contains(&to.as_str()),
        _ => room.normal.contains(&to.as_str()),
    };
    (!allowed).then(|| format!("{from} may not stand on {to} ({kind:?}); see ROOMS"))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn complaints(from: &str, to: &str, kind: DependencyKind, ours: bool) -> usize {
        let arrow = Arrow {
            from: from.to_owned(),
            to: to.to_owned(),
            kind,
            ours,
        };
        check(&[arrow]).len()
    }

    #[test]
    fn an_arrow_against_the_stream_is_named() {
        use DependencyKind::{Build, Development, Normal};
        for (from, to, kind) in [
            ("gradus-stats", "gradus-domain", Normal),
            ("gradus-domain", "gradus-catalog", Normal),
            ("gradus-report", "gradus-catalog", Normal),
            ("gradus-cli", "gradus-testkit", Normal),
            ("gradus-cli", "gradus-vendor", Normal),
            ("gradus-typeset", "gradus-vendor", Normal),
            ("gradus-report", "gradus-vendor", Build),
            ("gradus-catalog", "gradus-tidy", Development),
        ] {
            assert_eq!(complaints(from, to, kind, true), 1, "{from} to {to}");
        }
    }

    #[test]
    fn arrows_with_the_stream_pass() {
        use DependencyKind::{Build, Development, Normal};
        for (from, to, kind) in [
            ("gradus-domain", "gradus-stats", Normal),
            ("gradus-cli", "gradus-report", Normal),
            ("gradus-typeset", "gradus-vendor", Build),
            ("gradus-stats", "gradus-testkit", Development),
        ] {
            assert_eq!(complaints(from, to, kind, true), 0, "{from} to {to}");
        }
    }

    #[test]
    fn dice_in_the_rules_are_named_and_dice_in_their_tests_are_not() {
        use DependencyKind::{Development, Normal};
        assert_eq!(
            complaints("gradus-domain", "rand_xoshiro", Normal, false),
            1
        );
        assert_eq!(complaints("gradus-domain", "rand", Development, false), 0);
        assert_eq!(complaints("gradus-stats", "rand_xoshiro", Normal, false), 0);
        assert_eq!(complaints("gradus-domain", "randomish", Normal, false), 0);
    }

    #[test]
    fn a_room_without_a_row_is_named() {
        assert_eq!(check_members(["gradus-stats", "gradus-attic"]).len(), 1);
    }
}
