//! The one stock row that serves shelf and web. Each change is one guarded UPDATE; what can be had is never written.

use domain::{
    ProductId,
    catalog::{Stock, StockChange},
};
use sea_orm::{ActiveValue::Set, ColumnTrait, ConnectionTrait, EntityTrait, ExprTrait, QueryFilter, sea_query::Expr};

use crate::{Error, Result, Tx, entity::stock};

/// Applies the changes of a transaction in the order of the products' ids, so that two transactions cannot wait for
/// each other in a circle. Returns the first product for which there was not enough; the caller must roll back then.
pub(crate) async fn apply(tx: &Tx, changes: &[(ProductId, StockChange)]) -> Result<Option<ProductId>> {
    let mut changes = changes.to_vec();
    changes.sort_by_key(|(id, _)| *id);
    for (id, change) in changes {
        if !apply_one(tx, id, change).await? {
            return Ok(Some(id));
        }
    }
    Ok(None)
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
pub(crate) async fn correct(tx: &Tx, id: ProductId, seen: Stock, pieces: i64) -> Result<bool> {
    let changed = stock::Entity::update_many()
        .col_expr(stock::Column::OnHand, Expr::col(stock::Column::OnHand).add(pieces))
        .filter(stock::Column::ProductId.eq(id))
        .filter(stock::Column::OnHand.eq(seen.on_hand()))
        .filter(stock::Column::Reserved.eq(seen.reserved()))
        .exec(tx)
        .await?;
    Ok(changed.rows_affected == 1)
}

/// Writes how many pieces somebody counted; `false`, and nothing, when more of them are promised.
pub(crate) async fn count(tx: &Tx, id: ProductId, on_hand: i64) -> Result<bool> {
    let changed = stock::Entity::update_many()
        .col_expr(stock::Column::OnHand, Expr::value(on_hand))
        .filter(stock::Column::ProductId.eq(id))
        .filter(stock::Column::Reserved.lte(on_hand))
        .exec(tx)
        .await?;
    Ok(changed.rows_affected == 1)
}

/// As [`count`], by somebody who saw `seen` pieces: `false`, and nothing, when there are others now too.
pub(crate) async fn recount(tx: &Tx, id: ProductId, seen: i64, on_hand: i64) -> Result<bool> {
    let changed = stock::Entity::update_many()
        .col_expr(stock::Column::OnHand, Expr::value(on_hand))
        .filter(stock::Column::ProductId.eq(id))
        .filter(stock::Column::OnHand.eq(seen))
        .filter(stock::Column::Reserved.lte(on_hand))
        .exec(tx)
        .await?;
    Ok(changed.rows_affected == 1)
}

/// The row of a new product.
pub(crate) async fn create(tx: &Tx, id: ProductId, on_hand: i64) -> Result<()> {
    let row = stock::ActiveModel { product_id: Set(id), on_hand: Set(on_hand), reserved: Set(0) };
    stock::Entity::insert(row).exec_without_returning(tx).await?;
    Ok(())
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
