//! One's own data, to take along.

use std::{
    collections::BTreeSet,
    io::{Cursor, Read},
};

use axum::http::{HeaderValue, header};
use zip::ZipArchive;

use crate::{
    roles::world::World,
    support::{Kind, TestApp},
};

type Zip = ZipArchive<Cursor<Vec<u8>>>;

fn text(zip: &mut Zip, name: &str) -> String {
    let mut text = String::new();
    zip.by_name(name).unwrap_or_else(|_| panic!("no {name}")).read_to_string(&mut text).expect("text");
    text
}

both_databases! {
    async fn one_gets_all_that_is_kept_and_nothing_of_others(app: TestApp) {
        let world = World::new(app).await;
        let app = world.copy().await;
        let mut owner = world.client(&app, 6, "/");
        let page = owner.get("/me/data").await.expect(200).body;
        assert!(page.contains("作品の写真"), "{page}");
        let file = owner.post_form("/me/data", &[]).await.expect(200);
        assert_eq!(file.header("content-type"), "application/zip");
        assert_eq!(file.header("cache-control"), "private, no-store");
        assert_eq!(file.header("content-disposition"), "attachment; filename=\"tsukuriba-20261125.zip\"");
        let mut zip: Zip = ZipArchive::new(Cursor::new(file.bytes)).expect("a zip");
        let names: BTreeSet<String> = zip.file_names().map(|name| name.expect("a name").into_owned()).collect();
        for name in ["data.json", "account.csv", "bookings.csv", "waitlist.csv", "orders.csv", "products.csv", "sold.csv",
            "sessions.csv", "api_tokens.csv", "mail_links.csv", "maker.csv", "participations.csv", "bookings.ics"]
        {
            assert!(names.contains(name), "{name} in {names:?}");
        }
        assert_eq!(names.iter().filter(|name| name.starts_with("photos/")).count(), 3);
        let data: serde_json::Value = serde_json::from_str(&text(&mut zip, "data.json")).expect("JSON");
        assert_eq!(data["account"][0]["email"], "owner@example.jp");
        assert_eq!(data["bookings"].as_array().map(Vec::len), Some(3));
        assert_eq!(data["bookings"][0]["start_at"], "2026-11-25T01:00:00+00:00");
        assert_eq!(data["maker"][0]["trade_name"], "持ち主工房");
        assert_eq!(data["photos"].as_array().map(Vec::len), Some(3));
        let ics = text(&mut zip, "bookings.ics");
        assert_eq!(ics.matches("BEGIN:VEVENT").count(), 3, "{ics}");
        // Nobody else, and nothing that opens anything.
        let everything = format!("{data}{}", text(&mut zip, "sessions.csv"));
        for other in ["member@example.jp", "staff@example.jp", "argon2", "token_hash", "password_hash"] {
            assert!(!everything.contains(other), "{other}");
        }
        let mut visitor = app.visitor();
        visitor.post_form("/me/data", &[]).await.expect(303);
    }
}

#[tokio::test]
async fn a_newcomer_gets_a_file_too() {
    let app = TestApp::new(Kind::Sqlite).await;
    let mut customer = app.customer().await;
    customer.headers.insert(header::ACCEPT_LANGUAGE, HeaderValue::from_static("en"));
    let page = customer.get("/me/data").await.expect(200).body;
    assert!(page.contains("Your data") && !page.contains("Photos of your pieces"), "{page}");
    let file = customer.post_form("/me/data", &[]).await.expect(200);
    let mut zip: Zip = ZipArchive::new(Cursor::new(file.bytes)).expect("a zip");
    let data: serde_json::Value = serde_json::from_str(&text(&mut zip, "data.json")).expect("JSON");
    assert_eq!(data["bookings"], serde_json::json!([]));
}
