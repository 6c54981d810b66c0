//! Moving a booking: a day, a free start, a length.

use chrono::Days;
use domain::{UnitId, booking::{MoveDay, Refusal, free_starts}, equipment::TypeRules, form::FieldErrors};

use super::{art, clock, fee, equipment_and_unit, reason, when};
use crate::{document::Document, error, format, page::{locale, page}, prelude::*, ui::{Button, ChipRadios, Choice, Drawing, Empty, ErrorSummary, Field, Look, MachineArt, PageHeader, Select, Size, Tab}};

/// What was asked for, and why it cannot be.
#[derive(Clone, Debug, Default)]
pub struct MoveForm {
    /// `10:00`.
    pub start: String,
    pub minutes: Option<i64>,
    pub unit: Option<UnitId>,
    pub refusal: Option<Refusal>,
    /// What could not be read.
    pub errors: FieldErrors,
}

/// The free starts of the shown day at which the booking's length fits, without a script: the day changes by a form of
/// its own.
#[component]
pub fn MovePage(view: MoveDay, form: MoveForm) -> impl IntoView {
    let l = locale();
    let booking = view.booking.clone();
    let action = format!("/me/bookings/{}/move", booking.id);
    let minutes = form.minutes.unwrap_or(booking.slot.minutes());
    let title = equipment_and_unit(l, &booking);
    let errors = problems(&form);
    view! {
        <Document title=tr!(booking.move_title) tab=Tab::Me back="/me/bookings" class="page narrow">
            <PageHeader title=tr!(booking.move_title)/>
            <div class="stack g6">
                <section class="ticket" aria-label=tr!(booking.now)>
                    <MachineArt art=art(&booking.slug)/>
                    <div class="stack g1">
                        <p class="small mute">{title}</p>
                        <p class="when num">{when(l, &booking.slot)}</p>
                    </div>
                </section>
                {errors}
                <DayForm view=view.clone() minutes action=action.clone()/>
                <StartForm view minutes action form/>
            </div>
        </Document>
    }
}

fn problems(form: &MoveForm) -> Option<AnyView> {
    let l = locale();
    let unread = form.errors.iter().next().map(|(_, error)| error::field(l, error));
    let message = unread.or_else(|| form.refusal.as_ref().map(|refusal| error::reserve(l, &refusal.rule)))?;
    let near: Vec<String> = form
        .refusal
        .iter()
        .flat_map(|refusal| &refusal.alternatives)
        .map(|slot| format::span(slot.start(), slot.end()))
        .collect();
    let near = (!near.is_empty()).then(|| {
        let words = tr!(booking.near_times, times = near.join(" / ")).to_string();
        view! { <p class="small mute num">{words}</p> }
    });
    Some(
        view! {
            <div class="stack g2">
                <ErrorSummary title=tr!(booking.not_moved) errors=vec![("start".into(), message)]/>
                {near}
            </div>
        }
        .into_any(),
    )
}

#[component]
fn DayForm(view: MoveDay, minutes: i64, action: String) -> impl IntoView {
    let l = locale();
    let rules = &view.equipment.rules;
    let lengths = lengths(rules).into_iter().map(|n| (n.to_string(), format::length(l, n))).collect();
    let last = view.today + Days::new(view.plan.horizon_days.unsigned_abs());
    view! {
        <form method="get" action=action class="stack g4">
            <Field label=tr!(booking.date) name="date" kind="date" value=view.hours.day.to_string()
                min=view.today.to_string() max=last.to_string() unmarked=true/>
            <Select label=tr!(booking.length) name="minutes" options=lengths value=minutes.to_string() unmarked=true/>
            <Button label=tr!(booking.see_day) look=Look::Second size=Size::Wide/>
        </form>
    }
}

#[component]
fn StartForm(view: MoveDay, minutes: i64, action: String, form: MoveForm) -> impl IntoView {
    let l = locale();
    let day = format::day(l, view.hours.day);
    let rules = TypeRules { minutes_min: minutes, ..view.equipment.rules.clone() };
    let earliest = page().now + chrono::TimeDelta::minutes(rules.notice_minutes);
    let starts: Vec<_> = free_starts(view.hours.day, view.hours.open, &rules, &view.units, earliest).collect();
    let title = tr!(booking.day_free, day = day).to_string();
    if starts.is_empty() {
        let text = view.hours.closed.as_ref().map_or(tr!(booking.over_text).to_string(), |why| reason(l, why));
        return view! { <Empty drawing=Drawing::Calendar title=tr!(booking.over_title) text/> }.into_any();
    }
    let value = if form.start.is_empty() { starts.first().copied().map(clock).unwrap_or_default() } else { form.start };
    let choices = starts.iter().map(|start| Choice::new(clock(*start), format::time(*start))).collect();
    let amount = fee(l, view.equipment.rules.fee(&view.plan, minutes));
    view! {
        <form method="post" action=action class="stack g4">
            <input type="hidden" name="date" value=view.hours.day.to_string()/>
            <input type="hidden" name="minutes" value=minutes.to_string()/>
            <h2 class="num">{title}</h2>
            <ChipRadios legend=tr!(booking.start) name="start" choices value/>
            <p class="small mute num">{format!("{} {amount}", format::length(l, minutes))}</p>
            <Button label=tr!(booking.move_yes) size=Size::BigWide/>
        </form>
    }
    .into_any()
}

/// The lengths that can be asked for, in the type's steps.
fn lengths(rules: &TypeRules) -> Vec<i64> {
    let step = rules.step().max(15);
    std::iter::successors(Some(rules.minutes_min), |minutes| Some(minutes + step))
        .take_while(|minutes| *minutes <= rules.minutes_max)
        .take(96)
        .collect()
}
