//! Many buyers at once, as they come in over the API and at the counter: what is one is sold once.

use std::sync::Arc;

use serde_json::{Value, json};
use store::{DbKind, entity};
use tokio::{sync::Barrier, task::JoinSet};

use crate::{
    shelf::{available, count, piece, shelf},
    support::{Answer, Client, TestApp},
};

/// An order for pick-up of one of each, by the buyer with this number.
fn wanted(buyer: usize, numbers: &[i64]) -> Value {
    let lines: Vec<Value> = numbers.iter().map(|number| json!({"product": number, "quantity": 1})).collect();
    json!({"lines": lines, "delivery": "pickup", "payment": "counter",
        "contact": {"name": "山田 花子", "email": format!("buyer{buyer}@example.jp")}})
}

/// All of them ask at the same moment.
async fn at_once(app: &TestApp, orders: Vec<Value>) -> Vec<Answer> {
    let gate = Arc::new(Barrier::new(orders.len()));
    let mut buyers = JoinSet::new();
    for order in orders {
        let (mut buyer, gate) = (app.visitor(), gate.clone());
        buyers.spawn(async move {
            gate.wait().await;
            buyer.post_json("/api/v1/orders", &order).await
        });
    }
    buyers.join_all().await
}

/// How many were placed. Everybody else is told that it is sold out, and of which piece.
fn placed(answers: &[Answer], numbers: &[i64]) -> usize {
    let placed = |answer: &&Answer| answer.status == 201;
    for answer in answers.iter().filter(|answer| !placed(answer)) {
        let said = answer.json();
        assert_eq!((answer.status, said["code"].as_str()), (409, Some("sold_out")), "{}", answer.body);
        assert!(numbers.contains(&said["product"].as_i64().expect("a number")), "{}", answer.body);
    }
    answers.iter().filter(placed).count()
}

/// From now on the shelf forgets what it has promised: the guarded statement finds every piece free.
async fn turn_the_guard_off(app: &TestApp) {
    let statements = match app.db().kind() {
        DbKind::Sqlite => vec!["CREATE TRIGGER forgets AFTER UPDATE ON stock BEGIN UPDATE stock SET reserved = 0; END"],
        DbKind::Postgres => vec![
            "CREATE FUNCTION forgets() RETURNS trigger AS $$ BEGIN NEW.reserved := 0; RETURN NEW; END $$ LANGUAGE plpgsql",
            "CREATE TRIGGER forgets BEFORE UPDATE ON stock FOR EACH ROW EXECUTE FUNCTION forgets()",
        ],
    };
    for statement in statements {
        app.db().execute_unprepared(statement).await.expect("trigger");
    }
}

both_databases! {
    async fn of_two_hundred_buyers_one_has_the_only_piece(app: TestApp) {
        shelf(&app, "木暖工房", &[piece(1001, 3800, 1)]).await;
        let answers = at_once(&app, (0..200).map(|n| wanted(n, &[1001])).collect()).await;
        assert_eq!(placed(&answers, &[1001]), 1);
        assert_eq!((count::<entity::shop_order::Entity>(&app).await, available(&app, 1001).await), (1, 0));
        app.leave_jobs();
    }
}

both_databases! {
    // The control: the same buyers before a shelf without the guard have the only piece several times.
    async fn without_the_guard_the_control_sells_it_again(app: TestApp) {
        shelf(&app, "木暖工房", &[piece(1001, 3800, 1)]).await;
        turn_the_guard_off(&app).await;
        let answers = at_once(&app, (0..20).map(|n| wanted(n, &[1001])).collect()).await;
        assert!(placed(&answers, &[1001]) > 1, "this race cannot tell a guarded shelf from an open one");
        app.leave_jobs();
    }
}

both_databases! {
    async fn a_hundred_crossing_carts_share_ten_pieces(app: TestApp) {
        let numbers = [1001, 1002, 1003];
        shelf(&app, "木暖工房", &numbers.map(|number| piece(number, 100, 10))).await;
        let cart = |n: usize| {
            // Every cart holds the three in another order.
            let mut lines = numbers.to_vec();
            lines.rotate_left(n % 3);
            if n % 2 == 1 {
                lines.reverse();
            }
            wanted(n, &lines)
        };
        let answers = at_once(&app, (0..100).map(cart).collect()).await;
        assert_eq!(placed(&answers, &numbers), 10);
        for number in numbers {
            assert_eq!(available(&app, number).await, 0);
        }
        assert_eq!(count::<entity::order_line::Entity>(&app).await, 30);
        app.leave_jobs();
    }
}

/// The piece is sold at the counter while somebody orders it: who has it (web, counter).
async fn race(app: &TestApp, staff: &Client, number: i64) -> (bool, bool) {
    let gate = Arc::new(Barrier::new(2));
    let (mut buyer, at) = (app.visitor(), gate.clone());
    let order = wanted(usize::try_from(number).expect("positive"), &[number]);
    let web = tokio::spawn(async move {
        at.wait().await;
        buyer.post_json("/api/v1/orders", &order).await
    });
    let mut staff = staff.clone();
    let counter = tokio::spawn(async move {
        let line = format!("{number}x1");
        let sale = [("line", line.as_str()), ("tender", "cash"), ("tendered", "100"), ("key", line.as_str())];
        gate.wait().await;
        staff.post_form("/staff/register/sale", &sale).await
    });
    let (web, counter) = (web.await.expect("no panic"), counter.await.expect("no panic"));
    assert!([201, 409].contains(&web.status), "{}", web.body);
    assert!([303, 422].contains(&counter.status), "{}", counter.body);
    (web.status == 201, counter.status == 303)
}

both_databases! {
    async fn counter_and_web_never_both_have_a_piece(app: TestApp) {
        let numbers: Vec<i64> = (1001..1101).collect();
        let pieces: Vec<_> = numbers.iter().map(|number| piece(*number, 100, 1)).collect();
        shelf(&app, "木暖工房", &pieces).await;
        let staff = app.staff().await;
        for number in &numbers {
            let (web, counter) = race(&app, &staff, *number).await;
            assert!(web != counter, "No. {number}: web {web}, counter {counter}");
            assert_eq!(available(&app, *number).await, 0);
        }
        let sold = count::<entity::order_line::Entity>(&app).await + count::<entity::sale_line::Entity>(&app).await;
        assert_eq!(sold, 100);
        app.leave_jobs();
    }
}

both_databases! {
    // The control: what the shelf forgets, the counter sells although it was promised.
    async fn without_the_guard_counter_and_web_both_have_it(app: TestApp) {
        shelf(&app, "木暖工房", &[piece(1001, 100, 1)]).await;
        turn_the_guard_off(&app).await;
        app.visitor().post_json("/api/v1/orders", &wanted(1, &[1001])).await.expect(201);
        let (web, counter) = race(&app, &app.staff().await, 1001).await;
        assert!(counter || web, "sold a second time");
        app.leave_jobs();
    }
}
