//! Many at once on bookings that are there: who comes along, and taking back that nobody came.

use std::sync::Arc;

use chrono::TimeDelta;
use domain::{
    AccountId, BookingId, DomainError,
    booking::{CancelError, NO_SHOW_UNDO_SECONDS, ReserveError},
    calendar,
};
use sea_orm::{EntityTrait, PaginatorTrait};
use store::{Cx, Error, booking::DetailsCommand, entity};
use tokio::{sync::Barrier, task::JoinSet};

use super::{ask, slot};
use crate::support::{TestApp, today};

const MANY: usize = 20;
/// Places in the kids' corner of the tests' space.
const CORNER_PLACES: usize = 4;

/// Families that booked without children all say at once that two come along: how many children there are then.
async fn children_added_at_once(app: &TestApp, rule: &str) -> usize {
    let machine = app.machine("laser", MANY as i32, false).await;
    app.change_type(&machine, |row| {
        row.child_rule = sea_orm::ActiveValue::Set(rule.into());
        row.child_under = sea_orm::ActiveValue::Set(7);
    })
    .await;
    let barrier = Arc::new(Barrier::new(MANY));
    let mut tasks = JoinSet::new();
    for n in 0..MANY {
        let (cx, member) = app.someone(&format!("family{n}")).await;
        let id = app.store.booking_reserve(&cx, &member, ask("laser", slot(840, 60))).await.expect("booked").id;
        let (store, barrier) = (app.store.clone(), barrier.clone());
        tasks.spawn(async move {
            barrier.wait().await;
            let cmd = DetailsCommand { id, children: vec![3, 5], note: None };
            store.booking_details_change(&cx, &member, &cmd).await
        });
    }
    let mut children = 0;
    while let Some(outcome) = tasks.join_next().await {
        match outcome.expect("no panic") {
            Ok(()) => children += 2,
            Err(Error::Domain(DomainError::Reserve(refusal))) => {
                assert!(matches!(refusal.rule, ReserveError::KidsCornerFull { .. }), "{}", refusal.rule);
            }
            Err(other) => panic!("neither changed nor told why: {other}"),
        }
    }
    children
}

both_databases! {
    async fn children_added_later_never_overfill_the_kids_corner(app: TestApp) {
        assert_eq!(children_added_at_once(&app, "kids_corner").await, CORNER_PLACES, "as many as there are places");
        let taken = entity::kids_cell::Entity::find().all(app.db().read()).await.expect("rows");
        assert!(taken.len() == 4 && taken.iter().all(|cell| cell.taken == 4), "{taken:?}");
    }
}

both_databases! {
    /// The control: where no child takes a place, all of them come.
    async fn without_the_corners_rule_all_children_come(app: TestApp) {
        assert_eq!(children_added_at_once(&app, "welcome").await, 2 * MANY);
    }
}

/// Bookings from 10:00 to 10:30 of which the staff have just said that nobody came.
async fn absent(app: &TestApp, staff: AccountId, n: usize) -> Vec<BookingId> {
    app.machine("laser", n as i32, false).await;
    let mut ids = Vec::new();
    for n in 0..n {
        let (cx, member) = app.someone(&format!("absent{n}")).await;
        ids.push(app.store.booking_reserve(&cx, &member, ask("laser", slot(600, 30))).await.expect("booked").id);
    }
    app.clock.set(calendar::at_minute(today(), 615));
    let (cx, staff) = app.as_staff(staff);
    for id in &ids {
        app.store.no_show_by_staff(&cx, &staff, *id).await.expect("recorded");
    }
    ids
}

/// Whether a booking is absent still, and whether its time is kept still.
async fn state(app: &TestApp, id: BookingId) -> (bool, bool) {
    let absent = entity::no_show::Entity::find_by_id(id).count(app.db().read()).await.expect("count") > 0;
    let of_booking = sea_orm::ColumnTrait::eq(&entity::booking_cell::Column::BookingId, id);
    let cells = sea_orm::QueryFilter::filter(entity::booking_cell::Entity::find(), of_booking);
    (absent, cells.count(app.db().read()).await.expect("count") > 0)
}

both_databases! {
    async fn taking_back_and_ending_an_absence_exclude_each_other(app: TestApp) {
        let (_, staff) = app.someone_of_staff().await;
        let staff = staff.account_id;
        let ids = absent(&app, staff, MANY).await;
        // Two servers whose clocks differ by a second: one still takes it back, the other already ends it.
        let (cx, right) = app.as_staff(staff);
        let undo_cx = Cx { now: cx.now + TimeDelta::seconds(NO_SHOW_UNDO_SECONDS - 1), ..cx.clone() };
        let end_cx = Cx { now: cx.now + TimeDelta::seconds(NO_SHOW_UNDO_SECONDS), ..cx };
        let barrier = Arc::new(Barrier::new(2 * MANY));
        let mut tasks = JoinSet::new();
        for id in ids.iter().copied() {
            let (store, gate, cx, right) = (app.store.clone(), barrier.clone(), undo_cx.clone(), right.clone());
            tasks.spawn(async move {
                gate.wait().await;
                store.no_show_undo(&cx, &right, id).await
            });
            let (store, gate, cx) = (app.store.clone(), barrier.clone(), end_cx.clone());
            tasks.spawn(async move {
                gate.wait().await;
                store.absence_end(&cx, id).await
            });
        }
        while let Some(outcome) = tasks.join_next().await {
            match outcome.expect("no panic") {
                Ok(()) | Err(Error::Domain(DomainError::Cancel(CancelError::UndoOver { .. }))) => {}
                Err(other) => panic!("neither done nor told why: {other}"),
            }
        }
        for id in ids {
            let (is_absent, keeps_time) = state(&app, id).await;
            // Whoever is expected has their time; who lost it stays absent.
            assert_ne!(is_absent, keeps_time, "absent {is_absent}, time kept {keeps_time}");
        }
        app.clock.set(end_cx.now);
        app.run_jobs().await;
    }
}

both_databases! {
    /// The control: whoever looks first and acts afterwards frees the time of somebody who is expected again.
    async fn looking_first_frees_the_time_of_who_is_expected(app: TestApp) {
        let (_, staff) = app.someone_of_staff().await;
        let id = absent(&app, staff.account_id, 1).await[0];
        let gate = Arc::new(Barrier::new(2));
        let mut tasks = JoinSet::new();
        for sql in ["DELETE FROM no_show", "DELETE FROM booking_cell"] {
            let (app, gate) = (app.clone(), gate.clone());
            tasks.spawn(async move {
                let (is_absent, keeps_time) = state(&app, id).await;
                // Both have looked before one writes.
                gate.wait().await;
                assert!(is_absent && keeps_time);
                app.db().execute_unprepared(sql).await.expect("written");
            });
        }
        while let Some(outcome) = tasks.join_next().await {
            outcome.expect("no panic");
        }
        assert_eq!(state(&app, id).await, (false, false), "the control must lose the time, or the race proves nothing");
        app.clock.set(app.store.now() + TimeDelta::seconds(NO_SHOW_UNDO_SECONDS));
        app.run_jobs().await;
    }
}
