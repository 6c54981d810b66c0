//! Clearing away what has run out.

use chrono::TimeDelta;
use domain::data::DataRule;
use sea_orm::{EntityTrait, QueryFilter, prelude::*};

use super::{factors, throttle};
use crate::{
    Cx, Result, Store,
    entity::{known_device, mail_token, session},
};

/// Days for which a browser that is not used any more stays known.
const KNOWN_DEVICE_DAYS: i64 = 180;

impl Store {
    /// Deletes ended sessions, sign-ins and second factors that nobody finished, mail links that have been dead for as long as the operator keeps them, devices unused for
    /// long, and windows of the throttle that are over. To be called every hour or
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
            let unused = known_device::Column::UsedAt.lt(cx.now - TimeDelta::days(KNOWN_DEVICE_DAYS));
            let devices = known_device::Entity::delete_many().filter(unused).exec(&tx).await?;
            let (steps, attempts) = (factors::tidy(cx, &tx).await?, throttle::tidy(cx, &tx).await?);
            Ok(sessions.rows_affected + devices.rows_affected + links.rows_affected + steps + attempts)
        })
        .await
    }
}
