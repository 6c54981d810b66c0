//! A photo as a phone hands it over becomes three upright WebP pictures without metadata.

use std::io::Cursor;

use bytes::Bytes;
use domain::shop::{PHOTO_BYTES_MAX, PHOTO_PIXELS_MAX, PHOTO_SIDES, ProductError};
use fast_image_resize::{
    FilterType, PixelTrait, ResizeAlg, ResizeOptions, Resizer,
    images::{TypedImage, TypedImageRef},
    pixels::{U8x3, U8x4},
};
use image::{
    DynamicImage, ImageDecoder, ImageError, ImageFormat, ImageReader, Limits, RgbImage, RgbaImage,
    codecs::jpeg::JpegEncoder, metadata::Orientation,
};
use store::{
    Error,
    shop::{PhotoFile, PhotoFiles},
};
use tokio::sync::Semaphore;

/// Photos worked on at once. A large one counts as all of them, which bounds the memory.
static AT_ONCE: Semaphore = Semaphore::const_new(AT_ONCE_MAX as usize);
const AT_ONCE_MAX: u32 = 2;
/// Pixels from which a photo is worked on alone.
const LARGE_PIXELS: u64 = 24_000_000;
/// Bytes of a decoded photo: four a pixel. 16-bit photos may have half the pixels.
const DECODED_BYTES_MAX: u64 = PHOTO_PIXELS_MAX * 4;
/// Quality of the lossy WebP, 0 to 100.
const QUALITY: f32 = 80.0;
/// Quality of JPEG copies, 1 to 100.
const JPEG_QUALITY: u8 = 82;

/// Decodes, turns upright, shrinks and encodes a photo.
///
/// # Errors
/// [`ProductError::PhotoTooLarge`], [`ProductError::PhotoTooManyPixels`], [`ProductError::PhotoHeic`] and
/// [`ProductError::PhotoUnreadable`];
/// [`Error::Internal`] when the work itself fails.
pub async fn prepare(bytes: Bytes) -> Result<PhotoFiles, Error> {
    if bytes.len() > PHOTO_BYTES_MAX {
        return Err(ProductError::PhotoTooLarge { megabytes_max: PHOTO_BYTES_MAX / (1024 * 1024) }.into());
    }
    let header = bytes.clone();
    let pixels = blocking(move || pixels(&header)).await?;
    let share = if pixels > LARGE_PIXELS { AT_ONCE_MAX } else { 1 };
    let _permit = AT_ONCE.acquire_many(share).await.map_err(Error::internal)?;
    blocking(move || encode_all(decode(&bytes)?)).await
}

/// All sizes of a picture that the program drew itself; heavy work for a blocking thread.
///
/// # Errors
/// [`Error::Internal`] when a size cannot be made.
pub fn from_drawing(image: DynamicImage) -> Result<PhotoFiles, Error> {
    encode_all((image, Orientation::NoTransforms))
}

/// Heavy work on one photo that is stored already, in its turn with those that come in.
///
/// # Errors
/// [`Error::Internal`] when the work itself fails.
pub async fn at_work<T: Send + 'static>(work: impl FnOnce() -> Result<T, Error> + Send + 'static) -> Result<T, Error> {
    let _permit = AT_ONCE.acquire().await.map_err(Error::internal)?;
    blocking(work).await
}

/// The pixels of a stored photo (WebP), on white.
///
/// # Errors
/// [`Error::Internal`] when it is none.
pub fn decoded(webp: &[u8]) -> Result<RgbImage, Error> {
    let image = image::load_from_memory_with_format(webp, ImageFormat::WebP).map_err(Error::internal)?;
    if !image.color().has_alpha() {
        return Ok(image.into_rgb8());
    }
    let mut white = RgbaImage::from_pixel(image.width(), image.height(), image::Rgba([255; 4]));
    image::imageops::overlay(&mut white, &image.into_rgba8(), 0, 0);
    Ok(DynamicImage::from(white).into_rgb8())
}

/// The middle of a picture in that size, filled; enlarged where it is smaller.
///
/// # Errors
/// [`Error::Internal`] when it has no pixels.
pub fn filling(picture: &RgbImage, width: u32, height: u32) -> Result<RgbImage, Error> {
    let (w, h) = picture.dimensions();
    let (wide, high) = (u64::from(w) * u64::from(height), u64::from(h) * u64::from(width));
    let part = |whole: u32, small: u64, large: u64| {
        u32::try_from(u64::from(whole) * small / large.max(1)).unwrap_or(whole).clamp(1, whole.max(1))
    };
    let (cut_w, cut_h) = if wide > high { (part(w, high, wide), h) } else { (w, part(h, wide, high)) };
    let cut = image::imageops::crop_imm(picture, (w - cut_w) / 2, (h - cut_h) / 2, cut_w, cut_h).to_image();
    let pixels = resized::<U8x3>(cut.as_raw(), (cut_w, cut_h), (width, height))?;
    RgbImage::from_raw(width, height, pixels).ok_or_else(|| Error::internal("a picture without its pixels"))
}

/// A picture as a JPEG, for those who do not read WebP.
///
/// # Errors
/// [`Error::Internal`] when it cannot be written.
pub fn jpeg(picture: &RgbImage) -> Result<Vec<u8>, Error> {
    let mut bytes = Vec::new();
    JpegEncoder::new_with_quality(&mut bytes, JPEG_QUALITY).encode_image(picture).map_err(Error::internal)?;
    Ok(bytes)
}

async fn blocking<T: Send + 'static>(work: impl FnOnce() -> Result<T, Error> + Send + 'static) -> Result<T, Error> {
    tokio::task::spawn_blocking(work).await.map_err(Error::internal)?
}

/// The format by the first bytes; neither the file's name nor the browser's word counts.
fn reader(bytes: &Bytes) -> Result<ImageReader<Cursor<&[u8]>>, ProductError> {
    let format = match image::guess_format(bytes) {
        Ok(format @ (ImageFormat::Jpeg | ImageFormat::Png | ImageFormat::WebP)) => format,
        _ if is_heic(bytes) => return Err(ProductError::PhotoHeic),
        _ => return Err(ProductError::PhotoUnreadable),
    };
    if format == ImageFormat::Jpeg && !jpeg_is_whole(bytes) {
        return Err(ProductError::PhotoUnreadable);
    }
    let mut reader = ImageReader::with_format(Cursor::new(&bytes[..]), format);
    let mut limits = Limits::default();
    limits.max_alloc = Some(DECODED_BYTES_MAX);
    reader.limits(limits);
    Ok(reader)
}

/// By the kind that its first box names.
fn is_heic(bytes: &[u8]) -> bool {
    const KINDS: [&[u8]; 8] = [b"heic", b"heix", b"heim", b"heis", b"hevc", b"hevx", b"mif1", b"msf1"];
    bytes.get(4..8) == Some(b"ftyp") && bytes.get(8..12).is_some_and(|kind| KINDS.contains(&kind))
}

/// How many pixels the header announces; nothing is decoded yet.
fn pixels(bytes: &Bytes) -> Result<u64, Error> {
    let decoder = reader(bytes)?.into_decoder().map_err(refused)?;
    let (width, height) = decoder.dimensions();
    let pixels = u64::from(width) * u64::from(height);
    if pixels == 0 {
        return Err(ProductError::PhotoUnreadable.into());
    }
    if pixels > PHOTO_PIXELS_MAX || decoder.total_bytes() > DECODED_BYTES_MAX {
        return Err(ProductError::PhotoTooManyPixels.into());
    }
    Ok(pixels)
}

/// The pixels as they lie in the file, and how they are to be turned.
fn decode(bytes: &Bytes) -> Result<(DynamicImage, Orientation), Error> {
    let mut decoder = reader(bytes)?.into_decoder().map_err(refused)?;
    // A photo whose EXIF cannot be read is taken as it lies.
    let orientation = decoder.orientation().unwrap_or(Orientation::NoTransforms);
    let image = DynamicImage::from_decoder(decoder).map_err(refused)?;
    let image = if image.color().has_alpha() { image.into_rgba8().into() } else { image.into_rgb8().into() };
    Ok((image, orientation))
}

/// The sizes, each made from the next larger one. Turning comes after the first shrinking, when there is little to turn.
fn encode_all((image, orientation): (DynamicImage, Orientation)) -> Result<PhotoFiles, Error> {
    let mut files = Vec::with_capacity(PHOTO_SIDES.len());
    let (mut image, mut upright, mut largest) = (image, false, None);
    for side in PHOTO_SIDES.into_iter().rev() {
        image = shrink(image, side)?;
        if !upright {
            image.apply_orientation(orientation);
            upright = true;
        }
        largest.get_or_insert((image.width(), image.height()));
        files.push(PhotoFile { side, bytes: encode(&image)? });
    }
    let (width, height) = largest.unwrap_or_default();
    Ok(PhotoFiles { width, height, colour: average(&image)?, files })
}

/// The colour of the whole picture, 0xRRGGBB: it stands there until the picture has come.
fn average(image: &DynamicImage) -> Result<Option<i32>, Error> {
    let (size, one) = ((image.width(), image.height()), (1, 1));
    let pixel = match image {
        DynamicImage::ImageRgb8(pixels) => resized::<U8x3>(pixels.as_raw(), size, one)?,
        DynamicImage::ImageRgba8(pixels) => resized::<U8x4>(pixels.as_raw(), size, one)?,
        _ => return Ok(None),
    };
    Ok(pixel.get(..3).map(|rgb| rgb.iter().fold(0, |sum, part| sum << 8 | i32::from(*part))))
}

/// Shrinks to a longest side in pixels; never enlarges.
fn shrink(image: DynamicImage, side: u32) -> Result<DynamicImage, Error> {
    let (width, height) = (image.width(), image.height());
    let longest = width.max(height);
    if longest <= side {
        return Ok(image);
    }
    let scaled = |length: u32| {
        let scaled = (u64::from(length) * u64::from(side)).div_ceil(u64::from(longest));
        u32::try_from(scaled).unwrap_or(side)
    };
    let (from, to) = ((width, height), (scaled(width), scaled(height)));
    let smaller = match &image {
        DynamicImage::ImageRgb8(pixels) => {
            RgbImage::from_raw(to.0, to.1, resized::<U8x3>(pixels.as_raw(), from, to)?).map(DynamicImage::from)
        }
        DynamicImage::ImageRgba8(pixels) => {
            RgbaImage::from_raw(to.0, to.1, resized::<U8x4>(pixels.as_raw(), from, to)?).map(DynamicImage::from)
        }
        _ => None,
    };
    smaller.ok_or_else(|| Error::internal("a photo is neither RGB nor RGBA"))
}

/// Pixels of one size in another. For the two kinds of pixels that photos have: asked for a kind that shows only when it
/// runs, the library brings the code of all thirteen, two megabytes.
fn resized<P: PixelTrait>(pixels: &[u8], from: (u32, u32), to: (u32, u32)) -> Result<Vec<u8>, Error> {
    let options = ResizeOptions::new().resize_alg(ResizeAlg::Convolution(FilterType::Lanczos3));
    let mut smaller = vec![0; to.0 as usize * to.1 as usize * P::size()];
    let source = TypedImageRef::<P>::from_buffer(from.0, from.1, pixels).map_err(Error::internal)?;
    let mut target = TypedImage::<P>::from_buffer(to.0, to.1, &mut smaller).map_err(Error::internal)?;
    Resizer::new().resize_typed(&source, &mut target, &options).map_err(Error::internal)?;
    Ok(smaller)
}

fn encode(image: &DynamicImage) -> Result<Vec<u8>, Error> {
    let (width, height) = (image.width(), image.height());
    let encoder = match image {
        DynamicImage::ImageRgb8(pixels) => webp::Encoder::from_rgb(pixels.as_raw(), width, height),
        DynamicImage::ImageRgba8(pixels) => webp::Encoder::from_rgba(pixels.as_raw(), width, height),
        _ => return Err(Error::internal("a photo is neither RGB nor RGBA")),
    };
    let webp = encoder.encode_simple(false, QUALITY);
    webp.map(|webp| webp.to_vec()).map_err(|error| Error::internal(format_args!("WebP: {error:?}")))
}

/// Whether the photo's own data came to its end: an upload that broke off would show a grey half. The decoder does not
/// mind, so the segments are walked: headers by their lengths, then picture data up to the end marker. What cameras
/// append after it (a film clip, a depth map) does not matter.
fn jpeg_is_whole(bytes: &[u8]) -> bool {
    const END: u8 = 0xD9;
    const SCAN: u8 = 0xDA;
    let mut at = 2;
    loop {
        while bytes.get(at) == Some(&0xFF) && bytes.get(at + 1) == Some(&0xFF) {
            at += 1;
        }
        let (Some(0xFF), Some(&marker)) = (bytes.get(at), bytes.get(at + 1)) else { return false };
        match marker {
            END => return true,
            0x01 | 0xD0..=0xD8 => at += 2,
            marker => {
                let (Some(&high), Some(&low)) = (bytes.get(at + 2), bytes.get(at + 3)) else { return false };
                at += 2 + usize::from(u16::from_be_bytes([high, low]));
                if marker == SCAN {
                    at = after_scan(bytes, at);
                }
            }
        }
    }
}

/// Where the first marker after a scan's data stands: stuffed zeros and restart markers belong to the data.
fn after_scan(bytes: &[u8], start: usize) -> usize {
    let data = bytes.get(start..).unwrap_or_default();
    let marker = data.windows(2).position(|pair| pair[0] == 0xFF && !matches!(pair[1], 0x00 | 0xD0..=0xD7 | 0xFF));
    marker.map_or(bytes.len(), |at| start + at)
}

/// A decoder's refusal as a person understands it.
fn refused(error: ImageError) -> ProductError {
    match error {
        ImageError::Limits(_) => ProductError::PhotoTooManyPixels,
        _ => ProductError::PhotoUnreadable,
    }
}
