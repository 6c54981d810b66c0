//! What waits for the staff.

use chrono::{DateTime, Utc};
use domain::{
    DomainError, PhotoId, ProductId, Staff, Yen,
    shop::{Decision, EquipmentRef, PastReview, ProductChange, ProductStatus, ReviewItem, ReviewProduct, ReviewQueue},
};
use sea_orm::{ConnectionTrait, EntityTrait, FromQueryResult, Value};

use super::{LIST_SIZE, change, cut, offset, photo_rows, product::product_by_id, safety, statement, tags};
use crate::{
    Cx, Result, Store,
    entity::{category, equipment_type, product, product_change},
};

/// Earlier decisions shown beside a product.
const PAST_MAX: i64 = 10;

#[derive(FromQueryResult)]
struct QueueRow {
    id: ProductId,
    number: i64,
    title: String,
    price_yen: Yen,
    updated_at: DateTime<Utc>,
    of_change: bool,
    maker_name: String,
    photo_id: Option<PhotoId>,
}

#[derive(FromQueryResult)]
struct PastRow {
    at: DateTime<Utc>,
    decision: Decision,
    of_change: bool,
    note: String,
}

impl Store {
    /// A page of what waits for the staff, the longest waiting first.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn review_queue(&self, _cx: &Cx, _staff: &Staff, page: u64) -> Result<ReviewQueue> {
        let page = page.max(1);
        let read = self.db.read();
        let sql = "SELECT p.id AS id, p.number, p.title, p.price_yen, p.updated_at AS updated_at, FALSE AS of_change, \
            m.trade_name AS maker_name, ph.id AS photo_id \
            FROM product p \
            JOIN maker m ON m.id = p.maker_id \
            LEFT JOIN photo ph ON ph.product_id = p.id AND ph.position = 0 \
            WHERE p.status = 'submitted' \
            UNION ALL \
            SELECT p.id AS id, p.number, c.title, p.price_yen, c.updated_at AS updated_at, TRUE AS of_change, \
            m.trade_name AS maker_name, CASE WHEN c.has_photos THEN cp.photo_id ELSE ph.id END AS photo_id \
            FROM product_change c \
            JOIN product p ON p.id = c.product_id \
            JOIN maker m ON m.id = p.maker_id \
            LEFT JOIN product_change_photo cp ON cp.product_id = p.id AND cp.position = 0 \
            LEFT JOIN photo ph ON ph.product_id = p.id AND ph.position = 0 \
            WHERE c.status = 'submitted' \
            ORDER BY updated_at, id LIMIT $1 OFFSET $2";
        let limit = i64::try_from(LIST_SIZE + 1).unwrap_or(i64::MAX);
        let values: Vec<Value> = vec![limit.into(), offset(page, LIST_SIZE).into()];
        let rows = QueueRow::find_by_statement(statement(read, sql, values)).all(read).await?;
        let mut items: Vec<ReviewItem> = rows.into_iter().map(QueueRow::item).collect();
        let has_next = cut(&mut items, LIST_SIZE);
        Ok(ReviewQueue { items, page, has_next })
    }

    /// A product with all the staff need to decide; any status, so that an old link still tells what became of it.
    ///
    /// # Errors
    /// [`DomainError::NotFound`] when there is none.
    pub async fn review_product(&self, _cx: &Cx, _staff: &Staff, id: ProductId) -> Result<ReviewProduct> {
        let read = self.db.read();
        // First, so that a change between the reads refuses the decision instead of passing unseen.
        let row = product::Entity::find_by_id(id).one(read).await?.ok_or(DomainError::NotFound)?;
        let change = change::find(read, id).await?.filter(|change| change.status == ProductStatus::Submitted);
        let seen = change.as_ref().map_or(row.updated_at, |change| change.updated_at);
        let waits = change.is_some() || row.status == ProductStatus::Submitted;
        let (category, details) = match &change {
            Some(change) => (change.category_id, &change.details),
            None => (row.category_id, &row.details),
        };
        let safety = safety::asked(read, id, category, details.target_age).await?;
        let product = product_by_id(read, id).await?;
        let change = match change {
            Some(change) => Some(shown(read, change).await?),
            None => None,
        };
        let sql = "SELECT r.at, r.decision, r.of_change, r.note FROM product_review r WHERE r.product_id = $1 \
            ORDER BY r.at DESC, r.id DESC LIMIT $2";
        let query = statement(read, sql, vec![id.into(), PAST_MAX.into()]);
        let past = PastRow::find_by_statement(query).all(read).await?;
        let past = past.into_iter().map(PastRow::review).collect::<Result<Vec<PastReview>>>()?;
        Ok(ReviewProduct { product, change, waits, safety, seen, past })
    }
}

/// A change with the names of what it points to.
async fn shown(read: &impl ConnectionTrait, change: product_change::Model) -> Result<ProductChange> {
    let category = category::Entity::find_by_id(change.category_id).one(read).await?.ok_or(DomainError::NotFound)?;
    let equipment = match change.equipment_type_id {
        Some(id) => equipment_type::Entity::find_by_id(id).one(read).await?,
        None => None,
    };
    let photos = match change.has_photos {
        true => Some(photo_rows::of_change(read, change.product_id).await?),
        false => None,
    };
    Ok(ProductChange {
        title: change.title,
        description: change.description,
        category_ja: category.name_ja,
        category_en: category.name_en,
        equipment: equipment.map(|row| EquipmentRef { slug: row.slug, name_ja: row.name_ja, name_en: row.name_en }),
        details: change.details,
        tags: tags::by_ids(read, &change.tags).await?,
        photos,
    })
}

impl QueueRow {
    fn item(self) -> ReviewItem {
        ReviewItem {
            id: self.id,
            number: self.number,
            title: self.title,
            of_change: self.of_change,
            price: self.price_yen,
            maker_name: self.maker_name,
            photo_id: self.photo_id,
            submitted_at: self.updated_at,
        }
    }
}

impl PastRow {
    fn review(self) -> Result<PastReview> {
        Ok(PastReview { at: self.at, decision: self.decision, of_change: self.of_change, note: self.note })
    }
}
