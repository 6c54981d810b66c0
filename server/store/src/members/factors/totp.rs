//! Codes of an app (RFC 6238): SHA-1, six figures, 30 seconds, for some apps know nothing else and do not say so.

use chrono::{DateTime, TimeDelta, Utc};
use domain::{
    AccountId, Customer, DomainError,
    form::{FieldError, FieldErrors},
    members::{FactorNews, RecoveryCode, SecondCode, TOTP_DIGITS, TOTP_SECONDS},
};
use sea_orm::{ActiveValue::Set, ConnectionTrait, EntityTrait, QueryFilter, prelude::*};
use totp_rs::{Algorithm, Builder, Secret, Totp};

use super::{
    codes,
    proof::Proof,
    rows::{SET_UP_MINUTES, changed, drop_idle_codes},
};
use crate::{
    Cx, Error, Result, Store, Tx,
    entity::totp,
    link::LinkKey,
    members::sessions,
    seal::{Place, open, seal},
};

/// Bytes of a secret: those of SHA-1, as RFC 4226 recommends.
const SECRET_BYTES: usize = 20;
/// Steps before and after this one whose codes count too: clocks differ, and people type slowly.
const SKEW: u16 = 1;

impl Store {
    /// Begins to set up an app: makes the secret that it will share.
    ///
    /// # Errors
    /// Those of the proof; [`DomainError::NotFound`] when codes are asked for already: turn that off first.
    pub async fn totp_begin(&self, cx: &Cx, customer: &Customer, proof: Proof<'_>) -> Result<()> {
        let id = customer.account_id;
        self.factor_proof(cx, id, proof).await?;
        let secret = rand::random::<[u8; SECRET_BYTES]>();
        let sealed = &seal(&self.links, place(id), &secret)?;
        self.write("totp_begin", |tx| async move {
            let before = totp::Entity::find_by_id(id).one(&tx).await?;
            if before.is_some_and(|row| row.confirmed_at.is_some()) {
                return Err(DomainError::NotFound.into());
            }
            totp::Entity::delete_by_id(id).exec(&tx).await?;
            let row = totp::ActiveModel {
                account_id: Set(id),
                secret: Set(sealed.clone()),
                last_step: Set(0),
                created_at: Set(cx.now),
                confirmed_at: Set(None),
            };
            totp::Entity::insert(row).exec_without_returning(&tx).await?;
            Ok(())
        })
        .await
    }

    /// The secret of an app that is being set up, in base 32; `None` when none is.
    ///
    /// # Errors
    /// When the database fails, or the key is not the one of before.
    pub async fn totp_setting_up(&self, cx: &Cx, customer: &Customer) -> Result<Option<String>> {
        let Some(row) = setting_up(cx, self.db.read(), customer.account_id).await? else { return Ok(None) };
        Ok(Some(Secret::from(open(&self.links, place(row.account_id), &row.secret)?).to_base32()))
    }

    /// Asks for codes from now on, by the first one of the app; signs out every other session but `keep`, and returns the
    /// recovery codes, which cannot be read again.
    ///
    /// # Errors
    /// [`DomainError::Fields`] for a wrong code; [`DomainError::NotFound`] when nothing is being set up.
    pub async fn totp_confirm(
        &self,
        cx: &Cx,
        customer: &Customer,
        typed: &str,
        keep: Option<&str>,
    ) -> Result<Vec<RecoveryCode>> {
        let id = customer.account_id;
        let code = &match SecondCode::parse(typed) {
            Some(SecondCode::Totp(code)) => code,
            _ => return Err(FieldErrors::of("code", FieldError::CodeForm).into()),
        };
        self.write("totp_confirm", |tx| async move {
            let row = setting_up(cx, &tx, id).await?.ok_or(DomainError::NotFound)?;
            let Some(step) = matching_step(&self.links, &row, code, cx.now)? else {
                return Err(FieldErrors::of("code", FieldError::CodeWrong).into());
            };
            totp::Entity::update_many()
                .col_expr(totp::Column::ConfirmedAt, Expr::value(Some(cx.now)))
                .col_expr(totp::Column::LastStep, Expr::value(step))
                .filter(totp::Column::AccountId.eq(id))
                .exec(&tx)
                .await?;
            sessions::end_all(&tx, id, keep).await?;
            let codes = codes::replace(cx, &tx, &self.links, id).await?;
            changed(cx, &tx, id, FactorNews::TotpOn).await?;
            Ok(codes)
        })
        .await
    }

    /// Asks for codes no more, knowing the password; signs out every other session but `keep`.
    ///
    /// # Errors
    /// Those of the password; [`DomainError::NotFound`] when none are asked for.
    pub async fn totp_off(&self, cx: &Cx, customer: &Customer, password: &str, keep: Option<&str>) -> Result<()> {
        let id = customer.account_id;
        self.password_check(cx, id, password).await?;
        self.write("totp_off", |tx| async move {
            if totp::Entity::delete_by_id(id).exec(&tx).await?.rows_affected == 0 {
                return Err(DomainError::NotFound.into());
            }
            drop_idle_codes(&tx, id).await?;
            sessions::end_all(&tx, id, keep).await?;
            changed(cx, &tx, id, FactorNews::TotpOff).await
        })
        .await
    }
}

/// Takes a code that the app shows now; `false` for a wrong one, and for one that was taken before. Of two who try at once,
/// on whichever servers, one succeeds: the step must grow.
pub(super) async fn spend(cx: &Cx, tx: &Tx, key: &LinkKey, account_id: AccountId, code: &str) -> Result<bool> {
    let row = totp::Entity::find_by_id(account_id).one(tx).await?.filter(|row| row.confirmed_at.is_some());
    let Some(row) = row else { return Ok(false) };
    let Some(step) = matching_step(key, &row, code, cx.now)? else { return Ok(false) };
    let spent = totp::Entity::update_many()
        .col_expr(totp::Column::LastStep, Expr::value(step))
        .filter(totp::Column::AccountId.eq(account_id))
        .filter(totp::Column::LastStep.lt(step))
        .exec(tx)
        .await?;
    Ok(spent.rows_affected == 1)
}

async fn setting_up(cx: &Cx, db: &impl ConnectionTrait, account_id: AccountId) -> Result<Option<totp::Model>> {
    let row = totp::Entity::find_by_id(account_id).one(db).await?;
    let since = cx.now - TimeDelta::minutes(SET_UP_MINUTES);
    Ok(row.filter(|row| row.confirmed_at.is_none() && row.created_at > since))
}

/// The step that the code belongs to, among those that count now.
fn matching_step(key: &LinkKey, row: &totp::Model, code: &str, now: DateTime<Utc>) -> Result<Option<i64>> {
    let secret = open(key, place(row.account_id), &row.secret)?;
    let seconds = u64::try_from(now.timestamp()).unwrap_or(0);
    Ok(generator(secret)?.check(code, seconds).and_then(|step| i64::try_from(step).ok()))
}

fn generator(secret: Vec<u8>) -> Result<Totp> {
    let digits = u8::try_from(TOTP_DIGITS).map_err(Error::internal)?;
    let builder = Builder::new().with_algorithm(Algorithm::SHA1).with_digits(digits).with_skew(SKEW);
    builder.with_step_duration(TOTP_SECONDS).with_secret(secret).build().map_err(Error::internal)
}

fn place(account_id: AccountId) -> Place<'static> {
    Place { table: "totp", column: "secret", row: account_id.0 }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// RFC 6238, appendix B, the last six figures.
    #[test]
    fn codes_are_those_of_the_standard() {
        let generator = generator(b"12345678901234567890".to_vec()).expect("a secret of 20 bytes");
        let table = [
            (59, "287082"),
            (1_111_111_109, "081804"),
            (1_111_111_111, "050471"),
            (1_234_567_890, "005924"),
            (2_000_000_000, "279037"),
            (20_000_000_000, "353130"),
        ];
        for (seconds, code) in table {
            let step = seconds / TOTP_SECONDS;
            assert_eq!(generator.check(code, seconds), Some(step), "{seconds}");
            assert_eq!(generator.check(code, seconds + TOTP_SECONDS), Some(step), "a little late");
            assert_eq!(generator.check(code, (step + 2) * TOTP_SECONDS), None, "too late");
            // The first step of all has none so long before it.
            if let Some(early) = (step * TOTP_SECONDS).checked_sub(TOTP_SECONDS + 1) {
                assert_eq!(generator.check(code, early), None, "too early");
            }
        }
    }
}
