//! Why a booking is refused, what is fine, and three ways on.

use domain::{booking::{BookingQuote, OFFER_MINUTES, Purpose, Refusal, ReserveError, Slot}, equipment::EquipmentSummary};

use super::{confirm_path, day_path, difference, fee, ticket::{Ticket, time_fields}, wait_path};
use crate::{document::Document, error, form::FormState, format, page::locale, prelude::*, ui::{CardLink, Checks, Ico, Icon, LinkButton, Look, PostButton, Size, Tab}};

/// Why the quote is refused, and three ways on.
#[component]
pub fn RefusedPage(quote: BookingQuote, refusal: Refusal, form: FormState) -> impl IntoView {
    let back = day_path(&quote.equipment.slug, domain::calendar::day_of(quote.slot.start()));
    view! {
        <Document title=tr!(booking.not_bookable) tab=Tab::Book back=back.clone() class="page narrow">
            <h1 class="sr-phone">{tr!(booking.not_bookable)}</h1>
            <div class="stack g5">
                <Ticket quote=quote.clone() back/>
                <Refused quote refusal form/>
            </div>
        </Document>
    }
}

/// The refusal of the slot that was asked for, with every rule that speaks against it.
#[component]
pub fn Refused(quote: BookingQuote, refusal: Refusal, form: FormState) -> impl IntoView {
    let l = locale();
    let (equipment, asked, plan) = (quote.equipment.clone(), quote.slot, quote.plan.rules.clone());
    let message = error::reserve(l, &refusal.rule);
    let checks = checks(&quote, &refusal);
    let wait = refusal.is_waitable().then(|| view! { <Wait quote=quote.clone() form/> });
    let alternatives = refusal
        .alternatives
        .iter()
        .map(|other| {
            let end = fee(l, equipment.rules.fee(&plan, other.minutes()));
            let href = confirm_path(&equipment.slug, other);
            let title = format::span(other.start(), other.end());
            let note = tr!(booking.same_day, how = difference(l, &asked, other)).to_string();
            view! { <CardLink href title note end/> }
        })
        .collect_view();
    let near = (!refusal.alternatives.is_empty()).then(|| {
        view! { <div class="stack g2"><h3>{tr!(booking.near)}</h3>{alternatives}</div> }
    });
    let (href, label) = next_step(&equipment, &asked, &refusal.rule);
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
            {wait}
            <LinkButton href label look=Look::Second size=Size::Wide/>
        </section>
    }
}

/// What is fine, and everything that is not: who mends one thing should not meet the next one afterwards.
fn checks(quote: &BookingQuote, refusal: &Refusal) -> Vec<(String, bool)> {
    let l = locale();
    let against: Vec<&ReserveError> = std::iter::once(&refusal.rule).chain(&refusal.also).collect();
    let mut checks = Vec::new();
    if !against.iter().any(|rule| rule.is_personal()) {
        checks.push((tr!(booking.check_member).to_string(), true));
    }
    if quote.equipment.rules.induction_required && quote.certified {
        checks.push((tr!(booking.check_induction).to_string(), true));
    }
    checks.extend(against.iter().map(|rule| (error::reserve(l, rule), false)));
    checks
}

/// キャンセル待ち: one button with what was typed, or on to the form that asks for it.
#[component]
fn Wait(quote: BookingQuote, form: FormState) -> impl IntoView {
    let mut hidden = time_fields(&quote);
    hidden.extend([
        ("purpose", form.input.text("purpose").parse::<Purpose>().ok().unwrap_or_default().into_str().to_owned()),
        ("unit", form.value("unit")),
        ("children", form.value("children")),
    ]);
    let action = format!("{}/wait", super::equipment_path(&quote.equipment.slug));
    let button = if form.input.has("purpose") {
        view! { <PostButton action label=tr!(booking.wait) size=Size::Wide icon=Icon::Bell hidden/> }.into_any()
    } else {
        let href = wait_path(&quote.equipment.slug, &quote.slot);
        view! { <LinkButton href label=tr!(booking.wait) size=Size::Wide icon=Icon::Bell/> }.into_any()
    };
    view! {
        <div class="stack g2">
            {button}
            <p class="small mute">{tr!(booking.wait_hint, minutes = OFFER_MINUTES).to_string()}</p>
        </div>
    }
}

/// Where the person goes from here.
fn next_step(equipment: &EquipmentSummary, slot: &Slot, rule: &ReserveError) -> (String, String) {
    let day = domain::calendar::day_of(slot.start());
    match rule {
        ReserveError::TooManyBookings { .. }
        | ReserveError::OwnOverlap
        | ReserveError::Suspended { .. }
        | ReserveError::TooMuchThatDay { .. }
        | ReserveError::TooMuchThatWeek { .. } => ("/me/bookings".to_owned(), tr!(booking.to_mine).to_string()),
        ReserveError::InductionRequired | ReserveError::ChildTooYoung { .. } => {
            ("/equipment".to_owned(), tr!(booking.to_others).to_string())
        }
        ReserveError::Closed | ReserveError::TooFarAhead { .. } | ReserveError::InThePast => {
            (super::equipment_path(&equipment.slug), tr!(booking.to_other_days).to_string())
        }
        _ => (day_path(&equipment.slug, day), tr!(booking.to_day).to_string()),
    }
}

/// What can be done about it.
fn advice(rule: &ReserveError) -> String {
    match rule {
        ReserveError::InductionRequired => tr!(booking.next_induction).to_string(),
        ReserveError::TooManyBookings { .. } => tr!(booking.next_too_many).to_string(),
        ReserveError::OwnOverlap => tr!(booking.next_overlap).to_string(),
        ReserveError::TooMuchThatDay { .. } => tr!(booking.next_other_day).to_string(),
        ReserveError::TooMuchThatWeek { .. } => tr!(booking.next_other_week).to_string(),
        ReserveError::Suspended { .. } => tr!(booking.next_suspended).to_string(),
        ReserveError::ChildTooYoung { .. } => tr!(booking.next_child).to_string(),
        ReserveError::ChildrenUnclear { .. } | ReserveError::ChildrenMissing => tr!(booking.next_ages).to_string(),
        ReserveError::KidsCornerFull { .. } => tr!(booking.next_kids).to_string(),
        ReserveError::Closed | ReserveError::TooFarAhead { .. } | ReserveError::InThePast => {
            tr!(booking.next_other_day).to_string()
        }
        _ => tr!(booking.next_other_time).to_string(),
    }
}
