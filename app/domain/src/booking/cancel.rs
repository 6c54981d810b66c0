//! The decision on a cancellation.

use chrono::{DateTime, Utc};

use super::Slot;

/// What a cancellation changes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Cancelling {
    /// The booking ends now: its cells become free.
    Cancel,
    /// It was cancelled before; asking again changes nothing, so that a repeated request does no harm.
    AlreadyCancelled,
}

/// Why a booking cannot be cancelled.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum CancelError {
    #[error("the booking has begun")]
    AlreadyStarted,
}

impl CancelError {
    /// The stable word for the API.
    pub fn code(self) -> &'static str {
        match self {
            CancelError::AlreadyStarted => "already_started",
        }
    }
}

/// Decides on a cancellation by the booking's owner: until the start. Types will set earlier deadlines (issue 3).
///
/// # Errors
/// When the booking has begun.
pub fn cancel(slot: &Slot, cancelled: bool, now: DateTime<Utc>) -> Result<Cancelling, CancelError> {
    if cancelled {
        Ok(Cancelling::AlreadyCancelled)
    } else if slot.start() <= now {
        Err(CancelError::AlreadyStarted)
    } else {
        Ok(Cancelling::Cancel)
    }
}
