//! Refusals as Stripe words them.

use axum::{
    Json,
    http::StatusCode,
    response::{IntoResponse, Response},
};
use serde_json::json;

/// A refusal of the API.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Refusal {
    pub status: u16,
    pub kind: &'static str,
    pub code: Option<&'static str>,
    pub message: String,
    pub param: Option<String>,
}

impl Refusal {
    fn new(status: u16, kind: &'static str, message: impl Into<String>) -> Refusal {
        Refusal { status, kind, code: None, message: message.into(), param: None }
    }

    pub fn unauthorized() -> Refusal {
        Refusal::new(401, "invalid_request_error", "You did not provide an API key.")
    }

    pub fn missing(what: &str, id: &str) -> Refusal {
        Refusal {
            code: Some("resource_missing"),
            ..Refusal::new(404, "invalid_request_error", format!("No such {what}: '{id}'"))
        }
    }

    pub fn wrong(param: &str, message: impl Into<String>) -> Refusal {
        Refusal { param: Some(param.to_owned()), ..Refusal::new(400, "invalid_request_error", message) }
    }

    pub fn with_code(self, code: &'static str) -> Refusal {
        Refusal { code: Some(code), ..self }
    }

    pub fn other_request() -> Refusal {
        let message =
            "Keys for idempotent requests can only be used with the same parameters they were first used with.";
        Refusal::new(400, "idempotency_error", message)
    }

    /// What an overloaded or broken Stripe says.
    pub fn broken(status: u16) -> Refusal {
        Refusal::new(status, "api_error", "An unknown error occurred.")
    }
}

impl IntoResponse for Refusal {
    fn into_response(self) -> Response {
        let status = StatusCode::from_u16(self.status).unwrap_or(StatusCode::INTERNAL_SERVER_ERROR);
        let body = json!({ "error": {
            "type": self.kind, "code": self.code, "message": self.message, "param": self.param,
            "request_log_url": "https://dashboard.stripe.com/test/logs/req_fake",
        }});
        (status, Json(body)).into_response()
    }
}
