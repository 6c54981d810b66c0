//! The maker's own products, with what the staff said last.

use chrono::{DateTime, Utc};
use domain::{
    CategoryId, DomainError, EquipmentTypeId, Maker, PhotoId, ProductId, Yen,
    catalog::ProductOption,
    shop::{Details, ListingDraft, MyListing, MyProduct, MyProducts, PhotoRef, ProductStatus, TagIds},
};
use sea_orm::{FromQueryResult, Value};

use super::{
    LIST_SIZE, available, cut, offset, photo_rows,
    selling::{SellingRow, selling_columns},
    statement, tags,
};
use crate::{Cx, Result, Store, catalog::product_options};

#[derive(FromQueryResult)]
struct MyRow {
    id: ProductId,
    number: i64,
    title: String,
    description: String,
    category_id: CategoryId,
    category_chosen: bool,
    price_yen: Yen,
    one_of_a_kind: bool,
    #[sea_orm(nested)]
    selling: SellingRow,
    equipment_type_id: Option<EquipmentTypeId>,
    details: Details,
    tags: Option<TagIds>,
    status: ProductStatus,
    updated_at: DateTime<Utc>,
    on_hand: i64,
    available: i64,
    photo_id: Option<PhotoId>,
    change: Option<ProductStatus>,
    has_photos: Option<bool>,
    note: Option<String>,
}

/// One row per product with its stock, its cover, its change and the last word of the staff. Words and photo are those
/// that the maker wrote last.
const MINE: &str = concat!(
    "SELECT p.id, p.number, COALESCE(c.title, p.title) AS title, \
    COALESCE(c.description, p.description) AS description, COALESCE(c.category_id, p.category_id) AS category_id, \
    p.category_chosen, p.price_yen, p.one_of_a_kind, ",
    selling_columns!(),
    ", \
    CASE WHEN c.product_id IS NULL THEN p.equipment_type_id ELSE c.equipment_type_id END AS equipment_type_id, \
    CASE WHEN c.product_id IS NULL THEN p.details ELSE c.details END AS details, c.tags, c.has_photos, \
    p.status, p.updated_at, COALESCE(s.on_hand, 0) AS on_hand, ",
    available!(),
    ", CASE WHEN c.has_photos THEN cp.photo_id ELSE ph.id END AS photo_id, c.status AS change, \
    (SELECT r.note FROM product_review r WHERE r.product_id = p.id ORDER BY r.at DESC, r.id DESC LIMIT 1) AS note \
    FROM product p \
    LEFT JOIN stock s ON s.product_id = p.id \
    LEFT JOIN product_change c ON c.product_id = p.id \
    LEFT JOIN product_change_photo cp ON cp.product_id = p.id AND cp.position = 0 \
    LEFT JOIN photo ph ON ph.product_id = p.id AND ph.position = 0 \
    WHERE p.maker_id = $1"
);

impl Store {
    /// A page of the maker's products, the last changed first.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn products_mine(&self, cx: &Cx, maker: &Maker, page: u64) -> Result<MyProducts> {
        let page = page.max(1);
        let read = self.db.read();
        let sql = format!("{MINE} ORDER BY p.updated_at DESC, p.id DESC LIMIT $2 OFFSET $3");
        let limit = i64::try_from(LIST_SIZE + 1).unwrap_or(i64::MAX);
        let values: Vec<Value> = vec![maker.maker_id.into(), limit.into(), offset(page, LIST_SIZE).into()];
        let rows = MyRow::find_by_statement(statement(read, sql, values)).all(read).await?;
        let mut items = rows.into_iter().map(MyRow::in_list).collect::<Result<Vec<MyProduct>>>()?;
        let has_next = cut(&mut items, LIST_SIZE);
        Ok(MyProducts { items, page, has_next, commission_percent: self.commission_now(cx).await? })
    }

    /// One of the maker's listings with everything its form shows.
    ///
    /// # Errors
    /// [`DomainError::NotFound`] when there is none, or it is another maker's.
    pub async fn product_listing(&self, _cx: &Cx, maker: &Maker, id: ProductId) -> Result<MyListing> {
        let read = self.db.read();
        let sql = format!("{MINE} AND p.id = $2");
        let row = MyRow::find_by_statement(statement(read, sql, vec![maker.maker_id.into(), id.into()]));
        let row = row.one(read).await?.ok_or(DomainError::NotFound)?;
        let photos = match row.has_photos.unwrap_or(false) {
            true => photo_rows::of_change(read, id).await?,
            false => photo_rows::of_product(read, id).await?,
        };
        let tags = match &row.tags {
            Some(tags) => tags.clone(),
            None => tags::of_product(read, id).await?,
        };
        let options = product_options(read, id).await?;
        Ok(row.listing(photos, tags, &options))
    }
}

impl MyRow {
    fn in_list(self) -> Result<MyProduct> {
        Ok(MyProduct {
            id: self.id,
            number: self.number,
            title: self.title,
            price: self.price_yen,
            available: self.available,
            made_to_order: self.selling.made_to_order,
            status: self.status,
            photo_id: self.photo_id,
            change: self.change,
            note: self.note.unwrap_or_default(),
            updated_at: self.updated_at,
        })
    }

    fn listing(self, photos: Vec<PhotoRef>, tags: TagIds, options: &[ProductOption]) -> MyListing {
        let draft = ListingDraft {
            title: self.title,
            description: self.description,
            category_id: self.category_chosen.then_some(self.category_id),
            price_yen: self.price_yen.0,
            stock: self.on_hand,
            stock_seen: self.status.is_live().then_some(self.on_hand),
            one_of_a_kind: self.one_of_a_kind,
            equipment_type_id: self.equipment_type_id,
            details: self.details,
            selling: self.selling.selling(options),
            tags: tags.0,
        };
        let is_returned = [Some(self.status), self.change].contains(&Some(ProductStatus::Returned));
        let note = self.note.filter(|_| is_returned).unwrap_or_default();
        let (id, change) = (self.id, self.change);
        MyListing { id, number: self.number, status: self.status, draft, photos, change, note }
    }
}
