//! The space's own pages, and the operator's: the hub, the audit log, the outbox of the demo.

mod audit;
mod error_page;
mod fees;
mod guide;
mod home;
mod law;
mod mail;
mod opening;
mod operator_hub;
mod outbox;
mod privacy;
mod prose;
pub mod settings;
pub mod setup;
mod styleguide;
mod terms;
pub(crate) mod words;

pub use audit::AuditPage;
pub use error_page::*;
pub use fees::*;
pub use guide::*;
pub use home::*;
pub use law::*;
pub use mail::{test_mail, with_footer};
pub use opening::*;
pub use operator_hub::HubPage;
pub use outbox::{MailFile, MailItem, MailPage, MailText, OutboxPage};
pub use privacy::*;
pub use styleguide::*;
pub use terms::*;
