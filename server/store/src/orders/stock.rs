//! Pieces leave and come back to the one stock row that serves shelf and web.

use sea_orm::{ColumnTrait, EntityTrait, ExprTrait, QueryFilter, sea_query::Expr};
use uuid::Uuid;

use crate::{Result, Tx, entity::stock};

/// Takes `quantity` pieces, or none. The condition is part of the update, so of two buyers of the last piece one gets
/// it; a check before the update would let both through.
pub(crate) async fn take(tx: &Tx, product_id: Uuid, quantity: i64) -> Result<bool> {
    let taken = stock::Entity::update_many()
        .col_expr(stock::Column::Available, Expr::col(stock::Column::Available).sub(quantity))
        .filter(stock::Column::ProductId.eq(product_id))
        .filter(stock::Column::Available.gte(quantity))
        .exec(&**tx)
        .await?;
    Ok(taken.rows_affected == 1)
}

/// Puts `quantity` pieces back.
pub(crate) async fn give_back(tx: &Tx, product_id: Uuid, quantity: i64) -> Result<()> {
    stock::Entity::update_many()
        .col_expr(stock::Column::Available, Expr::col(stock::Column::Available).add(quantity))
        .filter(stock::Column::ProductId.eq(product_id))
        .exec(&**tx)
        .await?;
    Ok(())
}

/// Pieces that can be taken now; 0 without a row.
pub(crate) async fn available(tx: &Tx, product_id: Uuid) -> Result<i64> {
    Ok(stock::Entity::find_by_id(product_id).one(&**tx).await?.map_or(0, |row| row.available))
}
