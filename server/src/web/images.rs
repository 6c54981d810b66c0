//! The pictures of products.

use axum::{
    extract::Path,
    http::{HeaderValue, header},
    response::{IntoResponse, Response},
};
use domain::{DomainError, PhotoId, catalog::number_of, shop::PHOTO_SIDES};
use store::{
    Error,
    shop::{PhotoView, photo_folder, photo_jpeg_key, photo_key, share_key, share_keys},
};

use super::{Access, PageResult, Route, Web};
use crate::{
    photos,
    share_picture::{self, Card},
};

const FOR_EVER: &str = "public, max-age=31536000, immutable";

pub fn routes() -> Vec<Route> {
    vec![
        Route::get("/images/{photo_id}/{size}", Access::Everyone, image),
        Route::get("/shop/{slug}/picture/{file}", Access::Everyone, share),
    ]
}

/// One size of a photo: `640` is WebP, `640.jpg` a JPEG. The key is made of a parsed id and a known size, never of the
/// address's own text.
async fn image(web: Web, Path((id, size)): Path<(String, String)>) -> PageResult {
    let id: PhotoId = id.parse().map_err(|_| DomainError::NotFound)?;
    let (size, is_jpeg) = size.strip_suffix(".jpg").map_or((size.as_str(), false), |size| (size, true));
    let side = PHOTO_SIDES.into_iter().find(|side| side.to_string() == size).ok_or(DomainError::NotFound)?;
    let view = web.store.photo_view(&web.cx, id).await?;
    let bytes = if is_jpeg { jpeg(&web, id, side).await? } else { read(&web, &photo_key(id, side)).await? };
    let cache = match view {
        PhotoView::Public => FOR_EVER,
        PhotoView::Private => "private, no-store",
    };
    Ok(answer(if is_jpeg { "image/jpeg" } else { "image/webp" }, cache, bytes))
}

fn answer(kind: &'static str, cache: &'static str, bytes: Vec<u8>) -> Response {
    let headers = [(header::CONTENT_TYPE, kind), (header::CACHE_CONTROL, cache)];
    (headers.map(|(name, value)| (name, HeaderValue::from_static(value))), bytes).into_response()
}

async fn read(web: &Web, key: &str) -> store::Result<Vec<u8>> {
    Ok(stored(web, key).await?.ok_or(DomainError::NotFound)?)
}

/// Where the pictures are may be out of reach for a while: browsers ask again.
async fn stored(web: &Web, key: &str) -> store::Result<Option<Vec<u8>>> {
    web.state.images.get(key).await.map_err(|error| {
        tracing::error!(%error, "a picture cannot be read");
        DomainError::Busy.into()
    })
}

/// The copy in JPEG: made for the first who asks, which few do, and kept.
async fn jpeg(web: &Web, id: PhotoId, side: u32) -> store::Result<Vec<u8>> {
    let key = photo_jpeg_key(id, side);
    if let Some(bytes) = stored(web, &key).await? {
        return Ok(bytes);
    }
    let webp = read(web, &photo_key(id, side)).await?;
    let bytes = photos::at_work(move || photos::jpeg(&photos::decoded(&webp)?)).await?;
    web.state.images.put(&key, bytes.clone()).await.map_err(Error::Internal)?;
    Ok(bytes)
}

/// What messengers show of a piece. Its address names all that is drawn, so that it can be kept for ever: an old one, of
/// an old price, leads to the one that holds.
async fn share(web: Web, Path((slug, file)): Path<(String, String)>) -> PageResult {
    let number = number_of(&slug).ok_or(DomainError::NotFound)?;
    let piece = web.store.product_page(&web.cx, number).await?;
    let card = Card::of(&piece, &web.site.space_name).ok_or(DomainError::NotFound)?;
    let digest = card.digest();
    if file != format!("{digest}.jpg") {
        return Ok(web.redirect(&share_path(number, &digest), None));
    }
    let cache = match web.store.photo_view(&web.cx, card.photo).await? {
        PhotoView::Public => FOR_EVER,
        PhotoView::Private => "private, no-store",
    };
    Ok(answer("image/jpeg", cache, drawn(&web, number, card, &digest).await?))
}

/// Where the picture of a piece is.
pub fn share_path(number: i64, digest: &str) -> String {
    format!("/shop/{number}/picture/{digest}.jpg")
}

/// The picture, drawn for the first who asks; those of the piece's old prices go then.
async fn drawn(web: &Web, number: i64, card: Card, digest: &str) -> store::Result<Vec<u8>> {
    let images = &web.state.images;
    let key = share_key(card.photo, number, digest);
    if let Some(bytes) = images.get(&key).await.map_err(Error::Internal)? {
        return Ok(bytes);
    }
    let (photo, old) = (card.photo, share_keys(card.photo, number));
    let largest = PHOTO_SIDES.into_iter().max().unwrap_or_default();
    let bytes = share_picture::draw(card, read(web, &photo_key(photo, largest)).await?).await?;
    for other in images.below(&photo_folder(photo)).await.map_err(Error::Internal)? {
        if other.starts_with(&old) {
            images.delete(&other).await.map_err(Error::Internal)?;
        }
    }
    images.put(&key, bytes.clone()).await.map_err(Error::Internal)?;
    Ok(bytes)
}
