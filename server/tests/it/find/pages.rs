//! The pages of a search: what stands in addresses, what is explained, and the operator's words.

use super::stocked;
use crate::{
    operator_rules::audited,
    support::{Kind, TestApp},
};

/// The pieces on a page, in their order.
fn numbers(body: &str) -> Vec<i64> {
    body.split("id=\"no-").skip(1).filter_map(|rest| rest.split('"').next()?.parse().ok()).collect()
}

#[tokio::test]
async fn every_filter_stands_in_the_address_and_can_be_taken_away() {
    let app = TestApp::new(Kind::Sqlite).await;
    stocked(&app).await;
    let mut visitor = app.visitor();
    let page = visitor.get("/shop?q=%E3%81%AD%E3%81%93&price_max=%EF%BC%91%EF%BC%8C%EF%BC%90%EF%BC%90%EF%BC%90%E5%86%86&sort=price_low").await;
    let page = page.expect(200);
    // Cats of up to 1,000 yen, the cheapest first; one of them by a maker of that name.
    let found = numbers(&page.body);
    assert!(found.starts_with(&[2000, 2017]) && found.contains(&2001) && !found.contains(&2005), "{found:?}");
    assert!(page.body.contains("「ねこ」でさがした作品") && page.body.contains("1,000円まで"));
    for link in [
        "/shop?price_max=1000&amp;sort=price_low",
        "/shop?q=%E3%81%AD%E3%81%93&amp;sort=price_low",
        "/shop?q=%E3%81%AD%E3%81%93&amp;category=wood&amp;price_max=1000&amp;sort=price_low",
        "/shop?q=%E3%81%AD%E3%81%93&amp;price_max=1000&amp;sort=price_high",
    ] {
        assert!(page.body.contains(&format!("href=\"{link}\"")), "{link}");
    }
    assert!(page.body.contains("-2000?q=%E3%81%AD%E3%81%93&amp;price_max=1000&amp;sort=price_low\""), "a piece");
    // The piece leads back to the list and its place, also by way of the order's form.
    let piece = visitor.get("/shop/2001?q=%E3%81%AD%E3%81%93&price_max=1000&sort=price_low&page=2").await.expect(200);
    let back = "/shop?q=%E3%81%AD%E3%81%93&amp;price_max=1000&amp;sort=price_low&amp;page=2#no-2001";
    assert!(piece.body.contains(&format!("href=\"{back}\"")), "{}", piece.body);
    // The search's own address is no other than the shop's to search engines.
    assert!(
        page.body.contains("rel=\"canonical\" href=\"http://tsukuriba.test/shop\"") && page.body.contains("noindex")
    );
    let shelf = visitor.get("/shop?category=wood&page=1").await.expect(200);
    assert!(
        shelf.body.contains("href=\"http://tsukuriba.test/shop?category=wood\"") && !shelf.body.contains("noindex")
    );
}

#[tokio::test]
async fn what_cannot_be_read_is_explained() {
    let app = TestApp::new(Kind::Sqlite).await;
    stocked(&app).await;
    let mut visitor = app.visitor();
    for (address, status, words) in [
        ("/shop?category=none", 404, "その種類はありません"),
        ("/shop?maker=none", 404, "その作り手の作品は、いまお店にありません"),
        ("/shop?price_min=abc", 200, "「いくらから」が読めません"),
        ("/shop?price_max=-5", 200, "「いくらまで」が読めません"),
        ("/shop?price_max=99999999999999999999", 200, "「いくらまで」が読めません"),
        ("/shop?price_min=3000&price_max=1000", 200, "1,000円から3,000円まで"),
        ("/shop?q=a+b+c+d+e+f", 200, "はじめの5語"),
        ("/shop?q=zzzzz", 200, "「zzzzz」に合う作品はありません"),
        ("/shop?price_min=1000000000000", 200, "この条件に合う作品はありません"),
        ("/shop?sort=sideways&in_stock=0&q=&maker=&price_min=&price_max=&page=", 200, "60点"),
        ("/shop?q=%25", 200, "2点"),
        ("/shop?q=%E3%81%AE&page=9", 404, "このページに作品はありません"),
        ("/shop?q=%00", 400, ""),
        ("/shop?q=%ff%fe%E3%81%AD%E3%81%93", 200, ""),
        ("/shop?q=a&q=b&page=1&page=2", 200, ""),
    ] {
        let page = visitor.get(address).await.expect(status);
        assert!(page.body.contains(words), "{address}: {words}\n{}", page.body);
    }
    let nothing = visitor.get("/shop?q=zzzzz").await.expect(200);
    assert!(nothing.body.contains("新しい作品") && nothing.body.contains("-2059\""), "other works are shown");
    let endless = visitor.get(&format!("/shop?q={}", "ne".repeat(5_000))).await.expect(200);
    assert!(endless.body.len() < 200_000 && endless.body.contains(&format!("value=\"{}\"", "ne".repeat(20))));
    let html = visitor.get("/shop?q=%3Cscript%3Ealert(1)%3C/script%3E%22%27&category=%22%3E%3Cb%3E").await.expect(404);
    assert!(!html.body.contains("<script>alert") && !html.body.contains("\"><b>"));
    assert!(html.body.contains("&lt;script&gt;alert(1)"));
}

#[tokio::test]
async fn the_api_has_the_same_filters() {
    let app = TestApp::new(Kind::Sqlite).await;
    stocked(&app).await;
    let mut visitor = app.visitor();
    let list = visitor.get("/api/v1/products?q=LED&sort=price_low&in_stock=1").await.expect(200).json();
    assert_eq!(list["total"], 2);
    assert_eq!(list["products"][0]["number"], 2026);
    for wrong in ["category=none", "maker=none", "price_min=x"] {
        let problem = visitor.get(&format!("/api/v1/products?{wrong}")).await.expect(422);
        assert_eq!(problem.header("content-type"), "application/problem+json");
    }
}

#[tokio::test]
async fn the_operator_keeps_groups_of_words() {
    let app = TestApp::new(Kind::Sqlite).await;
    stocked(&app).await;
    let mut operator = app.operator().await;
    const HERE: &str = "/operator/shop/synonyms";
    let empty = operator.get(HERE).await.expect(200);
    assert!(empty.body.contains("まだ登録がありません"));
    assert!(operator.get("/operator/shop").await.expect(200).body.contains("href=\"/operator/shop/synonyms\""));
    let bad = operator.post_form(HERE, &[("words", "刺繍")]).await.expect(422);
    assert!(bad.body.contains("value=\"刺繍\"") && bad.body.contains("ことばが1つです"));
    operator.post_form(HERE, &[("words", "刺繍、刺しゅう、ししゅう")]).await.expect(303);
    let again = operator.post_form(HERE, &[("words", "ヌイトリ、シシュウ")]).await.expect(422);
    assert!(again.body.contains("「シシュウ」は、ほかの組にあります"));
    let list = operator.get(HERE).await.expect(200);
    let row = list
        .body
        .split("href=\"/operator/shop/synonyms/")
        .nth(1)
        .and_then(|rest| rest.split('"').next())
        .expect("a row");
    let at = format!("{HERE}/{row}");
    assert!(operator.get(&at).await.expect(200).body.contains("value=\"刺繍、刺しゅう、ししゅう\""));
    assert_eq!(
        numbers(&app.visitor().get("/shop?q=%E5%88%BA%E7%B9%8D").await.expect(200).body),
        [2055, 2005, 2004, 2003]
    );
    operator.post_form(&at, &[("words", "一つだけ")]).await.expect(422);
    operator.post_form(&at, &[("words", "刺繍、刺しゅう")]).await.expect(303);
    assert_eq!(numbers(&app.visitor().get("/shop?q=%E5%88%BA%E7%B9%8D").await.expect(200).body), [2055, 2004, 2003]);
    operator.post_form(&format!("{at}/remove"), &[]).await.expect(303);
    operator.post_form(&format!("{at}/remove"), &[]).await.expect(404);
    operator.post_form(&at, &[("words", "a、b")]).await.expect(404);
    for action in ["synonym.add", "synonym.change", "synonym.remove"] {
        assert_eq!(audited(&app, action).await, 1, "{action}");
    }
    let log = operator.get("/operator/audit").await.expect(200);
    assert!(log.body.contains("言い換えを削除した") && log.body.contains("同じ意味のことば"));
}

#[tokio::test]
async fn there_are_as_many_groups_as_there_may_be() {
    let app = TestApp::new(Kind::Sqlite).await;
    let mut operator = app.operator().await;
    for n in 0..domain::shop::SYNONYM_GROUPS_MAX {
        operator.post_form("/operator/shop/synonyms", &[("words", &*format!("a{n}x、b{n}x"))]).await.expect(303);
    }
    let more = operator.post_form("/operator/shop/synonyms", &[("words", "c、d")]).await.expect(422);
    assert!(more.body.contains("200件まで"));
}

/// Searches are kept like any page, and push only each other out.
#[tokio::test]
async fn endless_searches_leave_the_shelf_in_memory() {
    let app = TestApp::new(Kind::Sqlite).await;
    stocked(&app).await;
    let app = app.keeping_pages();
    let mut visitor = app.visitor();
    for _ in 0..3 {
        visitor.get("/shop").await.expect(200);
    }
    for n in 0..300 {
        visitor.get(&format!("/shop?q=x{n}")).await.expect(200);
    }
    let before = app.db().statements();
    visitor.get("/shop").await.expect(200);
    assert_eq!(app.db().statements(), before, "the shelf was still there");
    let mut in_memory = 0;
    for n in 0..300 {
        let before = app.db().statements();
        visitor.get(&format!("/shop?q=x{n}")).await.expect(200);
        in_memory += usize::from(app.db().statements() == before);
    }
    assert!(in_memory < 200, "{in_memory} searches fill more than 4 MiB");
}
