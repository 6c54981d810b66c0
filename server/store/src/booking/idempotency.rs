//! The API's answers by `Idempotency-Key`: a request that comes again gets the first answer.

use std::sync::Arc;

use chrono::TimeDelta;
use domain::{AccountId, DomainError, Member, booking::Booked};
use sea_orm::{ActiveValue::Set, ColumnTrait, EntityTrait, QueryFilter, sea_query::OnConflict};

use crate::{Cx, Result, Store, Tx, entity::idempotency_key};

/// Longest key, in characters.
pub const KEY_CHARS_MAX: usize = 200;
/// How long answers are kept.
const KEPT_DAYS: i64 = 7;

/// Where and how an answer is kept.
#[derive(Clone)]
pub struct KeyedAnswer {
    pub key: String,
    /// Tells requests apart: another one under the same key is refused.
    pub digest: String,
    /// The body of the answer to a booking that was made.
    pub body: Arc<dyn Fn(&Booked) -> String + Send + Sync>,
}

/// An answer that was given before.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FirstAnswer {
    pub status: u16,
    pub body: String,
}

impl Store {
    /// The first answer under a key.
    ///
    /// # Errors
    /// [`DomainError::KeyReused`] when the key came with another request.
    pub async fn idempotent_answer(
        &self,
        _cx: &Cx,
        member: &Member,
        key: &str,
        digest: &str,
    ) -> Result<Option<FirstAnswer>> {
        let id = (member.account_id, key.to_owned());
        match idempotency_key::Entity::find_by_id(id).one(self.db().read()).await? {
            None => Ok(None),
            Some(row) if row.digest != digest => Err(DomainError::KeyReused.into()),
            Some(row) => Ok(Some(FirstAnswer { status: u16::try_from(row.status).unwrap_or(500), body: row.body })),
        }
    }

    /// Keeps an answer that changed nothing else (a refusal); the first one stays.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn idempotent_keep(
        &self,
        cx: &Cx,
        member: &Member,
        key: &str,
        digest: &str,
        answer: &FirstAnswer,
    ) -> Result<()> {
        let owner = member.account_id;
        self.write("idempotent_keep", |tx| async move {
            let row = row(cx, owner, key, digest, answer.status, answer.body.clone());
            let columns = [idempotency_key::Column::AccountId, idempotency_key::Column::Key];
            idempotency_key::Entity::insert(row)
                .on_conflict(OnConflict::columns(columns).do_nothing().to_owned())
                .exec_without_returning(&tx)
                .await?;
            Ok(())
        })
        .await
    }

    /// Forgets old answers.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn idempotency_tidy(&self, cx: &Cx) -> Result<()> {
        self.write("idempotency_tidy", |tx| async move {
            idempotency_key::Entity::delete_many()
                .filter(idempotency_key::Column::CreatedAt.lt(cx.now - TimeDelta::days(KEPT_DAYS)))
                .exec(&tx)
                .await?;
            Ok(())
        })
        .await
    }
}

/// Keeps the answer to a booking in its own transaction. A second request under the key, at the same time, violates the
/// primary key and is rolled back whole.
pub(super) async fn keep(cx: &Cx, tx: &Tx, owner: AccountId, answer: &KeyedAnswer, booked: &Booked) -> Result<()> {
    let row = row(cx, owner, &answer.key, &answer.digest, 201, (answer.body)(booked));
    idempotency_key::Entity::insert(row).exec_without_returning(tx).await?;
    Ok(())
}

fn row(cx: &Cx, owner: AccountId, key: &str, digest: &str, status: u16, body: String) -> idempotency_key::ActiveModel {
    idempotency_key::ActiveModel {
        account_id: Set(owner),
        key: Set(key.to_owned()),
        digest: Set(digest.to_owned()),
        status: Set(i32::from(status)),
        body: Set(body),
        created_at: Set(cx.now),
    }
}
