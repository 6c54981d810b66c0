//! Clearing away what has run out.

use chrono::TimeDelta;
use domain::data::DataRule;
use sea_orm::{EntityTrait, QueryFilter, prelude::*};

use super::throttle;
use crate::{
    Cx, Result, Store,
    entity::{mail_token, session},
};

impl Store {
    /// Deletes ended sessions, mail links that have been dead for as long as the operator keeps them, and windows of the throttle that are over. To be called every hour or
    /// so; returns the number of rows deleted.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn members_tidy(&self, cx: &Cx) -> Result<u64> {
        let days = self.data_rules().await?.get(DataRule::AccessDays);
        self.write("members_tidy", |tx| async move {
            let sessions =
                session::Entity::delete_many().filter(session::Column::ExpiresAt.lte(cx.now)).exec(&tx).await?;
            let dead = mail_token::Column::ExpiresAt.lt(cx.now - TimeDelta::days(days));
            let links = mail_token::Entity::delete_many().filter(dead).exec(&tx).await?;
            Ok(sessions.rows_affected + links.rows_affected + throttle::tidy(cx, &tx).await?)
        })
        .await
    }
}
