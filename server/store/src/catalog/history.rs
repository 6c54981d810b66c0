//! The stock of a piece and what happened to it, to read.

use std::collections::HashMap;

use domain::{
    AccountId, MakerId, Paged, ProductId,
    catalog::{Movement, StockPiece},
    shop::ProductStatus,
};
use sea_orm::{ColumnTrait, ConnectionTrait, EntityTrait, PaginatorTrait, QueryFilter, QueryOrder, QuerySelect};

use super::stock;
use crate::{
    Result,
    entity::{account, maker, product, stock_movement},
    paged::Window,
};

/// Movements on a page.
pub(crate) const MOVEMENTS_PAGE: u32 = 20;

/// A piece with its stock, and whose it is.
pub(crate) async fn stock_piece(conn: &impl ConnectionTrait, id: ProductId) -> Result<Option<(StockPiece, MakerId)>> {
    let found = product::Entity::find_by_id(id).one(conn).await?;
    let Some(row) = found else { return Ok(None) };
    let maker = maker::Entity::find_by_id(row.maker_id).one(conn).await?;
    let piece = StockPiece {
        id,
        number: row.number,
        title: row.title,
        maker: maker.map(|maker| maker.trade_name).unwrap_or_default(),
        price: row.price_yen,
        stock: stock::read(conn, id).await?,
        one_of_a_kind: row.one_of_a_kind,
        made_to_order: row.made_to_order,
        handed_in: !matches!(row.status, ProductStatus::Draft | ProductStatus::Returned),
    };
    Ok(Some((piece, row.maker_id)))
}

/// A page of what happened to the pieces, the last first; with who wrote it down, for the staff alone.
pub(crate) async fn movements(
    conn: &impl ConnectionTrait,
    id: ProductId,
    page: u32,
    with_names: bool,
) -> Result<Paged<Movement>> {
    let of_piece = stock_movement::Entity::find().filter(stock_movement::Column::ProductId.eq(id));
    let window = Window::new(page, MOVEMENTS_PAGE, of_piece.clone().count(conn).await?);
    let rows = of_piece
        .order_by_desc(stock_movement::Column::Sequence)
        .offset(window.offset)
        .limit(window.limit)
        .all(conn)
        .await?;
    let people = rows.iter().filter(|_| with_names).filter_map(|row| row.account_id).collect();
    let names = names(conn, people).await?;
    let movement = |row: stock_movement::Model| Movement {
        at: row.at,
        kind: row.kind,
        pieces: row.pieces,
        on_hand: row.on_hand,
        note: row.note,
        by: row.account_id.and_then(|id| names.get(&id).cloned()),
    };
    Ok(window.of(rows.into_iter().map(movement).collect()))
}

async fn names(conn: &impl ConnectionTrait, people: Vec<AccountId>) -> Result<HashMap<AccountId, String>> {
    if people.is_empty() {
        return Ok(HashMap::new());
    }
    let query = account::Entity::find().select_only().columns([account::Column::Id, account::Column::DisplayName]);
    let rows: Vec<(AccountId, String)> = query.filter(account::Column::Id.is_in(people)).into_tuple().all(conn).await?;
    Ok(rows.into_iter().collect())
}
