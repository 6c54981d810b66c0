//! A booking's own page: when and where, what to bring, who comes along, and what can be done about it.

use std::sync::Arc;

use domain::{booking::{BookingFile, BookingStatus, MyBooking}, form::FormInput, site::SiteSettings};

use super::{again_path, art, check_in::CheckOut, details::CompanionFields, equipment_and_unit, equipment_path, fee, purpose, series::SeriesNote, when};
use crate::{document::Document, form::{FormProblems, FormState}, format, page::{locale, page}, prelude::*, ui::{Button, Icon, LinkButton, LinkRow, LinkRows, Look, MachineArt, PageHeader, SectionHeader, Size, SpecList, Tab, Tag, Tone, map_href, phone_href}};

/// One's own booking; `form` is what was sent to change it, else what stands is shown.
#[component]
pub fn BookingPage(file: BookingFile, site: Arc<SiteSettings>, form: Option<FormState>) -> impl IntoView {
    let booking = file.booking.clone();
    let form = form.unwrap_or_else(|| FormState::of(input(&booking)));
    let series = (file.series.len() > 1).then(|| view! { <SeriesNote coming=file.series.clone()/> });
    let out = (booking.checked_in_at.is_some() && booking.checked_out_at.is_none())
        .then(|| view! { <CheckOut booking=booking.clone()/> });
    view! {
        <Document title=tr!(booking.one_title) tab=Tab::Me back="/me/bookings" class="page narrow">
            <PageHeader title=tr!(booking.one_title)/>
            <div class="stack g6">
                <Summary booking=booking.clone()/>
                {series}
                {out}
                <Actions booking=booking.clone()/>
                <WhatToBring booking/>
                <Companions file form/>
                <Place site/>
            </div>
        </Document>
    }
}

/// Children and note as the form shows them.
fn input(booking: &MyBooking) -> FormInput {
    let ages: Vec<String> = booking.children.iter().map(ToString::to_string).collect();
    FormInput::default().with("children", ages.join(", ")).with("note", booking.note.as_deref().unwrap_or_default())
}

#[component]
fn Summary(booking: MyBooking) -> impl IntoView {
    let l = locale();
    let state = match booking.status(page().now) {
        BookingStatus::Cancelled => Some((tr!(booking.cancelled), Tone::Plain)),
        BookingStatus::NoShow => Some((tr!(booking.no_show_mark), Tone::Warn)),
        BookingStatus::Here | BookingStatus::Late => Some((tr!(booking.in_use), Tone::Ok)),
        BookingStatus::Upcoming | BookingStatus::Done => None,
    };
    let state = state.map(|(label, tone)| view! { <p><Tag label tone/></p> });
    let facts = vec![
        (tr!(booking.length).to_owned(), format::length(l, booking.slot.minutes())),
        (tr!(booking.fee).to_owned(), fee(l, booking.fee)),
        (tr!(booking.purpose).to_owned(), purpose(l, booking.purpose)),
    ];
    let name = equipment_and_unit(l, &booking);
    view! {
        <section class="card stack g4" aria-label=tr!(booking.your_booking)>
            <div class="ticket">
                <MachineArt art=art(&booking.slug)/>
                <div class="stack g1">
                    <p class="small"><a class="hit" href=equipment_path(&booking.slug)>{name}</a></p>
                    <p class="when num">{when(l, &booking.slot)}</p>
                    {state}
                </div>
            </div>
            <SpecList facts/>
        </section>
    }
}

/// Moving and cancelling while they are possible, the calendar file, and the same once more.
#[component]
fn Actions(booking: MyBooking) -> impl IntoView {
    let l = locale();
    let now = page().now;
    let at = format!("/me/bookings/{}", booking.id);
    let is_coming = booking.status(now) == BookingStatus::Upcoming;
    let may_move = is_coming && now <= booking.cancel_until;
    let go = may_move.then(|| {
        let href = format!("{at}/move");
        view! { <LinkButton href label=tr!(booking.change) look=Look::Second size=Size::Wide/> }
    });
    let cancel = is_coming.then(|| {
        let href = format!("{at}/cancel");
        view! { <LinkButton href label=tr!(booking.cancel) look=Look::Second size=Size::Wide/> }
    });
    let until = is_coming.then(|| {
        let words = if may_move {
            tr!(booking.cancel_until, until = format::instant(l, booking.cancel_until)).to_string()
        } else {
            tr!(booking.cancel_reason_from_now).to_string()
        };
        view! { <p class="small mute num">{words}</p> }
    });
    let file = is_coming.then(|| {
        let row = LinkRow::new(format!("{at}/calendar.ics"), tr!(booking.to_calendar));
        row.note(tr!(booking.to_calendar_note)).icon(Icon::Calendar)
    });
    let again = LinkRow::new(again_path(&booking), tr!(booking.again)).note(tr!(booking.again_note)).icon(Icon::Repeat);
    let rows: Vec<LinkRow> = file.into_iter().chain([again]).collect();
    let buttons = is_coming.then(|| view! { <div class="pair">{go}{cancel}</div> });
    view! {
        <section class="stack g3" aria-label=tr!(booking.actions)>
            {buttons}
            {until}
            <LinkRows rows/>
        </section>
    }
}

#[component]
fn WhatToBring(booking: MyBooking) -> impl IntoView {
    let text = format::localize(locale(), &booking.bring).to_owned();
    (!text.is_empty()).then(|| {
        view! {
            <section class="stack g2">
                <SectionHeader title=tr!(booking.bring)/>
                <p class="pre">{text}</p>
            </section>
        }
    })
}

/// Children and note: a form while they can be changed, then what was written.
#[component]
fn Companions(file: BookingFile, form: FormState) -> impl IntoView {
    let booking = file.booking;
    let note = booking.note.unwrap_or_default();
    let body = match file.child {
        Some((rule, kids_left)) => view! {
            <form id="details" class="fields" method="post" action=format!("/me/bookings/{}", booking.id)>
                <FormProblems title=tr!(booking.check_fields) form=form.clone()/>
                <CompanionFields rule kids_left form/>
                <Button label=tr!(common.save) look=Look::Second size=Size::Wide/>
            </form>
        }
        .into_any(),
        None if booking.children.is_empty() && note.is_empty() => return ().into_any(),
        None => {
            let n = booking.children.len();
            let children = (n > 0).then(|| view! { <p>{tr!(booking.with_children, n = n).to_string()}</p> });
            view! { {children}<p class="pre">{note}</p> }.into_any()
        }
    };
    view! {
        <section class="stack g4">
            <SectionHeader title=tr!(booking.companions)/>
            {body}
        </section>
    }
    .into_any()
}

/// Where to come: the address with a map, and the telephone.
#[component]
fn Place(site: Arc<SiteSettings>) -> impl IntoView {
    let address = format::in_language(locale(), &site.address, &site.address_en);
    let map = (!site.address.is_empty()).then(|| {
        LinkRow::new(map_href(&site.address), tr!(booking.map)).note(address).icon(Icon::Pin)
    });
    let call = (!site.phone.is_empty()).then(|| {
        LinkRow::new(phone_href(&site.phone), tr!(booking.call)).note(site.phone.as_str()).icon(Icon::Phone)
    });
    let rows: Vec<LinkRow> = map.into_iter().chain(call).collect();
    (!rows.is_empty()).then(|| {
        view! {
            <section class="stack g2">
                <SectionHeader title=tr!(booking.where_title)/>
                <LinkRows rows/>
            </section>
        }
    })
}
