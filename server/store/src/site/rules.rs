//! The rules of the space for booking.

use domain::booking::SpaceRules;
use sea_orm::{ConnectionTrait, EntityTrait};

use crate::{Cx, Error, Result, Store, Tx, entity::setting};

/// Where the space's booking rules are kept.
pub(crate) const RULES_SETTING: &str = "booking";

/// The booking rules of the space; defaults when none were saved.
pub(crate) async fn space_rules<C: ConnectionTrait>(conn: &C) -> Result<SpaceRules> {
    match setting::Entity::find_by_id(RULES_SETTING).one(conn).await? {
        Some(row) => space_rules_of(&row.value),
        None => Ok(SpaceRules::default()),
    }
}

/// The booking rules of the space as they are kept.
///
/// # Errors
/// When they cannot be read.
pub(crate) fn space_rules_of(text: &str) -> Result<SpaceRules> {
    serde_json::from_str(text).map_err(Error::internal)
}

/// Writes the booking rules of the space.
///
/// # Errors
/// When the database fails.
pub async fn space_rules_put(cx: &Cx, tx: &Tx, rules: &SpaceRules) -> Result<()> {
    let value = serde_json::to_string(rules).map_err(Error::internal)?;
    super::setting_put(cx, tx, RULES_SETTING, &value).await
}

impl Store {
    /// The booking rules of the space; defaults when none were saved.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn space_rules(&self, _cx: &Cx) -> Result<SpaceRules> {
        space_rules(self.db().read()).await
    }
}
