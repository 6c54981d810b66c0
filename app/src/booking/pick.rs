//! The chooser inside a free block: start and length, then on to the confirmation.

use chrono::{DateTime, Utc};
use domain::booking::{DayView, lengths_at};

use super::{clock, fee, equipment_path};
use crate::{format, page::locale, prelude::*, ui::{ChipRadios, Choice, Hidden}};

/// The id of the chooser's form; the bar's button stands outside it.
pub(super) const PICK_FORM: &str = "pick-form";
/// Length that is chosen at first, where it is offered.
const MINUTES_USUAL: i64 = 60;

/// Offers the starts of one block, and the lengths that fit at the chosen start; a later start may leave less, which
/// the confirmation checks and answers with what fits.
#[component]
pub fn Pick(view: DayView, starts: Vec<DateTime<Utc>>, start: DateTime<Utc>) -> impl IntoView {
    let l = locale();
    let rules = &view.equipment.rules;
    let chosen = if starts.contains(&start) { Some(start) } else { starts.first().copied() }.unwrap_or(start);
    let lengths = lengths_at(chosen, view.hours.open, rules, &view.cells());
    let minutes = lengths.iter().find(|minutes| **minutes == MINUTES_USUAL).or(lengths.first()).copied();
    let start_choices = starts.iter().map(|start| Choice::new(clock(*start), format::time(*start))).collect();
    let length_choices =
        lengths.iter().map(|minutes| Choice::new(minutes.to_string(), tr!(common.minutes, n = *minutes))).collect();
    let most = lengths.last().map(|minutes| {
        let (length, amount) = (format::length(l, *minutes), fee(l, rules.fee(&view.plan.rules, *minutes)));
        tr!(booking.pick_up_to, length = length, fee = amount).to_string()
    });
    view! {
        <form id=PICK_FORM method="get" action=format!("{}/book", equipment_path(&view.equipment.slug)) class="stack g3">
            <Hidden fields=vec![("date", view.day.to_string())]/>
            <ChipRadios legend=tr!(booking.start) name="start" choices=start_choices value=clock(chosen)/>
            <ChipRadios
                legend=tr!(booking.length)
                name="minutes"
                choices=length_choices
                value=minutes.unwrap_or(MINUTES_USUAL).to_string()
            />
            {most.map(|most| view! { <p class="tiny mute">{most}</p> })}
        </form>
    }
}
