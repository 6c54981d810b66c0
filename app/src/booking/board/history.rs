//! What the staff see of a person beside booking's rules: bookings, orders, notes.

use domain::{AccountId, Paged, booking::{MyBooking, MyBookings}, calendar::day_of, members::{NOTE_CHARS_MAX, StaffNote}, orders::OrderList};

use super::words::state_name;
use crate::{form::FormState, format, orders::order_row, page::{locale, page}, prelude::*, ui::{Button, Icon, LinkRow, LinkRows, Look, Pages, PostButton, SectionHeader, Size, TextArea}};

/// A person's bookings and orders, and what was noted about them.
#[derive(Clone, Debug)]
pub struct History {
    pub bookings: MyBookings,
    pub orders: OrderList,
    pub notes: Paged<StaffNote>,
    /// Makes the next note one, also when its form is sent twice.
    pub note_key: String,
}

fn pages(id: AccountId, part: &'static str, at: u32, all: u32) -> impl IntoView {
    view! { <Pages page=at pages=all href=move |n| format!("/staff/people/{id}?{part}={n}#{part}")/> }
}

#[component]
pub(super) fn Bookings(id: AccountId, bookings: MyBookings) -> impl IntoView {
    let (at, all) = (u32::try_from(bookings.page).unwrap_or(1), u32::try_from(bookings.pages).unwrap_or(1));
    let rows: Vec<_> = bookings.upcoming.iter().chain(&bookings.past).map(booking_row).collect();
    let list = if rows.is_empty() {
        view! { <p class="mute">{tr!(board.bookings_none)}</p> }.into_any()
    } else {
        view! { <LinkRows rows/> }.into_any()
    };
    view! {
        <section class="stack g3" id="bookings">
            <SectionHeader title=tr!(board.bookings_of)/>
            {list}
            {pages(id, "bookings", at, all)}
        </section>
    }
}

fn booking_row(booking: &MyBooking) -> LinkRow {
    let l = locale();
    let day = day_of(booking.slot.start());
    let when = format!("{} {}", format::day(l, day), format::span(booking.slot.start(), booking.slot.end()));
    let href = format!("/staff/board?date={day}#b-{}", booking.id);
    let note = format::localize(l, &booking.equipment).to_owned();
    LinkRow::new(href, when).note(note).icon(Icon::Calendar).end(state_name(booking.status(page().now)))
}

#[component]
pub(super) fn Orders(id: AccountId, orders: OrderList) -> impl IntoView {
    let list = if orders.rows.is_empty() {
        view! { <p class="mute">{tr!(board.orders_none)}</p> }.into_any()
    } else {
        view! { <LinkRows rows=orders.rows.iter().map(order_row).collect()/> }.into_any()
    };
    view! {
        <section class="stack g3" id="orders">
            <SectionHeader title=tr!(board.orders_of)/>
            {list}
            {pages(id, "orders", orders.page, orders.pages)}
        </section>
    }
}

#[component]
pub(super) fn Notes(id: AccountId, notes: Paged<StaffNote>, key: String, form: FormState) -> impl IntoView {
    let (at, all) = (notes.page, notes.pages);
    let rows: Vec<_> = notes.rows.into_iter().map(|note| view! { <NoteRow id note/> }).collect();
    let list = if rows.is_empty() {
        view! { <p class="mute">{tr!(board.notes_none)}</p> }.into_any()
    } else {
        view! { <ul class="stack g3">{rows}</ul> }.into_any()
    };
    view! {
        <section class="stack g3" id="notes">
            <SectionHeader title=tr!(board.notes)/>
            <form class="card stack g3" method="post" action=format!("/staff/people/{id}/notes")>
                <input type="hidden" name="key" value=key/>
                <TextArea label=tr!(board.note) name="note" value=form.value("note") unmarked=true rows=3
                    hint=tr!(board.note_hint) error=form.error("note") maxlength=NOTE_CHARS_MAX as u32/>
                <Button label=tr!(board.note_add) look=Look::Second/>
            </form>
            {list}
            {pages(id, "notes", at, all)}
        </section>
    }
}

#[component]
fn NoteRow(id: AccountId, note: StaffNote) -> impl IntoView {
    let head = format!("{} {}", format::instant(locale(), note.at), note.by);
    let remove = note.removable.then(|| {
        let action = format!("/staff/people/{id}/notes/remove");
        let hidden = vec![("id", note.id.to_string())];
        view! { <PostButton action label=tr!(board.note_remove) look=Look::Quiet size=Size::Small hidden/> }
    });
    view! {
        <li class="card stack g2">
            <p class="pre">{note.text}</p>
            <div class="row sb wrap"><span class="small mute num">{head}</span>{remove}</div>
        </li>
    }
}
