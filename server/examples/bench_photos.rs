//! Photos as phones make them, for `script/bench`: `bench_photos FOLDER` writes twelve of twelve megapixels, each unlike
//! the others and as heavy as a photograph, into it, and beside them what is to be refused: a picture that claims to be
//! huge, one that broke off, one that is none, and an empty one.

use std::{fs, path::PathBuf};

use anyhow::{Context, Result};
use image::{ImageFormat, Rgb, RgbImage, codecs::jpeg::JpegEncoder};

const PHOTOS: u32 = 12;
const WIDTH: u32 = 4032;
const HEIGHT: u32 = 3024;
const QUALITY: u8 = 90;
/// Each way, of the picture that claims it.
const HUGE: u32 = 60_000;

fn main() -> Result<()> {
    let folder = PathBuf::from(std::env::args().nth(1).context("first argument: a folder")?);
    let (good, bad) = (folder.join("good"), folder.join("bad"));
    fs::create_dir_all(&good)?;
    fs::create_dir_all(&bad)?;
    let mut last = Vec::new();
    for n in 1..=PHOTOS {
        last = photo(n)?;
        fs::write(good.join(format!("{n:02}.jpg")), &last)?;
    }
    fs::write(bad.join("bomb.png"), bomb()?)?;
    fs::write(bad.join("broken-off.jpg"), &last[..last.len() / 2])?;
    fs::write(bad.join("renamed.jpg"), "<!DOCTYPE html><script>alert(1)</script>".repeat(1_000))?;
    fs::write(bad.join("heavy.jpg"), vec![0xFF; 30 << 20])?;
    Ok(())
}

/// Waves under a grain: what neither packs to nothing nor is noise alone.
fn photo(n: u32) -> Result<Vec<u8>> {
    let mut seed = n;
    let picture = RgbImage::from_fn(WIDTH, HEIGHT, |x, y| {
        seed = seed.wrapping_mul(1_664_525).wrapping_add(1_013_904_223);
        let grain = (seed >> 27).to_le_bytes()[0];
        let wave = |part: u32, length: u32| ((part / length % 192).to_le_bytes()[0]).saturating_add(grain);
        Rgb([wave(x + y, 7 + n), wave(x, 19), wave(y + 64 * n, 23)])
    });
    let mut bytes = Vec::new();
    JpegEncoder::new_with_quality(&mut bytes, QUALITY).encode_image(&picture)?;
    Ok(bytes)
}

/// A PNG whose header announces a huge picture; the data behind it is one small line.
fn bomb() -> Result<Vec<u8>> {
    let mut bytes = std::io::Cursor::new(Vec::new());
    RgbImage::new(4, 4).write_to(&mut bytes, ImageFormat::Png)?;
    let mut bytes = bytes.into_inner();
    bytes[16..20].copy_from_slice(&HUGE.to_be_bytes());
    bytes[20..24].copy_from_slice(&HUGE.to_be_bytes());
    let crc = !bytes[12..29].iter().fold(!0u32, |crc, byte| {
        (0..8).fold(crc ^ u32::from(*byte), |crc, _| if crc & 1 == 1 { (crc >> 1) ^ 0xEDB8_8320 } else { crc >> 1 })
    });
    bytes[29..33].copy_from_slice(&crc.to_be_bytes());
    Ok(bytes)
}
