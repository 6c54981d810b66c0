//! What the operator sets about booking: the plans and the space's rules.

mod hub;
mod names;
mod plans;
mod space;

pub use hub::BookingHubPage;
pub use names::field_name;
pub use plans::{PlanFormPage, PlansPage};
pub use space::SpaceRulesPage;
