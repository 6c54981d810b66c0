//! `GET /api/v1/postal-codes/{code}`.

use axum::{
    extract::Path,
    http::{HeaderValue, header},
};
use domain::{DomainError, form::FormInput, form::Reader, orders::PostalPlace};
use serde::Serialize;
use utoipa::ToSchema;

use super::{PageResult, json, problem::Problem};
use crate::postal;

/// How long browsers may keep an answer: the codes change with the program.
const KEPT: HeaderValue = HeaderValue::from_static("public, max-age=86400");

/// A postal code of Japan.
#[derive(Serialize, ToSchema)]
pub struct PostalCode {
    #[schema(examples("1810013"))]
    code: String,
    /// Several where towns share a code.
    places: Vec<Place>,
}

/// In Japanese, as it is written on parcels.
#[derive(Serialize, ToSchema)]
pub struct Place {
    #[schema(examples("東京都"))]
    prefecture: String,
    #[schema(examples("三鷹市"))]
    city: String,
    /// Empty where the code stands for the rest of a city.
    #[schema(examples("下連雀"))]
    town: String,
}

impl From<PostalPlace> for Place {
    fn from(PostalPlace { prefecture, city, town }: PostalPlace) -> Place {
        Place { prefecture, city, town }
    }
}

/// The places of a postal code.
#[utoipa::path(get, path = "/api/v1/postal-codes/{code}", tag = "orders",
    params(("code" = String, Path, description = "Seven figures, with or without a hyphen")),
    responses(
        (status = 200, body = PostalCode),
        (status = 404, description = "No place has it", body = Problem),
        (status = 422, description = "Not seven figures", body = Problem)))]
pub async fn show(Path(code): Path<String>) -> PageResult {
    let input = FormInput::default().with("code", code);
    let mut read = Reader::new(&input);
    let code = read.postal_code("code");
    let code = read.done(code).map_err(DomainError::Fields)?;
    let places: Vec<Place> = postal::places(&code).into_iter().map(Place::from).collect();
    if places.is_empty() {
        return Err(DomainError::NotFound.into());
    }
    let mut answer = json(&PostalCode { code, places })?;
    answer.headers_mut().insert(header::CACHE_CONTROL, KEPT);
    Ok(answer)
}
