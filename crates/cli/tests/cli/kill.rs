//! `kill -9` of the server while people save, in short; `cargo xtask kill` does it at length.

use crate::rounds::{Options, run};
use crate::run::{Folder, gradus};

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn what_a_server_acknowledged_is_there_after_it_was_killed() {
    let folder = Folder::new();
    let data = folder.path("data");
    std::fs::create_dir(&data).expect("a folder");
    let options = Options {
        gradus: gradus().get_program().to_string_lossy().into_owned(),
        database: None,
        rounds: 2,
    };
    let found = run(&options, &data).await.expect("nothing is lost");
    assert!(found.acknowledged >= 2, "{found:?}");
}
