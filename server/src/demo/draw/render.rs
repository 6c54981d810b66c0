//! From SVG to JPEG, without fonts, files or the network.

use image::codecs::jpeg::JpegEncoder;
use image::{ExtendedColorType, ImageEncoder};
use resvg::{tiny_skia, usvg};
use thiserror::Error;

/// Largest picture that is drawn, so that a slip cannot ask for gigabytes.
pub const PX_MAX: u32 = 4096;

const JPEG_QUALITY: u8 = 88;

/// Why a picture could not be drawn.
#[derive(Debug, Error)]
pub enum DrawError {
    /// The SVG text is not valid.
    #[error("the drawing is not valid SVG: {0}")]
    Svg(#[from] usvg::Error),
    /// The size is 0 or above [`PX_MAX`].
    #[error("cannot draw a picture of {0} px")]
    Size(u32),
    /// The JPEG encoder refused.
    #[error("cannot encode the picture: {0}")]
    Encode(#[from] image::ImageError),
}

/// Draws a square SVG at `px` × `px` as a JPEG of quality 88 on white.
pub fn render_jpeg(svg: &str, px: u32) -> Result<Vec<u8>, DrawError> {
    if px == 0 || px > PX_MAX {
        return Err(DrawError::Size(px));
    }
    let tree = usvg::Tree::from_str(svg, &usvg::Options::default())?;
    let mut map = tiny_skia::Pixmap::new(px, px).ok_or(DrawError::Size(px))?;
    map.fill(tiny_skia::Color::WHITE);
    let size = tree.size();
    let scale = px as f32 / size.width().max(size.height());
    resvg::render(&tree, tiny_skia::Transform::from_scale(scale, scale), &mut map.as_mut());
    let rgb: Vec<u8> = map.data().chunks_exact(4).flat_map(|p| [p[0], p[1], p[2]]).collect();
    let mut jpeg = Vec::new();
    JpegEncoder::new_with_quality(&mut jpeg, JPEG_QUALITY).write_image(&rgb, px, px, ExtendedColorType::Rgb8)?;
    Ok(jpeg)
}
