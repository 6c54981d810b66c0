//! Events: signed as Stripe signs, sent in order or as the switches say, again where they are not taken.

use std::{
    collections::VecDeque,
    sync::{Arc, Weak},
    time::Duration,
};

use axum::{body::Bytes, http::Request};
use chrono::{DateTime, Utc};
use hmac::{Hmac, Mac};
use http_body_util::Full;
use hyper_util::{
    client::legacy::{Client, connect::HttpConnector},
    rt::TokioExecutor,
};
use sha2::Sha256;

use crate::{Shared, model::Event, state::State};

/// How often one event is sent that is not taken, and the longest wait for its answer.
const TRIES: u32 = 8;
const ANSWER_WAIT: Duration = Duration::from_secs(20);
/// How often what time alone brings is looked for.
const TICK: Duration = Duration::from_secs(5);

/// An event as it arrives.
#[derive(Clone, Debug)]
pub struct Webhook {
    pub id: String,
    /// Stripe's name of it, such as `checkout.session.completed`.
    pub kind: String,
    pub body: String,
    /// The header `Stripe-Signature`.
    pub signature: String,
}

/// The header `Stripe-Signature` of a body sent at that time.
pub fn signature(body: &str, secret: &str, at: DateTime<Utc>) -> String {
    let seconds = at.timestamp();
    let Ok(mut mac) = Hmac::<Sha256>::new_from_slice(secret.as_bytes()) else { return String::new() };
    mac.update(format!("{seconds}.{body}").as_bytes());
    format!("t={seconds},v1={}", hex::encode(mac.finalize().into_bytes()))
}

/// What is to be sent now, by the switches.
pub fn due(state: &mut State) -> VecDeque<Event> {
    if state.switches.hold {
        return VecDeque::new();
    }
    let mut due: VecDeque<Event> = std::mem::take(&mut state.events);
    let lost = state.switches.lose.min(due.len());
    state.switches.lose -= lost;
    due.drain(..lost);
    if state.switches.reverse {
        due = due.into_iter().rev().collect();
    }
    match state.switches.duplicate {
        true => due.into_iter().flat_map(|event| [event.clone(), event]).collect(),
        false => due,
    }
}

/// Sends events until the stand-in is gone.
pub async fn deliver_forever(shared: Weak<Shared>, url: String) {
    let client: Client<HttpConnector, Full<Bytes>> = Client::builder(TokioExecutor::new()).build_http();
    loop {
        let Some(shared) = shared.upgrade() else { return };
        let _ = tokio::time::timeout(TICK, shared.bell.notified()).await;
        let now = (shared.options.now)();
        let due = {
            let mut state = shared.state();
            state.pass_time(now);
            due(&mut state)
        };
        let mut failed = VecDeque::new();
        for mut event in due {
            let header = signature(&event.body, &shared.options.secret, now);
            if let Err(why) = send(&client, &url, &event, &header).await {
                event.tries += 1;
                tracing::warn!(event = event.kind, tries = event.tries, "the shop did not take an event: {why}");
                if event.tries < TRIES {
                    failed.push_back(event);
                }
            }
        }
        if let Some(tries) = failed.iter().map(|event| event.tries).max() {
            let shared = Arc::downgrade(&shared);
            tokio::spawn(again(shared, failed, Duration::from_secs(1 << tries.min(6))));
        }
    }
}

async fn again(shared: Weak<Shared>, events: VecDeque<Event>, wait: Duration) {
    tokio::time::sleep(wait).await;
    if let Some(shared) = shared.upgrade() {
        shared.state().events.extend(events);
        shared.bell.notify_one();
    }
}

async fn send(
    client: &Client<HttpConnector, Full<Bytes>>,
    url: &str,
    event: &Event,
    signature: &str,
) -> Result<(), String> {
    let request = Request::post(url)
        .header("content-type", "application/json; charset=utf-8")
        .header("user-agent", "Stripe/1.0 (+https://stripe.com/docs/webhooks; a stand-in)")
        .header("stripe-signature", signature)
        .body(Full::new(Bytes::from(event.body.clone())))
        .map_err(|error| error.to_string())?;
    match tokio::time::timeout(ANSWER_WAIT, client.request(request)).await {
        Ok(Ok(answer)) if answer.status().is_success() => Ok(()),
        Ok(Ok(answer)) => Err(answer.status().to_string()),
        Ok(Err(error)) => Err(error.to_string()),
        Err(_) => Err("no answer in time".into()),
    }
}
