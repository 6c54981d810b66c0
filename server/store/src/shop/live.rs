//! What of a live listing changes at once: price, pieces, and whether it is sold at all.

use domain::{
    DomainError, Maker, ProductId, Yen,
    catalog::on_hand_by_form,
    form::FormInput,
    shop::{ListingDraft, ProductError, ProductStatus, Selling, check_live_numbers},
    site::{AuditAction, AuditChange},
};
use sea_orm::{ActiveValue::Set, EntityTrait};

use super::{
    row::{own, set_status},
    selling::{self, SellingRow},
};
use crate::{
    Cx, Error, Result, Store, Tx,
    catalog::{price, product_options, put_options, stock, tax},
    entity::product,
    site::{audit, audit_changes},
};

impl Store {
    /// Takes a live listing off the shelf for a while, or puts it back; the staff have seen what it says. Orders that
    /// hold it stay. Doing the same twice changes nothing more.
    ///
    /// # Errors
    /// [`DomainError::NotFound`] for another maker's product, [`ProductError::NotEditable`] for one that is not in the
    /// shop.
    pub async fn product_pause(&self, cx: &Cx, maker: &Maker, id: ProductId, paused: bool) -> Result<()> {
        self.write("product_pause", |tx| async move {
            let row = own(&tx, maker, id).await?;
            if !row.status.is_live() {
                return Err(ProductError::NotEditable.into());
            }
            let (next, action) = match paused {
                true => (ProductStatus::Paused, AuditAction::ProductPause),
                false => (ProductStatus::Published, AuditAction::ProductResume),
            };
            if row.status == next {
                return Ok(());
            }
            set_status(cx, &tx, id, next).await?;
            audit(cx, &tx, action, row.number).await
        })
        .await
    }
}

/// Writes the numbers of the maker's form where they differ from what stands.
///
/// # Errors
/// [`DomainError::Listing`] with everything that is wrong with them, [`ProductError::StockChanged`] when pieces were
/// sold or counted since the form was shown, [`ProductError::PiecesReserved`] when more are promised than shall be
/// there.
pub(super) async fn change_numbers(cx: &Cx, tx: &Tx, live: &product::Model, draft: &ListingDraft) -> Result<()> {
    let problems = check_live_numbers(draft.price_yen, draft.stock, &draft.selling);
    if !problems.is_empty() {
        return Err(Error::Domain(DomainError::Listing(problems)));
    }
    if !draft.selling.made_to_order {
        change_stock(cx, tx, live, draft).await?;
    }
    let price_is_new = live.price_yen.0 != draft.price_yen;
    if price_is_new {
        let change = AuditChange::new("price", live.price_yen.0, draft.price_yen);
        audit_changes(cx, tx, AuditAction::ProductPrice, live.number, &[change]).await?;
    }
    let class = draft.selling.tax_class;
    let percent = match class == live.tax_class {
        true => live.tax_rate_percent,
        false => tax::percent_now(cx, tx, class).await?,
    };
    if price_is_new || percent != live.tax_rate_percent {
        price::record(cx, tx, live.id, Yen(draft.price_yen), percent).await?;
    }
    let is_sold_anew = change_selling(cx, tx, live, &draft.selling).await?;
    if price_is_new || is_sold_anew || live.one_of_a_kind != draft.one_of_a_kind {
        let row = product::ActiveModel {
            id: Set(live.id),
            price_yen: Set(Yen(draft.price_yen)),
            tax_rate_percent: Set(percent),
            one_of_a_kind: Set(draft.one_of_a_kind),
            updated_at: Set(cx.now),
            ..Default::default()
        };
        product::Entity::update(selling::set(row, &draft.selling)).exec(tx).await?;
    }
    Ok(())
}

/// Writes the options, and what changed of how it is sold to the log; whether anything did. The columns are the
/// caller's to write.
async fn change_selling(cx: &Cx, tx: &Tx, live: &product::Model, wanted: &Selling) -> Result<bool> {
    let before = SellingRow::of(live).selling(&product_options(tx, live.id).await?);
    if before == *wanted {
        return Ok(false);
    }
    let form = |selling: &Selling| {
        let kind = if selling.made_to_order { "order" } else { "stock" };
        let mut form = FormInput::default().with("kind", kind);
        selling.put(&mut form);
        form
    };
    put_options(cx, tx, live.id, &wanted.options).await?;
    let changes = AuditChange::between(&form(&before), &form(wanted));
    audit_changes(cx, tx, AuditAction::ProductSelling, live.number, &changes).await?;
    Ok(true)
}

async fn change_stock(cx: &Cx, tx: &Tx, live: &product::Model, draft: &ListingDraft) -> Result<()> {
    let on_hand = on_hand_by_form(draft.stock, draft.one_of_a_kind, false);
    // A form that leaves the number as it showed it says nothing about the pieces, however many were sold meanwhile;
    // one that showed none speaks of those that are there.
    let seen = match draft.stock_seen {
        Some(seen) if seen == on_hand => return Ok(()),
        Some(seen) => seen,
        None => stock::read(tx, live.id).await?.on_hand(),
    };
    if seen == on_hand {
        return Ok(());
    }
    if stock::recount(cx, tx, live.id, seen, on_hand).await? {
        let change = AuditChange::new("stock", seen, on_hand);
        return audit_changes(cx, tx, AuditAction::ProductStock, live.number, &[change]).await;
    }
    let now = stock::read(tx, live.id).await?;
    if now.on_hand() == seen {
        return Err(ProductError::PiecesReserved { reserved: now.reserved() }.into());
    }
    Err(ProductError::StockChanged { on_hand: now.on_hand() }.into())
}
