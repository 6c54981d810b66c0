//! Bearer tokens of the JSON API.

use chrono::TimeDelta;
use domain::{
    AccountId, ApiTokenId, Customer, DomainError,
    members::{API_TOKENS_MAX, AccountError, ApiTokenRow, NewToken, TokenScopes},
};
use sea_orm::{ActiveValue::Set, EntityTrait, PaginatorTrait, QueryFilter, QueryOrder, QuerySelect, prelude::*};

use super::secret::{digest, new_secret};
use crate::{
    Cx, Result, Store, Tx,
    entity::{account, api_token},
};

/// Begins every token, so that people and secret scanners know what they found.
const PREFIX: &str = "tkb_";

impl Store {
    /// Makes a token and returns it: it cannot be read again.
    ///
    /// # Errors
    /// [`AccountError::EmailNotConfirmed`], [`AccountError::TooManyTokens`].
    pub async fn api_token_create(&self, cx: &Cx, customer: &Customer, new: &NewToken) -> Result<String> {
        let raw = format!("{PREFIX}{}", new_secret());
        let hash = &digest(&raw);
        self.write("api_token_create", |tx| async move {
            let owner = account::Entity::find_by_id(customer.account_id).one(&tx).await?;
            if owner.ok_or(DomainError::NotFound)?.email_confirmed_at.is_none() {
                return Err(AccountError::EmailNotConfirmed.into());
            }
            let live = api_token::Entity::find()
                .filter(api_token::Column::AccountId.eq(customer.account_id))
                .filter(api_token::Column::RevokedAt.is_null())
                .filter(api_token::Column::ExpiresAt.gt(cx.now))
                .count(&tx)
                .await?;
            if live >= API_TOKENS_MAX {
                return Err(AccountError::TooManyTokens { max: API_TOKENS_MAX }.into());
            }
            let row = api_token::ActiveModel {
                id: Set(cx.new_id()),
                account_id: Set(customer.account_id),
                token_hash: Set(hash.clone()),
                label: Set(new.label.clone()),
                created_at: Set(cx.now),
                revoked_at: Set(None),
                scopes: Set(new.scopes.to_string()),
                expires_at: Set(Some(cx.now + TimeDelta::days(new.days))),
            };
            api_token::Entity::insert(row).exec_without_returning(&tx).await?;
            Ok(())
        })
        .await?;
        Ok(raw)
    }

    /// The person's live tokens, the newest first.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn api_tokens_list(&self, cx: &Cx, customer: &Customer) -> Result<Vec<ApiTokenRow>> {
        let rows = api_token::Entity::find()
            .filter(api_token::Column::AccountId.eq(customer.account_id))
            .filter(api_token::Column::RevokedAt.is_null())
            .filter(api_token::Column::ExpiresAt.gt(cx.now))
            .order_by_desc(api_token::Column::CreatedAt)
            .order_by_desc(api_token::Column::Id)
            .limit(API_TOKENS_MAX)
            .all(self.db.read())
            .await?;
        let line = |row: api_token::Model| ApiTokenRow {
            id: row.id,
            label: row.label,
            created_at: row.created_at,
            scopes: TokenScopes::parse(&row.scopes),
            expires_at: row.expires_at.unwrap_or(row.created_at),
        };
        Ok(rows.into_iter().map(line).collect())
    }

    /// Revokes one of the person's own tokens.
    ///
    /// # Errors
    /// [`DomainError::NotFound`] when it is not theirs or is revoked already.
    pub async fn api_token_revoke(&self, cx: &Cx, customer: &Customer, id: ApiTokenId) -> Result<()> {
        self.write("api_token_revoke", |tx| async move {
            let revoked = api_token::Entity::update_many()
                .col_expr(api_token::Column::RevokedAt, Expr::value(Some(cx.now)))
                .filter(api_token::Column::Id.eq(id))
                .filter(api_token::Column::AccountId.eq(customer.account_id))
                .filter(api_token::Column::RevokedAt.is_null())
                .exec(&tx)
                .await?;
            if revoked.rows_affected == 0 { Err(DomainError::NotFound.into()) } else { Ok(()) }
        })
        .await
    }
}

/// Revokes all tokens of an account.
pub(super) async fn revoke_all(cx: &Cx, tx: &Tx, account_id: AccountId) -> Result<()> {
    api_token::Entity::update_many()
        .col_expr(api_token::Column::RevokedAt, Expr::value(Some(cx.now)))
        .filter(api_token::Column::AccountId.eq(account_id))
        .filter(api_token::Column::RevokedAt.is_null())
        .exec(tx)
        .await?;
    Ok(())
}
