//! Precompressed neighbours: `x` gets `x.br` and `x.gz`, so that the server compresses nothing.

use super::Mode;
use anyhow::{Context, Result};
use flate2::{Compression, write::GzEncoder};
use std::fs;
use std::io::Write;
use std::path::{Path, PathBuf};

const BROTLI_WINDOW_BITS: u32 = 22;
const BROTLI_BUFFER_BYTES: usize = 64 * 1024;

/// Formats that carry their own compression gain nothing from another.
const ALREADY_COMPRESSED: [&str; 7] = ["png", "jpg", "jpeg", "webp", "avif", "woff2", "ico"];

/// Writes the compressed neighbours of `path` where they pay.
pub fn beside(path: &Path, bytes: &[u8], mode: Mode) -> Result<()> {
    let extension = path.extension().unwrap_or_default().to_string_lossy();
    if ALREADY_COMPRESSED.contains(&extension.as_ref()) {
        return Ok(());
    }
    write(&with_suffix(path, "br"), &brotli(bytes, mode)?)?;
    write(&with_suffix(path, "gz"), &gzip(bytes, mode)?)
}

pub fn with_suffix(path: &Path, suffix: &str) -> PathBuf {
    let mut name = path.as_os_str().to_owned();
    name.push(".");
    name.push(suffix);
    PathBuf::from(name)
}

fn brotli(bytes: &[u8], mode: Mode) -> Result<Vec<u8>> {
    let quality = match mode {
        Mode::Dev => 5,
        Mode::Release => 11,
    };
    let mut out = Vec::new();
    let mut writer = brotli::CompressorWriter::new(&mut out, BROTLI_BUFFER_BYTES, quality, BROTLI_WINDOW_BITS);
    writer.write_all(bytes)?;
    writer.flush()?;
    drop(writer);
    Ok(out)
}

fn gzip(bytes: &[u8], mode: Mode) -> Result<Vec<u8>> {
    let level = match mode {
        Mode::Dev => Compression::fast(),
        Mode::Release => Compression::best(),
    };
    let mut encoder = GzEncoder::new(Vec::new(), level);
    encoder.write_all(bytes)?;
    Ok(encoder.finish()?)
}

fn write(path: &Path, bytes: &[u8]) -> Result<()> {
    fs::write(path, bytes).with_context(|| format!("writing {}", path.display()))
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::io::Read;

    #[test]
    fn both_formats_give_the_bytes_back() -> Result<()> {
        let text = "つくりば ".repeat(1000);
        for mode in [Mode::Dev, Mode::Release] {
            let mut back = String::new();
            brotli::Decompressor::new(brotli(text.as_bytes(), mode)?.as_slice(), 4096).read_to_string(&mut back)?;
            assert_eq!(back, text);
            back.clear();
            flate2::read::GzDecoder::new(gzip(text.as_bytes(), mode)?.as_slice()).read_to_string(&mut back)?;
            assert_eq!(back, text);
        }
        Ok(())
    }
}
