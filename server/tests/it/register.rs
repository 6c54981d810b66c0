//! The counter: stock goes down once, sums are right, a receipt is what was sold.

use std::sync::Arc;

use chrono::TimeDelta;
use domain::{
    DomainError, Yen,
    orders::{OrderError, OrderOutcome},
    register::{CartContents, CartLine, CorrectionReason, RecordSale, RegisterError, TaxTotal, Tender},
};
use store::{Error, entity, register::PARKED_MAX};
use tokio::{sync::Barrier, task::JoinSet};

use crate::{
    shelf::{Piece, at_the_counter, available, count, order, piece, shelf},
    support::{TestApp, today},
};

/// A cash sale of lines.
fn cash(lines: &[(i64, i64)], tendered: i64, key: &str) -> RecordSale {
    let line =
        |(product_number, quantity): &(i64, i64)| CartLine { product_number: *product_number, quantity: *quantity };
    RecordSale {
        lines: lines.iter().map(line).collect(),
        orders: Vec::new(),
        tender: Tender::Cash,
        tendered: Yen(tendered),
        confirmed: None,
        correction: None,
        idempotency_key: key.to_owned(),
    }
}

both_databases! {
    async fn a_sale_adds_up(app: TestApp) {
        let one = shelf(&app, "木暖工房", &[piece(1001, 2400, 5), piece(1002, 2600, 1)]).await;
        let food = Piece { tax_rate_percent: 8, title: "手づくりジャム", ..piece(1003, 540, 9) };
        let two = shelf(&app, "十字花", &[food]).await;
        let (cx, staff) = at_the_counter(&app).await;
        // A line twice is one line of three.
        let cmd = cash(&[(1001, 1), (1002, 1), (1003, 2), (1001, 2)], 12_000, "k");
        let sale = app.store.sale_record(&cx, &staff, &cmd).await.expect("sold");
        let receipt = app.store.sale_receipt(&cx, &staff, sale.id).await.expect("receipt");
        assert_eq!(receipt.total, Yen(7200 + 2600 + 1080));
        assert_eq!(receipt.total, receipt.lines.iter().map(|line| line.total()).sum());
        assert_eq!((receipt.tendered, receipt.change), (Yen(12_000), Yen(1_120)));
        assert_eq!(receipt.lines.len(), 3);
        assert_eq!(
            receipt.taxes,
            [
                TaxTotal { rate_percent: 10, total: Yen(9800), tax: Yen(890) },
                TaxTotal { rate_percent: 8, total: Yen(1080), tax: Yen(80) },
            ]
        );
        assert_eq!((available(&app, 1001).await, available(&app, 1002).await, available(&app, 1003).await), (2, 0, 7));
        let counted: Vec<_> = rows::<entity::participation::Entity>(&app)
            .await
            .into_iter()
            .map(|row| (row.account_id, row.kind, row.fiscal_year, row.source_id))
            .collect();
        assert_eq!(counted.len(), 2, "each maker once");
        for account in [one, two] {
            assert!(counted.contains(&(account, domain::kpi::ParticipationKind::Sale, 2026, sale.id.0)), "{counted:?}");
        }
        let audit = rows::<entity::audit_entry::Entity>(&app).await;
        assert_eq!((audit.len(), audit[0].action.as_str(), audit[0].subject.as_str()), (1, "sale.record", "1"));
    }
}

async fn rows<E: sea_orm::EntityTrait>(app: &TestApp) -> Vec<E::Model> {
    E::find().all(app.db().read()).await.expect("rows")
}

both_databases! {
    async fn tax_is_rounded_once_per_rate(app: TestApp) {
        shelf(&app, "木暖工房", &[piece(1, 105, 1), piece(2, 105, 1), piece(3, 105, 1)]).await;
        let (cx, staff) = at_the_counter(&app).await;
        let sale = app.store.sale_record(&cx, &staff, &cash(&[(1, 1), (2, 1), (3, 1)], 315, "k")).await.expect("sold");
        let receipt = app.store.sale_receipt(&cx, &staff, sale.id).await.expect("receipt");
        assert_eq!(receipt.taxes, [TaxTotal { rate_percent: 10, total: Yen(315), tax: Yen(28) }]);
    }
}

both_databases! {
    async fn a_replayed_cart_is_one_sale(app: TestApp) {
        shelf(&app, "木暖工房", &[piece(1001, 2400, 5)]).await;
        let (cx, staff) = at_the_counter(&app).await;
        let mut sends = JoinSet::new();
        for _ in 0..6 {
            let (app, cx, staff) = (app.clone(), cx.clone(), staff.clone());
            sends.spawn(async move { app.store.sale_record(&cx, &staff, &cash(&[(1001, 1)], 3000, "k")).await });
        }
        let numbers: Vec<i64> = sends.join_all().await.into_iter().map(|sent| sent.expect("answered").number).collect();
        assert_eq!(numbers, [1; 6]);
        assert_eq!((available(&app, 1001).await, count::<entity::sale::Entity>(&app).await), (4, 1));
        // The same form with another cart (back button, then one more piece) is not a replay: nothing leaves unpaid.
        let other = app.store.sale_record(&cx, &staff, &cash(&[(1001, 2)], 5000, "k")).await;
        assert!(matches!(other, Err(Error::Domain(DomainError::Register(RegisterError::FormUsed)))), "{other:?}");
        assert_eq!(available(&app, 1001).await, 4);
    }
}

both_databases! {
    async fn counter_and_web_cannot_both_have_the_last_piece(app: TestApp) {
        const EACH: usize = 25;
        shelf(&app, "木暖工房", &[piece(1001, 3800, 1)]).await;
        let (cx, staff) = at_the_counter(&app).await;
        let gate = Arc::new(Barrier::new(2 * EACH));
        let mut buyers = JoinSet::new();
        for n in 0..EACH {
            let (web, at) = (app.clone(), gate.clone());
            buyers.spawn(async move {
                at.wait().await;
                web.store.order_place(&web.cx(), &order(1001, &format!("web-{n}"))).await.map(|_| ())
            });
            let (counter, at, cx, staff) = (app.clone(), gate.clone(), cx.clone(), staff.clone());
            buyers.spawn(async move {
                at.wait().await;
                let cmd = cash(&[(1001, 1)], 4000, &format!("counter-{n}"));
                counter.store.sale_record(&cx, &staff, &cmd).await.map(|_| ())
            });
        }
        let outcomes = buyers.join_all().await;
        assert_eq!(outcomes.iter().filter(|outcome| outcome.is_ok()).count(), 1, "{outcomes:?}");
        let refused = |outcome: &&Result<(), Error>| {
            matches!(
                outcome,
                Err(Error::Domain(DomainError::Order(OrderError::NotEnoughStock { available: 0, .. }))
                    | Error::Domain(DomainError::Register(RegisterError::NotEnoughStock { available: 0, .. }))
                    | Error::Domain(DomainError::Busy))
            )
        };
        assert_eq!(outcomes.iter().filter(refused).count(), 2 * EACH - 1, "{outcomes:?}");
        let taken = count::<entity::order_line::Entity>(&app).await + count::<entity::sale_line::Entity>(&app).await;
        assert_eq!((available(&app, 1001).await, taken), (0, 1));
    }
}

both_databases! {
    async fn an_order_is_picked_up_once(app: TestApp) {
        shelf(&app, "木暖工房", &[piece(1001, 3800, 1), piece(1002, 500, 3)]).await;
        let placed = app.store.order_place(&app.cx(), &order(1001, "k")).await.expect("placed");
        // The price of the order holds, whatever the maker does meanwhile.
        app.db().execute_unprepared("UPDATE product SET price_yen = 9000 WHERE number = 1001").await.expect("dearer");
        let (cx, staff) = at_the_counter(&app).await;
        let pick_up = |key: &str| RecordSale { orders: vec![placed.number], ..cash(&[(1002, 2)], 5000, key) };
        let (first, second) = (pick_up("a"), pick_up("b"));
        let (first, second) = tokio::join!(
            app.store.sale_record(&cx, &staff, &first),
            app.store.sale_record(&cx, &staff, &second)
        );
        let (sold, refused) = if first.is_ok() { (first, second) } else { (second, first) };
        assert!(matches!(refused, Err(Error::Domain(DomainError::Register(RegisterError::OrderEnded)))), "{refused:?}");
        let receipt = app.store.sale_receipt(&cx, &staff, sold.expect("sold").id).await.expect("receipt");
        assert_eq!((receipt.total, receipt.order_numbers), (Yen(4800), vec![placed.number]));
        assert_eq!((available(&app, 1001).await, available(&app, 1002).await), (0, 1), "held pieces go once");
        let view = app.store.order_view(&app.cx(), placed.id, Some(&placed.key)).await.expect("view");
        assert_eq!(view.end.map(|(outcome, _)| outcome), Some(OrderOutcome::PickedUp));
        app.clock.advance(TimeDelta::days(9));
        assert!(!app.store.order_expire(&app.cx(), placed.id).await.expect("nothing to expire"));
        assert_eq!(available(&app, 1001).await, 0, "a sold piece does not come back");
    }
}

both_databases! {
    /// Two reservations of one buyer are paid for together, and each of them once.
    async fn reservations_join_one_sale(app: TestApp) {
        shelf(&app, "木暖工房", &[piece(1001, 3800, 1), piece(1002, 500, 3)]).await;
        let one = app.store.order_place(&app.cx(), &order(1001, "a")).await.expect("placed");
        let two = app.store.order_place(&app.cx(), &order(1002, "b")).await.expect("placed");
        let (cx, staff) = at_the_counter(&app).await;
        let both = RecordSale { orders: vec![two.number, one.number], ..cash(&[(1002, 1)], 5000, "k") };
        let sale = app.store.sale_record(&cx, &staff, &both).await.expect("sold");
        let receipt = app.store.sale_receipt(&cx, &staff, sale.id).await.expect("receipt");
        assert_eq!((receipt.total, receipt.order_numbers), (Yen(4800), vec![one.number, two.number]));
        assert_eq!((available(&app, 1001).await, available(&app, 1002).await), (0, 1));
        let again = RecordSale { orders: vec![one.number], ..cash(&[], 5000, "other") };
        let refused = app.store.sale_record(&cx, &staff, &again).await;
        assert!(matches!(refused, Err(Error::Domain(DomainError::Register(RegisterError::OrderEnded)))), "{refused:?}");
    }
}

both_databases! {
    /// A piece in the customer's hand that stock calls sold, or keeps for somebody else, is sold with a reason: the
    /// correction is written down with the sale, and what others were promised stays promised.
    async fn a_piece_that_stock_calls_sold_is_sold_with_a_reason(app: TestApp) {
        shelf(&app, "木暖工房", &[piece(1001, 2400, 0), piece(1002, 500, 1)]).await;
        app.store.order_place(&app.cx(), &order(1002, "k")).await.expect("placed");
        let (cx, staff) = at_the_counter(&app).await;
        let cmd = cash(&[(1001, 1), (1002, 1)], 3000, "k");
        let refused = app.store.sale_record(&cx, &staff, &cmd).await;
        let missing = RegisterError::NotEnoughStock { product_number: 1001, available: 0 };
        assert!(matches!(refused, Err(Error::Domain(DomainError::Register(why))) if why == missing), "{refused:?}");
        assert_eq!(count::<entity::stock_correction::Entity>(&app).await, 0);
        let reasoned = RecordSale { correction: Some(CorrectionReason::Miscounted), ..cmd };
        let sale = app.store.sale_record(&cx, &staff, &reasoned).await.expect("sold");
        let receipt = app.store.sale_receipt(&cx, &staff, sale.id).await.expect("receipt");
        let reason = CorrectionReason::Miscounted;
        assert_eq!(receipt.corrections, [(1001, 1, reason), (1002, 1, reason)]);
        let mut stock: Vec<_> = rows::<entity::stock::Entity>(&app).await.iter().map(|row| (row.on_hand, row.reserved)).collect();
        stock.sort_unstable();
        assert_eq!(stock, [(0, 0), (1, 1)], "the reserved piece is still reserved");
        let mut audit: Vec<_> = rows::<entity::audit_entry::Entity>(&app)
            .await
            .into_iter()
            .filter(|row| row.action == "stock.correct")
            .map(|row| row.subject)
            .collect();
        audit.sort_unstable();
        assert_eq!(audit, ["1001", "1002"]);
        let written = rows::<entity::stock_correction::Entity>(&app).await;
        assert!(written.iter().all(|row| row.sale_id == sale.id && row.account_id == staff.account_id));
    }
}

both_databases! {
    /// Many tablets sell a piece, all but one with a reason: each piece is accounted for by the stock or by a correction.
    /// The guard is the one of every sale; its control stands with the orders.
    async fn corrections_at_one_time_add_up(app: TestApp) {
        const EACH: i64 = 8;
        shelf(&app, "木暖工房", &[piece(1001, 2400, 1)]).await;
        let (cx, staff) = at_the_counter(&app).await;
        let mut sales = JoinSet::new();
        for n in 0..EACH {
            let (app, cx, staff) = (app.clone(), cx.clone(), staff.clone());
            sales.spawn(async move {
                let correction = Some(CorrectionReason::NotEntered);
                let cmd = RecordSale { correction, ..cash(&[(1001, 1)], 2400, &format!("k{n}")) };
                app.store.sale_record(&cx, &staff, &cmd).await
            });
        }
        let outcomes = sales.join_all().await;
        let sold = outcomes.iter().filter(|outcome| outcome.is_ok()).count();
        let busy = |outcome: &&Result<_, Error>| {
            matches!(
                outcome,
                Err(Error::Domain(DomainError::Busy | DomainError::Register(RegisterError::NotEnoughStock { .. })))
            )
        };
        assert_eq!(sold + outcomes.iter().filter(busy).count(), EACH as usize, "{outcomes:?}");
        let corrected: i64 = rows::<entity::stock_correction::Entity>(&app).await.iter().map(|row| row.pieces).sum();
        let stock = &rows::<entity::stock::Entity>(&app).await[0];
        assert!(sold >= 1);
        assert_eq!(stock.on_hand, 1 + corrected - sold as i64, "every piece is accounted for");
        assert_eq!((stock.on_hand, stock.reserved), (0, 0));
    }
}

both_databases! {
    async fn a_parked_cart_comes_back_once(app: TestApp) {
        shelf(&app, "木暖工房", &[piece(1001, 2400, 5), piece(1002, 500, 3)]).await;
        let (cx, staff) = at_the_counter(&app).await;
        let (other_cx, other) = at_the_counter(&app).await;
        let cart = |key: &str, line: &str| CartContents::parse(&format!("line={line}&tendered=3000&key={key}"));
        let (one, two) = (cart(&"a".repeat(32), "1001x2"), cart(&"b".repeat(32), "1002x1"));
        assert!(app.store.cart_park(&cx, &staff, &one).await.expect("parked"));
        assert!(app.store.cart_park(&cx, &staff, &one).await.expect("parked"), "sent twice, parked once");
        assert!(!app.store.cart_park(&cx, &staff, &cart(&"c".repeat(32), "x")).await.expect("nothing in it"));
        let list = app.store.carts_parked(&other_cx, &other).await.expect("list");
        assert_eq!(list.len(), 1);
        assert_eq!((list[0].staff.as_str(), &list[0].lines[..]), ("staffさん", &[("ヒノキのコースター".to_owned(), 2)][..]));

        // Any tablet brings it back; what stood there is parked in exchange.
        let (id, nothing) = (one.id().expect("a key"), CartContents::default());
        let (first, second) = tokio::join!(
            app.store.cart_resume(&cx, &staff, id, &two),
            app.store.cart_resume(&other_cx, &other, id, &nothing)
        );
        let (back, refused, waits) = if first.is_ok() { (first, second, 1) } else { (second, first, 0) };
        assert_eq!(back.expect("back"), one);
        assert!(matches!(refused, Err(Error::Domain(DomainError::Register(RegisterError::ParkedGone)))), "{refused:?}");
        assert_eq!(app.store.carts_parked_count(&cx, &staff).await.expect("count"), waits);
        // Sold from wherever: the parked row goes with it.
        let sale = RecordSale { idempotency_key: one.key.clone(), ..cash(&[(1001, 2)], 5000, "") };
        app.store.sale_record(&cx, &staff, &sale).await.expect("sold");
        let gone = app.store.cart_resume(&cx, &staff, id, &CartContents::default()).await;
        assert!(matches!(gone, Err(Error::Domain(DomainError::Register(RegisterError::ParkedGone)))), "{gone:?}");
    }
}

both_databases! {
    /// The control of the race above: whoever looks first and marks afterwards gets a cart that another tablet has too.
    async fn without_the_guard_two_tablets_get_the_cart(app: TestApp) {
        let (cx, staff) = at_the_counter(&app).await;
        let cart = CartContents::parse(&format!("line=1001x1&key={}", "a".repeat(32)));
        app.store.cart_park(&cx, &staff, &cart).await.expect("parked");
        let gate = Arc::new(Barrier::new(2));
        let mut tablets = JoinSet::new();
        for _ in 0..2 {
            let (app, gate) = (app.clone(), gate.clone());
            tablets.spawn(async move {
                let is_free = rows::<entity::parked_cart::Entity>(&app).await[0].taken_at.is_none();
                // Both have looked before one writes.
                gate.wait().await;
                let sql = "UPDATE parked_cart SET taken_at = at";
                is_free && app.db().execute_unprepared(sql).await.is_ok()
            });
        }
        let got = tablets.join_all().await.into_iter().filter(|got| *got).count();
        assert_eq!(got, 2, "the control must give it to both, or the race above proves nothing");
    }
}

both_databases! {
    /// The answer of bringing it back can be lost: whoever asked may ask again, and a discarded one is gone.
    async fn a_parked_cart_is_not_lost_with_an_answer(app: TestApp) {
        let (cx, staff) = at_the_counter(&app).await;
        let cart = CartContents::parse(&format!("line=1001x1&key={}", "a".repeat(32)));
        let id = cart.id().expect("a key");
        app.store.cart_park(&cx, &staff, &cart).await.expect("parked");
        for _ in 0..2 {
            let back = app.store.cart_resume(&cx, &staff, id, &CartContents::default()).await.expect("back");
            assert_eq!(back, cart);
        }
        app.store.cart_park(&cx, &staff, &cart).await.expect("parked again");
        app.store.cart_discard(&cx, &staff, id).await.expect("discarded");
        assert!(app.store.cart_resume(&cx, &staff, id, &CartContents::default()).await.is_err());
        for n in 0..PARKED_MAX {
            let cart = CartContents { key: format!("{n:032x}"), ..cart.clone() };
            assert!(app.store.cart_park(&cx, &staff, &cart).await.expect("parked"));
        }
        let full = app.store.cart_park(&cx, &staff, &cart).await;
        let why = RegisterError::TooManyParked { max: PARKED_MAX };
        assert!(matches!(full, Err(Error::Domain(DomainError::Register(said))) if said == why), "{full:?}");
    }
}

both_databases! {
    async fn a_refused_sale_changes_nothing(app: TestApp) {
        shelf(&app, "木暖工房", &[piece(1001, 2400, 5), piece(1002, 100, 1)]).await;
        let (cx, staff) = at_the_counter(&app).await;
        let refusals = [
            (cash(&[], 0, "a"), RegisterError::NoLines),
            (cash(&[(1001, 2)], 4799, "b"), RegisterError::TenderedTooLittle { short: Yen(1) }),
            (cash(&[(1001, 1)], 10_001, "f"), RegisterError::TenderedFarAbove { tendered: Yen(10_001), change: Yen(7_601) }),
            (cash(&[(999, 1)], 9999, "c"), RegisterError::NotForSale { product_number: 999 }),
            (cash(&[(1001, 1), (1002, 2)], 9999, "d"), RegisterError::NotEnoughStock { product_number: 1002, available: 1 }),
            (RecordSale { orders: vec![77], ..cash(&[(1001, 1)], 9999, "e") }, RegisterError::OrderEnded),
        ];
        for (cmd, reason) in refusals {
            let refused = app.store.sale_record(&cx, &staff, &cmd).await;
            assert!(matches!(refused, Err(Error::Domain(DomainError::Register(why))) if why == reason), "{refused:?}");
        }
        let everything = (
            available(&app, 1001).await,
            count::<entity::sale::Entity>(&app).await,
            count::<entity::participation::Entity>(&app).await,
            count::<entity::audit_entry::Entity>(&app).await,
        );
        assert_eq!(everything, (5, 0, 0, 0));
    }
}

both_databases! {
    async fn the_counter_finds_pieces(app: TestApp) {
        let jam = Piece { title: "50%ジャム_Jam", ..piece(1002, 500, 0) };
        shelf(&app, "木暖工房", &[piece(1001, 2400, 5), jam]).await;
        shelf(&app, "十字花 Cross", &[Piece { title: "刺し子のふきん", ..piece(1003, 900, 2) }]).await;
        let (cx, staff) = at_the_counter(&app).await;
        let found = async |query: &str| -> Vec<i64> {
            let lookup = app.store.register_lookup(&cx, &staff, query).await.expect("lookup");
            lookup.products.iter().map(|piece| piece.number).collect()
        };
        for code in ["1001", "１００１", "TK:1001", "https://shop.example/shop/1001"] {
            assert_eq!(found(code).await, [1001], "{code}");
        }
        assert_eq!(found("コースター").await, [1001]);
        assert_eq!(found("木暖").await, [1001, 1002]);
        assert_eq!(found("jam").await, [1002]);
        assert_eq!(found("CROSS").await, [1003]);
        assert_eq!(found("%").await, [1002], "wildcards are taken literally");
        assert_eq!(found("_").await, [1002]);
        assert_eq!(found("\\").await, Vec::<i64>::new());
        assert_eq!(found("9999").await, Vec::<i64>::new());
        app.db().execute_unprepared("UPDATE product SET status = 'draft' WHERE number = 1001").await.expect("draft");
        assert_eq!(found("1001").await, Vec::<i64>::new());
        let order = app.store.register_lookup(&cx, &staff, "TKO:12").await.expect("lookup");
        assert_eq!((order.order_number, order.products.len()), (Some(12), 0));
    }
}

both_databases! {
    async fn the_day_lists_its_sales(app: TestApp) {
        shelf(&app, "木暖工房", &[piece(1001, 2400, 9)]).await;
        let (cx, staff) = at_the_counter(&app).await;
        app.store.sale_record(&cx, &staff, &cash(&[(1001, 1)], 3000, "a")).await.expect("sold");
        let cashless = RecordSale { tender: Tender::Cashless, ..cash(&[(1001, 2)], 0, "b") };
        app.store.sale_record(&cx, &staff, &cashless).await.expect("sold");
        let day = app.store.sales_of_day(&cx, &staff, today(), 1).await.expect("day");
        assert_eq!((day.sales.total, day.cash, day.cashless), (2, Yen(2400), Yen(4800)));
        assert_eq!(day.sales.rows.iter().map(|row| (row.number, row.pieces)).collect::<Vec<_>>(), [(2, 2), (1, 1)]);
        let before = app.store.sales_of_day(&cx, &staff, today() - TimeDelta::days(1), 7).await.expect("day");
        assert_eq!((before.sales.total, before.cash, before.sales.page), (0, Yen(0), 1));
    }
}
