//! Pictures in a bucket, as browsers get them.

use domain::shop::{Decision, PHOTO_SIDES, ReviewCmd};
use sea_orm::EntityTrait;
use server::photos;
use store::{entity::photo, shop::PhotoFiles};

use super::s3::S3;
use crate::{
    shop::{coaster, picture},
    support::{Client, Kind, TestApp},
};

pub async fn prepared(width: u32, height: u32) -> PhotoFiles {
    photos::prepare(picture::jpeg(width, height).into()).await.expect("a photo")
}

async fn sees(client: &mut Client, photo: &str, cache: &str) {
    for side in PHOTO_SIDES {
        let shown = client.get(&format!("/images/{photo}/{side}")).await.expect(200);
        assert_eq!((shown.header("content-type"), shown.header("cache-control")), ("image/webp", cache));
        assert!(picture::webp(&shown.bytes).width() <= side);
    }
    let copy = client.get(&format!("/images/{photo}/640.jpg")).await.expect(200);
    assert_eq!(image::load_from_memory(&copy.bytes).expect("a JPEG").width(), 640);
}

both_databases! {
    async fn two_servers_on_one_bucket_show_the_same_pictures(app: TestApp) {
        let s3 = S3::start().await;
        let app = app.with_images(s3.images());
        let other = app.other_server().await.with_images(s3.images());
        app.category("wood").await;
        let (cx, maker) = app.some_maker("木暖工房").await;
        let (id, _) = app.draft_with_photo(&cx, &maker, &coaster()).await;
        let photo = app.store.photo_add(&cx, &maker, id, prepared(900, 600).await, &*app.state.images).await.expect("kept");
        let photo = photo.to_string();
        let mut staff = other.staff().await;
        sees(&mut staff, &photo, "private, no-store").await;
        other.visitor().get(&format!("/images/{photo}/640")).await.expect(404);
        app.store.product_submit(&cx, &maker, id).await.expect("handed in");
        let (staff_cx, right) = app.some_staff().await;
        let seen = app.store.review_product(&staff_cx, &right, id).await.expect("review").seen;
        let cmd = ReviewCmd { product_id: id, decision: Decision::Approved, note: String::new(), seen };
        other.store.product_review(&staff_cx, &right, &cmd).await.expect("approved");
        for server in [&app, &other] {
            sees(&mut server.visitor(), &photo, "public, max-age=31536000, immutable").await;
        }
        let keys = app.state.images.below(&format!("photos/{photo}")).await.expect("keys");
        assert_eq!(keys.len(), PHOTO_SIDES.len() + 1, "three sizes, and the JPEG that both showed: {keys:?}");
        app.leave_jobs();
    }
}

/// What a photo from a phone tells of the place, under any name.
fn tells_nothing(what: &str, bytes: &[u8]) {
    for word in [b"SECRET".as_slice(), b"Exif", b"EXIF", b"XMP ", b"http://ns.adobe.com/xap"] {
        assert!(!bytes.windows(word.len()).any(|part| part == word), "{what}: {}", String::from_utf8_lossy(word));
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn nothing_that_is_made_of_a_photo_tells_where_it_was_taken() {
    let s3 = S3::start().await;
    let app = TestApp::new(Kind::Sqlite).await.with_images(s3.images());
    let category = app.category("wood").await.to_string();
    let mut client = app.maker().await;
    let taken = picture::jpeg_from_a_phone(1600, 800, 6);
    assert!(taken.windows(6).any(|part| part == b"SECRET"), "the test photo tells it");
    let words = [("title", "箱"), ("category", category.as_str()), ("action", "photo")];
    client.post_multipart("/me/products/new", &words, &[("photo", "a.jpg", "image/jpeg", taken.as_slice())]).await;
    app.db()
        .execute_unprepared("UPDATE product SET status = 'published', published_at = created_at")
        .await
        .expect("in the shop");
    let shown = photo::Entity::find().one(app.db().read()).await.expect("read").expect("one").id;
    let mut visitor = app.visitor();
    for side in PHOTO_SIDES {
        for file in [format!("{side}"), format!("{side}.jpg")] {
            let answer = visitor.get(&format!("/images/{shown}/{file}")).await.expect(200);
            let (width, height) =
                image::load_from_memory(&answer.bytes).map(|seen| (seen.width(), seen.height())).expect("a picture");
            assert!(height > width && height <= side, "{file} is upright");
        }
    }
    let page = visitor.get("/shop/1001").await.expect(200).body;
    let share =
        page.split("/shop/1001/picture/").nth(1).and_then(|rest| rest.split('"').next()).expect("a picture to share");
    visitor.get(&format!("/shop/1001/picture/{share}")).await.expect(200);
    let keys = app.state.images.keys().await.expect("keys");
    assert_eq!(keys.len(), 2 * PHOTO_SIDES.len() + 1, "{keys:?}");
    for key in keys {
        tells_nothing(&key, &app.state.images.get(&key).await.expect("read").expect("there"));
    }
    let own = client.post_form("/me/data", &[]).await.expect(200);
    tells_nothing("one's own data", &own.bytes);
}
