//! A photo's address follows from its contents: it is kept once, as long as anything shows it.

use std::collections::BTreeSet;

use chrono::TimeDelta;
use domain::{
    PhotoId, ProductId,
    data::{DataRule, DataRules},
    shop::{PHOTO_SIDES, PhotoAct},
};
use sea_orm::{ActiveValue::Set, EntityTrait, PaginatorTrait};
use store::{
    entity::{photo, photo_file},
    shop::{PhotoView, photo_key},
};

use super::served::prepared;
use crate::{
    shop::{coaster, picture},
    support::{Kind, TestApp},
};

/// Photos that have files.
pub async fn kept(app: &TestApp) -> BTreeSet<PhotoId> {
    let keys = app.state.images.keys().await.expect("keys");
    keys.iter().filter_map(|key| key.split('/').nth(1)?.parse().ok()).collect()
}

/// Clears away after so long that everything unseen goes.
pub async fn tidied(app: &TestApp) {
    app.clock.advance(TimeDelta::days(DataRules::default().get(DataRule::PhotoDays) + 1));
    app.runner(app.state.mailer.clone()).tidy(&app.cx()).await;
}

both_databases! {
    async fn a_photo_is_kept_once_and_goes_with_the_last_that_shows_it(app: TestApp) {
        app.category("wood").await;
        let (cx, maker) = app.some_maker("木暖工房").await;
        let add = async |id: ProductId| {
            app.store.photo_add(&cx, &maker, id, prepared(300, 200).await, &*app.state.images).await.expect("kept")
        };
        let [one, other] = [cx.new_id(), cx.new_id()];
        for id in [one, other] {
            app.store.product_save(&cx, &maker, id, &coaster()).await.expect("a draft");
        }
        let photo = add(one).await;
        for _ in 0..2 {
            assert_eq!((add(one).await, add(other).await), (photo, photo), "sent again");
        }
        let copy: ProductId = cx.new_id();
        app.store.product_duplicate(&cx, &maker, other, copy).await.expect("a copy");
        for id in [one, other, copy] {
            assert_eq!(app.photos_of(id).await.iter().map(|row| row.id).collect::<Vec<_>>(), [photo]);
        }
        assert_eq!(app.state.images.keys().await.expect("keys").len(), PHOTO_SIDES.len());
        assert_eq!(photo_file::Entity::find().count(app.db().read()).await.expect("files"), 1);
        for id in [one, other] {
            app.store.photos_arrange(&cx, &maker, id, &[], Some(PhotoAct::Remove(photo))).await.expect("removed");
        }
        tidied(&app).await;
        assert_eq!(kept(&app).await, BTreeSet::from([photo]), "the copy shows it");
        assert_eq!(app.store.photo_view(&cx, photo).await.expect("one's own"), PhotoView::Private);
        app.store.photo_view(&app.cx(), photo).await.expect_err("nobody else's");
        app.store.photos_arrange(&cx, &maker, copy, &[], Some(PhotoAct::Remove(photo))).await.expect("removed");
        tidied(&app).await;
        assert_eq!(kept(&app).await, BTreeSet::new());
        assert_eq!(add(one).await, photo, "it never means another photo");
    }
}

both_databases! {
    async fn a_photo_in_the_shop_stays_public_whatever_becomes_of_its_copies(app: TestApp) {
        app.category("wood").await;
        let (cx, maker) = app.some_maker("木暖工房").await;
        let (id, _) = app.published(&cx, &maker, &coaster()).await;
        let photo = app.photos_of(id).await[0].id;
        let copy: ProductId = cx.new_id();
        app.store.product_duplicate(&cx, &maker, id, copy).await.expect("a copy");
        let view = async || app.store.photo_view(&app.cx(), photo).await;
        assert_eq!(view().await.expect("in the shop"), PhotoView::Public);
        app.store.product_withdraw(&cx, &maker, id).await.expect("ended");
        view().await.expect_err("a draft shows it to nobody else");
        app.leave_jobs();
    }
}

both_databases! {
    async fn each_makers_photos_are_their_own(app: TestApp) {
        app.category("wood").await;
        let mut photos = BTreeSet::new();
        for name in ["木暖工房", "布ばこ"] {
            let (cx, maker) = app.some_maker(name).await;
            let id: ProductId = cx.new_id();
            app.store.product_save(&cx, &maker, id, &coaster()).await.expect("a draft");
            let files = prepared(300, 200).await;
            photos.insert(app.store.photo_add(&cx, &maker, id, files, &*app.state.images).await.expect("kept"));
        }
        assert_eq!((photos.len(), kept(&app).await), (2, photos), "closing one account deletes nothing of the other");
    }
}

both_databases! {
    async fn what_is_going_is_not_shown_again(app: TestApp) {
        app.category("wood").await;
        let (cx, maker) = app.some_maker("木暖工房").await;
        let id: ProductId = cx.new_id();
        app.store.product_save(&cx, &maker, id, &coaster()).await.expect("a draft");
        let add = async || {
            app.store.photo_add(&cx, &maker, id, prepared(300, 200).await, &*app.state.images).await.expect("kept")
        };
        let first = add().await;
        app.store.photos_arrange(&cx, &maker, id, &[], Some(PhotoAct::Remove(first))).await.expect("removed");
        // A clearing away that has begun, and whose store failed.
        let row = photo_file::ActiveModel { photo_id: Set(first), going: Set(true), ..Default::default() };
        let row = &row;
        let begun = app.store.write("begun", |tx| async move {
            photo_file::Entity::update(row.clone()).exec(&tx).await?;
            Ok(())
        });
        begun.await.expect("begun");
        let second = add().await;
        assert_ne!(first, second, "its files would go under the hands");
        app.runner(app.state.mailer.clone()).tidy(&app.cx()).await;
        assert_eq!(kept(&app).await, BTreeSet::from([second]), "whatever its age");
    }
}

both_databases! {
    async fn addresses_from_before_go_on(app: TestApp) {
        app.category("wood").await;
        let (cx, maker) = app.some_maker("木暖工房").await;
        let (id, _) = app.published(&cx, &maker, &coaster()).await;
        let old: PhotoId = cx.new_id();
        for file in prepared(300, 200).await.files {
            app.state.images.put(&photo_key(old, file.side), file.bytes).await.expect("written");
        }
        // As it was written before: no digest of anything, and no row that counts its files.
        let row = photo::ActiveModel {
            product_id: Set(id),
            id: Set(old),
            position: Set(1),
            caption: Set(String::new()),
            width: Set(300),
            height: Set(200),
            colour: Set(None),
            created_at: Set(cx.now),
        };
        let row = &row;
        let before = app.store.write("before", |tx| async move {
            photo::Entity::insert(row.clone()).exec_without_returning(&tx).await?;
            Ok(())
        });
        before.await.expect("a row");
        tidied(&app).await;
        let shown = app.visitor().get(&format!("/images/{old}/320")).await.expect(200);
        assert_eq!(shown.header("cache-control"), "public, max-age=31536000, immutable");
        app.leave_jobs();
    }
}

#[tokio::test]
async fn the_logo_stays_while_it_is_shown() {
    let app = TestApp::new(Kind::Sqlite).await;
    let mut operator = app.operator().await;
    for side in [64, 80] {
        let bytes = picture::jpeg(side, side);
        let files = [("photo", "logo.jpg", "image/jpeg", bytes.as_slice())];
        operator.post_multipart("/operator/site/logo", &[], &files).await.expect(303);
        let logo = app.store.site_settings().await.expect("settings").logo.expect("a logo");
        tidied(&app).await;
        assert_eq!(kept(&app).await, BTreeSet::from([logo]), "the one before went");
    }
}
