//! A maker's own product as its row.

use domain::{
    DomainError, Maker, ProductId,
    shop::{ProductError, ProductStatus},
};
use sea_orm::{ActiveValue::Set, ConnectionTrait, EntityTrait};

use crate::{Cx, Result, Tx, entity::product};

/// The maker's own product; others' do not exist for them.
pub(super) async fn own(connection: &impl ConnectionTrait, maker: &Maker, id: ProductId) -> Result<product::Model> {
    let row = product::Entity::find_by_id(id).one(connection).await?;
    row.filter(|row| row.maker_id == maker.maker_id).ok_or(DomainError::NotFound.into())
}

/// As [`own`], and in a state in which the maker may change it: a draft, or live.
///
/// # Errors
/// [`DomainError::NotFound`] for another maker's product, [`ProductError::NotEditable`] while the staff have it.
pub(super) async fn editable(
    connection: &impl ConnectionTrait,
    maker: &Maker,
    id: ProductId,
) -> Result<product::Model> {
    let row = own(connection, maker, id).await?;
    may_edit(&row, maker)?;
    Ok(row)
}

/// # Errors
/// As [`editable`].
pub(super) fn may_edit(row: &product::Model, maker: &Maker) -> Result<()> {
    match row.maker_id == maker.maker_id {
        true if row.status.can_edit() || row.status.is_live() => Ok(()),
        true => Err(ProductError::NotEditable.into()),
        false => Err(DomainError::NotFound.into()),
    }
}

pub(super) async fn set_status(cx: &Cx, tx: &Tx, id: ProductId, next: ProductStatus) -> Result<()> {
    let row = product::ActiveModel { id: Set(id), status: Set(next), updated_at: Set(cx.now), ..Default::default() };
    product::Entity::update(row).exec(tx).await?;
    Ok(())
}
