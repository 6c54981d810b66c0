//! Public pages are finished once per change: what is kept is everyone's, and what changed shows at once.

use axum::http::{HeaderValue, Method};
use chrono::TimeDelta;
use domain::members::Role;
use sea_orm::{EntityTrait, sea_query::Expr};
use server::web::routes;
use store::entity::{self, product};

use crate::{
    booking::{Machine, ask, slot},
    shop::{address_of, coaster},
    support::{Answer, Client, Kind, TestApp, today},
};

/// What stands on a page that only some may see: names, addresses, the ways to work.
const PERSONAL: [&str; 8] =
    ["memberさん", "staffさん", "operatorさん", "@example.jp", "/staff", "/operator", "/me/bookings/", "講習 修了ずみ"];

/// A space with something on every public page: their addresses, the product's number, the machine.
async fn furnished(app: &TestApp) -> (Vec<String>, i64, Machine) {
    let laser = app.machine("laser", 2, true).await;
    app.category("wood").await;
    let (cx, maker) = app.some_maker("木暖工房").await;
    let (_, number) = app.published(&cx, &maker, &coaster()).await;
    let slug = entity::maker::Entity::find().one(app.db().read()).await.expect("read").expect("a maker").slug;
    let day = today();
    let mut addresses: Vec<String> = [
        "/",
        "/guide",
        "/fees",
        "/terms",
        "/law",
        "/returns",
        "/privacy",
        "/equipment",
        "/equipment?school=yes",
        "/equipment/laser",
    ]
    .map(str::to_owned)
    .into();
    addresses.extend([
        format!("/equipment/laser?date={day}&start=10:00"),
        format!("/equipment/laser/month?from={day}"),
        "/shop".into(),
        "/shop?page=1".into(),
        address_of(&coaster().title, number),
        "/makers".into(),
        format!("/makers/{slug}"),
    ]);
    (addresses, number, laser)
}

#[track_caller]
fn assert_public(page: &Answer, address: &str) {
    assert_eq!((page.status, page.header("cache-control")), (200, "no-cache"), "{address}");
    assert!(page.header("etag").starts_with("W/\""), "{address}");
    assert!(page.headers.get("set-cookie").is_none(), "{address}");
    assert!(!page.header("content-security-policy").contains("nonce"), "{address}");
    assert!(!page.body.contains(" nonce="), "{address}");
    for words in PERSONAL {
        assert!(!page.body.contains(words), "{address} shows {words}");
    }
}

async fn with(client: &Client, name: &'static str, value: &str, method: Method, address: &str) -> Answer {
    let mut client = client.clone();
    client.headers.insert(name, HeaderValue::from_str(value).expect("a value"));
    client.send(method, address, None, axum::body::Body::empty()).await
}

/// What the browser makes of a body in brotli.
fn unpacked(answer: &Answer) -> String {
    assert_eq!(answer.header("content-encoding"), "br");
    let mut plain = Vec::new();
    brotli::BrotliDecompress(&mut answer.bytes.as_slice(), &mut plain).expect("brotli");
    String::from_utf8(plain).expect("text")
}

both_databases! {
    async fn nothing_personal_is_ever_kept(app: TestApp) {
        let app = app.keeping_pages();
        let (addresses, _, laser) = furnished(&app).await;
        let mut people = vec![app.member().await, app.signed_in("second@example.jp", Role::Member).await];
        for person in &people {
            app.certify(person.account_id(), &laser).await;
        }
        let fields = [("date", "2026-11-25"), ("start", "10:00"), ("minutes", "60")];
        people[0].post_form("/equipment/laser/book", &fields).await.expect(303);
        people.push(app.staff().await);
        people.push(app.operator().await);
        // The flash of the booking is told before; it goes past the kept pages as well.
        people[0].get("/me/bookings").await.expect(200);
        let mut visitor = app.visitor();
        for round in 0..3 {
            for (n, address) in addresses.iter().enumerate() {
                // Each round begins with somebody else, so that everyone is the first to ask for some page.
                for turn in 0..=people.len() {
                    let who = (n + round + turn) % (people.len() + 1);
                    let Some(person) = people.get_mut(who) else {
                        assert_public(&visitor.get(address).await, address);
                        continue;
                    };
                    let page = person.get(address).await.expect(200);
                    assert_eq!(page.header("cache-control"), "private, no-store", "{address}");
                    assert!(page.headers.get("etag").is_none(), "{address}");
                    assert!(page.body.contains("さん</span>"), "{address} greets who is signed in");
                    assert_eq!(page.body.contains("/staff/board"), who >= 2, "{address}");
                }
            }
            app.clock.advance(TimeDelta::milliseconds(600));
        }
    }
}

both_databases! {
    async fn a_change_shows_at_once(app: TestApp) {
        let app = app.keeping_pages();
        let (_, number, laser) = furnished(&app).await;
        let mut visitor = app.visitor();
        let product = address_of(&coaster().title, number);
        let day = "/equipment/laser?date=2026-11-25";
        for address in [day, "/equipment", "/", "/shop", &product] {
            visitor.get(address).await.expect(200);
        }
        // A booking that takes both units, one after the other.
        let before = visitor.get(day).await;
        for name in ["first", "second"] {
            let (cx, member) = app.someone(name).await;
            app.certify(member.account_id, &laser).await;
            app.store.booking_reserve(&cx, &member, ask("laser", slot(600, 60))).await.expect("booked");
        }
        let after = visitor.get(day).await;
        assert_ne!(before.header("etag"), after.header("etag"));
        let ten = "laser?date=2026-11-25&amp;start=10:00";
        assert!(before.body.contains(ten) && !after.body.contains(ten), "ten o'clock is taken");
        assert!(visitor.get("/equipment").await.body.contains("きょう 11:00"), "the list knows it too");

        // A price, and a work taken back.
        assert!(visitor.get(&product).await.body.contains("2,400"));
        let (cx, maker) = app.some_maker("二人目").await;
        let (id, other) = app.published(&cx, &maker, &coaster()).await;
        assert!(visitor.get("/shop").await.body.contains(&format!("コースター-{other}\"")), "a new work");
        app.store.product_withdraw(&cx, &maker, id).await.expect("withdrawn");
        assert!(!visitor.get("/shop").await.body.contains(&format!("コースター-{other}\"")), "gone from the shelf");
        visitor.get(&format!("/shop/{other}")).await.expect(410);
    }
}

both_databases! {
    async fn what_another_server_changed_shows_after_a_second(app: TestApp) {
        let app = app.keeping_pages();
        furnished(&app).await;
        let mut visitor = app.visitor();
        let first = visitor.get("/shop").await.expect(200);
        assert!(first.body.contains("ヒノキ"));
        // Not through this server's `Store::write`, as another server would do it.
        product::Entity::update_many()
            .col_expr(product::Column::Title, Expr::value("ケヤキの器"))
            .exec(app.db().read())
            .await
            .expect("a title");
        assert_eq!(visitor.get("/shop").await.body, first.body, "the page was kept, or this test shows nothing");
        // Sign-ins and sessions change no page: what is kept stays.
        app.member().await.get("/me").await.expect(200);
        assert_eq!(visitor.get("/shop").await.body, first.body);
        app.clock.advance(TimeDelta::milliseconds(999));
        assert_eq!(visitor.get("/shop").await.body, first.body);
        app.clock.advance(TimeDelta::milliseconds(1));
        assert!(visitor.get("/shop").await.body.contains("ケヤキの器"));
    }
}

both_databases! {
    async fn all_forms_of_a_page_are_one_page(app: TestApp) {
        let app = app.keeping_pages();
        let (addresses, ..) = furnished(&app).await;
        let visitor = app.visitor();
        for address in &addresses {
            // The form that is asked for first makes no difference.
            let packed = with(&visitor, "accept-encoding", "gzip, br", Method::GET, address).await.expect(200);
            let plain = visitor.clone().get(address).await.expect(200);
            assert_eq!(unpacked(&packed), plain.body, "{address}");
            assert!(packed.bytes.len() * 2 < plain.bytes.len(), "{address}");
            assert_eq!(packed.header("etag"), plain.header("etag"));
            assert_eq!(plain.header("vary"), "Accept-Encoding, Accept-Language, Cookie");
            let head = with(&visitor, "accept", "text/html", Method::HEAD, address).await.expect(200);
            assert!(head.bytes.is_empty());
            assert_eq!(head.header("content-length"), plain.bytes.len().to_string());
            assert_eq!(head.header("etag"), plain.header("etag"));
            let known = with(&visitor, "if-none-match", plain.header("etag"), Method::GET, address).await.expect(304);
            assert!(known.bytes.is_empty() && known.headers.get("content-type").is_none());
            assert_eq!(known.header("etag"), plain.header("etag"));
            for name in ["x-content-type-options", "x-frame-options", "referrer-policy", "content-security-policy"] {
                for answer in [&plain, &packed, &head, &known] {
                    assert!(!answer.header(name).is_empty(), "{address}: {name}");
                }
            }
            assert_ne!(packed.header("x-request-id"), plain.header("x-request-id"), "every answer has its own");
        }
        let head_first = with(&visitor, "accept", "text/html", Method::HEAD, "/shop?page=01").await.expect(200);
        assert!(head_first.bytes.is_empty() && !head_first.header("etag").is_empty());
        let english = with(&visitor, "accept-language", "en", Method::GET, "/shop").await.expect(200);
        assert!(english.body.contains("<html lang=\"en\">"));
        assert!(visitor.clone().get("/shop").await.body.contains("<html lang=\"ja\">"));
        let mut chosen = visitor.clone();
        chosen.set_cookie("lang", "en");
        assert_eq!(chosen.get("/shop").await.header("etag"), english.header("etag"), "the choice is a visitor's too");
    }
}

#[tokio::test]
async fn who_brings_a_session_or_a_flash_goes_past_what_is_kept() {
    let app = TestApp::new(Kind::Sqlite).await.keeping_pages();
    furnished(&app).await;
    app.visitor().get("/shop").await.expect(200);
    for (name, value) in [("tsukuriba", "unknown"), ("flash", "signed_out")] {
        let mut client = app.visitor();
        client.set_cookie(name, value);
        let page = client.get("/shop").await.expect(200);
        assert_eq!(page.header("cache-control"), "private, no-store", "{name}");
        assert!(page.headers.get("etag").is_none(), "{name}");
    }
    let mut left = app.visitor();
    left.set_cookie("flash", "signed_out");
    assert_ne!(left.get("/").await.body, app.visitor().get("/").await.body, "the flash is told");
    // An error is nobody's page to keep.
    let missing = app.visitor().get("/shop/999999").await.expect(404);
    assert_eq!(missing.header("cache-control"), "private, no-store");
}

#[test]
fn only_what_everyone_may_read_is_kept() {
    let kept: Vec<_> = routes().into_iter().filter(|route| route.kept).collect();
    assert_eq!(kept.len(), 14);
    assert!(kept.iter().all(|route| route.method == Method::GET && route.access == server::web::Access::Everyone));
}
