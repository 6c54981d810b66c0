//! The yearly report: participation rows, the plan's targets, and the figures made of them.

mod participation;

pub use participation::participation_add;
