//! Pieces kept in mind: in a cookie without an account, in the account after signing in.

use domain::members::Role;

use super::coaster;
use crate::support::{Kind, PASSWORD, TestApp};

both_databases! {
    async fn what_a_browser_keeps_comes_along_at_the_sign_in(app: TestApp) {
        app.category("wood").await;
        let (cx, maker) = app.some_maker("木暖工房").await;
        let mut numbers = Vec::new();
        for title in ["はこ", "さら", "いす"] {
            let draft = domain::shop::ListingDraft { title: title.into(), ..coaster() };
            numbers.push(app.published(&cx, &maker, &draft).await.1.to_string());
        }
        let mut visitor = app.visitor();
        assert!(visitor.get("/favourites").await.expect(200).body.contains("お気に入りは、まだありません"));
        for number in &numbers {
            let added = visitor.post_form("/favourites", &[("product", number), ("act", "add")]).await.expect(303);
            assert_eq!(added.location(), "/favourites");
            assert!(!added.header("set-cookie").contains("HttpOnly"), "the page's script reads it");
        }
        assert_eq!(visitor.cookie("favourites"), Some(format!("{}.{}.{}", numbers[2], numbers[1], numbers[0]).as_str()));
        visitor.post_form("/favourites", &[("product", &numbers[1]), ("act", "remove")]).await.expect(303);
        let list = visitor.get("/favourites").await.expect(200);
        assert_eq!(list.header("cache-control"), "private, no-store");
        assert!(list.body.contains("はこ") && list.body.contains("いす") && !list.body.contains("さら"));
        assert!(list.body.find("いす") < list.body.find("はこ"), "the newest first");

        let account = app.account("buyer@example.jp", Role::Customer).await;
        visitor.post_form("/signin", &[("email", "buyer@example.jp"), ("password", PASSWORD)]).await.expect(303);
        assert_eq!(visitor.cookie("favourites"), None, "it is the account's now");
        let elsewhere = &mut app.sign_in("buyer@example.jp", account).await;
        for client in [&mut visitor, elsewhere] {
            let list = client.get("/favourites").await.expect(200).body;
            assert!(list.contains("はこ") && list.contains("いす") && !list.contains("さら"));
            assert!(list.find("いす") < list.find("はこ"), "in their order");
        }
        let piece = visitor.get(&format!("/shop/{}", numbers[0])).await.expect(200).body;
        assert!(piece.contains("data-heart=\"account\"") && piece.contains("value=\"remove\""));
        let next = [("product", numbers[0].as_str()), ("act", "remove"), ("next", "/shop")];
        assert_eq!(visitor.post_form("/favourites", &next).await.expect(303).location(), "/shop");
        assert!(!visitor.get("/favourites").await.expect(200).body.contains("はこ"));
        assert_eq!(visitor.cookie("favourites"), None);
    }
}

#[tokio::test]
async fn one_visitors_favourites_are_in_nobody_elses_page() {
    let app = TestApp::new(Kind::Sqlite).await.keeping_pages();
    app.category("wood").await;
    let (cx, maker) = app.some_maker("木暖工房").await;
    let (_, number) = app.published(&cx, &maker, &coaster()).await;
    let number = number.to_string();
    let mut one = app.visitor();
    one.post_form("/favourites", &[("product", &number), ("act", "add")]).await.expect(303);
    let theirs = one.get(&format!("/shop/{number}")).await.expect(200);
    let others = app.visitor().get(&format!("/shop/{number}")).await.expect(200);
    assert_eq!((theirs.header("cache-control"), &theirs.body), ("no-cache", &others.body));
    assert!(theirs.body.contains("data-heart=\"cookie\"") && theirs.body.contains("value=\"add\""));
    assert!(!others.body.contains("value=\"remove\""));
}

#[tokio::test]
async fn strange_favourites_do_no_harm() {
    let app = TestApp::new(Kind::Sqlite).await;
    app.category("wood").await;
    let (cx, maker) = app.some_maker("木暖工房").await;
    let (draft, _) = app.draft_with_photo(&cx, &maker, &coaster()).await;
    let hidden = app.product_row(draft).await.number.to_string();
    let mut customer = app.customer().await;
    let mut visitor = app.visitor();
    for client in [&mut customer, &mut visitor] {
        for number in [hidden.as_str(), "999999"] {
            client.post_form("/favourites", &[("product", number), ("act", "add")]).await.expect(303);
        }
        let list = client.get("/favourites").await.expect(200).body;
        assert!(!list.contains("コースター"), "what is not in the shop is shown to nobody");
        client.post_form("/favourites", &[("product", "x"), ("act", "add")]).await.expect(404);
        client.post_form("/favourites", &[("product", "1"), ("act", "steal")]).await.expect(400);
        let away = [("product", "1"), ("act", "add"), ("next", "//evil.example")];
        assert_eq!(client.post_form("/favourites", &away).await.expect(303).location(), "/favourites");
    }
    visitor.set_cookie("favourites", &format!("{}x..-1.{}", "9".repeat(3000), "5.".repeat(2000)));
    visitor.get("/favourites").await.expect(200);
}
