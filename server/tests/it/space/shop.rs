//! Categories and rates of tax.

use domain::shop::{ListingDraft, ProductError};
use sea_orm::EntityTrait;
use store::entity::{product, product_price};

use crate::{kpi_seed::jst, operator_rules::audited, shop::coaster, support::TestApp};

async fn category_of(app: &TestApp, slug: &str) -> domain::shop::Category {
    let all = app.store.categories().await.expect("categories");
    all.into_iter().find(|category| category.slug == slug).expect("the category")
}

both_databases! {
    async fn categories_are_added_renamed_ordered_ended(app: TestApp) {
        let mut operator = app.operator().await;
        let add = async |operator: &mut crate::support::Client, ja, en| {
            operator.post_form("/operator/shop/categories", &[("name_ja", ja), ("name_en", en)]).await.expect(303)
        };
        add(&mut operator, "布もの", "Fabric").await;
        add(&mut operator, "布もの 大", "Fabric").await;
        let refused = operator.post_form("/operator/shop/categories", &[("name_ja", ""), ("name_en", "Glass")]).await;
        assert!(refused.expect(422).body.contains("value=\"Glass\""));
        let slugs: Vec<_> = app.store.categories().await.expect("all").into_iter().map(|one| one.slug).collect();
        assert_eq!(slugs, ["fabric", "fabric-2"]);
        let second = category_of(&app, "fabric-2").await.id;
        let at = format!("/operator/shop/categories/{second}");
        operator.post_form(&at, &[("name_ja", "大きな布"), ("name_en", "")]).await.expect(303);
        operator.post_form(&format!("{at}/shift"), &[("to", "up")]).await.expect(303);
        let page = app.visitor().get("/shop").await.expect(200).body;
        assert!(page.find("大きな布").expect("renamed") < page.find("布もの").expect("there"), "in their order");
        operator.post_form(&format!("{at}/end"), &[]).await.expect(303);
        assert!(!app.visitor().get("/shop").await.body.contains("大きな布"));
        let choices = app.store.listing_choices(&app.cx()).await.expect("choices").categories;
        assert_eq!(choices.len(), 1, "nothing new is listed in it");
        assert!(operator.get("/operator/shop").await.expect(200).body.contains("終了"));
        operator.post_form(&format!("{at}/back"), &[]).await.expect(303);
        assert_eq!(app.store.listing_choices(&app.cx()).await.expect("choices").categories.len(), 2);
        for action in ["category.change", "category.order", "category.end", "category.bring_back"] {
            assert_eq!(audited(&app, action).await, 1, "{action}");
        }
        assert!(operator.get("/operator/audit?kind=shop").await.expect(200).body.contains("大きな布"));
    }
}

both_databases! {
    async fn without_categories_a_maker_is_told(app: TestApp) {
        let (cx, maker) = app.some_maker("木暖工房").await;
        let id = domain::ProductId(uuid::Uuid::now_v7());
        let refused = app.store.product_save(&cx, &maker, id, &ListingDraft { category_id: None, ..coaster() }).await;
        let expected = domain::DomainError::Product(ProductError::NoCategories);
        assert!(matches!(&refused, Err(store::Error::Domain(why)) if *why == expected), "{refused:?}");
    }
}

both_databases! {
    async fn a_rate_begins_on_its_day_for_all_pieces(app: TestApp) {
        let mut operator = app.operator().await;
        app.category("wood").await;
        let (cx, maker) = app.some_maker("木暖工房").await;
        let (id, _) = app.published(&cx, &maker, &coaster()).await;
        operator.post_form("/operator/shop/tax", &[("from", "2026-11-25"), ("percent", "12")]).await.expect(422);
        operator.post_form("/operator/shop/tax", &[("from", "2026-12-01"), ("percent", "12")]).await.expect(303);
        operator.post_form("/operator/shop/tax", &[("from", "2026-12-10"), ("percent", "15")]).await.expect(303);
        operator.post_form("/operator/shop/tax/2026-12-10/remove", &[]).await.expect(303);
        let rate = async || {
            let row = product::Entity::find_by_id(id).one(app.db().read()).await.expect("row").expect("the piece");
            (row.tax_rate_percent, row.price_yen)
        };
        let before = rate().await;
        app.run_jobs().await;
        assert_eq!((rate().await, before.0), (before, 10), "not before its day");
        app.clock.set(jst(2026, 12, 1, 0));
        app.run_jobs().await;
        assert_eq!(rate().await, (12, before.1), "the price, tax included, stays");
        let cx = store::Cx { now: app.store.now(), ..app.cx() };
        app.store.tax_rate_begin(&cx, "2026-12-01".parse().expect("a day")).await.expect("again");
        let prices = product_price::Entity::find().all(app.db().read()).await.expect("prices");
        let rates: Vec<_> = prices.iter().filter(|row| row.product_id == id).map(|row| row.tax_rate_percent).collect();
        assert_eq!(rates.iter().filter(|rate| **rate == 12).count(), 1, "{rates:?}");
        app.clock.set(jst(2026, 12, 11, 0));
        app.run_jobs().await;
        assert_eq!(rate().await.0, 12, "what was taken back does not begin");
        // The session of days ago has ended.
        let mut operator = app.sign_in("operator@example.jp", operator.account_id()).await;
        operator.post_form("/operator/shop/tax/2026-12-01/remove", &[]).await.expect(404);
    }
}
