//! Lists of questions: a maker's, an asker's own, the staff's; and one for its page and its mails.

use chrono::{DateTime, Utc};
use domain::{
    Customer, DomainError, Maker, Paged, QuestionId, Staff,
    members::language_of,
    questions::{Question, QuestionNews, QuestionState},
};
use sea_orm::{ConnectionTrait, FromQueryResult, Value};

use super::PAGE_ROWS;
use crate::{Cx, Result, Store, paged::Window, sql::sql};

#[derive(FromQueryResult)]
struct Row {
    id: QuestionId,
    product_number: i64,
    title: String,
    title_en: Option<String>,
    maker: String,
    state: QuestionState,
    text: String,
    asked_at: DateTime<Utc>,
    answer: String,
    ended_at: Option<DateTime<Utc>>,
}

/// A title that the staff have not seen is told nobody.
const COLUMNS: &str = "q.id, p.number AS product_number, \
    CASE WHEN p.status = 'published' THEN p.title ELSE '' END AS title, \
    CASE WHEN p.status = 'published' THEN p.title_en ELSE NULL END AS title_en, \
    m.trade_name AS maker, q.state, q.text, q.asked_at, q.answer, q.ended_at";
const FROM: &str = "FROM question q JOIN product p ON p.id = q.product_id JOIN maker m ON m.id = p.maker_id";
const OPEN_FIRST: &str = "CASE WHEN q.state = 'open' THEN 0 ELSE 1 END, q.asked_at DESC, q.id DESC";

impl Store {
    /// The questions about the maker's pieces, those that wait first, then the newest.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn questions_to_me(&self, _cx: &Cx, maker: &Maker, page: u32) -> Result<Paged<Question>> {
        let filter = ("p.maker_id = $1 AND q.state <> 'removed'", vec![maker.maker_id.into()]);
        list(self.db.read(), filter, OPEN_FIRST, page).await
    }

    /// How many questions wait for the maker.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn questions_waiting(&self, _cx: &Cx, maker: &Maker) -> Result<u64> {
        count(self.db.read(), "p.maker_id = $1 AND q.state = 'open'", vec![maker.maker_id.into()]).await
    }

    /// A question about one of the maker's pieces.
    ///
    /// # Errors
    /// [`DomainError::NotFound`] for anybody else's, and for what the staff took away.
    pub async fn question_to_me(&self, _cx: &Cx, maker: &Maker, id: QuestionId) -> Result<Question> {
        let filter = "q.id = $1 AND p.maker_id = $2 AND q.state <> 'removed'";
        one(self.db.read(), filter, vec![id.into(), maker.maker_id.into()]).await
    }

    /// What one asked oneself, the newest first.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn questions_asked(&self, _cx: &Cx, customer: &Customer, page: u32) -> Result<Paged<Question>> {
        let filter = ("q.account_id = $1", vec![customer.account_id.into()]);
        list(self.db.read(), filter, "q.asked_at DESC, q.id DESC", page).await
    }

    /// All questions for the staff, the newest first.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn questions_all(&self, _cx: &Cx, _staff: &Staff, page: u32) -> Result<Paged<Question>> {
        list(self.db.read(), ("1 = 1", Vec::new()), "q.asked_at DESC, q.id DESC", page).await
    }

    /// Any question for the staff.
    ///
    /// # Errors
    /// [`DomainError::NotFound`] when there is none.
    pub async fn question_of(&self, _cx: &Cx, _staff: &Staff, id: QuestionId) -> Result<Question> {
        one(self.db.read(), "q.id = $1", vec![id.into()]).await
    }

    /// A question with everybody who is mailed about it; jobs act on nobody's behalf. `None` when it is gone.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn question_news(&self, id: QuestionId) -> Result<Option<QuestionNews>> {
        let read = self.db.read();
        let text = format!(
            "SELECT {COLUMNS}, a.display_name AS maker_name, a.email AS maker_email, a.language AS maker_language, \
             q.name AS asker_name, q.email AS asker_email, q.language AS asker_language \
             {FROM} JOIN account a ON a.id = m.account_id WHERE q.id = $1"
        );
        let row = NewsRow::find_by_statement(sql(read, &text, [id.into()])).one(read).await?;
        Ok(row.map(|row| QuestionNews {
            question: row.question.question(),
            maker_name: row.maker_name,
            maker_email: row.maker_email,
            maker_language: language_of(&row.maker_language),
            asker_name: row.asker_name,
            asker_email: row.asker_email,
            asker_language: language_of(&row.asker_language),
        }))
    }
}

#[derive(FromQueryResult)]
struct NewsRow {
    #[sea_orm(nested)]
    question: Row,
    maker_name: String,
    maker_email: String,
    maker_language: String,
    asker_name: String,
    asker_email: String,
    asker_language: String,
}

async fn one(conn: &impl ConnectionTrait, filter: &str, values: Vec<Value>) -> Result<Question> {
    let text = format!("SELECT {COLUMNS} {FROM} WHERE {filter}");
    let row = Row::find_by_statement(sql(conn, &text, values)).one(conn).await?.ok_or(DomainError::NotFound)?;
    Ok(row.question())
}

async fn count(conn: &impl ConnectionTrait, filter: &str, values: Vec<Value>) -> Result<u64> {
    let text = format!("SELECT COUNT(*) AS n {FROM} WHERE {filter}");
    let row = conn.query_one_raw(sql(conn, &text, values)).await?;
    Ok(row.map(|row| row.try_get::<i64>("", "n")).transpose()?.unwrap_or(0).unsigned_abs())
}

async fn list(
    conn: &impl ConnectionTrait,
    (filter, values): (&str, Vec<Value>),
    order: &str,
    page: u32,
) -> Result<Paged<Question>> {
    let window = Window::new(page, PAGE_ROWS, count(conn, filter, values.clone()).await?);
    let text = format!(
        "SELECT {COLUMNS} {FROM} WHERE {filter} ORDER BY {order} LIMIT {} OFFSET {}",
        window.limit, window.offset
    );
    let rows = Row::find_by_statement(sql(conn, &text, values)).all(conn).await?;
    Ok(window.of(rows.into_iter().map(Row::question).collect()))
}

impl Row {
    fn question(self) -> Question {
        Question {
            id: self.id,
            product_number: self.product_number,
            title: self.title,
            title_en: self.title_en,
            maker: self.maker,
            state: self.state,
            text: self.text,
            asked_at: self.asked_at,
            answer: self.answer,
            ended_at: self.ended_at,
        }
    }
}
