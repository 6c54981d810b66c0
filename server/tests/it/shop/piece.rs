//! A piece's page as crawlers and messengers see it, and what stands beside the piece.

use domain::{
    Yen,
    shop::{ListingDraft, Selling},
};
use sea_orm::{ActiveValue::Set, EntityTrait};
use serde_json::Value;
use store::{
    entity::{product, stock},
    shop::photo_key,
};

use super::{coaster, picture};
use crate::support::{Answer, Kind, TestApp};

/// The JSON-LD of a page.
fn offer(page: &Answer) -> Value {
    let json = page.body.split("application/ld+json").nth(1).and_then(|rest| rest.split_once('>')).expect("JSON-LD").1;
    serde_json::from_str(json.split_once("</script>").expect("its end").0).expect("JSON")
}

/// The content of a `meta` element.
fn meta<'p>(page: &'p Answer, property: &str) -> &'p str {
    let at = page.body.find(&format!("\"{property}\"")).unwrap_or_else(|| panic!("{property} in {}", page.body));
    let start = page.body[..at].rfind('<').expect("an element");
    let element = &page.body[start..start + page.body[start..].find('>').expect("its end")];
    element.split("content=\"").nth(1).and_then(|rest| rest.split('"').next()).expect("content")
}

/// What Google asks of a product with an offer (merchant listing): what is required, and of what is recommended that it
/// is well formed.
fn check_offer(product: &Value) {
    let text = |value: &Value| value.as_str().filter(|text| !text.trim().is_empty()).map(str::to_owned);
    let is_url = |value: &Value| value.as_str().is_some_and(|url| url.starts_with("http://") && url.is_ascii());
    assert_eq!((&product["@context"], &product["@type"]), (&"https://schema.org".into(), &"Product".into()));
    for required in ["name", "description", "sku"] {
        assert!(text(&product[required]).is_some(), "{required}");
    }
    let images = product["image"].as_array().expect("images");
    assert!(!images.is_empty() && images.iter().all(is_url), "{images:?}");
    assert_eq!(product["brand"]["@type"], "Brand");
    assert!(text(&product["brand"]["name"]).is_some() && is_url(&product["url"]));
    let offer = &product["offers"];
    assert_eq!((&offer["@type"], &offer["priceCurrency"]), (&"Offer".into(), &"JPY".into()));
    assert!(offer["price"].as_i64().is_some_and(|price| price > 0), "a number without unit or commas");
    let stock = offer["availability"].as_str().and_then(|word| word.strip_prefix("https://schema.org/"));
    assert!(["InStock", "SoldOut", "OutOfStock", "PreOrder", "MadeToOrder"].contains(&stock.expect("availability")));
    assert_eq!(offer["itemCondition"], "https://schema.org/NewCondition");
    assert!(is_url(&offer["url"]) && offer["url"] == product["url"]);
    assert!(text(&offer["seller"]["name"]).is_some());
}

#[tokio::test]
async fn machines_read_the_offer_and_a_picture_of_it() {
    let app = TestApp::new(Kind::Sqlite).await;
    app.category("wood").await;
    let (cx, maker) = app.some_maker("木暖工房").await;
    let (id, number) = app.published(&cx, &maker, &coaster()).await;
    let photo = app.photos_of(id).await[0].id;
    let files = server::photos::prepare(picture::jpeg(900, 700).into()).await.expect("a photo");
    assert!(files.colour.is_some());
    for file in files.files {
        app.state.images.put(&photo_key(photo, file.side), file.bytes).await.expect("kept");
    }
    let mut visitor = app.visitor();
    let page = visitor.get(&format!("/shop/{number}")).await.expect(200);
    check_offer(&offer(&page));
    assert_eq!(offer(&page)["offers"]["availability"], "https://schema.org/InStock");
    assert_eq!((meta(&page, "og:image:width"), meta(&page, "og:image:height")), ("1200", "630"));
    assert_eq!((meta(&page, "product:price:amount"), meta(&page, "product:price:currency")), ("2400", "JPY"));
    let address = meta(&page, "og:image").strip_prefix("http://tsukuriba.test").expect("ours").to_owned();
    for _ in 0..2 {
        let drawn = visitor.get_once(&address).await.expect(200);
        assert_eq!(drawn.header("content-type"), "image/jpeg");
        assert_eq!(drawn.header("cache-control"), "public, max-age=31536000, immutable");
        let shown = image::load_from_memory(&drawn.bytes).expect("a JPEG");
        assert_eq!((shown.width(), shown.height()), (1200, 630));
    }
    let copy = visitor.get(&format!("/images/{photo}/640.jpg")).await.expect(200);
    assert_eq!(copy.header("content-type"), "image/jpeg");
    assert_eq!(image::load_from_memory(&copy.bytes).expect("a JPEG").width(), 640);

    // Another price is another picture; the old address leads to it, and the old file has gone.
    let dearer = product::ActiveModel { id: Set(id), price_yen: Set(Yen(3600)), ..Default::default() };
    product::Entity::update(dearer).exec(app.db().read()).await.expect("dearer");
    let page = visitor.get(&format!("/shop/{number}")).await.expect(200);
    let renewed = meta(&page, "og:image").strip_prefix("http://tsukuriba.test").expect("ours").to_owned();
    assert_ne!(renewed, address);
    assert_eq!(visitor.get_once(&address).await.expect(303).location(), renewed);
    visitor.get_once(&renewed).await.expect(200);
    let kept = app.state.images.below(&format!("photos/{photo}")).await.expect("keys");
    assert_eq!(kept.iter().filter(|key| key.contains("share-")).count(), 1, "{kept:?}");

    let sold = stock::ActiveModel { product_id: Set(id), on_hand: Set(0), reserved: Set(0) };
    stock::Entity::update(sold).exec(app.db().read()).await.expect("sold");
    let page = visitor.get(&format!("/shop/{number}")).await.expect(200);
    check_offer(&offer(&page));
    assert_eq!(offer(&page)["offers"]["availability"], "https://schema.org/SoldOut");
    assert!(page.body.contains("旅立ちました"));

    let selling = Selling { made_to_order: true, lead_days: Some(14), ..Selling::default() };
    let to_order = ListingDraft { title: "名札".into(), stock: 0, selling, ..coaster() };
    let (_, number) = app.published(&cx, &maker, &to_order).await;
    let page = visitor.get(&format!("/shop/{number}")).await.expect(200);
    check_offer(&offer(&page));
    assert_eq!(offer(&page)["offers"]["availability"], "https://schema.org/MadeToOrder");
}

both_databases! {
    async fn similar_works_share_tags_or_the_category(app: TestApp) {
        let wood = app.category("wood").await;
        let other = app.category("other").await;
        let (cx, maker) = app.some_maker("木暖工房").await;
        let (other_cx, other_maker) = app.some_maker("布ばこ").await;
        let draft = |title: &str, category| ListingDraft { title: title.into(), category_id: Some(category), ..coaster() };
        let (_, number) = app.published(&cx, &maker, &draft("はこ", wood)).await;
        app.published(&cx, &maker, &draft("同じ作り手", wood)).await;
        let (gone, _) = app.published(&other_cx, &other_maker, &draft("売れた箱", wood)).await;
        app.published(&other_cx, &other_maker, &draft("ある箱", wood)).await;
        app.published(&other_cx, &other_maker, &draft("ほかの種類", other)).await;
        let sold = stock::ActiveModel { product_id: Set(gone), on_hand: Set(0), reserved: Set(0) };
        stock::Entity::update(sold).exec(app.db().read()).await.expect("sold");
        let page = app.store.product_page(&app.cx(), number).await.expect("page");
        let titles: Vec<&str> = page.similar.iter().map(|tile| tile.title.as_str()).collect();
        assert_eq!(titles, ["ある箱", "売れた箱"], "what can be had first, and none by the same maker");
        assert_eq!(page.others.len(), 1);
    }
}

both_databases! {
    async fn makers_are_listed_with_their_newest_piece(app: TestApp) {
        app.category("wood").await;
        app.some_maker("まだの人").await;
        let mut visitor = app.visitor();
        assert!(visitor.get("/makers").await.expect(200).body.contains("まだ作り手がいません"));
        for name in ["ことり舎", "あおば"] {
            let (cx, maker) = app.some_maker(name).await;
            app.published(&cx, &maker, &coaster()).await;
            app.clock.advance(chrono::TimeDelta::seconds(1));
            app.published(&cx, &maker, &coaster()).await;
        }
        app.clock.advance(chrono::TimeDelta::seconds(2));
        let list = app.store.makers_page(&app.cx(), 1).await.expect("makers");
        let names: Vec<_> = list.makers.iter().map(|maker| (maker.trade_name.as_str(), maker.pieces)).collect();
        assert_eq!(names, [("あおば", 2), ("ことり舎", 2)]);
        assert!(list.makers.iter().all(|maker| maker.photo_id.is_some() && maker.colour == Some(0x88_b0a0)));
        let page = visitor.get("/makers").await.expect(200).body;
        assert!(page.contains("木のものを作っています。") && page.contains("作品 2点") && !page.contains("まだの人"));
        assert!(page.contains(&format!("href=\"/makers/{}\"", list.makers[0].slug)));
        visitor.get("/makers?page=2").await.expect(404);
    }
}
