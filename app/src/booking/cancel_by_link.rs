//! The page behind the link in a mail: one button that cancels, without signing in. It names the machine and the time,
//! and nothing about the person.

use domain::booking::{CancelError, CancelReason};
use leptos::prelude::*;
use store::booking::MyBooking;

use super::{machine_and_unit, machine_path, when};
use crate::{
    error, format,
    page::{locale, page},
    site::Document,
    ui::{Ask, Choice, Drawing, Oops, RadioCards, Tab},
};

/// `missing` when the form came back without the reason that is needed by now.
#[component]
pub fn CancelByLinkPage(booking: MyBooking, key: String, missing: bool) -> impl IntoView {
    let l = locale();
    let what = format!("{} {}", machine_and_unit(l, &booking), when(l, &booking.slot));
    let (progress, now) = (booking.progress(), page().now);
    let body = if progress.cancelled {
        over(tr!(feed.cancelled), what, &booking)
    } else if progress.no_show {
        over(tr!(feed.missed), tr!(feed.missed_text, what = what).to_string(), &booking)
    } else if booking.slot.start() <= now {
        over(tr!(feed.begun), error::cancel(l, CancelError::AlreadyStarted), &booking)
    } else {
        let (title, action) = (tr!(feed.cancel_ask), format!("/bookings/{}/cancel", booking.id));
        let no = (machine_path(&booking.slug), tr!(booking.keep).to_string());
        let hidden = vec![("key", key)];
        if now > booking.cancel_until {
            let until = format::instant(l, booking.cancel_until);
            let text = tr!(feed.cancel_late, what = what, until = until).to_string();
            view! {
                <Ask title text action yes=tr!(feed.cancel_yes) no hidden>
                    <Reasons missing/>
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

/// The reasons, the one without worry first.
#[component]
fn Reasons(missing: bool) -> impl IntoView {
    let choice = |reason: CancelReason, label: &str, note: &str| Choice::new(reason.as_str(), label).note(note);
    let choices = vec![
        choice(CancelReason::ChildCare, tr!(feed.reason_child), tr!(feed.reason_child_note)),
        choice(CancelReason::Illness, tr!(feed.reason_illness), tr!(feed.reason_illness_note)),
        choice(CancelReason::Other, tr!(feed.reason_other), tr!(feed.reason_other_note)),
    ];
    let error = missing.then(|| tr!(feed.reason_missing).to_string());
    view! { <RadioCards legend=tr!(feed.reason) name="reason" choices error/> }
}

fn over(title: &'static str, text: String, booking: &MyBooking) -> AnyView {
    let action = (machine_path(&booking.slug), tr!(feed.to_site).to_string());
    view! { <Oops drawing=Drawing::Calendar title text action/> }.into_any()
}
