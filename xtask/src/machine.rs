//! Installing what is missing, where that is allowed: as root or with a sudo
//! that asks nothing, and with Debian's package manager.

use crate::needs::{NEEDS, Need};
use crate::tools::{find, stage, works};
use std::process::Command;

/// Which parts are missing in the end, after installing what may be installed.
pub fn provide(may_install: bool) -> Vec<&'static Need> {
    let missing = missing();
    if missing.is_empty() {
        return missing;
    }
    for need in &missing {
        let packages = need.debian.join(", ");
        println!("missing: {} (Debian package {packages})", need.label);
    }
    if !may_install {
        println!("not installing: --no-install was given");
        return missing;
    }
    let Some(manager) = Manager::find() else {
        println!("not installing: that needs apt-get, and root or a sudo that asks nothing");
        return missing;
    };
    if let Err(crate::Failure::Failed(why)) = manager.install(&missing) {
        println!("not installed: {why}");
    }
    self::missing()
}

fn missing() -> Vec<&'static Need> {
    NEEDS.iter().filter(|need| !(need.found)()).collect()
}

/// apt-get, as root or through sudo.
struct Manager {
    sudo: bool,
}

impl Manager {
    fn find() -> Option<Self> {
        find("apt-get")?;
        if is_root() {
            return Some(Self { sudo: false });
        }
        let free = find("sudo").is_some() && works(Command::new("sudo").args(["-n", "true"]));
        free.then_some(Self { sudo: true })
    }

    fn install(&self, needs: &[&Need]) -> Result<(), crate::Failure> {
        stage("apt-get update", self.apt_get().arg("update").arg("-q"))?;
        stage(
            "apt-get install",
            self.apt_get()
                .args(["install", "-q", "-y", "--no-install-recommends"])
                .args(needs.iter().flat_map(|need| need.debian)),
        )
    }

    fn apt_get(&self) -> Command {
        let quiet = "DEBIAN_FRONTEND=noninteractive";
        let mut command = Command::new(if self.sudo { "sudo" } else { "env" });
        if self.sudo {
            command.args(["-n", "env"]);
        }
        command.args([quiet, "apt-get"]);
        command
    }
}

fn is_root() -> bool {
    Command::new("id")
        .arg("-u")
        .output()
        .is_ok_and(|output| output.stdout.trim_ascii() == b"0")
}
