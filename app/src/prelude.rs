//! What a page's file begins with: Leptos, with [`crate::markup`] in the place of its type-erased views.

pub use leptos::prelude::*;

pub use crate::markup::{AnyView, Children, IntoAny};
