//! The counter through its pages, as it works without a script: search, lines, cash, change, receipt.

use domain::{
    Yen,
    members::Role,
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
        let scanned = staff.get("/staff/register?q=http://shop.example/shop/1001&line=1002x1").await.expect(303);
        let scanned = staff.get(scanned.location()).await.expect(200).body;
        assert!(scanned.contains("value=\"1001x1\"") && scanned.contains("value=\"1002x1\""));
        assert!(scanned.contains("5,000円"), "the total of both");
        let cart = format!("/staff/register?line=1001x1&line=1002x1&key={}", key(&scanned));
        let pressed = staff.get(&format!("{cart}&press=%3D10000")).await.expect(303);
        let pressed = staff.get(pressed.location()).await.expect(200).body;
        assert!(pressed.contains("value=\"10,000\"") && pressed.contains("おつり"), "with its comma");
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
        assert_eq!(first.matches(&format!("name=\"key\" value=\"{key_of_cart}\"")).count(), 5, "in every form");
        let filled = format!("/staff/register?line=1001x1&tendered=3000&key={key_of_cart}");
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
        let invented = staff.get("/staff/register?line=1001x1&key=%22%3E%3Cscript%3E").await.expect(303);
        let invented = staff.get(invented.location()).await.expect(200).body;
        assert_eq!(key(&invented).len(), 32, "only keys that were given out are kept");
        // The next buyer's cart stands: the address of the sold one does not empty it.
        let back = staff.get(&filled).await.expect(200).body;
        assert!(back.contains("この会計はすんでいます（No. 1）") && back.contains("value=\"1001x1\""), "{back}");
        assert_eq!(key(&back), key(&invented));
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
        for kept in ["value=\"1001x2\"", "value=\"1002x1\"", "value=\"7,000\"", &format!("value=\"{key}\"")] {
            assert!(page.contains(kept), "{kept}");
        }
        let gone = [&sale("10000", "1002x2")[..], &[("key", key.as_str())]].concat();
        let page = staff.post_form("/staff/register/sale", &gone).await.expect(422).body;
        assert!(page.contains("No.1002は、在庫の記録では残り1点です") && page.contains("value=\"1001x2\""));
        let odd = [&sale("10000", "1002x0")[..], &[("key", key.as_str())]].concat();
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
        let page = staff.get("/staff/register?q=TKO:1&line=1002x1").await.expect(303);
        let page = staff.get(page.location()).await.expect(200).body;
        assert!(page.contains("取り置き 1番") && page.contains("4,300円") && page.contains("value=\"1002x1\""));
        let drop = format!("/staff/register?order=1&line=1002x1&drop_order=1&key={}", key(&page));
        let dropped = staff.get(&drop).await.expect(303);
        let dropped = staff.get(dropped.location()).await.expect(200).body;
        assert!(!dropped.contains("取り置き 1番"));
        let sale =
            [("order", "1"), ("line", "1002x1"), ("tender", "cashless"), ("tendered", "0"), ("key", "sale-key")];
        let sold = staff.post_form("/staff/register/sale", &sale).await.expect(303);
        let receipt = staff.get(sold.location()).await.expect(200).body;
        assert!(receipt.contains("取り置き 1番") && receipt.contains("キャッシュレス支払い"));
        assert!(receipt.contains("キャッシュレスで支払いずみ") && receipt.contains("change-due num\">4,300円"));
        assert!(!receipt.contains("お預かり") && !receipt.contains("おつり"), "no cash, no change");
        assert_eq!((available(&app, 1001).await, available(&app, 1002).await), (0, 2));
        let view = app.store.order_view(&app.cx(), placed.id, Some(&placed.key)).await.expect("view");
        assert!(view.end.is_some());
        let ended = staff.get("/staff/register?order=1").await.expect(303);
        let ended = staff.get(ended.location()).await.expect(200).body;
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
        orders: Vec::new(),
        tender: Tender::Cash,
        tendered: Yen(1000),
        confirmed: None,
        correction: None,
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
}

both_databases! {
    /// 再発行: the first paper is the receipt, every later one says that it is another, and so does the first when it is
    /// looked at again.
    async fn every_paper_but_the_first_is_marked(app: TestApp) {
        shelf(&app, "木暖工房", &[piece(1001, 2400, 5)]).await;
        let mut staff = app.staff().await;
        let sale = [("line", "1001x1"), ("tender", "cash"), ("tendered", "2400"), ("key", "sale-key")];
        let page = staff.post_form("/staff/register/sale", &sale).await.expect(303).location().to_owned();
        assert!(!staff.get(&page).await.expect(200).body.contains("class=\"again\""));
        let print = format!("{page}/receipts");
        let slip = [("next", "1"), ("paper", "slip"), ("addressee", ""), ("purpose", "お品代として")];
        let first = staff.post_form(&print, &slip).await.expect(303).location().to_owned();
        assert_eq!(first, format!("{page}/receipts/1"));
        let paper = staff.get(&first).await.expect(200).body;
        assert!(paper.contains("receipt slip mm") && !paper.contains("class=\"again\""), "{paper}");
        assert!(!paper.contains("お品代"), "to nobody, for nothing");
        assert!(staff.get(&first).await.expect(200).body.contains("再発行"), "printed once more");
        assert!(staff.get(&page).await.expect(200).body.contains("class=\"again\""));
        let sent_twice = staff.post_form(&print, &[("next", "1"), ("paper", "slip")]).await.expect(303);
        assert_eq!(sent_twice.location(), first, "a form sent twice is one paper");

        let named = [("next", "2"), ("paper", "a5"), ("addressee", "株式会社みたか"), ("purpose", "お品代として")];
        let second = staff.post_form(&print, &named).await.expect(303).location().to_owned();
        let paper = staff.get(&second).await.expect(200).body.replace("<!>", "");
        for part in ["再発行", "株式会社みたか 様", "但し お品代として"] {
            assert!(paper.contains(part), "{part}");
        }
        let long = "あ".repeat(61);
        let refused = [("next", "3"), ("paper", "a5"), ("addressee", long.as_str()), ("purpose", "布代")];
        let form = staff.post_form(&print, &refused).await.expect(422).body;
        assert!(form.contains(&long) && form.contains("value=\"布代\""), "all that was typed is kept");
        assert_eq!(staff.get(&format!("{page}/receipts/9")).await.status, 404);
    }
}

both_databases! {
    /// The cart stays through leaving the page, coming back, a refused payment and a reservation that is called up; it is
    /// parked on one tablet and brought back on another.
    async fn the_cart_stays(app: TestApp) {
        shelf(&app, "木暖工房", &[piece(1001, 2400, 5), piece(1002, 500, 3)]).await;
        app.store.order_place(&app.cx(), &order(1002, "k")).await.expect("placed");
        let mut staff = app.staff().await;
        let page = staff.get("/staff/register?q=1001").await.expect(303).location().to_owned();
        let cart = staff.get(&page).await.expect(200).body;
        assert!(staff.get(&page).await.expect(200).body.contains("value=\"1001x1\""), "a reload adds nothing");
        let again = staff.get("/staff/register").await.expect(200).body;
        assert!(again.contains("value=\"1001x1\"") && key(&again) == key(&cart), "whoever comes back finds it");
        let called = staff.get("/staff/register?order=1").await.expect(303).location().to_owned();
        let joined = staff.get(&called).await.expect(200).body;
        assert!(joined.contains("value=\"1001x1\"") && joined.contains("取り置き 1番") && joined.contains("2,900円"));
        let key = key(&joined);
        let sale = |cash: &'static str| {
            [("line", "1001x1"), ("order", "1"), ("tender", "cash"), ("tendered", cash), ("key", key.as_str())]
        };
        staff.post_form("/staff/register/sale", &sale("100")).await.expect(422);
        assert!(staff.get("/staff/register").await.expect(200).body.contains("取り置き 1番"));

        let parked = staff.post_form("/staff/register/park", &sale("100")).await.expect(303);
        let empty = staff.get(parked.location()).await.expect(200).body;
        assert!(!empty.contains("value=\"1001x1\"") && empty.contains("保留 1件"));
        let mut other = app.signed_in("other@example.jp", Role::Staff).await;
        other.get("/staff/register?q=1002").await.expect(303);
        let list = other.get("/staff/register/parked").await.expect(200).body;
        assert!(list.contains("ヒノキのコースター × 1") && list.contains("取り置き 1番") && list.contains("かわりに保留"));
        let resume = list.split("action=\"").find(|part| part.contains("/resume\"")).expect("a button");
        let resume = resume.split('"').next().expect("its address");
        let back = other.post_form(resume, &[]).await.expect(303).location().to_owned();
        let cart = other.get(&back).await.expect(200).body;
        assert!(cart.contains("value=\"1001x1\"") && cart.contains("取り置き 1番") && !cart.contains("value=\"1002x1\""));
        assert!(other.get("/staff/register/parked").await.expect(200).body.contains("ヒノキのコースター × 1"), "the other");
        let late = staff.post_form(resume, &[]).await.expect(422).body;
        assert!(late.contains("もう保留にありません"), "{late}");
        let sold = other.post_form("/staff/register/sale", &sale("3000")).await.expect(303).location().to_owned();
        assert!(other.get(&sold).await.expect(200).body.contains("change-due num\">100円"));
        assert!(!other.get("/staff/register").await.expect(200).body.contains("value=\"1001x1\""), "sold and gone");
    }
}

both_databases! {
    async fn far_too_much_cash_is_asked_about(app: TestApp) {
        shelf(&app, "木暖工房", &[piece(1001, 2800, 5)]).await;
        let mut staff = app.staff().await;
        let sale = |more: &[(&'static str, &'static str)]| {
            [&[("line", "1001x1"), ("tender", "cash"), ("tendered", "99999999"), ("key", "k")][..], more].concat()
        };
        let asked = staff.post_form("/staff/register/sale", &sale(&[])).await.expect(422).body;
        assert!(asked.contains("お預かりが99,999,999円、おつりは99,997,199円です"), "{asked}");
        assert!(asked.contains("name=\"confirmed\" value=\"99999999\"") && asked.contains("value=\"99,999,999\""));
        staff.post_form("/staff/register/sale", &sale(&[("confirmed", "10001")])).await.expect(422);
        assert_eq!(available(&app, 1001).await, 5);
        staff.post_form("/staff/register/sale", &sale(&[("confirmed", "99999999")])).await.expect(303);
        assert_eq!(available(&app, 1001).await, 4);
    }
}

both_databases! {
    /// What was scanned goes into the cart though the stock calls it sold, and asks for a reason.
    async fn a_sold_piece_is_rung_up_with_a_reason(app: TestApp) {
        shelf(&app, "木暖工房", &[piece(1001, 2400, 0)]).await;
        let mut staff = app.staff().await;
        let page = staff.get("/staff/register?q=1001").await.expect(303).location().to_owned();
        let page = staff.get(&page).await.expect(200).body;
        assert!(page.contains("value=\"1001x1\"") && page.contains("在庫の記録では0点です"), "{page}");
        let key = key(&page);
        let sale = |reason: &'static str| {
            [("line", "1001x1"), ("tender", "cashless"), ("reason", reason), ("key", key.as_str())]
        };
        let refused = staff.post_form("/staff/register/sale", &sale("")).await.expect(422).body;
        assert!(refused.contains("手もとにあるなら理由を選び") && refused.contains("name=\"reason\""));
        staff.post_form("/staff/register/sale", &sale("nonsense")).await.expect(422);
        let sold = staff.post_form("/staff/register/sale", &sale("returned")).await.expect(303).location().to_owned();
        let receipt = staff.get(&sold).await.expect(200).body.replace("<!>", "");
        assert!(receipt.contains("No.1001 ＋1点（返品された作品だった）"), "{receipt}");
    }
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
        serde_json::json!({ "sale": { "lines": [[1001, quantity]], "orders": [], "is_cash": true,
            "tendered_yen": tendered_yen, "confirmed_yen": null, "reason": "", "key": key } })
    };
    let mut ring_up = async |body: serde_json::Value| staff.post_json("/staff/register/ring-up", &body).await;
    let refused = ring_up(sale(1, 1000, "one")).await.expect(200);
    assert_eq!(refused.json()["Refused"][1], "one", "the same key may try again");
    assert!(refused.json()["Refused"][0].as_str().is_some_and(|why| why.contains("1,400円")), "{}", refused.body);
    assert!(ring_up(sale(2, 5000, "one")).await.expect(200).json()["Refused"].is_array(), "more than there are");
    assert!(ring_up(sale(1, 30_000, "one")).await.expect(200).json()["Ask"].is_string(), "far too much is asked about");
    let done = ring_up(sale(1, 3000, "one")).await.expect(200);
    let receipt = done.json()["Done"].as_str().expect("a receipt").to_owned();
    assert!(done.header("set-cookie").contains("flash="), "the receipt's page says that it is done");
    assert_eq!(
        ring_up(sale(1, 3000, "one")).await.json()["Done"].as_str(),
        Some(&*receipt),
        "sent again, rung up once"
    );
    let other = ring_up(sale(1, 5000, "one")).await.expect(200).json();
    assert!(other["Refused"][1].as_str().is_some_and(|key| key.len() == 32), "another sale needs another key: {other}");
    assert!(staff.get(&receipt).await.expect(200).body.contains("2,400円"));
}
