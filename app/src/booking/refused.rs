//! Why a booking is refused, what is fine, and three ways on.

use domain::booking::{PlanRules, Refusal, ReserveError, Slot};
use leptos::prelude::*;
use store::booking::Machine;

use super::{confirm_path, day_path, difference, fee};
use crate::{
    error, format,
    page::locale,
    ui::{CardLink, Checks, Ico, Icon, LinkButton, Look, Size},
};

/// The refusal of the slot that was asked for.
#[component]
pub fn Refused(machine: Machine, plan: PlanRules, asked: Slot, refusal: Refusal, certified: bool) -> impl IntoView {
    let l = locale();
    let message = error::reserve(l, &refusal.rule);
    let personal = refusal.rule.is_personal();
    let mut checks = vec![(tr!(booking.check_member).to_string(), true)];
    if machine.rules.induction_required {
        checks.push((tr!(booking.check_induction).to_string(), certified));
    }
    if refusal.rule != ReserveError::InductionRequired {
        let words = if personal { tr!(booking.check_own) } else { tr!(booking.check_time) };
        checks.push((words.to_string(), false));
    }
    let alternatives = refusal
        .alternatives
        .iter()
        .map(|other| {
            let end = fee(l, machine.rules.fee(&plan, other.minutes()));
            let href = confirm_path(&machine.slug, other);
            let title = format::span(other.start(), other.end());
            let note = tr!(booking.same_day, how = difference(l, &asked, other)).to_string();
            view! { <CardLink href title note end/> }
        })
        .collect_view();
    let near = (!refusal.alternatives.is_empty()).then(|| {
        view! { <div class="stack g2"><h3>{tr!(booking.near)}</h3>{alternatives}</div> }
    });
    let (href, label) = next_step(&machine, &asked, &refusal.rule);
    view! {
        <section class="card stack g4 why" aria-labelledby="why-h" id="errors" tabindex="-1" role="alert">
            <div class="row start">
                <Ico icon=Icon::Alert/>
                <div class="grow stack g1">
                    <h2 id="why-h">{tr!(booking.refused, when = format::span(asked.start(), asked.end())).to_string()}</h2>
                    <p class="mute">{message}</p>
                    <p class="mute">{advice(&refusal.rule)}</p>
                </div>
            </div>
            <Checks checks/>
            {near}
            <LinkButton href label look=Look::Second size=Size::Wide/>
        </section>
    }
}

/// Where the person goes from here.
fn next_step(machine: &Machine, slot: &Slot, rule: &ReserveError) -> (String, String) {
    let day = domain::calendar::day_of(slot.start());
    match rule {
        ReserveError::TooManyBookings { .. } | ReserveError::OwnOverlap => {
            ("/me/bookings".to_owned(), tr!(booking.to_mine).to_string())
        }
        ReserveError::InductionRequired => ("/equipment".to_owned(), tr!(booking.to_others).to_string()),
        ReserveError::Closed | ReserveError::TooFarAhead { .. } | ReserveError::InThePast => {
            (super::machine_path(&machine.slug), tr!(booking.to_other_days).to_string())
        }
        _ => (day_path(&machine.slug, day), tr!(booking.to_day).to_string()),
    }
}

/// What can be done about it.
fn advice(rule: &ReserveError) -> String {
    match rule {
        ReserveError::InductionRequired => tr!(booking.next_induction).to_string(),
        ReserveError::TooManyBookings { .. } => tr!(booking.next_too_many).to_string(),
        ReserveError::OwnOverlap => tr!(booking.next_overlap).to_string(),
        ReserveError::Closed | ReserveError::TooFarAhead { .. } | ReserveError::InThePast => {
            tr!(booking.next_other_day).to_string()
        }
        _ => tr!(booking.next_other_time).to_string(),
    }
}
