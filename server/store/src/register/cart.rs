//! The cart as the counter shows it: what each line is now.

use std::collections::HashMap;

use domain::{
    PickupOrderId, Staff,
    register::{CartLine, LINES_MAX},
};
use sea_orm::{ColumnTrait, ConnectionTrait, EntityTrait, QueryFilter};

use super::{Cart, CartOrder, Piece, pieces};
use crate::{
    Cx, Result, Store,
    entity::{pickup_order, pickup_order_end, product},
    orders::held_lines,
};

impl Store {
    /// The cart's lines with titles, prices and stock. Numbers that no product has are left out, and so is what is
    /// beyond [`LINES_MAX`].
    ///
    /// # Errors
    /// When the database fails.
    pub async fn register_cart(
        &self,
        _cx: &Cx,
        _staff: &Staff,
        lines: &[CartLine],
        order: Option<i64>,
    ) -> Result<Cart> {
        let db = self.db.read();
        let lines = CartLine::merged(lines.iter().copied().take(LINES_MAX));
        let numbers = lines.iter().map(|line| line.product_number);
        let found = pieces(db, product::Column::Number.is_in(numbers), LINES_MAX as u64).await?;
        let mut by_number: HashMap<i64, Piece> = found.into_iter().map(|piece| (piece.number, piece)).collect();
        let rows = lines
            .into_iter()
            .filter_map(|line| Some((by_number.remove(&line.product_number)?, line.quantity)))
            .collect();
        let asked = order.is_some();
        let order = match order {
            Some(number) => open_order(db, number).await?,
            None => None,
        };
        let order_ended = asked && order.is_none();
        let order = match order {
            Some(order) => {
                let lines = held_lines(db, PickupOrderId(order.id)).await?;
                Some(CartOrder { number: order.number, name: order.name, lines })
            }
            None => None,
        };
        Ok(Cart { rows, order, order_ended })
    }
}

/// The order with this number, unless it has ended.
pub(super) async fn open_order(db: &impl ConnectionTrait, number: i64) -> Result<Option<pickup_order::Model>> {
    let order = pickup_order::Entity::find().filter(pickup_order::Column::Number.eq(number)).one(db).await?;
    let Some(order) = order else { return Ok(None) };
    let end = pickup_order_end::Entity::find_by_id(order.id).one(db).await?;
    Ok(end.is_none().then_some(order))
}
