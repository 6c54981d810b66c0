//! The demo loads through the operations, on both databases, and leaves nothing to do.
#![allow(clippy::unwrap_used, clippy::expect_used)]

use std::{
    collections::HashMap,
    sync::{Arc, Mutex},
};

use async_trait::async_trait;
use chrono::{DateTime, Utc};
use demo::seed::{self, Found};
use domain::booking::Slot;
use image::DynamicImage;
use sea_orm::{EntityTrait, PaginatorTrait};
use store::{
    Db, Store, entity,
    ports::Images,
    shop::{PhotoFile, PhotoFiles},
};
use uuid::Uuid;

/// Files in memory.
#[derive(Debug, Default)]
struct Memory(Mutex<HashMap<String, Vec<u8>>>);

#[async_trait]
impl Images for Memory {
    async fn put(&self, key: &str, bytes: Vec<u8>) -> Result<(), String> {
        self.0.lock().unwrap().insert(key.to_owned(), bytes);
        Ok(())
    }

    async fn get(&self, key: &str) -> Result<Option<Vec<u8>>, String> {
        Ok(self.0.lock().unwrap().get(key).cloned())
    }

    async fn delete(&self, key: &str) -> Result<(), String> {
        self.0.lock().unwrap().remove(key);
        Ok(())
    }

    async fn below(&self, folder: &str) -> Result<Vec<String>, String> {
        let mut keys = self.keys().await?;
        keys.retain(|key| key.starts_with(&format!("{folder}/")));
        Ok(keys)
    }

    async fn keys(&self) -> Result<Vec<String>, String> {
        Ok(self.0.lock().unwrap().keys().cloned().collect())
    }
}

/// Wednesday 25 November 2026, 14:00 in Japan: some of today's bookings have begun.
fn now() -> DateTime<Utc> {
    "2026-11-25T05:00:00Z".parse().unwrap()
}

/// Always [`now`].
struct FixedClock;

impl store::Clock for FixedClock {
    fn now(&self) -> DateTime<Utc> {
        now()
    }
}

/// One file in place of a picture's, unlike any other: what a photo goes through is the server's.
fn one_file(drawing: DynamicImage) -> store::Result<PhotoFiles> {
    let bytes = drawing.as_bytes().iter().step_by(997).copied().collect();
    Ok(PhotoFiles { width: 1, height: 1, colour: None, files: vec![PhotoFile { side: 320, bytes }] })
}

async fn migrated(db: Db) -> Store {
    db.migrate().await.unwrap();
    Store::new(db, Arc::new(FixedClock))
}

async fn sqlite(folder: &tempfile::TempDir) -> Store {
    migrated(Db::sqlite(&folder.path().join("demo.db")).await.unwrap()).await
}

async fn is_a_space_in_use(store: &Store) {
    assert_eq!(seed::look(store).await.unwrap(), Found::Nothing);
    let images = Arc::new(Memory::default());
    seed::load(store, images.clone(), one_file).await.unwrap();
    assert_eq!(seed::look(store).await.unwrap(), Found::Data);

    let read = store.db().read();
    assert_eq!(entity::job::Entity::find().count(read).await.unwrap(), 0, "nothing is left to do");
    let products = entity::product::Entity::find().all(read).await.unwrap();
    assert_eq!(
        products
            .iter()
            .filter(|row| row.status == domain::shop::ProductStatus::Published && row.title_en.is_some())
            .count(),
        60
    );
    assert_eq!(images.0.lock().unwrap().len(), 60);
    assert_eq!(entity::sale::Entity::find().count(read).await.unwrap(), 4, "what is sold out was sold");
    let participations = entity::participation::Entity::find().all(read).await.unwrap();
    for year in [2016, 2017, 2018] {
        assert!(participations.iter().any(|row| row.fiscal_year == year), "{year}");
    }

    let bookings = entity::booking::Entity::find().all(read).await.unwrap();
    let (past, to_come): (Vec<_>, Vec<_>) = bookings.iter().partition(|row| row.end_at <= now());
    assert!(past.len() > 100 && to_come.len() > 50, "{} and {}", past.len(), to_come.len());
    // Every booking keeps its quarter hours; those that the operation made keep their equipment's buffer too.
    let cells = entity::booking_cell::Entity::find().count(read).await.unwrap();
    let least: usize = bookings.iter().map(|row| Slot::new(row.start_at, row.end_at).unwrap().cells().count()).sum();
    assert!(cells >= least as u64, "{cells} cells, {least} at least");
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn the_demo_is_a_space_in_use_on_sqlite() {
    let folder = tempfile::TempDir::new().unwrap();
    is_a_space_in_use(&sqlite(&folder).await).await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn the_demo_is_a_space_in_use_on_postgres() {
    let cluster = std::env::var("TSUKURIBA_TEST_POSTGRES").expect("script/test starts a cluster");
    let name = format!("demo_{}", Uuid::now_v7().simple());
    let admin = Db::postgres(&cluster).await.unwrap();
    admin.execute_unprepared(&format!("CREATE DATABASE {name}")).await.unwrap();
    let url = cluster.replacen("/postgres?", &format!("/{name}?"), 1);
    is_a_space_in_use(&migrated(Db::postgres(&url).await.unwrap()).await).await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_demo_that_was_broken_off_is_told_from_data() {
    let folder = tempfile::TempDir::new().unwrap();
    let store = sqlite(&folder).await;
    let broken = |_| Err(store::Error::internal("no pictures"));
    assert!(seed::load(&store, Arc::new(Memory::default()), broken).await.is_err());
    assert_eq!(seed::look(&store).await.unwrap(), Found::PartOfTheDemo);
}
