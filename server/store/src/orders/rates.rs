//! What delivery costs, as dated values.

use chrono::NaiveDate;
use domain::{
    DomainError, Operator, calendar,
    orders::{Delivery, DeliveryRate, delivery_price},
    site::{AuditAction, AuditChange},
};
use sea_orm::{
    ActiveValue::Set, ColumnTrait, ConnectionTrait, EntityTrait, QueryFilter, QueryOrder, sea_query::OnConflict,
};

use crate::{Cx, Error, Result, Store, entity::delivery_rate, site::audit_changes};

impl Store {
    /// All rates of delivery, by way and day.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn delivery_rates(&self) -> Result<Vec<DeliveryRate>> {
        rates(self.db.read()).await
    }

    /// Sets what a way costs from today or a later day on.
    ///
    /// # Errors
    /// [`DomainError::NotFound`] for a day that is over: orders of that day were paid by another rate.
    pub async fn delivery_rate_set(&self, cx: &Cx, _operator: &Operator, rate: DeliveryRate) -> Result<()> {
        if rate.from < calendar::day_of(cx.now) || !rate.delivery.is_posted() {
            return Err(DomainError::NotFound.into());
        }
        self.write("delivery_rate_set", |tx| async move {
            let before = delivery_price(&rates(&tx).await?, rate.delivery, rate.from);
            let row = delivery_rate::ActiveModel {
                delivery: Set(rate.delivery.to_string()),
                from_day: Set(rate.from),
                price_yen: Set(rate.price),
            };
            let key = [delivery_rate::Column::Delivery, delivery_rate::Column::FromDay];
            let replace = OnConflict::columns(key).update_column(delivery_rate::Column::PriceYen).to_owned();
            delivery_rate::Entity::insert(row).on_conflict(replace).exec_without_returning(&tx).await?;
            let before = before.map(|yen| yen.0.to_string()).unwrap_or_default();
            let change = AuditChange::new(rate.delivery.into_str(), before, rate.price.0);
            audit_changes(cx, &tx, AuditAction::DeliveryRateSet, rate.from, &[change]).await
        })
        .await
    }

    /// Takes back a rate that has not begun.
    ///
    /// # Errors
    /// [`DomainError::NotFound`] for one that has, or is none.
    pub async fn delivery_rate_remove(
        &self,
        cx: &Cx,
        _operator: &Operator,
        delivery: Delivery,
        from: NaiveDate,
    ) -> Result<()> {
        self.write("delivery_rate_remove", |tx| async move {
            let ahead = delivery_rate::Entity::delete_many()
                .filter(delivery_rate::Column::Delivery.eq(delivery.into_str()))
                .filter(delivery_rate::Column::FromDay.eq(from))
                .filter(delivery_rate::Column::FromDay.gt(calendar::day_of(cx.now)));
            if ahead.exec(&tx).await?.rows_affected == 0 {
                return Err(DomainError::NotFound.into());
            }
            let change = AuditChange::new("delivery", delivery, "");
            audit_changes(cx, &tx, AuditAction::DeliveryRateRemove, from, &[change]).await
        })
        .await
    }
}

/// As [`Store::delivery_rates`], also inside a transaction.
pub(super) async fn rates(conn: &impl ConnectionTrait) -> Result<Vec<DeliveryRate>> {
    let rows = delivery_rate::Entity::find()
        .order_by_asc(delivery_rate::Column::Delivery)
        .order_by_asc(delivery_rate::Column::FromDay)
        .all(conn)
        .await?;
    rows.into_iter().map(rate).collect()
}

fn rate(row: delivery_rate::Model) -> Result<DeliveryRate> {
    let delivery =
        row.delivery.parse().map_err(|_| Error::internal(format!("no way of delivery: {}", row.delivery)))?;
    Ok(DeliveryRate { delivery, from: row.from_day, price: row.price_yen })
}
