//! What is kept of people: how long, how much of it there is, and how it goes.

mod close;
mod demo_end;
mod farewell;
mod own;
mod own_sources;
mod photos;
mod retention;

use domain::{
    IntoEnumIterator, Operator,
    data::{DEMO_DOMAIN, Holding, HoldingCount},
    jobs::PeriodicRun,
};
use sea_orm::{EntityTrait, PaginatorTrait, QueryFilter, prelude::*};

use crate::{
    Cx, Result, Store,
    entity::{account, periodic_run},
    sql::sql,
};

pub use close::CloseOutcome;
pub use own::{OwnData, OwnTable};

/// The word under which the clearing away records its runs.
pub const RETENTION: &str = "retention";

impl Store {
    /// How many rows there are of each holding. Files are not counted here.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn data_counts(&self, _cx: &Cx, _operator: &Operator) -> Result<Vec<HoldingCount>> {
        let read = self.db.read();
        let mut counts = Vec::new();
        for holding in Holding::iter() {
            let Some(table) = holding.table() else { continue };
            let row = read.query_one_raw(sql(read, &format!("SELECT COUNT(*) AS n FROM {table}"), [])).await?;
            let rows = row.map(|row| row.try_get::<i64>("", "n")).transpose()?.unwrap_or(0);
            counts.push(HoldingCount { holding, rows: rows.unsigned_abs() });
        }
        Ok(counts)
    }

    /// When the clearing away ran last, and how that went.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn retention_last(&self, _cx: &Cx, _operator: &Operator) -> Result<Option<PeriodicRun>> {
        let row = periodic_run::Entity::find_by_id(RETENTION).one(self.db.read()).await?;
        Ok(row.map(|row| PeriodicRun {
            kind: row.kind,
            at: Some(row.at),
            error: (!row.ok).then(|| row.error.unwrap_or_default()),
        }))
    }

    /// How many invented people have accounts here.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn demo_accounts(&self) -> Result<u64> {
        let invented = account::Entity::find().filter(account::Column::Email.ends_with(DEMO_DOMAIN));
        Ok(invented.count(self.db.read()).await?)
    }
}
