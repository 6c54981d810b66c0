//! Favourites: pieces that an account keeps in mind, and those that a visitor's cookie names.

use domain::{
    AccountId, Customer, ProductId,
    shop::{FAVOURITES_MAX, FAVOURITES_OF_ACCOUNT_MAX, Favourites, ProductStatus, ProductTile},
};
use sea_orm::{
    ActiveValue::Set, ConnectionTrait, EntityTrait, FromQueryResult, QueryFilter, QuerySelect, Value, prelude::*,
    sea_query::OnConflict,
};

use super::{
    shelf::{TILE_COLUMNS, TILE_JOINS, TileRow},
    statement,
};
use crate::{
    Cx, Result, Store, Tx,
    entity::{favourite, product},
    sql::placeholders,
};

impl Store {
    /// The pieces of these numbers that are in the shop, in this order; sold ones too.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn favourites_named(&self, _cx: &Cx, named: &Favourites) -> Result<Vec<ProductTile>> {
        let numbers = named.numbers();
        if numbers.is_empty() {
            return Ok(Vec::new());
        }
        let read = self.db.read();
        let sql = format!(
            "SELECT {TILE_COLUMNS}, CAST(0 AS BIGINT) AS counted FROM product p {TILE_JOINS} \
             WHERE p.number IN ({}) AND p.status = 'published'",
            placeholders(1, numbers.len())
        );
        let values: Vec<Value> = numbers.iter().map(|number| (*number).into()).collect();
        let rows = TileRow::find_by_statement(statement(read, sql, values)).all(read).await?;
        let mut tiles: Vec<ProductTile> = rows.into_iter().map(TileRow::tile).collect();
        tiles.sort_by_key(|tile| numbers.iter().position(|number| *number == tile.number));
        Ok(tiles)
    }

    /// The account's favourites that are in the shop, the newest first; sold ones too.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn favourites_own(&self, _cx: &Cx, customer: &Customer) -> Result<Vec<ProductTile>> {
        let read = self.db.read();
        let sql = format!(
            "SELECT {TILE_COLUMNS}, CAST(0 AS BIGINT) AS counted FROM favourite f \
             JOIN product p ON p.id = f.product_id {TILE_JOINS} \
             WHERE f.account_id = $1 AND p.status = 'published' \
             ORDER BY f.at DESC, f.product_id DESC LIMIT {FAVOURITES_OF_ACCOUNT_MAX}"
        );
        let rows = TileRow::find_by_statement(statement(read, sql, vec![customer.account_id.into()])).all(read).await?;
        Ok(rows.into_iter().map(TileRow::tile).collect())
    }

    /// Whether the piece is a favourite of the account.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn favourite_is(&self, _cx: &Cx, customer: &Customer, id: ProductId) -> Result<bool> {
        let row = favourite::Entity::find_by_id((customer.account_id, id)).one(self.db.read()).await?;
        Ok(row.is_some())
    }

    /// Makes the piece a favourite of the account, or takes it out; one that is not in the shop changes nothing.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn favourite_set(&self, cx: &Cx, customer: &Customer, number: i64, wanted: bool) -> Result<()> {
        let id = customer.account_id;
        self.write("favourite_set", |tx| async move {
            if wanted {
                return add(cx, &tx, id, &[number]).await;
            }
            let sql = "DELETE FROM favourite WHERE account_id = $1 \
                       AND product_id IN (SELECT id FROM product WHERE number = $2)";
            tx.execute_raw(statement(&tx, sql, vec![id.into(), number.into()])).await?;
            Ok(())
        })
        .await
    }

    /// Gives whoever signs in the pieces that their browser kept in mind.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn favourites_taken_over(&self, cx: &Cx, id: AccountId, named: &Favourites) -> Result<()> {
        if named.numbers().is_empty() {
            return Ok(());
        }
        self.write("favourites_taken_over", |tx| async move { add(cx, &tx, id, named.numbers()).await }).await
    }
}

/// Those that are there already stay as old as they are.
async fn add(cx: &Cx, tx: &Tx, id: AccountId, numbers: &[i64]) -> Result<()> {
    let found: Vec<(ProductId, i64)> = product::Entity::find()
        .select_only()
        .columns([product::Column::Id, product::Column::Number])
        .filter(product::Column::Number.is_in(numbers.iter().copied().take(FAVOURITES_MAX)))
        .filter(product::Column::Status.eq(ProductStatus::Published))
        .into_tuple()
        .all(tx)
        .await?;
    if found.is_empty() {
        return Ok(());
    }
    // A cookie's order is kept: each is a millisecond older than the one before.
    let row = |(product_id, number): (ProductId, i64)| {
        let place = numbers.iter().position(|other| *other == number).unwrap_or_default();
        let at = cx.now - chrono::TimeDelta::milliseconds(i64::try_from(place).unwrap_or_default());
        favourite::ActiveModel { account_id: Set(id), product_id: Set(product_id), at: Set(at) }
    };
    let nothing = OnConflict::columns([favourite::Column::AccountId, favourite::Column::ProductId])
        .do_nothing_on([favourite::Column::AccountId, favourite::Column::ProductId])
        .to_owned();
    favourite::Entity::insert_many(found.into_iter().map(row)).on_conflict(nothing).exec_without_returning(tx).await?;
    let oldest = format!(
        "DELETE FROM favourite WHERE account_id = $1 AND product_id NOT IN (SELECT product_id FROM favourite \
         WHERE account_id = $1 ORDER BY at DESC, product_id DESC LIMIT {FAVOURITES_OF_ACCOUNT_MAX})"
    );
    tx.execute_raw(statement(tx, oldest, vec![id.into()])).await?;
    Ok(())
}
