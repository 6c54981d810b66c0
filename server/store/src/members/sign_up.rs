//! Signing up, confirming the address, and becoming a member.

use domain::{
    AccountId, Customer, DomainError,
    members::{AccountError, Joining, NewAccount, Role, language_word},
};
use sea_orm::{ActiveValue::Set, EntityTrait, QueryFilter, prelude::*};

use super::{
    mail_tokens, password, profile,
    throttle::{self, ThrottledAct, client_network},
};
use crate::{
    Cx, Error, Result, Store, Tx,
    db::violated_unique,
    entity::{account, mail_token::MailTokenPurpose},
    jobs::{self, Job},
};

const EMAIL_INDEX: &str = "uq_account_email";

impl Store {
    /// Makes an account and mails a confirmation link. The answer is the same for an address that has an account
    /// already: its owner is told by mail, whoever asked learns nothing. `next` is a path of this site to which the link
    /// leads on, `client` the asking network address.
    ///
    /// # Errors
    /// [`AccountError::TooManyAttempts`] for many sign-ups from one network address.
    pub async fn sign_up(
        &self,
        cx: &Cx,
        new: &NewAccount,
        joining: Joining,
        next: Option<&str>,
        client: &str,
    ) -> Result<()> {
        let client = &client_network(client);
        // Before the work of hashing, of which there is no end otherwise.
        self.write(
            "sign_up_attempt",
            |tx| async move { throttle::take(cx, &tx, ThrottledAct::SignUpClient, client).await },
        )
        .await?;
        // Hashed before looking, so that both answers take as long.
        let phc = password::hash(&new.password).await?;
        match self.sign_up_once(cx, new, joining.role(), &phc, next).await {
            // Two at once: the other one was first, so now the address has an account.
            Err(Error::Db(error)) if violated_unique(&error).as_deref() == Some(EMAIL_INDEX) => {
                self.sign_up_once(cx, new, joining.role(), &phc, next).await
            }
            outcome => outcome,
        }
    }

    async fn sign_up_once(&self, cx: &Cx, new: &NewAccount, role: Role, phc: &str, next: Option<&str>) -> Result<()> {
        self.write("sign_up", |tx| async move {
            let owner = account_by_email(&tx, new.email.as_str()).await?;
            let next = next.map(str::to_owned);
            let job = match owner {
                None => Job::ConfirmationMail { account_id: insert(cx, &tx, new, role, phc, false).await?, next },
                Some(owner) => Job::AccountExistsMail { account_id: owner.id, next },
            };
            enqueue_mail(cx, &tx, new.email.as_str(), job).await
        })
        .await
    }

    /// For the command line and the demo: an account of any role, its address taken as confirmed.
    ///
    /// # Errors
    /// [`AccountError::EmailTaken`].
    pub async fn account_create(&self, cx: &Cx, new: &NewAccount, role: Role) -> Result<AccountId> {
        let phc = &password::hash(&new.password).await?;
        let outcome =
            self.write("account_create", |tx| async move { insert(cx, &tx, new, role, phc, true).await }).await;
        match outcome {
            Err(Error::Db(error)) if violated_unique(&error).as_deref() == Some(EMAIL_INDEX) => {
                Err(AccountError::EmailTaken.into())
            }
            outcome => outcome,
        }
    }

    /// Uses up a confirmation link. Whoever has the mailbox says the password that was set at sign-up, unless they are
    /// signed in with the account: somebody else may have signed up with their address.
    ///
    /// # Errors
    /// [`AccountError::LinkExpired`]; [`AccountError::WrongCredentials`] and [`AccountError::TooManyAttempts`] for the
    /// password.
    pub async fn confirm(&self, cx: &Cx, token: &str, password: &str) -> Result<AccountId> {
        let owner = self.mail_token_owner(cx, token, MailTokenPurpose::Confirm).await?;
        let owner = owner.ok_or(AccountError::LinkExpired)?;
        if cx.actor.account().is_none_or(|account| account.id != owner) {
            self.password_check(cx, owner, password).await?;
        }
        self.write("confirm", |tx| async move {
            let account_id = mail_tokens::consume(cx, &tx, token, MailTokenPurpose::Confirm).await?;
            mail_tokens::mark_confirmed(cx, &tx, account_id).await?;
            Ok(account_id)
        })
        .await
    }

    /// Mails another confirmation link, unless the address is confirmed or was mailed to often.
    ///
    /// # Errors
    /// [`DomainError::NotFound`] when the account is gone.
    pub async fn confirmation_resend(&self, cx: &Cx, customer: &Customer) -> Result<()> {
        let account_id = customer.account_id;
        self.write("confirmation_resend", |tx| async move { confirmation_mail(cx, &tx, account_id).await }).await
    }

    /// Makes a customer a member, who may book machines. Others stay what they are.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn member_join(&self, _cx: &Cx, customer: &Customer) -> Result<()> {
        let account_id = customer.account_id;
        self.write("member_join", |tx| async move {
            account::Entity::update_many()
                .col_expr(account::Column::Role, Expr::value(Role::Member))
                .filter(account::Column::Id.eq(account_id))
                .filter(account::Column::Role.eq(Role::Customer))
                .exec(&tx)
                .await?;
            Ok(())
        })
        .await
    }
}

pub(super) async fn account_by_email(tx: &Tx, email: &str) -> Result<Option<account::Model>> {
    Ok(account::Entity::find().filter(account::Column::Email.eq(email)).one(tx).await?)
}

/// Mails another confirmation link to an account that has not confirmed its address.
pub(super) async fn confirmation_mail(cx: &Cx, tx: &Tx, account_id: AccountId) -> Result<()> {
    let row = account::Entity::find_by_id(account_id).one(tx).await?.ok_or(DomainError::NotFound)?;
    if row.email_confirmed_at.is_some() {
        return Ok(());
    }
    enqueue_mail(cx, tx, &row.email, Job::ConfirmationMail { account_id, next: None }).await
}

/// Enqueues a mail unless the address was mailed to often: silently, or the silence would tell that there is an
/// account.
pub(super) async fn enqueue_mail(cx: &Cx, tx: &Tx, email: &str, job: Job) -> Result<()> {
    match throttle::take(cx, tx, ThrottledAct::MailAccount, email).await {
        Ok(()) => jobs::enqueue_at(cx, tx, job, throttle::mail_time(cx, tx).await?).await,
        Err(Error::Domain(DomainError::Account(AccountError::TooManyAttempts { .. }))) => Ok(()),
        Err(error) => Err(error),
    }
}

/// A new account, its address confirmed or not.
pub(crate) async fn insert(
    cx: &Cx,
    tx: &Tx,
    new: &NewAccount,
    role: Role,
    phc: &str,
    confirmed: bool,
) -> Result<AccountId> {
    let id: AccountId = cx.new_id();
    let row = account::ActiveModel {
        id: Set(id),
        email: Set(new.email.as_str().to_owned()),
        password_hash: Set(phc.to_owned()),
        role: Set(role),
        created_at: Set(cx.now),
        email_confirmed_at: Set(confirmed.then_some(cx.now)),
        language: Set(language_word(new.language).to_owned()),
        disabled_at: Set(None),
        mails_reminders: Set(true),
        mails_offers: Set(true),
        mails_listings: Set(true),
        ..profile::columns(&new.profile, new.email.as_str())
    };
    account::Entity::insert(row).exec_without_returning(tx).await?;
    Ok(id)
}
