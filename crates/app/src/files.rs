//! Files by the hash of their content: in a folder, or in a store that speaks S3.

use crate::error::AppError;
use bytes::Bytes;
use gradus_store::StoreError;
use object_store::path::Path as Key;
use object_store::{ObjectStore, ObjectStoreExt};
use sha2::{Digest, Sha256};
use std::path::{Path, PathBuf};
use std::sync::Arc;

/// Where files are kept.
#[derive(Clone)]
pub struct FileStore {
    inner: Arc<dyn ObjectStore>,
    /// The folder, where it is one: what is put there is made durable by us.
    folder: Option<PathBuf>,
}

/// The name of a file's place: two letters of the hash, then all of it.
fn key(sha256: &str) -> Key {
    let folder = sha256.get(..2).unwrap_or("xx");
    Key::from(format!("{folder}/{sha256}"))
}

fn failure(error: object_store::Error) -> AppError {
    let text = error.to_string();
    match error {
        object_store::Error::NotFound { .. } => AppError::NotFound("file"),
        object_store::Error::PermissionDenied { .. } => AppError::Store(StoreError::ReadOnly),
        _ if text.contains("No space left") => AppError::Store(StoreError::Full),
        _ if text.contains("Read-only file system") => AppError::Store(StoreError::ReadOnly),
        _ => AppError::Store(StoreError::Unavailable(text)),
    }
}

impl FileStore {
    /// A folder, which is made when it is not there.
    ///
    /// # Errors
    /// When it can be neither made nor used.
    pub fn folder(path: &Path) -> Result<Self, AppError> {
        std::fs::create_dir_all(path).map_err(|error| {
            AppError::Fault(format!("{} cannot be made: {error}", path.display()))
        })?;
        let store = object_store::local::LocalFileSystem::new_with_prefix(path).map_err(failure)?;
        Ok(Self {
            inner: Arc::new(store),
            folder: Some(path.to_owned()),
        })
    }

    /// A store that is set up already.
    #[must_use]
    pub fn of(store: Arc<dyn ObjectStore>) -> Self {
        Self {
            inner: store,
            folder: None,
        }
    }

    /// Keeps a file, and gives its hash. The same content is kept once; one that lies there
    /// damaged is replaced.
    ///
    /// What is there is looked at before, instead of asking for a write that fails where
    /// something is: not every store that speaks S3 knows that, and two writers of one hash
    /// write the same.
    ///
    /// # Errors
    /// When the place cannot be written to.
    pub async fn keep(&self, bytes: Bytes) -> Result<String, AppError> {
        let sha256 = hex::encode(Sha256::digest(&bytes));
        match self.read(&sha256).await {
            Ok(_) => {}
            Err(AppError::NotFound(_) | AppError::Fault(_)) => {
                let put = self.inner.put(&key(&sha256), bytes.into()).await;
                put.map_err(failure)?;
            }
            Err(error) => return Err(error),
        }
        // Also what was there: whoever wrote it may not have come this far.
        self.settle(&sha256).await.map(|()| sha256)
    }

    /// Removes a file; one that is not there is no mistake.
    ///
    /// # Errors
    /// When the place cannot be written to.
    pub async fn remove(&self, sha256: &str) -> Result<(), AppError> {
        match self.inner.delete(&key(sha256)).await {
            Ok(()) | Err(object_store::Error::NotFound { .. }) => Ok(()),
            Err(error) => Err(failure(error)),
        }
    }

    /// Waits until a file, its entry in its folder, and the folder's own entry are on the disk.
    async fn settle(&self, sha256: &str) -> Result<(), AppError> {
        let Some(folder) = &self.folder else {
            return Ok(());
        };
        let (top, file) = (folder.clone(), folder.join(key(sha256).as_ref()));
        let synced = tokio::task::spawn_blocking(move || {
            std::fs::File::open(&file)?.sync_all()?;
            if let Some(folder) = file.parent() {
                std::fs::File::open(folder)?.sync_all()?;
            }
            std::fs::File::open(top)?.sync_all()
        });
        match synced.await {
            Ok(Ok(())) => Ok(()),
            Ok(Err(error)) => Err(AppError::Store(StoreError::Unavailable(error.to_string()))),
            Err(error) => Err(AppError::Fault(error.to_string())),
        }
    }

    /// The content with a hash, checked against it.
    ///
    /// # Errors
    /// When there is none, or it is not what its hash says.
    pub async fn read(&self, sha256: &str) -> Result<Bytes, AppError> {
        let found = self.inner.get(&key(sha256)).await.map_err(failure)?;
        let bytes = found.bytes().await.map_err(failure)?;
        if hex::encode(Sha256::digest(&bytes)) == sha256 {
            Ok(bytes)
        } else {
            Err(AppError::Fault(format!("the file {sha256} is damaged")))
        }
    }

    /// Whether a file is there.
    ///
    /// # Errors
    /// When the place does not answer.
    pub async fn has(&self, sha256: &str) -> Result<bool, AppError> {
        match self.inner.head(&key(sha256)).await {
            Ok(_) => Ok(true),
            Err(object_store::Error::NotFound { .. }) => Ok(false),
            Err(error) => Err(failure(error)),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[tokio::test]
    async fn a_file_that_lies_there_damaged_is_replaced_by_the_same_content() {
        let folder = tempfile::tempdir().unwrap();
        let files = FileStore::folder(folder.path()).unwrap();
        let content = Bytes::from_static(b"minutes of the council");
        let sha256 = files.keep(content.clone()).await.unwrap();
        let path = folder.path().join(&sha256[..2]).join(&sha256);
        for damage in [&b"minutes of the"[..], b""] {
            std::fs::write(&path, damage).unwrap();
            assert!(files.read(&sha256).await.is_err());
            assert_eq!(files.keep(content.clone()).await.unwrap(), sha256);
            assert_eq!(files.read(&sha256).await.unwrap(), content);
        }
    }

    #[tokio::test]
    async fn a_file_that_is_removed_is_gone_and_removing_it_again_is_no_mistake() {
        let folder = tempfile::tempdir().unwrap();
        let files = FileStore::folder(folder.path()).unwrap();
        let sha256 = files.keep(Bytes::from_static(b"x")).await.unwrap();
        for _ in 0..2 {
            files.remove(&sha256).await.unwrap();
            let gone = files.read(&sha256).await;
            assert!(matches!(gone, Err(AppError::NotFound("file"))));
        }
    }
}
