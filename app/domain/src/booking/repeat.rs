//! A booking that comes back every week.

use chrono::TimeDelta;

use super::{REPEAT_MAX, Slot};

/// How much of a weekly repeat is moved or cancelled.
#[derive(
    Clone, Copy, Debug, Default, PartialEq, Eq, strum::Display, strum::EnumIter, strum::EnumString, strum::IntoStaticStr,
)]
#[strum(serialize_all = "snake_case", const_into_str)]
pub enum SeriesScope {
    /// One booking.
    #[default]
    This,
    /// It and the later ones.
    Following,
    /// All that have not begun.
    All,
}

impl SeriesScope {
    /// Whether an action on the booking at `this` is also for the one at `other`, of the same repeat.
    pub fn covers(self, this: &Slot, other: &Slot) -> bool {
        match self {
            SeriesScope::This => other == this,
            SeriesScope::Following => other.start() >= this.start(),
            SeriesScope::All => true,
        }
    }
}

/// The slots of a weekly repeat, the first included; `times` is brought into 1 to [`REPEAT_MAX`]. Japan has no summer
/// time, so that a week is always 168 hours.
pub fn weekly(first: &Slot, times: i64) -> Vec<Slot> {
    let minutes = TimeDelta::weeks(1).num_minutes();
    (0..times.clamp(1, REPEAT_MAX)).map(|week| first.moved(week * minutes)).collect()
}
