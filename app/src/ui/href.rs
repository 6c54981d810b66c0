//! Addresses that lead out of the site: a map, a telephone.

use percent_encoding::{AsciiSet, CONTROLS, NON_ALPHANUMERIC, utf8_percent_encode};

/// What an address of this site cannot hold as it is (RFC 3986), beside all that is not ASCII.
const NOT_IN_PATHS: &AsciiSet = &CONTROLS.add(b' ').add(b'"').add(b'<').add(b'>').add(b'`').add(b'{').add(b'}').add(b'\\').add(b'^').add(b'|');

/// A path of this site as headers, XML and machines want it; percent signs and the query's marks stand for themselves.
pub fn encoded_path(path: &str) -> String {
    utf8_percent_encode(path, NOT_IN_PATHS).to_string()
}

/// A place on the map that phones open in their own app.
pub fn map_href(address: &str) -> String {
    format!("https://www.google.com/maps/search/?api=1&query={}", utf8_percent_encode(address, NON_ALPHANUMERIC))
}

/// Dials; what people write between the digits is left out.
pub fn phone_href(phone: &str) -> String {
    format!("tel:{}", phone.replace(|each: char| !each.is_ascii_digit() && each != '+', ""))
}
