//! The shop's few categories.

use domain::CategoryId;
use sea_orm::{EntityTrait, QueryOrder, QuerySelect};

use crate::{Result, Store, entity::category};

/// Most categories a shop shows.
const CATEGORIES_MAX: u64 = 40;

/// A category of the shop.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Category {
    pub id: CategoryId,
    /// Its word in addresses.
    pub slug: String,
    pub name_ja: String,
    pub name_en: String,
}

impl Store {
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
