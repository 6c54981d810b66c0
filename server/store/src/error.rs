//! One error for the store: what people can be told, or a failure that nobody may see the inside of.

use domain::{
    DomainError,
    booking::{CancelError, Refusal, SlotError, WaitlistError},
    catalog::StockError,
    form::FieldErrors,
    kpi::KpiError,
    members::AccountError,
    orders::OrderError,
    questions::QuestionError,
    register::RegisterError,
    reviews::ReviewError,
    shop::ProductError,
};
use sea_orm::DbErr;

pub type Result<T> = std::result::Result<T, Error>;

#[derive(Debug, thiserror::Error)]
pub enum Error {
    /// Said to people as it is.
    #[error(transparent)]
    Domain(#[from] DomainError),
    /// Logged with the request id; nothing of it reaches a browser.
    #[error("database: {0}")]
    Db(#[from] DbErr),
    /// As `Db`, for everything that is not the database.
    #[error("internal: {0}")]
    Internal(String),
}

impl Error {
    /// An internal failure with its cause as text for the log.
    pub fn internal(cause: impl std::fmt::Display) -> Error {
        Error::Internal(cause.to_string())
    }

    /// What people are told of it: of a failure no more than that it failed.
    pub fn public(&self) -> &DomainError {
        const INTERNAL: &DomainError = &DomainError::Internal;
        match self {
            Error::Domain(error) => error,
            Error::Db(_) | Error::Internal(_) => INTERNAL,
        }
    }
}

/// A feature's refusal is the store's, so that `?` takes it.
macro_rules! from_refusals {
    ($($refusal:ty),+ $(,)?) => {$(
        impl From<$refusal> for Error {
            fn from(refusal: $refusal) -> Error {
                Error::Domain(refusal.into())
            }
        }
    )+};
}

from_refusals!(
    AccountError,
    FieldErrors,
    SlotError,
    WaitlistError,
    Refusal,
    CancelError,
    ProductError,
    StockError,
    OrderError,
    QuestionError,
    ReviewError,
    RegisterError,
    KpiError
);
