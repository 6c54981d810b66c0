//! The hours of a day, and why it is closed.

use chrono::NaiveDate;

use crate::BilingualText;

/// Opening hours of a day, minutes after midnight in Japan.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum OpenHours {
    Open { open_minute: i64, close_minute: i64 },
    Closed,
}

/// Why a day is closed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum ClosedReason {
    /// 定休日: closed on every such weekday.
    Weekday,
    /// 振替休館: the weekly closing day before it was a 祝日.
    Moved,
    /// 国民の祝日, by its Japanese name.
    Holiday(String),
    /// A closure with its own words: 年末年始, 棚卸し, …
    Closure(BilingualText),
}

/// A day's hours and, when closed, why.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct DayHours {
    pub day: NaiveDate,
    pub open: OpenHours,
    /// Breaks inside the hours, in minutes after midnight.
    pub breaks: Vec<(i64, i64)>,
    pub closed: Option<ClosedReason>,
}

/// Minutes after midnight at which a day opens and closes, if it does.
impl DayHours {
    pub fn minutes(&self) -> Option<(i64, i64)> {
        match self.open {
            OpenHours::Open { open_minute, close_minute } => Some((open_minute, close_minute)),
            OpenHours::Closed => None,
        }
    }
}
