//! Equipment as the operator keeps it: types, units, opening hours, closed days.

mod closures;
mod type_form;
mod types;
mod units;
mod week;

pub use closures::{ClosureWarning, ClosuresPage};
pub use type_form::TypeFormPage;
pub use types::TypesPage;
pub use units::UnitPage;
pub use week::WeekPage;
