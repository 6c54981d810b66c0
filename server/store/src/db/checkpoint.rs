//! SQLite's log is written back into the file beside the writer, not by it: a booking need not wait for the pages of a
//! dozen before it.

use std::sync::{
    Arc,
    atomic::{AtomicBool, AtomicU64, Ordering},
};

use sea_orm::{ConnectionTrait, DatabaseConnection, DbErr};

/// Commits from one writing back to the next. A booking changes about twenty pages, most of them the same as others
/// did.
const COMMITS: u64 = 64;

/// Counts commits and writes the log back; clones share the count.
#[derive(Clone)]
pub(super) struct Checkpoints(Arc<Inner>);

struct Inner {
    /// A connection of its own: SQLite lets it read the log while another one writes.
    conn: DatabaseConnection,
    commits: AtomicU64,
    is_running: AtomicBool,
}

impl Checkpoints {
    pub(super) fn by(conn: DatabaseConnection) -> Checkpoints {
        Checkpoints(Arc::new(Inner { conn, commits: AtomicU64::new(0), is_running: AtomicBool::new(false) }))
    }

    /// One commit more: every so often the log is written back, in a task of its own, one at a time.
    pub(super) fn committed(&self) {
        let commits = self.0.commits.fetch_add(1, Ordering::Relaxed) + 1;
        if !commits.is_multiple_of(COMMITS) || self.0.is_running.swap(true, Ordering::AcqRel) {
            return;
        }
        let checkpoints = self.clone();
        tokio::spawn(async move {
            // PASSIVE waits for nobody. What it could not write back, the next one will.
            let outcome = checkpoints.0.conn.execute_unprepared("PRAGMA wal_checkpoint(PASSIVE)").await;
            checkpoints.0.is_running.store(false, Ordering::Release);
            if let Err(error) = outcome {
                tracing::warn!("the log could not be written back: {error}");
            }
        });
    }

    pub(super) async fn close(&self) -> Result<(), DbErr> {
        self.0.conn.close_by_ref().await
    }
}
