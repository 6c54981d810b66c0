//! Work that runs by the clock: when each kind last ran, and how it went.

use domain::jobs::PeriodicRun;
use sea_orm::{ActiveValue::Set, ConnectionTrait, EntityTrait, sea_query::OnConflict};

use crate::{Cx, Result, Store, entity::periodic_run};

/// What runs by the clock: clearing away ended sessions, holds that ran out, old answers of the API,
/// jobs done long ago, and what of people was kept long enough.
const PERIODIC_KINDS: [&str; 5] = ["members_tidy", "booking_holds_tidy", "idempotency_tidy", "jobs_prune", "retention"];

/// Longest error that is kept, in characters.
const ERROR_CHARS_MAX: usize = 500;

impl Store {
    /// Records a run of periodic work, whichever server did it.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn periodic_ran(&self, cx: &Cx, kind: &'static str, error: Option<String>) -> Result<()> {
        let error = &error;
        self.write("periodic_ran", |tx| async move {
            let row = periodic_run::ActiveModel {
                kind: Set(kind.to_owned()),
                at: Set(cx.now),
                ok: Set(error.is_none()),
                error: Set(error.as_ref().map(|text| text.chars().take(ERROR_CHARS_MAX).collect())),
            };
            let replace = OnConflict::column(periodic_run::Column::Kind)
                .update_columns([periodic_run::Column::At, periodic_run::Column::Ok, periodic_run::Column::Error])
                .to_owned();
            periodic_run::Entity::insert(row).on_conflict(replace).exec_without_returning(&tx).await?;
            Ok(())
        })
        .await
    }
}

/// The last run of each kind.
pub(crate) async fn read<C: ConnectionTrait>(conn: &C) -> Result<Vec<PeriodicRun>> {
    let rows = periodic_run::Entity::find().all(conn).await?;
    let run = |kind: &str| {
        let row = rows.iter().find(|row| row.kind == kind);
        PeriodicRun {
            kind: kind.to_owned(),
            at: row.map(|row| row.at),
            error: row.filter(|row| !row.ok).map(|row| row.error.clone().unwrap_or_default()),
        }
    };
    Ok(PERIODIC_KINDS.into_iter().map(run).collect())
}
