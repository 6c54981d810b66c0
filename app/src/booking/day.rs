//! One day of a machine: the week, the free and taken blocks, the chooser.

use chrono::{DateTime, Days, NaiveDate, Utc};
use domain::{booking::{BlockKind, DayLoad, DayView, Slot}, equipment::EquipmentSummary, form::FormInput};

use super::{EquipmentPicture, TimeFields, clock, confirm_path, fee, equipment_path, pick::{DayAsk, Pick, Picked, choice_path, starts_of}, reason, stretch::{Stretch, stretches}, wait_path, week::WeekChooser, when};
use crate::{document::Document, form::FormState, format, page::locale, prelude::*, ui::{Bar, CardLink, DayBlock, DayBlocks, Drawing, Empty, Icon, LinkButton, More, Note, Rules, Size, Tab, Tag, Tone, phone_href, self}};

/// A machine's day.
#[component]
pub fn DayPage(
    view: DayView,
    ask: DayAsk,
    /// The space's telephone number; empty when it has none.
    phone: String,
) -> impl IntoView {
    let l = locale();
    let name = format::localize(l, &view.equipment.name).to_owned();
    let stretches = stretches(&view.blocks);
    let start = ask.start.filter(|_| !is_too_far(&view));
    let picked = start.and_then(|start| Picked::of(&view, &stretches, start, ask.minutes));
    let bar = picked.clone().map(|picked| view! { <PickedBar slug=view.equipment.slug.clone() ask picked/> });
    view! {
        <Document title=name tab=Tab::Book back=ask.list.back(view.day) bar=bar.is_some() swaps=true class="eq">
            <div class="eq-main stack g6">
                <Head equipment=view.equipment.clone() certified=view.certified/>
                <Induction view=view.clone() phone/>
                <WeekChooser week=view.week.clone() day=view.day today=view.today anchor="blocks"
                    base=week_base(&view, &ask) month=equipment_path(&view.equipment.slug)/>
                <Day view=view.clone() ask stretches picked/>
                <PlainFields view=view.clone()/>
                <About equipment=view.equipment/>
            </div>
            {bar}
        </Document>
    }
}

/// The address to which the week's days are added: what was asked for stays.
fn week_base(view: &DayView, ask: &DayAsk) -> String {
    let minutes = ask.minutes.map(|minutes| format!("&minutes={minutes}")).unwrap_or_default();
    let asked = format!("{minutes}{}", ask.rest());
    format!("{}{}", equipment_path(&view.equipment.slug), asked.replacen('&', "?", 1))
}

/// What is chosen, and on to the confirmation.
#[component]
fn PickedBar(slug: String, ask: DayAsk, picked: Picked) -> impl IntoView {
    let l = locale();
    let (slot, amount) = (picked.slot, fee(l, picked.fee));
    let href = confirm_path(&slug, &slot) + &ask.again();
    let action = view! {
        <LinkButton label=tr!(booking.to_confirm) size=Size::Big href/>
    }
    .into_any();
    let length = format!("{}・", format::length(l, slot.minutes()));
    view! {
        <Bar label=tr!(booking.chosen_time) action>
            <div aria-live="polite">
                <p class="b num">{when(l, &slot)}</p>
                <p class="num"><span class="small mute">{length}</span><b>{amount}</b></p>
            </div>
        </Bar>
    }
}

/// What the machine is, in one short row: who comes back wants the week.
#[component]
fn Head(equipment: EquipmentSummary, certified: Option<bool>) -> impl IntoView {
    let l = locale();
    let rules = &equipment.rules;
    let name = format::localize(l, &equipment.name).to_owned();
    let least = tr!(booking.hour_from, least = format::length(l, rules.minutes_min)).to_string();
    let induction = rules.induction_required.then(|| match certified {
        Some(true) => view! { <li><Tag label=tr!(booking.induction_done) tone=Tone::Ok icon=Icon::Cert/></li> },
        _ => view! { <li><Tag label=tr!(booking.induction_needed) tone=Tone::Plain icon=Icon::Cert/></li> },
    });
    let most = tr!(booking.at_most, most = format::length(l, rules.minutes_max)).to_string();
    view! {
        <section class="eq-head">
            <EquipmentPicture slug=equipment.slug.clone() photo=equipment.photo alt=Some(name.clone())/>
            <div class="stack g1">
                <h1>{name}</h1>
                <p class="row wrap">
                    <b class="t5 num">{fee(l, rules.rate_yen_per_hour)}</b>
                    <span class="mute small">{least}</span>
                </p>
            </div>
            <div class="stack g3 about">
                <p class="mute">{format::localize(l, &equipment.summary).to_owned()}</p>
                <ul class="chips" aria-label=tr!(booking.rules)>
                    {induction}
                    <li><Tag label=most icon=Icon::Clock/></li>
                </ul>
            </div>
        </section>
    }
}

/// Said before a time is chosen: without the induction there will be no booking.
#[component]
fn Induction(view: DayView, phone: String) -> impl IntoView {
    let is_missing = view.equipment.rules.induction_required && view.certified != Some(true);
    is_missing.then(|| {
        let words = match view.certified {
            Some(_) => tr!(booking.induction_first),
            None => tr!(booking.induction_first_visitor),
        };
        let call = (!phone.is_empty()).then(|| {
            let href = phone_href(&phone);
            view! { " "<a class="num" href=href>{tr!(booking.induction_call, phone = phone).to_string()}</a> }
        });
        view! { <Note tone=Tone::Warn icon=Icon::Cert>{words}{call}</Note> }
    })
}

#[component]
fn Day(view: DayView, ask: DayAsk, stretches: Vec<Stretch>, picked: Option<Picked>) -> impl IntoView {
    let l = locale();
    let title = tr!(booking.day_free, day = format::day(l, view.day)).to_string();
    let own = view
        .own
        .iter()
        .map(|own| view! { <CardLink href="/me/bookings" title=when(l, &own.slot) note=tr!(booking.own_booking)/> })
        .collect_view();
    let blocks: Vec<DayBlock> = stretches.iter().filter_map(|each| day_block(&view, &ask, each, picked.as_ref())).collect();
    let body = match view.hours.minutes() {
        Some((_, close)) if !blocks.is_empty() && !is_too_far(&view) => {
            let close = tr!(booking.closes_at, close = format::clock_minute(close)).to_string();
            view! { <DayBlocks blocks/><p class="small mute">{close}</p> }.into_any()
        }
        _ => nothing(&view).into_any(),
    };
    view! {
        <section id="blocks" class="stack g4" aria-labelledby="day-h">
            <h2 id="day-h" class="num">{title}</h2>
            {own}
            {body}
        </section>
    }
}

/// Whether booking has not opened for the day.
fn is_too_far(view: &DayView) -> bool {
    view.week.iter().any(|each| each.hours.day == view.day && each.load == DayLoad::TooFar)
}

/// What stands in place of the blocks: the day is closed, too far ahead, or over.
fn nothing(view: &DayView) -> impl IntoView {
    let l = locale();
    let (title, text) = match &view.hours.closed {
        Some(why) => (tr!(booking.closed_title).to_string(), reason(l, why)),
        None if is_too_far(view) => {
            let opens = view.day - Days::new(view.plan.rules.horizon_days.unsigned_abs());
            let text = tr!(booking.too_far_text, day = format::day(l, opens)).to_string();
            (tr!(booking.too_far_title).to_string(), text)
        }
        None => (tr!(booking.over_title).to_string(), tr!(booking.over_text).to_string()),
    };
    let action = (equipment_path(&view.equipment.slug), tr!(booking.next_open_day).to_string());
    view! { <Empty drawing=Drawing::Calendar title text action/> }
}

fn day_block(view: &DayView, ask: &DayAsk, stretch: &Stretch, picked: Option<&Picked>) -> Option<DayBlock> {
    let l = locale();
    let first = if stretch.is_free() { starts_of(view, stretch).first().copied() } else { None };
    let kind = match (stretch.kind, first) {
        (BlockKind::Past, _) => return None,
        (BlockKind::Taken, _) => {
            let slot = Slot::new(stretch.start, stretch.end).ok();
            let is_own = |slot: &Slot| view.own.iter().any(|own| own.slot.overlaps(slot));
            let wait = slot.filter(|slot| !is_own(slot)).map(|slot| wait_path(&view.equipment.slug, &slot));
            ui::BlockKind::Taken { label: tr!(booking.taken).to_string(), wait }
        }
        (BlockKind::Break, _) => ui::BlockKind::Maintenance { label: tr!(booking.break_time).to_string() },
        (BlockKind::Maintenance, _) => ui::BlockKind::Maintenance { label: tr!(booking.maintenance_time).to_string() },
        (BlockKind::Free { .. }, None) => ui::BlockKind::Taken { label: tr!(booking.too_short_gap).to_string(), wait: None },
        (BlockKind::Free { .. }, Some(first)) => {
            let minutes = (stretch.end - stretch.start).num_minutes();
            let mut length = format::length(l, minutes);
            if view.units.len() > 1 {
                length = format!("{length}{}", stretch.units_free());
            }
            match picked.filter(|picked| picked.stretch == *stretch) {
                Some(picked) => {
                    let pick = view! { <Pick view=view.clone() ask=*ask picked=picked.clone()/> }.into_any();
                    ui::BlockKind::Chosen { length, pick }
                }
                None => ui::BlockKind::Free {
                    href: choice_path(view, ask, first, ask.minutes),
                    length,
                    half_hours: u32::try_from(minutes / 30).unwrap_or(0),
                },
            }
        }
    };
    Some(DayBlock { start: format::time(stretch.start), range: format::span(stretch.start, stretch.end), kind })
}

/// Plain fields for any date, time and length.
#[component]
fn PlainFields(view: DayView) -> impl IntoView {
    let input = FormInput::default()
        .with("date", view.day)
        .with("start", first_start(&view).map(clock).unwrap_or_default())
        .with("minutes", view.equipment.rules.minutes_min.max(60).min(view.equipment.rules.minutes_max));
    let form = FormState::of(input);
    let today: NaiveDate = view.today;
    view! {
        <More summary=tr!(booking.typed)>
            <TimeFields equipment=view.equipment today form horizon=view.plan.rules.horizon_days/>
        </More>
    }
}

fn first_start(view: &DayView) -> Option<DateTime<Utc>> {
    view.blocks.iter().find(|block| matches!(block.kind, BlockKind::Free { .. })).map(|block| block.start)
}

/// What else there is to know, below: who comes back wants the week.
#[component]
fn About(equipment: EquipmentSummary) -> impl IntoView {
    let l = locale();
    let rules: Vec<_> = [(Icon::Info, &equipment.limits), (Icon::Child, &equipment.child_rule)]
        .into_iter()
        .map(|(icon, text)| (icon, format::localize(l, text).to_owned(), None))
        .filter(|(_, text, _)| !text.is_empty())
        .collect();
    (!rules.is_empty()).then(|| {
        view! {
            <section class="stack g2" aria-labelledby="about-h">
                <h2 id="about-h">{tr!(booking.about)}</h2>
                <Rules rules/>
            </section>
        }
    })
}
