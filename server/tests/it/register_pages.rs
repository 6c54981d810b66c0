//! The counter through its pages, as it works without a script: search, lines, cash, change, receipt.

use domain::{
    Yen,
    register::{RecordSale, Tender},
    site::SiteSettings,
};

use crate::{
    order_pages::key,
    shelf::{Piece, at_the_counter, available, order, piece, shelf},
    support::{Kind, TestApp},
};

both_databases! {
    async fn a_sale_by_plain_forms(app: TestApp) {
        shelf(&app, "木暖工房", &[piece(1001, 2400, 5), Piece { title: "青海波のポーチ", ..piece(1002, 2600, 1) }]).await;
        let mut staff = app.staff().await;
        let found = staff.get("/staff/register?q=%E3%83%9D%E3%83%BC%E3%83%81").await.expect(200).body;
        assert!(found.contains("name=\"add\" value=\"1002\""), "a search offers, a code adds");
        let scanned = staff.get("/staff/register?q=http://shop.example/shop/1001&line=1002x1").await.expect(200).body;
        assert!(scanned.contains("value=\"1001x1\"") && scanned.contains("value=\"1002x1\""));
        assert!(scanned.contains("5,000円"), "the total of both");
        let pressed = staff.get("/staff/register?line=1001x1&line=1002x1&press=%3D10000").await.expect(200).body;
        assert!(pressed.contains("value=\"10000\"") && pressed.contains("おつり"));
        let key = key(&pressed);
        let sale = [
            ("line", "1001x1"),
            ("line", "1002x1"),
            ("tender", "cash"),
            ("tendered", "１０,０００"),
            ("key", key.as_str()),
        ];
        let sold = staff.post_form("/staff/register/sale", &sale).await.expect(303);
        let again = staff.post_form("/staff/register/sale", &sale).await.expect(303);
        assert_eq!(sold.location(), again.location(), "a form sent twice is one sale");
        let receipt = staff.get(sold.location()).await.expect(200).body;
        assert!(receipt.contains("change-due num\">5,000円"), "the change is the largest figure");
        assert_eq!((available(&app, 1001).await, available(&app, 1002).await), (4, 0));
        let day = staff.get("/staff/sales?date=2026-11-25").await.expect(200).body;
        assert!(day.contains("5,000円") && day.contains(sold.location()));
        assert!(staff.get("/staff/sales?date=nonsense").await.expect(200).body.contains("2026年11月25日"));
    }
}

both_databases! {
    /// The key belongs to the cart: it travels with it through every form, so that the browser's way back after the
    /// receipt leads to the sale that was made, not to a second one.
    async fn back_after_the_receipt_sells_nothing_twice(app: TestApp) {
        shelf(&app, "木暖工房", &[piece(1001, 2400, 5)]).await;
        let mut staff = app.staff().await;
        let first = staff.get("/staff/register").await.expect(200).body;
        let key_of_cart = key(&first);
        assert_eq!(first.matches(&format!("name=\"key\" value=\"{key_of_cart}\"")).count(), 4, "in every form");
        let filled = format!("/staff/register?line=1001x1&tender=cash&tendered=3000&key={key_of_cart}");
        let page = staff.get(&filled).await.expect(200).body;
        assert_eq!(key(&page), key_of_cart);
        let sale = [("line", "1001x1"), ("tender", "cash"), ("tendered", "3000"), ("key", key_of_cart.as_str())];
        let sold = staff.post_form("/staff/register/sale", &sale).await.expect(303);

        let back = staff.get(&filled).await.expect(200).body;
        assert!(back.contains("この会計はすんでいます（No. 1）"), "{back}");
        assert!(!back.contains("value=\"1001x1\""), "nothing is left to be sold");
        assert_ne!(key(&back), key_of_cart, "what comes next is another sale");
        // A page that the browser kept sends the old key: the first sale is shown.
        assert_eq!(staff.post_form("/staff/register/sale", &sale).await.expect(303).location(), sold.location());
        assert_eq!(available(&app, 1001).await, 4);
        let invented = staff.get("/staff/register?line=1001x1&key=%22%3E%3Cscript%3E").await.expect(200).body;
        assert_eq!(key(&invented).len(), 32, "only keys that were given out are kept");
    }
}

both_databases! {
    async fn too_little_cash_keeps_the_cart(app: TestApp) {
        shelf(&app, "木暖工房", &[piece(1001, 2400, 5), piece(1002, 2600, 1)]).await;
        let mut staff = app.staff().await;
        let key = key(&staff.get("/staff/register").await.expect(200).body);
        let sale = |tendered: &'static str, second: &'static str| {
            [("line", "1001x2"), ("line", second), ("tender", "cash"), ("tendered", tendered)]
        };
        let short = [&sale("7000", "1002x1")[..], &[("key", key.as_str())]].concat();
        let page = staff.post_form("/staff/register/sale", &short).await.expect(422).body;
        assert!(page.contains("お預かりが400円足りません") && page.contains("role=\"alert\""));
        for kept in ["value=\"1001x2\"", "value=\"1002x1\"", "value=\"7000\"", &format!("value=\"{key}\"")] {
            assert!(page.contains(kept), "{kept}");
        }
        let gone = [&sale("20000", "1002x2")[..], &[("key", key.as_str())]].concat();
        let page = staff.post_form("/staff/register/sale", &gone).await.expect(422).body;
        assert!(page.contains("No.1002は残り1点です") && page.contains("value=\"1001x2\""));
        let odd = [&sale("20000", "1002x0")[..], &[("key", key.as_str())]].concat();
        staff.post_form("/staff/register/sale", &odd).await.expect(422);
        assert_eq!((available(&app, 1001).await, available(&app, 1002).await), (5, 1));
    }
}

both_databases! {
    async fn an_order_is_paid_at_the_counter(app: TestApp) {
        shelf(&app, "木暖工房", &[piece(1001, 3800, 1), piece(1002, 500, 3)]).await;
        let placed = app.store.order_place(&app.cx(), &order(1001, "k")).await.expect("placed");
        let mut staff = app.staff().await;
        assert!(staff.get("/staff/orders").await.expect(200).body.contains("/staff/register?order=1"));
        let page = staff.get("/staff/register?q=TKO:1&line=1002x1").await.expect(200).body;
        assert!(page.contains("取り置き 1番") && page.contains("4,300円") && page.contains("value=\"1002x1\""));
        let dropped = staff.get("/staff/register?order=1&line=1002x1&drop_order=1").await.expect(200).body;
        assert!(!dropped.contains("取り置き 1番"));
        let sale =
            [("order", "1"), ("line", "1002x1"), ("tender", "cashless"), ("tendered", "0"), ("key", "sale-key")];
        let sold = staff.post_form("/staff/register/sale", &sale).await.expect(303);
        let receipt = staff.get(sold.location()).await.expect(200).body;
        assert!(receipt.contains("取り置き 1番") && receipt.contains("キャッシュレス支払い"));
        assert!(receipt.contains("おつりはありません"));
        assert_eq!((available(&app, 1001).await, available(&app, 1002).await), (0, 2));
        let view = app.store.order_view(&app.cx(), placed.id, Some(&placed.key)).await.expect("view");
        assert!(view.end.is_some());
        let ended = staff.get("/staff/register?order=1").await.expect(200).body;
        assert!(ended.contains("もう終わっています"));
    }
}

/// 適格簡易請求書: issuer and number, date, marked items, totals and tax per rate, rounded once.
#[tokio::test]
async fn a_receipt_has_what_the_law_asks_for() {
    let app = TestApp::new(Kind::Sqlite).await;
    let jam = Piece { tax_rate_percent: 8, title: "手づくりジャム", ..piece(1004, 540, 9) };
    shelf(&app, "木暖工房", &[piece(1001, 105, 1), piece(1002, 105, 1), piece(1003, 105, 1), jam]).await;
    let site = SiteSettings {
        issuer_name: "株式会社みたか工房".into(),
        invoice_number: "T4011001098993".into(),
        address: "東京都三鷹市".into(),
        ..SiteSettings::default()
    };
    app.store.site_settings_save(&app.cx(), &site).await.expect("settings");
    let (cx, staff) = at_the_counter(&app).await;
    let line = |number| domain::register::CartLine { product_number: number, quantity: 1 };
    let cmd = RecordSale {
        lines: vec![line(1001), line(1002), line(1003), line(1004)],
        order: None,
        tender: Tender::Cash,
        tendered: Yen(1000),
        idempotency_key: "k".into(),
    };
    let sale = app.store.sale_record(&cx, &staff, &cmd).await.expect("sold");
    let mut client = app.staff().await;
    let page = client.get(&format!("/staff/sales/{}", sale.id)).await.expect(200).body;
    for part in [
        "株式会社みたか工房",
        "登録番号 T4011001098993",
        "2026年11月25日 9:00",
        "No. 1",
        "手づくりジャム ※",
        "※は軽減税率（8%）対象",
        "10%対象",
        "（内消費税 28円）",
        "315円",
        "8%対象",
        "（内消費税 40円）",
        "540円",
        "適格簡易請求書",
    ] {
        assert!(page.replace("<!>", "").contains(part), "{part} is missing");
    }
    assert!(client.get(&format!("/staff/sales/{}?paper=slip", sale.id)).await.body.contains("receipt slip"));
}

#[tokio::test]
async fn the_search_answers_the_browser() {
    let app = TestApp::new(Kind::Sqlite).await;
    shelf(&app, "木暖工房", &[piece(1001, 2400, 5)]).await;
    let mut staff = app.staff().await;
    let search = |query: &str| serde_json::json!({ "query": query });
    let answer = staff.post_json("/staff/register/search", &search("1001")).await.expect(200);
    assert!(answer.header("content-type").starts_with("application/json"));
    let json = answer.json();
    assert_eq!((json["exact"].as_bool(), json["pieces"][0]["number"].as_i64()), (Some(true), Some(1001)));
    for nothing in ["zzz", "", "a\0b", "%"] {
        let found = staff.post_json("/staff/register/search", &search(nothing)).await.expect(200).json();
        assert_eq!(found["pieces"].as_array().map(Vec::len), Some(0), "{nothing:?}");
    }
    for unread in [serde_json::json!({ "q": 1 }), serde_json::json!([]), serde_json::json!("x")] {
        assert_eq!(staff.post_json("/staff/register/search", &unread).await.status, 400, "{unread}");
    }
    assert_eq!(staff.post_json("/staff/register/search", &search(&"あ".repeat(20_000))).await.status, 413);
    assert_eq!(app.member().await.post_json("/staff/register/search", &search("1001")).await.status, 403);
    let label = staff.get("/staff/products/1001/label?n=3").await.expect(200).body;
    assert_eq!(label.matches("class=\"label\"").count(), 3);
    assert!(label.contains("<svg") && label.contains("2,400円（税込）"));
    assert_eq!(staff.get("/staff/products/9999/label").await.status, 404);
}

#[tokio::test]
async fn the_browser_rings_up_once_and_is_told_why_not() {
    let app = TestApp::new(Kind::Sqlite).await;
    shelf(&app, "木暖工房", &[piece(1001, 2400, 1)]).await;
    let mut staff = app.staff().await;
    let sale = |quantity: i64, tendered_yen: i64, key: &str| {
        serde_json::json!({ "sale": { "lines": [[1001, quantity]], "order": null, "is_cash": true,
            "tendered_yen": tendered_yen, "key": key } })
    };
    let mut ring_up = async |body: serde_json::Value| staff.post_json("/staff/register/ring-up", &body).await;
    let refused = ring_up(sale(1, 1000, "one")).await.expect(200);
    assert_eq!(refused.json()["Refused"][1], "one", "the same key may try again");
    assert!(refused.json()["Refused"][0].as_str().is_some_and(|why| why.contains("1,400円")), "{}", refused.body);
    assert!(ring_up(sale(2, 5000, "one")).await.expect(200).json()["Refused"].is_array(), "more than there are");
    let done = ring_up(sale(1, 3000, "one")).await.expect(200);
    let receipt = done.json()["Done"].as_str().expect("a receipt").to_owned();
    assert!(done.header("set-cookie").starts_with("flash="), "the receipt's page says that it is done");
    assert_eq!(
        ring_up(sale(1, 3000, "one")).await.json()["Done"].as_str(),
        Some(&*receipt),
        "sent again, rung up once"
    );
    let other = ring_up(sale(1, 5000, "one")).await.expect(200).json();
    assert!(other["Refused"][1].as_str().is_some_and(|key| key.len() == 32), "another sale needs another key: {other}");
    assert!(staff.get(&receipt).await.expect(200).body.contains("2,400円"));
}
