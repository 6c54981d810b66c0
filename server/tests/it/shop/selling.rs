//! How a piece is sold: to order, by post, with what can be chosen of it, at which rate of tax.

use domain::{
    DomainError, Yen,
    catalog::{MADE_TO_ORDER_AVAILABLE, OptionKind, OptionPick, choose},
    orders::{Buyer, OrderError, PickedLine, PlaceOrder},
    register::{CartLine, RecordSale, RegisterError, Tender},
    shop::{ListingDraft, OptionDraft, ProductError, Selling, ShopFilter, TaxClass},
};
use sea_orm::EntityTrait;
use store::{
    Error,
    entity::{product_option, product_option_choice, stock},
};

use super::coaster;
use crate::kpi_seed::jst;

fn colour(choices: &[(&str, i64)]) -> OptionDraft {
    OptionDraft {
        name: "色".into(),
        required: true,
        max_chars: 20,
        choices: choices.iter().map(|(label, yen)| ((*label).to_owned(), *yen)).collect(),
        ..OptionDraft::default()
    }
}

fn engraving() -> OptionDraft {
    OptionDraft {
        name: "名入れ".into(),
        kind: OptionKind::Text,
        max_chars: 8,
        extra_yen: 500,
        ..OptionDraft::default()
    }
}

/// Made in two weeks, sent in an envelope, wrapped for nothing.
fn to_order() -> ListingDraft {
    let selling = Selling {
        made_to_order: true,
        lead_days: Some(14),
        parcel_thickness_mm: Some(25),
        parcel_weight_g: Some(180),
        parcel_fits_a4: true,
        gift_wrap_yen: Some(0),
        tax_class: TaxClass::Standard,
        options: vec![colour(&[("藍", 0), ("茜", 300)]), engraving()],
    };
    ListingDraft { stock: 0, selling, ..coaster() }
}

fn order(number: i64, quantity: i64, key: &str) -> PlaceOrder {
    PlaceOrder {
        lines: vec![PickedLine { product_number: number, quantity, ..PickedLine::default() }],
        buyer: Buyer { name: "山田".into(), email: "hanako@example.jp".into(), phone: String::new() },
        idempotency_key: key.into(),
        ..PlaceOrder::default()
    }
}

both_databases! {
    async fn what_is_made_to_order_is_sold_without_stock(app: TestApp) {
        app.category("wood").await;
        let (cx, maker) = app.some_maker("木暖工房").await;
        let (id, number) = app.published(&cx, &maker, &to_order()).await;
        let page = app.store.product_page(&app.cx(), number).await.expect("page");
        assert_eq!((page.available, page.selling.lead_days), (MADE_TO_ORDER_AVAILABLE, Some(14)));
        let in_stock = ShopFilter { in_stock: true, ..ShopFilter::default() };
        let tiles = app.store.shop_find(&app.cx(), &in_stock, 1).await.expect("found").tiles;
        assert_eq!(tiles.iter().map(|tile| tile.available).collect::<Vec<_>>(), [MADE_TO_ORDER_AVAILABLE]);

        let bare = app.store.order_place(&app.cx(), &order(number, 3, "bare")).await;
        assert!(matches!(bare, Err(Error::Domain(DomainError::Order(OrderError::OptionsChanged { .. })))), "no colour: {bare:?}");
        let blue = OptionPick { option: page.options[0].id, value: page.options[0].choices[0].id.to_string() };
        let name = OptionPick { option: page.options[1].id, value: "<b>HANA".into() };
        let mut named = order(number, 3, "a");
        named.lines[0].picks = vec![blue, name];
        let placed = app.store.order_place(&app.cx(), &named).await.expect("ordered");
        let line = app.store.order_view(&app.cx(), placed.id, Some(&placed.key)).await.expect("order").lines.remove(0);
        assert_eq!((line.options.as_str(), line.lead_days), ("色: 藍 / 名入れ: <b>HANA", Some(14)));
        assert_eq!(line.unit_price.0, page.price.0 + 500);
        let own = app.visitor().get(&format!("/orders/{}?key={}", placed.id, placed.key)).await.expect(200).body;
        assert!(own.contains("&lt;b&gt;HANA") && !own.contains("<b>HANA"), "what is engraved is text: {own}");
        let board = app.staff().await.get(&format!("/staff/orders/{}", placed.id)).await.expect(200).body;
        assert!(board.contains("&lt;b&gt;HANA") && !board.contains("<b>HANA"), "{board}");
        named.idempotency_key = "b".into();
        app.store.order_place(&app.cx(), &named).await.expect("ordered again");
        let row = async || stock::Entity::find_by_id(id).one(app.db().read()).await.expect("read").expect("a row");
        assert_eq!((row().await.on_hand, row().await.reserved), (0, 0));
        app.store.order_cancel(&app.cx(), placed.id, Some(&placed.key)).await.expect("cancelled");
        assert_eq!((row().await.on_hand, row().await.reserved), (0, 0));

        let (staff_cx, staff) = app.some_staff().await;
        let sale = RecordSale {
            lines: vec![CartLine { product_number: number, quantity: 2 }],
            orders: vec![2],
            tender: Tender::Cash,
            tendered: Yen(10_000),
            confirmed: None,
            correction: None,
            idempotency_key: "sale".into(),
        };
        let bare = app.store.sale_record(&staff_cx, &staff, &sale).await;
        let must = |error: &Error| {
            matches!(error, Error::Domain(DomainError::Register(RegisterError::MustBeOrdered { product_number })) if *product_number == number)
        };
        assert!(bare.as_ref().is_err_and(must), "its colour is nobody's choice: {bare:?}");
        let sale = RecordSale { lines: Vec::new(), ..sale };
        app.store.sale_record(&staff_cx, &staff, &sale).await.expect("the order is rung up");
        assert_eq!((row().await.on_hand, row().await.reserved), (0, 0));
    }
}

both_databases! {
    async fn an_order_of_pieces_in_stock_ends_as_it_began(app: TestApp) {
        app.category("wood").await;
        let (cx, maker) = app.some_maker("木暖工房").await;
        let (id, number) = app.published(&cx, &maker, &coaster()).await;
        let placed = app.store.order_place(&app.cx(), &order(number, 2, "a")).await.expect("ordered");
        let form = app.store.product_listing(&cx, &maker, id).await.expect("form").draft;
        let selling = Selling { made_to_order: true, lead_days: Some(5), ..Selling::default() };
        app.store.product_save(&cx, &maker, id, &ListingDraft { selling, ..form }).await.expect("to order from now on");
        let later = app.store.order_place(&app.cx(), &order(number, 9, "b")).await.expect("more than there were");
        app.store.order_cancel(&app.cx(), placed.id, Some(&placed.key)).await.expect("the first");
        app.store.order_cancel(&app.cx(), later.id, Some(&later.key)).await.expect("the second");
        let row = stock::Entity::find_by_id(id).one(app.db().read()).await.expect("read").expect("a row");
        assert_eq!((row.on_hand, row.reserved), (3, 0));
    }
}

both_databases! {
    async fn options_change_at_once_and_keep_their_ids(app: TestApp) {
        app.category("wood").await;
        let (cx, maker) = app.some_maker("木暖工房").await;
        let (id, number) = app.published(&cx, &maker, &to_order()).await;
        let options = async || app.store.product_page(&app.cx(), number).await.expect("page").options;
        let first = options().await;
        assert_eq!(first.iter().map(OptionDraft::from).collect::<Vec<_>>(), to_order().selling.options);
        let pick = |at: usize, value: String| OptionPick { option: first[at].id, value };
        let picks = [pick(0, first[0].choices[1].id.to_string()), pick(1, "<b>HANA".into())];
        let chosen = choose(&first, &picks).expect("chosen");
        assert_eq!((chosen.summary.as_str(), chosen.extra), ("色: 茜 / 名入れ: <b>HANA", Yen(800)));

        let form = app.store.product_listing(&cx, &maker, id).await.expect("form").draft;
        let mut changed = form.clone();
        changed.selling.options = vec![engraving(), colour(&[("茜", 400), ("墨", 0)])];
        app.store.product_save(&cx, &maker, id, &changed).await.expect("saved");
        let now = options().await;
        assert_eq!((now[1].id, now[1].choices[0].id, now[0].id), (first[0].id, first[0].choices[1].id, first[1].id));
        assert_eq!(choose(&now, &picks).expect("still there").extra, Yen(900));

        let mut wrong = changed.clone();
        wrong.selling.options[1].choices.clear();
        let refused = app.store.product_save(&cx, &maker, id, &wrong).await;
        assert!(matches!(refused, Err(Error::Domain(DomainError::Listing(_)))), "{refused:?}");
        changed.selling.options.clear();
        app.store.product_save(&cx, &maker, id, &changed).await.expect("none");
        let left = product_option::Entity::find().all(app.db().read()).await.expect("rows").len();
        let choices = product_option_choice::Entity::find().all(app.db().read()).await.expect("rows").len();
        assert_eq!((left, choices), (0, 0));
    }
}

both_databases! {
    async fn each_class_of_tax_has_its_own_rate(app: TestApp) {
        let mut operator = app.operator().await;
        app.category("food").await;
        let (cx, maker) = app.some_maker("ジャム工房").await;
        let selling = Selling { tax_class: TaxClass::Reduced, ..Selling::default() };
        let (jam, _) = app.published(&cx, &maker, &ListingDraft { selling, ..coaster() }).await;
        let (cup, _) = app.published(&cx, &maker, &coaster()).await;
        let rate = async |id| app.product_row(id).await.tax_rate_percent;
        assert_eq!((rate(jam).await, rate(cup).await), (8, 10));
        let typed = [("class", "reduced"), ("from", "2026-12-01"), ("percent", "9")];
        operator.post_form("/operator/shop/tax", &typed).await.expect(303);
        operator.post_form("/operator/shop/tax", &[("class", "none"), typed[1], typed[2]]).await.expect(422);
        operator.post_form("/operator/shop/tax/2026-12-01/remove", &[]).await.expect(404);
        app.clock.set(jst(2026, 12, 1, 0));
        app.run_jobs().await;
        assert_eq!((rate(jam).await, rate(cup).await), (9, 10));
        let cx = store::Cx { now: app.store.now(), ..cx };
        let form = app.store.product_listing(&cx, &maker, cup).await.expect("form").draft;
        let selling = Selling { tax_class: TaxClass::Reduced, ..form.selling.clone() };
        app.store.product_save(&cx, &maker, cup, &ListingDraft { selling, ..form }).await.expect("saved");
        assert_eq!(rate(cup).await, 9, "at once, as the price");
    }
}

both_databases! {
    async fn the_database_refuses_what_the_form_does(app: TestApp) {
        app.category("wood").await;
        let (cx, maker) = app.some_maker("木暖工房").await;
        let (id, _) = app.draft_with_photo(&cx, &maker, &to_order()).await;
        for wrong in ["lead_days = 91", "parcel_thickness_mm = 0", "parcel_weight_g = 30001", "gift_wrap_yen = 2001", "tax_class = 'luxury'"] {
            assert!(app.db().execute_unprepared(&format!("UPDATE product SET {wrong}")).await.is_err(), "{wrong}");
        }
        let half = ListingDraft { selling: Selling { lead_days: None, ..to_order().selling }, ..to_order() };
        app.store.product_save(&cx, &maker, id, &half).await.expect("a draft");
        let problems = app.store.product_problems(&maker, id).await.expect("read");
        let expected = ProductError::LeadDaysOutOfRange { max: 90 };
        assert!(problems.contains(&expected), "{problems:?}");
    }
}
