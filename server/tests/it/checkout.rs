//! The cart, the checkout and orders by the API, as browsers and programs see them.

use serde_json::{Value, json};
use store::entity;

use crate::{
    order_pages::key,
    shelf::{available, count, piece, shelf},
    support::Client,
};

async fn put_in(client: &mut Client, number: &str, quantity: &str) {
    client.post_form("/cart", &[("add", number), ("quantity", quantity)]).await.expect(303);
}

fn details(key: &str) -> Vec<(&str, &str)> {
    vec![
        ("name", "山田 花子"),
        ("email", "hanako@example.jp"),
        ("phone", ""),
        ("delivery", "pickup"),
        ("pay_by", "counter"),
        ("key", key),
    ]
}

both_databases! {
    async fn a_guest_orders_a_cart_of_two_makers(app: TestApp) {
        shelf(&app, "木暖工房", &[piece(1001, 3800, 3)]).await;
        shelf(&app, "糸と野原", &[piece(1002, 500, 5)]).await;
        let mut guest = app.visitor();
        assert!(guest.get("/cart").await.expect(200).body.contains("カートは空です"));
        assert_eq!(guest.get("/checkout").await.expect(303).location(), "/cart");
        put_in(&mut guest, "1001", "1").await;
        put_in(&mut guest, "1002", "２").await;
        put_in(&mut guest, "1001", "1").await;
        let cart = guest.get("/cart").await.expect(200).body;
        assert!(cart.contains("8,600円") && cart.contains("糸と野原") && cart.contains("木暖工房"), "two of 3,800 and two of 500");
        guest.post_form("/cart", &[("index", "0"), ("step", "less")]).await.expect(303);
        assert!(guest.get("/cart").await.body.contains("4,800円"));

        let form = guest.get("/checkout").await.expect(200).body;
        let key = key(&form);
        let last = guest.post_form("/checkout", &details(&key)).await.expect(200).body;
        for item in ["分量", "価格と支払総額", "支払時期・方法", "引渡時期", "撤回・解除", "申込期間"] {
            assert!(last.contains(item), "{item} must stand on the last screen");
        }
        assert!(last.contains("4,800円") && last.contains("山田 花子"));
        assert_eq!(count::<entity::shop_order::Entity>(&app).await, 0, "nothing is ordered yet");
        let back = guest.post_form("/checkout/edit", &details(&key)).await.expect(200).body;
        assert!(back.contains("山田 花子") && back.contains("hanako@example.jp"), "what was typed is kept");

        let placed = guest.post_form("/orders", &details(&key)).await.expect(303);
        let page = placed.location().to_owned();
        assert!(page.starts_with("/orders/") && !page.contains("hanako"), "{page}");
        let order = guest.get(&page).await.expect(200).body;
        assert!(order.contains("4,800円") && order.contains("ヒノキのコースター"));
        assert!(guest.get("/cart").await.body.contains("カートは空です"), "what was ordered is out of the cart");
        assert_eq!((available(&app, 1001).await, available(&app, 1002).await), (2, 3));
        // The browser's way back, and the button again: the same order, and nothing is ordered twice.
        let again = guest.post_form("/orders", &details(&key)).await.expect(303);
        assert_eq!(again.location(), page);
        guest.post_form("/orders", &details("no order's key")).await.expect(409);
        assert_eq!(count::<entity::shop_order::Entity>(&app).await, 1);
        app.run_jobs().await;
        assert_eq!(app.mails().len(), 1);
    }
}

both_databases! {
    async fn what_is_gone_is_named_and_the_rest_stays(app: TestApp) {
        shelf(&app, "木暖工房", &[piece(1001, 3800, 1), piece(1002, 500, 5)]).await;
        let (mut first, mut second) = (app.visitor(), app.visitor());
        for client in [&mut first, &mut second] {
            put_in(client, "1001", "1").await;
            put_in(client, "1002", "1").await;
        }
        let form = first.get("/checkout").await.expect(200).body;
        first.post_form("/orders", &details(&key(&form))).await.expect(303);
        let late = second.post_form("/orders", &details("another-key")).await.expect(409).body;
        assert!(late.contains("売り切れました"), "{late}");
        assert!(late.contains("1,002") || late.contains("/shop/1002"), "the other piece is still there");
        assert_eq!(second.get("/checkout").await.expect(303).location(), "/cart", "not before it is mended");
        second.post_form("/cart", &[("index", "0"), ("step", "remove")]).await.expect(303);
        second.get("/checkout").await.expect(200);
        app.leave_jobs();
    }
}

both_databases! {
    async fn bad_input_is_answered_clearly_and_changes_nothing(app: TestApp) {
        shelf(&app, "木暖工房", &[piece(1001, 3800, 9)]).await;
        let mut guest = app.visitor();
        for (add, quantity) in [("0", "1"), ("-1", "1"), ("1001", "0"), ("1001", "21"), ("x", "1"), ("1001", "1000000000000")] {
            let refused = guest.post_form("/cart", &[("add", add), ("quantity", quantity)]).await;
            assert_eq!(refused.status, 422, "{add} {quantity}");
        }
        put_in(&mut guest, "1001", "1").await;
        let hostile = [
            ("name", "<script>alert(1)</script>"),
            ("email", "a@example.jp\r\nBcc: b@example.jp"),
            ("phone", "call me"),
            ("delivery", "click_post"),
            ("pay_by", "counter"),
            ("postal_code", "18\r\n1"),
            ("prefecture", ""),
            ("city", "三鷹市\r\nX"),
            ("street", ""),
            ("key", "k"),
        ];
        for path in ["/checkout", "/orders"] {
            let page = guest.post_form(path, &hostile).await.expect(422).body;
            assert!(!page.contains("<script>alert(1)"), "{path}: output is escaped");
            for field in ["id=\"f-email-e", "id=\"f-phone-e", "id=\"f-postal_code-e"] {
                assert!(page.contains(field), "{path}: {field}");
            }
        }
        let unknown = [&details("k")[..3], &[("delivery", "pigeon")]].concat();
        guest.post_form("/checkout", &unknown).await.expect(422);
        // A way that these pieces do not fit, sent past the form.
        let sent = [
            ("name", "山田"),
            ("email", "a@example.jp"),
            ("delivery", "click_post"),
            ("pay_by", "online"),
            ("postal_code", "181-0013"),
            ("prefecture", "東京都"),
            ("city", "三鷹市"),
            ("street", "下連雀3-38-4"),
            ("key", "k"),
        ];
        guest.post_form("/orders", &sent).await.expect(422);
        assert_eq!(count::<entity::shop_order::Entity>(&app).await, 0);
        assert_eq!(available(&app, 1001).await, 9);
    }
}

fn body(product: Value, quantity: i64) -> Value {
    json!({"lines": [{"product": product, "quantity": quantity}], "delivery": "pickup", "payment": "counter",
        "contact": {"name": "山田 花子", "email": "hanako@example.jp", "phone": ""}})
}

async fn post_keyed(client: &mut Client, body: &Value, key: &str) -> crate::support::Answer {
    client.headers.insert("idempotency-key", key.parse().expect("a header"));
    let answer = client.post_json("/api/v1/orders", body).await;
    client.headers.clear();
    answer
}

both_databases! {
    async fn a_program_orders_without_a_login(app: TestApp) {
        shelf(&app, "木暖工房", &[piece(1001, 3800, 2)]).await;
        let mut program = app.visitor();
        let first = post_keyed(&mut program, &body(json!("1001"), 1), "key-1").await.expect(201);
        let order = first.json();
        assert_eq!((order["state"].as_str(), order["total_yen"].as_i64()), (Some("pending"), Some(3800)));
        assert_eq!(order["lines"][0]["product"], 1001);
        let url = order["url"].as_str().expect("url").trim_start_matches("http://tsukuriba.test").to_owned();
        assert!(program.get(&url).await.expect(200).body.contains("3,800円"));
        let own = program.get(first.location()).await.expect(200).json();
        assert_eq!(own["number"], order["number"]);
        let again = post_keyed(&mut program, &body(json!("1001"), 1), "key-1").await.expect(201);
        assert_eq!(again.json()["id"], order["id"]);
        assert_eq!(again.header("idempotency-replayed"), "true");
        let other = post_keyed(&mut program, &body(json!("1001"), 2), "key-1").await.expect(422);
        assert_eq!(other.json()["code"], "idempotency_key_reused");
        let gone = program.post_json("/api/v1/orders", &body(json!(1001), 2)).await.expect(409).json();
        assert_eq!((gone["code"].as_str(), gone["product"].as_i64()), (Some("sold_out"), Some(1001)));
        for (wrong, status, code) in [
            (body(json!("x"), 1), 409, "not_for_sale"),
            (body(json!(1001), 0), 422, "quantity_out_of_range"),
            (json!({"lines": [], "contact": {"name": "a", "email": "a@example.jp"}}), 422, "no_lines"),
            (json!({"lines": [{"product": 1001, "quantity": 1}]}), 422, "invalid_field"),
            (json!({"lines": [{"product": 1001, "quantity": 1}], "contact": {"name": "a", "email": "x"}}), 422, "invalid_field"),
            (json!({"lines": [{"product": 1001, "quantity": 1}], "payment": "online", "contact": {"name": "a", "email": "a@example.jp"}}), 409, "payment_unavailable"),
            (json!({"lines": vec![json!({"product": 1001, "quantity": 1}); 500], "contact": {"name": "a", "email": "a@example.jp"}}), 422, "too_many_lines"),
        ] {
            let answer = program.post_json("/api/v1/orders", &wrong).await;
            assert_eq!((answer.status, answer.json()["code"].as_str().expect("code")), (status, code), "{wrong}");
        }
        assert_eq!(available(&app, 1001).await, 1);
        app.leave_jobs();
    }
}

both_databases! {
    async fn own_orders_by_token(app: TestApp) {
        shelf(&app, "木暖工房", &[piece(1001, 3800, 5)]).await;
        let customer = app.customer().await;
        let mut program = app.program_of(customer.account_id()).await;
        let placed = program.post_json("/api/v1/orders", &body(json!(1001), 1)).await.expect(201).json();
        let list = program.get("/api/v1/orders").await.expect(200).json();
        assert_eq!(list["orders"][0]["id"], placed["id"]);
        let id = placed["id"].as_str().expect("id");
        program.get(&format!("/api/v1/orders/{id}")).await.expect(200);
        app.visitor().get(&format!("/api/v1/orders/{id}")).await.expect(404);
        app.visitor().get("/api/v1/orders").await.expect(401);
        app.leave_jobs();
    }
}
