//! All machines, each with its next free time.

use domain::{IntoEnumIterator, equipment::{EquipmentCard, EquipmentFilter, EquipmentList, EquipmentOnDay, Use}, site::{OpenNow, open_now}};

use super::{EquipmentPicture, ListAsk, by_day::{DayFirst, FreeOnDay}, fee, free_path, reason, soon};
use crate::{document::Document, format, page::{locale, page}, prelude::*, ui::{ChipLink, ChipLinks, Drawing, Empty, Ico, Icon, IconSize, PageHeader, Tab, Tag, Tone}};

#[component]
pub fn EquipmentPage(list: EquipmentList, filter: EquipmentFilter, on: Option<EquipmentOnDay>) -> impl IntoView {
    let l = locale();
    let today = format::day(l, list.today.day);
    let hours = match list.today.minutes() {
        Some(_) if open_now(list.today.open, page().now) == OpenNow::Over => {
            tr!(booking.today_over, day = today).to_string()
        }
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
    let week = list.week;
    let cards = list.cards.into_iter().map(|card| view! { <Card card filter/> }).collect_view();
    let asked = on.as_ref().map(|on| (on.hours.day, on.span.from));
    view! {
        <Document title=tr!(booking.equipment) tab=Tab::Book>
            <PageHeader title=tr!(booking.equipment) sub=tr!(booking.equipment_sub)/>
            <p class="row eq-hours">
                <Ico icon=Icon::Clock size=IconSize::S/>
                <span class="num">{hours}</span>
            </p>
            <div class="stack g5">
                <DayFirst week on=on.clone() filter/>
                <Filters filter asked/>
                {if let Some(on) = on {
                    view! { <FreeOnDay on filter/> }.into_any()
                } else if is_empty && filter != EquipmentFilter::default() {
                    let action = ("/equipment".to_owned(), tr!(booking.clear_filter).to_string());
                    view! { <Empty drawing=Drawing::Calendar title=tr!(booking.none_match) action/> }.into_any()
                } else if is_empty {
                    view! { <Empty drawing=Drawing::Calendar title=tr!(booking.no_equipment)/> }.into_any()
                } else {
                    view! { <ul class="eqs">{cards}</ul> }.into_any()
                }}
            </div>
        </Document>
    }
}

/// Links, so that each choice has an address.
#[component]
fn Filters(filter: EquipmentFilter, asked: Option<(chrono::NaiveDate, i64)>) -> impl IntoView {
    let href = |filter: EquipmentFilter| match &asked {
        Some((day, from)) => ListAsk { filter, from: Some(*from) }.back(*day),
        None => ListAsk { filter, from: None }.back(domain::calendar::day_of(page().now)),
    };
    let chip = |label: &str, to: EquipmentFilter, current: bool| ChipLink {
        label: label.to_owned(),
        href: href(to),
        on: current,
    };
    let mut chips =
        vec![chip(tr!(booking.all_uses), EquipmentFilter { use_for: None, ..filter }, filter.use_for.is_none())];
    chips.extend(Use::iter().map(|each| {
        let label = match each {
            Use::Cut => tr!(booking.use_cut),
            Use::Print => tr!(booking.use_print),
            Use::Sew => tr!(booking.use_sew),
            Use::Shape => tr!(booking.use_shape),
        };
        let current = filter.use_for == Some(each);
        chip(label, EquipmentFilter { use_for: (!current).then_some(each), ..filter }, current)
    }));
    // Of one day the part is asked for itself.
    let school = chip(
        tr!(booking.school_hours),
        EquipmentFilter { school_hours: !filter.school_hours, ..filter },
        filter.school_hours,
    );
    chips.extend(asked.is_none().then_some(school));
    chips.push(chip(
        tr!(booking.with_child_filter),
        EquipmentFilter { with_child: !filter.with_child, ..filter },
        filter.with_child,
    ));
    view! { <ChipLinks label=tr!(booking.filter) chips/> }
}

#[component]
fn Card(card: EquipmentCard, filter: EquipmentFilter) -> impl IntoView {
    let l = locale();
    let list = ListAsk { filter, from: None };
    let equipment = card.equipment;
    let rules = &equipment.rules;
    let (when, free) = match card.next_free {
        Some(at) => (soon(l, at, page().now), "nw num"),
        None => (tr!(booking.no_next_free).to_string(), "nw num none"),
    };
    let rate = tr!(booking.per_hour, fee = fee(l, rules.rate_yen_per_hour)).to_string();
    let rate = if rules.rate_yen_per_hour.0 == 0 { fee(l, rules.rate_yen_per_hour) } else { rate };
    let induction = rules.induction_required.then(|| {
        view! { <li><Tag label=tr!(booking.induction_needed) icon=Icon::Cert/></li> }
    });
    let child = format::localize(l, &equipment.child_rule).to_owned();
    let child = (!child.is_empty()).then(|| {
        view! { <p class="row start small mute"><Ico icon=Icon::Child size=IconSize::S/><span>{child}</span></p> }
    });
    let units = (card.units.len() > 1).then(|| {
        let n = card.units.len();
        view! { <li><Tag label=tr!(booking.units_n, n = n).to_string()/></li> }
    });
    let limits = format::localize(l, &equipment.limits).to_owned();
    let limits = (!limits.is_empty()).then(|| view! { <p class="small mute">{limits}</p> });
    view! {
        <li class="card eqc">
            <EquipmentPicture slug=equipment.slug.clone() photo=equipment.photo/>
            <div class="stack g1">
                <h2 class="h3"><a href=free_path(&equipment.slug, card.next_free, &list.rest())>{format::localize(l, &equipment.name).to_owned()}</a></h2>
                <p class="tiny mute">
                    {if filter.school_hours { tr!(booking.next_free_school) } else { tr!(booking.next_free) }}
                </p>
                <p class=free>{when}</p>
            </div>
            <div class="stack g2 more-about">
                <p class="small">{format::localize(l, &equipment.summary).to_owned()}</p>
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
