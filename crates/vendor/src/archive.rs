//! Takes single files out of a package's archive.

use std::collections::HashMap;
use std::fs;
use std::io::Read;
use std::path::{Component, Path, PathBuf};

use flate2::read::GzDecoder;
use tar::Archive;

use crate::error::label;
use crate::{Package, VendorError};

/// No wanted file is larger than this, in bytes: a larger one is a mistake.
const LARGEST_FILE: u64 = 64 * 1024 * 1024;

/// Refuses a path that is empty, absolute, or climbs out of the folder it is joined to.
pub(crate) fn check_path(package: &Package<'_>, path: &str) -> Result<(), VendorError> {
    let plain = !path.is_empty()
        && !path.contains('\\')
        && Path::new(path)
            .components()
            .all(|part| matches!(part, Component::Normal(_)));
    if plain {
        Ok(())
    } else {
        Err(VendorError::UnsafePath {
            package: label(package),
            path: path.to_owned(),
        })
    }
}

/// Writes the wanted files below `target`. An archive with any path that leaves its folder is
/// refused as a whole; a wanted file must be a file there, not a link.
pub(crate) fn unpack(
    package: &Package<'_>,
    archive: &[u8],
    files: &[&str],
    target: &Path,
) -> Result<Vec<PathBuf>, VendorError> {
    let broken = |source| VendorError::Archive {
        package: label(package),
        source,
    };
    let mut found: HashMap<String, Vec<u8>> = HashMap::new();
    for entry in Archive::new(GzDecoder::new(archive))
        .entries()
        .map_err(broken)?
    {
        let mut entry = entry.map_err(broken)?;
        let path = String::from_utf8_lossy(&entry.path_bytes()).into_owned();
        check_path(package, path.trim_end_matches('/'))?;
        // The first folder, usually `package`, is no part of the names.
        let Some((_, inner)) = path.split_once('/') else {
            continue;
        };
        if entry.header().entry_type().is_file() && files.contains(&inner) {
            if entry.size() > LARGEST_FILE {
                return Err(broken(std::io::Error::other(format!(
                    "{inner} is above 64 MiB"
                ))));
            }
            let mut bytes = Vec::new();
            entry.read_to_end(&mut bytes).map_err(broken)?;
            found.insert(inner.to_owned(), bytes);
        }
    }
    let mut paths = Vec::with_capacity(files.len());
    for &file in files {
        let bytes = found.get(file).ok_or_else(|| VendorError::NoSuchFile {
            package: label(package),
            path: file.to_owned(),
        })?;
        let path = target.join(file);
        write(&path, bytes)?;
        paths.push(path);
    }
    Ok(paths)
}

/// Writes a file and the folders above it; a half-written file is never seen under its name.
pub(crate) fn write(path: &Path, bytes: &[u8]) -> Result<(), VendorError> {
    if let Some(folder) = path.parent() {
        fs::create_dir_all(folder).map_err(VendorError::file(folder))?;
    }
    let partial = path.with_added_extension(format!("{}.part", std::process::id()));
    fs::write(&partial, bytes).map_err(VendorError::file(&partial))?;
    fs::rename(&partial, path).map_err(VendorError::file(path))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::testing::{package_archive, package_archive_with_link};

    const PACKAGE: Package<'_> = Package {
        name: "plain",
        version: "1.0.0",
        integrity: "",
    };

    #[test]
    fn only_the_wanted_files_are_written_under_their_own_paths() {
        let archive = package_archive(&[
            ("package/dist/index.css", b"one"),
            ("package/theme/index.css", b"two"),
            ("package/huge.js", b"not wanted"),
        ]);
        let out = tempfile::tempdir().expect("a temporary folder");
        let wanted = ["theme/index.css", "dist/index.css"];
        let paths = unpack(&PACKAGE, &archive, &wanted, out.path()).expect("both are there");
        assert_eq!(fs::read(&paths[0]).expect("written"), b"two");
        assert_eq!(fs::read(&paths[1]).expect("written"), b"one");
        assert!(!out.path().join("huge.js").exists());
    }

    #[test]
    fn an_archive_that_climbs_out_of_its_folder_is_refused() {
        let out = tempfile::tempdir().expect("a temporary folder");
        for path in [
            "package/../../evil",
            "/etc/evil",
            "package/..",
            "package\\..\\evil",
        ] {
            let archive = package_archive(&[("package/a", b"good"), (path, b"evil")]);
            let error = unpack(&PACKAGE, &archive, &["a"], out.path()).expect_err(path);
            assert!(
                matches!(error, VendorError::UnsafePath { .. }),
                "{path}: {error}"
            );
        }
        assert_eq!(fs::read_dir(out.path()).expect("readable").count(), 0);
    }

    #[test]
    fn a_link_is_not_taken_for_a_file() {
        let out = tempfile::tempdir().expect("a temporary folder");
        let archive = package_archive_with_link("package/a", "/etc/passwd");
        let error = unpack(&PACKAGE, &archive, &["a"], out.path()).expect_err("it is a link");
        assert_eq!(error.to_string(), "plain 1.0.0 holds no file \"a\"");
    }

    #[test]
    fn a_wanted_path_that_climbs_out_is_refused() {
        for path in ["", "..", "../a", "/a", "a/../../b", "./a", "a\\b"] {
            assert!(check_path(&PACKAGE, path).is_err(), "{path:?} was taken");
        }
        assert!(check_path(&PACKAGE, "a/b.ttf").is_ok());
    }
}
