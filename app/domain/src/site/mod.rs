//! The space itself: what it says of itself, whether it is open, and what its staff did.

mod audit;
mod audit_filter;
mod open_now;
mod settings;

pub use audit::*;
pub use audit_filter::AuditFilter;
pub use open_now::*;
pub use settings::*;
