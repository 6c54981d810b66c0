//! The forms of a booking, read with the kit into commands.

use domain::{
    BookingId, UnitId,
    booking::{BookingDetails, CELL_MINUTES, NOTE_CHARS_MAX, Purpose, SLOT_MINUTES_MAX, Slot},
    calendar::at_minute,
    form::{CalendarDay, FieldError, FieldErrors, FormInput, Reader, clock_minute},
};
use store::booking::{BookingCommand, DetailsCommand, MoveCommand};

/// Fields of the time and what hangs on it; when one of them is wrong there is no quote to show beside the form.
pub const TIME_FIELDS: [&str; 5] = ["date", "start", "minutes", "unit", "purpose"];

/// What the chooser and the confirmation send.
///
/// # Errors
/// Everything that is wrong with the fields.
pub fn read_booking(input: &FormInput, slug: &str) -> Result<BookingCommand, FieldErrors> {
    let mut read = Reader::new(input);
    let slot = read.slot();
    let unit = read.named::<UnitId>("unit");
    // A link may leave it out; a form says it, for the yearly report counts by it.
    let purpose = if input.has("purpose") { read.chosen("purpose").unwrap_or_default() } else { Purpose::default() };
    let details = BookingDetails { unit, purpose, children: read.ages("children") };
    let note = read.optional("note", NOTE_CHARS_MAX);
    read.done_with(slot.map(|slot| BookingCommand { slug: slug.to_owned(), slot, details, note }))
}

/// A place in a line for some length inside a span: the booking as the form shows it (its slot is the span), the length
/// where it is shorter than the span, and everything that is wrong. Nothing where the span cannot be read.
pub fn read_wait(input: &FormInput, slug: &str) -> (Option<BookingCommand>, Option<i64>, FieldErrors) {
    let mut read = Reader::new(input);
    let slot = read_span(input);
    if slot.is_none() {
        read.note("span", FieldError::NotAChoice);
    }
    let span_minutes = slot.map_or(SLOT_MINUTES_MAX, |slot| slot.minutes());
    let minutes = read.number("minutes", CELL_MINUTES, span_minutes);
    let purpose = read.chosen("purpose").unwrap_or_default();
    let details = BookingDetails { unit: read.named::<UnitId>("unit"), purpose, children: read.ages("children") };
    let note = read.optional("note", NOTE_CHARS_MAX);
    let cmd = slot.map(|slot| BookingCommand { slug: slug.to_owned(), slot, details, note });
    (cmd, Some(minutes).filter(|minutes| *minutes < span_minutes), read.done(()).err().unwrap_or_default())
}

/// `10:00-12:00` on the form's day.
fn read_span(input: &FormInput) -> Option<Slot> {
    let day = input.text("date").parse().map(CalendarDay::date).ok()?;
    let (from, to) = input.text("span").split_once('-')?;
    Slot::new(at_minute(day, clock_minute(from)?), at_minute(day, clock_minute(to)?)).ok()
}

/// The slot alone, to quote it when something beside it is wrong.
pub fn read_slot(input: &FormInput) -> Option<Slot> {
    Reader::new(input).slot()
}

/// Who comes along and the note of a booking that is there.
///
/// # Errors
/// Everything that is wrong with the fields.
pub fn read_details(input: &FormInput, id: BookingId) -> Result<DetailsCommand, FieldErrors> {
    let mut read = Reader::new(input);
    let (children, note) = (read.ages("children"), read.optional("note", NOTE_CHARS_MAX));
    read.done(DetailsCommand { id, children, note })
}

/// Where a booking is moved to.
///
/// # Errors
/// Everything that is wrong with the fields.
pub fn read_move(input: &FormInput, id: BookingId) -> Result<MoveCommand, FieldErrors> {
    let mut read = Reader::new(input);
    let (slot, unit) = (read.slot(), read.named("unit"));
    read.done_with(slot.map(|slot| MoveCommand { id, slot, unit }))
}

#[cfg(test)]
mod tests {
    use domain::booking::SlotError;

    use super::*;

    fn input(changes: &[(&str, &str)]) -> FormInput {
        let mut input = FormInput::default().with("date", "2026-11-25").with("start", "10:00").with("minutes", "60");
        changes.iter().for_each(|(name, value)| input.set(*name, value));
        input
    }

    #[test]
    fn a_booking_is_read_as_people_type_it() {
        let cmd = read_booking(&input(&[("start", "９:３0"), ("children", "３歳、5"), ("note", " hi ")]), "laser");
        let cmd = cmd.expect("a booking");
        assert_eq!((cmd.slot.minutes(), cmd.details.children, cmd.note.as_deref()), (60, vec![3, 5], Some("hi")));
        assert_eq!(
            read_booking(&input(&[("purpose", "study")]), "laser").expect("read").details.purpose,
            Purpose::Study
        );
    }

    #[test]
    fn everything_wrong_is_named_at_once() {
        let long = "長".repeat(NOTE_CHARS_MAX + 1);
        let all = [
            ("date", "2026-02-29"),
            ("start", "'\"><script>"),
            ("minutes", ""),
            ("unit", "x"),
            ("purpose", "staff"),
            ("children", "300"),
            ("note", &long),
        ];
        let errors = read_booking(&input(&all), "laser").expect_err("refused");
        for (field, _) in all {
            assert!(errors.at(field).is_some(), "{field}: {errors}");
        }
        for (field, value, error) in [
            ("minutes", "1455", SlotError::LongerThanADay),
            ("minutes", "-60", SlotError::Empty),
            ("minutes", "50", SlotError::NotOnQuarterHour),
            ("start", "10:10", SlotError::NotOnQuarterHour),
            ("start", "24:00", SlotError::Unreadable),
            ("date", "9999-12-31", SlotError::Unreadable),
        ] {
            let errors = read_booking(&input(&[(field, value)]), "laser").expect_err("refused");
            assert_eq!(errors, FieldErrors::of(field, error), "{field}={value}");
        }
    }
}
