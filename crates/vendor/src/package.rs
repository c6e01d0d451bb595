//! A package of an npm registry, pinned by version and hash.

use crate::VendorError;

/// One version of one package.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Package<'a> {
    /// The name on the registry, with its scope: `@scope/name`, or `name`.
    pub name: &'a str,
    /// The exact version, such as `1.2.3`.
    pub version: &'a str,
    /// The hash of the archive as lock files and registries write it: `sha512-` and base64.
    pub integrity: &'a str,
}

impl<'a> Package<'a> {
    /// Whether name and version are plain enough to stand in a path and an address.
    pub(crate) fn check(&self) -> Result<(), VendorError> {
        let plain = |text: &str| {
            !text.is_empty()
                && !text.starts_with('.')
                && text
                    .bytes()
                    .all(|b| b.is_ascii_alphanumeric() || b"-._+~".contains(&b))
        };
        let scope_is_plain = self.scope().is_none_or(plain);
        if scope_is_plain && plain(self.base_name()) && plain(self.version) {
            Ok(())
        } else {
            Err(VendorError::Name {
                name: self.name.to_owned(),
                version: self.version.to_owned(),
            })
        }
    }

    /// `scope` of `@scope/name`.
    pub(crate) fn scope(&self) -> Option<&'a str> {
        Some(self.name.strip_prefix('@')?.split_once('/')?.0)
    }

    /// `name` of `@scope/name`.
    pub(crate) fn base_name(&self) -> &'a str {
        self.scope()
            .map_or(self.name, |scope| &self.name[scope.len() + 2..])
    }

    /// The folder for its files, unique for name and version: `scope-name-1.2.3`.
    pub(crate) fn folder_name(&self) -> String {
        match self.scope() {
            Some(scope) => format!("{scope}-{}-{}", self.base_name(), self.version),
            None => format!("{}-{}", self.name, self.version),
        }
    }

    /// The file name `npm pack` gives it: `scope-name-1.2.3.tgz`.
    pub(crate) fn archive_name(&self) -> String {
        format!("{}.tgz", self.folder_name())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_follow_npm_pack() {
        let scoped = Package {
            name: "@scope/na.me",
            version: "1.2.3",
            integrity: "",
        };
        assert_eq!(scoped.archive_name(), "scope-na.me-1.2.3.tgz");
        let plain = Package {
            name: "plain",
            version: "4.0.0-beta.1",
            integrity: "",
        };
        assert_eq!(plain.archive_name(), "plain-4.0.0-beta.1.tgz");
    }

    #[test]
    fn a_name_that_would_leave_the_folder_is_refused() {
        for (name, version) in [
            ("../up", "1.0.0"),
            ("@../up", "1.0.0"),
            ("a/b", "1.0.0"),
            ("", "1"),
            ("a", "../1"),
        ] {
            let package = Package {
                name,
                version,
                integrity: "",
            };
            assert!(package.check().is_err(), "{name} {version} was taken");
        }
        assert!(
            Package {
                name: "@a/b",
                version: "1.0.0",
                integrity: ""
            }
            .check()
            .is_ok()
        );
    }
}
