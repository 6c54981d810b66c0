//! What the operator sets about booking: the space's rules and the plans.

mod plans;
mod space;

pub(crate) use plans::{plan_drafts, plan_insert};
