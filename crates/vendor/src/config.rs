//! Finds the registry the way npm does: environment, then the user's `.npmrc`, then the public one.

use std::collections::HashMap;
use std::path::PathBuf;

use crate::Package;

/// The public registry of npm, used when nothing else is configured.
fn public_registry() -> String {
    format!("https://{}/", ["registry", "npmjs", "org"].join("."))
}

/// The settings that decide where packages come from.
#[derive(Debug, Default)]
pub(crate) struct Environment {
    /// `npm_config_registry`, which beats every file.
    registry: Option<String>,
    /// The keys of the user's `.npmrc`.
    settings: HashMap<String, String>,
}

impl Environment {
    /// The settings of this process and its user.
    pub(crate) fn of_process() -> Self {
        let variable = |name: &str| std::env::var(name).ok();
        let named = either(&variable, "npm_config_userconfig").map(PathBuf::from);
        let file = named.or_else(|| Some(std::env::home_dir()?.join(".npmrc")));
        let text = file.and_then(|path| std::fs::read_to_string(path).ok());
        Self::from_parts(variable, text.as_deref())
    }

    /// The settings from a way to read variables and the text of a `.npmrc`.
    pub(crate) fn from_parts(
        variable: impl Fn(&str) -> Option<String>,
        npmrc: Option<&str>,
    ) -> Self {
        let lines = npmrc.unwrap_or_default().lines().map(str::trim);
        let settings = lines
            .filter(|line| !line.starts_with(['#', ';']))
            .filter_map(|line| line.split_once('='))
            .map(|(key, value)| {
                let value = value.trim().trim_matches('"');
                (key.trim().to_owned(), expand(value, &variable))
            })
            .collect();
        Self {
            registry: either(&variable, "npm_config_registry"),
            settings,
        }
    }

    /// Where the archive of a package is: the registry of its scope if it has one, else the
    /// general one. The path is the one every npm registry serves.
    pub(crate) fn tarball_url(&self, package: &Package<'_>) -> String {
        let of_scope = package
            .scope()
            .and_then(|scope| self.settings.get(&format!("@{scope}:registry")))
            .map(String::as_str);
        let public = public_registry();
        let base = of_scope
            .or(self.registry.as_deref())
            .or_else(|| self.settings.get("registry").map(String::as_str))
            .unwrap_or(&public)
            .trim_end_matches('/');
        let (name, file, version) = (package.name, package.base_name(), package.version);
        format!("{base}/{name}/-/{file}-{version}.tgz")
    }
}

/// A variable in lower or upper case, as npm takes both; empty counts as unset.
fn either(variable: &impl Fn(&str) -> Option<String>, name: &str) -> Option<String> {
    [name.to_owned(), name.to_uppercase()]
        .iter()
        .find_map(|name| variable(name).filter(|value| !value.is_empty()))
}

/// Replaces `${NAME}` by the variable's value; an unknown one stays as it is written.
fn expand(value: &str, variable: &impl Fn(&str) -> Option<String>) -> String {
    let mut out = String::new();
    let mut rest = value;
    while let Some((before, after)) = rest.split_once("${") {
        out.push_str(before);
        rest = match after.split_once('}') {
            Some((name, tail)) => {
                out.push_str(&variable(name).unwrap_or_else(|| format!("${{{name}}}")));
                tail
            }
            None => {
                out.push_str("${");
                after
            }
        };
    }
    out + rest
}

#[cfg(test)]
mod tests {
    use super::*;

    const SCOPED: Package<'_> = Package {
        name: "@scope/name",
        version: "1.2.3",
        integrity: "",
    };
    const PLAIN: Package<'_> = Package {
        name: "plain",
        version: "4.0.0",
        integrity: "",
    };

    fn nothing(_: &str) -> Option<String> {
        None
    }

    #[test]
    fn the_public_registry_is_the_last_resort() {
        let environment = Environment::from_parts(nothing, None);
        assert_eq!(
            environment.tarball_url(&SCOPED),
            format!("{}@scope/name/-/name-1.2.3.tgz", public_registry())
        );
        assert_eq!(
            environment.tarball_url(&PLAIN),
            format!("{}plain/-/plain-4.0.0.tgz", public_registry())
        );
    }

    #[test]
    fn the_environment_beats_the_file_and_a_scope_beats_both() {
        let npmrc = "; a comment\nregistry = \"https://file.example/npm/\"\n\
                     @scope:registry=https://${HOST}/scope\nfund=false\n";
        let variable = |name: &str| (name == "HOST").then(|| "scope.example".to_owned());
        let of_file = Environment::from_parts(variable, Some(npmrc));
        assert_eq!(
            of_file.tarball_url(&PLAIN),
            "https://file.example/npm/plain/-/plain-4.0.0.tgz"
        );
        assert_eq!(
            of_file.tarball_url(&SCOPED),
            "https://scope.example/scope/@scope/name/-/name-1.2.3.tgz"
        );

        let upper = |name: &str| {
            (name == "NPM_CONFIG_REGISTRY").then(|| "https://mirror.example".to_owned())
        };
        let of_both = Environment::from_parts(upper, Some(npmrc));
        assert_eq!(
            of_both.tarball_url(&PLAIN),
            "https://mirror.example/plain/-/plain-4.0.0.tgz"
        );
    }
}
