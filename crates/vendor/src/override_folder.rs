//! Takes a package from a folder on this machine instead of a registry.

use std::fs;
use std::path::{Path, PathBuf};

use crate::error::label;
use crate::{Package, VendorError, archive, integrity};

/// Copies the wanted files to `target`, from the package's archive in `folder` if it is there
/// (its hash must be the pinned one), else from single files: each by its path below
/// `folder/<scope-name-version>/`, or by its bare file name in `folder`.
pub(crate) fn take(
    package: &Package<'_>,
    files: &[&str],
    folder: &Path,
    target: &Path,
) -> Result<Vec<PathBuf>, VendorError> {
    let packed = folder.join(package.archive_name());
    if packed.is_file() {
        let bytes = fs::read(&packed).map_err(VendorError::file(&packed))?;
        integrity::verify(package, &bytes)?;
        return archive::unpack(package, &bytes, files, target);
    }
    let mut paths = Vec::with_capacity(files.len());
    for &file in files {
        let whole = folder.join(package.folder_name()).join(file);
        let bare = Path::new(file).file_name().map(|name| folder.join(name));
        let found = [Some(whole), bare]
            .into_iter()
            .flatten()
            .find(|path| path.is_file());
        let found = found.ok_or_else(|| VendorError::NotInFolder {
            package: label(package),
            folder: folder.to_owned(),
            archive: package.archive_name(),
            file: file.to_owned(),
        })?;
        let bytes = fs::read(&found).map_err(VendorError::file(&found))?;
        let path = target.join(file);
        archive::write(&path, &bytes)?;
        paths.push(path);
    }
    Ok(paths)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::testing::{integrity_of, package_archive};

    #[test]
    fn an_archive_in_the_folder_is_verified() {
        let archive = package_archive(&[("package/a.ttf", b"font")]);
        let integrity = integrity_of(&archive);
        let package = Package {
            name: "@s/n",
            version: "1.0.0",
            integrity: &integrity,
        };
        let (folder, out) = (
            tempfile::tempdir().expect("one"),
            tempfile::tempdir().expect("two"),
        );
        let packed = folder.path().join("s-n-1.0.0.tgz");

        fs::write(&packed, &archive).expect("written");
        let paths = take(&package, &["a.ttf"], folder.path(), out.path()).expect("it is there");
        assert_eq!(fs::read(&paths[0]).expect("copied"), b"font");

        fs::write(&packed, b"something else").expect("written");
        let error = take(&package, &["a.ttf"], folder.path(), out.path()).expect_err("changed");
        assert!(matches!(error, VendorError::Integrity { .. }), "{error}");
    }

    #[test]
    fn single_files_are_found_by_path_or_by_name() {
        let package = Package {
            name: "@s/n",
            version: "1.0.0",
            integrity: "",
        };
        let (folder, out) = (
            tempfile::tempdir().expect("one"),
            tempfile::tempdir().expect("two"),
        );
        fs::write(folder.path().join("a.ttf"), b"bare").expect("written");
        fs::create_dir_all(folder.path().join("s-n-1.0.0/deep")).expect("made");
        fs::write(folder.path().join("s-n-1.0.0/deep/b.ttf"), b"whole").expect("written");

        let wanted = ["deep/a.ttf", "deep/b.ttf"];
        let paths = take(&package, &wanted, folder.path(), out.path()).expect("both are there");
        assert_eq!(fs::read(&paths[0]).expect("copied"), b"bare");
        assert_eq!(fs::read(&paths[1]).expect("copied"), b"whole");

        let error = take(&package, &["c.ttf"], folder.path(), out.path()).expect_err("missing");
        let text = error.to_string();
        assert!(
            text.contains("holds neither s-n-1.0.0.tgz nor c.ttf"),
            "{text}"
        );
        assert!(text.contains("hint: "), "{text}");
    }
}
