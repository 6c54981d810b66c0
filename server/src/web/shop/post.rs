//! The listing form as it arrives: multipart, because of the photo.

use app::shop::ListingValues;
use axum::{
    extract::{DefaultBodyLimit, FromRequest, Multipart, Request, multipart::MultipartError},
    http::StatusCode,
    routing::MethodRouter,
};
use bytes::Bytes;
use domain::{
    ProductId,
    form::has_nul,
    shop::{ListingDraft, PHOTO_BYTES_MAX, PRICE_YEN_MAX, PRICE_YEN_MIN, ProductError, STOCK_MAX, parse_number},
};

use crate::web::{AppState, PageError, errors::Failure};

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
    pub values: ListingValues,
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
            "title" => self.values.title = text,
            "description" => self.values.description = text,
            "category" => self.values.category = text,
            "price" => self.values.price = text,
            "stock" => self.values.stock = text,
            "kind" => self.values.one_of_a_kind = text == "one",
            "machine" => self.values.machine = text,
            "action" => self.submit = text == "submit",
            _ => {}
        }
        Ok(())
    }

    /// What can be kept of it.
    pub fn draft(&self) -> ListingDraft {
        let values = &self.values;
        ListingDraft {
            title: values.title.clone(),
            description: values.description.clone(),
            category_id: values.category.parse().ok(),
            price_yen: parse_number(&values.price).unwrap_or(0),
            stock: parse_number(&values.stock).unwrap_or(0),
            one_of_a_kind: values.one_of_a_kind,
            equipment_type_id: values.machine.parse().ok(),
        }
    }

    /// Numbers that are none.
    pub fn unreadable(&self) -> Vec<ProductError> {
        let unreadable = |text: &str| !text.trim().is_empty() && parse_number(text).is_none();
        let mut errors = Vec::new();
        if unreadable(&self.values.price) {
            errors.push(ProductError::PriceOutOfRange { yen_min: PRICE_YEN_MIN, yen_max: PRICE_YEN_MAX });
        }
        if unreadable(&self.values.stock) && !self.values.one_of_a_kind {
            errors.push(ProductError::StockOutOfRange { max: STOCK_MAX });
        }
        errors
    }
}
