//! Closing an account: what ends with it, and what is left of it. Figures and papers stand on ids, which stay; the person
//! goes.

use chrono::{DateTime, Utc};
use domain::{
    AccountId, Customer, DomainError, PhotoId,
    data::{CLOSED_DOMAIN, Closing, ClosingBlock},
    members::Role,
    site::AuditAction,
};
use sea_orm::{ActiveValue::Set, ConnectionTrait, EntityTrait, PaginatorTrait, QueryFilter, QuerySelect, prelude::*};

use crate::{
    Cx, Result, Store, Tx, booking,
    entity::{
        account, api_token, calendar_feed, certification, idempotency_key, mail_token, maker, photo_file, session,
    },
    members, orders,
    site::audit,
    sql::sql,
};

/// What stands where a name was, in every language.
const NOBODY: &str = "—";

/// How an attempt ended.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum CloseOutcome {
    /// The account is closed. What lies in files is the caller's to delete.
    Closed { email: String, photos: Vec<PhotoId> },
    /// Something is open; nothing was changed.
    Open(Closing),
}

impl Store {
    /// What closing one's account would end, and what stands in its way.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn account_closing(&self, cx: &Cx, customer: &Customer) -> Result<Closing> {
        closing(self.db.read(), customer.account_id, cx.now).await
    }

    /// Closes one's own account, by the password: bookings to come are cancelled, orders too, listings end; then whatever
    /// says who it was is erased, and a last mail says so. The account's id stays, for the figures and the papers that point at it.
    ///
    /// # Errors
    /// [`domain::members::AccountError::WrongCredentials`], [`domain::members::AccountError::TooManyAttempts`].
    pub async fn account_close(&self, cx: &Cx, customer: &Customer, password: &str) -> Result<CloseOutcome> {
        self.password_check(cx, customer.account_id, password).await?;
        let (id, phc) = (customer.account_id, &members::unknown_password().await?);
        self.write("account_close", |tx| async move {
            let row = account::Entity::find_by_id(id).one(&tx).await?.filter(|row| row.closed_at.is_none());
            let row = row.ok_or(DomainError::NotFound)?;
            let open = closing(&tx, id, cx.now).await?;
            if !open.blocks.is_empty() {
                return Ok(CloseOutcome::Open(open));
            }
            booking::leave_all_lines(cx, &tx, id).await?;
            booking::cancel_all(cx, &tx, id).await?;
            orders::cancel_all(cx, &tx, id).await?;
            let photos = end_maker(cx, &tx, id).await?;
            forget(cx, &tx, id, phc).await?;
            self.farewell(cx, &tx, &row, open.pieces).await?;
            audit(cx, &tx, AuditAction::AccountClose, id).await?;
            Ok(CloseOutcome::Closed { email: row.email, photos })
        })
        .await
    }
}

async fn closing(conn: &impl ConnectionTrait, id: AccountId, now: DateTime<Utc>) -> Result<Closing> {
    let count = async |text: &str| -> Result<i64> {
        let values: Vec<sea_orm::Value> = match text.contains("$2") {
            true => vec![id.into(), now.into()],
            false => vec![id.into()],
        };
        let row = conn.query_one_raw(sql(conn, text, values)).await?;
        Ok(row.map(|row| row.try_get::<i64>("", "n")).transpose()?.unwrap_or(0))
    };
    let mut blocks = Vec::new();
    let now_text = "SELECT MAX(end_at) AS until FROM live_booking WHERE account_id = $1 AND guest IS NULL \
         AND start_at <= $2 AND end_at > $2";
    let under_way = conn.query_one_raw(sql(conn, now_text, [id.into(), now.into()])).await?;
    if let Some(until) = under_way.map(|row| row.try_get::<Option<DateTime<Utc>>>("", "until")).transpose()?.flatten() {
        blocks.push(ClosingBlock::BookingNow { until });
    }
    let pieces = count(PROMISED).await?;
    if pieces > 0 {
        blocks.push(ClosingBlock::PiecesPromised { pieces });
    }
    let role = account::Entity::find_by_id(id).one(conn).await?.map(|row| row.role);
    if role == Some(Role::Operator) {
        let others = account::Entity::find()
            .filter(account::Column::Role.eq(Role::Operator))
            .filter(account::Column::DisabledAt.is_null());
        if others.filter(account::Column::Id.ne(id)).count(conn).await? == 0 {
            blocks.push(ClosingBlock::LastOperator);
        }
    }
    Ok(Closing {
        blocks,
        bookings: count(BOOKINGS).await?.unsigned_abs(),
        waiting: count(WAITING).await?.unsigned_abs(),
        orders: count(ORDERS).await?.unsigned_abs(),
        listings: count(LISTINGS).await?.unsigned_abs(),
        pieces: count(PIECES).await?,
    })
}

const BOOKINGS: &str =
    "SELECT COUNT(*) AS n FROM live_booking WHERE account_id = $1 AND guest IS NULL AND start_at > $2";
const WAITING: &str = "SELECT COUNT(*) AS n FROM waitlist_entry e WHERE e.account_id = $1 \
     AND NOT EXISTS (SELECT 1 FROM waitlist_end x WHERE x.entry_id = e.id)";
const ORDERS: &str = "SELECT COUNT(*) AS n FROM shop_order o WHERE o.account_id = $1 \
     AND NOT EXISTS (SELECT 1 FROM order_end e WHERE e.order_id = o.id)";
const LISTINGS: &str = "SELECT COUNT(*) AS n FROM product p JOIN maker m ON m.id = p.maker_id \
     WHERE m.account_id = $1 AND p.status IN ('published', 'paused', 'submitted')";
const PIECES: &str = "SELECT CAST(COALESCE(SUM(s.on_hand), 0) AS BIGINT) AS n FROM stock s \
     JOIN product p ON p.id = s.product_id JOIN maker m ON m.id = p.maker_id \
     WHERE m.account_id = $1 AND p.status IN ('published', 'paused')";
/// One's own orders of one's own pieces end with the account: they stand in nobody's way.
const PROMISED: &str = "SELECT CAST(COALESCE(SUM(l.quantity), 0) AS BIGINT) AS n FROM order_line l \
     JOIN maker m ON m.id = l.maker_id JOIN shop_order o ON o.id = l.order_id \
     WHERE m.account_id = $1 AND (o.account_id IS NULL OR o.account_id <> $1) \
     AND NOT EXISTS (SELECT 1 FROM order_end e WHERE e.order_id = o.id)";

/// Ends the listings and takes the maker's words away; returns the photos that nothing shows any more.
async fn end_maker(cx: &Cx, tx: &Tx, id: AccountId) -> Result<Vec<PhotoId>> {
    let Some(own) = maker::Entity::find().filter(maker::Column::AccountId.eq(id)).one(tx).await? else {
        return Ok(Vec::new());
    };
    let photos = photo_file::Entity::find()
        .select_only()
        .column(photo_file::Column::PhotoId)
        .filter(photo_file::Column::MakerId.eq(own.id))
        .into_tuple()
        .all(tx)
        .await?;
    // Should the files' store fail, the next clearing away finds them.
    photo_file::Entity::update_many()
        .col_expr(photo_file::Column::Going, Expr::value(true))
        .filter(photo_file::Column::MakerId.eq(own.id))
        .exec(tx)
        .await?;
    let of_maker = "product_id IN (SELECT id FROM product WHERE maker_id = $1)";
    for text in [
        format!("DELETE FROM photo WHERE {of_maker}"),
        format!("DELETE FROM product_change_photo WHERE {of_maker}"),
        format!("DELETE FROM product_change WHERE {of_maker}"),
        format!("DELETE FROM product_tag WHERE {of_maker}"),
        "DELETE FROM maker_payee WHERE maker_id = $1".to_owned(),
        format!("DELETE FROM question WHERE {of_maker}"),
        format!("UPDATE buyer_review SET answer = '', answered_at = NULL WHERE {of_maker}"),
        format!("DELETE FROM product_safety WHERE {of_maker}"),
        format!("DELETE FROM product_view WHERE {of_maker}"),
        format!(
            "DELETE FROM product_option_choice WHERE option_id IN (SELECT id FROM product_option WHERE {of_maker})"
        ),
        format!("DELETE FROM product_option WHERE {of_maker}"),
        format!("UPDATE product_review SET note = '' WHERE {of_maker}"),
        format!("UPDATE stock_movement SET note = '', request_digest = '' WHERE {of_maker}"),
        format!(
            "UPDATE order_line SET maker_name = '{NOBODY}', title = '{NOBODY}', title_en = NULL WHERE maker_id = $1"
        ),
    ] {
        tx.execute_raw(sql(tx, &text, [own.id.into()])).await?;
    }
    let ended = "UPDATE product SET status = 'withdrawn', title = $2, title_en = NULL, description = '', \
         description_en = NULL, details = '{}', search_text = '', updated_at = $3 WHERE maker_id = $1";
    tx.execute_raw(sql(tx, ended, [own.id.into(), NOBODY.into(), cx.now.into()])).await?;
    let nobody = maker::ActiveModel {
        id: Set(own.id),
        slug: Set(format!("gone-{}", own.id.0.simple())),
        trade_name: Set(NOBODY.to_owned()),
        story: Set(String::new()),
        story_en: Set(None),
        photo_id: Set(None),
        ..Default::default()
    };
    maker::Entity::update(nobody).exec(tx).await?;
    Ok(photos)
}

/// Takes away what says who it was: names, ways in, and what bookings told.
async fn forget(cx: &Cx, tx: &Tx, id: AccountId, phc: &str) -> Result<()> {
    session::Entity::delete_many().filter(session::Column::AccountId.eq(id)).exec(tx).await?;
    mail_token::Entity::delete_many().filter(mail_token::Column::AccountId.eq(id)).exec(tx).await?;
    api_token::Entity::delete_many().filter(api_token::Column::AccountId.eq(id)).exec(tx).await?;
    idempotency_key::Entity::delete_many().filter(idempotency_key::Column::AccountId.eq(id)).exec(tx).await?;
    members::factors_forget(tx, id).await?;
    certification::Entity::delete_many().filter(certification::Column::AccountId.eq(id)).exec(tx).await?;
    for text in [
        "DELETE FROM account_plan WHERE account_id = $1",
        "DELETE FROM protected_person WHERE account_id = $1",
        "DELETE FROM staff_note WHERE account_id = $1",
        "DELETE FROM favourite WHERE account_id = $1",
        "DELETE FROM question WHERE account_id = $1",
        "DELETE FROM known_device WHERE account_id = $1",
        "DELETE FROM email_change WHERE account_id = $1",
        "UPDATE booking SET note = NULL, children = '[]', override_reason = NULL \
         WHERE account_id = $1 AND guest IS NULL",
        "UPDATE booking_cancellation SET note = NULL \
         WHERE booking_id IN (SELECT id FROM booking WHERE account_id = $1 AND guest IS NULL)",
        // Before the orders forget whose they were.
        "UPDATE buyer_review SET name = '' WHERE order_line_id IN (SELECT l.id FROM order_line l \
         JOIN shop_order o ON o.id = l.order_id WHERE o.account_id = $1)",
        "UPDATE shop_order SET account_id = NULL, name = '', email = '', phone = '', address = NULL, message = '', request_digest = '' \
         WHERE account_id = $1",
    ] {
        tx.execute_raw(sql(tx, text, [id.into()])).await?;
    }
    // Trade names, where two accounts had become this one.
    let merged = "UPDATE audit_entry SET changes = '' WHERE action = 'account.merge' AND subject = $1";
    tx.execute_raw(sql(tx, merged, [id.to_string().into()])).await?;
    // The address of the calendar opens nothing any more: without a row it would be the first one again.
    let version = calendar_feed::Entity::find_by_id(id).one(tx).await?.map_or(1, |row| row.version);
    calendar_feed::Entity::delete_by_id(id).exec(tx).await?;
    let renewed =
        calendar_feed::ActiveModel { account_id: Set(id), version: Set(version + 1), renewed_at: Set(cx.now) };
    calendar_feed::Entity::insert(renewed).exec_without_returning(tx).await?;
    let shell = account::ActiveModel {
        id: Set(id),
        email: Set(format!("{}{CLOSED_DOMAIN}", id.0.simple())),
        // The hash of a password that nobody knows: signing in takes as long as ever, and fails.
        password_hash: Set(phc.to_owned()),
        display_name: Set(NOBODY.to_owned()),
        role: Set(Role::Customer),
        email_confirmed_at: Set(None),
        kana: Set(String::new()),
        phone: Set(String::new()),
        search_text: Set(String::new()),
        order_key: Set(String::new()),
        closed_at: Set(Some(cx.now)),
        language: Set(String::new()),
        ..Default::default()
    };
    account::Entity::update(shell).exec(tx).await?;
    Ok(())
}
