//! What the operator sets about booking: the space's rules and the plans.

mod plans;
mod space;
