//! Works that are like one: they share tags or the category. Of each tag and of the category the newest few are looked
//! at, along an index, however large the shop is.

use std::fmt::Write;

use domain::{CategoryId, MakerId, ProductId, TagId, shop::ProductTile};
use sea_orm::{ConnectionTrait, FromQueryResult, Statement, Value};

use super::{
    shelf::{TILE_COLUMNS, TILE_JOINS, TileRow},
    statement,
};
use crate::Result;

/// Works that are shown.
const SHOWN: u8 = 4;
/// Works that are looked at of each tag, and of the category.
const LOOKED_AT: u8 = 24;

/// What they are to be like.
pub(super) struct Like<'a> {
    pub id: ProductId,
    /// Whose works are shown beside it anyway.
    pub maker: MakerId,
    pub category: CategoryId,
    pub tags: &'a [TagId],
}

pub(super) async fn tiles(conn: &impl ConnectionTrait, like: &Like<'_>) -> Result<Vec<ProductTile>> {
    let rows = TileRow::find_by_statement(query(conn, like)).all(conn).await?;
    Ok(rows.into_iter().map(TileRow::tile).collect())
}

/// Those that can be had first, then those that share most, then the newest.
fn query(conn: &impl ConnectionTrait, like: &Like<'_>) -> Statement {
    let mut values: Vec<Value> = vec![like.id.into(), like.maker.into(), like.category.into()];
    let mut near = format!(
        "SELECT id FROM (SELECT id FROM product WHERE category_id = $3 AND status = 'published' \
         ORDER BY published_at DESC, id DESC LIMIT {LOOKED_AT}) of_category"
    );
    for (at, tag) in like.tags.iter().enumerate() {
        values.push((*tag).into());
        // Writing to a String cannot fail.
        let _ = write!(
            near,
            " UNION ALL SELECT product_id FROM (SELECT product_id FROM product_tag WHERE tag_id = ${} \
             ORDER BY product_id DESC LIMIT {LOOKED_AT}) of_tag_{at}",
            values.len()
        );
    }
    // SQLite keeps the order of a CROSS JOIN. Of a plain one it goes through the whole shop and looks each piece up among the
    // few.
    let sql = format!(
        "SELECT {TILE_COLUMNS}, near.shared AS counted \
         FROM (SELECT id, COUNT(*) AS shared FROM ({near}) each_one GROUP BY id) near \
         CROSS JOIN product p {TILE_JOINS} \
         WHERE p.id = near.id AND p.status = 'published' AND p.id <> $1 AND p.maker_id <> $2 \
         ORDER BY CASE WHEN s.on_hand > s.reserved THEN 0 ELSE 1 END, near.shared DESC, p.published_at DESC, p.id DESC \
         LIMIT {SHOWN}"
    );
    statement(conn, sql, values)
}

#[cfg(test)]
mod tests {
    use uuid::Uuid;

    use super::*;
    use crate::Db;

    /// Whatever is looked at is looked at along an index, and as much of it in a large shop as in a small one.
    #[tokio::test]
    async fn it_follows_indexes() {
        let path = std::env::temp_dir().join(format!("tsukuriba-similar-{}.db", Uuid::now_v7()));
        let db = Db::sqlite(&path).await.unwrap();
        db.migrate().await.unwrap();
        let tags = [TagId(Uuid::nil()), TagId(Uuid::max())];
        let like = Like {
            id: ProductId(Uuid::nil()),
            maker: MakerId(Uuid::nil()),
            category: CategoryId(Uuid::nil()),
            tags: &tags,
        };
        let mut query = query(db.read(), &like);
        query.sql = format!("EXPLAIN QUERY PLAN {}", query.sql);
        let rows = db.read().query_all_raw(query).await.unwrap();
        let lines: Vec<String> = rows.iter().map(|row| row.try_get("", "detail").unwrap()).collect();
        for table in ["product", "product_tag", "p", "m", "s", "ph"] {
            assert!(!lines.contains(&format!("SCAN {table}")), "{table} in {lines:#?}");
        }
        assert!(lines.contains(&"SEARCH p USING INDEX sqlite_autoindex_product_1 (id=?)".to_owned()), "{lines:#?}");
        let along = |index: &str| lines.iter().filter(|line| line.contains(index)).count();
        assert_eq!(along("ix_product_tag_tag_id_product_id (tag_id=?)"), 2, "{lines:#?}");
        assert_eq!(
            along("ix_product_category_id_status_published_at_id (category_id=? AND status=?)"),
            1,
            "{lines:#?}"
        );
        db.close().await.unwrap();
        std::fs::remove_file(path).unwrap();
    }
}
