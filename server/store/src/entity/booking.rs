//! A reservation of a unit.

use domain::{AccountId, BookingId, UnitId, Yen, booking::Purpose};
use sea_orm::entity::prelude::*;

#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "booking")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: BookingId,
    pub account_id: AccountId,
    pub unit_id: UnitId,
    pub start_at: ChronoDateTimeUtc,
    pub end_at: ChronoDateTimeUtc,
    pub purpose: Purpose,
    pub fee_yen: Yen,
    pub created_at: ChronoDateTimeUtc,
    /// Ages as a JSON list.
    pub children: String,
    pub kids_places: i32,
    pub note: Option<String>,
    /// Somebody without an account, booked by the staff in whose name the row stands.
    pub guest: Option<String>,
    pub override_reason: Option<String>,
    pub series_id: Option<Uuid>,
    pub sequence: i32,
}

#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}
