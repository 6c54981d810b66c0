//! A booking that comes back every week.

use chrono::TimeDelta;

use super::{REPEAT_MAX, Slot};

/// The slots of a weekly repeat, the first included; `times` is brought into 1 to [`REPEAT_MAX`]. Japan has no summer
/// time, so that a week is always 168 hours.
pub fn weekly(first: &Slot, times: i64) -> Vec<Slot> {
    let minutes = TimeDelta::weeks(1).num_minutes();
    (0..times.clamp(1, REPEAT_MAX)).map(|week| first.moved(week * minutes)).collect()
}
