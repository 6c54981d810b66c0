//! The API: forms in, Stripe's objects out.

use std::sync::Arc;

use axum::{
    Form, Json, Router,
    body::Body,
    extract::{Path, Query, Request, State as Held},
    http::{HeaderMap, HeaderValue, Uri, header},
    middleware::{self, Next},
    response::{IntoResponse, Response},
    routing,
};
use chrono::{DateTime, TimeDelta, Utc};
use serde_json::{Value, json};

use crate::{
    API_VERSION, Shared,
    errors::Refusal,
    form::{Expand, Fields},
    model::{Fault, Line, Session, SessionStatus},
    objects,
    state::{self, State},
};

type Answer = Result<Json<Value>, Refusal>;
type Pairs = Vec<(String, String)>;

/// Least amount of a payment in yen.
const AMOUNT_MIN: i64 = 50;
/// Most lines of a payment page.
const LINES_MAX: usize = 100;
const SESSION_FIELDS: [&str; 15] = [
    "adaptive_pricing",
    "allowed_payment_method_types",
    "cancel_url",
    "client_reference_id",
    "currency",
    "customer_email",
    "excluded_payment_method_types",
    "expand",
    "expires_at",
    "line_items",
    "locale",
    "metadata",
    "mode",
    "payment_intent_data",
    "payment_method_options",
];

pub fn routes(shared: Arc<Shared>) -> Router {
    Router::new()
        .route("/v1/checkout/sessions", routing::post(session_create).get(session_list))
        .route("/v1/checkout/sessions/{id}", routing::get(session_get))
        .route("/v1/checkout/sessions/{id}/expire", routing::post(session_expire))
        .route("/v1/payment_intents/{id}", routing::get(intent_get))
        .route("/v1/refunds", routing::post(refund_create))
        .route("/v1/refunds/{id}", routing::get(refund_get))
        .layer(middleware::from_fn_with_state(shared.clone(), as_stripe))
        .with_state(shared)
}

/// Middleware: the key, the headers, and the faults that tests ask for.
async fn as_stripe(Held(shared): Held<Arc<Shared>>, request: Request, next: Next) -> Response {
    let fault = {
        let mut state = shared.state();
        state.calls += 1;
        state.faults.pop_front()
    };
    let key = request.headers().get(header::AUTHORIZATION).and_then(|value| value.to_str().ok()).unwrap_or_default();
    let known = ["Bearer sk_", "Bearer rk_"].iter().any(|prefix| key.starts_with(prefix));
    let mut answer = match fault {
        Some(Fault::Before) => broken_off(),
        Some(Fault::Answer(status)) => Refusal::broken(status).into_response(),
        _ if !known => Refusal::unauthorized().into_response(),
        Some(Fault::After) => {
            next.run(request).await;
            broken_off()
        }
        Some(Fault::Silence) => {
            next.run(request).await;
            std::future::pending().await
        }
        None => next.run(request).await,
    };
    answer.headers_mut().insert("stripe-version", HeaderValue::from_static(API_VERSION));
    answer
}

/// A connection that ends in the middle of the answer.
fn broken_off() -> Response {
    let broken = futures_util::stream::once(async { Err::<String, _>(std::io::Error::other("broken off on purpose")) });
    Body::from_stream(broken).into_response()
}

/// Does it once under each key.
fn once(
    shared: &Shared,
    headers: &HeaderMap,
    path: &Uri,
    fields: Fields,
    work: impl FnOnce(&mut State, &Fields, DateTime<Utc>) -> Result<Value, Refusal>,
) -> Answer {
    let key = headers.get("idempotency-key").and_then(|value| value.to_str().ok()).map(str::to_owned);
    shared.change(|state, now| {
        let Some(key) = key else { return work(state, &fields, now).map(Json) };
        if let Some(answer) = state.keys.answered(&key, path.path(), &fields, now)? {
            return Ok(Json(answer));
        }
        let answer = work(state, &fields, now)?;
        state.keys.keep(&key, path.path(), fields, answer.clone(), now);
        Ok(Json(answer))
    })
}

async fn session_create(
    Held(shared): Held<Arc<Shared>>,
    headers: HeaderMap,
    path: Uri,
    Form(pairs): Form<Pairs>,
) -> Answer {
    once(&shared, &headers, &path, Fields::of(pairs), |state, fields, now| {
        let session = read_session(fields, now)?;
        let object = state.session_object(&session, &Expand::of(fields));
        state.sessions.insert(session.id.clone(), session);
        Ok(object)
    })
}

fn read_session(fields: &Fields, now: DateTime<Utc>) -> Result<Session, Refusal> {
    fields.only(&[&SESSION_FIELDS[..], &["success_url"]].concat())?;
    if fields.need("mode")? != "payment" {
        return Err(Refusal::wrong("mode", "This stand-in knows payments alone."));
    }
    let lines = read_lines(fields)?;
    let amount: i64 = lines.iter().map(|line| line.unit * line.quantity).sum();
    if amount < AMOUNT_MIN {
        let message = format!("The Checkout Session's total amount must convert to at least ¥{AMOUNT_MIN}.");
        return Err(Refusal::wrong("line_items", message).with_code("amount_too_small"));
    }
    let day = now + TimeDelta::hours(24);
    let expires_at = fields.number("expires_at")?.map_or(Some(day), |seconds| DateTime::from_timestamp(seconds, 0));
    // Stripe counts in seconds, from when it made the page.
    let begun = now - TimeDelta::seconds(1);
    let fits = |at: &DateTime<Utc>| (begun + TimeDelta::minutes(30)..=day).contains(at);
    let expires_at = expires_at.filter(fits).ok_or_else(|| {
        let message =
            "The `expires_at` timestamp must be between 30 minutes and 24 hours from Checkout Session creation.";
        Refusal::wrong("expires_at", message)
    })?;
    if fields.get("customer_email").is_some_and(|email| !email.contains('@')) {
        return Err(Refusal::wrong("customer_email", "Invalid email address").with_code("email_invalid"));
    }
    for name in ["success_url", "cancel_url"] {
        let valid = |url: &str| url.starts_with("http://") || url.starts_with("https://");
        if fields.get(name).is_some_and(|url| !valid(url)) {
            return Err(Refusal::wrong(name, "Not a valid URL").with_code("url_invalid"));
        }
    }
    let id = state::id("cs_test");
    Ok(Session {
        reference: fields.get("client_reference_id").map(str::to_owned),
        metadata: fields.map("metadata"),
        intent_metadata: fields.map("payment_intent_data[metadata]"),
        description: fields.get("payment_intent_data[description]").map(str::to_owned),
        lines,
        amount,
        email: fields.get("customer_email").map(str::to_owned),
        locale: fields.get("locale").map(str::to_owned),
        excluded: fields.list("excluded_payment_method_types"),
        konbini_days: Session::konbini_days(fields.number("payment_method_options[konbini][expires_after_days]")?),
        created: now,
        expires_at,
        success_url: fields.need("success_url")?.replace("{CHECKOUT_SESSION_ID}", &id),
        cancel_url: fields.get("cancel_url").map(str::to_owned),
        status: SessionStatus::Open,
        payment: None,
        refused: false,
        id,
    })
}

fn read_lines(fields: &Fields) -> Result<Vec<Line>, Refusal> {
    let mut lines = Vec::new();
    while fields.get(&format!("line_items[{}][price_data][currency]", lines.len())).is_some() && lines.len() < LINES_MAX
    {
        let name = |end: &str| format!("line_items[{}]{end}", lines.len());
        let currency = fields.need(&name("[price_data][currency]"))?;
        if currency != "jpy" {
            return Err(Refusal::wrong(&name("[price_data][currency]"), "This stand-in knows yen alone."));
        }
        let unit = fields.number(&name("[price_data][unit_amount]"))?.unwrap_or(-1);
        let quantity = fields.number(&name("[quantity]"))?.unwrap_or(0);
        if unit < 0 || quantity < 1 {
            return Err(Refusal::wrong(&name(""), "Invalid amount or quantity.").with_code("parameter_invalid_integer"));
        }
        let title = fields.need(&name("[price_data][product_data][name]"))?.to_owned();
        lines.push(Line { title, unit, quantity });
    }
    if lines.is_empty() {
        return Err(Refusal::wrong("line_items", "Missing required param: line_items.").with_code("parameter_missing"));
    }
    Ok(lines)
}

/// The newest page alone: it is asked for by those who look whether the key is good.
async fn session_list(Held(shared): Held<Arc<Shared>>) -> Answer {
    shared.change(|state, _| {
        let newest = state.sessions.values().max_by_key(|session| session.created);
        let data: Vec<Value> =
            newest.map(|session| state.session_object(session, &Expand::default())).into_iter().collect();
        let has_more = state.sessions.len() > 1;
        Ok(Json(json!({ "object": "list", "data": data, "has_more": has_more, "url": "/v1/checkout/sessions" })))
    })
}

async fn session_get(Held(shared): Held<Arc<Shared>>, Path(id): Path<String>, Query(pairs): Query<Pairs>) -> Answer {
    let expand = Expand::of(&Fields::of(pairs));
    shared.change(|state, _| Ok(Json(state.session_object(state.session(&id)?, &expand))))
}

async fn session_expire(
    Held(shared): Held<Arc<Shared>>,
    Path(id): Path<String>,
    headers: HeaderMap,
    path: Uri,
    Form(pairs): Form<Pairs>,
) -> Answer {
    once(&shared, &headers, &path, Fields::of(pairs), |state, fields, now| {
        if state.session(&id)?.status != SessionStatus::Open {
            let message = "Only Checkout Sessions with a status in [\"open\"] can be expired.";
            return Err(Refusal::wrong("session", message));
        }
        state.close(&id, now);
        Ok(state.session_object(state.session(&id)?, &Expand::of(fields)))
    })
}

async fn intent_get(Held(shared): Held<Arc<Shared>>, Path(id): Path<String>, Query(pairs): Query<Pairs>) -> Answer {
    let expand = Expand::of(&Fields::of(pairs));
    shared.change(|state, _| Ok(Json(objects::intent(state.payment(&id)?, &expand))))
}

async fn refund_create(
    Held(shared): Held<Arc<Shared>>,
    headers: HeaderMap,
    path: Uri,
    Form(pairs): Form<Pairs>,
) -> Answer {
    once(&shared, &headers, &path, Fields::of(pairs), |state, fields, now| {
        fields.only(&["amount", "expand", "metadata", "payment_intent", "reason"])?;
        state.refund(fields.need("payment_intent")?, fields.number("amount")?, fields.map("metadata"), now)
    })
}

async fn refund_get(Held(shared): Held<Arc<Shared>>, Path(id): Path<String>) -> Answer {
    shared.change(|state, _| state.refund_object(&id).map(Json))
}
