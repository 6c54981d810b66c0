//! The safety checklist: asked by category and age, kept with the listing, shown to the staff; and copies without it.

use domain::{
    ProductId,
    shop::{ListingDraft, ProductError, SafetyCheck, TargetAge},
};
use sea_orm::EntityTrait;
use store::entity;

use super::{coaster, picture};
use crate::support::TestApp;

/// A category of toys and food, as its operator sets it.
async fn asking(app: &TestApp) -> String {
    let category = app.category("wood").await.to_string();
    let fields = [("name_ja", "木もの"), ("name_en", "Wood"), ("check_child_toy", "on"), ("check_food", "on")];
    let mut operator = app.operator().await;
    operator.post_form(&format!("/operator/shop/categories/{category}"), &fields).await.expect(303);
    let page = operator.get(&format!("/operator/shop/categories/{category}")).await.expect(200).body;
    assert_eq!(page.matches("checked").count(), 2, "{page}");
    category
}

both_databases! {
    async fn what_is_asked_is_ticked_before_staff_see_it(app: TestApp) {
        let category = asking(&app).await;
        let mut maker = app.maker().await;
        let photo = picture::jpeg(64, 48);
        let files = [("photo", "IMG.JPG", "image/jpeg", photo.as_slice())];
        let mut fields = vec![
            ("title", "にぎにぎ"),
            ("category", category.as_str()),
            ("price", "1200"),
            ("kind", "one"),
            ("stock", "1"),
            ("target_age", "under_three"),
            ("safety_food", "on"),
            ("action", "submit"),
        ];
        let refused = maker.post_multipart("/me/products/new", &fields, &files).await.expect(422).body;
        assert!(refused.contains("「子供PSCマーク」の確認にチェックがありません"), "{refused}");
        assert!(!refused.contains("「食品の許可と表示」の確認にチェック") && refused.contains("にぎにぎ"));
        let row = entity::product::Entity::find().one(app.db().read()).await.expect("read").expect("kept");
        app.clock.advance(chrono::TimeDelta::minutes(5));
        fields.push(("safety_child_toy", "on"));
        maker.post_multipart(&format!("/me/products/{}/edit", row.id), &fields, &[]).await.expect(303);
        let mut staff = app.staff().await;
        let page = staff.get(&format!("/staff/review/{}", row.id)).await.expect(200).body;
        assert!(page.contains("子供PSCマーク") && page.contains("確認済み"), "{page}");
        let ticked = entity::product_safety::Entity::find().all(app.db().read()).await.expect("rows");
        let at = |check| ticked.iter().find(|row| row.item == check).expect("ticked").ticked_at;
        assert_eq!(at(SafetyCheck::ChildToy) - at(SafetyCheck::Food), chrono::TimeDelta::minutes(5), "each its time");
    }
}

both_databases! {
    async fn the_age_decides_about_toys(app: TestApp) {
        asking(&app).await;
        let (cx, maker) = app.some_maker("木暖工房").await;
        let mut draft = coaster();
        draft.safety = vec![SafetyCheck::Food];
        let (id, _) = app.draft_with_photo(&cx, &maker, &draft).await;
        let missing = ProductError::SafetyUnticked { check: SafetyCheck::ChildToy };
        assert_eq!(app.store.product_problems(&maker, id).await.expect("problems"), [missing]);
        let mut older = app.store.product_listing(&cx, &maker, id).await.expect("listing").draft;
        older.details.target_age = Some(TargetAge::FromSix);
        app.store.product_save(&cx, &maker, id, &older).await.expect("saved");
        assert_eq!(app.store.product_problems(&maker, id).await.expect("problems"), []);
    }
}

both_databases! {
    async fn a_copy_is_a_draft_without_pieces_and_ticks(app: TestApp) {
        app.category("wood").await;
        let (cx, maker) = app.some_maker("木暖工房").await;
        let mut draft = coaster();
        draft.safety = vec![SafetyCheck::Character];
        let (id, number) = app.published(&cx, &maker, &draft).await;
        let copy: ProductId = cx.new_id();
        for _ in 0..2 {
            app.store.product_duplicate(&cx, &maker, id, copy).await.expect("one copy");
        }
        assert_eq!(app.product_count().await, 2);
        let made = app.store.product_listing(&cx, &maker, copy).await.expect("the copy");
        let first = app.store.product_listing(&cx, &maker, id).await.expect("the first").draft;
        let photos = app.store.product_listing(&cx, &maker, id).await.expect("the first").photos;
        assert!(made.number > number && !photos.is_empty());
        assert_eq!(made.photos, photos, "the same files");
        let expected = ListingDraft { stock: 0, stock_seen: None, safety: Vec::new(), ..first };
        assert_eq!(made.draft, expected);
        let (_, other) = app.some_maker("べつの工房").await;
        app.store.product_duplicate(&cx, &other, id, cx.new_id()).await.expect_err("another maker's");
    }
}

both_databases! {
    async fn a_maker_sees_how_a_piece_fares(app: TestApp) {
        app.category("wood").await;
        let (cx, maker) = app.some_maker("木暖工房").await;
        let (id, number) = app.published(&cx, &maker, &coaster()).await;
        app.store.order_place(&app.cx(), &crate::shelf::order(number, "k")).await.expect("one is promised");
        let line = format!("{number}x1");
        let sale = [("line", line.as_str()), ("tender", "cashless"), ("key", "k")];
        app.staff().await.post_form("/staff/register/sale", &sale).await.expect(303);
        let fan = app.customer().await.account_id();
        let row = entity::favourite::ActiveModel {
            account_id: sea_orm::ActiveValue::Set(fan),
            product_id: sea_orm::ActiveValue::Set(id),
            at: sea_orm::ActiveValue::Set(cx.now),
        };
        let row = &row;
        let liked = app.store.write("favourite", |tx| async move {
            entity::favourite::Entity::insert(row.clone()).exec_without_returning(&tx).await?;
            Ok(())
        });
        liked.await.expect("a favourite");
        let figures = app.store.products_mine(&cx, &maker, 1).await.expect("mine").items[0].figures;
        assert_eq!((figures.favourites, figures.reserved, figures.sold), (1, 1, 1));
        assert_eq!(app.store.product_listing(&cx, &maker, id).await.expect("the piece").figures, figures);
    }
}
