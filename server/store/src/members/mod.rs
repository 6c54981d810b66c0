//! Accounts: signing up and in, links by mail, sessions, API tokens, maker profiles.

mod access;
mod api_tokens;
mod devices;
mod email_change;
mod identity;
mod mail_choices;
mod mail_tokens;
mod maker;
mod merge;
mod notes;
mod password;
mod passwords;
mod people;
mod profile;
mod protect;
mod secret;
mod sessions;
mod sign_in;
mod sign_up;
mod throttle;
mod tidy;

pub use crate::entity::mail_token::MailTokenPurpose;
pub(crate) use access::{FIRST_CALENDAR, calendar_renew};
pub use identity::Identity;
pub use maker::MakerRow;
pub use password::hash as password_hash;
pub(crate) use password::unknown_password;
pub use profile::columns as profile_columns;
pub(crate) use protect::{nicknames_by_email, protected_emails, protected_of};
pub use secret::digest as token_digest;
pub(crate) use secret::new_secret;
pub use sessions::NewSession;
pub use sign_in::{SignIn, SignedIn};
pub(crate) use sign_up::insert as account_insert;
pub use throttle::client_network;
pub(crate) use throttle::{ThrottledAct, mail_time, take as throttle_take};
