//! The files of photos: where they are kept, and how they get there. A photo's id follows from its contents and from whose
//! it is, so that the same photo is kept once, however often it is sent or shown (decision 13).

use domain::{MakerId, PhotoId, data::DataRule, shop::ProductError};
use sea_orm::{ActiveValue::Set, ConnectionTrait, EntityTrait};
use sha2::{Digest, Sha256};
use uuid::{Builder, Uuid};

use super::statement;
use crate::{Cx, Result, Store, Tx, entity::photo_file, ports::Images, site::data_rules};

/// One stored size of a photo.
pub struct PhotoFile {
    /// The size's name: its longest side at most, in pixels.
    pub side: u32,
    /// WebP.
    pub bytes: Vec<u8>,
}

/// A photo ready to be stored: upright, without metadata, in all sizes.
pub struct PhotoFiles {
    /// Of the largest size, in pixels.
    pub width: u32,
    pub height: u32,
    /// On the average, 0xRRGGBB.
    pub colour: Option<i32>,
    pub files: Vec<PhotoFile>,
}

impl PhotoFiles {
    /// Of all sizes together.
    fn bytes(&self) -> i64 {
        let bytes: usize = self.files.iter().map(|file| file.bytes.len()).sum();
        i64::try_from(bytes).unwrap_or(i64::MAX)
    }

    /// The id under which these files are kept: a digest of whose they are and of all their bytes. Whose they are counts,
    /// for files are counted, handed out and deleted with their maker.
    pub(super) fn address(&self, owner: Option<MakerId>) -> PhotoId {
        let mut digest = Sha256::new();
        digest.update(owner.map_or(Uuid::nil(), |maker| maker.0));
        for file in &self.files {
            digest.update(file.side.to_be_bytes());
            digest.update((file.bytes.len() as u64).to_be_bytes());
            digest.update(&file.bytes);
        }
        let mut bytes = [0; 16];
        bytes.copy_from_slice(&digest.finalize()[..16]);
        PhotoId(Builder::from_custom_bytes(bytes).into_uuid())
    }
}

/// Where everything of a photo is kept.
pub fn photo_folder(id: PhotoId) -> String {
    format!("photos/{id}")
}

/// Where a photo's file of one size is kept.
pub fn photo_key(id: PhotoId, side: u32) -> String {
    format!("photos/{id}/{side}.webp")
}

/// Where the JPEG copy of that file is kept, once somebody has asked for it.
pub fn photo_jpeg_key(id: PhotoId, side: u32) -> String {
    format!("photos/{id}/{side}.jpg")
}

/// How the keys of all pictures begin that messengers show of the piece with that number and this cover.
pub fn share_keys(id: PhotoId, number: i64) -> String {
    format!("photos/{id}/share-{number}-")
}

/// Where one of them is kept.
pub fn share_key(id: PhotoId, number: i64, digest: &str) -> String {
    format!("{}{digest}.jpg", share_keys(id, number))
}

impl Store {
    /// Keeps a photo's files: counted in `photo_file` before they are written, so that those of an upload that breaks off
    /// are found. A photo that is kept already is written over with itself, which mends one that broke off.
    ///
    /// # Errors
    /// [`ProductError::PhotoQuota`] when its maker has no room left, [`ProductError::PhotoNotKept`] when the files cannot be
    /// written.
    pub(crate) async fn photo_keep(
        &self,
        cx: &Cx,
        owner: Option<MakerId>,
        photo: PhotoFiles,
        images: &dyn Images,
    ) -> Result<PhotoId> {
        let (address, bytes) = (photo.address(owner), photo.bytes());
        let id = self.write("photo_room", |tx| async move { room(cx, &tx, owner, address, bytes).await }).await?;
        for file in photo.files {
            if let Err(why) = images.put(&photo_key(id, file.side), file.bytes).await {
                tracing::error!(request_id = %cx.request_id, "a photo was not kept: {why}");
                return Err(ProductError::PhotoNotKept.into());
            }
        }
        Ok(id)
    }
}

/// The id under which the files can be written; their row says that they are new.
async fn room(cx: &Cx, tx: &Tx, owner: Option<MakerId>, address: PhotoId, bytes: i64) -> Result<PhotoId> {
    let before = photo_file::Entity::find_by_id(address).one(tx).await?;
    let id = match before {
        Some(before) if !before.going => {
            let row = photo_file::ActiveModel { photo_id: Set(address), created_at: Set(cx.now), ..Default::default() };
            photo_file::Entity::update(row).exec(tx).await?;
            return Ok(address);
        }
        // The files there are being deleted at this moment: this once the photo lies elsewhere.
        Some(_) => cx.new_id(),
        None => address,
    };
    if let Some(maker_id) = owner {
        refuse_without_room(tx, maker_id, bytes).await?;
    }
    let row = photo_file::ActiveModel {
        photo_id: Set(id),
        maker_id: Set(owner),
        bytes: Set(bytes),
        going: Set(false),
        created_at: Set(cx.now),
    };
    photo_file::Entity::insert(row).exec_without_returning(tx).await?;
    Ok(id)
}

async fn refuse_without_room(tx: &Tx, maker_id: MakerId, bytes: i64) -> Result<()> {
    let megabytes_max = data_rules(tx).await?.get(DataRule::PhotoMegabytes);
    let sql = "SELECT CAST(COALESCE(SUM(bytes), 0) AS BIGINT) AS bytes FROM photo_file WHERE maker_id = $1";
    let row = tx.query_one_raw(statement(tx, sql, vec![maker_id.into()])).await?;
    let taken = row.map(|row| row.try_get::<i64>("", "bytes")).transpose()?.unwrap_or(0);
    if taken.saturating_add(bytes) > megabytes_max * 1024 * 1024 {
        return Err(ProductError::PhotoQuota { megabytes_max }.into());
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn photo(parts: &[&str]) -> PhotoFiles {
        let files = parts.iter().map(|part| PhotoFile { side: 320, bytes: part.as_bytes().to_vec() }).collect();
        PhotoFiles { width: 1, height: 1, colour: None, files }
    }

    #[test]
    fn an_address_follows_from_the_contents_and_their_owner() {
        let [one, other] = [1, 2].map(|n| Some(MakerId(Uuid::from_u128(n))));
        let address = photo(&["a", "b"]).address(one);
        assert_eq!(address, photo(&["a", "b"]).address(one));
        assert_eq!(address.0.get_version_num(), 8);
        for (parts, owner) in [(["a", "b"], other), (["a", "b"], None), (["ab", ""], one), (["b", "a"], one)] {
            assert_ne!(address, photo(&parts).address(owner), "{parts:?}");
        }
    }
}
