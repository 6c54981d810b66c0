//! Orders: a customer's pieces are reserved at once, paid for at the counter or online, and picked up or sent.

mod end;
mod lines;
mod list;
mod place;
mod rates;
mod refunded;
mod state;
mod steps;
mod view;

pub(crate) use end::{cancel_all, change_stock, end_unpaid};
pub(crate) use lines::{OpenOrder, lines, open_order};
pub(crate) use place::{new_payment, open_payment};
pub(crate) use refunded::refunded_pieces;
pub(crate) use state::{Step, set_alert, take_step};
pub(crate) use view::visible;

/// Orders on a page of a list.
pub const ORDERS_PAGE: u32 = 20;
