//! The counter: finding pieces, recording sales, receipts and the list of a day.

mod cart;
mod issue;
mod lookup;
mod parked;
mod receipt;
mod record;
mod sales;
mod stock;

/// Products that one search shows.
pub const FOUND_MAX: u64 = 20;
/// Sales on a page of a day's list.
pub const SALES_PAGE: u32 = 50;
/// Carts that may wait at one time.
pub const PARKED_MAX: u64 = 50;
