//! How long what is kept, as the operator has set it.

use domain::{
    Operator,
    data::DataRules,
    site::{AuditAction, AuditChange},
};
use sea_orm::{ConnectionTrait, EntityTrait};

use super::{audit_changes, setting_put};
use crate::{Cx, Error, Result, Store, entity::setting};

const SETTING: &str = "data";

/// The numbers that hold now, also inside a transaction.
pub(crate) async fn data_rules(conn: &impl ConnectionTrait) -> Result<DataRules> {
    match setting::Entity::find_by_id(SETTING).one(conn).await? {
        Some(row) => serde_json::from_str(&row.value).map_err(Error::internal),
        None => Ok(DataRules::default()),
    }
}

impl Store {
    /// The numbers that hold now.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn data_rules(&self) -> Result<DataRules> {
        data_rules(self.db().read()).await
    }

    /// Sets them; in effect with the next clearing away, within the hour.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn data_rules_save(&self, cx: &Cx, _operator: &Operator, rules: &DataRules) -> Result<()> {
        self.write("data_rules_save", |tx| async move {
            let changes = AuditChange::between(&data_rules(&tx).await?.input(), &rules.input());
            if changes.is_empty() {
                return Ok(());
            }
            let value = serde_json::to_string(rules).map_err(Error::internal)?;
            setting_put(cx, &tx, SETTING, &value).await?;
            audit_changes(cx, &tx, AuditAction::DataRulesChange, "rules", &changes).await
        })
        .await
    }
}
