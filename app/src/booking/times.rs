//! Date, time and length as plain fields, and the page on which they come back when they make no booking.

use chrono::{Days, NaiveDate};
use domain::{booking::lengths, equipment::EquipmentSummary};

use super::equipment_path;
use crate::{document::Document, form::{FormProblems, FormState}, format, page::locale, prelude::*, ui::{Button, Field, Look, PageHeader, Select, Size, Tab}};

/// The plain fields; they lead to the confirmation.
#[component]
pub fn TimeFields(
    equipment: EquipmentSummary,
    today: NaiveDate,
    form: FormState,
    /// How many days ahead booking opens.
    horizon: i64,
) -> impl IntoView {
    let l = locale();
    let rules = &equipment.rules;
    let lengths = lengths(rules).map(|minutes| (minutes.to_string(), format::length(l, minutes))).collect();
    let last = today + Days::new(horizon.unsigned_abs());
    view! {
        <form method="get" action=format!("{}/book", equipment_path(&equipment.slug)) class="stack g4">
            <Field label=tr!(booking.date) name="date" kind="date" value=form.value("date") min=today.to_string()
                max=last.to_string() unmarked=true error=form.error("date")/>
            <Field label=tr!(booking.start) name="start" kind="time" value=form.value("start") step="900" unmarked=true
                error=form.error("start")/>
            <Select label=tr!(booking.length) name="minutes" options=lengths value=form.value("minutes") unmarked=true
                error=form.error("minutes")/>
            <Button label=tr!(booking.to_confirm) look=Look::Second size=Size::Wide/>
        </form>
    }
}

/// The fields again, with what was typed and why it makes no booking.
#[component]
pub fn TimesPage(
    equipment: EquipmentSummary,
    today: NaiveDate,
    form: FormState,
    horizon: i64,
) -> impl IntoView {
    let l = locale();
    let name = format::localize(l, &equipment.name).to_owned();
    let back = equipment_path(&equipment.slug);
    view! {
        <Document title=name.clone() tab=Tab::Book back class="narrow">
            <PageHeader title=name/>
            <div class="stack">
                <FormProblems title=tr!(booking.not_bookable) form=form.clone()/>
                <TimeFields equipment today form horizon/>
            </div>
        </Document>
    }
}
