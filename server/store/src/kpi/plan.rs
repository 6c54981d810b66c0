//! The plan: what the goal is called, and its targets by fiscal year.

use std::collections::BTreeMap;

use domain::{
    Operator,
    calendar::FiscalYear,
    kpi::{KpiPlan, PlanWords},
    site::{AuditAction, AuditChange},
};
use sea_orm::{ActiveValue::Set, ConnectionTrait, EntityTrait};

use crate::{
    Cx, Error, Result, Store, Tx,
    entity::{kpi_target, setting},
    site::{audit_changes, setting_put},
};

const WORDS_KEY: &str = "kpi_plan";

impl Store {
    /// The plan as it is.
    ///
    /// # Errors
    /// When the database fails, or holds a year that the rules do not know.
    pub async fn kpi_plan(&self, _cx: &Cx, _operator: &Operator) -> Result<KpiPlan> {
        plan(self.db().read()).await
    }

    /// Writes the plan anew.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn kpi_plan_save(&self, cx: &Cx, _operator: &Operator, plan: &KpiPlan) -> Result<()> {
        self.write("kpi_plan_save", |tx| async move { plan_put(cx, &tx, plan).await }).await
    }
}

/// As [`Store::kpi_plan`], also inside a transaction.
pub(crate) async fn plan<C: ConnectionTrait>(conn: &C) -> Result<KpiPlan> {
    Ok(KpiPlan { words: words(conn).await?, targets: targets(conn).await? })
}

/// The plan's words; empty where none were written.
pub(super) async fn words<C: ConnectionTrait>(conn: &C) -> Result<PlanWords> {
    match setting::Entity::find_by_id(WORDS_KEY).one(conn).await? {
        Some(row) => serde_json::from_str(&row.value).map_err(Error::internal),
        None => Ok(PlanWords::default()),
    }
}

/// The plan's targets.
pub(super) async fn targets<C: ConnectionTrait>(conn: &C) -> Result<BTreeMap<FiscalYear, u64>> {
    let known = |year| FiscalYear::new(year).ok_or_else(|| Error::internal("a fiscal year out of range"));
    let rows = kpi_target::Entity::find().all(conn).await?;
    rows.into_iter().map(|row| Ok((known(row.fiscal_year)?, row.new_participants.unsigned_abs()))).collect()
}

/// Writes the plan inside a transaction.
pub(crate) async fn plan_put(cx: &Cx, tx: &Tx, after: &KpiPlan) -> Result<()> {
    let before = plan(tx).await?;
    let value = serde_json::to_string(&after.words).map_err(Error::internal)?;
    setting_put(cx, tx, WORDS_KEY, &value).await?;
    kpi_target::Entity::delete_many().exec(tx).await?;
    let row = |(year, people): (&FiscalYear, &u64)| kpi_target::ActiveModel {
        fiscal_year: Set(year.year()),
        new_participants: Set(i64::try_from(*people).unwrap_or(i64::MAX)),
    };
    if !after.targets.is_empty() {
        kpi_target::Entity::insert_many(after.targets.iter().map(row)).exec_without_returning(tx).await?;
    }
    let changes = AuditChange::between(&before.input(), &after.input());
    audit_changes(cx, tx, AuditAction::KpiPlanChange, "plan", &changes).await
}
