//! One's own bookings: the coming ones as cards, the others as a paged list.

use leptos::prelude::*;
use store::booking::{MyBooking, MyBookings};

use super::{art, fee, machine_and_unit, machine_path, purpose, when};
use crate::{
    format,
    page::{locale, page},
    site::Document,
    ui::{
        Drawing, Empty, Icon, LinkButton, Look, MachineArt, PageHeader, Pages, SectionHeader, Size, Tab, Tag, Tone,
    },
};

#[component]
pub fn MyBookingsPage(list: MyBookings) -> impl IntoView {
    let is_empty = list.upcoming.is_empty();
    let cards = list.upcoming.into_iter().map(|booking| view! { <Coming booking/> }).collect_view();
    let past = (!list.past.is_empty()).then(|| {
        let rows = list.past.into_iter().map(|booking| view! { <Over booking/> }).collect_view();
        let href = |n: u32| format!("/me/bookings?page={n}#past");
        let (at, all) = (u32::try_from(list.page).unwrap_or(1), u32::try_from(list.pages).unwrap_or(1));
        view! {
            <section class="stack g3" id="past">
                <SectionHeader title=tr!(booking.past)/>
                <ul class="links">{rows}</ul>
                <Pages page=at pages=all href/>
            </section>
        }
    });
    view! {
        <Document title=tr!(booking.mine) tab=Tab::Me back="/me">
            <PageHeader title=tr!(booking.mine)>
                <LinkButton href="/equipment" label=tr!(booking.book_another) look=Look::Second icon=Icon::Plus/>
            </PageHeader>
            <div class="stack g6 mid">
                <section class="stack g3">
                    <SectionHeader title=tr!(booking.upcoming)/>
                    {if is_empty {
                        let action = ("/equipment".to_owned(), tr!(booking.find_machine).to_string());
                        view! {
                            <Empty drawing=Drawing::Calendar title=tr!(booking.none_upcoming)
                                text=tr!(booking.none_upcoming_text) action/>
                        }
                        .into_any()
                    } else {
                        view! { <ul class="stack g3">{cards}</ul> }.into_any()
                    }}
                </section>
                {past}
            </div>
        </Document>
    }
}

#[component]
fn Coming(booking: MyBooking) -> impl IntoView {
    let l = locale();
    let day = domain::calendar::day_of(booking.slot.start());
    let begun = booking.slot.start() <= page().now;
    let end = if begun {
        view! { <Tag label=tr!(booking.in_use) tone=Tone::Ok icon=Icon::Check/> }.into_any()
    } else {
        let href = format!("/me/bookings/{}/cancel", booking.id);
        view! { <LinkButton href label=tr!(booking.cancel) look=Look::Second size=Size::Small/> }.into_any()
    };
    view! {
        <li class="card stack g3">
            <div class="ticket">
                <MachineArt art=art(&booking.slug)/>
                <div class="stack g1">
                    <h3 class="small"><a href=machine_path(&booking.slug)>{machine_and_unit(l, &booking)}</a></h3>
                    <p class="when num">{format::day(l, day)}</p>
                    <p class="when num">{format::span(booking.slot.start(), booking.slot.end())}</p>
                </div>
            </div>
            <div class="row sb wrap">
                <span class="row wrap">
                    <Tag label=purpose(l, booking.purpose)/>
                    <span class="small num">{fee(l, booking.fee)}</span>
                </span>
                {end}
            </div>
        </li>
    }
}

#[component]
fn Over(booking: MyBooking) -> impl IntoView {
    let l = locale();
    let end = match booking.cancelled_at {
        Some(_) => view! { <Tag label=tr!(booking.cancelled)/> }.into_any(),
        None => view! { <span class="small num nowrap">{fee(l, booking.fee)}</span> }.into_any(),
    };
    let year = domain::calendar::in_tokyo(booking.slot.start()).format("%Y").to_string();
    view! {
        <li>
            <div class="line">
                <span class="grow">
                    {machine_and_unit(l, &booking)}
                    <br/>
                    <span class="small mute num">{format!("{year} · {}", when(l, &booking.slot))}</span>
                </span>
                {end}
            </div>
        </li>
    }
}
