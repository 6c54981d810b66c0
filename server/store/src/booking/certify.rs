//! What the staff set for a member: certifications of machines, and the plan.

use chrono::{DateTime, Utc};
use domain::{
    AccountId, BilingualText, DomainError, EquipmentTypeId, PlanId, Staff,
    booking::PlanChoice,
    site::{AuditAction, AuditChange},
};
use sea_orm::{ActiveValue::Set, ColumnTrait, EntityTrait, QueryFilter, QueryOrder, sea_query::OnConflict};

use crate::{
    Cx, Result, Store, Tx,
    entity::{account, account_plan, certification, equipment_type, plan},
    site::{audit, audit_changes},
};

impl Store {
    /// Records that the member has done the machine's induction; again renews it. `lapses_at` is when it ends, `None`
    /// never.
    ///
    /// # Errors
    /// [`DomainError::NotFound`] for an unknown account or machine.
    pub async fn certification_grant(
        &self,
        cx: &Cx,
        _staff: &Staff,
        account_id: AccountId,
        type_id: EquipmentTypeId,
        lapses_at: Option<DateTime<Utc>>,
    ) -> Result<()> {
        self.write("certification_grant", |tx| async move {
            must_be_there(&tx, account_id).await?;
            equipment_type::Entity::find_by_id(type_id).one(&tx).await?.ok_or(DomainError::NotFound)?;
            let row = certification::ActiveModel {
                account_id: Set(account_id),
                equipment_type_id: Set(type_id),
                certified_at: Set(cx.now),
                lapses_at: Set(lapses_at),
            };
            let renew = OnConflict::columns([certification::Column::AccountId, certification::Column::EquipmentTypeId])
                .update_columns([certification::Column::CertifiedAt, certification::Column::LapsesAt])
                .to_owned();
            certification::Entity::insert(row).on_conflict(renew).exec_without_returning(&tx).await?;
            audit(cx, &tx, AuditAction::CertificationGrant, format!("{account_id} {type_id}")).await
        })
        .await
    }

    /// Takes the certification back; bookings that were made stay. Again changes nothing.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn certification_withdraw(
        &self,
        cx: &Cx,
        _staff: &Staff,
        account_id: AccountId,
        type_id: EquipmentTypeId,
    ) -> Result<()> {
        self.write("certification_withdraw", |tx| async move {
            let gone = certification::Entity::delete_by_id((account_id, type_id)).exec(&tx).await?;
            if gone.rows_affected == 0 {
                return Ok(());
            }
            audit(cx, &tx, AuditAction::CertificationWithdraw, format!("{account_id} {type_id}")).await
        })
        .await
    }

    /// Sets the member's plan; `None` goes back to the first one.
    ///
    /// # Errors
    /// [`DomainError::NotFound`] for an unknown account or plan.
    pub async fn account_plan_set(
        &self,
        cx: &Cx,
        _staff: &Staff,
        account_id: AccountId,
        plan_id: Option<PlanId>,
    ) -> Result<()> {
        self.write("account_plan_set", |tx| async move {
            must_be_there(&tx, account_id).await?;
            let before = plan_name(&tx, account_id).await?;
            account_plan::Entity::delete_many()
                .filter(account_plan::Column::AccountId.eq(account_id))
                .exec(&tx)
                .await?;
            if let Some(plan_id) = plan_id {
                plan::Entity::find_by_id(plan_id).one(&tx).await?.ok_or(DomainError::NotFound)?;
                let row = account_plan::ActiveModel {
                    account_id: Set(account_id),
                    plan_id: Set(plan_id),
                    since: Set(cx.now),
                };
                account_plan::Entity::insert(row).exec_without_returning(&tx).await?;
            }
            let change = AuditChange::new("plan", before, plan_name(&tx, account_id).await?);
            audit_changes(cx, &tx, AuditAction::AccountPlanSet, account_id, &[change]).await
        })
        .await
    }

    /// The plans in the operator's order; the first one is everybody's who has no other.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn plan_choices(&self, _cx: &Cx, _staff: &Staff) -> Result<Vec<PlanChoice>> {
        let rows = plan::Entity::find()
            .order_by_asc(plan::Column::Position)
            .order_by_asc(plan::Column::Id)
            .all(self.db().read())
            .await?;
        let choice = |row: plan::Model| PlanChoice { id: row.id, name: BilingualText::new(row.name_ja, row.name_en) };
        Ok(rows.into_iter().map(choice).collect())
    }
}

async fn must_be_there(tx: &Tx, id: AccountId) -> Result<()> {
    account::Entity::find_by_id(id).one(tx).await?.map(drop).ok_or(DomainError::NotFound.into())
}

/// The Japanese name of the plan that was set; empty for everybody's.
async fn plan_name(tx: &Tx, account_id: AccountId) -> Result<String> {
    let Some(set) = account_plan::Entity::find_by_id(account_id).one(tx).await? else { return Ok(String::new()) };
    Ok(plan::Entity::find_by_id(set.plan_id).one(tx).await?.map(|plan| plan.name_ja).unwrap_or_default())
}
