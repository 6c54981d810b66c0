//! For what is written as rows: ids and choices from the fixed seed, and many rows at once.

use chrono::{DateTime, Utc};
use rand::{RngCore, SeedableRng, rngs::StdRng};
use sea_orm::{ActiveModelTrait, EntityTrait};
use store::{Error, Result, Tx};
use uuid::Uuid;

/// Rows of one INSERT: below the databases' limit of parameters.
const ROWS_MAX: usize = 500;
const SEED: u64 = 0x7365_6564;

/// The fixed seed and the time of loading.
pub struct Seeder {
    pub rng: StdRng,
    pub now: DateTime<Utc>,
}

impl Seeder {
    pub fn new(now: DateTime<Utc>) -> Seeder {
        Seeder { rng: StdRng::seed_from_u64(SEED), now }
    }

    /// An id stamped with a time, its random part from the seed.
    pub fn id_at<T: From<Uuid>>(&mut self, at: DateTime<Utc>) -> T {
        let mut random = [0u8; 10];
        self.rng.fill_bytes(&mut random);
        let millis = u64::try_from(at.timestamp_millis()).unwrap_or(0);
        uuid::Builder::from_unix_timestamp_millis(millis, &random).into_uuid().into()
    }

    pub fn id<T: From<Uuid>>(&mut self) -> T {
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
        <A::Entity as EntityTrait>::insert_many(chunk).exec_without_returning(tx).await?;
    }
    Ok(())
}

/// A row of the content that another row names must exist: the content's tests see to it.
pub fn named<T>(found: Option<T>, what: &str) -> Result<T> {
    found.ok_or_else(|| Error::internal(format!("the demo names no {what}")))
}
