//! Pieces by words, price, maker and the rest: the lists that are narrowed. The whole shelf, a category and a maker have
//! the query of `shelf.rs`, which is read most.

use domain::{
    CategoryId, MakerId, TagId, kana,
    shop::{
        Category, PAGE_MAX, PAGE_SIZE, Shelf, ShelfOf, ShopChoices, ShopFilter, ShopMaker, ShopSort, Synonyms, folded,
        like_pattern,
    },
};
use sea_orm::{ConnectionTrait, FromQueryResult, Statement, Value};

use super::{
    offset,
    shelf::{COUNTED_MAX, TILE_COLUMNS, TILE_JOINS, TileRow, page_of},
    statement, synonym,
};
use crate::{Cx, Result, Store};

/// Makers that a list can be narrowed to, and no more: bounds the page.
const MAKERS_MAX: i64 = 500;

#[derive(FromQueryResult)]
struct MakerRow {
    id: MakerId,
    slug: String,
    trade_name: String,
}

impl Store {
    /// A page of published products that are all that the filter says; empty past the end, and for words of a category or
    /// maker that nothing has.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn shop_find(&self, cx: &Cx, filter: &ShopFilter, page: u64) -> Result<Shelf> {
        let page = page.max(1);
        let categories = self.categories().await?;
        let Some(place) = self.place_of(filter, &categories).await? else {
            return Ok(Shelf { page, ..Shelf::default() });
        };
        if let Some(of) = place.whole(filter) {
            return self.shop_page(cx, of, page).await;
        }
        if page > PAGE_MAX {
            return Ok(Shelf { page, ..Shelf::default() });
        }
        let words = match filter.words.is_empty() {
            true => Vec::new(),
            false => self.words(filter, &categories).await?,
        };
        // A search reads what the whole shop says: half of the connections are left to everyone else.
        let _one_of_few = match words.is_empty() {
            true => None,
            false => self.searches.acquire().await.ok(),
        };
        let read = self.db.read();
        let query = found_query(read, filter, &place, words, page);
        let rows = TileRow::find_by_statement(query).all(read).await?;
        Ok(page_of(rows, page))
    }

    /// What the lists of the shop can be narrowed to.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn shop_choices(&self) -> Result<ShopChoices> {
        let (categories, makers) = (self.categories().await?, self.shop_makers().await?);
        Ok(ShopChoices { categories, makers, tags: self.tags().await? })
    }

    /// The makers whose works are in the shop, in the order of their names.
    ///
    /// # Errors
    /// When the database fails.
    pub(super) async fn shop_makers(&self) -> Result<Vec<ShopMaker>> {
        Ok(self.remembered(&self.makers, self.makers_read()).await?.to_vec())
    }

    async fn makers_read(&self) -> Result<Vec<ShopMaker>> {
        let read = self.db.read();
        let sql = "SELECT m.id, m.slug, m.trade_name FROM maker m WHERE EXISTS \
                   (SELECT 1 FROM product p WHERE p.maker_id = m.id AND p.status = 'published') ORDER BY m.id LIMIT $1";
        let rows = MakerRow::find_by_statement(statement(read, sql, vec![MAKERS_MAX.into()])).all(read).await?;
        let maker = |row: MakerRow| ShopMaker { id: row.id, slug: row.slug, trade_name: row.trade_name };
        let mut makers: Vec<ShopMaker> = rows.into_iter().map(maker).collect();
        makers.sort_by_cached_key(|maker| kana::order(&maker.trade_name));
        Ok(makers)
    }

    async fn place_of(&self, filter: &ShopFilter, categories: &[Category]) -> Result<Option<Place>> {
        let mut place = Place { category: None, tag: None, maker: None };
        if let Some(slug) = &filter.category {
            let Some(one) = categories.iter().find(|one| one.slug == *slug) else { return Ok(None) };
            place.category = Some(one.id);
        }
        if let Some(slug) = &filter.tag {
            let tags = self.tags().await?;
            let Some(one) = tags.iter().find(|one| one.slug == *slug) else { return Ok(None) };
            place.tag = Some(one.id);
        }
        if let Some(slug) = &filter.maker {
            let makers = self.shop_makers().await?;
            let Some(one) = makers.iter().find(|one| one.slug == *slug) else { return Ok(None) };
            place.maker = Some(one.id);
        }
        Ok(Some(place))
    }

    async fn words(&self, filter: &ShopFilter, categories: &[Category]) -> Result<Vec<Word>> {
        let read = synonym::groups(self.db.read());
        let synonyms = self.remembered(&self.synonyms, async { Ok(Synonyms::new(&read.await?)) }).await?;
        let names: Vec<_> =
            categories.iter().map(|one| (one.id, [&one.name_ja, &one.name_en].map(|name| folded(name)))).collect();
        let tags = self.tags().await?;
        let tag_names: Vec<_> =
            tags.iter().map(|one| (one.id, [&one.name.ja, &one.name.en].map(|name| folded(name)))).collect();
        let word = |ways: Vec<String>| {
            let says =
                |names: &[String; 2]| names.iter().any(|name| ways.iter().any(|way| name.contains(way.as_str())));
            let categories = names.iter().filter(|(_, names)| says(names)).map(|(id, _)| *id).collect();
            let tags = tag_names.iter().filter(|(_, names)| says(names)).map(|(id, _)| *id).collect();
            Word { patterns: ways.iter().map(|way| like_pattern(way)).collect(), categories, tags }
        };
        Ok(filter.words.ways(&synonyms).into_iter().map(word).collect())
    }
}

/// Where a list is narrowed to.
struct Place {
    category: Option<CategoryId>,
    tag: Option<TagId>,
    maker: Option<MakerId>,
}

impl Place {
    /// The shelf that is all of the list, if one is.
    fn whole(&self, filter: &ShopFilter) -> Option<ShelfOf> {
        let ShopFilter { words, price_min, price_max, in_stock, sort, .. } = filter;
        let is_plain = words.is_empty() && price_min.or(*price_max).is_none() && !in_stock && *sort == ShopSort::New;
        match (self.category, self.maker) {
            _ if !is_plain || self.tag.is_some() => None,
            (None, None) => Some(ShelfOf::All),
            (Some(category), None) => Some(ShelfOf::Category(category)),
            (None, Some(maker)) => Some(ShelfOf::Maker(maker)),
            (Some(_), Some(_)) => None,
        }
    }
}

/// One word of a search: what a piece's text is like, or which categories and tags are called so.
struct Word {
    patterns: Vec<String>,
    categories: Vec<CategoryId>,
    tags: Vec<TagId>,
}

/// The conditions of a query, with their values in turn.
#[derive(Default)]
struct Conditions {
    sql: String,
    values: Vec<Value>,
}

impl Conditions {
    /// Adds a value; returns its name in the text.
    fn value(&mut self, value: impl Into<Value>) -> String {
        self.values.push(value.into());
        format!("${}", self.values.len())
    }

    fn and(&mut self, condition: &str) {
        self.sql += " AND ";
        self.sql += condition;
    }
}

fn conditions(filter: &ShopFilter, place: &Place, words: Vec<Word>) -> Conditions {
    let mut all = Conditions::default();
    if let Some(id) = place.category {
        let id = all.value(id);
        all.and(&format!("p.category_id = {id}"));
    }
    if let Some(id) = place.tag {
        let id = all.value(id);
        all.and(&format!("p.id IN (SELECT t.product_id FROM product_tag t WHERE t.tag_id = {id})"));
    }
    if let Some(id) = place.maker {
        let id = all.value(id);
        all.and(&format!("p.maker_id = {id}"));
    }
    for (yen, compared) in [(filter.price_min, ">="), (filter.price_max, "<=")] {
        if let Some(yen) = yen {
            let yen = all.value(yen);
            all.and(&format!("p.price_yen {compared} {yen}"));
        }
    }
    if filter.in_stock {
        all.and(
            "(p.made_to_order OR EXISTS (SELECT 1 FROM stock s WHERE s.product_id = p.id AND s.on_hand > s.reserved))",
        );
    }
    for word in words {
        let mut ways = Vec::new();
        for id in word.categories {
            let id = all.value(id);
            ways.push(format!("p.category_id = {id}"));
        }
        for id in word.tags {
            let id = all.value(id);
            ways.push(format!("p.id IN (SELECT t.product_id FROM product_tag t WHERE t.tag_id = {id})"));
        }
        for pattern in word.patterns {
            let pattern = all.value(pattern);
            ways.push(format!("p.search_text LIKE {pattern} ESCAPE '!'"));
        }
        all.and(&format!("({})", ways.join(" OR ")));
    }
    all
}

/// The ids are looked for once, as far as they are counted, along the index of the order; the tiles are read for one page
/// of them.
fn found_query(
    conn: &impl ConnectionTrait,
    filter: &ShopFilter,
    place: &Place,
    words: Vec<Word>,
    page: u64,
) -> Statement {
    let Conditions { sql: conditions, mut values } = conditions(filter, place, words);
    let order = |table: &str| match filter.sort {
        ShopSort::New => format!("{table}.published_at DESC, {table}.id DESC"),
        ShopSort::PriceLow => format!("{table}.price_yen, {table}.id"),
        ShopSort::PriceHigh => format!("{table}.price_yen DESC, {table}.id DESC"),
    };
    let (inner, shown, outer) = (order("p"), order("found"), order("p"));
    let skipped = offset(page, PAGE_SIZE);
    let limit = PAGE_SIZE + 1;
    values.push((COUNTED_MAX + 1).max(skipped + i64::try_from(limit).unwrap_or(i64::MAX)).into());
    let looked = values.len();
    values.push(skipped.into());
    let from = values.len();
    let sql = format!(
        "WITH found AS MATERIALIZED (SELECT p.id, p.published_at, p.price_yen FROM product p \
         WHERE p.status = 'published'{conditions} ORDER BY {inner} LIMIT ${looked}) \
         SELECT {TILE_COLUMNS}, (SELECT COUNT(*) FROM found) AS counted \
         FROM (SELECT found.id FROM found ORDER BY {shown} LIMIT {limit} OFFSET ${from}) shown \
         JOIN product p ON p.id = shown.id {TILE_JOINS} ORDER BY {outer}"
    );
    statement(conn, sql, values)
}

#[cfg(test)]
mod tests {
    use domain::shop::SearchWords;
    use uuid::Uuid;

    use super::*;
    use crate::Db;

    /// What is looked through is read along the index of its order, and no other table is read for what is not shown.
    #[tokio::test]
    async fn every_order_follows_an_index() {
        let path = std::env::temp_dir().join(format!("tsukuriba-find-{}.db", Uuid::now_v7()));
        let db = Db::sqlite(&path).await.unwrap();
        db.migrate().await.unwrap();
        for (sort, index) in [
            (ShopSort::New, "ix_product_status_published_at_id (status=?"),
            (ShopSort::PriceLow, "ix_product_status_price_yen_id (status=?"),
            (ShopSort::PriceHigh, "ix_product_status_price_yen_id (status=?"),
        ] {
            let filter =
                ShopFilter { words: SearchWords::read("ねこ"), in_stock: true, sort, ..ShopFilter::default() };
            let words = vec![Word { patterns: vec![like_pattern("ねこ")], categories: Vec::new(), tags: Vec::new() }];
            let place = Place { category: None, tag: None, maker: None };
            let mut query = found_query(db.read(), &filter, &place, words, 3);
            query.sql = format!("EXPLAIN QUERY PLAN {}", query.sql);
            let rows = db.read().query_all_raw(query).await.unwrap();
            let lines: Vec<String> = rows.iter().map(|row| row.try_get("", "detail").unwrap()).collect();
            let looked = lines.iter().position(|line| line.starts_with("MATERIALIZE found")).unwrap();
            assert!(lines[looked + 1].starts_with(&format!("SEARCH p USING INDEX {index}")), "{lines:#?}");
            assert!(!lines.iter().any(|line| line.starts_with("SCAN p") || line.starts_with("SCAN s ")), "{lines:#?}");
        }
        db.close().await.unwrap();
        std::fs::remove_file(path).unwrap();
    }
}
