//! Photographs as phones hand them over, made in the test.

use std::io::Cursor;

use image::{DynamicImage, ImageFormat, Rgb, RgbImage};

pub const RED: Rgb<u8> = Rgb([200, 30, 30]);
pub const BLUE: Rgb<u8> = Rgb([30, 30, 200]);

/// Left half red, right half blue.
pub fn two_halves(width: u32, height: u32) -> DynamicImage {
    RgbImage::from_fn(width, height, |x, _| if x < width / 2 { RED } else { BLUE }).into()
}

pub fn encoded(image: &DynamicImage, format: ImageFormat) -> Vec<u8> {
    let mut bytes = Cursor::new(Vec::new());
    image.write_to(&mut bytes, format).expect("encoded");
    bytes.into_inner()
}

pub fn jpeg(width: u32, height: u32) -> Vec<u8> {
    encoded(&two_halves(width, height), ImageFormat::Jpeg)
}

/// A JPEG with an EXIF segment right after its start: an orientation, the place where it was taken, a comment and a
/// thumbnail with an end marker of its own.
pub fn jpeg_from_a_phone(width: u32, height: u32, orientation: u16) -> Vec<u8> {
    let plain = jpeg(width, height);
    let exif = exif(orientation);
    let mut bytes = plain[..2].to_vec();
    bytes.extend([0xFF, 0xE1]);
    bytes.extend(u16::try_from(exif.len() + 2).expect("short").to_be_bytes());
    bytes.extend(exif);
    bytes.extend(&plain[2..]);
    bytes
}

/// TIFF, little-endian: IFD0 with orientation, description and a pointer to the GPS directory.
fn exif(orientation: u16) -> Vec<u8> {
    const DESCRIPTION: &[u8; 16] = b"SECRET-WHEREIAM\0";
    let entry = |tag: u16, kind: u16, count: u32, value: u32| -> Vec<u8> {
        [&tag.to_le_bytes()[..], &kind.to_le_bytes(), &count.to_le_bytes(), &value.to_le_bytes()].concat()
    };
    let gps_at = 8 + 2 + 3 * 12 + 4;
    let text_at = gps_at + 2 + 12 + 4;
    let mut tiff = b"II*\0\x08\0\0\0".to_vec();
    tiff.extend(3u16.to_le_bytes());
    tiff.extend(entry(0x010E, 2, 16, text_at));
    tiff.extend(entry(0x0112, 3, 1, u32::from(orientation)));
    tiff.extend(entry(0x8825, 4, 1, gps_at));
    tiff.extend(0u32.to_le_bytes());
    tiff.extend(1u16.to_le_bytes());
    tiff.extend(entry(0x0001, 2, 2, u32::from(b'N')));
    tiff.extend(0u32.to_le_bytes());
    tiff.extend(DESCRIPTION);
    // As a thumbnail would.
    tiff.extend([0xFF, 0xD8, 0xFF, 0xD9]);
    [b"Exif\0\0".as_slice(), &tiff].concat()
}

/// A PNG whose header announces these sizes; the data behind it is one small line.
pub fn png_that_claims(width: u32, height: u32) -> Vec<u8> {
    let mut bytes = encoded(&two_halves(4, 4), ImageFormat::Png);
    bytes[16..20].copy_from_slice(&width.to_be_bytes());
    bytes[20..24].copy_from_slice(&height.to_be_bytes());
    let crc = crc32(&bytes[12..29]);
    bytes[29..33].copy_from_slice(&crc.to_be_bytes());
    bytes
}

fn crc32(bytes: &[u8]) -> u32 {
    !bytes.iter().fold(!0u32, |crc, byte| {
        (0..8).fold(crc ^ u32::from(*byte), |crc, _| if crc & 1 == 1 { (crc >> 1) ^ 0xEDB8_8320 } else { crc >> 1 })
    })
}

/// What was stored, decoded.
pub fn webp(bytes: &[u8]) -> RgbImage {
    image::load_from_memory_with_format(bytes, ImageFormat::WebP).expect("WebP").to_rgb8()
}

/// Whether a pixel is nearly of this colour; lossy compression moves it a little.
pub fn is_nearly(pixel: Rgb<u8>, wanted: Rgb<u8>) -> bool {
    pixel.0.iter().zip(wanted.0).all(|(have, want)| have.abs_diff(want) < 25)
}
