//! The settings of the site: read by every page, written form by form.

use std::sync::Arc;

use domain::{
    DomainError, Operator,
    form::FormInput,
    site::{AuditAction, AuditChange, SitePart, SiteSettings},
};
use sea_orm::{ConnectionTrait, EntityTrait};

use super::{audit_changes, setting_put};
use crate::{Cx, Error, Result, Store, Tx, entity::setting};

const SITE_KEY: &str = "site";
/// Fields that name a person: the log says that they changed, not to what.
const OF_A_PERSON: [&str; 1] = ["responsible_person"];

impl Store {
    /// The space's settings, as they were at most a second ago and never before this server's own last change; defaults
    /// when none were saved.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn site(&self) -> Result<Arc<SiteSettings>> {
        self.remembered_until(&self.site, self.db.settings_changes(), settings(self.db().read())).await
    }

    /// The settings as they were read last, without asking the database.
    pub fn site_last(&self) -> Arc<SiteSettings> {
        self.site.last().unwrap_or_default()
    }

    /// The space's settings as they are; defaults when none were saved.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn site_settings(&self) -> Result<SiteSettings> {
        settings(self.db().read()).await
    }

    /// Saves all of the space's settings, for the command line, the demo and tests.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn site_settings_save(&self, cx: &Cx, settings: &SiteSettings) -> Result<()> {
        self.write("site_settings_save", |tx| async move { settings_put(cx, &tx, settings).await }).await
    }

    /// Saves one form of the settings.
    ///
    /// # Errors
    /// [`DomainError::Fields`] with everything that is wrong; when the database fails.
    pub async fn site_part_save(&self, cx: &Cx, _operator: &Operator, part: SitePart, input: &FormInput) -> Result<()> {
        self.write("site_part_save", |tx| async move {
            let before = settings(&tx).await?;
            let after = part.read(input, &before).map_err(DomainError::Fields)?;
            settings_put(cx, &tx, &after).await?;
            let mut changes = AuditChange::between(&part.input(&before), &part.input(&after));
            for change in changes.iter_mut().filter(|change| OF_A_PERSON.contains(&change.field.as_str())) {
                *change = AuditChange::new(&change.field, "…", "…");
            }
            audit_changes(cx, &tx, AuditAction::SiteChange, part, &changes).await
        })
        .await
    }
}

/// The space's settings, also inside a transaction.
pub(crate) async fn settings(conn: &impl ConnectionTrait) -> Result<SiteSettings> {
    match setting::Entity::find_by_id(SITE_KEY).one(conn).await? {
        Some(row) => serde_json::from_str(&row.value).map_err(Error::internal),
        None => Ok(SiteSettings::default()),
    }
}

/// Whether settings were ever saved.
pub(crate) async fn is_begun(conn: &impl ConnectionTrait) -> Result<bool> {
    Ok(setting::Entity::find_by_id(SITE_KEY).one(conn).await?.is_some())
}

/// Writes the space's settings inside a transaction.
///
/// # Errors
/// When the database fails.
pub(crate) async fn settings_put(cx: &Cx, tx: &Tx, settings: &SiteSettings) -> Result<()> {
    let value = serde_json::to_string(settings).map_err(Error::internal)?;
    setting_put(cx, tx, SITE_KEY, &value).await
}
