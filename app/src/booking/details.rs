//! What is asked beside the time: purpose, unit, children, a note.

use domain::{IntoEnumIterator, booking::{BookingQuote, CHILD_AGE_MAX, Purpose}, equipment::ChildRule};

use super::purpose;
use crate::{form::FormState, format, page::locale, prelude::*, ui::{Choice, Field, RadioCards, Select, TextArea}};

/// The fields, the purpose first: the yearly report counts by it.
#[component]
pub fn DetailsFields(quote: BookingQuote, form: FormState) -> impl IntoView {
    let chosen = form.input.text("purpose").parse().ok();
    view! {
        <Purposes chosen/>
        <Units quote=quote.clone() unit=form.value("unit")/>
        <CompanionFields rule=quote.equipment.rules.child kids_left=quote.kids_left form/>
    }
}

#[component]
fn Purposes(chosen: Option<Purpose>) -> impl IntoView {
    let l = locale();
    let choices = Purpose::iter()
        .map(|each| {
            let note = match each {
                Purpose::Hobby => tr!(booking.purpose_hobby_note),
                Purpose::CommunityBusiness => tr!(booking.purpose_community_note),
                Purpose::Study => tr!(booking.purpose_study_note),
            };
            Choice::new(each.into_str(), purpose(l, each)).note(note)
        })
        .collect();
    let value = chosen.unwrap_or_default().into_str();
    view! { <RadioCards legend=tr!(booking.purpose_ask) name="purpose" choices value/> }
}

/// Any unit, or a certain one, where there are several.
#[component]
fn Units(quote: BookingQuote, unit: String) -> impl IntoView {
    let l = locale();
    (quote.units.len() > 1).then(|| {
        let options =
            quote.units.iter().map(|(id, name)| (id.to_string(), format::localize(l, name).to_owned())).collect();
        view! {
            <Select label=tr!(booking.unit) name="unit" options value=unit empty=tr!(booking.any_unit) required=false
                unmarked=true/>
        }
    })
}

/// Who comes along, and a note. Ages in one field: on a phone that is quicker than a row of selects.
#[component]
pub fn CompanionFields(rule: ChildRule, kids_left: i64, form: FormState) -> impl IntoView {
    let hint = match rule {
        ChildRule::Welcome => tr!(booking.children_welcome).to_string(),
        ChildRule::Corner => tr!(booking.children_of_corner, n = kids_left).to_string(),
        ChildRule::KidsCorner { under } => tr!(booking.children_corner, age = under, n = kids_left).to_string(),
        ChildRule::NotAllowed { under } => tr!(booking.children_not_allowed, age = under).to_string(),
    };
    let hint = format!("{}{hint}", tr!(booking.children_hint, age = CHILD_AGE_MAX));
    view! {
        <Field
            label=tr!(booking.children)
            name="children"
            value=form.value("children")
            hint=hint
            error=form.error("children")
            required={rule == ChildRule::Corner}
            inputmode="numeric"
            maxlength=40
            placeholder=tr!(booking.children_example)
            autocomplete="off"
        />
        <TextArea
            label=tr!(booking.note)
            name="note"
            value=form.value("note")
            hint=tr!(booking.note_hint)
            error=form.error("note")
            required=false
            maxlength=500
            rows=2
        />
    }
}
