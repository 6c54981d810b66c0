//! All machines, each with its next free time.

use leptos::prelude::*;
use store::booking::{EquipmentCard, EquipmentList};

use super::{art, fee, machine_path, reason, soon, words};
use crate::{
    format,
    page::{locale, page},
    site::Document,
    ui::{Drawing, Empty, Ico, Icon, IconSize, MachineArt, PageHeader, Tab, Tag, Tone},
};

#[component]
pub fn EquipmentPage(list: EquipmentList) -> impl IntoView {
    let l = locale();
    let today = format::day(l, list.today.day);
    let hours = match list.today.minutes() {
        Some((open, close)) => {
            let (open, close) = (format::clock_minute(open), format::clock_minute(close));
            tr!(booking.today_open, day = today, open = open, close = close).to_string()
        }
        None => {
            let why = list.today.closed.as_ref().map(|why| reason(l, why)).unwrap_or_default();
            tr!(booking.today_closed, day = today, reason = why).to_string()
        }
    };
    let is_empty = list.cards.is_empty();
    let cards = list.cards.into_iter().map(|card| view! { <Card card/> }).collect_view();
    view! {
        <Document title=tr!(booking.equipment) tab=Tab::Book>
            <PageHeader title=tr!(booking.equipment) sub=tr!(booking.equipment_sub)/>
            <p class="row eq-hours">
                <Ico icon=Icon::Clock size=IconSize::S/>
                <span class="num">{hours}</span>
            </p>
            {if is_empty {
                view! { <Empty drawing=Drawing::Calendar title=tr!(booking.no_equipment)/> }.into_any()
            } else {
                view! { <ul class="eqs">{cards}</ul> }.into_any()
            }}
        </Document>
    }
}

#[component]
fn Card(card: EquipmentCard) -> impl IntoView {
    let l = locale();
    let machine = card.machine;
    let rules = &machine.rules;
    let (when, free) = match card.next_free {
        Some(at) => (soon(l, at, page().now), "nw num"),
        None => (tr!(booking.no_next_free).to_string(), "nw num none"),
    };
    let rate = tr!(booking.per_hour, fee = fee(l, rules.rate_yen_per_hour)).to_string();
    let rate = if rules.rate_yen_per_hour.0 == 0 { fee(l, rules.rate_yen_per_hour) } else { rate };
    let induction = rules.induction_required.then(|| {
        view! { <li><Tag label=tr!(booking.induction_needed) icon=Icon::Cert/></li> }
    });
    let child = words(l, &machine.child_rule).to_owned();
    let child = (!child.is_empty()).then(|| {
        view! { <p class="row start small mute"><Ico icon=Icon::Child size=IconSize::S/><span>{child}</span></p> }
    });
    let units = (card.units.len() > 1).then(|| {
        let n = card.units.len();
        view! { <li><Tag label=tr!(booking.units_n, n = n).to_string()/></li> }
    });
    let limits = words(l, &machine.limits).to_owned();
    let limits = (!limits.is_empty()).then(|| view! { <p class="small mute">{limits}</p> });
    view! {
        <li class="card eqc">
            <MachineArt art=art(&machine.slug)/>
            <div class="stack g1">
                <h2 class="h3"><a href=machine_path(&machine.slug)>{words(l, &machine.name).to_owned()}</a></h2>
                <p class="tiny mute">{tr!(booking.next_free)}</p>
                <p class=free>{when}</p>
            </div>
            <div class="stack g2 more-about">
                <p class="small">{words(l, &machine.summary).to_owned()}</p>
                {limits}
                <ul class="chips">
                    <li><Tag label=rate tone=Tone::Accent icon=Icon::Coin/></li>
                    {induction}
                    {units}
                </ul>
                {child}
            </div>
        </li>
    }
}
