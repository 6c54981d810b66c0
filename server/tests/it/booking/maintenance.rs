//! 保守 in the store: however many bookings stand in the way, each moves or is cancelled.

use domain::{
    BookingId,
    booking::{Cell, Slot},
    members::Role,
};
use sea_orm::{ActiveValue::Set, ColumnTrait, EntityTrait, PaginatorTrait, QueryFilter};
use store::{booking::MaintenanceCommand, entity};
use uuid::Uuid;

use super::{Machine, ask, on_unit, slot};
use crate::support::TestApp;

/// More than any statement of a careless store would read.
const MANY: i64 = 520;

/// A quarter hour of the unit, `n` quarter hours after tomorrow's midnight.
fn quarter(n: i64) -> Slot {
    slot(0, 15).moved(1440 + n * 15)
}

impl TestApp {
    /// [`MANY`] bookings of a quarter hour each, side by side, from tomorrow on.
    async fn booked_solid(&self, machine: &Machine, unit: usize) -> Vec<BookingId> {
        let owner = self.account(&format!("many{unit}@example.jp"), Role::Member).await;
        let ids: Vec<BookingId> = (0..MANY).map(|_| BookingId(Uuid::now_v7())).collect();
        let rows = ids.iter().zip(0..).map(|(id, n)| entity::booking::ActiveModel {
            id: Set(*id),
            account_id: Set(owner),
            unit_id: Set(machine.units[unit]),
            start_at: Set(quarter(n).start()),
            end_at: Set(quarter(n).end()),
            purpose: Set(domain::booking::Purpose::Hobby),
            fee_yen: Set(domain::Yen(250)),
            created_at: Set(self.store.now()),
            ..Default::default()
        });
        entity::booking::Entity::insert_many(rows).exec_without_returning(self.db().read()).await.expect("bookings");
        let cells = ids.iter().zip(0..).map(|(id, n)| entity::booking_cell::ActiveModel {
            unit_id: Set(machine.units[unit]),
            cell: Set(Cell::of(quarter(n).start()).0),
            booking_id: Set(Some(*id)),
            ..Default::default()
        });
        entity::booking_cell::Entity::insert_many(cells).exec_without_returning(self.db().read()).await.expect("cells");
        ids
    }

    async fn cancelled_bookings(&self) -> u64 {
        entity::booking_cancellation::Entity::find().count(self.db().read()).await.expect("count")
    }
}

/// From tomorrow's midnight until all of [`MANY`] are over.
fn closing(machine: &Machine) -> MaintenanceCommand {
    MaintenanceCommand {
        unit: machine.units[0],
        from: quarter(0).start(),
        to: quarter(MANY - 1).end(),
        reason: "オーバーホール".into(),
    }
}

both_databases! {
    async fn maintenance_cancels_all_that_stand_in_its_way(app: TestApp) {
        let machine = app.machine("laser", 1, false).await;
        app.booked_solid(&machine, 0).await;
        let (cx, staff) = app.someone_of_staff().await;
        let seen = app.store.maintenance_check(&cx, &staff, &closing(&machine)).await.expect("list");
        assert_eq!(seen.len(), MANY as usize, "the staff see all of them first");
        let (done, n) = app.counted(app.store.maintenance_add(&cx, &staff, &closing(&machine), true)).await;
        let done = done.expect("closed");
        println!("{MANY} bookings cancelled with {n} statements");
        assert_eq!((done.moved, done.cancelled), (0, MANY as usize));
        assert_eq!(app.cancelled_bookings().await, MANY as u64, "no booking is left without its cells");
        assert!(n < 60, "{n} statements for {MANY} bookings");
    }
}

both_databases! {
    async fn maintenance_moves_all_that_fit_elsewhere(app: TestApp) {
        let machine = app.machine("laser", 2, false).await;
        app.booked_solid(&machine, 0).await;
        // The other unit has one hour taken: four quarter hours have nowhere to go.
        let (cx, hanako) = app.someone("hanako").await;
        let on_second = on_unit(Some(machine.units[1]));
        let cmd = store::booking::BookingCommand { details: on_second, ..ask("laser", slot(600, 60).moved(1440)) };
        app.store.booking_reserve(&cx, &hanako, cmd).await.expect("booked");
        let (cx, staff) = app.someone_of_staff().await;
        let done = app.store.maintenance_add(&cx, &staff, &closing(&machine), true).await.expect("closed");
        assert_eq!((done.moved, done.cancelled), (MANY as usize - 4, 4));
        let there = entity::booking_cell::Entity::find()
            .filter(entity::booking_cell::Column::UnitId.eq(machine.units[1].0))
            .count(app.db().read())
            .await
            .expect("count");
        assert_eq!(there, MANY as u64 - 4 + 4, "each moved booking has its cell on the other unit, beside hanako's four");
        let moves = entity::booking_move::Entity::find().count(app.db().read()).await.expect("count");
        assert_eq!((moves, app.cancelled_bookings().await), (MANY as u64 - 4, 4));
    }
}

both_databases! {
    async fn maintenance_makes_no_offers_of_what_it_closes(app: TestApp) {
        let machine = app.machine("laser", 1, false).await;
        let (cx, hanako) = app.someone("hanako").await;
        app.store.booking_reserve(&cx, &hanako, ask("laser", slot(840, 60))).await.expect("booked");
        let (wait_cx, waiter) = app.someone("taro").await;
        let entry = app.store.waitlist_join(&wait_cx, &waiter, &ask("laser", slot(840, 60)), None).await.expect("in line");
        let (cx, staff) = app.someone_of_staff().await;
        let cmd = MaintenanceCommand {
            unit: machine.units[0],
            from: slot(600, 60).start(),
            to: slot(1200, 60).end(),
            reason: "点検".into(),
        };
        let done = app.store.maintenance_add(&cx, &staff, &cmd, true).await.expect("closed");
        assert_eq!((done.moved, done.cancelled), (0, 1));
        let waiting = app.store.waitlist_entry(&wait_cx, &waiter, entry).await.expect("entry");
        assert_eq!((waiting.offered_until, waiting.outcome), (None, None));
    }
}
