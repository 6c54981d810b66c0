//! A piece's address says what it is called, and is found by its number.

use sea_orm::{ActiveValue::Set, EntityTrait};
use store::entity::product;

use super::{address_of, coaster};
use crate::support::{Kind, TestApp};

#[tokio::test]
async fn every_old_address_leads_to_the_piece() {
    let app = TestApp::new(Kind::Sqlite).await;
    app.category("wood").await;
    let (cx, maker) = app.some_maker("木暖工房").await;
    let (id, number) = app.published(&cx, &maker, &coaster()).await;
    let own = address_of("ヒノキのコースター", number);
    let mut visitor = app.visitor();
    let page = visitor.get_once(&own).await.expect(200);
    assert!(page.body.contains(&format!("rel=\"canonical\" href=\"http://tsukuriba.test{own}\"")));
    // Labels and QR codes hold the bare number.
    for old in [number.to_string(), format!("old-name-{number}"), format!("-{number}"), format!("000{number}")] {
        let answer = visitor.get_once(&format!("/shop/{old}?category=wood&page=2")).await.expect(308);
        assert_eq!(answer.location(), format!("{own}?category=wood&page=2"), "{old}");
        assert_eq!(visitor.get_once(&format!("/shop/{old}")).await.expect(308).location(), own);
    }
    // Who comes with `//` or a line break in the words is sent nowhere else.
    let odd = visitor.get_once(&format!("/shop/%2F%2Fevil.example%0D%0ALocation:x-{number}")).await.expect(308);
    assert_eq!(odd.location(), own);
    for none in ["999999", "old-name-999999", "name", "name-", "12x"] {
        visitor.get_once(&format!("/shop/{none}")).await.expect(404);
    }
    let renamed = product::ActiveModel { id: Set(id), title: Set("Ｎｅｗ  名".to_owned()), ..Default::default() };
    product::Entity::update(renamed).exec(app.db().read()).await.expect("renamed");
    assert_eq!(visitor.get_once(&own).await.expect(308).location(), address_of("new-名", number));
}

#[tokio::test]
async fn the_api_knows_a_product_by_slug_and_number() {
    let app = TestApp::new(Kind::Sqlite).await;
    app.category("wood").await;
    let (cx, maker) = app.some_maker("木暖工房").await;
    let (_, number) = app.published(&cx, &maker, &coaster()).await;
    let (draft, _) = app.draft_with_photo(&cx, &maker, &coaster()).await;
    let hidden = app.product_row(draft).await.number;
    let mut visitor = app.visitor();
    let list = visitor.get("/api/v1/products").await.expect(200).json();
    let slug = list["products"][0]["slug"].as_str().expect("a slug").to_owned();
    assert_eq!(slug, format!("ヒノキのコースター-{number}"));
    let encoded = server::url_encode::url_encode(&slug);
    for word in [encoded, number.to_string(), format!("other-{number}")] {
        let one = visitor.get(&format!("/api/v1/products/{word}")).await.expect(200).json();
        assert_eq!(
            (&one["slug"], &one["number"], &one["price_yen"]),
            (&slug.clone().into(), &number.into(), &2400.into())
        );
        assert_eq!(one["category"], "wood");
        assert_eq!(one["images"].as_array().map(Vec::len), Some(1));
    }
    for none in ["999999".to_owned(), "x".to_owned(), hidden.to_string()] {
        let problem = visitor.get(&format!("/api/v1/products/{none}")).await.expect(404);
        assert_eq!(problem.header("content-type"), "application/problem+json");
    }
}
