//! The shop's few categories, and what else the maker's form offers.

use domain::{
    IntoEnumIterator, calendar,
    equipment::ChildRule,
    shop::{
        CATEGORIES_MAX, Category, EquipmentChoice, ListingChoices, SafetyCheck, TaxClass, makes_things, tax_percent,
    },
};
use sea_orm::{EntityTrait, QueryOrder, QuerySelect};

use crate::{
    Cx, Result, Store,
    entity::{category, equipment_type},
};

/// Most kinds of equipment the form offers.
const EQUIPMENT_MAX: u64 = 100;

impl Store {
    /// The choices of the maker's form.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn listing_choices(&self, cx: &Cx) -> Result<ListingChoices> {
        let rows = equipment_type::Entity::find()
            .order_by_asc(equipment_type::Column::Position)
            .order_by_asc(equipment_type::Column::Id)
            .limit(EQUIPMENT_MAX)
            .all(self.db.read())
            .await?;
        let choice =
            |row: equipment_type::Model| EquipmentChoice { id: row.id, name_ja: row.name_ja, name_en: row.name_en };
        let makes = |row: &equipment_type::Model| makes_things(ChildRule::new(&row.child_rule, 0));
        let equipment = rows.into_iter().filter(makes).map(choice).collect();
        let mut categories = self.categories().await?;
        categories.retain(|category| !category.ended);
        let rates = self.tax_rates().await?;
        let today = calendar::day_of(cx.now);
        let taxes = TaxClass::iter().map(|class| (class, tax_percent(&rates, class, today))).collect();
        let commission_percent = self.commission_now(cx).await?;
        Ok(ListingChoices { categories, equipment, tags: self.tags().await?, taxes, commission_percent })
    }

    /// All categories in their order, the ended too: what is listed in those is still found.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn categories(&self) -> Result<Vec<Category>> {
        Ok(self.remembered(&self.categories, self.categories_read()).await?.to_vec())
    }

    async fn categories_read(&self) -> Result<Vec<Category>> {
        let rows = category::Entity::find()
            .order_by_asc(category::Column::Position)
            .order_by_asc(category::Column::Id)
            .limit(CATEGORIES_MAX as u64)
            .all(self.db.read())
            .await?;
        let category = |row: category::Model| Category {
            id: row.id,
            slug: row.slug,
            name_ja: row.name_ja,
            name_en: row.name_en,
            ended: row.ended_at.is_some(),
            checks: SafetyCheck::read_list(&row.checks),
        };
        Ok(rows.into_iter().map(category).collect())
    }
}
