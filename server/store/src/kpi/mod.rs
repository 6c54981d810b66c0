//! The yearly report: participation rows, the plan's targets, and the figures made of them.

mod evidence;
mod participation;
mod plan;
mod year;

pub use participation::participation_add;
pub(crate) use participation::{participation_of_makers, participations_add};
pub(crate) use plan::{plan, plan_put};
