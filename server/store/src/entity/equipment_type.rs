//! A kind of machine.

use domain::{EquipmentTypeId, PhotoId, Yen};
use sea_orm::entity::prelude::*;

#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "equipment_type")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: EquipmentTypeId,
    pub slug: String,
    pub name_ja: String,
    pub name_en: String,
    pub summary_ja: String,
    pub summary_en: String,
    pub limits_ja: String,
    pub limits_en: String,
    pub child_rule_ja: String,
    pub child_rule_en: String,
    pub rate_yen_per_hour: Yen,
    pub minutes_min: i32,
    pub minutes_max: i32,
    pub induction_required: bool,
    pub position: i32,
    pub charge_yen_min: Yen,
    pub minutes_step: i32,
    pub buffer_minutes: i32,
    pub notice_minutes: i32,
    pub cancel_minutes: i32,
    pub child_rule: String,
    pub child_under: i32,
    /// Words by commas.
    pub uses: String,
    pub retired_at: Option<ChronoDateTimeUtc>,
    pub photo_id: Option<PhotoId>,
    pub bring_ja: String,
    pub bring_en: String,
}

#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}
