//! Entities, queries, write transactions, outbox and authorisation. Knows neither axum nor leptos.

pub mod booking;
mod catalog;
mod changes;
pub mod clock;
pub mod cx;
pub mod data;
mod db;
pub mod entity;
pub mod equipment;
pub mod error;
pub mod jobs;
pub mod kpi;
pub mod link;
pub mod members;
mod memo;
pub mod orders;
mod paged;
pub mod payments;
pub mod ports;
mod questions;
pub mod register;
mod reorder;
mod reviews;
mod seal;
mod search;
pub mod shop;
pub mod site;
pub mod space;
mod sql;
mod views;

use std::{ops::Deref, sync::Arc};

use domain::{
    shop::{Category, ShopMaker, Synonyms, Tag},
    site::SiteSettings,
};
use link::LinkKey;
use memo::Memo;
use tokio::sync::Semaphore;

pub use clock::Clock;
pub use cx::Cx;
pub use db::{Db, DbKind, Tx};
pub use error::{Error, Result};

/// The one door to the data: every read and write of the application is a method of this.
#[derive(Clone)]
pub struct Store(Arc<Parts>);

/// What every operation uses; shared, for handles are cloned with every request.
pub struct Parts {
    db: Db,
    clock: Arc<dyn Clock>,
    links: LinkKey,
    categories: Memo<Vec<Category>>,
    tags: Memo<Vec<Tag>>,
    makers: Memo<Vec<ShopMaker>>,
    synonyms: Memo<Synonyms>,
    site: Memo<SiteSettings>,
    /// Searches of the shop at one time.
    searches: Semaphore,
}

impl Deref for Store {
    type Target = Parts;

    fn deref(&self) -> &Parts {
        &self.0
    }
}

impl Store {
    /// The data with a secret of its own: links that it makes open nothing once it is gone.
    pub fn new(db: Db, clock: Arc<dyn Clock>) -> Store {
        Store::with_links(db, clock, LinkKey::random())
    }

    /// The data with the secret by which links were made before.
    pub fn with_links(db: Db, clock: Arc<dyn Clock>, links: LinkKey) -> Store {
        let searches = Semaphore::new(db.searches_max());
        Store(Arc::new(Parts {
            db,
            clock,
            links,
            categories: Memo::default(),
            tags: Memo::default(),
            makers: Memo::default(),
            synonyms: Memo::default(),
            site: Memo::default(),
            searches,
        }))
    }

    /// The time of this moment, to put into a [`Cx`].
    pub fn now(&self) -> chrono::DateTime<chrono::Utc> {
        self.clock.now()
    }

    /// The database itself, for the command line's checks and for tests.
    pub fn db(&self) -> &Db {
        &self.db
    }
}
