//! A product as search engines read it (schema.org Product with an Offer).

use domain::{
    calendar::day_of,
    reviews::{Review, Reviews, STARS_MAX},
    shop::ProductPage,
};
use serde_json::{Map, Value, json};

/// The text of the page's `<script type="application/ld+json">`. Every `<` is escaped, so that no title can end the
/// element. `address` is the page's own; `space` is who sells.
pub(super) fn json_ld(product: &ProductPage, reviews: &Reviews, site_url: &str, address: &str, space: &str) -> String {
    let images: Vec<String> =
        product.photos.iter().map(|photo| format!("{site_url}/images/{}/1280.jpg", photo.id)).collect();
    let availability = match (product.available > 0, product.selling.made_to_order) {
        (true, true) => "MadeToOrder",
        (true, false) => "InStock",
        (false, _) => "SoldOut",
    };
    let maker = &product.maker;
    let value = json!({
        "@context": "https://schema.org",
        "@type": "Product",
        "@id": address,
        "name": product.title,
        "description": product.description,
        "sku": product.number.to_string(),
        "url": address,
        "image": images,
        "category": product.category_ja,
        "brand": {
            "@type": "Brand",
            "name": maker.trade_name,
            "url": format!("{site_url}/makers/{}", maker.slug),
        },
        "offers": {
            "@type": "Offer",
            "url": address,
            "price": product.price.0,
            "priceCurrency": "JPY",
            "availability": format!("https://schema.org/{availability}"),
            "itemCondition": "https://schema.org/NewCondition",
            "seller": { "@type": "Organization", "name": space, "url": site_url },
        },
    });
    with_reviews(with_details(value, product), reviews).to_string().replace('<', "\\u003c")
}

/// What the maker says beside the story; what they leave out is not there.
fn with_details(mut value: Value, product: &ProductPage) -> Value {
    let details = &product.details;
    let mut more = Map::new();
    if !details.materials.is_empty() {
        more.insert("material".into(), details.materials.clone().into());
    }
    if let Some(grams) = details.weight_grams {
        more.insert("weight".into(), json!({ "@type": "QuantitativeValue", "value": grams, "unitCode": "GRM" }));
    }
    if let Some(value) = value.as_object_mut() {
        value.extend(more);
    }
    value
}

/// The rating and the reviews that the page shows; nothing without any.
fn with_reviews(mut value: Value, reviews: &Reviews) -> Value {
    if reviews.rating.count == 0 {
        return value;
    }
    if let Some(value) = value.as_object_mut() {
        let rating = json!({
            "@type": "AggregateRating",
            "ratingValue": reviews.rating.average(),
            "reviewCount": reviews.rating.count,
            "bestRating": STARS_MAX,
        });
        value.insert("aggregateRating".into(), rating);
        value.insert("review".into(), reviews.list.rows.iter().map(review).collect());
    }
    value
}

fn review(review: &Review) -> Value {
    let name = if review.name.is_empty() { "購入者" } else { &review.name };
    json!({
        "@type": "Review",
        "reviewRating": { "@type": "Rating", "ratingValue": review.stars, "bestRating": STARS_MAX },
        "author": { "@type": "Person", "name": name },
        "datePublished": day_of(review.at).to_string(),
        "reviewBody": review.text,
    })
}
