//! Setting a new password: by a mailed link, or knowing the old one.

use domain::{
    AccountId, Customer, DomainError,
    members::{AccountError, EmailAddress, FactorNews, Password},
};
use sea_orm::{EntityTrait, QueryFilter, prelude::*};

use super::{
    access, devices, factors,
    identity::Identity,
    mail_tokens, password,
    sign_up::{account_by_email, enqueue_mail},
    throttle::{self, ThrottledAct, client_network},
};
use crate::{
    Cx, Result, Store, Tx,
    entity::{account, mail_token::MailTokenPurpose},
    jobs::Job,
};

impl Store {
    /// Mails a link to set a new password, when the address has an account; the answer is the same when it has none.
    /// `next` is a path of this site, to go on to after signing in.
    ///
    /// # Errors
    /// [`AccountError::TooManyAttempts`] for many requests from one network address.
    pub async fn reset_request(&self, cx: &Cx, email: &EmailAddress, next: Option<&str>, client: &str) -> Result<()> {
        let client = &client_network(client);
        let next = next.map(str::to_owned);
        let next = &next;
        self.write("reset_request", |tx| async move {
            throttle::take(cx, &tx, ThrottledAct::MailClient, client).await?;
            let owner = account_by_email(&tx, email.as_str()).await?.filter(|row| row.disabled_at.is_none());
            let Some(row) = owner else { return Ok(()) };
            enqueue_mail(cx, &tx, email.as_str(), Job::ResetMail { account_id: row.id, next: next.clone() }).await
        })
        .await
    }

    /// Sets a new password by a mailed link, and ends every session, token and the calendar's address. Whoever opened
    /// the link has the mailbox, so the address counts as confirmed.
    ///
    /// # Errors
    /// [`AccountError::LinkExpired`].
    pub async fn reset(&self, cx: &Cx, token: &str, new: &Password) -> Result<AccountId> {
        // A dead link is refused before the work of hashing; the transaction below decides.
        if self.mail_token_owner(cx, token, MailTokenPurpose::Reset).await?.is_none() {
            return Err(AccountError::LinkExpired.into());
        }
        let phc = &password::hash(new).await?;
        self.write("reset", |tx| async move {
            let account_id = mail_tokens::consume(cx, &tx, token, MailTokenPurpose::Reset).await?;
            let email = set_password(cx, &tx, account_id, phc).await?;
            mail_tokens::mark_confirmed(cx, &tx, account_id).await?;
            access::end_all(cx, &tx, account_id, None).await?;
            devices::forget_all(&tx, account_id).await?;
            throttle::forget(&tx, ThrottledAct::SignInElsewhere, &email).await?;
            Ok(account_id)
        })
        .await
    }

    /// Sets a new password, knowing the current one, and ends all sessions but `keep`, all tokens and the calendar's
    /// address. Returns the identity to sign this session in with again: sessions remember the password's hash.
    ///
    /// # Errors
    /// [`AccountError::WrongCredentials`] when `current` is wrong, [`AccountError::TooManyAttempts`] after ten times.
    pub async fn password_change(
        &self,
        cx: &Cx,
        customer: &Customer,
        current: &str,
        new: &Password,
        keep: Option<&str>,
    ) -> Result<Identity> {
        let account_id = customer.account_id;
        self.password_check(cx, account_id, current).await?;
        let phc = &password::hash(new).await?;
        self.write("password_change", |tx| async move {
            set_password(cx, &tx, account_id, phc).await?;
            access::end_all(cx, &tx, account_id, keep).await
        })
        .await?;
        self.identity(account_id).await?.ok_or(DomainError::NotFound.into())
    }

    /// Asks for the password of an account of which somebody holds a session or a mailed link.
    ///
    /// # Errors
    /// [`AccountError::WrongCredentials`], [`AccountError::TooManyAttempts`] after ten times.
    pub(crate) async fn password_check(&self, cx: &Cx, account_id: AccountId, password: &str) -> Result<()> {
        let row = account::Entity::find_by_id(account_id).one(self.db.read()).await?.ok_or(DomainError::NotFound)?;
        let of = &account_id.to_string();
        self.write(
            "password_attempt",
            |tx| async move { throttle::take(cx, &tx, ThrottledAct::PasswordCheck, of).await },
        )
        .await?;
        if !password::verify(password, Some(row.password_hash)).await? {
            return Err(AccountError::WrongCredentials.into());
        }
        self.write("password_right", |tx| async move { throttle::forget(&tx, ThrottledAct::PasswordCheck, of).await })
            .await
    }
}

/// Mails the owner that it was done. Returns the account's mail address.
pub(super) async fn set_password(cx: &Cx, tx: &Tx, account_id: AccountId, phc: &str) -> Result<String> {
    let row = account::Entity::find_by_id(account_id).one(tx).await?.ok_or(DomainError::NotFound)?;
    account::Entity::update_many()
        .col_expr(account::Column::PasswordHash, Expr::value(phc))
        .filter(account::Column::Id.eq(account_id))
        .exec(tx)
        .await?;
    factors::tell(cx, tx, account_id, FactorNews::PasswordNew).await?;
    Ok(row.email)
}
