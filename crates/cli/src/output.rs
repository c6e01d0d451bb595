//! Writing files: all or nothing. A file that was there stays until the new one is whole.

use crate::failure::Failure;
use std::io::Write as _;
use std::path::Path;

/// Writes a file by way of a temporary one beside it, so that no reader ever finds half of
/// it and a failure leaves what was there.
pub fn write(path: &Path, bytes: &[u8]) -> Result<(), Failure> {
    let failed = |source: std::io::Error| match source.kind() {
        std::io::ErrorKind::PermissionDenied => Failure::NotFound {
            message: format!("{} may not be written", path.display()),
            hint: Some("choose another folder, or ask for the right to write there".to_owned()),
        },
        _ => Failure::machine(format!("{} cannot be written", path.display()), source),
    };
    if path.is_dir() {
        let message = format!("{} is a folder", path.display());
        return Err(Failure::usage(message, Some("name a file in it")));
    }
    let folder = path
        .parent()
        .filter(|parent| !parent.as_os_str().is_empty());
    let folder = folder.unwrap_or(Path::new("."));
    if !folder.is_dir() {
        let hint = Some("create the folder first".to_owned());
        let message = format!("the folder {} does not exist", folder.display());
        return Err(Failure::NotFound { message, hint });
    }
    let mut file = tempfile::Builder::new()
        .prefix(".gradus-")
        .permissions_like_new_files()
        .tempfile_in(folder)
        .map_err(failed)?;
    file.write_all(bytes).map_err(failed)?;
    file.as_file().sync_all().map_err(failed)?;
    file.persist(path).map_err(|error| failed(error.error))?;
    Ok(())
}

/// Writes a text to a file, or to standard output where none is given.
pub fn write_or_print(path: Option<&Path>, text: &str) -> Result<(), Failure> {
    match path {
        Some(path) => write(path, text.as_bytes()),
        None => print(text),
    }
}

/// Prints a text to standard output; a reader that has closed its end is no failure.
pub fn print(text: &str) -> Result<(), Failure> {
    let mut out = anstream::stdout().lock();
    match out.write_all(text.as_bytes()).and_then(|()| out.flush()) {
        Err(error) if error.kind() != std::io::ErrorKind::BrokenPipe => {
            Err(Failure::machine("standard output cannot be written", error))
        }
        _ => Ok(()),
    }
}

/// Temporary files are private by default; a report is to be read by whom the folder lets.
trait PermissionsLikeNewFiles {
    fn permissions_like_new_files(&mut self) -> &mut Self;
}

impl PermissionsLikeNewFiles for tempfile::Builder<'_, '_> {
    #[cfg(unix)]
    fn permissions_like_new_files(&mut self) -> &mut Self {
        use std::os::unix::fs::PermissionsExt as _;
        self.permissions(std::fs::Permissions::from_mode(0o666))
    }

    #[cfg(not(unix))]
    fn permissions_like_new_files(&mut self) -> &mut Self {
        self
    }
}
