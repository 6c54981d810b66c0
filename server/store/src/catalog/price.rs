//! Prices and rates of tax as dated values.

use domain::{ProductId, Yen};
use sea_orm::{ActiveValue::Set, EntityTrait, sea_query::OnConflict};

use crate::{Cx, Result, Tx, entity::product_price};

/// Writes down what a product costs from now on. The product's own columns, which lists read, are written by the caller
/// in the same transaction.
pub(crate) async fn record(cx: &Cx, tx: &Tx, product: ProductId, price: Yen, tax_rate_percent: i32) -> Result<()> {
    let row = product_price::ActiveModel {
        product_id: Set(product),
        from_at: Set(cx.now),
        price_yen: Set(price),
        tax_rate_percent: Set(tax_rate_percent),
    };
    // Two changes at one instant: the second holds.
    let replace = OnConflict::columns([product_price::Column::ProductId, product_price::Column::FromAt])
        .update_columns([product_price::Column::PriceYen, product_price::Column::TaxRatePercent])
        .to_owned();
    product_price::Entity::insert(row).on_conflict(replace).exec_without_returning(tx).await?;
    Ok(())
}
