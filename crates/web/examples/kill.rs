//! Kills the server with `kill -9` while people save ratings, starts it again and looks
//! whether everything that it acknowledged is there, round after round.
//!
//! ```sh
//! cargo xtask kill
//! ```
//! It takes the program's path, `--rounds N`, and `--database URL` for a PostgreSQL database
//! that is empty; without it the server keeps its data in a file.

mod client;
#[path = "client/ready.rs"]
mod ready;
#[path = "client/rounds.rs"]
mod rounds;

use client::Result;
use rounds::Options;

fn options() -> Result<Options> {
    let mut options = Options {
        gradus: "target/release/gradus".to_owned(),
        database: None,
        rounds: 50,
    };
    let mut words = std::env::args().skip(1);
    while let Some(word) = words.next() {
        let mut value = || words.next().ok_or(format!("{word} needs a value"));
        match word.as_str() {
            "--gradus" => options.gradus = value()?,
            "--database" => options.database = Some(value()?),
            "--rounds" => options.rounds = value()?.parse()?,
            other => return Err(format!("unknown argument '{other}'").into()),
        }
    }
    Ok(options)
}

#[tokio::main]
async fn main() -> Result<()> {
    let options = options()?;
    let data = tempfile::tempdir()?;
    let found = rounds::run(&options, data.path()).await?;
    println!(
        "killed {} times: {} saves were acknowledged, and all are there; {} more arrived before they were answered",
        options.rounds, found.acknowledged, found.unanswered
    );
    Ok(())
}
