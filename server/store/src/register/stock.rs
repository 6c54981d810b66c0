//! What the staff write down about pieces on the shelf: brought, taken back, counted, broken.

use domain::{
    DomainError, Paged, ProductId, Staff,
    catalog::{MoveStock, Movement, ProductSnapshot, StockError, StockPiece, move_stock},
    register::Scan,
    shop::ProductStatus,
    site::{AuditAction, AuditChange},
};
use sea_orm::{
    ColumnTrait, Condition, EntityTrait, ExprTrait, QueryFilter,
    sea_query::{Expr, Func},
};

use super::FOUND_MAX;
use crate::{
    Cx, Result, Store,
    catalog::{NewMovement, movements, snapshots, stock, stock_piece},
    entity::{maker, product, stock_movement},
    link::FormKey,
    search::contains,
    site::audit_changes,
};

/// What its maker is still writing is no concern of the shelf.
const WRITTEN: [ProductStatus; 2] = [ProductStatus::Draft, ProductStatus::Returned];

impl Store {
    /// Pieces by number, label code, or part of a title or a maker's name, also those that are not sold now; at most
    /// [`FOUND_MAX`], by number.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn stock_find(&self, _cx: &Cx, _staff: &Staff, query: &str) -> Result<Vec<ProductSnapshot>> {
        let matching = match Scan::read(query) {
            Scan::Nothing | Scan::Order(_) => return Ok(Vec::new()),
            Scan::Product(number) => Condition::all().add(product::Column::Number.eq(number)),
            Scan::Words(words) => {
                let title = Expr::col((product::Entity, product::Column::Title));
                let maker = Expr::col((maker::Entity, maker::Column::TradeName));
                let has_words = |text: Expr| Expr::expr(Func::lower(text)).like(contains(&words));
                Condition::any().add(has_words(title)).add(has_words(maker))
            }
        };
        let matching = Condition::all().add(product::Column::Status.is_not_in(WRITTEN)).add(matching);
        snapshots(self.db.read(), matching, FOUND_MAX).await
    }

    /// A piece with its stock.
    ///
    /// # Errors
    /// [`DomainError::NotFound`].
    pub async fn stock_piece(&self, _cx: &Cx, _staff: &Staff, id: ProductId) -> Result<StockPiece> {
        let found = stock_piece(self.db.read(), id).await?;
        found.map(|(piece, _)| piece).ok_or(DomainError::NotFound.into())
    }

    /// A page of what happened to its pieces, the last first, with who wrote it down.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn stock_movements(&self, _cx: &Cx, _staff: &Staff, id: ProductId, page: u32) -> Result<Paged<Movement>> {
        movements(self.db.read(), id, page, true).await
    }

    /// Writes down what happened to pieces, and changes the stock by it. The same form sent again changes nothing more.
    ///
    /// # Errors
    /// [`StockError`], with nothing changed; [`DomainError::NotFound`].
    pub async fn stock_move(&self, cx: &Cx, staff: &Staff, id: ProductId, cmd: &MoveStock) -> Result<()> {
        let form = &FormKey::new(&cmd.key, &cmd.contents(id));
        self.write("stock_move", |tx| async move {
            let first = stock_movement::Entity::find().filter(stock_movement::Column::IdempotencyKey.eq(&form.key));
            if let Some(first) = first.one(&tx).await? {
                return if first.request_digest == form.digest { Ok(()) } else { Err(StockError::FormUsed.into()) };
            }
            let (piece, _) = stock_piece(&tx, id).await?.ok_or(DomainError::NotFound)?;
            let (change, after) = move_stock(&piece.facts(), cmd)?;
            let pieces = change.deltas().0;
            let movement = NewMovement {
                by: Some(staff.account_id),
                note: &cmd.note,
                form: Some(form),
                ..NewMovement::plain(id, cmd.kind, pieces, after.on_hand())
            };
            if !stock::move_pieces(cx, &tx, change, movement).await? {
                // Somebody was quicker between the two statements.
                return Err(DomainError::Busy.into());
            }
            let changes = [
                AuditChange::new("movement", "", cmd.kind),
                AuditChange::new("stock", piece.stock.on_hand(), after.on_hand()),
            ];
            audit_changes(cx, &tx, AuditAction::StockMove, piece.number, &changes).await
        })
        .await
    }
}
