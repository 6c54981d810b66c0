//! The space's own pages, and the document around every page.

mod error_page;
mod fees;
mod guide;
mod home;
mod law;
mod opening;
mod privacy;
mod prose;
mod styleguide;
mod terms;
pub(crate) mod words;

pub use error_page::*;
pub use fees::*;
pub use guide::*;
pub use home::*;
pub use law::*;
pub use opening::*;
pub use privacy::*;
pub use styleguide::*;
pub use terms::*;
