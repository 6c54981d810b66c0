//! Questions to makers: the site carries them, and neither side learns the other's address.

use chrono::TimeDelta;
use domain::questions::QuestionState;
use sea_orm::{ColumnTrait, EntityTrait, QueryFilter, QueryOrder};
use store::entity;

use crate::{
    order_pages::key,
    shelf::{count, piece, shelf},
    support::{Client, TestApp},
};

fn form<'f>(text: &'f str, email: &'f str, key: &'f str) -> [(&'f str, &'f str); 4] {
    [("name", "山田 花子"), ("email", email), ("text", text), ("key", key)]
}

async fn ask(client: &mut Client, text: &str, email: &str) {
    let page = client.get("/shop/1001/question").await.expect(200).body;
    let sent = client.post_form("/shop/1001/question", &form(text, email, &key(&page))).await.expect(303);
    assert_eq!(sent.location(), "/shop/1001");
}

/// The newest question.
async fn newest(app: &TestApp) -> entity::question::Model {
    let all = entity::question::Entity::find().order_by_desc(entity::question::Column::Id);
    all.one(app.db().read()).await.expect("questions").expect("a question")
}

/// The maker of the shelf, signed in.
async fn maker_of_shelf(app: &TestApp, account: domain::AccountId) -> Client {
    let row = entity::account::Entity::find_by_id(account).one(app.db().read()).await.expect("accounts");
    app.sign_in(&row.expect("the maker").email, account).await
}

both_databases! {
    async fn a_guest_asks_and_the_maker_answers(app: TestApp) {
        let account = shelf(&app, "木暖工房", &[piece(1001, 3800, 1)]).await;
        let mut maker = maker_of_shelf(&app, account).await;
        let mut guest = app.visitor();
        let piece = guest.get("/shop/1001").await.expect(200).body;
        assert!(piece.contains("/shop/1001/question"), "the way to ask");
        ask(&mut guest, "大きさは？\n<b>水</b>に強いですか", "hanako@example.jp").await;
        app.run_jobs().await;
        let mail = app.mails().pop().expect("a mail to the maker");
        assert!(mail.text.contains("大きさは？\n<b>水</b>に強いですか") && mail.subject.contains("ヒノキのコースター"), "{mail:?}");
        assert!(!mail.text.contains("hanako") && !mail.text.contains("山田"), "nobody is named: {}", mail.text);
        let id = newest(&app).await.id;
        assert!(mail.text.contains(&format!("http://tsukuriba.test/me/questions/{id}")));
        assert!(maker.get("/me").await.expect(200).body.contains("返信待ち1件"));
        let list = maker.get("/me/questions").await.expect(200).body;
        assert!(list.contains("大きさは？") && !list.contains("hanako") && !list.contains("山田"), "{list}");
        let at = format!("/me/questions/{id}");
        let page = maker.get(&at).await.expect(200).body;
        assert!(page.contains("&lt;b&gt;水&lt;/b&gt;に強いですか") && !page.contains("<b>水") && !page.contains("hanako"));

        let long = "あ".repeat(1001);
        for bad in ["", "  \n ", &long] {
            let again = maker.post_form(&at, &[("answer", bad)]).await.expect(422).body;
            assert!(again.contains("id=\"errors\"") && (bad.trim().is_empty() || again.contains(bad)), "what was typed is kept");
        }
        maker.post_form(&at, &[("answer", "10センチです。\n水には弱いです。")]).await.expect(303);
        app.run_jobs().await;
        let mail = app.mails().pop().expect("a mail to who asked");
        assert_eq!(mail.to, "hanako@example.jp");
        assert!(mail.text.contains("10センチです。\n水には弱いです。") && mail.text.contains("木暖工房"), "{mail:?}");
        assert!(!mail.text.contains(&maker_email(&app, account).await), "the maker's address is nobody's business");
        maker.post_form(&at, &[("answer", "もう一度")]).await.expect(409);
        maker.post_form(&format!("{at}/decline"), &[]).await.expect(409);
        assert!(!maker.get("/me").await.body.contains("返信待ち1件"));
        assert!(app.maker().await.get(&at).await.status == 404, "another maker's");
    }
}

async fn maker_email(app: &TestApp, account: domain::AccountId) -> String {
    let row = entity::account::Entity::find_by_id(account).one(app.db().read()).await.expect("accounts");
    row.expect("the maker").email
}

both_databases! {
    async fn whoever_is_signed_in_finds_it_again(app: TestApp) {
        let account = shelf(&app, "木暖工房", &[piece(1001, 3800, 1)]).await;
        let mut customer = app.customer().await;
        assert!(customer.get("/me/asked").await.expect(200).body.contains("質問は、まだありません"));
        let page = customer.get("/shop/1001/question").await.expect(200).body;
        assert!(page.contains("value=\"customer@example.jp\""), "filled in for who is signed in");
        ask(&mut customer, "色は？", "customer@example.jp").await;
        app.run_jobs().await;
        assert!(customer.get("/me/asked").await.expect(200).body.contains("色は？"));
        let id = newest(&app).await.id;
        let mut maker = maker_of_shelf(&app, account).await;
        maker.post_form(&format!("/me/questions/{id}/decline"), &[]).await.expect(303);
        assert_eq!(app.run_jobs().await, 0, "nobody is mailed");
        assert!(customer.get("/me/asked").await.body.contains("返信なし"));
        assert!(!app.member().await.get("/me/asked").await.expect(200).body.contains("色は？"));
    }
}

both_databases! {
    async fn a_form_asks_once_and_not_without_bounds(app: TestApp) {
        shelf(&app, "木暖工房", &[piece(1001, 3800, 1)]).await;
        let mut guest = app.visitor();
        let key = key(&guest.get("/shop/1001/question").await.body);
        for _ in 0..2 {
            guest.post_form("/shop/1001/question", &form("色は？", "h@example.jp", &key)).await.expect(303);
        }
        assert_eq!(count::<entity::question::Entity>(&app).await, 1);
        let other = guest.post_form("/shop/1001/question", &form("形は？", "h@example.jp", &key)).await.expect(422).body;
        assert!(other.contains("形は？") && !other.contains(&format!("value=\"{key}\"")), "typed is kept, with a new key");
        let wrong = [("name", ""), ("email", "not a mail"), ("text", ""), ("key", &key)];
        let page = guest.post_form("/shop/1001/question", &wrong).await.expect(422).body;
        assert!(page.contains("value=\"not a mail\"") && page.matches("aria-invalid=\"true\"").count() == 3);
        for n in 1..5 {
            guest.post_form("/shop/1001/question", &form("色は？", "h@example.jp", &n.to_string())).await.expect(303);
        }
        let full = guest.post_form("/shop/1001/question", &form("六つめ", "h@example.jp", "6")).await.expect(429).body;
        assert!(full.contains("六つめ"));
        assert_eq!(count::<entity::question::Entity>(&app).await, 5);
        app.run_jobs().await;
    }
}

both_databases! {
    async fn what_has_left_the_shop_is_not_asked_about(app: TestApp) {
        shelf(&app, "木暖工房", &[piece(1001, 3800, 1)]).await;
        let mut guest = app.visitor();
        let key = key(&guest.get("/shop/1001/question").await.body);
        entity::product::Entity::update_many()
            .col_expr(entity::product::Column::Status, sea_orm::sea_query::Expr::value("withdrawn"))
            .filter(entity::product::Column::Number.eq(1001))
            .exec(app.db().read())
            .await
            .expect("withdrawn");
        let gone = guest.get("/shop/1001/question").await.expect(410).body;
        assert!(gone.contains("質問をお受けできません") && !gone.contains("ヒノキのコースター"));
        let refused = guest.post_form("/shop/1001/question", &form("色は？", "h@example.jp", &key)).await.expect(422).body;
        assert!(refused.contains("いまお店に出ていない") && refused.contains("色は？"));
        guest.get("/shop/4242/question").await.expect(404);
        assert_eq!(count::<entity::question::Entity>(&app).await, 0);
    }
}

both_databases! {
    async fn the_staff_take_one_away(app: TestApp) {
        let account = shelf(&app, "木暖工房", &[piece(1001, 3800, 1)]).await;
        let mut customer = app.customer().await;
        ask(&mut customer, "ひどい言葉", "customer@example.jp").await;
        app.run_jobs().await;
        let id = newest(&app).await.id;
        let mut staff = app.staff().await;
        assert!(staff.get("/staff/questions").await.expect(200).body.contains("ひどい言葉"));
        let remove = format!("/staff/questions/{id}/remove");
        staff.post_form(&remove, &[("reason", "")]).await.expect(422);
        staff.post_form(&remove, &[("reason", "中傷のため")]).await.expect(303);
        staff.post_form(&remove, &[("reason", "中傷のため")]).await.expect(409);
        let mine = customer.get("/me/asked").await.expect(200).body;
        assert!(!mine.contains("ひどい言葉") && mine.contains("スタッフが取り下げました"));
        let mut maker = maker_of_shelf(&app, account).await;
        assert!(!maker.get("/me/questions").await.expect(200).body.contains("ひどい言葉"));
        maker.post_form(&format!("/me/questions/{id}"), &[("answer", "はい")]).await.expect(404);
        let log = app.operator().await.get("/operator/audit").await.expect(200).body;
        assert!(log.contains("質問を取り下げた") && log.contains("中傷のため"), "{log}");
    }
}

both_databases! {
    async fn who_asked_is_forgotten(app: TestApp) {
        shelf(&app, "木暖工房", &[piece(1001, 3800, 1)]).await;
        ask(&mut app.customer().await, "色は？", "customer@example.jp").await;
        app.run_jobs().await;
        app.clock.set(app.store.now() + TimeDelta::days(91));
        app.store.retention_run(&app.cx()).await.expect("cleared away");
        let row = newest(&app).await;
        assert_eq!((row.name.as_str(), row.email.as_str(), row.account_id), ("", "", None));
        assert_eq!((row.text.as_str(), row.state), ("色は？", QuestionState::Open));
    }
}
