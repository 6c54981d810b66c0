//! Equipment, its days, and bookings: what is free, booking, cancelling, and one's own list.

mod cancel;
mod day;
mod equipment;
mod facts;
mod hours;
mod mine;
mod reserve;

pub use day::{DayView, OwnBooking, UnitDay, WeekDay};
pub use equipment::{EquipmentCard, EquipmentList, Machine, NEXT_FREE_DAYS};
pub use hours::{ClosedReason, DayHours};
pub use mine::{BookingLetter, MyBooking, MyBookings};
pub use reserve::{Booked, BookingCommand, BookingQuote};

/// A text of the operator's in both languages.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Words {
    pub ja: String,
    pub en: String,
}

impl Words {
    fn new(ja: String, en: String) -> Words {
        Words { ja, en }
    }
}
