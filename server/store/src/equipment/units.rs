//! The units of a kind: add, rename, order, retire and bring back.

use std::collections::HashMap;

use chrono::{DateTime, Utc};
use domain::{
    BilingualText, EquipmentTypeId, Operator, UnitId,
    booking::{Direction, UNITS_MAX, UnitDraft, UnitRow},
    form::{FieldError, FieldErrors},
    site::{AuditAction, AuditChange},
};
use sea_orm::{
    ActiveValue::Set, ColumnTrait, ConnectionTrait, EntityTrait, FromQueryResult, IntoActiveModel, QueryFilter,
    QueryOrder,
};

use super::lookup::{by_slug, type_of_unit};
use crate::{
    Cx, Result, Store, Tx,
    entity::unit,
    reorder::reordered,
    site::{audit, audit_changes},
    sql::sql,
};

impl Store {
    /// Adds a unit at the end of its kind's list.
    ///
    /// # Errors
    /// [`domain::DomainError::Fields`] when there are too many; [`domain::DomainError::NotFound`]; when the database
    /// fails.
    pub async fn unit_add(&self, cx: &Cx, _operator: &Operator, slug: &str, draft: &UnitDraft) -> Result<()> {
        self.write("unit_add", |tx| async move { unit_insert(cx, &tx, slug, draft).await }).await
    }

    /// Renames a unit of that kind.
    ///
    /// # Errors
    /// [`domain::DomainError::NotFound`]; when the database fails.
    pub async fn unit_rename(
        &self,
        cx: &Cx,
        _operator: &Operator,
        slug: &str,
        id: UnitId,
        draft: &UnitDraft,
    ) -> Result<()> {
        self.write("unit_rename", |tx| async move {
            let row = type_of_unit(&tx, slug, id).await?;
            let before = UnitDraft { name: BilingualText { ja: row.name_ja.clone(), en: row.name_en.clone() } };
            let mut row = row.into_active_model();
            row.name_ja = Set(draft.name.ja.clone());
            row.name_en = Set(draft.name.en.clone());
            unit::Entity::update(row).exec(&tx).await?;
            let changes = AuditChange::between(&before.input(), &draft.input());
            audit_changes(cx, &tx, AuditAction::UnitRename, id, &changes).await
        })
        .await
    }

    /// Takes a unit out of use, or brings it back. One that is booked is not retired: the staff move or cancel its
    /// bookings first. Its other cells (holds, maintenance) run out by themselves.
    ///
    /// # Errors
    /// [`FieldError::BookingsToCome`]; [`domain::DomainError::NotFound`]; when the database fails.
    pub async fn unit_retire(
        &self,
        cx: &Cx,
        _operator: &Operator,
        slug: &str,
        id: UnitId,
        retired: bool,
    ) -> Result<()> {
        self.write("unit_retire", |tx| async move {
            let row = type_of_unit(&tx, slug, id).await?;
            let booked = to_come(&tx, row.equipment_type_id, cx.now).await?;
            if let Some(n) = booked.get(&id).filter(|_| retired) {
                return Err(FieldErrors::of("units", FieldError::BookingsToCome { n: *n }).into());
            }
            let mut row = row.into_active_model();
            row.retired_at = Set(retired.then_some(cx.now));
            unit::Entity::update(row).exec(&tx).await?;
            audit(cx, &tx, if retired { AuditAction::UnitRetire } else { AuditAction::UnitBringBack }, id).await
        })
        .await
    }

    /// Moves a unit one up or down in its kind's list; nothing at the ends.
    ///
    /// # Errors
    /// [`domain::DomainError::NotFound`]; when the database fails.
    pub async fn unit_shift(
        &self,
        cx: &Cx,
        _operator: &Operator,
        slug: &str,
        id: UnitId,
        shift: Direction,
    ) -> Result<()> {
        self.write("unit_shift", |tx| async move {
            let row = type_of_unit(&tx, slug, id).await?;
            let rows: Vec<_> =
                in_order(&tx, row.equipment_type_id).await?.iter().map(|row| (row.id, row.position)).collect();
            for (id, position) in reordered(&rows, id, shift) {
                let row = unit::ActiveModel { id: Set(id), position: Set(position), ..Default::default() };
                unit::Entity::update(row).exec(&tx).await?;
            }
            audit(cx, &tx, AuditAction::UnitOrder, id).await
        })
        .await
    }
}

/// Adds a unit at the end of its kind's list.
///
/// # Errors
/// As [`Store::unit_add`].
pub(crate) async fn unit_insert(cx: &Cx, tx: &Tx, slug: &str, draft: &UnitDraft) -> Result<()> {
    let kind = by_slug(tx, slug).await?;
    let rows = in_order(tx, kind.id).await?;
    if rows.len() >= UNITS_MAX {
        return Err(FieldErrors::of("unit_ja", FieldError::TooMany { max: UNITS_MAX }).into());
    }
    let id: UnitId = cx.new_id();
    let row = unit::ActiveModel {
        id: Set(id),
        equipment_type_id: Set(kind.id),
        name_ja: Set(draft.name.ja.clone()),
        name_en: Set(draft.name.en.clone()),
        position: Set(rows.iter().map(|row| row.position + 1).max().unwrap_or(0)),
        retired_at: Set(None),
    };
    unit::Entity::insert(row).exec_without_returning(tx).await?;
    audit(cx, tx, AuditAction::UnitAdd, id).await
}

/// The units in use of a kind, in their order.
pub(crate) async fn unit_drafts<C: ConnectionTrait>(conn: &C, slug: &str) -> Result<Vec<UnitDraft>> {
    let kind = by_slug(conn, slug).await?;
    let rows = in_order(conn, kind.id).await?.into_iter().filter(|row| row.retired_at.is_none());
    Ok(rows.map(|row| UnitDraft { name: BilingualText { ja: row.name_ja, en: row.name_en } }).collect())
}

/// The units of a kind in their order, each with its bookings to come.
pub(crate) async fn unit_rows<C: ConnectionTrait>(
    conn: &C,
    kind: EquipmentTypeId,
    now: DateTime<Utc>,
) -> Result<Vec<UnitRow>> {
    let booked = to_come(conn, kind, now).await?;
    let row = |row: unit::Model| UnitRow {
        id: row.id,
        name: BilingualText::new(row.name_ja, row.name_en),
        retired: row.retired_at.is_some(),
        bookings: booked.get(&row.id).copied().unwrap_or(0),
    };
    Ok(in_order(conn, kind).await?.into_iter().map(row).collect())
}

async fn in_order<C: ConnectionTrait>(conn: &C, kind: EquipmentTypeId) -> Result<Vec<unit::Model>> {
    let query = unit::Entity::find().filter(unit::Column::EquipmentTypeId.eq(kind));
    Ok(query.order_by_asc(unit::Column::Position).order_by_asc(unit::Column::Id).all(conn).await?)
}

#[derive(FromQueryResult)]
struct Counted {
    unit_id: UnitId,
    n: i64,
}

/// Live bookings by unit of a kind that have not ended.
async fn to_come<C: ConnectionTrait>(
    conn: &C,
    kind: EquipmentTypeId,
    now: DateTime<Utc>,
) -> Result<HashMap<UnitId, u64>> {
    let rows = Counted::find_by_statement(sql(
        conn,
        "SELECT b.unit_id AS unit_id, COUNT(*) AS n FROM live_booking b JOIN unit u ON u.id = b.unit_id \
         WHERE u.equipment_type_id = $1 AND b.end_at > $2 GROUP BY b.unit_id",
        [kind.into(), now.into()],
    ))
    .all(conn)
    .await?;
    Ok(rows.into_iter().map(|row| (row.unit_id, row.n.unsigned_abs())).collect())
}
