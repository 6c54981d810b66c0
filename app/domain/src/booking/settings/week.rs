//! The hours of the seven weekdays with their breaks, as the operator writes them.

use crate::{
    booking::CELL_MINUTES,
    equipment::OpenHours,
    form::{FieldError, FieldErrors, FormInput, Reader, clock_words},
};

/// Breaks of one weekday at most.
pub const BREAKS_MAX: usize = 2;

/// One weekday: its hours, and the breaks inside them in order, in minutes after midnight.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct WeekdayDraft {
    pub hours: OpenHours,
    pub breaks: Vec<(i64, i64)>,
}

/// The seven weekdays, Monday first.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct WeekDraft(pub Vec<WeekdayDraft>);

impl WeekDraft {
    /// Reads the form of the week: `open-0`, `close-0`, `closed-0`, `from-0-0`, `to-0-0`, …
    ///
    /// # Errors
    /// Everything that is wrong, field by field.
    pub fn read(input: &FormInput) -> Result<WeekDraft, FieldErrors> {
        let mut read = Reader::new(input);
        let days = (0..7).map(|weekday| day(&mut read, input, weekday)).collect();
        read.done(WeekDraft(days))
    }

    /// Whether any day is open.
    pub fn opens(&self) -> bool {
        self.0.iter().any(|day| day.hours != OpenHours::Closed)
    }

    /// How it stands in the form's fields.
    pub fn input(&self) -> FormInput {
        let mut input = FormInput::default();
        for (weekday, day) in self.0.iter().enumerate() {
            match day.hours {
                OpenHours::Open { open_minute, close_minute } => {
                    input.add(format!("open-{weekday}"), clock_words(open_minute));
                    input.add(format!("close-{weekday}"), clock_words(close_minute));
                }
                OpenHours::Closed => input.add(format!("closed-{weekday}"), "on"),
            }
            for (at, (from, to)) in day.breaks.iter().enumerate() {
                input.add(format!("from-{weekday}-{at}"), clock_words(*from));
                input.add(format!("to-{weekday}-{at}"), clock_words(*to));
            }
        }
        input
    }
}

fn day(read: &mut Reader<'_>, input: &FormInput, weekday: usize) -> WeekdayDraft {
    if input.has(&format!("closed-{weekday}")) {
        return WeekdayDraft { hours: OpenHours::Closed, breaks: Vec::new() };
    }
    let hours = span(read, &format!("open-{weekday}"), &format!("close-{weekday}"));
    let mut breaks: Vec<(i64, i64)> = Vec::new();
    for at in 0..BREAKS_MAX {
        let (from, to) = (format!("from-{weekday}-{at}"), format!("to-{weekday}-{at}"));
        if input.text(&from).trim().is_empty() && input.text(&to).trim().is_empty() {
            continue;
        }
        let Some(pause) = span(read, &from, &to) else { continue };
        if hours.is_some_and(|(open, close)| pause.0 < open || close < pause.1 || pause == (open, close)) {
            read.note(from, FieldError::BreakOutsideHours);
        } else if breaks.iter().any(|other| pause.0 < other.1 && other.0 < pause.1) {
            read.note(from, FieldError::BreaksOverlap);
        } else {
            breaks.push(pause);
        }
    }
    breaks.sort_unstable();
    let open = hours.map(|(open_minute, close_minute)| OpenHours::Open { open_minute, close_minute });
    WeekdayDraft { hours: open.unwrap_or(OpenHours::Closed), breaks }
}

/// Two times of which the second is later.
fn span(read: &mut Reader<'_>, from: &str, to: &str) -> Option<(i64, i64)> {
    let (first, last) = (read.time(from, CELL_MINUTES), read.time(to, CELL_MINUTES));
    let (first, last) = (first?, last?);
    if first < last {
        return Some((first, last));
    }
    read.note(to, FieldError::EndBeforeStart);
    None
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn week(changes: &[(&str, &str)]) -> Result<WeekDraft, Vec<(String, FieldError)>> {
        let mut input = FormInput::default();
        for weekday in 1..7 {
            input.add(format!("closed-{weekday}"), "on");
        }
        changes.iter().for_each(|(name, value)| input.add(*name, value));
        WeekDraft::read(&input).map_err(|all| all.into_iter().collect())
    }

    #[test]
    fn hours_may_end_at_24() {
        let week =
            week(&[("open-0", "10:00"), ("close-0", "24:00"), ("from-0-1", "12:00"), ("to-0-1", "13:00")]).unwrap();
        assert_eq!(week.0[0].hours, OpenHours::Open { open_minute: 600, close_minute: 1440 });
        assert_eq!(week.0[0].breaks, [(720, 780)]);
        assert_eq!(week.input().text("close-0"), "24:00");
    }

    #[test]
    fn each_field_says_what_is_wrong() {
        let refused = |changes: &[(&str, &str)], field: &str, rule: FieldError| {
            assert_eq!(week(changes), Err(vec![(field.to_owned(), rule)]), "{changes:?}");
        };
        let open = [("open-0", "10:00"), ("close-0", "21:00")];
        refused(&[("open-0", "10:00"), ("close-0", "9:00")], "close-0", FieldError::EndBeforeStart);
        refused(&[("open-0", "10:00"), ("close-0", "25:00")], "close-0", FieldError::NotATime);
        refused(&[("open-0", "10:10"), ("close-0", "21:00")], "open-0", FieldError::NotAMultiple { minutes: 15 });
        refused(&[("open-0", ""), ("close-0", "21:00")], "open-0", FieldError::Missing);
        let outside = [open.as_slice(), &[("from-0-0", "9:00"), ("to-0-0", "11:00")]].concat();
        refused(&outside, "from-0-0", FieldError::BreakOutsideHours);
        let both = [("from-0-0", "12:00"), ("to-0-0", "13:00"), ("from-0-1", "12:45"), ("to-0-1", "14:00")];
        refused(&[open.as_slice(), &both].concat(), "from-0-1", FieldError::BreaksOverlap);
        let half = [open.as_slice(), &[("from-0-0", "12:00")]].concat();
        refused(&half, "to-0-0", FieldError::Missing);
    }

    proptest! {
        #[test]
        fn what_is_granted_is_in_order(open in 0i64..=96, close in 0i64..=96, from in 0i64..=96, to in 0i64..=96) {
            let text = [open, close, from, to].map(|quarter| clock_words(quarter * 15));
            let read = week(&[
                ("open-0", &text[0]), ("close-0", &text[1]), ("from-0-0", &text[2]), ("to-0-0", &text[3]),
            ]);
            prop_assert_eq!(
                read.is_ok(),
                open < close && from < to && open <= from && to <= close && (from, to) != (open, close)
            );
            if let Ok(week) = read {
                prop_assert_eq!(WeekDraft::read(&week.input()), Ok(week));
            }
        }
    }
}
