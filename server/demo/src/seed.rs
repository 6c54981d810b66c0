//! Fills an empty database with the demo. Ids and choices come from a fixed seed: the same every time, relative to today
//! where it must be.

mod activity;
mod people;
mod pictures;
mod shop;
mod space;

use std::sync::Arc;

use chrono::{DateTime, Utc};
use rand::{RngCore, SeedableRng, rngs::StdRng};
use sea_orm::{ActiveModelTrait, EntityTrait, PaginatorTrait};
use store::{Cx, Error, Result, Store, Tx, entity, ports::Images};
use uuid::Uuid;

pub use pictures::MakeSizes;

/// The password of every demo account.
pub const PASSWORD: &str = "tsukuriba-demo";
/// The accounts that `serve --demo` prints, with what they are for.
pub const ACCOUNTS: [(&str, &str); 4] = [
    ("member@example.jp", "books machines; certified for every machine"),
    ("maker@example.jp", "lists and sells"),
    ("staff@example.jp", "approves and rings up at /staff/register"),
    ("operator@example.jp", "reports at /operator/kpi?fy=2018"),
];
/// Rows of one INSERT: below the databases' limit of parameters.
const ROWS_MAX: usize = 500;
const SEED: u64 = 0x7365_6564;

/// Whether nobody has used this database yet.
///
/// # Errors
/// When the database fails.
pub async fn is_empty(store: &Store) -> Result<bool> {
    let accounts = entity::account::Entity::find().count(store.db().read()).await?;
    let machines = entity::equipment_type::Entity::find().count(store.db().read()).await?;
    Ok(accounts == 0 && machines == 0)
}

/// Loads the demo: rows in one transaction, then the pictures.
///
/// # Errors
/// When the database or the image folder fails.
pub async fn load(store: &Store, images: Arc<dyn Images>, make_sizes: MakeSizes) -> Result<()> {
    let cx = Cx::system(store.now(), "seed demo");
    let password = domain::members::Password::parse(PASSWORD)?;
    let phc = &store::members::password_hash(&password).await?;
    let cx_ref = &cx;
    let photos = store
        .write("seed_demo", |tx| async move {
            let mut seeder = Seeder::new(cx_ref.now);
            let machines = space::load(&mut seeder, &tx, cx_ref).await?;
            let people = people::load(&mut seeder, &tx, phc, &machines).await?;
            let photos = shop::load(&mut seeder, &tx, &people, &machines).await?;
            activity::load(&mut seeder, &tx, &people, &machines).await?;
            Ok(photos)
        })
        .await?;
    pictures::draw(photos, images, make_sizes).await
}

/// The fixed seed and the time of loading.
pub struct Seeder {
    rng: StdRng,
    pub now: DateTime<Utc>,
}

impl Seeder {
    pub fn new(now: DateTime<Utc>) -> Seeder {
        Seeder { rng: StdRng::seed_from_u64(SEED), now }
    }

    /// An id stamped with a time, its random part from the seed.
    pub fn id_at(&mut self, at: DateTime<Utc>) -> Uuid {
        let mut random = [0u8; 10];
        self.rng.fill_bytes(&mut random);
        let millis = u64::try_from(at.timestamp_millis()).unwrap_or(0);
        uuid::Builder::from_unix_timestamp_millis(millis, &random).into_uuid()
    }

    pub fn id(&mut self) -> Uuid {
        self.id_at(self.now)
    }
}

/// Inserts any number of rows.
pub async fn insert_all<A>(tx: &Tx, rows: Vec<A>) -> Result<()>
where
    A: ActiveModelTrait + Send,
    A::Entity: EntityTrait,
{
    let mut rows = rows.into_iter().peekable();
    while rows.peek().is_some() {
        let chunk: Vec<A> = rows.by_ref().take(ROWS_MAX).collect();
        <A::Entity as EntityTrait>::insert_many(chunk).exec_without_returning(&**tx).await?;
    }
    Ok(())
}

/// A row of the content that another row names must exist: the content's tests see to it.
pub fn named<T>(found: Option<T>, what: &str) -> Result<T> {
    found.ok_or_else(|| Error::internal(format!("the demo names no {what}")))
}
