//! Nobody is ever booked twice: many at once for one slot.
//!
//! Two guards stand behind each other, and each must hold alone: the isolation of the write transaction, in which the
//! decision reads the cells it then takes, and the unique index on (unit, cell).

use std::sync::Arc;

use domain::{
    DomainError, UnitId,
    booking::{ReserveError, Slot},
};
use sea_orm::{ActiveValue::Set, EntityTrait};
use store::{Error, Store, entity};
use tokio::{sync::Barrier, task::JoinSet};
use uuid::Uuid;

use super::{ask, slot};
use crate::support::TestApp;

const MANY: usize = 100;
const DROP_INDEX: &str = "DROP INDEX uq_booking_cell_unit_id_cell";

/// `MANY` members ask for the same hour at once: how many got it. Everyone else must be told that it is taken.
async fn winners_of_one_slot(app: &TestApp) -> usize {
    let barrier = Arc::new(Barrier::new(MANY));
    let mut tasks = JoinSet::new();
    for n in 0..MANY {
        let (cx, member) = app.someone(&format!("racer{n}")).await;
        let (store, barrier) = (app.store.clone(), barrier.clone());
        tasks.spawn(async move {
            barrier.wait().await;
            store.booking_reserve(&cx, &member, ask("laser", slot(840, 60))).await
        });
    }
    let mut winners = 0;
    while let Some(outcome) = tasks.join_next().await {
        match outcome.expect("no panic") {
            Ok(booked) => {
                assert_eq!(booked.slot, slot(840, 60));
                winners += 1;
            }
            Err(Error::Domain(DomainError::Reserve(refusal))) => {
                assert_eq!(refusal.rule, ReserveError::Taken);
                assert!(!refusal.alternatives.is_empty(), "the loser is told what is free");
            }
            Err(other) => panic!("neither booked nor told that it is taken: {other}"),
        }
    }
    winners
}

/// `MANY` tasks that have all been told "free" write their cells at once, each in its own write transaction, with no
/// decision inside it: only the index can tell them apart. How many got through.
async fn winners_without_a_decision(app: &TestApp, unit: UnitId) -> usize {
    let barrier = Arc::new(Barrier::new(MANY));
    let mut tasks = JoinSet::new();
    for n in 0..MANY {
        let (_, member) = app.someone(&format!("blind{n}")).await;
        let (store, barrier, now) = (app.store.clone(), barrier.clone(), app.store.now());
        tasks.spawn(async move {
            barrier.wait().await;
            let booking = entity::booking::ActiveModel {
                id: Set(Uuid::now_v7().into()),
                account_id: Set(member.account_id),
                unit_id: Set(unit),
                start_at: Set(slot(840, 60).start()),
                end_at: Set(slot(840, 60).end()),
                purpose: Set(domain::booking::Purpose::Hobby),
                fee_yen: Set(domain::Yen(1000)),
                created_at: Set(now),
                ..Default::default()
            };
            write_blindly(&store, unit, booking, slot(840, 60)).await
        });
    }
    let mut winners = 0;
    while let Some(outcome) = tasks.join_next().await {
        match outcome.expect("no panic") {
            Ok(()) => winners += 1,
            Err(Error::Db(error)) => assert!(error.sql_err().is_some(), "refused by a constraint: {error}"),
            Err(other) => panic!("{other}"),
        }
    }
    winners
}

async fn write_blindly(
    store: &Store,
    unit: UnitId,
    booking: entity::booking::ActiveModel,
    slot: Slot,
) -> store::Result<()> {
    let (booking, id) = (&booking, booking.id.clone().unwrap());
    store
        .write("write_blindly", |tx| async move {
            entity::booking::Entity::insert(booking.clone()).exec_without_returning(&tx).await?;
            let cells = slot.cells().map(|cell| entity::booking_cell::ActiveModel {
                unit_id: Set(unit),
                cell: Set(cell.0),
                booking_id: Set(Some(id)),
                ..Default::default()
            });
            entity::booking_cell::Entity::insert_many(cells).exec_without_returning(&tx).await?;
            Ok(())
        })
        .await
}

both_databases! {
    async fn one_unit_is_booked_once(app: TestApp) {
        app.machine("laser", 1, false).await;
        assert_eq!(winners_of_one_slot(&app).await, 1);
        assert_eq!((app.booking_count().await, app.cell_count().await), (1, 4));
    }
}

both_databases! {
    async fn three_units_are_booked_three_times(app: TestApp) {
        app.machine("laser", 3, false).await;
        assert_eq!(winners_of_one_slot(&app).await, 3);
        assert_eq!((app.booking_count().await, app.cell_count().await), (3, 12));
    }
}

both_databases! {
    async fn the_index_alone_holds(app: TestApp) {
        let machine = app.machine("laser", 1, false).await;
        assert_eq!(winners_without_a_decision(&app, machine.units[0]).await, 1);
        assert_eq!((app.booking_count().await, app.cell_count().await), (1, 4), "losers leave nothing behind");
    }
}

both_databases! {
    // The control: with the guard off the same race must show double bookings, or the test above proves nothing.
    async fn without_the_index_the_control_fails(app: TestApp) {
        let machine = app.machine("laser", 1, false).await;
        app.db().execute_unprepared(DROP_INDEX).await.expect("drop");
        let winners = winners_without_a_decision(&app, machine.units[0]).await;
        assert!(winners > 1, "{winners} of {MANY}: this race cannot tell a guarded table from an open one");
        assert_eq!(app.cell_count().await, 4 * winners as u64);
    }
}

both_databases! {
    async fn the_transaction_alone_holds(app: TestApp) {
        app.machine("laser", 1, false).await;
        app.db().execute_unprepared(DROP_INDEX).await.expect("drop");
        assert_eq!(winners_of_one_slot(&app).await, 1);
    }
}

both_databases! {
    // The index speaks only when someone slips in between reading and writing: a trigger plays that someone.
    async fn the_index_speaks_as_taken(app: TestApp) {
        app.machine("laser", 1, false).await;
        let steal = "INSERT INTO booking_cell (unit_id, cell, booking_id) VALUES (NEW.unit_id, CELL, NEW.id)"
            .replace("CELL", &slot(840, 60).cells().next().expect("a cell").0.to_string());
        let triggers = match app.db().kind() {
            store::DbKind::Sqlite => vec![format!("CREATE TRIGGER thief AFTER INSERT ON booking BEGIN {steal}; END")],
            store::DbKind::Postgres => vec![
                format!("CREATE FUNCTION thief() RETURNS trigger AS $$ BEGIN {steal}; RETURN NEW; END $$ LANGUAGE plpgsql"),
                "CREATE TRIGGER thief AFTER INSERT ON booking FOR EACH ROW EXECUTE FUNCTION thief()".into(),
            ],
        };
        for trigger in triggers {
            app.db().execute_unprepared(&trigger).await.expect("trigger");
        }
        let (cx, member) = app.someone("hanako").await;
        let refused = app.store.booking_reserve(&cx, &member, ask("laser", slot(840, 60))).await;
        let Err(Error::Domain(DomainError::Reserve(refusal))) = refused else { panic!("{refused:?}") };
        assert_eq!(refusal.rule, ReserveError::Taken);
        assert!(!refusal.alternatives.is_empty());
        assert_eq!((app.booking_count().await, app.cell_count().await), (0, 0));
    }
}
