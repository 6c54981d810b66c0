//! A booking for somebody else: a member who is looked up, or a guest by name.

use crate::{
    document::Document,
    prelude::*,
    ui::{StaffAt, StaffLinks},
};
use domain::{
    booking::{MemberRow, Purpose, Refusal, ReserveError, Slot},
    equipment::EquipmentChoice,
};
use serde::Deserialize;

use super::{
    Wrong,
    words::{NearTimes, RefusedTime, lengths, machine_options, summary, wrong_at},
};
use crate::{
    booking::purpose,
    page::locale,
    ui::{
        Button, Choice, ErrorSummary, Field, Look, Note, PageHeader, RadioCards, SectionHeader, Segmented, Select,
        Size, TextArea, Tick,
    },
};

/// The value of the choice that is nobody's account.
pub const GUEST: &str = "guest";

/// What the form sends, as it was typed.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(default)]
pub struct NewForm {
    /// An account's id, or [`GUEST`].
    pub whom: String,
    pub guest: String,
    /// Whom to look for.
    pub q: String,
    /// A machine's word, or that and a unit's id: `laser/0190…`.
    pub machine: String,
    pub date: String,
    pub start: String,
    pub minutes: String,
    pub purpose: String,
    pub ages: String,
    pub note: String,
    /// Why soft rules are set aside.
    pub reason: String,
    pub begin: Option<String>,
    /// The search's button was pressed.
    pub find: Option<String>,
    /// A near time whose button was pressed: `2026-11-25 10:00 60`.
    pub take: Option<String>,
}

/// The members that the search found, and how many more there are.
#[derive(Clone, Debug, Default)]
pub struct Found {
    pub people: Vec<MemberRow>,
    pub more: u64,
}

/// `refused` is the time that was asked for, and why not.
#[component]
pub fn NewBookingPage(
    form: NewForm,
    found: Found,
    machines: Vec<EquipmentChoice>,
    wrong: Wrong,
    #[prop(optional_no_strip)] refused: Option<(Slot, Refusal)>,
) -> impl IntoView {
    let problems = (!wrong.is_empty()).then(|| {
        view! { <ErrorSummary title=tr!(board.not_done) errors=summary(&wrong)/> }
    });
    let near = refused.clone();
    let refused = refused.map(|(asked, refusal)| {
        let advice = if std::iter::once(&refusal.rule).chain(&refusal.also).all(ReserveError::is_soft) {
            tr!(board.can_override)
        } else {
            tr!(board.cannot_override)
        };
        view! { <RefusedTime asked refusal advice/> }
    });
    view! {
        <Document title=tr!(board.new_title) back="/staff/board" class="page narrow">
            <StaffLinks at=StaffAt::Elsewhere/>
            <PageHeader title=tr!(board.new_title) sub=tr!(board.new_sub)/>
            <form class="stack g6" method="post" action="/staff/bookings/new">
                {problems}
                {refused}
                <Who form=form.clone() found wrong=wrong.clone()/>
                <What form=form.clone() machines wrong=wrong.clone() near/>
                <Rest form wrong/>
                <Button label=tr!(board.new_yes) size=Size::BigWide/>
            </form>
        </Document>
    }
}

#[component]
fn Who(form: NewForm, found: Found, wrong: Wrong) -> impl IntoView {
    let mut choices: Vec<Choice> = found
        .people
        .iter()
        .map(|row| Choice::new(row.id.to_string(), row.name.clone()).note(row.email.clone()))
        .collect();
    choices.push(Choice::new(GUEST, tr!(board.guest_choice)).note(tr!(board.guest_choice_note)));
    let none = (found.people.is_empty() && !form.q.trim().is_empty()).then(|| {
        view! { <Note>{tr!(board.none_found)}</Note> }
    });
    let more = (found.more > 0).then(|| {
        view! { <p class="small mute">{tr!(board.more_found, n = found.more).to_string()}</p> }
    });
    view! {
        <section class="stack g4" aria-labelledby="who-h">
            <SectionHeader title=tr!(board.who) id="who-h"/>
            <div class="bd-find">
                <Field label=tr!(board.find_member) name="q" value=form.q required=false unmarked=true maxlength=100/>
                <Button label=tr!(board.find) look=Look::Second name="find" value="1" novalidate=true/>
            </div>
            {none}
            <RadioCards legend=tr!(board.who_choose) name="whom" choices value=form.whom error=wrong_at(&wrong, "whom")/>
            {more}
            <Field label=tr!(board.guest_name) name="guest" value=form.guest required=false maxlength=60
                error=wrong_at(&wrong, "guest")/>
        </section>
    }
}

#[component]
fn What(form: NewForm, machines: Vec<EquipmentChoice>, wrong: Wrong, near: Option<(Slot, Refusal)>) -> impl IntoView {
    let l = locale();
    let near = near.map(|(asked, refusal)| view! { <NearTimes asked refusal/> });
    let purposes = Purpose::ALL.map(|each| (each.as_str().to_owned(), purpose(l, each))).to_vec();
    view! {
        <section class="stack g4" aria-labelledby="what-h">
            <SectionHeader title=tr!(board.what) id="what-h"/>
            <Select label=tr!(board.machine) name="machine" options=machine_options(&machines) value=form.machine
                empty=tr!(board.unchosen) unmarked=true error=wrong_at(&wrong, "machine")/>
            <div class="bd-time">
                <Field label=tr!(board.date) name="date" kind="date" value=form.date unmarked=true
                    error=wrong_at(&wrong, "date")/>
                <Field label=tr!(board.start) name="start" kind="time" value=form.start step="900" unmarked=true
                    error=wrong_at(&wrong, "start")/>
                <Select label=tr!(board.length) name="minutes" options=lengths() value=form.minutes unmarked=true
                    error=wrong_at(&wrong, "minutes")/>
            </div>
            {near}
            <Segmented legend=tr!(board.purpose) name="purpose" choices=purposes value=form.purpose/>
            <Tick name="begin" label=tr!(board.begin_now) checked=form.begin.is_some()
                error=wrong_at(&wrong, "begin")/>
        </section>
    }
}

#[component]
fn Rest(form: NewForm, wrong: Wrong) -> impl IntoView {
    view! {
        <section class="stack g4">
            <Field label=tr!(board.ages) name="ages" value=form.ages required=false hint=tr!(board.ages_hint)
                maxlength=40 error=wrong_at(&wrong, "ages")/>
            <TextArea label=tr!(board.note) name="note" value=form.note required=false rows=2 maxlength=500/>
            <Field label=tr!(board.override_why) name="reason" value=form.reason required=false maxlength=500
                hint=tr!(board.override_hint) error=wrong_at(&wrong, "reason")/>
        </section>
    }
}
