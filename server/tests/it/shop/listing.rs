//! A maker writes, hands in, takes back.

use std::collections::BTreeSet;

use chrono::TimeDelta;
use domain::{
    CategoryId, DomainError,
    shop::{Details, ListingDraft, NUMBER_FIRST, PhotoAct, ProductError, ProductStatus},
};
use store::Error;
use uuid::Uuid;

use super::{coaster, photo_files};
use crate::support::{Kind, TestApp};

both_databases! {
    async fn a_listing_goes_from_draft_to_the_staff_and_back(app: TestApp) {
        let category = app.category("wood").await;
        let (cx, maker) = app.some_maker("木暖工房").await;
        let id = cx.new_id();
        let draft = ListingDraft { category_id: Some(category), ..coaster() };
        app.store.product_save(&cx, &maker, id, &draft).await.expect("draft");
        app.store.product_save(&cx, &maker, id, &draft).await.expect("the same again");
        assert_eq!(app.product_count().await, 1);
        let listing = app.store.product_listing(&cx, &maker, id).await.expect("listing");
        assert_eq!((listing.draft, listing.number, listing.status), (draft, NUMBER_FIRST, ProductStatus::Draft));

        let problems = app.store.product_submit(&cx, &maker, id).await;
        assert!(matches!(problems, Err(Error::Domain(DomainError::Listing(list))) if list == [ProductError::PhotoMissing]));
        app.store.photo_add(&cx, &maker, id, photo_files(), &*app.state.images).await.expect("photo");
        app.store.product_submit(&cx, &maker, id).await.expect("handed in");
        assert_eq!(app.status_of(id).await, ProductStatus::Submitted);

        let refusals = [
            app.store.product_save(&cx, &maker, id, &coaster()).await,
            app.store.product_submit(&cx, &maker, id).await,
            app.store.photo_add(&cx, &maker, id, photo_files(), &*app.state.images).await.map(drop),
        ];
        for refusal in refusals {
            assert!(matches!(refusal, Err(Error::Domain(DomainError::Product(ProductError::NotEditable)))), "{refusal:?}");
        }
        assert_eq!(app.store.product_withdraw(&cx, &maker, id).await.expect("back"), ProductStatus::Draft);
        assert_eq!(app.store.product_withdraw(&cx, &maker, id).await.expect("again"), ProductStatus::Draft);
    }
}

both_databases! {
    async fn everything_that_is_wrong_is_named_at_once(app: TestApp) {
        app.category("wood").await;
        let (cx, maker) = app.some_maker("糸と野原").await;
        let id = cx.new_id();
        let draft = ListingDraft { description: "あ".repeat(2001), price_yen: 5, ..ListingDraft::default() };
        app.store.product_save(&cx, &maker, id, &draft).await.expect("a draft may be incomplete");
        let Err(Error::Domain(DomainError::Listing(problems))) = app.store.product_submit(&cx, &maker, id).await else { panic!("was taken") };
        assert_eq!(problems.len(), 6, "{problems:?}");
        assert_eq!(app.status_of(id).await, ProductStatus::Draft);
        let kept = app.store.product_listing(&cx, &maker, id).await.expect("listing");
        assert_eq!(kept.draft.description.chars().count(), 2001, "the draft keeps what was typed");
    }
}

both_databases! {
    async fn drafts_hold_whatever_was_typed(app: TestApp) {
        app.category("first").await;
        app.category("second").await;
        let (cx, maker) = app.some_maker("布ばこ").await;
        let id = cx.new_id();
        let draft = ListingDraft {
            title: "  a\0b\u{7}c\nd ".into(),
            description: "一行目\r\n二行目\0".into(),
            category_id: Some(CategoryId(Uuid::now_v7())),
            price_yen: -5,
            stock: 40,
            stock_seen: None,
            one_of_a_kind: true,
            equipment_type_id: Some(domain::EquipmentTypeId(Uuid::now_v7())),
            details: Details { care: " 洗\0う\r\n干す ".into(), size: "a\nb".into(), ..Details::default() },
            selling: domain::shop::Selling::default(),
            safety: Vec::new(),
            page: None,
            tags: vec![domain::TagId(Uuid::now_v7())],
        };
        app.store.product_save(&cx, &maker, id, &draft).await.expect("draft");
        let kept = app.store.product_listing(&cx, &maker, id).await.expect("listing").draft;
        assert_eq!((kept.title.as_str(), kept.description.as_str()), ("a b c d", "一行目\n二行目"));
        assert_eq!((kept.category_id, kept.equipment_type_id), (None, None), "nobody chose them");
        assert_eq!((kept.details.care.as_str(), kept.details.size.as_str()), ("洗う\n干す", "a b"));
        assert_eq!(kept.tags, [], "there is no such tag");
        assert_eq!((kept.price_yen, kept.stock), (0, 1), "a piece that is one of a kind is one");
    }
}

both_databases! {
    async fn others_products_do_not_exist(app: TestApp) {
        app.category("wood").await;
        let (cx, maker) = app.some_maker("木端工房").await;
        let (id, _) = app.draft_with_photo(&cx, &maker, &coaster()).await;
        let (other_cx, other) = app.some_maker("十字花").await;
        let before = app.product_row(id).await;
        let outcomes = [
            app.store.product_save(&other_cx, &other, id, &ListingDraft::default()).await,
            app.store.product_submit(&other_cx, &other, id).await,
            app.store.product_withdraw(&other_cx, &other, id).await.map(drop),
            app.store.product_listing(&other_cx, &other, id).await.map(drop),
            app.store.photo_add(&other_cx, &other, id, photo_files(), &*app.state.images).await.map(drop),
        ];
        for outcome in outcomes {
            assert!(matches!(outcome, Err(Error::Domain(DomainError::NotFound))), "{outcome:?}");
        }
        assert_eq!(app.product_row(id).await, before);
        assert!(app.store.products_mine(&other_cx, &other, 1).await.expect("list").items.is_empty());
    }
}

both_databases! {
    async fn numbers_are_given_once(app: TestApp) {
        app.category("wood").await;
        let (cx, maker) = app.some_maker("こもれび製作所").await;
        let tasks: Vec<_> = (0..12)
            .map(|_| {
                let (app, cx, maker) = (app.clone(), cx.clone(), maker.clone());
                tokio::spawn(async move {
                    let id = cx.new_id();
                    app.store.product_save(&cx, &maker, id, &coaster()).await.expect("draft");
                    app.product_row(id).await.number
                })
            })
            .collect();
        let mut numbers = BTreeSet::new();
        for task in tasks {
            numbers.insert(task.await.expect("no panic"));
        }
        assert_eq!(numbers, (NUMBER_FIRST..NUMBER_FIRST + 12).collect());
    }
}

#[tokio::test]
async fn the_makers_list_is_paged_with_the_last_change_first() {
    let app = TestApp::new(Kind::Sqlite).await;
    app.category("wood").await;
    let (cx, maker) = app.some_maker("ひだまり舎").await;
    for n in 0..21 {
        let cx = store::Cx { now: cx.now + TimeDelta::seconds(n), ..cx.clone() };
        let draft = ListingDraft { title: format!("作品{n}"), ..coaster() };
        app.store.product_save(&cx, &maker, cx.new_id(), &draft).await.expect("draft");
    }
    let first = app.store.products_mine(&cx, &maker, 1).await.expect("list");
    assert_eq!((first.items.len(), first.has_next, first.items[0].title.as_str()), (20, true, "作品20"));
    let second = app.store.products_mine(&cx, &maker, 2).await.expect("list");
    assert_eq!((second.items.len(), second.has_next), (1, false));
    assert!(app.store.products_mine(&cx, &maker, 999_999).await.expect("list").items.is_empty());
}

#[tokio::test]
async fn a_photo_that_is_taken_away_is_shown_no_more() {
    let app = TestApp::new(Kind::Sqlite).await;
    app.category("wood").await;
    let (cx, maker) = app.some_maker("ひだまり舎").await;
    let (id, first) = app.draft_with_photo(&cx, &maker, &coaster()).await;
    let second = app.store.photo_add(&cx, &maker, id, photo_files(), &*app.state.images).await.expect("photo");
    let rows = app.photos_of(id).await;
    assert_eq!(rows.iter().map(|row| row.id).collect::<Vec<_>>(), [first, second]);
    let act = Some(PhotoAct::Remove(first));
    app.store.photos_arrange(&cx, &maker, id, &[(second, " 裏は麻\n".into())], act).await.expect("taken away");
    let rows = app.photos_of(id).await;
    assert_eq!(rows.iter().map(|row| (row.id, row.caption.as_str())).collect::<Vec<_>>(), [(second, "裏は麻")]);
    assert!(
        matches!(app.store.photo_view(&cx, first).await, Err(Error::Domain(DomainError::NotFound))),
        "the first is shown no more"
    );
}
