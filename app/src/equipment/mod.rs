//! Equipment as the operator keeps it: types, units, opening hours, closed days.

mod closures;
mod names;
mod outside;
mod type_form;
mod type_new;
mod types;
mod units;
mod week;

pub use closures::{ClosureWarning, ClosuresPage};
pub use names::{child_name, field_name, holiday_rule_name, use_name};
pub use outside::HoursWarning;
pub use type_form::TypeFormPage;
pub use type_new::TypeNewPage;
pub use types::TypesPage;
pub use units::UnitPage;
pub use week::WeekPage;
