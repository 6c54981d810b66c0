//! What tests do with the stand-in: pay, let time pass, break things.

use crate::{
    FakeStripe,
    model::{Event, Fault, PayBy, PaymentStatus, SessionStatus, Switches},
    state::State,
    webhooks::{self, Webhook},
};

/// A payment, for tests to look at.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Payment {
    pub id: String,
    pub session: String,
    pub amount: i64,
    pub refunded: i64,
    pub paid: bool,
}

type Done = Result<(), String>;

impl FakeStripe {
    /// Where it answers.
    pub fn origin(&self) -> &str {
        &self.shared.origin
    }

    /// Ends it: its port refuses connections from now on.
    pub fn stop(&self) {
        self.server.abort();
    }

    /// The buyer pays.
    ///
    /// # Errors
    /// Stripe's message when the page is over or does not offer that.
    pub fn pay(&self, session: &str, by: PayBy) -> Done {
        self.shared.change(|state, now| state.pay(session, by, now)).map_err(|refusal| refusal.message)
    }

    /// The buyer goes to the konbini.
    ///
    /// # Errors
    /// When no money is waited for.
    pub fn konbini_pay(&self, session: &str) -> Done {
        self.shared.change(|state, now| state.konbini_pays(session, now)).map_err(|refusal| refusal.message)
    }

    /// The buyer never goes to the konbini.
    pub fn konbini_lapse(&self, session: &str) {
        self.shared.change(|state, now| state.konbini_lapses(session, now));
    }

    /// The page is over before its time.
    pub fn expire(&self, session: &str) {
        self.shared.change(|state, now| {
            if state.session(session).is_ok_and(|session| session.status == SessionStatus::Open) {
                state.close(session, now);
            }
        });
    }

    /// What time alone brings happens, by the clock that was handed in.
    pub fn pass_time(&self) {
        self.shared.change(|_, _| ());
    }

    /// Somebody gives money back at Stripe's own pages; returns the refund's id.
    ///
    /// # Errors
    /// When more is asked for than is left.
    pub fn refund_outside(&self, payment: &str, amount: i64) -> Result<String, String> {
        let refund = |state: &mut State, now| state.refund(payment, Some(amount), Default::default(), now);
        let made = self.shared.change(refund).map_err(|refusal| refusal.message)?;
        Ok(made["id"].as_str().unwrap_or_default().to_owned())
    }

    /// A refund that waits (konbini) arrives, or comes back.
    ///
    /// # Errors
    /// When there is no such refund.
    pub fn refund_end(&self, refund: &str, arrived: bool) -> Done {
        self.shared.change(|state, now| state.refund_ends(refund, arrived, now)).map_err(|refusal| refusal.message)
    }

    /// The buyer objects (`None`), or that is decided.
    ///
    /// # Errors
    /// When there is nothing to object to, or nothing to decide.
    pub fn dispute(&self, payment: &str, won: Option<bool>) -> Done {
        self.shared.change(|state, now| state.dispute(payment, won, now)).map_err(|refusal| refusal.message)
    }

    /// The next calls of the API go wrong, one each.
    pub fn break_next(&self, faults: &[Fault]) {
        self.shared.state().faults.extend(faults);
    }

    /// How often the API was called.
    pub fn calls(&self) -> usize {
        self.shared.state().calls
    }

    /// How many payment pages were made.
    pub fn sessions(&self) -> usize {
        self.shared.state().sessions.len()
    }

    /// All payments, oldest first.
    pub fn payments(&self) -> Vec<Payment> {
        let state = self.shared.state();
        let all = state.order.iter().filter_map(|id| state.payments.get(id));
        all.map(|paid| Payment {
            id: paid.id.clone(),
            session: paid.session.clone(),
            amount: paid.amount,
            refunded: paid.refunded(),
            paid: paid.status == PaymentStatus::Paid,
        })
        .collect()
    }

    /// Sets what goes wrong with events.
    pub fn switch(&self, switches: Switches) {
        self.shared.state().switches = switches;
        self.shared.bell.notify_one();
    }

    /// The events that are to be sent now, signed now; for who set no address for them.
    pub fn take_webhooks(&self) -> Vec<Webhook> {
        let due = self.shared.change(|state, _| webhooks::due(state));
        let now = (self.shared.options.now)();
        let signed = |event: Event| Webhook {
            signature: webhooks::signature(&event.body, &self.shared.options.secret, now),
            id: event.id,
            kind: event.kind,
            body: event.body,
        };
        due.into_iter().map(signed).collect()
    }
}
