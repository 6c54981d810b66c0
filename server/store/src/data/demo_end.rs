//! The end of the demo: the invented people and all they did go, the space's settings stay.

use domain::{
    DomainError, Operator,
    data::{DEMO_DOMAIN, emptied_at_demo_end},
    site::AuditAction,
};
use sea_orm::{ConnectionTrait, EntityTrait, PaginatorTrait, QueryFilter, prelude::*};

use crate::{
    Cx, Error, Result, Store,
    entity::account,
    site::{audit, settings, settings_put},
};

impl Store {
    /// Empties all tables but those of settings, and says that this is no demo any more. Returns how many people that
    /// were.
    ///
    /// # Errors
    /// [`DomainError::Forbidden`] when somebody has an account who was not invented: real people's things are not
    /// thrown away with the demo's.
    pub async fn demo_end(&self, cx: &Cx, _operator: &Operator) -> Result<u64> {
        self.write("demo_end", |tx| async move {
            let all = account::Entity::find().count(&tx).await?;
            let invented = account::Entity::find().filter(account::Column::Email.ends_with(DEMO_DOMAIN));
            if invented.count(&tx).await? != all {
                return Err(Error::Domain(DomainError::Forbidden));
            }
            for table in emptied_at_demo_end() {
                tx.execute_unprepared(&format!("DELETE FROM {table}")).await?;
            }
            let site = settings(&tx).await?;
            settings_put(cx, &tx, &domain::site::SiteSettings { demo: false, ..site }).await?;
            audit(cx, &tx, AuditAction::DemoEnd, "demo").await?;
            Ok(all)
        })
        .await
    }
}
