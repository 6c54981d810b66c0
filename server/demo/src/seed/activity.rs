//! What happened: participation in the plan's three fiscal years, and bookings around today.

use chrono::{DateTime, NaiveDate, TimeDelta, Utc};
use domain::{
    booking::{Purpose, Slot},
    calendar::{FiscalYear, at_minute, day_of},
    kpi::ParticipationKind,
};
use rand::Rng;
use sea_orm::ActiveValue::Set;
use store::{Result, Tx, entity};
use uuid::Uuid;

use super::{
    Seeder, insert_all,
    people::{COHORTS, Participant, People},
    space::Machines,
};
use crate::content::{equipment_types, space};

/// Days before and after today with bookings.
const DAYS_BACK: i64 = 14;
const DAYS_AHEAD: i64 = 10;
/// Someone who took part before comes back in a later year with this chance in percent.
const RETURN_PERCENT: u32 = 60;

pub async fn load(seeder: &mut Seeder, tx: &Tx, people: &People, machines: &Machines) -> Result<()> {
    participations(seeder, tx, people).await?;
    bookings(seeder, tx, people, machines).await
}

async fn participations(seeder: &mut Seeder, tx: &Tx, people: &People) -> Result<()> {
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
    insert_all(tx, rows).await
}

fn participation(seeder: &mut Seeder, person: &Participant, year: i32) -> entity::participation::ActiveModel {
    let kinds: &[ParticipationKind] = if person.is_maker {
        &ParticipationKind::ALL
    } else {
        &[ParticipationKind::Booking, ParticipationKind::Booking, ParticipationKind::Seminar]
    };
    let kind = kinds[seeder.rng.random_range(0..kinds.len())];
    let at = moment_in(seeder, year);
    entity::participation::ActiveModel {
        id: Set(seeder.id_at(at)),
        account_id: Set(person.account_id),
        fiscal_year: Set(year),
        kind: Set(kind.as_str().to_owned()),
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

/// One or two bookings a day and unit, on quarter hours inside the opening hours, leaving most of the day free.
async fn bookings(seeder: &mut Seeder, tx: &Tx, people: &People, machines: &Machines) -> Result<()> {
    let (mut rows, mut cells) = (Vec::new(), Vec::new());
    let today = day_of(seeder.now);
    for machine in equipment_types() {
        let Some(ids) = machines.get(machine.slug) else { continue };
        for unit in &ids.units {
            for offset in -DAYS_BACK..=DAYS_AHEAD {
                let day = today + TimeDelta::days(offset);
                for slot in slots_of(seeder, day, i64::from(machine.minutes_min), i64::from(machine.minutes_max))? {
                    let account_id = whose(seeder, people, offset);
                    let purpose = Purpose::ALL[seeder.rng.random_range(0..Purpose::ALL.len())];
                    let made = slot.start() - TimeDelta::days(3);
                    let id = seeder.id_at(made);
                    let fee = (machine.rate_yen_per_hour * slot.minutes() + 59) / 60;
                    cells.extend(slot.cells().map(|cell| entity::booking_cell::ActiveModel {
                        unit_id: Set(*unit),
                        cell: Set(cell.0),
                        booking_id: Set(Some(id)),
                        ..Default::default()
                    }));
                    rows.push(booking(id, account_id, *unit, &slot, purpose, fee, made));
                }
            }
        }
    }
    insert_all(tx, rows).await?;
    insert_all(tx, cells).await
}

/// Anyone but the printed member in days to come: whoever tries the demo starts with an empty list of their own.
fn whose(seeder: &mut Seeder, people: &People, offset: i64) -> Uuid {
    if offset < 0 && seeder.rng.random_ratio(1, 12) {
        return people.member;
    }
    people.participants[seeder.rng.random_range(0..people.participants.len())].account_id
}

fn slots_of(seeder: &mut Seeder, day: NaiveDate, minutes_min: i64, minutes_max: i64) -> Result<Vec<Slot>> {
    use chrono::Datelike;
    let weekday = u8::try_from(day.weekday().num_days_from_monday()).unwrap_or(0);
    let open = space().week.iter().find(|open| open.weekday == weekday).and_then(|open| open.open);
    let Some((open, close)) = open.map(|(open, close)| (i64::from(open), i64::from(close))) else {
        return Ok(Vec::new());
    };
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

fn booking(
    id: Uuid,
    account_id: Uuid,
    unit_id: Uuid,
    slot: &Slot,
    purpose: Purpose,
    fee_yen: i64,
    made: DateTime<Utc>,
) -> entity::booking::ActiveModel {
    entity::booking::ActiveModel {
        id: Set(id),
        account_id: Set(account_id),
        unit_id: Set(unit_id),
        start_at: Set(slot.start()),
        end_at: Set(slot.end()),
        purpose: Set(purpose.as_str().to_owned()),
        fee_yen: Set(fee_yen),
        created_at: Set(made),
        ..Default::default()
    }
}
