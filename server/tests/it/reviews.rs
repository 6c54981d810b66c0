//! Reviews by those who bought.

use domain::{AccountId, orders::OrderState};
use sea_orm::{ActiveValue::Set, ColumnTrait, EntityTrait, QueryFilter};
use store::entity;

use crate::{
    order_pages::key,
    shelf::{count, piece, shelf},
    support::{Client, TestApp},
};

/// A guest's order of a piece; the path of its page with the secret.
async fn ordered(app: &TestApp, number: i64, client: &mut Client) -> String {
    let path = format!("/shop/{number}/reserve");
    let key = key(&client.get(&path).await.expect(200).body);
    let form =
        [("name", "山田"), ("email", "hanako@example.jp"), ("phone", ""), ("quantity", "1"), ("key", key.as_str())];
    let page = client.post_form(&path, &form).await.expect(303).location().to_owned();
    app.run_jobs().await;
    page
}

/// As when it was picked up.
async fn set_state(app: &TestApp, page: &str, state: OrderState) {
    let id = page.split(['/', '?']).nth(2).expect("an id").parse().expect("an id");
    let row = entity::shop_order::ActiveModel { id: Set(id), state: Set(state), ..Default::default() };
    entity::shop_order::Entity::update(row).exec(app.db().read()).await.expect("the order");
}

/// Where the first line is reviewed, and the secret.
fn form_of(page: &str) -> (String, String) {
    let (path, key) = page.split_once("?key=").expect("a secret");
    (format!("{path}/review/0"), key.to_owned())
}

async fn written(client: &mut Client, page: &str, stars: &str, text: &str, name: &str) {
    let (path, key) = form_of(page);
    let fields = [("stars", stars), ("text", text), ("name", name), ("key", key.as_str())];
    client.post_form(&path, &fields).await.expect(303);
}

async fn maker_of_shelf(app: &TestApp, account: AccountId) -> Client {
    let row = entity::account::Entity::find_by_id(account).one(app.db().read()).await.expect("accounts");
    app.sign_in(&row.expect("the maker").email, account).await
}

async fn piece_page(client: &mut Client, number: i64) -> String {
    client.get(&format!("/shop/{number}")).await.expect(200).body
}

both_databases! {
    async fn a_buyer_reviews_without_an_account(app: TestApp) {
        let account = shelf(&app, "木暖工房", &[piece(1001, 3800, 3)]).await;
        let mut guest = app.visitor();
        let before = piece_page(&mut guest, 1001).await;
        assert!(!before.contains("aggregateRating") && !before.contains("買った方の声"), "nothing is made up");
        let page = ordered(&app, 1001, &mut guest).await;
        let (path, key) = form_of(&page);
        assert!(!guest.get(&page).await.body.contains("レビューを書く"), "not in her hands yet");
        guest.get(&format!("{path}?key={key}")).await.expect(409);
        set_state(&app, &page, OrderState::Completed).await;
        assert!(guest.get(&page).await.expect(200).body.contains("レビューを書く"));
        guest.get(&path).await.expect(404);
        let mut staff = app.staff().await;
        staff.get(&path).await.expect(404);
        let form = guest.get(&format!("{path}?key={key}")).await.expect(200).body;
        assert!(form.contains("ヒノキのコースター") && form.contains("とても気に入った"));
        let bad = [("stars", ""), ("text", "よい"), ("name", "はな"), ("key", key.as_str())];
        let again = guest.post_form(&path, &bad).await.expect(422).body;
        assert!(again.contains("よい") && again.contains("value=\"はな\""), "what was typed is kept");

        written(&mut guest, &page, "4", "<script>alert(1)</script>\nよい木です", "<b>はな</b>").await;
        assert!(guest.get(&page).await.body.contains("レビュー済み"));
        guest.get(&format!("{path}?key={key}")).await.expect(409);
        let twice = [("stars", "1"), ("text", ""), ("name", ""), ("key", key.as_str())];
        guest.post_form(&path, &twice).await.expect(409);
        assert_eq!(count::<entity::buyer_review::Entity>(&app).await, 1);
        app.run_jobs().await;
        let mail = app.mails().pop().expect("a mail to the maker");
        assert!(mail.text.contains("★★★★☆") && mail.text.contains("よい木です") && !mail.text.contains("hanako"), "{mail:?}");

        let shown = piece_page(&mut guest, 1001).await;
        assert!(shown.contains("&lt;script&gt;alert(1)") && shown.contains("&lt;b&gt;はな"), "{shown}");
        assert!(!shown.contains("<script>alert") && !shown.contains("<b>はな") && !shown.contains("hanako"));
        assert!(shown.contains("\"ratingValue\":\"4.0\"") && shown.contains("\"reviewCount\":1") && shown.contains("\\u003cscript"));
        let mut maker = maker_of_shelf(&app, account).await;
        assert!(maker.get("/me/reviews").await.expect(200).body.contains("★★★★☆"));
    }
}

both_databases! {
    async fn the_maker_answers_and_the_staff_take_down(app: TestApp) {
        let account = shelf(&app, "木暖工房", &[piece(1001, 3800, 3)]).await;
        let mut guest = app.visitor();
        let page = ordered(&app, 1001, &mut guest).await;
        set_state(&app, &page, OrderState::Completed).await;
        written(&mut guest, &page, "2", "少し小さい", "").await;
        app.run_jobs().await;
        let row = entity::buyer_review::Entity::find().one(app.db().read()).await.expect("reviews").expect("one");
        let mut maker = maker_of_shelf(&app, account).await;
        let at = format!("/me/reviews/{}", row.id);
        maker.post_form(&at, &[("answer", "")]).await.expect(422);
        maker.post_form(&at, &[("answer", "まちがえた返事")]).await.expect(303);
        maker.post_form(&at, &[("answer", "次は大きく作ります")]).await.expect(303);
        app.maker().await.post_form(&at, &[("answer", "よその人")]).await.expect(404);
        let shown = piece_page(&mut guest, 1001).await;
        assert!(shown.contains("次は大きく作ります") && !shown.contains("まちがえた返事") && shown.contains("購入者"));
        let slug = entity::maker::Entity::find().filter(entity::maker::Column::AccountId.eq(account));
        let slug = slug.one(app.db().read()).await.expect("makers").expect("the maker").slug;
        assert!(guest.get(&format!("/makers/{slug}")).await.expect(200).body.contains("少し小さい"));

        let mut staff = app.staff().await;
        assert!(staff.get("/staff/reviews").await.expect(200).body.contains("少し小さい"));
        let act = |what: &str| format!("/staff/reviews/{}/{what}", row.id);
        staff.post_form(&act("take-down"), &[("reason", "")]).await.expect(422);
        staff.post_form(&act("take-down"), &[("reason", "中傷のため")]).await.expect(303);
        staff.post_form(&act("take-down"), &[("reason", "中傷のため")]).await.expect(404);
        let gone = piece_page(&mut guest, 1001).await;
        assert!(!gone.contains("少し小さい") && !gone.contains("aggregateRating"));
        assert!(guest.get(&page).await.body.contains("公開を取りやめました"), "its author is told");
        maker.post_form(&at, &[("answer", "それでも")]).await.expect(404);
        assert!(!guest.get(&format!("/makers/{slug}")).await.body.contains("少し小さい"));
        staff.post_form(&act("put-back"), &[]).await.expect(303);
        assert!(piece_page(&mut guest, 1001).await.contains("少し小さい"));
        let log = app.operator().await.get("/operator/audit").await.expect(200).body;
        assert!(log.contains("レビューの公開をやめた") && log.contains("中傷のため") && log.contains("もう一度公開した"));
    }
}

both_databases! {
    async fn money_that_went_back_is_minded_once(app: TestApp) {
        shelf(&app, "木暖工房", &[piece(1001, 3800, 5)]).await;
        let mut guest = app.visitor();
        let refunded = ordered(&app, 1001, &mut guest).await;
        set_state(&app, &refunded, OrderState::Refunded).await;
        let (path, key) = form_of(&refunded);
        let fields = [("stars", "5"), ("text", ""), ("name", ""), ("key", key.as_str())];
        let no = guest.post_form(&path, &fields).await.expect(409).body;
        assert!(no.contains("全額を返金したご注文"), "{no}");
        let kept = ordered(&app, 1001, &mut guest).await;
        set_state(&app, &kept, OrderState::Completed).await;
        written(&mut guest, &kept, "5", "気に入りました", "").await;
        app.run_jobs().await;
        set_state(&app, &kept, OrderState::Refunded).await;
        assert!(piece_page(&mut guest, 1001).await.contains("気に入りました"), "what was said stays");
        assert!(guest.get(&kept).await.body.contains("レビュー済み"));
    }
}

both_databases! {
    async fn ten_are_on_a_page_and_two_at_once_are_one(app: TestApp) {
        shelf(&app, "木暖工房", &[piece(1001, 3800, 30)]).await;
        for n in 0..11 {
            let mut guest = app.visitor();
            let placed = app.store.order_place(&app.cx(), &crate::shelf::order(1001, &format!("k{n}"))).await;
            let placed = placed.expect("placed");
            let page = format!("/orders/{}?key={}", placed.id, placed.key);
            set_state(&app, &page, OrderState::Completed).await;
            let (path, key) = form_of(&page);
            let text = format!("声その{n}。");
            let fields = [("stars", "5"), ("text", text.as_str()), ("name", ""), ("key", key.as_str())];
            let mut other = guest.clone();
            let (one, two) = tokio::join!(guest.post_form(&path, &fields), other.post_form(&path, &fields));
            let mut statuses = [one.status, two.status];
            statuses.sort_unstable();
            assert_eq!(statuses, [303, 409]);
            app.clock.set(app.store.now() + chrono::TimeDelta::minutes(20));
        }
        app.run_jobs().await;
        let mut guest = app.visitor();
        let first = piece_page(&mut guest, 1001).await;
        assert!(first.contains("声その10。") && !first.contains("声その0。") && first.contains("（11件）"), "the newest first");
        let moved = guest.get_once("/shop/1001").await.expect(308).location().to_owned();
        let second = guest.get(&format!("{moved}?reviews=2")).await.expect(200).body;
        assert!(second.contains("声その0。") && !second.contains("声その10。"));
    }
}
