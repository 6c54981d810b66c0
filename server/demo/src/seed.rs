//! Fills an empty database with the demo, by the operations that people's own doings go through, each at its time.
//! Choices come from a fixed seed: the same every time, relative to today where it must be.
//!
//! What has no operation is written as rows, and is marked `No operation:`.

mod activity;
mod people;
mod pictures;
mod rows;
mod shop;
mod space;

use std::sync::Arc;

use sea_orm::{ActiveValue::Set, EntityTrait, PaginatorTrait};
use store::{Error, Result, Store, entity, ports::Images};

pub use people::{ACCOUNTS, PASSWORD};
pub use pictures::MakeSizes;
pub(crate) use rows::{Seeder, insert_all};
pub use space::template;

/// Stands in the settings while the demo is being loaded.
const LOADING_KEY: &str = "demo_loading";

/// What was found in the database.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Found {
    /// Nobody has used it yet.
    Nothing,
    /// The loading of the demo was broken off.
    PartOfTheDemo,
    /// Somebody's data.
    Data,
}

/// Looks whether the demo may be loaded.
///
/// # Errors
/// When the database fails.
pub async fn look(store: &Store) -> Result<Found> {
    let read = store.db().read();
    if entity::setting::Entity::find_by_id(LOADING_KEY).one(read).await?.is_some() {
        return Ok(Found::PartOfTheDemo);
    }
    let accounts = entity::account::Entity::find().count(read).await?;
    let equipment = entity::equipment_type::Entity::find().count(read).await?;
    Ok(if accounts == 0 && equipment == 0 { Found::Nothing } else { Found::Data })
}

/// Loads the demo into an empty database.
///
/// # Errors
/// When the database or the image folder fails.
pub async fn load(store: &Store, images: Arc<dyn Images>, make_sizes: MakeSizes) -> Result<()> {
    let now = store.now();
    mark(store, true).await?;
    // The pictures are drawn beside everything that comes before the shop.
    let pictures = tokio::spawn(pictures::draw(make_sizes));
    let mut seeder = Seeder::new(now);
    let office = people::office(store, now).await?;
    let equipment = space::load(store, &office.operator.at(now)).await?;
    let people = people::load(store, &office, &equipment, now).await?;
    let pictures = pictures.await.map_err(Error::internal)??;
    shop::load(store, &mut seeder, &people, &equipment, pictures, images).await?;
    activity::load(store, &mut seeder, &people, &equipment).await?;
    forget_jobs(store).await?;
    mark(store, false).await
}

/// No operation: nobody mails, reminds or misses the invented people for what they did before the demo began.
async fn forget_jobs(store: &Store) -> Result<()> {
    store
        .write("seed_demo_jobs", |tx| async move {
            entity::job::Entity::delete_many().exec(&tx).await?;
            Ok(())
        })
        .await
}

async fn mark(store: &Store, loading: bool) -> Result<()> {
    let now = store.now();
    store
        .write("seed_demo_mark", |tx| async move {
            if loading {
                let row = entity::setting::ActiveModel {
                    key: Set(LOADING_KEY.to_owned()),
                    value: Set(String::new()),
                    updated_at: Set(now),
                };
                entity::setting::Entity::insert(row).exec_without_returning(&tx).await?;
            } else {
                entity::setting::Entity::delete_by_id(LOADING_KEY).exec(&tx).await?;
            }
            Ok(())
        })
        .await
}
