//! The page behind the link in a mail: one button that cancels, without signing in. It names the machine and the time,
//! and nothing about the person.

use domain::booking::{CancelError, MyBooking};

use super::{Reasons, equipment_and_unit, equipment_path, when};
use crate::{document::Document, error, format, page::{locale, page}, prelude::*, ui::{Ask, Drawing, Oops, Tab}};

/// `missing` when the form came back without the reason that is needed by now.
#[component]
pub fn CancelByLinkPage(
    booking: MyBooking,
    key: String,
    missing: bool,
    /// After which a booking is released when nobody comes.
    release_minutes: i64,
) -> impl IntoView {
    let l = locale();
    let what = format!("{} {}", equipment_and_unit(l, &booking), when(l, &booking.slot));
    let (progress, now) = (booking.progress(), page().now);
    let body = if progress.cancelled {
        over(tr!(feed.cancelled), what, &booking)
    } else if progress.no_show {
        let text = tr!(feed.missed_text, what = what, minutes = release_minutes).to_string();
        over(tr!(feed.missed), text, &booking)
    } else if booking.slot.start() <= now {
        over(tr!(feed.begun), error::cancel(l, CancelError::AlreadyStarted), &booking)
    } else {
        let (title, action) = (tr!(feed.cancel_ask), format!("/bookings/{}/cancel", booking.id));
        let no = (equipment_path(&booking.slug), tr!(booking.keep).to_string());
        let hidden = vec![("key", key)];
        if now > booking.cancel_until {
            let until = format::instant(l, booking.cancel_until);
            let text = tr!(feed.cancel_late, what = what, until = until).to_string();
            view! {
                <Ask title text action yes=tr!(feed.cancel_yes) no hidden>
                    <Reasons wrong=missing/>
                </Ask>
            }
            .into_any()
        } else {
            let text = tr!(feed.cancel_text, what = what).to_string();
            view! { <Ask title text action yes=tr!(feed.cancel_yes) no hidden/> }.into_any()
        }
    };
    view! { <Document title=tr!(feed.cancel_ask) tab=Tab::Book class="page narrow">{body}</Document> }
}

fn over(title: &'static str, text: String, booking: &MyBooking) -> AnyView {
    let action = (equipment_path(&booking.slug), tr!(feed.to_site).to_string());
    view! { <Oops drawing=Drawing::Calendar title text action/> }.into_any()
}
