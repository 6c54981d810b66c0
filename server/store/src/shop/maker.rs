//! A maker as everyone sees them. Never their name, address or account.

use domain::{
    DomainError, MakerId, PhotoId,
    shop::{MakerCard, MakerList, MakerPage, MakerTile, PAGE_SIZE, ShelfOf},
};
use sea_orm::{ColumnTrait, EntityTrait, FromQueryResult, QueryFilter};

use super::statement;
use crate::{Cx, Result, Store, entity::maker, sql::placeholders};

#[derive(FromQueryResult)]
struct TileRow {
    id: MakerId,
    slug: String,
    trade_name: String,
    story: String,
    story_en: Option<String>,
    pieces: i64,
    photo_id: Option<PhotoId>,
    colour: Option<i32>,
}

/// The newest piece of each and how many there are, along the index of a maker's shelf.
const MAKERS: &str = "SELECT m.id, m.slug, m.trade_name, m.story, m.story_en, \
    (SELECT COUNT(*) FROM product p WHERE p.maker_id = m.id AND p.status = 'published') AS pieces, \
    ph.id AS photo_id, ph.colour FROM maker m \
    LEFT JOIN photo ph ON ph.position = 0 AND ph.product_id = (SELECT p.id FROM product p \
    WHERE p.maker_id = m.id AND p.status = 'published' ORDER BY p.published_at DESC, p.id DESC LIMIT 1)";

impl Store {
    /// The page of a maker by their word.
    ///
    /// # Errors
    /// [`DomainError::NotFound`] when there is none.
    pub async fn maker_page(&self, cx: &Cx, slug: &str, page: u64) -> Result<MakerPage> {
        let row = maker::Entity::find().filter(maker::Column::Slug.eq(slug)).one(self.db.read()).await?;
        let row = row.ok_or(DomainError::NotFound)?;
        let shelf = self.shop_page(cx, ShelfOf::Maker(row.id), page).await?;
        let maker = MakerCard {
            id: row.id,
            slug: row.slug,
            trade_name: row.trade_name,
            story: row.story,
            story_en: row.story_en,
            since_fiscal_year: row.since_fiscal_year,
            photo_id: row.photo_id,
        };
        Ok(MakerPage { maker, shelf })
    }

    /// A page of the makers whose works are in the shop, in the order of their names; empty past the end.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn makers_page(&self, _cx: &Cx, page: u64) -> Result<MakerList> {
        let page = page.max(1);
        let all = self.shop_makers().await?;
        let total = all.len() as u64;
        let list = MakerList { makers: Vec::new(), page, pages: total.div_ceil(PAGE_SIZE), total };
        if page > list.pages {
            return Ok(list);
        }
        let skipped = usize::try_from((page - 1) * PAGE_SIZE).unwrap_or(usize::MAX);
        let ids: Vec<MakerId> = all.iter().skip(skipped).take(PAGE_SIZE as usize).map(|maker| maker.id).collect();
        let read = self.db.read();
        let sql = format!("{MAKERS} WHERE m.id IN ({})", placeholders(1, ids.len()));
        let values = ids.iter().map(|id| (*id).into()).collect();
        let mut rows = TileRow::find_by_statement(statement(read, sql, values)).all(read).await?;
        rows.sort_by_key(|row| ids.iter().position(|id| *id == row.id));
        Ok(MakerList { makers: rows.into_iter().map(TileRow::tile).collect(), ..list })
    }
}

impl TileRow {
    fn tile(self) -> MakerTile {
        MakerTile {
            slug: self.slug,
            trade_name: self.trade_name,
            story: self.story,
            story_en: self.story_en,
            pieces: self.pieces,
            photo_id: self.photo_id,
            colour: self.colour,
        }
    }
}
