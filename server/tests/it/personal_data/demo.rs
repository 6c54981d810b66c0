//! The end of the demo: people go, the space stays.

use sea_orm::{EntityTrait, PaginatorTrait};
use server::cli::{
    demo_end,
    doctor::{self, Level},
};
use store::entity;

use crate::{
    roles::world::World,
    support::{Kind, TestApp},
};

both_databases! {
    async fn people_go_and_settings_stay(app: TestApp) {
        let world = World::new(app).await;
        let app = world.copy().await;
        let read = app.db().read();
        let settings = async || {
            let machines = entity::equipment_type::Entity::find().all(read).await.expect("machines");
            let units = entity::unit::Entity::find().all(read).await.expect("units");
            let plans = entity::plan::Entity::find().all(read).await.expect("plans");
            let hours = entity::opening_hour::Entity::find().all(read).await.expect("hours");
            let closed = entity::closure::Entity::find().all(read).await.expect("closures");
            let categories = entity::category::Entity::find().all(read).await.expect("categories");
            let targets = entity::kpi_target::Entity::find().all(read).await.expect("targets");
            format!("{machines:?} {units:?} {plans:?} {hours:?} {closed:?} {categories:?} {targets:?}")
        };
        let before = settings().await;
        let cx = store::Cx {
            actor: app.store.identity(world.client(&app, 5, "/").account_id()).await.unwrap().unwrap().actor(),
            ..app.cx()
        };
        let right = cx.actor.operator().expect("the operator");
        // Somebody real came in: nothing goes.
        app.db().execute_unprepared("UPDATE account SET email = 'real@fab.jp' WHERE email = 'member@example.jp'").await.unwrap();
        app.store.demo_end(&cx, &right).await.expect_err("a real person");
        assert!(entity::account::Entity::find().count(read).await.unwrap() > 0);
        app.db().execute_unprepared("UPDATE account SET email = 'member@example.jp' WHERE email = 'real@fab.jp'").await.unwrap();
        assert_eq!(app.store.demo_end(&cx, &right).await.expect("the end"), 6);
        assert_eq!(settings().await, before);
        assert_eq!(entity::account::Entity::find().count(read).await.unwrap(), 0);
        assert_eq!(entity::booking::Entity::find().count(read).await.unwrap(), 0);
        assert_eq!(entity::sale::Entity::find().count(read).await.unwrap(), 0);
        assert_eq!(entity::audit_entry::Entity::find().count(read).await.unwrap(), 1, "the end itself");
        assert!(!app.store.site_settings().await.unwrap().demo);
        assert_eq!(app.store.demo_end(&cx, &right).await.expect("again"), 0);
    }
}

/// The command, with files.
#[tokio::test]
async fn the_command_takes_photos_and_mails_away() {
    let app = TestApp::new(Kind::Sqlite).await;
    app.operator().await;
    let config = &app.state.config;
    let photo = config.images().join("photos/0193b6a0-0000-7000-8000-000000000001");
    std::fs::create_dir_all(&photo).unwrap();
    std::fs::write(photo.join("320.webp"), b"x").unwrap();
    std::fs::create_dir_all(config.outbox()).unwrap();
    std::fs::write(config.outbox().join("20261125T000000000Z-x.eml"), b"x").unwrap();
    // The test's database has another name than the program's.
    let own = server::start::open_migrated(config).await.unwrap();
    own.db().close().await.unwrap();
    let mut out = Vec::new();
    demo_end::run(config, &mut out).await.unwrap();
    let text = String::from_utf8(out).unwrap();
    assert!(text.contains("1 photos and 1 mails") && text.contains("user create --role operator"), "{text}");
    assert!(!photo.exists() && !config.outbox().join("20261125T000000000Z-x.eml").exists());
}

#[tokio::test]
async fn the_doctor_sees_invented_people() {
    let app = TestApp::new(Kind::Sqlite).await;
    let level = async |app: &TestApp| {
        let all = doctor::examine(&app.state.config, Ok(app.db().clone()), app.clock.clone()).await;
        all.iter()
            .find(|found| found.area == "demo")
            .map(|found| (found.level, found.advice.clone()))
            .expect("looked at")
    };
    assert_eq!(level(&app).await.0, Level::Ok);
    app.member().await;
    let (found, advice) = level(&app).await;
    assert_eq!(found, Level::Fail, "the test's site is no local one");
    assert!(advice.contains("tsukuriba demo end"), "{advice}");
    let local = app.with_config(|config| config.site_url = "http://127.0.0.1:3000".to_owned());
    assert_eq!(level(&local).await.0, Level::Ok);
}
