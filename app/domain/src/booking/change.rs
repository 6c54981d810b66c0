//! The decisions on changing what is written about a booking that is there.

use chrono::{DateTime, Utc};

use super::{CancelError, Progress, Refusal, ReserveFacts, Slot, reserve::check_children};

/// Whether what is written about a booking (children, a note) can still be changed: until its end.
///
/// # Errors
/// It is cancelled or over.
pub fn may_change(slot: &Slot, progress: Progress, now: DateTime<Utc>) -> Result<(), CancelError> {
    if progress.cancelled {
        Err(CancelError::Cancelled)
    } else if slot.end() <= now || progress.no_show || progress.checked_out {
        Err(CancelError::Over)
    } else {
        Ok(())
    }
}

/// Decides on other children for a booking that is there; its own places are not counted in `facts`. The places of the
/// kids' corner that it takes then.
///
/// # Errors
/// What speaks against these children.
pub fn change_children(facts: &ReserveFacts, slot: &Slot, ages: &[u8]) -> Result<i64, Refusal> {
    let mut against = Vec::new();
    check_children(facts, slot, ages, &mut against);
    let mut against = against.into_iter();
    match against.next() {
        None => Ok(facts.rules.child.places(ages)),
        Some(rule) => Err(Refusal { rule, also: against.collect(), alternatives: Vec::new() }),
    }
}
