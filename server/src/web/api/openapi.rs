//! The API's own description.

use utoipa::{
    Modify, OpenApi,
    openapi::{
        OpenApi as Document,
        security::{HttpAuthScheme, HttpBuilder, SecurityScheme},
    },
};

use super::{PageResult, json};

#[derive(OpenApi)]
#[openapi(
    info(
        title = "つくりば API",
        version = "1",
        description = "Machines, bookings and products of a fab space. Errors are RFC 9457 problems; their `message` is \
                       in the language of `Accept-Language` (Japanese or English). Times are RFC 3339. Make a token at \
                       `/me/tokens`, or with `tsukuriba token create`: it has an end, and scopes, which each operation names \
                       (`read`, `book`; `sell` and `report` are for operations to come)."
    ),
    paths(super::equipment::list, super::equipment::availability, super::equipment::days, super::bookings::create,
        super::bookings::list, super::bookings::show, super::bookings::change, super::bookings::cancel,
        super::products::list, super::products::show, super::orders::create, super::orders::list, super::orders::show,
        super::postal_codes::show),
    modifiers(&Bearer)
)]
struct Api;

struct Bearer;

impl Modify for Bearer {
    fn modify(&self, document: &mut Document) {
        let scheme = HttpBuilder::new().scheme(HttpAuthScheme::Bearer).description(Some(
            "An API token. Each operation names the scope that it asks of the token beside its owner's right.",
        ));
        let scheme = scheme.build();
        document.components.get_or_insert_default().add_security_scheme("bearer", SecurityScheme::Http(scheme));
    }
}

/// `GET /api/v1/openapi.json`.
pub async fn document() -> PageResult {
    json(&Api::openapi())
}
