//! A listing that is in the shop changes: numbers at once, words and photo once the staff have seen them.

use chrono::TimeDelta;
use domain::{
    DomainError, Maker, PhotoId, ProductId, Staff,
    register::{CartLine, RecordSale, Tender},
    shop::{Decision, ListingDraft, PhotoRef, ProductError, ProductStatus, ReviewCmd},
};
use sea_orm::{EntityTrait, QueryOrder};
use store::{
    Cx, Error,
    entity::{audit_entry, product_price},
    shop::PhotoView,
};

use super::{coaster, photo_files};
use crate::support::{Kind, TestApp};

/// A piece in the shop, its maker, and staff.
struct Live {
    cx: Cx,
    maker: Maker,
    staff_cx: Cx,
    staff: Staff,
    id: ProductId,
    number: i64,
}

impl Live {
    async fn new(app: &TestApp) -> Live {
        app.category("wood").await;
        let (cx, maker) = app.some_maker("木暖工房").await;
        let (id, number) = app.published(&cx, &maker, &coaster()).await;
        let (staff_cx, staff) = app.some_staff().await;
        let later = cx.now + TimeDelta::minutes(1);
        Live { cx: Cx { now: later, ..cx }, maker, staff_cx: Cx { now: later, ..staff_cx }, staff, id, number }
    }

    /// The form as it is shown now.
    async fn form(&self, app: &TestApp) -> ListingDraft {
        app.store.product_listing(&self.cx, &self.maker, self.id).await.expect("listing").draft
    }

    async fn save(&self, app: &TestApp, draft: &ListingDraft) -> store::Result<()> {
        app.store.product_save(&self.cx, &self.maker, self.id, draft).await?;
        app.store.product_submit(&self.cx, &self.maker, self.id).await
    }

    async fn new_photo(&self, app: &TestApp) -> PhotoId {
        let photo = app.store.photo_add(&self.cx, &self.maker, self.id, photo_files(), &*app.state.images).await;
        photo.expect("photo")
    }

    async fn decide(&self, app: &TestApp, decision: Decision, note: &str) -> store::Result<()> {
        let seen = app.store.review_product(&self.staff_cx, &self.staff, self.id).await?.seen;
        let cmd = ReviewCmd { product_id: self.id, decision, note: note.to_owned(), seen };
        app.store.product_review(&self.staff_cx, &self.staff, &cmd).await
    }

    /// One piece is sold at the counter.
    async fn sell(&self, app: &TestApp, key: &str) {
        let lines = vec![CartLine { product_number: self.number, quantity: 1 }];
        let tender = Tender::Cashless;
        let cmd = RecordSale {
            lines,
            orders: Vec::new(),
            tender,
            tendered: domain::Yen::ZERO,
            confirmed: None,
            correction: None,
            idempotency_key: key.to_owned(),
        };
        app.store.sale_record(&self.staff_cx, &self.staff, &cmd).await.expect("sold");
    }

    /// What visitors see: title, price, pieces.
    async fn shown(&self, app: &TestApp) -> (String, i64, i64) {
        let page = app.store.product_page(&app.cx(), self.number).await.expect("a page");
        (page.title, page.price.0, page.available)
    }
}

/// What the log says was done beside the first approval, in the order of words: one moment has no order.
async fn actions(app: &TestApp) -> Vec<String> {
    let rows = audit_entry::Entity::find().order_by_asc(audit_entry::Column::Action).all(app.db().read()).await;
    rows.expect("entries").into_iter().map(|row| row.action).filter(|action| action != "product.approve").collect()
}

both_databases! {
    async fn price_and_pieces_change_at_once(app: TestApp) {
        let live = Live::new(&app).await;
        let form = live.form(&app).await;
        live.save(&app, &ListingDraft { price_yen: 2600, stock: 5, ..form.clone() }).await.expect("saved");
        assert_eq!(live.shown(&app).await, ("ヒノキのコースター".to_owned(), 2600, 5));
        let prices = product_price::Entity::find().order_by_asc(product_price::Column::FromAt).all(app.db().read()).await;
        let prices: Vec<i64> = prices.expect("prices").iter().map(|row| row.price_yen.0).collect();
        assert_eq!(prices, [2400, 2600], "the old price is kept with its time");
        assert_eq!(actions(&app).await, ["product.price", "product.stock"]);
        let queue = app.store.review_queue(&live.staff_cx, &live.staff, 1).await.expect("queue");
        assert!(queue.items.is_empty(), "the staff have nothing to look at");
        // The same again says nothing new.
        live.save(&app, &ListingDraft { price_yen: 2600, stock: 5, stock_seen: Some(5), ..form.clone() }).await.expect("saved");
        assert_eq!(actions(&app).await.len(), 2);

        let wrong = ListingDraft { price_yen: 5, stock: 5000, ..form };
        let refused = live.save(&app, &wrong).await;
        let Err(Error::Domain(DomainError::Listing(problems))) = refused else { panic!("{refused:?}") };
        assert_eq!(problems.len(), 2, "{problems:?}");
        assert_eq!(live.shown(&app).await.1, 2600, "nothing changed");
    }
}

both_databases! {
    /// What was sold while the form was open is not brought back by it.
    async fn a_form_does_not_bring_back_what_was_sold(app: TestApp) {
        let live = Live::new(&app).await;
        let form = live.form(&app).await;
        assert_eq!(form.stock_seen, Some(3));
        live.sell(&app, "first").await;
        live.save(&app, &ListingDraft { price_yen: 2500, ..form.clone() }).await.expect("the number was left alone");
        assert_eq!(live.shown(&app).await.2, 2);
        let refused = live.save(&app, &ListingDraft { stock: 4, ..form.clone() }).await;
        assert!(matches!(refused, Err(Error::Domain(DomainError::Product(ProductError::StockChanged { on_hand: 2 })))), "{refused:?}");
        assert_eq!(live.shown(&app).await.2, 2);
        live.save(&app, &ListingDraft { stock: 4, ..live.form(&app).await }).await.expect("counted again");
        assert_eq!(live.shown(&app).await.2, 4);

        // The control: without the number that was seen, the sold piece comes back.
        let form = live.form(&app).await;
        live.sell(&app, "second").await;
        live.save(&app, &ListingDraft { stock_seen: None, ..form }).await.expect("saved");
        assert_eq!(live.shown(&app).await.2, 4);
    }
}

both_databases! {
    async fn words_and_photo_wait_for_the_staff(app: TestApp) {
        let live = Live::new(&app).await;
        let old_photo = app.photos_of(live.id).await[0].id;
        let form = live.form(&app).await;
        let changed = ListingDraft { title: "ヒノキの鍋しき".into(), price_yen: 2600, ..form };
        app.store.product_save(&live.cx, &live.maker, live.id, &changed).await.expect("saved");
        let photo = live.new_photo(&app).await;
        app.store.product_submit(&live.cx, &live.maker, live.id).await.expect("handed in");

        assert_eq!(live.shown(&app).await, ("ヒノキのコースター".to_owned(), 2600, 3), "the price is new, the words are not");
        assert_eq!(app.photos_of(live.id).await[0].id, old_photo);
        assert!(app.store.photo_view(&app.cx(), photo).await.is_err(), "nobody else sees the new photo");
        assert_eq!(app.store.photo_view(&live.staff_cx, photo).await.expect("staff"), PhotoView::Private);
        let queue = app.store.review_queue(&live.staff_cx, &live.staff, 1).await.expect("queue");
        assert_eq!((queue.items[0].title.as_str(), queue.items[0].of_change), ("ヒノキの鍋しき", true));
        let review = app.store.review_product(&live.staff_cx, &live.staff, live.id).await.expect("review");
        let change = review.change.expect("a change");
        assert_eq!((review.product.title.as_str(), change.title.as_str()), ("ヒノキのコースター", "ヒノキの鍋しき"));
        let ids = |photos: Vec<PhotoRef>| photos.into_iter().map(|photo| photo.id).collect::<Vec<_>>();
        assert_eq!(change.photos.map(ids), Some(vec![old_photo, photo]));

        live.decide(&app, Decision::Approved, "").await.expect("approved");
        assert_eq!(live.shown(&app).await, ("ヒノキの鍋しき".to_owned(), 2600, 3));
        assert_eq!(app.photos_of(live.id).await.iter().map(|row| row.id).collect::<Vec<_>>(), [old_photo, photo]);
        assert_eq!(app.store.photo_view(&app.cx(), photo).await.expect("public"), PhotoView::Public);
        assert_eq!(app.participations(live.maker.account_id).await.len(), 1, "no second participation");
        app.run_jobs().await;
        let mail = app.mails().pop().expect("a mail");
        assert!(mail.subject.contains("変更がお店に出ました"), "{}", mail.subject);
    }
}

both_databases! {
    async fn a_returned_change_leaves_the_shop_as_it_was(app: TestApp) {
        let live = Live::new(&app).await;
        let form = live.form(&app).await;
        live.save(&app, &ListingDraft { title: "日本一のコースター".into(), ..form }).await.expect("saved");
        live.decide(&app, Decision::Returned, "「日本一」は書けません").await.expect("returned");
        assert_eq!(live.shown(&app).await.0, "ヒノキのコースター");
        assert_eq!(app.status_of(live.id).await, ProductStatus::Published);
        let listing = app.store.product_listing(&live.cx, &live.maker, live.id).await.expect("listing");
        assert_eq!((listing.change, listing.note.as_str()), (Some(ProductStatus::Returned), "「日本一」は書けません"));
        assert_eq!(listing.draft.title, "日本一のコースター", "what was written is still there");
        app.run_jobs().await;
        let mail = app.mails().pop().expect("a mail");
        assert!(mail.text.contains("「日本一」は書けません") && mail.text.contains("いまも前の内容が並んでいます"), "{}", mail.text);

        // Saved again as it stands, it is handed in again; then it is given up.
        live.save(&app, &listing.draft).await.expect("saved");
        let queue = app.store.review_queue(&live.staff_cx, &live.staff, 1).await.expect("queue");
        assert_eq!(queue.items.len(), 1);
        app.store.product_change_drop(&live.cx, &live.maker, live.id).await.expect("dropped");
        app.store.product_change_drop(&live.cx, &live.maker, live.id).await.expect("and again");
        assert_eq!(live.form(&app).await.title, "ヒノキのコースター");
        let decided = live.decide(&app, Decision::Approved, "").await;
        assert!(matches!(decided, Err(Error::Domain(DomainError::Product(ProductError::NotSubmitted)))), "{decided:?}");
    }
}

both_databases! {
    async fn nothing_unseen_takes_the_place_of_what_is_in_the_shop(app: TestApp) {
        let mut live = Live::new(&app).await;
        let form = live.form(&app).await;
        live.save(&app, &ListingDraft { title: "ひとつめ".into(), ..form.clone() }).await.expect("saved");
        let seen = app.store.review_product(&live.staff_cx, &live.staff, live.id).await.expect("review").seen;
        live.cx.now += TimeDelta::seconds(30);
        live.save(&app, &ListingDraft { title: "ふたつめ".into(), ..form.clone() }).await.expect("saved");
        let cmd = ReviewCmd { product_id: live.id, decision: Decision::Approved, note: String::new(), seen };
        let outcome = app.store.product_review(&live.staff_cx, &live.staff, &cmd).await;
        assert!(matches!(outcome, Err(Error::Domain(DomainError::Product(ProductError::ChangedMeanwhile)))), "{outcome:?}");
        assert_eq!(live.shown(&app).await.0, "ヒノキのコースター");

        // A change that says what the shop says is none.
        live.save(&app, &form).await.expect("saved");
        assert!(app.store.review_queue(&live.staff_cx, &live.staff, 1).await.expect("queue").items.is_empty());
        // One without a name does not reach the staff, and is kept.
        let refused = live.save(&app, &ListingDraft { title: String::new(), ..form }).await;
        assert!(matches!(&refused, Err(Error::Domain(DomainError::Listing(list))) if *list == [ProductError::TitleMissing]), "{refused:?}");
        let listing = app.store.product_listing(&live.cx, &live.maker, live.id).await.expect("listing");
        assert_eq!((listing.change, listing.draft.title.as_str()), (Some(ProductStatus::Draft), ""));
    }
}

both_databases! {
    async fn a_pause_takes_it_off_the_shelf_and_an_end_keeps_what_was_written(app: TestApp) {
        let live = Live::new(&app).await;
        let pause = async |paused| app.store.product_pause(&live.cx, &live.maker, live.id, paused).await;
        pause(true).await.expect("paused");
        pause(true).await.expect("and again");
        assert!(app.store.shop_page(&app.cx(), domain::shop::ShelfOf::All, 1).await.expect("shelf").tiles.is_empty());
        let gone = app.store.product_gone(&app.cx(), live.number).await.expect("read").expect("it was there");
        assert!(gone.paused && gone.title.is_some_and(|(ja, _)| ja == "ヒノキのコースター"));
        assert!(app.store.order_offer(&app.cx(), live.number).await.is_err(), "nobody reserves it");
        pause(false).await.expect("goes on");
        assert_eq!(live.shown(&app).await.2, 3);
        assert_eq!(actions(&app).await, ["product.pause", "product.resume"]);

        live.save(&app, &ListingDraft { title: "直した名前".into(), ..live.form(&app).await }).await.expect("saved");
        let photo = live.new_photo(&app).await;
        app.store.product_withdraw(&live.cx, &live.maker, live.id).await.expect("ended");
        let listing = app.store.product_listing(&live.cx, &live.maker, live.id).await.expect("listing");
        assert_eq!((listing.draft.title.as_str(), listing.photos.last().map(|photo| photo.id), listing.change), ("直した名前", Some(photo), None));
        let gone = app.store.product_gone(&app.cx(), live.number).await.expect("read").expect("it was there");
        assert_eq!((gone.paused, gone.title), (false, None), "nothing that the staff have not seen");
        let refused = pause(false).await;
        assert!(matches!(refused, Err(Error::Domain(DomainError::Product(ProductError::NotEditable)))), "{refused:?}");
    }
}

#[tokio::test]
async fn others_cannot_change_it() {
    let app = TestApp::new(Kind::Sqlite).await;
    let live = Live::new(&app).await;
    let (cx, other) = app.some_maker("十字花").await;
    let draft = ListingDraft { title: "盗んだ".into(), ..live.form(&app).await };
    let outcomes = [
        app.store.product_save(&cx, &other, live.id, &draft).await,
        app.store.product_pause(&cx, &other, live.id, true).await,
        app.store.product_change_drop(&cx, &other, live.id).await,
        app.store.photo_add(&cx, &other, live.id, photo_files(), &*app.state.images).await.map(drop),
    ];
    for outcome in outcomes {
        assert!(matches!(outcome, Err(Error::Domain(DomainError::NotFound))), "{outcome:?}");
    }
    assert_eq!(live.shown(&app).await, ("ヒノキのコースター".to_owned(), 2400, 3));
}

#[tokio::test]
async fn its_address_says_what_became_of_it() {
    let app = TestApp::new(Kind::Sqlite).await;
    let live = Live::new(&app).await;
    app.published(&live.cx, &live.maker, &ListingDraft { title: "ほかの作品".into(), price_yen: 3100, ..coaster() })
        .await;
    let (page, reserve) = (format!("/shop/{}", live.number), format!("/shop/{}/reserve", live.number));
    let mut visitor = app.visitor();
    app.store.product_pause(&live.cx, &live.maker, live.id, true).await.expect("paused");
    let paused = visitor.get(&page).await.expect(200);
    assert!(paused.body.contains("いまは販売していません") && !paused.body.contains("/reserve"));
    assert_eq!(visitor.get(&reserve).await.expect(303).location(), page);
    app.store.product_withdraw(&live.cx, &live.maker, live.id).await.expect("ended");
    let ended = visitor.get(&page).await.expect(410);
    assert!(ended.body.contains("販売を終えました") && ended.body.contains("ほかの作品"));
    assert!(!ended.body.contains("ヒノキのコースター") && !ended.body.contains("2,400円"));
    assert!(ended.body.contains("href=\"/makers/"), "a way on");
    visitor.get("/shop/9999").await.expect(404);
    let (draft, _) = app.draft_with_photo(&live.cx, &live.maker, &coaster()).await;
    let never = app.product_row(draft).await.number;
    visitor.get(&format!("/shop/{never}")).await.expect(404);
}
