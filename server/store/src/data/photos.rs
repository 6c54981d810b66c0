//! The files of photos: those that nothing shows go.

use std::collections::HashSet;

use chrono::{DateTime, TimeDelta, Utc};
use domain::PhotoId;
use sea_orm::{EntityTrait, FromQueryResult, QueryFilter, QuerySelect, prelude::*};

use crate::{
    Cx, Error, Result, Store,
    entity::{equipment_type, photo, photo_file, product_change_photo},
    ports::Images,
    shop::photo_folder,
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
    /// Files of which no row knows (an upload that broke off, a copy that was brought back) go alike.
    ///
    /// # Errors
    /// When the database or the folder fails.
    pub async fn photos_prune(&self, cx: &Cx, images: &dyn Images, age: TimeDelta) -> Result<u64> {
        let before = cx.now - age;
        let mut pruned = 0;
        loop {
            let unseen = self.unseen(before).await?;
            self.photos_delete(cx, images, &unseen).await?;
            pruned += unseen.len() as u64;
            if (unseen.len() as i64) < STEP {
                break;
            }
        }
        let strays = self.strays(images, before).await?;
        self.photos_delete(cx, images, &strays).await?;
        Ok(pruned + strays.len() as u64)
    }

    /// Deletes photos' files, and then what was known of them.
    ///
    /// # Errors
    /// When the database or the folder fails.
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

    async fn unseen(&self, before: DateTime<Utc>) -> Result<Vec<PhotoId>> {
        let text = "SELECT f.photo_id FROM photo_file f WHERE f.created_at <= $1 \
             AND NOT EXISTS (SELECT 1 FROM photo p WHERE p.id = f.photo_id) \
             AND NOT EXISTS (SELECT 1 FROM product_change_photo c WHERE c.photo_id = f.photo_id) \
             AND NOT EXISTS (SELECT 1 FROM equipment_type t WHERE t.photo_id = f.photo_id) LIMIT $2";
        let read = self.db.read();
        let rows = Unseen::find_by_statement(sql(read, text, [before.into(), STEP.into()])).all(read).await?;
        Ok(rows.into_iter().map(|row| row.photo_id).collect())
    }

    /// Photos in the folder that no row names.
    async fn strays(&self, images: &dyn Images, before: DateTime<Utc>) -> Result<Vec<PhotoId>> {
        let keys = images.keys().await.map_err(Error::Internal)?;
        let ids: HashSet<PhotoId> = keys.iter().filter_map(|key| id_of(key)).collect();
        let mut strays: Vec<PhotoId> = ids.into_iter().filter(|id| made_before(*id, before)).collect();
        let read = self.db.read();
        let known: HashSet<PhotoId> = photo_file::Entity::find()
            .select_only()
            .column(photo_file::Column::PhotoId)
            .into_tuple()
            .all(read)
            .await?
            .into_iter()
            .collect();
        strays.retain(|id| !known.contains(id));
        let mut loose = Vec::new();
        // What was there before files were counted may be shown all the same.
        for id in strays {
            let shown = photo::Entity::find_by_id(id).one(read).await?.is_some()
                || product_change_photo::Entity::find()
                    .filter(product_change_photo::Column::PhotoId.eq(id))
                    .one(read)
                    .await?
                    .is_some()
                || equipment_type::Entity::find()
                    .filter(equipment_type::Column::PhotoId.eq(id))
                    .one(read)
                    .await?
                    .is_some();
            if !shown {
                loose.push(id);
            }
        }
        Ok(loose)
    }
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
