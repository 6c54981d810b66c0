//! The maker writes a listing, hands it to the staff, takes it back.

use domain::{
    CategoryId, DomainError, EquipmentTypeId, Maker, ProductId, Yen,
    catalog::on_hand_by_form,
    equipment::ChildRule,
    shop::{
        Details, Listing, ListingDraft, NUMBER_FIRST, PRODUCTS_PER_MAKER_MAX, ProductError, ProductStatus,
        check_change, check_listing, makes_things,
    },
    site::AuditAction,
};
use sea_orm::{
    ActiveValue::Set, ColumnTrait, ConnectionTrait, EntityTrait, PaginatorTrait, QueryFilter, QueryOrder, QuerySelect,
};

use super::{
    change::{self, Words},
    live,
    row::{editable, may_edit, own, set_status},
    safety,
    selling::{self, SellingRow},
    tags,
};
use crate::{
    Cx, Error, Result, Store, Tx,
    catalog::{price, product_options, put_options, stock, tax},
    db::violated_unique,
    entity::{category, equipment_type, photo, product},
    site::audit,
};

/// The longest text a draft keeps, in characters: more than any listing may have, so that what was typed is not lost.
const DRAFT_CHARS_MAX: usize = 20_000;
/// Tries to get a number that no other new product took at the same moment.
const NUMBER_TRIES_MAX: u32 = 5;

impl Store {
    /// Creates the product with this id as a draft, or changes it; doing the same twice changes nothing more. Of a live
    /// listing the numbers change at once, the words become a change for the staff.
    ///
    /// # Errors
    /// [`DomainError::NotFound`] for another maker's product, [`ProductError::NotEditable`] while the staff have it,
    /// [`ProductError::PiecesReserved`] when more are promised to buyers than shall be on hand,
    /// [`ProductError::TooMany`]; for a live listing [`DomainError::Listing`] with what is wrong with its numbers, and
    /// [`ProductError::StockChanged`].
    pub async fn product_save(&self, cx: &Cx, maker: &Maker, id: ProductId, draft: &ListingDraft) -> Result<()> {
        let draft = &tidy(draft);
        for _ in 0..NUMBER_TRIES_MAX {
            let saved = self.write("product_save", |tx| async move { save(cx, &tx, maker, id, draft).await }).await;
            match saved {
                Err(Error::Db(error)) if violated_unique(&error).is_some_and(|name| name == "uq_product_number") => {}
                other => return other,
            }
        }
        Err(DomainError::Busy.into())
    }

    /// Hands a listing, or the change of a live one, to the staff.
    ///
    /// # Errors
    /// [`DomainError::Listing`] with everything that is wrong, [`ProductError::NotEditable`] when it was handed in
    /// already, [`DomainError::NotFound`] for another maker's product.
    pub async fn product_submit(&self, cx: &Cx, maker: &Maker, id: ProductId) -> Result<()> {
        self.write("product_submit", |tx| async move {
            let row = editable(&tx, maker, id).await?;
            if row.status.is_live() {
                return change::submit(cx, &tx, &row).await;
            }
            let problems = check_listing(&as_listing(&tx, &row).await?);
            if !problems.is_empty() {
                return Err(Error::Domain(DomainError::Listing(problems)));
            }
            set_status(cx, &tx, id, ProductStatus::Submitted).await
        })
        .await
    }

    /// Everything that keeps a listing, or the change of a live one, from the staff; empty when it may be handed in.
    ///
    /// # Errors
    /// [`DomainError::NotFound`] for another maker's product.
    pub async fn product_problems(&self, maker: &Maker, id: ProductId) -> Result<Vec<ProductError>> {
        let read = self.db.read();
        let row = own(read, maker, id).await?;
        if row.status.is_live() {
            let change = change::find(read, id).await?;
            let Some(change) = change else { return Ok(Vec::new()) };
            return Ok(check_change(&change::as_listing(read, &change).await?));
        }
        Ok(check_listing(&as_listing(read, &row).await?))
    }

    /// Takes a product back: from the staff to the drafts, or off the shelf for good, where what it should have said
    /// becomes what it says. Orders that hold it stay. Returns what it is now; taking back what was taken back changes
    /// nothing.
    ///
    /// # Errors
    /// [`DomainError::NotFound`] for another maker's product.
    pub async fn product_withdraw(&self, cx: &Cx, maker: &Maker, id: ProductId) -> Result<ProductStatus> {
        self.write("product_withdraw", |tx| async move {
            let row = own(&tx, maker, id).await?;
            let now = row.status;
            let Some(next) = now.taken_back() else { return Ok(now) };
            change::put_in_place(cx, &tx, &row).await?;
            set_status(cx, &tx, id, next).await?;
            if now.is_live() {
                audit(cx, &tx, AuditAction::ProductWithdraw, row.number).await?;
            }
            Ok(next)
        })
        .await
    }
}

async fn save(cx: &Cx, tx: &Tx, maker: &Maker, id: ProductId, draft: &ListingDraft) -> Result<()> {
    let chosen = chosen_category(tx, draft.category_id).await?;
    let equipment_type_id = existing_machine(tx, draft.equipment_type_id).await?;
    let before = product::Entity::find_by_id(id).one(tx).await?;
    match &before {
        None => refuse_too_many(tx, maker).await?,
        Some(row) => may_edit(row, maker)?,
    }
    if let Some(live) = before.as_ref().filter(|row| row.status.is_live()) {
        live::change_numbers(cx, tx, live, draft).await?;
        safety::put(cx, tx, id, &draft.safety).await?;
        let has = change::find(tx, id).await?.map(|change| change.tags);
        let mut has = has.unwrap_or_default();
        has.0.extend(tags::of_product(tx, id).await?.0);
        let words = Words {
            title: draft.title.clone(),
            description: draft.description.clone(),
            // A category is not taken back from what has one.
            category_id: chosen.unwrap_or(live.category_id),
            equipment_type_id,
            details: draft.details.clone(),
            tags: tags::existing(tx, &draft.tags, &has).await?,
        };
        return change::write_words(cx, tx, live, words).await;
    }
    let is_new = before.is_none();
    let on_hand = match draft.selling.made_to_order {
        true => 0,
        false => on_hand_by_form(draft.stock, draft.one_of_a_kind, is_new),
    };
    let row = product::ActiveModel {
        id: Set(id),
        category_id: Set(match chosen {
            Some(chosen) => chosen,
            None => first_category(tx).await?,
        }),
        category_chosen: Set(chosen.is_some()),
        title: Set(draft.title.clone()),
        description: Set(draft.description.clone()),
        price_yen: Set(Yen(draft.price_yen)),
        one_of_a_kind: Set(draft.one_of_a_kind),
        equipment_type_id: Set(equipment_type_id),
        details: Set(draft.details.clone()),
        updated_at: Set(cx.now),
        ..Default::default()
    };
    let percent = tax::percent_now(cx, tx, draft.selling.tax_class).await?;
    let row = selling::set(product::ActiveModel { tax_rate_percent: Set(percent), ..row }, &draft.selling);
    if is_new {
        insert(cx, tx, maker, row).await?;
        stock::create(cx, tx, id, on_hand).await?;
    } else {
        product::Entity::update(row).exec(tx).await?;
        // What is made to order has no pieces to count; those that are there stay.
        if !draft.selling.made_to_order && !stock::count(cx, tx, id, on_hand).await? {
            let reserved = stock::read(tx, id).await?.reserved();
            return Err(ProductError::PiecesReserved { reserved }.into());
        }
    }
    let tags = tags::existing(tx, &draft.tags, &tags::of_product(tx, id).await?).await?;
    tags::put(tx, id, &tags).await?;
    safety::put(cx, tx, id, &draft.safety).await?;
    put_options(cx, tx, id, &draft.selling.options).await?;
    let is_priced = |row: product::Model| (row.price_yen.0, row.tax_rate_percent) == (draft.price_yen, percent);
    if !before.is_some_and(is_priced) {
        price::record(cx, tx, id, Yen(draft.price_yen), percent).await?;
    }
    Ok(())
}

/// A new product, as far as the form says it.
async fn insert(cx: &Cx, tx: &Tx, maker: &Maker, row: product::ActiveModel) -> Result<()> {
    let row = product::ActiveModel {
        number: Set(next_number(tx).await?),
        maker_id: Set(maker.maker_id),
        status: Set(ProductStatus::Draft),
        created_at: Set(cx.now),
        title_en: Set(None),
        description_en: Set(None),
        published_at: Set(None),
        ..row
    };
    product::Entity::insert(row).exec_without_returning(tx).await?;
    Ok(())
}

/// What the database and the pages can hold: no control characters, bounded lengths, nothing below zero.
fn tidy(draft: &ListingDraft) -> ListingDraft {
    let line = |text: &str| -> String {
        let line: String = text.chars().map(|c| if c.is_control() { ' ' } else { c }).take(DRAFT_CHARS_MAX).collect();
        line.trim().to_owned()
    };
    let lines = |text: &str| -> String {
        let text = text.replace("\r\n", "\n");
        text.trim().chars().filter(|c| *c == '\n' || !c.is_control()).take(DRAFT_CHARS_MAX).collect()
    };
    ListingDraft {
        title: line(&draft.title),
        description: lines(&draft.description),
        details: Details {
            materials: line(&draft.details.materials),
            size: line(&draft.details.size),
            care: lines(&draft.details.care),
            ..draft.details.clone()
        },
        selling: draft.selling.clone().within_bounds(),
        price_yen: draft.price_yen.max(0),
        ..draft.clone()
    }
}

async fn chosen_category(tx: &Tx, wanted: Option<CategoryId>) -> Result<Option<CategoryId>> {
    let Some(id) = wanted else { return Ok(None) };
    let row = category::Entity::find_by_id(id).filter(category::Column::EndedAt.is_null());
    Ok(row.one(tx).await?.map(|row| row.id))
}

/// Where a draft stands whose maker has chosen nothing yet.
async fn first_category(tx: &Tx) -> Result<CategoryId> {
    let first = category::Entity::find().filter(category::Column::EndedAt.is_null());
    let first = first.order_by_asc(category::Column::Position).one(tx).await?;
    first.map(|row| row.id).ok_or(ProductError::NoCategories.into())
}

/// The machine, if something can have been made on it.
async fn existing_machine(tx: &Tx, wanted: Option<EquipmentTypeId>) -> Result<Option<EquipmentTypeId>> {
    let Some(id) = wanted else { return Ok(None) };
    let row = equipment_type::Entity::find_by_id(id).one(tx).await?;
    Ok(row.filter(|row| makes_things(ChildRule::new(&row.child_rule, 0))).map(|row| row.id))
}

async fn refuse_too_many(tx: &Tx, maker: &Maker) -> Result<()> {
    let own = product::Entity::find().filter(product::Column::MakerId.eq(maker.maker_id)).count(tx).await?;
    if own >= PRODUCTS_PER_MAKER_MAX {
        return Err(ProductError::TooMany { max: PRODUCTS_PER_MAKER_MAX }.into());
    }
    Ok(())
}

async fn next_number(tx: &Tx) -> Result<i64> {
    let last: Option<i64> = product::Entity::find()
        .select_only()
        .column(product::Column::Number)
        .order_by_desc(product::Column::Number)
        .limit(1)
        .into_tuple()
        .one(tx)
        .await?;
    Ok(last.map_or(NUMBER_FIRST, |n| (n + 1).max(NUMBER_FIRST)))
}

/// The listing as the rules look at it.
async fn as_listing(connection: &impl ConnectionTrait, row: &product::Model) -> Result<Listing> {
    let photos = photo::Entity::find().filter(photo::Column::ProductId.eq(row.id)).limit(1).one(connection).await?;
    let unticked = match row.category_chosen {
        true => safety::unticked(connection, row.id, row.category_id, row.details.target_age).await?,
        false => Vec::new(),
    };
    Ok(Listing {
        unticked,
        title: row.title.clone(),
        description: row.description.clone(),
        price_yen: row.price_yen.0,
        stock: stock::read(connection, row.id).await?.on_hand(),
        details: row.details.clone(),
        selling: SellingRow::of(row).selling(&product_options(connection, row.id).await?),
        tags: tags::of_product(connection, row.id).await?.0.len(),
        has_category: row.category_chosen,
        has_photo: photos.is_some(),
    })
}
