//! Closing an account: nothing of the person is left in the database, its file or the folder, and no figure moves.

use std::{path::Path, sync::Arc};

use app::page::Locale;
use chrono::TimeDelta;
use domain::members::Role;
use sea_orm::{ColumnTrait, ConnectionTrait, EntityTrait, PaginatorTrait, QueryFilter, Statement};
use server::{
    cli::report::{Output, kpi},
    images::StoredImages,
    mail::MailSender,
};
use store::{DbKind, entity, ports::Mailer};
use uuid::Uuid;

use super::customer;
use crate::{
    jobs::mailers::Refusing,
    roles::world::World,
    support::{Client, Kind, PASSWORD, TestApp, start_of_test},
};

const CLOSE: &[(&str, &str)] = &[("sure", "yes"), ("password", PASSWORD)];
/// What nobody may find afterwards.
const SECRETS: [&str; 7] = [
    "秘密花子",
    "ひみつはなこ",
    "09012345678",
    "owner@example.jp",
    "アレルギーがあります",
    "木の香りの説明",
    "持ち主の紹介文",
];

fn contains(bytes: &[u8], part: &str) -> bool {
    bytes.windows(part.len()).any(|window| window == part.as_bytes())
}

/// Files under a folder that hold a text.
fn files_with(folder: &Path, text: &str) -> Vec<String> {
    let mut found = Vec::new();
    for entry in std::fs::read_dir(folder).expect("a folder") {
        let path = entry.expect("an entry").path();
        if path.is_dir() {
            found.extend(files_with(&path, text));
        } else if contains(&std::fs::read(&path).unwrap_or_default(), text) {
            found.push(path.display().to_string());
        }
    }
    found
}

/// Rows that hold a text, of all tables: what a dump would hold.
async fn rows_with(app: &TestApp, text: &str) -> Vec<String> {
    let read = app.db().read();
    let mut found = Vec::new();
    for (table, _) in domain::data::TABLES {
        let columns = match app.db().kind() {
            DbKind::Postgres => format!("SELECT CAST(t AS TEXT) AS line FROM {table} t"),
            DbKind::Sqlite => {
                let names = Statement::from_string(read.get_database_backend(), format!("PRAGMA table_info({table})"));
                let names = read.query_all_raw(names).await.expect("columns");
                let names: Vec<String> = names.iter().map(|row| row.try_get("", "name").expect("a name")).collect();
                let parts: Vec<String> = names
                    .iter()
                    .map(|name| format!("CASE WHEN typeof(\"{name}\") = 'text' THEN \"{name}\" ELSE '' END"))
                    .collect();
                format!("SELECT {} AS line FROM {table}", parts.join(" || '|' || "))
            }
        };
        let rows = read.query_all_raw(Statement::from_string(read.get_database_backend(), columns)).await.expect(table);
        for row in rows {
            let line: String = row.try_get("", "line").unwrap_or_default();
            if line.contains(text) {
                found.push(format!("{table}: {line}"));
            }
        }
    }
    found
}

async fn report(app: &TestApp) -> Vec<u8> {
    kpi(&app.store, Locale::ja, Some("2026"), Output::Csv).await.expect("the report")
}

/// Fills in what the world has not done: a name, a telephone, a note, a certification, a plan, a move, a receipt.
async fn history(world: &World, app: &TestApp, owner: &mut Client) {
    let profile = [("display_name", "秘密花子"), ("kana", "ひみつはなこ"), ("phone", "09012345678")];
    owner.post_form("/me/profile", &profile).await.expect(303);
    let booking = world.path("/me/bookings/{id}");
    let details = [("purpose", "hobby"), ("note", "アレルギーがあります"), ("children", "3")];
    owner.post_form(&booking, &details).await.expect(303);
    let to = [("date", "2026-11-26"), ("start", "14:00"), ("minutes", "30")];
    owner.post_form(&format!("{booking}/move"), &to).await.expect(303);
    let maker = [("trade_name", "持ち主工房"), ("story", "持ち主の紹介文")];
    owner.post_form("/me/maker", &maker).await.expect(303);
    app.db().execute_unprepared("UPDATE product SET description = '木の香りの説明'").await.expect("described");
    let id = owner.account_id();
    let mut staff = world.client(app, 4, "/");
    staff
        .post_form(&format!("/staff/people/{id}/certify"), &[("machine", world.machine.as_str()), ("until", "")])
        .await
        .expect(303);
    let plan = entity::plan::Entity::find().one(app.db().read()).await.expect("plans").expect("one").id.to_string();
    staff.post_form(&format!("/staff/people/{id}/plan"), &[("plan", plan.as_str())]).await.expect(303);
    for table in ["certification", "account_plan", "api_token", "mail_token", "session", "participation", "maker"] {
        let text = format!("SELECT COUNT(*) AS n FROM {table}");
        let read = app.db().read();
        let row = read.query_one_raw(Statement::from_string(read.get_database_backend(), text)).await.expect("rows");
        assert!(row.expect("a number").try_get::<i64>("", "n").expect("n") > 0, "nothing in {table}");
    }
}

async fn closed_account(app: TestApp) {
    let pictures = tempfile::TempDir::new().expect("a folder");
    let images = Arc::new(StoredImages::in_folder(pictures.path()).expect("images"));
    let world = World::new(app.with_parts(|parts| parts.images = images.clone())).await;
    let app = world.copy().await;
    let mut owner = world.client(&app, 6, "/");
    history(&world, &app, &mut owner).await;
    // Bookings that had begun are over.
    app.clock.set(start_of_test() + TimeDelta::hours(4));
    let outbox = app.state.config.outbox();
    let sender =
        MailSender::into_folder("つくりば <noreply@fab.example.jp>", &outbox, app.clock.clone()).expect("a folder");
    for to in ["owner@example.jp", "other@example.jp"] {
        let mail = domain::mail::Mail {
            to: to.to_owned(),
            subject: "秘密花子様".to_owned(),
            text: "秘密花子様".to_owned(),
            attachment: None,
        };
        sender.send(Uuid::now_v7().into(), &mail).await.expect("written");
    }
    let folder = app.state.config.data.clone();
    for secret in SECRETS {
        assert!(!rows_with(&app, secret).await.is_empty(), "the search finds nothing of {secret} to begin with");
    }
    let photos: Vec<_> = app.store.own_data(&app.cx(), &customer(&app, &owner).await).await.expect("data").photos;
    assert_eq!(photos.len(), 3);
    let (before, line) = (report(&app).await, world.path("/me/waitlist/{id}"));
    owner.get(&line).await.expect(200);
    let page = owner.get("/me/close").await.expect(200).body;
    for words in [
        "これからの予約1件を取り消します",
        "キャンセル待ち1件",
        "取り置き1件",
        "作品2点の出品を終えます",
        "会計と領収書",
    ] {
        assert!(page.contains(words), "{words}: {page}");
    }
    let answer = owner.post_form("/me/close", CLOSE).await.expect(303);
    assert_eq!(answer.location(), "/closed");
    assert!(owner.get("/closed").await.expect(200).body.contains("退会しました"));
    owner.get("/me").await.expect(303);
    mail_leaves(&app).await;

    for secret in SECRETS {
        assert_eq!(rows_with(&app, secret).await, Vec::<String>::new(), "{secret} in a row");
        let files: Vec<String> =
            files_with(&folder, secret).into_iter().filter(|file| !file.contains("outbox")).collect();
        assert_eq!(files, Vec::<String>::new(), "{secret} in a file");
    }
    assert_eq!(server::outbox::count(&outbox).await.expect("mails"), 1, "the mail to somebody else stays");
    assert_eq!(files_with(&outbox, "owner@example.jp"), Vec::<String>::new());
    for photo in photos {
        assert!(!pictures.path().join(format!("photos/{photo}")).exists(), "photo {photo}");
    }
    // The page said that papers stay: the maker's trade name, on what was sold.
    let kept = rows_with(&app, "持ち主工房").await;
    assert!(kept.iter().all(|row| row.starts_with("sale_line: ")) && kept.len() == 1, "{kept:?}");
    assert_eq!(report(&app).await, before, "no figure has moved");
    assert_eq!(entity::booking_cancellation::Entity::find().count(app.db().read()).await.expect("rows"), 1);

    nobody_comes_in(&world, &app).await;
    others_meet_no_error(&world, &app).await;
}

/// The last mail leaves. Until then its address is there, but nobody can read it.
async fn mail_leaves(app: &TestApp) {
    for secret in SECRETS {
        assert_eq!(rows_with(app, secret).await, Vec::<String>::new(), "{secret} in a row before the mail");
    }
    app.clock.advance(TimeDelta::seconds(10));
    app.run_jobs().await;
    app.store.db().forget_deleted().await.expect("forgotten");
    assert_eq!(told_farewell(app, "owner@example.jp"), 1);
}

/// Farewells to an address.
fn told_farewell(app: &TestApp, to: &str) -> usize {
    let is_farewell = |mail: &&domain::mail::Mail| mail.to == to && mail.subject.contains("退会の手続きが終わりました");
    app.mails().iter().filter(is_farewell).count()
}

/// Nobody signs in any more, by no way; and the address is free again.
async fn nobody_comes_in(world: &World, app: &TestApp) {
    let sign_in = [("email", "owner@example.jp"), ("password", PASSWORD)];
    assert!(app.visitor().post_form("/signin", &sign_in).await.status >= 400);
    let mut program = world.client(app, 6, "/api/");
    program.get("/api/v1/bookings").await.expect(401);
    let calendar = world.path("/calendar/{account_id}/{file}");
    app.visitor().get(&calendar).await.expect(404);
    app.account("owner@example.jp", Role::Member).await;
}

/// Who looks at what was there.
async fn others_meet_no_error(world: &World, app: &TestApp) {
    let mut staff = world.client(app, 4, "/");
    for path in ["/staff/board?date=2026-11-25", "/staff/people", "/staff/orders", "/staff/sales"] {
        staff.get(path).await.expect(200);
    }
    staff.get(&world.path("/staff/sales/{id}")).await.expect(200);
    let mut operator = world.client(app, 5, "/");
    let log = operator.get("/operator/audit").await.expect(200).body;
    assert!(log.contains("退会した"), "{log}");
    operator.get("/operator/kpi?fy=2026").await.expect(200);
    app.visitor().get(&world.path("/shop/{number}")).await.expect(410);
}

both_databases! {
    async fn nothing_of_the_person_is_left(app: TestApp) {
        closed_account(app).await;
    }
}

#[tokio::test]
async fn the_password_is_asked_for_and_the_tick() {
    let app = TestApp::new(Kind::Sqlite).await;
    let mut member = app.member().await;
    let refused = member.post_form("/me/close", &[("password", PASSWORD)]).await.expect(422);
    assert!(refused.body.contains("確かめたら、しるしを付けてください"), "{}", refused.body);
    let refused = member.post_form("/me/close", &[("sure", "yes"), ("password", "wrong")]).await.expect(422);
    assert!(refused.body.contains("checked"), "the tick stays: {}", refused.body);
    assert!(!refused.body.contains("value=\"wrong\""), "the password does not");
    let row = entity::account::Entity::find_by_id(member.account_id()).one(app.db().read()).await.unwrap().unwrap();
    assert!(row.closed_at.is_none() && row.email == "member@example.jp");
    member.post_form("/me/close", CLOSE).await.expect(303);
    let row = entity::account::Entity::find_by_id(member.account_id()).one(app.db().read()).await.unwrap().unwrap();
    assert!(row.closed_at.is_some() && row.email.ends_with("@closed.invalid"));
}

#[tokio::test]
async fn the_last_operator_stays() {
    let app = TestApp::new(Kind::Sqlite).await;
    let mut operator = app.operator().await;
    let page = operator.get("/me/close").await.expect(200).body;
    assert!(page.contains("運営者があなただけです") && !page.contains("type=\"password\""), "{page}");
    let refused = operator.post_form("/me/close", CLOSE).await.expect(409);
    assert!(refused.body.contains("ほかの人を運営者にしてください"));
    app.account("second@example.jp", Role::Operator).await;
    operator.post_form("/me/close", CLOSE).await.expect(303);
}

/// A booking that goes on, and pieces that buyers were promised.
#[tokio::test]
async fn what_money_hangs_on_comes_first() {
    let world = World::new(TestApp::new(Kind::Sqlite).await).await;
    let app = world.copy().await;
    let mut owner = world.client(&app, 6, "/");
    let page = owner.get("/me/close").await.expect(200).body;
    assert!(page.contains("利用中の予約があります。2026年11月25日 10:30に終わってから"), "{page}");
    owner.post_form("/me/close", CLOSE).await.expect(409);
    app.clock.set(start_of_test() + TimeDelta::hours(4));
    let buyer = [("key", "x"), ("quantity", "2"), ("name", "買う人"), ("email", "buyer@example.jp"), ("phone", "")];
    let path = world.path("/shop/{number}/reserve");
    app.visitor().post_form(&path, &buyer).await.expect(303);
    let refused = owner.post_form("/me/close", CLOSE).await.expect(409);
    assert!(refused.body.contains("取り置いている作品が2点あります"), "{}", refused.body);
    let open = entity::shop_order::Entity::find().filter(entity::shop_order::Column::Name.eq("買う人"));
    let order = open.one(app.db().read()).await.unwrap().unwrap().id;
    world.client(&app, 4, "/").post_form(&format!("/orders/{order}/cancel"), &[]).await.expect(303);
    owner.post_form("/me/close", CLOSE).await.expect(303);
}

/// The time that is free again is offered to who waits for it.
#[tokio::test]
async fn who_waits_is_offered_the_time() {
    let app = TestApp::new(Kind::Sqlite).await;
    app.machine("laser", 1, false).await;
    let mut member = app.member().await;
    let slot = [("date", "2026-11-26"), ("start", "13:00"), ("minutes", "60"), ("purpose", "hobby")];
    member.post_form("/equipment/laser/book", &slot).await.expect(303);
    let mut waiting = app.signed_in("waiting@example.jp", Role::Member).await;
    let place = waiting.post_form("/equipment/laser/wait", &slot).await.expect(303).location().to_owned();
    member.post_form("/me/close", CLOSE).await.expect(303);
    app.run_jobs().await;
    assert_eq!(entity::waitlist_offer::Entity::find().count(app.db().read()).await.unwrap(), 1);
    waiting.get(&place).await.expect(200);
    let offered = app.mails().into_iter().filter(|mail| mail.to == "waiting@example.jp").count();
    assert!(offered > 0, "a mail says so");
    assert!(!app.mails().iter().any(|mail| mail.to.ends_with(".invalid")), "nobody writes to who has gone");
}

/// Rows of farewells, as they stand.
async fn farewells(app: &TestApp) -> Vec<entity::job::Model> {
    let all = entity::job::Entity::find().filter(entity::job::Column::Kind.eq("farewell_mail"));
    all.all(app.db().read()).await.expect("jobs")
}

both_databases! {
    /// In the person's language, to the address as it was, which is sealed until then and gone afterwards.
    async fn a_last_mail_says_what_was_erased_and_what_stays(app: TestApp) {
        let mut member = app.member().await;
        member.post_form("/me/mails", &[("language", "en")]).await.expect(303);
        assert!(member.get("/me/close").await.expect(200).body.contains("アドレスも消します"));
        member.post_form("/me/close", CLOSE).await.expect(303);
        let waiting = farewells(&app).await;
        assert_eq!(waiting.len(), 1);
        assert!(waiting[0].payload.contains("sealed") && !waiting[0].payload.contains("member"), "{}", waiting[0].payload);
        app.clock.advance(TimeDelta::seconds(10));
        app.run_jobs().await;
        let mails = app.mails();
        let mail = mails.iter().rfind(|mail| mail.to == "member@example.jp").expect("a mail");
        assert!(mail.subject.contains("Your account is closed"), "{}", mail.subject);
        for words in ["- Account\n", "- Sales and receipts: As the law asks (7 years)", "If this was not you"] {
            assert!(mail.text.contains(words), "{words}: {}", mail.text);
        }
        assert!(!mail.text.contains("http") && !mail.text.contains("collect them"), "{}", mail.text);
        let row = &farewells(&app).await[0];
        assert!(row.done_at.is_some() && !row.payload.contains("sealed"), "{}", row.payload);
    }
}

/// Whose mail server is away for a night loses the mail, not the promise.
#[tokio::test]
async fn an_address_that_cannot_be_reached_goes_too() {
    let app = TestApp::new(Kind::Sqlite).await;
    let mut member = app.member().await;
    member.post_form("/me/close", CLOSE).await.expect(303);
    let runner = app.runner(Arc::new(Refusing::default()));
    app.clock.advance(TimeDelta::seconds(10));
    for _ in 0..domain::jobs::ATTEMPTS_MAX {
        assert!(farewells(&app).await[0].failed_at.is_none() && farewells(&app).await[0].payload.contains("sealed"));
        runner.run_due().await.expect("run");
        app.clock.advance(TimeDelta::hours(12));
    }
    let row = &farewells(&app).await[0];
    assert!(row.failed_at.is_some() && !row.payload.contains("sealed"), "{row:?}");
    app.leave_jobs();
}

/// An address that nobody confirmed may be a stranger's.
#[tokio::test]
async fn an_address_that_was_never_confirmed_is_not_written_to() {
    let app = TestApp::new(Kind::Sqlite).await;
    let mut member = app.member().await;
    app.db().execute_unprepared("UPDATE account SET email_confirmed_at = NULL").await.expect("unconfirmed");
    member.post_form("/me/close", CLOSE).await.expect(303);
    assert!(farewells(&app).await.is_empty());
}
