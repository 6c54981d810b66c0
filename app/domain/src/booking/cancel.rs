//! The decisions on cancelling and moving.

use chrono::{DateTime, Utc};

use super::Slot;
use crate::equipment::TypeRules;

/// Why a booking is cancelled after its deadline.
#[derive(
    Clone, Copy, Debug, PartialEq, Eq, strum::Display, strum::EnumIter, strum::EnumString, strum::IntoStaticStr,
)]
#[cfg_attr(feature = "sea-orm", derive(sea_orm::DeriveValueType), sea_orm(value_type = "String"))]
#[strum(serialize_all = "snake_case", const_into_str)]
pub enum CancelReason {
    /// 子どもの急な発熱など: never a penalty.
    ChildCare,
    /// One's own illness: never a penalty.
    Illness,
    Other,
    /// The staff cancel: maintenance, a closure.
    Staff,
}

impl CancelReason {
    /// Those that a member can give.
    pub const MEMBERS: [CancelReason; 3] = [CancelReason::ChildCare, CancelReason::Illness, CancelReason::Other];

    /// Whether cancelling late for this reason counts like not coming.
    pub fn is_penalty(self) -> bool {
        self == CancelReason::Other
    }
}

/// Where a booking stands, by the rows that say what happened to it.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Progress {
    pub cancelled: bool,
    pub checked_in: bool,
    pub checked_out: bool,
    pub no_show: bool,
}

/// What a cancellation changes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Cancelling {
    /// The booking ends now: its cells become free. `penalty`: it counts like a no-show.
    Cancel { penalty: bool },
    /// It was cancelled before; asking again changes nothing, so that a repeated request does no harm.
    AlreadyCancelled,
}

/// Why a booking cannot be cancelled, moved or checked in.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum CancelError {
    #[error("the booking has begun")]
    AlreadyStarted,
    #[error("after the deadline a reason is needed")]
    ReasonNeeded,
    #[error("it can be moved until the cancellation deadline")]
    PastDeadline,
    #[error("it was cancelled")]
    Cancelled,
    #[error("check-in opens {minutes} minutes before the start")]
    TooEarly { minutes: i64 },
    #[error("it is over")]
    Over,
    #[error("nobody checked in")]
    NotCheckedIn,
    #[error("somebody checked in")]
    CheckedIn,
    #[error("nobody is said not to have come before {at}")]
    NotReleased { at: DateTime<Utc> },
    #[error("it can be taken back for {seconds} seconds")]
    UndoOver { seconds: i64 },
}

impl CancelError {
    /// The stable word for the API.
    pub fn code(self) -> &'static str {
        match self {
            CancelError::AlreadyStarted => "already_started",
            CancelError::ReasonNeeded => "reason_needed",
            CancelError::PastDeadline => "past_deadline",
            CancelError::Cancelled => "cancelled",
            CancelError::TooEarly { .. } => "too_early",
            CancelError::Over => "over",
            CancelError::NotCheckedIn => "not_checked_in",
            CancelError::CheckedIn => "checked_in",
            CancelError::NotReleased { .. } => "not_released",
            CancelError::UndoOver { .. } => "undo_over",
        }
    }
}

/// Decides on a cancellation by the booking's owner: freely until the type's deadline, then with a reason, until the
/// start.
///
/// # Errors
/// When the booking has begun, or a late cancellation gives no reason.
pub fn cancel(
    slot: &Slot,
    rules: &TypeRules,
    progress: Progress,
    reason: Option<CancelReason>,
    now: DateTime<Utc>,
) -> Result<Cancelling, CancelError> {
    if progress.cancelled {
        Ok(Cancelling::AlreadyCancelled)
    } else if slot.start() <= now {
        Err(CancelError::AlreadyStarted)
    } else if now <= rules.cancel_until(slot) {
        Ok(Cancelling::Cancel { penalty: false })
    } else {
        let reason = reason.ok_or(CancelError::ReasonNeeded)?;
        Ok(Cancelling::Cancel { penalty: reason.is_penalty() })
    }
}

/// Decides on a cancellation by the staff: until the end, never a penalty.
///
/// # Errors
/// When the booking is over.
pub fn cancel_by_staff(slot: &Slot, progress: Progress, now: DateTime<Utc>) -> Result<Cancelling, CancelError> {
    if progress.cancelled {
        Ok(Cancelling::AlreadyCancelled)
    } else if slot.end() <= now || progress.no_show {
        Err(CancelError::Over)
    } else {
        Ok(Cancelling::Cancel { penalty: false })
    }
}

/// Whether a booking can be moved at all; where to is decided like a new booking. Until the cancellation deadline:
/// afterwards the time is as good as lost to others, and cancelling asks for a reason.
///
/// # Errors
/// What stands against it.
pub fn may_move(
    slot: &Slot,
    rules: &TypeRules,
    progress: Progress,
    by_staff: bool,
    now: DateTime<Utc>,
) -> Result<(), CancelError> {
    if progress.cancelled || progress.no_show {
        Err(CancelError::Cancelled)
    } else if slot.start() <= now || progress.checked_in {
        Err(CancelError::AlreadyStarted)
    } else if !by_staff && now > rules.cancel_until(slot) {
        Err(CancelError::PastDeadline)
    } else {
        Ok(())
    }
}
