//! How often this server has changed what visitors see, so that what was made of it before can be told from what is
//! true.

use std::sync::{
    Arc,
    atomic::{AtomicU64, Ordering},
};

/// Writes that no page shows to a visitor, by the name that `Store::write` gets: sessions, throttles, bookkeeping. What
/// is not named here counts: one counted for nothing costs a rendering, one left out would show what was.
const UNSEEN: [&str; 19] = [
    "draft_keep",
    "favourite_set",
    "favourites_taken_over",
    "idempotency_tidy",
    "idempotent_keep",
    "job_claim",
    "job_finish",
    "jobs_prune",
    "password_attempt",
    "password_right",
    "periodic_ran",
    "product_seen",
    "session_create",
    "session_delete",
    "session_end",
    "session_save",
    "sign_in_attempt",
    "sign_in_success",
    "sign_up_attempt",
];

/// Writes of the site's settings, which every request reads: nothing else makes it read them anew.
const SETTINGS: [&str; 6] =
    ["first_operator_key", "site_logo", "site_open", "site_part_save", "site_settings_save", "template_apply"];

/// The counters; clones share them.
#[derive(Clone, Debug, Default)]
pub(crate) struct Changes(Arc<Counters>);

#[derive(Debug, Default)]
struct Counters {
    seen: AtomicU64,
    settings: AtomicU64,
}

impl Changes {
    /// Changes so far. What is read from the database after asking this is not older than the answer.
    pub fn so_far(&self) -> u64 {
        self.0.seen.load(Ordering::Acquire)
    }

    /// As [`Changes::so_far`], of the site's settings alone.
    pub fn of_settings(&self) -> u64 {
        self.0.settings.load(Ordering::Acquire)
    }

    /// A commit under way: counted when the guard goes, also when the one who waits for the commit has gone.
    pub fn commit<'a>(&'a self, name: &'a str) -> Commit<'a> {
        Commit { changes: self, name }
    }

    /// Something changed outside of `Store::write`.
    pub fn count(&self) {
        self.0.seen.fetch_add(1, Ordering::AcqRel);
        self.0.settings.fetch_add(1, Ordering::AcqRel);
    }
}

pub(crate) struct Commit<'a> {
    changes: &'a Changes,
    name: &'a str,
}

impl Drop for Commit<'_> {
    fn drop(&mut self) {
        if SETTINGS.contains(&self.name) {
            self.changes.count();
        } else if !UNSEEN.contains(&self.name) {
            self.changes.0.seen.fetch_add(1, Ordering::AcqRel);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_commit_counts_unless_no_visitor_sees_it() {
        let changes = Changes::default();
        drop(changes.commit("booking_reserve"));
        assert_eq!(changes.so_far(), 1);
        for name in UNSEEN {
            drop(changes.commit(name));
        }
        assert_eq!((changes.clone().so_far(), changes.of_settings()), (1, 0));
        for name in SETTINGS {
            drop(changes.commit(name));
        }
        assert_eq!((changes.so_far(), changes.of_settings()), (7, 6));
    }
}
