//! What the code at a machine opens: one's booking there, and the button that says "I am here".

use domain::{UnitId, booking::MyBooking};

use super::{art, equipment_and_unit, when};
use crate::{document::Document, error, format, page::{locale, page}, prelude::*, ui::{Button, Drawing, Hidden, Look, MachineArt, Note, Oops, PageHeader, PostButton, Size, Tab, Tone}};

/// `booking` is the member's at this unit, now or next.
#[component]
pub fn CheckInPage(unit: UnitId, key: String, booking: Option<MyBooking>) -> impl IntoView {
    let body = match booking {
        None => {
            let action = ("/equipment".to_owned(), tr!(booking.find_machine).to_string());
            view! {
                <Oops drawing=Drawing::Calendar title=tr!(booking.no_booking_here) text=tr!(booking.no_booking_here_text)
                    action/>
            }
            .into_any()
        }
        Some(booking) => view! { <Here unit key booking/> }.into_any(),
    };
    view! { <Document title=tr!(booking.check_in) tab=Tab::Me back="/me/bookings" class="page narrow">{body}</Document> }
}

#[component]
fn Here(unit: UnitId, key: String, booking: MyBooking) -> impl IntoView {
    let l = locale();
    let now = page().now;
    let state = domain::booking::check_in(&booking.slot, booking.progress(), now);
    let act = match state {
        Ok(true) => {
            let fields = vec![("key", key), ("booking", booking.id.to_string())];
            view! {
                <form method="post" action=format!("/check-in/{unit}") class="stack g4">
                    <Hidden fields/>
                    <Button label=tr!(booking.check_in_yes) size=Size::BigWide/>
                </form>
            }
            .into_any()
        }
        Ok(false) => {
            let since = booking.checked_in_at.map(format::time).unwrap_or_default();
            let words = tr!(booking.checked_in_since, time = since).to_string();
            view! { <Note tone=Tone::Ok>{words}</Note><CheckOut booking=booking.clone()/> }.into_any()
        }
        Err(why) => view! { <Note tone=Tone::Warn>{error::cancel(l, why)}</Note> }.into_any(),
    };
    view! {
        <PageHeader title=tr!(booking.check_in)/>
        <div class="stack g6">
            <section class="ticket">
                <MachineArt art=art(&booking.slug)/>
                <div class="stack g1">
                    <p class="small mute">{equipment_and_unit(l, &booking)}</p>
                    <p class="when num">{when(l, &booking.slot)}</p>
                </div>
            </section>
            {act}
        </div>
    }
}

/// The button that ends the use.
#[component]
pub fn CheckOut(booking: MyBooking) -> impl IntoView {
    let action = format!("/me/bookings/{}/check-out", booking.id);
    view! { <PostButton action label=tr!(booking.check_out) look=Look::Second size=Size::Wide/> }
}
