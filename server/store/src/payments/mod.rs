//! Payments by a provider, and money that goes back. The calls themselves are the server's: what is to be asked is read
//! here, and what came of it is written here.

mod event;
mod fee;
mod money;
mod open;
mod refund;

pub use open::PaymentPage;
