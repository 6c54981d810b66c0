//! The commission: set for days to come, told to makers while they list a piece.

use crate::operator_rules::audited;

/// What a price of 3,700 yen brings.
const WORDS: &str = "受け取り 2,960円（手数料20%・740円）";

both_databases! {
    async fn a_commission_is_set_for_days_to_come(app: TestApp) {
        let mut operator = app.operator().await;
        let at = "/operator/shop/commission";
        assert!(operator.get(at).await.expect(200).body.contains("20%"));
        let refused = operator.post_form(at, &[("from", "2026-11-25"), ("percent", "１５")]).await.expect(422).body;
        assert!(refused.contains("１５"), "nothing typed is lost");
        operator.post_form(at, &[("from", "2026-12-01"), ("percent", "51")]).await.expect(422);
        operator.post_form(at, &[("from", "2026-12-01"), ("percent", "１５")]).await.expect(303);
        operator.post_form(at, &[("from", "2027-01-01"), ("percent", "25")]).await.expect(303);
        operator.post_form(&format!("{at}/2027-01-01/remove"), &[]).await.expect(303);
        assert_eq!(app.store.commission_now(&app.cx()).await.expect("today's"), 20);
        app.clock.advance(chrono::TimeDelta::days(7));
        assert_eq!(app.store.commission_now(&app.cx()).await.expect("today's"), 15);
        let mut operator = app.signed_in("second@example.jp", domain::members::Role::Operator).await;
        operator.post_form(&format!("{at}/2026-12-01/remove"), &[]).await.expect(404);
        assert_eq!((audited(&app, "commission.add").await, audited(&app, "commission.remove").await), (2, 1));
    }
}

both_databases! {
    async fn the_form_says_what_a_price_brings(app: TestApp) {
        let category = app.category("wood").await.to_string();
        let mut maker = app.maker().await;
        assert!(maker.get("/me/products/new").await.expect(200).body.contains("手数料は20%です"));
        let fields = [("title", ""), ("category", category.as_str()), ("price", "３，７００"), ("kind", "one"), ("action", "submit")];
        let refused = maker.post_multipart("/me/products/new", &fields, &[]).await.expect(422).body;
        assert!(refused.contains(WORDS), "{refused}");
        assert!(maker.get("/me/products").await.expect(200).body.contains(WORDS));
    }
}
