//! Asks the linker to fold what is the same and to pack what the loader has to move: the
//! program is a tenth smaller for it.

use std::path::Path;
use std::process::Command;

/// Whether the compiler brings along the linker that knows both. One from elsewhere may not,
/// and would refuse.
fn brings_its_linker(target: &str) -> bool {
    let rustc = std::env::var("RUSTC").unwrap_or_else(|_| "rustc".to_owned());
    let asked = Command::new(rustc).args(["--print", "sysroot"]).output();
    let Some(sysroot) = asked
        .ok()
        .and_then(|said| String::from_utf8(said.stdout).ok())
    else {
        return false;
    };
    let tools = Path::new(sysroot.trim()).join("lib/rustlib").join(target);
    tools.join("bin/gcc-ld/ld.lld").exists()
}

fn main() {
    let target = std::env::var("TARGET").unwrap_or_default();
    if target == "x86_64-unknown-linux-gnu" && brings_its_linker(&target) {
        println!("cargo::rustc-link-arg-bins=-Wl,--icf=all");
        println!("cargo::rustc-link-arg-bins=-Wl,-z,pack-relative-relocs");
    }
    println!("cargo::rerun-if-changed=build.rs");
}
