//! The listing form as it arrives: multipart, because of the photos.

use axum::extract::{FromRequest, Multipart, Request};
use domain::{
    PhotoId, ProductId,
    catalog::OPTIONS_MAX,
    form::{FormInput, has_nul},
    shop::{PHOTOS_MAX, PhotoAct, TAGS_MAX},
};

use crate::web::{
    AppState, PageError,
    failure::Failure,
    upload::{self, Photo},
};

/// The maker's own pieces.
pub(super) const LIST: &str = "/me/products";

/// Parts of the form: some thirty fields, the captions, the tags, seven fields of each option.
const PARTS_MAX: usize = 40 + PHOTOS_MAX + TAGS_MAX + 7 * OPTIONS_MAX;

/// What the button asks for that sent the form.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) enum ListingAct {
    /// Keep it as a draft.
    #[default]
    Draft,
    /// To the staff at once.
    Submit,
    /// Keep it as a draft as far as it goes, while it is written.
    Autosave,
    /// Add the photo, and go on writing.
    AddPhoto,
    /// Move a photo or take it away, and go on writing.
    Arrange(PhotoAct),
}

/// The form with its photo.
#[derive(Default)]
pub(super) struct ListingPost {
    /// The id that the empty form was given, so that sending it twice makes one product.
    pub id: Option<ProductId>,
    pub input: FormInput,
    pub photo: Photo,
    pub captions: Vec<(PhotoId, String)>,
    pub act: ListingAct,
}

/// Where the form of a listing stands that is there.
pub(super) fn edit_path(id: ProductId) -> String {
    format!("{LIST}/{id}/edit")
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
            "action" => {
                self.act = match (text.as_str(), text.parse()) {
                    ("submit", _) => ListingAct::Submit,
                    ("autosave", _) => ListingAct::Autosave,
                    ("photo", _) => ListingAct::AddPhoto,
                    (_, Ok(act)) => ListingAct::Arrange(act),
                    _ => ListingAct::Draft,
                }
            }
            _ => match name.strip_prefix("caption-").map(str::parse) {
                Some(Ok(id)) => self.captions.push((id, text)),
                _ => self.input.add(name, text),
            },
        }
        Ok(())
    }
}
