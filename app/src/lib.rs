//! What people see. Pages are made on the server only; `islands` is all that reaches the browser.

pub mod islands;

/// The locale files as types; see `build.rs`.
#[cfg(feature = "ssr")]
#[allow(clippy::all, clippy::unwrap_used)]
mod texts {
    include!(concat!(env!("OUT_DIR"), "/i18n.rs"));
}
#[cfg(feature = "ssr")]
pub use texts::i18n;

#[cfg(feature = "ssr")]
#[macro_use]
mod text;

macro_rules! server_only {
    ($($name:ident),+ $(,)?) => { $(#[cfg(feature = "ssr")] pub mod $name;)+ };
}

server_only!(
    booking, catalog, data, delivery, document, equipment, error, form, format, jobs, kpi, mail, markup, members,
    orders, own, page, prelude, questions, register, reviews, shop, site, ui
);
