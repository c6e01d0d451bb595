//! What can go wrong while a package is fetched.

use std::path::{Path, PathBuf};

use crate::{ASSETS_FOLDER, Package};

/// Why a package's files could not be provided. The text is complete: it names the package, and
/// says in a `hint:` what to do where something can be done.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum VendorError {
    /// A package name or version that cannot stand in a path.
    #[error("{name:?} {version:?} is not the name and version of a package")]
    Name {
        /// The name as given.
        name: String,
        /// The version as given.
        version: String,
    },
    /// The registry did not answer, or not with the package.
    #[error(
        "could not download {package}: {cause}\n\
         hint: to build without a network, put {archive} (from `npm pack {spec}` on a machine that \
         has one) into a folder and set {ASSETS_FOLDER} to that folder's path\n\
         hint: to use another registry, set npm_config_registry or `registry=` in ~/.npmrc"
    )]
    Unreachable {
        /// Name and version.
        package: String,
        /// What `npm pack` takes.
        spec: String,
        /// The archive's file name.
        archive: String,
        /// What the last attempt said.
        cause: String,
    },
    /// The archive is not the pinned one.
    #[error(
        "the archive of {package} has the hash {found}, but {expected} is pinned: it was changed \
         on the way or is another version"
    )]
    Integrity {
        /// Name and version.
        package: String,
        /// The pinned hash.
        expected: String,
        /// The hash of what came.
        found: String,
    },
    /// A path, wanted or found in the archive, that would leave the target folder.
    #[error("{path:?} in {package} is not a plain path inside the package")]
    UnsafePath {
        /// Name and version.
        package: String,
        /// The path as it stands there.
        path: String,
    },
    /// A wanted file is not in the archive.
    #[error("{package} holds no file {path:?}")]
    NoSuchFile {
        /// Name and version.
        package: String,
        /// The path asked for.
        path: String,
    },
    /// The folder given instead of a registry has neither the archive nor the file.
    #[error(
        "{} (from {ASSETS_FOLDER}) holds neither {archive} nor {file}\n\
         hint: put either there, or unset {ASSETS_FOLDER} to download {package}", folder.display()
    )]
    NotInFolder {
        /// Name and version.
        package: String,
        /// The folder named by the environment variable.
        folder: PathBuf,
        /// The archive's file name.
        archive: String,
        /// The first wanted file that is missing.
        file: String,
    },
    /// The archive is broken, though its hash is right.
    #[error("the archive of {package} cannot be unpacked: {source}")]
    Archive {
        /// Name and version.
        package: String,
        /// What the unpacker said.
        source: std::io::Error,
    },
    /// A file could not be read or written.
    #[error("{}: {source}", path.display())]
    File {
        /// The file or folder.
        path: PathBuf,
        /// What the operating system said.
        source: std::io::Error,
    },
}

impl VendorError {
    pub(crate) fn unreachable(package: &Package<'_>, cause: String) -> Self {
        Self::Unreachable {
            package: label(package),
            spec: format!("{}@{}", package.name, package.version),
            archive: package.archive_name(),
            cause,
        }
    }

    pub(crate) fn file(path: &Path) -> impl FnOnce(std::io::Error) -> Self {
        let path = path.to_owned();
        move |source| Self::File { path, source }
    }
}

/// How messages name a package.
pub(crate) fn label(package: &Package<'_>) -> String {
    format!("{} {}", package.name, package.version)
}
