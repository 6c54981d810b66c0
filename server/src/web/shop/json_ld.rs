//! A product as search engines read it (schema.org Product with an Offer).

use domain::shop::ProductPage;
use serde_json::json;

/// The text of the page's `<script type="application/ld+json">`. Every `<` is escaped, so that no title can end the
/// element.
pub(super) fn json_ld(product: &ProductPage, site_url: &str) -> String {
    let address = format!("{site_url}/shop/{}", product.number);
    let images: Vec<String> =
        product.photos.iter().map(|photo| format!("{site_url}/images/{}/1280", photo.id)).collect();
    let availability = if product.available > 0 { "InStock" } else { "SoldOut" };
    let value = json!({
        "@context": "https://schema.org",
        "@type": "Product",
        "name": product.title,
        "description": product.description,
        "sku": product.number.to_string(),
        "url": address,
        "image": images,
        "category": product.category_ja,
        "brand": { "@type": "Brand", "name": product.maker.trade_name },
        "offers": {
            "@type": "Offer",
            "url": address,
            "price": product.price.0,
            "priceCurrency": "JPY",
            "availability": format!("https://schema.org/{availability}"),
        },
    });
    value.to_string().replace('<', "\\u003c")
}
