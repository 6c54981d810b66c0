//! Draws the products' pictures and stores them as photos, in the same sizes as an upload.

use std::sync::Arc;

use image::DynamicImage;
use store::{
    Error, Result,
    ports::Images,
    shop::{PhotoFiles, photo_key},
};
use tokio::task::JoinSet;
use uuid::Uuid;

use crate::{
    content::products,
    draw::{product_svg, render},
};

/// Longest side of a drawn picture in pixels.
pub const PICTURE_PX: i32 = 800;
/// Pictures drawn at once.
const AT_ONCE: usize = 2;

/// Makes the stored sizes of a drawn picture; what uploads go through, so it comes from the server.
pub type MakeSizes = fn(DynamicImage) -> Result<PhotoFiles>;

/// A photo row without its files yet: the product's index in the content and the photo's id.
pub type PhotoRows = Vec<(usize, Uuid)>;

/// Draws and stores the files of every row.
///
/// # Errors
/// When a picture cannot be drawn, or the image folder fails.
pub async fn draw(rows: PhotoRows, images: Arc<dyn Images>, make_sizes: MakeSizes) -> Result<()> {
    let mut running = JoinSet::new();
    for (index, id) in rows {
        if running.len() >= AT_ONCE {
            finish(running.join_next().await)?;
        }
        let images = images.clone();
        running.spawn(async move {
            let drawn = tokio::task::spawn_blocking(move || {
                let px = u32::try_from(PICTURE_PX).unwrap_or(1);
                let picture = render(&product_svg(&products()[index].art, index), px).map_err(Error::internal)?;
                make_sizes(picture)
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
