//! What is old enough goes, what is not stays, and the page says how long.

use std::collections::BTreeSet;

use chrono::TimeDelta;
use domain::{
    PhotoId,
    data::{DataRule, DataRules, TABLES},
    shop::PHOTO_SIDES,
};
use sea_orm::{ConnectionTrait, EntityTrait, PaginatorTrait, Statement};
use server::mail::MailSender;
use store::{DbKind, entity, ports::Mailer, shop::photo_key};
use uuid::Uuid;

use super::operator;
use crate::{
    roles::world::World,
    shop::picture,
    support::{Kind, TestApp},
};

/// The tables that there are.
async fn tables(app: &TestApp) -> BTreeSet<String> {
    let read = app.db().read();
    let text = match app.db().kind() {
        DbKind::Sqlite => "SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE 'sqlite_%'",
        DbKind::Postgres => {
            "SELECT CAST(table_name AS TEXT) AS name FROM information_schema.tables \
             WHERE table_schema = 'public' AND table_type = 'BASE TABLE'"
        }
    };
    let rows = read.query_all_raw(Statement::from_string(read.get_database_backend(), text)).await.expect("tables");
    rows.iter().map(|row| row.try_get::<String>("", "name").expect("a name")).collect()
}

both_databases! {
    /// A table that is in no line of the notice, or in none of the lists that empty the demo, fails here.
    async fn every_table_is_spoken_of(app: TestApp) {
        let known: BTreeSet<String> = TABLES.iter().map(|(table, _)| (*table).to_owned()).collect();
        let there = tables(&app).await;
        assert_eq!(there.difference(&known).collect::<Vec<_>>(), Vec::<&String>::new(), "kept, but nowhere said");
        assert_eq!(known.difference(&there).collect::<Vec<_>>(), Vec::<&String>::new(), "said, but not kept");
    }
}

/// Everything that says who somebody was, as far as time takes it away.
async fn told(app: &TestApp) -> Vec<String> {
    let read = app.db().read();
    let mut told = Vec::new();
    for order in entity::shop_order::Entity::find().all(read).await.expect("orders") {
        told.extend([order.name, order.email, order.phone, order.request_digest]);
    }
    for booking in entity::booking::Entity::find().all(read).await.expect("bookings") {
        told.extend([booking.note.unwrap_or_default(), booking.guest.unwrap_or_default()]);
        told.push(booking.children.replace("[]", ""));
    }
    for paper in entity::receipt_issue::Entity::find().all(read).await.expect("papers") {
        told.extend([paper.addressee, paper.purpose]);
    }
    told.retain(|text| !text.is_empty());
    told
}

both_databases! {
    async fn what_is_old_enough_goes(app: TestApp) {
        let world = World::new(app).await;
        let app = world.copy().await;
        let mut owner = world.client(&app, 6, "/");
        owner.post_form(&world.path("/me/bookings/{id}"), &[("purpose", "hobby"), ("note", "花子です"), ("children", "3")])
            .await
            .expect(303);
        owner.post_form(&world.path("/orders/{id}/cancel"), &[]).await.expect(303);
        let mut staff = world.client(&app, 4, "/");
        let paper = [("next", "2"), ("paper", "a5"), ("addressee", "株式会社ひみつ"), ("purpose", "箱代として")];
        staff.post_form(&world.path("/staff/sales/{id}/receipts"), &paper).await.expect(303);
        let before = told(&app).await;
        for words in ["花子です", "owner@example.jp", "持ち主", "[3]", "株式会社ひみつ"] {
            assert!(before.iter().any(|text| text == words), "{words} in {before:?}");
        }
        let runner = app.runner(app.state.mailer.clone());
        let waiting = entity::waitlist_entry::Entity::find().count(app.db().read()).await.expect("lines");
        assert_eq!(waiting, 1);
        runner.tidy(&app.cx()).await;
        assert_eq!(told(&app).await, before, "nothing is old yet");
        app.clock.advance(TimeDelta::days(DataRules::default().get(DataRule::OrderDays) + 1));
        runner.tidy(&app.cx()).await;
        let after = told(&app).await;
        assert!(!after.iter().any(|text| text.contains("owner@example.jp") || text == "持ち主"), "{after:?}");
        assert!(after.iter().any(|text| text == "花子です"), "a booking's words are kept longer: {after:?}");
        app.clock.advance(TimeDelta::days(DataRules::default().get(DataRule::BookingDays)));
        runner.tidy(&app.cx()).await;
        assert_eq!(told(&app).await, ["株式会社ひみつ", "箱代として"], "the law asks for receipts");
        let waiting = entity::waitlist_entry::Entity::find().count(app.db().read()).await.expect("lines");
        assert_eq!(waiting, 0);
        app.clock.advance(TimeDelta::days(366 * 9));
        runner.tidy(&app.cx()).await;
        assert_eq!(told(&app).await, Vec::<String>::new());
        // The order's page and the receipt are still there, and say nothing of anybody.
        let mut operator = world.client(&app, 5, "/");
        operator.get(&world.path("/staff/sales/{id}")).await;
        assert_eq!(entity::sale::Entity::find().count(app.db().read()).await.expect("sales"), 1);
        assert_eq!(entity::booking::Entity::find().count(app.db().read()).await.expect("bookings"), 4);
    }
}

/// Which photos have files.
async fn with_files(app: &TestApp) -> BTreeSet<PhotoId> {
    let keys = app.state.images.keys().await.expect("keys");
    keys.iter().filter_map(|key| key.split('/').nth(1)?.parse().ok()).collect()
}

#[tokio::test]
async fn photos_that_nothing_shows_go() {
    let app = TestApp::new(Kind::Sqlite).await;
    let mut maker = app.maker().await;
    let category = app.category("wood").await.to_string();
    let photos = [picture::jpeg(64, 48), picture::jpeg(48, 64)];
    let [first_files, files] = photos.each_ref().map(|photo| [("photo", "a.jpg", "image/jpeg", photo.as_slice())]);
    let words = [("title", "箱"), ("category", category.as_str()), ("action", "save")];
    maker.post_multipart("/me/products/new", &words, &first_files).await.expect(303);
    let read = app.db().read();
    let product = entity::product::Entity::find().one(read).await.expect("products").expect("one").id;
    let first = entity::photo::Entity::find().one(read).await.expect("photos").expect("one").id;
    let edit = format!("/me/products/{product}/edit");
    maker.post_multipart(&edit, &words, &files).await.expect(303);
    let remove = format!("remove-{first}");
    let words = [("title", "箱"), ("category", category.as_str()), ("action", remove.as_str())];
    maker.post_multipart(&edit, &words, &[]).await.expect(303);
    let second = entity::photo::Entity::find().one(read).await.expect("photos").expect("one").id;
    assert_ne!(first, second);
    // An upload that broke off, before files were counted.
    let stray = PhotoId(app.cx().new_id::<Uuid>());
    app.state.images.put(&photo_key(stray, 320), vec![1]).await.expect("written");
    let runner = app.runner(app.state.mailer.clone());
    runner.tidy(&app.cx()).await;
    assert_eq!(with_files(&app).await.len(), 3, "somebody may still be looking at them");
    app.clock.advance(TimeDelta::days(DataRules::default().get(DataRule::PhotoDays) + 1));
    runner.tidy(&app.cx()).await;
    assert_eq!(with_files(&app).await, BTreeSet::from([second]));
    maker.get(&format!("/images/{second}/320")).await.expect(200);
    assert_eq!(entity::photo_file::Entity::find().count(read).await.expect("files"), 1);
}

#[tokio::test]
async fn a_maker_has_so_much_room_for_photos() {
    let app = TestApp::new(Kind::Sqlite).await;
    let mut maker = app.maker().await;
    let category = app.category("wood").await.to_string();
    let read = app.db().read();
    let maker_id = entity::maker::Entity::find().one(read).await.expect("makers").expect("one").id;
    let megabytes = DataRules::default().get(DataRule::PhotoMegabytes);
    app.db()
        .execute_unprepared(&format!(
            "INSERT INTO photo_file (photo_id, maker_id, bytes, created_at) \
             SELECT randomblob(16), m.id, {}, '2026-11-25T00:00:00+00:00' FROM maker m",
            megabytes * 1024 * 1024
        ))
        .await
        .expect("room taken");
    let photo = picture::jpeg(64, 48);
    let files = [("photo", "a.jpg", "image/jpeg", photo.as_slice())];
    let words =
        [("title", "大事な箱"), ("description", "長く書いた説明"), ("category", category.as_str()), ("action", "save")];
    let refused = maker.post_multipart("/me/products/new", &words, &files).await.expect(422);
    assert!(refused.body.contains("300MBまでの上限"), "{}", refused.body);
    assert!(refused.body.contains("大事な箱") && refused.body.contains("長く書いた説明"), "what was typed is there");
    assert!(with_files(&app).await.is_empty(), "no file was written");
    let product = entity::product::Entity::find().one(read).await.expect("products").expect("the draft is kept");
    assert_eq!((product.maker_id, product.title.as_str()), (maker_id, "大事な箱"));
    let sides = PHOTO_SIDES.len();
    app.db().execute_unprepared("DELETE FROM photo_file").await.expect("room made");
    maker.post_multipart(&format!("/me/products/{}/edit", product.id), &words, &files).await.expect(303);
    assert_eq!(app.state.images.keys().await.expect("keys").len(), sides);
}

#[tokio::test]
async fn old_mails_go() {
    let app = TestApp::new(Kind::Sqlite).await;
    let folder = app.state.config.outbox();
    let sender =
        MailSender::into_folder("つくりば <noreply@fab.example.jp>", &folder, app.clock.clone()).expect("a folder");
    let mail =
        domain::mail::Mail { to: "hana@example.jp".into(), subject: "x".into(), text: "x".into(), attachment: None };
    sender.send(Uuid::now_v7().into(), &mail).await.expect("written");
    app.clock.advance(TimeDelta::days(DataRules::default().get(DataRule::MailDays)));
    sender.send(Uuid::now_v7().into(), &mail).await.expect("written");
    app.clock.advance(TimeDelta::hours(1));
    let runner = app.runner(app.state.mailer.clone());
    runner.tidy(&app.cx()).await;
    assert_eq!(server::outbox::count(&folder).await.expect("mails"), 1);
}

#[tokio::test]
async fn the_operator_sees_and_sets_how_long() {
    let app = TestApp::new(Kind::Sqlite).await;
    let mut client = app.operator().await;
    let page = client.get("/operator/data").await.expect(200).body;
    assert!(page.contains("まだ動いていません") && page.contains("終わってから90日"), "{page}");
    let runner = app.runner(app.state.mailer.clone());
    runner.tidy(&app.cx()).await;
    assert!(client.get("/operator/data").await.body.contains("2026年11月25日 9:00に終わりました"));
    let mut fields: Vec<(String, String)> = Vec::new();
    let rules = app.store.data_rules().await.expect("rules");
    for name in rules.input().names() {
        fields.push((name.to_owned(), rules.input().text(name).to_owned()));
    }
    let post = |name: &str, value: &str| -> Vec<(String, String)> {
        fields.iter().map(|(n, v)| (n.clone(), if n == name { value.to_owned() } else { v.clone() })).collect()
    };
    let as_form = |fields: &[(String, String)]| -> Vec<(String, String)> { fields.to_vec() };
    for (name, value) in [("order_days", "13"), ("paper_years", "6"), ("mail_days", "x"), ("photo_megabytes", "")] {
        let fields = as_form(&post(name, value));
        let fields: Vec<(&str, &str)> = fields.iter().map(|(n, v)| (n.as_str(), v.as_str())).collect();
        let refused = client.post_form("/operator/data", &fields).await.expect(422);
        assert!(refused.body.contains(&format!("value=\"{value}\"")), "{name}: {}", refused.body);
    }
    let fields = post("order_days", "20");
    let fields: Vec<(&str, &str)> = fields.iter().map(|(n, v)| (n.as_str(), v.as_str())).collect();
    client.post_form("/operator/data", &fields).await.expect(303);
    assert_eq!(app.store.data_rules().await.expect("rules").get(DataRule::OrderDays), 20);
    assert!(
        app.visitor().get("/privacy").await.expect(200).body.contains("終わってから20日"),
        "the notice says the same"
    );
    let log = client.get("/operator/audit").await.expect(200).body;
    assert!(log.contains("個人情報の保存期間を変えた") && log.contains("90") && log.contains("20"), "{log}");
    let counts = app.store.data_counts(&app.cx(), &operator(&app, &client).await).await.expect("counts");
    let accounts = counts.iter().find(|count| count.holding == domain::data::Holding::Accounts).expect("accounts");
    assert_eq!(accounts.rows, 1);
}
