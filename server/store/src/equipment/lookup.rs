//! Types and units by what addresses say.

use domain::{DomainError, UnitId};
use sea_orm::{ColumnTrait, EntityTrait, QueryFilter};

use crate::{
    Result, Tx,
    entity::{equipment_type, unit},
};

pub(crate) async fn by_slug<C: sea_orm::ConnectionTrait>(conn: &C, slug: &str) -> Result<equipment_type::Model> {
    let query = equipment_type::Entity::find().filter(equipment_type::Column::Slug.eq(slug));
    query.one(conn).await?.ok_or(DomainError::NotFound.into())
}

/// The kind of a unit, when the address names it.
pub(crate) async fn type_of_unit(tx: &Tx, slug: &str, unit: UnitId) -> Result<unit::Model> {
    let kind = by_slug(tx, slug).await?;
    let row = unit::Entity::find_by_id(unit).one(tx).await?.ok_or(DomainError::NotFound)?;
    if row.equipment_type_id == kind.id { Ok(row) } else { Err(DomainError::NotFound.into()) }
}
