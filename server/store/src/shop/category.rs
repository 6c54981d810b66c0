//! The shop's few categories, and what else the maker's form offers.

use domain::{CategoryId, EquipmentTypeId};
use sea_orm::{EntityTrait, QueryOrder, QuerySelect};

use crate::{
    Result, Store,
    entity::{category, equipment_type},
};

/// Most categories a shop shows.
const CATEGORIES_MAX: u64 = 40;
/// Most machines the form offers.
const MACHINES_MAX: u64 = 100;

/// A category of the shop.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Category {
    pub id: CategoryId,
    /// Its word in addresses.
    pub slug: String,
    pub name_ja: String,
    pub name_en: String,
}

/// A machine on which a product can have been made.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct MachineChoice {
    pub id: EquipmentTypeId,
    pub name_ja: String,
    pub name_en: String,
}

/// What the maker's form offers to choose from.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct ListingChoices {
    pub categories: Vec<Category>,
    pub machines: Vec<MachineChoice>,
}

impl Store {
    /// The choices of the maker's form.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn listing_choices(&self) -> Result<ListingChoices> {
        let machines = equipment_type::Entity::find()
            .order_by_asc(equipment_type::Column::Position)
            .order_by_asc(equipment_type::Column::Id)
            .limit(MACHINES_MAX)
            .all(self.db.read())
            .await?;
        let machine = |row: equipment_type::Model| MachineChoice {
            id: EquipmentTypeId(row.id),
            name_ja: row.name_ja,
            name_en: row.name_en,
        };
        let machines = machines.into_iter().map(machine).collect();
        Ok(ListingChoices { categories: self.categories().await?, machines })
    }

    /// All categories in their order.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn categories(&self) -> Result<Vec<Category>> {
        let rows = category::Entity::find()
            .order_by_asc(category::Column::Position)
            .order_by_asc(category::Column::Id)
            .limit(CATEGORIES_MAX)
            .all(self.db.read())
            .await?;
        let category = |row: category::Model| Category {
            id: CategoryId(row.id),
            slug: row.slug,
            name_ja: row.name_ja,
            name_en: row.name_en,
        };
        Ok(rows.into_iter().map(category).collect())
    }
}
