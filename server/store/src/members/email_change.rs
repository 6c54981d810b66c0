//! Another mail address: asked for with the password, confirmed from the new one, undone from the old one.

use chrono::TimeDelta;
use domain::{
    AccountId, Customer, DomainError,
    form::{FieldError, FieldErrors},
    members::{AccountError, EmailAddress, NEW_ADDRESS_HOURS, OLD_ADDRESS_DAYS, Profile},
    site::AuditAction,
};
use sea_orm::{ActiveValue::Set, ConnectionTrait, EntityTrait, QueryFilter, QueryOrder, QuerySelect, prelude::*};

use super::{
    access, mail_tokens, profile,
    protected::protected,
    sign_up::{account_by_email, enqueue_mail},
};
use crate::{
    Cx, Error, Result, Store, Tx,
    db::violated_unique,
    entity::{account, email_change, mail_token::MailTokenPurpose},
    jobs::Job,
    site::audit,
};

impl Store {
    /// Mails a link to the new address, and word of it to the old one with a link that takes it back. An address that
    /// has an account already is told so instead; the answer is the same.
    ///
    /// # Errors
    /// [`AccountError::WrongCredentials`] and [`AccountError::TooManyAttempts`] for the password;
    /// [`DomainError::Fields`] for the address that it is already.
    pub async fn email_change_ask(
        &self,
        cx: &Cx,
        customer: &Customer,
        new: &EmailAddress,
        password: &str,
    ) -> Result<()> {
        let account_id = customer.account_id;
        self.password_check(cx, account_id, password).await?;
        self.write("email_change_ask", |tx| async move {
            let own = account::Entity::find_by_id(account_id).one(&tx).await?.ok_or(DomainError::NotFound)?;
            if own.email == new.as_str() {
                return Err(FieldErrors::of("email", FieldError::EmailInvalid).into());
            }
            if let Some(owner) = account_by_email(&tx, new.as_str()).await? {
                let told = Job::AccountExistsMail { account_id: owner.id, next: None };
                return enqueue_mail(cx, &tx, new.as_str(), told).await;
            }
            // Whoever has the address of an earlier wish must not confirm this one.
            mail_tokens::end_all(cx, &tx, account_id, Some(MailTokenPurpose::NewAddress)).await?;
            let id: Uuid = cx.new_id();
            let row = email_change::ActiveModel {
                id: Set(id),
                account_id: Set(account_id),
                old_email: Set(own.email.clone()),
                new_email: Set(new.as_str().to_owned()),
                asked_at: Set(cx.now),
                confirmed_at: Set(None),
                undone_at: Set(None),
            };
            email_change::Entity::insert(row).exec_without_returning(&tx).await?;
            enqueue_mail(cx, &tx, new.as_str(), Job::NewAddressMail { change_id: id }).await?;
            enqueue_mail(cx, &tx, &own.email, Job::OldAddressMail { change_id: id }).await
        })
        .await
    }

    /// A change that still stands and is the last that was asked for, for the mails about it: whose, from which address
    /// to which.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn email_change(&self, _cx: &Cx, id: Uuid) -> Result<Option<(AccountId, String, String)>> {
        let db = self.db.read();
        let Some(row) = email_change::Entity::find_by_id(id).one(db).await? else { return Ok(None) };
        let row = latest(db, row.account_id).await?.filter(|last| last.id == id);
        Ok(row.map(|row| (row.account_id, row.old_email, row.new_email)))
    }

    /// Changes the address by the link that was mailed to the new one.
    ///
    /// # Errors
    /// [`AccountError::LinkExpired`], also when there is a later change; [`AccountError::EmailTaken`] when somebody
    /// has signed up with the address meanwhile.
    pub async fn email_change_confirm(&self, cx: &Cx, token: &str) -> Result<()> {
        let outcome = self.write("email_change_confirm", |tx| async move {
            let account_id = mail_tokens::consume(cx, &tx, token, MailTokenPurpose::NewAddress).await?;
            let since = cx.now - TimeDelta::hours(NEW_ADDRESS_HOURS);
            let change =
                latest(&tx, account_id).await?.filter(|row| row.asked_at > since && row.confirmed_at.is_none());
            let change = change.ok_or(AccountError::LinkExpired)?;
            set_email(cx, &tx, account_id, &change.new_email).await?;
            mark(&tx, change.id, email_change::Column::ConfirmedAt, cx).await?;
            audit(cx, &tx, AuditAction::AccountEmail, account_id).await
        });
        taken(outcome.await)
    }

    /// Takes a change back by the link that was mailed to the old address, before or after it was confirmed: the old
    /// address is the account's, and every session, token and the calendar's address end. Returns the secret of a link
    /// to set a new password, for whoever asked for the change knew the one before.
    ///
    /// # Errors
    /// [`AccountError::LinkExpired`]; [`AccountError::EmailTaken`] when somebody has signed up with the address.
    pub async fn email_change_undo(&self, cx: &Cx, token: &str) -> Result<String> {
        let outcome = self.write("email_change_undo", |tx| async move {
            let account_id = mail_tokens::consume(cx, &tx, token, MailTokenPurpose::OldAddress).await?;
            let since = cx.now - TimeDelta::days(OLD_ADDRESS_DAYS);
            let change = earliest(&tx, account_id, since).await?.ok_or(AccountError::LinkExpired)?;
            set_email(cx, &tx, account_id, &change.old_email).await?;
            for undone in standing(&tx, account_id, since).await? {
                mark(&tx, undone.id, email_change::Column::UndoneAt, cx).await?;
            }
            mail_tokens::end_all(cx, &tx, account_id, None).await?;
            access::end_all(cx, &tx, account_id, None).await?;
            audit(cx, &tx, AuditAction::AccountEmail, account_id).await?;
            Ok(account_id)
        });
        let account_id = taken(outcome.await)?;
        self.mail_token_create(cx, account_id, MailTokenPurpose::Reset).await
    }
}

fn taken<T>(outcome: Result<T>) -> Result<T> {
    match outcome {
        Err(Error::Db(error)) if violated_unique(&error).as_deref() == Some("uq_account_email") => {
            Err(AccountError::EmailTaken.into())
        }
        outcome => outcome,
    }
}

async fn latest(db: &impl ConnectionTrait, account_id: AccountId) -> Result<Option<email_change::Model>> {
    let all = email_change::Entity::find()
        .filter(email_change::Column::AccountId.eq(account_id))
        .filter(email_change::Column::UndoneAt.is_null())
        .order_by_desc(email_change::Column::AskedAt)
        .order_by_desc(email_change::Column::Id);
    Ok(all.limit(1).one(db).await?)
}

/// The changes that were not undone, the first first.
async fn standing(tx: &Tx, account_id: AccountId, since: ChronoDateTimeUtc) -> Result<Vec<email_change::Model>> {
    let all = email_change::Entity::find()
        .filter(email_change::Column::AccountId.eq(account_id))
        .filter(email_change::Column::UndoneAt.is_null())
        .filter(email_change::Column::AskedAt.gt(since))
        .order_by_asc(email_change::Column::AskedAt)
        .order_by_asc(email_change::Column::Id);
    Ok(all.all(tx).await?)
}

/// The address before the first of several changes is the owner's.
async fn earliest(tx: &Tx, account_id: AccountId, since: ChronoDateTimeUtc) -> Result<Option<email_change::Model>> {
    Ok(standing(tx, account_id, since).await?.into_iter().next())
}

async fn set_email(cx: &Cx, tx: &Tx, account_id: AccountId, email: &str) -> Result<()> {
    let row = account::Entity::find_by_id(account_id).one(tx).await?.ok_or(DomainError::NotFound)?;
    // Whoever is protected is not found by the address.
    let searched = if protected(tx, account_id).await?.is_some() { "" } else { email };
    let profile = Profile { display_name: row.display_name, kana: row.kana, phone: row.phone };
    let changed = account::ActiveModel {
        id: Set(account_id),
        email: Set(email.to_owned()),
        email_confirmed_at: Set(Some(cx.now)),
        ..profile::columns(&profile, searched)
    };
    account::Entity::update(changed).exec_without_returning(tx).await?;
    Ok(())
}

async fn mark(tx: &Tx, id: Uuid, column: email_change::Column, cx: &Cx) -> Result<()> {
    let change = email_change::Entity::update_many().col_expr(column, Expr::value(Some(cx.now)));
    change.filter(email_change::Column::Id.eq(id)).exec(tx).await?;
    Ok(())
}
