//! The mails about bookings. Each comes with the calendar entry that the server makes of it.

use chrono::{DateTime, Utc};
use domain::{Yen, booking::{BookingMail, CancelReason, MyBooking, SpaceRules, WaitlistMail}, mail::{Attachment, Mail, unlinked}, site::SiteSettings};

use super::{fee, equipment_and_unit, purpose, when};
use crate::{format, i18n::Locale, mail::{letter as written, space}};

/// What every mail about bookings needs beside the booking.
#[derive(Clone, Debug)]
pub struct MailSetting<'m> {
    pub site: &'m SiteSettings,
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
    finish(letter, |l| subject(l, letter, about, set), |l| about_parts(l, letter, about, set), set)
}

fn subject(l: Locale, letter: &BookingMail, about: About, set: &MailSetting<'_>) -> String {
    let (booking, space) = (&letter.booking, space(l, set.site));
    let (equipment, time) = (equipment_and_unit(l, booking), when(l, &booking.slot));
    match about {
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
    }
}

fn about_parts(l: Locale, letter: &BookingMail, about: About, set: &MailSetting<'_>) -> Vec<String> {
    let booking = &letter.booking;
    let intro = match about {
        About::Booked => trl!(l, mail.booking_booked_intro).to_string(),
        About::Moved => trl!(l, mail.booking_moved_intro).to_string(),
        About::Reminder => trl!(l, mail.booking_reminder_intro).to_string(),
        About::Cancelled => cancelled_intro(l, booking),
        About::NoShow(_) => trl!(l, mail.booking_no_show_intro).to_string(),
    };
    let mut parts = vec![hello(l, letter, set) + &intro];
    match about {
        About::Booked | About::Moved => {
            parts.extend([coming(l, booking), until(l, booking), links(l, booking, set)]);
            parts.extend(bring(l, booking));
            parts.extend(place(l, set.site));
        }
        About::Reminder => {
            let sick = trl!(l, mail.booking_reminder_sick).to_string();
            parts.extend([coming(l, booking), sick, links(l, booking, set)]);
            parts.extend(bring(l, booking));
            parts.extend(place(l, set.site));
        }
        About::Cancelled => {
            let link = format!("{}/equipment/{}", set.site_url, booking.slug);
            parts.extend([facts(l, booking), trl!(l, mail.booking_cancelled_again, link = link).to_string()]);
        }
        About::NoShow(rules) => parts.extend([facts(l, booking), rule(l, &rules)]),
    }
    parts
}

/// What became of the bookings of a weekly repeat.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum SeriesChange {
    Booked,
    Moved,
    Cancelled,
}

/// One mail for the bookings of a weekly repeat, by start.
pub fn series_mail(letter: &BookingMail, all: &[MyBooking], change: SeriesChange, set: &MailSetting<'_>) -> Mail {
    let n = all.len();
    let subject = |l: Locale| {
        let (space, equipment) = (space(l, set.site), format::localize(l, &letter.booking.equipment).to_owned());
        match change {
            SeriesChange::Booked => {
                trl!(l, mail.booking_series_subject, space = space, equipment = equipment, n = n).to_string()
            }
            SeriesChange::Moved => {
                trl!(l, mail.booking_series_moved_subject, space = space, equipment = equipment, n = n).to_string()
            }
            SeriesChange::Cancelled => {
                trl!(l, mail.booking_series_cancelled_subject, space = space, equipment = equipment, n = n).to_string()
            }
        }
    };
    let parts = |l: Locale| {
        if change == SeriesChange::Cancelled {
            let line = |each: &MyBooking| format!("{} {}", equipment_and_unit(l, each), when(l, &each.slot));
            let again = format!("{}/equipment/{}", set.site_url, letter.booking.slug);
            let intro = hello(l, letter, set) + trl!(l, mail.booking_series_cancelled_intro);
            let lines = all.iter().map(line).collect::<Vec<_>>().join("\n");
            return vec![intro, lines, trl!(l, mail.booking_cancelled_again, link = again).to_string()];
        }
        let line = |each: &MyBooking| {
            format!("{} {} {}", equipment_and_unit(l, each), when(l, &each.slot), fee(l, each.fee))
        };
        let times: Vec<String> = all.iter().map(line).collect();
        let sum = all.iter().map(|each| each.fee.0).sum();
        let sum = trl!(l, mail.booking_series_sum, n = n, fee = fee(l, Yen(sum))).to_string();
        let link = format!("{}/me/bookings", set.site_url);
        let link = trl!(l, mail.booking_series_link, link = link).to_string();
        let intro = hello(l, letter, set)
            + if change == SeriesChange::Moved {
                trl!(l, mail.booking_series_moved_intro)
            } else {
                trl!(l, mail.booking_series_intro)
            };
        let mut parts = vec![intro, format!("{}\n{sum}", times.join("\n")), link];
        parts.extend(bring(l, &letter.booking));
        parts.extend(place(l, set.site));
        parts
    };
    finish(letter, subject, parts, set)
}

/// That a time somebody waits for is kept for them.
pub fn offer_mail(letter: &WaitlistMail, until: DateTime<Utc>, site: &SiteSettings, site_url: &str) -> Mail {
    let waiting = &letter.waiting;
    let link = format!("{site_url}/me/waitlist/{}", waiting.id);
    let of = |l: Locale| (format::localize(l, &waiting.equipment).to_owned(), when(l, &waiting.offered.unwrap_or(waiting.wait.span)));
    let text = |l: Locale| {
        let (name, (equipment, time)) = (unlinked(&letter.display_name), of(l));
        let hello = trl!(l, mail.booking_hello, name = name, space = space(l, site)).to_string();
        let (until, link) = (format::instant(l, until), link.as_str());
        let text =
            trl!(l, mail.booking_offer_text, equipment = equipment, time = time, until = until, link = link).to_string();
        format!("{hello}{text}")
    };
    let subject = |l: Locale| {
        let (equipment, time) = of(l);
        trl!(l, mail.booking_offer_subject, space = space(l, site), equipment = equipment, time = time).to_string()
    };
    written(&letter.email, letter.language, subject, text)
}

fn hello(l: Locale, letter: &BookingMail, set: &MailSetting<'_>) -> String {
    let (name, space) = (unlinked(&letter.display_name), space(l, set.site));
    trl!(l, mail.booking_hello, name = name, space = space).to_string()
}

fn cancelled_intro(l: Locale, booking: &MyBooking) -> String {
    if booking.cancel_reason == Some(CancelReason::Staff) {
        let reason = booking.cancel_note.clone().unwrap_or_default();
        trl!(l, mail.booking_cancelled_staff, reason = reason).to_string()
    } else {
        trl!(l, mail.booking_cancelled_intro).to_string()
    }
}

/// What the booking is.
fn facts(l: Locale, booking: &MyBooking) -> String {
    let (equipment, time, purpose) =
        (equipment_and_unit(l, booking), when(l, &booking.slot), purpose(l, booking.purpose));
    let mut lines = vec![
        trl!(l, mail.booking_facts, equipment = equipment, time = time, purpose = purpose).to_string(),
    ];
    if !booking.children.is_empty() {
        lines.push(trl!(l, mail.booking_children, n = booking.children.len()).to_string());
    }
    if let Some(note) = booking.note.as_deref().filter(|note| !note.is_empty()) {
        lines.push(trl!(l, mail.booking_note, note = unlinked(note)).to_string());
    }
    lines.join("\n")
}

/// It, and what is to be paid: for those who will come.
fn coming(l: Locale, booking: &MyBooking) -> String {
    format!("{}\n{}", facts(l, booking), trl!(l, mail.booking_fee, fee = fee(l, booking.fee)))
}

fn bring(l: Locale, booking: &MyBooking) -> Option<String> {
    let what = format::localize(l, &booking.bring);
    (!what.is_empty()).then(|| trl!(l, mail.booking_bring, what = what).to_string())
}

/// Where to come, and whom to call.
fn place(l: Locale, site: &SiteSettings) -> Option<String> {
    let address = format::in_language(l, &site.address, &site.address_en);
    let lines: Vec<&str> = [address, &site.phone].into_iter().filter(|line| !line.is_empty()).collect();
    (!lines.is_empty()).then(|| trl!(l, mail.booking_place, place = lines.join("\n")).to_string())
}

fn until(l: Locale, booking: &MyBooking) -> String {
    trl!(l, mail.booking_until, until = format::instant(l, booking.cancel_until)).to_string()
}

fn links(l: Locale, booking: &MyBooking, set: &MailSetting<'_>) -> String {
    let cancel = format!("{}/bookings/{}/cancel?key={}", set.site_url, booking.id, set.cancel_key);
    let link = format!("{}/me/bookings/{}", set.site_url, booking.id);
    trl!(l, mail.booking_links, cancel = cancel, link = link).to_string()
}

fn rule(l: Locale, rules: &SpaceRules) -> String {
    let (n, days, off) = (rules.no_shows_max, rules.no_show_days, rules.suspend_days);
    trl!(l, mail.booking_no_show_rule, n = n, days = days, off = off).to_string()
}

fn finish(
    letter: &BookingMail,
    subject: impl Fn(Locale) -> String,
    parts: impl Fn(Locale) -> Vec<String>,
    set: &MailSetting<'_>,
) -> Mail {
    let text = |l: Locale| parts(l).join("\n\n");
    Mail { attachment: set.attachment.clone(), ..written(&letter.email, letter.language, subject, text) }
}
