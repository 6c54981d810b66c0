//! The machines as the fee table and the guide list them, without their days.

use domain::equipment::EquipmentSummary;
use sea_orm::{ColumnTrait, EntityTrait, QueryFilter, QueryOrder};

use crate::{Cx, Result, Store, entity::equipment_type};

impl Store {
    /// All kinds of machines in the operator's order but the retired, in one query.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn equipment_summaries(&self, _cx: &Cx) -> Result<Vec<EquipmentSummary>> {
        let query = equipment_type::Entity::find()
            .filter(equipment_type::Column::RetiredAt.is_null())
            .order_by_asc(equipment_type::Column::Position);
        Ok(query.all(self.db.read()).await?.into_iter().map(EquipmentSummary::from).collect())
    }
}
