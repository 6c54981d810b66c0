//! What Stripe tells by itself: who said it, when, and what it means.

use chrono::TimeDelta;
use domain::{
    Yen,
    payments::{EventRefusal, PaymentEvent, PaymentEventKind as Kind, RefundState, SessionState},
};
use fake_stripe::{PayBy, Switches, Webhook, signature};
use serde_json::{Value, json};
use store::Clock as _;

use super::Shop;
use crate::support::WEBHOOK_SECRET;

impl Shop {
    fn read(&self, body: &str, signature: &str) -> Result<PaymentEvent, EventRefusal> {
        self.payments.event(body, signature, self.clock.now())
    }

    /// What a body means that Stripe has signed just now.
    fn signed(&self, body: &Value) -> Result<PaymentEvent, EventRefusal> {
        let body = body.to_string();
        self.read(&body, &signature(&body, WEBHOOK_SECRET, self.clock.now()))
    }

    /// What has happened since the last time.
    fn heard(&self) -> Vec<Kind> {
        let read = |webhook: Webhook| {
            let event = self.read(&webhook.body, &webhook.signature).expect("an event");
            assert_eq!(event.id, webhook.id);
            event.kind
        };
        self.fake.take_webhooks().into_iter().map(read).collect()
    }
}

#[tokio::test]
async fn pages_tell_how_they_end() {
    let shop = Shop::open().await;
    let card = shop.paid("card", PayBy::Card).await;
    let heard = shop.heard();
    let [Kind::Other(name), Kind::SessionCompleted(told)] = &heard[..] else { panic!("{heard:?}") };
    assert_eq!(name, "payment_intent.succeeded");
    assert_eq!((told.id.as_str(), told.paid, told.amount), (card.id.as_str(), true, Yen(7_030)));
    assert_eq!((&told.reference, &told.payment_intent), (&card.reference, &card.payment_intent));

    let konbini = shop.paid("konbini", PayBy::Konbini).await;
    let heard = shop.heard();
    let [Kind::SessionCompleted(told)] = &heard[..] else { panic!("{heard:?}") };
    assert_eq!((told.state, told.paid, told.method), (SessionState::Complete, false, konbini.method));
    shop.fake.konbini_pay(&konbini.id).expect("paid at the konbini");
    let heard = shop.heard();
    assert!(matches!(&heard[..], [Kind::SessionPaidLate(told)] if told.paid && told.id == konbini.id), "{heard:?}");

    let lapsing = shop.paid("lapsing", PayBy::Konbini).await;
    let left = shop.session("left").await;
    shop.heard();
    shop.clock.advance(TimeDelta::minutes(31));
    let heard = shop.heard();
    assert!(matches!(&heard[..], [Kind::SessionExpired(told)] if told.id == left.id), "{heard:?}");
    shop.clock.advance(TimeDelta::days(4));
    let heard = shop.heard();
    assert!(matches!(&heard[..], [Kind::SessionFailed(told)] if !told.paid && told.id == lapsing.id), "{heard:?}");
}

#[tokio::test]
async fn refunds_and_disputes_are_told() {
    let shop = Shop::open().await;
    let paid = shop.paid("a", PayBy::Card).await;
    let intent = paid.payment_intent.expect("a payment");
    shop.heard();
    let (id, _) = shop.refund(&intent, 500, "r").await.expect("a refund");
    let heard = shop.heard();
    let [Kind::Refund(told), Kind::Other(name)] = &heard[..] else { panic!("{heard:?}") };
    assert_eq!((&told.id, told.state, told.reference.as_deref()), (&id, RefundState::Succeeded, Some("refund-r")));
    assert_eq!((told.payment_intent.as_ref(), name.as_str()), (Some(&intent), "charge.refunded"));
    shop.fake.refund_outside(&intent, 100).expect("a refund at Stripe's");
    let heard = shop.heard();
    assert!(matches!(&heard[0], Kind::Refund(told) if told.reference.is_none()), "{heard:?}");

    for (won, expected) in [(None, None), (Some(false), Some(false))] {
        shop.fake.dispute(&intent, won).expect("a dispute");
        let heard = shop.heard();
        let [Kind::Dispute(told)] = &heard[..] else { panic!("{heard:?}") };
        assert_eq!((told.won, told.amount, told.payment_intent.as_ref()), (expected, Yen(7_030), Some(&intent)));
    }

    let konbini = shop.paid("k", PayBy::Konbini).await;
    shop.fake.konbini_pay(&konbini.id).expect("paid at the konbini");
    let (id, _) = shop.refund(&konbini.payment_intent.expect("a payment"), 700, "k1").await.expect("a refund");
    shop.heard();
    shop.fake.refund_end(&id, false).expect("the account was wrong");
    let heard = shop.heard();
    assert!(matches!(&heard[..], [Kind::Refund(told)] if told.state == RefundState::Failed), "{heard:?}");
}

#[tokio::test]
async fn only_stripe_is_believed_and_only_for_five_minutes() {
    let shop = Shop::open().await;
    shop.paid("a", PayBy::Card).await;
    let webhook = shop.fake.take_webhooks().pop().expect("an event");
    let (body, now) = (webhook.body.as_str(), shop.clock.now());
    assert!(shop.read(body, &webhook.signature).is_ok());
    let strangers = signature(body, "whsec_of_somebody_else", now);
    for wrong in ["", "t=1", "t=x,v1=00", "nonsense", &strangers, &webhook.signature.replace("v1=", "v0=")] {
        assert_eq!(shop.read(body, wrong), Err(EventRefusal::BadSignature), "{wrong}");
    }
    let changed = body.replace("7030", "7031");
    assert_ne!(changed, body);
    assert_eq!(shop.read(&changed, &webhook.signature), Err(EventRefusal::BadSignature));

    // While a secret is changed Stripe signs with both.
    let ours = webhook.signature.split_once(',').expect("two parts").1;
    assert!(shop.read(body, &format!("{strangers},{ours}")).is_ok());

    shop.clock.advance(TimeDelta::seconds(300));
    assert!(shop.read(body, &webhook.signature).is_ok());
    shop.clock.advance(TimeDelta::seconds(1));
    assert_eq!(shop.read(body, &webhook.signature), Err(EventRefusal::BadSignature));
}

#[tokio::test]
async fn what_is_not_acted_on_need_not_be_read() {
    let shop = Shop::open().await;
    shop.paid("a", PayBy::Card).await;
    let webhook = shop.fake.take_webhooks().pop().expect("an event");
    let whole: Value = serde_json::from_str(&webhook.body).expect("JSON");
    let with = |name: &str, object: Value| {
        let mut event = whole.clone();
        event["type"] = json!(name);
        event["data"]["object"] = object;
        event
    };
    // Names that nobody knows yet, and known ones of which only a part came.
    for name in ["moon.landed", "customer.created", "payment_intent.succeeded"] {
        let event = shop.signed(&with(name, json!({ "id": "x_1" }))).expect("an event");
        assert_eq!(event.kind, Kind::Other(name.into()));
    }
    for name in ["checkout.session.completed", "refund.updated", "charge.dispute.created"] {
        let refusal = shop.signed(&with(name, json!({ "id": "x_1", "email": "buyer@example.jp" }))).unwrap_err();
        let EventRefusal::Unreadable(why) = refusal else { panic!("{refusal:?}") };
        assert!(why.contains(name) && !why.contains("buyer"), "{why}");
    }
    let mut odd = whole.clone();
    odd["data"]["object"]["status"] = json!("evaporated");
    assert!(matches!(shop.signed(&odd), Err(EventRefusal::Unreadable(_))));
    assert!(matches!(shop.signed(&json!([1, 2])), Err(EventRefusal::Unreadable(_))));
    // Other money than ours is told apart, for the shop to refuse.
    let mut dollars = whole.clone();
    dollars["data"]["object"]["currency"] = json!("usd");
    let event = shop.signed(&dollars).expect("an event");
    assert!(matches!(event.kind, Kind::SessionCompleted(told) if !told.currency_is_yen));
}

#[tokio::test]
async fn events_come_twice_late_and_in_any_order() {
    let shop = Shop::open().await;
    let kinds = || shop.fake.take_webhooks().into_iter().map(|webhook| webhook.kind).collect::<Vec<_>>();
    shop.fake.switch(Switches { hold: true, ..Switches::default() });
    let waiting = shop.paid("a", PayBy::Konbini).await;
    shop.fake.konbini_pay(&waiting.id).expect("paid at the konbini");
    assert!(kinds().is_empty());
    shop.fake.switch(Switches { duplicate: true, reverse: true, ..Switches::default() });
    let (paid, completed) = ("checkout.session.async_payment_succeeded", "checkout.session.completed");
    assert_eq!(kinds(), [paid, paid, completed, completed]);
    shop.fake.switch(Switches { lose: 1, ..Switches::default() });
    shop.paid("b", PayBy::Card).await;
    assert_eq!(kinds(), [completed]);
}
