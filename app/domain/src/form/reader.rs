//! Reads the fields of a form one by one and notes everything that is wrong with them.

use std::str::FromStr;

use chrono::{DateTime, NaiveDate, Utc};

use super::{CalendarDay, FieldError, FieldErrors, FormInput, PhoneNumber, narrow, text::bounded};
use crate::calendar::at_minute;

/// Reads a form's words; what cannot be read is noted and stands as nothing.
pub struct Reader<'t> {
    input: &'t FormInput,
    errors: FieldErrors,
}

impl<'t> Reader<'t> {
    pub fn new(input: &'t FormInput) -> Reader<'t> {
        Reader { input, errors: FieldErrors::default() }
    }

    pub fn note(&mut self, field: impl Into<String>, error: impl Into<FieldError>) {
        self.errors.note(field, error);
    }

    /// What was found wrong elsewhere.
    pub fn note_all(&mut self, errors: FieldErrors) {
        errors.into_iter().for_each(|(field, error)| self.note(field, error));
    }

    /// Whether nothing is wrong with that field so far.
    pub fn is_fine(&self, field: &str) -> bool {
        self.errors.at(field).is_none()
    }

    /// A text that must be there, without the blanks around it.
    pub fn words(&mut self, field: &str, chars_max: usize) -> String {
        let text = self.optional(field, chars_max);
        if text.is_none() && self.is_fine(field) {
            self.note(field, FieldError::Missing);
        }
        text.unwrap_or_default()
    }

    /// A text that may be left out, without the blanks around it.
    pub fn optional(&mut self, field: &str, chars_max: usize) -> Option<String> {
        let text = bounded(self.input.text(field), chars_max).map_err(|error| self.note(field, error)).ok();
        text.filter(|text| !text.is_empty())
    }

    /// Something with a name: an id, or one of a list of words. Empty is none.
    pub fn named<T: FromStr>(&mut self, field: &str) -> Option<T> {
        let text = self.input.text(field).trim();
        if text.is_empty() {
            return None;
        }
        let named = text.parse().ok();
        if named.is_none() {
            self.note(field, FieldError::NotAChoice);
        }
        named
    }

    /// As [`Reader::named`], where one must be chosen.
    pub fn chosen<T: FromStr>(&mut self, field: &str) -> Option<T> {
        let named = self.named(field);
        if named.is_none() && self.is_fine(field) {
            self.note(field, FieldError::NotAChoice);
        }
        named
    }

    /// The seven figures of a Japanese postal code, however they were typed.
    pub fn postal_code(&mut self, field: &str) -> String {
        let typed = narrow(self.input.text(field));
        let digits: String = typed.chars().filter(|c| !c.is_whitespace() && *c != '-' && *c != '〒').collect();
        match (digits.is_empty(), digits.len() == 7 && digits.bytes().all(|byte| byte.is_ascii_digit())) {
            (true, _) => self.note(field, FieldError::Missing),
            (_, true) => return digits,
            (_, false) => self.note(field, FieldError::PostalCode),
        }
        String::new()
    }

    /// `T` and 13 figures, as they are printed on papers: with blanks, hyphens, in full width. Empty is no number.
    pub fn invoice_number(&mut self, field: &str) -> String {
        let typed = narrow(self.input.text(field));
        let plain: String = typed.chars().filter(|c| !c.is_whitespace() && *c != '-').collect();
        let digits = plain.trim_start_matches(['T', 't', 'Ｔ', 'ｔ']);
        match (digits.len(), digits.bytes().all(|byte| byte.is_ascii_digit())) {
            (0, _) if plain.is_empty() => String::new(),
            (13, true) => format!("T{digits}"),
            _ => {
                self.note(field, FieldError::InvoiceNumber);
                String::new()
            }
        }
    }

    /// A telephone number in plain figures; empty is allowed.
    pub fn phone(&mut self, field: &str) -> String {
        let typed = self.input.text(field).trim();
        if typed.is_empty() {
            return String::new();
        }
        let phone = typed.parse().map(PhoneNumber::into_inner);
        phone.unwrap_or_else(|_| {
            self.note(field, FieldError::PhoneInvalid);
            String::new()
        })
    }

    /// A whole number of any size.
    pub fn integer(&mut self, field: &str) -> Option<i64> {
        let n = plain(self.input.text(field)).parse().ok();
        if n.is_none() {
            self.note_unread(field);
        }
        n
    }

    /// The words of a field as they were sent.
    pub fn raw(&self, field: &str) -> &'t str {
        self.input.text(field)
    }

    /// A day and a time of the clock that may be any of ours.
    pub fn instant(&mut self, date: &str, time: &str) -> Option<DateTime<Utc>> {
        let day = self.input.text(date).parse().map(CalendarDay::date);
        let minute = minute_of_day(self.input.text(time));
        if day.is_err() {
            self.note_unread(date);
        }
        if minute.is_none() {
            self.note_unread(time);
        }
        Some(at_minute(day.ok()?, minute?))
    }

    /// A whole number inside the bounds, both included.
    pub fn number(&mut self, field: &str, min: i64, max: i64) -> i64 {
        let text = plain(self.input.text(field));
        match text.parse::<i64>() {
            Ok(n) if (min..=max).contains(&n) => n,
            Ok(_) => self.refuse(field, FieldError::OutOfRange { min, max }),
            Err(_) if text.is_empty() => self.refuse(field, FieldError::Missing),
            Err(_) if text.trim_start_matches(['-', '+']).chars().all(|c| c.is_ascii_digit()) && text.len() > 1 => {
                self.refuse(field, FieldError::OutOfRange { min, max })
            }
            Err(_) => self.refuse(field, FieldError::NotANumber),
        }
    }

    /// A time of day as minutes after midnight, 24:00 included.
    pub fn time(&mut self, field: &str, minutes_step: i64) -> Option<i64> {
        let Some(minute) = clock_minute(self.input.text(field)) else {
            let empty = self.input.text(field).trim().is_empty();
            self.note(field, if empty { FieldError::Missing } else { FieldError::NotATime });
            return None;
        };
        if minute % minutes_step != 0 {
            self.note(field, FieldError::NotAMultiple { minutes: minutes_step });
            return None;
        }
        Some(minute)
    }

    /// A day inside the bounds, both included.
    pub fn day(&mut self, field: &str, first: NaiveDate, last: NaiveDate) -> Option<NaiveDate> {
        let text = plain(self.input.text(field));
        match text.parse::<CalendarDay>().map(CalendarDay::date) {
            Ok(day) if (first..=last).contains(&day) => Some(day),
            Ok(_) => {
                self.note(field, FieldError::DayOutOfRange { first, last });
                None
            }
            Err(_) => {
                self.note(field, if text.is_empty() { FieldError::Missing } else { FieldError::NotADate });
                None
            }
        }
    }

    /// The draft when nothing is wrong.
    ///
    /// # Errors
    /// Everything that was noted.
    pub fn done<T>(self, draft: T) -> Result<T, FieldErrors> {
        if self.errors.is_empty() { Ok(draft) } else { Err(self.errors) }
    }

    /// As [`Reader::done`], of parts that are there when nothing was noted.
    ///
    /// # Errors
    /// Everything that was noted.
    pub fn done_with<T>(self, draft: Option<T>) -> Result<T, FieldErrors> {
        match draft {
            Some(draft) if self.errors.is_empty() => Ok(draft),
            _ => Err(self.errors),
        }
    }

    fn note_unread(&mut self, field: &str) {
        let is_empty = self.input.text(field).trim().is_empty();
        self.note(field, if is_empty { FieldError::Missing } else { FieldError::Unreadable });
    }

    fn refuse(&mut self, field: &str, error: FieldError) -> i64 {
        self.note(field, error);
        0
    }
}

/// As [`narrow`], without any blanks, thousands' commas, a yen sign, 円, 点 or 個.
fn plain(text: &str) -> String {
    let says_nothing = |c: &char| c.is_whitespace() || matches!(c, ',' | '，' | '、' | '¥' | '￥' | '円' | '点' | '個');
    narrow(text).chars().filter(|c| !says_nothing(c)).collect()
}

/// A whole number from 0 on as people type it: full-width figures, thousands' commas, a yen sign or 円 and 点 around it.
/// `None` for anything else.
pub fn amount(text: &str) -> Option<i64> {
    let text = plain(text);
    text.bytes().all(|byte| byte.is_ascii_digit()).then(|| text.parse().ok()).flatten()
}

/// `9:30`, `930` no; `24:00` is the end of the day.
pub fn clock_minute(text: &str) -> Option<i64> {
    let text = plain(text);
    let (hour, minute) = text.split_once(':')?;
    let digits = |part: &str, most: usize| {
        let fine = (1..=most).contains(&part.len()) && part.chars().all(|c| c.is_ascii_digit());
        fine.then(|| part.parse::<i64>().ok()).flatten()
    };
    let (hour, minute) = (digits(hour, 2)?, digits(minute, 2)?);
    let whole = hour * 60 + minute;
    (minute < 60 && whole <= 24 * 60).then_some(whole)
}

/// As [`clock_minute`], of a time at which something can begin: 24:00 is the next day's.
pub fn minute_of_day(text: &str) -> Option<i64> {
    clock_minute(text).filter(|minute| *minute < 24 * 60)
}

/// Minutes after midnight as a form shows them: `09:30`, `24:00`.
pub fn clock_words(minute: i64) -> String {
    format!("{:02}:{:02}", minute / 60, minute % 60)
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn times_are_read_as_people_type_them() {
        let read = |text| clock_minute(text);
        assert_eq!((read("9:30"), read("09:30"), read("９：３０")), (Some(570), Some(570), Some(570)));
        assert_eq!((read("24:00"), read("24:15"), read("0:00")), (Some(1440), None, Some(0)));
        assert_eq!(
            (read("9:60"), read("9"), read("-1:00"), read("99:99"), read("9:+1")),
            (None, None, None, None, None)
        );
    }

    #[test]
    fn numbers_say_what_is_wrong_with_them() {
        let rule = |text: &str| {
            let input = FormInput::default().with("n", text);
            let mut read = Reader::new(&input);
            let n = read.number("n", 0, 9_999);
            read.done(n).map_err(|errors| errors.at("n").cloned().unwrap())
        };
        assert_eq!((rule("１，２００"), rule(" 7 ")), (Ok(1200), Ok(7)));
        assert_eq!(rule(""), Err(FieldError::Missing));
        assert_eq!(rule("1.5"), Err(FieldError::NotANumber));
        assert_eq!(rule("x"), Err(FieldError::NotANumber));
        for out in ["-1", "10000", "99999999999999999999999"] {
            assert_eq!(rule(out), Err(FieldError::OutOfRange { min: 0, max: 9_999 }), "{out}");
        }
    }

    #[test]
    fn what_is_empty_is_missing_and_what_is_no_time_is_unreadable() {
        let input = FormInput::default().with("time", "25:00");
        let mut read = Reader::new(&input);
        assert_eq!((read.instant("date", "time"), read.integer("minutes")), (None, None));
        let errors = read.done(()).unwrap_err();
        let wrong: Vec<_> = errors.iter().map(|(field, error)| (field, error.clone())).collect();
        let missing = |field| (field, FieldError::Missing);
        assert_eq!(wrong, [missing("date"), ("time", FieldError::Unreadable), missing("minutes")]);
    }

    #[test]
    fn what_people_type_is_in_no_log() {
        let input = FormInput::default().with("password", "correct horse");
        assert_eq!(format!("{input:?}"), r#"{"password"}"#);
    }

    proptest! {
        #[test]
        fn nothing_typed_breaks_the_reader(text in "\\PC{0,40}") {
            let input = FormInput::default().with("n", &text);
            let mut read = Reader::new(&input);
            let n = read.number("n", -5, 5);
            prop_assert!((-5..=5).contains(&n));
            if let Some(minute) = read.time("n", 15) {
                prop_assert!(minute % 15 == 0 && (0..=1440).contains(&minute));
            }
        }

        #[test]
        fn times_are_read_as_they_are_shown(quarter in 0i64..=96) {
            prop_assert_eq!(clock_minute(&clock_words(quarter * 15)), Some(quarter * 15));
        }
    }
}
