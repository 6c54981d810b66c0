//! Small tables that every visit reads, kept in memory until this server changes anything.

use std::sync::{Arc, Mutex, PoisonError};

use chrono::{DateTime, Utc};

use crate::{Result, Store};

/// Longest time that a value is used after it was read, in milliseconds: another server or a command on the same
/// database changes it unseen, as decision 8 says of whole pages.
const AGE_MS_MAX: i64 = 1_000;

/// One value, read from the database.
pub(crate) struct Memo<T>(Mutex<Option<Kept<T>>>);

impl<T> Memo<T> {
    /// What was read last, however old.
    pub(crate) fn last(&self) -> Option<Arc<T>> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner).as_ref().map(|kept| kept.value.clone())
    }
}

struct Kept<T> {
    value: Arc<T>,
    changes: u64,
    read_at: DateTime<Utc>,
}

impl<T> Default for Memo<T> {
    fn default() -> Memo<T> {
        Memo(Mutex::new(None))
    }
}

impl Store {
    /// The value, read anew when something was changed since it was read, or a second has gone.
    ///
    /// # Errors
    /// What `read` returns.
    pub(crate) async fn remembered<T, F>(&self, memo: &Memo<T>, read: F) -> Result<Arc<T>>
    where
        F: Future<Output = Result<T>>,
    {
        self.remembered_until(memo, self.db.changes(), read).await
    }

    /// As [`Store::remembered`], until that count of changes is another; it was asked before reading: what changes
    /// meanwhile is read the next time.
    pub(crate) async fn remembered_until<T, F>(&self, memo: &Memo<T>, changes: u64, read: F) -> Result<Arc<T>>
    where
        F: Future<Output = Result<T>>,
    {
        let now = self.now();
        let is_fresh = |kept: &&Kept<T>| {
            kept.changes == changes && (0..AGE_MS_MAX).contains(&(now - kept.read_at).num_milliseconds())
        };
        let kept = memo
            .0
            .lock()
            .unwrap_or_else(PoisonError::into_inner)
            .as_ref()
            .filter(is_fresh)
            .map(|kept| kept.value.clone());
        if let Some(value) = kept {
            return Ok(value);
        }
        let value = Arc::new(read.await?);
        let kept = Kept { value: value.clone(), changes, read_at: now };
        *memo.0.lock().unwrap_or_else(PoisonError::into_inner) = Some(kept);
        Ok(value)
    }
}
