//! Opening an instance: its folder, key, database and files, checked to belong together.

use crate::failure::Failure;
use crate::serve::files::files;
use crate::serve::settings::Settings;
use gradus_app::backup::{Backup, Manifest, keep_key};
use gradus_app::{
    App, AppError, FileStore, InstanceKey, KeyFile, Location, Setup, Store, StoreError,
};
use std::io::ErrorKind;
use std::path::Path;
use time::OffsetDateTime;

/// The name of the key file in the data folder.
const KEY_FILE: &str = "instance.key";
/// The fact by which a database knows its key.
const KEY_FACT: &str = "key_id";

/// An instance that is open.
pub struct Instance {
    /// The use cases.
    pub app: App,
    /// Where files are.
    pub files: FileStore,
}

/// Whether a command may begin a new instance.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Begin {
    /// It is made where it is not there.
    IfMissing,
    /// It has to be there.
    Never,
}

impl Instance {
    /// Opens an instance.
    ///
    /// # Errors
    /// When the folder, the database or the files cannot be used, and when the key is not
    /// the one that the database was begun with.
    pub async fn open(settings: &Settings, begin: Begin) -> Result<Self, Failure> {
        let location = settings.location();
        if begin == Begin::Never {
            there(settings, &location)?;
        }
        folder(&settings.data)?;
        let store = open_store(&location).await?;
        let key = key(settings, &store).await?;
        let files = files(settings)?;
        let app = App::new(Setup {
            store,
            files: files.clone(),
            key,
            limits: settings.limits(),
            clock: now,
        });
        Ok(Self { app, files })
    }

    /// Signs the end of the audit chain with the key as it is, then makes another that signs
    /// from now on.
    ///
    /// # Errors
    /// When the key file or the database cannot be written.
    pub async fn rotate_key(&self, settings: &Settings) -> Result<KeyFile, Failure> {
        self.app.audit_head().await?;
        let next = self.app.key().rotated(self.app.now())?;
        next.replace(&settings.data.join(KEY_FILE))?;
        note_key(self.app.store(), next.id()).await?;
        Ok(next.public_keys())
    }

    /// Puts a verified backup into an empty place, and checks what came of it. What was
    /// broken off can be begun again.
    ///
    /// # Errors
    /// When the place is not empty, has another key, or cannot be written to.
    pub async fn restore(settings: &Settings, backup: Backup) -> Result<Manifest, Failure> {
        let key = backup.key()?;
        folder(&settings.data)?;
        let store = open_store(&settings.location()).await?;
        let noted = store.db().instance_fact(KEY_FACT).await?;
        if noted.is_some() || !store.db().is_empty().await? {
            return Err(Failure::Conflict {
                message: "there is something in this place already".to_owned(),
                hint: Some(
                    "restore into an empty folder or database, then swap the two".to_owned(),
                ),
            });
        }
        let path = settings.data.join(KEY_FILE);
        keep_key(&key, &path).map_err(|error| match error {
            AppError::Refused(_) => Failure::Conflict {
                message: format!("{} is another key than the backup's", path.display()),
                hint: Some("restore into an empty folder".to_owned()),
            },
            error => error.into(),
        })?;
        let manifest = backup.restore(&store, &files(settings)?).await?;
        drop(store);
        let restored = Self::open(settings, Begin::Never).await?;
        let verified = restored.app.audit_verify(None).await?;
        if verified.is_sound() {
            return Ok(manifest);
        }
        let faults = crate::audit::faults(&verified);
        Err(Failure::damaged(
            "everything was restored, but the audit chain does not hold",
            faults,
        ))
    }
}

#[expect(
    clippy::disallowed_methods,
    reason = "the clock is read here, and handed to the use cases"
)]
fn now() -> OffsetDateTime {
    OffsetDateTime::now_utc()
}

/// Opens a database and brings it up to date.
///
/// # Errors
/// With the database's name, and what an operator can do.
pub async fn open_store(location: &Location) -> Result<Store, Failure> {
    match (Store::open(location).await, location) {
        (Ok(store), _) => Ok(store),
        (Err(StoreError::Unavailable(why)), Location::Postgres(url)) => Err(Failure::Unavailable {
            message: format!("{} cannot be reached: {why}", without_password(url)),
            hint: Some("check that PostgreSQL runs, and name, user and password".to_owned()),
        }),
        (Err(StoreError::Unavailable(why)), Location::File(path)) => Err(Failure::Unavailable {
            message: format!("{} cannot be used: {why}", path.display()),
            hint: Some("check whether its disk is full or failing, then try again".to_owned()),
        }),
        (Err(error), _) => Err(error.into()),
    }
}

/// The address of a database without what stands between user and host.
fn without_password(url: &str) -> String {
    let (Some((scheme, rest)), Some(at)) = (url.split_once("://"), url.rfind('@')) else {
        return "the database".to_owned();
    };
    let host = url.get(at + 1..).unwrap_or_default();
    match rest.split_once([':', '@']) {
        Some((user, _)) => format!("{scheme}://{user}@{host}"),
        None => format!("{scheme}://{host}"),
    }
}

/// Fails where a command is about an instance that is not there.
fn there(settings: &Settings, location: &Location) -> Result<(), Failure> {
    let missing = match location {
        Location::File(path) => !path.exists(),
        Location::Postgres(_) => !settings.data.exists(),
    };
    if !missing {
        return Ok(());
    }
    Err(Failure::NotFound {
        message: format!("there is no instance in {}", settings.data.display()),
        hint: Some(
            "check --data; `gradus serve` or `gradus admin create-administrator` begins one"
                .to_owned(),
        ),
    })
}

/// Makes the data folder, or makes sure that only its owner looks into it.
fn folder(path: &Path) -> Result<(), Failure> {
    let failed = |error: std::io::Error| match error.kind() {
        ErrorKind::PermissionDenied | ErrorKind::ReadOnlyFilesystem => Failure::NotFound {
            message: format!("the data folder {} may not be written to", path.display()),
            hint: Some("check who owns it and whether its disk is mounted read-only".to_owned()),
        },
        ErrorKind::StorageFull => full(),
        ErrorKind::NotADirectory | ErrorKind::AlreadyExists => Failure::usage(
            format!("{} is no folder", path.display()),
            Some("name a folder with --data; it is made when it is not there"),
        ),
        _ => Failure::machine(
            format!("the data folder {} cannot be used", path.display()),
            error,
        ),
    };
    if !path.is_dir() {
        std::fs::create_dir_all(path).map_err(failed)?;
    }
    private(path).map_err(failed)
}

#[cfg(unix)]
fn private(path: &Path) -> std::io::Result<()> {
    use std::os::unix::fs::PermissionsExt as _;
    let mode = std::fs::metadata(path)?.permissions().mode();
    if mode & 0o077 == 0 {
        return Ok(());
    }
    std::fs::set_permissions(path, std::fs::Permissions::from_mode(0o700))
}

#[cfg(not(unix))]
fn private(_: &Path) -> std::io::Result<()> {
    Ok(())
}

/// The failure of a full disk.
pub fn full() -> Failure {
    Failure::from(AppError::Store(StoreError::Full))
}

/// The key of the instance. A database notes which key it was begun with, since links are
/// made from it and signatures are checked with it.
async fn key(settings: &Settings, store: &Store) -> Result<InstanceKey, Failure> {
    let path = settings.data.join(KEY_FILE);
    let noted = store.db().instance_fact(KEY_FACT).await?;
    if noted.is_some() && !path.exists() {
        return Err(Failure::NotFound {
            message: format!(
                "the database has a key, and {} is not there",
                path.display()
            ),
            hint: Some(
                "copy instance.key from the other process's data folder, or take it from a backup"
                    .to_owned(),
            ),
        });
    }
    let key = InstanceKey::open(&path)?;
    match noted {
        Some(noted) if noted == key.id() => {}
        // The key was rotated, and whoever did it got no further.
        Some(noted) if key.public_of(&noted).is_some() => note_key(store, key.id()).await?,
        Some(_) => {
            return Err(Failure::Conflict {
                message: format!(
                    "{} is not the key that this database was begun with",
                    path.display()
                ),
                hint: Some(
                    "put the right instance.key back: with another one, invitations would end and \
                     signatures would not hold; every backup contains it"
                        .to_owned(),
                ),
            });
        }
        None => note_key(store, key.id()).await?,
    }
    Ok(key)
}

async fn note_key(store: &Store, id: String) -> Result<(), StoreError> {
    store
        .write(move |write| Box::pin(async move { write.set_instance_fact(KEY_FACT, &id).await }))
        .await
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_database_is_named_without_its_password() {
        let url = "postgres://gradus:se@cret@db.example:5432/gradus";
        assert_eq!(
            without_password(url),
            "postgres://gradus@db.example:5432/gradus"
        );
        let url = "postgres://gradus@db.example/gradus";
        assert_eq!(without_password(url), "postgres://gradus@db.example/gradus");
        assert_eq!(without_password("nonsense"), "the database");
    }
}
