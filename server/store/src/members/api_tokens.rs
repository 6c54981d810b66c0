//! Bearer tokens of the JSON API.

use domain::{
    ApiTokenId, Customer, DomainError,
    form::FieldErrors,
    members::{API_TOKENS_MAX, AccountError, ApiTokenRow, check_name},
};
use sea_orm::{ActiveValue::Set, EntityTrait, PaginatorTrait, QueryFilter, QueryOrder, QuerySelect, prelude::*};

use super::secret::{digest, new_secret};
use crate::{Cx, Result, Store, entity::api_token};

/// Begins every token, so that people and secret scanners know what they found.
const PREFIX: &str = "tkb_";

impl Store {
    /// Makes a token and returns it: it cannot be read again.
    ///
    /// # Errors
    /// [`domain::DomainError::Fields`] for the label, [`AccountError::TooManyTokens`].
    pub async fn api_token_create(&self, cx: &Cx, customer: &Customer, label: &str) -> Result<String> {
        let raw = format!("{PREFIX}{}", new_secret());
        let (label, hash) = (&check_name(label).map_err(|error| FieldErrors::of("label", error))?, &digest(&raw));
        self.write("api_token_create", |tx| async move {
            let live = api_token::Entity::find()
                .filter(api_token::Column::AccountId.eq(customer.account_id))
                .filter(api_token::Column::RevokedAt.is_null())
                .count(&tx)
                .await?;
            if live >= API_TOKENS_MAX {
                return Err(AccountError::TooManyTokens { max: API_TOKENS_MAX }.into());
            }
            let row = api_token::ActiveModel {
                id: Set(cx.new_id()),
                account_id: Set(customer.account_id),
                token_hash: Set(hash.clone()),
                label: Set(label.clone()),
                created_at: Set(cx.now),
                revoked_at: Set(None),
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
    pub async fn api_tokens_list(&self, _cx: &Cx, customer: &Customer) -> Result<Vec<ApiTokenRow>> {
        let rows = api_token::Entity::find()
            .filter(api_token::Column::AccountId.eq(customer.account_id))
            .filter(api_token::Column::RevokedAt.is_null())
            .order_by_desc(api_token::Column::CreatedAt)
            .order_by_desc(api_token::Column::Id)
            .limit(API_TOKENS_MAX)
            .all(self.db.read())
            .await?;
        let line = |row: api_token::Model| ApiTokenRow { id: row.id, label: row.label, created_at: row.created_at };
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
