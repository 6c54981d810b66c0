//! The audit log: what stands in it, in words, and how it is found.

use domain::{
    IntoEnumIterator,
    form::FormInput,
    site::{AuditAction, AuditFilter, AuditThing},
};
use sea_orm::{ActiveValue::Set, EntityTrait};
use store::entity::audit_entry;
use uuid::Uuid;

use crate::{
    kpi_seed::jst,
    operator_rules::{as_operator, type_form, week_form},
    support::{Kind, TestApp},
};

/// An entry of that action, so many hours into November 25th.
fn entry(action: &str, subject: &str, hour: i64) -> audit_entry::ActiveModel {
    audit_entry::ActiveModel {
        id: Set(Uuid::now_v7()),
        at: Set(jst(2026, 11, 25, 60 * hour)),
        account_id: Set(None),
        role: Set("staff".into()),
        action: Set(action.into()),
        subject: Set(subject.into()),
        changes: Set(String::new()),
        request_id: Set("req".into()),
    }
}

both_databases! {
    async fn settings_say_old_and_new_in_words(app: TestApp) {
        let mut operator = app.operator().await;
        let new = [("name_ja", "レーザー"), ("rate", "1000"), ("slug", "laser")];
        operator.post_form("/operator/equipment/new", &new).await.expect(303);
        let first = type_form(&[("rate", "1000"), ("uses", "cut")]);
        operator.post_form("/operator/equipment/laser", &first).await.expect(303);
        let second = type_form(&[("rate", "1200"), ("induction", "on"), ("child", "not_allowed"), ("uses", "sew")]);
        operator.post_form("/operator/equipment/laser", &second).await.expect(303);
        operator.post_form("/operator/hours", &week_form(&[])).await.expect(303);
        operator.post_form("/operator/hours", &week_form(&[("close-2", "20:00")])).await.expect(303);
        operator.post_form("/operator/closures/holidays", &[("rule", "closed")]).await.expect(303);
        let rules =
            [("kids_places", "6"), ("release", "20"), ("no_shows", "2"), ("no_show_days", "30"), ("suspend_days", "7")];
        operator.post_form("/operator/rules", &rules).await.expect(303);
        let page = operator.get("/operator/audit").await.expect(200).body;
        for said in [
            "機器を足した",
            "機器の設定を変えた",
            "href=\"/operator/equipment/laser\"",
            "1時間の料金: 1,000円 → 1,200円",
            "予約には講習の修了が必要: いいえ → はい",
            "子どもといっしょのとき: いっしょに使える → 小さい子は入れない",
            "何に使うか（さがすときの目印）: 切る・彫る → 縫う",
            "水曜日 閉館: 21:00 → 20:00",
            "祝日のあつかい: ふだんの曜日と同じにする → 休館にする",
            "キッズコーナーの定員: 4 人 → 6 人",
            "operatorさん",
        ] {
            assert!(page.contains(said), "{said}: {page}");
        }
        operator.headers.insert("accept-language", "en".parse().expect("header"));
        let page = operator.get("/operator/audit?kind=equipment").await.expect(200).body;
        assert!(page.contains("Changed a machine") && !page.contains("Changed the opening hours"), "{page}");
    }
}

both_databases! {
    async fn the_log_is_found_by_who_kind_and_day(app: TestApp) {
        let client = app.operator().await;
        let (cx, operator) = as_operator(&app, &client);
        let who = client.account_id();
        let mut mine = entry("plan.order", "x", 3);
        mine.account_id = Set(Some(who));
        let next_day = entry("sale.record", "7", 24);
        let rows = [entry("sale.record", "7", 0), entry("check_in", "x", 2), mine, next_day];
        audit_entry::Entity::insert_many(rows).exec_without_returning(app.db().read()).await.expect("rows");
        let who_words = who.to_string();
        for (filter, expected) in [
            (vec![], vec!["sale.record", "plan.order", "check_in", "sale.record"]),
            (vec![("who", who_words.as_str())], vec!["plan.order"]),
            (vec![("kind", "sales")], vec!["sale.record", "sale.record"]),
            (vec![("to", "2026-11-25")], vec!["plan.order", "check_in", "sale.record"]),
            (vec![("from", "2026-11-26")], vec!["sale.record"]),
            (vec![("kind", "sales"), ("from", "2026-11-25"), ("to", "2026-11-25")], vec!["sale.record"]),
            (vec![("kind", "shop")], vec![]),
        ] {
            let input = filter.iter().fold(FormInput::default(), |input, (name, value)| input.with(*name, value));
            let log = app.store.audit_log(&cx, &operator, &AuditFilter::read(&input), 1).await.expect("log");
            let found: Vec<_> = log.rows.iter().map(|row| row.action.as_str()).collect();
            assert_eq!(found, expected, "{filter:?}");
        }
        let people = app.store.audit_people(&cx, &operator, None).await.expect("people");
        assert_eq!(people.iter().map(|(id, _)| *id).collect::<Vec<_>>(), [who], "who stands in the log");
        let member = app.member().await.account_id();
        let people = app.store.audit_people(&cx, &operator, Some(member)).await.expect("people");
        assert_eq!(people.len(), 2, "and who is chosen");
    }
}

both_databases! {
    async fn no_subject_breaks_the_page(app: TestApp) {
        let mut client = app.operator().await;
        let (cx, operator) = as_operator(&app, &client);
        let subjects = ["", "7", "week", "2026-11-25", "2026-11-25/2026-11-27", &Uuid::nil().to_string(), "a b"].map(str::to_owned);
        let rows = AuditAction::iter()
            .flat_map(|action| subjects.iter().map(move |subject| entry(action.into_str(), subject, 1)));
        audit_entry::Entity::insert_many(rows).exec_without_returning(app.db().read()).await.expect("rows");
        let log = app.store.audit_log(&cx, &operator, &AuditFilter::default(), 1).await.expect("log");
        for page in 1..=log.pages {
            let body = client.get(&format!("/operator/audit?page={page}")).await.expect(200).body;
            assert!(!body.contains("equipment_type."), "words for every action");
        }
        let log = app.store.audit_log(&cx, &operator, &AuditFilter::default(), 1).await.expect("log");
        assert!(log.rows.iter().all(|row| !matches!(row.thing, AuditThing::Booking { .. })));
    }
}

#[tokio::test]
async fn old_words_and_old_entries_are_shown_as_they_are() {
    let app = TestApp::new(Kind::Sqlite).await;
    let mut operator = app.operator().await;
    let rows = [entry("shelf.dust", "gone", 1), entry("closure.add", "2026-12-29/2027-01-03", 2)];
    audit_entry::Entity::insert_many(rows).exec_without_returning(app.db().read()).await.expect("rows");
    let page = operator.get("/operator/audit").await.expect(200).body;
    assert!(page.contains("shelf.dust") && page.contains("gone") && page.contains("システム"), "{page}");
    assert!(page.contains("休館日を足した") && page.contains("2026年12月29日"), "{page}");
    let none = operator.get("/operator/audit?kind=shop").await.expect(200).body;
    assert!(none.contains("あてはまる記録はありません") && none.contains("すべて見る"), "{none}");
}
