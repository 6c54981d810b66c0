//! Orders for pick-up: one piece is promised once, an order ends once, nobody reads another's.

use std::sync::Arc;

use chrono::TimeDelta;
use domain::{
    DomainError, calendar,
    orders::{Buyer, OrderError, OrderOutcome, OrderQueue, PlaceOrder},
};
use store::{Error, entity};
use tokio::{sync::Barrier, task::JoinSet};

use crate::{
    shelf::{at_the_counter, available, count, order, order_of, piece, shelf},
    support::today,
};

/// Buyers in a race.
const BUYERS: usize = 50;

both_databases! {
    async fn fifty_orders_for_the_last_piece_give_one(app: TestApp) {
        shelf(&app, "木暖工房", &[piece(1001, 3800, 1)]).await;
        let gate = Arc::new(Barrier::new(BUYERS));
        let mut buyers = JoinSet::new();
        for n in 0..BUYERS {
            let (app, gate) = (app.clone(), gate.clone());
            buyers.spawn(async move {
                gate.wait().await;
                app.store.order_place(&app.cx(), &order(1001, &format!("race-{n}"))).await
            });
        }
        let outcomes = buyers.join_all().await;
        let placed = outcomes.iter().filter(|outcome| outcome.is_ok()).count();
        assert_eq!(placed, 1, "{outcomes:?}");
        let refused = |outcome: &&Result<_, Error>| {
            matches!(outcome, Err(Error::Domain(DomainError::Order(OrderError::NotEnoughStock { available: 0, .. })) | Error::Domain(DomainError::Busy)))
        };
        assert_eq!(outcomes.iter().filter(refused).count(), BUYERS - 1, "{outcomes:?}");
        assert_eq!(available(&app, 1001).await, 0);
        assert_eq!(count::<entity::order_line::Entity>(&app).await, 1);
    }
}

both_databases! {
    /// The control of the race above: the same buyers against a piece that is reserved by reading the stock and writing
    /// it back, as code without the guarded UPDATE would. It promises the last piece more than once: the race is real.
    async fn without_the_guard_the_last_piece_sells_twice(app: TestApp) {
        shelf(&app, "木暖工房", &[piece(1001, 3800, 1)]).await;
        let gate = Arc::new(Barrier::new(4));
        let mut buyers = JoinSet::new();
        for _ in 0..4 {
            let (app, gate) = (app.clone(), gate.clone());
            buyers.spawn(async move {
                let left = available(&app, 1001).await;
                // Every buyer has looked before the first one writes.
                gate.wait().await;
                if left < 1 {
                    return false;
                }
                let sql = format!("UPDATE stock SET reserved = on_hand - {}", left - 1);
                app.db().execute_unprepared(&sql).await.is_ok()
            });
        }
        let sold = buyers.join_all().await.into_iter().filter(|sold| *sold).count();
        assert!(sold > 1, "the control must oversell, or the race above proves nothing");
    }
}

both_databases! {
    async fn a_replayed_form_returns_the_first_order(app: TestApp) {
        shelf(&app, "木暖工房", &[piece(1001, 3800, 5), piece(1002, 500, 5)]).await;
        let first = app.store.order_place(&app.cx(), &order(1001, "same")).await.expect("placed");
        let again = app.store.order_place(&app.cx(), &order(1001, "same")).await.expect("replayed");
        assert_eq!((again.id, again.number, again.key), (first.id, first.number, first.key));
        assert!(again.replayed && !first.replayed);
        assert_eq!(available(&app, 1001).await, 4);
        // The key alone does not open somebody else's order, and another person or piece under it is refused.
        let other = Buyer { name: "佐藤".into(), email: "sato@example.jp".into(), phone: String::new() };
        let other = PlaceOrder { buyer: other, ..order(1001, "same") };
        for cmd in [other, order(1002, "same")] {
            let refused = app.store.order_place(&app.cx(), &cmd).await;
            assert!(matches!(refused, Err(Error::Domain(DomainError::Order(OrderError::FormUsed)))), "{refused:?}");
        }
        let next = app.store.order_place(&app.cx(), &order(1002, "another")).await.expect("another order");
        assert_eq!((first.number, next.number), (1, 2), "numbers follow each other");
    }
}

both_databases! {
    async fn parallel_replays_are_one_order(app: TestApp) {
        shelf(&app, "木暖工房", &[piece(1001, 3800, 20)]).await;
        let mut sends = JoinSet::new();
        for _ in 0..8 {
            let app = app.clone();
            sends.spawn(async move { app.store.order_place(&app.cx(), &order(1001, "double click")).await });
        }
        let numbers: Vec<i64> = sends.join_all().await.into_iter().map(|sent| sent.expect("answered").number).collect();
        assert_eq!(numbers, [1; 8]);
        assert_eq!(available(&app, 1001).await, 19);
    }
}

both_databases! {
    async fn a_hold_runs_out_once(app: TestApp) {
        shelf(&app, "木暖工房", &[piece(1001, 3800, 1)]).await;
        let placed = app.store.order_place(&app.cx(), &order(1001, "k")).await.expect("placed");
        let view = app.store.order_view(&app.cx(), placed.id, Some(&placed.key)).await.expect("view");
        // Wednesday: Thursday, Friday, Saturday, closing at 21:00.
        assert_eq!(view.hold_until, calendar::at_minute(today() + TimeDelta::days(3), 21 * 60));
        assert!(!app.store.order_expire(&app.cx(), placed.id).await.expect("too early"));
        assert_eq!(available(&app, 1001).await, 0);
        app.clock.set(view.hold_until);
        assert!(app.store.order_expire(&app.cx(), placed.id).await.expect("expired"));
        assert!(!app.store.order_expire(&app.cx(), placed.id).await.expect("once"));
        assert_eq!(available(&app, 1001).await, 1, "the piece is back, once");
        let view = app.store.order_view(&app.cx(), placed.id, Some(&placed.key)).await.expect("view");
        assert_eq!(view.end, Some((OrderOutcome::Expired, app.store.now())));
    }
}

both_databases! {
    async fn an_order_is_cancelled_once(app: TestApp) {
        shelf(&app, "木暖工房", &[piece(1001, 3800, 3)]).await;
        let cmd = order_of(1001, 2, "k");
        let placed = app.store.order_place(&app.cx(), &cmd).await.expect("placed");
        assert_eq!(available(&app, 1001).await, 1);
        let mut tries = JoinSet::new();
        for _ in 0..6 {
            let (app, key) = (app.clone(), placed.key.clone());
            tries.spawn(async move { app.store.order_cancel(&app.cx(), placed.id, Some(&key)).await });
        }
        let outcomes = tries.join_all().await;
        assert_eq!(outcomes.iter().filter(|outcome| outcome.is_ok()).count(), 1, "{outcomes:?}");
        let ended = |outcome: &&Result<(), Error>| matches!(outcome, Err(Error::Domain(DomainError::Order(OrderError::AlreadyEnded))));
        assert_eq!(outcomes.iter().filter(ended).count(), 5, "{outcomes:?}");
        assert_eq!(available(&app, 1001).await, 3);
        let (cx, _) = at_the_counter(&app).await;
        let late = app.store.order_cancel(&cx, placed.id, None).await;
        assert!(matches!(late, Err(Error::Domain(DomainError::Order(OrderError::AlreadyEnded)))), "{late:?}");
        app.clock.advance(TimeDelta::days(9));
        assert!(!app.store.order_expire(&app.cx(), placed.id).await.expect("nothing to expire"));
        assert_eq!(available(&app, 1001).await, 3);
    }
}

both_databases! {
    async fn an_order_opens_with_its_own_key_only(app: TestApp) {
        shelf(&app, "木暖工房", &[piece(1001, 3800, 3)]).await;
        let one = app.store.order_place(&app.cx(), &order(1001, "one")).await.expect("placed");
        let two = app.store.order_place(&app.cx(), &order(1001, "two")).await.expect("placed");
        for key in [None, Some(""), Some("0"), Some(two.key.as_str())] {
            let view = app.store.order_view(&app.cx(), one.id, key).await;
            assert!(matches!(view, Err(Error::Domain(DomainError::NotFound))), "{key:?}");
            assert!(matches!(app.store.order_cancel(&app.cx(), one.id, key).await, Err(Error::Domain(DomainError::NotFound))), "{key:?}");
        }
        let (cx, staff) = at_the_counter(&app).await;
        assert_eq!(app.store.order_view(&cx, one.id, None).await.expect("staff").buyer.name, "山田 花子");
        let open = app.store.orders_board(&cx, &staff, OrderQueue::Open, "", 1).await.expect("open");
        assert_eq!(open.rows.iter().map(|row| row.number).collect::<Vec<_>>(), [one.number, two.number]);
        for (query, found) in [("花子", 2), ("2", 1), ("TKO:1", 1), ("%", 0), ("_", 0), ("佐藤", 0)] {
            assert_eq!(app.store.orders_board(&cx, &staff, OrderQueue::Open, query, 1).await.expect("list").total, found, "{query}");
        }
    }
}

both_databases! {
    async fn wrong_orders_take_nothing(app: TestApp) {
        shelf(&app, "木暖工房", &[piece(1001, 3800, 2)]).await;
        let nobody = Buyer { name: String::new(), email: "no".into(), phone: "x".into() };
        let wrong = app.store.order_place(&app.cx(), &PlaceOrder { buyer: nobody, ..order(1001, "a") }).await;
        assert!(matches!(wrong, Err(Error::Domain(DomainError::Fields(ref all))) if all.len() == 3), "{wrong:?}");
        for quantity in [0, -1, 21, i64::MAX] {
            let wrong = app.store.order_place(&app.cx(), &order_of(1001, quantity, "b")).await;
            assert!(matches!(wrong, Err(Error::Domain(DomainError::Order(OrderError::QuantityOutOfRange { max: 20 })))), "{wrong:?}");
        }
        let many = app.store.order_place(&app.cx(), &order_of(1001, 3, "c")).await;
        assert!(matches!(many, Err(Error::Domain(DomainError::Order(OrderError::NotEnoughStock { available: 2, .. })))), "{many:?}");
        app.db().execute_unprepared("UPDATE product SET status = 'withdrawn'").await.expect("withdrawn");
        let gone = app.store.order_place(&app.cx(), &order(1001, "d")).await;
        assert!(matches!(gone, Err(Error::Domain(DomainError::Order(OrderError::NotForSale { product_number: 1001 })))), "{gone:?}");
        assert_eq!(count::<entity::shop_order::Entity>(&app).await, 0);
        assert_eq!(count::<entity::job::Entity>(&app).await, 0);
    }
}
