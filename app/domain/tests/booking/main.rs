//! Properties of the booking decision.
#![allow(clippy::unwrap_used, clippy::expect_used)]

mod children;

use std::collections::{BTreeMap, HashMap};

use chrono::{DateTime, NaiveDate, TimeDelta, Utc};
use domain::{UnitId, Yen, booking::*, calendar, equipment::*};
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

fn rules() -> TypeRules {
    TypeRules {
        rate_yen_per_hour: Yen(1000),
        charge_yen_min: Yen(0),
        minutes_min: 30,
        minutes_max: 180,
        minutes_step: 15,
        buffer_minutes: 0,
        notice_minutes: 0,
        cancel_minutes: 24 * 60,
        induction_required: true,
        child: ChildRule::KidsCorner { under: 7 },
    }
}

fn facts(units: usize) -> ReserveFacts {
    ReserveFacts {
        rules: rules(),
        plan: PlanRules::default(),
        space: SpaceRules::default(),
        hours: OpenHours::Open { open_minute: 600, close_minute: 1260 },
        units: (0..units)
            .map(|n| UnitCells { id: UnitId(uuid::Uuid::from_u128(n as u128 + 1)), taken: BTreeMap::new() })
            .collect(),
        certified: true,
        own: vec![],
        no_shows: vec![],
        kids: KidsCorner { places: 2, taken: HashMap::new() },
    }
}

fn ask(slot: Slot) -> ReserveCommand {
    ReserveCommand { slot, details: BookingDetails::default(), override_soft: false, begins_now: false }
}

fn with_children(slot: Slot, ages: &[u8]) -> ReserveCommand {
    ReserveCommand { details: BookingDetails { children: ages.to_vec(), ..BookingDetails::default() }, ..ask(slot) }
}

fn taken(slot: Slot) -> impl Iterator<Item = (Cell, TakenBy)> {
    slot.cells().map(|cell| (cell, TakenBy::Booking))
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
    let rules = |change: fn(&mut TypeRules)| {
        let mut facts = facts(1);
        change(&mut facts.rules);
        facts
    };
    assert_eq!(refusal(&rules(|rules| rules.notice_minutes = 2 * 1440), slot(600, 60)), "too_short_notice");
    assert_eq!(refusal(&rules(|rules| rules.minutes_step = 60), slot(630, 60)), "off_step");
    assert_eq!(refusal(&rules(|rules| rules.minutes_step = 60), slot(660, 90)), "off_step");
    let plan = |plan| ReserveFacts { plan, own: vec![slot(600, 120).moved(-1440)], ..facts(1) };
    let (day, week) = (
        PlanRules { minutes_day_max: 60, ..PlanRules::default() },
        PlanRules { minutes_week_max: 180, ..PlanRules::default() },
    );
    assert_eq!(refusal(&plan(day), slot(600, 75)), "too_much_that_day");
    assert_eq!(refusal(&plan(week.clone()), slot(600, 75)), "too_much_that_week");
    assert!(reserve(&plan(week), &ask(slot(600, 60)), now()).is_ok());
    for (why, code) in [(TakenBy::Break, "break"), (TakenBy::Maintenance, "maintenance"), (TakenBy::Hold, "taken")] {
        let mut facts = facts(1);
        facts.units[0].taken.extend(slot(630, 15).cells().map(|cell| (cell, why)));
        assert_eq!(refusal(&facts, slot(600, 60)), code);
    }
}

#[test]
fn no_shows_suspend_for_a_while() {
    let space = SpaceRules { no_shows_max: 2, no_show_days: 30, suspend_days: 7, ..SpaceRules::default() };
    let at = |days| now() - TimeDelta::days(days);
    assert_eq!(space.suspended_until(&[at(1)], now()), None);
    assert_eq!(space.suspended_until(&[at(1), at(40)], now()), None, "too far apart");
    assert_eq!(space.suspended_until(&[at(1), at(20)], now()), Some(at(1) + TimeDelta::days(7)));
    assert_eq!(space.suspended_until(&[at(8), at(20)], now()), None, "over");
    assert_eq!(space.suspended_until(&[at(1), at(20)], at(-7)), None);
    let facts = ReserveFacts { space, no_shows: vec![at(20), at(1)], ..facts(1) };
    assert_eq!(reserve(&facts, &ask(slot(600, 60)), now()).unwrap_err().code(), "suspended");
    let by_staff = ReserveCommand { override_soft: true, ..ask(slot(600, 60)) };
    assert!(reserve(&facts, &by_staff, now()).is_ok());
}

#[test]
fn a_buffer_follows_each_booking() {
    let mut facts = facts(1);
    facts.rules.buffer_minutes = 15;
    facts.units[0].taken.extend(taken(slot(720, 60)));
    assert!(reserve(&facts, &ask(slot(645, 60)), now()).is_ok());
    assert_eq!(reserve(&facts, &ask(slot(660, 60)), now()).unwrap_err().code(), "taken");
    let close = slot(1260 - 60, 60);
    assert!(reserve(&facts, &ask(close), now()).is_ok(), "tidying may follow closing time");
}

#[test]
fn a_taken_time_offers_times_that_would_be_granted() {
    let mut facts = facts(2);
    for unit in &mut facts.units {
        unit.taken.extend(taken(slot(720, 60)));
    }
    let Err(Refusal { rule: ReserveError::Taken, alternatives, .. }) = reserve(&facts, &ask(slot(690, 60)), now())
    else {
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
fn cancelling_has_a_deadline() {
    let (mine, rules, live) = (slot(600, 60), rules(), Progress::default());
    let deadline = rules.cancel_until(&mine);
    let free = Ok(Cancelling::Cancel { penalty: false });
    assert_eq!(cancel(&mine, &rules, live, None, deadline), free);
    let late = deadline + TimeDelta::seconds(1);
    assert_eq!(cancel(&mine, &rules, live, None, late), Err(CancelError::ReasonNeeded));
    assert_eq!(cancel(&mine, &rules, live, Some(CancelReason::ChildCare), late), free);
    assert_eq!(cancel(&mine, &rules, live, Some(CancelReason::Other), late), Ok(Cancelling::Cancel { penalty: true }));
    assert_eq!(
        cancel(&mine, &rules, live, Some(CancelReason::ChildCare), mine.start()),
        Err(CancelError::AlreadyStarted)
    );
    let cancelled = Progress { cancelled: true, ..live };
    assert_eq!(cancel(&mine, &rules, cancelled, None, mine.end()), Ok(Cancelling::AlreadyCancelled));
    assert_eq!(may_move(&mine, &rules, live, false, deadline), Ok(()));
    assert_eq!(may_move(&mine, &rules, live, false, late), Err(CancelError::PastDeadline));
    assert_eq!(may_move(&mine, &rules, live, true, late), Ok(()));
}

#[test]
fn checking_in_has_a_window() {
    let (mine, live, minute) = (slot(600, 60), Progress::default(), TimeDelta::minutes(1));
    assert_eq!(check_in(&mine, live, mine.start() - minute * 16), Err(CancelError::TooEarly { minutes: 15 }));
    assert_eq!(check_in(&mine, live, mine.start() - minute * 15), Ok(true));
    assert_eq!(check_in(&mine, Progress { checked_in: true, ..live }, mine.start()), Ok(false));
    assert_eq!(check_in(&mine, live, mine.end()), Err(CancelError::Over));
    let space = SpaceRules::default();
    assert!(!is_no_show(&mine, &space, live, mine.start() + minute * 14));
    assert!(is_no_show(&mine, &space, live, mine.start() + minute * 15));
    assert!(!is_no_show(&mine, &space, Progress { checked_in: true, ..live }, mine.end()));
    assert!(!is_no_show(&mine, &space, Progress { cancelled: true, ..live }, mine.end()));
}

#[test]
fn a_week_later_is_the_same_time() {
    let weeks = weekly(&slot(600, 60), 99);
    assert_eq!(weeks.len() as i64, REPEAT_MAX);
    assert!(weeks.windows(2).all(|pair| pair[1].start() - pair[0].start() == TimeDelta::weeks(1)));
}

#[test]
fn how_free_a_day_is() {
    let facts = facts(1);
    let load = |taken, now| day_load(day(), facts.hours, &facts.rules, 14, 1, taken, now);
    assert_eq!([0, 22, 36, 42, 43, 44].map(|taken| load(taken, now())), {
        use DayLoad::*;
        [Free, Some, Few, Few, Full, Full]
    });
    assert_eq!(load(0, calendar::at_minute(day(), 1245)), DayLoad::Full, "a quarter hour is left");
    assert_eq!(load(0, now() + TimeDelta::days(3)), DayLoad::Past);
    assert_eq!(day_load(day(), OpenHours::Closed, &facts.rules, 14, 1, 0, now()), DayLoad::Closed);
}

proptest! {
    /// Granting booking after booking never puts two on one cell of a unit.
    #[test]
    fn bookings_never_overlap(
        asks in prop::collection::vec((40i64..84, 2i64..12, 0usize..4), 1..60),
        buffer in 0i64..4,
    ) {
        let mut facts = facts(3);
        facts.rules.buffer_minutes = buffer * 15;
        let mut granted: Vec<Reservation> = vec![];
        for (start, cells, unit) in asks {
            let unit = facts.units.get(unit).map(|unit| unit.id);
            let details = BookingDetails { unit, ..BookingDetails::default() };
            let cmd = ReserveCommand { slot: slot(start * 15, cells * 15), details, override_soft: true, begins_now: false };
            if let Ok(booking) = reserve(&facts, &cmd, now()) {
                prop_assert!(unit.is_none_or(|unit| unit == booking.unit));
                let with_buffer = |slot: &Slot| slot.lasting(slot.minutes() + buffer * 15).unwrap();
                let apart = |other: &Reservation| !with_buffer(&other.slot).overlaps(&with_buffer(&booking.slot));
                prop_assert!(granted.iter().all(|other| other.unit != booking.unit || apart(other)));
                let unit = facts.units.iter_mut().find(|unit| unit.id == booking.unit).unwrap();
                unit.taken.extend(taken(with_buffer(&booking.slot)));
                granted.push(booking);
            }
        }
    }

    /// The fee is never negative and never falls when a booking gets longer.
    #[test]
    fn fee_grows_with_length(
        (rate, least, percent) in (0i64..10_000, 0i64..3_000, -10i64..150),
        a in 0i64..1440,
        b in 0i64..1440,
    ) {
        let rules = TypeRules { rate_yen_per_hour: Yen(rate), charge_yen_min: Yen(least), ..rules() };
        let plan = PlanRules { rate_percent: percent, ..PlanRules::default() };
        let (short, long) = (a.min(b), a.max(b));
        prop_assert!(rules.fee(&plan, short) >= Yen::ZERO);
        prop_assert!(rules.fee(&plan, short) <= rules.fee(&plan, long));
        let full = PlanRules::default();
        prop_assert!(rules.fee(&full, short) >= Yen(least), "the minimum charge");
    }

    /// The explanation and the decision agree: granted exactly when nothing refuses, and refused by the first reason;
    /// what staff may set aside is exactly what is soft.
    #[test]
    fn explanation_and_decision_agree(
        (start, cells, days) in (30i64..92, 1i64..16, -2i64..70),
        ages in prop::collection::vec(0u8..18, 0..4),
        own in prop::collection::vec((40i64..80, 2i64..8), 0..4),
        busy in prop::collection::vec((0usize..2, 40i64..84), 0..60),
        (certified, override_soft, step) in (any::<bool>(), any::<bool>(), 1i64..4),
    ) {
        let mut facts = facts(2);
        facts.certified = certified;
        facts.rules.minutes_step = step * 15;
        facts.own = own.into_iter().map(|(start, cells)| slot(start * 15, cells * 15)).collect();
        for (unit, cell) in busy {
            facts.units[unit].taken.extend(taken(slot(cell * 15, 15)));
        }
        let slot = slot(start * 15, cells * 15).moved(days * 1440);
        let cmd = ReserveCommand { override_soft, ..with_children(slot, &ages) };
        let against = explain(&facts, &cmd, now());
        match reserve(&facts, &cmd, now()) {
            Ok(granted) => {
                prop_assert!(against.is_empty());
                let unit = facts.units.iter().find(|unit| unit.id == granted.unit).unwrap();
                prop_assert!(unit.is_free(&slot, facts.rules.buffer_minutes));
            }
            Err(refusal) => {
                prop_assert_eq!(&refusal.rule, &against[0]);
                prop_assert_eq!(&refusal.also, &against[1..]);
                for other in refusal.alternatives {
                    let ask = ReserveCommand { slot: other, override_soft: false, ..cmd.clone() };
                    prop_assert!(reserve(&facts, &ask, now()).is_ok());
                }
            }
        }
        let hard = explain(&facts, &ReserveCommand { override_soft: false, ..cmd.clone() }, now());
        let hard: Vec<_> = hard.into_iter().filter(|rule| !rule.is_soft()).collect();
        prop_assert_eq!(hard, explain(&facts, &ReserveCommand { override_soft: true, ..cmd }, now()));
    }

    /// The blocks cover the opening hours exactly, and a free block can be booked.
    #[test]
    fn blocks_cover_the_day(taken in prop::collection::hash_set((0usize..2, 40i64..84), 0..60), hour in 9i64..22) {
        let mut facts = facts(2);
        for (unit, cell) in taken {
            facts.units[unit].taken.insert(Cell::of(calendar::at_minute(day(), cell * 15)), TakenBy::Booking);
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
                BlockKind::Taken | BlockKind::Past | BlockKind::Break | BlockKind::Maintenance => prop_assert!(granted.is_err()),
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
            facts.units[unit].taken.insert(Cell::of(calendar::at_minute(day(), cell * 15)), TakenBy::Booking);
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
