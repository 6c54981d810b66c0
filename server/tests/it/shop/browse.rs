//! What everyone sees.

use chrono::TimeDelta;
use domain::{
    CategoryId, DomainError, Maker,
    shop::{ListingDraft, PAGE_SIZE, ShelfOf},
};
use sea_orm::{ActiveValue::Set, EntityTrait};
use store::{
    Cx, Error,
    entity::{product, stock},
    shop::PhotoView,
};
use uuid::Uuid;

use super::{address_of, coaster};
use crate::support::{Kind, TestApp};

impl TestApp {
    /// Published products a second apart, without photos; the last is the newest.
    async fn shelf_of_many(&self, cx: &Cx, maker: &Maker, category: CategoryId, count: i64) {
        let row = |n: i64| product::ActiveModel {
            id: Set(Uuid::now_v7().into()),
            number: Set(5000 + n),
            maker_id: Set(maker.maker_id),
            category_id: Set(category),
            category_chosen: Set(true),
            title: Set(format!("作品{n}")),
            title_en: Set(None),
            description: Set(String::new()),
            description_en: Set(None),
            price_yen: Set(domain::Yen(1000 + n)),
            tax_rate_percent: Set(10),
            one_of_a_kind: Set(false),
            equipment_type_id: Set(None),
            details: Set(domain::shop::Details::default()),
            status: Set(domain::shop::ProductStatus::Published),
            created_at: Set(cx.now),
            updated_at: Set(cx.now),
            published_at: Set(Some(cx.now + TimeDelta::seconds(n / 2))),
            ..Default::default()
        };
        let rows: Vec<_> = (0..count).map(row).collect();
        let stocks: Vec<_> = rows
            .iter()
            .map(|row| stock::ActiveModel { product_id: row.id.clone(), on_hand: Set(1), reserved: Set(0) })
            .collect();
        for (rows, stocks) in rows.chunks(500).zip(stocks.chunks(500)) {
            product::Entity::insert_many(rows.to_vec()).exec_without_returning(self.db().read()).await.expect("rows");
            stock::Entity::insert_many(stocks.to_vec()).exec_without_returning(self.db().read()).await.expect("rows");
        }
    }
}

both_databases! {
    async fn every_product_is_on_exactly_one_page(app: TestApp) {
        let category = app.category("wood").await;
        let other = app.category("other").await;
        let (cx, maker) = app.some_maker("木暖工房").await;
        app.shelf_of_many(&cx, &maker, category, 50).await;
        for of in [ShelfOf::All, ShelfOf::Category(category), ShelfOf::Maker(maker.maker_id)] {
            let mut seen = Vec::new();
            for page in 1..=3 {
                let shelf = app.store.shop_page(&cx, of, page).await.expect("shelf");
                assert_eq!((shelf.page, shelf.pages, shelf.total), (page, 3, Some(50)));
                seen.extend(shelf.tiles);
            }
            assert_eq!(seen.len(), 50);
            assert!(seen.windows(2).all(|pair| (pair[0].published_at, pair[0].id) > (pair[1].published_at, pair[1].id)));
            for page in [4, 999, 1001, u64::MAX] {
                assert!(app.store.shop_page(&cx, of, page).await.expect("shelf").tiles.is_empty(), "page {page}");
            }
        }
        assert!(app.store.shop_page(&cx, ShelfOf::Category(other), 1).await.expect("shelf").tiles.is_empty());
    }
}

#[tokio::test]
async fn a_long_shelf_is_not_counted_to_its_end() {
    let app = TestApp::new(Kind::Sqlite).await;
    let category = app.category("wood").await;
    let (cx, maker) = app.some_maker("木暖工房").await;
    app.shelf_of_many(&cx, &maker, category, 600).await;
    let page = async |n| app.store.shop_page(&cx, ShelfOf::All, n).await.expect("shelf");
    assert_eq!((page(1).await.total, page(1).await.pages), (None, 20));
    assert_eq!(page(22).await.pages, 23);
    let last = page(25).await;
    assert_eq!((last.pages, last.tiles.len() as u64), (25, 600 - 24 * PAGE_SIZE));
}

both_databases! {
    async fn only_what_is_published_is_seen(app: TestApp) {
        app.category("wood").await;
        let (cx, maker) = app.some_maker("木暖工房").await;
        let (draft, photo) = app.draft_with_photo(&cx, &maker, &coaster()).await;
        let number = app.product_row(draft).await.number;
        let (other_cx, _) = app.some_maker("布ばこ").await;
        let (staff_cx, _) = app.some_staff().await;
        for stranger in [&app.cx(), &other_cx] {
            assert!(matches!(app.store.product_page(stranger, number).await, Err(Error::Domain(DomainError::NotFound))));
            assert!(matches!(app.store.photo_view(stranger, photo).await, Err(Error::Domain(DomainError::NotFound))));
            assert!(app.store.shop_page(stranger, ShelfOf::All, 1).await.expect("shelf").tiles.is_empty());
        }
        for insider in [&cx, &staff_cx] {
            assert_eq!(app.store.product_page(insider, number).await.expect("a preview").number, number);
            assert_eq!(app.store.photo_view(insider, photo).await.expect("a preview"), PhotoView::Private);
        }
        let (published, number) = app.published(&cx, &maker, &coaster()).await;
        let page = app.store.product_page(&app.cx(), number).await.expect("page");
        assert_eq!((page.id, page.available, page.photos.len(), page.others.len()), (published, 3, 1, 0));
        let view = app.store.photo_view(&app.cx(), page.photos[0].id).await.expect("photo");
        assert_eq!(view, PhotoView::Public);
    }
}

#[tokio::test]
async fn the_shelf_shows_tiles_and_pages() {
    let app = TestApp::new(Kind::Sqlite).await;
    let category = app.category("wood").await;
    let (cx, maker) = app.some_maker("木暖工房").await;
    let mut visitor = app.visitor();
    let empty = visitor.get("/shop").await.expect(200);
    assert!(empty.body.contains("まだ作品がありません"));
    app.shelf_of_many(&cx, &maker, category, 30).await;
    let first = visitor.get("/shop").await.expect(200);
    assert_eq!(first.body.matches("class=\"item").count(), 24);
    assert_eq!(first.body.matches("loading=\"eager\"").count(), 4);
    assert!(first.body.contains("30点") && first.body.contains("href=\"/shop?page=2\""));
    let second = visitor.get("/shop?category=wood&page=2").await.expect(200);
    assert_eq!(second.body.matches("class=\"item").count(), 6);
    assert!(second.body.contains("href=\"/shop?category=wood\""));
    let past = visitor.get("/shop?page=3").await.expect(404);
    assert!(past.body.contains("このページに作品はありません"));
    for page in ["0", "-1", "abc", "99999999999999999999", ""] {
        visitor.get(&format!("/shop?page={page}")).await.expect(200);
    }
    visitor.get("/shop?category=none").await.expect(404);
    // A piece leads back to where it was opened; words that name no list, to the whole shelf.
    assert!(second.body.contains("/shop/作品5-5005?category=wood&amp;page=2"), "a tile of the second page");
    let piece = visitor.get("/shop/5005?category=wood&page=2").await.expect(200);
    assert!(
        piece.body.contains("href=\"/shop?category=wood&amp;page=2#no-5005\"")
            && second.body.contains("id=\"no-5005\"")
    );
    for strange in ["category=none", "maker=none&page=0", "page=x"] {
        let piece = visitor.get(&format!("/shop/5005?{strange}")).await.expect(200);
        assert!(piece.body.contains("href=\"/shop#no-5005\""), "{strange}");
    }
    let makers = visitor.get(&format!("/shop/{}", 5029)).await.expect(200);
    let address = makers.body.split("href=\"/makers/").nth(1).and_then(|rest| rest.split('"').next()).expect("a link");
    let page = visitor.get(&format!("/makers/{address}")).await.expect(200);
    assert!(page.body.contains("木暖工房") && page.body.contains("木のものを作っています。"));
    visitor.get("/makers/none").await.expect(404);
}

#[tokio::test]
async fn a_sold_piece_stays() {
    let app = TestApp::new(Kind::Sqlite).await;
    app.category("wood").await;
    let (cx, maker) = app.some_maker("木暖工房").await;
    let (id, number) = app.published(&cx, &maker, &coaster()).await;
    let address = format!("/shop/{number}");
    let page = app.visitor().get(&address).await.expect(200);
    assert!(page.body.contains("2,400円") && page.body.contains("残り3点") && page.body.contains("/reserve"));
    assert!(page.body.contains("schema.org/InStock") && page.body.contains("property=\"og:image\""));
    let sold = stock::ActiveModel { product_id: Set(id), on_hand: Set(0), reserved: Set(0) };
    stock::Entity::update(sold).exec(app.db().read()).await.expect("sold");
    let page = app.visitor().get(&address).await.expect(200);
    assert!(page.body.contains("旅立ちました") && page.body.contains("schema.org/SoldOut"));
    assert!(!page.body.contains("/reserve"), "nothing to reserve");
    assert!(app.visitor().get("/shop").await.body.contains("item gone"));
    for number in ["999999", "abc", "-1", "1e3", "99999999999999999999999"] {
        app.visitor().get(&format!("/shop/{number}")).await.expect(404);
    }
}

#[tokio::test]
async fn what_a_maker_writes_is_text() {
    let app = TestApp::new(Kind::Sqlite).await;
    app.category("wood").await;
    let (cx, maker) = app.some_maker("木暖工房").await;
    let bad = "</script><script>alert(1)</script><img src=x onerror=alert(2)>\"'";
    let draft = ListingDraft { title: bad.chars().take(60).collect(), description: bad.into(), ..coaster() };
    let (_, number) = app.published(&cx, &maker, &draft).await;
    for path in [format!("/shop/{number}"), "/shop".into()] {
        let page = app.visitor().get(&path).await.expect(200);
        assert!(!page.body.contains("<script>alert") && !page.body.contains("<img src=x"), "{}", page.body);
        assert!(page.body.contains("&lt;script&gt;alert(1)"), "it is shown as typed");
    }
    let page = app.visitor().get(&format!("/shop/{number}")).await.expect(200);
    assert!(page.body.contains("/shop/script-script-alert-1"), "its address is made of its words");
    let json = page.body.split("application/ld+json").nth(1).and_then(|rest| rest.split_once('>')).expect("JSON-LD").1;
    let json = json.split_once("</script>").expect("its end").0;
    let value: serde_json::Value = serde_json::from_str(json).expect("JSON");
    assert_eq!(value["description"], bad);
    // Data, no script: browsers do not ask the content policy about it.
    assert!(!page.body.contains("nonce="));
}

#[tokio::test]
async fn pictures_are_served_by_id_and_size_only() {
    let app = TestApp::new(Kind::Sqlite).await;
    app.category("wood").await;
    let (cx, maker) = app.some_maker("木暖工房").await;
    let (_, hidden) = app.draft_with_photo(&cx, &maker, &coaster()).await;
    let (id, _) = app.published(&cx, &maker, &coaster()).await;
    let photo = app.photos_of(id).await[0].id;
    let mut visitor = app.visitor();
    for side in [320, 640, 1280] {
        let picture = visitor.get(&format!("/images/{photo}/{side}")).await.expect(200);
        assert!(picture.body.starts_with(&format!("webp {side} ")), "{}", picture.body);
        assert_eq!(picture.header("content-type"), "image/webp");
        assert_eq!(picture.header("cache-control"), "public, max-age=31536000, immutable");
        assert_eq!(picture.header("x-content-type-options"), "nosniff");
    }
    for path in [
        format!("/images/{photo}/321"),
        format!("/images/{photo}/0320"),
        format!("/images/{photo}/320.webp"),
        format!("/images/{photo}/..%2F..%2Fsecret"),
        format!("/images/..%2F{photo}/320"),
        format!("/images/{}/320", Uuid::now_v7()),
        format!("/images/{hidden}/320"),
        "/images/../../etc/passwd".into(),
        "/images/x/320".into(),
    ] {
        let answer = visitor.get(&path).await.expect(404);
        assert!(!answer.header("cache-control").contains("public"), "{path}");
    }
}

#[tokio::test]
async fn the_api_lists_products() {
    let app = TestApp::new(Kind::Sqlite).await;
    let category = app.category("wood").await;
    let (cx, maker) = app.some_maker("木暖工房").await;
    app.shelf_of_many(&cx, &maker, category, 30).await;
    let (id, number) = app.published(&cx, &maker, &coaster()).await;
    let photo = app.photos_of(id).await[0].id;
    let list = app.visitor().get("/api/v1/products").await.expect(200).json();
    assert_eq!((list["products"].as_array().map(Vec::len), &list["next_page"]), (Some(24), &2.into()));
    assert_eq!(list["total"], 31);
    let ours = list["products"].as_array().and_then(|all| all.iter().find(|one| one["number"] == number));
    let second = app.visitor().get("/api/v1/products?page=2").await.expect(200).json();
    assert_eq!(
        (second["products"].as_array().map(Vec::len), &second["next_page"]),
        (Some(7), &serde_json::Value::Null)
    );
    let ours =
        ours.or_else(|| second["products"].as_array().and_then(|all| all.iter().find(|p| p["number"] == number)));
    let ours = ours.expect("our product");
    assert_eq!((&ours["price_yen"], &ours["maker"], &ours["available"]), (&2400.into(), &"木暖工房".into(), &3.into()));
    assert_eq!(ours["image"], format!("http://tsukuriba.test/images/{photo}/640"));
    assert_eq!(ours["url"], format!("http://tsukuriba.test{}", address_of("ヒノキのコースター", number)));
    let past = app.visitor().get("/api/v1/products?page=9").await.expect(200).json();
    assert_eq!(past["products"].as_array().map(Vec::len), Some(0));
}

#[tokio::test]
async fn categories_are_read_anew_after_a_change_here_at_once_and_elsewhere_after_a_second() {
    let app = TestApp::new(Kind::Sqlite).await;
    let names = async || {
        let categories = app.store.categories().await.expect("categories");
        categories.into_iter().map(|category| category.slug).collect::<Vec<_>>()
    };
    app.category("wood").await;
    assert_eq!(names().await, ["wood"]);
    app.category("cloth").await;
    assert_eq!(names().await, ["wood", "cloth"], "changed by this server");
    // As another server would: beside this one's counter.
    let elsewhere = "UPDATE category SET slug = 'paper' WHERE slug = 'cloth'";
    sea_orm::ConnectionTrait::execute_unprepared(app.db().read(), elsewhere).await.expect("changed");
    app.clock.advance(chrono::TimeDelta::milliseconds(999));
    assert_eq!(names().await, ["wood", "cloth"]);
    app.clock.advance(chrono::TimeDelta::milliseconds(1));
    assert_eq!(names().await, ["wood", "paper"]);
}
