//! What waits for the staff.

use chrono::{DateTime, Utc};
use domain::{
    DomainError, PhotoId, ProductId, Staff, Yen,
    shop::{Decision, PastReview, ReviewItem, ReviewProduct, ReviewQueue},
};
use sea_orm::{EntityTrait, FromQueryResult, Value};

use super::{LIST_SIZE, cut, offset, product::product_by_id, statement};
use crate::{Cx, Result, Store, entity::product};

/// Earlier decisions shown beside a product.
const PAST_MAX: i64 = 10;

#[derive(FromQueryResult)]
struct QueueRow {
    id: ProductId,
    number: i64,
    title: String,
    price_yen: Yen,
    updated_at: DateTime<Utc>,
    maker_name: String,
    photo_id: Option<PhotoId>,
}

#[derive(FromQueryResult)]
struct PastRow {
    at: DateTime<Utc>,
    decision: Decision,
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
        let sql = "SELECT p.id, p.number, p.title, p.price_yen, p.updated_at, m.trade_name AS maker_name, \
            ph.id AS photo_id \
            FROM product p \
            JOIN maker m ON m.id = p.maker_id \
            LEFT JOIN photo ph ON ph.product_id = p.id AND ph.position = 0 \
            WHERE p.status = 'submitted' ORDER BY p.updated_at, p.id LIMIT $1 OFFSET $2";
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
        // First, so that a change between the two reads refuses the decision instead of passing unseen.
        let row = product::Entity::find_by_id(id).one(read).await?.ok_or(DomainError::NotFound)?;
        let product = product_by_id(read, id).await?;
        let sql = "SELECT r.at, r.decision, r.note FROM product_review r WHERE r.product_id = $1 \
            ORDER BY r.at DESC, r.id DESC LIMIT $2";
        let query = statement(read, sql, vec![id.into(), PAST_MAX.into()]);
        let past = PastRow::find_by_statement(query).all(read).await?;
        let past = past.into_iter().map(PastRow::review).collect::<Result<Vec<PastReview>>>()?;
        Ok(ReviewProduct { product, seen: row.updated_at, past })
    }
}

impl QueueRow {
    fn item(self) -> ReviewItem {
        ReviewItem {
            id: self.id,
            number: self.number,
            title: self.title,
            price: self.price_yen,
            maker_name: self.maker_name,
            photo_id: self.photo_id,
            submitted_at: self.updated_at,
        }
    }
}

impl PastRow {
    fn review(self) -> Result<PastReview> {
        Ok(PastReview { at: self.at, decision: self.decision, note: self.note })
    }
}
