//! The address of a postal code, for forms with and without a script.

use crate::{
    shelf::{piece, shelf},
    support::{Kind, TestApp},
};

#[tokio::test]
async fn a_code_is_answered_with_its_places() {
    let app = TestApp::new(Kind::Sqlite).await;
    let mut visitor = app.visitor();
    let found = visitor.get("/api/v1/postal-codes/181-0013").await.expect(200).json();
    assert_eq!(found["code"], "1810013");
    assert_eq!(found["places"], serde_json::json!([{"prefecture": "東京都", "city": "三鷹市", "town": "下連雀"}]));
    let two = visitor.get("/api/v1/postal-codes/4980000").await.expect(200).json();
    assert_eq!(two["places"].as_array().map(Vec::len), Some(2));
    visitor.get("/api/v1/postal-codes/9999999").await.expect(404);
    for wrong in ["181", "181001x", "18100131"] {
        visitor.get(&format!("/api/v1/postal-codes/{wrong}")).await.expect(422);
    }
}

#[tokio::test]
async fn without_a_script_the_server_fills_the_address_in() {
    let app = TestApp::new(Kind::Sqlite).await;
    shelf(&app, "木暖工房", &[piece(1001, 3800, 2)]).await;
    let mut guest = app.visitor();
    guest.post_form("/cart", &[("add", "1001")]).await.expect(303);
    let form = |code: &'static str| {
        [
            ("act", "postal"),
            ("postal_code", code),
            ("street", "下連雀3-38-4"),
            ("name", "山田"),
            ("delivery", "click_post"),
            ("key", "k"),
        ]
    };
    let page = guest.post_form("/checkout", &form("１８１－００１３")).await.expect(200).body;
    for value in ["東京都", "三鷹市", "下連雀3-38-4", "山田"] {
        assert!(page.contains(&format!("value=\"{value}\"")), "{value}: {page}");
    }
    let page = guest.post_form("/checkout", &form("999-9999")).await.expect(422).body;
    assert!(page.contains("この郵便番号の住所が見つかりません") && page.contains("下連雀3-38-4"), "{page}");
    let page = guest.post_form("/checkout", &form("181")).await.expect(422).body;
    assert!(page.contains("7桁の数字で"), "{page}");
}
