//! Who changes their factors has just signed in, or knows the password.

use domain::AccountId;

use crate::{Cx, Result, Store};

/// That the person at the browser is the account's owner.
#[derive(Clone, Copy)]
pub enum Proof<'p> {
    /// The session began minutes ago.
    Recent,
    Password(&'p str),
}

impl Store {
    /// # Errors
    /// As [`Store::password_check`].
    pub(super) async fn factor_proof(&self, cx: &Cx, account_id: AccountId, proof: Proof<'_>) -> Result<()> {
        match proof {
            Proof::Recent => Ok(()),
            Proof::Password(password) => self.password_check(cx, account_id, password).await,
        }
    }
}
