//! What happens to pieces is written down: by staff, by sales, by makers.

use domain::{
    DomainError, ProductId,
    catalog::{MoveStock, MovementKind, StockError},
    register::{CorrectionReason, RecordSale, Tender},
    shop::ListingDraft,
};
use store::{Cx, Error};

use super::coaster;
use crate::{
    operator_rules::audited,
    shelf::{at_the_counter, order},
    support::TestApp,
};

fn moved(kind: MovementKind, pieces: i64, key: &str) -> MoveStock {
    MoveStock { kind, pieces, note: String::new(), key: key.to_owned() }
}

/// Three coasters in the shop.
async fn coasters(app: &TestApp) -> (Cx, domain::Maker, ProductId, i64) {
    app.category("wood").await;
    let (cx, maker) = app.some_maker("木暖工房").await;
    let (id, number) = app.published(&cx, &maker, &coaster()).await;
    (cx, maker, id, number)
}

/// Kind, pieces and what was left, the first first.
async fn history(app: &TestApp, id: ProductId) -> Vec<(MovementKind, i64, i64)> {
    let (cx, staff) = at_the_counter(app).await;
    let page = app.store.stock_movements(&cx, &staff, id, 1).await.expect("movements");
    page.rows.iter().rev().map(|row| (row.kind, row.pieces, row.on_hand)).collect()
}

both_databases! {
    async fn what_staff_write_down_changes_the_stock_once(app: TestApp) {
        let (.., id, _) = coasters(&app).await;
        let (cx, staff) = at_the_counter(&app).await;
        let delivery = moved(MovementKind::Delivery, 4, "k");
        for _ in 0..2 {
            app.store.stock_move(&cx, &staff, id, &delivery).await.expect("delivered, once");
        }
        let other = app.store.stock_move(&cx, &staff, id, &moved(MovementKind::Delivery, 5, "k")).await;
        assert!(matches!(other, Err(Error::Domain(DomainError::Stock(StockError::FormUsed)))), "{other:?}");
        let piece = app.store.stock_piece(&cx, &staff, id).await.expect("the piece");
        assert_eq!(piece.stock.on_hand(), 7);
        assert_eq!(history(&app, id).await, [(MovementKind::MakerCount, 3, 3), (MovementKind::Delivery, 4, 7)]);
        assert_eq!(audited(&app, "stock.move").await, 1);
    }
}

both_databases! {
    async fn reserved_pieces_stay(app: TestApp) {
        let (.., id, number) = coasters(&app).await;
        app.store.order_place(&app.cx(), &order(number, "first")).await.expect("one is promised");
        let (cx, staff) = at_the_counter(&app).await;
        for kind in [MovementKind::ReturnToMaker, MovementKind::Damage, MovementKind::CountedFewer] {
            let refused = app.store.stock_move(&cx, &staff, id, &moved(kind, 3, "a")).await;
            let why = DomainError::Stock(StockError::NotEnough { available: 2, reserved: 1 });
            assert!(matches!(&refused, Err(Error::Domain(found)) if *found == why), "{refused:?}");
        }
        app.store.stock_move(&cx, &staff, id, &moved(MovementKind::Damage, 2, "a")).await.expect("the free ones");
        let stock = app.store.stock_piece(&cx, &staff, id).await.expect("the piece").stock;
        assert_eq!((stock.on_hand(), stock.reserved()), (1, 1));
    }
}

both_databases! {
    /// From the maker's number to the last sale nothing is missing: the pieces add up to what is on hand.
    async fn the_history_of_a_piece_is_whole(app: TestApp) {
        let (cx, maker, id, number) = coasters(&app).await;
        let placed = app.store.order_place(&app.cx(), &order(number, "first")).await.expect("placed");
        app.clock.advance(chrono::TimeDelta::seconds(1));
        let form = app.store.product_listing(&cx, &maker, id).await.expect("listing").draft;
        let later = Cx { now: app.cx().now, ..cx.clone() };
        let fewer = ListingDraft { stock: 2, ..form };
        app.store.product_save(&later, &maker, id, &fewer).await.expect("counted by the maker");
        app.clock.advance(chrono::TimeDelta::seconds(1));
        let (cx, staff) = at_the_counter(&app).await;
        let sale = RecordSale {
            lines: vec![domain::register::CartLine { product_number: number, quantity: 2 }],
            orders: vec![placed.number],
            tender: Tender::Cashless,
            tendered: domain::Yen::ZERO,
            confirmed: None,
            correction: Some(CorrectionReason::NotEntered),
            idempotency_key: "sale".into(),
        };
        app.store.sale_record(&cx, &staff, &sale).await.expect("sold, one more than the stock knew of");
        let all = history(&app, id).await;
        assert_eq!(&all[..2], [(MovementKind::MakerCount, 3, 3), (MovementKind::MakerCount, -1, 2)]);
        assert!(all.contains(&(MovementKind::CounterCorrection, 1, 3)), "{all:?}");
        assert_eq!(all.iter().map(|(_, pieces, _)| pieces).sum::<i64>(), 0, "{all:?}");
        assert_eq!(app.store.stock_piece(&cx, &staff, id).await.expect("the piece").stock.on_hand(), 0);
        assert!(all.iter().any(|(kind, _, left)| (*kind, *left) == (MovementKind::Sale, 0)), "{all:?}");
    }
}

both_databases! {
    async fn the_page_finds_refuses_and_keeps_what_was_typed(app: TestApp) {
        let (.., id, number) = coasters(&app).await;
        let mut staff = app.staff().await;
        let at = format!("/staff/stock/{id}");
        assert_eq!(staff.get(&format!("/staff/stock?q={number}")).await.expect(303).location(), at);
        let found = staff.get("/staff/stock?q=%E3%82%B3%E3%83%BC%E3%82%B9%E3%82%BF%E3%83%BC").await.expect(200).body;
        assert!(found.contains(&at) && found.contains("手元 3点"), "{found}");
        assert!(staff.get("/staff/stock?q=zzz").await.expect(200).body.contains("見つかりませんでした"));
        let wrong = [("kind", "damage"), ("pieces", "９"), ("note", "落とした"), ("key", "k")];
        let refused = staff.post_form(&at, &wrong).await.expect(422).body;
        assert!(refused.contains("3点までです") && refused.contains("落とした"), "{refused}");
        let none = staff.post_form(&at, &[("note", "なにか"), ("key", "k")]).await.expect(422).body;
        assert!(none.contains("なにか"));
        let fine = [("kind", "damage"), ("pieces", "２点"), ("note", "落とした"), ("key", "k")];
        assert_eq!(staff.post_form(&at, &fine).await.expect(303).location(), at);
        let page = staff.get(&at).await.expect(200).body;
        assert!(page.contains("落とした") && page.contains("−2") && page.contains("staffさん"), "{page}");
    }
}

both_databases! {
    async fn makers_see_their_own_without_names(app: TestApp) {
        let mut owner = app.maker().await;
        let account = owner.account_id();
        let maker_id = {
            use sea_orm::{ColumnTrait, EntityTrait, QueryFilter};
            let row = store::entity::maker::Entity::find().filter(store::entity::maker::Column::AccountId.eq(account));
            row.one(app.db().read()).await.expect("read").expect("a maker").id
        };
        app.category("wood").await;
        let (cx, maker) = app.as_maker(account, maker_id);
        let (id, _) = app.published(&cx, &maker, &coaster()).await;
        let mut staff = app.staff().await;
        let fine = [("kind", "delivery"), ("pieces", "2"), ("note", "箱ごと"), ("key", "k")];
        staff.post_form(&format!("/staff/stock/{id}"), &fine).await.expect(303);
        let page = owner.get(&format!("/me/products/{id}/stock")).await.expect(200).body;
        assert!(page.contains("箱ごと") && page.contains("納品"), "{page}");
        assert!(!page.contains("staffさん"), "{page}");
    }
}
