//! The one stock row that serves shelf and web. Each change is one guarded UPDATE; what can be had is never written. What
//! changes how many are on hand writes a movement with it.

use std::collections::HashMap;

use domain::{
    ProductId,
    catalog::{MovementKind, Stock, StockChange},
};
use sea_orm::{ActiveValue::Set, ColumnTrait, ConnectionTrait, EntityTrait, ExprTrait, QueryFilter, sea_query::Expr};

use super::movement::{self, NewMovement};
use crate::{Cx, Error, Result, Tx, entity::stock};

/// Applies the changes of a transaction in the order of the products' ids, so that two transactions cannot wait for
/// each other in a circle. Returns the first product for which there was not enough; the caller must roll back then.
pub(crate) async fn apply(cx: &Cx, tx: &Tx, changes: &[(ProductId, StockChange)]) -> Result<Option<ProductId>> {
    let mut changes = changes.to_vec();
    changes.sort_by_key(|(id, _)| *id);
    for (id, change) in &changes {
        if !apply_one(tx, *id, *change).await? {
            return Ok(Some(*id));
        }
    }
    let traded =
        changes.iter().filter_map(|(id, change)| Some((*id, MovementKind::of_trade(*change)?, change.deltas().0)));
    write_trades(cx, tx, traded.collect()).await?;
    Ok(None)
}

/// Writes down what was sold and what came back, with the number that each left on hand.
async fn write_trades(cx: &Cx, tx: &Tx, traded: Vec<(ProductId, MovementKind, i64)>) -> Result<()> {
    if traded.is_empty() {
        return Ok(());
    }
    let rows = stock::Entity::find().filter(stock::Column::ProductId.is_in(traded.iter().map(|(id, ..)| *id)));
    let rows = rows.all(tx).await?;
    let mut on_hand: HashMap<ProductId, i64> = rows.into_iter().map(|row| (row.product_id, row.on_hand)).collect();
    let by = cx.actor.staff().ok().map(|staff| staff.account_id);
    // The rows hold what is left after the last: counted back from there.
    let mut movements: Vec<_> = traded
        .into_iter()
        .rev()
        .map(|(id, kind, pieces)| {
            let left = on_hand.entry(id).or_default();
            let after = *left;
            *left -= pieces;
            NewMovement { by, ..NewMovement::plain(id, kind, pieces, after) }
        })
        .collect();
    movements.reverse();
    movement::insert(cx, tx, movements).await
}

/// Changes the stock as somebody of the staff wrote it down; `false`, and nothing, when there is not enough.
pub(crate) async fn move_pieces(cx: &Cx, tx: &Tx, change: StockChange, movement: NewMovement<'_>) -> Result<bool> {
    if !apply_one(tx, movement.product, change).await? {
        return Ok(false);
    }
    movement::insert(cx, tx, [movement]).await?;
    Ok(true)
}

/// The condition, [`Stock::after`]'s, is part of the update: of two buyers of the last piece one gets it, where a check
/// before the update would let both through.
async fn apply_one(tx: &Tx, id: ProductId, change: StockChange) -> Result<bool> {
    let (on_hand, reserved) = change.deltas();
    let on_hand = Expr::col(stock::Column::OnHand).add(on_hand);
    let reserved = Expr::col(stock::Column::Reserved).add(reserved);
    let changed = stock::Entity::update_many()
        .col_expr(stock::Column::OnHand, on_hand.clone())
        .col_expr(stock::Column::Reserved, reserved.clone())
        .filter(stock::Column::ProductId.eq(id))
        .filter(reserved.clone().gte(0i64))
        .filter(reserved.lte(on_hand))
        .exec(tx)
        .await?;
    Ok(changed.rows_affected == 1)
}

/// Adds pieces that turned out to be there, as long as the row is as it was `seen`; `false`, and nothing, when not:
/// whoever changed it meanwhile may have added the same pieces.
pub(crate) async fn correct(cx: &Cx, tx: &Tx, id: ProductId, seen: Stock, pieces: i64) -> Result<bool> {
    let changed = stock::Entity::update_many()
        .col_expr(stock::Column::OnHand, Expr::col(stock::Column::OnHand).add(pieces))
        .filter(stock::Column::ProductId.eq(id))
        .filter(stock::Column::OnHand.eq(seen.on_hand()))
        .filter(stock::Column::Reserved.eq(seen.reserved()))
        .exec(tx)
        .await?;
    if changed.rows_affected != 1 {
        return Ok(false);
    }
    let by = cx.actor.staff().ok().map(|staff| staff.account_id);
    let found = NewMovement::plain(id, MovementKind::CounterCorrection, pieces, seen.on_hand() + pieces);
    movement::insert(cx, tx, [NewMovement { by, ..found }]).await?;
    Ok(true)
}

/// Writes how many pieces somebody counted; `false`, and nothing, when more of them are promised.
pub(crate) async fn count(cx: &Cx, tx: &Tx, id: ProductId, on_hand: i64) -> Result<bool> {
    let seen = read(tx, id).await?.on_hand();
    let changed = stock::Entity::update_many()
        .col_expr(stock::Column::OnHand, Expr::value(on_hand))
        .filter(stock::Column::ProductId.eq(id))
        .filter(stock::Column::Reserved.lte(on_hand))
        .exec(tx)
        .await?;
    write_count(cx, tx, id, (seen, on_hand), changed.rows_affected == 1).await
}

/// As [`count`], by somebody who saw `seen` pieces: `false`, and nothing, when there are others now too.
pub(crate) async fn recount(cx: &Cx, tx: &Tx, id: ProductId, seen: i64, on_hand: i64) -> Result<bool> {
    let changed = stock::Entity::update_many()
        .col_expr(stock::Column::OnHand, Expr::value(on_hand))
        .filter(stock::Column::ProductId.eq(id))
        .filter(stock::Column::OnHand.eq(seen))
        .filter(stock::Column::Reserved.lte(on_hand))
        .exec(tx)
        .await?;
    write_count(cx, tx, id, (seen, on_hand), changed.rows_affected == 1).await
}

/// Writes down that the maker changed the number, if that worked; whether it did.
async fn write_count(cx: &Cx, tx: &Tx, id: ProductId, (seen, now): (i64, i64), worked: bool) -> Result<bool> {
    if worked {
        let by = cx.actor.account().map(|account| account.id);
        let counted = NewMovement::plain(id, MovementKind::MakerCount, now - seen, now);
        movement::insert(cx, tx, [NewMovement { by, ..counted }]).await?;
    }
    Ok(worked)
}

/// The row of a new product.
pub(crate) async fn create(cx: &Cx, tx: &Tx, id: ProductId, on_hand: i64) -> Result<()> {
    let row = stock::ActiveModel { product_id: Set(id), on_hand: Set(on_hand), reserved: Set(0) };
    stock::Entity::insert(row).exec_without_returning(tx).await?;
    write_count(cx, tx, id, (0, on_hand), true).await.map(|_| ())
}

/// A product's stock; none without a row.
pub(crate) async fn read(conn: &impl ConnectionTrait, id: ProductId) -> Result<Stock> {
    let row = stock::Entity::find_by_id(id).one(conn).await?;
    row.map_or(Ok(Stock::default()), |row| of_row(row.on_hand, row.reserved))
}

/// A row that breaks the rule is refused by the database before it gets here.
pub(super) fn of_row(on_hand: i64, reserved: i64) -> Result<Stock> {
    Stock::new(on_hand, reserved).ok_or_else(|| Error::internal("a stock row promises more than there is"))
}
