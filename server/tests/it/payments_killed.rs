//! kill -9 between the provider and the database: one page, one payment, one mail of each kind.

use std::time::Duration;

use domain::{Yen, orders::OrderState, payments::MoneyKind};
use fake_stripe::{FakeStripe, Fault, PayBy, Webhook};
use rand::seq::SliceRandom;
use sea_orm::{ColumnTrait, EntityTrait, PaginatorTrait, QueryFilter};
use serde_json::{Value, json};
use store::entity;
use tokio::{task::JoinSet, time::sleep};

use crate::{
    shelf::{available, piece, shelf},
    support::{Process, TestApp, stand_in},
};

/// How often the server dies while it is told of the payment.
const KILLS: usize = 4;

/// Orders the piece to be paid online, always by the same key. The provider's page; `None` when no answer came.
async fn order(server: &Process) -> Option<String> {
    let order = json!({"lines": [{"product": 1001, "quantity": 1}], "delivery": "pickup", "payment": "online",
        "contact": {"name": "山田 花子", "email": "hanako@example.jp"}});
    let answer = server.post_json("/api/v1/orders", "Idempotency-Key: one\r\n", &order.to_string());
    let (status, body) = answer.await?;
    assert_eq!(status, 201, "{body}");
    let placed: Value = serde_json::from_str(&body).expect("JSON");
    Some(placed["pay_url"].as_str().expect("the way to pay").to_owned())
}

/// The server dies when the provider has made its page and nobody knows of it.
async fn killed_after_the_call(app: &TestApp, fake: &FakeStripe) {
    fake.break_next(&[Fault::Silence]);
    let mut server = Process::start(app, fake).await;
    let asking = order(&server);
    let killing = async {
        while fake.sessions() == 0 {
            sleep(Duration::from_millis(5)).await;
        }
    };
    tokio::select! {
        answer = asking => panic!("answered without the provider: {answer:?}"),
        () = killing => {}
    }
    server.kill();
}

/// Told everything three times, in any order and all at once, it dies at the first answer.
async fn killed_while_it_is_told(app: &TestApp, fake: &FakeStripe, told: &[Webhook]) {
    let mut server = Process::start(app, fake).await;
    let mut events: Vec<&Webhook> = told.iter().cycle().take(3 * told.len()).collect();
    events.shuffle(&mut rand::rng());
    let mut answers = JoinSet::new();
    for event in events {
        answers.spawn(tell(&server, event));
    }
    answers.join_next().await.expect("one of them").expect("no panic");
    server.kill();
    answers.join_all().await;
}

fn tell(server: &Process, event: &Webhook) -> impl Future<Output = Option<(u16, String)>> + Send + use<> {
    server.post_json("/webhooks/stripe", &format!("Stripe-Signature: {}\r\n", event.signature), &event.body)
}

async fn jobs(app: &TestApp, kind: &str) -> u64 {
    entity::job::Entity::find().filter(entity::job::Column::Kind.eq(kind)).count(app.db().read()).await.expect("count")
}

both_databases! {
    async fn whenever_the_server_dies_the_money_is_taken_once(app: TestApp) {
        shelf(&app, "木暖工房", &[piece(1001, 3800, 1)]).await;
        let fake = stand_in(app.clock.clone()).await;
        killed_after_the_call(&app, &fake).await;
        let server = Process::start(&app, &fake).await;
        let page = order(&server).await.expect("answered");
        assert_eq!(fake.sessions(), 1, "asked again it is the same page");
        drop(server);

        let session = page.rsplit('/').next().and_then(|end| end.split('?').next()).expect("an id");
        fake.pay(session, PayBy::Card).expect("paid");
        let told = fake.take_webhooks();
        assert!(!told.is_empty());
        for _ in 0..KILLS {
            killed_while_it_is_told(&app, &fake, &told).await;
        }
        let server = Process::start(&app, &fake).await;
        for event in told.iter().cycle().take(3 * told.len()) {
            let (status, body) = tell(&server, event).await.expect("answered");
            assert_eq!(status, 200, "{body}");
        }
        drop(server);

        let order = entity::shop_order::Entity::find().one(app.db().read()).await.expect("row").expect("an order");
        assert_eq!((order.state, order.paid_yen, order.returned_yen), (OrderState::Paid, Yen(3800), Yen(0)));
        let money = entity::money_event::Entity::find().all(app.db().read()).await.expect("rows");
        let money: Vec<_> = money.iter().map(|row| (row.kind, row.amount_yen)).collect();
        assert_eq!(money, [(MoneyKind::Payment, Yen(3800))]);
        assert_eq!((jobs(&app, "order_state_mail").await, jobs(&app, "refund_send").await), (1, 0), "one mail, no refund");
        assert_eq!((fake.sessions(), available(&app, 1001).await), (1, 0));
        app.leave_jobs();
    }
}
