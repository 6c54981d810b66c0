//! Categories, the sixty pieces, their stock and photo rows.

use std::collections::HashMap;

use chrono::TimeDelta;
use sea_orm::ActiveValue::Set;
use store::{Result, Tx, entity};
use uuid::Uuid;

use super::{
    Seeder, insert_all, named,
    people::People,
    pictures::{PICTURE_PX, PhotoRows},
    space::Machines,
};
use crate::content::{Supply, TAX_RATE_PERCENT, categories, products};

/// Number of the first product; see [`store::Store::product_save`].
const NUMBER_FIRST: i64 = 1001;

pub async fn load(seeder: &mut Seeder, tx: &Tx, people: &People, machines: &Machines) -> Result<PhotoRows> {
    let category_ids = load_categories(seeder, tx).await?;
    let (mut rows, mut prices, mut stocks) = (Vec::new(), Vec::new(), Vec::new());
    let (mut photos, mut photo_ids) = (Vec::new(), Vec::new());
    for (index, product) in products().iter().enumerate() {
        // The first piece is the newest; one new piece every seven hours.
        let published = seeder.now - TimeDelta::minutes(90 + 420 * i64::try_from(index).unwrap_or(0));
        let (id, photo_id) = (seeder.id_at(published), seeder.id_at(published));
        let last = i64::try_from(products().len()).unwrap_or(0) - 1;
        rows.push(entity::product::ActiveModel {
            id: Set(id),
            number: Set(NUMBER_FIRST + last - i64::try_from(index).unwrap_or(0)),
            maker_id: Set(*named(people.makers.get(product.maker), "maker")?),
            category_id: Set(*named(category_ids.get(product.category), "category")?),
            title: Set(product.title.ja.to_owned()),
            title_en: Set(Some(product.title.en.to_owned())),
            description: Set(product.text.ja.to_owned()),
            description_en: Set(Some(product.text.en.to_owned())),
            price_yen: Set(product.price_yen),
            tax_rate_percent: Set(i32::from(TAX_RATE_PERCENT)),
            one_of_a_kind: Set(product.supply == Supply::OneOfAKind),
            equipment_type_id: Set(Some(named(machines.get(product.machine), "machine")?.type_id)),
            status: Set("published".to_owned()),
            created_at: Set(published),
            updated_at: Set(published),
            published_at: Set(Some(published)),
        });
        let on_hand = i64::from(product.stock);
        stocks.push(entity::stock::ActiveModel { product_id: Set(id), on_hand: Set(on_hand), reserved: Set(0) });
        prices.push(entity::product_price::ActiveModel {
            product_id: Set(id),
            from_at: Set(published),
            price_yen: Set(product.price_yen),
            tax_rate_percent: Set(i32::from(TAX_RATE_PERCENT)),
        });
        photos.push(entity::photo::ActiveModel {
            id: Set(photo_id),
            product_id: Set(id),
            position: Set(0),
            width: Set(PICTURE_PX),
            height: Set(PICTURE_PX),
            created_at: Set(published),
        });
        photo_ids.push((index, photo_id));
    }
    insert_all(tx, rows).await?;
    insert_all(tx, prices).await?;
    insert_all(tx, stocks).await?;
    insert_all(tx, photos).await?;
    Ok(photo_ids)
}

async fn load_categories(seeder: &mut Seeder, tx: &Tx) -> Result<HashMap<&'static str, Uuid>> {
    let (mut rows, mut ids) = (Vec::new(), HashMap::new());
    for (position, category) in (0i32..).zip(categories()) {
        let id = seeder.id();
        ids.insert(category.slug, id);
        rows.push(entity::category::ActiveModel {
            id: Set(id),
            slug: Set(category.slug.to_owned()),
            name_ja: Set(category.name.ja.to_owned()),
            name_en: Set(category.name.en.to_owned()),
            position: Set(position),
        });
    }
    insert_all(tx, rows).await?;
    Ok(ids)
}
