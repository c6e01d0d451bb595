//! Fetches the browser parts of others, joins them with ours, and lays every file down with
//! the name it is served under and its compressed form, for [`assets`](src/assets.rs) to embed.

use std::collections::BTreeMap;
use std::fmt::Write as _;
use std::io::Write as _;
use std::path::{Path, PathBuf};
use std::{env, fs};

use flate2::{Compression, write::GzEncoder};
use gradus_vendor::{Package, fetch};
use sha2::{Digest, Sha256};

/// The design system's stylesheets, under the MIT licence.
const STYLES: Package<'_> = Package {
    name: "@digdir/designsystemet-css",
    version: "1.22.0",
    integrity: "sha512-f/+YOK1Gvl7ypdeRh0TDGs28eu8DkOPDAR+T8yLpnys9FxNWX05UNuhXJwYwRuzF9WUgjAhpJ5JKdodTDxWMEA==",
};

/// Its custom elements, under the MIT licence.
const ELEMENTS: Package<'_> = Package {
    name: "@digdir/designsystemet-web",
    version: "1.22.0",
    integrity: "sha512-AhgkapDs7efBAR6VyvmEfMEmO+xp7q/BM6XvxTWt/Iff3dmlEs9M/wLKX8hOrBY71I3Q/SB6wTKF5u0gaSNeaQ==",
};

/// Partial page updates, under the 0BSD licence.
const HTMX: Package<'_> = Package {
    name: "htmx.org",
    version: "4.0.1",
    integrity: "sha512-oF7JgXhDW9UXCy/k1ZYFUQgzu/rm19ORWPSPNL91vPluB2PB9+MV55tyQdH/w7o2EAbTYUG5SDW1R60mdkdqGg==",
};

/// Inter as variable fonts by script, under the SIL Open Font License 1.1.
const INTER: Package<'_> = Package {
    name: "@fontsource-variable/inter",
    version: "5.3.0",
    integrity: "sha512-OupL48va4JNofb97w6NYeF9S7W/kHNKM0Er8Dem5nqi4jeOLrVJDoE8tZEpnMJmtkvNbB1EIPPwHcdkF6b1oUA==",
};

/// The design system's parts that our pages use; the theme, the base, then the components.
const DESIGN: [&str; 22] = [
    "dist/theme/designsystemet.css",
    "dist/src/base.css",
    "dist/src/alert.css",
    "dist/src/breadcrumbs.css",
    "dist/src/button.css",
    "dist/src/details.css",
    "dist/src/dialog.css",
    "dist/src/divider.css",
    "dist/src/dropdown.css",
    "dist/src/error-summary.css",
    "dist/src/field.css",
    "dist/src/fieldset.css",
    "dist/src/heading.css",
    "dist/src/input.css",
    "dist/src/label.css",
    "dist/src/link.css",
    "dist/src/paragraph.css",
    "dist/src/popover.css",
    "dist/src/table.css",
    "dist/src/tabs.css",
    "dist/src/tag.css",
    "dist/src/validation-message.css",
];

/// Scripts of Inter: the name served, and the name in the package.
const SCRIPTS: [(&str, &str); 6] = [
    ("inter-latin.woff2", "files/inter-latin-wght-normal.woff2"),
    (
        "inter-latin-ext.woff2",
        "files/inter-latin-ext-wght-normal.woff2",
    ),
    ("inter-greek.woff2", "files/inter-greek-wght-normal.woff2"),
    (
        "inter-greek-ext.woff2",
        "files/inter-greek-ext-wght-normal.woff2",
    ),
    (
        "inter-cyrillic.woff2",
        "files/inter-cyrillic-wght-normal.woff2",
    ),
    (
        "inter-cyrillic-ext.woff2",
        "files/inter-cyrillic-ext-wght-normal.woff2",
    ),
];

/// Our own files in `assets/`, stylesheets apart.
const OWN: [&str; 7] = [
    "gradus.js",
    "rate.js",
    "pages.js",
    "pages.css",
    "workshop.js",
    "workshop.css",
    "icon.svg",
];

/// Our own stylesheets in `assets/`, in the order they apply.
const OWN_STYLES: [&str; 2] = ["gradus.css", "rate.css"];

type Fault = Box<dyn std::error::Error>;

fn main() {
    println!("cargo::rerun-if-changed=build.rs");
    println!("cargo::rerun-if-changed=assets");
    if let Err(fault) = build() {
        for line in fault.to_string().lines() {
            println!("cargo::error={line}");
        }
    }
}

fn build() -> Result<(), Fault> {
    let out_dir = PathBuf::from(env::var_os("OUT_DIR").ok_or("OUT_DIR is not set")?);
    let mut shelf = Shelf {
        folder: out_dir.join("served"),
        ..Shelf::default()
    };
    fs::create_dir_all(&shelf.folder)?;
    for (name, path) in SCRIPTS {
        let bytes = vendored(&INTER, path, &out_dir)?;
        shelf.put(name, bytes)?;
    }
    for name in OWN {
        shelf.put(name, fs::read(Path::new("assets").join(name))?)?;
    }
    shelf.put("htmx.js", vendored(&HTMX, "dist/htmx.min.js", &out_dir)?)?;
    shelf.put(
        "designsystemet.js",
        vendored(&ELEMENTS, "dist/umd/index.js", &out_dir)?,
    )?;
    let styles = shelf.link(&stylesheet(&out_dir)?);
    shelf.put("gradus.css", styles.into_bytes())?;
    shelf.put("licences.txt", licences(&out_dir)?.into_bytes())?;
    let table = format!("&[\n{}]", shelf.table);
    fs::write(out_dir.join("assets.rs"), table)?;
    Ok(())
}

fn vendored(package: &Package<'_>, path: &str, out_dir: &Path) -> Result<Vec<u8>, Fault> {
    let paths = fetch(package, &[path], out_dir)?;
    let path = paths.first().ok_or("nothing was fetched")?;
    Ok(fs::read(path)?)
}

/// The design system in its layers, the colours of charts, and ours, which stand in no layer
/// and so win.
fn stylesheet(out_dir: &Path) -> Result<String, Fault> {
    let mut sheet = String::from("@layer ds.theme,ds.base,ds.components;");
    for path in DESIGN {
        let text = String::from_utf8(vendored(&STYLES, path, out_dir)?)?;
        match path {
            "dist/theme/designsystemet.css" => sheet += &text,
            "dist/src/base.css" => write!(sheet, "\n@layer ds.base{{{text}}}")?,
            _ => write!(sheet, "\n@layer ds.components{{{text}}}")?,
        }
    }
    sheet.push('\n');
    sheet += gradus_charts::CLASSES_CSS;
    for name in OWN_STYLES {
        sheet += &fs::read_to_string(Path::new("assets").join(name))?;
    }
    Ok(sheet)
}

/// The licence texts of what others made, which their licences ask to be passed on.
fn licences(out_dir: &Path) -> Result<String, Fault> {
    let mut text = String::new();
    for package in [STYLES, ELEMENTS, HTMX, INTER] {
        let licence = String::from_utf8(vendored(&package, "LICENSE", out_dir)?)?;
        write!(
            text,
            "{} {}\n\n{}\n\n\n",
            package.name,
            package.version,
            licence.trim()
        )?;
    }
    Ok(text)
}

/// The files laid down so far.
#[derive(Default)]
struct Shelf {
    folder: PathBuf,
    /// Name asked for → name served.
    served: BTreeMap<String, String>,
    /// The rows of the table of assets.
    table: String,
}

impl Shelf {
    /// Lays a file down as `<stem>-<hash>.<ending>`, and compressed where that makes it
    /// smaller by a tenth.
    fn put(&mut self, name: &str, bytes: Vec<u8>) -> Result<(), Fault> {
        let (stem, ending) = name.rsplit_once('.').ok_or("a file without an ending")?;
        let hash = hex::encode(Sha256::digest(&bytes));
        let served = format!("{stem}-{}.{ending}", hash.get(..12).unwrap_or(&hash));
        let path = self.folder.join(&served);
        fs::write(&path, &bytes)?;
        let mut encoder = GzEncoder::new(Vec::new(), Compression::best());
        encoder.write_all(&bytes)?;
        let small = encoder.finish()?;
        let gzip = if small.len() * 10 < bytes.len() * 9 {
            let path = self.folder.join(format!("{served}.gz"));
            fs::write(&path, small)?;
            format!("Some(include_bytes!({path:?}))")
        } else {
            "None".to_owned()
        };
        let mime = match ending {
            "css" => "text/css; charset=utf-8",
            "js" => "text/javascript; charset=utf-8",
            "svg" => "image/svg+xml",
            "woff2" => "font/woff2",
            _ => "text/plain; charset=utf-8",
        };
        writeln!(
            self.table,
            "Asset {{ name: {name:?}, served: {served:?}, mime: {mime:?}, \
             bytes: include_bytes!({path:?}), gzip: {gzip} }},"
        )?;
        self.served.insert(name.to_owned(), served);
        Ok(())
    }

    /// A stylesheet with `url("NAME")` led to the name served, which lies in the same folder.
    fn link(&self, sheet: &str) -> String {
        self.served
            .iter()
            .fold(sheet.to_owned(), |sheet, (name, served)| {
                sheet.replace(&format!("url(\"{name}\")"), &format!("url(\"{served}\")"))
            })
    }
}
