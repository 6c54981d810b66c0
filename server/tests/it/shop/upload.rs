//! The listing form as browsers send it.

use std::sync::{
    Arc,
    atomic::{AtomicUsize, Ordering},
};

use axum::{body::Body, http::Method};
use domain::shop::{PHOTO_BYTES_MAX, ProductStatus};
use sea_orm::EntityTrait;
use store::entity::product;

use super::picture::{jpeg, jpeg_from_a_phone, png_that_claims, webp};
use crate::support::{Answer, Client, Kind, TestApp};

const FIELDS: [(&str, &str); 6] = [
    ("title", "青海波の帆布ポーチ"),
    ("description", "母子手帳が入ります。"),
    ("price", "２，６００円"),
    ("kind", "several"),
    ("stock", "4"),
    ("action", "submit"),
];

async fn shop() -> (TestApp, Client) {
    let app = TestApp::new(Kind::Sqlite).await;
    app.category("wood").await;
    let maker = app.maker().await;
    (app, maker)
}

async fn send(client: &mut Client, path: &str, changed: &[(&str, &str)], photo: Option<&[u8]>) -> Answer {
    let form = client.get("/me/products/new").await;
    let category = first_category(&form.body);
    let mut fields = FIELDS.to_vec();
    fields.push(("category", &category));
    for (name, value) in changed {
        fields.retain(|(field, _)| field != name);
        fields.push((name, value));
    }
    // A browser sends the file field in any case.
    let photo = [("photo", if photo.is_some() { "IMG_0001.JPG" } else { "" }, "image/jpeg", photo.unwrap_or_default())];
    client.post_multipart(path, &fields, &photo).await
}

/// The first category that the form offers; none to those who get no form.
fn first_category(form: &str) -> String {
    let select = form.split("name=\"category\"").nth(1).unwrap_or_default();
    let values = select.split("value=\"").skip(1).filter_map(|rest| rest.split('"').next());
    values.filter(|value| !value.is_empty()).map(str::to_owned).next().unwrap_or_default()
}

async fn only_product(app: &TestApp) -> product::Model {
    let rows = product::Entity::find().all(app.db().read()).await.expect("rows");
    assert_eq!(rows.len(), 1, "one product");
    rows.into_iter().next().expect("one")
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_maker_lists_and_staff_approve() {
    let (app, mut maker) = shop().await;
    let form = maker.get("/me/products/new").await.expect(200);
    assert!(form.body.contains("multipart/form-data") && form.body.contains("image/jpeg"));
    let sent = send(&mut maker, "/me/products/new", &[], Some(&jpeg_from_a_phone(1600, 800, 6))).await.expect(303);
    assert_eq!(sent.location(), "/me/products");
    let list = maker.get("/me/products").await.expect(200);
    assert!(list.body.contains("確認待ち") && list.body.contains("受け付けました"));
    let row = only_product(&app).await;
    assert_eq!((row.status.into_str(), row.price_yen, row.number), ("submitted", domain::Yen(2600), 1001));
    let photo = app.photos_of(row.id).await.remove(0);
    assert_eq!((photo.width, photo.height), (640, 1280));

    let mut staff = app.staff().await;
    let queue = staff.get("/staff/review").await.expect(200);
    assert!(queue.body.contains("青海波の帆布ポーチ") && queue.body.contains(&format!("/images/{}/320", photo.id)));
    staff.get(&format!("/images/{}/320", photo.id)).await.expect(200);
    app.visitor().get(&format!("/images/{}/320", photo.id)).await.expect(404);
    let page = staff.get(&format!("/staff/review/{}", row.id)).await.expect(200);
    let seen = page.body.split("name=\"seen\" value=\"").nth(1).and_then(|rest| rest.split('"').next()).expect("seen");
    let address = format!("/staff/review/{}", row.id);
    let refused = staff.post_form(&format!("{address}/return"), &[("seen", seen), ("note", " ")]).await.expect(422);
    assert!(refused.body.contains("作り手に伝えることを書いてください"));
    staff.post_form(&format!("{address}/approve"), &[("seen", seen)]).await.expect(303);
    let again = staff.post_form(&format!("{address}/approve"), &[("seen", seen)]).await.expect(422);
    assert!(again.body.contains("確認待ちではありません"));

    let picture = app.visitor().get(&format!("/images/{}/640", photo.id)).await.expect(200);
    assert_eq!(webp(&picture.bytes).dimensions(), (320, 640));
    assert!(app.visitor().get("/shop").await.body.contains("青海波の帆布ポーチ"));
    app.visitor().get("/shop/1001").await.expect(200);
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn wrong_fields_are_told_at_once_and_nothing_is_lost() {
    let (app, mut maker) = shop().await;
    let photo = jpeg(400, 300);
    let changed = [("title", ""), ("price", "やすい"), ("stock", "0"), ("description", "長い話</textarea><b>")];
    let answer = send(&mut maker, "/me/products/new", &changed, Some(&photo)).await.expect(422);
    let body = &answer.body;
    for message in ["作品の名前を入れてください", "価格は50円から", "数は1から"] {
        assert!(body.matches(message).count() >= 2, "{message}: in the summary and at its field");
    }
    assert!(body.contains("value=\"やすい\"") && body.contains("長い話&lt;/textarea&gt;&lt;b&gt;"), "as typed");
    let row = only_product(&app).await;
    assert_eq!(app.status_of(row.id).await, ProductStatus::Draft);
    let kept = app.photos_of(row.id).await;
    assert!(body.contains(&format!("/images/{}/320", kept[0].id)), "the photo is there");
    let edit = format!("/me/products/{}/edit", row.id);
    assert!(body.contains(&format!("action=\"{edit}\"")), "the form goes on with the same draft");
    // Mended, without sending the photo again.
    send(&mut maker, &edit, &[], None).await.expect(303);
    assert_eq!(only_product(&app).await.status, domain::shop::ProductStatus::Submitted);
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn what_is_no_photo_leaves_no_row() {
    let (app, mut maker) = shop().await;
    let whole = jpeg(400, 300);
    let bad: [(&[u8], &str); 6] = [
        // A file of no bytes is what browsers send where none was chosen.
        (b"", "写真を1枚選んでください"),
        (&whole[..whole.len() / 2], "写真として読めません"),
        (b"<svg xmlns='http://www.w3.org/2000/svg' onload='alert(1)'/>", "写真として読めません"),
        (b"<!DOCTYPE html><script>alert(1)</script>", "写真として読めません"),
        (&png_that_claims(50_000, 50_000), "写真の画素が多すぎます"),
        (&vec![7; PHOTO_BYTES_MAX + 1], "写真は20MBまでです"),
    ];
    let form = maker.get("/me/products/new").await.expect(200);
    let id = form.body.split("name=\"id\" value=\"").nth(1).and_then(|rest| rest.split('"').next()).expect("id");
    for (bytes, message) in bad {
        let answer = send(&mut maker, "/me/products/new", &[("id", id)], Some(bytes)).await.expect(422);
        assert!(answer.body.contains(message), "{message}");
        let asked = answer.body.contains("写真を1枚選んでください");
        assert_eq!(asked, bytes.is_empty(), "one message for the photo");
        let row = only_product(&app).await;
        assert_eq!((row.status.into_str(), row.title.as_str()), ("draft", "青海波の帆布ポーチ"));
        assert!(app.photos_of(row.id).await.is_empty());
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_photo_that_is_too_large_costs_nothing_that_was_typed() {
    let (app, mut maker) = shop().await;
    // As a browser sends it: the photo stands before the words.
    let mut body = multipart_begin("photo");
    body.extend(vec![7; PHOTO_BYTES_MAX + 30_000_000]);
    body.extend(multipart_text(&FIELDS));
    let answer = post(&mut maker, Body::from(body)).await.expect(422);
    assert!(answer.body.matches("写真は20MBまでです").count() >= 2, "in the summary and at its field");
    assert!(answer.body.contains("value=\"青海波の帆布ポーチ\"") && answer.body.contains("母子手帳が入ります。"));
    assert!(answer.body.contains("写真は保存できませんでした") && !answer.body.contains("書いたことと写真は"));
    let row = only_product(&app).await;
    assert_eq!((row.status, row.title.as_str()), (ProductStatus::Draft, "青海波の帆布ポーチ"));
    // With a photo that can be taken it goes on as usual.
    let edit = format!("/me/products/{}/edit", row.id);
    send(&mut maker, &edit, &[], Some(&jpeg(200, 200))).await.expect(303);
    assert_eq!(only_product(&app).await.status, ProductStatus::Submitted);
    // A later one that cannot be taken leaves the one that is there.
    maker.post_form(&format!("/me/products/{}/withdraw", row.id), &[]).await.expect(303);
    let photo = app.photos_of(row.id).await.remove(0).id;
    let answer = send(&mut maker, &edit, &[], Some(b"no photo")).await.expect(422);
    assert!(answer.body.contains("前の写真はそのままです") && answer.body.contains(&format!("/images/{photo}/320")));
    let answer = send(&mut maker, &edit, &[("title", "")], None).await.expect(422);
    assert!(answer.body.contains("書いたことと写真は、下書きに保存してあります"));
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn no_form_is_read_without_end() {
    let (app, mut maker) = shop().await;
    let chunks = std::iter::once(multipart_begin("photo")).chain(std::iter::repeat_n(vec![7; 1 << 20], 400));
    let sent = Arc::new(AtomicUsize::new(0));
    let counted = sent.clone();
    let chunks = chunks.map(move |chunk| {
        counted.fetch_add(1, Ordering::Relaxed);
        Ok::<_, std::io::Error>(chunk)
    });
    let answer = post(&mut maker, Body::from_stream(futures_util::stream::iter(chunks))).await.expect(413);
    assert!(answer.body.contains("ファイルが大きすぎます") && answer.body.contains("20MB"), "{}", answer.body);
    assert!(sent.load(Ordering::Relaxed) < 200, "megabytes that were read");
    assert_eq!(app.product_count().await, 0);
}

const BOUNDARY: &str = "----walk";

fn multipart_begin(file: &str) -> Vec<u8> {
    let head =
        format!("Content-Disposition: form-data; name=\"{file}\"; filename=\"IMG.MOV\"\r\nContent-Type: image/jpeg");
    format!("--{BOUNDARY}\r\n{head}\r\n\r\n").into_bytes()
}

/// The fields after the file, and the end.
fn multipart_text(fields: &[(&str, &str)]) -> Vec<u8> {
    let field = |(name, value): &(&str, &str)| {
        format!("\r\n--{BOUNDARY}\r\nContent-Disposition: form-data; name=\"{name}\"\r\n\r\n{value}")
    };
    let fields: String = fields.iter().map(field).collect();
    format!("{fields}\r\n--{BOUNDARY}--\r\n").into_bytes()
}

async fn post(client: &mut Client, body: Body) -> Answer {
    let kind = format!("multipart/form-data; boundary={BOUNDARY}");
    client.send(Method::POST, "/me/products/new", Some(&kind), body).await
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_form_sent_twice_makes_one_product() {
    let (app, mut maker) = shop().await;
    let form = maker.get("/me/products/new").await.expect(200);
    let id = form.body.split("name=\"id\" value=\"").nth(1).and_then(|rest| rest.split('"').next()).expect("id");
    let photo = jpeg(200, 200);
    for _ in 0..2 {
        let answer = send(&mut maker, "/me/products/new", &[("id", id)], Some(&photo)).await.expect(303);
        assert_eq!(answer.location(), "/me/products");
    }
    only_product(&app).await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn broken_forms_are_refused() {
    let (app, mut maker) = shop().await;
    maker.post_form("/me/products/new", &[("title", "x")]).await.expect(400);
    let many: Vec<(&str, &str)> = (0..200).map(|_| ("title", "x")).collect();
    maker.post_multipart("/me/products/new", &many, &[]).await.expect(400);
    assert_eq!(app.product_count().await, 0);
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn only_their_own_and_only_makers() {
    let (app, mut maker) = shop().await;
    send(&mut maker, "/me/products/new", &[("action", "draft")], None).await.expect(303);
    let id = only_product(&app).await.id;
    let mut other = app.signed_in("other@example.jp", domain::members::Role::Member).await;
    assert_eq!(other.get("/me/products").await.expect(303).location(), "/me/maker");
    send(&mut other, "/me/products/new", &[], None).await.expect(403);
    app.maker_profile(other.account_id(), "十字花").await;
    for path in ["edit", "withdraw"] {
        other.get(&format!("/me/products/{id}/{path}")).await.expect(404);
        let path = format!("/me/products/{id}/{path}");
        send(&mut other, &path, &[("title", "盗んだ")], None).await.expect(404);
    }
    other.post_form(&format!("/me/products/{id}/submit"), &[]).await.expect(404);
    assert_eq!(only_product(&app).await.title, "青海波の帆布ポーチ");
    let incomplete = maker.post_form(&format!("/me/products/{id}/submit"), &[]).await.expect(422);
    assert!(incomplete.body.contains("写真を1枚選んでください"));
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn taking_back_asks_first() {
    let (app, mut maker) = shop().await;
    send(&mut maker, "/me/products/new", &[], Some(&jpeg(200, 200))).await.expect(303);
    let id = only_product(&app).await.id;
    let question = maker.get(&format!("/me/products/{id}/withdraw")).await.expect(200);
    assert!(question.body.contains("確認から取り下げる"));
    maker.post_form(&format!("/me/products/{id}/withdraw"), &[]).await.expect(303);
    assert_eq!(only_product(&app).await.status, domain::shop::ProductStatus::Draft);
    assert_eq!(maker.get(&format!("/me/products/{id}/withdraw")).await.expect(303).location(), "/me/products");
}
