//! Days on which the space is closed, as the operator writes them.

use crate::form::{FieldError, FieldErrors, FormInput, Reader};
use chrono::{Days, NaiveDate};

use super::NAME_CHARS_MAX;
use crate::BilingualText;

/// Days that one form can close.
pub const CLOSURE_DAYS_MAX: i64 = 62;
/// How far ahead a day can be closed, in days.
pub const CLOSURE_AHEAD_DAYS: u64 = 730;

/// A span of closed days, both ends included, with the reason that people read.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ClosureDraft {
    pub first: NaiveDate,
    pub last: NaiveDate,
    pub reason: BilingualText,
}

impl ClosureDraft {
    /// Reads the form of a closure; without a last day it is the first alone.
    ///
    /// # Errors
    /// Everything that is wrong, field by field.
    pub fn read(input: &FormInput, today: NaiveDate) -> Result<ClosureDraft, FieldErrors> {
        let mut read = Reader::new(input);
        let furthest = today.checked_add_days(Days::new(CLOSURE_AHEAD_DAYS)).unwrap_or(today);
        let first = read.day("first", today, furthest);
        let last = if input.text("last").trim().is_empty() { first } else { read.day("last", today, furthest) };
        let reason =
            BilingualText { ja: read.words("reason_ja", NAME_CHARS_MAX), en: read.words("reason_en", NAME_CHARS_MAX) };
        let (first, last) = (first.unwrap_or(today), last.unwrap_or(today));
        if read.is_fine("first") && read.is_fine("last") {
            if last < first {
                read.note("last", FieldError::EndBeforeStart);
            } else if (last - first).num_days() >= CLOSURE_DAYS_MAX {
                read.note("last", FieldError::TooManyDays { max: CLOSURE_DAYS_MAX });
            }
        }
        read.done(ClosureDraft { first, last, reason })
    }

    /// Its days in order.
    pub fn days(&self) -> impl Iterator<Item = NaiveDate> + use<> {
        let last = self.last;
        self.first.iter_days().take_while(move |day| *day <= last)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn day(d: u32) -> NaiveDate {
        NaiveDate::from_ymd_opt(2026, 12, d).unwrap()
    }

    fn read(first: &str, last: &str) -> Result<ClosureDraft, FieldErrors> {
        let input = FormInput::default().with("first", first).with("last", last);
        ClosureDraft::read(&input.with("reason_ja", "年末年始").with("reason_en", "New year"), day(10))
    }

    #[test]
    fn one_day_or_a_span() {
        assert_eq!(read("2026-12-29", "").unwrap().days().collect::<Vec<_>>(), [day(29)]);
        assert_eq!(read("2026-12-29", "2026-12-31").unwrap().days().count(), 3);
    }

    #[test]
    fn each_field_says_what_is_wrong() {
        let rule = |first, last| read(first, last).unwrap_err().into_iter().next().unwrap();
        assert!(matches!(rule("2026-12-09", "").1, FieldError::DayOutOfRange { .. }));
        assert_eq!(rule("2026-13-01", ""), ("first".to_owned(), FieldError::NotADate));
        assert_eq!(rule("", ""), ("first".to_owned(), FieldError::Missing));
        assert_eq!(rule("2026-12-20", "2026-12-19"), ("last".to_owned(), FieldError::EndBeforeStart));
        assert_eq!(rule("2026-12-20", "2027-12-19"), ("last".to_owned(), FieldError::TooManyDays { max: 62 }));
    }
}
