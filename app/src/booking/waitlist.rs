//! A place in the line for a taken time: waiting, offered, over.

use chrono::{DateTime, Utc};
use domain::{booking::{OFFER_MINUTES, Waiting}, calendar::day_of};

use super::{art, clock, equipment_path, when};
use crate::{document::Document, format, i18n::Locale, page::{locale, page}, prelude::*, ui::{Button, Drawing, Hidden, Hold, Icon, LinkButton, Look, MachineArt, Note, Oops, PageHeader, PostButton, Size, Tab, Tag, Tone}};

#[component]
pub fn WaitlistPage(waiting: Waiting) -> impl IntoView {
    let now = page().now;
    let body = match (&waiting.outcome, waiting.offered_until) {
        (Some(outcome), _) => over(outcome).into_any(),
        (None, Some(until)) if until > now => view! { <Offered waiting=waiting.clone() until/> }.into_any(),
        (None, Some(_)) => over("lapsed").into_any(),
        (None, None) => view! { <InLine waiting=waiting.clone()/> }.into_any(),
    };
    view! {
        <Document title=tr!(booking.waitlist) tab=Tab::Me back="/me/bookings" class="page narrow">
            <PageHeader title=tr!(booking.waitlist)/>
            <div class="stack g6"><What waiting/>{body}</div>
        </Document>
    }
}

#[component]
fn What(waiting: Waiting) -> impl IntoView {
    let l = locale();
    view! {
        <section class="ticket">
            <MachineArt art=art(&waiting.slug)/>
            <div class="stack g1">
                <p class="small"><a href=equipment_path(&waiting.slug)>{format::localize(l, &waiting.equipment).to_owned()}</a></p>
                <p class="when num">{when(l, &waiting.offered.unwrap_or(waiting.wait.span))}</p>
                {any_time(l, &waiting).map(|words| view! { <p class="small mute">{words}</p> })}
            </div>
        </section>
    }
}

/// `このうち1時間`, where any time of the span will do and none is offered yet.
fn any_time(l: Locale, waiting: &Waiting) -> Option<String> {
    let minutes = waiting.wait.minutes.filter(|_| waiting.offered.is_none())?;
    Some(trl!(l, booking.wait_any, length = format::length(l, minutes)).to_string())
}

/// `9:30`; with the day where it is another one.
fn until_words(until: DateTime<Utc>) -> String {
    if day_of(until) == day_of(page().now) { format::time(until) } else { format::instant(locale(), until) }
}

#[component]
fn InLine(waiting: Waiting) -> impl IntoView {
    let place = tr!(booking.wait_place, n = waiting.before + 1).to_string();
    let hint = tr!(booking.wait_hint, minutes = OFFER_MINUTES).to_string();
    view! {
        <div class="stack g4">
            <p class="t5 b">{place}</p>
            <p class="mute">{hint}</p>
            <Leave waiting/>
        </div>
    }
}

#[component]
fn Leave(waiting: Waiting) -> impl IntoView {
    let action = format!("/me/waitlist/{}/leave", waiting.id);
    view! { <PostButton action label=tr!(booking.wait_leave) look=Look::Second size=Size::Wide/> }
}

/// The offer as a form that books: the hold that comes with it is the member's own.
#[component]
fn Offered(waiting: Waiting, until: DateTime<Utc>) -> impl IntoView {
    let slot = waiting.offered.unwrap_or(waiting.wait.span);
    let left = u32::try_from((until - page().now).num_seconds().max(0)).unwrap_or(0);
    let words = tr!(booking.kept_until, until = until_words(until)).to_string();
    let ages: Vec<String> = waiting.children.iter().map(ToString::to_string).collect();
    let fields = vec![
        ("date", day_of(slot.start()).to_string()),
        ("start", clock(slot.start())),
        ("minutes", slot.minutes().to_string()),
        ("purpose", waiting.purpose.into_str().to_owned()),
        ("unit", waiting.unit.map(|unit| unit.to_string()).unwrap_or_default()),
        ("children", ages.join(", ")),
    ];
    // An offer at night stands longer.
    let seconds_all = left.max(u32::try_from(OFFER_MINUTES * 60).unwrap_or(1));
    view! {
        <div class="stack g4">
            <Hold title=tr!(booking.offered) left=words seconds_left=left seconds_all/>
            <form method="post" action=format!("{}/book", equipment_path(&waiting.slug)) class="stack g4">
                <Hidden fields/>
                <Button label=tr!(booking.offer_take) size=Size::BigWide/>
            </form>
            <Leave waiting/>
        </div>
    }
}

fn over(outcome: &str) -> impl IntoView + use<> {
    let (title, text) = match outcome {
        "booked" => (tr!(booking.wait_booked), tr!(booking.wait_booked_text)),
        "left" => (tr!(booking.wait_left), tr!(booking.wait_left_text)),
        "passed" => (tr!(booking.wait_passed), tr!(booking.wait_passed_text)),
        _ => (tr!(booking.wait_lapsed), tr!(booking.wait_lapsed_text)),
    };
    let action = ("/me/bookings".to_owned(), tr!(booking.to_mine).to_string());
    view! { <Oops drawing=Drawing::Calendar title text action/> }
}

/// The places in lines among one's own bookings; what is offered stands out.
#[component]
pub fn WaitingList(waiting: Vec<Waiting>) -> impl IntoView {
    let l = locale();
    let now = page().now;
    let rows = waiting
        .into_iter()
        .map(|waiting| {
            let href = format!("/me/waitlist/{}", waiting.id);
            let offered = waiting.offered_until.filter(|until| *until > now);
            let title = format!("{} {}", format::localize(l, &waiting.equipment), when(l, &waiting.offered.unwrap_or(waiting.wait.span)));
            let any = any_time(l, &waiting).map(|words| view! { <br/><span class="small mute">{words}</span> });
            match offered {
                Some(until) => {
                    let words = tr!(booking.offer_until, until = until_words(until)).to_string();
                    view! {
                        <li>
                            <Note tone=Tone::Ok icon=Icon::Bell>
                                <span class="stack g2">
                                    <b>{title}</b>
                                    <span class="small num">{words}</span>
                                    <LinkButton href label=tr!(booking.offer_see) size=Size::Small/>
                                </span>
                            </Note>
                        </li>
                    }
                    .into_any()
                }
                None => view! {
                    <li>
                        <a class="line" href=href>
                            <span class="grow">{title}{any}</span>
                            <Tag label=tr!(booking.wait_place, n = waiting.before + 1).to_string()/>
                        </a>
                    </li>
                }
                .into_any(),
            }
        })
        .collect_view();
    view! { <ul class="links">{rows}</ul> }
}
