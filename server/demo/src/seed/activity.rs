//! What happened: participation in the plan's three fiscal years, and bookings around today.

use chrono::{DateTime, Datelike, NaiveDate, TimeDelta, Utc};
use domain::{
    BookingId, DomainError, IntoEnumIterator, UnitId, Yen,
    booking::{BookingDetails, Purpose, Slot},
    calendar::{FiscalYear, at_minute, day_of},
    equipment::OpenHours,
    kpi::ParticipationKind,
    site::WeekdayHours,
};
use rand::Rng;
use sea_orm::ActiveValue::Set;
use store::{Error, Result, Store, booking::BookingCommand, entity};

use super::{
    Seeder, insert_all,
    people::{Participant, People, Person, certified},
    space::{Equipment, Kind},
};
use crate::content::COHORTS;

/// Days before and after today with bookings.
const DAYS_BACK: i64 = 14;
const DAYS_AHEAD: i64 = 10;
/// Days from making a booking to its beginning.
const BOOKED_DAYS_BEFORE: i64 = 3;
/// Someone who took part before comes back in a later year with this chance in percent.
const RETURN_PERCENT: u32 = 60;

pub async fn load(store: &Store, seeder: &mut Seeder, people: &People, equipment: &Equipment) -> Result<()> {
    participations(store, seeder, people).await?;
    bookings_past(store, seeder, people, equipment).await?;
    bookings_to_come(store, seeder, people, equipment).await
}

/// No operation: what these years' participations came from is not in the demo.
async fn participations(store: &Store, seeder: &mut Seeder, people: &People) -> Result<()> {
    let mut rows = Vec::new();
    for person in &people.participants {
        for (year, _) in COHORTS.into_iter().filter(|(year, _)| *year >= person.first_year) {
            let comes = year == person.first_year || seeder.rng.random_ratio(RETURN_PERCENT, 100);
            let times = if comes { seeder.rng.random_range(1..=4) } else { 0 };
            for _ in 0..times {
                rows.push(participation(seeder, person, year));
            }
        }
    }
    let rows = &rows;
    store.write("seed_demo_participations", |tx| async move { insert_all(&tx, rows.clone()).await }).await
}

fn participation(seeder: &mut Seeder, person: &Participant, year: i32) -> entity::participation::ActiveModel {
    let kinds: Vec<ParticipationKind> = if person.is_maker {
        ParticipationKind::iter().collect()
    } else {
        vec![ParticipationKind::Booking, ParticipationKind::Booking, ParticipationKind::Seminar]
    };
    let kind = kinds[seeder.rng.random_range(0..kinds.len())];
    let at = moment_in(seeder, year);
    entity::participation::ActiveModel {
        id: Set(seeder.id_at(at)),
        account_id: Set(person.person.0.id),
        fiscal_year: Set(year),
        kind: Set(kind),
        at: Set(at),
        source_id: Set(seeder.id_at(at)),
    }
}

/// Some quarter hour of the fiscal year, by day.
fn moment_in(seeder: &mut Seeder, year: i32) -> DateTime<Utc> {
    let first = FiscalYear::new(year).map_or_else(NaiveDate::default, |year| year.days().0);
    let day = first + TimeDelta::days(seeder.rng.random_range(0..365));
    at_minute(day, 600 + 15 * seeder.rng.random_range(0..40))
}

/// No operation: nobody can book, come and leave before now in one go. They came and left, or it would not be history.
async fn bookings_past(store: &Store, seeder: &mut Seeder, people: &People, equipment: &Equipment) -> Result<()> {
    let (mut rows, mut cells) = (Vec::new(), Vec::new());
    for (kind, unit, slot) in slots(seeder, equipment, &store.weekday_hours().await?, -DAYS_BACK..=-1)? {
        let person = whose(seeder, people);
        let made = slot.start() - TimeDelta::days(BOOKED_DAYS_BEFORE);
        let id: BookingId = seeder.id_at(made);
        cells.extend(slot.cells().map(|cell| entity::booking_cell::ActiveModel {
            unit_id: Set(unit),
            cell: Set(cell.0),
            booking_id: Set(Some(id)),
            ..Default::default()
        }));
        rows.push(entity::booking::ActiveModel {
            id: Set(id),
            account_id: Set(person.0.id),
            unit_id: Set(unit),
            start_at: Set(slot.start()),
            end_at: Set(slot.end()),
            purpose: Set(purpose(seeder)),
            fee_yen: Set(Yen((kind.draft.rules.rate_yen_per_hour.0 * slot.minutes() + 59) / 60)),
            created_at: Set(made),
            ..Default::default()
        });
    }
    let (rows, cells) = (&rows, &cells);
    store
        .write("seed_demo_bookings", |tx| async move {
            insert_all(&tx, rows.clone()).await?;
            insert_all(&tx, cells.clone()).await
        })
        .await
}

/// From today on, each booked some days before. Anyone but the printed member: whoever tries the demo starts with an
/// empty list of their own.
async fn bookings_to_come(store: &Store, seeder: &mut Seeder, people: &People, equipment: &Equipment) -> Result<()> {
    for (kind, unit, slot) in slots(seeder, equipment, &store.weekday_hours().await?, 0..=DAYS_AHEAD)? {
        let nth = equipment.iter().position(|other| other.id == kind.id).unwrap_or(0);
        let may: Vec<&Participant> = if kind.draft.rules.induction_required {
            certified(people, nth).collect()
        } else {
            people.participants.iter().collect()
        };
        let person = &may[seeder.rng.random_range(0..may.len())].person;
        let details = BookingDetails { unit: Some(unit), purpose: purpose(seeder), children: Vec::new() };
        let cx = person.at(slot.start() - TimeDelta::days(BOOKED_DAYS_BEFORE));
        let cmd = BookingCommand { slug: kind.draft.slug.clone(), slot, details, note: None };
        match store.booking_reserve(&cx, &cx.actor.confirmed_member()?, cmd).await {
            // Who is somewhere else at that time, or has booked enough, leaves the time free.
            Ok(_) | Err(Error::Domain(DomainError::Reserve(_))) => {}
            Err(error) => return Err(error),
        }
    }
    Ok(())
}

fn purpose(seeder: &mut Seeder) -> Purpose {
    let all: Vec<Purpose> = Purpose::iter().collect();
    all[seeder.rng.random_range(0..all.len())]
}

fn whose<'p>(seeder: &mut Seeder, people: &'p People) -> &'p Person {
    if seeder.rng.random_ratio(1, 12) {
        return &people.member;
    }
    &people.participants[seeder.rng.random_range(0..people.participants.len())].person
}

/// One or two times a day and unit, on quarter hours inside the opening hours, leaving most of the day free.
fn slots<'e>(
    seeder: &mut Seeder,
    equipment: &'e Equipment,
    hours: &[WeekdayHours],
    days: std::ops::RangeInclusive<i64>,
) -> Result<Vec<(&'e Kind, UnitId, Slot)>> {
    let today = day_of(seeder.now);
    let mut slots = Vec::new();
    for kind in equipment {
        let (min, max) = (kind.draft.rules.minutes_min, kind.draft.rules.minutes_max);
        for unit in &kind.units {
            for offset in days.clone() {
                let of_day = slots_of(seeder, hours, today + TimeDelta::days(offset), (min, max))?;
                slots.extend(of_day.into_iter().map(|slot| (kind, *unit, slot)));
            }
        }
    }
    Ok(slots)
}

fn slots_of(
    seeder: &mut Seeder,
    hours: &[WeekdayHours],
    day: NaiveDate,
    (minutes_min, minutes_max): (i64, i64),
) -> Result<Vec<Slot>> {
    let weekday = u8::try_from(day.weekday().num_days_from_monday()).unwrap_or(0);
    let hours = hours.iter().find(|hours| hours.weekday == weekday).map(|hours| hours.hours);
    let Some(OpenHours::Open { open_minute: open, close_minute: close }) = hours else { return Ok(Vec::new()) };
    let mut slots = Vec::new();
    let mut at = open + 15 * seeder.rng.random_range(0..12);
    while slots.len() < 2 {
        let longest = (minutes_max.min(120) - minutes_min).max(0) / 15;
        let minutes = minutes_min + 15 * seeder.rng.random_range(0..=longest);
        if at + minutes > close {
            break;
        }
        if seeder.rng.random_ratio(3, 4) {
            slots.push(Slot::new(at_minute(day, at), at_minute(day, at + minutes))?);
        }
        at += minutes + 15 * seeder.rng.random_range(6..16);
    }
    Ok(slots)
}
