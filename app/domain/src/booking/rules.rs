//! The rules that the operator sets: of a kind of machine, of a member's plan, of the space.

use chrono::{DateTime, TimeDelta, Utc};
use serde::{Deserialize, Serialize};

use super::{CELL_MINUTES, Slot};
use crate::{Yen, calendar, equipment::TypeRules};

/// How long the cells are kept while the confirmation is open, in minutes.
pub const HOLD_MINUTES: i64 = 5;
/// How long the time that somebody chose before signing up is kept from when the mail with the link goes out, in minutes.
pub const HOLD_NEWCOMER_MINUTES: i64 = 30;
/// Holds one member may have at once; the oldest goes when a third is asked for.
pub const HOLDS_MAX: usize = 2;
/// How long an offer from the waitlist stands, in minutes.
pub const OFFER_MINUTES: i64 = 30;
/// Weeks that a repeated booking may span.
pub const REPEAT_MAX: i64 = 12;
/// Children that one member can bring.
pub const CHILDREN_MAX: usize = 6;
/// Oldest age that counts as a child who comes along; from 16 on people book for themselves.
pub const CHILD_AGE_MAX: u8 = 15;
/// Longest note to the staff, in characters.
pub const NOTE_CHARS_MAX: usize = 500;
/// Minutes before the start from which a member can check in.
pub const CHECK_IN_EARLY_MINUTES: i64 = 15;

impl TypeRules {
    /// The fee for a length on a plan: the hourly rate by the minute but not less than the minimum charge, times the
    /// plan's share, rounded up to whole yen. Never negative, and never less for a longer booking.
    pub fn fee(&self, plan: &PlanRules, minutes: i64) -> Yen {
        let rate = i128::from(self.rate_yen_per_hour.0.max(0)) * i128::from(minutes.max(0));
        let least = i128::from(self.charge_yen_min.0.max(0)) * 60;
        let share = i128::from(plan.rate_percent.clamp(0, 100));
        let yen = (rate.max(least) * share + 5_999) / 6_000;
        Yen(i64::try_from(yen).unwrap_or(i64::MAX))
    }

    /// The last moment at which a booking of this slot can be cancelled freely.
    pub fn cancel_until(&self, slot: &Slot) -> DateTime<Utc> {
        slot.start() - TimeDelta::minutes(self.cancel_minutes.max(0))
    }

    /// The span that a booking of this slot keeps a unit: with the buffer behind it.
    pub fn occupied(&self, slot: &Slot) -> (DateTime<Utc>, DateTime<Utc>) {
        (slot.start(), slot.end() + TimeDelta::minutes(self.buffer_minutes.max(0)))
    }

    /// The step of starts and lengths, at least a cell.
    pub fn step(&self) -> i64 {
        self.minutes_step.max(CELL_MINUTES)
    }
}

/// The rules of a member's plan (会員種別).
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PlanRules {
    /// How many days ahead booking opens.
    pub horizon_days: i64,
    /// Live bookings to come at once.
    pub at_once_max: i64,
    /// Minutes on one day, all machines together.
    pub minutes_day_max: i64,
    /// Minutes in one week from Monday, all machines together.
    pub minutes_week_max: i64,
    /// Share of the machine's fee that is paid, in percent.
    pub rate_percent: i64,
}

impl PlanRules {
    /// Of a guest of the staff's, whom no limit counts for.
    pub fn unlimited() -> PlanRules {
        PlanRules {
            at_once_max: i64::MAX,
            minutes_day_max: i64::MAX,
            minutes_week_max: i64::MAX,
            ..PlanRules::default()
        }
    }
}

impl Default for PlanRules {
    fn default() -> PlanRules {
        PlanRules { horizon_days: 60, at_once_max: 10, minutes_day_max: 720, minutes_week_max: 2880, rate_percent: 100 }
    }
}

/// What 国民の祝日 are for the space.
#[derive(
    Clone, Copy, Debug, Default, PartialEq, Eq, strum::Display, strum::EnumIter, strum::EnumString, strum::IntoStaticStr,
)]
#[strum(serialize_all = "snake_case", const_into_str)]
pub enum HolidayRule {
    /// Days like others.
    #[default]
    AsUsual,
    /// Closed.
    Closed,
    /// Open; a weekly closing day moves behind them: 「月曜休館、祝日なら翌日」.
    ClosingMoves,
}

/// The booking rules of the whole space.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct SpaceRules {
    /// Places in the kids' corner.
    pub kids_places: i64,
    /// Closed on 国民の祝日.
    pub closed_on_holidays: bool,
    /// A weekly closing day that is a 祝日 is open and the next ordinary day closed; only where 祝日 are open.
    pub closing_moves: bool,
    /// Minutes after the start at which a booking without check-in is released as a no-show.
    pub release_minutes: i64,
    /// So many no-shows …
    pub no_shows_max: i64,
    /// … within so many days …
    pub no_show_days: i64,
    /// … suspend booking for so many days.
    pub suspend_days: i64,
}

impl Default for SpaceRules {
    fn default() -> SpaceRules {
        SpaceRules {
            kids_places: 4,
            closed_on_holidays: false,
            closing_moves: false,
            release_minutes: 15,
            no_shows_max: 3,
            no_show_days: 60,
            suspend_days: 14,
        }
    }
}

impl SpaceRules {
    /// What 祝日 are.
    pub fn holidays(&self) -> HolidayRule {
        match (self.closed_on_holidays, self.closing_moves) {
            (true, _) => HolidayRule::Closed,
            (false, true) => HolidayRule::ClosingMoves,
            (false, false) => HolidayRule::AsUsual,
        }
    }

    /// The same with another rule for 祝日.
    pub fn with_holidays(self, rule: HolidayRule) -> SpaceRules {
        let (closed_on_holidays, closing_moves) = (rule == HolidayRule::Closed, rule == HolidayRule::ClosingMoves);
        SpaceRules { closed_on_holidays, closing_moves, ..self }
    }

    /// Until when booking is suspended, from the instants of the member's no-shows in any order; `None` when it is not
    /// suspended at `now`.
    pub fn suspended_until(&self, no_shows: &[DateTime<Utc>], now: DateTime<Utc>) -> Option<DateTime<Utc>> {
        let max = usize::try_from(self.no_shows_max).ok().filter(|max| *max > 0)?;
        let mut times = no_shows.to_vec();
        times.sort_unstable();
        let span = TimeDelta::days(self.no_show_days);
        let last =
            times.windows(max).filter(|run| run[max - 1] - run[0] <= span).map(|run| run[max - 1]).next_back()?;
        let until = last + TimeDelta::days(self.suspend_days);
        (until > now).then_some(until)
    }

    /// As far back as no-shows can still tell.
    pub fn no_shows_since(&self, now: DateTime<Utc>) -> DateTime<Utc> {
        now - TimeDelta::days(self.no_show_days + self.suspend_days + 1)
    }

    /// How many no-shows count at `now`.
    pub fn no_shows_counted(&self, no_shows: &[DateTime<Utc>], now: DateTime<Utc>) -> i64 {
        no_shows.iter().filter(|at| **at > now - TimeDelta::days(self.no_show_days)).count() as i64
    }
}

/// Minutes of these slots that fall on the slot's day, and in its week from Monday, by Japan's calendar. A slot belongs
/// to the day on which it starts.
pub fn minutes_used(own: &[Slot], slot: &Slot) -> (i64, i64) {
    let day = calendar::day_of(slot.start());
    let monday = calendar::monday_of(day);
    let sum = |keep: &dyn Fn(chrono::NaiveDate) -> bool| {
        own.iter().filter(|own| keep(calendar::day_of(own.start()))).map(Slot::minutes).sum()
    };
    (sum(&|other| other == day), sum(&|other| calendar::monday_of(other) == monday))
}
