//! Writes the rating pages with made-up answers into the folder given, beside the files they
//! load: `cargo run -p gradus-web --example rating_pages -- FOLDER [LANGUAGE]`.

#[path = "../tests/rating/mod.rs"]
mod rating;

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
    let maker = rating::Maker::new(language);
    for page in maker.pages().into_iter().chain(maker.parts()) {
        std::fs::write(folder.join(format!("{}.html", page.name)), page.html)?;
    }
    Ok(())
}
