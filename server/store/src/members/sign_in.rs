//! Checking a password.

use std::fmt;

use domain::members::{AccountError, EmailAddress};
use sea_orm::{EntityTrait, QueryFilter, prelude::*};

use super::{
    identity::Identity,
    password,
    throttle::{self, ThrottledAct, client_network},
};
use crate::{Cx, Result, Store, entity::account};

/// What someone signs in with.
#[derive(Clone)]
pub struct SignIn {
    pub email: String,
    pub password: String,
    /// The asking network address.
    pub client: String,
}

impl fmt::Debug for SignIn {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("SignIn(…)")
    }
}

impl Store {
    /// The account that the address and the password belong to. Takes as long, answers and counts alike, whether or
    /// not the address has an account.
    ///
    /// # Errors
    /// [`AccountError::WrongCredentials`], or [`AccountError::TooManyAttempts`] after ten wrong ones for one address
    /// (or many from one network) within 15 minutes; also the right password is refused then.
    pub async fn sign_in(&self, cx: &Cx, attempt: &SignIn) -> Result<Identity> {
        let email = EmailAddress::parse(&attempt.email);
        let key = email.as_ref().map_or_else(|| attempt.email.trim().to_lowercase(), |email| email.as_str().to_owned());
        let (key, client) = (&key, &client_network(&attempt.client));
        self.write("sign_in_attempt", |tx| async move {
            throttle::take(cx, &tx, ThrottledAct::SignInAccount, key).await?;
            throttle::take(cx, &tx, ThrottledAct::SignInClient, client).await
        })
        .await?;
        let found = account::Entity::find().filter(account::Column::Email.eq(key)).one(self.db.read()).await?;
        let (id, phc) = found.map(|row| (row.id, row.password_hash)).unzip();
        if !password::verify(&attempt.password, phc).await? {
            return Err(AccountError::WrongCredentials.into());
        }
        let identity = match id {
            Some(id) => self.identity(id).await?,
            None => None,
        };
        let identity = identity.ok_or(AccountError::WrongCredentials)?;
        self.write("sign_in_success", |tx| async move {
            throttle::forget(&tx, ThrottledAct::SignInAccount, key).await?;
            throttle::give_back(cx, &tx, ThrottledAct::SignInClient, client).await
        })
        .await?;
        Ok(identity)
    }
}
