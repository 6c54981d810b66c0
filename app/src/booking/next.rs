//! The member's next booking, on pages of other features.

use domain::booking::MyBooking;

use super::{equipment_and_unit, when};
use crate::{page::locale, prelude::*, ui::{CardLink, SectionHeader}};

/// A card that leads to the booking; nothing without one.
#[component]
pub fn NextBooking(booking: Option<MyBooking>) -> impl IntoView {
    let l = locale();
    booking.map(|booking| {
        let (href, title) = (format!("/me/bookings/{}", booking.id), when(l, &booking.slot));
        view! {
            <section class="stack g2">
                <SectionHeader title=tr!(booking.next)/>
                <CardLink href title note=equipment_and_unit(l, &booking)/>
            </section>
        }
    })
}
