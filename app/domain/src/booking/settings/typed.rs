//! The words of a form, and a reader that notes everything that is wrong with them.

use std::collections::BTreeMap;

use chrono::NaiveDate;

use super::{SettingsError, SettingsRule};
use crate::form::{CalendarDay, narrow};

/// What stands in the fields of a form, by name: as typed, readable or not.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Typed(BTreeMap<String, Vec<String>>);

impl From<Vec<(String, String)>> for Typed {
    fn from(pairs: Vec<(String, String)>) -> Typed {
        let mut typed = Typed::default();
        pairs.into_iter().for_each(|(name, value)| typed.add(name, value));
        typed
    }
}

impl Typed {
    /// Adds a value; a name can have several.
    pub fn add(&mut self, name: impl Into<String>, value: impl ToString) {
        self.0.entry(name.into()).or_default().push(value.to_string());
    }

    /// The same with one more value.
    pub fn with(mut self, name: impl Into<String>, value: impl ToString) -> Typed {
        self.add(name, value);
        self
    }

    /// Replaces all values of a name.
    pub fn set(&mut self, name: impl Into<String>, value: impl ToString) {
        self.0.insert(name.into(), vec![value.to_string()]);
    }

    /// The first value of that name; empty without one.
    pub fn text(&self, name: &str) -> &str {
        self.0.get(name).and_then(|values| values.first()).map_or("", String::as_str)
    }

    /// All values of that name.
    pub fn all(&self, name: &str) -> &[String] {
        self.0.get(name).map_or(&[], Vec::as_slice)
    }

    /// Whether a checkbox of that name was ticked.
    pub fn ticked(&self, name: &str) -> bool {
        self.0.contains_key(name)
    }
}

/// Reads a form's words; what cannot be read is noted and stands as nothing.
pub struct Reader<'t> {
    typed: &'t Typed,
    errors: Vec<SettingsError>,
}

impl<'t> Reader<'t> {
    pub fn new(typed: &'t Typed) -> Reader<'t> {
        Reader { typed, errors: Vec::new() }
    }

    pub fn note(&mut self, field: impl Into<String>, rule: SettingsRule) {
        self.errors.push(SettingsError::new(field, rule));
    }

    /// Whether nothing is wrong with that field so far.
    pub fn is_fine(&self, field: &str) -> bool {
        self.errors.iter().all(|error| error.field != field)
    }

    /// A text that must be there, without the blanks around it.
    pub fn words(&mut self, field: &str, chars_max: usize) -> String {
        let text = self.typed.text(field).trim().replace("\r\n", "\n");
        if text.is_empty() {
            self.note(field, SettingsRule::Missing);
        } else if text.chars().count() > chars_max {
            self.note(field, SettingsRule::TooLong { chars_max });
        }
        text
    }

    /// A whole number inside the bounds, both included.
    pub fn number(&mut self, field: &str, min: i64, max: i64) -> i64 {
        let text = plain(self.typed.text(field));
        match text.parse::<i64>() {
            Ok(n) if (min..=max).contains(&n) => n,
            Ok(_) => self.refuse(field, SettingsRule::OutOfRange { min, max }),
            Err(_) if text.is_empty() => self.refuse(field, SettingsRule::Missing),
            Err(_) if text.trim_start_matches(['-', '+']).chars().all(|c| c.is_ascii_digit()) && text.len() > 1 => {
                self.refuse(field, SettingsRule::OutOfRange { min, max })
            }
            Err(_) => self.refuse(field, SettingsRule::NotANumber),
        }
    }

    /// A time of day as minutes after midnight, 24:00 included.
    pub fn time(&mut self, field: &str, minutes_step: i64) -> Option<i64> {
        let Some(minute) = clock_minute(self.typed.text(field)) else {
            let empty = self.typed.text(field).trim().is_empty();
            self.note(field, if empty { SettingsRule::Missing } else { SettingsRule::NotATime });
            return None;
        };
        if minute % minutes_step != 0 {
            self.note(field, SettingsRule::NotAMultiple { minutes: minutes_step });
            return None;
        }
        Some(minute)
    }

    /// A day inside the bounds, both included.
    pub fn day(&mut self, field: &str, first: NaiveDate, last: NaiveDate) -> Option<NaiveDate> {
        let text = plain(self.typed.text(field));
        match text.parse::<CalendarDay>().map(CalendarDay::date) {
            Ok(day) if (first..=last).contains(&day) => Some(day),
            Ok(_) => {
                self.note(field, SettingsRule::DayOutOfRange { first, last });
                None
            }
            Err(_) => {
                self.note(field, if text.is_empty() { SettingsRule::Missing } else { SettingsRule::NotADate });
                None
            }
        }
    }

    /// The draft when nothing is wrong.
    ///
    /// # Errors
    /// Everything that was noted.
    pub fn done<T>(self, draft: T) -> Result<T, Vec<SettingsError>> {
        if self.errors.is_empty() { Ok(draft) } else { Err(self.errors) }
    }

    fn refuse(&mut self, field: &str, rule: SettingsRule) -> i64 {
        self.note(field, rule);
        0
    }
}

/// As [`narrow`], without any blanks and thousands' commas.
fn plain(text: &str) -> String {
    narrow(text).chars().filter(|c| !c.is_whitespace() && !matches!(c, ',' | '，' | '、')).collect()
}

/// `9:30`, `930` no; `24:00` is the end of the day.
fn clock_minute(text: &str) -> Option<i64> {
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

/// Minutes after midnight as a form shows them: `09:30`, `24:00`.
pub(super) fn clock_words(minute: i64) -> String {
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
            let typed = Typed::default().with("n", text);
            let mut read = Reader::new(&typed);
            let n = read.number("n", 0, 9_999);
            read.done(n).map_err(|errors| errors[0].rule.clone())
        };
        assert_eq!((rule("１，２００"), rule(" 7 ")), (Ok(1200), Ok(7)));
        assert_eq!(rule(""), Err(SettingsRule::Missing));
        assert_eq!(rule("1.5"), Err(SettingsRule::NotANumber));
        assert_eq!(rule("x"), Err(SettingsRule::NotANumber));
        for out in ["-1", "10000", "99999999999999999999999"] {
            assert_eq!(rule(out), Err(SettingsRule::OutOfRange { min: 0, max: 9_999 }), "{out}");
        }
    }

    proptest! {
        #[test]
        fn nothing_typed_breaks_the_reader(text in "\\PC{0,40}") {
            let typed = Typed::default().with("n", &text);
            let mut read = Reader::new(&typed);
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
