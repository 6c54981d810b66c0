//! The chooser inside a free block: start and length. Every choice is a link to the day with that choice made, so that it
//! works without a script; with one, only the chooser and the bar are changed (`frontend/enhance/swap.ts`).

use chrono::{DateTime, TimeDelta, Utc};
use domain::{BookingId, Yen, booking::{Block, DayView, Slot, lengths, lengths_at, starts_in}};

use super::{ListAsk, clock, day_path, fee, stretch::Stretch};
use crate::{format, page::locale, prelude::*, ui::{SwapChip, SwapChips}};

/// What a choice changes.
const PARTS: &str = "#pick,.bar";
/// Length that is chosen at first, where it is offered.
const MINUTES_USUAL: i64 = 60;

/// A start and a length that fit, inside a free stretch.
#[derive(Clone, Debug)]
pub(super) struct Picked {
    pub stretch: Stretch,
    pub slot: Slot,
    pub fee: Yen,
    starts: Vec<DateTime<Utc>>,
    /// Those that fit at the start.
    lengths: Vec<i64>,
}

impl Picked {
    /// The choice nearest to what an address asks for: its start when that is free, its length when that fits. `None`
    /// where nothing can be booked.
    pub(super) fn of(
        view: &DayView,
        stretches: &[Stretch],
        start: DateTime<Utc>,
        minutes: Option<i64>,
    ) -> Option<Picked> {
        let rules = &view.equipment.rules;
        let stretch = *stretches.iter().find(|each| each.is_free() && each.holds(start))?;
        let starts = starts_of(view, &stretch);
        let start = if starts.contains(&start) { start } else { *starts.first()? };
        let lengths = lengths_at(start, view.hours.open, rules, &view.cells());
        let minutes = nearest(&lengths, minutes.unwrap_or(MINUTES_USUAL))?;
        let slot = Slot::new(start, start + TimeDelta::minutes(minutes)).ok()?;
        Some(Picked { stretch, slot, fee: rules.fee(&view.plan.rules, minutes), starts, lengths })
    }
}

/// The longest that is not longer than what is wanted, or else the shortest.
fn nearest(lengths: &[i64], wanted: i64) -> Option<i64> {
    lengths.iter().rev().find(|each| **each <= wanted).or(lengths.first()).copied()
}

/// The starts inside a free stretch.
pub(super) fn starts_of(view: &DayView, stretch: &Stretch) -> Vec<DateTime<Utc>> {
    let whole = Block { start: stretch.start, end: stretch.end, kind: stretch.kind };
    starts_in(&whole, view.hours.open, &view.equipment.rules, &view.cells())
}

/// What the address of a day asks for.
#[derive(Clone, Copy, Debug, Default)]
pub struct DayAsk {
    pub start: Option<DateTime<Utc>>,
    /// Length.
    pub minutes: Option<i64>,
    /// The booking whose details the new one takes over.
    pub again: Option<BookingId>,
    /// The list from which the day was opened.
    pub list: ListAsk,
}

impl DayAsk {
    pub(super) fn again(&self) -> String {
        self.again.map(|id| format!("&again={id}")).unwrap_or_default()
    }

    /// What goes with every link that stays on the page.
    pub(super) fn rest(&self) -> String {
        self.again() + &self.list.rest()
    }
}

/// The address of the day with this choice made.
pub(super) fn choice_path(view: &DayView, ask: &DayAsk, start: DateTime<Utc>, minutes: Option<i64>) -> String {
    let minutes = minutes.map(|minutes| format!("&minutes={minutes}")).unwrap_or_default();
    let day = day_path(&view.equipment.slug, view.day);
    format!("{day}&start={}{minutes}{}#pick", clock(start), ask.rest())
}

/// Offers the starts of one stretch, and all lengths; those that do not fit at the chosen start cannot be chosen.
#[component]
pub(super) fn Pick(view: DayView, ask: DayAsk, picked: Picked) -> impl IntoView {
    let l = locale();
    let rules = &view.equipment.rules;
    let (start, minutes) = (picked.slot.start(), picked.slot.minutes());
    // A link says the length that fits there, so that it is the same link on the page that it leads to.
    let there = |at: DateTime<Utc>| nearest(&lengths_at(at, view.hours.open, rules, &view.cells()), minutes);
    let starts = picked.starts.iter().map(|at| SwapChip {
        href: Some(choice_path(&view, &ask, *at, there(*at))),
        label: format::time(*at),
        note: String::new(),
        current: *at == start,
    });
    let lengths = lengths(rules).map(|each| SwapChip {
        href: picked.lengths.contains(&each).then(|| choice_path(&view, &ask, start, Some(each))),
        label: format::length(l, each),
        note: fee(l, rules.fee(&view.plan.rules, each)),
        current: each == minutes,
    });
    view! {
        <SwapChips legend=tr!(booking.start) chips=starts.collect() swap=PARTS/>
        <SwapChips legend=tr!(booking.length) chips=lengths.collect() swap=PARTS wide=true/>
    }
}
