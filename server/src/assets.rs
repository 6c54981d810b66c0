//! The built site (`target/site/pkg`), inside the binary in release and read from disk in debug; kept in memory with
//! its compressed forms, made at build time.

use std::{collections::HashMap, sync::Arc};

use anyhow::{Context, Result};
use axum::{
    body::Body,
    extract::{Path, State},
    http::{HeaderMap, HeaderValue, StatusCode, header},
    response::{IntoResponse, Response},
};
use bytes::Bytes;

#[derive(rust_embed::RustEmbed)]
#[folder = "$CARGO_MANIFEST_DIR/../target/site/pkg"]
#[allow_missing = true]
struct Site;

// Named here so that cargo embeds the files anew when script/build has made others.
const _: Option<&str> = option_env!("TSUKURIBA_SITE_DIGEST");

struct File {
    mime: HeaderValue,
    plain: Bytes,
    brotli: Option<Bytes>,
    gzip: Option<Bytes>,
}

/// All files under `/pkg/`, by name.
pub struct SiteFiles {
    files: HashMap<String, File>,
    names: app::page::Assets,
}

impl SiteFiles {
    /// Reads the built site.
    ///
    /// # Errors
    /// When it was not built, or its manifest cannot be read.
    pub fn load() -> Result<SiteFiles> {
        let read = |name: &str| Site::get(name).map(|file| Bytes::from(file.data.into_owned()));
        let manifest =
            read("manifest.json").context("the site's assets are missing: run script/build or script/server")?;
        let manifest: HashMap<String, String> = serde_json::from_slice(&manifest).context("manifest.json")?;
        let named = |key: &str| manifest.get(key).cloned().with_context(|| format!("manifest.json names no {key}"));
        let js = named("js")?;
        let names = app::page::Assets {
            css: named("css")?,
            swap: named("swap")?,
            photo: named("photo")?,
            payout: named("payout")?,
            safety: named("safety")?,
            scan: named("scan")?,
            print: named("print")?,
            refresh: named("refresh")?,
            passkey: named("passkey")?,
            share: named("share")?,
            basket: named("basket")?,
            heart: named("heart")?,
            stem: js.trim_end_matches(".js").to_owned(),
        };
        let is_compressed = |name: &str| name.ends_with(".br") || name.ends_with(".gz");
        let mut files = HashMap::new();
        for name in Site::iter().filter(|name| !is_compressed(name) && name != "manifest.json") {
            let mime = mime_guess::from_path(name.as_ref()).first_or_octet_stream();
            let file = File {
                mime: HeaderValue::from_str(mime.essence_str())?,
                plain: read(&name).context("file")?,
                brotli: read(&format!("{name}.br")),
                gzip: read(&format!("{name}.gz")),
            };
            files.insert(name.into_owned(), file);
        }
        Ok(SiteFiles { files, names })
    }

    /// No files at all, for tests of everything else.
    pub fn none() -> SiteFiles {
        SiteFiles { files: HashMap::new(), names: app::page::Assets::default() }
    }

    /// The names that pages link to.
    pub fn names(&self) -> &app::page::Assets {
        &self.names
    }
}

/// Whether the asker takes a body in that coding.
pub fn accepts(headers: &HeaderMap, coding: &str) -> bool {
    let accepted = headers.get(header::ACCEPT_ENCODING).and_then(|value| value.to_str().ok()).unwrap_or_default();
    let named = accepted.split(',').map(|part| part.split_once(';').unwrap_or((part, "")));
    let refused = |quality: &str| quality.trim().strip_prefix("q=").and_then(|q| q.parse().ok()) == Some(0.0_f32);
    named.into_iter().any(|(name, quality)| name.trim() == coding && !refused(quality))
}

/// `GET /pkg/{name}`: names carry a content hash, so they may be kept for ever.
pub async fn serve(State(site): State<Arc<SiteFiles>>, Path(name): Path<String>, headers: HeaderMap) -> Response {
    let Some(file) = site.files.get(&name) else { return StatusCode::NOT_FOUND.into_response() };
    let (body, coding) = match (&file.brotli, &file.gzip) {
        (Some(brotli), _) if accepts(&headers, "br") => (brotli, Some("br")),
        (_, Some(gzip)) if accepts(&headers, "gzip") => (gzip, Some("gzip")),
        _ => (&file.plain, None),
    };
    let mut response = Response::new(Body::from(body.clone()));
    let headers = response.headers_mut();
    headers.insert(header::CONTENT_TYPE, file.mime.clone());
    headers.insert(header::CACHE_CONTROL, HeaderValue::from_static("public, max-age=31536000, immutable"));
    headers.insert(header::VARY, HeaderValue::from_static("accept-encoding"));
    if let Some(coding) = coding {
        headers.insert(header::CONTENT_ENCODING, HeaderValue::from_static(coding));
    }
    response
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_coding_is_taken_when_it_is_named_and_not_refused() {
        let accepts = |line: &'static str, coding| {
            accepts(&HeaderMap::from_iter([(header::ACCEPT_ENCODING, HeaderValue::from_static(line))]), coding)
        };
        assert!(accepts("gzip, deflate, br;q=0.9", "br") && accepts("br", "br"));
        assert!(!accepts("gzip", "br") && !accepts("br; q=0, gzip", "br") && !accepts("", "br"));
        assert!(!super::accepts(&HeaderMap::new(), "br"));
    }
}
