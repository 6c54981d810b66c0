//! Lanes: work of different haste waits in different rows.

use chrono::TimeDelta;

/// Jobs of one lane wait for each other, never for those of the other.
#[derive(
    Clone, Copy, Debug, PartialEq, Eq, strum::Display, strum::EnumIter, strum::EnumString, strum::IntoStaticStr,
)]
#[strum(serialize_all = "snake_case", const_into_str)]
pub enum Lane {
    /// Ends of holds, orders and offers: they free times and pieces, and touch the database only.
    Holds,
    /// Mails: the mail server may be slow, or away for a night.
    Mail,
}

impl Lane {
    /// The wait after a failed try: twice as long each time. [`ATTEMPTS_MAX`](domain::jobs::ATTEMPTS_MAX) tries of a mail
    /// take 17 hours, those of a hold 40 minutes.
    pub(super) fn wait(self, attempts: i32) -> TimeDelta {
        let longest = match self {
            Lane::Mail => TimeDelta::hours(12),
            Lane::Holds => TimeDelta::minutes(5),
        };
        TimeDelta::seconds(15i64 << attempts.clamp(0, 16)).min(longest)
    }
}

#[cfg(test)]
mod tests {
    use domain::jobs::ATTEMPTS_MAX;

    use super::*;

    #[test]
    fn a_mail_outlives_a_night_without_a_mail_server() {
        let all = |lane: Lane| (1..ATTEMPTS_MAX).map(|attempts| lane.wait(attempts)).sum::<TimeDelta>();
        assert_eq!(all(Lane::Mail).num_hours(), 17);
        assert_eq!(all(Lane::Holds).num_minutes(), 42);
    }
}
