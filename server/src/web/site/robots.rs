//! What search engines are asked to leave alone (RFC 9309): pages of one person or of the house, addresses that are secret,
//! and the ones without end: a calendar has a next week for ever.

/// The file.
pub const TEXT: &str = "User-agent: *\n\
    Disallow: /me\n\
    Disallow: /staff\n\
    Disallow: /operator\n\
    Disallow: /orders\n\
    Disallow: /bookings\n\
    Disallow: /calendar\n\
    Disallow: /cart\n\
    Disallow: /checkout\n\
    Disallow: /check-in\n\
    Disallow: /closed\n\
    Disallow: /confirm\n\
    Disallow: /email\n\
    Disallow: /favourites\n\
    Disallow: /first\n\
    Disallow: /reset\n\
    Disallow: /signin\n\
    Disallow: /signup\n\
    Disallow: /signout\n\
    Disallow: /language\n\
    Disallow: /api\n\
    Disallow: /healthz\n\
    Disallow: /readyz\n\
    Disallow: /metrics\n\
    Disallow: /styleguide\n\
    Disallow: /equipment?\n\
    Disallow: /equipment/*?\n\
    Disallow: /equipment/*/\n\
    Disallow: /shop/*/reserve\n\
    Disallow: /shop/*/question\n\
    Disallow: /*?*next=\n";
