//! Closing units for maintenance.

use app::{
    board::{
        MaintenanceCheckPage, MaintenanceForm, MaintenancePage, Wrong, maintenance_too_long, reason_wrong, unchosen,
        unit_name,
    },
    error,
    page::{Flash, Locale},
};
use axum::{extract::Path, http::StatusCode};
use domain::{
    DomainError, UnitId,
    booking::{NOTE_CHARS_MAX, SlotError},
    equipment::EquipmentChoice,
};
use leptos::prelude::*;
use store::{
    Error,
    booking::{MAINTENANCE_DAYS_MAX, MaintenanceCommand},
};

use super::fields::{id, instant};
use crate::web::{PageResult, Posted, Web};

const LIST: &str = "/staff/maintenance";

pub async fn show(web: Web) -> PageResult {
    page(&web, StatusCode::OK, MaintenanceForm::default(), Vec::new()).await
}

/// Lists what is in the way; changes nothing.
pub async fn check(web: Web, Posted(form): Posted<MaintenanceForm>) -> PageResult {
    let staff = web.cx.actor.staff()?;
    if form.others == "edit" {
        return page(&web, StatusCode::OK, form, Vec::new()).await;
    }
    let cmd = match command(web.locale, &form) {
        Ok(cmd) => cmd,
        Err(wrong) => return page(&web, StatusCode::UNPROCESSABLE_ENTITY, form, wrong).await,
    };
    let affected = match web.store.maintenance_check(&web.cx, &staff, &cmd).await {
        Err(Error::Domain(DomainError::Slot(problem))) => return refused(&web, form, problem).await,
        other => other?,
    };
    let machines = web.store.staff_machines(&web.cx, &staff).await?;
    let unit = name(web.locale, &machines, cmd.unit).ok_or(DomainError::NotFound)?;
    Ok(web.page(|| view! { <MaintenanceCheckPage unit form affected/> }))
}

pub async fn add(web: Web, Posted(form): Posted<MaintenanceForm>) -> PageResult {
    let staff = web.cx.actor.staff()?;
    let cmd = match command(web.locale, &form) {
        Ok(cmd) => cmd,
        Err(wrong) => return page(&web, StatusCode::UNPROCESSABLE_ENTITY, form, wrong).await,
    };
    match web.store.maintenance_add(&web.cx, &staff, &cmd, form.others == "move").await {
        Ok(_) => Ok(web.redirect(LIST, Some(Flash::MaintenanceAdded))),
        Err(Error::Domain(DomainError::Slot(problem))) => refused(&web, form, problem).await,
        Err(other) => Err(other.into()),
    }
}

pub async fn end(web: Web, Path(maintenance): Path<String>) -> PageResult {
    let staff = web.cx.actor.staff()?;
    web.store.maintenance_end(&web.cx, &staff, id(&maintenance)?).await?;
    Ok(web.redirect(LIST, Some(Flash::MaintenanceEnded)))
}

/// # Errors
/// Everything that is wrong with the fields.
fn command(l: Locale, form: &MaintenanceForm) -> Result<MaintenanceCommand, Wrong> {
    let unit = form.unit.parse::<UnitId>().map_err(|_| ("unit", unchosen(l)));
    let said = |(field, problem): (&'static str, SlotError)| (field, error::slot(l, problem));
    let from = instant(&form.from_date, &form.from_time, ("from_date", "from_time")).map_err(said);
    let to = instant(&form.to_date, &form.to_time, ("to_date", "to_time")).map_err(said);
    let reason = reason_wrong(l, &form.reason, NOTE_CHARS_MAX).map_or(Ok(()), |words| Err(("reason", words)));
    match (unit, from, to, reason) {
        (Ok(unit), Ok(from), Ok(to), Ok(())) => {
            Ok(MaintenanceCommand { unit, from, to, reason: form.reason.trim().to_owned() })
        }
        (unit, from, to, reason) => {
            Err([unit.err(), from.err(), to.err(), reason.err()].into_iter().flatten().collect())
        }
    }
}

/// The form again, because the times make no maintenance.
async fn refused(web: &Web, form: MaintenanceForm, problem: SlotError) -> PageResult {
    let words = match problem {
        SlotError::LongerThanADay => maintenance_too_long(web.locale, MAINTENANCE_DAYS_MAX),
        other => error::slot(web.locale, other),
    };
    page(web, StatusCode::UNPROCESSABLE_ENTITY, form, vec![("to_date", words)]).await
}

async fn page(web: &Web, status: StatusCode, form: MaintenanceForm, wrong: Wrong) -> PageResult {
    let staff = web.cx.actor.staff()?;
    let list = web.store.maintenance_list(&web.cx, &staff).await?;
    let machines = web.store.staff_machines(&web.cx, &staff).await?;
    Ok(web.page_with(status, || view! { <MaintenancePage list machines form wrong/> }))
}

/// A unit's name among the machines in use.
fn name(l: Locale, machines: &[EquipmentChoice], id: UnitId) -> Option<String> {
    machines.iter().find_map(|machine| {
        let (_, unit) = machine.units.iter().find(|(unit, _)| *unit == id)?;
        Some(unit_name(l, &machine.name, unit, machine.units.len()))
    })
}
