//! Why a request got no page, and the status that says so.

use std::sync::Arc;

use axum::{
    http::StatusCode,
    response::{IntoResponse, Response},
};
use domain::{DomainError, members::AccountError, orders::OrderError, shop::ProductError};
use store::Error;

/// Why a request got no page.
#[derive(Clone, Debug)]
pub enum Failure {
    Store(Arc<Error>),
    BadRequest,
    /// A field of a program's request cannot be read.
    BadField(&'static str),
    TooLarge,
    /// The body came too slowly.
    TooSlow,
    CrossOrigin,
}

/// The error side of handlers; made into a page by [`render_failures`].
#[derive(Debug)]
pub struct PageError(pub Failure);

pub type PageResult = Result<Response, PageError>;

impl From<Error> for PageError {
    fn from(error: Error) -> Self {
        PageError(Failure::Store(Arc::new(error)))
    }
}

impl From<DomainError> for PageError {
    fn from(error: DomainError) -> Self {
        Error::from(error).into()
    }
}

impl From<Failure> for PageError {
    fn from(failure: Failure) -> Self {
        PageError(failure)
    }
}

impl IntoResponse for PageError {
    fn into_response(self) -> Response {
        let mut response = self.0.status().into_response();
        response.extensions_mut().insert(self.0);
        response
    }
}

impl Failure {
    pub fn status(&self) -> StatusCode {
        match self {
            Failure::Store(error) => status(error),
            Failure::BadRequest => StatusCode::BAD_REQUEST,
            Failure::BadField(_) => StatusCode::UNPROCESSABLE_ENTITY,
            Failure::TooLarge => StatusCode::PAYLOAD_TOO_LARGE,
            Failure::TooSlow => StatusCode::REQUEST_TIMEOUT,
            Failure::CrossOrigin => StatusCode::FORBIDDEN,
        }
    }
}

/// The HTTP status of a refusal.
pub fn status(error: &Error) -> StatusCode {
    match error.public() {
        DomainError::Account(AccountError::TooManyAttempts { .. }) => StatusCode::TOO_MANY_REQUESTS,
        DomainError::Account(AccountError::WrongCredentials) => StatusCode::UNAUTHORIZED,
        DomainError::Account(AccountError::LinkExpired) => StatusCode::GONE,
        DomainError::Account(
            AccountError::EmailNotConfirmed
            | AccountError::ScopeMissing { .. }
            | AccountError::Disabled
            | AccountError::SecondFactorRequired,
        )
        | DomainError::Forbidden => StatusCode::FORBIDDEN,
        DomainError::Product(ProductError::PhotoNotKept) => StatusCode::SERVICE_UNAVAILABLE,
        DomainError::Account(_)
        | DomainError::Slot(_)
        | DomainError::Stock(_)
        | DomainError::Product(_)
        | DomainError::Listing(_)
        | DomainError::Waitlist(_) => StatusCode::UNPROCESSABLE_ENTITY,
        DomainError::Order(
            OrderError::QuantityOutOfRange { .. }
            | OrderError::NoLines
            | OrderError::TooManyLines { .. }
            | OrderError::CounterNeedsPickup
            | OrderError::FormUsed,
        ) => StatusCode::UNPROCESSABLE_ENTITY,
        DomainError::Reserve(_)
        | DomainError::Cancel(_)
        | DomainError::Order(_)
        | DomainError::Question(_)
        | DomainError::Review(_)
        | DomainError::Register(_) => StatusCode::CONFLICT,
        DomainError::KeyReused | DomainError::Fields(_) => StatusCode::UNPROCESSABLE_ENTITY,
        DomainError::SignInRequired => StatusCode::UNAUTHORIZED,
        DomainError::Kpi(_) => StatusCode::BAD_REQUEST,
        DomainError::NotFound => StatusCode::NOT_FOUND,
        DomainError::Busy | DomainError::NotOpen => StatusCode::SERVICE_UNAVAILABLE,
        DomainError::Internal => StatusCode::INTERNAL_SERVER_ERROR,
    }
}

/// The one log line of an unknown failure, with the id that the page shows.
pub fn log_unknown(request_id: &str, error: &Error) {
    if matches!(error, Error::Db(_) | Error::Internal(_)) {
        tracing::error!(request_id = %request_id, "{error}");
    }
}
