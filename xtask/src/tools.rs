//! Finding and starting programs.

use std::env;
use std::io::{self, BufRead, BufReader, Read, Write};
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::thread;
use std::time::Instant;

use crate::Failure;

/// The program of this name on the search path.
pub fn find(name: &str) -> Option<PathBuf> {
    let path = env::var_os("PATH")?;
    env::split_paths(&path)
        .map(|folder| folder.join(name))
        .find(|program| is_program(program))
}

#[cfg(unix)]
fn is_program(path: &Path) -> bool {
    use std::os::unix::fs::PermissionsExt;
    path.metadata()
        .is_ok_and(|data| data.is_file() && data.permissions().mode() & 0o111 != 0)
}

#[cfg(not(unix))]
fn is_program(path: &Path) -> bool {
    path.is_file()
}

/// Does this command end well? Its output is thrown away.
pub fn works(command: &mut Command) -> bool {
    command
        .stdin(Stdio::null())
        .stdout(Stdio::null())
        .stderr(Stdio::null())
        .status()
        .is_ok_and(|status| status.success())
}

/// The cargo that runs this program.
pub fn cargo(arguments: &[&str]) -> Command {
    let mut command = Command::new(env::var_os("CARGO").unwrap_or_else(|| "cargo".into()));
    command.args(arguments).current_dir(root());
    command
}

/// The folder of the workspace: the one that cargo runs this program in, even where another
/// checkout has built it in a target folder that both share.
pub fn root() -> PathBuf {
    let manifest = env::var_os("CARGO_MANIFEST_DIR");
    let manifest = manifest.unwrap_or_else(|| env!("CARGO_MANIFEST_DIR").into());
    Path::new(&manifest).join("..")
}

/// The folder that holds what cargo built: this program lies in a profile's
/// folder inside of it.
pub fn target() -> io::Result<PathBuf> {
    let program = env::current_exe()?;
    program
        .ancestors()
        .nth(2)
        .map(Path::to_owned)
        .ok_or_else(|| io::Error::other("this program lies in no target folder"))
}

/// Runs one stage: its name, its output as it comes, its seconds.
pub fn stage(name: &str, command: &mut Command) -> Result<(), Failure> {
    stage_read(name, command, &|_| ())
}

/// Like [`stage`]; every line of its output is also handed to `read`, from two
/// threads.
pub fn stage_read(
    name: &str,
    command: &mut Command,
    read: &(dyn Fn(&str) + Sync),
) -> Result<(), Failure> {
    println!("=== {name}");
    let begun = Instant::now();
    let outcome = pass_on(command, read);
    let seconds = begun.elapsed().as_secs_f64();
    match outcome {
        Ok(true) => {
            println!("=== {name}: {seconds:.1} s");
            Ok(())
        }
        Ok(false) => Err(Failure::Failed(format!(
            "{name} failed after {seconds:.1} s"
        ))),
        Err(error) => Err(Failure::Failed(format!("{name} could not be run: {error}"))),
    }
}

fn pass_on(command: &mut Command, read: &(dyn Fn(&str) + Sync)) -> io::Result<bool> {
    let mut child = command
        .stdin(Stdio::null())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()?;
    let (out, err) = (child.stdout.take(), child.stderr.take());
    thread::scope(|scope| {
        scope.spawn(|| copy_lines(out, io::stdout(), read));
        scope.spawn(|| copy_lines(err, io::stderr(), read));
    });
    Ok(child.wait()?.success())
}

/// Copies until the end; a reader that closed early ends the copying only.
fn copy_lines(from: Option<impl Read>, mut to: impl Write, read: &(dyn Fn(&str) + Sync)) {
    let Some(from) = from else { return };
    let mut from = BufReader::new(from);
    let mut line = Vec::new();
    while from.read_until(b'\n', &mut line).is_ok_and(|size| size > 0) {
        // Output that nobody reads any more is no reason to stop the tests.
        let _ = to.write_all(&line).and_then(|()| to.flush());
        read(&String::from_utf8_lossy(&line));
        line.clear();
    }
}
