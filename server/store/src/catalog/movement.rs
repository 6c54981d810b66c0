//! The rows that say what happened to pieces; [`super::stock`] writes one with each change of how many are on hand.

use std::collections::HashMap;

use domain::{AccountId, ProductId, catalog::MovementKind};
use sea_orm::{ActiveValue::Set, ColumnTrait, EntityTrait, QueryFilter, QuerySelect};

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
    let moved: Vec<_> = moved.collect();
    if moved.is_empty() {
        return Ok(());
    }
    let mut last = last_of(tx, moved.iter().map(|movement| movement.product)).await?;
    let rows = moved.iter().map(|movement| {
        let sequence = last.entry(movement.product).or_default();
        *sequence += 1;
        row(cx, movement, *sequence)
    });
    stock_movement::Entity::insert_many(rows.collect::<Vec<_>>()).exec_without_returning(tx).await?;
    Ok(())
}

/// The place of the last movement of each product that has any. Whoever comes here has changed the row of its stock, so
/// nobody else takes the next place.
async fn last_of(tx: &Tx, products: impl Iterator<Item = ProductId>) -> Result<HashMap<ProductId, i64>> {
    let query = stock_movement::Entity::find()
        .select_only()
        .column(stock_movement::Column::ProductId)
        .column_as(stock_movement::Column::Sequence.max(), "last")
        .filter(stock_movement::Column::ProductId.is_in(products))
        .group_by(stock_movement::Column::ProductId);
    let rows: Vec<(ProductId, i64)> = query.into_tuple().all(tx).await?;
    Ok(rows.into_iter().collect())
}

fn row(cx: &Cx, movement: &NewMovement<'_>, sequence: i64) -> stock_movement::ActiveModel {
    stock_movement::ActiveModel {
        id: Set(cx.new_id()),
        product_id: Set(movement.product),
        sequence: Set(sequence),
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
