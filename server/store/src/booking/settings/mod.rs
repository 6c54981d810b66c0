//! What the operator sets about booking, without code: machines, units, plans, hours, closures, the space's rules.

mod closures;
mod order;
mod photo;
mod plans;
mod space;
mod types;
mod units;
mod week;

pub use closures::{ClosureDay, Closures, HolidayDay};
pub use order::Shift;
pub use plans::{PlanRow, PlanSetting};
pub use space::SettingsSummary;
pub use types::{TypeRow, TypeSetting};
pub use units::UnitRow;

use domain::{
    DomainError,
    booking::{SettingsError, SettingsRule},
};

use crate::Error;

/// One refusal.
fn refused(field: &str, rule: SettingsRule) -> Error {
    Error::Domain(DomainError::Settings(vec![SettingsError::new(field, rule)]))
}
