//! The page's language: what the person chose (cookie), else what the browser asks for, else Japanese.

use app::page::Locale;
use axum::http::{HeaderMap, header};
use axum_extra::extract::cookie::CookieJar;

use crate::cookies::find_cookie;

pub const COOKIE: &str = "lang";

/// The language of a request.
pub fn choose(headers: &HeaderMap) -> Locale {
    let chosen = find_cookie(&CookieJar::from_headers(headers), COOKIE).and_then(parse);
    chosen.unwrap_or_else(|| from_accept_language(headers))
}

/// `ja` or `en`.
pub fn parse(word: &str) -> Option<Locale> {
    match word {
        "ja" => Some(Locale::ja),
        "en" => Some(Locale::en),
        _ => None,
    }
}

/// The word for a language, as [`parse`] reads it.
pub fn code(locale: Locale) -> &'static str {
    match locale {
        Locale::ja => "ja",
        Locale::en => "en",
    }
}

fn from_accept_language(headers: &HeaderMap) -> Locale {
    let line = headers.get(header::ACCEPT_LANGUAGE).and_then(|value| value.to_str().ok()).unwrap_or_default();
    let weighed = line.split(',').filter_map(|part| {
        let mut fields = part.split(';');
        let locale = parse(fields.next()?.trim().split('-').next()?)?;
        let quality = fields.find_map(|field| field.trim().strip_prefix("q=")?.parse::<f32>().ok()).unwrap_or(1.0);
        Some((locale, quality))
    });
    let best = weighed.fold(None, |best: Option<(Locale, f32)>, (locale, quality)| match best {
        Some((_, q)) if q >= quality => best,
        _ => Some((locale, quality)),
    });
    best.map_or(Locale::ja, |(locale, _)| locale)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn cookie_then_header_then_japanese() {
        let with = |name: header::HeaderName, value: &str| {
            let mut headers = HeaderMap::new();
            headers.insert(name, value.parse().unwrap());
            choose(&headers)
        };
        assert_eq!(choose(&HeaderMap::new()), Locale::ja);
        assert_eq!(with(header::ACCEPT_LANGUAGE, "en-US,en;q=0.9,ja;q=0.8"), Locale::en);
        assert_eq!(with(header::ACCEPT_LANGUAGE, "fr,ja;q=0.3,en;q=0.7"), Locale::en);
        assert_eq!(with(header::ACCEPT_LANGUAGE, "fr"), Locale::ja);
        assert_eq!(with(header::COOKIE, "a=b; lang=en"), Locale::en);
        assert_eq!(with(header::COOKIE, "lang=<script>"), Locale::ja);
    }
}
