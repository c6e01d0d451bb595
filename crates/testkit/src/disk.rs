//! Small disks, for what happens when one is full.

use std::path::{Path, PathBuf};
use std::process::{Command, Output};

/// Set where a test runs as the administrator of a namespace of its own.
const INSIDE: &str = "GRADUS_TEST_NAMESPACE";

/// A disk of its own, gone with its value.
pub struct Disk(PathBuf);

impl Disk {
    /// Makes a disk of a size (`8m`, `64k`) at a folder. Only an administrator may: for
    /// anybody else the test with this whole name is run in a namespace where they are one,
    /// and there is nothing left to do here.
    ///
    /// # Panics
    /// When no disk can be made either way, and when the test fails there.
    #[must_use]
    pub fn new(test: &str, folder: &Path, size: &str) -> Option<Self> {
        std::fs::create_dir_all(folder).expect("a folder");
        let size = format!("size={size}");
        let mount = ["-t", "tmpfs", "-o", &size, "tmpfs"];
        let mounted = Command::new("mount").args(mount).arg(folder).output();
        let mounted = mounted.expect("mount runs");
        if mounted.status.success() {
            return Some(Self(folder.to_owned()));
        }
        assert!(
            std::env::var_os(INSIDE).is_none(),
            "no small disk: {}",
            said(&mounted)
        );
        let ran = Command::new("unshare")
            .args(["--user", "--map-root-user", "--mount", "--"])
            .arg(std::env::current_exe().expect("this program"))
            .args(["--exact", test, "--nocapture"])
            .env(INSIDE, "1")
            .output();
        let ran = ran.expect("unshare runs");
        let told = said(&ran);
        assert!(
            ran.status.success() && told.contains("1 passed"),
            "neither may we make a small disk, nor does the test pass in a namespace where we may: {told}"
        );
        None
    }
}

fn said(output: &Output) -> String {
    let (out, error) = (&output.stdout, &output.stderr);
    String::from_utf8_lossy(out).into_owned() + &String::from_utf8_lossy(error)
}

impl Drop for Disk {
    fn drop(&mut self) {
        let unmounted = Command::new("umount").arg("--lazy").arg(&self.0).status();
        assert!(unmounted.is_ok_and(|status| status.success()));
    }
}
