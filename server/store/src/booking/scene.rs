//! The scene of a decision: a kind of equipment, the calendar of the days on which it is asked for, and those who ask
//! with their plan and induction. One statement, a row for each who asks.

use std::collections::HashMap;

use chrono::{DateTime, NaiveDate, Utc};
use domain::{
    AccountId, DomainError, EquipmentTypeId, booking::MemberPlan, calendar::day_bounds, equipment::TypeRules,
};
use sea_orm::{ColumnTrait, ConnectionTrait, EntityTrait, FromQueryResult, QueryFilter, Value};
use uuid::Uuid;

use super::rules::{PlanColumns, plan_join};
use crate::{
    Result,
    entity::equipment_type,
    equipment::{Calendar, CalendarRow, calendar_columns},
    sql::{placeholders, sql},
};

/// Which kind of equipment.
#[derive(Clone, Copy, Debug)]
pub(super) enum EquipmentKey<'s> {
    Slug(&'s str),
    Id(EquipmentTypeId),
}

/// A kind of equipment, the days on which it is asked for, and who asks.
pub(super) struct Scene {
    pub row: equipment_type::Model,
    pub rules: TypeRules,
    pub calendar: Calendar,
    /// How many units are in use.
    pub units: usize,
    /// Whether who looks has something of their own there: [`read_scene_for`] alone finds out.
    pub has_own: bool,
    members: HashMap<Option<AccountId>, SceneMember>,
}

/// Somebody who asks.
#[derive(Clone, Default)]
pub(super) struct SceneMember {
    pub plan: MemberPlan,
    certified: bool,
    lapses_at: Option<DateTime<Utc>>,
}

impl SceneMember {
    /// Whether the induction of the equipment is done and has not lapsed.
    pub(super) fn is_certified(&self, at: DateTime<Utc>) -> bool {
        self.certified && self.lapses_at.is_none_or(|lapses_at| lapses_at > at)
    }
}

impl Scene {
    pub(super) fn id(&self) -> EquipmentTypeId {
        self.row.id
    }

    /// Somebody of those who ask. Visitors have the first plan.
    pub(super) fn member(&self, id: Option<AccountId>) -> SceneMember {
        let found = self.members.get(&id).or_else(|| self.members.get(&None));
        found.cloned().unwrap_or_default()
    }
}

#[derive(FromQueryResult)]
struct SceneRow {
    #[sea_orm(nested)]
    equipment: equipment_type::Model,
    #[sea_orm(nested)]
    calendar: CalendarRow,
    #[sea_orm(nested)]
    plan: PlanColumns,
    units: i64,
    has_own: bool,
    account_id: Option<AccountId>,
    certified: bool,
    lapses_at: Option<DateTime<Utc>>,
}

/// The scene, in one statement.
///
/// # Errors
/// [`DomainError::NotFound`] without such equipment, or when it is retired.
pub(super) async fn read_scene<C: ConnectionTrait>(
    conn: &C,
    key: EquipmentKey<'_>,
    members: &[AccountId],
    days: (NaiveDate, NaiveDate),
) -> Result<Scene> {
    read(conn, key, members, days, None).await
}

/// As [`read_scene`], for one who looks at equipment, or for a visitor: most have neither a booking there on those days
/// nor a hold, and what they have needs no statement then.
///
/// # Errors
/// As [`read_scene`].
pub(super) async fn read_scene_for<C: ConnectionTrait>(
    conn: &C,
    slug: &str,
    viewer: Option<AccountId>,
    days: (NaiveDate, NaiveDate),
    now: DateTime<Utc>,
) -> Result<Scene> {
    let members: Vec<AccountId> = viewer.into_iter().collect();
    read(conn, EquipmentKey::Slug(slug), &members, days, viewer.map(|_| now)).await
}

/// With the time, whether each has a booking or a hold there.
async fn read<C: ConnectionTrait>(
    conn: &C,
    key: EquipmentKey<'_>,
    members: &[AccountId],
    (first, last): (NaiveDate, NaiveDate),
    own_at: Option<DateTime<Utc>>,
) -> Result<Scene> {
    let (column, key): (&str, Value) = match key {
        EquipmentKey::Slug(slug) => ("slug", slug.into()),
        EquipmentKey::Id(id) => ("id", id.into()),
    };
    // Nobody has the nil id: the one row then has no member.
    let nobody = [AccountId(Uuid::nil())];
    let members = if members.is_empty() { &nobody } else { members };
    let own = 4 + members.len();
    let has_own = match own_at {
        None => "FALSE".to_owned(),
        Some(_) => format!(
            "EXISTS (SELECT 1 FROM booking b JOIN unit bu ON bu.id = b.unit_id WHERE b.account_id = a.id \
             AND b.start_at >= ${own} AND b.start_at < ${} AND bu.equipment_type_id = t.id) \
             OR EXISTS (SELECT 1 FROM booking_hold h WHERE h.account_id = a.id AND h.expires_at > ${})",
            own + 1,
            own + 2
        ),
    };
    let text = format!(
        "SELECT t.*, {}, {}, a.id AS account_id, c.account_id IS NOT NULL AS certified, c.lapses_at, {has_own} AS has_own, \
         (SELECT COUNT(*) FROM unit u WHERE u.equipment_type_id = t.id AND u.retired_at IS NULL) AS units \
         FROM equipment_type t LEFT JOIN account a ON a.id IN ({}) {} \
         LEFT JOIN certification c ON c.account_id = a.id AND c.equipment_type_id = t.id \
         WHERE t.{column} = $1 AND t.retired_at IS NULL",
        calendar_columns(2, 3),
        PlanColumns::LIST,
        placeholders(4, members.len()),
        plan_join("a.id"),
    );
    let mut values = vec![key, first.into(), last.into()];
    values.extend(members.iter().map(|id| Value::from(*id)));
    if let Some(now) = own_at {
        values.extend([day_bounds(first).0.into(), day_bounds(last).1.into(), now.into()]);
    }
    let mut rows = SceneRow::find_by_statement(sql(conn, &text, values)).all(conn).await?.into_iter().peekable();
    let first = rows.peek().ok_or(DomainError::NotFound)?;
    let (row, calendar) = (first.equipment.clone(), first.calendar.clone().calendar()?);
    let (units, has_own) = (usize::try_from(first.units).unwrap_or(0), first.has_own);
    let member = |row: SceneRow| {
        let member = SceneMember { plan: row.plan.plan(), certified: row.certified, lapses_at: row.lapses_at };
        (row.account_id, member)
    };
    Ok(Scene { rules: TypeRules::from(&row), row, calendar, units, has_own, members: rows.map(member).collect() })
}

/// The rules of a kind of equipment, of retired ones too: their bookings can still be cancelled.
///
/// # Errors
/// [`DomainError::NotFound`] without such equipment.
pub(super) async fn rules_of<C: ConnectionTrait>(conn: &C, id: EquipmentTypeId) -> Result<TypeRules> {
    let row = equipment_type::Entity::find_by_id(id).one(conn).await?.ok_or(DomainError::NotFound)?;
    Ok(TypeRules::from(&row))
}

/// A kind of equipment in use, without its units.
///
/// # Errors
/// [`DomainError::NotFound`] without such equipment, or when it is retired.
pub(super) async fn equipment_row<C: ConnectionTrait>(conn: &C, slug: &str) -> Result<equipment_type::Model> {
    let found = equipment_type::Entity::find()
        .filter(equipment_type::Column::Slug.eq(slug))
        .filter(equipment_type::Column::RetiredAt.is_null());
    found.one(conn).await?.ok_or(DomainError::NotFound.into())
}
