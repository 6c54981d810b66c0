//! What is kept of people: for the operator, for the privacy notice, and for whoever it is about.

mod close;
mod farewell;
mod kept;
mod operator;
mod own;

pub use close::{ClosePage, ClosedPage};
pub use farewell::farewell;
pub use kept::KeptTable;
pub use operator::{DataPage, rule_name};
pub use own::OwnDataPage;
