//! Accounts: signing up and in, links by mail, sessions, API tokens, maker profiles.

mod api_tokens;
mod identity;
mod mail_tokens;
mod maker;
mod password;
mod passwords;
mod profile;
mod secret;
mod sessions;
mod sign_in;
mod sign_up;
mod throttle;
mod tidy;

pub use crate::entity::mail_token::MailTokenPurpose;
pub use identity::Identity;
pub use maker::MakerRow;
pub use password::hash as password_hash;
pub use profile::columns as profile_columns;
pub use secret::digest as token_digest;
pub(crate) use secret::new_secret;
pub use sessions::NewSession;
pub use sign_in::SignIn;
pub(crate) use sign_up::insert as account_insert;
