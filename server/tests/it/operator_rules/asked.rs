//! What the operator is asked before it is saved, and machines that are begun with little.

use domain::{
    booking::HolidayRule,
    calendar,
    equipment::{ClosedReason, OpenHours},
};

use super::{audited, week_form};
use crate::{
    booking::{ask, slot},
    support::today,
};

/// The days of the tests' week from Wednesday 25th November 2026 on.
fn hours(close: &'static str) -> Vec<(&'static str, &'static str)> {
    week_form(&[("open-2", "10:00"), ("close-2", close)])
}

both_databases! {
    async fn hours_that_leave_bookings_outside_are_asked_about(app: TestApp) {
        app.machine("laser", 1, false).await;
        let (cx, member) = app.someone("hanako").await;
        let early = app.store.booking_reserve(&cx, &member, ask("laser", slot(600, 60))).await.expect("booked");
        let late = app.store.booking_reserve(&cx, &member, ask("laser", slot(1200, 60))).await.expect("booked");
        let mut operator = app.operator().await;
        let asked = operator.post_form("/operator/hours", &hours("20:00")).await.expect(422).body;
        assert!(asked.contains("予約1件が開館時間の外になります") && asked.contains("value=\"20:00\""), "{asked}");
        assert!(asked.contains(&format!("#b-{}", late.id)) && !asked.contains(&format!("#b-{}", early.id)));
        assert!(asked.contains("name=\"seen\" value=\"1\"") && asked.contains("確かめたので保存する"));
        assert_eq!(audited(&app, "hours.change").await, 0, "nothing is saved before");
        // Another booking came meanwhile: asked again.
        let (cx, other) = app.someone("taro").await;
        app.store.booking_reserve(&cx, &other, ask("laser", slot(1140, 60))).await.expect("booked");
        let shorter = [&hours("19:00")[..], &[("seen", "1")]].concat();
        let again = operator.post_form("/operator/hours", &shorter).await.expect(422).body;
        assert!(again.contains("name=\"seen\" value=\"2\""), "{again}");
        operator.post_form("/operator/hours", &[&hours("19:00")[..], &[("seen", "2")]].concat()).await.expect(303);
        // What is outside already is not asked about once more.
        operator.post_form("/operator/hours", &hours("18:30")).await.expect(303);
        assert_eq!(audited(&app, "hours.change").await, 2);
    }
}

both_databases! {
    async fn a_week_without_an_open_day_is_asked_about(app: TestApp) {
        let mut operator = app.operator().await;
        let closed: Vec<(String, &str)> = (0..7).map(|weekday| (format!("closed-{weekday}"), "on")).collect();
        let closed: Vec<(&str, &str)> = closed.iter().map(|(name, on)| (name.as_str(), *on)).collect();
        let asked = operator.post_form("/operator/hours", &closed).await.expect(422).body;
        assert!(asked.contains("開館する曜日がありません") && asked.contains("name=\"seen_never_open\""), "{asked}");
        assert_eq!(audited(&app, "hours.change").await, 0);
        operator.post_form("/operator/hours", &[&closed[..], &[("seen_never_open", "on")]].concat()).await.expect(303);
        assert_eq!(audited(&app, "hours.change").await, 1);
    }
}

both_databases! {
    /// 成人の日, 11th January 2027, is a Monday, on which the space is closed.
    async fn monday_is_open_on_a_holiday_and_tuesday_closed(app: TestApp) {
        app.machine("laser", 1, false).await;
        let (cx, member) = app.someone("hanako").await;
        let day = |d: u32| chrono::NaiveDate::from_ymd_opt(2027, 1, d).expect("a day");
        app.clock.set(calendar::at_minute(day(5), 600));
        let (cx, member) = app.as_member(member.account_id, &cx.actor.account().expect("an account").email);
        let at = |d| domain::booking::Slot::new(calendar::at_minute(day(d), 600), calendar::at_minute(day(d), 660)).expect("a slot");
        app.store.booking_reserve(&cx, &member, ask("laser", at(12))).await.expect("Tuesday is open");
        let mut operator = app.operator().await;
        let rule = ("rule", HolidayRule::ClosingMoves.into_str());
        let asked = operator.post_form("/operator/closures/holidays", &[rule]).await.expect(422).body;
        assert!(asked.contains("予約1件が開館時間の外になります"), "{asked}");
        operator.post_form("/operator/closures/holidays", &[rule, ("seen", "1")]).await.expect(303);
        let days = app.store.equipment_days(&cx, "laser", day(11), 3).await.expect("days").days;
        assert_eq!(days[0].hours.open, OpenHours::Open { open_minute: 600, close_minute: 1260 });
        assert_eq!(days[1].hours.closed, Some(ClosedReason::Moved));
        assert!(days[2].hours.closed.is_none());
        app.store.booking_reserve(&cx, &member, ask("laser", at(11))).await.expect("the holiday is open");
        let page = operator.get("/operator/closures").await.expect(200).body;
        let moves = page.split("<input").find(|tag| tag.contains("closing_moves")).expect("the choice");
        assert!(moves.split('>').next().expect("a tag").contains("checked"));
        assert!(today() < day(5));
    }
}

both_databases! {
    async fn a_machine_is_begun_with_name_and_rate(app: TestApp) {
        let mut operator = app.operator().await;
        let form = operator.get("/operator/equipment/new").await.expect(200).body;
        assert!(!form.contains("name=\"minutes_min\"") && form.contains("name=\"rate\""));
        let wrong = [("name_ja", ""), ("rate", "たくさん"), ("name_en", "Table loom"), ("slug", "")];
        let refused = operator.post_form("/operator/equipment/new", &wrong).await.expect(422).body;
        assert!(refused.contains("名前（日本語）: 入力してください") && refused.contains("1時間の料金: "), "{refused}");
        assert!(refused.contains("value=\"Table loom\"") && refused.contains("たくさん"));
        for slug in ["machine", "machine-2"] {
            let fine = [("name_ja", "織機"), ("rate", "３００"), ("name_en", ""), ("slug", "")];
            let saved = operator.post_form("/operator/equipment/new", &fine).await.expect(303);
            assert_eq!(saved.location(), format!("/operator/equipment/{slug}"));
        }
        let page = operator.get("/operator/equipment/machine").await.expect(200).body;
        for missing in ["href=\"#f-name_en\"", "href=\"#f-summary_ja\"", "href=\"#f-child_words_ja\"", "href=\"#units\""] {
            assert!(page.contains(missing), "{missing}: {page}");
        }
        assert!(!page.contains("href=\"#f-name_ja\""));
        // Without English and child texts it can be booked.
        let unit = [("unit_ja", "1号機"), ("unit_en", "")];
        operator.post_form("/operator/equipment/machine/units/new", &unit).await.expect(303);
        let (cx, member) = app.someone("hanako").await;
        app.store.booking_reserve(&cx, &member, ask("machine", slot(600, 60))).await.expect("booked");
        let mut visitor = app.visitor();
        visitor.headers.insert("accept-language", "en".parse().expect("header"));
        assert!(visitor.get("/equipment/machine").await.expect(200).body.contains("織機"), "the Japanese name stands in");
    }
}
