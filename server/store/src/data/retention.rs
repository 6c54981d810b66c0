//! Clearing away what has been kept long enough: step by step, so that nobody waits for it.

use chrono::{DateTime, Months, TimeDelta, Utc};
use domain::{
    data::{DataRule, DataRules},
    shop::VIEW_DAYS,
};
use sea_orm::ConnectionTrait;

use crate::{Cx, Result, Store, sql::sql};

/// Rows of one step.
const STEP: u64 = 500;
/// Days after which a cart that nobody brought back is thrown away.
const CART_DAYS: i64 = 30;
/// Months between the day of a paper and the day from which the law counts its years, at most: the rest of the fiscal year,
/// and two months until the tax return.
const TAX_RETURN_MONTHS: u32 = 14;

impl Store {
    /// Erases what is older than the operator's rules allow: names, addresses and telephones of orders that ended, what
    /// bookings said of people, old places in lines, addressees of old receipts, entries of the log, dead tokens. To be
    /// called every hour or so, on every server; once more does no harm.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn retention_run(&self, cx: &Cx) -> Result<()> {
        let rules = self.data_rules().await?;
        let ago = |rule| cx.now - TimeDelta::days(rules.get(rule));
        self.in_steps(ORDERS, ago(DataRule::OrderDays)).await?;
        self.in_steps(QUESTIONS, ago(DataRule::OrderDays)).await?;
        self.in_steps(BOOKINGS, ago(DataRule::BookingDays)).await?;
        self.in_steps(CANCELLATIONS, ago(DataRule::BookingDays)).await?;
        for lines in WAITLIST {
            self.in_steps(lines, ago(DataRule::BookingDays)).await?;
        }
        self.in_steps(RECEIPTS, papers_before(cx.now, &rules)).await?;
        self.in_steps(AUDIT, ago(DataRule::AuditDays)).await?;
        self.in_steps(TOKENS, ago(DataRule::AccessDays)).await?;
        self.in_steps(VIEWS, cx.now - TimeDelta::days(VIEW_DAYS + 1)).await?;
        self.in_steps(CARTS, cx.now - TimeDelta::days(CART_DAYS)).await
    }

    /// Repeats a statement, which takes a time and touches so many rows at most, until nothing is left.
    async fn in_steps(&self, text: &str, before: DateTime<Utc>) -> Result<()> {
        loop {
            let step = self.write("retention", |tx| async move {
                let limit = i64::try_from(STEP).unwrap_or(i64::MAX);
                Ok(tx.execute_raw(sql(&tx, text, [before.into(), limit.into()])).await?.rows_affected())
            });
            if step.await? < STEP {
                return Ok(());
            }
        }
    }
}

/// Receipts from before this are not asked for by any law.
fn papers_before(now: DateTime<Utc>, rules: &DataRules) -> DateTime<Utc> {
    let years = u32::try_from(rules.get(DataRule::PaperYears)).unwrap_or(u32::MAX);
    let months = years.saturating_mul(12).saturating_add(TAX_RETURN_MONTHS);
    now.checked_sub_months(Months::new(months)).unwrap_or(DateTime::<Utc>::MIN_UTC)
}

const ORDERS: &str = "UPDATE shop_order SET name = '', email = '', phone = '', address = NULL, message = '', request_digest = '' WHERE id IN \
     (SELECT o.id FROM shop_order o JOIN order_end e ON e.order_id = o.id \
     WHERE e.at < $1 AND (o.name <> '' OR o.email <> '' OR o.phone <> '' OR o.address IS NOT NULL OR o.message <> '') LIMIT $2)";

/// Who asked goes, whether it was answered or not; what was asked stays with its maker.
const QUESTIONS: &str = "UPDATE question SET name = '', email = '', account_id = NULL, request_digest = '' WHERE id IN \
     (SELECT id FROM question WHERE asked_at < $1 AND (name <> '' OR email <> '' OR account_id IS NOT NULL) LIMIT $2)";

/// That somebody was a guest stays, for the figures; who it was does not.
const BOOKINGS: &str = "UPDATE booking SET note = NULL, children = '[]', override_reason = NULL, \
     guest = CASE WHEN guest IS NULL THEN NULL ELSE '' END WHERE id IN (SELECT id FROM booking WHERE start_at < $1 \
     AND (note IS NOT NULL OR children <> '[]' OR override_reason IS NOT NULL OR guest <> '') LIMIT $2)";

const CANCELLATIONS: &str = "UPDATE booking_cancellation SET note = NULL WHERE booking_id IN \
     (SELECT booking_id FROM booking_cancellation WHERE at < $1 AND note IS NOT NULL LIMIT $2)";

/// What points at a place in a line goes before the place.
const WAITLIST: [&str; 3] = [
    "DELETE FROM waitlist_offer WHERE entry_id IN (SELECT o.entry_id FROM waitlist_offer o \
     JOIN waitlist_entry e ON e.id = o.entry_id WHERE e.end_at < $1 LIMIT $2)",
    "DELETE FROM waitlist_end WHERE entry_id IN (SELECT x.entry_id FROM waitlist_end x \
     JOIN waitlist_entry e ON e.id = x.entry_id WHERE e.end_at < $1 LIMIT $2)",
    "DELETE FROM waitlist_entry WHERE id IN (SELECT id FROM waitlist_entry WHERE end_at < $1 LIMIT $2)",
];

const RECEIPTS: &str = "UPDATE receipt_issue SET addressee = '', purpose = '' WHERE (sale_id, number) IN \
     (SELECT sale_id, number FROM receipt_issue WHERE at < $1 AND (addressee <> '' OR purpose <> '') LIMIT $2)";

const AUDIT: &str = "DELETE FROM audit_entry WHERE id IN (SELECT id FROM audit_entry WHERE at < $1 LIMIT $2)";

const TOKENS: &str = "DELETE FROM api_token WHERE id IN (SELECT id FROM api_token WHERE revoked_at < $1 LIMIT $2)";

/// Whatever no figure counts any more.
const VIEWS: &str = "DELETE FROM product_view WHERE (product_id, day) IN \
     (SELECT product_id, day FROM product_view WHERE day < $1 LIMIT $2)";

const CARTS: &str = "DELETE FROM parked_cart WHERE id IN (SELECT id FROM parked_cart WHERE at < $1 LIMIT $2)";

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_receipt_outlives_the_years_of_the_law() {
        let day = |text: &str| text.parse::<DateTime<Utc>>().expect("a time");
        let before = papers_before(day("2026-11-25T00:00:00Z"), &DataRules::default());
        // Of 1 April 2018: tax return by 31 May 2019, seven years until 31 May 2026.
        assert!(day("2018-04-01T00:00:00Z") < before);
        // Of 31 March 2019 the same; of 1 April 2019: until 31 May 2027.
        assert!(day("2019-04-01T00:00:00Z") > before, "{before}");
    }
}
