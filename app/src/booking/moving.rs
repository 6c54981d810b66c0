//! Moving a booking: a day, a length, a free start; what it was and what it becomes stand side by side before it is done.

use chrono::{DateTime, Days, TimeDelta, Utc};
use domain::{IntoEnumIterator, Yen, booking::{MoveDay, Refusal, RepeatWeek, SeriesScope, Slot, lengths}, calendar::{at_minute, day_of}, form::{FieldErrors, minute_of_day}};

use super::{art, clock, fee, equipment_and_unit, reason, repeat::week_row, series::scope_words, week::WeekChooser, when};
use crate::{document::Document, error, format, page::{locale, page}, prelude::*, ui::{Bar, Button, Drawing, Empty, ErrorSummary, Hidden, MachineArt, PageHeader, SectionHeader, Size, SwapChip, SwapChips, Tab}};

/// What a choice changes.
const PARTS: &str = "#choose,.bar";

/// What was asked for, and why it cannot be.
#[derive(Clone, Debug, Default)]
pub struct MoveForm {
    /// `10:00`; empty while none is chosen.
    pub start: String,
    pub minutes: Option<i64>,
    /// How much of a weekly repeat moves.
    pub scope: SeriesScope,
    /// What the weeks of it meet.
    pub weeks: Vec<RepeatWeek>,
    pub refusal: Option<Refusal>,
    /// What could not be read.
    pub errors: FieldErrors,
}

/// What can be chosen on the shown day, and what is.
#[derive(Clone, Debug)]
struct Choices {
    minutes: i64,
    scope: SeriesScope,
    weeks: Vec<RepeatWeek>,
    starts: Vec<DateTime<Utc>>,
    /// Nothing at first: nobody is moved to a time that they did not choose.
    slot: Option<Slot>,
    /// Each length, and whether it fits anywhere on the day.
    lengths: Vec<(i64, bool)>,
}

impl Choices {
    fn of(view: &MoveDay, form: &MoveForm) -> Choices {
        let now = page().now;
        let earliest = now + TimeDelta::minutes(view.equipment.rules.notice_minutes);
        let (minutes, present) = (form.minutes.unwrap_or(view.booking.slot.minutes()), view.booking.slot);
        let is_open = !view.is_too_far();
        let starts = if is_open { view.starts(minutes, earliest) } else { Vec::new() };
        let slot = minute_of_day(&form.start)
            .map(|minute| at_minute(view.hours.day, minute))
            .filter(|start| starts.contains(start))
            .and_then(|start| Slot::new(start, start + TimeDelta::minutes(minutes)).ok())
            .filter(|slot| *slot != present);
        let mut all: Vec<i64> = lengths(&view.equipment.rules).chain([minutes]).collect();
        all.sort_unstable();
        all.dedup();
        let lengths = all.into_iter().map(|each| (each, is_open && !view.starts(each, earliest).is_empty())).collect();
        Choices { minutes, scope: form.scope, weeks: form.weeks.clone(), starts, slot, lengths }
    }
}

/// A booking's way to another time. Every choice is a link, so that it works without a script.
#[component]
pub fn MovePage(view: MoveDay, form: MoveForm) -> impl IntoView {
    let l = locale();
    let booking = view.booking.clone();
    let choices = Choices::of(&view, &form);
    let base = format!("{}?minutes={}{}", path(&view), choices.minutes, scope_of(choices.scope));
    let scopes = (view.series.len() > 1).then(|| view! { <Scopes view=view.clone() choices=choices.clone()/> });
    let errors = problems(&view, &form);
    view! {
        <Document title=tr!(booking.move_title) tab=Tab::Me back=format!("/me/bookings/{}", booking.id) bar=true swaps=true
            class="page narrow">
            <PageHeader title=tr!(booking.move_title)/>
            <div class="stack g6">
                <section class="ticket" aria-label=tr!(booking.now)>
                    <MachineArt art=art(&booking.slug)/>
                    <div class="stack g1">
                        <p class="small mute">{equipment_and_unit(l, &booking)}</p>
                        <p class="when num">{when(l, &booking.slot)}</p>
                        <p class="small num">{fee(l, booking.fee)}</p>
                    </div>
                </section>
                {errors}
                {scopes}
                <WeekChooser week=view.week.clone() day=view.hours.day today=view.today base anchor="choose"/>
                <Choose view=view.clone() choices=choices.clone()/>
            </div>
            <MoveBar view choices/>
        </Document>
    }
}

fn path(view: &MoveDay) -> String {
    format!("/me/bookings/{}/move", view.booking.id)
}

/// The address of this page with a choice made.
fn choice(view: &MoveDay, scope: SeriesScope, minutes: i64, start: Option<DateTime<Utc>>) -> String {
    let start = start.map(|start| format!("&start={}", clock(start))).unwrap_or_default();
    format!("{}?date={}&minutes={minutes}{start}{}#choose", path(view), view.hours.day, scope_of(scope))
}

fn scope_of(scope: SeriesScope) -> String {
    if scope == SeriesScope::This { String::new() } else { format!("&scope={scope}") }
}

/// How much of the weekly repeat moves, each as a link.
#[component]
fn Scopes(view: MoveDay, choices: Choices) -> impl IntoView {
    let chosen = choices.slot.map(|slot| slot.start());
    let chips = SeriesScope::iter().map(|each| SwapChip {
        href: Some(choice(&view, each, choices.minutes, chosen)),
        label: scope_words(locale(), each, &view.booking, &view.series),
        note: String::new(),
        current: each == choices.scope,
    });
    view! { <SwapChips legend=tr!(booking.scope) chips=chips.collect() swap="main"/> }
}

fn problems(view: &MoveDay, form: &MoveForm) -> Option<AnyView> {
    let l = locale();
    let unread = form.errors.iter().next().map(|(_, error)| error::field(l, error));
    let message = unread.or_else(|| form.refusal.as_ref().map(|refusal| error::reserve(l, &refusal.rule)))?;
    let near = form.refusal.iter().flat_map(|refusal| &refusal.alternatives).map(|slot| {
        let (day, start, minutes) = (day_of(slot.start()), clock(slot.start()), slot.minutes());
        let href = format!("{}?date={day}&minutes={minutes}&start={start}#choose", path(view));
        view! { <li><a class="chip num" href=href>{format::span(slot.start(), slot.end())}</a></li> }
    });
    let near = near.collect::<Vec<_>>();
    let near = (!near.is_empty()).then(|| {
        view! { <p class="small mute">{tr!(booking.near)}</p><ul class="chips">{near}</ul> }
    });
    Some(
        view! {
            <div class="stack g2">
                <ErrorSummary title=tr!(booking.not_moved) errors=vec![("choose".into(), message)]/>
                {near}
            </div>
        }
        .into_any(),
    )
}

/// The lengths and the free starts of the shown day; or why there are none.
#[component]
fn Choose(view: MoveDay, choices: Choices) -> impl IntoView {
    let l = locale();
    let title = tr!(booking.day_free, day = format::day(l, view.hours.day)).to_string();
    let chosen = choices.slot.map(|slot| slot.start());
    let lengths = choices.lengths.iter().map(|(each, fits)| SwapChip {
        href: fits.then(|| choice(&view, choices.scope, *each, chosen)),
        label: format::length(l, *each),
        note: fee(l, view.equipment.rules.fee(&view.plan, *each)),
        current: *each == choices.minutes,
    });
    let present = Some(view.booking.slot.start()).filter(|_| view.booking.slot.minutes() == choices.minutes);
    let starts = choices.starts.iter().map(|at| SwapChip {
        href: (Some(*at) != present).then(|| choice(&view, choices.scope, choices.minutes, Some(*at))),
        label: format::time(*at),
        note: if Some(*at) == present { tr!(booking.now).to_owned() } else { String::new() },
        current: chosen == Some(*at),
    });
    let body = if choices.lengths.iter().any(|(_, fits)| *fits) {
        let none = choices.starts.is_empty().then(|| view! { <p class="mute">{tr!(booking.length_full)}</p> });
        view! {
            <SwapChips legend=tr!(booking.length) chips=lengths.collect() swap=PARTS wide=true/>
            <SwapChips legend=tr!(booking.start) chips=starts.collect() swap=PARTS/>
            {none}
        }
        .into_any()
    } else {
        nothing(&view).into_any()
    };
    let weeks = (chosen.is_some() && !choices.weeks.is_empty()).then(|| {
        let rows = choices.weeks.iter().map(week_row).collect_view();
        view! { <SectionHeader title=tr!(booking.repeat_weeks)/><ul class="links">{rows}</ul> }
    });
    view! {
        <section id="choose" class="stack g4" aria-labelledby="choose-h" tabindex="-1">
            <h2 id="choose-h" class="num">{title}</h2>
            {body}
            {weeks}
        </section>
    }
}

/// The day is closed, not open for booking yet, or full.
fn nothing(view: &MoveDay) -> impl IntoView {
    let l = locale();
    let (title, text) = match &view.hours.closed {
        Some(why) => (tr!(booking.closed_title).to_string(), reason(l, why)),
        None if view.is_too_far() => {
            let opens = view.hours.day - Days::new(view.plan.horizon_days.unsigned_abs());
            let text = tr!(booking.too_far_text, day = format::day(l, opens)).to_string();
            (tr!(booking.too_far_title).to_string(), text)
        }
        None => (tr!(booking.over_title).to_string(), tr!(booking.over_text).to_string()),
    };
    view! { <Empty drawing=Drawing::Calendar title text/> }
}

/// What it was, what it becomes and what that costs more or less; nothing to press before a time is chosen.
#[component]
fn MoveBar(view: MoveDay, choices: Choices) -> impl IntoView {
    let l = locale();
    let booking = &view.booking;
    let before = when(l, &booking.slot);
    let is_refused = choices.weeks.iter().any(|week| week.refusal.is_some());
    let Some(slot) = choices.slot.filter(|_| !is_refused) else {
        let ask = if is_refused { tr!(booking.move_week_refused) } else { tr!(booking.move_choose) };
        return view! {
            <Bar label=tr!(booking.chosen_time) action=().into_any()>
                <p class="small mute num">{tr!(booking.move_from, time = before).to_string()}</p>
                <p class="b">{ask}</p>
            </Bar>
        }
        .into_any();
    };
    let amount = view.equipment.rules.fee(&view.plan, slot.minutes());
    let change = difference(amount, booking.fee);
    let price = tr!(booking.move_price, fee = fee(l, amount), change = change).to_string();
    let fields = vec![
        ("date", day_of(slot.start()).to_string()),
        ("start", clock(slot.start())),
        ("minutes", slot.minutes().to_string()),
        ("scope", choices.scope.into_str().to_owned()),
    ];
    let action = view! {
        <form method="post" action=path(&view)>
            <Hidden fields/>
            <Button label=tr!(booking.move_yes) size=Size::Big/>
        </form>
    }
    .into_any();
    view! {
        <Bar label=tr!(booking.chosen_time) action>
            <div aria-live="polite">
                <p class="small mute num"><s>{before}</s></p>
                <p class="b num">{when(l, &slot)}</p>
                <p class="small num">{price}</p>
            </div>
        </Bar>
    }
    .into_any()
}

/// `+300円`, `−150円`, or that nothing changes.
fn difference(after: Yen, before: Yen) -> String {
    let l = locale();
    match after.0 - before.0 {
        0 => tr!(booking.fee_same).to_owned(),
        more @ 1.. => format!("+{}", format::yen(l, Yen(more))),
        less => format!("−{}", format::yen(l, Yen(-less))),
    }
}
