//! Recovery codes: shown once, kept as keyed digests, good for one sign-in each.

use domain::{
    AccountId, Customer, DomainError,
    members::{FactorNews, RECOVERY_CODES, RecoveryCode},
};
use hmac::{Hmac, Mac};
use sea_orm::{ActiveValue::Set, EntityTrait, QueryFilter, prelude::*};
use sha2::Sha256;

use super::rows::{changed, which};
use crate::{Cx, Error, Result, Store, Tx, entity::recovery_code, link::LinkKey};

impl Store {
    /// Makes new recovery codes, knowing the password; the ones before work no more. They cannot be read again.
    ///
    /// # Errors
    /// Those of the password; [`DomainError::NotFound`] without a second factor.
    pub async fn recovery_codes_renew(
        &self,
        cx: &Cx,
        customer: &Customer,
        password: &str,
    ) -> Result<Vec<RecoveryCode>> {
        let id = customer.account_id;
        self.password_check(cx, id, password).await?;
        self.write("recovery_codes_renew", |tx| async move {
            if which(&tx, id).await? == (false, 0) {
                return Err(DomainError::NotFound.into());
            }
            let codes = replace(cx, &tx, &self.links, id).await?;
            changed(cx, &tx, id, FactorNews::CodesNew).await?;
            Ok(codes)
        })
        .await
    }
}

/// New codes in the place of all others.
pub(super) async fn replace(cx: &Cx, tx: &Tx, key: &LinkKey, account_id: AccountId) -> Result<Vec<RecoveryCode>> {
    recovery_code::Entity::delete_many().filter(recovery_code::Column::AccountId.eq(account_id)).exec(tx).await?;
    let codes: Vec<RecoveryCode> = (0..RECOVERY_CODES).map(|_| RecoveryCode::of(rand::random())).collect();
    let mut rows = Vec::new();
    for code in &codes {
        rows.push(recovery_code::ActiveModel {
            account_id: Set(account_id),
            code_hash: Set(code_digest(key, account_id, code)?),
            created_at: Set(cx.now),
            used_at: Set(None),
        });
    }
    recovery_code::Entity::insert_many(rows).exec_without_returning(tx).await?;
    Ok(codes)
}

/// Uses a code up; `false` for one that is none, or was used. Of two who try at once, one succeeds.
pub(super) async fn spend(cx: &Cx, tx: &Tx, key: &LinkKey, account_id: AccountId, code: &RecoveryCode) -> Result<bool> {
    let spent = recovery_code::Entity::update_many()
        .col_expr(recovery_code::Column::UsedAt, Expr::value(Some(cx.now)))
        .filter(recovery_code::Column::AccountId.eq(account_id))
        .filter(recovery_code::Column::CodeHash.eq(code_digest(key, account_id, code)?))
        .filter(recovery_code::Column::UsedAt.is_null())
        .exec(tx)
        .await?;
    Ok(spent.rows_affected == 1)
}

/// 50 bits are soon tried through: without the key, which stands in no database, nobody can begin.
fn code_digest(key: &LinkKey, account_id: AccountId, code: &RecoveryCode) -> Result<String> {
    let mut mac = Hmac::<Sha256>::new_from_slice(&key.derived("recovery_code")?).map_err(Error::internal)?;
    mac.update(account_id.0.as_bytes());
    mac.update(code.plain().as_bytes());
    Ok(hex::encode(mac.finalize().into_bytes()))
}
