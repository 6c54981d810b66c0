//! The sixty pieces: listed by their makers, approved by the staff, some sold at the counter.

use std::{collections::HashMap, sync::Arc};

use chrono::{DateTime, TimeDelta, Utc};
use domain::{
    ProductId, TagId, Yen,
    register::{CartLine, RecordSale, Tender},
    shop::{Category, Decision, ListingDraft, ReviewCmd, asked_checks},
};
use sea_orm::{ActiveValue::Set, EntityTrait};
use store::{Result, Store, entity, ports::Images, shop::PhotoFiles};

use super::{
    Seeder,
    people::{People, Person},
    pictures::Pictures,
    rows::named,
    space::Equipment,
};
use crate::content::{Product, Supply, details, products, tags as tags_of};

type Categories = HashMap<String, Category>;

pub async fn load(
    store: &Store,
    seeder: &mut Seeder,
    people: &People,
    equipment: &Equipment,
    mut pictures: Pictures,
    images: Arc<dyn Images>,
) -> Result<()> {
    let categories = categories(store).await?;
    let tags: HashMap<String, TagId> = store.tags().await?.into_iter().map(|tag| (tag.slug, tag.id)).collect();
    // The last piece of the content is the oldest: it gets the first number.
    for (index, product) in products().iter().enumerate().rev() {
        let maker = named(people.makers.get(product.maker), "maker")?;
        let kind = named(equipment.iter().find(|kind| kind.draft.slug == product.equipment), "equipment")?;
        let own_tags = tags_of(product.title.ja).into_iter();
        let (category, details) = (named(categories.get(product.category), "category")?, details(product.title.ja));
        let draft = ListingDraft {
            title: product.title.ja.to_owned(),
            description: product.text.ja.to_owned(),
            category_id: Some(category.id),
            safety: asked_checks(&category.checks, details.target_age),
            page: None,
            price_yen: product.price_yen,
            // What is sold out was there once.
            stock: i64::from(product.stock.max(1)),
            stock_seen: None,
            one_of_a_kind: product.supply == Supply::OneOfAKind,
            equipment_type_id: Some(kind.id),
            details,
            selling: domain::shop::Selling {
                made_to_order: product.supply == Supply::MadeToOrder,
                lead_days: (product.supply == Supply::MadeToOrder).then_some(14),
                // What there are several of is small: it goes into a letter box, and is wrapped for a little.
                parcel_thickness_mm: (product.supply != Supply::OneOfAKind).then_some(14),
                parcel_weight_g: (product.supply != Supply::OneOfAKind).then_some(120),
                parcel_fits_a4: product.supply != Supply::OneOfAKind,
                gift_wrap_yen: (product.supply != Supply::OneOfAKind).then_some(100),
                ..Default::default()
            },
            tags: own_tags.filter_map(|slug| tags.get(slug).copied()).collect(),
        };
        // The first piece is the newest; one new piece every seven hours.
        let published = seeder.now - TimeDelta::minutes(90 + 420 * i64::try_from(index).unwrap_or(0));
        let listing = Listing { id: seeder.id_at(published), product, draft, published };
        let picture = named(pictures.remove(&index), "picture")?;
        list(store, maker, &listing, picture, images.as_ref()).await?;
        let number = approve(store, &people.staff, &listing).await?;
        if product.stock == 0 {
            sell(store, &people.staff, &listing, number).await?;
        }
    }
    Ok(())
}

struct Listing {
    id: ProductId,
    product: &'static Product,
    draft: ListingDraft,
    published: DateTime<Utc>,
}

async fn list(
    store: &Store,
    maker: &Person,
    listing: &Listing,
    picture: PhotoFiles,
    images: &dyn Images,
) -> Result<()> {
    let cx = &maker.at(listing.published - TimeDelta::hours(1));
    let maker = &cx.actor.maker()?;
    store.product_save(cx, maker, listing.id, &listing.draft).await?;
    store.photo_add(cx, maker, listing.id, picture, images).await?;
    // No operation: the form of a listing asks for no English.
    store
        .write("seed_demo_english", |tx| async move {
            let row = entity::product::ActiveModel {
                id: Set(listing.id),
                title_en: Set(Some(listing.product.title.en.to_owned())),
                description_en: Set(Some(listing.product.text.en.to_owned())),
                ..Default::default()
            };
            entity::product::Entity::update(row).exec(&tx).await?;
            Ok(())
        })
        .await?;
    store.product_submit(cx, maker, listing.id).await
}

/// Returns the product's number.
async fn approve(store: &Store, staff: &Person, listing: &Listing) -> Result<i64> {
    let cx = &staff.at(listing.published);
    let staff = &cx.actor.staff()?;
    let submitted = store.review_product(cx, staff, listing.id).await?;
    let cmd =
        ReviewCmd { product_id: listing.id, decision: Decision::Approved, note: String::new(), seen: submitted.seen };
    store.product_review(cx, staff, &cmd).await?;
    Ok(submitted.product.number)
}

async fn sell(store: &Store, staff: &Person, listing: &Listing, number: i64) -> Result<()> {
    let cx = &staff.at(listing.published + TimeDelta::hours(1));
    let cmd = RecordSale {
        lines: vec![CartLine { product_number: number, quantity: 1 }],
        orders: Vec::new(),
        tender: Tender::Cash,
        tendered: Yen(listing.product.price_yen),
        confirmed: None,
        correction: None,
        idempotency_key: format!("demo {number}"),
    };
    store.sale_record(cx, &cx.actor.staff()?, &cmd).await?;
    Ok(())
}

/// The template's categories by their words.
async fn categories(store: &Store) -> Result<Categories> {
    Ok(store.categories().await?.into_iter().map(|category| (category.slug.clone(), category)).collect())
}
