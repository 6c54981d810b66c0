//! Orders that are paid online, from the browser to the provider and back: the real adapter before the stand-in.

use domain::orders::OrderState;
use fake_stripe::{Fault, PayBy};
use sea_orm::EntityTrait;
use store::entity;

use crate::{
    shelf::{available, piece, shelf},
    support::TestApp,
};

/// A guest's order of one piece that is to be paid online: its page, and the provider's page.
async fn order(app: &TestApp, number: &str) -> (String, String) {
    let mut guest = app.visitor();
    guest.post_form("/cart", &[("add", number)]).await.expect(303);
    let key = format!("key-{number}-{}", uuid::Uuid::now_v7());
    let form = [
        ("name", "山田 花子"),
        ("email", "hanako@example.jp"),
        ("delivery", "pickup"),
        ("pay_by", "online"),
        ("key", &key),
    ];
    let placed = guest.post_form("/orders", &form).await.expect(303);
    let row = last_order(app).await;
    let own = app.store.order_of_key(&app.cx(), &key).await.expect("read").expect("the order");
    assert_eq!(own.id, row.id);
    (format!("/orders/{}?key={}", own.id, own.key), placed.location().to_owned())
}

async fn last_order(app: &TestApp) -> entity::shop_order::Model {
    let all = entity::shop_order::Entity::find().all(app.db().read()).await.expect("rows");
    all.into_iter().max_by_key(|row| row.number).expect("an order")
}

/// The provider's id of a page, which its address ends with.
fn session(url: &str) -> &str {
    url.rsplit('/').next().expect("an id").split('?').next().expect("an id")
}

both_databases! {
    async fn a_card_pays_an_order_once(app: TestApp) {
        let (app, fake) = app.with_stripe().await;
        shelf(&app, "木暖工房", &[piece(1001, 3800, 2)]).await;
        // The provider made the page, but its answer was lost on the way: the adapter asks again with the same key.
        fake.break_next(&[Fault::After]);
        let (page, pay) = order(&app, "1001").await;
        assert!(pay.starts_with(fake.origin()), "{pay}");
        assert_eq!(fake.sessions(), 1);
        let (path, key) = page.split_once("?key=").expect("a key");
        let again = app.visitor().post_form(&format!("{path}/pay"), &[("key", key)]).await.expect(303);
        assert_eq!((again.location(), fake.sessions()), (pay.as_str(), 1), "one page for one order");
        assert!(app.visitor().get(&page).await.expect(200).body.contains("お支払いをお待ちしています"));

        fake.pay(session(&pay), PayBy::Card).expect("paid");
        let told = fake.take_webhooks();
        assert!(!told.is_empty());
        for _ in 0..3 {
            for event in &told {
                assert_eq!(app.hear_one(event).await, 200, "{}", event.kind);
            }
        }
        assert!(app.visitor().get(&page).await.body.contains("ご注文ありがとうございます"));
        assert_eq!(entity::money_event::Entity::find().all(app.db().read()).await.expect("rows").len(), 1);
        app.clock.advance(chrono::TimeDelta::minutes(3));
        app.run_jobs().await;
        let kinds: Vec<_> = entity::money_event::Entity::find().all(app.db().read()).await.expect("rows");
        assert_eq!(kinds.len(), 2, "the payment and its fee: {kinds:?}");
        let mails = app.mails();
        assert_eq!(mails.len(), 1, "one mail: it is paid");
        assert!(mails[0].subject.contains("お支払いを確認しました"), "{}", mails[0].subject);

        let mut forged = app.visitor();
        forged.headers.insert("stripe-signature", "t=1,v1=00".parse().expect("a header"));
        let refused = forged.post_json("/webhooks/stripe", &serde_json::json!({"id": "evt_1"})).await;
        assert_eq!(refused.status, 400);
    }
}

both_databases! {
    async fn a_payment_that_nobody_told_of_is_found_before_the_end(app: TestApp) {
        let (app, fake) = app.with_stripe().await;
        shelf(&app, "木暖工房", &[piece(1001, 3800, 2)]).await;
        let (_, paid) = order(&app, "1001").await;
        let paid_order = last_order(&app).await;
        let (_, _left) = order(&app, "1001").await;
        fake.pay(session(&paid), PayBy::Card).expect("paid");
        fake.take_webhooks();
        app.clock.set(paid_order.hold_until + chrono::TimeDelta::minutes(1));
        fake.pass_time();
        fake.take_webhooks();
        app.run_jobs().await;
        let rows = entity::shop_order::Entity::find().all(app.db().read()).await.expect("rows");
        let state = |number| rows.iter().find(|row| row.number == number).expect("an order").state;
        assert_eq!((state(1), state(2)), (OrderState::Paid, OrderState::Expired));
        assert_eq!(available(&app, 1001).await, 1);
        app.leave_jobs();
    }
}

both_databases! {
    async fn the_counter_ends_a_payment_that_is_under_way(app: TestApp) {
        let (app, fake) = app.with_stripe().await;
        shelf(&app, "木暖工房", &[piece(1001, 3800, 1), piece(1002, 500, 1)]).await;
        let (_, open) = order(&app, "1001").await;
        let mut staff = app.staff().await;
        let id = last_order(&app).await.id;
        staff.post_form(&format!("/staff/orders/{id}/release"), &[]).await.expect(303);
        assert_eq!(available(&app, 1001).await, 1, "it can be sold at the counter");
        assert!(fake.pay(session(&open), PayBy::Card).is_err(), "nobody can pay on that page any more");
        // Who has paid a moment before keeps the piece.
        let (_, paid) = order(&app, "1002").await;
        fake.pay(session(&paid), PayBy::Card).expect("paid");
        let id = last_order(&app).await.id;
        let refused = staff.post_form(&format!("/staff/orders/{id}/release"), &[]).await;
        assert_eq!(refused.status, 422);
        assert_eq!((last_order(&app).await.state, available(&app, 1002).await), (OrderState::Paid, 0));
        app.leave_jobs();
    }
}

both_databases! {
    async fn staff_give_money_back(app: TestApp) {
        let (app, fake) = app.with_stripe().await;
        shelf(&app, "木暖工房", &[piece(1001, 3800, 1)]).await;
        let (page, pay) = order(&app, "1001").await;
        fake.pay(session(&pay), PayBy::PayPay).expect("paid");
        app.hear(&fake).await;
        let id = last_order(&app).await.id;
        let mut staff = app.staff().await;
        let form = staff.get(&format!("/staff/orders/{id}")).await.expect(200).body;
        let key = crate::order_pages::key(&form);
        let at = format!("/staff/orders/{id}/refund");
        let empty = staff.post_form(&at, &[("quantity-0", "0"), ("reason", "傷"), ("key", &key)]).await;
        assert_eq!(empty.status, 422);
        let silent = staff.post_form(&at, &[("quantity-0", "1"), ("reason", " "), ("key", &key)]).await;
        assert_eq!(silent.status, 422, "its buyer reads why");
        let whole = [("all", "on"), ("restock", "on"), ("reason", "傷があったため"), ("key", key.as_str())];
        staff.post_form(&at, &whole).await.expect(303);
        // Pressed twice: it is done, and gives back nothing more.
        staff.post_form(&at, &whole).await.expect(303);
        // The answer about the refund is lost: it is asked for again with the same key, and is one.
        fake.break_next(&[Fault::After]);
        app.clock.advance(chrono::TimeDelta::minutes(3));
        app.run_jobs().await;
        app.hear(&fake).await;
        app.run_jobs().await;
        let refunds = entity::refund::Entity::find().all(app.db().read()).await.expect("rows");
        assert_eq!(refunds.len(), 1);
        let money = entity::money_event::Entity::find().all(app.db().read()).await.expect("rows");
        let back: Vec<i64> = money
            .iter()
            .filter(|row| row.kind == domain::payments::MoneyKind::Refund)
            .map(|row| row.amount_yen.0)
            .collect();
        assert_eq!(back, [3800]);
        assert!(app.visitor().get(&page).await.body.contains("返金しました"));
        assert_eq!(available(&app, 1001).await, 1);
        let subjects: Vec<_> = app.mails().into_iter().map(|mail| mail.subject).collect();
        assert_eq!(subjects.iter().filter(|subject| subject.contains("返金")).count(), 1, "{subjects:?}");
    }
}
