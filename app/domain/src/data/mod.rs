//! What is kept of people, why and how long: one table, from which the clearing away, the operator's page and the privacy
//! notice are made.

mod closing;
mod holding;
mod rules;

pub use closing::{Closing, ClosingBlock};
pub use holding::{Holding, HoldingCount, Kept, OnClose, TABLES, Term, emptied_at_demo_end};
pub use rules::{DataRule, DataRules, RuleUnit};

/// Invented people have their mail addresses here (RFC 2606's kin in Japan): nobody real can.
pub const DEMO_DOMAIN: &str = "@example.jp";
/// The addresses of closed accounts end so (RFC 2606): no mail is ever sent there.
pub const CLOSED_DOMAIN: &str = "@closed.invalid";
