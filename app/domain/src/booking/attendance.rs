//! The decisions on coming and leaving: checking in and out, and not having come; by the owner, the staff, or the clock.

use chrono::{DateTime, TimeDelta, Utc};

use super::{CHECK_IN_EARLY_MINUTES, CancelError, Cell, Progress, Slot, SpaceRules};
use crate::AccountId;

/// Who acts on a booking.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum BookingActor {
    /// Its owner, on nobody else's booking.
    Owner(AccountId),
    /// Anybody's booking; soft rules are set aside, and the act is audited.
    Staff(AccountId),
}

impl BookingActor {
    pub fn account(self) -> AccountId {
        match self {
            BookingActor::Owner(id) | BookingActor::Staff(id) => id,
        }
    }

    /// Whose bookings may be acted on; `None` is everybody's.
    pub fn only(self) -> Option<AccountId> {
        match self {
            BookingActor::Owner(id) => Some(id),
            BookingActor::Staff(_) => None,
        }
    }

    pub fn is_staff(self) -> bool {
        matches!(self, BookingActor::Staff(_))
    }
}

/// How somebody was checked in.
#[derive(
    Clone, Copy, Debug, PartialEq, Eq, strum::Display, strum::EnumIter, strum::EnumString, strum::IntoStaticStr,
)]
#[cfg_attr(feature = "sea-orm", derive(sea_orm::DeriveValueType), sea_orm(value_type = "String"))]
#[strum(serialize_all = "snake_case", const_into_str)]
pub enum CheckInWay {
    /// By the code at the equipment.
    Code,
    /// By the staff.
    Staff,
}

impl CheckInWay {
    /// The owner has the code, the staff need none.
    pub fn of(by: BookingActor) -> CheckInWay {
        if by.is_staff() { CheckInWay::Staff } else { CheckInWay::Code }
    }
}

/// What counts against a member.
#[derive(
    Clone, Copy, Debug, PartialEq, Eq, strum::Display, strum::EnumIter, strum::EnumString, strum::IntoStaticStr,
)]
#[cfg_attr(feature = "sea-orm", derive(sea_orm::DeriveValueType), sea_orm(value_type = "String"))]
#[strum(serialize_all = "snake_case", const_into_str)]
pub enum Counted {
    /// Nobody came.
    Absent,
    /// Cancelled after the deadline without a reason that excuses it.
    LateCancel,
}

/// What a check-out changes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum CheckingOut {
    /// The use ends now; the cells from this one on are free for others.
    Leave { free_from: Cell },
    /// It ended before; asking again changes nothing.
    AlreadyOut,
}

/// Whether the booking can be checked in now: from a quarter of an hour before its start to its end. `Ok(false)` when
/// it was before.
///
/// # Errors
/// What stands against it.
pub fn check_in(slot: &Slot, progress: Progress, now: DateTime<Utc>) -> Result<bool, CancelError> {
    if progress.cancelled || progress.no_show {
        Err(CancelError::Cancelled)
    } else if slot.end() <= now || progress.checked_out {
        Err(CancelError::Over)
    } else if now < slot.start() - TimeDelta::minutes(CHECK_IN_EARLY_MINUTES) {
        Err(CancelError::TooEarly { minutes: CHECK_IN_EARLY_MINUTES })
    } else {
        Ok(!progress.checked_in)
    }
}

/// Decides on leaving: whoever came may leave at any time. The cell that has begun stays theirs.
///
/// # Errors
/// When nobody came.
pub fn check_out(progress: Progress, now: DateTime<Utc>) -> Result<CheckingOut, CancelError> {
    if progress.checked_out {
        Ok(CheckingOut::AlreadyOut)
    } else if progress.checked_in {
        Ok(CheckingOut::Leave { free_from: Cell(Cell::of(now).0 + 1) })
    } else {
        Err(CancelError::NotCheckedIn)
    }
}

/// Whether nobody came: the release time has passed without a check-in. The clock's decision.
pub fn is_no_show(slot: &Slot, space: &SpaceRules, progress: Progress, now: DateTime<Utc>) -> bool {
    !progress.cancelled && !progress.checked_in && !progress.no_show && now >= release_at(slot, space)
}

/// Seconds within which the staff can take back that nobody came. The mail and the next in line wait as long.
pub const NO_SHOW_UNDO_SECONDS: i64 = 10;

/// Whether the staff may say that nobody came: from the release time on, as members are promised. `Ok(false)` when it is
/// known already.
///
/// # Errors
/// When somebody came, it was cancelled, or it is too early.
pub fn no_show_by_staff(
    slot: &Slot,
    space: &SpaceRules,
    progress: Progress,
    now: DateTime<Utc>,
) -> Result<bool, CancelError> {
    if progress.no_show {
        Ok(false)
    } else if progress.cancelled {
        Err(CancelError::Cancelled)
    } else if progress.checked_in {
        Err(CancelError::CheckedIn)
    } else if now < release_at(slot, space) {
        Err(CancelError::NotReleased { at: release_at(slot, space) })
    } else {
        Ok(true)
    }
}

/// When a booking without check-in is released.
pub fn release_at(slot: &Slot, space: &SpaceRules) -> DateTime<Utc> {
    slot.start() + TimeDelta::minutes(space.release_minutes.max(1))
}
