//! One's own bookings: the coming ones as cards, the others as a paged list.

use domain::booking::{BookingStatus, CHECK_IN_EARLY_MINUTES, Counted, MyBooking, MyBookings, Standing, Waiting};

use super::{art, check_in::CheckOut, fee, equipment_and_unit, purpose, series::SeriesNote, waitlist::WaitingList, when};
use crate::{document::Document, format, page::{locale, page}, prelude::*, ui::{Drawing, Empty, Icon, LinkButton, Look, MachineArt, Note, PageHeader, Pages, SectionHeader, Size, Tab, Tag, Tone}};

#[component]
pub fn MyBookingsPage(list: MyBookings, waiting: Vec<Waiting>, standing: Standing) -> impl IntoView {
    let is_empty = list.upcoming.is_empty();
    let cards = one_for_each_series(list.upcoming)
        .into_iter()
        .map(|mut of_series| {
            let booking = of_series.remove(0);
            view! { <Coming booking later=of_series/> }
        })
        .collect_view();
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
                {self::standing(&standing)}
                {(!waiting.is_empty()).then(|| view! {
                    <section class="stack g3">
                        <SectionHeader title=tr!(booking.waitlist)/>
                        <WaitingList waiting/>
                    </section>
                })}
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

/// What the member should know of missed bookings before the next one; nothing when there are none.
fn standing(standing: &Standing) -> Option<AnyView> {
    let rules = standing.rules;
    let words = match standing.suspended_until {
        Some(until) => tr!(booking.standing_suspended, until = format::instant(locale(), until)).to_string(),
        None if standing.no_shows > 0 && rules.no_shows_max > 0 => tr!(
            booking.standing,
            days = rules.no_show_days,
            n = standing.no_shows,
            max = rules.no_shows_max,
            off = rules.suspend_days
        )
        .to_string(),
        None => return None,
    };
    Some(view! { <Note tone=Tone::Warn>{words}</Note> }.into_any())
}

/// Bookings by start; those of a weekly repeat stand together where its next one does.
fn one_for_each_series(bookings: Vec<MyBooking>) -> Vec<Vec<MyBooking>> {
    let mut groups: Vec<Vec<MyBooking>> = Vec::new();
    for booking in bookings {
        let of_series = groups.iter_mut().find(|group| booking.series.is_some() && group[0].series == booking.series);
        match of_series {
            Some(group) => group.push(booking),
            None => groups.push(vec![booking]),
        }
    }
    groups
}

/// A booking to come; `later` are those of the same weekly repeat behind it.
#[component]
fn Coming(booking: MyBooking, later: Vec<MyBooking>) -> impl IntoView {
    let l = locale();
    let day = domain::calendar::day_of(booking.slot.start());
    let now = page().now;
    let end = match (booking.status(now), booking.checked_in_at) {
        (BookingStatus::Here, Some(at)) => {
            let words = tr!(booking.checked_in_since, time = format::time(at)).to_string();
            view! { <Tag label=tr!(booking.in_use_now) tone=Tone::Ok icon=Icon::Check/><span class="sr">{words}</span> }
                .into_any()
        }
        (BookingStatus::Late, _) => view! { <Tag label=tr!(booking.in_use) tone=Tone::Ok icon=Icon::Check/> }.into_any(),
        (BookingStatus::Upcoming, _) => {
            let cancel = format!("/me/bookings/{}/cancel", booking.id);
            let go = (now <= booking.cancel_until).then(|| {
                let href = format!("/me/bookings/{}/move", booking.id);
                view! { <LinkButton href label=tr!(booking.change) look=Look::Second size=Size::Small/> }
            });
            view! {
                <span class="row">
                    {go}
                    <LinkButton href=cancel label=tr!(booking.cancel) look=Look::Second size=Size::Small/>
                </span>
            }
            .into_any()
        }
        _ => ().into_any(),
    };
    let attendance = view! { <Attendance booking=booking.clone()/> };
    let children = (!booking.children.is_empty()).then(|| {
        view! { <Tag label=tr!(booking.with_children, n = booking.children.len()).to_string() icon=Icon::Child/> }
    });
    let series = (!later.is_empty()).then(|| {
        let coming = std::iter::once(booking.clone()).chain(later).collect();
        view! { <SeriesNote coming/> }
    });
    let weekly = (booking.series.is_some() && series.is_none())
        .then(|| view! { <Tag label=tr!(booking.weekly) icon=Icon::Repeat/> });
    let until = (booking.slot.start() > now).then(|| {
        let words = if now <= booking.cancel_until {
            tr!(booking.cancel_until, until = format::instant(l, booking.cancel_until)).to_string()
        } else {
            tr!(booking.cancel_reason_from_now).to_string()
        };
        view! { <p class="small mute num">{words}</p> }
    });
    view! {
        <li class="card stack g3">
            <div class="ticket">
                <MachineArt art=art(&booking.slug)/>
                <div class="stack g1">
                    <h3 class="small"><a class="hit" href=format!("/me/bookings/{}", booking.id)>{equipment_and_unit(l, &booking)}</a></h3>
                    <p class="when num">{format::day(l, day)}</p>
                    <p class="when num">{format::span(booking.slot.start(), booking.slot.end())}</p>
                </div>
            </div>
            <div class="row sb wrap">
                <span class="row wrap">
                    <Tag label=purpose(l, booking.purpose)/>
                    {children}
                    {weekly}
                    <span class="small num">{fee(l, booking.fee)}</span>
                </span>
                {end}
            </div>
            {until}
            {attendance}
            {series}
        </li>
    }
}

/// That one can check in soon, and the way out.
#[component]
fn Attendance(booking: MyBooking) -> impl IntoView {
    let now = page().now;
    let out = (booking.checked_in_at.is_some() && booking.checked_out_at.is_none())
        .then(|| view! { <CheckOut booking=booking.clone()/> });
    let opens = booking.slot.start() - chrono::TimeDelta::minutes(CHECK_IN_EARLY_MINUTES);
    let is_soon = booking.slot.start() > now && opens <= now && booking.checked_in_at.is_none();
    let soon = is_soon.then(|| view! { <p class="small mute">{tr!(booking.check_in_hint)}</p> });
    view! { {soon}{out} }
}

#[component]
fn Over(booking: MyBooking) -> impl IntoView {
    let l = locale();
    let end = match (booking.cancelled_at, booking.counted) {
        (_, Some(Counted::Absent)) => view! { <Tag label=tr!(booking.no_show_mark) tone=Tone::Warn/> }.into_any(),
        (Some(_), Some(_)) => view! { <Tag label=tr!(booking.late_mark) tone=Tone::Warn/> }.into_any(),
        (Some(_), None) => view! { <Tag label=tr!(booking.cancelled)/> }.into_any(),
        (None, _) => view! { <span class="small num nowrap">{fee(l, booking.fee)}</span> }.into_any(),
    };
    let real = booking.minutes_real().map(|minutes| {
        let words = tr!(booking.real_minutes, length = format::length(l, minutes)).to_string();
        view! { <br/><span class="small mute num">{words}</span> }
    });
    let year = domain::calendar::in_tokyo(booking.slot.start()).format("%Y").to_string();
    view! {
        <li>
            <div class="line">
                <span class="grow">
                    <a class="hit" href=format!("/me/bookings/{}", booking.id)>{equipment_and_unit(l, &booking)}</a>
                    <br/>
                    <span class="small mute num">{format!("{year} · {}", when(l, &booking.slot))}</span>
                    {real}
                </span>
                {end}
            </div>
        </li>
    }
}
