//! Texts by key, checked at compile time: `tr!(booking.title)` in the page's language, `trl!(locale, booking.title)`
//! where there is no page (mail, files).

/// A text of the locale files in the current page's language, as a string. Arguments: `tr!(common.yen, amount = 3)`.
macro_rules! tr {
    ($($key:ident).+ $(, $name:ident = $value:expr)* $(,)?) => {
        trl!($crate::page::locale(), $($key).+ $(, $name = $value)*)
    };
}

/// A text of the locale files in a given language, as a string.
macro_rules! trl {
    ($locale:expr, $($key:ident).+ $(, $name:ident = $value:expr)* $(,)?) => {
        ::leptos_i18n::td_string!($locale, $($key).+ $(, $name = $value)*)
    };
}
