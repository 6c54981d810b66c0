//! The factors that somebody has.

use domain::{
    Customer,
    members::{AccountError, Factors, PasskeyRow},
};
use sea_orm::{ConnectionTrait, EntityTrait, PaginatorTrait, QueryFilter, QueryOrder, prelude::*};

use super::steps;
use crate::{
    Cx, Result, Store,
    entity::{auth_step::AuthStepPurpose, passkey, recovery_code, totp},
};

impl Store {
    /// The person's own. Three queries.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn factors_own(&self, _cx: &Cx, customer: &Customer) -> Result<Factors> {
        factors(self.db.read(), customer.account_id).await
    }

    /// Those of whoever has given the password and is asked for a code now.
    ///
    /// # Errors
    /// [`AccountError::LinkExpired`] when nobody is.
    pub async fn factors_asked(&self, cx: &Cx, step: &str) -> Result<Factors> {
        let row = steps::find(cx, self.db.read(), step, AuthStepPurpose::Code).await?;
        let id = row.and_then(|row| row.account_id).ok_or(AccountError::LinkExpired)?;
        factors(self.db.read(), id).await
    }
}

async fn factors(db: &impl ConnectionTrait, id: domain::AccountId) -> Result<Factors> {
    let app = totp::Entity::find_by_id(id).one(db).await?;
    let left = recovery_code::Entity::find()
        .filter(recovery_code::Column::AccountId.eq(id))
        .filter(recovery_code::Column::UsedAt.is_null());
    let passkeys = passkey::Entity::find().filter(passkey::Column::AccountId.eq(id));
    let passkeys = passkeys.order_by_asc(passkey::Column::Id).all(db).await?;
    let row = |row: passkey::Model| PasskeyRow {
        id: row.id,
        name: row.name,
        created_at: row.created_at,
        used_at: row.used_at,
    };
    Ok(Factors {
        totp_since: app.and_then(|row| row.confirmed_at),
        codes_left: usize::try_from(left.count(db).await?).unwrap_or(usize::MAX),
        passkeys: passkeys.into_iter().map(row).collect(),
    })
}
