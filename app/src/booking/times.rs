//! Date, time and length as plain fields, and the page on which they come back when they make no booking.

use crate::{document::Document, prelude::*};
use chrono::{Days, NaiveDate};
use domain::{
    booking::{CHOICE_MINUTES, SlotError},
    equipment::EquipmentSummary,
};

use super::machine_path;
use crate::{
    error, format,
    page::locale,
    ui::{Button, ErrorSummary, Field, Look, PageHeader, Select, Size, Tab},
};

/// What was typed.
#[derive(Clone, Debug, Default)]
pub struct Times {
    pub date: String,
    pub start: String,
    pub minutes: String,
}

/// The plain fields; they lead to the confirmation. `wrong` is the field at fault and its message.
#[component]
pub fn TimeFields(
    machine: EquipmentSummary,
    today: NaiveDate,
    times: Times,
    /// How many days ahead booking opens.
    horizon: i64,
    #[prop(optional)] wrong: Option<(&'static str, String)>,
) -> impl IntoView {
    let l = locale();
    let error = |name: &str| wrong.clone().filter(|(field, _)| *field == name).map(|(_, message)| message);
    let rules = &machine.rules;
    let lengths = std::iter::successors(Some(rules.minutes_min), |minutes| Some(minutes + CHOICE_MINUTES))
        .take_while(|minutes| *minutes <= rules.minutes_max)
        .take(96)
        .map(|minutes| (minutes.to_string(), format::length(l, minutes)))
        .collect();
    let last = today + Days::new(horizon.unsigned_abs());
    view! {
        <form method="get" action=format!("{}/book", machine_path(&machine.slug)) class="stack g4">
            <Field label=tr!(booking.date) name="date" kind="date" value=times.date min=today.to_string()
                max=last.to_string() unmarked=true error=error("date")/>
            <Field label=tr!(booking.start) name="start" kind="time" value=times.start step="900" unmarked=true
                error=error("start")/>
            <Select label=tr!(booking.length) name="minutes" options=lengths value=times.minutes unmarked=true
                error=error("minutes")/>
            <Button label=tr!(booking.to_confirm) look=Look::Second size=Size::Wide/>
        </form>
    }
}

/// The fields again, with what was typed and why it makes no booking.
#[component]
pub fn TimesPage(
    machine: EquipmentSummary,
    today: NaiveDate,
    times: Times,
    horizon: i64,
    field: &'static str,
    error: SlotError,
) -> impl IntoView {
    let l = locale();
    let name = format::localize(l, &machine.name).to_owned();
    let message = error::slot(l, error);
    let back = machine_path(&machine.slug);
    view! {
        <Document title=name.clone() tab=Tab::Book back class="narrow">
            <PageHeader title=name/>
            <div class="stack">
                <ErrorSummary title=tr!(booking.not_bookable) errors=vec![(field.into(), message.clone())]/>
                <TimeFields machine today times horizon wrong=(field, message)/>
            </div>
        </Document>
    }
}
