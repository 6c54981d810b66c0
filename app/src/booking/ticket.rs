//! The time and the equipment that a page is about, and the fields that name them.

use domain::booking::BookingQuote;

use super::{art, clock};
use crate::{format, page::locale, prelude::*, ui::MachineArt};

/// The fields that name the slot.
pub(super) fn time_fields(quote: &BookingQuote) -> Vec<(&'static str, String)> {
    vec![
        ("date", domain::calendar::day_of(quote.slot.start()).to_string()),
        ("start", clock(quote.slot.start())),
        ("minutes", quote.slot.minutes().to_string()),
    ]
}

/// What is booked and when, with the way back to choose another time.
#[component]
pub(super) fn Ticket(quote: BookingQuote, back: String) -> impl IntoView {
    let l = locale();
    let day = domain::calendar::day_of(quote.slot.start());
    view! {
        <section class="ticket" aria-label=tr!(booking.your_booking)>
            <MachineArt art=art(&quote.equipment.slug)/>
            <div class="stack g1">
                <p class="small mute">{format::localize(l, &quote.equipment.name).to_owned()}</p>
                <p class="when num">{format::day(l, day)}</p>
                <p class="when num">{format::span(quote.slot.start(), quote.slot.end())}</p>
                <p class="small"><a class="hit" href=back>{tr!(booking.change_time)}</a></p>
            </div>
        </section>
    }
}
