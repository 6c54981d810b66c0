//! Stock, prices and what is frozen of them: a piece is promised once, and no paper changes after it was printed.

use chrono::{NaiveDate, TimeDelta};
use domain::{
    DomainError, calendar,
    orders::{OrderError, OrderQueue},
    register::{CartLine, RecordSale, RegisterError, Tender},
    shop::{Decision, ListingDraft, ProductError, ReviewCmd, STOCK_MAX},
    site::SiteSettings,
};
use sea_orm::{EntityTrait, QueryOrder};
use store::{Error, entity};

use crate::{
    order_pages::key,
    shelf::{at_the_counter, order, order_of, piece, shelf},
    shop::coaster,
};

both_databases! {
    /// The one piece is promised to a buyer; its maker takes the product down, edits it and has it approved again.
    async fn relisting_does_not_bring_a_reserved_piece_back(app: TestApp) {
        app.category("wood").await;
        let (cx, maker) = app.some_maker("木暖工房").await;
        let draft = ListingDraft { one_of_a_kind: true, stock: 1, ..coaster() };
        let (id, number) = app.published(&cx, &maker, &draft).await;
        app.store.order_place(&app.cx(), &order(number, "first")).await.expect("the only piece");
        app.store.product_withdraw(&cx, &maker, id).await.expect("withdrawn");
        let shown = app.store.product_listing(&cx, &maker, id).await.expect("listing").draft;
        let edited = ListingDraft { title: "ヒノキのコースター 改".into(), stock: 1, ..shown };
        app.store.product_save(&cx, &maker, id, &edited).await.expect("edited");
        app.store.product_submit(&cx, &maker, id).await.expect("handed in");
        let (staff_cx, staff) = app.some_staff().await;
        let seen = app.store.review_product(&staff_cx, &staff, id).await.expect("review").seen;
        let cmd = ReviewCmd { product_id: id, decision: Decision::Approved, note: String::new(), seen };
        app.store.product_review(&staff_cx, &staff, &cmd).await.expect("approved");
        let second = app.store.order_place(&app.cx(), &order(number, "second")).await;
        assert!(matches!(second, Err(Error::Domain(DomainError::Order(OrderError::NotEnoughStock { available: 0, .. })))), "{second:?}");
    }
}

both_databases! {
    /// Sunday 1 November 2026: Monday is closed, Tuesday is 文化の日; Wednesday, Thursday and Friday are open.
    async fn a_hold_does_not_count_a_holiday_on_which_the_space_is_closed(app: TestApp) {
        let day = |d| NaiveDate::from_ymd_opt(2026, 11, d).expect("a day");
        app.clock.set(calendar::at_minute(day(1), 10 * 60));
        let mut operator = app.operator().await;
        operator.post_form("/operator/closures/holidays", &[("rule", "closed")]).await.expect(303);
        shelf(&app, "木暖工房", &[piece(1001, 3800, 1)]).await;
        let offered = app.store.order_offer(&app.cx(), 1001).await.expect("offer").hold_until;
        assert_eq!(offered, calendar::at_minute(day(6), 21 * 60));
        let placed = app.store.order_place(&app.cx(), &order(1001, "k")).await.expect("placed");
        let view = app.store.order_view(&app.cx(), placed.id, Some(&placed.key)).await.expect("view");
        assert_eq!(view.hold_until, offered);
    }
}

both_databases! {
    /// Price, rate and names are those of the day of the order, whatever happens to the product since.
    async fn an_order_is_sold_as_it_was_placed(app: TestApp) {
        shelf(&app, "木暖工房", &[piece(1001, 3800, 1)]).await;
        let placed = app.store.order_place(&app.cx(), &order(1001, "k")).await.expect("placed");
        for change in [
            "UPDATE product SET title = 'べつの名前', price_yen = 9000, tax_rate_percent = 8, status = 'withdrawn'",
            "UPDATE maker SET trade_name = 'べつの工房'",
        ] {
            app.db().execute_unprepared(change).await.expect("changed");
        }
        let view = app.store.order_view(&app.cx(), placed.id, Some(&placed.key)).await.expect("view");
        let line = &view.lines[0];
        assert_eq!((line.title.as_str(), line.maker.as_str()), ("ヒノキのコースター", "木暖工房"));
        assert_eq!((line.unit_price.0, line.tax_rate_percent), (3800, 10));
        let (cx, staff) = at_the_counter(&app).await;
        let list = app.store.orders_board(&cx, &staff, OrderQueue::Open, "", 1).await.expect("open");
        assert_eq!(list.rows[0].pieces, [("ヒノキのコースター".to_owned(), 1)]);
        let cart = app.store.register_cart(&cx, &staff, &[], &[placed.number]).await.expect("cart");
        assert_eq!(cart.orders[0].lines[0].title, "ヒノキのコースター");
        let cmd = RecordSale {
            lines: vec![],
            orders: vec![placed.number],
            tender: Tender::Cashless,
            tendered: domain::Yen::ZERO,
            confirmed: None,
            correction: None,
            idempotency_key: "k".into(),
        };
        let sale = app.store.sale_record(&cx, &staff, &cmd).await.expect("sold");
        let receipt = app.store.sale_receipt(&cx, &staff, sale.id).await.expect("receipt");
        assert_eq!((receipt.lines[0].title.as_str(), receipt.lines[0].maker.as_str()), ("ヒノキのコースター", "木暖工房"));
        assert_eq!((receipt.total.0, receipt.taxes[0].rate_percent, receipt.taxes[0].tax.0), (3800, 10, 345));
    }
}

both_databases! {
    /// 適格簡易請求書: the copy that is printed a year later is the paper of that day.
    async fn a_receipt_is_printed_again_as_it_was_issued(app: TestApp) {
        let issued = SiteSettings {
            space_name: "テストの工房".into(),
            issuer_name: "株式会社みたか工房".into(),
            invoice_number: "T4011001098993".into(),
            address: "東京都三鷹市下連雀".into(),
            phone: "0422-00-0001".into(),
            ..SiteSettings::default()
        };
        app.store.site_settings_save(&app.cx(), &issued).await.expect("settings");
        let app = app.with_site(|site| *site = issued.clone()).await;
        shelf(&app, "木暖工房", &[piece(1001, 3800, 1)]).await;
        let mut staff = app.staff().await;
        let sale = [("line", "1001x1"), ("tender", "cashless"), ("key", "k")];
        let page = staff.post_form("/staff/register/sale", &sale).await.expect(303).location().to_owned();
        let of_the_day = staff.get(&page).await.expect(200).body;

        let moved = SiteSettings {
            issuer_name: "引っ越した会社".into(),
            invoice_number: String::new(),
            address: "北海道".into(),
            phone: "011-000-0000".into(),
            ..issued.clone()
        };
        app.store.site_settings_save(&app.cx(), &moved).await.expect("settings");
        let app = app.with_site(|site| *site = moved).await;
        for change in ["UPDATE maker SET trade_name = 'べつの工房'", "UPDATE account SET display_name = 'べつの人'"] {
            app.db().execute_unprepared(change).await.expect("changed");
        }
        let mut staff = app.signed_in("other@example.jp", domain::members::Role::Staff).await;
        let again = staff.get(&page).await.expect(200).body;
        for part in [
            "株式会社みたか工房",
            "登録番号 T4011001098993",
            "東京都三鷹市下連雀",
            "0422-00-0001",
            "木暖工房",
            "staffさん",
            "適格簡易請求書",
        ] {
            assert!(of_the_day.replace("<!>", "").contains(part), "{part} was not on the first paper");
            assert!(again.replace("<!>", "").contains(part), "{part} is not on the paper any more");
        }
        let day = staff.get("/staff/sales?date=2026-11-25").await.expect(200).body;
        assert!(day.contains("staffさん"), "the day's list names who rang it up");
    }
}

both_databases! {
    /// A form that comes again (double click, back button) is the first sale, and the page says so.
    async fn a_repeated_sale_says_that_it_was_done_before(app: TestApp) {
        shelf(&app, "木暖工房", &[piece(1001, 2400, 5)]).await;
        let mut staff = app.staff().await;
        let sale = [("line", "1001x1"), ("tender", "cash"), ("tendered", "3000"), ("key", "k")];
        let first = staff.post_form("/staff/register/sale", &sale).await.expect(303);
        let page = staff.get(first.location()).await.expect(200).body;
        assert!(page.contains("会計しました。"));
        app.clock.advance(TimeDelta::seconds(2));
        let second = staff.post_form("/staff/register/sale", &sale).await.expect(303);
        assert_eq!(second.location(), first.location());
        let page = staff.get(second.location()).await.expect(200).body;
        assert!(!page.contains("会計しました。"), "nothing was rung up by the second");
        assert!(page.contains("この会計は、前にすんでいます"));
    }
}

both_databases! {
    /// The key of a form stands for one sale: another tender, cash, quantity or cart under it is refused.
    async fn a_sales_key_is_refused_for_another_sale(app: TestApp) {
        shelf(&app, "木暖工房", &[piece(1001, 2400, 5)]).await;
        let (cx, staff) = at_the_counter(&app).await;
        let line = |quantity| vec![CartLine { product_number: 1001, quantity }];
        let first = RecordSale {
            lines: line(1),
            orders: Vec::new(),
            tender: Tender::Cash,
            tendered: domain::Yen(3000),
            confirmed: None,
            correction: None,
            idempotency_key: "k".into(),
        };
        let sold = app.store.sale_record(&cx, &staff, &first).await.expect("sold");
        let others = [
            RecordSale { tender: Tender::Cashless, ..first.clone() },
            RecordSale { tendered: domain::Yen(5000), ..first.clone() },
            RecordSale { lines: line(2), tendered: domain::Yen(5000), ..first.clone() },
        ];
        for other in &others {
            let refused = app.store.sale_record(&cx, &staff, other).await;
            assert!(matches!(refused, Err(Error::Domain(DomainError::Register(RegisterError::FormUsed)))), "{other:?}: {refused:?}");
        }
        let again = app.store.sale_record(&cx, &staff, &first).await.expect("the first");
        assert_eq!((again.id, again.replayed), (sold.id, true));
        let left = app.store.order_offer(&app.cx(), 1001).await.expect("offer").available;
        assert_eq!(left, 4);
    }
}

both_databases! {
    /// As above, for the form of an order.
    async fn an_orders_key_is_refused_for_another_order(app: TestApp) {
        shelf(&app, "木暖工房", &[piece(1001, 2400, 5)]).await;
        let placed = app.store.order_place(&app.cx(), &order(1001, "k")).await.expect("placed");
        let two = app.store.order_place(&app.cx(), &order_of(1001, 2, "k")).await;
        assert!(matches!(two, Err(Error::Domain(DomainError::Order(OrderError::FormUsed)))), "one piece was ordered, not two: {two:?}");
        let again = app.store.order_place(&app.cx(), &order(1001, "k")).await.expect("the first");
        assert_eq!((again.id, again.replayed), (placed.id, true));
    }
}

both_databases! {
    /// One of a kind, sold over the counter: editing the text does not make another; the maker's word does.
    async fn a_sold_piece_comes_back_only_when_its_maker_says_so(app: TestApp) {
        app.category("wood").await;
        let (cx, maker) = app.some_maker("木暖工房").await;
        let (id, number) = app.published(&cx, &maker, &ListingDraft { one_of_a_kind: true, ..coaster() }).await;
        let (staff_cx, staff) = at_the_counter(&app).await;
        let sale = RecordSale {
            lines: vec![CartLine { product_number: number, quantity: 1 }],
            orders: Vec::new(),
            tender: Tender::Cashless,
            tendered: domain::Yen::ZERO,
            confirmed: None,
            correction: None,
            idempotency_key: "k".into(),
        };
        app.store.sale_record(&staff_cx, &staff, &sale).await.expect("sold");
        app.store.product_withdraw(&cx, &maker, id).await.expect("withdrawn");
        let draft = app.store.product_listing(&cx, &maker, id).await.expect("listing").draft;
        assert_eq!((draft.stock, draft.one_of_a_kind), (0, true));
        app.store.product_save(&cx, &maker, id, &draft).await.expect("the same again");
        let refused = app.store.product_submit(&cx, &maker, id).await;
        let none_left = [ProductError::StockOutOfRange { max: STOCK_MAX }];
        assert!(matches!(&refused, Err(Error::Domain(DomainError::Listing(all))) if *all == none_left), "{refused:?}");
        app.store.product_save(&cx, &maker, id, &ListingDraft { stock: 40, ..draft }).await.expect("a new piece");
        app.store.product_submit(&cx, &maker, id).await.expect("handed in");
        let row = entity::stock::Entity::find_by_id(id.0).one(app.db().read()).await.expect("read").expect("a row");
        assert_eq!((row.on_hand, row.reserved), (1, 0));
    }
}

both_databases! {
    /// The maker's form cannot count away what a buyer was promised; what was typed stays in the form.
    async fn promised_pieces_cannot_be_counted_away(app: TestApp) {
        app.category("wood").await;
        let mut client = app.maker().await;
        let maker_id = entity::maker::Entity::find().one(app.db().read()).await.expect("read").expect("a maker").id;
        let (cx, maker) = app.as_maker(client.account_id(), maker_id);
        let (id, number) = app.published(&cx, &maker, &coaster()).await;
        app.store.order_place(&app.cx(), &order_of(number, 2, "k")).await.expect("two of three");
        app.store.product_withdraw(&cx, &maker, id).await.expect("withdrawn");
        let counted = |stock| ListingDraft { stock, ..coaster() };
        let refused = app.store.product_save(&cx, &maker, id, &counted(1)).await;
        assert!(matches!(refused, Err(Error::Domain(DomainError::Product(ProductError::PiecesReserved { reserved: 2 })))), "{refused:?}");
        let form = [("title", "書きなおした題"), ("price", "2400"), ("stock", "1"), ("kind", "several"), ("action", "draft")];
        let page = client.post_multipart(&format!("/me/products/{id}/edit"), &form, &[]).await.expect(422).body;
        assert!(page.contains("お客さまに2点を取り置いています") && page.contains("書きなおした題"));
        app.store.product_save(&cx, &maker, id, &counted(2)).await.expect("what is promised is there");
        let row = entity::stock::Entity::find_by_id(id.0).one(app.db().read()).await.expect("read").expect("a row");
        assert_eq!((row.on_hand, row.reserved), (2, 2));
        // The database holds the line by itself too.
        for broken in ["on_hand = 1", "reserved = 3", "reserved = -1"] {
            assert!(app.db().execute_unprepared(&format!("UPDATE stock SET {broken}")).await.is_err(), "{broken}");
        }
    }
}

both_databases! {
    /// A price is written down with the instant from which it holds, and only when it changes.
    async fn prices_are_dated(app: TestApp) {
        app.category("wood").await;
        let (cx, maker) = app.some_maker("木暖工房").await;
        let id = cx.new_id();
        let save = async |minutes, draft: ListingDraft| {
            let cx = store::Cx { now: cx.now + TimeDelta::minutes(minutes), ..cx.clone() };
            app.store.product_save(&cx, &maker, id, &draft).await.expect("saved");
        };
        save(0, coaster()).await;
        save(1, ListingDraft { title: "べつの題".into(), ..coaster() }).await;
        save(2, ListingDraft { price_yen: 2600, ..coaster() }).await;
        let rows = entity::product_price::Entity::find()
            .order_by_asc(entity::product_price::Column::FromAt)
            .all(app.db().read())
            .await
            .expect("rows");
        let prices: Vec<_> = rows.iter().map(|row| (row.from_at, row.price_yen, row.tax_rate_percent)).collect();
        assert_eq!(prices, [(cx.now, domain::Yen(2400), 10), (cx.now + TimeDelta::minutes(2), domain::Yen(2600), 10)]);
        assert_eq!(app.product_row(id).await.price_yen, domain::Yen(2600), "the newest also stands on the product");
    }
}

both_databases! {
    /// The back button, one more piece, the same form: the page says so and can go on as a sale of its own.
    async fn a_used_form_comes_back_with_a_fresh_key(app: TestApp) {
        shelf(&app, "木暖工房", &[piece(1001, 2400, 5)]).await;
        let mut staff = app.staff().await;
        let sale = |line: &'static str, key| [("line", line), ("tender", "cashless"), ("key", key)];
        staff.post_form("/staff/register/sale", &sale("1001x1", "used")).await.expect(303);
        let page = staff.post_form("/staff/register/sale", &sale("1001x2", "used")).await.expect(422).body;
        assert!(page.contains("べつの内容でもう会計しています") && page.contains("value=\"1001x2\""));
        let fresh = key(&page);
        assert_ne!(fresh, "used");
        staff.post_form("/staff/register/sale", &sale("1001x2", &fresh)).await.expect(303);

        let order = |quantity, key| {
            [("quantity", quantity), ("name", "山田 花子"), ("email", "hanako@example.jp"), ("phone", ""), ("key", key)]
        };
        let mut visitor = app.visitor();
        let placed = visitor.post_form("/shop/1001/reserve", &order("1", "used")).await.expect(303);
        let again = visitor.post_form("/shop/1001/reserve", &order("1", "used")).await.expect(303);
        assert_eq!(placed.location(), again.location());
        let page = visitor.post_form("/shop/1001/reserve", &order("2", "used")).await.expect(422).body;
        assert!(page.contains("べつの内容でもう取り置いています"));
        let fresh = key(&page);
        assert_ne!(fresh, "used");
        let left = app.store.order_offer(&app.cx(), 1001).await.expect("offer").available;
        assert_eq!(left, 1, "three sold, one reserved");
    }
}
