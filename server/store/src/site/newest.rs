//! The newest time in the database, to see a clock that went wrong.

use chrono::{DateTime, Utc};
use sea_orm::{ColumnTrait, EntityTrait, FromQueryResult, QuerySelect};

use crate::{
    Result, Store,
    entity::{account, audit_entry, job, session},
};

#[derive(FromQueryResult)]
struct Newest {
    at: Option<DateTime<Utc>>,
}

macro_rules! newest {
    ($store:expr, $table:ident, $column:ident) => {
        $table::Entity::find()
            .select_only()
            .column_as($table::Column::$column.max(), "at")
            .into_model::<Newest>()
            .one($store.db.read())
            .await?
            .and_then(|newest| newest.at)
    };
}

impl Store {
    /// When anything was last written that carries the time of its writing; `None` in an empty database.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn newest_row_at(&self) -> Result<Option<DateTime<Utc>>> {
        let all = [
            newest!(self, account, CreatedAt),
            newest!(self, audit_entry, At),
            newest!(self, job, CreatedAt),
            newest!(self, session, SeenAt),
        ];
        Ok(all.into_iter().flatten().max())
    }
}
