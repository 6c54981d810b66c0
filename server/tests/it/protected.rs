//! Persons at risk: a nickname stands everywhere, and every look at the name is in the log; notes about people.

use axum::http::header;
use domain::{
    AccountId, DomainError,
    form::FormInput,
    members::{AccountError, MergedProfile, Role},
};
use sea_orm::{ColumnTrait, EntityTrait, QueryFilter};
use store::{Cx, Error, entity};

use crate::{
    roles::{
        ask,
        table::TABLE,
        world::{ROLES, World},
    },
    shelf::{order, piece, shelf},
    support::{Client, PASSWORD, TestApp},
};

const NAME: &str = "神楽坂 澪";
const NICKNAME: &str = "みつば";
/// What nobody but the person may read.
const SECRETS: [&str; 5] = [NAME, "神楽坂澪", "かぐらざか", "080-5555-7777", "owner@example.jp"];
const REAL: [(&str, &str); 3] = [("display_name", NAME), ("kana", "かぐらざか みお"), ("phone", "080-5555-7777")];
/// Whoever has these addresses has the person's mailbox or calendar.
const OWN_SECRETS: [&str; 4] = ["/confirm/", "/reset/", "/email/", "/calendar/"];

async fn cx_of(app: &TestApp, id: AccountId) -> Cx {
    Cx { actor: app.store.identity(id).await.expect("read").expect("there").actor(), ..app.cx() }
}

fn told(text: &str) -> Vec<&'static str> {
    SECRETS.into_iter().filter(|secret| text.contains(secret)).collect()
}

/// Every page, feed, export and answer of the API, as everybody but the person; what tells something of them.
async fn crawl(world: &World, app: &TestApp, owner: AccountId) -> Vec<String> {
    let mut telling = Vec::new();
    for (method, path, ..) in TABLE.iter().filter(|(method, ..)| *method == "GET") {
        if OWN_SECRETS.iter().any(|start| path.starts_with(start)) {
            continue;
        }
        for (role, name) in ROLES.iter().enumerate().filter(|(_, name)| **name != "owner") {
            let answer = ask(world, &mut world.client(app, role, path), method, path).await;
            telling.extend(told(&answer.body).iter().map(|secret| format!("{path} as {name}: {secret}")));
        }
    }
    let mut staff = world.client(app, 4, "/");
    let mut operator = world.client(app, 5, "/");
    let file = operator.post_form("/operator/kpi.csv", &[("fy", "2026")]).await.expect(200);
    telling.extend(told(&file.body).iter().map(|secret| format!("kpi.csv: {secret}")));
    let person = operator.get(&format!("/staff/people/{owner}")).await.expect(200).body;
    telling.extend(told(&person).iter().map(|secret| format!("the person's page: {secret}")));
    for words in ["神楽", "ｶｸﾞﾗｻﾞｶ", "神楽坂澪"] {
        let found = app.visitor().get(&format!("/api/v1/products?q={words}")).await.expect(200).json();
        if found["products"].as_array().is_some_and(|all| !all.is_empty()) {
            telling.push(format!("the shop finds {words}"));
        }
    }
    // What is searched for stands in the field again: whether the person was found is told by the link.
    for words in ["神楽", "ｶｸﾞﾗｻﾞｶ", "owner@example"] {
        for (client, path) in [(&mut staff, "/staff/people"), (&mut operator, "/operator/people")] {
            let found = client.post_form(path, &[("q", words)]).await.expect(200).body;
            if found.contains(&owner.to_string()) {
                telling.push(format!("{path} finds {words}"));
            }
        }
        let found = staff.post_form("/staff/orders", &[("q", words)]).await.expect(200).body;
        if found.contains("href=\"/orders/") {
            telling.push(format!("/staff/orders finds {words}"));
        }
        let found = staff.get(&format!("/staff/bookings/new?q={words}")).await.expect(200).body;
        if found.contains(&owner.to_string()) {
            telling.push(format!("/staff/bookings/new finds {words}"));
        }
    }
    telling
}

/// The person with a history: a maker whose name is the real one, with orders signed in and out, and sold pieces.
async fn history(world: &World, app: &TestApp, owner: &mut Client) {
    owner.post_form("/me/profile", &REAL).await.expect(303);
    owner.post_form("/me/maker", &[("trade_name", NAME), ("story", "")]).await.expect(303);
    let number = world.path("/shop/{number}").rsplit('/').next().expect("a number").to_owned();
    for (key, client) in [("in", &mut *owner), ("out", &mut app.visitor())] {
        let buyer = [
            ("key", key),
            ("quantity", "1"),
            ("name", NAME),
            ("email", "owner@example.jp"),
            ("phone", "080-5555-7777"),
        ];
        client.post_form(&format!("/shop/{number}/reserve"), &buyer).await.expect(303);
    }
    let line = format!("{number}x1");
    let sale = [("line", line.as_str()), ("tender", "cash"), ("tendered", "4000"), ("key", "telling")];
    world.client(app, 4, "/").post_form("/staff/register/sale", &sale).await.expect(303);
}

both_databases! {
    async fn a_protected_person_is_told_nowhere(app: TestApp) {
        let world = World::new(app).await;
        let app = world.copy().await;
        let mut owner = world.client(&app, 6, "/");
        let id = owner.account_id();
        history(&world, &app, &mut owner).await;
        // The control: the crawl does find what is not hidden.
        let before = crawl(&world, &app, id).await;
        for path in ["/staff/people", "/staff/orders", "/operator/people", "/shop/{slug}", "/makers/{slug}", "/staff/board", "the shop finds"] {
            assert!(before.iter().any(|line| line.starts_with(path)), "the crawl is blind for {path}: {before:?}");
        }
        let mut operator = world.client(&app, 5, "/");
        let path = format!("/operator/people/{id}");
        let nickname = [("nickname", NICKNAME), ("nickname_kana", "")];
        operator.post_form(&format!("{path}/protect"), &nickname).await.expect(303);
        assert_eq!(crawl(&world, &app, id).await, Vec::<String>::new());
        let found = operator.post_form("/operator/people", &[("q", "ミツバ")]).await.expect(200).body;
        assert!(found.contains(&id.to_string()), "found by the nickname");

        // What happens later tells nothing either, whatever was typed.
        app.db().execute_unprepared("UPDATE stock SET on_hand = on_hand + 5").await.expect("more pieces");
        let number = world.path("/shop/{number}").rsplit('/').next().expect("a number").to_owned();
        for (key, client) in [("in2", &mut owner), ("out2", &mut app.visitor())] {
            let buyer = [("key", key), ("quantity", "1"), ("name", NAME), ("email", "owner@example.jp"), ("phone", "080-5555-7777")];
            client.post_form(&format!("/shop/{number}/reserve"), &buyer).await.expect(303);
        }
        let sent = app.mails().len();
        let cancel = world.path("/staff/bookings/{id}/cancel");
        world.client(&app, 4, "/").post_form(&cancel, &[("reason", "停電のため")]).await.expect(303);
        app.run_jobs().await;
        let mails = app.mails();
        assert!(mails.len() > sent, "mails were sent");
        for mail in &mails[sent..] {
            let text = format!("{}{}{:?}", mail.subject, mail.text, mail.attachment);
            // Whoever orders signed out is written to as they typed; the address is theirs.
            let own = mail.to == "owner@example.jp" && text.contains("取り置き");
            assert!(own || told(&text).is_empty(), "{} {}", mail.to, mail.text);
        }
        assert_eq!(crawl(&world, &app, id).await, Vec::<String>::new());
    }
}

both_databases! {
    async fn looking_a_name_up_needs_a_reason_and_is_in_the_log(app: TestApp) {
        let (mut operator, mut staff) = (app.operator().await, app.staff().await);
        let mut hana = app.signed_in("hana@example.jp", Role::Member).await;
        hana.post_form("/me/profile", &REAL).await.expect(303);
        let path = format!("/operator/people/{}", hana.account_id());
        let look = format!("{path}/look");
        operator.post_form(&look, &[("reason", "確認")]).await.expect(404);
        let refused = operator.post_form(&format!("{path}/protect"), &[("nickname", "澪さん")]).await.expect(422).body;
        assert!(refused.contains("本名の一部が入っています") && refused.contains("value=\"澪さん\""), "{refused}");
        operator.post_form(&format!("{path}/protect"), &[("nickname", NICKNAME)]).await.expect(303);
        operator.post_form(&look, &[("reason", "")]).await.expect(422);
        operator.post_form(&look, &[("reason", "神楽坂さんからの電話")]).await.expect(422);
        staff.post_form(&look, &[("reason", "確認")]).await.expect(403);
        assert!(operator.get(&path).await.expect(200).body.contains("まだだれも見ていません"));
        let seen = operator.post_form(&look, &[("reason", "受け取りの連絡")]).await.expect(200);
        assert!(seen.header(header::CACHE_CONTROL.as_str()).contains("no-store"));
        for part in [NAME, "かぐらざか みお", "080-5555-7777", "hana@example.jp", "本名は残っていません"] {
            assert!(seen.body.contains(part), "{part}: {}", seen.body);
        }
        for page in [path.as_str(), "/operator/audit?kind=protection"] {
            let page = operator.get(page).await.expect(200).body;
            assert_eq!(page.matches("受け取りの連絡").count(), 1, "{page}");
            assert!(!page.contains(NAME));
        }

        // A name that people wrote down is found.
        let note = [("note", "神楽坂澪さんのこと")];
        staff.post_form(&format!("/staff/people/{}/notes", hana.account_id()), &note).await.expect(303);
        let seen = operator.post_form(&look, &[("reason", "確認")]).await.expect(200).body;
        assert!(seen.contains("スタッフの覚え書き") && !seen.contains("本名は残っていません"), "{seen}");

        operator.post_form(&format!("{path}/unprotect"), &[]).await.expect(303);
        let page = staff.post_form("/staff/people", &[("q", "かぐらざか")]).await.expect(200).body;
        assert!(page.contains(NAME) && page.contains("hana@example.jp"), "{page}");
        assert!(hana.get("/me/profile").await.expect(200).body.contains("080-5555-7777"));
    }
}

both_databases! {
    async fn a_protected_person_keeps_the_nickname(app: TestApp) {
        let (mut operator, mut staff) = (app.operator().await, app.staff().await);
        let mut hana = app.signed_in("hana@example.jp", Role::Member).await;
        hana.post_form("/me/profile", &REAL).await.expect(303);
        let path = format!("/operator/people/{}", hana.account_id());
        operator.post_form(&format!("{path}/protect"), &[("nickname", NICKNAME)]).await.expect(303);
        let own = hana.get("/me/profile").await.expect(200).body;
        assert!(own.contains(NICKNAME) && own.contains("080-5555-7777") && !own.contains(NAME), "{own}");
        let telling = [("display_name", "澪"), ("kana", ""), ("phone", "")];
        hana.post_form("/me/profile", &telling).await.expect(422);
        let other = [("display_name", "よつば"), ("kana", ""), ("phone", "090-1111-2222")];
        hana.post_form("/me/profile", &other).await.expect(303);
        let seen = staff.get(&format!("/staff/people/{}", hana.account_id())).await.expect(200).body;
        assert!(seen.contains("よつば") && !seen.contains("090-1111-2222") && !seen.contains("hana@"), "{seen}");
        let real = operator.post_form(&format!("{path}/look"), &[("reason", "確認")]).await.expect(200).body;
        assert!(real.contains("090-1111-2222") && real.contains(NAME));

        // Another address: still nobody is found by it.
        hana.post_form("/me/email", &[("email", "mio@example.jp"), ("current", PASSWORD)]).await.expect(303);
        app.run_jobs().await;
        let mails = app.mails();
        let mail = mails.iter().find(|mail| mail.to == "mio@example.jp").expect("a mail");
        let link = mail.text.split_whitespace().find(|word| word.contains("/email/")).expect("a link");
        let link = &link[link.find("/email/").expect("a path")..];
        app.visitor().post_form(link, &[]).await.expect(303);
        let row = entity::account::Entity::find_by_id(hana.account_id()).one(app.db().read()).await;
        let row = row.expect("read").expect("there");
        assert_eq!((row.email.as_str(), row.search_text.contains("mio")), ("mio@example.jp", false));
    }
}

both_databases! {
    async fn merging_tells_nothing_of_a_protected_person(app: TestApp) {
        let boss = app.account("boss@example.jp", Role::Operator).await;
        let cx = cx_of(&app, boss).await;
        let operator = cx.actor.operator().expect("an operator");
        let hana = app.account("hana@example.jp", Role::Member).await;
        let second = app.account("second@example.jp", Role::Member).await;
        let mut client = app.sign_in("second@example.jp", second).await;
        client.post_form("/me/profile", &REAL).await.expect(303);
        shelf(&app, "木の工房", &[piece(7, 1_500, 3)]).await;
        let theirs = cx_of(&app, second).await;
        app.store.order_place(&theirs, &order(7, "second")).await.expect("ordered");
        let form = FormInput::default().with("nickname", NICKNAME);
        app.store.person_protect(&cx, &operator, hana, &form).await.expect("protected");
        let refused = app.store.people_merge(&cx, &operator, second, hana, MergedProfile::Kept).await;
        assert!(matches!(refused, Err(Error::Domain(DomainError::Account(AccountError::MergeProtected)))), "{refused:?}");
        app.store.people_merge(&cx, &operator, hana, second, MergedProfile::Kept).await.expect("merged");
        let orders = entity::shop_order::Entity::find().filter(entity::shop_order::Column::AccountId.eq(hana));
        let orders = orders.all(app.db().read()).await.expect("orders");
        assert_eq!(orders.iter().map(|order| order.name.as_str()).collect::<Vec<_>>(), [NICKNAME]);
        let again = app.store.person_protect(&cx, &operator, hana, &FormInput::default().with("nickname", "別名")).await;
        again.expect("already so");
        assert_eq!(app.store.person_file(&cx, &operator, hana).await.expect("there").row.name, NICKNAME);
    }
}

both_databases! {
    async fn the_staff_note_what_they_know_of_a_person(app: TestApp) {
        let (mut staff, mut operator) = (app.staff().await, app.operator().await);
        let mut other = app.signed_in("other-staff@example.jp", Role::Staff).await;
        let mut buyer = app.signed_in("buyer@example.jp", Role::Customer).await;
        let path = format!("/staff/people/{}", buyer.account_id());
        let list = staff.get("/staff/people").await.expect(200).body;
        assert!(list.contains(&path), "customers are found too: {list}");
        let page = staff.get(&path).await.expect(200).body;
        assert!(page.contains("buyer@example.jp") && !page.contains("/certify"), "{page}");
        let refused = staff.post_form(&format!("{path}/notes"), &[("note", " ")]).await.expect(422).body;
        assert!(refused.contains("id=\"errors\""), "{refused}");
        for n in 1..=11 {
            let note = format!("<b>覚え{n}</b>\n二行目");
            staff.post_form(&format!("{path}/notes"), &[("note", &note)]).await.expect(303);
            app.clock.advance(chrono::TimeDelta::minutes(1));
        }
        // A form that comes twice is one note; what was typed anew under an old key is another.
        let key = page.split("name=\"key\" value=\"").nth(1).and_then(|rest| rest.split('"').next()).expect("a key");
        for note in ["二度押した", "二度押した", "書き直した", "二度押した"] {
            staff.post_form(&format!("{path}/notes"), &[("note", note), ("key", key)]).await.expect(303);
        }
        other.post_form(&format!("{path}/notes"), &[("note", "二度押した"), ("key", key)]).await.expect(303);
        let twice = staff.get(&path).await.expect(200).body;
        assert_eq!((twice.matches("二度押した").count(), twice.matches("書き直した").count()), (2, 1), "{twice}");
        app.db().execute_unprepared("DELETE FROM staff_note WHERE text LIKE '%した'").await.expect("without those");
        let page = staff.get(&path).await.expect(200).body;
        assert!(page.contains("&lt;b&gt;覚え11&lt;/b&gt;\n二行目") && !page.contains("覚え1&lt;"), "{page}");
        let last = staff.get(&format!("{path}?notes=2")).await.expect(200).body;
        assert!(last.contains("覚え1&lt;") && !last.contains("覚え2&lt;"), "{last}");
        assert!(!other.get(&path).await.expect(200).body.contains("notes/remove"), "nobody takes another's note away");
        let rows = entity::staff_note::Entity::find().all(app.db().read()).await.expect("notes");
        let (first, second) = (rows[0].id.to_string(), rows[1].id.to_string());
        let remove = format!("{path}/notes/remove");
        other.post_form(&remove, &[("id", &first)]).await.expect(404);
        let elsewhere = format!("/staff/people/{}/notes/remove", staff.account_id());
        staff.post_form(&elsewhere, &[("id", &first)]).await.expect(404);
        staff.post_form(&remove, &[("id", &first)]).await.expect(303);
        operator.post_form(&remove, &[("id", &second)]).await.expect(303);
        assert_eq!(entity::staff_note::Entity::find().all(app.db().read()).await.expect("notes").len(), 9);
        let log = operator.get("/operator/audit").await.expect(200).body;
        assert!(log.contains("覚え書きを消した") && !log.contains("二行目"), "{log}");
        let close = [("sure", "yes"), ("password", PASSWORD)];
        buyer.post_form("/me/close", &close).await.expect(303);
        assert_eq!(entity::staff_note::Entity::find().all(app.db().read()).await.expect("notes").len(), 0);
        staff.get(&path).await.expect(404);
    }
}
