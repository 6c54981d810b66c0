//! The space's own pages, and the document around every page.

mod document;
mod error_page;
mod home;

pub use document::*;
pub use error_page::*;
pub use home::*;
