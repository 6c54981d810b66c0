//! The last mail to whoever has closed their account. From then on its job is the one place where the address stands:
//! sealed, and until the mail has left or was given up (`Job::spent`).

use chrono::TimeDelta;
use domain::AccountId;

use crate::{
    Cx, Error, Result, Store, Tx,
    entity::account,
    jobs::{Job, SealedAddress, enqueue_at},
    seal::{Place, open, seal},
};

/// The mail waits until the files of earlier ones are gone, or it would go with them where mails are files.
const WAIT_SECONDS: i64 = 10;

impl Store {
    /// The address to which a farewell goes.
    ///
    /// # Errors
    /// When it was sealed with another key.
    pub fn farewell_address(&self, to: &SealedAddress) -> Result<String> {
        let bytes = open(&self.links, place(to.account_id), &to.sealed)?;
        String::from_utf8(bytes).map_err(Error::internal)
    }

    /// Enqueues the mail to the address as it was; to one that was never confirmed none is due, for it may be a
    /// stranger's. `pieces`: that lie in the shop.
    pub(super) async fn farewell(&self, cx: &Cx, tx: &Tx, was: &account::Model, pieces: i64) -> Result<()> {
        if was.email_confirmed_at.is_none() {
            return Ok(());
        }
        let sealed = seal(&self.links, place(was.id), was.email.as_bytes())?;
        let to = Some(SealedAddress { account_id: was.id, sealed });
        let job = Job::FarewellMail { to, language: was.language.clone(), pieces };
        enqueue_at(cx, tx, job, cx.now + TimeDelta::seconds(WAIT_SECONDS)).await
    }
}

fn place(id: AccountId) -> Place<'static> {
    Place { table: "job", column: "payload", row: id.0 }
}
