//! Moving a booking by plain fields.

use domain::{booking::{BoardBooking, Refusal, Slot}, calendar::day_of, equipment::EquipmentChoice, form::FormInput};

use super::{board_path, words::{NearTimes, RefusedTime, Whom, lengths, what}};
use crate::{booking::clock, document::Document, form::{FormProblems, FormState}, format, page::locale, prelude::*, ui::{Button, Field, LinkButton, Look, Note, PageHeader, Select, Size, StaffAt, StaffLinks}};

/// The form's fields where the booking is now, on any unit.
pub fn move_input(slot: &Slot) -> FormInput {
    FormInput::default()
        .with("date", day_of(slot.start()))
        .with("start", clock(slot.start()))
        .with("minutes", slot.minutes())
}

/// `refused` is the time that was asked for, and why not.
#[component]
pub fn StaffMovePage(
    found: BoardBooking,
    equipment: EquipmentChoice,
    form: FormState,
    #[prop(optional_no_strip)] refused: Option<(Slot, Refusal)>,
) -> impl IntoView {
    let l = locale();
    let back = board_path(day_of(found.booking.slot.start()));
    let units = (equipment.units.len() > 1).then(|| {
        let options =
            equipment.units.iter().map(|(id, name)| (id.to_string(), format::localize(l, name).to_owned())).collect();
        view! {
            <Select label=tr!(board.unit) name="unit" options value=form.value("unit") empty=tr!(board.unit_any)
                required=false unmarked=true error=form.error("unit")/>
        }
    });
    let problems = view! { <FormProblems title=tr!(board.not_done) form=form.clone()/> };
    let near = refused.clone().map(|(asked, refusal)| view! { <NearTimes asked refusal/> });
    let whom = if found.booking.guest.is_some() { Whom::Guest } else { Whom::Member };
    let refused = refused.map(|(asked, refusal)| view! { <RefusedTime asked refusal whom/> });
    let action = format!("/staff/bookings/{}/move", found.booking.id);
    view! {
        <Document title=tr!(board.move_title) back=back.clone() class="page narrow">
            <StaffLinks at=StaffAt::Elsewhere/>
            <PageHeader title=tr!(board.move_title) sub=tr!(board.move_now, what = what(&found)).to_string()/>
            <form class="stack g4" method="post" action=action>
                {problems}
                {refused}
                <Field label=tr!(board.date) name="date" kind="date" value=form.value("date") unmarked=true
                    error=form.error("date")/>
                <Field label=tr!(board.start) name="start" kind="time" value=form.value("start") step="900" unmarked=true
                    error=form.error("start")/>
                <Select label=tr!(board.length) name="minutes" options=lengths() value=form.value("minutes") unmarked=true
                    error=form.error("minutes")/>
                {units}
                <Note>{tr!(board.move_note)}</Note>
                <Button label=tr!(board.move_yes) size=Size::BigWide/>
                {near}
                <LinkButton href=back label=tr!(board.back_to_board) look=Look::Second size=Size::Wide/>
            </form>
        </Document>
    }
}
