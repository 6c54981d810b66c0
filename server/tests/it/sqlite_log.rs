//! SQLite's log is written back into the file while the server runs, by none of those who write.

use std::time::Duration;

use store::{Cx, Store};
use tokio::time::timeout;

use crate::support::{Database, Kind, TestApp};

/// Of the same row, so that the log stays far shorter than what the writer itself would write back.
const COMMITS: usize = 64;

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn the_log_is_written_back_beside_the_writer() {
    let app = TestApp::new(Kind::Sqlite).await;
    let database = Database::migrated(Kind::Sqlite).await;
    let db = database.connect().await;
    let store = Store::new(db.clone(), app.clock.clone());
    let cx = Cx::system(store.now(), "test");
    let word = "written into the log first";
    let is_in_file = || {
        let file = std::fs::read(database.folder().join("tsukuriba.db")).expect("the file");
        file.windows(word.len()).any(|part| part == word.as_bytes())
    };
    for _ in 1..COMMITS {
        store.periodic_ran(&cx, "test", Some(word.to_owned())).await.expect("a commit");
    }
    assert!(!is_in_file(), "a commit wrote it back");
    store.periodic_ran(&cx, "test", Some(word.to_owned())).await.expect("a commit");
    let written_back = async {
        while !is_in_file() {
            tokio::task::yield_now().await;
        }
    };
    timeout(Duration::from_secs(60), written_back).await.expect("written back");
    db.close().await.expect("closed");
}
