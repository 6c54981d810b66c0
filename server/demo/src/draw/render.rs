//! From SVG to pixels, without fonts, files or the network.

use image::{DynamicImage, RgbaImage};
use resvg::{tiny_skia, usvg};
use thiserror::Error;

/// Largest picture that is drawn, so that a slip cannot ask for gigabytes.
pub const PX_MAX: u32 = 4096;

/// Why a picture could not be drawn.
#[derive(Debug, Error)]
pub enum DrawError {
    /// The SVG text is not valid.
    #[error("the drawing is not valid SVG: {0}")]
    Svg(#[from] usvg::Error),
    /// The size is 0 or above [`PX_MAX`].
    #[error("cannot draw a picture of {0} px")]
    Size(u32),
}

/// Draws a square SVG at `px` × `px` on white.
///
/// # Errors
/// When the SVG is not valid or the size is out of bounds.
pub fn render(svg: &str, px: u32) -> Result<DynamicImage, DrawError> {
    if px == 0 || px > PX_MAX {
        return Err(DrawError::Size(px));
    }
    let tree = usvg::Tree::from_str(svg, &usvg::Options::default())?;
    let mut map = tiny_skia::Pixmap::new(px, px).ok_or(DrawError::Size(px))?;
    map.fill(tiny_skia::Color::WHITE);
    let size = tree.size();
    let scale = px as f32 / size.width().max(size.height());
    resvg::render(&tree, tiny_skia::Transform::from_scale(scale, scale), &mut map.as_mut());
    let drawn = RgbaImage::from_raw(px, px, map.take()).ok_or(DrawError::Size(px))?;
    // The conversion inside the image crate is compiled with optimisation in every profile; a loop here would not be.
    Ok(DynamicImage::ImageRgb8(DynamicImage::ImageRgba8(drawn).to_rgb8()))
}
