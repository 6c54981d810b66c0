//! Orders for pick-up: a customer's piece is reserved at once and paid for at the counter (取り置き・店頭払い).

mod end;
mod lines;
mod list;
mod place;
mod view;

pub(crate) use end::{cancel_all, write_end};
pub(crate) use lines::{OpenOrder, open_order};

/// Orders on a page of a list.
pub const ORDERS_PAGE: u32 = 20;
