//! The commission of the house from a day on.

use chrono::NaiveDate;
use domain::{
    DomainError, Operator, calendar,
    catalog::{CommissionRate, commission_percent},
    site::{AuditAction, AuditChange},
};
use sea_orm::{
    ActiveValue::Set, ColumnTrait, ConnectionTrait, EntityTrait, QueryFilter, QueryOrder, sea_query::OnConflict,
};

use crate::{Cx, Result, Store, Tx, entity::commission_rate, site::audit_changes};

impl Store {
    /// The commissions that were set, in the order of their days.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn commission_rates(&self) -> Result<Vec<CommissionRate>> {
        commissions(self.db.read()).await
    }

    /// Sets the commission from a day to come.
    ///
    /// # Errors
    /// [`DomainError::NotFound`] for a day that has begun; when the database fails.
    pub async fn commission_add(&self, cx: &Cx, _operator: &Operator, rate: CommissionRate) -> Result<()> {
        self.write("commission_add", |tx| async move {
            if rate.from <= calendar::day_of(cx.now) {
                return Err(DomainError::NotFound.into());
            }
            let before = commission_percent(&commissions(&tx).await?, rate.from);
            commission_insert(&tx, rate).await?;
            let change = AuditChange::new("percent", before, rate.percent);
            audit_changes(cx, &tx, AuditAction::CommissionAdd, rate.from, &[change]).await
        })
        .await
    }

    /// Takes back a commission that has not begun.
    ///
    /// # Errors
    /// [`DomainError::NotFound`] for one that has, or is none; when the database fails.
    pub async fn commission_remove(&self, cx: &Cx, _operator: &Operator, from: NaiveDate) -> Result<()> {
        self.write("commission_remove", |tx| async move {
            let ahead = commission_rate::Entity::delete_many()
                .filter(commission_rate::Column::FromDay.eq(from))
                .filter(commission_rate::Column::FromDay.gt(calendar::day_of(cx.now)));
            if ahead.exec(&tx).await?.rows_affected == 0 {
                return Err(DomainError::NotFound.into());
            }
            audit_changes(cx, &tx, AuditAction::CommissionRemove, from, &[]).await
        })
        .await
    }

    /// Today's commission in percent.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn commission_now(&self, cx: &Cx) -> Result<i64> {
        Ok(commission_percent(&self.commission_rates().await?, calendar::day_of(cx.now)))
    }
}

/// As [`Store::commission_rates`], also inside a transaction.
pub(crate) async fn commissions<C: ConnectionTrait>(conn: &C) -> Result<Vec<CommissionRate>> {
    let rows = commission_rate::Entity::find().order_by_asc(commission_rate::Column::FromDay).all(conn).await?;
    Ok(rows.into_iter().map(|row| CommissionRate { from: row.from_day, percent: row.percent }).collect())
}

/// Writes a commission, in place of one from the same day.
pub(crate) async fn commission_insert(tx: &Tx, rate: CommissionRate) -> Result<()> {
    let row = commission_rate::ActiveModel { from_day: Set(rate.from), percent: Set(rate.percent) };
    let replace =
        OnConflict::column(commission_rate::Column::FromDay).update_column(commission_rate::Column::Percent).to_owned();
    commission_rate::Entity::insert(row).on_conflict(replace).exec_without_returning(tx).await?;
    Ok(())
}
