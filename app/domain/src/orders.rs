//! Orders for pick-up (取り置き, 店頭払い): how long pieces are held and what an order may hold.

use std::collections::HashSet;

use chrono::{DateTime, Datelike, Days, NaiveDate, Utc};
use serde::{Deserialize, Serialize};

use crate::{booking::OpenHours, calendar, members::EmailAddress, members::NAME_CHARS_MAX};

/// Open days, after the day of the order, for which the shop keeps a piece; the hold ends at closing time of the last.
pub const HOLD_DAYS: i64 = 3;
/// Days looked ahead for open ones: longer than any holiday of the space.
const LOOK_AHEAD_DAYS: u64 = 60;
/// The last minute of a day, when the hours are unknown.
const LAST_MINUTE: i64 = 23 * 60 + 59;
/// Most pieces of one product in an order.
pub const ORDER_QUANTITY_MAX: i64 = 20;

/// How an order ended.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum OrderOutcome {
    PickedUp,
    Cancelled,
    Expired,
}

impl OrderOutcome {
    pub const ALL: [OrderOutcome; 3] = [OrderOutcome::PickedUp, OrderOutcome::Cancelled, OrderOutcome::Expired];

    pub fn as_str(self) -> &'static str {
        match self {
            OrderOutcome::PickedUp => "picked_up",
            OrderOutcome::Cancelled => "cancelled",
            OrderOutcome::Expired => "expired",
        }
    }

    pub fn parse(word: &str) -> Option<OrderOutcome> {
        Self::ALL.into_iter().find(|outcome| outcome.as_str() == word)
    }
}

/// When a hold that begins at `now` ends: closing time of the third open day after today. `week` begins on Monday.
/// Without three open days in the next 60 (hours not entered yet) it is 23:59 of the third calendar day.
pub fn hold_until(now: DateTime<Utc>, week: &[OpenHours; 7], closed: &HashSet<NaiveDate>) -> DateTime<Utc> {
    let today = calendar::day_of(now);
    let mut open_days = 0;
    for day in (1..=LOOK_AHEAD_DAYS).filter_map(|n| today.checked_add_days(Days::new(n))) {
        let hours = week[day.weekday().num_days_from_monday() as usize];
        let OpenHours::Open { close_minute, .. } = hours else { continue };
        if closed.contains(&day) {
            continue;
        }
        open_days += 1;
        if open_days == HOLD_DAYS {
            return calendar::at_minute(day, close_minute);
        }
    }
    let last = today.checked_add_days(Days::new(HOLD_DAYS.unsigned_abs())).unwrap_or(today);
    calendar::at_minute(last, LAST_MINUTE)
}

/// Who orders, as typed into the form.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Buyer {
    pub name: String,
    pub email: String,
    pub phone: String,
}

impl Buyer {
    /// The same without outer blanks, the address as it is stored.
    ///
    /// # Errors
    /// Everything that is wrong, field by field.
    pub fn checked(&self) -> Result<Buyer, Vec<OrderError>> {
        let (name, phone) = (self.name.trim(), self.phone.trim());
        let email = EmailAddress::parse(&self.email);
        let mut wrong = Vec::new();
        if name.is_empty() || name.chars().count() > NAME_CHARS_MAX || name.chars().any(char::is_control) {
            wrong.push(OrderError::NameInvalid);
        }
        if !phone_ok(phone) {
            wrong.push(OrderError::PhoneInvalid);
        }
        match email {
            Some(email) if wrong.is_empty() => {
                Ok(Buyer { name: name.to_owned(), email: email.as_str().to_owned(), phone: phone.to_owned() })
            }
            Some(_) => Err(wrong),
            None => {
                wrong.push(OrderError::EmailInvalid);
                Err(wrong)
            }
        }
    }
}

/// What is wrong with an order.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum OrderError {
    #[error("only {available} left")]
    NotEnoughStock { available: i64 },
    #[error("the quantity lies outside 1 to {max}")]
    QuantityOutOfRange { max: i64 },
    #[error("the order has ended")]
    AlreadyEnded,
    #[error("the name is missing or too long")]
    NameInvalid,
    #[error("not a mail address")]
    EmailInvalid,
    #[error("not a telephone number")]
    PhoneInvalid,
}

/// Digits, spaces, hyphens, parentheses and a leading plus; empty is allowed.
pub fn phone_ok(phone: &str) -> bool {
    let digits = phone.chars().filter(char::is_ascii_digit).count();
    phone.is_empty() || ((9..=15).contains(&digits) && phone.chars().all(|c| c.is_ascii_digit() || " -()+".contains(c)))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn day(month: u32, day: u32) -> NaiveDate {
        NaiveDate::from_ymd_opt(2026, month, day).unwrap()
    }

    /// Closed on Mondays; 10:00 to 18:00, Sundays to 17:00.
    fn week() -> [OpenHours; 7] {
        let mut week = [OpenHours::Open { open_minute: 600, close_minute: 1080 }; 7];
        week[0] = OpenHours::Closed;
        week[6] = OpenHours::Open { open_minute: 600, close_minute: 1020 };
        week
    }

    #[test]
    fn a_hold_ends_when_the_third_open_day_closes() {
        // Saturday 21 November: Sunday, (Monday closed), Tuesday, Wednesday.
        let now = calendar::at_minute(day(11, 21), 840);
        assert_eq!(hold_until(now, &week(), &HashSet::new()), calendar::at_minute(day(11, 25), 1080));
        let closed = HashSet::from([day(11, 24)]);
        assert_eq!(hold_until(now, &week(), &closed), calendar::at_minute(day(11, 26), 1080));
        // Thursday: Friday, Saturday, Sunday, which closes earlier.
        let thursday = calendar::at_minute(day(11, 19), 0);
        assert_eq!(hold_until(thursday, &week(), &HashSet::new()), calendar::at_minute(day(11, 22), 1020));
    }

    #[test]
    fn unknown_hours_still_give_three_days() {
        let now = calendar::at_minute(day(11, 21), 840);
        let until = hold_until(now, &[OpenHours::Closed; 7], &HashSet::new());
        assert_eq!(until, calendar::at_minute(day(11, 24), 1439));
    }

    #[test]
    fn a_buyer_is_checked_in_every_field() {
        let wrong = Buyer { name: " ".into(), email: "x".into(), phone: "12".into() }.checked();
        assert_eq!(wrong, Err(vec![OrderError::NameInvalid, OrderError::PhoneInvalid, OrderError::EmailInvalid]));
        let good = Buyer { name: " 山田 ".into(), email: " Hanako@Example.jp".into(), phone: String::new() };
        assert_eq!(good.checked().map(|b| b.name), Ok("山田".to_owned()));
    }
}
