//! Properties of the booking decision.
#![allow(clippy::unwrap_used, clippy::expect_used)]

use std::collections::HashSet;

use chrono::{DateTime, NaiveDate, TimeDelta, Utc};
use domain::{UnitId, Yen, booking::*, calendar};
use proptest::prelude::*;

fn day() -> NaiveDate {
    NaiveDate::from_ymd_opt(2026, 11, 25).unwrap()
}

fn now() -> DateTime<Utc> {
    calendar::at_minute(day() - TimeDelta::days(1), 600)
}

fn slot(start: i64, minutes: i64) -> Slot {
    Slot::new(calendar::at_minute(day(), start), calendar::at_minute(day(), start + minutes)).unwrap()
}

fn facts(units: usize) -> ReserveFacts {
    ReserveFacts {
        rules: TypeRules { rate_yen_per_hour: Yen(1000), minutes_min: 30, minutes_max: 180, induction_required: true },
        hours: OpenHours::Open { open_minute: 600, close_minute: 1260 },
        units: (0..units)
            .map(|n| UnitCells { id: UnitId(uuid::Uuid::from_u128(n as u128 + 1)), taken: HashSet::new() })
            .collect(),
        certified: true,
        own: vec![],
    }
}

fn ask(slot: Slot) -> ReserveCommand {
    ReserveCommand { slot, unit: None, purpose: Purpose::Hobby }
}

#[test]
fn each_rule_is_named() {
    let ok = facts(1);
    let refusal = |facts: &ReserveFacts, slot| reserve(facts, &ask(slot), now()).unwrap_err().code();
    assert_eq!(refusal(&ok, slot(600, 30).moved(-2 * 1440)), "in_the_past");
    assert_eq!(refusal(&ok, slot(600, 30).moved(90 * 1440)), "too_far_ahead");
    assert_eq!(refusal(&ok, slot(600, 15)), "too_short");
    assert_eq!(refusal(&ok, slot(600, 195)), "too_long");
    assert_eq!(refusal(&ok, slot(585, 60)), "outside_hours");
    assert_eq!(refusal(&ok, slot(1230, 60)), "outside_hours");
    assert_eq!(refusal(&ReserveFacts { hours: OpenHours::Closed, ..facts(1) }, slot(600, 60)), "closed");
    assert_eq!(refusal(&ReserveFacts { certified: false, ..facts(1) }, slot(600, 60)), "induction_required");
    assert_eq!(refusal(&ReserveFacts { own: vec![slot(630, 30)], ..facts(1) }, slot(600, 60)), "own_overlap");
    let many = (0..10).map(|n| slot(600, 30).moved(n * 1440)).collect();
    assert_eq!(refusal(&ReserveFacts { own: many, ..facts(1) }, slot(900, 60)), "too_many_bookings");
    assert_eq!(refusal(&facts(0), slot(600, 60)), "unknown_unit");
}

#[test]
fn a_taken_time_offers_times_that_would_be_granted() {
    let mut facts = facts(2);
    for unit in &mut facts.units {
        unit.taken.extend(slot(720, 60).cells());
    }
    let Err(Refusal { rule: ReserveError::Taken, alternatives }) = reserve(&facts, &ask(slot(690, 60)), now()) else {
        panic!("the time is taken on both units");
    };
    assert_eq!(alternatives.len(), ALTERNATIVES_MAX);
    assert!(alternatives.contains(&slot(660, 60)), "half an hour earlier: {alternatives:?}");
    assert!(alternatives.contains(&slot(690, 30)), "shorter: {alternatives:?}");
    for slot in alternatives {
        assert!(reserve(&facts, &ask(slot), now()).is_ok());
    }
}

#[test]
fn other_refusals_offer_what_would_be_granted_too() {
    let facts = ReserveFacts { own: vec![slot(600, 60)], ..facts(1) };
    for (asked, code) in
        [(slot(1230, 60), "outside_hours"), (slot(600, 240), "too_long"), (slot(615, 60), "own_overlap")]
    {
        let refusal = reserve(&facts, &ask(asked), now()).unwrap_err();
        assert_eq!(refusal.code(), code);
        assert!(refusal.alternatives.len() <= ALTERNATIVES_MAX);
        assert!(code == "too_long" || !refusal.alternatives.is_empty(), "{code}");
        for slot in refusal.alternatives {
            assert!(reserve(&facts, &ask(slot), now()).is_ok(), "{code}");
        }
    }
    let facts = ReserveFacts { certified: false, ..facts };
    assert_eq!(reserve(&facts, &ask(slot(900, 60)), now()).unwrap_err().alternatives, []);
}

#[test]
fn a_booking_is_cancelled_until_it_begins() {
    let mine = slot(600, 60);
    assert_eq!(cancel(&mine, false, mine.start() - TimeDelta::seconds(1)), Ok(Cancelling::Cancel));
    assert_eq!(cancel(&mine, false, mine.start()), Err(CancelError::AlreadyStarted));
    assert_eq!(cancel(&mine, true, mine.end()), Ok(Cancelling::AlreadyCancelled));
}

#[test]
fn how_free_a_day_is() {
    let facts = facts(1);
    let load = |taken, now| day_load(day(), facts.hours, &facts.rules, 1, taken, now);
    assert_eq!([0, 22, 36, 42, 43, 44].map(|taken| load(taken, now())), {
        use DayLoad::*;
        [Free, Some, Few, Few, Full, Full]
    });
    assert_eq!(load(0, calendar::at_minute(day(), 1245)), DayLoad::Full, "a quarter hour is left");
    assert_eq!(load(0, now() + TimeDelta::days(3)), DayLoad::Past);
    assert_eq!(day_load(day(), OpenHours::Closed, &facts.rules, 1, 0, now()), DayLoad::Closed);
}

proptest! {
    /// Granting booking after booking never puts two on one cell of a unit.
    #[test]
    fn bookings_never_overlap(asks in prop::collection::vec((40i64..84, 2i64..12, 0usize..4), 1..60)) {
        let mut facts = facts(3);
        let mut granted: Vec<Reservation> = vec![];
        for (start, cells, unit) in asks {
            let unit = facts.units.get(unit).map(|unit| unit.id);
            let cmd = ReserveCommand { slot: slot(start * 15, cells * 15), unit, purpose: Purpose::Study };
            if let Ok(booking) = reserve(&facts, &cmd, now()) {
                prop_assert!(unit.is_none_or(|unit| unit == booking.unit));
                prop_assert!(granted.iter().all(|other| other.unit != booking.unit || !other.slot.overlaps(&booking.slot)));
                let unit = facts.units.iter_mut().find(|unit| unit.id == booking.unit).unwrap();
                unit.taken.extend(booking.slot.cells());
                granted.push(booking);
            }
        }
    }

    /// The fee is never negative and never falls when a booking gets longer.
    #[test]
    fn fee_grows_with_length(rate in 0i64..10_000, a in 0i64..1440, b in 0i64..1440) {
        let rules = TypeRules { rate_yen_per_hour: Yen(rate), ..facts(1).rules };
        let (short, long) = (a.min(b), a.max(b));
        prop_assert!(rules.fee(short) >= Yen::ZERO);
        prop_assert!(rules.fee(short) <= rules.fee(long));
    }

    /// The blocks cover the opening hours exactly, and a free block can be booked.
    #[test]
    fn blocks_cover_the_day(taken in prop::collection::hash_set((0usize..2, 40i64..84), 0..60), hour in 9i64..22) {
        let mut facts = facts(2);
        for (unit, cell) in taken {
            facts.units[unit].taken.insert(Cell::of(calendar::at_minute(day(), cell * 15)));
        }
        let now = calendar::at_minute(day(), hour * 60);
        let blocks = blocks(day(), facts.hours, &facts.units, now);
        prop_assert_eq!(blocks.first().unwrap().start, calendar::at_minute(day(), 600));
        prop_assert_eq!(blocks.last().unwrap().end, calendar::at_minute(day(), 1260));
        for pair in blocks.windows(2) {
            prop_assert_eq!(pair[0].end, pair[1].start);
            prop_assert!(pair[0].kind != pair[1].kind);
        }
        for block in blocks.iter().filter(|block| block.minutes() >= 30) {
            let slot = Slot::new(block.start, block.start + TimeDelta::minutes(30)).unwrap();
            let granted = reserve(&facts, &ask(slot), now);
            match block.kind {
                BlockKind::Free { units_free: 2 } => prop_assert!(granted.is_ok()),
                BlockKind::Taken | BlockKind::Past => prop_assert!(granted.is_err()),
                BlockKind::Free { .. } => {}
            }
        }
    }
    /// Each start and length that is offered is granted, and the next free time is the first that can be.
    #[test]
    fn what_is_offered_is_granted(
        taken in prop::collection::hash_set((0usize..2, 40i64..84), 0..70),
        minute in 540i64..1300,
    ) {
        let mut facts = facts(2);
        for (unit, cell) in taken {
            facts.units[unit].taken.insert(Cell::of(calendar::at_minute(day(), cell * 15)));
        }
        let now = calendar::at_minute(day(), minute);
        let free = |block: &Block| matches!(block.kind, BlockKind::Free { .. });
        let mut first: Option<DateTime<Utc>> = None;
        for block in blocks(day(), facts.hours, &facts.units, now).iter().filter(|block| free(block)) {
            for start in starts_in(block, facts.hours, &facts.rules, &facts.units) {
                first = first.or(Some(start));
                for minutes in lengths_at(start, facts.hours, &facts.rules, &facts.units) {
                    let slot = Slot::new(start, start + TimeDelta::minutes(minutes)).unwrap();
                    prop_assert!(reserve(&facts, &ask(slot), now).is_ok(), "{slot:?}");
                }
            }
        }
        let next = next_free(day(), facts.hours, &facts.rules, &facts.units, now);
        prop_assert!(next.is_none_or(|next| first.is_none_or(|first| next <= first)));
        prop_assert!(first.is_none() || next.is_some());
        if let Some(next) = next {
            prop_assert!(reserve(&facts, &ask(Slot::new(next, next + TimeDelta::minutes(30)).unwrap()), now).is_ok());
        }
    }
}
