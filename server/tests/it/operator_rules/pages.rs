//! The forms themselves, and the page of the jobs.

use chrono::TimeDelta;
use domain::booking::SpaceRules;
use sea_orm::{ActiveValue::Set, EntityTrait};
use store::{clock::Clock as _, entity, jobs::Job};
use uuid::Uuid;

use super::{audited, type_form};
use crate::support::{Kind, TestApp};

#[tokio::test]
async fn a_refused_form_comes_back_as_it_was_typed() {
    let app = TestApp::new(Kind::Sqlite).await;
    let mut operator = app.operator().await;
    let form = type_form(&[
        ("slug", "Laser!"),
        ("minutes_min", "240"),
        ("rate", "たくさん"),
        ("name_ja", ""),
        ("summary_ja", "</textarea><script>alert(1)</script>"),
        ("buffer", "10"),
        ("child", "kids_corner"),
    ]);
    let page = operator.post_form("/operator/equipment/new", &form).await.expect(422).body;
    for kept in ["Laser!", "240", "たくさん", "&lt;/textarea&gt;&lt;script&gt;"] {
        assert!(page.contains(kept), "{kept}: {page}");
    }
    assert!(!page.contains("<script>alert"));
    for said in ["半角の小文字", "まえの欄より小さく", "数字で入力", "入力してください", "15分きざみ"]
    {
        assert!(page.contains(said), "{said}");
    }
    for linked in ["#f-slug", "#f-rate", "#f-name_ja", "#f-buffer", "#f-minutes_max"] {
        assert!(page.contains(&format!("href=\"{linked}\"")) && page.contains(&format!("id=\"{}\"", &linked[1..])));
    }
    operator.headers.insert("accept-language", "en".parse().expect("header"));
    let page = operator.post_form("/operator/equipment/new", &form).await.expect(422).body;
    assert!(page.contains("small letters, digits and hyphens") && page.contains("steps of 15 minutes"), "{page}");
    operator.get("/operator/equipment/none").await.expect(404);
    operator.get("/operator/plans/none").await.expect(404);
    assert_eq!(audited(&app, "equipment_type.add").await, 0);
}

both_databases! {
    async fn the_rules_of_the_space_are_saved(app: TestApp) {
        let mut operator = app.operator().await;
        operator.post_form("/operator/closures/holidays", &[("rule", "closed")]).await.expect(303);
        let form = [("kids_places", "6"), ("release", "20"), ("no_shows", "2"), ("no_show_days", "30"), ("suspend_days", "7")];
        operator.post_form("/operator/rules", &form).await.expect(303);
        let expected = SpaceRules {
            kids_places: 6,
            closed_on_holidays: true,
            closing_moves: false,
            release_minutes: 20,
            no_shows_max: 2,
            no_show_days: 30,
            suspend_days: 7,
        };
        assert_eq!(app.store.space_rules(&app.cx()).await.expect("rules"), expected);
        let wrong = operator.post_form("/operator/rules", &[("kids_places", "1000"), ("release", "")]).await.expect(422);
        assert!(wrong.body.contains("value=\"1000\"") && wrong.body.contains("0から100までの数"));
        let hub = operator.get("/operator/booking").await.expect(200).body;
        assert!(hub.contains("キッズコーナー 6人") && hub.contains("週6日"), "{hub}");
        assert_eq!(audited(&app, "booking_rules.change").await, 1);
    }
}

both_databases! {
    async fn work_that_does_not_run_is_seen(app: TestApp) {
        app.leave_jobs();
        let mut operator = app.operator().await;
        let page = operator.get("/operator/jobs").await.expect(200).body;
        assert!(page.contains("まだ動いていません") && !page.contains("note warn"), "{page}");
        for words in ["前日のお知らせ", "空き待ちの案内の期限", "来館がないときの時間の解放"] {
            assert!(page.contains(words), "{words} is listed before it ever ran");
        }
        app.runner(app.state.mailer.clone()).tidy(&app.cx()).await;
        let page = operator.get("/operator/jobs").await.expect(200).body;
        assert_eq!(page.matches("うまくいきました").count(), 5, "{page}");
        app.store.periodic_ran(&app.cx(), "idempotency_tidy", Some("<disk> full".into())).await.expect("recorded");
        let row = entity::job::ActiveModel {
            id: Set(Uuid::now_v7().into()),
            kind: Set("booking_release".into()),
            lane: Set("holds".into()),
            payload: Set("{}".into()),
            run_at: Set(app.clock.now() - TimeDelta::minutes(11)),
            attempts: Set(0),
            claim: Set(None),
            locked_until: Set(None),
            done_at: Set(None),
            failed_at: Set(None),
            last_error: Set(None),
            created_at: Set(app.clock.now()),
        };
        entity::job::Entity::insert(row).exec_without_returning(app.db().read()).await.expect("job");
        let page = operator.get("/operator/jobs").await.expect(200).body;
        assert!(page.contains("1件残っています") && page.contains("&lt;disk&gt; full"), "{page}");
        app.clock.advance(TimeDelta::minutes(121));
        let page = operator.get("/operator/jobs").await.expect(200).body;
        assert_eq!(page.matches("2時間以上動いていません").count(), 4, "{page}");
    }
}

#[test]
fn every_kind_of_job_is_listed() {
    let booking_id = domain::BookingId(Uuid::nil());
    assert!(Job::KINDS.contains(&Job::BookingRelease { booking_id }.kind()));
    let mut kinds = Job::KINDS.to_vec();
    kinds.sort_unstable();
    kinds.dedup();
    assert_eq!(kinds.len(), Job::KINDS.len());
}
