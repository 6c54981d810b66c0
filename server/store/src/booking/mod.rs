//! Equipment, its days, and bookings: what is free, booking, cancelling, and one's own list.

mod attend;
mod board;
mod by_staff;
mod cancel;
mod cells;
mod certify;
mod day;
mod equipment;
mod facts;
mod feed;
mod hold;
mod hours;
mod idempotency;
mod live;
mod maintenance;
mod maintenance_list;
mod mine;
mod moving;
mod own_page;
mod people;
mod repeat;
mod reserve;
mod rules;
mod settings;
mod waitlist;

pub use board::{Board, BoardBooking, BoardState, BoardUnit, StaffMachine, UnitNow};
pub use by_staff::{ForWhom, StaffBooking};
pub use cancel::CancelWhy;
pub use certify::PlanChoice;
pub use day::{DAYS_MAX, DAYS_SHOWN_MAX, DayView, DaysView, OwnBooking, UnitDay, WeekDay};
pub use equipment::{EquipmentCard, EquipmentFilter, EquipmentList, Machine, NEXT_FREE_DAYS};
pub use feed::{FEED_MAX, TAKEN_DAYS, TakenFeed};
pub use hold::Hold;
pub(crate) use hours::Calendar;
pub use hours::{ClosedReason, DayHours, holiday};
pub use idempotency::{FirstAnswer, KEY_CHARS_MAX, KeyedAnswer};
pub use maintenance::{MAINTENANCE_DAYS_MAX, MaintenanceCommand, MaintenanceDone};
pub use maintenance_list::MaintenanceRow;
pub use mine::{BookingLetter, MyBooking, MyBookings};
pub use moving::{MoveCommand, MoveDay};
pub use own_page::{BOOKINGS_PAGE, BookingsPage, Which as WhichBookings};
pub use people::{Certified, MEMBERS_PAGE, MemberFile, MemberRow, Missed};
pub use repeat::{RepeatWeek, Repeated};
pub use reserve::{Booked, BookingCommand, BookingQuote, Standing};
pub use rules::{MemberPlan, space_rules_put};
pub use settings::{
    ClosureDay, Closures, HolidayDay, PlanRow, PlanSetting, SettingsSummary, Shift, TypeRow, TypeSetting, UnitRow,
};
pub use waitlist::{WAITING_MAX, Waiting, WaitingLetter};
