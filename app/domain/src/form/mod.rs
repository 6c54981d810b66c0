//! The form kit: what people and programs send is read and refused here, once, for pages and the JSON API alike.
//!
//! A form arrives as a [`FormInput`]: everything it sent, readable or not, so that a refused form comes back as it was
//! typed. A [`Reader`] takes it apart field by field; all that is wrong is in one [`FieldErrors`]. A JSON body holds the
//! same newtypes.

mod day;
mod error;
mod input;
mod phone;
mod reader;
mod text;

pub use day::{CalendarDay, CalendarInstant, NotADay, YEAR_MAX, YEAR_MIN};
pub use error::{FieldError, FieldErrors};
pub use input::FormInput;
pub use phone::{NotAPhoneNumber, PhoneNumber};
pub use reader::{Reader, amount, clock_minute, clock_words, minute_of_day};
pub use text::{Text, bounded, has_nul, narrow};
