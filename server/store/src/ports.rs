//! What the store and the jobs need of the world, as traits; the adapters are in `server`.

use async_trait::async_trait;
use domain::{JobId, mail::Mail};

/// Sends mail: into `DIR/outbox` or by SMTP.
#[async_trait]
pub trait Mailer: Send + Sync + 'static {
    /// Sends the mail of a job. The Message-ID follows from the job's id: should the mail be sent again, since nobody knows
    /// whether it arrived, its receiver's mail server or program can tell that it is the same one.
    ///
    /// # Errors
    /// A text for the log when the mail could not be handed over; the job is tried again.
    async fn send(&self, id: JobId, mail: &Mail) -> Result<(), String>;
}

/// Keeps image files under keys like `photos/<id>/640.webp`: a folder, or an S3 bucket.
#[async_trait]
pub trait Images: Send + Sync + 'static {
    /// # Errors
    /// A text for the log.
    async fn put(&self, key: &str, bytes: Vec<u8>) -> Result<(), String>;

    /// `None` when there is nothing under the key.
    ///
    /// # Errors
    /// A text for the log.
    async fn get(&self, key: &str) -> Result<Option<Vec<u8>>, String>;

    /// Deletes what is under the key, if anything is.
    ///
    /// # Errors
    /// A text for the log.
    async fn delete(&self, key: &str) -> Result<(), String>;

    /// The keys that begin with a folder's name and `/`.
    ///
    /// # Errors
    /// A text for the log.
    async fn below(&self, folder: &str) -> Result<Vec<String>, String>;

    /// All keys.
    ///
    /// # Errors
    /// A text for the log.
    async fn keys(&self) -> Result<Vec<String>, String>;
}
