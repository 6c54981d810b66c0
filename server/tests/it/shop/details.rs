//! What a listing says beside its story: materials and the rest, tags, several photos with captions.

use domain::{
    PhotoId, TagId,
    shop::{
        Decision, Details, ListingDraft, PHOTOS_MAX, PhotoAct, PhotoRef, ProductError, ReviewCmd, TAGS_PER_PRODUCT_MAX,
        TargetAge,
    },
};
use store::{Cx, shop::PhotoView};

use super::{coaster, photo_files};
use crate::{
    operator_rules::audited,
    shop::picture,
    support::{Client, Kind, TestApp},
};

fn cypress() -> Details {
    Details {
        materials: "ヒノキ".into(),
        size: "9×9 cm".into(),
        weight_grams: Some(1200),
        care: String::new(),
        target_age: Some(TargetAge::FromThree),
    }
}

/// The operator, and the tags that they added.
async fn tags(app: &TestApp, names: &[&str]) -> (Client, Vec<TagId>) {
    let mut operator = app.operator().await;
    for name in names {
        operator.post_form("/operator/shop/tags", &[("name_ja", name), ("name_en", "")]).await.expect(303);
    }
    (operator, app.store.tags().await.expect("tags").into_iter().map(|tag| tag.id).collect())
}

fn ids(photos: &[PhotoRef]) -> Vec<PhotoId> {
    photos.iter().map(|photo| photo.id).collect()
}

both_databases! {
    async fn details_and_tags_reach_the_shop_once_the_staff_have_seen_them(app: TestApp) {
        app.category("wood").await;
        let (_, all) = tags(&app, &["地域資源", "贈りもの"]).await;
        let (cx, maker) = app.some_maker("木暖工房").await;
        let draft = ListingDraft { details: cypress(), tags: vec![all[0]], ..coaster() };
        let (id, number) = app.published(&cx, &maker, &draft).await;
        let page = app.visitor().get(&format!("/shop/{number}")).await.expect(200).body;
        for words in ["ヒノキ", "9×9 cm", "1,200 g", "3歳から", "地域資源"] {
            assert!(page.contains(words), "{words}");
        }
        assert!(!page.contains("贈りもの") && !page.contains("お手入れ"), "nothing is said about care");

        let form = app.store.product_listing(&cx, &maker, id).await.expect("listing").draft;
        assert_eq!((form.details.clone(), form.tags.clone()), (cypress(), vec![all[0]]));
        let details = Details { materials: "クルミ".into(), ..cypress() };
        let changed = ListingDraft { details: details.clone(), tags: vec![all[1]], ..form.clone() };
        app.store.product_save(&cx, &maker, id, &changed).await.expect("saved");
        app.store.product_submit(&cx, &maker, id).await.expect("handed in");
        let listing = app.store.product_listing(&cx, &maker, id).await.expect("listing");
        assert_eq!((listing.draft.details, listing.draft.tags), (details, vec![all[1]]), "as the maker wrote it last");
        let page = app.visitor().get(&format!("/shop/{number}")).await.expect(200).body;
        assert!(page.contains("地域資源") && !page.contains("クルミ"), "the shop waits");

        let (staff_cx, staff) = app.some_staff().await;
        let review = app.store.review_product(&staff_cx, &staff, id).await.expect("review");
        let change = review.change.expect("a change");
        assert_eq!((change.details.materials.as_str(), change.tags.len(), change.photos), ("クルミ", 1, None));
        let cmd = ReviewCmd { product_id: id, decision: Decision::Approved, note: String::new(), seen: review.seen };
        app.store.product_review(&staff_cx, &staff, &cmd).await.expect("approved");
        let page = app.visitor().get(&format!("/shop/{number}")).await.expect(200).body;
        assert!(page.contains("クルミ") && page.contains("贈りもの") && !page.contains("地域資源"));

        let address = format!("href=\"/shop/ヒノキのコースター-{number}");
        for (query, found) in [
            ("tag=tag-2", true),
            ("tag=tag", false),
            ("q=%E3%82%AF%E3%83%AB%E3%83%9F", true),
            ("q=%E8%B4%88%E3%82%8A", true),
            ("q=%E5%9C%B0%E5%9F%9F", false),
        ] {
            let body = app.visitor().get(&format!("/shop?{query}")).await.expect(200).body;
            assert_eq!(body.contains("合う作品はありません"), !found, "{query}");
            assert!(!found || body.contains(&address), "{query}");
        }
        app.visitor().get("/shop?tag=none").await.expect(404);
        app.leave_jobs();
    }
}

both_databases! {
    async fn what_is_wrong_with_details_and_tags_is_said_when_they_are_handed_in(app: TestApp) {
        app.category("wood").await;
        let names: Vec<String> = (1..=9).map(|n| format!("タグ{n}")).collect();
        let (_, all) = tags(&app, &names.iter().map(String::as_str).collect::<Vec<_>>()).await;
        let (cx, maker) = app.some_maker("木暖工房").await;
        let details = Details { size: "あ".repeat(101), weight_grams: Some(100_001), ..cypress() };
        let (id, _) = app.draft_with_photo(&cx, &maker, &ListingDraft { details, tags: all, ..coaster() }).await;
        let problems = app.store.product_problems(&maker, id).await.expect("problems");
        assert_eq!(problems.len(), 3, "{problems:?}");
        assert!(problems.contains(&ProductError::TooManyTags { max: TAGS_PER_PRODUCT_MAX }));
    }
}

both_databases! {
    async fn an_ended_tag_stays_where_it_is(app: TestApp) {
        app.category("wood").await;
        let (mut operator, all) = tags(&app, &["地域資源", "贈りもの"]).await;
        let (cx, maker) = app.some_maker("木暖工房").await;
        let draft = ListingDraft { tags: vec![all[0]], ..coaster() };
        let (id, number) = app.published(&cx, &maker, &draft).await;
        let at = format!("/operator/shop/tags/{}", all[0]);
        operator.post_form(&format!("{at}/end"), &[]).await.expect(303);
        operator.post_form(&at, &[("name_ja", "まちの資源"), ("name_en", "")]).await.expect(303);
        operator.post_form(&format!("{at}/shift"), &[("to", "down")]).await.expect(303);
        assert!(app.visitor().get(&format!("/shop/{number}")).await.body.contains("まちの資源"));
        let form = app.store.product_listing(&cx, &maker, id).await.expect("listing").draft;
        app.store.product_save(&cx, &maker, id, &ListingDraft { tags: all.clone(), ..form }).await.expect("saved");
        assert_eq!(app.store.product_listing(&cx, &maker, id).await.expect("listing").draft.tags.len(), 2);
        let (other, _) = app.draft_with_photo(&cx, &maker, &ListingDraft { tags: all.clone(), ..coaster() }).await;
        let tags = app.store.product_listing(&cx, &maker, other).await.expect("listing").draft.tags;
        assert_eq!(tags, [all[1]], "a new piece does not get it");
        let page = operator.get("/operator/shop/tags").await.expect(200).body;
        assert!(page.find("贈りもの").expect("there") < page.find("まちの資源").expect("renamed"), "in their order");
        let refused = operator.post_form("/operator/shop/tags", &[("name_ja", ""), ("name_en", "Glass")]).await;
        assert!(refused.expect(422).body.contains("value=\"Glass\""));
        for action in ["tag.change", "tag.order", "tag.end"] {
            assert_eq!(audited(&app, action).await, 1, "{action}");
        }
        assert!(operator.get("/operator/audit?kind=shop").await.expect(200).body.contains("まちの資源"));
        app.leave_jobs();
    }
}

both_databases! {
    async fn a_category_speaks_of_care_where_the_maker_does_not(app: TestApp) {
        let category = app.category("wood").await;
        let mut operator = app.operator().await;
        let (cx, maker) = app.some_maker("木暖工房").await;
        let (_, silent) = app.published(&cx, &maker, &coaster()).await;
        let details = Details { care: "蜜ろうで磨いてください".into(), ..Details::default() };
        let (_, speaks) = app.published(&cx, &maker, &ListingDraft { details, ..coaster() }).await;
        let care = [("name_ja", "木もの"), ("name_en", "Wood"), ("care_ja", "水につけないで\r\nください"), ("care_en", "")];
        operator.post_form(&format!("/operator/shop/categories/{category}"), &care).await.expect(303);
        let page = async |number| app.visitor().get(&format!("/shop/{number}")).await.expect(200).body;
        assert!(page(silent).await.contains("水につけないで"));
        let page = page(speaks).await;
        assert!(page.contains("蜜ろうで磨いて") && !page.contains("水につけないで"));
        app.leave_jobs();
    }
}

both_databases! {
    async fn photos_of_a_live_listing_change_after_a_look(app: TestApp) {
        app.category("wood").await;
        let (cx, maker) = app.some_maker("木暖工房").await;
        let (id, _) = app.published(&cx, &maker, &coaster()).await;
        let add = async || app.store.photo_add(&cx, &maker, id, photo_files(), &*app.state.images).await;
        let first = app.photos_of(id).await[0].id;
        let second = add().await.expect("added");
        let listing = async || app.store.product_listing(&cx, &maker, id).await.expect("listing");
        assert_eq!((ids(&listing().await.photos), listing().await.change.is_some()), (vec![first, second], true));
        let arrange = async |act| app.store.photos_arrange(&cx, &maker, id, &[], Some(act)).await.expect("arranged");
        arrange(PhotoAct::Remove(second)).await;
        assert_eq!(listing().await.change, None, "as it was: nothing to look at");

        let third = add().await.expect("added");
        arrange(PhotoAct::Cover(third)).await;
        let captions = [(first, "表".to_owned()), (third, "裏".to_owned())];
        app.store.photos_arrange(&cx, &maker, id, &captions, None).await.expect("captions");
        assert_eq!(ids(&listing().await.photos), [third, first]);
        assert_eq!(app.photos_of(id).await.iter().map(|row| row.id).collect::<Vec<_>>(), [first], "the shop waits");
        assert_eq!(app.store.photo_view(&app.cx(), first).await.expect("in the shop"), PhotoView::Public);
        assert!(app.store.photo_view(&app.cx(), third).await.is_err(), "nobody else sees the new one");
        app.store.product_submit(&cx, &maker, id).await.expect("handed in");

        let (staff_cx, staff) = app.some_staff().await;
        let review = app.store.review_product(&staff_cx, &staff, id).await.expect("review");
        assert_eq!(review.change.expect("a change").photos.map(|photos| ids(&photos)), Some(vec![third, first]));
        let cmd = ReviewCmd { product_id: id, decision: Decision::Approved, note: String::new(), seen: review.seen };
        app.store.product_review(&staff_cx, &staff, &cmd).await.expect("approved");
        let rows: Vec<_> = app.photos_of(id).await.into_iter().map(|row| (row.id, row.caption)).collect();
        assert_eq!(rows, [(third, "裏".to_owned()), (first, "表".to_owned())]);

        // Without any it does not reach the staff.
        arrange(PhotoAct::Remove(third)).await;
        arrange(PhotoAct::Remove(first)).await;
        assert_eq!(app.store.product_problems(&maker, id).await.expect("problems"), [ProductError::PhotoMissing]);
        app.leave_jobs();
    }
}

both_databases! {
    async fn photos_are_twelve_at_most_and_the_makers_own(app: TestApp) {
        app.category("wood").await;
        let (cx, maker) = app.some_maker("木暖工房").await;
        let (id, first) = app.draft_with_photo(&cx, &maker, &coaster()).await;
        for _ in 1..PHOTOS_MAX {
            app.store.photo_add(&cx, &maker, id, photo_files(), &*app.state.images).await.expect("room");
        }
        let refused = app.store.photo_add(&cx, &maker, id, photo_files(), &*app.state.images).await;
        let expected = domain::DomainError::Product(ProductError::TooManyPhotos { max: PHOTOS_MAX });
        assert!(matches!(&refused, Err(store::Error::Domain(why)) if *why == expected), "{refused:?}");
        let (other_cx, other) = app.some_maker("布ばこ").await;
        let act = Some(PhotoAct::Remove(first));
        assert!(app.store.photos_arrange(&other_cx, &other, id, &[], act).await.is_err());
        assert_eq!(app.photos_of(id).await.len(), PHOTOS_MAX);
    }
}

#[tokio::test]
async fn photos_are_put_in_order_from_the_form() {
    let app = TestApp::new(Kind::Sqlite).await;
    let mut maker = app.maker().await;
    let category = app.category("wood").await.to_string();
    let photo = picture::jpeg(64, 48);
    let files = [("photo", "a.jpg", "image/jpeg", photo.as_slice())];
    let second = picture::jpeg(80, 48);
    let others = [("photo", "b.jpg", "image/jpeg", second.as_slice())];
    let words =
        |act| [("title", "箱"), ("category", category.as_str()), ("price", "2400"), ("kind", "one"), ("action", act)];
    let made = maker.post_multipart("/me/products/new", &words("photo"), &files).await.expect(303);
    let edit = made.location().split('#').next().expect("an address").to_owned();
    assert!(made.location().ends_with("/edit#photos") && maker.get(&edit).await.expect(200).body.contains("1 / 12枚"));
    maker.post_multipart(&edit, &words("photo"), &others).await.expect(303);
    let id: domain::ProductId = edit.split('/').nth(3).expect("an id").parse().expect("an id");
    let rows = app.photos_of(id).await;
    let (up, caption) = (format!("up-{}", rows[1].id), format!("caption-{}", rows[1].id));
    let fields = words(&up).into_iter().chain([(caption.as_str(), "裏は麻")]).collect::<Vec<_>>();
    maker.post_multipart(&edit, &fields, &[]).await.expect(303);
    let after = app.photos_of(id).await;
    assert_eq!((after[0].id, after[0].caption.as_str()), (rows[1].id, "裏は麻"));
    // Without a photo there is nothing to add, and nothing is lost.
    let refused = maker.post_multipart(&edit, &words("photo"), &[]).await.expect(422).body;
    assert!(refused.contains("value=\"箱\"") && refused.contains("href=\"#f-photo\""));
    let bad = [("photo", "a.jpg", "image/jpeg", b"no photo".as_slice())];
    let refused = maker.post_multipart(&edit, &words("photo"), &bad).await.expect(422).body;
    assert!(refused.contains("2 / 12枚") && refused.contains("href=\"#f-photo\""));
}

both_databases! {
    async fn what_is_done_with_photos_changes_no_number_of_a_live_listing(app: TestApp) {
        app.category("wood").await;
        let mut client = app.maker().await;
        let identity = app.store.identity(client.account_id()).await.expect("read").expect("there");
        let cx = Cx { actor: identity.actor(), ..app.cx() };
        let maker = cx.actor.maker().expect("a maker");
        let (id, _) = app.published(&cx, &maker, &coaster()).await;
        let photo = picture::jpeg(64, 48);
        let files = [("photo", "a.jpg", "image/jpeg", photo.as_slice())];
        let words = [("title", "書きかけ"), ("price", "9,999"), ("kind", "several"), ("stock", "7"), ("stock_seen", "3"), ("action", "photo")];
        let edit = format!("/me/products/{id}/edit");
        let page = client.post_multipart(&edit, &words, &files).await.expect(200).body;
        assert!(page.contains("value=\"書きかけ\"") && page.contains("value=\"9,999\"") && page.contains("2 / 12枚"));
        let row = app.product_row(id).await;
        assert_eq!((row.title.as_str(), row.price_yen.0), ("ヒノキのコースター", 2400));
        let listing = app.store.product_listing(&cx, &maker, id).await.expect("listing");
        assert_eq!((listing.draft.title.as_str(), listing.draft.stock), ("ヒノキのコースター", 3));
        app.leave_jobs();
    }
}
