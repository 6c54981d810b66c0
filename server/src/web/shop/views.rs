//! That a piece's page was opened (`frontend/enhance/seen.ts`): pages that visitors share are kept, and count nothing.

use axum::{extract::Path, http::StatusCode, response::IntoResponse};
use domain::{DomainError, members::AccountError};
use store::Error;

use crate::web::{PageResult, Web};

/// Says nothing about whether it was counted: there is nobody to tell.
pub(super) async fn seen(web: Web, Path(number): Path<i64>) -> PageResult {
    match web.store.product_seen(&web.cx, number, &web.client).await {
        Ok(()) | Err(Error::Domain(DomainError::Account(AccountError::TooManyAttempts { .. }))) => {
            Ok(StatusCode::NO_CONTENT.into_response())
        }
        Err(error) => Err(error.into()),
    }
}
