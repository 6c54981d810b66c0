//! Products as they are now, with maker, stock and cover: one query, however many products.

use std::collections::HashMap;

use domain::{
    MakerId, PhotoId, ProductId, Yen,
    catalog::{Parcel, ProductSnapshot},
    shop::ProductStatus,
};
use sea_orm::{
    ColumnTrait, ConnectionTrait, EntityTrait, ExprTrait, FromQueryResult, QueryFilter,
    sea_query::{Condition, Expr, IntoCondition, Order, Query},
};

use super::stock::of_row;
use crate::{
    Result,
    entity::{maker, photo, product, product_option, stock},
};

#[derive(FromQueryResult)]
struct SnapshotRow {
    id: ProductId,
    number: i64,
    title: String,
    title_en: Option<String>,
    maker_id: MakerId,
    maker_name: String,
    price_yen: Yen,
    tax_rate_percent: i32,
    made_to_order: bool,
    lead_days: Option<i64>,
    parcel_thickness_mm: Option<i64>,
    parcel_weight_g: Option<i64>,
    parcel_fits_a4: bool,
    gift_wrap_yen: Option<i64>,
    has_required_option: bool,
    status: ProductStatus,
    on_hand: Option<i64>,
    reserved: Option<i64>,
    photo_id: Option<PhotoId>,
}

/// The product with this number, in whatever state.
pub(crate) async fn snapshot_by_number(conn: &impl ConnectionTrait, number: i64) -> Result<Option<ProductSnapshot>> {
    Ok(snapshots(conn, product::Column::Number.eq(number), 1).await?.pop())
}

/// Products under a condition on product or maker, by number, at most `limit`.
pub(crate) async fn snapshots(
    conn: &impl ConnectionTrait,
    condition: impl IntoCondition,
    limit: u64,
) -> Result<Vec<ProductSnapshot>> {
    use {
        maker::Column as M, photo::Column as Ph, product::Column as P, product_option::Column as O, stock::Column as S,
    };
    let maker_is = Expr::col((maker::Entity, M::Id)).equals((product::Entity, P::MakerId));
    let stock_is = Expr::col((stock::Entity, S::ProductId)).equals((product::Entity, P::Id));
    let cover_is = Condition::all()
        .add(Expr::col((photo::Entity, Ph::ProductId)).equals((product::Entity, P::Id)))
        .add(Ph::Position.eq(0));
    let required_options = Query::select()
        .expr(Expr::val(1))
        .from(product_option::Entity)
        .and_where(Expr::col((product_option::Entity, O::ProductId)).equals((product::Entity, P::Id)))
        .and_where(O::Required.eq(true))
        .take();
    let mut query = Query::select();
    query
        .columns([
            (product::Entity, P::Id),
            (product::Entity, P::Number),
            (product::Entity, P::Title),
            (product::Entity, P::TitleEn),
            (product::Entity, P::MakerId),
            (product::Entity, P::PriceYen),
            (product::Entity, P::TaxRatePercent),
            (product::Entity, P::MadeToOrder),
            (product::Entity, P::LeadDays),
            (product::Entity, P::ParcelThicknessMm),
            (product::Entity, P::ParcelWeightG),
            (product::Entity, P::ParcelFitsA4),
            (product::Entity, P::GiftWrapYen),
            (product::Entity, P::Status),
        ])
        .columns([(stock::Entity, S::OnHand), (stock::Entity, S::Reserved)])
        .expr_as(Expr::col((maker::Entity, M::TradeName)), "maker_name")
        .expr_as(Expr::col((photo::Entity, Ph::Id)), "photo_id")
        .expr_as(Expr::exists(required_options), "has_required_option")
        .from(product::Entity)
        .inner_join(maker::Entity, maker_is)
        .left_join(stock::Entity, stock_is)
        .left_join(photo::Entity, cover_is)
        .cond_where(condition.into_condition())
        .order_by((product::Entity, P::Number), Order::Asc)
        .limit(limit);
    let statement = conn.get_database_backend().build(&query);
    let rows = SnapshotRow::find_by_statement(statement).all(conn).await?;
    rows.into_iter().map(SnapshotRow::snapshot).collect()
}

impl SnapshotRow {
    fn snapshot(self) -> Result<ProductSnapshot> {
        Ok(ProductSnapshot {
            id: self.id,
            number: self.number,
            title: self.title,
            title_en: self.title_en,
            maker_id: self.maker_id,
            maker: self.maker_name,
            price: self.price_yen,
            tax_rate_percent: self.tax_rate_percent,
            stock: of_row(self.on_hand.unwrap_or(0), self.reserved.unwrap_or(0))?,
            made_to_order: self.made_to_order,
            lead_days: self.lead_days,
            parcel: Parcel::new(self.parcel_thickness_mm, self.parcel_weight_g, self.parcel_fits_a4),
            gift_wrap: self.gift_wrap_yen.map(Yen),
            has_required_option: self.has_required_option,
            published: self.status == ProductStatus::Published,
            photo: self.photo_id,
        })
    }
}

/// The first photo of each product.
pub(crate) async fn cover_photos(
    conn: &impl ConnectionTrait,
    products: Vec<ProductId>,
) -> Result<HashMap<ProductId, PhotoId>> {
    let covers = photo::Entity::find()
        .filter(photo::Column::ProductId.is_in(products))
        .filter(photo::Column::Position.eq(0))
        .all(conn)
        .await?;
    Ok(covers.into_iter().map(|row| (row.product_id, row.id)).collect())
}
