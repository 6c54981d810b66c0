//! Closing units for maintenance.

use app::{
    booking::board::{MaintenanceCheckPage, MaintenancePage, unit_name},
    form::FormState,
    page::{Flash, Locale},
};
use axum::{extract::Path, http::StatusCode};
use domain::{
    DomainError, UnitId,
    booking::{NOTE_CHARS_MAX, SlotError},
    equipment::EquipmentChoice,
    form::{FieldError, FieldErrors, FormInput, Reader},
};
use leptos::prelude::*;
use store::{
    Error,
    booking::{MAINTENANCE_DAYS_MAX, MaintenanceCommand},
};

use crate::web::{PageResult, Posted, Staff, Web, named};

const LIST: &str = "/staff/maintenance";

pub async fn show(web: Web, staff: Staff) -> PageResult {
    page(&web, &staff, FormState::default()).await
}

/// Lists what is in the way; changes nothing.
pub async fn check(web: Web, staff: Staff, Posted(input): Posted<FormInput>) -> PageResult {
    if input.text("others") == "edit" {
        return page(&web, &staff, FormState::of(input)).await;
    }
    let cmd = match read(&input) {
        Ok(cmd) => cmd,
        Err(errors) => return page(&web, &staff, FormState::new(input, errors)).await,
    };
    let affected = match web.store.maintenance_check(&web.cx, &staff, &cmd).await {
        Err(Error::Domain(DomainError::Slot(problem))) => return refused(&web, &staff, input, problem).await,
        other => other?,
    };
    let equipment = web.store.equipment_choices(&web.cx, &staff).await?;
    let unit = name(web.locale, &equipment, cmd.unit).ok_or(DomainError::NotFound)?;
    Ok(web.page(|| view! { <MaintenanceCheckPage unit input affected/> }))
}

pub async fn add(web: Web, staff: Staff, Posted(input): Posted<FormInput>) -> PageResult {
    let cmd = match read(&input) {
        Ok(cmd) => cmd,
        Err(errors) => return page(&web, &staff, FormState::new(input, errors)).await,
    };
    match web.store.maintenance_add(&web.cx, &staff, &cmd, input.text("others") == "move").await {
        Ok(_) => Ok(web.redirect(LIST, Some(Flash::MaintenanceAdded))),
        Err(Error::Domain(DomainError::Slot(problem))) => refused(&web, &staff, input, problem).await,
        Err(other) => Err(other.into()),
    }
}

pub async fn end(web: Web, staff: Staff, Path(maintenance): Path<String>) -> PageResult {
    web.store.maintenance_end(&web.cx, &staff, named(&maintenance)?).await?;
    Ok(web.redirect(LIST, Some(Flash::MaintenanceEnded)))
}

/// # Errors
/// Everything that is wrong with the fields.
fn read(input: &FormInput) -> Result<MaintenanceCommand, FieldErrors> {
    let mut read = Reader::new(input);
    let unit = read.chosen::<UnitId>("unit");
    let from = read.instant("from_date", "from_time");
    let to = read.instant("to_date", "to_time");
    let reason = read.words("reason", NOTE_CHARS_MAX);
    let whole = unit.zip(from).zip(to);
    read.done_with(whole.map(|((unit, from), to)| MaintenanceCommand { unit, from, to, reason }))
}

/// The form again, because the times make no maintenance.
async fn refused(web: &Web, staff: &Staff, input: FormInput, problem: SlotError) -> PageResult {
    let error = match problem {
        SlotError::LongerThanADay => FieldError::MaintenanceTooLong { days_max: MAINTENANCE_DAYS_MAX },
        other => other.into(),
    };
    page(web, staff, FormState::new(input, FieldErrors::of("to_date", error))).await
}

async fn page(web: &Web, staff: &Staff, form: FormState) -> PageResult {
    let list = web.store.maintenance_list(&web.cx, staff).await?;
    let equipment = web.store.equipment_choices(&web.cx, staff).await?;
    let status = if form.is_fine() { StatusCode::OK } else { StatusCode::UNPROCESSABLE_ENTITY };
    Ok(web.page_with(status, || view! { <MaintenancePage list equipment form/> }))
}

/// A unit's name among the machines in use.
fn name(l: Locale, equipment: &[EquipmentChoice], id: UnitId) -> Option<String> {
    equipment.iter().find_map(|equipment| {
        let (_, unit) = equipment.units.iter().find(|(unit, _)| *unit == id)?;
        Some(unit_name(l, &equipment.name, unit, equipment.units.len()))
    })
}
