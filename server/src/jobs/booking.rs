//! Mails about bookings, and what happens to them with time.

use app::{
    booking::{About, MailSetting, SeriesChange, booking_mail, offer_mail, series_mail},
    mail::locale,
    page::Locale,
};
use domain::{
    BookingId, WaitlistId,
    booking::{BookingMail, MyBooking},
    mail::{Attachment, Mail},
    site::SiteSettings,
};
use store::link::LinkPurpose;

use super::JobCx;
use crate::calendar::{Method, Place, of_bookings};

type Outcome = Result<(), String>;

/// Confirms a booking. One that was cancelled meanwhile is not confirmed any more.
pub async fn booked(jobs: &JobCx, id: BookingId) -> Outcome {
    about(jobs, id, About::Booked, Some(Method::Publish), |letter| letter.booking.cancelled_at.is_none()).await
}

/// Tells that a booking was moved.
pub async fn moved(jobs: &JobCx, id: BookingId) -> Outcome {
    about(jobs, id, About::Moved, Some(Method::Publish), |letter| letter.booking.cancelled_at.is_none()).await
}

/// Confirms a cancellation.
pub async fn cancelled(jobs: &JobCx, id: BookingId) -> Outcome {
    about(jobs, id, About::Cancelled, Some(Method::Cancel), |_| true).await
}

/// Reminds on the day before whoever wants it; not when the booking was moved or cancelled meanwhile.
pub async fn reminder(jobs: &JobCx, id: BookingId, sequence: i32) -> Outcome {
    let still = |letter: &BookingMail| {
        letter.reminders
            && letter.booking.cancelled_at.is_none()
            && letter.booking.sequence == sequence
            && letter.booking.slot.start() > jobs.cx.now
    };
    about(jobs, id, About::Reminder, Some(Method::Publish), still).await
}

/// Tells that nobody came, and what the rule is.
pub async fn no_show(jobs: &JobCx, id: BookingId) -> Outcome {
    let rules = jobs.store.space_rules(&jobs.cx).await.map_err(text)?;
    about(jobs, id, About::NoShow(rules), None, |_| true).await
}

/// One mail for a weekly repeat, with all its calendar entries.
pub async fn series(jobs: &JobCx, id: BookingId) -> Outcome {
    let Some(letter) = letter(jobs, id).await? else { return Ok(()) };
    let all = jobs.store.booking_series(&jobs.cx, id).await.map_err(text)?;
    if all.is_empty() {
        return Ok(());
    }
    let site = site(jobs).await?;
    let set = setting(jobs, &site, "", Some(file(jobs, &site, &all, Method::Publish, locale(letter.language))));
    send(jobs, &series_mail(&letter, &all, SeriesChange::Booked, &set)).await
}

/// One mail for bookings of a repeat that were moved or cancelled together.
pub async fn series_changed(jobs: &JobCx, ids: &[BookingId], change: SeriesChange) -> Outcome {
    let Some(first) = ids.first() else { return Ok(()) };
    let Some(letter) = letter(jobs, *first).await? else { return Ok(()) };
    let all = jobs.store.bookings_of(&jobs.cx, ids).await.map_err(text)?;
    // What was cancelled after it was moved is told by that mail.
    let is_cancelled = change == SeriesChange::Cancelled;
    let all: Vec<MyBooking> = all.into_iter().filter(|each| each.cancelled_at.is_some() == is_cancelled).collect();
    if all.is_empty() {
        return Ok(());
    }
    let site = site(jobs).await?;
    let method = if is_cancelled { Method::Cancel } else { Method::Publish };
    let set = setting(jobs, &site, "", Some(file(jobs, &site, &all, method, locale(letter.language))));
    send(jobs, &series_mail(&letter, &all, change, &set)).await
}

/// Frees a booking to which nobody came.
pub async fn release(jobs: &JobCx, id: BookingId) -> Outcome {
    jobs.store.booking_release(&jobs.cx, id).await.map_err(text)
}

/// Ends what the staff said of a booking to which nobody came.
pub async fn absence_end(jobs: &JobCx, id: BookingId) -> Outcome {
    jobs.store.absence_end(&jobs.cx, id).await.map_err(text)
}

/// Tells the first in line, if they want to be told; nothing when the offer is over already.
pub async fn offer(jobs: &JobCx, id: WaitlistId) -> Outcome {
    let Some(letter) = jobs.store.waitlist_mail_contents(&jobs.cx, id).await.map_err(text)? else { return Ok(()) };
    let open = letter.waiting.offered_until.filter(|until| *until > jobs.cx.now && letter.waiting.outcome.is_none());
    let Some(until) = open.filter(|_| letter.wanted) else { return Ok(()) };
    let site = site(jobs).await?;
    send(jobs, &offer_mail(&letter, until, &site, &jobs.config.site_url)).await
}

/// Ends an offer that nobody took.
pub async fn offer_expiry(jobs: &JobCx, id: WaitlistId) -> Outcome {
    jobs.store.waitlist_offer_expire(&jobs.cx, id).await.map_err(text)
}

/// Ends a place in a line whose time has come.
pub async fn waitlist_pass(jobs: &JobCx, id: WaitlistId) -> Outcome {
    jobs.store.waitlist_pass(&jobs.cx, id).await.map_err(text)
}

async fn about(
    jobs: &JobCx,
    id: BookingId,
    about: About,
    method: Option<Method>,
    still: impl Fn(&BookingMail) -> bool,
) -> Outcome {
    let Some(letter) = letter(jobs, id).await?.filter(|letter| still(letter)) else { return Ok(()) };
    let site = site(jobs).await?;
    let key = jobs.store.link_key(&jobs.cx, LinkPurpose::BookingCancel(id)).await.map_err(text)?;
    let l = locale(letter.language);
    let attachment = method.map(|method| file(jobs, &site, std::slice::from_ref(&letter.booking), method, l));
    let set = setting(jobs, &site, &key, attachment);
    send(jobs, &booking_mail(&letter, about, &set)).await
}

async fn letter(jobs: &JobCx, id: BookingId) -> Result<Option<BookingMail>, String> {
    jobs.store.booking_mail_contents(&jobs.cx, id).await.map_err(text)
}

async fn site(jobs: &JobCx) -> Result<SiteSettings, String> {
    jobs.store.site_settings().await.map_err(text)
}

fn setting<'m>(
    jobs: &'m JobCx,
    site: &'m SiteSettings,
    cancel_key: &'m str,
    attachment: Option<Attachment>,
) -> MailSetting<'m> {
    MailSetting { site, site_url: &jobs.config.site_url, cancel_key, attachment }
}

fn file(jobs: &JobCx, site: &SiteSettings, bookings: &[MyBooking], method: Method, locale: Locale) -> Attachment {
    let (space, site_url) = (app::mail::space(locale, site), &jobs.config.site_url);
    let place = Place { locale, space, address: &site.address, site_url };
    Attachment {
        name: "booking.ics".to_owned(),
        kind: method.content_type(),
        text: of_bookings(bookings, method, place, jobs.cx.now),
    }
}

async fn send(jobs: &JobCx, mail: &Mail) -> Outcome {
    jobs.send(mail).await
}

fn text(error: store::Error) -> String {
    error.to_string()
}
