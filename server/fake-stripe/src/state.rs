//! What there is: payment pages, payments, refunds, disputes; and what happens to them. Every change leaves its event.

use std::collections::{BTreeMap, VecDeque};

use chrono::{DateTime, TimeDelta, Utc};
use rand::Rng;
use serde_json::{Value, json};

use crate::{
    API_VERSION,
    errors::Refusal,
    form::Expand,
    idempotency::Keys,
    model::{Dispute, Event, Fault, Paid, PayBy, PaymentStatus, Refund, Session, SessionStatus, Switches},
    objects,
};

/// Everything.
pub struct State {
    origin: String,
    pub sessions: BTreeMap<String, Session>,
    pub payments: BTreeMap<String, Paid>,
    /// Payments in the order in which they were made.
    pub order: Vec<String>,
    pub keys: Keys,
    pub faults: VecDeque<Fault>,
    pub events: VecDeque<Event>,
    pub switches: Switches,
    pub calls: usize,
}

/// An id that nobody guesses.
pub fn id(prefix: &str) -> String {
    format!("{prefix}_{}", hex::encode(rand::rng().random::<[u8; 12]>()))
}

impl State {
    pub fn new(origin: String) -> State {
        State {
            origin,
            sessions: BTreeMap::new(),
            payments: BTreeMap::new(),
            order: Vec::new(),
            keys: Keys::default(),
            faults: VecDeque::new(),
            events: VecDeque::new(),
            switches: Switches::default(),
            calls: 0,
        }
    }

    /// What happens by time alone: pages run out, and so do numbers for the konbini.
    pub fn pass_time(&mut self, now: DateTime<Utc>) {
        let over = |session: &&Session| session.status == SessionStatus::Open && session.expires_at <= now;
        let over: Vec<String> = self.sessions.values().filter(over).map(|session| session.id.clone()).collect();
        for id in over {
            self.close(&id, now);
        }
        let late = |paid: &&Paid| paid.status == PaymentStatus::Waiting && paid.konbini_until <= now;
        let late: Vec<String> = self.payments.values().filter(late).map(|paid| paid.session.clone()).collect();
        for session in late {
            self.konbini_lapses(&session, now);
        }
    }

    pub fn session(&self, id: &str) -> Result<&Session, Refusal> {
        self.sessions.get(id).ok_or_else(|| Refusal::missing("checkout.session", id))
    }

    pub fn payment(&self, id: &str) -> Result<&Paid, Refusal> {
        self.payments.get(id).ok_or_else(|| Refusal::missing("payment_intent", id))
    }

    /// The session as the API shows it.
    pub fn session_object(&self, session: &Session, expand: &Expand) -> Value {
        let payment = session.payment.as_ref().and_then(|id| self.payments.get(id));
        objects::session(session, payment, &self.origin, expand)
    }

    fn tell(&mut self, kind: &'static str, object: Value, now: DateTime<Utc>) {
        let id = id("evt");
        let body = json!({
            "id": id, "object": "event", "api_version": API_VERSION, "created": now.timestamp(), "livemode": false,
            "pending_webhooks": 1, "request": { "id": null, "idempotency_key": null }, "type": kind,
            "data": { "object": object },
        });
        self.events.push_back(Event { id, kind: kind.to_owned(), body: body.to_string(), tries: 0 });
    }

    fn tell_session(&mut self, kind: &'static str, id: &str, now: DateTime<Utc>) {
        if let Some(session) = self.sessions.get(id) {
            let object = self.session_object(session, &Expand::default());
            self.tell(kind, object, now);
        }
    }

    fn tell_payment(&mut self, kind: &'static str, id: &str, now: DateTime<Utc>, of: fn(&Paid) -> Option<Value>) {
        if let Some(object) = self.payments.get(id).and_then(of) {
            self.tell(kind, object, now);
        }
    }

    /// Ends an open page.
    pub fn close(&mut self, id: &str, now: DateTime<Utc>) {
        if let Some(session) = self.sessions.get_mut(id) {
            session.status = SessionStatus::Expired;
            self.tell_session("checkout.session.expired", id, now);
        }
    }

    /// Pays an open page; at a konbini that only gives a number. A refused card leaves the page open.
    ///
    /// # Errors
    /// When the page is not open any more, or does not offer that.
    pub fn pay(&mut self, id: &str, by: PayBy, now: DateTime<Utc>) -> Result<(), Refusal> {
        let session = self.sessions.get_mut(id).ok_or_else(|| Refusal::missing("checkout.session", id))?;
        if session.status != SessionStatus::Open || !session.offers(by.word()) {
            return Err(Refusal::wrong("session", "This Checkout Session cannot be paid like this."));
        }
        session.refused = by == PayBy::CardRefused;
        if session.refused {
            return Ok(());
        }
        let waits = by == PayBy::Konbini;
        let paid = Paid {
            id: self::id("pi"),
            session: id.to_owned(),
            amount: session.amount,
            by,
            status: if waits { PaymentStatus::Waiting } else { PaymentStatus::Paid },
            metadata: session.intent_metadata.clone(),
            description: session.description.clone(),
            created: now,
            konbini_number: format!("{:011}", rand::rng().random_range(0..100_000_000_000_u64)),
            konbini_until: end_of_day(now + TimeDelta::days(session.konbini_days)),
            refunds: Vec::new(),
            dispute: None,
        };
        session.status = SessionStatus::Complete;
        session.payment = Some(paid.id.clone());
        let payment = paid.id.clone();
        self.order.push(payment.clone());
        self.payments.insert(payment.clone(), paid);
        if !waits {
            self.tell_payment("payment_intent.succeeded", &payment, now, |paid| {
                Some(objects::intent(paid, &Expand::default()))
            });
        }
        self.tell_session("checkout.session.completed", id, now);
        Ok(())
    }

    /// The money of a konbini payment comes.
    ///
    /// # Errors
    /// When none is waited for.
    pub fn konbini_pays(&mut self, session: &str, now: DateTime<Utc>) -> Result<(), Refusal> {
        self.waiting(session)?.status = PaymentStatus::Paid;
        self.tell_session("checkout.session.async_payment_succeeded", session, now);
        Ok(())
    }

    /// Nobody paid at the konbini in time.
    pub fn konbini_lapses(&mut self, session: &str, now: DateTime<Utc>) {
        if let Ok(paid) = self.waiting(session) {
            paid.status = PaymentStatus::Lapsed;
            self.tell_session("checkout.session.async_payment_failed", session, now);
        }
    }

    fn waiting(&mut self, session: &str) -> Result<&mut Paid, Refusal> {
        let payment = self.session(session)?.payment.clone().unwrap_or_default();
        let paid = self.payments.get_mut(&payment).filter(|paid| paid.status == PaymentStatus::Waiting);
        paid.ok_or_else(|| Refusal::wrong("session", "No payment is waited for."))
    }

    /// Gives money back. Of a konbini payment it waits until the buyer has said to which account.
    ///
    /// # Errors
    /// When nothing was paid, or more is asked for than is left.
    pub fn refund(
        &mut self,
        payment: &str,
        amount: Option<i64>,
        metadata: BTreeMap<String, String>,
        now: DateTime<Utc>,
    ) -> Result<Value, Refusal> {
        let paid = self.payments.get_mut(payment).ok_or_else(|| Refusal::missing("payment_intent", payment))?;
        if paid.status != PaymentStatus::Paid {
            return Err(Refusal::wrong(
                "payment_intent",
                "This PaymentIntent does not have a successful charge to refund.",
            ));
        }
        let left = paid.amount - paid.refunded();
        let amount = amount.unwrap_or(left);
        if left == 0 {
            return Err(Refusal::wrong("payment_intent", "Charge has already been refunded.")
                .with_code("charge_already_refunded"));
        }
        if amount < 1 || amount > left {
            let message = format!("Refund amount (¥{amount}) is greater than unrefunded amount on charge (¥{left})");
            return Err(Refusal::wrong("amount", message).with_code("amount_too_large"));
        }
        let status = if paid.by == PayBy::Konbini { "requires_action" } else { "succeeded" };
        let refund = Refund { id: id("re"), amount, status, metadata, created: now };
        paid.refunds.push(refund.clone());
        let object = objects::refund(paid, &refund);
        self.tell("refund.created", object.clone(), now);
        self.tell_payment("charge.refunded", payment, now, |paid| Some(objects::charge(paid, &Expand::default())));
        Ok(object)
    }

    pub fn refund_object(&self, id: &str) -> Result<Value, Refusal> {
        let of = |paid: &Paid| Some(objects::refund(paid, paid.refunds.iter().find(|refund| refund.id == id)?));
        self.payments.values().find_map(of).ok_or_else(|| Refusal::missing("refund", id))
    }

    /// A refund that waited arrives, or comes back.
    ///
    /// # Errors
    /// When there is no such refund.
    pub fn refund_ends(&mut self, id: &str, arrived: bool, now: DateTime<Utc>) -> Result<(), Refusal> {
        let mut refunds = self.payments.values_mut().flat_map(|paid| paid.refunds.iter_mut());
        let refund = refunds.find(|refund| refund.id == id).ok_or_else(|| Refusal::missing("refund", id))?;
        refund.status = if arrived { "succeeded" } else { "failed" };
        let object = self.refund_object(id)?;
        self.tell(if arrived { "refund.updated" } else { "refund.failed" }, object, now);
        Ok(())
    }

    /// The buyer objects at their card company (`won` is `None`), or that is decided for the shop or against it.
    ///
    /// # Errors
    /// When there is nothing to object to, or nothing to decide.
    pub fn dispute(&mut self, payment: &str, won: Option<bool>, now: DateTime<Utc>) -> Result<(), Refusal> {
        let paid = self.payments.get_mut(payment).ok_or_else(|| Refusal::missing("payment_intent", payment))?;
        let open = paid.dispute.as_ref().is_some_and(|dispute| dispute.status == "needs_response");
        let kind = match (won, &mut paid.dispute) {
            (None, None) if paid.status == PaymentStatus::Paid => {
                let dispute = Dispute { id: id("du"), amount: paid.amount, status: "needs_response", created: now };
                paid.dispute = Some(dispute);
                "charge.dispute.created"
            }
            (Some(won), Some(dispute)) if open => {
                dispute.status = if won { "won" } else { "lost" };
                "charge.dispute.closed"
            }
            _ => return Err(Refusal::wrong("payment_intent", "There is nothing to dispute or to decide.")),
        };
        self.tell_payment(kind, payment, now, objects::dispute);
        Ok(())
    }
}

/// The last second of that day in Japan.
fn end_of_day(at: DateTime<Utc>) -> DateTime<Utc> {
    const DAY: i64 = 86_400;
    const JST: i64 = 9 * 3600;
    let day = (at.timestamp() + JST).div_euclid(DAY);
    DateTime::from_timestamp((day + 1) * DAY - JST - 1, 0).unwrap_or(at)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn konbini_numbers_end_at_midnight_in_japan() {
        let at = |text: &str| DateTime::parse_from_rfc3339(text).expect("a time").to_utc();
        for (from, until) in [
            ("2026-11-25T00:00:00+09:00", "2026-11-25T23:59:59+09:00"),
            ("2026-11-25T23:59:59+09:00", "2026-11-25T23:59:59+09:00"),
            ("2026-11-25T16:00:00Z", "2026-11-26T23:59:59+09:00"),
        ] {
            assert_eq!(end_of_day(at(from)), at(until));
        }
    }
}
