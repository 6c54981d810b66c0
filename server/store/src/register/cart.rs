//! The cart as the counter shows it: what each line is now.

use std::collections::HashMap;

use domain::{
    Staff,
    catalog::ProductSnapshot,
    register::{Cart, CartLine, CartOrder, LINES_MAX},
};
use sea_orm::ColumnTrait;

use crate::{
    Cx, Result, Store,
    catalog::snapshots,
    entity::product,
    orders::{OpenOrder, open_order},
};

impl Store {
    /// The cart's lines with titles, prices and stock. Numbers that no product has are left out, and so is what is
    /// beyond [`LINES_MAX`].
    ///
    /// # Errors
    /// When the database fails.
    pub async fn register_cart(&self, _cx: &Cx, _staff: &Staff, lines: &[CartLine], orders: &[i64]) -> Result<Cart> {
        let db = self.db.read();
        let lines = CartLine::merged(lines.iter().copied().take(LINES_MAX));
        let numbers = lines.iter().map(|line| line.product_number);
        let found = snapshots(db, product::Column::Number.is_in(numbers), LINES_MAX as u64).await?;
        let mut by_number: HashMap<i64, ProductSnapshot> =
            found.into_iter().map(|product| (product.number, product)).collect();
        let rows = lines
            .into_iter()
            .filter_map(|line| Some((by_number.remove(&line.product_number)?, line.quantity)))
            .collect();
        let mut open = Vec::new();
        for number in orders.iter().take(LINES_MAX) {
            open.extend(open_order(db, *number).await?);
        }
        let order_ended = open.len() < orders.len();
        let order = |order: OpenOrder| CartOrder { number: order.number, name: order.name, lines: order.facts.lines };
        Ok(Cart { rows, orders: open.into_iter().map(order).collect(), order_ended })
    }
}
