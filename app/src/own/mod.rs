//! What the space says in its own words, and what its settings are called: for all features.

mod names;
mod words;

pub use names::{field_name, legal_name, part_name, problem_name, rule_name, text_name};
pub(crate) use words::{built_in, own, own_terms};
