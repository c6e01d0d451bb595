//! Writes every page of results, leads, members and administrators with made-up data into
//! the folder given, beside the files they load: `cargo run -p gradus-web --example pages --
//! FOLDER [LANGUAGE] [hostile]`, then serve the folder with any file server.

#[path = "../tests/samples/mod.rs"]
mod samples;

use gradus_words::Language;
use std::error::Error;
use std::path::PathBuf;

fn main() -> Result<(), Box<dyn Error>> {
    let mut arguments = std::env::args().skip(1);
    let folder = PathBuf::from(arguments.next().ok_or("name a folder")?);
    let language = arguments
        .next()
        .map_or(Ok(Language::English), |tag| tag.parse())?;
    let assets = folder.join("assets");
    std::fs::create_dir_all(&assets)?;
    for asset in gradus_web::assets::ASSETS {
        std::fs::write(assets.join(asset.served), asset.bytes)?;
    }
    let maker = match arguments.next().as_deref() {
        Some("hostile") => samples::Maker::hostile(language),
        _ => samples::Maker::new(language),
    };
    for page in maker.pages() {
        std::fs::write(folder.join(format!("{}.html", page.name)), page.html)?;
    }
    Ok(())
}
