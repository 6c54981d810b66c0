//! 会員種別: list, new, change, order. The first is everybody's who has no other.

use std::collections::HashMap;

use domain::{
    BilingualText, DomainError, Operator, PlanId,
    booking::{Direction, PLANS_MAX, PlanDraft, PlanRow, PlanRules, PlanSetting},
    form::{FieldError, FieldErrors},
    site::{AuditAction, AuditChange},
};
use sea_orm::{
    ActiveValue::Set, ColumnTrait, ConnectionTrait, EntityTrait, FromQueryResult, IntoActiveModel, QueryOrder,
    QuerySelect,
};

use crate::{
    Cx, Error, Result, Store, Tx,
    entity::{account_plan, plan},
    reorder::reordered,
    site::{audit, audit_changes},
};

#[derive(FromQueryResult)]
struct Counted {
    plan_id: PlanId,
    n: i64,
}

impl Store {
    /// All plans in their order.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn plan_settings(&self, _cx: &Cx, _operator: &Operator) -> Result<Vec<PlanRow>> {
        let conn = self.db().read();
        let counted = account_plan::Entity::find()
            .select_only()
            .column(account_plan::Column::PlanId)
            .column_as(account_plan::Column::AccountId.count(), "n")
            .group_by(account_plan::Column::PlanId)
            .into_model::<Counted>()
            .all(conn)
            .await?;
        let members: HashMap<PlanId, i64> = counted.into_iter().map(|row| (row.plan_id, row.n)).collect();
        let row = |row: plan::Model| PlanRow {
            id: row.id,
            members: members.get(&row.id).copied().unwrap_or(0).unsigned_abs(),
            rules: rules_of(&row),
            name: BilingualText::new(row.name_ja, row.name_en),
        };
        Ok(in_order(conn).await?.into_iter().map(row).collect())
    }

    /// One plan.
    ///
    /// # Errors
    /// [`DomainError::NotFound`]; when the database fails.
    pub async fn plan_setting(&self, _cx: &Cx, _operator: &Operator, id: PlanId) -> Result<PlanSetting> {
        let row = by_id(self.db().read(), id).await?;
        Ok(PlanSetting { id, draft: draft_of(row) })
    }

    /// Adds a plan at the end of the list.
    ///
    /// # Errors
    /// [`DomainError::Fields`] when there are too many; when the database fails.
    pub async fn plan_add(&self, cx: &Cx, _operator: &Operator, draft: &PlanDraft) -> Result<()> {
        self.write("plan_add", |tx| async move { plan_insert(cx, &tx, draft).await }).await
    }

    /// Changes a plan; it holds from the next booking on.
    ///
    /// # Errors
    /// [`DomainError::NotFound`]; when the database fails.
    pub async fn plan_change(&self, cx: &Cx, _operator: &Operator, id: PlanId, draft: &PlanDraft) -> Result<()> {
        self.write("plan_change", |tx| async move {
            let row = by_id(&tx, id).await?;
            let before = draft_of(row.clone()).input();
            plan::Entity::update(filled(row.into_active_model(), draft)?).exec(&tx).await?;
            let changes = AuditChange::between(&before, &draft.input());
            audit_changes(cx, &tx, AuditAction::PlanChange, id, &changes).await
        })
        .await
    }

    /// Moves a plan one up or down in the list; nothing at the ends.
    ///
    /// # Errors
    /// [`DomainError::NotFound`]; when the database fails.
    pub async fn plan_shift(&self, cx: &Cx, _operator: &Operator, id: PlanId, shift: Direction) -> Result<()> {
        self.write("plan_shift", |tx| async move {
            by_id(&tx, id).await?;
            let rows: Vec<_> = in_order(&tx).await?.iter().map(|row| (row.id, row.position)).collect();
            for (id, position) in reordered(&rows, id, shift) {
                let row = plan::ActiveModel { id: Set(id), position: Set(position), ..Default::default() };
                plan::Entity::update(row).exec(&tx).await?;
            }
            audit(cx, &tx, AuditAction::PlanOrder, id).await
        })
        .await
    }
}

/// Adds a plan at the end of the list.
///
/// # Errors
/// As [`Store::plan_add`].
pub(crate) async fn plan_insert(cx: &Cx, tx: &Tx, draft: &PlanDraft) -> Result<()> {
    let rows = in_order(tx).await?;
    if rows.len() >= PLANS_MAX {
        return Err(FieldErrors::of("", FieldError::TooMany { max: PLANS_MAX }).into());
    }
    let id: PlanId = cx.new_id();
    let mut row = filled(plan::ActiveModel::default(), draft)?;
    row.id = Set(id);
    row.position = Set(rows.iter().map(|row| row.position + 1).max().unwrap_or(0));
    plan::Entity::insert(row).exec_without_returning(tx).await?;
    audit(cx, tx, AuditAction::PlanAdd, id).await
}

/// All plans in their order.
pub(crate) async fn plan_drafts<C: ConnectionTrait>(conn: &C) -> Result<Vec<PlanDraft>> {
    Ok(in_order(conn).await?.into_iter().map(draft_of).collect())
}

async fn in_order<C: ConnectionTrait>(conn: &C) -> Result<Vec<plan::Model>> {
    let query = plan::Entity::find().order_by_asc(plan::Column::Position);
    Ok(query.order_by_asc(plan::Column::Id).all(conn).await?)
}

async fn by_id<C: ConnectionTrait>(conn: &C, id: PlanId) -> Result<plan::Model> {
    plan::Entity::find_by_id(id).one(conn).await?.ok_or(DomainError::NotFound.into())
}

fn draft_of(row: plan::Model) -> PlanDraft {
    PlanDraft { rules: rules_of(&row), name: BilingualText { ja: row.name_ja, en: row.name_en } }
}

fn rules_of(row: &plan::Model) -> PlanRules {
    PlanRules {
        horizon_days: i64::from(row.horizon_days),
        at_once_max: i64::from(row.at_once_max),
        minutes_day_max: i64::from(row.minutes_day_max),
        minutes_week_max: i64::from(row.minutes_week_max),
        rate_percent: i64::from(row.rate_percent),
    }
}

fn filled(mut row: plan::ActiveModel, draft: &PlanDraft) -> Result<plan::ActiveModel> {
    let small = |n: i64| i32::try_from(n).map_err(Error::internal);
    row.name_ja = Set(draft.name.ja.clone());
    row.name_en = Set(draft.name.en.clone());
    row.horizon_days = Set(small(draft.rules.horizon_days)?);
    row.at_once_max = Set(small(draft.rules.at_once_max)?);
    row.minutes_day_max = Set(small(draft.rules.minutes_day_max)?);
    row.minutes_week_max = Set(small(draft.rules.minutes_week_max)?);
    row.rate_percent = Set(small(draft.rules.rate_percent)?);
    Ok(row)
}
