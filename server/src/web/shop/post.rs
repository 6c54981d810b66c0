//! The listing form as it arrives: multipart, because of the photo.

use axum::extract::{FromRequest, Multipart, Request};
use domain::{
    ProductId,
    form::{FormInput, has_nul},
};

use crate::web::{
    AppState, PageError,
    failure::Failure,
    upload::{self, Photo},
};

/// Parts of the form; it has ten.
const PARTS_MAX: usize = 20;

/// The form with its photo.
#[derive(Default)]
pub(super) struct ListingPost {
    /// The id that the empty form was given, so that sending it twice makes one product.
    pub id: Option<ProductId>,
    pub input: FormInput,
    pub photo: Photo,
    /// To the staff at once, rather than a draft.
    pub submit: bool,
}

impl FromRequest<AppState> for ListingPost {
    type Rejection = PageError;

    async fn from_request(request: Request, state: &AppState) -> Result<Self, PageError> {
        let mut parts = Multipart::from_request(request, state).await.map_err(|_| Failure::BadRequest)?;
        let mut post = ListingPost::default();
        for _ in 0..PARTS_MAX {
            let Some(part) = parts.next_field().await.map_err(upload::broken)? else { return Ok(post) };
            let name = part.name().unwrap_or_default().to_owned();
            if name == "photo" {
                post.photo = upload::photo(part).await?;
            } else {
                post.take(&name, upload::text(part).await?)?;
            }
        }
        Err(Failure::BadRequest.into())
    }
}

impl ListingPost {
    fn take(&mut self, name: &str, text: String) -> Result<(), Failure> {
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
