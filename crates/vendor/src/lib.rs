//! Fetches pinned packages from an npm registry while the workspace builds.
//!
//! Fonts and browser parts are not kept in the repository. A build script names the package, its
//! version and its integrity hash, and the files it wants; [`fetch`] writes those files below the
//! given folder and returns their paths. Nothing whose hash differs is ever unpacked, so the
//! registry and everything between it and the build need no trust.
//!
//! A build without a network sets `GRADUS_ASSETS` to a folder that holds either the packages as
//! `npm pack` names them (`scope-name-1.2.3.tgz`, the hash is checked as well) or the wanted files
//! themselves (nothing is checked: the person who names the folder answers for it).

mod archive;
mod config;
mod download;
mod error;
mod integrity;
mod override_folder;
mod package;
#[cfg(test)]
mod testing;

use std::path::{Path, PathBuf};

pub use error::VendorError;
pub use package::Package;

/// The environment variable that names a folder to take packages from instead of a registry.
pub const ASSETS_FOLDER: &str = "GRADUS_ASSETS";

/// Puts `files` (paths inside the package, with `/`) of one package below `out_dir`, and returns
/// where they are, in the order asked for.
///
/// Each file lands at `out_dir/<archive name without .tgz>/<its path in the package>`. The archive
/// is kept beside that folder, so a second call with the same `out_dir` downloads nothing. Meant
/// for build scripts: it prints the `cargo::rerun-if…` lines for what it read.
///
/// # Errors
/// When a file name is not a plain path, the package cannot be had, its hash differs, or a wanted
/// file is not in it.
pub fn fetch(
    package: &Package<'_>,
    files: &[&str],
    out_dir: &Path,
) -> Result<Vec<PathBuf>, VendorError> {
    println!("cargo::rerun-if-env-changed={ASSETS_FOLDER}");
    let environment = config::Environment::of_process();
    let folder = std::env::var_os(ASSETS_FOLDER).filter(|folder| !folder.is_empty());
    fetch_from(
        package,
        files,
        out_dir,
        folder.as_deref().map(Path::new),
        &environment,
    )
}

/// [`fetch`] with everything it reads from the process as arguments.
fn fetch_from(
    package: &Package<'_>,
    files: &[&str],
    out_dir: &Path,
    assets_folder: Option<&Path>,
    environment: &config::Environment,
) -> Result<Vec<PathBuf>, VendorError> {
    package.check()?;
    for file in files {
        archive::check_path(package, file)?;
    }
    let target = out_dir.join(package.folder_name());
    if let Some(folder) = assets_folder {
        println!("cargo::rerun-if-changed={}", folder.display());
        return override_folder::take(package, files, folder, &target);
    }
    let cached = out_dir.join(package.archive_name());
    let bytes = match integrity::read_if_intact(package, &cached) {
        Some(bytes) => bytes,
        None => {
            let bytes = download::download(&environment.tarball_url(package))
                .map_err(|cause| VendorError::unreachable(package, cause))?;
            integrity::verify(package, &bytes)?;
            archive::write(&cached, &bytes)?;
            bytes
        }
    };
    archive::unpack(package, &bytes, files, &target)
}

#[cfg(test)]
mod tests {
    use std::fs;

    use super::*;
    use crate::testing::{Registry, integrity_of, package_archive};

    fn environment(registry: &str) -> config::Environment {
        config::Environment::from_parts(
            |name| (name == "npm_config_registry").then(|| registry.to_owned()),
            None,
        )
    }

    #[test]
    fn a_package_is_fetched_once_and_then_taken_from_the_cache() {
        let archive = package_archive(&[("package/fonts/a.ttf", b"font")]);
        let integrity = integrity_of(&archive);
        let package = Package {
            name: "@scope/name",
            version: "1.2.3",
            integrity: &integrity,
        };
        let registry = Registry::serving(vec![Some(archive)]);
        let out = tempfile::tempdir().expect("a temporary folder");

        for _ in 0..2 {
            let paths = fetch_from(
                &package,
                &["fonts/a.ttf"],
                out.path(),
                None,
                &environment(&registry.url()),
            )
            .expect("the package is served");
            assert_eq!(paths, [out.path().join("scope-name-1.2.3/fonts/a.ttf")]);
            assert_eq!(fs::read(&paths[0]).expect("written"), b"font");
        }
        assert_eq!(registry.requests(), ["/@scope/name/-/name-1.2.3.tgz"]);
    }

    #[test]
    fn a_dropped_connection_is_tried_again() {
        let archive = package_archive(&[("package/a.css", b"a{}")]);
        let integrity = integrity_of(&archive);
        let package = Package {
            name: "plain",
            version: "2.0.0",
            integrity: &integrity,
        };
        let registry = Registry::serving(vec![None, Some(archive)]);
        let out = tempfile::tempdir().expect("a temporary folder");

        fetch_from(
            &package,
            &["a.css"],
            out.path(),
            None,
            &environment(&registry.url()),
        )
        .expect("the second attempt is served");
        assert_eq!(registry.requests().len(), 2);
    }

    #[test]
    fn a_package_with_another_hash_is_refused_and_not_kept() {
        let archive = package_archive(&[("package/a.css", b"changed")]);
        let integrity = integrity_of(b"what was pinned");
        let package = Package {
            name: "plain",
            version: "2.0.0",
            integrity: &integrity,
        };
        let registry = Registry::serving(vec![Some(archive)]);
        let out = tempfile::tempdir().expect("a temporary folder");

        let error = fetch_from(
            &package,
            &["a.css"],
            out.path(),
            None,
            &environment(&registry.url()),
        )
        .expect_err("the hash differs");
        assert!(matches!(error, VendorError::Integrity { .. }), "{error}");
        assert_eq!(fs::read_dir(out.path()).expect("readable").count(), 0);
    }

    #[test]
    fn a_missing_registry_says_how_to_build_without_one() {
        let package = Package {
            name: "plain",
            version: "2.0.0",
            integrity: &integrity_of(b""),
        };
        let out = tempfile::tempdir().expect("a temporary folder");
        let closed = Registry::serving(Vec::new()).url();
        let error = fetch_from(
            &package,
            &["a.css"],
            out.path(),
            None,
            &environment(&closed),
        )
        .expect_err("nobody listens");
        let text = error.to_string();
        assert!(text.contains("plain 2.0.0"), "{text}");
        assert!(
            text.contains("hint: ") && text.contains("GRADUS_ASSETS"),
            "{text}"
        );
        assert!(text.contains("plain-2.0.0.tgz"), "{text}");
    }
}
