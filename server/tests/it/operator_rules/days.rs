//! Hours, breaks, closed days, 祝日.

use chrono::NaiveDate;
use domain::{
    booking::{ReserveError, Slot},
    calendar,
    equipment::{ClosedReason, OpenHours},
};
use sea_orm::{EntityTrait, PaginatorTrait};
use store::entity::closure;

use super::{audited, rule, week_form};
use crate::{
    booking::{ask, slot},
    support::today,
};

fn on(day: &str, start: i64, minutes: i64) -> Slot {
    let day: NaiveDate = day.parse().expect("a day");
    Slot::new(calendar::at_minute(day, start), calendar::at_minute(day, start + minutes)).expect("a slot")
}

both_databases! {
    async fn the_week_may_end_at_24_and_have_breaks(app: TestApp) {
        app.machine("laser", 1, false).await;
        let (cx, member) = app.someone("hanako").await;
        let mut client = app.operator().await;
        let reserve = async |start, minutes| app.store.booking_reserve(&cx, &member, ask("laser", slot(start, minutes))).await;
        assert!(matches!(rule(reserve(1380, 60).await), ReserveError::OutsideHours { .. }));
        // Today is a Wednesday.
        let form = week_form(&[("close-2", "24:00"), ("from-2-0", "12:00"), ("to-2-0", "１３：００")]);
        client.post_form("/operator/hours", &form).await.expect(303);
        reserve(1380, 60).await.expect("until midnight");
        assert_eq!(rule(reserve(690, 60).await), ReserveError::Break);
        reserve(780, 60).await.expect("behind the break");
        let page = client.get("/operator/hours").await.expect(200).body;
        assert!(page.contains("value=\"24:00\"") && page.contains("value=\"13:00\""), "{page}");
        // A refusal changes nothing and keeps what was typed.
        let wrong = week_form(&[("close-3", "9:00"), ("open-4", "10:10"), ("from-5-0", "22:00"), ("to-5-0", "23:00")]);
        let wrong = client.post_form("/operator/hours", &wrong).await.expect(422).body;
        assert!(wrong.contains("value=\"9:00\"") && wrong.contains("value=\"10:10\""));
        assert!(wrong.contains("始まりより後") && wrong.contains("15分きざみ") && wrong.contains("開館時間の中"));
        let days = app.store.equipment_days(&cx, "laser", today(), 7).await.expect("days").days;
        assert_eq!(days[0].hours.open, OpenHours::Open { open_minute: 600, close_minute: 1440 });
        assert_eq!(days[1].hours.open, OpenHours::Open { open_minute: 600, close_minute: 1260 });
        assert_eq!(audited(&app, "hours.change").await, 1);
    }
}

both_databases! {
    async fn holidays_are_closed_by_a_switch(app: TestApp) {
        app.machine("laser", 1, false).await;
        let (cx, member) = app.someone("hanako").await;
        let mut client = app.operator().await;
        // 元日 2027 is a Friday, 成人の日 a Monday, which is closed anyway.
        let newyear: NaiveDate = "2027-01-01".parse().expect("a day");
        let page = client.get("/operator/closures").await.expect(200).body;
        assert!(page.contains("元日") && page.contains("もともと休み"), "{page}");
        client.post_form("/operator/closures/holidays", &[("rule", "closed")]).await.expect(303);
        let day = app.store.equipment_days(&cx, "laser", newyear, 1).await.expect("days").days.remove(0);
        assert_eq!(day.hours.closed, Some(ClosedReason::Holiday("元日".into())));
        let closed = app.store.booking_reserve(&cx, &member, ask("laser", on("2027-01-01", 600, 60))).await;
        assert!(matches!(rule(closed), ReserveError::Closed));
        client.post_form("/operator/closures/holidays", &[("rule", "as_usual")]).await.expect(303);
        app.store.booking_reserve(&cx, &member, ask("laser", on("2027-01-01", 600, 60))).await.expect("open again");
        assert_eq!(audited(&app, "hours.holidays").await, 2);
    }
}

both_databases! {
    async fn days_with_bookings_are_closed_by_who_has_seen_them(app: TestApp) {
        app.machine("laser", 2, false).await;
        let (cx, member) = app.someone("hanako").await;
        let mut client = app.operator().await;
        let booked = app.store.booking_reserve(&cx, &member, ask("laser", on("2026-12-29", 600, 60))).await.expect("booked");
        let form = |seen: &'static str| {
            vec![
                ("first", "2026-12-28"),
                ("last", "2026-12-31"),
                ("reason_ja", "年末の休み"),
                ("reason_en", "New year"),
                ("seen", seen),
            ]
        };
        let asked = client.post_form("/operator/closures", &form("0")).await.expect(422).body;
        assert!(asked.contains("この日には予約が1件あります"), "{asked}");
        assert!(asked.contains("/staff/board?date=2026-12-29") && asked.contains("年末の休み"));
        assert!(asked.contains("name=\"seen\" value=\"1\"") && asked.contains("2026-12-31"));
        assert_eq!(closure::Entity::find().count(app.db().read()).await.expect("count"), 0);
        client.post_form("/operator/closures", &form("1")).await.expect(303);
        assert_eq!(closure::Entity::find().count(app.db().read()).await.expect("count"), 4);
        let closed = app.store.booking_reserve(&cx, &member, ask("laser", on("2026-12-30", 600, 60))).await;
        assert!(matches!(rule(closed), ReserveError::Closed));
        // The booking is still there, and the member's own to cancel.
        app.store.booking_cancel(&cx, &member, booked.id, Default::default()).await.expect("cancelled");
        client.post_form("/operator/closures/2026-12-30/remove", &[]).await.expect(303);
        app.store.booking_reserve(&cx, &member, ask("laser", on("2026-12-30", 600, 60))).await.expect("open again");
        client.post_form("/operator/closures/2026-12-30/remove", &[]).await.expect(404);
        assert_eq!((audited(&app, "closure.add").await, audited(&app, "closure.remove").await), (1, 1));
    }
}
