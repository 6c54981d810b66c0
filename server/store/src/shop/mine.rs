//! The maker's own products, with what the staff said last.

use chrono::{DateTime, Utc};
use domain::{
    CategoryId, DomainError, EquipmentTypeId, Maker, PhotoId, ProductId, Yen,
    catalog::ProductOption,
    shop::{
        Details, ListingDraft, MyListing, MyProduct, MyProducts, PhotoRef, PieceFigures, ProductStatus, SafetyCheck,
        TagIds,
    },
};
use sea_orm::{FromQueryResult, Value};

use super::{
    LIST_SIZE, available, cut, offset, photo_rows, safety,
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
    favourites: i64,
    reserved: i64,
    sold: i64,
}

/// Pieces of a product `p` that were sold: at the counter, where orders that were kept for pick-up are paid for too, and
/// those that were paid for online, less what was paid back.
macro_rules! sold {
    () => {
        "CAST(COALESCE((SELECT SUM(l.quantity) FROM sale_line l WHERE l.product_id = p.id), 0) \
        + COALESCE((SELECT SUM(l.quantity \
        - COALESCE((SELECT SUM(r.quantity) FROM refund_line r JOIN refund b ON b.id = r.refund_id \
        WHERE r.order_line_id = l.id AND b.state <> 'failed'), 0)) \
        FROM order_line l JOIN shop_order o ON o.id = l.order_id WHERE l.product_id = p.id \
        AND o.state IN ('paid', 'preparing', 'ready', 'shipped', 'completed') \
        AND NOT EXISTS (SELECT 1 FROM sale_order x WHERE x.order_id = o.id)), 0) AS bigint) AS sold"
    };
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
    (SELECT r.note FROM product_review r WHERE r.product_id = p.id ORDER BY r.at DESC, r.id DESC LIMIT 1) AS note, \
    (SELECT COUNT(*) FROM favourite f WHERE f.product_id = p.id) AS favourites, \
    COALESCE(s.reserved, 0) AS reserved, ",
    sold!(),
    " \
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
        let safety = safety::of_product(read, id).await?.into_iter().map(|(check, _)| check).collect();
        Ok(row.listing(photos, tags, &options, safety))
    }
}

impl MyRow {
    fn figures(&self) -> PieceFigures {
        PieceFigures { favourites: self.favourites, reserved: self.reserved, sold: self.sold }
    }

    fn in_list(self) -> Result<MyProduct> {
        let figures = self.figures();
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
            figures,
        })
    }

    fn listing(
        self,
        photos: Vec<PhotoRef>,
        tags: TagIds,
        options: &[ProductOption],
        safety: Vec<SafetyCheck>,
    ) -> MyListing {
        let figures = self.figures();
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
            safety,
        };
        let is_returned = [Some(self.status), self.change].contains(&Some(ProductStatus::Returned));
        let note = self.note.filter(|_| is_returned).unwrap_or_default();
        let (id, change) = (self.id, self.change);
        MyListing { id, number: self.number, status: self.status, draft, photos, change, note, figures }
    }
}
