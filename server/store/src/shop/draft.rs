//! A draft saves itself while its maker writes it.

use domain::{
    Maker, PhotoId, ProductId,
    shop::{ListingDraft, ProductError, captioned},
};
use sea_orm::EntityTrait;

use super::{
    listing::{save, tidy, with_free_number},
    photo_rows,
    row::may_edit,
};
use crate::{Cx, Result, Store, Tx, entity::product};

impl Store {
    /// Keeps a draft as far as it is written, with the captions of its photos, and begins it where there is none yet;
    /// `false` where nothing has been written, so that none is begun. Doing the same twice changes nothing more.
    ///
    /// # Errors
    /// [`domain::DomainError::NotFound`] for another maker's product, [`ProductError::NotEditable`] for one that the staff
    /// have or that is in the shop, [`ProductError::ChangedElsewhere`] when another page of the form wrote meanwhile,
    /// [`ProductError::PiecesReserved`], [`ProductError::TooMany`].
    pub async fn draft_keep(
        &self,
        cx: &Cx,
        maker: &Maker,
        id: ProductId,
        draft: &ListingDraft,
        captions: &[(PhotoId, String)],
    ) -> Result<bool> {
        let draft = &tidy(draft);
        with_free_number(|| {
            self.write("draft_keep", move |tx| async move { keep(cx, &tx, maker, id, draft, captions).await })
        })
        .await
    }
}

async fn keep(
    cx: &Cx,
    tx: &Tx,
    maker: &Maker,
    id: ProductId,
    draft: &ListingDraft,
    captions: &[(PhotoId, String)],
) -> Result<bool> {
    match product::Entity::find_by_id(id).one(tx).await? {
        None if draft.is_blank() => return Ok(false),
        None => {}
        Some(row) => {
            may_edit(&row, maker)?;
            // What is in the shop changes when its maker says so.
            if row.status.is_live() {
                return Err(ProductError::NotEditable.into());
            }
        }
    }
    save(cx, tx, maker, id, draft).await?;
    let before = photo_rows::of_product(tx, id).await?;
    let after = captioned(before.clone(), captions);
    if after != before {
        photo_rows::put_of_product(cx, tx, id, &after).await?;
    }
    Ok(true)
}
