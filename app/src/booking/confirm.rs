//! The last look before booking: how long the time is kept, fee, rules, purpose, until when it can be cancelled.

use chrono::{DateTime, Utc};
use domain::booking::{BookingQuote, HOLD_MINUTES};

use super::{day_path, fee, equipment_path, ticket::{Ticket, time_fields}, details::DetailsFields};
use crate::{document::Document, form::{FormProblems, FormState}, format, page::{locale, page}, prelude::*, ui::{Bar, Button, Hidden, Hold, Ico, Icon, IconSize, Line, Look, MoneyLines, Rules, Size, Tab}};

const FORM: &str = "confirm-form";

/// The quote as a form, with what was sent before. `until` is the end of the hold.
#[component]
pub fn ConfirmPage(quote: BookingQuote, form: FormState, until: Option<DateTime<Utc>>) -> impl IntoView {
    let l = locale();
    let day = domain::calendar::day_of(quote.slot.start());
    let back = day_path(&quote.equipment.slug, day);
    let span = format!("{} {}", format::day(l, day), format::span(quote.slot.start(), quote.slot.end()));
    let action = view! { <Button label=tr!(booking.confirm_short) size=Size::Big form=FORM/> }.into_any();
    let (total, path) = (fee(l, quote.fee), format!("{}/book", equipment_path(&quote.equipment.slug)));
    let errors = view! { <FormProblems title=tr!(booking.check_fields) form=form.clone()/> };
    let times = time_fields(&quote);
    view! {
        <Document title=tr!(booking.confirm_title) tab=Tab::Book back bar=true class="page">
            <h1 class="sr-phone">{tr!(booking.confirm_title)}</h1>
            <form id=FORM class="split" method="post" action=path>
                <Hidden fields=times/>
                <div class="stack g6">
                    {errors}
                    {until.map(|until| view! { <Kept until/> })}
                    <Ticket quote=quote.clone() back=day_path(&quote.equipment.slug, day)/>
                    <DetailsFields quote=quote.clone() form/>
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

/// How long the time is kept, as the clock shows it: it stays true without a script.
#[component]
fn Kept(until: DateTime<Utc>) -> impl IntoView {
    let left = (until - page().now).num_seconds().max(0);
    let words = tr!(booking.kept_until, until = format::time(until)).to_string();
    view! {
        <Hold
            title=tr!(booking.kept)
            left=words
            seconds_left=u32::try_from(left).unwrap_or(0)
            seconds_all=u32::try_from(HOLD_MINUTES * 60).unwrap_or(1)
        />
    }
}

#[component]
fn Conditions(quote: BookingQuote) -> impl IntoView {
    let l = locale();
    let mut rules = Vec::new();
    if quote.equipment.rules.induction_required {
        rules.push((Icon::Cert, tr!(booking.induction_done).to_string(), Some(quote.certified)));
    }
    for (icon, text) in [(Icon::Child, &quote.equipment.child_rule), (Icon::Info, &quote.equipment.limits)] {
        let text = format::localize(l, text).to_owned();
        if !text.is_empty() {
            rules.push((icon, text, None));
        }
    }
    rules.push((Icon::Clock, tr!(booking.rule_tidy).to_string(), None));
    let (counted, max) = quote.no_shows;
    if max > 0 {
        let text = tr!(booking.rule_no_show, minutes = quote.release_minutes, n = counted, max = max).to_string();
        rules.push((Icon::Alert, text, None));
    }
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
    let rules = &quote.equipment.rules;
    // What was typed goes along.
    let repeat = format!("{}/repeat/check", equipment_path(&quote.equipment.slug));
    let full = rules.fee(&domain::booking::PlanRules::default(), quote.slot.minutes());
    let mut note = format::length(l, quote.slot.minutes());
    if rules.fee(&domain::booking::PlanRules::default(), 0) == full && full.0 > 0 {
        note = format!("{note}・{}", tr!(booking.minimum_charge));
    }
    let mut lines = vec![Line::new(format::localize(l, &quote.equipment.name), fee(l, full)).note(note)];
    if full != quote.fee {
        let less = format!("−{}", format::yen(l, domain::Yen(full.0 - quote.fee.0)));
        lines.push(Line::new(format::localize(l, &quote.plan.name), less));
    }
    let sum = Line::new(tr!(booking.total), fee(l, quote.fee)).note(tr!(common.tax_included));
    let until = rules.cancel_until(&quote.slot);
    let cancel = if until > page().now {
        let until = format!("{} {}", format::day(l, domain::calendar::day_of(until)), format::time(until));
        tr!(booking.cancel_until, until = until).to_string()
    } else {
        tr!(booking.cancel_reason_from_now).to_string()
    };
    view! {
        <aside class="side card roomy stack" aria-labelledby="fee-h">
            <h2 class="h3" id="fee-h">{tr!(booking.fee)}</h2>
            <MoneyLines lines sum/>
            <p class="small mute">{tr!(booking.pay_later)}</p>
            <div class="cx">
                <Ico icon=Icon::Calendar size=IconSize::S/>
                <p class="small">{cancel}" "{tr!(booking.cancel_sick)}</p>
            </div>
            <div class="wide-only"><Button label=tr!(booking.confirm) size=Size::BigWide/></div>
            <Button label=tr!(booking.repeat_link) look=Look::Second size=Size::Wide icon=Icon::Repeat action=repeat novalidate=true/>
        </aside>
    }
}
