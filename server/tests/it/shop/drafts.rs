//! A draft saves itself while it is written.

use chrono::TimeDelta;
use domain::{
    DomainError, ProductId,
    shop::{ListingDraft, ProductError, ProductStatus},
};
use store::Error;
use uuid::Uuid;

use super::{coaster, picture};
use crate::support::{Answer, Client, TestApp};

const NEW: &str = "/me/products/new";

/// What the script sends from the page of that word, `seen` as it stood in the form.
async fn autosave(client: &mut Client, path: &str, page: &str, seen: &str, fields: &[(&str, &str)]) -> Answer {
    let own = [("kind", "several"), ("stock", "2"), ("action", "autosave"), ("form_page", page), ("form_seen", seen)];
    let fields: Vec<_> = own.iter().chain(fields).copied().filter(|(_, value)| !value.is_empty()).collect();
    client.post_multipart(path, &fields, &[("photo", "", "application/octet-stream", b"")]).await
}

fn edit_of(id: &str) -> String {
    format!("/me/products/{id}/edit")
}

/// The word of the page and when it saw the draft, from the form itself.
async fn opened(client: &mut Client, id: &str) -> (String, String) {
    let body = client.get(&edit_of(id)).await.expect(200).body;
    let of = |name: &str| {
        body.split(&format!("{name}=\"")).nth(1).and_then(|rest| rest.split('"').next()).map(str::to_owned)
    };
    (of("data-draft").expect("a word"), of("data-seen").expect("a time"))
}

async fn listing(app: &TestApp, id: &str) -> store::entity::product::Model {
    app.product_row(ProductId(id.parse::<Uuid>().expect("an id"))).await
}

both_databases! {
    async fn a_new_listing_becomes_one_draft(app: TestApp) {
        app.category("wood").await;
        let mut maker = app.maker().await;
        let form = maker.get(NEW).await.expect(200).body;
        assert!(form.contains("data-draft=") && !form.contains("data-seen="), "{form}");
        let id = &Uuid::now_v7().to_string();
        autosave(&mut maker, NEW, "a", "", &[("id", id)]).await.expect(204);
        assert_eq!(app.product_count().await, 0, "an empty form makes no draft");
        for words in ["ヒ", "ヒノキ", "ヒノキ"] {
            let saved = autosave(&mut maker, NEW, "a", "", &[("id", id), ("title", words)]).await.expect(200);
            assert_eq!(saved.json()["edit"], edit_of(id));
        }
        assert_eq!(app.product_count().await, 1, "posted again it is the same");
        // A price of which only the beginning is there, and words taken back.
        autosave(&mut maker, &edit_of(id), "a", "", &[("id", id), ("price", "2,")]).await.expect(200);
        let row = listing(&app, id).await;
        assert_eq!((row.title.as_str(), row.price_yen.0, row.status), ("", 2, ProductStatus::Draft));
        autosave(&mut maker, &edit_of(id), "a", "", &[("id", id), ("price", "やす"), ("title", "箱")]).await.expect(200);
        let row = listing(&app, id).await;
        assert_eq!((row.title.as_str(), row.price_yen.0), ("箱", 0));
        let visitor = app.visitor().post_multipart(NEW, &[("id", id), ("title", "x"), ("action", "autosave")], &[]).await;
        assert!(visitor.expect(303).location().starts_with("/signin"), "the script tells it from an answer");
        let without = [("title", "x"), ("action", "autosave")];
        app.member().await.post_multipart(NEW, &without, &[]).await.expect(403);
    }
}

both_databases! {
    async fn another_makers_draft_is_none(app: TestApp) {
        app.category("wood").await;
        let (cx, other) = app.some_maker("木暖工房").await;
        let (id, _) = app.draft_with_photo(&cx, &other, &coaster()).await;
        let (id, before) = (&id.to_string(), app.product_row(id).await);
        let mut maker = app.maker().await;
        let words = [("id", id.as_str()), ("title", "横取り")];
        autosave(&mut maker, &edit_of(id), "a", "", &words).await.expect(404);
        autosave(&mut maker, NEW, "a", "", &words).await.expect(404);
        let unknown = Uuid::now_v7().to_string();
        autosave(&mut maker, &edit_of(&unknown), "a", "", &words).await.expect(404);
        assert_eq!(listing(&app, id).await, before);
        assert_eq!(app.product_count().await, 1);
    }
}

both_databases! {
    async fn what_the_staff_have_or_the_shop_shows_is_not_saved(app: TestApp) {
        app.category("wood").await;
        let mut maker = app.maker().await;
        let category = app.store.categories().await.expect("categories")[0].id.to_string();
        let (id, photo) = (&Uuid::now_v7().to_string(), picture::jpeg(64, 48));
        let fields = [("id", id.as_str()), ("title", "箱"), ("category", category.as_str()), ("price", "900"), ("kind", "one"), ("action", "submit")];
        maker.post_multipart(NEW, &fields, &[("photo", "IMG.JPG", "image/jpeg", &photo)]).await.expect(303);
        autosave(&mut maker, &edit_of(id), "a", "", &[("id", id), ("title", "別の箱")]).await.expect(409);
        autosave(&mut maker, NEW, "a", "", &[("id", id), ("title", "別の箱")]).await.expect(409);
        assert_eq!(listing(&app, id).await.title, "箱");

        let (cx, own) = app.some_maker("木暖工房").await;
        let (live, _) = app.published(&cx, &own, &coaster()).await;
        for paused in [false, true] {
            app.store.product_pause(&cx, &own, live, paused).await.expect("paused or not");
            let before = app.product_row(live).await;
            let cheaper = ListingDraft { price_yen: 100, ..coaster() };
            let refused = app.store.draft_keep(&cx, &own, live, &cheaper, &[]).await;
            assert!(matches!(refused, Err(Error::Domain(DomainError::Product(ProductError::NotEditable)))), "{refused:?}");
            assert_eq!(app.product_row(live).await, before);
        }
    }
}

both_databases! {
    async fn the_form_of_a_live_listing_does_not_save_itself(app: TestApp) {
        app.category("wood").await;
        let (cx, own) = app.some_maker("kidan").await;
        let (live, _) = app.published(&cx, &own, &coaster()).await;
        let account = cx.actor.account().expect("signed in").id;
        let form = app.sign_in("kidan@example.jp", account).await.get(&edit_of(&live.to_string())).await.expect(200).body;
        assert!(!form.contains("data-draft=") && !form.contains("data-autosave"), "{form}");
    }
}

both_databases! {
    async fn what_another_page_wrote_is_not_overwritten(app: TestApp) {
        app.category("wood").await;
        let mut maker = app.maker().await;
        let id = &Uuid::now_v7().to_string();
        autosave(&mut maker, NEW, "first", "", &[("id", id), ("title", "電話で書いた箱")]).await.expect(200);
        let path = edit_of(id);
        let (phone, seen) = opened(&mut maker, id).await;
        app.clock.advance(TimeDelta::seconds(5));
        let (tablet, seen_there) = opened(&mut maker, id).await;
        assert_ne!(phone, tablet);
        // The page that writes may go on, also when it never learnt of its answers.
        for words in ["タブレットの箱", "タブレットの大きな箱"] {
            autosave(&mut maker, &path, &tablet, &seen_there, &[("id", id), ("title", words)]).await.expect(200);
            app.clock.advance(TimeDelta::seconds(5));
        }
        autosave(&mut maker, &path, &phone, &seen, &[("id", id), ("title", "電話の箱")]).await.expect(409);
        autosave(&mut maker, NEW, "another", "", &[("id", id), ("title", "電話の箱")]).await.expect(409);
        // A button too: what was typed is shown again, and stands once it is pressed again.
        let press = |page: &str, seen: &str| {
            [("id", id.clone()), ("title", "電話の箱".into()), ("form_page", page.into()), ("form_seen", seen.into())]
        };
        let fields = press(&phone, &seen);
        let fields: Vec<_> = fields.iter().map(|(name, value)| (*name, value.as_str())).collect();
        let photo = picture::jpeg(64, 48);
        let files = [("photo", "IMG.JPG", "image/jpeg", photo.as_slice())];
        let refused = maker.post_multipart(&path, &fields, &files).await.expect(409).body;
        assert!(refused.contains("ほかの画面で書きかえられました") && refused.contains("value=\"電話の箱\""), "{refused}");
        assert!(refused.contains("保存されている内容を読み込む"));
        let row = listing(&app, id).await;
        assert_eq!(row.title, "タブレットの大きな箱");
        assert!(app.photos_of(row.id).await.is_empty(), "nor is the photo added");
        let of = |name: &str| refused.split(&format!("{name}=\"")).nth(1).and_then(|rest| rest.split('"').next()).expect("in the form");
        let fields = press(of("data-draft"), of("data-seen"));
        let fields: Vec<_> = fields.iter().map(|(name, value)| (*name, value.as_str())).collect();
        maker.post_multipart(&path, &fields, &[]).await.expect(303);
        assert_eq!(listing(&app, id).await.title, "電話の箱");
        // Without the script the last one who saves is right.
        maker.post_multipart(&path, &[("title", "どこかの箱")], &[]).await.expect(303);
        assert_eq!(listing(&app, id).await.title, "どこかの箱");
    }
}

both_databases! {
    async fn captions_and_the_order_of_photos_are_kept(app: TestApp) {
        app.category("wood").await;
        let mut maker = app.maker().await;
        let id = &Uuid::now_v7().to_string();
        let mut path = NEW.to_owned();
        for width in [64, 72, 80] {
            let photo = picture::jpeg(width, 48);
            let files = [("photo", "IMG.JPG", "image/jpeg", photo.as_slice())];
            maker.post_multipart(&path, &[("id", id), ("action", "photo")], &files).await.expect(303);
            path = edit_of(id);
        }
        let product = listing(&app, id).await.id;
        let ids: Vec<_> = app.photos_of(product).await.into_iter().map(|photo| photo.id).collect();
        let caption = format!("caption-{}", ids[0]);
        let stranger = format!("caption-{}", Uuid::now_v7());
        autosave(&mut maker, &path, "a", "", &[("id", id), (&caption, "ふた"), (&stranger, "x")]).await.expect(409);
        let (page, seen) = opened(&mut maker, id).await;
        autosave(&mut maker, &path, &page, &seen, &[("id", id), (&caption, "ふた"), (&stranger, "x")]).await.expect(200);
        let order = format!("to3-{}", ids[0]);
        maker.post_multipart(&path, &[("id", id), (&caption, "ふた"), ("action", &order)], &[]).await.expect(303);
        let now = app.photos_of(product).await;
        assert_eq!(now.iter().map(|photo| photo.id).collect::<Vec<_>>(), [ids[1], ids[2], ids[0]]);
        assert_eq!(now[2].caption, "ふた");
        // A photo that is not of this listing is put nowhere.
        let order = format!("to1-{}", Uuid::now_v7());
        maker.post_multipart(&path, &[("id", id), ("action", &order)], &[]).await.expect(303);
        assert_eq!(app.photos_of(product).await.len(), 3);
    }
}
