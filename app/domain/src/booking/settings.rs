//! What the operator sets about booking: as typed, as read, and everything that is wrong with it.
//!
//! Forms send words. Each draft is read from them field by field with all that is wrong at once, and says of itself how
//! it stands in the fields, so that a form comes back as it was typed.

mod closing;
mod kind;
mod plan;
mod rows;
mod space;
mod typed;
mod week;

pub use closing::*;
pub use kind::*;
pub use plan::*;
pub use rows::*;
pub use typed::*;
pub use week::*;

use chrono::NaiveDate;

/// Longest name of a machine, a unit or a plan, in characters.
pub const NAME_CHARS_MAX: usize = 40;
/// Longest text about a machine, in characters.
pub const TEXT_CHARS_MAX: usize = 300;

/// What is wrong with one field of the operator's forms, or with an act on what they set.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("{field}: {rule}")]
pub struct SettingsError {
    /// The field's name in the form; empty where it is about the whole.
    pub field: String,
    pub rule: SettingsRule,
}

impl SettingsError {
    pub fn new(field: impl Into<String>, rule: SettingsRule) -> SettingsError {
        SettingsError { field: field.into(), rule }
    }
}

/// Which rule a setting breaks.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum SettingsRule {
    #[error("empty")]
    Missing,
    #[error("more than {chars_max} characters")]
    TooLong { chars_max: usize },
    #[error("no whole number")]
    NotANumber,
    #[error("outside {min} to {max}")]
    OutOfRange { min: i64, max: i64 },
    #[error("no multiple of {minutes} minutes")]
    NotAMultiple { minutes: i64 },
    #[error("none of the choices")]
    NotAChoice,
    #[error("no word for an address")]
    SlugForm,
    #[error("another machine has this word")]
    SlugTaken,
    #[error("the longest is shorter than the shortest")]
    MinOverMax,
    #[error("no time of day")]
    NotATime,
    #[error("the end is not after the start")]
    EndBeforeStart,
    #[error("the break lies outside the hours")]
    BreakOutsideHours,
    #[error("the breaks overlap")]
    BreaksOverlap,
    #[error("no date")]
    NotADate,
    #[error("before {first} or after {last}")]
    DayOutOfRange { first: NaiveDate, last: NaiveDate },
    #[error("more than {max} days")]
    TooManyDays { max: i64 },
    #[error("more than {max} of them")]
    TooMany { max: usize },
    /// A unit is not retired over the heads of those who booked it.
    #[error("{n} bookings are to come")]
    BookingsToCome { n: u64 },
    /// Days with bookings are closed only by someone who has seen how many.
    #[error("{n} bookings fall on these days")]
    BookingsOnDays { n: u64 },
}
