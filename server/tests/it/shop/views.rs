//! How often the page of a piece is opened, for its maker.

use chrono::TimeDelta;
use sea_orm::ConnectionTrait;

use super::coaster;
use crate::support::{Kind, TestApp};

async fn days_kept(app: &TestApp) -> i64 {
    let row = app.db().read().query_one_raw(sea_orm::Statement::from_string(
        app.db().read().get_database_backend(),
        "SELECT COUNT(*) AS n FROM product_view",
    ));
    row.await.expect("read").expect("a row").try_get("", "n").expect("a number")
}

both_databases! {
    async fn a_maker_sees_how_often_a_piece_is_opened(app: TestApp) {
        app.category("wood").await;
        let (cx, maker) = app.some_maker("kidan").await;
        let (_, number) = app.published(&cx, &maker, &coaster()).await;
        let address = crate::shop::address_of("ヒノキのコースター", number);
        let page = app.visitor().get(&address).await.expect(200).body;
        assert!(page.contains(&format!("data-piece=\"{number}\"")), "{page}");
        let seen = format!("/shop/{number}/seen");
        app.visitor().post_form(&seen, &[]).await.expect(204);
        app.customer().await.post_form(&seen, &[]).await.expect(204);
        // Neither the staff nor its maker, nor what is not there.
        app.staff().await.post_form(&seen, &[]).await.expect(204);
        app.store.product_seen(&cx, number, "192.0.2.7").await.expect("not counted");
        app.visitor().post_form("/shop/999999/seen", &[]).await.expect(204);
        let views = async |cx: &store::Cx| app.store.products_mine(cx, &maker, 1).await.expect("mine").items[0].figures.views;
        assert_eq!(views(&cx).await, 2);
        let account = cx.actor.account().expect("signed in").id;
        let mine = app.sign_in("kidan@example.jp", account).await.get("/me/products").await.expect(200).body;
        assert!(mine.contains("見られた回数 2回（30日間）"), "{mine}");

        app.clock.advance(TimeDelta::days(29));
        app.visitor().post_form(&seen, &[]).await.expect(204);
        let later = store::Cx { now: app.store.now(), ..cx.clone() };
        assert_eq!((views(&later).await, days_kept(&app).await), (3, 2));
        app.clock.advance(TimeDelta::days(1));
        let later = store::Cx { now: app.store.now(), ..cx.clone() };
        assert_eq!(views(&later).await, 1, "of the last 30 days");
        app.clock.advance(TimeDelta::days(2));
        app.store.retention_run(&store::Cx { now: app.store.now(), ..cx.clone() }).await.expect("cleared away");
        assert_eq!(days_kept(&app).await, 1);
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn one_network_counts_so_often_and_no_more() {
    let app = TestApp::new(Kind::Sqlite).await;
    app.category("wood").await;
    let (cx, maker) = app.some_maker("kidan").await;
    let (id, number) = app.published(&cx, &maker, &coaster()).await;
    for _ in 0..300 {
        app.store.product_seen(&app.cx(), number, "192.0.2.7").await.expect("counted");
    }
    app.store.product_seen(&app.cx(), number, "192.0.2.7").await.expect_err("too many");
    app.store.product_seen(&app.cx(), number, "192.0.2.8").await.expect("another network");
    assert_eq!(app.store.product_listing(&cx, &maker, id).await.expect("listing").figures.views, 301);
}
