//! A large invented data set on top of the demo, for `script/bench`.

use chrono::TimeDelta;
use domain::{
    CategoryId, MakerId, ProductId, Yen,
    shop::{Details, ProductStatus},
};
use sea_orm::{ActiveValue::Set, EntityTrait, QuerySelect};
use store::{Error, Result, Store, entity, shop::fill_search_texts};

use crate::{
    content::products,
    seed::{Seeder, insert_all},
};

/// First number of the invented products, far above the demo's.
const NUMBER_FIRST: i64 = 100_001;

/// Adds `count` published products.
///
/// # Errors
/// When the database fails.
pub async fn load(store: &Store, count: u32) -> Result<()> {
    let read = store.db().read();
    let makers = ids(entity::maker::Entity::find().select_only().column(entity::maker::Column::Id), read).await?;
    let categories =
        ids(entity::category::Entity::find().select_only().column(entity::category::Column::Id), read).await?;
    let now = store.now();
    let (makers, categories) = (&makers, &categories);
    store
        .write(
            "seed_scale",
            |tx| async move { add_products(&mut Seeder::new(now), &tx, makers, categories, count).await },
        )
        .await
}

async fn ids<S, Id>(select: sea_orm::Select<S>, read: &sea_orm::DatabaseConnection) -> Result<Vec<Id>>
where
    S: EntityTrait,
    Id: sea_orm::TryGetable + Send,
{
    let ids: Vec<Id> = select.into_tuple().all(read).await?;
    if ids.is_empty() { Err(Error::internal("the demo is not loaded")) } else { Ok(ids) }
}

async fn add_products(
    seeder: &mut Seeder,
    tx: &store::Tx,
    makers: &[MakerId],
    categories: &[CategoryId],
    count: u32,
) -> Result<()> {
    let (mut rows, mut prices, mut stocks, mut photos) = (Vec::new(), Vec::new(), Vec::new(), Vec::new());
    for n in 0..usize::try_from(count).unwrap_or(0) {
        let model = &products()[n % products().len()];
        let published = seeder.now - TimeDelta::minutes(60 * 24 * 20 + i64::try_from(n).unwrap_or(0) * 7);
        let id: ProductId = seeder.id_at(published);
        rows.push(entity::product::ActiveModel {
            id: Set(id),
            number: Set(NUMBER_FIRST + i64::try_from(n).unwrap_or(0)),
            maker_id: Set(makers[n % makers.len()]),
            category_id: Set(categories[(n / 3) % categories.len()]),
            category_chosen: Set(true),
            title: Set(format!("{} {n}", model.title.ja)),
            title_en: Set(Some(format!("{} {n}", model.title.en))),
            description: Set(model.text.ja.to_owned()),
            description_en: Set(Some(model.text.en.to_owned())),
            price_yen: Set(Yen(model.price_yen)),
            tax_rate_percent: Set(10),
            one_of_a_kind: Set(n % 3 == 0),
            equipment_type_id: Set(None),
            details: Set(Details::default()),
            status: Set(ProductStatus::Published),
            created_at: Set(published),
            updated_at: Set(published),
            published_at: Set(Some(published)),
            ..Default::default()
        });
        let on_hand = match n {
            n if n % 9 == 0 => 0,
            n if n % 3 == 0 => 1,
            _ => 20,
        };
        stocks.push(entity::stock::ActiveModel { product_id: Set(id), on_hand: Set(on_hand), reserved: Set(0) });
        prices.push(entity::product_price::ActiveModel {
            product_id: Set(id),
            from_at: Set(published),
            price_yen: Set(Yen(model.price_yen)),
            tax_rate_percent: Set(10),
        });
        photos.push(entity::photo::ActiveModel {
            id: Set(seeder.id_at(published)),
            product_id: Set(id),
            position: Set(0),
            caption: Set(String::new()),
            width: Set(800),
            height: Set(800),
            colour: Set(Some(0xb0_a890)),
            created_at: Set(published),
        });
    }
    insert_all(tx, rows).await?;
    insert_all(tx, prices).await?;
    insert_all(tx, stocks).await?;
    insert_all(tx, photos).await?;
    fill_search_texts(tx).await
}
