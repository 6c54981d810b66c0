//! The listing form as it arrives: multipart, because of the photo.

use axum::{
    extract::{DefaultBodyLimit, FromRequest, Multipart, Request, multipart::MultipartError},
    http::StatusCode,
    routing::MethodRouter,
};
use bytes::Bytes;
use domain::{
    ProductId,
    form::{FormInput, has_nul},
    shop::PHOTO_BYTES_MAX,
};

use crate::web::{AppState, PageError, failure::Failure};

/// Bytes of the whole form: a photo of the largest size and a megabyte of words.
const FORM_BYTES_MAX: usize = PHOTO_BYTES_MAX + 1024 * 1024;
/// Parts of the form; it has nine.
const PARTS_MAX: usize = 20;

/// Lets a photo through on this route alone.
pub fn allow_a_photo(route: MethodRouter<AppState>) -> MethodRouter<AppState> {
    route.layer(DefaultBodyLimit::max(FORM_BYTES_MAX))
}

/// The form with its photo.
#[derive(Default)]
pub(super) struct ListingPost {
    /// The id that the empty form was given, so that sending it twice makes one product.
    pub id: Option<ProductId>,
    pub input: FormInput,
    pub photo: Option<Bytes>,
    /// To the staff at once, rather than a draft.
    pub submit: bool,
}

impl FromRequest<AppState> for ListingPost {
    type Rejection = PageError;

    async fn from_request(request: Request, state: &AppState) -> Result<Self, PageError> {
        let mut parts = Multipart::from_request(request, state).await.map_err(|_| Failure::BadRequest)?;
        let mut post = ListingPost::default();
        for _ in 0..PARTS_MAX {
            let Some(part) = parts.next_field().await.map_err(broken)? else { return Ok(post) };
            let name = part.name().unwrap_or_default().to_owned();
            let bytes = part.bytes().await.map_err(broken)?;
            post.take(&name, bytes)?;
        }
        Err(Failure::BadRequest.into())
    }
}

pub fn broken(error: MultipartError) -> PageError {
    let too_large = error.status() == StatusCode::PAYLOAD_TOO_LARGE;
    if too_large { Failure::TooLarge.into() } else { Failure::BadRequest.into() }
}

impl ListingPost {
    fn take(&mut self, name: &str, bytes: Bytes) -> Result<(), Failure> {
        if name == "photo" {
            // A file field that was left alone arrives empty.
            self.photo = (!bytes.is_empty()).then_some(bytes);
            return Ok(());
        }
        let text = String::from_utf8_lossy(&bytes).into_owned();
        if has_nul(&text) {
            return Err(Failure::BadRequest);
        }
        match name {
            "id" => self.id = text.parse().ok(),
            "action" => self.submit = text == "submit",
            _ => self.input.add(name, text),
        }
        Ok(())
    }
}
