//! The hours of the seven weekdays, and their breaks.

use domain::{
    Operator,
    booking::{OutsideBooking, WeekDraft, WeekdayDraft},
    equipment::OpenHours,
    form::{FieldError, FieldErrors},
    site::{AuditAction, AuditChange},
};
use sea_orm::{ActiveValue::Set, ConnectionTrait, EntityTrait, QueryOrder};

use super::outside::{must_be_seen, outside};
use crate::{
    Cx, Result, Store, Tx,
    entity::{opening_break, opening_hour},
    site::audit_changes,
};

/// What the operator has seen of a new week before it is saved.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct SeenOfWeek {
    /// So many bookings outside the hours.
    pub outside: u64,
    /// That it has no open day.
    pub never_open: bool,
}

impl Store {
    /// The seven weekdays as they are.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn week_setting(&self, _cx: &Cx, _operator: &Operator) -> Result<WeekDraft> {
        read_week(self.db().read()).await
    }

    /// The bookings to come that such a week leaves outside the hours.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn week_outside(&self, cx: &Cx, _operator: &Operator, week: &WeekDraft) -> Result<Vec<OutsideBooking>> {
        outside(self.db().read(), cx.now, |calendar| calendar.with_week(week)).await
    }

    /// Writes the week anew. Bookings that are there stay, also outside the new hours; so it is written only when as many
    /// were `seen` as there are, and a week without an open day only when that was seen.
    ///
    /// # Errors
    /// [`FieldError::BookingsOutside`], [`FieldError::NeverOpen`]; when the database fails.
    pub async fn week_save(&self, cx: &Cx, _operator: &Operator, week: &WeekDraft, seen: SeenOfWeek) -> Result<()> {
        self.write("week_save", |tx| async move {
            if !week.opens() && !seen.never_open {
                return Err(FieldErrors::of("", FieldError::NeverOpen).into());
            }
            must_be_seen(&outside(&tx, cx.now, |calendar| calendar.with_week(week)).await?, seen.outside)?;
            week_put(cx, &tx, week).await
        })
        .await
    }
}

/// Writes the week anew inside a transaction.
pub(crate) async fn week_put(cx: &Cx, tx: &Tx, week: &WeekDraft) -> Result<()> {
    let before = read_week(tx).await?.input();
    opening_break::Entity::delete_many().exec(tx).await?;
    opening_hour::Entity::delete_many().exec(tx).await?;
    let (hours, breaks) = rows(week);
    // Nothing is inserted when the week is all closed.
    if !hours.is_empty() {
        opening_hour::Entity::insert_many(hours).exec_without_returning(tx).await?;
    }
    if !breaks.is_empty() {
        opening_break::Entity::insert_many(breaks).exec_without_returning(tx).await?;
    }
    let changes = AuditChange::between(&before, &week.input());
    audit_changes(cx, tx, AuditAction::HoursChange, "week", &changes).await
}

/// The week as it is, also inside a transaction.
pub(crate) async fn read_week<C: ConnectionTrait>(conn: &C) -> Result<WeekDraft> {
    let hours = opening_hour::Entity::find().all(conn).await?;
    let breaks = opening_break::Entity::find().order_by_asc(opening_break::Column::FromMinute).all(conn).await?;
    let day = |weekday: i32| WeekdayDraft {
        hours: hours.iter().find(|row| row.weekday == weekday).map_or(OpenHours::Closed, |row| OpenHours::Open {
            open_minute: i64::from(row.open_minute),
            close_minute: i64::from(row.close_minute),
        }),
        breaks: breaks
            .iter()
            .filter(|row| row.weekday == weekday)
            .map(|row| (i64::from(row.from_minute), i64::from(row.to_minute)))
            .collect(),
    };
    Ok(WeekDraft((0..7).map(day).collect()))
}

fn rows(week: &WeekDraft) -> (Vec<opening_hour::ActiveModel>, Vec<opening_break::ActiveModel>) {
    let minute = |minute: i64| i32::try_from(minute).unwrap_or_default();
    let (mut hours, mut breaks) = (Vec::new(), Vec::new());
    for (weekday, day) in (0..).zip(&week.0) {
        let OpenHours::Open { open_minute, close_minute } = day.hours else { continue };
        hours.push(opening_hour::ActiveModel {
            weekday: Set(weekday),
            open_minute: Set(minute(open_minute)),
            close_minute: Set(minute(close_minute)),
        });
        breaks.extend(day.breaks.iter().map(|(from, to)| opening_break::ActiveModel {
            weekday: Set(weekday),
            from_minute: Set(minute(*from)),
            to_minute: Set(minute(*to)),
        }));
    }
    (hours, breaks)
}
