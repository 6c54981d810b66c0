//! Properties of the decisions on what happens to bookings: coming and leaving, maintenance, lines and repeats, status.
#![allow(clippy::unwrap_used, clippy::expect_used)]

use std::collections::{BTreeMap, HashMap, HashSet};

use chrono::{DateTime, NaiveDate, TimeDelta, Utc};
use domain::{AccountId, BookingId, UnitId, Yen, booking::*, calendar, equipment::*};
use proptest::prelude::*;
use uuid::Uuid;

fn day() -> NaiveDate {
    NaiveDate::from_ymd_opt(2026, 11, 25).unwrap()
}

fn at(minute: i64) -> DateTime<Utc> {
    calendar::at_minute(day(), minute)
}

fn slot(start: i64, minutes: i64) -> Slot {
    Slot::new(at(start), at(start + minutes)).unwrap()
}

fn unit(n: usize) -> UnitId {
    UnitId(Uuid::from_u128(n as u128 + 1))
}

fn facts(units: usize, buffer_minutes: i64) -> ReserveFacts {
    ReserveFacts {
        rules: TypeRules {
            rate_yen_per_hour: Yen(1000),
            charge_yen_min: Yen(0),
            minutes_min: 15,
            minutes_max: 240,
            minutes_step: 15,
            buffer_minutes,
            notice_minutes: 0,
            cancel_minutes: 0,
            induction_required: false,
            child: ChildRule::KidsCorner { under: 7 },
        },
        plan: PlanRules::default(),
        space: SpaceRules::default(),
        hours: OpenHours::Open { open_minute: 600, close_minute: 1260 },
        units: (0..units).map(|n| UnitCells { id: unit(n), taken: BTreeMap::new() }).collect(),
        certified: true,
        own: vec![],
        no_shows: vec![],
        kids: KidsCorner { places: 3, taken: HashMap::new() },
    }
}

fn ask(slot: Slot, ages: &[u8]) -> ReserveCommand {
    ReserveCommand {
        slot,
        details: BookingDetails { children: ages.to_vec(), ..BookingDetails::default() },
        override_soft: false,
        begins_now: false,
    }
}

fn progress() -> impl Strategy<Value = Progress> {
    any::<(bool, bool, bool, bool)>().prop_map(|(cancelled, checked_in, checked_out, no_show)| Progress {
        cancelled,
        checked_in,
        checked_out: checked_out && checked_in,
        no_show: no_show && !checked_in,
    })
}

#[test]
fn only_the_owner_has_the_code() {
    let id = AccountId(Uuid::from_u128(7));
    assert_eq!((BookingActor::Owner(id).only(), BookingActor::Staff(id).only()), (Some(id), None));
    assert_eq!(CheckInWay::of(BookingActor::Owner(id)), CheckInWay::Code);
    assert_eq!(CheckInWay::of(BookingActor::Staff(id)), CheckInWay::Staff);
    assert_eq!(BookingActor::Staff(id).account(), id);
}

#[test]
fn a_repeat_counts_its_own_weeks() {
    let mut few = facts(1, 0);
    few.plan.at_once_max = 2;
    let asks = (0..4).map(|week| (few.clone(), ask(slot(600, 60).moved(week * 10_080), &[]))).collect();
    let outcomes: Vec<_> = reserve_all(asks, at(0)).into_iter().map(|week| week.map_err(|no| no.code())).collect();
    assert!(outcomes[0].is_ok() && outcomes[1].is_ok());
    assert_eq!(outcomes[2..], [Err("too_many_bookings"), Err("too_many_bookings")]);
}

proptest! {
    /// A status is one thing, and each decision agrees with it.
    #[test]
    fn the_status_and_the_decisions_agree(progress in progress(), minute in 500i64..800) {
        let (mine, now) = (slot(600, 60), at(minute));
        let status = BookingStatus::of(&mine, progress, now);
        prop_assert_eq!(status.is_live(), !(progress.cancelled || progress.no_show));
        prop_assert!(status.is_live() || !status.is_open());
        if check_in(&mine, progress, now).is_ok() {
            prop_assert!(status.is_open(), "{status:?}");
        }
        let space = SpaceRules::default();
        if no_show_by_staff(&mine, &space, progress, now) == Ok(true) {
            prop_assert!(now >= release_at(&mine, &space), "members are promised the time until the release");
            prop_assert!(matches!(status, BookingStatus::Late | BookingStatus::Done), "{status:?}");
        }
        prop_assert_eq!(status == BookingStatus::Here, progress.checked_in && !progress.checked_out
            && status.is_live() && now < mine.end());
        if is_no_show(&mine, &space, progress, now) {
            prop_assert_eq!(no_show_by_staff(&mine, &space, progress, now), Ok(true), "what the clock may say, the staff may");
        }
    }

    /// Leaving frees no cell that has begun, and asking again changes nothing.
    #[test]
    fn leaving_frees_what_has_not_begun(progress in progress(), minute in 600i64..660) {
        let now = at(minute);
        match check_out(progress, now) {
            Ok(CheckingOut::Leave { free_from }) => {
                prop_assert!(progress.checked_in && !progress.checked_out);
                prop_assert!(free_from.start() > now && free_from.start() <= now + TimeDelta::minutes(15));
                let after = Progress { checked_out: true, ..progress };
                prop_assert_eq!(check_out(after, now), Ok(CheckingOut::AlreadyOut));
            }
            Ok(CheckingOut::AlreadyOut) => prop_assert!(progress.checked_out),
            Err(error) => {
                prop_assert_eq!(error, CancelError::NotCheckedIn);
                prop_assert!(!progress.checked_in);
            }
        }
    }

    /// Maintenance gives every booking one fate; no unit's cell goes to two, and none is cancelled that would fit.
    #[test]
    fn clearing_puts_nobody_on_anybody(
        bookings in prop::collection::vec((40i64..80, 1i64..6, 0i64..3), 0..40),
        busy in prop::collection::vec((0usize..2, 40i64..84), 0..40),
        minute in 500i64..900,
        units in 0usize..3,
    ) {
        let now = at(minute);
        let bookings: Vec<InTheWay> = bookings.into_iter().enumerate().map(|(n, (start, cells, buffer))| InTheWay {
            id: BookingId(Uuid::from_u128(n as u128)),
            slot: slot(start * 15, cells * 15),
            progress: Progress::default(),
            cells: slot(start * 15, (cells + buffer) * 15).cells().collect(),
        }).collect();
        let mut others = facts(units, 0).units;
        for (at, cell) in busy {
            if let Some(unit) = others.get_mut(at) {
                unit.taken.extend(slot(cell * 15, 15).cells().map(|cell| (cell, TakenBy::Booking)));
            }
        }
        let fates = clear_bookings(&bookings, others.clone(), now);
        prop_assert_eq!(fates.len(), bookings.len());
        let mut taken: HashSet<(UnitId, Cell)> =
            others.iter().flat_map(|unit| unit.taken.keys().map(|cell| (unit.id, *cell))).collect();
        for (booking, (id, fate)) in bookings.iter().zip(fates) {
            prop_assert_eq!(booking.id, id);
            match fate {
                Clearing::Move { to } => {
                    prop_assert!(booking.slot.start() > now, "what has begun stays until it is cancelled");
                    prop_assert!(booking.cells.iter().all(|cell| taken.insert((to, *cell))));
                }
                Clearing::Cancel => {
                    let fits = |unit: &UnitCells| booking.cells.iter().all(|cell| !taken.contains(&(unit.id, *cell)));
                    prop_assert!(booking.slot.start() <= now || !others.iter().any(fits));
                }
            }
        }
    }

    /// Offers go to the first in line, never twice for one cell or one place of the kids' corner.
    #[test]
    fn offers_go_down_the_line(
        line in prop::collection::vec((40i64..80, 1i64..6, prop::collection::vec(0u8..9, 0..3)), 1..30),
        buffer in 0i64..3,
    ) {
        let facts = facts(2, buffer * 15);
        let asks: Vec<ReserveCommand> =
            line.iter().map(|(start, cells, ages)| ask(slot(start * 15, cells * 15), ages)).collect();
        let offered = offers(asks.iter().map(|ask| (facts.clone(), vec![ask.clone()])).collect(), at(0));
        prop_assert_eq!(offered.len(), asks.len());
        let alone = reserve(&facts, &asks[0], at(0)).ok();
        prop_assert_eq!(&offered[0], &alone, "whoever is first has everything before them");
        let mut cells: HashSet<(UnitId, Cell)> = HashSet::new();
        let mut places: HashMap<Cell, i64> = HashMap::new();
        for granted in offered.iter().flatten() {
            for cell in granted.slot.cells() {
                prop_assert!(cells.insert((granted.unit, cell)));
                *places.entry(cell).or_default() += granted.kids_places;
            }
        }
        prop_assert!(places.values().all(|taken| *taken <= facts.kids.places));
    }
}
