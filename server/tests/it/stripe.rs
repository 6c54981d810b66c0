//! The adapter of Stripe, before the stand-in: what is asked, what comes back, and what goes wrong on the way.

mod events;
mod pages;

use std::sync::Arc;

use chrono::TimeDelta;
use domain::{
    Yen,
    members::Language,
    payments::{
        PaymentFailure, PaymentMethod, PaymentSession, PaymentsKind, RefundRequest, RefundState, SessionItem,
        SessionLine, SessionRequest, SessionState,
    },
};
use fake_stripe::{FakeStripe, Fault, PayBy};
use server::payments::CounterOnly;
use store::{Clock as _, ports::Payments};

use crate::{
    clock::ManualClock,
    support::{Kind, TestApp, adapter, stand_in, start_of_test},
};

/// A shop before a stand-in.
struct Shop {
    clock: Arc<ManualClock>,
    fake: FakeStripe,
    payments: Arc<dyn Payments>,
}

impl Shop {
    async fn open() -> Shop {
        let clock = Arc::new(ManualClock::at(start_of_test()));
        let fake = stand_in(clock.clone()).await;
        Shop { payments: adapter(&fake), clock, fake }
    }

    /// A bowl of 3,300 yen twice, and its way home for 430.
    fn request(&self, key: &str) -> SessionRequest {
        let line = |title: &str, price, quantity| SessionLine {
            item: SessionItem::Piece(title.into()),
            unit_price: Yen(price),
            quantity,
        };
        SessionRequest {
            reference: format!("payment-{key}"),
            order_number: 1042,
            lines: vec![line("けやきの鉢 & <皿>", 3_300, 2), line("レターパックライト", 430, 1)],
            total: Yen(7_030),
            email: "buyer@example.jp".into(),
            language: Some(Language::Ja),
            konbini: true,
            expires_at: self.clock.now() + TimeDelta::minutes(31),
            success_url: "http://tsukuriba.test/orders/1042?paid={CHECKOUT_SESSION_ID}".into(),
            cancel_url: "http://tsukuriba.test/orders/1042".into(),
            idempotency_key: key.into(),
        }
    }

    async fn session(&self, key: &str) -> PaymentSession {
        self.payments.session_create(&self.request(key)).await.expect("a payment page")
    }

    async fn paid(&self, key: &str, by: PayBy) -> PaymentSession {
        let made = self.session(key).await;
        self.fake.pay(&made.id, by).expect("paid");
        self.payments.session_get(&made.id).await.expect("the page")
    }

    async fn refund(&self, intent: &str, amount: i64, key: &str) -> Result<(String, RefundState), PaymentFailure> {
        let request = RefundRequest {
            payment_intent: intent.into(),
            amount: Yen(amount),
            reference: format!("refund-{key}"),
            idempotency_key: key.into(),
        };
        let made = self.payments.refund_create(&request).await?;
        assert_eq!((made.amount, made.reference), (Yen(amount), Some(request.reference)));
        assert_eq!(made.payment_intent.as_deref(), Some(intent));
        Ok((made.id, made.state))
    }
}

fn refused(failure: PaymentFailure) -> String {
    match failure {
        PaymentFailure::Refused(why) => why,
        other => panic!("not refused: {other}"),
    }
}

#[tokio::test]
async fn a_page_is_made_once_under_its_key() {
    let shop = Shop::open().await;
    let made = shop.session("a").await;
    assert_eq!((made.state, made.paid, made.method), (SessionState::Open, false, None));
    assert_eq!((made.amount, made.currency_is_yen), (Yen(7_030), true));
    assert_eq!(made.reference.as_deref(), Some("payment-a"));
    assert_eq!(made.payment_intent, None);
    assert_eq!(made.expires_at, shop.clock.now() + TimeDelta::minutes(31));
    let origin = shop.payments.pay_origin().expect("an origin");
    assert!(made.url.as_ref().is_some_and(|url| url.starts_with(&origin)), "{made:?}");

    assert_eq!(shop.session("a").await, made);
    assert_eq!(shop.payments.session_get(&made.id).await, Ok(made.clone()));
    let other = SessionRequest { email: "other@example.jp".into(), ..shop.request("a") };
    let why = refused(shop.payments.session_create(&other).await.unwrap_err());
    assert!(why.contains("idempotency_error") && !why.contains("other@example.jp"), "{why}");
    assert_eq!(shop.fake.sessions(), 1);

    // A key is forgotten after a day: by then the page is asked for by its id.
    shop.clock.advance(TimeDelta::hours(25));
    assert_ne!(shop.session("a").await.id, made.id);
}

#[tokio::test]
async fn what_makes_no_sense_is_not_sent() {
    let shop = Shop::open().await;
    let wrong = [
        SessionRequest { total: Yen(7_031), ..shop.request("total") },
        SessionRequest { lines: Vec::new(), total: Yen(0), ..shop.request("nothing") },
        SessionRequest { idempotency_key: String::new(), ..shop.request("key") },
    ];
    for request in wrong {
        refused(shop.payments.session_create(&request).await.unwrap_err());
    }
    refused(shop.payments.session_get("cs_test_1/../../refunds").await.unwrap_err());
    assert_eq!(shop.fake.calls(), 0);

    let early = SessionRequest { expires_at: shop.clock.now() + TimeDelta::minutes(29), ..shop.request("early") };
    assert!(refused(shop.payments.session_create(&early).await.unwrap_err()).contains("expires_at"));
    assert!(refused(shop.payments.session_get("cs_test_nobody").await.unwrap_err()).contains("resource_missing"));
}

#[tokio::test]
async fn every_way_to_pay() {
    let shop = Shop::open().await;
    for (key, by, method) in [("card", PayBy::Card, PaymentMethod::Card), ("pp", PayBy::PayPay, PaymentMethod::PayPay)]
    {
        let paid = shop.paid(key, by).await;
        assert_eq!((paid.state, paid.paid, paid.method, paid.url), (SessionState::Complete, true, Some(method), None));
        let intent = paid.payment_intent.expect("a payment");
        assert_eq!(shop.payments.fee(&intent).await, Ok(Some(Yen(253))));
    }

    let declined = shop.paid("declined", PayBy::CardRefused).await;
    assert_eq!((declined.state, declined.paid), (SessionState::Open, false));
    shop.fake.pay(&declined.id, PayBy::Card).expect("another card");

    let waiting = shop.paid("konbini", PayBy::Konbini).await;
    assert_eq!((waiting.state, waiting.paid), (SessionState::Complete, false));
    assert_eq!(waiting.method, Some(PaymentMethod::Konbini));
    let intent = waiting.payment_intent.expect("a payment");
    assert_eq!(shop.payments.fee(&intent).await, Ok(None));
    shop.fake.konbini_pay(&waiting.id).expect("paid at the konbini");
    let paid = shop.payments.session_get(&waiting.id).await.expect("the page");
    assert_eq!((paid.paid, paid.method), (true, Some(PaymentMethod::Konbini)));
}

#[tokio::test]
async fn konbini_is_left_out_of_one_of_a_kind() {
    let shop = Shop::open().await;
    let request = SessionRequest { konbini: false, ..shop.request("unique") };
    let made = shop.payments.session_create(&request).await.expect("a payment page");
    assert!(shop.fake.pay(&made.id, PayBy::Konbini).is_err());
    assert!(shop.fake.pay(&made.id, PayBy::PayPay).is_ok());
}

#[tokio::test]
async fn a_page_is_closed_unless_it_is_paid() {
    let shop = Shop::open().await;
    let open = shop.session("open").await;
    let closed = shop.payments.session_expire(&open.id).await.expect("closed");
    assert_eq!((closed.state, closed.url), (SessionState::Expired, None));
    assert!(shop.fake.pay(&open.id, PayBy::Card).is_err());
    assert_eq!(shop.payments.session_expire(&open.id).await.expect("as it is").state, SessionState::Expired);

    let paid = shop.paid("paid", PayBy::Card).await;
    assert_eq!(shop.payments.session_expire(&paid.id).await, Ok(paid));

    let late = shop.session("late").await;
    shop.clock.advance(TimeDelta::minutes(31));
    assert_eq!(shop.payments.session_get(&late.id).await.expect("the page").state, SessionState::Expired);
}

#[tokio::test]
async fn money_is_given_back_in_parts_until_none_is_left() {
    let shop = Shop::open().await;
    let intent = shop.paid("a", PayBy::Card).await.payment_intent.expect("a payment");
    let first = shop.refund(&intent, 3_300, "r1").await.expect("a refund");
    assert_eq!(first.1, RefundState::Succeeded);
    assert_eq!(shop.refund(&intent, 3_300, "r1").await, Ok(first));
    assert!(refused(shop.refund(&intent, 3_731, "r2").await.unwrap_err()).contains("amount_too_large"));
    shop.refund(&intent, 3_730, "r3").await.expect("the rest");
    assert!(refused(shop.refund(&intent, 1, "r4").await.unwrap_err()).contains("charge_already_refunded"));
    assert_eq!(shop.fake.payments()[0].refunded, 7_030);

    let waiting = shop.paid("k", PayBy::Konbini).await;
    let intent = waiting.payment_intent.expect("a payment");
    refused(shop.refund(&intent, 100, "r5").await.unwrap_err());
    shop.fake.konbini_pay(&waiting.id).expect("paid at the konbini");
    assert_eq!(shop.refund(&intent, 100, "r6").await.expect("a refund").1, RefundState::Pending);
}

#[tokio::test]
async fn nothing_is_done_twice_when_the_answer_is_lost() {
    let shop = Shop::open().await;
    // Two answers are lost after the page was made: the third is the first page.
    shop.fake.break_next(&[Fault::After, Fault::After]);
    let made = shop.session("a").await;
    assert_eq!((shop.fake.calls(), shop.fake.sessions()), (3, 1));
    // All three are: the outcome is not known, and the same key finds it.
    shop.fake.break_next(&[Fault::After, Fault::Answer(503), Fault::Before]);
    let lost = shop.payments.session_create(&shop.request("b")).await.unwrap_err();
    assert!(matches!(lost, PaymentFailure::Unreachable(_)), "{lost}");
    let found = shop.session("b").await;
    assert!(found.id != made.id && shop.fake.sessions() == 2);

    shop.fake.pay(&made.id, PayBy::Card).expect("paid");
    let intent = shop.payments.session_get(&made.id).await.expect("the page").payment_intent.expect("a payment");
    shop.fake.break_next(&[Fault::After, Fault::Answer(429)]);
    shop.refund(&intent, 1_000, "r").await.expect("a refund");
    assert_eq!(shop.fake.payments()[0].refunded, 1_000);
}

#[tokio::test]
async fn a_refusal_is_not_tried_again() {
    let shop = Shop::open().await;
    shop.fake.break_next(&[Fault::Answer(400)]);
    refused(shop.payments.session_create(&shop.request("a")).await.unwrap_err());
    assert_eq!(shop.fake.calls(), 1);
    shop.fake.stop();
}

#[tokio::test]
async fn a_form_may_lead_to_the_page_where_one_pays_and_nowhere_else() {
    let counter = TestApp::new(Kind::Sqlite).await;
    let (shop, fake) = counter.with_stripe().await;
    for (app, forms) in
        [(&counter, "form-action 'self';".to_owned()), (&shop, format!("form-action 'self' {};", fake.origin()))]
    {
        let page = app.visitor().get("/signin").await.expect(200);
        let policy = page.header("content-security-policy");
        assert!(policy.contains(&forms), "{policy}");
    }
}

#[tokio::test]
async fn the_counter_alone_takes_no_payment() {
    let counter = CounterOnly;
    assert_eq!((counter.kind(), counter.pay_origin()), (PaymentsKind::CounterOnly, None));
    assert_eq!(counter.session_get("cs_test_1").await, Err(PaymentFailure::NotConfigured));
    let shop = Shop::open().await;
    assert_eq!(counter.session_create(&shop.request("a")).await, Err(PaymentFailure::NotConfigured));
    assert_eq!(shop.payments.kind(), PaymentsKind::Stripe);
}
