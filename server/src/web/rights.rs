//! Rights as extractors: a handler that takes a [`Staff`] runs for staff alone, and holds the value that the store's
//! operations ask for. The route's [`super::Access`] has refused everyone else before; both are in the role test.

use axum::{extract::FromRequestParts, http::request::Parts};

use super::{AppState, PageError, Web};

pub use domain::{ConfirmedMember, Customer, Maker, Member, Operator, Staff};

macro_rules! rights {
    ($($right:ident: $granted_by:ident),* $(,)?) => {$(
        impl FromRequestParts<AppState> for $right {
            type Rejection = PageError;

            async fn from_request_parts(parts: &mut Parts, _: &AppState) -> Result<$right, PageError> {
                Ok(Web::of(parts)?.cx.actor.$granted_by()?)
            }
        }
    )*};
}

rights! {
    Customer: customer,
    Member: member,
    ConfirmedMember: confirmed_member,
    Maker: maker,
    Staff: staff,
    Operator: operator,
}
