//! How many statements an operation costs: each is a hand-over to the database and back. The numbers may not grow with
//! the units, the weeks or the line.

use chrono::TimeDelta;
use domain::{booking::Slot, members::Role};
use sea_orm::EntityTrait;
use store::Cx;

use super::{api::body, ask, business, on_unit, slot};
use crate::support::TestApp;

const UNITS: [i32; 2] = [3, 40];

impl TestApp {
    /// What the work answers, and the statements it took.
    pub async fn counted<T>(&self, work: impl Future<Output = T>) -> (T, u64) {
        let before = self.db().statements();
        let answer = work.await;
        (answer, self.db().statements() - before)
    }
}

fn slug(units: i32) -> String {
    format!("laser-{units}")
}

both_databases! {
    async fn a_booking_costs_a_dozen(app: TestApp) {
        for units in UNITS {
            let machine = app.machine(&slug(units), units, false).await;
            for (n, unit) in machine.units.iter().take(3).enumerate() {
                let (cx, member) = app.someone(&format!("early{units}-{n}")).await;
                let cmd = store::booking::BookingCommand { details: on_unit(Some(*unit)), ..ask(&slug(units), slot(600, 60)) };
                app.store.booking_reserve(&cx, &member, cmd).await.expect("booked");
            }
            let (cx, member) = app.someone(&format!("hanako{units}")).await;
            let at = slot(720, 60).moved(1440);
            let cmd = store::booking::BookingCommand { details: business(), ..ask(&slug(units), at) };
            let (booked, n) = app.counted(app.store.booking_reserve(&cx, &member, cmd)).await;
            booked.expect("booked");
            println!("booking_reserve, {units} units: {n}");
            assert!(n <= 12, "booking_reserve with {units} units: {n} statements");
        }
    }
}

both_databases! {
    async fn a_booking_by_the_api_costs_a_dozen(app: TestApp) {
        for units in UNITS {
            app.machine(&slug(units), units, false).await;
            let mut program = app.program(&format!("program{units}"), Role::Member).await;
            let book = |at: Slot| body(&slug(units), at);
            let (_, plain) = app.counted(async {
                program.post_json("/api/v1/bookings", &book(slot(600, 60))).await.expect(201)
            }).await;
            program.headers.insert("idempotency-key", axum::http::HeaderValue::from_static("once"));
            let (_, keyed) = app.counted(async {
                program.post_json("/api/v1/bookings", &book(slot(720, 60))).await.expect(201)
            }).await;
            println!("POST /api/v1/bookings, {units} units: {plain}, with a key: {keyed}");
            assert!(plain <= 12, "{units} units: {plain} statements");
            assert!(keyed <= 12, "with a key, {units} units: {keyed} statements");
        }
    }
}

both_databases! {
    async fn pages_cost_a_handful(app: TestApp) {
        for units in UNITS {
            app.machine(&slug(units), units, false).await;
        }
        let (mut visitor, mut member) = (app.visitor(), app.member().await);
        let mut pages: Vec<(String, u64)> = UNITS.iter().map(|units| (format!("/equipment/{}", slug(*units)), 6)).collect();
        pages.extend([("/equipment".to_owned(), 5), ("/equipment?date=2026-12-01&from=10:00".to_owned(), 5), ("/".to_owned(), 6)]);
        for (path, most) in pages {
            let (_, n) = app.counted(async { visitor.get(&path).await.expect(200) }).await;
            let (_, signed_in) = app.counted(async { member.get(&path).await.expect(200) }).await;
            println!("GET {path}: {n}, signed in: {signed_in}");
            assert!(n <= most, "GET {path}: {n} statements");
            // One of these finds out who asks: the session is read with its account.
            assert!(signed_in <= most, "GET {path}, signed in: {signed_in} statements");
        }
    }
}

both_databases! {
    async fn a_repeat_does_not_cost_twelve_bookings(app: TestApp) {
        app.machine("laser", 3, false).await;
        let (cx, member) = app.someone("hanako").await;
        let plan = store::entity::plan::ActiveModel {
            id: sea_orm::ActiveValue::Set(uuid::Uuid::now_v7().into()),
            name_ja: sea_orm::ActiveValue::Set("一般".into()),
            name_en: sea_orm::ActiveValue::Set("Standard".into()),
            horizon_days: sea_orm::ActiveValue::Set(100),
            at_once_max: sea_orm::ActiveValue::Set(20),
            minutes_day_max: sea_orm::ActiveValue::Set(720),
            minutes_week_max: sea_orm::ActiveValue::Set(2880),
            rate_percent: sea_orm::ActiveValue::Set(100),
            position: sea_orm::ActiveValue::Set(1),
        };
        store::entity::plan::Entity::insert(plan).exec_without_returning(app.db().read()).await.expect("a plan");
        let cmd = ask("laser", slot(600, 60));
        let (weeks, looked) = app.counted(app.store.booking_repeat_check(&cx, &member, &cmd, 12)).await;
        assert_eq!(weeks.expect("weeks").iter().filter(|week| week.refusal.is_none()).count(), 12);
        let (done, n) = app.counted(app.store.booking_repeat(&cx, &member, &cmd, 12, true)).await;
        assert_eq!(done.expect("booked").booked.len(), 12);
        println!("12 weeks: looked at with {looked}, booked with {n}");
        assert!(looked <= 5 && n <= 14, "12 weeks: looked at with {looked} statements, booked with {n}");
    }
}

both_databases! {
    async fn a_long_line_costs_no_more_than_a_short_one(app: TestApp) {
        app.machine("laser", 1, false).await;
        let mut costs = Vec::new();
        for (round, waiting) in [1, 30].into_iter().enumerate() {
            let at = slot(600, 60).moved(round as i64 * 1440);
            let (cx, hanako) = app.someone(&format!("hanako{round}")).await;
            let mine = app.store.booking_reserve(&cx, &hanako, ask("laser", at)).await.expect("booked");
            for n in 0..waiting {
                let (cx, member) = app.someone(&format!("waiting{round}-{n}")).await;
                let cx = Cx { now: cx.now + TimeDelta::seconds(n), ..cx };
                app.store.waitlist_join(&cx, &member, &ask("laser", at), None).await.expect("in line");
            }
            let (_, n) = app.counted(app.store.booking_cancel(&cx, &hanako, mine.id, Default::default())).await;
            println!("cancelling with {waiting} in line: {n}");
            costs.push(n);
        }
        let offers = store::entity::waitlist_offer::Entity::find();
        let offers = sea_orm::PaginatorTrait::count(offers, app.db().read()).await.expect("count");
        assert_eq!(offers, 2, "one for each freed time");
        assert!(costs[1] <= costs[0] && costs[0] <= 18, "{costs:?}");
    }
}

/// Built without `.cargo/config.toml`, SQLite would compile each statement with a bound LIMIT anew whenever it runs.
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn sqlite_is_built_with_stable_plans() {
    let app = TestApp::new(crate::support::Kind::Sqlite).await;
    let sql = "SELECT 1 FROM pragma_compile_options WHERE compile_options = 'ENABLE_QPSG'";
    let statement = sea_orm::Statement::from_string(sea_orm::DbBackend::Sqlite, sql);
    let found = sea_orm::ConnectionTrait::query_one_raw(app.db().read(), statement).await.expect("asked");
    assert!(found.is_some(), "LIBSQLITE3_FLAGS did not reach SQLite");
}
