//! One error for whatever people can be told: a feature's refusal, a missing right or thing, or that it failed.

use crate::{
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

/// Why something was not done, without anything internal. `app::error` has the words for each.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum DomainError {
    #[error(transparent)]
    Account(#[from] AccountError),
    #[error(transparent)]
    Slot(#[from] SlotError),
    #[error(transparent)]
    Reserve(#[from] Refusal),
    #[error(transparent)]
    Cancel(#[from] CancelError),
    #[error(transparent)]
    Waitlist(#[from] WaitlistError),
    #[error(transparent)]
    Stock(#[from] StockError),
    #[error(transparent)]
    Product(#[from] ProductError),
    /// Everything that is wrong with a listing, at once.
    #[error("the listing has {} problems", .0.len())]
    Listing(Vec<ProductError>),
    #[error(transparent)]
    Order(#[from] OrderError),
    #[error(transparent)]
    Question(#[from] QuestionError),
    #[error(transparent)]
    Review(#[from] ReviewError),
    #[error(transparent)]
    Register(#[from] RegisterError),
    #[error(transparent)]
    Kpi(#[from] KpiError),
    /// Everything that is wrong with a form, at once.
    #[error(transparent)]
    Fields(#[from] FieldErrors),
    /// An idempotency key came again with another request.
    #[error("the idempotency key was used for another request")]
    KeyReused,
    #[error("sign in first")]
    SignInRequired,
    #[error("not allowed")]
    Forbidden,
    #[error("not found")]
    NotFound,
    /// The space is being prepared: its site is for its staff alone.
    #[error("not open yet")]
    NotOpen,
    /// The database stayed busy through all retries; the same request may succeed later.
    #[error("busy")]
    Busy,
    /// It failed, and the cause is for the log alone.
    #[error("internal")]
    Internal,
}
