//! The question before a booking is cancelled.

use leptos::prelude::*;
use store::booking::MyBooking;

use super::{machine_and_unit, when};
use crate::{
    error,
    page::{locale, page},
    site::Document,
    ui::{Ask, Drawing, Oops, Tab},
};

#[component]
pub fn CancelPage(booking: MyBooking) -> impl IntoView {
    let l = locale();
    let what = format!("{} {}", machine_and_unit(l, &booking), when(l, &booking.slot));
    let back = ("/me/bookings".to_owned(), tr!(booking.keep).to_string());
    let body = if booking.cancelled_at.is_some() {
        let title = tr!(booking.already_cancelled);
        view! { <Oops drawing=Drawing::Calendar title text=what action=to_list()/> }.into_any()
    } else if booking.slot.start() <= page().now {
        let title = tr!(booking.in_use);
        let text = error::cancel(l, domain::booking::CancelError::AlreadyStarted);
        view! { <Oops drawing=Drawing::Calendar title text action=to_list()/> }.into_any()
    } else {
        let text = tr!(booking.cancel_text, what = what).to_string();
        let action = format!("/me/bookings/{}/cancel", booking.id);
        view! { <Ask title=tr!(booking.cancel_ask) text action yes=tr!(booking.cancel_yes) no=back/> }.into_any()
    };
    view! { <Document title=tr!(booking.cancel_ask) tab=Tab::Me back="/me/bookings">{body}</Document> }
}

fn to_list() -> (String, String) {
    ("/me/bookings".to_owned(), tr!(booking.to_mine).to_string())
}
