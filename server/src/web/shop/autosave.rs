//! A draft that saves itself (`frontend/enhance/autosave.ts`): the form as it stands, and a short answer.

use axum::{
    Json,
    http::StatusCode,
    response::{IntoResponse, Response},
};
use domain::{
    DomainError, Maker, ProductId,
    shop::{ListingDraft, ProductError},
};
use store::Error;

use super::post::{ListingPost, edit_path};
use crate::web::Web;

/// 200 with where the form goes on, 204 while nothing has been written, 409 when this page may not save it any more: it was
/// changed on another one, handed in, or put into the shop.
pub(super) async fn keep(web: &Web, maker: &Maker, id: ProductId, post: &ListingPost) -> Result<Response, Error> {
    let (draft, _) = ListingDraft::read(&post.input);
    match web.store.draft_keep(&web.cx, maker, id, &draft, &post.captions).await {
        Ok(true) => Ok(Json(serde_json::json!({ "edit": edit_path(id) })).into_response()),
        Ok(false) => Ok(StatusCode::NO_CONTENT.into_response()),
        Err(Error::Domain(DomainError::Product(ProductError::ChangedElsewhere | ProductError::NotEditable))) => {
            Ok(StatusCode::CONFLICT.into_response())
        }
        Err(error) => Err(error),
    }
}
