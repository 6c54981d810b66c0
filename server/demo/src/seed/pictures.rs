//! Draws the products' pictures, in the same sizes as an upload.

use std::collections::HashMap;

use image::DynamicImage;
use store::{Error, Result, shop::PhotoFiles};
use tokio::task::JoinSet;

use crate::{
    content::products,
    draw::{product_svg, render},
};

/// Makes the stored sizes of a drawn picture; what uploads go through, so it comes from the server.
pub type MakeSizes = fn(DynamicImage) -> Result<PhotoFiles>;

/// Each product's files, by its index in the content.
pub type Pictures = HashMap<usize, PhotoFiles>;

/// Longest side of a drawn picture in pixels.
const PICTURE_PX: u32 = 800;
/// Pictures drawn at once.
const AT_ONCE: usize = 2;

pub async fn draw(make_sizes: MakeSizes) -> Result<Pictures> {
    let (mut running, mut pictures) = (JoinSet::new(), Pictures::new());
    for (index, product) in products().iter().enumerate() {
        if running.len() >= AT_ONCE {
            keep(&mut pictures, running.join_next().await)?;
        }
        running.spawn_blocking(move || {
            let picture = render(&product_svg(&product.art, index), PICTURE_PX).map_err(Error::internal)?;
            Ok((index, make_sizes(picture)?))
        });
    }
    while let Some(drawn) = running.join_next().await {
        keep(&mut pictures, Some(drawn))?;
    }
    Ok(pictures)
}

type Drawn = std::result::Result<Result<(usize, PhotoFiles)>, tokio::task::JoinError>;

fn keep(pictures: &mut Pictures, drawn: Option<Drawn>) -> Result<()> {
    if let Some(drawn) = drawn {
        let (index, files) = drawn.map_err(Error::internal)??;
        pictures.insert(index, files);
    }
    Ok(())
}
