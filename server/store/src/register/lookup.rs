//! Search and scan at the counter.

use domain::{
    DomainError, Staff,
    catalog::ProductSnapshot,
    register::{Lookup, Scan},
    shop::ProductStatus,
};
use sea_orm::{
    ColumnTrait, Condition, ExprTrait,
    sea_query::{Expr, Func},
};

use super::FOUND_MAX;
use crate::{
    Cx, Result, Store,
    catalog::{snapshot_by_number, snapshots},
    entity::{maker, product},
    search::contains,
};

impl Store {
    /// Published products by number, label code, or part of a title or a maker's name; at most [`FOUND_MAX`], those
    /// that can be sold first. An order's code gives its number alone.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn register_lookup(&self, _cx: &Cx, _staff: &Staff, query: &str) -> Result<Lookup> {
        let db = self.db.read();
        match Scan::read(query) {
            Scan::Nothing => Ok(Lookup::default()),
            Scan::Order(number) => Ok(Lookup { order_number: Some(number), ..Lookup::default() }),
            Scan::Product(number) => {
                let found = snapshot_by_number(db, number).await?.filter(|product| product.published);
                Ok(Lookup { exact: found.is_some(), products: found.into_iter().collect(), order_number: None })
            }
            Scan::Words(words) => {
                let title = Expr::col((product::Entity, product::Column::Title));
                let maker = Expr::col((maker::Entity, maker::Column::TradeName));
                let has_words = |text: Expr| Expr::expr(Func::lower(text)).like(contains(&words));
                let matching = Condition::all()
                    .add(product::Column::Status.eq(ProductStatus::Published))
                    .add(Condition::any().add(has_words(title)).add(has_words(maker)));
                let mut products = snapshots(db, matching, FOUND_MAX).await?;
                products.sort_by_key(|product| (product.available() == 0, product.number));
                Ok(Lookup { products, ..Lookup::default() })
            }
        }
    }

    /// A published product for its shelf label.
    ///
    /// # Errors
    /// [`DomainError::NotFound`] when no published product has the number.
    pub async fn register_label(&self, _cx: &Cx, _staff: &Staff, number: i64) -> Result<ProductSnapshot> {
        let found = snapshot_by_number(self.db.read(), number).await?;
        found.filter(|product| product.published).ok_or(DomainError::NotFound.into())
    }
}
