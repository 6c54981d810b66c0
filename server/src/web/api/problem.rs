//! RFC 9457: every refusal of the API as `application/problem+json`, in the request's language.

use axum::{
    http::{HeaderValue, StatusCode, header},
    response::{IntoResponse, Response},
};
use domain::{DomainError, members::AccountError, orders::OrderError};
use serde::Serialize;
use store::Error;
use utoipa::ToSchema;

use super::Span;
use crate::web::{
    Web,
    failure::{Failure, log_unknown},
};

pub const CONTENT_TYPE: &str = "application/problem+json";

/// Why a request was refused. `code` is stable; `message` is for people, in the request's language.
#[derive(Serialize, ToSchema)]
pub struct Problem {
    /// Always `about:blank`: `code` tells problems apart.
    #[serde(rename = "type")]
    #[schema(examples("about:blank"))]
    kind: &'static str,
    #[schema(examples("Conflict"))]
    title: &'static str,
    #[schema(examples(409))]
    status: u16,
    detail: String,
    #[schema(examples("taken"))]
    code: &'static str,
    message: String,
    /// The field of the body or the query that is wrong.
    #[serde(skip_serializing_if = "Option::is_none")]
    field: Option<&'static str>,
    /// The number of the product that cannot be ordered so; with refused orders.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schema(examples(1001))]
    product: Option<i64>,
    /// Near times that would be granted; with every 409.
    #[serde(skip_serializing_if = "Option::is_none")]
    alternatives: Option<Vec<Span>>,
    /// The codes of the other rules that refuse too; with every 409.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schema(value_type = Option<Vec<String>>, examples(json!(["own_overlap"])))]
    also: Option<Vec<&'static str>>,
    /// To quote when asking for help; with failures of ours only.
    #[serde(skip_serializing_if = "Option::is_none")]
    request_id: Option<String>,
}

/// Middleware's half: makes a failed response of the API a problem; leaves others alone.
pub fn render_problem(web: &Web, response: Response) -> Response {
    let status = response.status();
    let is_failure = status.is_client_error() || status.is_server_error();
    if !is_failure || is_json(&response) {
        return response;
    }
    let problem = Problem::of(web, status, &response);
    let mut answer = (status, axum::Json(&problem)).into_response();
    let headers = answer.headers_mut();
    headers.insert(header::CONTENT_TYPE, HeaderValue::from_static(CONTENT_TYPE));
    if status == StatusCode::UNAUTHORIZED {
        headers.insert(header::WWW_AUTHENTICATE, HeaderValue::from_static("Bearer"));
    }
    if let Some(allow) = response.headers().get(header::ALLOW) {
        headers.insert(header::ALLOW, allow.clone());
    }
    answer
}

/// The body of a refusal, for those who keep it.
pub fn body(web: &Web, status: StatusCode, error: &Error) -> String {
    let mut problem = Problem::bare(web, status);
    problem.tell(web, error);
    serde_json::to_string(&problem).unwrap_or_default()
}

fn is_json(response: &Response) -> bool {
    let kind = response.headers().get(header::CONTENT_TYPE).and_then(|value| value.to_str().ok());
    kind.is_some_and(|kind| kind.contains("json"))
}

impl Problem {
    fn bare(web: &Web, status: StatusCode) -> Problem {
        Problem {
            kind: "about:blank",
            title: status.canonical_reason().unwrap_or("Refused"),
            status: status.as_u16(),
            detail: String::new(),
            code: bare_code(status),
            message: String::new(),
            field: None,
            product: None,
            alternatives: (status == StatusCode::CONFLICT).then(Vec::new),
            also: (status == StatusCode::CONFLICT).then(Vec::new),
            request_id: status.is_server_error().then(|| web.cx.request_id.clone()),
        }
    }

    fn of(web: &Web, status: StatusCode, response: &Response) -> Problem {
        let mut problem = Problem::bare(web, status);
        match response.extensions().get::<Failure>() {
            Some(Failure::Store(error)) => {
                log_unknown(&web.cx.request_id, error);
                problem.tell(web, error);
            }
            Some(Failure::BadField(field)) => {
                problem.field = Some(field);
                problem.code = "invalid_field";
                problem.say(app::booking::api_bad_field(web.locale, field));
            }
            _ => problem.say(app::booking::api_bare_message(web.locale, status.as_u16())),
        }
        problem
    }

    fn tell(&mut self, web: &Web, error: &Error) {
        let error = error.public();
        self.code = code(error);
        self.say(app::booking::api_message(web.locale, error));
        if let DomainError::Order(error) = error {
            self.tell_order(*error);
        }
        if let DomainError::Reserve(refusal) = error {
            self.alternatives = Some(refusal.alternatives.iter().map(Span::from).collect());
            self.also = Some(refusal.also.iter().map(domain::booking::ReserveError::code).collect());
        }
    }

    /// What of the order is at fault.
    fn tell_order(&mut self, error: OrderError) {
        self.product = match error {
            OrderError::NotEnoughStock { product_number, .. }
            | OrderError::NotForSale { product_number }
            | OrderError::NotWrapped { product_number }
            | OrderError::OptionsChanged { product_number } => Some(product_number),
            _ => None,
        };
    }

    fn say(&mut self, message: String) {
        self.detail.clone_from(&message);
        self.message = message;
    }
}

/// The stable word for a refusal.
fn code(error: &DomainError) -> &'static str {
    match error {
        DomainError::Reserve(refusal) => refusal.code(),
        DomainError::Cancel(error) => error.code(),
        DomainError::Slot(error) => error.code(),
        DomainError::Waitlist(error) => error.code(),
        DomainError::Account(AccountError::EmailNotConfirmed) => "email_not_confirmed",
        DomainError::Account(AccountError::ScopeMissing { .. }) => "scope_missing",
        DomainError::Account(AccountError::SecondFactorRequired) => "second_factor_required",
        DomainError::Account(AccountError::TooManyAttempts { .. }) => "too_many_requests",
        DomainError::Order(error) => order_code(*error),
        DomainError::Fields(_) => "invalid_field",
        DomainError::KeyReused => "idempotency_key_reused",
        DomainError::SignInRequired => "unauthorized",
        DomainError::Forbidden => "forbidden",
        DomainError::NotFound => "not_found",
        DomainError::Busy => "busy",
        DomainError::NotOpen => "not-open",
        DomainError::Internal => "internal",
        // Refusals of operations that the API does not offer.
        _ => "refused",
    }
}

/// The stable word for a refused order.
fn order_code(error: OrderError) -> &'static str {
    match error {
        OrderError::NotEnoughStock { .. } => "sold_out",
        OrderError::NotForSale { .. } => "not_for_sale",
        OrderError::NotWrapped { .. } => "not_wrapped",
        OrderError::OptionsChanged { .. } => "options",
        OrderError::QuantityOutOfRange { .. } => "quantity_out_of_range",
        OrderError::NoLines => "no_lines",
        OrderError::TooManyLines { .. } => "too_many_lines",
        OrderError::NotSentThisWay => "not_sent",
        OrderError::CounterNeedsPickup => "counter_needs_pickup",
        OrderError::NotPaidOnline => "payment_unavailable",
        OrderError::AlreadyEnded => "ended",
        OrderError::WrongState => "wrong_state",
        OrderError::NothingToRefund => "nothing_to_refund",
        OrderError::RefundTooLarge { .. } => "refund_too_large",
        OrderError::FormUsed => "idempotency_key_reused",
        OrderError::TooManyOpen { .. } => "too_many_open",
    }
}

/// The stable word for what axum refuses by itself.
fn bare_code(status: StatusCode) -> &'static str {
    match status {
        StatusCode::BAD_REQUEST => "malformed",
        StatusCode::NOT_FOUND => "not_found",
        StatusCode::METHOD_NOT_ALLOWED => "method_not_allowed",
        StatusCode::PAYLOAD_TOO_LARGE => "too_large",
        StatusCode::UNPROCESSABLE_ENTITY => "invalid_field",
        StatusCode::TOO_MANY_REQUESTS => "too_many_requests",
        status if status.is_server_error() => "internal",
        _ => "refused",
    }
}
