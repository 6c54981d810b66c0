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
    booking::{SettingsError, SettingsRule},
};

use crate::Error;

/// One refusal.
fn refused(field: &str, rule: SettingsRule) -> Error {
    Error::Domain(DomainError::Settings(vec![SettingsError::new(field, rule)]))
}
