//! Photos in multipart forms: read as they come, bounded in memory, and read past when they are too large, so that what
//! was typed beside them is not lost.

use axum::{
    extract::{
        DefaultBodyLimit, Multipart,
        multipart::{Field, MultipartError},
    },
    http::StatusCode,
    routing::MethodRouter,
};
use bytes::{Bytes, BytesMut};
use domain::shop::{PHOTO_BYTES_MAX, ProductError};
use store::shop::PhotoFiles;

use super::{AppState, PageError, failure::Failure};
use crate::photos;

/// Bytes of a whole form, the file that is read past included: a short film picked by mistake. Above it nothing is
/// read, for the bytes would cost us more than the typing did.
const FORM_BYTES_MAX: usize = 8 * PHOTO_BYTES_MAX;
/// Bytes of a text field, above what any field takes.
const TEXT_BYTES_MAX: usize = 256 * 1024;

/// Lets a photo through on this route alone.
pub fn allow_a_photo(route: MethodRouter<AppState>) -> MethodRouter<AppState> {
    route.layer(DefaultBodyLimit::max(FORM_BYTES_MAX))
}

/// A photo as it was sent; `None` when the field was left alone, which browsers send empty.
pub type Photo = Option<Result<Bytes, ProductError>>;

/// Reads a photo to its end. Of one that is too large, no more than [`PHOTO_BYTES_MAX`] bytes are ever held.
///
/// # Errors
/// When the form breaks off, or is larger than any form may be.
pub async fn photo(mut part: Field<'_>) -> Result<Photo, PageError> {
    let mut bytes = BytesMut::new();
    let mut too_large = false;
    while let Some(chunk) = part.chunk().await.map_err(broken)? {
        too_large = too_large || bytes.len() + chunk.len() > PHOTO_BYTES_MAX;
        if too_large {
            bytes = BytesMut::new();
        } else {
            bytes.extend_from_slice(&chunk);
        }
    }
    if too_large {
        return Ok(Some(Err(ProductError::PhotoTooLarge { megabytes_max: PHOTO_BYTES_MAX / (1024 * 1024) })));
    }
    Ok((!bytes.is_empty()).then(|| Ok(bytes.freeze())))
}

/// The one photo of a form, in its field `photo`: decoded under limits, turned upright and stripped. What is wrong with it
/// is the inner error.
///
/// # Errors
/// When the form breaks off, or is larger than any form may be.
pub async fn only_photo(mut parts: Multipart) -> Result<store::Result<PhotoFiles>, PageError> {
    let mut sent = None;
    while let Some(part) = parts.next_field().await.map_err(broken)? {
        if part.name() == Some("photo") {
            sent = photo(part).await?;
        }
    }
    Ok(match sent.unwrap_or(Err(ProductError::PhotoMissing)) {
        Ok(bytes) => photos::prepare(bytes).await,
        Err(why) => Err(why.into()),
    })
}

/// Reads a text field.
///
/// # Errors
/// When the form breaks off, or the text is larger than any field takes.
pub async fn text(mut part: Field<'_>) -> Result<String, PageError> {
    let mut bytes = BytesMut::new();
    while let Some(chunk) = part.chunk().await.map_err(broken)? {
        if bytes.len() + chunk.len() > TEXT_BYTES_MAX {
            return Err(Failure::TooLarge.into());
        }
        bytes.extend_from_slice(&chunk);
    }
    Ok(String::from_utf8_lossy(&bytes).into_owned())
}

/// The status of a form that came back because of its photo: nothing is wrong with one that only we could not keep.
pub fn refusal(errors: &[ProductError]) -> StatusCode {
    match errors.contains(&ProductError::PhotoNotKept) {
        true => StatusCode::SERVICE_UNAVAILABLE,
        false => StatusCode::UNPROCESSABLE_ENTITY,
    }
}

/// What a form is that cannot be read to its end.
pub fn broken(error: MultipartError) -> PageError {
    let too_large = error.status() == StatusCode::PAYLOAD_TOO_LARGE;
    if too_large { Failure::TooLarge.into() } else { Failure::BadRequest.into() }
}
