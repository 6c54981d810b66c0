//! The maker looks at what happened to the pieces of a product.

use domain::{
    DomainError, Maker, Paged, ProductId,
    catalog::{Movement, StockPiece},
};

use crate::{
    Cx, Result, Store,
    catalog::{movements, stock_piece},
};

impl Store {
    /// One of the maker's pieces with its stock.
    ///
    /// # Errors
    /// [`DomainError::NotFound`] when there is none, or it is another maker's.
    pub async fn product_stock(&self, _cx: &Cx, maker: &Maker, id: ProductId) -> Result<StockPiece> {
        let found = stock_piece(self.db.read(), id).await?.filter(|(_, of)| *of == maker.maker_id);
        found.map(|(piece, _)| piece).ok_or(DomainError::NotFound.into())
    }

    /// A page of what happened to its pieces, the last first. Who of the staff wrote it down is not told.
    ///
    /// # Errors
    /// As [`Store::product_stock`].
    pub async fn product_movements(&self, cx: &Cx, maker: &Maker, id: ProductId, page: u32) -> Result<Paged<Movement>> {
        self.product_stock(cx, maker, id).await?;
        movements(self.db.read(), id, page, false).await
    }
}
