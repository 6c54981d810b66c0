//! Products with maker, stock and first photo: four queries, however many products.

use std::collections::HashMap;

use domain::{MakerId, PhotoId, ProductId, Yen, shop::ProductStatus};
use sea_orm::{
    ColumnTrait, ConnectionTrait, EntityTrait, QueryFilter, QueryOrder, QuerySelect,
    sea_query::{IntoCondition, LikeExpr},
};
use uuid::Uuid;

use super::Piece;
use crate::{
    Result,
    entity::{maker, photo, product, stock},
};

/// The product with this number, in whatever state.
pub(crate) async fn piece_by_number(db: &impl ConnectionTrait, number: i64) -> Result<Option<Piece>> {
    Ok(pieces(db, product::Column::Number.eq(number), 1).await?.pop())
}

/// Products under a condition, by number, at most `limit`.
pub(crate) async fn pieces(db: &impl ConnectionTrait, condition: impl IntoCondition, limit: u64) -> Result<Vec<Piece>> {
    let found =
        product::Entity::find().filter(condition).order_by_asc(product::Column::Number).limit(limit).all(db).await?;
    if found.is_empty() {
        return Ok(Vec::new());
    }
    let ids: Vec<Uuid> = found.iter().map(|row| row.id).collect();
    let makers = maker::Entity::find().filter(maker::Column::Id.is_in(found.iter().map(|row| row.maker_id)));
    let makers: HashMap<Uuid, maker::Model> = makers.all(db).await?.into_iter().map(|row| (row.id, row)).collect();
    let stocks = stock::Entity::find().filter(stock::Column::ProductId.is_in(ids.clone())).all(db).await?;
    let stocks: HashMap<Uuid, i64> = stocks.into_iter().map(|row| (row.product_id, row.available)).collect();
    let photos = photo::Entity::find().filter(photo::Column::ProductId.is_in(ids));
    // Falling, so that the first position is the last to be written.
    let photos = photos.order_by_desc(photo::Column::Position).all(db).await?;
    let photos: HashMap<Uuid, Uuid> = photos.into_iter().map(|row| (row.product_id, row.id)).collect();
    let piece = |row: product::Model| {
        let maker = makers.get(&row.maker_id)?;
        Some(Piece {
            id: ProductId(row.id),
            number: row.number,
            title: row.title,
            title_en: row.title_en,
            maker_id: MakerId(row.maker_id),
            maker: maker.trade_name.clone(),
            maker_account: maker.account_id,
            price: Yen(row.price_yen),
            tax_rate_percent: row.tax_rate_percent,
            available: stocks.get(&row.id).copied().unwrap_or(0),
            published: row.status == ProductStatus::Published.as_str(),
            photo: photos.get(&row.id).copied().map(PhotoId),
        })
    };
    Ok(found.into_iter().filter_map(piece).collect())
}

/// A pattern for texts that contain `words`, in lower case, with what LIKE would read as wildcards taken literally.
pub(crate) fn contains(words: &str) -> LikeExpr {
    let mut pattern = String::from("%");
    for c in words.to_lowercase().chars() {
        if matches!(c, '%' | '_' | '\\') {
            pattern.push('\\');
        }
        pattern.push(c);
    }
    pattern.push('%');
    LikeExpr::new(pattern).escape('\\')
}
