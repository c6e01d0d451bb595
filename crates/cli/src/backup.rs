//! `gradus backup` and `gradus restore`: everything of an instance in one file, and back.

use crate::args::{BackupArguments, RestoreArguments};
use crate::failure::Failure;
use crate::output::print;
use crate::serve::in_runtime;
use crate::serve::instance::{Begin, Instance};
use crate::serve::settings::Settings;
use gradus_app::backup::{Backup, Manifest};
use gradus_catalog::problem::{Place, Problems};
use std::path::Path;

/// Writes a backup, also while the server runs.
pub fn backup(arguments: &BackupArguments) -> Result<(), Failure> {
    let settings = Settings::of_place(&arguments.place.to_where())?;
    in_runtime(write(&settings, &arguments.file))
}

async fn write(settings: &Settings, file: &Path) -> Result<(), Failure> {
    let folder = file
        .parent()
        .filter(|folder| !folder.as_os_str().is_empty());
    if folder.is_some_and(|folder| !folder.is_dir()) {
        return Err(Failure::NotFound {
            message: format!("the folder of {} does not exist", file.display()),
            hint: Some("create the folder first".to_owned()),
        });
    }
    let app = Instance::open(settings, Begin::Never).await?.app;
    let written = app.backup(file).await?;
    // What was written is read back, so that a backup that was told of can be used.
    let path = file.to_owned();
    let opened =
        tokio::task::spawn_blocking(move || Backup::open(&path).map(|backup| backup.manifest));
    let read = opened
        .await
        .map_err(|error| Failure::machine("the backup cannot be read back", error))??;
    print(&told(&read, "backed up and read back"))?;
    missing(&written)
}

fn told(manifest: &Manifest, what: &str) -> String {
    let rows: usize = manifest.rows.values().sum();
    let files = manifest
        .parts
        .keys()
        .filter(|name| name.starts_with("files/"))
        .count();
    format!("{what}: {rows} rows, {files} files, and the key\n")
}

/// Warns of files that were missing when the backup was made.
fn missing(manifest: &Manifest) -> Result<(), Failure> {
    if manifest.missing_files.is_empty() {
        return Ok(());
    }
    let faults = manifest.missing_files.iter();
    let faults = faults
        .map(|sha256| format!("file {sha256} is missing"))
        .collect();
    Err(Failure::damaged(
        "the backup is whole but for files that were not there",
        faults,
    ))
}

/// Puts a backup into an empty place.
pub fn restore(arguments: &RestoreArguments) -> Result<(), Failure> {
    let settings = Settings::of_place(&arguments.place.to_where())?;
    in_runtime(put_back(&settings, &arguments.file))
}

async fn put_back(settings: &Settings, file: &Path) -> Result<(), Failure> {
    if !file.exists() {
        return Err(Failure::NotFound {
            message: format!("{} does not exist", file.display()),
            hint: Some("check the name and the folder".to_owned()),
        });
    }
    // All of it is verified before anything is made.
    let (path, place) = (file.to_owned(), Place::whole(&file.display().to_string()));
    let opened = tokio::task::spawn_blocking(move || Backup::open(&path));
    let opened = opened
        .await
        .map_err(|error| Failure::machine("the backup cannot be read", error))?;
    let backup = opened.map_err(|error| Problems::one(place, error.to_string(), None))?;
    let manifest = Instance::restore(settings, backup).await?;
    print(&told(
        &manifest,
        &format!("restored into {}", settings.data.display()),
    ))?;
    missing(&manifest)
}
