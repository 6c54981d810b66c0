//! Asking to be told when a time frees: which, how long, and the details that the one-tap booking of an offer takes.

use chrono::{DateTime, Utc};
use domain::{booking::{BookingQuote, OFFER_MINUTES, Slot, lengths}, calendar::{at_minute, day_of, minute_of}, equipment::DayHours, form::clock_words};

use super::{day_path, details::DetailsFields, equipment_path, ticket::Ticket};
use crate::{document::Document, form::{FormProblems, FormState}, format, page::{locale, page}, prelude::*, ui::{Button, Choice, Hidden, Icon, PageHeader, RadioCards, Select, Size, Tab}};

/// Minutes of the day at which the morning and the afternoon end, as people say it.
const NOON: i64 = 12 * 60;
const EVENING: i64 = 17 * 60;

/// The form; `asked` is the span that was chosen on the day.
#[component]
pub fn WaitPage(quote: BookingQuote, hours: DayHours, asked: Slot, form: FormState) -> impl IntoView {
    let l = locale();
    let day = day_of(asked.start());
    let back = day_path(&quote.equipment.slug, day);
    let action = format!("{}/wait", equipment_path(&quote.equipment.slug));
    let rules = &quote.equipment.rules;
    let most = rules.minutes_max.min(longest(&hours));
    let options = lengths(rules).filter(|each| *each <= most).map(|each| (each.to_string(), format::length(l, each)));
    let hint = tr!(booking.wait_hint, minutes = OFFER_MINUTES).to_string();
    view! {
        <Document title=tr!(booking.wait) tab=Tab::Book back=back.clone() class="page narrow">
            <PageHeader title=tr!(booking.wait)/>
            <div class="stack g6">
                <FormProblems title=tr!(booking.check_fields) form=form.clone()/>
                <Ticket quote=quote.clone() back/>
                <form class="stack g5" method="post" action=action>
                    <Hidden fields=vec![("date", day.to_string())]/>
                    <Spans hours asked value=form.value("span") error=form.error("span")/>
                    <Select label=tr!(booking.wait_length) name="minutes" options=options.collect()
                        value=form.value("minutes") error=form.error("minutes") unmarked=true/>
                    <DetailsFields quote form/>
                    <Button label=tr!(booking.wait_join) size=Size::BigWide icon=Icon::Bell/>
                    <p class="small mute">{hint}</p>
                </form>
            </div>
        </Document>
    }
}

/// How long the day is open, in minutes.
fn longest(hours: &DayHours) -> i64 {
    hours.minutes().map_or(0, |(open, close)| close - open)
}

/// The span that was asked for, the parts of the day, and the whole day; those that are over are left out.
#[component]
fn Spans(hours: DayHours, asked: Slot, value: String, error: Option<String>) -> impl IntoView {
    let (open, close) = hours.minutes().unwrap_or((0, 0));
    let now = page().now;
    let parts = [
        (tr!(booking.wait_morning), open, close.min(NOON)),
        (tr!(booking.wait_afternoon), open.max(NOON), close.min(EVENING)),
        (tr!(booking.wait_evening), open.max(EVENING), close),
        (tr!(booking.wait_whole_day), open, close),
    ];
    let own = (tr!(booking.wait_this), minute_of(asked.start()), minute_of(asked.start()) + asked.minutes());
    let choices: Vec<Choice> = std::iter::once(own)
        .chain(parts)
        .filter(|(_, from, to)| from < to && at_minute(hours.day, *to) > now)
        .map(|(label, from, to)| {
            let from = from.max(first_minute(now, &hours));
            let words = format!("{}–{}", format::clock_minute(from), format::clock_minute(to));
            Choice::new(format!("{}-{}", clock_words(from), clock_words(to)), label).note(words)
        })
        .collect();
    view! { <RadioCards legend=tr!(booking.wait_when) name="span" choices value error/> }
}

/// The next quarter hour, where the day is today.
fn first_minute(now: DateTime<Utc>, hours: &DayHours) -> i64 {
    if day_of(now) == hours.day { (minute_of(now) / 15 + 1) * 15 } else { 0 }
}

/// The value of a span in the form.
pub fn span_value(slot: &Slot) -> String {
    let from = minute_of(slot.start());
    format!("{}-{}", clock_words(from), clock_words(from + slot.minutes()))
}
