//! The mails about bookings. Each comes with the calendar entry that the server makes of it.

use chrono::{DateTime, Utc};
use domain::{booking::{BookingMail, CancelReason, MyBooking, SpaceRules, WaitlistMail}, mail::{Attachment, Mail}};

use super::{fee, equipment_and_unit, purpose, when};
use crate::{format, i18n::Locale};

/// What every mail about bookings needs beside the booking.
#[derive(Clone, Debug)]
pub struct MailSetting<'m> {
    pub locale: Locale,
    /// The name of the space.
    pub space: &'m str,
    /// Without a slash at its end.
    pub site_url: &'m str,
    /// The key of the page that cancels the booking without signing in.
    pub cancel_key: &'m str,
    pub attachment: Option<Attachment>,
}

/// Why a mail about a booking is sent.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum About {
    Booked,
    Moved,
    Reminder,
    Cancelled,
    NoShow(SpaceRules),
}

/// A mail about one booking.
pub fn booking_mail(letter: &BookingMail, about: About, set: &MailSetting<'_>) -> Mail {
    let (l, booking, space) = (set.locale, &letter.booking, set.space);
    let (equipment, time) = (equipment_and_unit(l, booking), when(l, &booking.slot));
    let subject = match about {
        About::Booked => {
            trl!(l, mail.booking_booked_subject, space = space, equipment = equipment, time = time).to_string()
        }
        About::Moved => trl!(l, mail.booking_moved_subject, space = space, equipment = equipment, time = time).to_string(),
        About::Reminder => {
            trl!(l, mail.booking_reminder_subject, space = space, equipment = equipment, time = time).to_string()
        }
        About::Cancelled => {
            trl!(l, mail.booking_cancelled_subject, space = space, equipment = equipment, time = time).to_string()
        }
        About::NoShow(_) => {
            trl!(l, mail.booking_no_show_subject, space = space, equipment = equipment, time = time).to_string()
        }
    };
    let intro = match about {
        About::Booked => trl!(l, mail.booking_booked_intro).to_string(),
        About::Moved => trl!(l, mail.booking_moved_intro).to_string(),
        About::Reminder => trl!(l, mail.booking_reminder_intro).to_string(),
        About::Cancelled => cancelled_intro(l, booking),
        About::NoShow(_) => trl!(l, mail.booking_no_show_intro).to_string(),
    };
    let mut parts = vec![hello(l, letter, space) + &intro, facts(l, booking)];
    match about {
        About::Booked | About::Moved => parts.extend([until(l, booking), links(booking, set)]),
        About::Reminder => parts.extend([trl!(l, mail.booking_reminder_sick).to_string(), links(booking, set)]),
        About::Cancelled => {
            let link = format!("{}/equipment/{}", set.site_url, booking.slug);
            parts.push(trl!(l, mail.booking_cancelled_again, link = link).to_string());
        }
        About::NoShow(rules) => parts.push(rule(l, &rules)),
    }
    finish(letter, subject, parts, set)
}

/// One mail for the bookings of a weekly repeat, by start.
pub fn series_mail(letter: &BookingMail, all: &[MyBooking], set: &MailSetting<'_>) -> Mail {
    let (l, n) = (set.locale, all.len());
    let equipment = format::localize(l, &letter.booking.equipment).to_owned();
    let subject = trl!(l, mail.booking_series_subject, space = set.space, equipment = equipment, n = n).to_string();
    let times: Vec<String> =
        all.iter().map(|each| format!("{} {}", equipment_and_unit(l, each), when(l, &each.slot))).collect();
    let link = format!("{}/me/bookings", set.site_url);
    let intro = hello(l, letter, set.space) + trl!(l, mail.booking_series_intro);
    finish(letter, subject, vec![intro, times.join("\n"), link], set)
}

/// That a time somebody waits for is kept for them.
pub fn offer_mail(letter: &WaitlistMail, until: DateTime<Utc>, l: Locale, space: &str, site_url: &str) -> Mail {
    let waiting = &letter.waiting;
    let (equipment, time) = (format::localize(l, &waiting.equipment).to_owned(), when(l, &waiting.slot));
    let hello = trl!(l, mail.booking_hello, name = letter.display_name.clone(), space = space).to_string();
    let text = trl!(
        l,
        mail.booking_offer_text,
        equipment = equipment.clone(),
        time = time.clone(),
        until = format::time(until),
        link = format!("{site_url}/me/waitlist/{}", waiting.id)
    );
    Mail {
        to: letter.email.clone(),
        subject: trl!(l, mail.booking_offer_subject, space = space, equipment = equipment, time = time).to_string(),
        text: format!("{hello}{text}\n"),
        attachment: None,
    }
}

fn hello(l: Locale, letter: &BookingMail, space: &str) -> String {
    trl!(l, mail.booking_hello, name = letter.display_name.clone(), space = space).to_string()
}

fn cancelled_intro(l: Locale, booking: &MyBooking) -> String {
    if booking.cancel_reason == Some(CancelReason::Staff) {
        let reason = booking.cancel_note.clone().unwrap_or_default();
        trl!(l, mail.booking_cancelled_staff, reason = reason).to_string()
    } else {
        trl!(l, mail.booking_cancelled_intro).to_string()
    }
}

fn facts(l: Locale, booking: &MyBooking) -> String {
    let facts = trl!(
        l,
        mail.booking_facts,
        equipment = equipment_and_unit(l, booking),
        time = when(l, &booking.slot),
        purpose = purpose(l, booking.purpose),
        fee = fee(l, booking.fee)
    )
    .to_string();
    match booking.children.len() {
        0 => facts,
        n => format!("{facts}\n{}", trl!(l, mail.booking_children, n = n)),
    }
}

fn until(l: Locale, booking: &MyBooking) -> String {
    trl!(l, mail.booking_until, until = format::instant(l, booking.cancel_until)).to_string()
}

fn links(booking: &MyBooking, set: &MailSetting<'_>) -> String {
    let cancel = format!("{}/bookings/{}/cancel?key={}", set.site_url, booking.id, set.cancel_key);
    let link = format!("{}/me/bookings", set.site_url);
    trl!(set.locale, mail.booking_links, cancel = cancel, link = link).to_string()
}

fn rule(l: Locale, rules: &SpaceRules) -> String {
    let (n, days, off) = (rules.no_shows_max, rules.no_show_days, rules.suspend_days);
    trl!(l, mail.booking_no_show_rule, n = n, days = days, off = off).to_string()
}

fn finish(letter: &BookingMail, subject: String, parts: Vec<String>, set: &MailSetting<'_>) -> Mail {
    Mail {
        to: letter.email.clone(),
        subject,
        text: format!("{}\n", parts.join("\n\n")),
        attachment: set.attachment.clone(),
    }
}
