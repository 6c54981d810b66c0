//! The rows that say what happened to pieces; [`super::stock`] writes one with each change of how many are on hand.

use domain::{AccountId, ProductId, catalog::MovementKind};
use sea_orm::{ActiveValue::Set, EntityTrait};

use crate::{Cx, Result, Tx, entity::stock_movement, link::FormKey};

/// A movement that is to be written down.
pub(crate) struct NewMovement<'t> {
    pub product: ProductId,
    pub kind: MovementKind,
    /// Below zero when they left; of nothing no row is written.
    pub pieces: i64,
    /// After it.
    pub on_hand: i64,
    pub by: Option<AccountId>,
    pub note: &'t str,
    /// Of a form that moves pieces once.
    pub form: Option<&'t FormKey>,
}

impl NewMovement<'_> {
    /// One that needs no words.
    pub fn plain(product: ProductId, kind: MovementKind, pieces: i64, on_hand: i64) -> NewMovement<'static> {
        NewMovement { product, kind, pieces, on_hand, by: None, note: "", form: None }
    }
}

/// Writes them in one statement.
pub(super) async fn insert(cx: &Cx, tx: &Tx, movements: impl IntoIterator<Item = NewMovement<'_>>) -> Result<()> {
    let moved = movements.into_iter().filter(|movement| movement.pieces != 0);
    let rows: Vec<_> = moved.map(|movement| row(cx, &movement)).collect();
    if !rows.is_empty() {
        stock_movement::Entity::insert_many(rows).exec_without_returning(tx).await?;
    }
    Ok(())
}

fn row(cx: &Cx, movement: &NewMovement<'_>) -> stock_movement::ActiveModel {
    stock_movement::ActiveModel {
        id: Set(cx.new_id()),
        product_id: Set(movement.product),
        at: Set(cx.now),
        kind: Set(movement.kind),
        pieces: Set(movement.pieces),
        on_hand: Set(movement.on_hand),
        note: Set(movement.note.to_owned()),
        account_id: Set(movement.by),
        idempotency_key: Set(movement.form.map(|form| form.key.clone())),
        request_digest: Set(movement.form.map(|form| form.digest.clone()).unwrap_or_default()),
    }
}
