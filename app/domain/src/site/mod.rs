//! The space itself: what it says of itself, whether it is open, and what its staff did.

mod audit;
mod audit_about;
mod audit_log;
mod colour;
mod legal;
mod open_now;
mod parts;
mod settings;
mod texts;

pub use audit::*;
pub use audit_about::AuditAbout;
pub use audit_log::*;
pub use colour::*;
pub use legal::*;
pub use open_now::*;
pub use parts::*;
pub use settings::*;
pub use texts::*;
