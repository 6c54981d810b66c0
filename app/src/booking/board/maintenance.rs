//! Maintenance: what is planned, a form, and what stands in its way.

use domain::{booking::{MaintenanceRow, MyBooking, NOTE_CHARS_MAX, Slot}, equipment::EquipmentChoice, form::FormInput};

use super::{unit_name, words::unit_options};
use crate::{booking::when, document::Document, form::{FormProblems, FormState}, format, i18n::Locale, page::{locale, page}, prelude::*, ui::{Button, Field, Hidden, Icon, Look, Note, PageHeader, PostButton, SectionHeader, Select, Size, SpecList, StaffAt, StaffLinks, Tag, Tone}};

/// The fields that the preview sends on.
const FIELDS: [&str; 6] = ["unit", "from_date", "from_time", "to_date", "to_time", "reason"];

#[component]
pub fn MaintenancePage(
    list: Vec<MaintenanceRow>,
    equipment: Vec<EquipmentChoice>,
    form: FormState,
) -> impl IntoView {
    let problems = view! { <FormProblems title=tr!(board.not_done) form=form.clone() names=field_name/> };
    let planned = if list.is_empty() {
        view! { <p class="mute">{tr!(board.maintenance_none)}</p> }.into_any()
    } else {
        let rows = list.into_iter().map(|row| view! { <Planned row/> }).collect_view();
        view! { <ul class="stack g3">{rows}</ul> }.into_any()
    };
    view! {
        <Document title=tr!(board.maintenance_title) back="/staff/board" class="page mid">
            <StaffLinks at=StaffAt::Elsewhere/>
            <PageHeader title=tr!(board.maintenance_title) sub=tr!(board.maintenance_sub)/>
            <div class="stack g6">
                {problems}
                <section class="stack g3" aria-labelledby="planned-h">
                    <SectionHeader title=tr!(board.maintenance_list) id="planned-h"/>
                    {planned}
                </section>
                <section class="stack g3" aria-labelledby="new-h">
                    <SectionHeader title=tr!(board.maintenance_new) id="new-h"/>
                    <Form equipment form/>
                </section>
            </div>
        </Document>
    }
}

#[component]
fn Planned(row: MaintenanceRow) -> impl IntoView {
    let l = locale();
    let running = (row.from <= page().now).then(|| {
        view! { <Tag label=tr!(board.maintenance_running) tone=Tone::Warn icon=Icon::Wrench/> }
    });
    view! {
        <li class="card stack g2">
            <div class="row sb wrap"><h3>{unit_name(l, &row.equipment, &row.unit, 2)}</h3>{running}</div>
            <p class="num">{span(l, &row)}</p>
            <p class="small mute">{row.reason}</p>
            <PostButton action=format!("/staff/maintenance/{}/end", row.id) label=tr!(board.maintenance_end)
                look=Look::Second size=Size::Small/>
        </li>
    }
}

/// One day as a slot, more as two instants.
fn span(l: Locale, row: &MaintenanceRow) -> String {
    Slot::new(row.from, row.to).map_or_else(
        |_| format!("{} – {}", format::instant(l, row.from), format::instant(l, row.to)),
        |slot| when(l, &slot),
    )
}

#[component]
fn Form(equipment: Vec<EquipmentChoice>, form: FormState) -> impl IntoView {
    let max = u32::try_from(NOTE_CHARS_MAX).unwrap_or(u32::MAX);
    view! {
        <form class="stack g4" method="post" action="/staff/maintenance/check">
            <Select label=tr!(board.equipment) name="unit" options=unit_options(&equipment) value=form.value("unit")
                empty=tr!(board.unchosen) unmarked=true error=form.error("unit")/>
            <div class="bd-time">
                <Field label=tr!(board.from_date) name="from_date" kind="date" value=form.value("from_date") unmarked=true
                    error=form.error("from_date")/>
                <Field label=tr!(board.from_time) name="from_time" kind="time" value=form.value("from_time") step="900"
                    unmarked=true error=form.error("from_time")/>
            </div>
            <div class="bd-time">
                <Field label=tr!(board.to_date) name="to_date" kind="date" value=form.value("to_date") unmarked=true
                    error=form.error("to_date")/>
                <Field label=tr!(board.to_time) name="to_time" kind="time" value=form.value("to_time") step="900"
                    unmarked=true error=form.error("to_time")/>
            </div>
            <Field label=tr!(board.maintenance_reason) name="reason" value=form.value("reason") maxlength=max unmarked=true
                hint=tr!(board.maintenance_reason_example) error=form.error("reason")/>
            <Button label=tr!(board.maintenance_next) size=Size::Wide/>
        </form>
    }
}

fn field_name(field: &str) -> Option<String> {
    let name = match field {
        "unit" => tr!(board.equipment),
        "from_date" => tr!(board.from_date),
        "from_time" => tr!(board.from_time),
        "to_date" => tr!(board.to_date),
        "to_time" => tr!(board.to_time),
        "reason" => tr!(board.maintenance_reason),
        _ => return None,
    };
    Some(name.to_owned())
}

/// The bookings in the way, and what is to become of them.
#[component]
pub fn MaintenanceCheckPage(
    /// The unit's name.
    unit: String,
    input: FormInput,
    affected: Vec<(MyBooking, String)>,
) -> impl IntoView {
    let l = locale();
    let n = affected.len();
    let facts = vec![
        (tr!(board.equipment).to_owned(), unit),
        (tr!(board.from_date).to_owned(), format!("{} {}", input.text("from_date"), input.text("from_time"))),
        (tr!(board.to_date).to_owned(), format!("{} {}", input.text("to_date"), input.text("to_time"))),
        (tr!(board.reason).to_owned(), input.text("reason").to_owned()),
    ];
    let rows = affected.into_iter().map(|(booking, who)| {
        view! { <li><div class="line"><span class="grow">{who}</span><span class="num">{when(l, &booking.slot)}</span></div></li> }
    });
    let rows = rows.collect_view();
    let body = if n == 0 {
        view! {
            <Note tone=Tone::Ok>{tr!(board.affected_none)}</Note>
            <Button label=tr!(board.maintenance_plain) name="others" value="cancel" size=Size::BigWide/>
        }
        .into_any()
    } else {
        view! {
            <Note tone=Tone::Warn>{tr!(board.affected_n, n = n).to_string()}</Note>
            <ul class="links">{rows}</ul>
            <p class="small mute">{tr!(board.affected_text)}</p>
            <Button label=tr!(board.maintenance_move) name="others" value="move" size=Size::BigWide/>
            <Button label=tr!(board.maintenance_cancel_all) name="others" value="cancel" look=Look::Danger
                size=Size::Wide/>
        }
        .into_any()
    };
    let fields: Vec<(&'static str, String)> = FIELDS.map(|name| (name, input.text(name).to_owned())).to_vec();
    view! {
        <Document title=tr!(board.maintenance_preview) back="/staff/maintenance" class="page narrow">
            <StaffLinks at=StaffAt::Elsewhere/>
            <PageHeader title=tr!(board.maintenance_preview)/>
            <form class="stack g4" method="post" action="/staff/maintenance">
                <SpecList facts/>
                <Hidden fields=fields/>
                {body}
                <Button label=tr!(board.change) action="/staff/maintenance/check" name="others" value="edit"
                    look=Look::Quiet size=Size::Wide/>
            </form>
        </Document>
    }
}
