//! The second page of signing in: a code after the password.

use std::fmt;

use domain::{
    AccountId,
    form::{FieldError, FieldErrors},
    members::{AccountError, FactorNews, SECOND_STEP_MINUTES, SecondCode},
};

use super::{
    codes,
    rows::{asked_after_password, tell},
    steps, totp,
};
use crate::{
    Cx, Error, Result, Store, Tx,
    entity::auth_step::AuthStepPurpose,
    members::{
        devices,
        identity::{Identity, SignedIn},
        throttle::{self, ThrottledAct, client_network},
    },
};

/// What somebody answers who has given the password.
#[derive(Clone)]
pub struct CodeSignIn {
    /// The secret that the browser got for the password.
    pub step: String,
    /// As typed.
    pub code: String,
    /// The asking network address.
    pub client: String,
    /// What the browser was given when it signed in before.
    pub device: Option<String>,
}

impl fmt::Debug for CodeSignIn {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("CodeSignIn(…)")
    }
}

impl Store {
    /// For whoever has given the password otherwise than by signing in: the secret under which a code is waited for, if one
    /// is asked for.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn code_ask(&self, cx: &Cx, identity: &Identity) -> Result<Option<String>> {
        let id = identity.account.id;
        let is_required = self.site().await?.second_factor.asks(identity.account.role);
        if !asked_after_password(self.db.read(), id, is_required).await? {
            return Ok(None);
        }
        let step = self.write("code_ask", |tx| async move { code_step(cx, &tx, id, &identity.auth_hash).await });
        step.await.map(Some)
    }

    /// Signs in by a code of an app or a recovery code. Wrong ones are counted by account, apart for browsers and networks
    /// that it has signed in from; whoever fills the count of strangers knows the password, and the owner is told.
    ///
    /// # Errors
    /// [`AccountError::LinkExpired`] when the password has to be given again; [`AccountError::WrongCode`] also for one that
    /// was used; [`AccountError::TooManyAttempts`]; [`domain::DomainError::Fields`] for what is no code, which does not count.
    pub async fn sign_in_code(&self, cx: &Cx, attempt: &CodeSignIn) -> Result<SignedIn> {
        let waiting = steps::find(cx, self.db.read(), &attempt.step, AuthStepPurpose::Code).await?;
        let waiting = waiting.ok_or(AccountError::LinkExpired)?;
        let id = waiting.account_id.ok_or(AccountError::LinkExpired)?;
        // Nobody who is disabled, and no password but the one that stands.
        let identity = self.identity(id).await?.filter(|identity| hex::encode(&identity.auth_hash) == waiting.data);
        let identity = identity.ok_or(AccountError::LinkExpired)?;
        let code = &SecondCode::parse(&attempt.code).ok_or_else(|| FieldErrors::of("code", FieldError::CodeForm))?;
        let network = &client_network(&attempt.client);
        let (act, of) = &devices::code_gate(self.db.read(), id, attempt.device.as_deref(), network).await?;
        self.write("sign_in_code_attempt", |tx| async move { throttle::take(cx, &tx, *act, of).await }).await?;
        let device = &devices::token(attempt.device.as_deref());
        let outcome = self.write("sign_in_code", |tx| async move {
            steps::take(cx, &tx, &attempt.step, AuthStepPurpose::Code).await?;
            let is_right = match code {
                SecondCode::Totp(code) => totp::spend(cx, &tx, &self.links, id, code).await?,
                SecondCode::Recovery(code) => codes::spend(cx, &tx, &self.links, id, code).await?,
            };
            if !is_right {
                return Err(AccountError::WrongCode.into());
            }
            if matches!(code, SecondCode::Recovery(_)) {
                tell(cx, &tx, id, FactorNews::CodeUsed).await?;
            }
            throttle::forget(&tx, *act, of).await?;
            devices::remember(cx, &tx, id, device, network).await
        });
        match outcome.await {
            Ok(()) => Ok(SignedIn { identity, device: device.clone() }),
            Err(Error::Domain(domain::DomainError::Account(AccountError::WrongCode))) => {
                self.code_was_wrong(cx, id, *act, of).await?;
                Err(AccountError::WrongCode.into())
            }
            Err(error) => Err(error),
        }
    }

    /// The last attempt of a window is told of once: the next ones are refused before they come here.
    async fn code_was_wrong(&self, cx: &Cx, id: AccountId, act: ThrottledAct, of: &str) -> Result<()> {
        let gate = [(act, of.to_owned())];
        let is_stranger = act == ThrottledAct::CodeElsewhere;
        if !is_stranger || !throttle::any_full(cx, self.db.read(), &gate).await? {
            return Ok(());
        }
        self.write("sign_in_code_tried", |tx| async move { tell(cx, &tx, id, FactorNews::Tried).await }).await
    }
}

/// What waits for the code, bound to the account and to the password that was given.
pub(crate) async fn code_step(cx: &Cx, tx: &Tx, id: AccountId, auth_hash: &[u8]) -> Result<String> {
    steps::put(cx, tx, Some(id), AuthStepPurpose::Code, &hex::encode(auth_hash), SECOND_STEP_MINUTES).await
}
