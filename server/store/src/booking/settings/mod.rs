//! What the operator sets about booking, without code: machines, units, plans, hours, closures, the space's rules.

mod closures;
mod order;
mod photo;
mod plans;
mod space;
mod types;
mod units;
mod week;

use domain::{
    DomainError,
    form::{FieldError, FieldErrors},
};

use crate::Error;

/// One refusal.
fn refused(field: &str, rule: FieldError) -> Error {
    Error::Domain(DomainError::Fields(FieldErrors::of(field, rule)))
}
