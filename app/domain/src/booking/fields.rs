//! What the forms of a booking hold, read with the form kit.

use chrono::TimeDelta;

use super::{Ages, CELL_MINUTES, SLOT_MINUTES_MAX, Slot, SlotError};
use crate::form::{FieldError, Reader};

impl From<SlotError> for FieldError {
    fn from(error: SlotError) -> FieldError {
        match error {
            SlotError::Unreadable => FieldError::Unreadable,
            SlotError::Empty => FieldError::EndBeforeStart,
            SlotError::NotOnQuarterHour => FieldError::NotAMultiple { minutes: CELL_MINUTES },
            SlotError::LongerThanADay => FieldError::LongerThanADay,
            SlotError::Overlaps => FieldError::Overlaps,
        }
    }
}

impl Reader<'_> {
    /// A day, a start and a length that make a slot: the fields `date`, `start` and `minutes`.
    pub fn slot(&mut self) -> Option<Slot> {
        let start = self.instant("date", "start");
        let minutes = self.integer("minutes")?;
        if minutes > SLOT_MINUTES_MAX {
            self.note("minutes", SlotError::LongerThanADay);
            return None;
        }
        let start = start?;
        match Slot::new(start, start + TimeDelta::minutes(minutes.max(0))) {
            Ok(slot) => Some(slot),
            Err(error @ SlotError::NotOnQuarterHour) if minutes % CELL_MINUTES == 0 => {
                self.note("start", error);
                None
            }
            Err(error) => {
                self.note("minutes", error);
                None
            }
        }
    }

    /// The ages of children.
    pub fn ages(&mut self, field: &str) -> Vec<u8> {
        let ages = Ages::parse(self.raw(field)).map_err(|error| self.note(field, error));
        ages.map(Ages::into_inner).unwrap_or_default()
    }
}
