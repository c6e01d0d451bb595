//! One file with everything: rows of all tables, files, and the instance's key.
//!
//! It is a gzipped tar: `tables/<table>.ndjson`, `files/<sha256>`, `instance.key`, and at its
//! end `gradus-backup.json`, which names every part with its SHA-256.

use crate::app::App;
use crate::error::AppError;
use crate::files::FileStore;
use crate::secrets::InstanceKey;
use bytes::Bytes;
use flate2::Compression;
use flate2::read::GzDecoder;
use flate2::write::GzEncoder;
use gradus_store::{Store, TABLES};
use serde::{Deserialize, Serialize};
use serde_json::Value as Json;
use sha2::{Digest, Sha256};
use std::collections::{BTreeMap, BTreeSet};
use std::fs::File;
use std::io::{Read, Write};
use std::path::Path;

const FORMAT: &str = "gradus-backup/1";
const LIST: &str = "gradus-backup.json";
/// Largest part that is read back; tables are read whole.
const MOST: u64 = 4 * 1024 * 1024 * 1024;

/// The list of a backup's parts.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Manifest {
    /// Always `gradus-backup/1`.
    pub format: String,
    /// When it was made, in milliseconds since 1970, UTC.
    pub at: i64,
    /// Version of the program that made it.
    pub program: String,
    /// SHA-256 of every part.
    pub parts: BTreeMap<String, String>,
    /// Rows of every table.
    pub rows: BTreeMap<String, usize>,
    /// Files that rows name and that were not there, by hash.
    pub missing_files: Vec<String>,
}

fn broken(what: impl std::fmt::Display) -> AppError {
    AppError::Fault(format!("the backup cannot be used: {what}"))
}

struct Packer {
    tar: tar::Builder<GzEncoder<tempfile::NamedTempFile>>,
    manifest: Manifest,
}

impl Packer {
    fn add(&mut self, name: &str, bytes: &[u8]) -> Result<(), AppError> {
        let mut header = tar::Header::new_gnu();
        header.set_size(bytes.len() as u64);
        header.set_mode(0o600);
        header.set_mtime(self.manifest.at.unsigned_abs() / 1000);
        let added = self.tar.append_data(&mut header, name, bytes);
        added.map_err(|error| AppError::Fault(format!("the backup cannot be written: {error}")))?;
        self.manifest
            .parts
            .insert(name.to_owned(), hex::encode(Sha256::digest(bytes)));
        Ok(())
    }
}

impl App {
    /// Writes a backup while the program runs: one moment of the database, and every file
    /// that its rows name. An existing file is replaced at the end, or left.
    ///
    /// # Errors
    /// When the database cannot answer or the file cannot be written.
    pub async fn backup(&self, path: &Path) -> Result<Manifest, AppError> {
        let unwritable = |error: std::io::Error| {
            AppError::Fault(format!("{} cannot be written: {error}", path.display()))
        };
        let folder = path
            .parent()
            .filter(|folder| !folder.as_os_str().is_empty())
            .unwrap_or(Path::new("."));
        let file = tempfile::NamedTempFile::new_in(folder).map_err(unwritable)?;
        let mut packer = Packer {
            tar: tar::Builder::new(GzEncoder::new(file, Compression::fast())),
            manifest: Manifest {
                format: FORMAT.to_owned(),
                at: self.now(),
                program: env!("CARGO_PKG_VERSION").to_owned(),
                parts: BTreeMap::new(),
                rows: BTreeMap::new(),
                missing_files: Vec::new(),
            },
        };
        // Files first: what a later moment of the database names was there by then, even if
        // it is removed while this goes on.
        let mut packed = BTreeSet::new();
        for sha256 in self.db().file_hashes().await? {
            if self.pack_file(&mut packer, &sha256).await? {
                packed.insert(sha256);
            }
        }
        let db = self.inner.store.snapshot().await?;
        for table in TABLES {
            let mut text = Vec::new();
            let mut rows = 0;
            let mut dump = db.dump(table);
            loop {
                let page = dump.page().await?;
                if page.is_empty() {
                    break;
                }
                rows += page.len();
                for row in page {
                    text.extend_from_slice(row.to_string().as_bytes());
                    text.push(b'\n');
                }
            }
            packer.add(&format!("tables/{table}.ndjson"), &text)?;
            packer.manifest.rows.insert((*table).to_owned(), rows);
        }
        for sha256 in db.file_hashes().await? {
            if !packed.contains(&sha256) && !self.pack_file(&mut packer, &sha256).await? {
                packer.manifest.missing_files.push(sha256);
            }
        }
        packer.add("instance.key", self.inner.key.to_text().as_bytes())?;
        let manifest = packer.manifest.clone();
        let list = serde_json::to_vec_pretty(&manifest).map_err(broken)?;
        packer.add(LIST, &list)?;
        let file = packer
            .tar
            .into_inner()
            .and_then(GzEncoder::finish)
            .map_err(unwritable)?;
        file.as_file().sync_all().map_err(unwritable)?;
        file.persist(path)
            .map_err(|error| unwritable(error.error))?;
        Ok(manifest)
    }

    /// Packs a file; gives whether it is there.
    async fn pack_file(&self, packer: &mut Packer, sha256: &str) -> Result<bool, AppError> {
        match self.inner.files.read(sha256).await {
            Ok(bytes) => packer
                .add(&format!("files/{sha256}"), &bytes)
                .map(|()| true),
            Err(AppError::NotFound(_)) => Ok(false),
            Err(error) => Err(error),
        }
    }
}

/// A backup whose every part has the hash that its list says.
pub struct Backup {
    parts: BTreeMap<String, Vec<u8>>,
    /// Its list.
    pub manifest: Manifest,
}

impl Backup {
    /// Opens and verifies a backup.
    ///
    /// # Errors
    /// When the file cannot be read, is no backup, or a part is missing or changed.
    pub fn open(path: &Path) -> Result<Self, AppError> {
        let file = File::open(path).map_err(|error| {
            AppError::Fault(format!("{} cannot be opened: {error}", path.display()))
        })?;
        let mut parts = BTreeMap::new();
        let mut archive = tar::Archive::new(GzDecoder::new(file));
        for entry in archive.entries().map_err(broken)? {
            let mut entry = entry.map_err(broken)?;
            let name = entry.path().map_err(broken)?.to_string_lossy().into_owned();
            if entry.size() > MOST {
                return Err(broken(format!("{name} is too large")));
            }
            let mut bytes = Vec::new();
            entry.read_to_end(&mut bytes).map_err(broken)?;
            parts.insert(name, bytes);
        }
        let list = parts
            .remove(LIST)
            .ok_or_else(|| broken("it has no list of its parts; is it cut off?"))?;
        let manifest: Manifest = serde_json::from_slice(&list).map_err(broken)?;
        if manifest.format != FORMAT {
            return Err(broken(format!(
                "its format is '{}', and this program reads '{FORMAT}'",
                manifest.format
            )));
        }
        for (name, sha256) in &manifest.parts {
            let bytes = parts
                .get(name)
                .ok_or_else(|| broken(format!("{name} is missing")))?;
            if hex::encode(Sha256::digest(bytes)) != *sha256 {
                return Err(broken(format!("{name} was changed")));
            }
        }
        Ok(Self { parts, manifest })
    }

    /// The instance's key.
    ///
    /// # Errors
    /// When it holds none.
    pub fn key(&self) -> Result<InstanceKey, AppError> {
        let text = self
            .parts
            .get("instance.key")
            .and_then(|bytes| std::str::from_utf8(bytes).ok());
        text.and_then(InstanceKey::from_text)
            .ok_or_else(|| broken("it holds no key"))
    }

    /// Puts everything into an empty database and a place for files, in one transaction.
    ///
    /// # Errors
    /// When the database is not empty, or something cannot be written; then it is as before.
    pub async fn restore(self, store: &Store, files: &FileStore) -> Result<Manifest, AppError> {
        if !store.db().is_empty().await? {
            return Err(AppError::Refused("restore_not_empty"));
        }
        let mut tables = Vec::new();
        for table in TABLES {
            let name = format!("tables/{table}.ndjson");
            let bytes = self
                .parts
                .get(&name)
                .ok_or_else(|| broken(format!("{name} is missing")))?;
            let rows: Result<Vec<Json>, _> = serde_json::Deserializer::from_slice(bytes)
                .into_iter()
                .collect();
            tables.push((table, rows.map_err(broken)?));
        }
        for (name, bytes) in &self.parts {
            if name.starts_with("files/") {
                files.keep(Bytes::from(bytes.clone())).await?;
            }
        }
        store
            .write::<_, AppError, _>(move |write| {
                Box::pin(async move {
                    for (table, rows) in &tables {
                        write.restore_rows(table, rows).await?;
                    }
                    Ok(())
                })
            })
            .await?;
        Ok(self.manifest)
    }
}

/// Writes a key file that is not there yet.
///
/// # Errors
/// When there is one with another key, or it cannot be written.
pub fn keep_key(key: &InstanceKey, path: &Path) -> Result<(), AppError> {
    if path.exists() {
        let there = InstanceKey::open(path)?;
        if there.public() == key.public() {
            return Ok(());
        }
        return Err(AppError::Refused("restore_other_key"));
    }
    let mut file = File::create_new(path).map_err(broken)?;
    #[cfg(unix)]
    {
        use std::os::unix::fs::PermissionsExt;
        let mode = std::fs::Permissions::from_mode(0o600);
        file.set_permissions(mode).map_err(broken)?;
    }
    file.write_all(key.to_text().as_bytes()).map_err(broken)?;
    file.sync_all().map_err(broken)
}
