//! `TestApp`: the service on a fresh database, with a clock that stands still and clients typed by role.

mod client;
mod database;
mod end;
mod ports;
mod process;
mod stripe;

use std::sync::{
    Arc,
    atomic::{AtomicBool, Ordering},
};

use chrono::{DateTime, NaiveDate, Utc};
use domain::{
    AccountId, MakerId, calendar,
    mail::Mail,
    members::{Profile, Role},
    site::SiteSettings,
};
use ports::{MemoryImages, MemoryMailer};
use sea_orm::{ActiveValue::Set, ColumnTrait, EntityTrait, QueryFilter, QueryOrder};
use server::{
    assets::SiteFiles,
    config::{Config, Options},
    jobs::{Health, Runner},
    payments::CounterOnly,
    web::{AppParts, AppState, router},
};
use store::{
    Clock as _, Cx, Db, Store, entity,
    jobs::Job,
    link::LinkKey,
    ports::{Images, Mailer},
};
use uuid::Uuid;

use crate::clock::ManualClock;

pub use client::{Answer, Client};
pub use database::{Database, Kind};
pub use process::Process;
pub use stripe::{WEBHOOK_SECRET, adapter, stand_in};

/// The password of every account that [`TestApp`] makes.
pub const PASSWORD: &str = "long enough for a test";

/// Runs a test on both databases: `both_databases! { async fn name(app: TestApp) { … } }`.
#[macro_export]
macro_rules! both_databases {
    ($(#[$meta:meta])* async fn $name:ident($app:ident: TestApp) $body:block) => {
        $(#[$meta])*
        mod $name {
            use super::*;

            async fn run($app: $crate::support::TestApp) $body

            #[tokio::test(flavor = "multi_thread", worker_threads = 2)]
            async fn sqlite() {
                let app = $crate::support::TestApp::new($crate::support::Kind::Sqlite).await;
                run(app).await;
            }

            #[tokio::test(flavor = "multi_thread", worker_threads = 2)]
            async fn postgres() {
                let app = $crate::support::TestApp::new($crate::support::Kind::Postgres).await;
                run(app).await;
            }
        }
    };
}

/// The service under test.
#[derive(Clone)]
pub struct TestApp {
    pub store: Store,
    pub clock: Arc<ManualClock>,
    pub state: AppState,
    router: axum::Router,
    mailer: Arc<MemoryMailer>,
    // The last clone looks for jobs left over, and deletes the database.
    end: Arc<end::End>,
}

/// Wednesday 25 November 2026, 09:00 in Japan: an open day of [`TestApp`]'s space.
pub fn start_of_test() -> DateTime<Utc> {
    calendar::at_minute(today(), 9 * 60)
}

/// The secret of the links, the same for all servers of a test.
fn links() -> LinkKey {
    LinkKey::parse(&"07".repeat(32)).expect("a key")
}

/// The day on which tests begin.
pub fn today() -> NaiveDate {
    NaiveDate::from_ymd_opt(2026, 11, 25).expect("a day")
}

impl TestApp {
    /// A migrated database with opening hours (10:00 to 21:00, closed on Mondays) and nothing else.
    pub async fn new(kind: Kind) -> TestApp {
        let app = TestApp::on(Database::migrated(kind).await, start_of_test(), None).await;
        let site = SiteSettings { space_name: "テストの工房".into(), ..SiteSettings::default() };
        app.store.site_settings_save(&app.cx(), &site).await.expect("settings");
        app.open_every_day_but_monday().await;
        app
    }

    /// The service on a database as it is, at that time; with the pictures of another one.
    pub async fn on(database: Database, now: DateTime<Utc>, pictures: Option<&TestApp>) -> TestApp {
        let db = database.connect().await;
        let clock = Arc::new(ManualClock::at(now));
        // A copy of a database has the links of the one it is a copy of.
        let store = Store::with_links(db, clock.clone(), links());
        let mailer = Arc::new(MemoryMailer::default());
        let images: Arc<dyn Images> =
            pictures.map_or_else(|| Arc::new(MemoryImages::default()) as _, |other| other.state.images.clone());
        let options = Options {
            data: Some(database.folder().to_owned()),
            rate_limit: Some("off".into()),
            // Tests write rows beside the store, which the site sees after a second of a clock that stands still.
            kept_pages: Some("off".into()),
            site_url: Some("http://tsukuriba.test".into()),
            ..Options::default()
        };
        let config = Arc::new(options.resolve().expect("settings"));
        let state = AppState::new(AppParts {
            store: store.clone(),
            images,
            mailer: mailer.clone(),
            payments: Arc::new(CounterOnly),
            job_health: Arc::default(),
            config,
            assets: Arc::new(app::page::Assets {
                css: "main.css".into(),
                swap: "swap.js".into(),
                photo: "photo.js".into(),
                payout: "payout.js".into(),
                safety: "safety.js".into(),
                autosave: "autosave.js".into(),
                photo_order: "photo_order.js".into(),
                seen: "seen.js".into(),
                postal: "postal.js".into(),
                scan: "scan.js".into(),
                print: "print.js".into(),
                refresh: "refresh.js".to_owned(),
                passkey: "passkey.js".to_owned(),
                share: "share.js".to_owned(),
                basket: "basket.js".to_owned(),
                heart: "heart.js".to_owned(),
                stem: "tsukuriba".into(),
            }),
            site_files: Arc::new(SiteFiles::none()),
        });
        let end =
            end::End { database, clock: clock.clone(), state: state.clone(), may_leave_jobs: AtomicBool::new(false) };
        TestApp { store, clock, router: router(state.clone()), state, mailer, end: Arc::new(end) }
    }

    /// Keeps the database as it is, for [`TestApp::copy`]: this service is not used any more.
    pub async fn freeze(&self) {
        self.leave_jobs();
        self.end.database.freeze(self.db()).await;
    }

    /// The same service on a copy of the frozen database.
    pub async fn copy(&self) -> TestApp {
        TestApp::on(self.end.database.copy().await, self.clock.now(), Some(self)).await
    }

    pub fn database(&self) -> &Database {
        &self.end.database
    }

    /// Says that the end of this test finds jobs that cannot be done: it broke what they need, or left them on purpose.
    pub fn leave_jobs(&self) {
        self.end.may_leave_jobs.store(true, Ordering::Relaxed);
    }

    /// The same service and database with other settings of the space: a demo, another name.
    pub async fn with_site(&self, change: impl FnOnce(&mut SiteSettings)) -> TestApp {
        let mut site = self.store.site_settings().await.expect("settings");
        change(&mut site);
        self.store.site_settings_save(&self.cx(), &site).await.expect("settings");
        self.clone()
    }

    /// The same service and database with other settings of the program.
    pub fn with_config(&self, change: impl FnOnce(&mut Config)) -> TestApp {
        let mut config = (*self.state.config).clone();
        change(&mut config);
        self.with_parts(|parts| parts.config = Arc::new(config))
    }

    /// The same service and database with other parts.
    pub fn with_parts(&self, change: impl FnOnce(&mut AppParts)) -> TestApp {
        let state = self.state.with(change);
        TestApp { router: router(state.clone()), state, ..self.clone() }
    }

    /// The same service and database with public pages kept, as in production.
    pub fn keeping_pages(&self) -> TestApp {
        self.configured(|config| config.kept_pages_bytes = Some(4 << 20))
    }

    /// The same service and database with other settings of the server.
    pub fn configured(&self, change: impl FnOnce(&mut Config)) -> TestApp {
        let mut config = (*self.state.config).clone();
        change(&mut config);
        let state = self.state.with(|parts| parts.config = Arc::new(config));
        TestApp { router: router(state.clone()), state, ..self.clone() }
    }

    /// Another server on the same database, by the same clock.
    pub async fn other_server(&self) -> TestApp {
        let store = Store::with_links(self.end.database.connect().await, self.clock.clone(), links());
        let state = self.state.with(|parts| parts.store = store.clone());
        TestApp { store, router: router(state.clone()), state, ..self.clone() }
    }

    /// A context on nobody's behalf, now.
    pub fn cx(&self) -> Cx {
        Cx::system(self.store.now(), "test")
    }

    /// The connection that reads, for looking at rows.
    pub fn db(&self) -> &Db {
        self.store.db()
    }

    /// Runs all due jobs; none of them may fail.
    pub async fn run_jobs(&self) -> usize {
        let (done, failed) = self.run_jobs_some_failing().await;
        assert_eq!(failed, 0, "a job failed");
        done
    }

    /// Runs all due jobs: how many were done, how many failed.
    pub async fn run_jobs_some_failing(&self) -> (usize, usize) {
        self.runner(self.state.mailer.clone()).run_due().await.expect("the job runner")
    }

    /// Another server's runner on the same database and clock.
    pub fn runner(&self, mailer: Arc<dyn Mailer>) -> Runner {
        Runner::new(self.store.clone(), mailer, self.state.config.clone(), Arc::new(Health::default()))
            .keeping(self.state.images.clone())
            .paying_by(self.state.payments.clone())
    }

    /// Jobs that are due, oldest first; they stay due.
    pub async fn due_jobs(&self) -> Vec<Job> {
        let due = entity::job::Entity::find()
            .filter(entity::job::Column::DoneAt.is_null())
            .filter(entity::job::Column::RunAt.lte(self.store.now()))
            .order_by_asc(entity::job::Column::RunAt)
            .order_by_asc(entity::job::Column::Id);
        let rows = due.all(self.db().read()).await.expect("jobs");
        rows.iter().map(|row| serde_json::from_str(&row.payload).expect("a job")).collect()
    }

    /// Mails sent so far, oldest first.
    pub fn mails(&self) -> Vec<Mail> {
        self.mailer.sent()
    }

    pub fn visitor(&self) -> Client {
        Client::new(self.router.clone())
    }

    pub async fn customer(&self) -> Client {
        self.signed_in("customer@example.jp", Role::Customer).await
    }

    pub async fn member(&self) -> Client {
        self.signed_in("member@example.jp", Role::Member).await
    }

    /// A member with a maker profile.
    pub async fn maker(&self) -> Client {
        let id = self.account("maker@example.jp", Role::Member).await;
        self.maker_profile(id, "木暖工房").await;
        self.sign_in("maker@example.jp", id).await
    }

    pub async fn staff(&self) -> Client {
        self.signed_in("staff@example.jp", Role::Staff).await
    }

    pub async fn operator(&self) -> Client {
        self.signed_in("operator@example.jp", Role::Operator).await
    }

    /// A client signed in through the site's own form, with a new account of that role.
    pub async fn signed_in(&self, email: &str, role: Role) -> Client {
        let id = self.account(email, role).await;
        self.sign_in(email, id).await
    }

    /// A client signed in through the site's own form.
    pub async fn sign_in(&self, email: &str, account_id: AccountId) -> Client {
        let mut client = self.visitor();
        let answer = client.post_form("/signin", &[("email", email), ("password", PASSWORD)]).await;
        assert_eq!(answer.status, 303, "sign-in as {email}: {}", answer.body);
        client.set_account(account_id);
        client
    }

    /// An account with a confirmed address and [`PASSWORD`].
    pub async fn account(&self, email: &str, role: Role) -> AccountId {
        let id = AccountId(Uuid::now_v7());
        let profile = Profile { display_name: format!("{}さん", role.into_str()), ..Profile::default() };
        let row = entity::account::ActiveModel {
            id: Set(id),
            email: Set(email.to_owned()),
            password_hash: Set(database::password_hash().to_owned()),
            role: Set(role),
            created_at: Set(self.store.now()),
            email_confirmed_at: Set(Some(self.store.now())),
            ..store::members::profile_columns(&profile, email)
        };
        entity::account::Entity::insert(row).exec_without_returning(self.db().read()).await.expect("account");
        id
    }

    pub async fn maker_profile(&self, account_id: AccountId, trade_name: &str) -> MakerId {
        let id = Uuid::now_v7();
        let row = entity::maker::ActiveModel {
            id: Set(MakerId(id)),
            account_id: Set(account_id),
            slug: Set(format!("maker-{}", &id.simple().to_string()[20..])),
            trade_name: Set(trade_name.to_owned()),
            story: Set("木のものを作っています。".into()),
            story_en: Set(None),
            since_fiscal_year: Set(2016),
            photo_id: Set(None),
            created_at: Set(self.store.now()),
        };
        entity::maker::Entity::insert(row).exec_without_returning(self.db().read()).await.expect("maker");
        MakerId(id)
    }

    async fn open_every_day_but_monday(&self) {
        let rows = (1..7).map(|weekday| entity::opening_hour::ActiveModel {
            weekday: Set(weekday),
            open_minute: Set(600),
            close_minute: Set(1260),
        });
        entity::opening_hour::Entity::insert_many(rows).exec_without_returning(self.db().read()).await.expect("hours");
    }
}
