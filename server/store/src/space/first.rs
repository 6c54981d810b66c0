//! The first operator: a key that is printed once, good until there is an operator.

use domain::{
    AccountId, DomainError,
    members::{AccountError, NewAccount, Role},
    site::{AuditAction, SiteSettings},
};
use sea_orm::{ConnectionTrait, EntityTrait, PaginatorTrait, QueryFilter, prelude::*};

use crate::{
    Cx, Error, Result, Store,
    entity::{account, setting},
    members::{account_insert, new_secret, password_hash, token_digest as digest},
    site::{audit, is_begun, setting_put, settings_put},
};

/// Where the key's hash is kept.
const KEY: &str = "first_operator_key";

impl Store {
    /// A fresh key for whoever becomes the first operator; `None` when there is one already. The key that was printed
    /// before works no longer. A space of which nothing is known begins unseen by visitors.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn first_operator_key(&self, cx: &Cx) -> Result<Option<String>> {
        let key = &new_secret();
        self.write("first_operator_key", |tx| async move {
            if has_operator(&tx).await? {
                return Ok(None);
            }
            if !is_begun(&tx).await? {
                settings_put(cx, &tx, &SiteSettings::begun()).await?;
            }
            setting_put(cx, &tx, KEY, &digest(key)).await?;
            Ok(Some(key.clone()))
        })
        .await
    }

    /// Whether a key would make its bearer the first operator; looking does not use it up.
    ///
    /// # Errors
    /// [`DomainError::NotFound`] once there is an operator; when the database fails.
    pub async fn first_operator_key_works(&self, key: &str) -> Result<bool> {
        let conn = self.db().read();
        if has_operator(conn).await? {
            return Err(DomainError::NotFound.into());
        }
        let row = setting::Entity::find_by_id(KEY).one(conn).await?;
        Ok(row.is_some_and(|row| row.value == digest(key)))
    }

    /// Makes the first operator and uses the key up. Of two at once one comes first: the key is one row, deleted once.
    ///
    /// # Errors
    /// [`DomainError::NotFound`] once there is an operator; [`AccountError::LinkExpired`] for a key that is not the last
    /// one printed; [`AccountError::EmailTaken`]; when the database fails.
    pub async fn first_operator(&self, cx: &Cx, key: &str, new: &NewAccount) -> Result<AccountId> {
        // Before the slow hash: who has no key makes no work.
        if !self.first_operator_key_works(key).await? {
            return Err(AccountError::LinkExpired.into());
        }
        let phc = &password_hash(&new.password).await?;
        self.write("first_operator", |tx| async move {
            if has_operator(&tx).await? {
                return Err(DomainError::NotFound.into());
            }
            let used = setting::Entity::delete_many()
                .filter(setting::Column::Key.eq(KEY))
                .filter(setting::Column::Value.eq(digest(key)))
                .exec(&tx)
                .await?;
            if used.rows_affected == 0 {
                return Err(AccountError::LinkExpired.into());
            }
            let id = account_insert(cx, &tx, new, Role::Operator, phc, true).await.map_err(email_taken)?;
            audit(cx, &tx, AuditAction::FirstOperator, id).await?;
            Ok(id)
        })
        .await
    }
}

async fn has_operator<C: ConnectionTrait>(conn: &C) -> Result<bool> {
    let operators = account::Entity::find().filter(account::Column::Role.eq(Role::Operator));
    Ok(operators.count(conn).await? > 0)
}

fn email_taken(error: Error) -> Error {
    match error {
        Error::Db(error) if crate::db::violated_unique(&error).as_deref() == Some("uq_account_email") => {
            AccountError::EmailTaken.into()
        }
        other => other,
    }
}
