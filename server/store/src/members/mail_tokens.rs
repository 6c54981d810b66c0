//! Links sent by mail: made when the mail is sent, kept as hashes, good once and for a while.

use chrono::{DateTime, TimeDelta, Utc};
use domain::{
    AccountId,
    members::{
        AccountError, AccountMail, CONFIRM_HOURS, NEW_ADDRESS_HOURS, OLD_ADDRESS_DAYS, RESET_MINUTES, language_of,
    },
};
use sea_orm::{ActiveValue::Set, EntityTrait, QueryFilter, prelude::*};

use super::secret::{digest, new_secret};
use crate::{
    Cx, Result, Store, Tx,
    entity::{
        account,
        mail_token::{self, MailTokenPurpose},
    },
};

impl MailTokenPurpose {
    fn lasts(self) -> TimeDelta {
        match self {
            MailTokenPurpose::Confirm => TimeDelta::hours(CONFIRM_HOURS),
            MailTokenPurpose::Reset => TimeDelta::minutes(RESET_MINUTES),
            MailTokenPurpose::NewAddress => TimeDelta::hours(NEW_ADDRESS_HOURS),
            MailTokenPurpose::OldAddress => TimeDelta::days(OLD_ADDRESS_DAYS),
        }
    }
}

impl Store {
    /// Makes a link's secret. It is handed out here only; the database keeps its hash.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn mail_token_create(&self, cx: &Cx, account_id: AccountId, purpose: MailTokenPurpose) -> Result<String> {
        let raw = new_secret();
        let hash = &digest(&raw);
        self.write("mail_token_create", |tx| async move {
            let row = mail_token::ActiveModel {
                token_hash: Set(hash.clone()),
                account_id: Set(account_id),
                purpose: Set(purpose),
                created_at: Set(cx.now),
                expires_at: Set(cx.now + purpose.lasts()),
                used_at: Set(None),
            };
            mail_token::Entity::insert(row).exec_without_returning(&tx).await?;
            Ok(())
        })
        .await?;
        Ok(raw)
    }

    /// Whose link it is, if it would still work; looking does not use it up.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn mail_token_owner(&self, cx: &Cx, raw: &str, purpose: MailTokenPurpose) -> Result<Option<AccountId>> {
        let row = mail_token::Entity::find_by_id(digest(raw)).one(self.db.read()).await?;
        Ok(row.filter(|row| works(row, purpose, cx.now)).map(|row| row.account_id))
    }

    /// Where to mail to and how to address them; nobody who is disabled.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn account_mail(&self, _cx: &Cx, account_id: AccountId) -> Result<Option<AccountMail>> {
        let row = account::Entity::find_by_id(account_id).one(self.db.read()).await?;
        Ok(row.filter(|row| row.disabled_at.is_none()).map(|row| AccountMail {
            language: language_of(&row.language),
            email: row.email,
            display_name: row.display_name,
            email_confirmed: row.email_confirmed_at.is_some(),
        }))
    }
}

/// Uses a link up and says whose it was.
///
/// # Errors
/// [`AccountError::LinkExpired`] when it is unknown, used or too old.
pub(super) async fn consume(cx: &Cx, tx: &Tx, raw: &str, purpose: MailTokenPurpose) -> Result<AccountId> {
    let row = mail_token::Entity::find_by_id(digest(raw)).one(tx).await?;
    let row = row.filter(|row| works(row, purpose, cx.now)).ok_or(AccountError::LinkExpired)?;
    // The other links of this purpose go with it: an older mail must not open the account again.
    mail_token::Entity::update_many()
        .col_expr(mail_token::Column::UsedAt, Expr::value(Some(cx.now)))
        .filter(mail_token::Column::AccountId.eq(row.account_id))
        .filter(mail_token::Column::Purpose.eq(purpose))
        .filter(mail_token::Column::UsedAt.is_null())
        .exec(tx)
        .await?;
    Ok(row.account_id)
}

/// Ends the links of an account: all of them, or those of one purpose.
pub(super) async fn end_all(cx: &Cx, tx: &Tx, account_id: AccountId, purpose: Option<MailTokenPurpose>) -> Result<()> {
    let ending = mail_token::Entity::update_many()
        .col_expr(mail_token::Column::UsedAt, Expr::value(Some(cx.now)))
        .filter(mail_token::Column::AccountId.eq(account_id))
        .filter(mail_token::Column::UsedAt.is_null());
    let ending = match purpose {
        Some(purpose) => ending.filter(mail_token::Column::Purpose.eq(purpose)),
        None => ending,
    };
    ending.exec(tx).await?;
    Ok(())
}

/// Records that an address is proved to be theirs.
pub(super) async fn mark_confirmed(cx: &Cx, tx: &Tx, account_id: AccountId) -> Result<()> {
    account::Entity::update_many()
        .col_expr(account::Column::EmailConfirmedAt, Expr::value(Some(cx.now)))
        .filter(account::Column::Id.eq(account_id))
        .filter(account::Column::EmailConfirmedAt.is_null())
        .exec(tx)
        .await?;
    Ok(())
}

fn works(row: &mail_token::Model, purpose: MailTokenPurpose, now: DateTime<Utc>) -> bool {
    row.purpose == purpose && row.used_at.is_none() && row.expires_at > now
}
