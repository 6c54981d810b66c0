//! `GET /api/v1/equipment` and `GET /api/v1/equipment/{slug}/availability`.

use axum::{
    extract::{Path, Query},
    response::{IntoResponse, Response},
};
use chrono::NaiveDate;
use domain::{
    booking::{BlockKind, blocks},
    calendar::day_of,
};
use serde::Serialize;
use store::booking::{ClosedReason, DayHours, EquipmentCard};
use utoipa::ToSchema;

use super::{ApiWeb, PageResult, Span, json, problem::BadField, rfc3339, words};
use crate::web::{
    Web,
    booking::{DayQuery, read_day},
};

/// A kind of machine. Texts are in the language of `Accept-Language`.
#[derive(Serialize, ToSchema)]
pub struct Equipment {
    #[schema(examples("laser-cutter"))]
    slug: String,
    name: String,
    summary: String,
    limits: String,
    child_rule: String,
    /// Tax included.
    rate_yen_per_hour: i64,
    minutes_min: i64,
    minutes_max: i64,
    induction_required: bool,
    /// The ids of its equivalent units.
    units: Vec<String>,
    /// The first start at which the shortest booking fits; `null` when there is none in the next two weeks.
    #[schema(format = DateTime)]
    next_free: Option<String>,
}

#[derive(Serialize, ToSchema)]
pub struct EquipmentList {
    today: Hours,
    equipment: Vec<Equipment>,
}

/// A day's opening hours on Japan's clock; `null` when closed.
#[derive(Serialize, ToSchema)]
pub struct Hours {
    #[schema(format = Date)]
    date: String,
    #[schema(examples("10:00"))]
    open: Option<String>,
    #[schema(examples("21:00"))]
    close: Option<String>,
    /// Why it is closed.
    closed_reason: Option<String>,
}

/// The free stretches of each unit that are still to come.
#[derive(Serialize, ToSchema)]
pub struct Availability {
    equipment: String,
    hours: Hours,
    units: Vec<UnitAvailability>,
}

#[derive(Serialize, ToSchema)]
pub struct UnitAvailability {
    id: String,
    name: String,
    free: Vec<Span>,
}

/// All machines, with today's hours and the next free time of each.
#[utoipa::path(get, path = "/api/v1/equipment", tag = "equipment",
    responses((status = 200, body = EquipmentList)))]
pub async fn list(ApiWeb(web): ApiWeb) -> PageResult {
    let list = web.store.equipment_list(&web.cx, Default::default()).await?;
    let equipment = list.cards.into_iter().map(|card| equipment(&web, card)).collect();
    json(&EquipmentList { today: hours(&web, &list.today), equipment })
}

/// One day of one machine.
#[utoipa::path(get, path = "/api/v1/equipment/{slug}/availability", tag = "equipment",
    params(("slug" = String, Path), ("date" = Option<String>, Query, description = "YYYY-MM-DD; today when left out")),
    responses((status = 200, body = Availability), (status = 404, body = super::problem::Problem),
        (status = 422, body = super::problem::Problem)))]
pub async fn availability(ApiWeb(web): ApiWeb, Path(slug): Path<String>, Query(query): Query<DayQuery>) -> PageResult {
    let day = query.date.as_deref().map_or(Ok(day_of(web.cx.now)), read_day);
    let Ok(day) = day else { return Ok(BadField("date").into_response()) };
    day_of_machine(&web, &slug, day).await
}

async fn day_of_machine(web: &Web, slug: &str, day: NaiveDate) -> Result<Response, crate::web::PageError> {
    let view = web.store.equipment_day(&web.cx, slug, Some(day)).await?;
    let units = view.units.iter().map(|unit| {
        let free = blocks(view.day, view.hours.open, std::slice::from_ref(&unit.cells), web.cx.now)
            .into_iter()
            .filter(|block| matches!(block.kind, BlockKind::Free { .. }))
            .map(|block| Span { start: rfc3339(block.start), end: rfc3339(block.end) });
        UnitAvailability { id: unit.id.to_string(), name: words(web, &unit.name).to_owned(), free: free.collect() }
    });
    let units = units.collect();
    json(&Availability { equipment: view.machine.slug, hours: hours(web, &view.hours), units })
}

fn equipment(web: &Web, card: EquipmentCard) -> Equipment {
    let machine = card.machine;
    Equipment {
        name: words(web, &machine.name).to_owned(),
        summary: words(web, &machine.summary).to_owned(),
        limits: words(web, &machine.limits).to_owned(),
        child_rule: words(web, &machine.child_rule).to_owned(),
        slug: machine.slug,
        rate_yen_per_hour: machine.rules.rate_yen_per_hour.0,
        minutes_min: machine.rules.minutes_min,
        minutes_max: machine.rules.minutes_max,
        induction_required: machine.rules.induction_required,
        units: card.units.iter().map(ToString::to_string).collect(),
        next_free: card.next_free.map(rfc3339),
    }
}

fn hours(web: &Web, hours: &DayHours) -> Hours {
    let minutes = hours.minutes();
    Hours {
        date: hours.day.to_string(),
        open: minutes.map(|(open, _)| app::format::clock_minute(open)),
        close: minutes.map(|(_, close)| app::format::clock_minute(close)),
        closed_reason: hours.closed.as_ref().map(|reason: &ClosedReason| app::booking::reason(web.locale, reason)),
    }
}
