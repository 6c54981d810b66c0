//! One booking on the board, with what the staff can do about it.

use domain::{booking::{BoardBooking, BookingStatus, MyBooking, NO_SHOW_UNDO_SECONDS, check_in}, calendar::day_of};

use super::words::{children, state_name};
use crate::{booking::purpose, format, page::{locale, page}, prelude::*, ui::{Icon, LinkButton, Look, PostButton, Size, Tag, Tone}};

#[component]
pub(super) fn BookingRow(
    found: BoardBooking,
    /// The machine's name, where the row does not stand with it.
    #[prop(optional, into)]
    machine: String,
) -> impl IntoView {
    let l = locale();
    let booking = &found.booking;
    let class = if found.state.is_live() && found.state != BookingStatus::Done { "bd-row" } else { "bd-row over" };
    let who = if booking.guest.is_some() {
        view! { <b>{found.who.clone()}</b>" "<Tag label=tr!(board.guest)/> }.into_any()
    } else {
        view! { <a href=format!("/staff/people/{}", booking.owner)>{found.who.clone()}</a> }.into_any()
    };
    let mut facts = vec![purpose(l, booking.purpose)];
    facts.extend(children(&booking.children));
    facts.extend(attendance(booking));
    let note = booking.note.clone().or_else(|| booking.cancel_note.clone()).filter(|note| !note.is_empty());
    let id = format!("b-{}", booking.id);
    view! {
        <li class=class id=id>
            {(!machine.is_empty()).then(|| view! { <p class="small b">{machine}</p> })}
            <div class="row sb wrap">
                <p class="bd-who"><b class="num">{format::span(booking.slot.start(), booking.slot.end())}</b>" "{who}</p>
                <StateTag state=found.state/>
            </div>
            <p class="small mute num">{facts.join(" · ")}</p>
            {note.map(|note| view! { <p class="small bd-note">{note}</p> })}
            <Acts found/>
        </li>
    }
}

/// When somebody came and left.
fn attendance(booking: &MyBooking) -> Vec<String> {
    let checked_in = booking.checked_in_at.map(|at| tr!(board.came_at, at = format::time(at)).to_string());
    let left = booking.checked_out_at.map(|at| tr!(board.left_at, at = format::time(at)).to_string());
    let real = booking
        .minutes_real()
        .map(|minutes| tr!(board.minutes_real, length = format::length(locale(), minutes)).to_string());
    checked_in.into_iter().chain(left).chain(real).collect()
}

#[component]
fn StateTag(state: BookingStatus) -> impl IntoView {
    let (tone, icon) = match state {
        BookingStatus::Upcoming => (Tone::Plain, Icon::Clock),
        BookingStatus::Late => (Tone::Warn, Icon::Alert),
        BookingStatus::Here => (Tone::Ok, Icon::Check),
        BookingStatus::Done => (Tone::Plain, Icon::Check),
        BookingStatus::NoShow => (Tone::Bad, Icon::X),
        BookingStatus::Cancelled => (Tone::Plain, Icon::X),
    };
    view! { <Tag label=state_name(state) tone icon/> }
}

/// The buttons that would be granted now.
#[component]
fn Acts(found: BoardBooking) -> impl IntoView {
    let (booking, state) = (&found.booking, found.state);
    let day = day_of(booking.slot.start()).to_string();
    let act = |word: &str| format!("/staff/bookings/{}/{word}", booking.id);
    let post = |word: &str, label: &'static str, look, icon| {
        let hidden = vec![("date", day.clone())];
        view! { <PostButton action=act(word) label look icon hidden/> }
    };
    let ask = |word: &str, label: &'static str| {
        view! { <LinkButton href=act(word) label look=Look::Quiet size=Size::Small/> }
    };
    let now = page().now;
    let can_come = check_in(&booking.slot, booking.progress(), now).is_ok_and(|is_new| is_new);
    if found.undo_until.is_some() {
        let words = tr!(board.undo_text, n = NO_SHOW_UNDO_SECONDS).to_string();
        return view! {
            <div class="bd-acts">
                {post("no-show/undo", tr!(board.undo), Look::Main, Icon::Repeat)}
                <p class="small mute">{words}</p>
            </div>
        }
        .into_any();
    }
    if !state.is_open() {
        return ().into_any();
    }
    view! {
        <div class="bd-acts">
            {can_come.then(|| post("check-in", tr!(board.check_in), Look::Main, Icon::Check))}
            {(state == BookingStatus::Here).then(|| post("check-out", tr!(board.check_out), Look::Main, Icon::Out))}
            {found.can_be_no_show.then(|| post("no-show", tr!(board.no_show), Look::Second, Icon::X))}
            {(state == BookingStatus::Upcoming).then(|| ask("move", tr!(board.move_it)))}
            {ask("cancel", tr!(board.cancel))}
        </div>
    }
    .into_any()
}
