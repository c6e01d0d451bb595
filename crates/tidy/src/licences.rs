//! Under which licences and from where the packages we build on come;
//! `deny.toml` is the one list of what is allowed.

use crate::Complaint;
use cargo_metadata::Package;
use spdx::{Expression, Licensee, ParseMode};

/// What `deny.toml` allows.
#[derive(Debug)]
pub struct Policy {
    licences: Vec<Licensee>,
    sources: Vec<String>,
}

impl Policy {
    /// Reads `licenses.allow` and `sources.allow-registry` of a `deny.toml`.
    ///
    /// # Errors
    /// When the text is no TOML, a list is missing, or a licence is unknown.
    pub fn parse(text: &str) -> Result<Self, String> {
        let table: toml::Table = text
            .parse()
            .map_err(|error| format!("deny.toml: {error}"))?;
        let list = |section: &str, key: &str| -> Result<Vec<String>, String> {
            let values = table
                .get(section)
                .and_then(|section| section.get(key))
                .and_then(toml::Value::as_array)
                .ok_or_else(|| format!("deny.toml: no list {key} in [{section}]"))?;
            values
                .iter()
                .map(|value| {
                    value.as_str().map(str::to_owned).ok_or_else(|| {
                        format!("deny.toml: {section}.{key} holds {value:?}, no text")
                    })
                })
                .collect()
        };
        let licences = list("licenses", "allow")?
            .iter()
            .map(|licence| {
                Licensee::parse(licence).map_err(|error| format!("deny.toml: {licence}: {error}"))
            })
            .collect::<Result<_, _>>()?;
        Ok(Self {
            licences,
            sources: list("sources", "allow-registry")?,
        })
    }
}

/// One package, as far as this rule cares.
#[derive(Debug, Clone)]
pub struct Part {
    /// Name and version.
    pub name: String,
    /// The licence expression it declares.
    pub licence: Option<String>,
    /// Where it comes from; none for a folder.
    pub source: Option<String>,
    /// Does its folder lie in this workspace?
    pub ours: bool,
}

impl Part {
    /// The part of a package in a workspace that lies in the folder `root`.
    pub fn of(package: &Package, root: &str) -> Self {
        Self {
            name: format!("{} {}", package.name, package.version),
            licence: package.license.clone(),
            source: package.source.as_ref().map(|source| source.repr.clone()),
            ours: package.manifest_path.starts_with(root),
        }
    }
}

/// Every part is under an allowed licence and from an allowed place.
pub fn check(parts: &[Part], policy: &Policy) -> Vec<Complaint> {
    parts
        .iter()
        .flat_map(|part| [bad_licence(part, policy), bad_source(part, policy)])
        .flatten()
        .collect()
}

fn bad_licence(part: &Part, policy: &Policy) -> Option<Complaint> {
    let name = &part.name;
    let Some(text) = &part.licence else {
        return Some(format!("{name}: declares no licence; do without it"));
    };
    let expression = match Expression::parse_mode(text, ParseMode::LAX) {
        Ok(expression) => expression,
        Err(error) => return Some(format!("{name}: licence {text:?} cannot be read: {error}")),
    };
    let fine = expression.evaluate(|wanted| {
        policy
            .licences
            .iter()
            .any(|allowed| allowed.satisfies(wanted))
    });
    (!fine).then(|| format!("{name}: licence {text:?} is not allowed by deny.toml"))
}

fn bad_source(part: &Part, policy: &Policy) -> Option<Complaint> {
    let name = &part.name;
    match &part.source {
        None if part.ours => None,
        None => Some(format!("{name}: comes from a folder outside the workspace")),
        Some(source) => {
            let registry = source.strip_prefix("registry+").unwrap_or_default();
            let fine = policy.sources.iter().any(|allowed| allowed == registry);
            (!fine).then(|| format!("{name}: comes from {source}, not from an allowed registry"))
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const POLICY: &str = r#"
        [licenses]
        allow = ["MIT", "Apache-2.0", "Apache-2.0 WITH LLVM-exception", "MPL-2.0"]
        [sources]
        allow-registry = ["https://packages.example/index"]
    "#;

    fn complaints(licence: Option<&str>, source: Option<&str>, ours: bool) -> usize {
        let policy = Policy::parse(POLICY).expect("the sample is a policy");
        let part = Part {
            name: "sample 1.0.0".to_owned(),
            licence: licence.map(str::to_owned),
            source: source.map(str::to_owned),
            ours,
        };
        check(&[part], &policy).len()
    }

    const GOOD_SOURCE: Option<&str> = Some("registry+https://packages.example/index");

    #[test]
    fn licences_outside_the_list_are_named() {
        for bad in [
            "GPL-3.0-only",
            "MIT AND AGPL-3.0-only",
            "Apache-2.0 AND Odd",
            "",
        ] {
            assert_eq!(complaints(Some(bad), GOOD_SOURCE, false), 1, "{bad}");
        }
        assert_eq!(complaints(None, GOOD_SOURCE, false), 1);
    }

    #[test]
    fn one_allowed_choice_is_enough() {
        for good in [
            "MIT",
            "MIT/Apache-2.0",
            "GPL-2.0-only OR MIT",
            "Apache-2.0 WITH LLVM-exception OR GPL-3.0-only",
            "(MIT OR GPL-2.0-only) AND MPL-2.0",
        ] {
            assert_eq!(complaints(Some(good), GOOD_SOURCE, false), 0, "{good}");
        }
    }

    #[test]
    fn places_outside_the_list_are_named() {
        for bad in [
            "git+https://code.example/a",
            "registry+https://other.example/index",
        ] {
            assert_eq!(complaints(Some("MIT"), Some(bad), false), 1, "{bad}");
        }
        assert_eq!(complaints(Some("MIT"), None, false), 1);
        assert_eq!(complaints(Some("MIT"), None, true), 0);
    }

    #[test]
    fn a_policy_with_an_unknown_licence_or_without_a_list_is_refused() {
        assert!(Policy::parse("[licenses]\nallow = [\"MITT\"]").is_err());
        assert!(Policy::parse("[sources]\nallow-registry = []").is_err());
    }
}
