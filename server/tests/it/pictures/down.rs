//! A store that fails: what was typed is kept, nothing half written stays for good, and nobody sees a broken page.

use std::sync::{
    Arc,
    atomic::{AtomicUsize, Ordering},
};

use async_trait::async_trait;
use chrono::TimeDelta;
use domain::{
    data::{DataRule, DataRules},
    shop::PHOTO_SIDES,
};
use sea_orm::{EntityTrait, PaginatorTrait};
use store::{entity, ports::Images};

use super::s3::S3;
use crate::{
    shop::picture,
    support::{Answer, Client, Kind, TestApp},
};

/// Fails from the file with that number on.
struct FullAfter {
    files: AtomicUsize,
    images: Arc<dyn Images>,
}

#[async_trait]
impl Images for FullAfter {
    async fn put(&self, key: &str, bytes: Vec<u8>) -> Result<(), String> {
        let left = self.files.fetch_update(Ordering::SeqCst, Ordering::SeqCst, |left| left.checked_sub(1));
        left.map_err(|_| "507 full".to_owned())?;
        self.images.put(key, bytes).await
    }

    async fn get(&self, key: &str) -> Result<Option<Vec<u8>>, String> {
        self.images.get(key).await
    }

    async fn delete(&self, key: &str) -> Result<(), String> {
        self.images.delete(key).await
    }

    async fn below(&self, folder: &str) -> Result<Vec<String>, String> {
        self.images.below(folder).await
    }

    async fn keys(&self) -> Result<Vec<String>, String> {
        self.images.keys().await
    }
}

/// The listing form with a photo, handed in.
async fn send(maker: &mut Client, category: &str, path: &str) -> Answer {
    let words = [
        ("title", "大事な箱"),
        ("description", "長く書いた説明"),
        ("price", "2600"),
        ("kind", "several"),
        ("stock", "4"),
        ("category", category),
        ("action", "submit"),
    ];
    let photo = picture::jpeg(640, 480);
    maker.post_multipart(path, &words, &[("photo", "a.jpg", "image/jpeg", photo.as_slice())]).await
}

async fn rows(app: &TestApp) -> (u64, u64) {
    let read = app.db().read();
    let photos = entity::photo::Entity::find().count(read).await.expect("photos");
    (photos, entity::photo_file::Entity::find().count(read).await.expect("files"))
}

fn is_kept(answer: &Answer) {
    for words in ["写真を保存できませんでした", "大事な箱", "長く書いた説明"] {
        assert!(answer.body.contains(words), "{words}: {}", answer.body);
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_bucket_that_is_gone_costs_nothing_that_was_typed() {
    let mut s3 = S3::start().await;
    let app = TestApp::new(Kind::Sqlite).await.with_images(s3.images());
    let category = app.category("wood").await.to_string();
    let (mut maker, mut operator) = (app.maker().await, app.operator().await);
    s3.stop().await;
    is_kept(&send(&mut maker, &category, "/me/products/new").await.expect(503));
    assert_eq!(rows(&app).await, (0, 1), "no photo, and a note of the files that may be there");
    let product = entity::product::Entity::find().one(app.db().read()).await.expect("read").expect("the draft");
    assert_eq!((product.status.into_str(), product.title.as_str()), ("draft", "大事な箱"));
    let logo = picture::jpeg(64, 64);
    let files = [("photo", "logo.jpg", "image/jpeg", logo.as_slice())];
    let refused = operator.post_multipart("/operator/site/logo", &[], &files).await.expect(503);
    assert!(refused.body.contains("写真を保存できませんでした"));
    // Clearing away fails, says so, and harms nothing.
    app.runner(app.state.mailer.clone()).tidy(&app.cx()).await;

    s3.go_on().await;
    let edit = format!("/me/products/{}/edit", product.id);
    send(&mut maker, &category, &edit).await.expect(303);
    assert_eq!(rows(&app).await, (1, 2), "the same photo under the same address, and the logo's note");
    let photo = entity::photo::Entity::find().one(app.db().read()).await.expect("read").expect("one").id;
    maker.get(&format!("/images/{photo}/320")).await.expect(200);
    s3.stop().await;
    maker.get(&format!("/images/{photo}/320")).await.expect(503);
    app.leave_jobs();
}

#[tokio::test]
async fn what_was_half_written_is_finished_or_cleared_away() {
    let app = TestApp::new(Kind::Sqlite).await;
    let category = app.category("wood").await.to_string();
    let whole = app.state.images.clone();
    let full = FullAfter { files: AtomicUsize::new(1), images: whole.clone() };
    let app = app.with_images(Arc::new(full));
    let mut maker = app.maker().await;
    is_kept(&send(&mut maker, &category, "/me/products/new").await.expect(503));
    assert_eq!((rows(&app).await, whole.keys().await.expect("keys").len()), ((0, 1), 1));
    let product = entity::product::Entity::find().one(app.db().read()).await.expect("read").expect("the draft").id;
    // Nobody tries again: the row leads to the file.
    app.clock.advance(TimeDelta::days(DataRules::default().get(DataRule::PhotoDays) + 1));
    app.runner(app.state.mailer.clone()).tidy(&app.cx()).await;
    assert_eq!((rows(&app).await, whole.keys().await.expect("keys").len()), ((0, 0), 0));
    // Somebody does: it is made whole.
    send(&mut maker, &category, &format!("/me/products/{product}/edit")).await.expect(503);
    let app = app.with_images(whole.clone());
    let mut maker = maker.on(&app);
    send(&mut maker, &category, &format!("/me/products/{product}/edit")).await.expect(303);
    assert_eq!((rows(&app).await, whole.keys().await.expect("keys").len()), ((1, 1), PHOTO_SIDES.len()));
    app.leave_jobs();
}
