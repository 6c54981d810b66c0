//! Passkeys: public keys of people's devices. What they sign is checked by whoever knows the site's address; here are the
//! rows, and what may be used once.

use domain::{
    AccountId, Customer, DomainError, PasskeyId,
    members::{AccountError, FactorNews, PASSKEY_MINUTES, PASSKEYS_MAX},
};
use sea_orm::{ActiveValue::Set, EntityTrait, ExprTrait, PaginatorTrait, QueryFilter, QueryOrder, prelude::*};

use super::{
    proof::Proof,
    rows::{changed, drop_idle_codes},
    steps,
};
use crate::{
    Cx, Error, Result, Store,
    db::violated_unique,
    entity::{auth_step::AuthStepPurpose, passkey},
    members::{
        devices,
        identity::SignedIn,
        sessions,
        throttle::{self, ThrottledAct, client_network},
    },
};

/// A passkey that a device has made.
#[derive(Clone, Debug)]
pub struct NewPasskey {
    /// Hexadecimal.
    pub credential_id: String,
    pub name: String,
    /// JSON.
    pub data: String,
}

impl Store {
    /// What is kept of the person's passkeys, as JSON: a device is asked for none that it has already.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn passkeys_known(&self, _cx: &Cx, customer: &Customer) -> Result<Vec<String>> {
        let rows = passkey::Entity::find().filter(passkey::Column::AccountId.eq(customer.account_id));
        let rows = rows.order_by_asc(passkey::Column::Id).all(self.db.read()).await?;
        Ok(rows.into_iter().map(|row| row.data).collect())
    }

    /// Keeps the challenge of a passkey that is to be added; returns the secret for the browser.
    ///
    /// # Errors
    /// Those of the proof; [`AccountError::TooManyPasskeys`].
    pub async fn passkey_add_ask(&self, cx: &Cx, customer: &Customer, proof: Proof<'_>, state: &str) -> Result<String> {
        let id = customer.account_id;
        self.factor_proof(cx, id, proof).await?;
        self.write("passkey_add_ask", |tx| async move {
            let count = passkey::Entity::find().filter(passkey::Column::AccountId.eq(id)).count(&tx).await?;
            if count >= PASSKEYS_MAX {
                return Err(AccountError::TooManyPasskeys { max: PASSKEYS_MAX }.into());
            }
            steps::put(cx, &tx, Some(id), AuthStepPurpose::PasskeyAdd, state, PASSKEY_MINUTES).await
        })
        .await
    }

    /// Uses the challenge up, and returns it.
    ///
    /// # Errors
    /// [`AccountError::LinkExpired`] when it was used, is over, or is another person's.
    pub async fn passkey_add_answer(&self, cx: &Cx, customer: &Customer, step: &str) -> Result<String> {
        self.write("passkey_add_answer", |tx| async move {
            let row = steps::take(cx, &tx, step, AuthStepPurpose::PasskeyAdd).await?;
            let is_own = row.account_id == Some(customer.account_id);
            if is_own { Ok(row.data) } else { Err(AccountError::LinkExpired.into()) }
        })
        .await
    }

    /// Adds a passkey whose answer to the challenge was right.
    ///
    /// # Errors
    /// [`AccountError::PasskeyRefused`] for one that is known already.
    pub async fn passkey_add(&self, cx: &Cx, customer: &Customer, new: &NewPasskey) -> Result<()> {
        let id = customer.account_id;
        let outcome = self.write("passkey_add", |tx| async move {
            let row = passkey::ActiveModel {
                id: Set(cx.new_id()),
                account_id: Set(id),
                credential_id: Set(new.credential_id.clone()),
                name: Set(new.name.clone()),
                data: Set(new.data.clone()),
                created_at: Set(cx.now),
                used_at: Set(None),
            };
            passkey::Entity::insert(row).exec_without_returning(&tx).await?;
            changed(cx, &tx, id, FactorNews::PasskeyAdded).await
        });
        match outcome.await {
            Err(Error::Db(error)) if violated_unique(&error).as_deref() == Some("uq_passkey_credential_id") => {
                Err(AccountError::PasskeyRefused.into())
            }
            outcome => outcome,
        }
    }

    /// Gives one of the person's own passkeys another name.
    ///
    /// # Errors
    /// [`DomainError::NotFound`] when it is not theirs.
    pub async fn passkey_rename(&self, _cx: &Cx, customer: &Customer, id: PasskeyId, name: &str) -> Result<()> {
        let own = passkey::Column::Id.eq(id).and(passkey::Column::AccountId.eq(customer.account_id));
        let own = &own;
        self.write("passkey_rename", |tx| async move {
            let named = passkey::Entity::update_many().col_expr(passkey::Column::Name, Expr::value(name));
            let named = named.filter(own.clone()).exec(&tx).await?;
            if named.rows_affected == 0 { Err(DomainError::NotFound.into()) } else { Ok(()) }
        })
        .await
    }

    /// Removes one of the person's own passkeys; signs out every other session but `keep`.
    ///
    /// # Errors
    /// Those of the proof; [`DomainError::NotFound`] when it is not theirs.
    pub async fn passkey_remove(
        &self,
        cx: &Cx,
        customer: &Customer,
        id: PasskeyId,
        proof: Proof<'_>,
        keep: Option<&str>,
    ) -> Result<()> {
        let account_id = customer.account_id;
        self.factor_proof(cx, account_id, proof).await?;
        self.write("passkey_remove", |tx| async move {
            let own = passkey::Column::Id.eq(id).and(passkey::Column::AccountId.eq(account_id));
            if passkey::Entity::delete_many().filter(own).exec(&tx).await?.rows_affected == 0 {
                return Err(DomainError::NotFound.into());
            }
            drop_idle_codes(&tx, account_id).await?;
            sessions::end_all(&tx, account_id, keep).await?;
            changed(cx, &tx, account_id, FactorNews::PasskeyRemoved).await
        })
        .await
    }

    /// Keeps the challenge of a sign-in by whichever passkey; returns the secret for the browser.
    ///
    /// # Errors
    /// [`AccountError::TooManyAttempts`] for very many from one network.
    pub async fn passkey_ask(&self, cx: &Cx, client: &str, state: &str) -> Result<String> {
        let client = &client_network(client);
        self.write("passkey_ask", |tx| async move {
            throttle::take(cx, &tx, ThrottledAct::PasskeyClient, client).await?;
            steps::put(cx, &tx, None, AuthStepPurpose::PasskeySignIn, state, PASSKEY_MINUTES).await
        })
        .await
    }

    /// Uses the challenge up, and returns it; counts as a wrong password of the network until the sign-in succeeds.
    ///
    /// # Errors
    /// [`AccountError::LinkExpired`], [`AccountError::TooManyAttempts`].
    pub async fn passkey_answer(&self, cx: &Cx, client: &str, step: &str) -> Result<String> {
        let client = &client_network(client);
        self.write("passkey_answer", |tx| async move {
            throttle::take(cx, &tx, ThrottledAct::SignInClient, client).await?;
            Ok(steps::take(cx, &tx, step, AuthStepPurpose::PasskeySignIn).await?.data)
        })
        .await
    }

    /// A passkey by its credential's id, if it is that account's: its id, and what is kept of it.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn passkey_find(
        &self,
        _cx: &Cx,
        account_id: AccountId,
        credential_id: &str,
    ) -> Result<Option<(PasskeyId, String)>> {
        let found = passkey::Entity::find()
            .filter(passkey::Column::CredentialId.eq(credential_id))
            .filter(passkey::Column::AccountId.eq(account_id));
        Ok(found.one(self.db.read()).await?.map(|row| (row.id, row.data)))
    }

    /// Signs in by a passkey whose answer was right: by what was kept of it, `before`, which becomes `after`.
    ///
    /// # Errors
    /// [`AccountError::Disabled`]; [`AccountError::PasskeyRefused`] when it was removed or used meanwhile.
    pub async fn sign_in_passkey(
        &self,
        cx: &Cx,
        id: PasskeyId,
        (before, after): (&str, &str),
        client: &str,
        device: Option<&str>,
    ) -> Result<SignedIn> {
        let client = &client_network(client);
        let row = passkey::Entity::find_by_id(id).one(self.db.read()).await?.ok_or(AccountError::PasskeyRefused)?;
        let identity = self.identity(row.account_id).await?.ok_or(AccountError::Disabled)?;
        let (account_id, device) = (row.account_id, &devices::token(device));
        self.write("sign_in_passkey", |tx| async move {
            // The counter in it grows with each use, where the device has one: a copy of the key is noticed.
            let used = passkey::Entity::update_many()
                .col_expr(passkey::Column::Data, Expr::value(after))
                .col_expr(passkey::Column::UsedAt, Expr::value(Some(cx.now)))
                .filter(passkey::Column::Id.eq(id))
                .filter(passkey::Column::Data.eq(before))
                .exec(&tx)
                .await?;
            if used.rows_affected != 1 {
                return Err(AccountError::PasskeyRefused.into());
            }
            throttle::give_back(cx, &tx, ThrottledAct::SignInClient, client).await?;
            devices::remember(cx, &tx, account_id, device, client).await
        })
        .await?;
        Ok(SignedIn { identity, device: device.clone() })
    }
}
