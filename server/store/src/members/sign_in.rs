//! Checking a password.

use std::fmt;

use domain::{
    AccountId,
    members::{AccountError, EmailAddress},
};
use sea_orm::{EntityTrait, QueryFilter, prelude::*};

use super::{
    devices::{self, Acquaintance},
    factors,
    identity::SignedIn,
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
    /// What the browser was given when it signed in before.
    pub device: Option<String>,
}

impl fmt::Debug for SignIn {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("SignIn(…)")
    }
}

/// What follows the right password.
#[derive(Debug)]
pub enum AfterPassword {
    SignedIn(SignedIn),
    /// A code is asked for; the secret is for the browser to keep meanwhile.
    CodeAsked {
        step: String,
    },
}

impl Store {
    /// The account that the address and the password belong to. Takes as long, answers and counts alike, whether or
    /// not the address has an account. Wrong passwords are counted apart for browsers and networks that have signed in
    /// with the account before, so that nobody else's close it for its owner. Where a second factor is asked for, nobody is
    /// signed in yet, and the browser is not known by this.
    ///
    /// # Errors
    /// [`AccountError::WrongCredentials`]; [`AccountError::TooManyAttempts`] after ten wrong ones for one address (or
    /// many from one network) within 15 minutes, and then for the right password too; [`AccountError::Disabled`] for
    /// the right password of an account that is disabled.
    pub async fn sign_in(&self, cx: &Cx, attempt: &SignIn) -> Result<AfterPassword> {
        let email = EmailAddress::parse(&attempt.email);
        let key = email.as_ref().map_or_else(|| attempt.email.trim().to_lowercase(), |email| email.as_str().to_owned());
        let (key, client) = (&key, &client_network(&attempt.client));
        let found = account::Entity::find().filter(account::Column::Email.eq(key)).one(self.db.read()).await?;
        let gates = &self.gates(found.as_ref().map(|row| row.id), key, client, attempt.device.as_deref()).await?;
        self.write("sign_in_attempt", |tx| async move {
            for (act, of) in gates {
                throttle::take(cx, &tx, *act, of).await?;
            }
            Ok(())
        })
        .await?;
        let (id, phc) = found.as_ref().map(|row| (row.id, row.password_hash.clone())).unzip();
        if !password::verify(&attempt.password, phc).await? {
            return Err(AccountError::WrongCredentials.into());
        }
        if found.is_some_and(|row| row.disabled_at.is_some()) {
            return Err(AccountError::Disabled.into());
        }
        let identity = match id {
            Some(id) => self.identity(id).await?,
            None => None,
        };
        let identity = identity.ok_or(AccountError::WrongCredentials)?;
        let (id, device) = (identity.account.id, &devices::token(attempt.device.as_deref()));
        let is_required = self.site().await?.second_factor.asks(identity.account.role);
        let asks = factors::asked_after_password(self.db.read(), id, is_required).await?;
        let auth_hash = &identity.auth_hash;
        let step = self.write("sign_in_success", |tx| async move {
            for (act, of) in gates {
                // A network is shared: what others did there stays counted.
                if *act == ThrottledAct::SignInClient {
                    throttle::give_back(cx, &tx, *act, of).await?;
                } else {
                    throttle::forget(&tx, *act, of).await?;
                }
            }
            if asks {
                return factors::code_step(cx, &tx, id, auth_hash).await.map(Some);
            }
            devices::remember(cx, &tx, id, device, client).await.map(|()| None)
        });
        Ok(match step.await? {
            Some(step) => AfterPassword::CodeAsked { step },
            None => AfterPassword::SignedIn(SignedIn { identity, device: device.clone() }),
        })
    }

    /// What an attempt counts as.
    async fn gates(
        &self,
        account_id: Option<AccountId>,
        email: &str,
        network: &str,
        device: Option<&str>,
    ) -> Result<Vec<(ThrottledAct, String)>> {
        let by_network = (ThrottledAct::SignInClient, network.to_owned());
        let known = match account_id {
            Some(id) => devices::known(self.db.read(), id, device, network).await?.map(|known| (id, known)),
            None => None,
        };
        Ok(match known {
            Some((id, Acquaintance::Device(hash))) => vec![(ThrottledAct::SignInDevice, format!("{id}:{hash}"))],
            Some((id, Acquaintance::Network(hash))) => {
                vec![(ThrottledAct::SignInNetwork, format!("{id}:{hash}")), by_network]
            }
            None => vec![(ThrottledAct::SignInElsewhere, email.to_owned()), by_network],
        })
    }
}
