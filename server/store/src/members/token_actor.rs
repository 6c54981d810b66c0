//! Whom a bearer token of the JSON API stands for.

use domain::{Actor, members::TokenScopes};
use sea_orm::{EntityTrait, FromQueryResult, JoinType, QueryFilter, QuerySelect, prelude::*};

use super::{
    factors,
    identity::{Row, select},
    secret::digest,
};
use crate::{
    Cx, Result, Store,
    entity::{account, api_token},
};

#[derive(FromQueryResult)]
struct TokenRow {
    #[sea_orm(nested)]
    identity: Row,
    scopes: String,
}

impl Store {
    /// The actor that a bearer token of the JSON API stands for, and what it may do; `None` for one that is unknown,
    /// revoked or over, or whose owner has no confirmed address or is disabled. A token needs no second factor itself: it
    /// was made by somebody who had given it. Where one is required of its owner, who has none, it is held back too.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn token_actor(&self, cx: &Cx, raw: &str) -> Result<Option<(Actor, TokenScopes)>> {
        let to_token =
            account::Entity::belongs_to(api_token::Entity).from(account::Column::Id).to(api_token::Column::AccountId);
        let query = select()
            .join(JoinType::InnerJoin, to_token.into())
            .column(api_token::Column::Scopes)
            .filter(api_token::Column::TokenHash.eq(digest(raw)))
            .filter(api_token::Column::RevokedAt.is_null())
            .filter(api_token::Column::ExpiresAt.gt(cx.now))
            .filter(account::Column::EmailConfirmedAt.is_not_null());
        let Some(row) = query.into_model::<TokenRow>().one(self.db.read()).await? else { return Ok(None) };
        let Some(mut identity) = row.identity.identity() else { return Ok(None) };
        if self.site().await?.second_factor.asks(identity.account.role) {
            identity.held_back = factors::which(self.db.read(), identity.account.id).await? == (false, 0);
        }
        Ok(Some((identity.actor(), TokenScopes::parse(&row.scopes))))
    }
}
