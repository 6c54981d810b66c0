//! Everything about booking that the operator sets: machines, plans, hours, closures, the space's rules.

mod closures;
mod form;
mod hub;
mod plans;
mod space;
mod type_form;
mod types;
mod units;
mod week;

pub use closures::{ClosureWarning, ClosuresPage};
pub use hub::BookingHubPage;
pub use plans::{PlanFormPage, PlansPage};
pub use space::SpaceRulesPage;
pub use type_form::TypeFormPage;
pub use types::TypesPage;
pub use units::UnitPage;
pub use week::WeekPage;

/// Where the operator's booking pages stand in the navigation.
const HUB: &str = "/operator/booking";
