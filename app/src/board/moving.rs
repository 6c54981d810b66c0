//! Moving a booking by plain fields.

use crate::{
    document::Document,
    prelude::*,
    ui::{StaffAt, StaffLinks},
};
use domain::{
    booking::{BoardBooking, Refusal, Slot},
    calendar::day_of,
    equipment::EquipmentChoice,
};
use serde::Deserialize;

use super::{
    Wrong, board_path,
    words::{NearTimes, RefusedTime, lengths, summary, what, wrong_at},
};
use crate::{
    booking::clock,
    format,
    page::locale,
    ui::{Button, ErrorSummary, Field, LinkButton, Look, Note, PageHeader, Select, Size},
};

/// What the form sends, as it was typed.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(default)]
pub struct MoveForm {
    pub date: String,
    pub start: String,
    pub minutes: String,
    pub unit: String,
    /// A near time whose button was pressed: `2026-11-25 10:00 60`.
    pub take: Option<String>,
}

impl MoveForm {
    /// Where the booking is now, on any unit.
    pub fn of(slot: &Slot) -> MoveForm {
        MoveForm {
            date: day_of(slot.start()).to_string(),
            start: clock(slot.start()),
            minutes: slot.minutes().to_string(),
            unit: String::new(),
            take: None,
        }
    }
}

/// `refused` is the time that was asked for, and why not.
#[component]
pub fn StaffMovePage(
    found: BoardBooking,
    machine: EquipmentChoice,
    form: MoveForm,
    wrong: Wrong,
    #[prop(optional_no_strip)] refused: Option<(Slot, Refusal)>,
) -> impl IntoView {
    let l = locale();
    let back = board_path(day_of(found.booking.slot.start()));
    let units = (machine.units.len() > 1).then(|| {
        let options =
            machine.units.iter().map(|(id, name)| (id.to_string(), format::localize(l, name).to_owned())).collect();
        view! {
            <Select label=tr!(board.unit) name="unit" options value=form.unit.clone() empty=tr!(board.unit_any)
                required=false unmarked=true error=wrong_at(&wrong, "unit")/>
        }
    });
    let problems = (!wrong.is_empty()).then(|| {
        view! { <ErrorSummary title=tr!(board.not_done) errors=summary(&wrong)/> }
    });
    let near = refused.clone().map(|(asked, refusal)| view! { <NearTimes asked refusal/> });
    let refused = refused.map(|(asked, refusal)| view! { <RefusedTime asked refusal/> });
    let action = format!("/staff/bookings/{}/move", found.booking.id);
    view! {
        <Document title=tr!(board.move_title) back=back.clone() class="page narrow">
            <StaffLinks at=StaffAt::Elsewhere/>
            <PageHeader title=tr!(board.move_title) sub=tr!(board.move_now, what = what(&found)).to_string()/>
            <form class="stack g4" method="post" action=action>
                {problems}
                {refused}
                <Field label=tr!(board.date) name="date" kind="date" value=form.date unmarked=true
                    error=wrong_at(&wrong, "date")/>
                <Field label=tr!(board.start) name="start" kind="time" value=form.start step="900" unmarked=true
                    error=wrong_at(&wrong, "start")/>
                <Select label=tr!(board.length) name="minutes" options=lengths() value=form.minutes unmarked=true
                    error=wrong_at(&wrong, "minutes")/>
                {units}
                <Note>{tr!(board.move_note)}</Note>
                <Button label=tr!(board.move_yes) size=Size::BigWide/>
                {near}
                <LinkButton href=back label=tr!(board.back_to_board) look=Look::Second size=Size::Wide/>
            </form>
        </Document>
    }
}
