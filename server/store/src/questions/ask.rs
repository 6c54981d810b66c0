//! Asking a maker about a piece.

use chrono::{DateTime, Utc};
use domain::{
    DomainError,
    members::language_word,
    questions::{AskQuestion, QuestionAbout, QuestionError, QuestionPiece, QuestionState},
    shop::ProductStatus,
};
use sea_orm::{ActiveValue::Set, ColumnTrait, ConnectionTrait, EntityTrait, QueryFilter};

use crate::{
    Cx, Result, Store, Tx,
    catalog::snapshot_by_number,
    entity::{product, question},
    jobs::{self, Job},
    link::FormKey,
    members::{ThrottledAct, client_network, mail_time, throttle_take},
};

impl Store {
    /// What the form shows of the piece with this number.
    ///
    /// # Errors
    /// [`DomainError::NotFound`] when it never was in the shop.
    pub async fn question_about(&self, _cx: &Cx, product_number: i64) -> Result<QuestionAbout> {
        let read = self.db.read();
        let row = product_row(read, product_number).await?;
        if row.status != ProductStatus::Published {
            return Ok(QuestionAbout { product_number, piece: None });
        }
        let piece = snapshot_by_number(read, product_number).await?.map(|piece| QuestionPiece {
            title: piece.title,
            title_en: piece.title_en,
            maker: piece.maker,
            photo: piece.photo,
        });
        Ok(QuestionAbout { product_number, piece })
    }

    /// Asks its maker about a piece, who is mailed; the same form sent again asks once. Throttled by network and by the
    /// address to which the answer goes.
    ///
    /// # Errors
    /// [`QuestionError::NotInTheShop`], [`QuestionError::FormUsed`] when the form asked something else,
    /// [`domain::members::AccountError::TooManyAttempts`], [`DomainError::NotFound`].
    pub async fn question_ask(&self, cx: &Cx, product_number: i64, cmd: &AskQuestion) -> Result<()> {
        let form = &FormKey::new(&cmd.idempotency_key, &cmd.contents(product_number));
        self.write("question_ask", |tx| async move {
            let first = question::Entity::find().filter(question::Column::IdempotencyKey.eq(&form.key));
            if let Some(first) = first.one(&tx).await? {
                let is_same = first.request_digest == form.digest;
                return if is_same { Ok(()) } else { Err(QuestionError::FormUsed.into()) };
            }
            let piece = product_row(&tx, product_number).await?;
            if piece.status != ProductStatus::Published {
                return Err(QuestionError::NotInTheShop.into());
            }
            let mail_at = throttle(cx, &tx, cmd).await?;
            let id = cx.new_id();
            let row = question::ActiveModel {
                id: Set(id),
                product_id: Set(piece.id),
                account_id: Set(cx.actor.account().map(|account| account.id)),
                name: Set(cmd.name.clone()),
                email: Set(cmd.email.clone()),
                language: Set(language_word(cmd.language).to_owned()),
                text: Set(cmd.text.clone()),
                asked_at: Set(cx.now),
                state: Set(QuestionState::Open),
                answer: Set(String::new()),
                ended_at: Set(None),
                idempotency_key: Set(form.key.clone()),
                request_digest: Set(form.digest.clone()),
            };
            question::Entity::insert(row).exec_without_returning(&tx).await?;
            jobs::enqueue_at(cx, &tx, Job::QuestionMail { question_id: id }, mail_at).await
        })
        .await
    }
}

/// A product that is in the shop or was once.
async fn product_row(conn: &impl ConnectionTrait, number: i64) -> Result<product::Model> {
    let row = product::Entity::find().filter(product::Column::Number.eq(number)).one(conn).await?;
    row.filter(|row| row.published_at.is_some()).ok_or(DomainError::NotFound.into())
}

/// Returns when the mail to the maker may leave.
async fn throttle(cx: &Cx, tx: &Tx, cmd: &AskQuestion) -> Result<DateTime<Utc>> {
    throttle_take(cx, tx, ThrottledAct::QuestionClient, &client_network(&cmd.client)).await?;
    throttle_take(cx, tx, ThrottledAct::QuestionAddress, &cmd.email).await?;
    let is_known = cx.actor.account().is_some_and(|account| account.email_confirmed && account.email == cmd.email);
    if is_known { Ok(cx.now) } else { mail_time(cx, tx).await }
}
