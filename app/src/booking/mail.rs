//! The mails about a booking.

use store::{booking::BookingLetter, ports::Mail};

use super::{fee, machine_and_unit, purpose, when};
use crate::{format, i18n::Locale};

/// That a machine is booked. `site_url` has no slash at its end.
pub fn booked_mail(l: Locale, letter: &BookingLetter, space: &str, site_url: &str) -> Mail {
    let booking = &letter.booking;
    let (machine, time) = (machine_and_unit(l, booking), when(l, &booking.slot));
    let until = format::instant(l, booking.slot.start());
    let link = format!("{site_url}/me/bookings");
    Mail {
        to: letter.email.clone(),
        subject: trl!(l, mail.booking_booked_subject, space = space, machine = machine.clone(), time = time.clone()).to_string(),
        text: trl!(
            l,
            mail.booking_booked_text,
            name = letter.display_name.clone(),
            space = space,
            machine = machine,
            time = time,
            purpose = purpose(l, booking.purpose),
            fee = fee(l, booking.fee),
            until = until,
            link = link
        )
        .to_string(),
    }
}

/// That a booking was cancelled.
pub fn cancelled_mail(l: Locale, letter: &BookingLetter, space: &str, site_url: &str) -> Mail {
    let booking = &letter.booking;
    let (machine, time) = (machine_and_unit(l, booking), when(l, &booking.slot));
    let link = format!("{site_url}/equipment/{}", booking.slug);
    Mail {
        to: letter.email.clone(),
        subject: trl!(l, mail.booking_cancelled_subject, space = space, machine = machine.clone(), time = time.clone()).to_string(),
        text: trl!(
            l,
            mail.booking_cancelled_text,
            name = letter.display_name.clone(),
            space = space,
            machine = machine,
            time = time,
            link = link
        )
        .to_string(),
    }
}
