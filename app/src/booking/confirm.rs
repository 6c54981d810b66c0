//! The last look before booking: fee, rules, purpose, until when it can be cancelled.

use domain::{
    UnitId,
    booking::{Purpose, Refusal},
};
use leptos::prelude::*;
use store::booking::BookingQuote;

use super::{art, clock, day_path, fee, machine_path, purpose, refused::Refused, words};
use crate::{
    format,
    page::locale,
    site::Document,
    ui::{
        Bar, Button, Choice, Hidden, Ico, Icon, IconSize, Line, MachineArt, MoneyLines, RadioCards, Rules, Select, Size,
        Tab,
    },
};

const FORM: &str = "confirm-form";

/// Why the quote is refused, and three ways on.
#[component]
pub fn RefusedPage(quote: BookingQuote, refusal: Refusal) -> impl IntoView {
    let back = day_path(&quote.machine.slug, domain::calendar::day_of(quote.slot.start()));
    view! {
        <Document title=tr!(booking.not_bookable) tab=Tab::Book back=back.clone() class="page narrow">
            <h1 class="sr-phone">{tr!(booking.not_bookable)}</h1>
            <div class="stack g5">
                <Ticket quote=quote.clone() back/>
                <Refused machine=quote.machine plan=quote.plan.rules asked=quote.slot refusal certified=quote.certified/>
            </div>
        </Document>
    }
}

/// The quote as a form. `chosen` and `unit` are what was sent before.
#[component]
pub fn ConfirmPage(quote: BookingQuote, chosen: Option<Purpose>, unit: Option<UnitId>) -> impl IntoView {
    let l = locale();
    let day = domain::calendar::day_of(quote.slot.start());
    let back = day_path(&quote.machine.slug, day);
    let span = format!("{} {}", format::day(l, day), format::span(quote.slot.start(), quote.slot.end()));
    let action = view! { <Button label=tr!(booking.confirm_short) size=Size::Big form=FORM/> }.into_any();
    let (total, path) = (fee(l, quote.fee), format!("{}/book", machine_path(&quote.machine.slug)));
    let fields = vec![
        ("date", day.to_string()),
        ("start", clock(quote.slot.start())),
        ("minutes", quote.slot.minutes().to_string()),
    ];
    view! {
        <Document title=tr!(booking.confirm_title) tab=Tab::Book back bar=true class="page">
            <h1 class="sr-phone">{tr!(booking.confirm_title)}</h1>
            <form id=FORM class="split" method="post" action=path>
                <Hidden fields/>
                <div class="stack g6">
                    <Ticket quote=quote.clone() back=day_path(&quote.machine.slug, day)/>
                    <Purposes chosen/>
                    <Units quote=quote.clone() unit/>
                    <Conditions quote=quote.clone()/>
                </div>
                <Pay quote/>
            </form>
            <Bar label=tr!(booking.confirm_title) phone_only=true action>
                <p class="tiny mute num">{span}</p>
                <p class="t5 b num">{total}" "<small class="tiny mute">{tr!(common.tax_included)}</small></p>
            </Bar>
        </Document>
    }
}

#[component]
fn Ticket(quote: BookingQuote, back: String) -> impl IntoView {
    let l = locale();
    let day = domain::calendar::day_of(quote.slot.start());
    view! {
        <section class="ticket" aria-label=tr!(booking.your_booking)>
            <MachineArt art=art(&quote.machine.slug)/>
            <div class="stack g1">
                <p class="small mute">{words(l, &quote.machine.name).to_owned()}</p>
                <p class="when num">{format::day(l, day)}</p>
                <p class="when num">{format::span(quote.slot.start(), quote.slot.end())}</p>
                <p class="small"><a class="hit" href=back>{tr!(booking.change_time)}</a></p>
            </div>
        </section>
    }
}

#[component]
fn Purposes(chosen: Option<Purpose>) -> impl IntoView {
    let l = locale();
    let choices = Purpose::ALL
        .into_iter()
        .map(|each| {
            let note = match each {
                Purpose::Hobby => tr!(booking.purpose_hobby_note),
                Purpose::CommunityBusiness => tr!(booking.purpose_community_note),
                Purpose::Study => tr!(booking.purpose_study_note),
            };
            Choice::new(each.as_str(), purpose(l, each)).note(note)
        })
        .collect();
    let value = chosen.unwrap_or_default().as_str();
    view! { <RadioCards legend=tr!(booking.purpose_ask) name="purpose" choices value/> }
}

/// Any unit, or a certain one, where there are several.
#[component]
fn Units(quote: BookingQuote, unit: Option<UnitId>) -> impl IntoView {
    let l = locale();
    (quote.units.len() > 1).then(|| {
        let options = quote.units.iter().map(|(id, name)| (id.to_string(), words(l, name).to_owned())).collect();
        let value = unit.map(|id| id.to_string()).unwrap_or_default();
        view! {
            <Select label=tr!(booking.unit) name="unit" options value empty=tr!(booking.any_unit) required=false
                unmarked=true/>
        }
    })
}

#[component]
fn Conditions(quote: BookingQuote) -> impl IntoView {
    let l = locale();
    let mut rules = Vec::new();
    if quote.machine.rules.induction_required {
        rules.push((Icon::Cert, tr!(booking.induction_done).to_string(), Some(quote.certified)));
    }
    for (icon, text) in [(Icon::Child, &quote.machine.child_rule), (Icon::Info, &quote.machine.limits)] {
        let text = words(l, text).to_owned();
        if !text.is_empty() {
            rules.push((icon, text, None));
        }
    }
    rules.push((Icon::Clock, tr!(booking.rule_tidy).to_string(), None));
    view! {
        <section class="stack g2" aria-labelledby="rules-h">
            <h2 class="h3" id="rules-h">{tr!(booking.rules)}</h2>
            <Rules rules/>
        </section>
    }
}

#[component]
fn Pay(quote: BookingQuote) -> impl IntoView {
    let l = locale();
    let line = Line::new(words(l, &quote.machine.name), fee(l, quote.fee))
        .note(format::length(l, quote.slot.minutes()));
    let sum = Line::new(tr!(booking.total), fee(l, quote.fee)).note(tr!(common.tax_included));
    let until = format!(
        "{} {}",
        format::day(l, domain::calendar::day_of(quote.slot.start())),
        format::time(quote.slot.start())
    );
    view! {
        <aside class="side card roomy stack" aria-labelledby="fee-h">
            <h2 class="h3" id="fee-h">{tr!(booking.fee)}</h2>
            <MoneyLines lines=vec![line] sum/>
            <p class="small mute">{tr!(booking.pay_later)}</p>
            <div class="cx">
                <Ico icon=Icon::Calendar size=IconSize::S/>
                <p class="small">{tr!(booking.cancel_until, until = until).to_string()}</p>
            </div>
            <div class="wide-only"><Button label=tr!(booking.confirm) size=Size::BigWide/></div>
        </aside>
    }
}
