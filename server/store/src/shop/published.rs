//! What is in the shop, as machines read it: for the site map and the feed.

use chrono::{DateTime, Utc};
use domain::{
    PhotoId, Yen,
    catalog::product_slug,
    shop::{FeedPiece, SitePlace},
};
use sea_orm::{ConnectionTrait, FromQueryResult};

use super::statement;
use crate::{Cx, Result, Store};

#[derive(FromQueryResult)]
struct PlaceRow {
    number: i64,
    title: String,
    changed_at: DateTime<Utc>,
}

#[derive(FromQueryResult)]
struct MakerPlaceRow {
    slug: String,
    changed_at: Option<DateTime<Utc>>,
}

#[derive(FromQueryResult)]
struct FeedRow {
    number: i64,
    title: String,
    description: String,
    price_yen: Yen,
    maker_name: String,
    photo_id: Option<PhotoId>,
    published_at: DateTime<Utc>,
}

impl Store {
    /// How many pieces are in the shop.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn pieces_published(&self, _cx: &Cx) -> Result<u64> {
        let read = self.db.read();
        let sql = "SELECT COUNT(*) AS n FROM product WHERE status = 'published'";
        let row = read.query_one_raw(statement(read, sql, vec![])).await?;
        Ok(row.map(|row| row.try_get::<i64>("", "n")).transpose()?.unwrap_or(0).unsigned_abs())
    }

    /// The addresses of the pieces in the shop, the newest first: `size` of them after `skipped`.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn piece_places(&self, _cx: &Cx, skipped: u64, size: u64) -> Result<Vec<SitePlace>> {
        let read = self.db.read();
        let sql = "SELECT number, title, updated_at AS changed_at FROM product WHERE status = 'published' \
                   ORDER BY published_at DESC, id DESC LIMIT $1 OFFSET $2";
        let values = [size, skipped].map(|n| i64::try_from(n).unwrap_or(i64::MAX).into());
        let rows = PlaceRow::find_by_statement(statement(read, sql, values.into())).all(read).await?;
        let place = |row: PlaceRow| SitePlace {
            path: format!("/shop/{}", product_slug(&row.title, row.number)),
            changed_at: Some(row.changed_at),
        };
        Ok(rows.into_iter().map(place).collect())
    }

    /// The addresses of the makers whose works are in the shop.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn maker_places(&self, _cx: &Cx) -> Result<Vec<SitePlace>> {
        let read = self.db.read();
        let sql = "SELECT m.slug, (SELECT MAX(p.published_at) FROM product p WHERE p.maker_id = m.id \
                   AND p.status = 'published') AS changed_at FROM maker m WHERE EXISTS \
                   (SELECT 1 FROM product p WHERE p.maker_id = m.id AND p.status = 'published') ORDER BY m.id";
        let rows = MakerPlaceRow::find_by_statement(statement(read, sql, vec![])).all(read).await?;
        let place =
            |row: MakerPlaceRow| SitePlace { path: format!("/makers/{}", row.slug), changed_at: row.changed_at };
        Ok(rows.into_iter().map(place).collect())
    }

    /// The newest pieces in the shop, for the feed.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn feed(&self, _cx: &Cx, size: u64) -> Result<Vec<FeedPiece>> {
        let read = self.db.read();
        let sql = "SELECT p.number, p.title, p.description, p.price_yen, m.trade_name AS maker_name, ph.id AS photo_id, \
                   p.published_at FROM product p JOIN maker m ON m.id = p.maker_id \
                   LEFT JOIN photo ph ON ph.product_id = p.id AND ph.position = 0 WHERE p.status = 'published' \
                   ORDER BY p.published_at DESC, p.id DESC LIMIT $1";
        let size = i64::try_from(size).unwrap_or(i64::MAX);
        let rows = FeedRow::find_by_statement(statement(read, sql, vec![size.into()])).all(read).await?;
        let piece = |row: FeedRow| FeedPiece {
            slug: product_slug(&row.title, row.number),
            title: row.title,
            description: row.description,
            price: row.price_yen,
            maker: row.maker_name,
            photo_id: row.photo_id,
            published_at: row.published_at,
        };
        Ok(rows.into_iter().map(piece).collect())
    }
}
