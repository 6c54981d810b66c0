//! Search and scan at the counter.

use domain::{DomainError, Staff, register::Scan, shop::ProductStatus};
use sea_orm::{
    ColumnTrait, Condition, ExprTrait,
    sea_query::{Expr, Func, Query},
};

use super::{FOUND_MAX, Lookup, Piece, contains, piece_by_number, pieces};
use crate::{
    Cx, Result, Store,
    entity::{maker, product},
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
                let found = piece_by_number(db, number).await?.filter(|piece| piece.published);
                let pieces: Vec<Piece> = found.into_iter().collect();
                Ok(Lookup { exact: !pieces.is_empty(), pieces, order_number: None })
            }
            Scan::Words(words) => {
                let lower = |column| Expr::expr(Func::lower(Expr::col(column)));
                let title = lower((product::Entity, product::Column::Title)).like(contains(&words));
                let of_maker = Query::select()
                    .column(maker::Column::Id)
                    .from(maker::Entity)
                    .and_where(
                        Expr::expr(Func::lower(Expr::col((maker::Entity, maker::Column::TradeName))))
                            .like(contains(&words)),
                    )
                    .to_owned();
                let matching = Condition::all()
                    .add(product::Column::Status.eq(ProductStatus::Published.as_str()))
                    .add(Condition::any().add(title).add(product::Column::MakerId.in_subquery(of_maker)));
                let mut found = pieces(db, matching, FOUND_MAX).await?;
                found.sort_by_key(|piece| (piece.available == 0, piece.number));
                Ok(Lookup { pieces: found, ..Lookup::default() })
            }
        }
    }

    /// A published product for its shelf label.
    ///
    /// # Errors
    /// [`DomainError::NotFound`] when no published product has the number.
    pub async fn register_label(&self, _cx: &Cx, _staff: &Staff, number: i64) -> Result<Piece> {
        piece_by_number(self.db.read(), number)
            .await?
            .filter(|piece| piece.published)
            .ok_or(DomainError::NotFound.into())
    }
}
