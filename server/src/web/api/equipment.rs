//! `GET /api/v1/equipment`, and one machine's `availability` of a day and `days` of a month.

use axum::{
    extract::{Path, Query},
    response::Response,
};
use chrono::NaiveDate;
use domain::{
    booking::{BlockKind, DayLoad, blocks},
    calendar::day_of,
    equipment::{ClosedReason, DayHours, EquipmentCard},
    form::CalendarDay,
};
use serde::{Deserialize, Serialize};
use store::booking::DAYS_MAX;
use utoipa::ToSchema;

use super::{PageResult, Span, json, localize, rfc3339};
use crate::web::{Web, booking::DayQuery, failure::Failure};

/// Days of a span when the request does not say.
const DAYS_USUAL: usize = 28;

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
    /// Starts and lengths go in these steps.
    minutes_step: i64,
    /// Kept free after each booking.
    buffer_minutes: i64,
    /// Least time between booking and start.
    notice_minutes: i64,
    /// A booking can be moved, and cancelled without a reason, until so long before its start.
    cancel_minutes: i64,
    /// Least fee of a booking.
    charge_yen_min: i64,
    /// `welcome`, `kids_corner` (those under `child_under` take places there), `corner` (it is the kids' corner) or `not_allowed` (nobody under it).
    #[schema(examples("kids_corner"))]
    child_rule_kind: &'static str,
    /// 0 where children are welcome.
    child_under: u32,
    /// `cut`, `print`, `sew`, `shape`.
    #[schema(value_type = Vec<String>, examples(json!(["cut"])))]
    uses: Vec<&'static str>,
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

/// How free the days of a span are.
#[derive(Serialize, ToSchema)]
pub struct Days {
    equipment: String,
    days: Vec<Day>,
}

#[derive(Serialize, ToSchema)]
pub struct Day {
    #[serde(flatten)]
    hours: Hours,
    /// `free` (more than half), `some` (more than a fifth), `few`, `full`, `closed`, or `past`.
    #[schema(examples("some"))]
    load: &'static str,
}

#[derive(Deserialize)]
pub struct DaysQuery {
    from: Option<String>,
    count: Option<String>,
}

/// All machines, with today's hours and the next free time of each.
#[utoipa::path(get, path = "/api/v1/equipment", tag = "equipment",
    responses((status = 200, body = EquipmentList)))]
pub async fn list(web: Web) -> PageResult {
    let list = web.store.equipment_list(&web.cx, Default::default()).await?;
    let equipment = list.cards.into_iter().map(|card| equipment(&web, card)).collect();
    json(&EquipmentList { today: hours(&web, &list.today), equipment })
}

/// One day of one machine.
#[utoipa::path(get, path = "/api/v1/equipment/{slug}/availability", tag = "equipment",
    params(("slug" = String, Path), ("date" = Option<String>, Query, description = "YYYY-MM-DD; today when left out")),
    responses((status = 200, body = Availability), (status = 404, body = super::problem::Problem),
        (status = 422, body = super::problem::Problem)))]
pub async fn availability(web: Web, Path(slug): Path<String>, Query(query): Query<DayQuery>) -> PageResult {
    let day = day_or_today(&web, query.date.as_deref(), "date")?;
    day_of_machine(&web, &slug, day).await
}

/// How free each day of a span is: a month at a glance.
#[utoipa::path(get, path = "/api/v1/equipment/{slug}/days", tag = "equipment",
    params(("slug" = String, Path),
        ("from" = Option<String>, Query, description = "YYYY-MM-DD; today when left out"),
        ("count" = Option<u32>, Query, description = "1 to 42; 28 when left out", minimum = 1, maximum = 42)),
    responses((status = 200, body = Days),
        (status = 404, description = "no such machine, or more than a year away", body = super::problem::Problem),
        (status = 422, body = super::problem::Problem)))]
pub async fn days(web: Web, Path(slug): Path<String>, Query(query): Query<DaysQuery>) -> PageResult {
    let first = day_or_today(&web, query.from.as_deref(), "from")?;
    let in_range = |count: &usize| (1..=DAYS_MAX).contains(count);
    let count = query.count.as_deref().map_or(Some(DAYS_USUAL), |text| text.parse().ok().filter(in_range));
    let count = count.ok_or(Failure::BadField("count"))?;
    let view = web.store.equipment_days(&web.cx, &slug, first, count).await?;
    let days = view.days.iter().map(|day| Day { hours: hours(&web, &day.hours), load: load(day.load) }).collect();
    json(&Days { equipment: view.equipment.slug, days })
}

fn day_or_today(web: &Web, asked: Option<&str>, field: &'static str) -> Result<NaiveDate, Failure> {
    let read = |text: &str| text.parse().map(CalendarDay::date).map_err(|_| Failure::BadField(field));
    asked.map_or(Ok(day_of(web.cx.now)), read)
}

fn load(load: DayLoad) -> &'static str {
    match load {
        DayLoad::Free => "free",
        DayLoad::Some => "some",
        DayLoad::Few => "few",
        DayLoad::Full => "full",
        DayLoad::Closed => "closed",
        DayLoad::Past => "past",
        DayLoad::TooFar => "too_far",
    }
}

async fn day_of_machine(web: &Web, slug: &str, day: NaiveDate) -> Result<Response, crate::web::PageError> {
    let view = web.store.equipment_day(&web.cx, slug, Some(day)).await?;
    let units = view.units.iter().map(|unit| {
        let free = blocks(view.day, view.hours.open, std::slice::from_ref(&unit.cells), web.cx.now)
            .into_iter()
            .filter(|block| matches!(block.kind, BlockKind::Free { .. }))
            .map(|block| Span { start: rfc3339(block.start), end: rfc3339(block.end) });
        UnitAvailability { id: unit.id.to_string(), name: localize(web, &unit.name).to_owned(), free: free.collect() }
    });
    let units = units.collect();
    json(&Availability { equipment: view.equipment.slug, hours: hours(web, &view.hours), units })
}

fn equipment(web: &Web, card: EquipmentCard) -> Equipment {
    let equipment = card.equipment;
    Equipment {
        name: localize(web, &equipment.name).to_owned(),
        summary: localize(web, &equipment.summary).to_owned(),
        limits: localize(web, &equipment.limits).to_owned(),
        child_rule: localize(web, &equipment.child_rule).to_owned(),
        slug: equipment.slug,
        rate_yen_per_hour: equipment.rules.rate_yen_per_hour.0,
        minutes_min: equipment.rules.minutes_min,
        minutes_max: equipment.rules.minutes_max,
        minutes_step: equipment.rules.minutes_step,
        buffer_minutes: equipment.rules.buffer_minutes,
        notice_minutes: equipment.rules.notice_minutes,
        cancel_minutes: equipment.rules.cancel_minutes,
        charge_yen_min: equipment.rules.charge_yen_min.0,
        child_rule_kind: equipment.rules.child.word(),
        child_under: u32::from(equipment.rules.child.under()),
        uses: equipment.uses.iter().map(|each| each.into_str()).collect(),
        induction_required: equipment.rules.induction_required,
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
