//! What makers ticked of the safety checklist, and when.

use chrono::{DateTime, Utc};
use domain::{
    CategoryId, ProductId,
    shop::{SafetyCheck, TargetAge, asked_checks},
};
use sea_orm::{ActiveValue::Set, ColumnTrait, ConnectionTrait, EntityTrait, QueryFilter, sea_query::OnConflict};

use crate::{
    Cx, Result, Tx,
    entity::{category, product_safety},
};

/// What is ticked of a piece, with when it was first.
pub(super) async fn of_product(
    conn: &impl ConnectionTrait,
    id: ProductId,
) -> Result<Vec<(SafetyCheck, DateTime<Utc>)>> {
    let rows = product_safety::Entity::find().filter(product_safety::Column::ProductId.eq(id)).all(conn).await?;
    Ok(rows.into_iter().map(|row| (row.item, row.ticked_at)).collect())
}

/// Writes what is ticked now; what was ticked before keeps its time.
pub(super) async fn put(cx: &Cx, tx: &Tx, id: ProductId, ticked: &[SafetyCheck]) -> Result<()> {
    let others = product_safety::Entity::delete_many()
        .filter(product_safety::Column::ProductId.eq(id))
        .filter(product_safety::Column::Item.is_not_in(ticked.iter().copied()));
    others.exec(tx).await?;
    if ticked.is_empty() {
        return Ok(());
    }
    let rows = ticked.iter().map(|check| product_safety::ActiveModel {
        product_id: Set(id),
        item: Set(*check),
        ticked_at: Set(cx.now),
    });
    let key = [product_safety::Column::ProductId, product_safety::Column::Item];
    // A row that is there says the same already: its own key is written over itself, its time stays.
    let keep = OnConflict::columns(key).update_column(product_safety::Column::Item).to_owned();
    product_safety::Entity::insert_many(rows).on_conflict(keep).exec_without_returning(tx).await?;
    Ok(())
}

/// What is asked of a piece of that category for that age, each with when it was ticked, if it was.
pub(super) async fn asked(
    conn: &impl ConnectionTrait,
    id: ProductId,
    category: CategoryId,
    age: Option<TargetAge>,
) -> Result<Vec<(SafetyCheck, Option<DateTime<Utc>>)>> {
    let row = category::Entity::find_by_id(category).one(conn).await?;
    let asked = asked_checks(&row.map(|row| SafetyCheck::read_list(&row.checks)).unwrap_or_default(), age);
    if asked.is_empty() {
        return Ok(Vec::new());
    }
    let ticked = of_product(conn, id).await?;
    let when = |check| ticked.iter().find(|(each, _)| *each == check).map(|(_, at)| *at);
    Ok(asked.into_iter().map(|check| (check, when(check))).collect())
}

/// What is asked and not ticked.
pub(super) async fn unticked(
    conn: &impl ConnectionTrait,
    id: ProductId,
    category: CategoryId,
    age: Option<TargetAge>,
) -> Result<Vec<SafetyCheck>> {
    let asked = asked(conn, id, category, age).await?;
    Ok(asked.into_iter().filter(|(_, at)| at.is_none()).map(|(check, _)| check).collect())
}
