//! One error for the store: a feature's refusal, a missing right or thing, or a failure nobody may see the inside of.

use domain::{
    booking::{CancelError, Refusal, SettingsError, SlotError},
    kpi::KpiError,
    members::AccountError,
    orders::OrderError,
    register::RegisterError,
    shop::ProductError,
};
use sea_orm::DbErr;

pub type Result<T> = std::result::Result<T, Error>;

#[derive(Debug, thiserror::Error)]
pub enum Error {
    #[error(transparent)]
    Account(#[from] AccountError),
    #[error(transparent)]
    Slot(#[from] SlotError),
    #[error(transparent)]
    Reserve(#[from] Refusal),
    #[error(transparent)]
    Cancel(#[from] CancelError),
    #[error(transparent)]
    Product(#[from] ProductError),
    /// Everything that is wrong with a listing, at once.
    #[error("the listing has {} problems", .0.len())]
    Listing(Vec<ProductError>),
    #[error(transparent)]
    Order(#[from] OrderError),
    /// Everything that is wrong with who orders, at once.
    #[error("the buyer has {} problems", .0.len())]
    Buyer(Vec<OrderError>),
    #[error(transparent)]
    Register(#[from] RegisterError),
    #[error(transparent)]
    Kpi(#[from] KpiError),
    /// Everything that is wrong with what the operator sets, at once.
    #[error("the setting has {} problems", .0.len())]
    Settings(Vec<SettingsError>),
    /// An idempotency key came again with another request.
    #[error("the idempotency key was used for another request")]
    KeyReused,
    #[error("sign in first")]
    SignInRequired,
    #[error("not allowed")]
    Forbidden,
    #[error("not found")]
    NotFound,
    /// The database stayed busy through all retries; the same request may succeed later.
    #[error("busy")]
    Busy,
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
}
