//! Days on which the space is closed: single ones with their reason, and the 祝日.

use std::collections::BTreeMap;

use chrono::{DateTime, Days, NaiveDate, Utc};
use domain::{
    BilingualText, DomainError, Operator,
    booking::{ClosureDay, ClosureDraft, Closures, HolidayDay, HolidayRule, OutsideBooking},
    calendar,
    equipment::OpenHours,
    form::{FieldError, FieldErrors},
    site::{AuditAction, AuditChange},
};
use sea_orm::{
    ActiveValue::Set, ColumnTrait, ConnectionTrait, EntityTrait, FromQueryResult, QueryFilter, QueryOrder,
    sea_query::OnConflict,
};

use super::{
    hours::{Calendar, holiday},
    outside::{must_be_seen, outside},
};
use crate::{
    Cx, Result, Store,
    entity::closure,
    site::{audit, audit_changes, space_rules, space_rules_put},
    sql::sql,
};

/// How far ahead the coming 祝日 are listed, in days.
const HOLIDAYS_AHEAD_DAYS: usize = 365;

impl Store {
    /// The closed days from today on, and the 祝日 of the coming year.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn closure_settings(&self, cx: &Cx, _operator: &Operator) -> Result<Closures> {
        let conn = self.db().read();
        let today = calendar::day_of(cx.now);
        let year: Vec<NaiveDate> = today.iter_days().take(HOLIDAYS_AHEAD_DAYS).collect();
        let end = year.last().copied().unwrap_or(today);
        let rows = closure::Entity::find()
            .filter(closure::Column::Day.gte(today))
            .order_by_asc(closure::Column::Day)
            .all(conn)
            .await?;
        let last = rows.last().map_or(end, |row| row.day.max(end));
        let booked = booked_days(conn, today, last, cx.now).await?;
        let on = |day: NaiveDate| booked.get(&day).copied().unwrap_or(0);
        let mut calendar = Calendar::read(conn, today, end).await?;
        let rule = calendar.space.holidays();
        calendar.space.closed_on_holidays = false;
        let named = year.into_iter().filter_map(|day| Some((day, holiday(day)?)));
        let holidays = named.map(|(day, name)| HolidayDay {
            day,
            name,
            closed_anyway: calendar.on(day).open == OpenHours::Closed,
            bookings: on(day),
        });
        let holidays = holidays.collect();
        let days = rows.into_iter().map(|row| ClosureDay {
            bookings: on(row.day),
            day: row.day,
            reason: BilingualText::new(row.reason_ja, row.reason_en),
        });
        Ok(Closures { days: days.collect(), holidays, rule })
    }

    /// The days of a span that have live bookings, each with how many.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn closure_bookings(
        &self,
        cx: &Cx,
        _operator: &Operator,
        first: NaiveDate,
        last: NaiveDate,
    ) -> Result<Vec<(NaiveDate, u64)>> {
        Ok(booked_days(self.db().read(), first, last, cx.now).await?.into_iter().collect())
    }

    /// Closes days; a day that is closed already gets the new reason. Bookings on them stay until somebody moves or
    /// cancels them, so the days are closed only when as many were `seen` as there are.
    ///
    /// # Errors
    /// [`FieldError::BookingsOnDays`]; when the database fails.
    pub async fn closure_add(&self, cx: &Cx, _operator: &Operator, draft: &ClosureDraft, seen: u64) -> Result<()> {
        self.write("closure_add", |tx| async move {
            let n: u64 = booked_days(&tx, draft.first, draft.last, cx.now).await?.values().sum();
            if n > seen {
                return Err(FieldErrors::of("", FieldError::BookingsOnDays { n }).into());
            }
            let rows = draft.days().map(|day| closure::ActiveModel {
                day: Set(day),
                reason_ja: Set(draft.reason.ja.clone()),
                reason_en: Set(draft.reason.en.clone()),
            });
            let replace = OnConflict::column(closure::Column::Day)
                .update_columns([closure::Column::ReasonJa, closure::Column::ReasonEn])
                .to_owned();
            closure::Entity::insert_many(rows).on_conflict(replace).exec_without_returning(&tx).await?;
            let subject = if draft.first == draft.last {
                draft.first.to_string()
            } else {
                format!("{}/{}", draft.first, draft.last)
            };
            let reason = AuditChange::new("reason_ja", "", &draft.reason.ja);
            audit_changes(cx, &tx, AuditAction::ClosureAdd, subject, &[reason]).await
        })
        .await
    }

    /// Opens a closed day again.
    ///
    /// # Errors
    /// [`DomainError::NotFound`] when it was not closed; when the database fails.
    pub async fn closure_remove(&self, cx: &Cx, _operator: &Operator, day: NaiveDate) -> Result<()> {
        self.write("closure_remove", |tx| async move {
            let gone = closure::Entity::delete_by_id(day).exec(&tx).await?;
            if gone.rows_affected == 0 {
                return Err(DomainError::NotFound.into());
            }
            audit(cx, &tx, AuditAction::ClosureRemove, day).await
        })
        .await
    }

    /// Sets what 祝日 are. Bookings that fall outside the hours by it stay, so it is set only when as many were `seen` as
    /// there are.
    ///
    /// # Errors
    /// [`FieldError::BookingsOutside`]; when the database fails.
    pub async fn holidays_save(&self, cx: &Cx, _operator: &Operator, rule: HolidayRule, seen: u64) -> Result<()> {
        self.write("holidays_save", |tx| async move {
            let rules = space_rules(&tx).await?;
            must_be_seen(&outside(&tx, cx.now, |calendar| calendar.with_holidays(rule)).await?, seen)?;
            space_rules_put(cx, &tx, &rules.with_holidays(rule)).await?;
            let change = AuditChange::new("rule", rules.holidays(), rule);
            audit_changes(cx, &tx, AuditAction::HolidaysChange, rule, &[change]).await
        })
        .await
    }

    /// The bookings to come that such a rule for 祝日 leaves outside the hours.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn holidays_outside(
        &self,
        cx: &Cx,
        _operator: &Operator,
        rule: HolidayRule,
    ) -> Result<Vec<OutsideBooking>> {
        outside(self.db().read(), cx.now, |calendar| calendar.with_holidays(rule)).await
    }
}

#[derive(FromQueryResult)]
struct Counted {
    start_at: DateTime<Utc>,
    n: i64,
}

/// Live bookings to come by the day on which they start, both ends included.
async fn booked_days<C: ConnectionTrait>(
    conn: &C,
    first: NaiveDate,
    last: NaiveDate,
    now: DateTime<Utc>,
) -> Result<BTreeMap<NaiveDate, u64>> {
    let from = calendar::day_bounds(first).0.max(now);
    let to = calendar::day_bounds(last.checked_add_days(Days::new(1)).unwrap_or(last)).0;
    let rows = Counted::find_by_statement(sql(
        conn,
        "SELECT b.start_at AS start_at, COUNT(*) AS n FROM live_booking b WHERE b.start_at >= $1 AND b.start_at < $2 \
         GROUP BY b.start_at",
        [from.into(), to.into()],
    ))
    .all(conn)
    .await?;
    let mut days = BTreeMap::new();
    for row in rows {
        *days.entry(calendar::day_of(row.start_at)).or_insert(0) += row.n.unsigned_abs();
    }
    Ok(days)
}
