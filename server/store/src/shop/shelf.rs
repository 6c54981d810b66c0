//! The shelf: published products, newest first, a page at a time. The site's most read query.

use chrono::{DateTime, Utc};
use domain::{
    MakerId, PhotoId, ProductId, Yen,
    shop::{PAGE_MAX, PAGE_SIZE, ProductTile, SHELF_COUNTED_MAX, Shelf, ShelfOf},
};
use sea_orm::{ConnectionTrait, DbErr, FromQueryResult, QueryResult, Statement, Value};

use super::{available, cut, offset, statement};
use crate::{Cx, Result, Store};

pub(super) const COUNTED_MAX: i64 = SHELF_COUNTED_MAX as i64;
/// What a tile needs of a product `p`, in the order of [`TileRow`]; the number of all found follows.
pub(super) const TILE_COLUMNS: &str = concat!(
    "p.id, p.number, p.title, p.title_en, p.price_yen, p.one_of_a_kind, p.published_at, m.trade_name AS maker_name, ",
    available!(),
    ", ph.id AS photo_id, ph.colour"
);
/// Outer joins keep the product as the outermost loop.
pub(super) const TILE_JOINS: &str = "LEFT JOIN maker m ON m.id = p.maker_id \
    LEFT JOIN stock s ON s.product_id = p.id \
    LEFT JOIN photo ph ON ph.product_id = p.id AND ph.position = 0";

pub(super) struct TileRow {
    id: ProductId,
    number: i64,
    title: String,
    title_en: Option<String>,
    price_yen: Yen,
    one_of_a_kind: bool,
    published_at: DateTime<Utc>,
    maker_name: String,
    available: i64,
    photo_id: Option<PhotoId>,
    colour: Option<i32>,
    counted: i64,
}

/// By position: looking 25 rows of columns up by their names takes as long as reading them.
impl FromQueryResult for TileRow {
    fn from_query_result(row: &QueryResult, _: &str) -> std::result::Result<TileRow, DbErr> {
        Ok(TileRow {
            id: row.try_get_by_index(0)?,
            number: row.try_get_by_index(1)?,
            title: row.try_get_by_index(2)?,
            title_en: row.try_get_by_index(3)?,
            price_yen: row.try_get_by_index(4)?,
            one_of_a_kind: row.try_get_by_index(5)?,
            published_at: row.try_get_by_index(6)?,
            maker_name: row.try_get_by_index(7)?,
            available: row.try_get_by_index(8)?,
            photo_id: row.try_get_by_index(9)?,
            colour: row.try_get_by_index(10)?,
            counted: row.try_get_by_index(11)?,
        })
    }
}

impl Store {
    /// A page of published products, newest first, sold ones included; empty past the end.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn shop_page(&self, _cx: &Cx, of: ShelfOf, page: u64) -> Result<Shelf> {
        let page = page.max(1);
        if page > PAGE_MAX {
            return Ok(Shelf { page, ..Shelf::default() });
        }
        let read = self.db.read();
        let rows = TileRow::find_by_statement(shelf_query(read, of, page, PAGE_SIZE)).all(read).await?;
        Ok(page_of(rows, page))
    }
}

/// The rows of a page, with the first of the next, as the page.
pub(super) fn page_of(rows: Vec<TileRow>, page: u64) -> Shelf {
    let counted = rows.first().map_or(0, |row| row.counted);
    let mut tiles: Vec<ProductTile> = rows.into_iter().map(TileRow::tile).collect();
    let more = cut(&mut tiles, PAGE_SIZE);
    let total = u64::try_from(counted).ok().filter(|n| *n > 0 && counted <= COUNTED_MAX);
    let pages = match total {
        Some(total) => total.div_ceil(PAGE_SIZE),
        None if tiles.is_empty() => 0,
        None => (page + u64::from(more)).clamp(SHELF_COUNTED_MAX / PAGE_SIZE, PAGE_MAX),
    };
    Shelf { tiles, page, pages, total }
}

impl TileRow {
    pub(super) fn tile(self) -> ProductTile {
        ProductTile {
            id: self.id,
            number: self.number,
            title: self.title,
            title_en: self.title_en,
            price: self.price_yen,
            one_of_a_kind: self.one_of_a_kind,
            maker_name: self.maker_name,
            available: self.available,
            photo_id: self.photo_id,
            colour: self.colour,
            published_at: self.published_at,
        }
    }
}

/// The first tiles of a maker, for beside one of their products.
pub(super) async fn tiles_of_maker(
    connection: &impl ConnectionTrait,
    maker: MakerId,
    size: u64,
) -> Result<Vec<ProductTile>> {
    let query = shelf_query(connection, ShelfOf::Maker(maker), 1, size);
    let mut tiles: Vec<ProductTile> =
        TileRow::find_by_statement(query).all(connection).await?.into_iter().map(TileRow::tile).collect();
    cut(&mut tiles, size);
    Ok(tiles)
}

/// Everything the tiles need, in the order of the index (filter, status, published_at, id). A later page first finds its
/// first row by the index alone, without any join.
fn shelf_query(connection: &impl ConnectionTrait, of: ShelfOf, page: u64, size: u64) -> Statement {
    let (filter, mut values): (&str, Vec<Value>) = match of {
        ShelfOf::All => ("", vec![]),
        ShelfOf::Category(id) => ("category_id = $1 AND", vec![id.into()]),
        ShelfOf::Maker(id) => ("maker_id = $1 AND", vec![id.into()]),
    };
    let skipped = offset(page, size);
    let from = if skipped == 0 {
        String::new()
    } else {
        values.push(skipped.into());
        let n = values.len();
        format!(
            "AND (p.published_at, p.id) <= (SELECT published_at, id FROM product WHERE {filter} status = 'published' \
             ORDER BY published_at DESC, id DESC LIMIT 1 OFFSET ${n})"
        )
    };
    let limit = size + 1;
    let count = COUNTED_MAX + 1;
    let sql = format!(
        "SELECT {TILE_COLUMNS}, \
         (SELECT COUNT(*) FROM (SELECT 1 FROM product WHERE {filter} status = 'published' LIMIT {count}) first_rows) \
         AS counted \
         FROM product p {TILE_JOINS} \
         WHERE {filter} p.status = 'published' {from} \
         ORDER BY p.published_at DESC, p.id DESC LIMIT {limit}"
    );
    statement(connection, sql, values)
}

#[cfg(test)]
mod tests {
    use uuid::Uuid;

    use std::path::PathBuf;

    use domain::CategoryId;

    use super::*;
    use crate::Db;

    /// A file that goes away with the test.
    struct File(PathBuf);

    impl Drop for File {
        fn drop(&mut self) {
            for end in ["", "-wal", "-shm"] {
                let mut path = self.0.clone().into_os_string();
                path.push(end);
                let _ = std::fs::remove_file(path);
            }
        }
    }

    async fn plan(db: &Db, of: ShelfOf, page: u64) -> String {
        let mut query = shelf_query(db.read(), of, page, PAGE_SIZE);
        query.sql = format!("EXPLAIN QUERY PLAN {}", query.sql);
        let rows = db.read().query_all_raw(query).await.unwrap();
        let lines: Vec<String> = rows.iter().map(|row| row.try_get("", "detail").unwrap()).collect();
        lines.join("\n")
    }

    /// A page is read along its index: nothing is scanned, nothing is sorted.
    #[tokio::test]
    async fn every_page_follows_an_index() {
        let file = File(std::env::temp_dir().join(format!("shelf-{}.db", Uuid::now_v7())));
        let db = Db::sqlite(&file.0).await.unwrap();
        db.migrate().await.unwrap();
        for (of, index) in [
            (ShelfOf::All, "ix_product_status_published_at_id (status=?"),
            (
                ShelfOf::Category(CategoryId(Uuid::nil())),
                "ix_product_category_id_status_published_at_id (category_id=?",
            ),
            (ShelfOf::Maker(MakerId(Uuid::nil())), "ix_product_maker_id_status_published_at_id (maker_id=?"),
        ] {
            for page in [1, 2, 400] {
                let plan = plan(&db, of, page).await;
                for slow in ["SCAN p", "SCAN product", "SCAN maker", "SCAN m", "SCAN s", "SCAN ph", "USE TEMP B-TREE"] {
                    assert!(!plan.lines().any(|line| line.starts_with(slow)), "{slow} in\n{plan}");
                }
                assert!(plan.starts_with(&format!("SEARCH p USING INDEX {index}")), "{plan}");
                if page > 1 {
                    assert!(plan.contains(" AND published_at<?)"), "a later page starts at its first row\n{plan}");
                    assert!(plan.contains(&format!("SEARCH product USING COVERING INDEX {index}")), "{plan}");
                }
            }
        }
    }
}
