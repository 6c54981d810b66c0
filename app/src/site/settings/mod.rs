//! `/operator/site`: what the site says, form by form.

mod fields;
mod hub;
mod legal;
mod look;
mod part;
mod preview;

pub use hub::SiteHubPage;
pub use legal::LegalPage;
pub use part::{MailState, SitePartPage};
