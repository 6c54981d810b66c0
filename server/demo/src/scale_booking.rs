//! Many units, members and bookings, to measure booking with.

use chrono::{DateTime, TimeDelta, Utc};
use domain::{
    AccountId, BookingId, EquipmentTypeId, UnitId, Yen,
    booking::{Purpose, Slot},
    calendar::{at_minute, day_of},
    members::{Role, TOKEN_DAYS, TokenScopes},
};
use sea_orm::{ActiveValue::Set, EntityTrait, PaginatorTrait, prelude::Uuid};
use store::{Result, Store, Tx, entity};

use crate::seed::{Seeder, insert_all};

/// Units in all, the demo's included.
const UNITS: u64 = 40;
/// Units of one invented type.
const UNITS_OF_TYPE: i32 = 4;
/// Types for races: their slugs and units.
const RACE_TYPES: [(&str, i32); 2] = [("race-one", 1), ("race-three", 3)];
/// One-hour bookings of a unit on one day, from ten o'clock.
const BOOKINGS_A_DAY: i64 = 8;
/// Bookings of one statement's batch; all of them at once would fill the memory.
const BATCH: i64 = 1_000;

/// Adds types without induction (`bench-00`, … and those for races) up to [`UNITS`] units, `members` with a token each,
/// and `bookings` past bookings. Returns the tokens.
///
/// # Errors
/// When the database fails.
pub async fn load(store: &Store, members: u32, bookings: u32) -> Result<Vec<String>> {
    let existing = entity::unit::Entity::find().count(store.db().read()).await?;
    let now = store.now();
    store
        .write("seed_scale_booking", |tx| async move {
            let mut seeder = Seeder::new(now);
            let units = add_types(&mut seeder, &tx, UNITS.saturating_sub(existing)).await?;
            let (accounts, tokens) = add_members(&mut seeder, &tx, members).await?;
            add_bookings(&mut seeder, &tx, &units, &accounts, i64::from(bookings)).await?;
            Ok(tokens)
        })
        .await
}

async fn add_types(seeder: &mut Seeder, tx: &Tx, units: u64) -> Result<Vec<UnitId>> {
    let (mut types, mut rows) = (Vec::new(), Vec::new());
    let race_units: i32 = RACE_TYPES.iter().map(|(_, units)| units).sum();
    let mut left = i32::try_from(units).unwrap_or(0) - race_units;
    let mut kinds: Vec<(String, i32)> = RACE_TYPES.map(|(slug, units)| (slug.to_owned(), units)).to_vec();
    while left > 0 {
        kinds.push((format!("bench-{:02}", kinds.len() - RACE_TYPES.len()), left.min(UNITS_OF_TYPE)));
        left -= UNITS_OF_TYPE;
    }
    for (slug, count) in kinds {
        let id: EquipmentTypeId = seeder.id();
        types.push(entity::equipment_type::ActiveModel {
            id: Set(id),
            name_ja: Set(slug.clone()),
            name_en: Set(slug.clone()),
            slug: Set(slug),
            summary_ja: Set(String::new()),
            summary_en: Set(String::new()),
            limits_ja: Set(String::new()),
            limits_en: Set(String::new()),
            child_rule_ja: Set(String::new()),
            child_rule_en: Set(String::new()),
            rate_yen_per_hour: Set(Yen(500)),
            minutes_min: Set(30),
            minutes_max: Set(240),
            induction_required: Set(false),
            position: Set(100),
            ..Default::default()
        });
        rows.extend((1..=count).map(|n| entity::unit::ActiveModel {
            id: Set(seeder.id()),
            equipment_type_id: Set(id),
            name_ja: Set(format!("{n}号機")),
            name_en: Set(format!("No. {n}")),
            position: Set(n),
            ..Default::default()
        }));
    }
    insert_all(tx, types).await?;
    let mut ids: Vec<UnitId> = entity::unit::Entity::find().all(tx).await?.into_iter().map(|unit| unit.id).collect();
    ids.extend(rows.iter().filter_map(|row| row.id.try_as_ref().copied()));
    insert_all(tx, rows).await?;
    Ok(ids)
}

/// Members who can only use the API: no password fits.
async fn add_members(seeder: &mut Seeder, tx: &Tx, count: u32) -> Result<(Vec<AccountId>, Vec<String>)> {
    let (mut accounts, mut rows, mut tokens) = (Vec::new(), Vec::new(), Vec::new());
    for n in 0..count {
        let id: AccountId = seeder.id();
        accounts.push(entity::account::ActiveModel {
            id: Set(id),
            email: Set(format!("bench{n:05}@example.jp")),
            password_hash: Set("no password".to_owned()),
            display_name: Set(format!("計測 {n}")),
            role: Set(Role::Member),
            created_at: Set(seeder.now),
            email_confirmed_at: Set(Some(seeder.now)),
            ..Default::default()
        });
        let raw = format!("tkb_{}", seeder.id::<Uuid>().simple());
        rows.push(entity::api_token::ActiveModel {
            id: Set(seeder.id()),
            account_id: Set(id),
            token_hash: Set(store::members::token_digest(&raw)),
            label: Set("bench".to_owned()),
            created_at: Set(seeder.now),
            revoked_at: Set(None),
            scopes: Set(TokenScopes::all().to_string()),
            expires_at: Set(Some(seeder.now + TimeDelta::days(TOKEN_DAYS[2]))),
        });
        tokens.push(raw);
    }
    let ids = accounts.iter().filter_map(|row| row.id.try_as_ref().copied()).collect();
    insert_all(tx, accounts).await?;
    insert_all(tx, rows).await?;
    Ok((ids, tokens))
}

async fn add_bookings(
    seeder: &mut Seeder,
    tx: &Tx,
    units: &[UnitId],
    accounts: &[AccountId],
    count: i64,
) -> Result<()> {
    let unit_count = i64::try_from(units.len()).unwrap_or(1);
    let index = |n: i64, len: usize| usize::try_from(n).unwrap_or(0) % len.max(1);
    let mut first = 0;
    while first < count {
        let (mut rows, mut cells) = (Vec::new(), Vec::new());
        for n in first..count.min(first + BATCH) {
            let (unit, slot) = (units[index(n, units.len())], past_slot(seeder.now, n / unit_count)?);
            let id: BookingId = seeder.id_at(slot.start());
            cells.extend(slot.cells().map(|cell| entity::booking_cell::ActiveModel {
                unit_id: Set(unit),
                cell: Set(cell.0),
                booking_id: Set(Some(id)),
                ..Default::default()
            }));
            rows.push(entity::booking::ActiveModel {
                id: Set(id),
                account_id: Set(accounts[index(n, accounts.len())]),
                unit_id: Set(unit),
                start_at: Set(slot.start()),
                end_at: Set(slot.end()),
                purpose: Set(Purpose::Hobby),
                fee_yen: Set(Yen(500)),
                created_at: Set(slot.start()),
                ..Default::default()
            });
        }
        insert_all(tx, rows).await?;
        insert_all(tx, cells).await?;
        first += BATCH;
    }
    Ok(())
}

/// The `nth` hour before last month, eight a day, so that it meets none of the demo's own bookings.
fn past_slot(now: DateTime<Utc>, nth: i64) -> Result<Slot> {
    let day = day_of(now) - TimeDelta::days(31 + nth / BOOKINGS_A_DAY);
    let start = at_minute(day, 600 + 60 * (nth % BOOKINGS_A_DAY));
    Ok(Slot::new(start, start + TimeDelta::hours(1))?)
}
