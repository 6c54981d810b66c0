//! The rate of the consumption tax from a day on. What is sold keeps the rate it was sold at.

use chrono::{Days, NaiveDate};
use domain::{
    DomainError, IntoEnumIterator, Operator, calendar,
    shop::{TaxClass, TaxRate, tax_percent},
    site::{AuditAction, AuditChange},
};
use sea_orm::{
    ActiveValue::Set, ConnectionTrait, EntityTrait, QueryFilter, QueryOrder, prelude::*, sea_query::OnConflict,
};

use crate::{
    Cx, Result, Store, Tx,
    entity::tax_rate,
    jobs::{self, Job},
    site::audit_changes,
    sql::sql,
};

impl Store {
    /// The rates that were set, in the order of their days.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn tax_rates(&self) -> Result<Vec<TaxRate>> {
        rates(self.db.read()).await
    }

    /// Sets the rate of a class from a day to come; on that day it goes for all pieces of it that had the rate before. Their prices, tax
    /// included, stay.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn tax_rate_add(&self, cx: &Cx, _operator: &Operator, rate: TaxRate) -> Result<()> {
        self.write("tax_rate_add", |tx| async move {
            let before = tax_percent(&rates(&tx).await?, rate.class, rate.from);
            insert(&tx, rate).await?;
            begin_later(cx, &tx, rate).await?;
            let changes = [AuditChange::new("percent", before, rate.percent), of_class(rate.class)];
            audit_changes(cx, &tx, AuditAction::TaxRateAdd, rate.from, &changes).await
        })
        .await
    }

    /// Takes back a rate that has not begun.
    ///
    /// # Errors
    /// [`DomainError::NotFound`] for one that has, or is none; when the database fails.
    pub async fn tax_rate_remove(&self, cx: &Cx, _operator: &Operator, class: TaxClass, from: NaiveDate) -> Result<()> {
        self.write("tax_rate_remove", |tx| async move {
            let ahead = tax_rate::Entity::delete_many()
                .filter(tax_rate::Column::Class.eq(class))
                .filter(tax_rate::Column::FromDay.eq(from))
                .filter(tax_rate::Column::FromDay.gt(calendar::day_of(cx.now)));
            if ahead.exec(&tx).await?.rows_affected == 0 {
                return Err(DomainError::NotFound.into());
            }
            audit_changes(cx, &tx, AuditAction::TaxRateRemove, from, &[of_class(class)]).await
        })
        .await
    }

    /// Gives the rates that begin on that day to the pieces that had the ones before; nothing when it was taken back. Doing
    /// it again changes nothing.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn tax_rate_begin(&self, cx: &Cx, from: NaiveDate) -> Result<()> {
        self.write("tax_rate_begin", |tx| async move {
            let all = rates(&tx).await?;
            let eve = from.checked_sub_days(Days::new(1)).unwrap_or(from);
            for class in TaxClass::iter() {
                let (old, new) = (tax_percent(&all, class, eve), tax_percent(&all, class, from));
                if old != new {
                    begin(cx, &tx, class, old, new).await?;
                }
            }
            Ok(())
        })
        .await
    }
}

async fn begin(cx: &Cx, tx: &Tx, class: TaxClass, old: i32, new: i32) -> Result<()> {
    let dated = "INSERT INTO product_price (product_id, from_at, price_yen, tax_rate_percent) \
        SELECT id, $1, price_yen, $2 FROM product WHERE tax_rate_percent = $3 AND tax_class = $4 \
        ON CONFLICT (product_id, from_at) DO UPDATE SET tax_rate_percent = excluded.tax_rate_percent";
    tx.execute_raw(sql(tx, dated, [cx.now.into(), new.into(), old.into(), class.into()])).await?;
    let shown = "UPDATE product SET tax_rate_percent = $1 WHERE tax_rate_percent = $2 AND tax_class = $3";
    tx.execute_raw(sql(tx, shown, [new.into(), old.into(), class.into()])).await?;
    Ok(())
}

/// The log's subject is the day alone.
fn of_class(class: TaxClass) -> AuditChange {
    AuditChange::new("tax_class", class, class)
}

/// The rate of a piece of that class whose price is written now.
pub(crate) async fn percent_now<C: ConnectionTrait>(cx: &Cx, conn: &C, class: TaxClass) -> Result<i32> {
    Ok(tax_percent(&rates(conn).await?, class, calendar::day_of(cx.now)))
}

/// As [`Store::tax_rates`], also inside a transaction.
pub(crate) async fn rates<C: ConnectionTrait>(conn: &C) -> Result<Vec<TaxRate>> {
    let rows = tax_rate::Entity::find().order_by_asc(tax_rate::Column::FromDay).all(conn).await?;
    Ok(rows.into_iter().map(|row| TaxRate { class: row.class, from: row.from_day, percent: row.percent }).collect())
}

/// Lets a rate begin on its day.
pub(crate) async fn begin_later(cx: &Cx, tx: &Tx, rate: TaxRate) -> Result<()> {
    let at = calendar::at_minute(rate.from, 0);
    if at <= cx.now {
        return Ok(());
    }
    jobs::enqueue_at(cx, tx, Job::TaxRateBegin { from_day: rate.from }, at).await
}

/// Writes a rate, in place of one of its class from the same day.
pub(crate) async fn insert(tx: &Tx, rate: TaxRate) -> Result<()> {
    let row = tax_rate::ActiveModel { class: Set(rate.class), from_day: Set(rate.from), percent: Set(rate.percent) };
    let day = [tax_rate::Column::Class, tax_rate::Column::FromDay];
    let replace = OnConflict::columns(day).update_column(tax_rate::Column::Percent).to_owned();
    tax_rate::Entity::insert(row).on_conflict(replace).exec_without_returning(tx).await?;
    Ok(())
}
