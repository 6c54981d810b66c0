//! The files of photos: those that nothing shows go.

use std::collections::HashSet;

use chrono::{DateTime, TimeDelta, Utc};
use domain::PhotoId;
use sea_orm::{
    ActiveValue::Set, EntityTrait, FromQueryResult, QueryFilter, QuerySelect, prelude::*, sea_query::OnConflict,
};

use crate::{
    Cx, Error, Result, Store, Tx,
    entity::{equipment_type, maker, photo, photo_file, product_change_photo},
    ports::Images,
    shop::photo_folder,
    site::settings,
    sql::sql,
};

/// Photos looked at in one step.
const STEP: i64 = 200;

#[derive(FromQueryResult)]
struct Unseen {
    photo_id: PhotoId,
}

impl Store {
    /// Deletes the files of photos that nothing shows, and that were taken in longer than `age` ago; how many photos.
    /// Files of which no row knows (a copy that was brought back) go alike, and so do those that were going already when
    /// the store failed.
    ///
    /// # Errors
    /// When the database or the files' store fails.
    pub async fn photos_prune(&self, cx: &Cx, images: &dyn Images, age: TimeDelta) -> Result<u64> {
        let before = cx.now - age;
        let keys = images.keys().await.map_err(Error::Internal)?;
        let ids: HashSet<PhotoId> = keys.iter().filter_map(|key| id_of(key)).collect();
        let strays = &self.strays(ids.into_iter().filter(|id| made_before(*id, before)).collect()).await?;
        if !strays.is_empty() {
            self.write("photos_stray", |tx| async move { note(cx, &tx, strays).await }).await?;
        }
        let mut pruned = 0;
        loop {
            let going = self.write("photos_going", |tx| async move { going(&tx, before).await }).await?;
            self.photos_delete(cx, images, &going).await?;
            pruned += going.len() as u64;
            if (going.len() as i64) < STEP {
                return Ok(pruned);
            }
        }
    }

    /// Deletes photos' files, and then what was known of them. Their rows say that they are going already: whoever brings
    /// one of them at this moment keeps it elsewhere.
    ///
    /// # Errors
    /// When the database or the files' store fails; the next clearing away goes on from there.
    pub async fn photos_delete(&self, _cx: &Cx, images: &dyn Images, photos: &[PhotoId]) -> Result<()> {
        for id in photos {
            // All sizes and copies, and the pictures that were drawn from it.
            for key in images.below(&photo_folder(*id)).await.map_err(Error::Internal)? {
                images.delete(&key).await.map_err(Error::Internal)?;
            }
        }
        if photos.is_empty() {
            return Ok(());
        }
        self.write("photos_delete", |tx| async move {
            photo_file::Entity::delete_many()
                .filter(photo_file::Column::PhotoId.is_in(photos.iter().copied()))
                .exec(&tx)
                .await?;
            Ok(())
        })
        .await
    }

    /// Photos with files of which no row knows. What was there before files were counted may be shown all the same.
    async fn strays(&self, mut ids: Vec<PhotoId>) -> Result<Vec<PhotoId>> {
        let read = self.db.read();
        let known: HashSet<PhotoId> = photo_file::Entity::find()
            .select_only()
            .column(photo_file::Column::PhotoId)
            .into_tuple()
            .all(read)
            .await?
            .into_iter()
            .collect();
        ids.retain(|id| !known.contains(id));
        let logo = settings(read).await?.logo;
        let mut strays = Vec::new();
        for id in ids {
            let of_product = photo::Entity::find().filter(photo::Column::Id.eq(id));
            let of_change = product_change_photo::Entity::find().filter(product_change_photo::Column::PhotoId.eq(id));
            let of_type = equipment_type::Entity::find().filter(equipment_type::Column::PhotoId.eq(id));
            let of_maker = maker::Entity::find().filter(maker::Column::PhotoId.eq(id));
            let shown = logo == Some(id)
                || of_product.one(read).await?.is_some()
                || of_change.one(read).await?.is_some()
                || of_type.one(read).await?.is_some()
                || of_maker.one(read).await?.is_some();
            if !shown {
                strays.push(id);
            }
        }
        Ok(strays)
    }
}

/// Writes strays down as going. One of which a row knows by now is none.
async fn note(cx: &Cx, tx: &Tx, strays: &[PhotoId]) -> Result<()> {
    for id in strays {
        let row = photo_file::ActiveModel {
            photo_id: Set(*id),
            maker_id: Set(None),
            bytes: Set(0),
            going: Set(true),
            created_at: Set(cx.now),
        };
        let known = OnConflict::column(photo_file::Column::PhotoId).do_nothing().to_owned();
        photo_file::Entity::insert(row).on_conflict(known).exec_without_returning(tx).await?;
    }
    Ok(())
}

/// Says of photos that nothing shows that they are going, and which these are: [`STEP`] at most. In one transaction, so
/// that nothing begins to show one of them in between.
async fn going(tx: &Tx, before: DateTime<Utc>) -> Result<Vec<PhotoId>> {
    let logo = settings(tx).await?.logo.unwrap_or(PhotoId(Uuid::nil()));
    let text = "SELECT f.photo_id FROM photo_file f WHERE f.going OR (f.created_at <= $1 AND f.photo_id <> $2 \
         AND NOT EXISTS (SELECT 1 FROM photo p WHERE p.id = f.photo_id) \
         AND NOT EXISTS (SELECT 1 FROM product_change_photo c WHERE c.photo_id = f.photo_id) \
         AND NOT EXISTS (SELECT 1 FROM maker m WHERE m.photo_id = f.photo_id) \
         AND NOT EXISTS (SELECT 1 FROM equipment_type t WHERE t.photo_id = f.photo_id)) LIMIT $3";
    let rows = Unseen::find_by_statement(sql(tx, text, [before.into(), logo.into(), STEP.into()])).all(tx).await?;
    let ids: Vec<PhotoId> = rows.into_iter().map(|row| row.photo_id).collect();
    photo_file::Entity::update_many()
        .col_expr(photo_file::Column::Going, Expr::value(true))
        .filter(photo_file::Column::PhotoId.is_in(ids.iter().copied()))
        .exec(tx)
        .await?;
    Ok(ids)
}

/// The photo whose file lies under a key.
fn id_of(key: &str) -> Option<PhotoId> {
    key.strip_prefix("photos/")?.split('/').next()?.parse().ok()
}

/// Ids begin with their time (UUID version 7); one without is old.
fn made_before(id: PhotoId, before: DateTime<Utc>) -> bool {
    let made = id.0.get_timestamp().and_then(|made| DateTime::from_timestamp(made.to_unix().0.cast_signed(), 0));
    made.is_none_or(|made| made <= before)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::shop::photo_key;

    #[test]
    fn a_key_names_its_photo() {
        let id = PhotoId(uuid::Uuid::from_u128(7));
        assert_eq!(id_of(&photo_key(id, 320)), Some(id));
        for other in ["", "photos/", "photos/x/320.webp", "other/00000000-0000-0000-0000-000000000007/320.webp"] {
            assert_eq!(id_of(other), None, "{other}");
        }
        assert!(made_before(id, DateTime::<Utc>::MIN_UTC), "no time of its own");
    }
}
