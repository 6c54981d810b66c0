//! A space from nothing: its first operator, its template, and what is missing until visitors see it.

mod check;
mod first;
mod template;

pub use check::{Prepared, SetupPage};
pub use first::{FirstOperatorPage, KeyUsedPage};
pub use template::{TemplateChoice, TemplatePage};
