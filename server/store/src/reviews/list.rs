//! Reviews as they are read: of a piece, of a maker's pieces, by the maker and the staff.

use chrono::{DateTime, Utc};
use domain::{
    BuyerReviewId, DomainError, Maker, MakerId, Paged, ProductId, Staff,
    members::language_of,
    reviews::{REVIEWS_OF_MAKER, REVIEWS_PAGE, Rating, Review, ReviewCame, Reviews},
};
use sea_orm::{ConnectionTrait, FromQueryResult, Value};

use super::PAGE_ROWS;
use crate::{Cx, Result, Store, paged::Window, sql::sql};

#[derive(FromQueryResult)]
struct Row {
    id: BuyerReviewId,
    product_number: i64,
    title: String,
    title_en: Option<String>,
    maker: String,
    stars: i32,
    text: String,
    name: String,
    at: DateTime<Utc>,
    answer: String,
    taken_down: bool,
}

const COLUMNS: &str = "r.id, l.product_number, l.title, l.title_en, m.trade_name AS maker, r.stars, r.text, r.name, r.at, \
    r.answer, CASE WHEN r.taken_down_at IS NULL THEN FALSE ELSE TRUE END AS taken_down";
const FROM: &str = "FROM buyer_review r JOIN order_line l ON l.id = r.order_line_id \
    JOIN product p ON p.id = r.product_id JOIN maker m ON m.id = p.maker_id";

impl Store {
    /// The rating of a piece and a page of its reviews, the newest first; without those that were taken down.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn reviews_of_piece(&self, _cx: &Cx, product: ProductId, page: u32) -> Result<Reviews> {
        let filter = "r.product_id = $1 AND r.taken_down_at IS NULL";
        shown(self.db.read(), filter, product.into(), REVIEWS_PAGE, page).await
    }

    /// The rating of a maker's pieces and the newest reviews of them.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn reviews_of_maker(&self, _cx: &Cx, maker: MakerId) -> Result<Reviews> {
        let filter = "p.maker_id = $1 AND r.taken_down_at IS NULL";
        shown(self.db.read(), filter, maker.into(), REVIEWS_OF_MAKER, 1).await
    }

    /// The reviews of the maker's pieces, the newest first.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn reviews_to_me(&self, _cx: &Cx, maker: &Maker, page: u32) -> Result<Paged<Review>> {
        let filter = "p.maker_id = $1 AND r.taken_down_at IS NULL";
        list(self.db.read(), filter, vec![maker.maker_id.into()], page).await
    }

    /// A review of one of the maker's pieces.
    ///
    /// # Errors
    /// [`DomainError::NotFound`] for anybody else's, and for what was taken down.
    pub async fn review_to_me(&self, _cx: &Cx, maker: &Maker, id: BuyerReviewId) -> Result<Review> {
        let filter = "r.id = $1 AND p.maker_id = $2 AND r.taken_down_at IS NULL";
        one(self.db.read(), filter, vec![id.into(), maker.maker_id.into()]).await
    }

    /// All reviews for the staff, the newest first, also what was taken down.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn reviews_all(&self, _cx: &Cx, _staff: &Staff, page: u32) -> Result<Paged<Review>> {
        list(self.db.read(), "1 = 1", Vec::new(), page).await
    }

    /// Any review for the staff.
    ///
    /// # Errors
    /// [`DomainError::NotFound`] when there is none.
    pub async fn review_of(&self, _cx: &Cx, _staff: &Staff, id: BuyerReviewId) -> Result<Review> {
        one(self.db.read(), "r.id = $1", vec![id.into()]).await
    }

    /// What to mail its maker about a review; `None` when it is gone or was taken down.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn review_came(&self, id: BuyerReviewId) -> Result<Option<ReviewCame>> {
        let read = self.db.read();
        let text = format!(
            "SELECT {COLUMNS}, a.display_name AS maker_name, a.email, a.language, a.mails_listings \
             {FROM} JOIN account a ON a.id = m.account_id WHERE r.id = $1 AND r.taken_down_at IS NULL"
        );
        let row = CameRow::find_by_statement(sql(read, &text, [id.into()])).one(read).await?;
        Ok(row.map(|row| ReviewCame {
            review: row.review.review(),
            maker_name: row.maker_name,
            email: row.email,
            language: language_of(&row.language),
            wanted: row.mails_listings,
        }))
    }
}

#[derive(FromQueryResult)]
struct CameRow {
    #[sea_orm(nested)]
    review: Row,
    maker_name: String,
    email: String,
    language: String,
    mails_listings: bool,
}

#[derive(FromQueryResult)]
struct RatingRow {
    n: i64,
    stars: i64,
}

async fn rating(conn: &impl ConnectionTrait, filter: &str, values: Vec<Value>) -> Result<Rating> {
    let text =
        format!("SELECT COUNT(*) AS n, CAST(COALESCE(SUM(r.stars), 0) AS BIGINT) AS stars {FROM} WHERE {filter}");
    let row = RatingRow::find_by_statement(sql(conn, &text, values)).one(conn).await?;
    Ok(row.map_or_else(Rating::default, |row| Rating { count: row.n, stars: row.stars }))
}

async fn one(conn: &impl ConnectionTrait, filter: &str, values: Vec<Value>) -> Result<Review> {
    let text = format!("SELECT {COLUMNS} {FROM} WHERE {filter}");
    let row = Row::find_by_statement(sql(conn, &text, values)).one(conn).await?.ok_or(DomainError::NotFound)?;
    Ok(row.review())
}

async fn list(conn: &impl ConnectionTrait, filter: &str, values: Vec<Value>, page: u32) -> Result<Paged<Review>> {
    let total = rating(conn, filter, values.clone()).await?.count.unsigned_abs();
    let window = Window::new(page, PAGE_ROWS, total);
    Ok(window.of(rows(conn, filter, values, window).await?))
}

/// What everyone sees of one thing. Without any review that is one query.
async fn shown(conn: &impl ConnectionTrait, filter: &str, of: Value, size: u32, page: u32) -> Result<Reviews> {
    let rating = rating(conn, filter, vec![of.clone()]).await?;
    let window = Window::new(page, size, rating.count.unsigned_abs());
    let rows = if rating.count == 0 { Vec::new() } else { rows(conn, filter, vec![of], window).await? };
    Ok(Reviews { rating, list: window.of(rows) })
}

async fn rows(conn: &impl ConnectionTrait, filter: &str, values: Vec<Value>, window: Window) -> Result<Vec<Review>> {
    let text = format!(
        "SELECT {COLUMNS} {FROM} WHERE {filter} ORDER BY r.at DESC, r.id DESC LIMIT {} OFFSET {}",
        window.limit, window.offset
    );
    let rows = Row::find_by_statement(sql(conn, &text, values)).all(conn).await?;
    Ok(rows.into_iter().map(Row::review).collect())
}

impl Row {
    fn review(self) -> Review {
        Review {
            id: self.id,
            product_number: self.product_number,
            title: self.title,
            title_en: self.title_en,
            maker: self.maker,
            stars: self.stars.into(),
            text: self.text,
            name: self.name,
            at: self.at,
            answer: self.answer,
            taken_down: self.taken_down,
        }
    }
}
