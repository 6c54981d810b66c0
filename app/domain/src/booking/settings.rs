//! What the operator sets about booking: as typed, as read, and everything that is wrong with it.
//!
//! Forms send words. Each draft is read from them field by field with all that is wrong at once, and says of itself how
//! it stands in the fields, so that a form comes back as it was typed.

mod begun;
mod closing;
mod kind;
mod plan;
mod rows;
mod space;
mod week;

pub use begun::*;
pub use closing::*;
pub use kind::*;
pub use plan::*;
pub use rows::*;
pub use week::*;

/// Longest name of a machine, a unit or a plan, in characters.
pub const NAME_CHARS_MAX: usize = 40;
/// Longest text about a machine, in characters.
pub const TEXT_CHARS_MAX: usize = 300;
