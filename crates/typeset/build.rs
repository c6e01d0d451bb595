//! Fetches the fonts that the crate embeds and tells the compiler where they are.

use std::path::Path;
use std::process::ExitCode;

use gradus_vendor::{Package, fetch};

/// Inter, under the SIL Open Font License 1.1, as single TrueType files.
const INTER: Package<'_> = Package {
    name: "@expo-google-fonts/inter",
    version: "0.4.2",
    integrity: "sha512-syfiImMaDmq7cFi0of+waE2M4uSCyd16zgyWxdPOY7fN2VBmSLKEzkfbZgeOjJq61kSqPBNNtXjggiQiSD6gMQ==",
};

/// What is embedded: the variable the crate reads the path from, and the path in the package.
const FILES: [(&str, &str); 5] = [
    ("INTER_REGULAR", "400Regular/Inter_400Regular.ttf"),
    (
        "INTER_ITALIC",
        "400Regular_Italic/Inter_400Regular_Italic.ttf",
    ),
    ("INTER_SEMIBOLD", "600SemiBold/Inter_600SemiBold.ttf"),
    ("INTER_BOLD", "700Bold/Inter_700Bold.ttf"),
    ("INTER_LICENCE", "LICENSE_FONT"),
];

fn main() -> ExitCode {
    println!("cargo::rerun-if-changed=build.rs");
    let Some(out_dir) = std::env::var_os("OUT_DIR") else {
        println!("cargo::error=OUT_DIR is not set: cargo runs this program, nobody else");
        return ExitCode::FAILURE;
    };
    match fetch(&INTER, &FILES.map(|(_, path)| path), Path::new(&out_dir)) {
        Ok(paths) => {
            for ((variable, _), path) in FILES.iter().zip(paths) {
                println!("cargo::rustc-env={variable}={}", path.display());
            }
            ExitCode::SUCCESS
        }
        Err(error) => {
            for line in error.to_string().lines() {
                println!("cargo::error={line}");
            }
            ExitCode::FAILURE
        }
    }
}
