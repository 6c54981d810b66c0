//! What is free, booking, cancelling, one's own list; the staff's board, maintenance, the waitlist and the rules below it.

mod absence;
mod board;
mod cancel;
mod cells;
mod certify;
mod change;
mod check_in;
mod day;
mod equipment;
mod facts;
mod feed;
mod have;
mod hold;
mod idempotency;
mod maintenance;
mod mine;
mod moving;
mod own_page;
mod record;
mod repeat;
mod reserve;
mod rules;
mod scene;
mod settings;
mod units;
mod waitlist;
mod waitlist_done;

pub use board::by_staff::{ForWhom, StaffBooking};
pub use cancel::CancelWhy;
pub use change::DetailsCommand;
pub use day::{DAYS_MAX, DAYS_SHOWN_MAX};
pub use feed::TakenFeed;
pub use hold::Hold;
pub use idempotency::{FirstAnswer, KEY_CHARS_MAX, KeyedAnswer};
pub use maintenance::{MAINTENANCE_DAYS_MAX, MaintenanceCommand, MaintenanceDone};
pub use moving::MoveCommand;
pub use own_page::{BOOKINGS_PAGE, BookingsPage, BookingsTab};
pub use repeat::Repeated;
pub use reserve::BookingCommand;
pub(crate) use {
    cancel::cancel_all,
    settings::{plan_drafts, plan_insert},
    waitlist::leave_all_lines,
};
