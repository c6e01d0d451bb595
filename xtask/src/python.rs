//! The environment of Python packages that some tests ask for a second
//! opinion, under the target folder: nothing else on the machine is touched.

use crate::Failure;
use crate::tools::{find, root, stage, target, works};
use std::path::{Path, PathBuf};
use std::process::Command;
use std::{fs, io};

/// Names and hashes of the packages.
const REQUIREMENTS: &str = "scripts/requirements.txt";

/// A Python that can make environments.
pub fn interpreter() -> Option<PathBuf> {
    [find("python3"), Some(PathBuf::from("/usr/bin/python3"))]
        .into_iter()
        .flatten()
        .find(|python| works(Command::new(python).args(["-c", "import venv, ensurepip"])))
}

/// The Python of the environment, made or renewed when the list of packages
/// changed. None, with the reason printed, when that did not work out or
/// `may_install` forbids it.
pub fn environment(may_install: bool) -> Option<PathBuf> {
    match made(may_install) {
        Ok(python) => Some(python),
        Err(Failure::Failed(why)) => {
            println!("no Python packages: {why}");
            None
        }
        Err(_) => None,
    }
}

fn made(may_install: bool) -> Result<PathBuf, Failure> {
    let folder = target().map_err(failed)?.join("python");
    let python = folder.join("bin/python");
    let stamp = folder.join("requirements.installed");
    let wanted = fs::read(root().join(REQUIREMENTS)).map_err(failed)?;
    let fresh = fs::read(&stamp).is_ok_and(|installed| installed == wanted);
    if fresh
        && works(Command::new(&python).args(["-c", "import krippendorff, pdfua, schemathesis"]))
    {
        return Ok(python);
    }
    if !may_install {
        return Err(Failure::Failed("--no-install was given".to_owned()));
    }
    let interpreter =
        interpreter().ok_or_else(|| Failure::Failed("no Python with venv was found".to_owned()))?;
    make(&interpreter, &folder, &python)?;
    fs::write(&stamp, wanted).map_err(failed)?;
    Ok(python)
}

fn make(interpreter: &Path, folder: &Path, python: &Path) -> Result<(), Failure> {
    stage(
        "python environment",
        Command::new(interpreter)
            .args(["-m", "venv", "--clear"])
            .arg(folder),
    )?;
    stage(
        "python packages",
        Command::new(python)
            .args([
                "-m",
                "pip",
                "install",
                "--quiet",
                "--disable-pip-version-check",
            ])
            .args([
                "--require-hashes",
                "--only-binary",
                ":all:",
                "--requirement",
            ])
            .arg(root().join(REQUIREMENTS)),
    )
}

fn failed(error: io::Error) -> Failure {
    Failure::Failed(error.to_string())
}
