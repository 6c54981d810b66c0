//! The stand-in's own pages, as a browser without scripts uses them.

use axum::{
    body::Bytes,
    http::{Request, header},
};
use http_body_util::{BodyExt, Full};
use hyper_util::{client::legacy::Client, rt::TokioExecutor};

use super::Shop;

/// An answer: status, where it leads, and the page.
struct Seen {
    status: u16,
    location: String,
    page: String,
}

async fn ask(method: &str, url: &str, form: &str) -> Seen {
    let client = Client::builder(TokioExecutor::new()).build_http::<Full<Bytes>>();
    let request = Request::builder()
        .method(method)
        .uri(url)
        .header(header::CONTENT_TYPE, "application/x-www-form-urlencoded")
        .body(Full::from(form.to_owned()))
        .expect("a request");
    let answer = client.request(request).await.expect("an answer");
    let location = answer.headers().get(header::LOCATION).map_or("", |to| to.to_str().expect("text")).to_owned();
    let status = answer.status().as_u16();
    let body = answer.into_body().collect().await.expect("a body").to_bytes();
    Seen { status, location, page: String::from_utf8(body.to_vec()).expect("text") }
}

async fn see(url: &str) -> String {
    let seen = ask("GET", url, "").await;
    assert_eq!(seen.status, 200, "{url}");
    seen.page
}

#[tokio::test]
async fn the_page_says_what_is_paid_and_that_no_money_moves() {
    let shop = Shop::open().await;
    let made = shop.session("a").await;
    let url = made.url.expect("an address");
    let page = see(&url).await;
    for words in [
        "<html lang=\"ja\">",
        "練習用の支払い画面・お金は動きません",
        "けやきの鉢 &amp; &lt;皿&gt; × 2",
        "7,030円",
        "コンビニで支払う",
        "http://tsukuriba.test/orders/1042\"",
    ] {
        assert!(page.contains(words), "{words}: {page}");
    }
    let english = see(&format!("{url}?lang=en")).await;
    assert!(english.contains("Rehearsal: no money moves") && english.contains("¥7,030"), "{english}");
    assert!(!page.contains("<script"));
    assert_eq!(ask("GET", &format!("{}/pay/cs_test_nobody", shop.fake.origin()), "").await.status, 404);

    let declined = ask("POST", &url, "way=refused&lang=ja").await;
    assert_eq!((declined.status, declined.location.ends_with("?lang=ja")), (303, true));
    assert!(see(&url).await.contains("role=\"alert\""));

    let paid = ask("POST", &url, "way=card&lang=ja").await;
    let back = format!("http://tsukuriba.test/orders/1042?paid={}", made.id);
    assert_eq!((paid.status, paid.location), (303, back.clone()));
    // The browser's way back, and a second press.
    assert!(see(&url).await.contains("支払いが済みました"));
    assert!(ask("POST", &url, "way=paypay").await.location.starts_with("/pay/"));
    assert_eq!(shop.fake.payments().len(), 1);
}

#[tokio::test]
async fn a_number_for_the_konbini_and_the_way_to_the_till() {
    let shop = Shop::open().await;
    let url = shop.session("a").await.url.expect("an address");
    let chosen = ask("POST", &url, "way=konbini&lang=ja").await;
    assert!(chosen.location.starts_with("/pay/"), "{}", chosen.location);
    let page = see(&url).await;
    assert!(page.contains("コンビニで払った") && page.contains("11月28日 23:59"), "{page}");
    let paid = ask("POST", &url, "way=paid").await;
    assert!(paid.location.starts_with("http://tsukuriba.test/orders/1042"), "{}", paid.location);
    assert!(shop.fake.payments()[0].paid);
}

#[tokio::test]
async fn the_dashboard_plays_what_happens_outside_the_shop() {
    let shop = Shop::open().await;
    let made = shop.session("a").await;
    ask("POST", &made.url.expect("an address"), "way=paypay").await;
    let board = format!("{}/dashboard", shop.fake.origin());
    let payment = shop.fake.payments()[0].id.clone();
    assert!(see(&board).await.contains("#1042"));
    let act = async |form: &str| ask("POST", &format!("{board}/{payment}"), form).await.location;
    assert!(act("act=refund&amount=9999").await.contains("refused=1"));
    assert!(!act("act=refund&amount=30").await.contains("refused"));
    assert!(!act("act=dispute").await.contains("refused"));
    assert!(!act("act=won").await.contains("refused"));
    assert!(see(&board).await.contains("異議申し立て：ショップの勝ち"));
    assert_eq!(shop.fake.payments()[0].refunded, 30);
}
