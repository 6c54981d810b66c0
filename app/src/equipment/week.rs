//! The hours of the seven weekdays, and their breaks.

use domain::booking::BREAKS_MAX;

use super::{names::{field_name, weekday_name}, outside::{HoursWarning, WarningNote}};
use crate::{document::OperatorPage, form::{FormProblems, FormState}, prelude::*, ui::{BackLink, Button, Field, Hidden, Look, Note, PageHeader, Size, Tick, paths}};

/// One card for each weekday.
#[component]
pub fn WeekPage(form: FormState, warning: HoursWarning) -> impl IntoView {
    let asks = !warning.is_empty();
    let (label, look) = if asks { (tr!(rules.save_anyway), Look::Danger) } else { (tr!(common.save), Look::Main) };
    let seen = warning.seen();
    let days = (0..7).map(|weekday| view! { <Day form=form.clone() weekday/> }).collect_view();
    view! {
        <OperatorPage title=tr!(rules.hours_title) path=paths::BOOKING_SETTINGS>
            <div class="stack g3">
                <BackLink href=paths::BOOKING_SETTINGS label=tr!(rules.hub_title)/>
                <PageHeader title=tr!(rules.hours_title) sub=tr!(rules.hours_sub)/>
            </div>
            <div class="stack g5">
                <FormProblems title=tr!(rules.errors_title) form=form.clone() names=field_name/>
                {if asks {
                    view! { <WarningNote warning/> }.into_any()
                } else {
                    view! { <Note>{tr!(rules.hours_note_bookings)}</Note> }.into_any()
                }}
                <form class="stack g5" method="post" action="/operator/hours" novalidate=true>
                    <div class="week-days">{days}</div>
                    <Hidden fields=seen/>
                    <Button label look size=Size::BigWide/>
                </form>
            </div>
        </OperatorPage>
    }
}

#[component]
fn Day(form: FormState, weekday: usize) -> impl IntoView {
    let closed = format!("closed-{weekday}");
    let checked = form.input.has(&closed);
    let breaks = (0..BREAKS_MAX)
        .map(|at| {
            let n = at + 1;
            view! {
                <div class="pair">
                    <Time form=form.clone() name=format!("from-{weekday}-{at}")
                        label=tr!(rules.break_from, n = n).to_string()/>
                    <Time form=form.clone() name=format!("to-{weekday}-{at}")
                        label=tr!(rules.break_to, n = n).to_string()/>
                </div>
            }
        })
        .collect_view();
    view! {
        <fieldset class="card stack g3">
            <legend class="h h3">{weekday_name(weekday)}</legend>
            <Tick name=closed label=tr!(rules.day_closed) checked/>
            <div class="pair">
                <Time form=form.clone() name=format!("open-{weekday}") label=tr!(rules.open_at)/>
                <Time form=form.clone() name=format!("close-{weekday}") label=tr!(rules.close_at)/>
            </div>
            <p class="small mute">{tr!(rules.breaks)}</p>
            {breaks}
        </fieldset>
    }
    .into_any()
}

/// A time of day; no `type=time`, which knows no 24:00.
#[component]
fn Time(form: FormState, name: String, #[prop(into)] label: String) -> impl IntoView {
    let (value, error) = (form.value(&name), form.error(&name));
    view! {
        <Field label name value error required=false unmarked=true maxlength=5 autocomplete="off"
            inputmode="text" placeholder="--:--"/>
    }
}
