//! The rules of the whole space, and the settings in one glance.

use domain::{
    Operator,
    booking::{SettingsSummary, SpaceRules},
    calendar,
    equipment::OpenHours,
    site::{AuditAction, AuditChange},
};
use sea_orm::{ColumnTrait, EntityTrait, PaginatorTrait, QueryFilter};

use crate::{
    Cx, Result, Store,
    entity::{closure, equipment_type, plan, unit},
    site::{audit_changes, space_rules, space_rules_put},
};

impl Store {
    /// What is set, for the page from which each part is reached.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn settings_summary(&self, cx: &Cx, operator: &Operator) -> Result<SettingsSummary> {
        let conn = self.db().read();
        let types = equipment_type::Entity::find().filter(equipment_type::Column::RetiredAt.is_null());
        let units = unit::Entity::find().filter(unit::Column::RetiredAt.is_null());
        let closures = closure::Entity::find().filter(closure::Column::Day.gte(calendar::day_of(cx.now)));
        let week = self.week_setting(cx, operator).await?;
        Ok(SettingsSummary {
            types: types.count(conn).await?,
            units: units.count(conn).await?,
            plans: plan::Entity::find().count(conn).await?,
            open_days: week.0.iter().filter(|day| day.hours != OpenHours::Closed).count(),
            closures: closures.count(conn).await?,
            rules: space_rules(conn).await?,
        })
    }

    /// Writes the space's rules; whether it is closed on 祝日 stays, since another page sets it.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn space_rules_save(&self, cx: &Cx, _operator: &Operator, rules: &SpaceRules) -> Result<()> {
        self.write("space_rules_save", |tx| async move {
            let before = space_rules(&tx).await?;
            space_rules_put(cx, &tx, &rules.with_holidays(before.holidays())).await?;
            let changes = AuditChange::between(&before.input(), &rules.input());
            audit_changes(cx, &tx, AuditAction::SpaceRulesChange, "space", &changes).await
        })
        .await
    }
}
