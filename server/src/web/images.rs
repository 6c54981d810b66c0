//! The pictures of products.

use axum::{
    extract::Path,
    http::{HeaderValue, header},
    response::IntoResponse,
};
use domain::{DomainError, PhotoId, shop::PHOTO_SIDES};
use store::{
    Error,
    shop::{PhotoView, photo_key},
};

use super::{Access, PageResult, Route, Web};

pub fn routes() -> Vec<Route> {
    vec![Route::get("/images/{photo_id}/{size}", Access::Everyone, image)]
}

/// One size of a photo. The key is made of a parsed id and a known size, never of the address's own text.
async fn image(web: Web, Path((id, size)): Path<(String, String)>) -> PageResult {
    let id: PhotoId = id.parse().map_err(|_| DomainError::NotFound)?;
    let side = PHOTO_SIDES.into_iter().find(|side| side.to_string() == size).ok_or(DomainError::NotFound)?;
    let view = web.store.photo_view(&web.cx, id).await?;
    let bytes =
        web.state.images.get(&photo_key(id, side)).await.map_err(Error::Internal)?.ok_or(DomainError::NotFound)?;
    let cache = match view {
        PhotoView::Public => "public, max-age=31536000, immutable",
        PhotoView::Private => "private, no-store",
    };
    let headers = [
        (header::CONTENT_TYPE, HeaderValue::from_static("image/webp")),
        (header::CACHE_CONTROL, HeaderValue::from_static(cache)),
    ];
    Ok((headers, bytes).into_response())
}
