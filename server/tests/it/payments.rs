//! Payments: whatever the provider tells, however often and in whatever order, money in is money recorded.

use std::sync::Arc;

use chrono::{DateTime, TimeDelta, Utc};
use domain::{
    DomainError, OrderId, Yen,
    orders::{OrderAlert, OrderError, OrderState, OrderStep, PayBy, PlaceOrder, RefundLine, RefundOrder, RefundScope},
    payments::{
        MoneyKind, PaymentDispute, PaymentEvent, PaymentEventKind, PaymentMethod, PaymentSession, ProviderRefund,
        RefundState, SessionState,
    },
};
use sea_orm::{ColumnTrait, EntityTrait, QueryFilter, QueryOrder};
use store::{Error, entity, payments::PaymentPage};
use tokio::{sync::Barrier, task::JoinSet};

use crate::{
    shelf::{at_the_counter, available, count, order_of, piece, shelf},
    support::TestApp,
};

/// An order that waits for its payment, and its page at the provider.
struct Ordered {
    id: OrderId,
    key: String,
    page: PaymentSession,
}

async fn online(app: &TestApp, number: i64, quantity: i64, key: &str) -> Ordered {
    let cmd = PlaceOrder { pay_by: PayBy::Online, pays_online: true, ..order_of(number, quantity, key) };
    let placed = app.store.order_place(&app.cx(), &cmd).await.expect("placed");
    let (payment, request) = match app.store.payment_page(&app.cx(), placed.id, Some(&placed.key)).await.expect("page")
    {
        PaymentPage::ToBeMade { payment, request } => (payment, request),
        other => panic!("{other:?}"),
    };
    let page = PaymentSession {
        id: format!("cs_{key}"),
        reference: Some(payment.to_string()),
        url: Some(format!("https://pay.test/{key}")),
        state: SessionState::Open,
        paid: false,
        amount: request.total,
        currency_is_yen: true,
        payment_intent: Some(format!("pi_{key}")),
        method: None,
        expires_at: request.expires_at,
    };
    app.store.payment_opened(&app.cx(), payment, &page).await.expect("opened");
    Ordered { id: placed.id, key: placed.key, page }
}

impl Ordered {
    fn paid(&self) -> PaymentSession {
        PaymentSession {
            state: SessionState::Complete,
            paid: true,
            method: Some(PaymentMethod::Card),
            ..self.page.clone()
        }
    }

    /// A number for the konbini was given.
    fn pending(&self) -> PaymentSession {
        PaymentSession { paid: false, method: Some(PaymentMethod::Konbini), ..self.paid() }
    }

    async fn state(&self, app: &TestApp) -> OrderState {
        app.store.order_view(&app.cx(), self.id, Some(&self.key)).await.expect("order").state
    }
}

fn event(id: &str, kind: PaymentEventKind) -> PaymentEvent {
    PaymentEvent { id: id.to_owned(), kind }
}

/// Kind and amount of every movement of money, in the order of their kinds.
async fn money(app: &TestApp) -> Vec<(MoneyKind, i64)> {
    let rows = entity::money_event::Entity::find().order_by_asc(entity::money_event::Column::Kind);
    let rows = rows.all(app.db().read()).await.expect("rows");
    rows.into_iter().map(|row| (row.kind, row.amount_yen.0)).collect()
}

async fn alert(app: &TestApp, id: OrderId) -> Option<OrderAlert> {
    let row = entity::shop_order::Entity::find_by_id(id).one(app.db().read()).await.expect("row").expect("an order");
    row.alert
}

/// All orders of these numbers.
fn orders_of<T: Clone>(items: &[T]) -> Vec<Vec<T>> {
    if items.is_empty() {
        return vec![Vec::new()];
    }
    let mut out = Vec::new();
    for at in 0..items.len() {
        let mut rest = items.to_vec();
        let first = rest.remove(at);
        out.extend(orders_of(&rest).into_iter().map(|mut tail| {
            tail.insert(0, first.clone());
            tail
        }));
    }
    out
}

both_databases! {
    async fn events_in_every_order_and_thrice_end_the_same(app: TestApp) {
        shelf(&app, "木暖工房", &[piece(1001, 3800, 20)]).await;
        // By konbini: a number, then the money; the page's own end may be told at any time.
        for (n, sequence) in orders_of(&["number", "money", "money again"]).into_iter().enumerate() {
            let one = online(&app, 1001, 1, &format!("k{n}")).await;
            for round in 0..3 {
                for name in &sequence {
                    let id = format!("evt-{n}-{name}");
                    let kind = match *name {
                        "number" => PaymentEventKind::SessionCompleted(one.pending()),
                        _ => PaymentEventKind::SessionPaidLate(one.paid()),
                    };
                    let new = app.store.payment_event(&app.cx(), &event(&id, kind)).await.expect("taken");
                    assert_eq!(new, round == 0, "{id} in round {round}");
                }
            }
            assert_eq!(one.state(&app).await, OrderState::Paid, "{sequence:?}");
            let of_order = entity::money_event::Entity::find().filter(entity::money_event::Column::OrderId.eq(one.id));
            let of_order = of_order.all(app.db().read()).await.expect("rows");
            assert_eq!(of_order.iter().map(|row| (row.kind, row.amount_yen)).collect::<Vec<_>>(), [(MoneyKind::Payment, Yen(3800))], "{sequence:?}");
            assert_eq!(alert(&app, one.id).await, None, "{sequence:?}");
        }
        assert_eq!(available(&app, 1001).await, 14);
        app.leave_jobs();
    }
}

both_databases! {
    async fn one_event_many_times_at_once_is_one(app: TestApp) {
        shelf(&app, "木暖工房", &[piece(1001, 3800, 1)]).await;
        let one = Arc::new(online(&app, 1001, 1, "k").await);
        let gate = Arc::new(Barrier::new(8));
        let mut sends = JoinSet::new();
        for n in 0..8 {
            let (app, one, gate) = (app.clone(), one.clone(), gate.clone());
            sends.spawn(async move {
                gate.wait().await;
                // Half of them the same event, half of them another event of the same payment.
                let id = if n % 2 == 0 { "evt-same".to_owned() } else { format!("evt-{n}") };
                let told = event(&id, PaymentEventKind::SessionCompleted(one.paid()));
                app.store.payment_event(&app.cx(), &told).await
            });
        }
        for outcome in sends.join_all().await {
            assert!(matches!(outcome, Ok(_) | Err(Error::Domain(DomainError::Busy))), "{outcome:?}");
        }
        // What was told to be busy is sent again by the provider.
        app.store.payment_event(&app.cx(), &event("evt-last", PaymentEventKind::SessionCompleted(one.paid()))).await.expect("taken");
        assert_eq!(money(&app).await, [(MoneyKind::Payment, 3800)]);
        assert_eq!(one.state(&app).await, OrderState::Paid);
        let row = entity::shop_order::Entity::find().one(app.db().read()).await.expect("row").expect("an order");
        assert_eq!(row.paid_yen, Yen(3800));
        app.leave_jobs();
    }
}

both_databases! {
    async fn a_konbini_paid_after_the_end_goes_back(app: TestApp) {
        shelf(&app, "木暖工房", &[piece(1001, 3800, 1)]).await;
        let one = online(&app, 1001, 1, "k").await;
        app.store.payment_event(&app.cx(), &event("e1", PaymentEventKind::SessionCompleted(one.pending()))).await.expect("number");
        assert_eq!(available(&app, 1001).await, 0, "kept for the konbini");
        app.clock.advance(TimeDelta::hours(2));
        assert!(!app.store.order_is_over(&app.cx(), one.id).await.expect("read"), "longer than for a card");
        app.clock.advance(TimeDelta::days(4));
        assert!(app.store.order_expire(&app.cx(), one.id).await.expect("expired"));
        assert_eq!(available(&app, 1001).await, 1);
        app.store.payment_event(&app.cx(), &event("e2", PaymentEventKind::SessionPaidLate(one.paid()))).await.expect("late");
        assert_eq!((one.state(&app).await, available(&app, 1001).await), (OrderState::Expired, 1));
        assert_eq!(alert(&app, one.id).await, Some(OrderAlert::PaidTooLate));
        let refund = entity::refund::Entity::find().one(app.db().read()).await.expect("row").expect("a refund by itself");
        assert_eq!((refund.amount_yen, refund.by_account_id), (Yen(3800), None));
        let asked = app.store.refund_request(&app.cx(), refund.id).await.expect("read").expect("to be sent");
        assert_eq!((asked.amount, asked.payment_intent.as_str()), (Yen(3800), "pi_k"));
        let done = ProviderRefund { id: "re_1".into(), payment_intent: Some("pi_k".into()), reference: Some(refund.id.to_string()), amount: Yen(3800), state: RefundState::Succeeded };
        for _ in 0..3 {
            app.store.refund_told(&app.cx(), &done).await.expect("told");
        }
        assert_eq!(money(&app).await, [(MoneyKind::Payment, 3800), (MoneyKind::Refund, 3800)]);
        assert_eq!(app.store.refund_request(&app.cx(), refund.id).await.expect("read"), None, "it is not sent twice");
        app.leave_jobs();
    }
}

both_databases! {
    async fn a_wrong_amount_is_refused_and_flagged(app: TestApp) {
        shelf(&app, "木暖工房", &[piece(1001, 3800, 2)]).await;
        let less = online(&app, 1001, 1, "less").await;
        let told = PaymentSession { amount: Yen(3799), ..less.paid() };
        app.store.payment_event(&app.cx(), &event("e1", PaymentEventKind::SessionCompleted(told))).await.expect("taken");
        assert_eq!(less.state(&app).await, OrderState::AwaitingPayment);
        assert_eq!(alert(&app, less.id).await, Some(OrderAlert::WrongAmount));
        assert_eq!(money(&app).await, [(MoneyKind::Payment, 3799)], "what came in is recorded");
        let back = entity::refund::Entity::find().all(app.db().read()).await.expect("rows");
        assert_eq!(back.iter().map(|row| row.amount_yen).collect::<Vec<_>>(), [Yen(3799)]);
        let dollars = online(&app, 1001, 1, "dollars").await;
        let told = PaymentSession { currency_is_yen: false, ..dollars.paid() };
        app.store.payment_event(&app.cx(), &event("e2", PaymentEventKind::SessionCompleted(told))).await.expect("taken");
        assert_eq!(dollars.state(&app).await, OrderState::AwaitingPayment);
        assert_eq!(alert(&app, dollars.id).await, Some(OrderAlert::WrongAmount));
        assert_eq!(money(&app).await.len(), 1, "no yen came in");
        app.leave_jobs();
    }
}

fn refund(lines: &[(i64, i64)], key: &str) -> RefundOrder {
    let line =
        |(position, quantity): &(i64, i64)| RefundLine { position: *position, quantity: *quantity, restock: true };
    let scope = RefundScope::Some { lines: lines.iter().map(line).collect(), with_delivery: false };
    RefundOrder { scope, reason: "傷があったため".into(), idempotency_key: key.into() }
}

both_databases! {
    async fn partial_refunds_never_pass_the_payment(app: TestApp) {
        shelf(&app, "木暖工房", &[piece(1001, 1000, 5)]).await;
        let one = online(&app, 1001, 3, "k").await;
        let (cx, staff) = at_the_counter(&app).await;
        let unpaid = app.store.order_refund(&cx, &staff, one.id, &refund(&[(0, 1)], "early")).await;
        assert!(matches!(unpaid, Err(Error::Domain(DomainError::Order(OrderError::RefundTooLarge { left: Yen(0) })))), "{unpaid:?}");
        app.store.payment_event(&app.cx(), &event("e1", PaymentEventKind::SessionCompleted(one.paid()))).await.expect("paid");
        app.store.order_refund(&cx, &staff, one.id, &refund(&[(0, 1)], "a")).await.expect("one of three");
        app.store.order_refund(&cx, &staff, one.id, &refund(&[(0, 1)], "a")).await.expect("the same form");
        assert_eq!(available(&app, 1001).await, 3, "the piece can be sold again");
        let other = app.store.order_refund(&cx, &staff, one.id, &refund(&[(0, 2)], "a")).await;
        assert!(matches!(other, Err(Error::Domain(DomainError::Order(OrderError::FormUsed)))), "{other:?}");
        let many = app.store.order_refund(&cx, &staff, one.id, &refund(&[(0, 3)], "b")).await;
        assert!(matches!(many, Err(Error::Domain(DomainError::Order(OrderError::RefundTooLarge { left: Yen(2000) })))), "{many:?}");
        // At once: two forms for two of the two that are left.
        let gate = Arc::new(Barrier::new(4));
        let mut sends = JoinSet::new();
        for n in 0..4 {
            let (app, cx, staff, gate) = (app.clone(), cx.clone(), staff.clone(), gate.clone());
            sends.spawn(async move {
                gate.wait().await;
                app.store.order_refund(&cx, &staff, one.id, &refund(&[(0, 2)], &format!("race-{n}"))).await
            });
        }
        let outcomes = sends.join_all().await;
        assert_eq!(outcomes.iter().filter(|outcome| outcome.is_ok()).count(), 1, "{outcomes:?}");
        let row = entity::shop_order::Entity::find_by_id(one.id).one(app.db().read()).await.expect("row").expect("an order");
        assert_eq!((row.paid_yen, row.returned_yen, row.state), (Yen(3000), Yen(3000), OrderState::Refunded));
        assert_eq!(available(&app, 1001).await, 5);
        app.leave_jobs();
    }
}

both_databases! {
    async fn a_refund_that_fails_is_staffs_again(app: TestApp) {
        shelf(&app, "木暖工房", &[piece(1001, 1000, 2)]).await;
        let one = online(&app, 1001, 2, "k").await;
        app.store.payment_event(&app.cx(), &event("e1", PaymentEventKind::SessionCompleted(one.paid()))).await.expect("paid");
        let (cx, staff) = at_the_counter(&app).await;
        app.store.order_refund(&cx, &staff, one.id, &refund(&[(0, 1)], "a")).await.expect("refunded");
        let row = entity::refund::Entity::find().one(app.db().read()).await.expect("row").expect("a refund");
        let told = |state| ProviderRefund { id: "re_1".into(), payment_intent: Some("pi_k".into()), reference: Some(row.id.to_string()), amount: Yen(1000), state };
        for state in [RefundState::Succeeded, RefundState::Failed, RefundState::Succeeded, RefundState::Pending] {
            app.store.refund_told(&app.cx(), &told(state)).await.expect("told");
        }
        assert_eq!(money(&app).await, [(MoneyKind::Payment, 2000), (MoneyKind::Refund, 1000), (MoneyKind::RefundReturned, 1000)]);
        assert_eq!(alert(&app, one.id).await, Some(OrderAlert::RefundFailed));
        let left = app.store.refund_left(&cx, &staff, one.id).await.expect("left");
        assert_eq!(left.paid.minus(left.returned), Yen(2000), "it may be given back another way");
        app.store.order_alert_seen(&cx, &staff, one.id).await.expect("seen");
        assert_eq!(alert(&app, one.id).await, None);
        app.leave_jobs();
    }
}

both_databases! {
    async fn what_happens_at_the_provider_is_recorded(app: TestApp) {
        shelf(&app, "木暖工房", &[piece(1001, 1000, 2)]).await;
        let one = online(&app, 1001, 2, "k").await;
        app.store.payment_event(&app.cx(), &event("e1", PaymentEventKind::SessionCompleted(one.paid()))).await.expect("paid");
        // A refund by hand at the provider, and a dispute whose decision is told before itself.
        let outside = ProviderRefund { id: "re_9".into(), payment_intent: Some("pi_k".into()), reference: None, amount: Yen(400), state: RefundState::Succeeded };
        let dispute = |won| PaymentDispute { id: "dp_1".into(), payment_intent: Some("pi_k".into()), amount: Yen(600), won };
        for (id, kind) in [
            ("e2", PaymentEventKind::Refund(outside.clone())),
            ("e3", PaymentEventKind::Refund(outside)),
            ("e4", PaymentEventKind::Dispute(dispute(Some(true)))),
            ("e5", PaymentEventKind::Dispute(dispute(None))),
            ("e6", PaymentEventKind::Other("customer.created".into())),
        ] {
            assert!(app.store.payment_event(&app.cx(), &event(id, kind)).await.expect("taken"));
        }
        let all = [(MoneyKind::Dispute, 600), (MoneyKind::DisputeReturned, 600), (MoneyKind::Payment, 2000), (MoneyKind::Refund, 400)];
        assert_eq!(money(&app).await, all);
        assert_eq!(alert(&app, one.id).await, Some(OrderAlert::Disputed));
        let row = entity::shop_order::Entity::find_by_id(one.id).one(app.db().read()).await.expect("row").expect("an order");
        assert_eq!(row.returned_yen, Yen(400));
        app.leave_jobs();
    }
}

both_databases! {
    /// Whoever gives the last of the money back: the order is over and none of its pieces stays reserved.
    async fn money_that_goes_back_takes_the_pieces_with_it(app: TestApp) {
        shelf(&app, "木暖工房", &[piece(1001, 1000, 2), piece(1002, 1000, 5)]).await;
        let by_hand = |id: &str, intent: &str, amount| ProviderRefund {
            id: id.into(), payment_intent: Some(intent.into()), reference: None, amount: Yen(amount), state: RefundState::Succeeded,
        };
        let (whole, rest) = (online(&app, 1001, 2, "whole").await, online(&app, 1002, 3, "rest").await);
        for (id, one) in [("e1", &whole), ("e2", &rest)] {
            app.store.payment_event(&app.cx(), &event(id, PaymentEventKind::SessionCompleted(one.paid()))).await.expect("paid");
        }
        for (id, told) in [("e3", by_hand("re_1", "pi_whole", 1500)), ("e4", by_hand("re_2", "pi_whole", 500)), ("e5", by_hand("re_3", "pi_rest", 2000))] {
            app.store.payment_event(&app.cx(), &event(id, PaymentEventKind::Refund(told))).await.expect("taken");
        }
        assert_eq!(whole.state(&app).await, OrderState::Refunded, "all of it went back at the provider's");
        assert_eq!(rest.state(&app).await, OrderState::Paid, "a part of it did");
        let (cx, staff) = at_the_counter(&app).await;
        app.store.order_refund(&cx, &staff, rest.id, &refund(&[(0, 1)], "a")).await.expect("the last 1,000 yen");
        assert_eq!(rest.state(&app).await, OrderState::Refunded);
        let stocks = entity::stock::Entity::find().all(app.db().read()).await.expect("rows");
        let mut left: Vec<_> = stocks.iter().map(|stock| (stock.on_hand, stock.reserved)).collect();
        left.sort_unstable();
        assert_eq!(left, [(2, 0), (5, 0)]);
        app.leave_jobs();
    }
}

both_databases! {
    async fn a_paid_order_is_packed_and_handed_over(app: TestApp) {
        shelf(&app, "木暖工房", &[piece(1001, 1000, 3)]).await;
        let one = online(&app, 1001, 2, "k").await;
        let (cx, staff) = at_the_counter(&app).await;
        let early = app.store.order_step(&cx, &staff, one.id, OrderStep::Prepare, "").await;
        assert!(matches!(early, Err(Error::Domain(DomainError::Order(OrderError::WrongState)))), "unpaid: {early:?}");
        app.store.payment_event(&app.cx(), &event("e1", PaymentEventKind::SessionCompleted(one.paid()))).await.expect("paid");
        assert_eq!(count::<entity::participation::Entity>(&app).await, 1, "its maker has sold something");
        for by_hand in [OrderStep::Pay, OrderStep::RefundAll, OrderStep::Expire, OrderStep::SellAtCounter] {
            assert!(app.store.order_step(&cx, &staff, one.id, by_hand, "").await.is_err(), "{by_hand:?}");
        }
        app.store.order_step(&cx, &staff, one.id, OrderStep::Prepare, "").await.expect("begun");
        // One of the two turns out to be damaged: it is refunded and written off.
        let lines = vec![RefundLine { position: 0, quantity: 1, restock: false }];
        let damaged = RefundOrder { scope: RefundScope::Some { lines, with_delivery: false }, ..refund(&[], "a") };
        app.store.order_refund(&cx, &staff, one.id, &damaged).await.expect("refunded");
        app.store.order_step(&cx, &staff, one.id, OrderStep::MakeReady, "").await.expect("ready");
        app.store.order_step(&cx, &staff, one.id, OrderStep::Complete, "").await.expect("handed over");
        let stock = entity::stock::Entity::find().one(app.db().read()).await.expect("row").expect("stock");
        assert_eq!((stock.on_hand, stock.reserved), (1, 0), "one sold, one written off");
        let history = app.store.order_view(&cx, one.id, None).await.expect("order").changes;
        use OrderState::{AwaitingPayment, Completed, Paid, Preparing, Ready};
        let states: Vec<_> = history.iter().map(|change| (change.state, change.by.clone())).collect();
        let by = Some("レジ係".to_owned());
        // The account of the test's context has another name in the database than in the context.
        assert_eq!(states.iter().map(|(state, _)| *state).collect::<Vec<_>>(), [AwaitingPayment, Paid, Preparing, Ready, Completed]);
        assert!(states[..2].iter().all(|(_, who)| who.is_none()) && states[2..].iter().all(|(_, who)| who.is_some()), "{states:?} {by:?}");
        app.leave_jobs();
    }
}

both_databases! {
    async fn a_hold_for_a_payment_runs_out(app: TestApp) {
        shelf(&app, "木暖工房", &[piece(1001, 1000, 1)]).await;
        let one = online(&app, 1001, 1, "k").await;
        let again: DateTime<Utc> = one.page.expires_at;
        assert!(app.store.now() + TimeDelta::minutes(30) < again, "Stripe's pages stay open for half an hour at least");
        app.clock.set(again + TimeDelta::minutes(1));
        app.run_jobs().await;
        assert_eq!(one.state(&app).await, OrderState::AwaitingPayment, "the hold outlives the page");
        app.clock.advance(TimeDelta::minutes(20));
        // The expiry asks the provider first; of this one nothing is known any more.
        app.run_jobs().await;
        assert_eq!((one.state(&app).await, available(&app, 1001).await), (OrderState::Expired, 1));
        let page = app.store.payment_page(&app.cx(), one.id, Some(&one.key)).await.expect("page");
        assert_eq!(page, PaymentPage::None);
        app.run_jobs().await;
        assert_eq!(app.mails().len(), 1, "one mail about it");
    }
}
