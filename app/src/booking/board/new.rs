//! A booking for somebody else: a member who is looked up, or a guest by name.

use domain::{IntoEnumIterator, booking::{MemberRow, Purpose, Refusal, ReserveError, Slot}, equipment::EquipmentChoice};

use super::words::{NearTimes, RefusedTime, Whom, lengths, machine_options};
use crate::{booking::purpose, document::Document, form::{FormProblems, FormState}, page::locale, prelude::*, ui::{Button, Choice, Field, Look, Note, PageHeader, RadioCards, SectionHeader, Segmented, Select, Size, StaffAt, StaffLinks, TextArea, Tick}};

/// The value of the choice that is nobody's account.
pub const GUEST: &str = "guest";

/// The members that the search found, and how many more there are.
#[derive(Clone, Debug, Default)]
pub struct Found {
    pub people: Vec<MemberRow>,
    pub more: u64,
}

/// `refused` is the time that was asked for, and why not.
#[component]
pub fn NewBookingPage(
    form: FormState,
    found: Found,
    equipment: Vec<EquipmentChoice>,
    #[prop(optional_no_strip)] refused: Option<(Slot, Refusal)>,
) -> impl IntoView {
    let problems = view! { <FormProblems title=tr!(board.not_done) form=form.clone() names=field_name/> };
    let near = refused.clone();
    let whom = if form.input.text("whom") == GUEST { Whom::Guest } else { Whom::Member };
    let refused = refused.map(|(asked, refusal)| {
        let advice = if std::iter::once(&refusal.rule).chain(&refusal.also).all(ReserveError::is_soft) {
            tr!(board.can_override)
        } else {
            tr!(board.cannot_override)
        };
        view! { <RefusedTime asked refusal whom advice/> }
    });
    view! {
        <Document title=tr!(board.new_title) back="/staff/board" class="page narrow">
            <StaffLinks at=StaffAt::Elsewhere/>
            <PageHeader title=tr!(board.new_title) sub=tr!(board.new_sub)/>
            <form class="stack g6" method="post" action="/staff/bookings/new">
                {problems}
                {refused}
                <Who form=form.clone() found/>
                <What form=form.clone() equipment near/>
                <Rest form/>
                <Button label=tr!(board.new_yes) size=Size::BigWide/>
            </form>
        </Document>
    }
}

#[component]
fn Who(form: FormState, found: Found) -> impl IntoView {
    let mut choices: Vec<Choice> = found
        .people
        .iter()
        .map(|row| {
            let note = [row.kana.as_str(), row.email.as_str()].into_iter().filter(|part| !part.is_empty());
            Choice::new(row.id.to_string(), row.name.clone()).note(note.collect::<Vec<_>>().join(" · "))
        })
        .collect();
    choices.push(Choice::new(GUEST, tr!(board.guest_choice)).note(tr!(board.guest_choice_note)));
    let none = (found.people.is_empty() && !form.input.text("q").trim().is_empty()).then(|| {
        view! { <Note>{tr!(board.none_found)}</Note> }
    });
    let more = (found.more > 0).then(|| {
        view! { <p class="small mute">{tr!(board.more_found, n = found.more).to_string()}</p> }
    });
    view! {
        <section class="stack g4" aria-labelledby="who-h">
            <SectionHeader title=tr!(board.who) id="who-h"/>
            <div class="bd-find">
                <Field label=tr!(board.find_member) name="q" value=form.value("q") required=false unmarked=true maxlength=100/>
                <Button label=tr!(board.find) look=Look::Second name="find" value="1" novalidate=true/>
            </div>
            {none}
            <RadioCards legend=tr!(board.who_choose) name="whom" choices value=form.value("whom") error=form.error("whom")/>
            {more}
            <Field label=tr!(board.guest_name) name="guest" value=form.value("guest") required=false maxlength=60
                error=form.error("guest")/>
        </section>
    }
}

#[component]
fn What(form: FormState, equipment: Vec<EquipmentChoice>, near: Option<(Slot, Refusal)>) -> impl IntoView {
    let l = locale();
    let near = near.map(|(asked, refusal)| view! { <NearTimes asked refusal/> });
    let purposes = Purpose::iter().map(|each| (each.into_str().to_owned(), purpose(l, each))).collect::<Vec<_>>();
    view! {
        <section class="stack g4" aria-labelledby="what-h">
            <SectionHeader title=tr!(board.what) id="what-h"/>
            <Select label=tr!(board.equipment) name="machine" options=machine_options(&equipment) value=form.value("machine")
                empty=tr!(board.unchosen) unmarked=true error=form.error("machine")/>
            <div class="bd-time">
                <Field label=tr!(board.date) name="date" kind="date" value=form.value("date") unmarked=true
                    error=form.error("date")/>
                <Field label=tr!(board.start) name="start" kind="time" value=form.value("start") step="900" unmarked=true
                    error=form.error("start")/>
                <Select label=tr!(board.length) name="minutes" options=lengths() value=form.value("minutes") unmarked=true
                    error=form.error("minutes")/>
            </div>
            {near}
            <Segmented legend=tr!(board.purpose) name="purpose" choices=purposes value=form.value("purpose")
                hint=tr!(board.purpose_hint) error=form.error("purpose")/>
            <Tick name="begin" label=tr!(board.begin_now) checked=form.input.has("begin")
                error=form.error("begin")/>
        </section>
    }
}

#[component]
fn Rest(form: FormState) -> impl IntoView {
    view! {
        <section class="stack g4">
            <Field label=tr!(board.ages) name="ages" value=form.value("ages") required=false hint=tr!(board.ages_hint)
                maxlength=40 error=form.error("ages")/>
            <TextArea label=tr!(board.note) name="note" value=form.value("note") required=false rows=2 maxlength=500/>
            <Field label=tr!(board.override_why) name="reason" value=form.value("reason") required=false maxlength=500
                hint=tr!(board.override_hint) error=form.error("reason")/>
        </section>
    }
}

/// What a field of the form is called.
fn field_name(field: &str) -> Option<String> {
    let name = match field {
        "whom" => tr!(board.who_choose),
        "guest" => tr!(board.guest_name),
        "machine" => tr!(board.equipment),
        "date" => tr!(board.date),
        "start" => tr!(board.start),
        "minutes" => tr!(board.length),
        "purpose" => tr!(board.purpose),
        "ages" => tr!(board.ages),
        "note" => tr!(board.note),
        "reason" => tr!(board.override_why),
        _ => return None,
    };
    Some(name.to_owned())
}
