//! One's own bookings page by page, for programs.

use chrono::TimeDelta;
use domain::{Member, booking::MyBooking};
use sea_orm::Value;

use super::mine::{BookingSource, OVER, OWN, rows};
use crate::{Cx, Result, Store};

/// Bookings on a page.
pub const BOOKINGS_PAGE: u64 = 20;
/// Last page that is looked up; those behind it are empty.
const PAGE_MAX: u64 = 10_000;

/// Which of one's own bookings.
#[derive(
    Clone, Copy, Debug, Default, PartialEq, Eq, strum::Display, strum::EnumIter, strum::EnumString, strum::IntoStaticStr,
)]
#[strum(serialize_all = "snake_case", const_into_str)]
pub enum BookingsTab {
    /// Those that are not over, the next first.
    #[default]
    Upcoming,
    /// Those that are over, cancelled or missed, the latest first.
    Past,
}

/// A page of bookings.
#[derive(Clone, Debug)]
pub struct BookingsPage {
    /// From 1.
    pub page: u64,
    /// At most [`BOOKINGS_PAGE`].
    pub bookings: Vec<MyBooking>,
    pub has_next: bool,
}

impl Store {
    /// A page of the member's own bookings, from 1. A page past the end is empty.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn bookings_page(&self, cx: &Cx, member: &Member, which: BookingsTab, page: u64) -> Result<BookingsPage> {
        let page = page.max(1);
        if page > PAGE_MAX {
            return Ok(BookingsPage { page, bookings: Vec::new(), has_next: false });
        }
        // One more than a page tells whether there is another. No booking is longer than a day, so that the index on
        // the start bounds the search.
        let rest = match which {
            BookingsTab::Upcoming => format!(
                "WHERE {OWN} AND b.end_at > $2 AND b.start_at > $5 ORDER BY b.start_at, b.id LIMIT $3 OFFSET $4"
            ),
            BookingsTab::Past => format!("WHERE {OWN} AND {OVER} ORDER BY b.start_at DESC, b.id LIMIT $3 OFFSET $4"),
        };
        let mut values: Vec<Value> = vec![
            member.account_id.into(),
            cx.now.into(),
            (BOOKINGS_PAGE + 1).into(),
            ((page - 1) * BOOKINGS_PAGE).into(),
        ];
        if which == BookingsTab::Upcoming {
            values.push((cx.now - TimeDelta::days(1)).into());
        }
        let from = if which == BookingsTab::Upcoming { BookingSource::Live } else { BookingSource::All };
        let mut bookings = rows(self.db().read(), from, &rest, values).await?;
        let has_next = bookings.len() as u64 > BOOKINGS_PAGE;
        bookings.truncate(BOOKINGS_PAGE as usize);
        Ok(BookingsPage { page, bookings, has_next })
    }
}
