//! Words and pictures that several of the shop's pages share.

use domain::{PhotoId, Yen, shop::{Details, PhotoRef, ProductStatus, TargetAge, shade}};

use crate::{format, page::{Locale, locale}, ui::{Icon, Photo, Shot, Tone}};

/// Stands in where a listing has no photo yet: a quiet square.
const NO_PHOTO: &str = "data:image/svg+xml,%3Csvg xmlns='http://www.w3.org/2000/svg' viewBox='0 0 8 8'%3E\
    %3Cpath fill='%23e6dac6' d='M0 0h8v8H0z'/%3E%3C/svg%3E";

/// The text in the page's language; Japanese where there is no English.
pub(super) fn in_language<'t>(ja: &'t str, en: &'t str) -> &'t str {
    match locale() {
        Locale::en if !en.is_empty() => en,
        _ => ja,
    }
}

/// As [`in_language`], where the English is optional.
pub(crate) fn translated<'t>(ja: &'t str, en: Option<&'t str>) -> &'t str {
    in_language(ja, en.unwrap_or_default())
}

/// A photo's addresses for a tile.
pub(crate) fn tile_photo(id: Option<PhotoId>, alt: &str) -> Photo {
    let Some(id) = id else { return Photo { src: NO_PHOTO.into(), alt: alt.into(), ..Photo::default() } };
    Photo {
        src: format!("/images/{id}/320"),
        srcset: format!("/images/{id}/320 320w, /images/{id}/640 640w"),
        alt: alt.into(),
        ..Photo::default()
    }
}

/// As [`tile_photo`], with the colour (0xRRGGBB) that stands there until it has come.
pub(super) fn cover_photo(id: Option<PhotoId>, colour: Option<i32>, alt: &str) -> Photo {
    Photo { shade: colour.map(shade), ..tile_photo(id, alt) }
}

/// A photo for the product's own page.
pub(super) fn large_photo(photo: &PhotoRef, title: &str) -> Shot {
    let id = photo.id;
    let alt = if photo.caption.is_empty() { title } else { &photo.caption };
    let addresses = Photo {
        src: format!("/images/{id}/1280"),
        srcset: format!("/images/{id}/320 320w, /images/{id}/640 640w, /images/{id}/1280 1280w"),
        alt: alt.into(),
        shade: photo.colour.map(shade),
    };
    Shot { photo: addresses, width: photo.width, height: photo.height, caption: photo.caption.clone() }
}

/// For whom a piece is made.
pub(super) fn age_words(age: TargetAge) -> &'static str {
    match age {
        TargetAge::UnderThree => tr!(shop.age_under_three),
        TargetAge::FromThree => tr!(shop.age_from_three),
        TargetAge::FromSix => tr!(shop.age_from_six),
        TargetAge::Adults => tr!(shop.age_adults),
    }
}

/// Materials, size and so on as a list of facts, those alone that are said; `care` is what the category says.
pub(super) fn detail_facts(details: &Details, care: &str) -> Vec<(String, String)> {
    let care = if details.care.is_empty() { care } else { &details.care };
    let weight = details.weight_grams.map(|grams| tr!(shop.grams, n = Yen(grams).to_string()).to_string());
    let age = details.target_age.map(|age| age_words(age).to_owned());
    let facts = [
        (tr!(shop.materials), details.materials.clone()),
        (tr!(shop.size), details.size.clone()),
        (tr!(shop.weight), weight.unwrap_or_default()),
        (tr!(shop.target_age), age.unwrap_or_default()),
        (tr!(shop.care), care.to_owned()),
    ];
    facts.into_iter().filter(|(_, text)| !text.is_empty()).map(|(name, text)| (name.to_owned(), text)).collect()
}

/// What a status is called, and how it looks.
pub(super) fn status_words(status: ProductStatus) -> (&'static str, Tone, Icon) {
    match status {
        ProductStatus::Draft => (tr!(shop.status_draft), Tone::Plain, Icon::Edit),
        ProductStatus::Submitted => (tr!(shop.status_submitted), Tone::Accent, Icon::Clock),
        ProductStatus::Published => (tr!(shop.status_published), Tone::Ok, Icon::Check),
        ProductStatus::Paused => (tr!(shop.status_paused), Tone::Warn, Icon::Clock),
        ProductStatus::Returned => (tr!(shop.status_returned), Tone::Warn, Icon::Alert),
        ProductStatus::Withdrawn => (tr!(shop.status_withdrawn), Tone::Plain, Icon::Out),
    }
}

/// What it costs, or that its draft says nothing about that yet.
pub(super) fn price_words(price: Yen) -> String {
    if price == Yen::ZERO { tr!(shop.no_price).to_owned() } else { format::yen(locale(), price) }
}
