//! Addresses that lead out of the site: a map, a telephone.

use percent_encoding::{NON_ALPHANUMERIC, utf8_percent_encode};

/// A place on the map that phones open in their own app.
pub fn map_href(address: &str) -> String {
    format!("https://www.google.com/maps/search/?api=1&query={}", utf8_percent_encode(address, NON_ALPHANUMERIC))
}

/// Dials; what people write between the digits is left out.
pub fn phone_href(phone: &str) -> String {
    format!("tel:{}", phone.replace(|each: char| !each.is_ascii_digit() && each != '+', ""))
}
