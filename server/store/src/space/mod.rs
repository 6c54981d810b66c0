//! A space from nothing: its template, its first operator, and the day on which visitors see it.

mod first;
mod opening;
mod template;

pub use opening::Preparation;
pub use template::{BUILT_IN, Template, TemplateError};
