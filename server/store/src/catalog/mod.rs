//! Products for whoever sells them: what they are now, what they cost, how many there are. Shop, orders and register
//! come here; nothing here knows of them.

mod commission;
mod history;
mod movement;
mod options;
pub(crate) mod price;
mod snapshot;
pub(crate) mod stock;
pub(crate) mod tax;

pub(crate) use commission::{commission_insert, commissions};
pub(crate) use history::{movements, stock_piece};
pub(crate) use movement::NewMovement;
pub(crate) use options::{options_of, product_options, put_options};
pub(crate) use snapshot::{cover_photos, snapshot_by_number, snapshots};
