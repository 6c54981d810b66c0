//! A large invented data set on top of the demo, for `script/bench`.

use chrono::{DateTime, TimeDelta, Utc};
use domain::{
    booking::Slot,
    calendar::{at_minute, day_of},
};
use sea_orm::{ActiveValue::Set, EntityTrait, QueryOrder, QuerySelect, prelude::Uuid};
use store::{Error, Result, Store, entity};

use super::{
    content::products,
    seed::{Seeder, insert_all, named},
};

/// First number of the invented products, far above the demo's.
const NUMBER_FIRST: i64 = 100_001;
/// One-hour bookings of a unit on one day, from ten o'clock.
const BOOKINGS_A_DAY: i64 = 8;

/// Adds `count` published products and `bookings` past bookings.
///
/// # Errors
/// When the database fails.
pub async fn load(store: &Store, count: u32, bookings: u32) -> Result<()> {
    let read = store.db().read();
    let makers = ids(entity::maker::Entity::find().select_only().column(entity::maker::Column::Id), read).await?;
    let categories =
        ids(entity::category::Entity::find().select_only().column(entity::category::Column::Id), read).await?;
    let units = ids(entity::unit::Entity::find().select_only().column(entity::unit::Column::Id), read).await?;
    let member = entity::account::Entity::find().order_by_asc(entity::account::Column::Id).one(read).await?;
    let member = named(member, "account")?.id;
    let now = store.now();
    let (makers, categories, units) = (&makers, &categories, &units);
    store
        .write("seed_bench", |tx| async move {
            let mut seeder = Seeder::new(now);
            add_products(&mut seeder, &tx, makers, categories, count).await?;
            add_bookings(&mut seeder, &tx, units, member, bookings).await
        })
        .await
}

async fn ids<S>(select: sea_orm::Select<S>, read: &sea_orm::DatabaseConnection) -> Result<Vec<Uuid>>
where
    S: EntityTrait,
{
    let ids: Vec<Uuid> = select.into_tuple().all(read).await?;
    if ids.is_empty() { Err(Error::internal("the demo is not loaded")) } else { Ok(ids) }
}

async fn add_products(
    seeder: &mut Seeder,
    tx: &store::Tx,
    makers: &[Uuid],
    categories: &[Uuid],
    count: u32,
) -> Result<()> {
    let (mut rows, mut stocks, mut photos) = (Vec::new(), Vec::new(), Vec::new());
    for n in 0..usize::try_from(count).unwrap_or(0) {
        let model = &products()[n % products().len()];
        let published = seeder.now - TimeDelta::minutes(60 * 24 * 20 + i64::try_from(n).unwrap_or(0) * 7);
        let id = seeder.id_at(published);
        rows.push(entity::product::ActiveModel {
            id: Set(id),
            number: Set(NUMBER_FIRST + i64::try_from(n).unwrap_or(0)),
            maker_id: Set(makers[n % makers.len()]),
            category_id: Set(categories[(n / 3) % categories.len()]),
            title: Set(format!("{} {n}", model.title.ja)),
            title_en: Set(Some(format!("{} {n}", model.title.en))),
            description: Set(model.text.ja.to_owned()),
            description_en: Set(Some(model.text.en.to_owned())),
            price_yen: Set(model.price_yen),
            tax_rate_percent: Set(10),
            one_of_a_kind: Set(n % 3 == 0),
            equipment_type_id: Set(None),
            status: Set("published".to_owned()),
            created_at: Set(published),
            updated_at: Set(published),
            published_at: Set(Some(published)),
        });
        stocks.push(entity::stock::ActiveModel { product_id: Set(id), available: Set(i64::from(n % 9 != 0)) });
        photos.push(entity::photo::ActiveModel {
            id: Set(seeder.id_at(published)),
            product_id: Set(id),
            position: Set(0),
            width: Set(800),
            height: Set(800),
            created_at: Set(published),
        });
    }
    insert_all(tx, rows).await?;
    insert_all(tx, stocks).await?;
    insert_all(tx, photos).await
}

async fn add_bookings(seeder: &mut Seeder, tx: &store::Tx, units: &[Uuid], account_id: Uuid, count: u32) -> Result<()> {
    let (mut rows, mut cells) = (Vec::new(), Vec::new());
    for n in 0..i64::from(count) {
        let unit_count = i64::try_from(units.len()).unwrap_or(1);
        let (unit, nth) = (units[usize::try_from(n % unit_count).unwrap_or(0)], n / unit_count);
        let slot = past_slot(seeder.now, nth)?;
        let id = seeder.id_at(slot.start());
        cells.extend(slot.cells().map(|cell| entity::booking_cell::ActiveModel {
            unit_id: Set(unit),
            cell: Set(cell.0),
            booking_id: Set(Some(id)),
            ..Default::default()
        }));
        rows.push(entity::booking::ActiveModel {
            id: Set(id),
            account_id: Set(account_id),
            unit_id: Set(unit),
            start_at: Set(slot.start()),
            end_at: Set(slot.end()),
            purpose: Set("hobby".to_owned()),
            fee_yen: Set(500),
            created_at: Set(slot.start()),
            ..Default::default()
        });
    }
    insert_all(tx, rows).await?;
    insert_all(tx, cells).await
}

/// The `nth` hour before last month, eight a day, so that it meets none of the demo's own bookings.
fn past_slot(now: DateTime<Utc>, nth: i64) -> Result<Slot> {
    let day = day_of(now) - TimeDelta::days(31 + nth / BOOKINGS_A_DAY);
    let start = at_minute(day, 600 + 60 * (nth % BOOKINGS_A_DAY));
    Ok(Slot::new(start, start + TimeDelta::hours(1))?)
}
