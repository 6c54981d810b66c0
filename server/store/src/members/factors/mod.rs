//! What an account is proved by beside its password: codes of an app, recovery codes, passkeys.

mod code_sign_in;
mod codes;
mod overview;
mod passkeys;
mod proof;
mod rows;
mod steps;
mod totp;

pub use code_sign_in::CodeSignIn;
pub use passkeys::NewPasskey;
pub use proof::Proof;

pub(super) use code_sign_in::code_step;
pub(crate) use rows::forget;
pub(super) use rows::{asked_after_password, tell, tidy, which};
