//! The staff decide.

use chrono::TimeDelta;
use domain::{
    DomainError, IntoEnumIterator, Maker, ProductId, Staff,
    shop::{Decision, ListingDraft, ProductError, ProductStatus, ReviewCmd},
};
use sea_orm::{ColumnTrait, EntityTrait, PaginatorTrait, QueryFilter};
use store::{
    Cx, Error,
    entity::{audit_entry, job, product_review},
};

use super::coaster;
use crate::support::TestApp;

struct Case {
    cx: Cx,
    maker: Maker,
    staff_cx: Cx,
    staff: Staff,
    id: ProductId,
}

impl Case {
    /// A product that waits for the staff.
    async fn submitted(app: &TestApp) -> Case {
        app.category("wood").await;
        let (cx, maker) = app.some_maker("木暖工房").await;
        let (id, _) = app.draft_with_photo(&cx, &maker, &coaster()).await;
        app.store.product_submit(&cx, &maker, id).await.expect("handed in");
        let (staff_cx, staff) = app.some_staff().await;
        Case { cx, maker, staff_cx, staff, id }
    }

    async fn decide(&self, app: &TestApp, decision: Decision, note: &str) -> store::Result<()> {
        let seen = app.store.review_product(&self.staff_cx, &self.staff, self.id).await?.seen;
        let cmd = ReviewCmd { product_id: self.id, decision, note: note.to_owned(), seen };
        app.store.product_review(&self.staff_cx, &self.staff, &cmd).await
    }
}

async fn reviews(app: &TestApp) -> u64 {
    product_review::Entity::find().count(app.db().read()).await.expect("count")
}

both_databases! {
    async fn approved_products_are_published_and_their_makers_counted_once(app: TestApp) {
        let case = Case::submitted(&app).await;
        let queue = app.store.review_queue(&case.staff_cx, &case.staff, 1).await.expect("queue");
        assert_eq!((queue.items.len(), queue.items[0].id), (1, case.id));
        case.decide(&app, Decision::Approved, "").await.expect("approved");
        let row = app.product_row(case.id).await;
        assert_eq!((row.status.into_str(), row.published_at), ("published", Some(case.cx.now)));
        let counted = app.participations(case.maker.account_id).await;
        assert_eq!((counted.len(), counted[0].fiscal_year, counted[0].source_id), (1, 2026, case.id.0));
        assert_eq!(counted[0].kind, domain::kpi::ParticipationKind::Product);

        for decision in Decision::iter() {
            let again = case.decide(&app, decision, "もう一度").await;
            assert!(matches!(again, Err(Error::Domain(DomainError::Product(ProductError::NotSubmitted)))), "{again:?}");
        }
        assert_eq!(reviews(&app).await, 1);

        // Taken down and approved again: on sale, but no second participation for the same product.
        let withdrawn = app.store.product_withdraw(&case.cx, &case.maker, case.id).await.expect("withdrawn");
        assert_eq!(withdrawn, ProductStatus::Withdrawn);
        app.store.product_submit(&case.cx, &case.maker, case.id).await.expect("handed in");
        case.decide(&app, Decision::Approved, "").await.expect("approved");
        assert_eq!(app.participations(case.maker.account_id).await.len(), 1);
        assert_eq!(app.status_of(case.id).await, ProductStatus::Published);
    }
}

both_databases! {
    async fn returned_products_carry_a_note_back(app: TestApp) {
        let case = Case::submitted(&app).await;
        let without = case.decide(&app, Decision::Returned, " \n ").await;
        assert!(matches!(without, Err(Error::Domain(DomainError::Product(ProductError::NoteMissing)))), "{without:?}");
        let long = case.decide(&app, Decision::Returned, &"あ".repeat(1001)).await;
        assert!(matches!(long, Err(Error::Domain(DomainError::Product(ProductError::NoteTooLong { .. })))), "{long:?}");
        assert_eq!((reviews(&app).await, app.status_of(case.id).await), (0, ProductStatus::Submitted));

        case.decide(&app, Decision::Returned, "写真を明るくしてください\r\n\0").await.expect("returned");
        let listing = app.store.product_listing(&case.cx, &case.maker, case.id).await.expect("listing");
        assert_eq!((listing.status, listing.note.as_str()), (ProductStatus::Returned, "写真を明るくしてください"));
        assert!(app.participations(case.maker.account_id).await.is_empty());
        let mine = app.store.products_mine(&case.cx, &case.maker, 1).await.expect("list");
        assert_eq!(mine.items[0].note, "写真を明るくしてください");

        // The maker changes it and hands it in again; the note is answered.
        app.store.product_submit(&case.cx, &case.maker, case.id).await.expect("handed in");
        let listing = app.store.product_listing(&case.cx, &case.maker, case.id).await.expect("listing");
        assert_eq!(listing.note, "");
        let review = app.store.review_product(&case.staff_cx, &case.staff, case.id).await.expect("review");
        assert_eq!((review.past.len(), review.past[0].decision), (1, Decision::Returned));
    }
}

both_databases! {
    async fn nothing_unseen_is_approved(app: TestApp) {
        let mut case = Case::submitted(&app).await;
        let seen = app.store.review_product(&case.staff_cx, &case.staff, case.id).await.expect("review").seen;
        case.cx.now += TimeDelta::seconds(30);
        app.store.product_withdraw(&case.cx, &case.maker, case.id).await.expect("back");
        let shown = app.store.product_listing(&case.cx, &case.maker, case.id).await.expect("listing").draft;
        let changed = ListingDraft { title: "別のもの".into(), ..shown };
        app.store.product_save(&case.cx, &case.maker, case.id, &changed).await.expect("changed");
        app.store.product_submit(&case.cx, &case.maker, case.id).await.expect("handed in");
        let cmd = ReviewCmd { product_id: case.id, decision: Decision::Approved, note: String::new(), seen };
        let outcome = app.store.product_review(&case.staff_cx, &case.staff, &cmd).await;
        assert!(matches!(outcome, Err(Error::Domain(DomainError::Product(ProductError::ChangedMeanwhile)))), "{outcome:?}");
        assert_eq!((reviews(&app).await, app.status_of(case.id).await), (0, ProductStatus::Submitted));
        case.decide(&app, Decision::Approved, "").await.expect("approved after reading again");
    }
}

both_databases! {
    async fn two_staff_decide_once(app: TestApp) {
        let case = std::sync::Arc::new(Case::submitted(&app).await);
        let tasks: Vec<_> = (0..8)
            .map(|n| {
                let (app, case) = (app.clone(), case.clone());
                let decision = if n % 2 == 0 { Decision::Approved } else { Decision::Returned };
                tokio::spawn(async move { case.decide(&app, decision, "ことば").await })
            })
            .collect();
        let mut decided = 0;
        for task in tasks {
            match task.await.expect("no panic") {
                Ok(()) => decided += 1,
                Err(Error::Domain(DomainError::Product(ProductError::NotSubmitted | ProductError::ChangedMeanwhile))) => {}
                Err(other) => panic!("{other}"),
            }
        }
        assert_eq!((decided, reviews(&app).await), (1, 1));
    }
}

both_databases! {
    async fn a_decision_leaves_an_audit_entry_and_a_mail(app: TestApp) {
        let case = Case::submitted(&app).await;
        case.decide(&app, Decision::Returned, "サイズを書いてください").await.expect("returned");
        let entries = audit_entry::Entity::find().all(app.db().read()).await.expect("entries");
        assert_eq!(entries.len(), 1);
        assert_eq!((entries[0].action.as_str(), entries[0].subject.clone()), ("product.return", case.id.to_string()));
        assert_eq!((entries[0].account_id, entries[0].role.as_str()), (Some(case.staff.account_id), "staff"));
        let jobs = job::Entity::find().filter(job::Column::Kind.eq("review_mail")).count(app.db().read()).await;
        assert_eq!(jobs.expect("jobs"), 1);
        let news = app.store.review_news(case.id).await.expect("news").expect("a decision");
        assert_eq!((news.decision.into_str(), news.note.as_str()), ("returned", "サイズを書いてください"));
        assert_eq!(news.email, "木暖工房@example.jp");
        app.run_jobs().await;
        let mail = app.mails().pop().expect("a mail");
        assert_eq!(mail.to, news.email);
        assert!(mail.subject.contains("ヒノキのコースター") && mail.text.contains("サイズを書いてください"), "{mail:?}");
        assert!(mail.text.contains("http://tsukuriba.test/me/products"));
    }
}
