//! Reserving through the pages: what a buyer sees before and after, and who sees what.

use chrono::TimeDelta;

use crate::{
    shelf::{Piece, available, piece, shelf},
    support::today,
};

/// The idempotency key that the form carries.
pub fn key(page: &str) -> String {
    let at = page.find("name=\"key\" value=\"").expect("a key in the form") + 18;
    page[at..].split('"').next().expect("a value").to_owned()
}

fn buyer<'f>(name: &'f str, key: &'f str) -> [(&'f str, &'f str); 5] {
    [("name", name), ("email", "hanako@example.jp"), ("phone", ""), ("quantity", "1"), ("key", key)]
}

both_databases! {
    async fn a_guest_reserves_and_cancels(app: TestApp) {
        shelf(&app, "木暖工房", &[piece(1001, 3800, 1)]).await;
        let mut guest = app.visitor();
        let form = guest.get("/shop/1001/reserve").await.expect(200).body;
        for item in ["分量", "価格と支払総額", "支払時期・方法", "引渡時期", "撤回・解除", "申込期間"] {
            assert!(form.contains(item), "{item} must stand on the last screen");
        }
        assert!(form.contains("3,800円") && form.contains("11月28日（土） 21:00"), "price and deadline");
        let key = key(&form);
        let placed = guest.post_form("/shop/1001/reserve", &buyer("山田 花子", &key)).await.expect(303);
        let page = placed.location().to_owned();
        assert!(page.starts_with("/orders/") && page.contains("?key="), "{page}");
        assert!(!page.contains("hanako") && !page.contains('%'), "nothing about the buyer in the address");
        let again = guest.post_form("/shop/1001/reserve", &buyer("山田 花子", &key)).await.expect(303);
        assert_eq!(again.location(), page, "the same form is the same order");
        let order = guest.get(&page).await.expect(200).body;
        assert!(order.contains("取り置きしました") && order.contains("<svg") && order.contains("山田 花子"));
        assert_eq!(app.visitor().get(&page[..page.find('?').expect("key")]).await.status, 404, "not without the key");

        assert_eq!(app.run_jobs().await, 1);
        let mails = app.mails();
        assert_eq!((mails.len(), mails[0].to.as_str()), (1, "hanako@example.jp"));
        assert!(mails[0].text.contains(&format!("http://tsukuriba.test{page}")), "{}", mails[0].text);
        assert!(mails[0].text.contains("3,800円") && !mails[0].text.contains("¥3,800"), "in the page's language alone");

        let ask = page.replace("?key=", "/cancel?key=");
        assert!(guest.get(&ask).await.expect(200).body.contains("取り消しますか"));
        let (path, secret) = page.split_once("?key=").expect("key");
        let cancelled = guest.post_form(&format!("{path}/cancel"), &[("key", secret)]).await.expect(303);
        assert_eq!(cancelled.location(), page);
        assert!(guest.get(&page).await.body.contains("取り消しました"));
        assert_eq!(available(&app, 1001).await, 1);
        let twice = guest.post_form(&format!("{path}/cancel"), &[("key", secret)]).await;
        assert_eq!(twice.status, 409);
        assert_eq!(available(&app, 1001).await, 1, "the piece comes back once");

        assert_eq!(app.run_jobs().await, 1, "one mail about it");
        let mail = app.mails().pop().expect("a mail");
        assert_eq!(mail.to, "hanako@example.jp");
        assert!(mail.subject.contains("取り置き1番を取り消しました"), "{}", mail.subject);
        for words in ["お手続きのとおり", "ヒノキのコースター", "3,800円", "お支払いはいりません"] {
            assert!(mail.text.contains(words), "{words} in {}", mail.text);
        }
    }
}

both_databases! {
    async fn a_mail_says_when_the_shop_cancelled(app: TestApp) {
        shelf(&app, "木暖工房", &[piece(1001, 3800, 1)]).await;
        let mut staff = app.staff().await;
        // Their own order is cancelled by its buyer, whoever else that is.
        for (who, by) in [("guest", "お店で、次の取り置きを取り消しました"), ("staff", "お手続きのとおり")] {
            let mut buyer_is = if who == "staff" { staff.clone() } else { app.visitor() };
            let key = key(&buyer_is.get("/shop/1001/reserve").await.body);
            let placed = buyer_is.post_form("/shop/1001/reserve", &buyer("山田", &key)).await.expect(303);
            app.run_jobs().await;
            let (path, _) = placed.location().split_once('?').expect("key");
            let cancelled = staff.post_form(&format!("{path}/cancel"), &[]).await.expect(303);
            assert_eq!(cancelled.location(), "/staff/orders");
            app.run_jobs().await;
            let mail = app.mails().pop().expect("a mail");
            assert!(mail.text.contains(by) && mail.text.contains("お支払いはいりません"), "{who}: {}", mail.text);
        }
    }
}

both_databases! {
    async fn the_hold_runs_out_by_its_job(app: TestApp) {
        shelf(&app, "木暖工房", &[piece(1001, 3800, 1)]).await;
        let mut guest = app.visitor();
        let key = key(&guest.get("/shop/1001/reserve").await.body);
        let placed = guest.post_form("/shop/1001/reserve", &buyer("山田", &key)).await.expect(303);
        app.run_jobs().await;
        assert!(guest.get("/shop/1001/reserve").await.expect(200).body.contains("売り切れました"));
        app.clock.set(domain::calendar::at_minute(today() + TimeDelta::days(3), 21 * 60));
        assert_eq!(app.run_jobs().await, 2, "the end, and the mail about it");
        let mail = app.mails().pop().expect("a mail");
        assert!(mail.subject.contains("期限が過ぎました") && mail.text.contains("11月28日（土） 21:00）を過ぎた"), "{mail:?}");
        assert!(mail.text.contains("お支払いはいりません") && !mail.text.contains("Reservation"), "{}", mail.text);
        assert_eq!(available(&app, 1001).await, 1);
        assert!(guest.get(placed.location()).await.body.contains("期限が過ぎました"));
    }
}

both_databases! {
    async fn a_refused_form_keeps_what_was_typed(app: TestApp) {
        shelf(&app, "木暖工房", &[piece(1001, 2400, 2)]).await;
        let mut guest = app.visitor();
        let form = guest.get("/shop/1001/reserve").await.body;
        assert!(form.contains("1点　2,400円（税込）") && form.contains("2点　4,800円（税込）"), "totals by quantity");
        let key = key(&form);
        let wrong = [("name", "花子"), ("email", "not a mail"), ("phone", "12"), ("quantity", "2"), ("key", &key)];
        let page = guest.post_form("/shop/1001/reserve", &wrong).await.expect(422).body;
        for kept in ["value=\"花子\"", "value=\"not a mail\"", "value=\"12\""] {
            assert!(page.contains(kept), "{kept}");
        }
        assert!(page.contains("id=\"errors\"") && page.contains("aria-invalid=\"true\""));
        assert!(page.contains("メールアドレスの形") && page.contains("電話番号の形"), "every field at once");
        let many = [("name", "花子"), ("email", "h@example.jp"), ("quantity", "3"), ("key", &key)];
        let page = guest.post_form("/shop/1001/reserve", &many).await.expect(422).body;
        assert!(page.contains("残りは2点です"));
        assert_eq!(guest.post_form("/shop/999/reserve", &many).await.status, 404);
    }
}

#[tokio::test]
async fn a_buyers_name_is_text_everywhere() {
    let app = crate::support::TestApp::new(crate::support::Kind::Sqlite).await;
    shelf(&app, "木暖工房", &[piece(1001, 3800, 1)]).await;
    let mut guest = app.visitor();
    let key = key(&guest.get("/shop/1001/reserve").await.body);
    let evil = "<script>alert(1)</script>\"'><img src=x>";
    let refused = [("name", evil), ("email", "x"), ("key", &key)];
    let page = guest.post_form("/shop/1001/reserve", &refused).await.expect(422).body;
    assert!(!page.contains("<script>alert") && !page.contains("<img src=x"), "the form again");
    let placed = guest.post_form("/shop/1001/reserve", &buyer(evil, &key)).await.expect(303);
    let mut staff = app.staff().await;
    let mine = placed.location().to_owned();
    let called_up = staff.get("/staff/register?order=1").await.expect(303).location().to_owned();
    let posted = staff.post_form("/staff/orders", &[("q", "script")]).await.expect(200).body;
    for page in [
        guest.get(&mine).await.expect(200).body,
        staff.get("/staff/orders").await.expect(200).body,
        staff.get(&called_up).await.expect(200).body,
        posted,
    ] {
        assert!(!page.contains("<script>alert") && !page.contains("<img src=x"), "{page}");
        assert!(page.contains("alert(1)"), "the name is shown, as text");
    }
}

#[tokio::test]
async fn customers_see_their_own_orders() {
    let app = crate::support::TestApp::new(crate::support::Kind::Sqlite).await;
    shelf(&app, "木暖工房", &[Piece { title: "青海波のポーチ", ..piece(1001, 2600, 5) }]).await;
    let mut customer = app.customer().await;
    assert!(customer.get("/me/orders").await.expect(200).body.contains("まだ取り置きはありません"));
    let form = customer.get("/shop/1001/reserve").await.expect(200).body;
    assert!(form.contains("value=\"customer@example.jp\""), "prefilled for who is signed in");
    let placed = customer.post_form("/shop/1001/reserve", &buyer("花子", &key(&form))).await.expect(303);
    assert!(customer.get("/me/orders").await.expect(200).body.contains("青海波のポーチ"));
    let (path, _) = placed.location().split_once('?').expect("key");
    assert_eq!(customer.get(path).await.status, 200, "one's own order opens without the key");
    assert_eq!(app.member().await.get(path).await.status, 404, "another's does not");
    assert_eq!(app.visitor().get("/me/orders").await.status, 303);
}
