//! Many at once: moves onto one slot, cancels of one booking, offers against a fresh booking.

use std::sync::Arc;

use domain::{
    DomainError,
    booking::{BookingDetails, ReserveError},
};
use sea_orm::{EntityTrait, PaginatorTrait};
use store::{
    Error,
    booking::{BookingCommand, MoveCommand},
    entity,
};
use tokio::{sync::Barrier, task::JoinSet};

use super::{ask, slot};
use crate::support::TestApp;

const MANY: usize = 50;
/// Places in the kids' corner of the tests' space.
const CORNER_PLACES: usize = 4;

both_databases! {
    async fn many_move_onto_one_slot(app: TestApp) {
        app.machine("laser", MANY as i32, false).await;
        let target = app.machine("plotter", 1, false).await;
        let barrier = Arc::new(Barrier::new(MANY));
        let mut tasks = JoinSet::new();
        for n in 0..MANY {
            let (cx, member) = app.someone(&format!("mover{n}")).await;
            // Each books another quarter hour of the plotter, and all want the same hour of it.
            let own = slot(600 + (n as i64 % 4) * 30, 30).moved((n as i64 / 4) * 1440);
            let booked = app.store.booking_reserve(&cx, &member, ask("plotter", own)).await;
            let Ok(booked) = booked else { continue };
            let (store, barrier) = (app.store.clone(), barrier.clone());
            tasks.spawn(async move {
                let _ = tokio::time::timeout(std::time::Duration::from_secs(1), barrier.wait()).await;
                store.booking_move(&cx, &member, &MoveCommand { id: booked.id, slot: slot(840, 30), unit: None }).await
            });
        }
        let movers = tasks.len();
        assert!(movers > 30, "{movers} have a booking to move");
        let mut moved = 0;
        while let Some(outcome) = tasks.join_next().await {
            match outcome.expect("no panic") {
                Ok(_) => moved += 1,
                Err(Error::Domain(DomainError::Reserve(refusal))) => assert_eq!(refusal.rule, ReserveError::Taken),
                Err(other) => panic!("neither moved nor told why: {other}"),
            }
        }
        assert_eq!(moved, 1);
        assert_eq!(app.cell_count().await, 2 * movers as u64, "nobody lost a cell");
        let moves = entity::booking_move::Entity::find().count(app.db().read()).await.expect("count");
        assert_eq!((moves, target.units.len()), (1, 1));
    }
}

impl TestApp {
    /// Equipment for all: a corner with this rule, and a laser whose children stay in the corner.
    async fn corner_and_laser(&self, rule_of_corner: &str) {
        for (slug, rule) in [("corner", rule_of_corner), ("laser", "kids_corner")] {
            let machine = self.machine(slug, MANY as i32, false).await;
            self.change_type(&machine, |row| {
                row.child_rule = sea_orm::ActiveValue::Set(rule.into());
                row.child_under = sea_orm::ActiveValue::Set(7);
            })
            .await;
        }
    }

    /// Families come at once, every other by the corner itself, the rest with a child beside the laser: how many children
    /// are in the corner at the same time.
    async fn children_at_once(&self) -> usize {
        let barrier = Arc::new(Barrier::new(MANY));
        let mut tasks = JoinSet::new();
        for n in 0..MANY {
            let (cx, member) = self.someone(&format!("family{n}")).await;
            let (store, barrier) = (self.store.clone(), barrier.clone());
            let slug = if n % 2 == 0 { "corner" } else { "laser" };
            let details = BookingDetails { children: vec![3, 5], ..BookingDetails::default() };
            let cmd = BookingCommand { details, ..ask(slug, slot(840, 60)) };
            tasks.spawn(async move {
                barrier.wait().await;
                store.booking_reserve(&cx, &member, cmd).await
            });
        }
        let mut children = 0;
        while let Some(outcome) = tasks.join_next().await {
            match outcome.expect("no panic") {
                Ok(_) => children += 2,
                Err(Error::Domain(DomainError::Reserve(refusal))) => {
                    assert!(matches!(refusal.rule, ReserveError::KidsCornerFull { .. }), "{}", refusal.rule);
                }
                Err(other) => panic!("neither booked nor told why: {other}"),
            }
        }
        children
    }
}

both_databases! {
    async fn many_families_never_overfill_the_kids_corner(app: TestApp) {
        app.corner_and_laser("corner").await;
        assert_eq!(app.children_at_once().await, CORNER_PLACES, "as many as there are places");
        let taken = entity::kids_cell::Entity::find().all(app.db().read()).await.expect("rows");
        assert!(taken.len() == 4 && taken.iter().all(|cell| cell.taken == 4), "{taken:?}");
    }
}

both_databases! {
    /// The control: where the corner is booked like any machine, as it once was, it overflows.
    async fn without_its_rule_the_kids_corner_overflows(app: TestApp) {
        app.corner_and_laser("welcome").await;
        assert!(app.children_at_once().await > CORNER_PLACES);
    }
}

both_databases! {
    async fn many_cancel_one_booking_and_it_counts_once(app: TestApp) {
        let machine = app.machine("laser", 1, false).await;
        app.change_type(&machine, |row| row.cancel_minutes = sea_orm::ActiveValue::Set(600)).await;
        let (cx, hanako) = app.someone("hanako").await;
        let mine = app.store.booking_reserve(&cx, &hanako, ask("laser", slot(840, 60))).await.expect("booked");
        let why = store::booking::CancelWhy { reason: Some(domain::booking::CancelReason::Other), note: None };
        let barrier = Arc::new(Barrier::new(MANY));
        let mut tasks = JoinSet::new();
        for _ in 0..MANY {
            let (store, barrier, cx, member, why) =
                (app.store.clone(), barrier.clone(), cx.clone(), hanako.clone(), why.clone());
            tasks.spawn(async move {
                barrier.wait().await;
                store.booking_cancel(&cx, &member, mine.id, why).await
            });
        }
        while let Some(outcome) = tasks.join_next().await {
            outcome.expect("no panic").expect("each is told that it is cancelled");
        }
        assert_eq!(app.store.booking_standing(&cx, &hanako).await.expect("standing").no_shows, 1);
        app.run_jobs().await;
        assert_eq!(app.mails().iter().filter(|mail| mail.subject.contains("取り消しました")).count(), 1);
        assert_eq!(app.cell_count().await, 0);
    }
}

both_databases! {
    async fn an_offer_races_with_fresh_bookings(app: TestApp) {
        app.machine("laser", 1, false).await;
        let (cx, hanako) = app.someone("hanako").await;
        let mine = app.store.booking_reserve(&cx, &hanako, ask("laser", slot(840, 60))).await.expect("booked");
        let (wait_cx, waiter) = app.someone("waiter").await;
        let entry = app.store.waitlist_join(&wait_cx, &waiter, &ask("laser", slot(840, 60)), None).await.expect("in line");
        let barrier = Arc::new(Barrier::new(MANY + 1));
        let mut tasks = JoinSet::new();
        for n in 0..MANY {
            let (cx, member) = app.someone(&format!("fresh{n}")).await;
            let (store, barrier) = (app.store.clone(), barrier.clone());
            tasks.spawn(async move {
                barrier.wait().await;
                store.booking_reserve(&cx, &member, ask("laser", slot(840, 60))).await.map(drop)
            });
        }
        let store = app.store.clone();
        tasks.spawn(async move {
            barrier.wait().await;
            store.booking_cancel(&cx, &hanako, mine.id, Default::default()).await
        });
        let mut done = 0;
        while let Some(outcome) = tasks.join_next().await {
            match outcome.expect("no panic") {
                Ok(()) => done += 1,
                Err(Error::Domain(DomainError::Reserve(refusal))) => assert_eq!(refusal.rule, ReserveError::Taken),
                Err(other) => panic!("{other}"),
            }
        }
        assert_eq!(done, 1, "only the cancellation: the time goes to the one who waited");
        assert!(app.store.waitlist_entry(&wait_cx, &waiter, entry).await.expect("entry").offered_until.is_some());
        app.store.booking_reserve(&wait_cx, &waiter, ask("laser", slot(840, 60))).await.expect("kept for the waiter");
        assert_eq!(app.cell_count().await, 4);
    }
}
