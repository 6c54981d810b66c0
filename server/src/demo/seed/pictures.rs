//! Draws the products' pictures and stores them as photos, in the same sizes as an upload.

use std::sync::Arc;

use store::{Error, Result, ports::Images, shop::photo_key};
use tokio::task::JoinSet;

use super::shop::PhotoRows;
use crate::{demo::draw, photos};

/// Longest side of a drawn picture in pixels.
pub const PICTURE_PX: i32 = 800;
/// Pictures drawn at once.
const AT_ONCE: usize = 2;

pub async fn draw(rows: PhotoRows, images: Arc<dyn Images>) -> Result<()> {
    let mut running = JoinSet::new();
    for (index, id) in rows {
        if running.len() >= AT_ONCE {
            finish(running.join_next().await)?;
        }
        let images = images.clone();
        running.spawn(async move {
            let drawn = tokio::task::spawn_blocking(move || {
                let px = u32::try_from(PICTURE_PX).unwrap_or(1);
                let picture = draw::render(&draw::product_svg(index), px).map_err(Error::internal)?;
                photos::from_drawing(picture)
            });
            let photo = drawn.await.map_err(Error::internal)??;
            for file in photo.files {
                let key = photo_key(domain::PhotoId(id), file.side);
                images.put(&key, file.bytes).await.map_err(Error::Internal)?;
            }
            Ok(())
        });
    }
    while let Some(done) = running.join_next().await {
        finish(Some(done))?;
    }
    Ok(())
}

fn finish(done: Option<std::result::Result<Result<()>, tokio::task::JoinError>>) -> Result<()> {
    done.map_or(Ok(()), |done| done.map_err(Error::internal)?)
}
