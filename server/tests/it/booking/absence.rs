//! Not having come, as the staff say it: not before the release time, and for ten seconds only in between.

use chrono::{DateTime, TimeDelta, Utc};
use domain::{
    BookingId, DomainError,
    booking::{BookingStatus, CancelError, NO_SHOW_UNDO_SECONDS, UnitNow},
    calendar,
};
use sea_orm::{EntityTrait, PaginatorTrait};
use store::{Error, entity};

use super::{ask, slot};
use crate::support::{TestApp, today};

/// When a booking from 10:00 on is released.
const RELEASE: i64 = 615;

fn at(minute: i64, seconds: i64) -> DateTime<Utc> {
    calendar::at_minute(today(), minute) + TimeDelta::seconds(seconds)
}

impl TestApp {
    async fn no_shows(&self) -> u64 {
        entity::no_show::Entity::find().count(self.db().read()).await.expect("count")
    }

    fn mails_of_absence(&self) -> usize {
        self.mails().iter().filter(|mail| mail.text.contains("いらっしゃらなかった")).count()
    }

    fn offers(&self) -> usize {
        self.mails().iter().filter(|mail| mail.to == "next@example.jp").count()
    }
}

#[track_caller]
fn refusal(outcome: store::Result<()>) -> CancelError {
    match outcome {
        Err(Error::Domain(DomainError::Cancel(refusal))) => refusal,
        other => panic!("not refused: {other:?}"),
    }
}

/// A booking from 10:00 to 12:00 of somebody, with somebody else in line.
async fn awaited(app: &TestApp) -> BookingId {
    app.machine("laser", 1, false).await;
    let (cx, member) = app.someone("hanako").await;
    let id = app.store.booking_reserve(&cx, &member, ask("laser", slot(600, 120))).await.expect("booked").id;
    let (cx, next) = app.someone("next").await;
    app.store.waitlist_join(&cx, &next, &ask("laser", slot(660, 60)), None).await.expect("in line");
    id
}

both_databases! {
    async fn nobody_is_said_not_to_have_come_before_the_release(app: TestApp) {
        let id = awaited(&app).await;
        let (_, staff) = app.someone_of_staff().await;
        app.clock.set(at(RELEASE, -1));
        let (cx, staff) = app.as_staff(staff.account_id);
        let early = refusal(app.store.no_show_by_staff(&cx, &staff, id).await);
        assert_eq!(early, CancelError::NotReleased { at: at(RELEASE, 0) });
        let board = app.store.board(&cx, &staff, today()).await.expect("board");
        assert!(!board.units[0].bookings[0].can_be_no_show);
        app.clock.set(at(RELEASE, 0));
        let (cx, staff) = app.as_staff(staff.account_id);
        let board = app.store.board(&cx, &staff, today()).await.expect("board");
        assert!(board.units[0].bookings[0].can_be_no_show);
        app.store.no_show_by_staff(&cx, &staff, id).await.expect("recorded");
        app.store.no_show_by_staff(&cx, &staff, id).await.expect("again changes nothing");
        assert_eq!(app.no_shows().await, 1);
    }
}

both_databases! {
    async fn it_is_taken_back_for_ten_seconds_and_nobody_is_told(app: TestApp) {
        let id = awaited(&app).await;
        let (_, staff) = app.someone_of_staff().await;
        let staff = staff.account_id;
        app.clock.set(at(RELEASE, 0));
        let (cx, right) = app.as_staff(staff);
        app.store.no_show_by_staff(&cx, &right, id).await.expect("recorded");
        app.clock.set(at(RELEASE, NO_SHOW_UNDO_SECONDS - 1));
        app.run_jobs().await;
        assert_eq!((app.mails_of_absence(), app.offers()), (0, 0), "neither mail nor offer before");
        let (cx, right) = app.as_staff(staff);
        let board = app.store.board(&cx, &right, today()).await.expect("board");
        let row = &board.units[0].bookings[0];
        assert_eq!((row.state, row.undo_until), (BookingStatus::NoShow, Some(at(RELEASE, NO_SHOW_UNDO_SECONDS))));
        assert!(matches!(board.units[0].now, Some(UnitNow::Taken { .. })), "its time is kept meanwhile");
        app.store.no_show_undo(&cx, &right, id).await.expect("taken back");
        app.store.no_show_undo(&cx, &right, id).await.expect("again changes nothing");
        assert_eq!(app.no_shows().await, 0);

        // The first word's job is due now and finds nothing; said again, it ends ten seconds after that.
        app.store.no_show_by_staff(&cx, &right, id).await.expect("said again");
        app.clock.set(at(RELEASE, NO_SHOW_UNDO_SECONDS));
        app.run_jobs().await;
        assert_eq!((app.mails_of_absence(), app.offers()), (0, 0));
        app.clock.set(at(RELEASE, 2 * NO_SHOW_UNDO_SECONDS - 1));
        let (cx, right) = app.as_staff(staff);
        let late = refusal(app.store.no_show_undo(&cx, &right, id).await);
        assert_eq!(late, CancelError::UndoOver { seconds: NO_SHOW_UNDO_SECONDS });
        app.run_jobs().await;
        assert_eq!((app.mails_of_absence(), app.offers()), (1, 1));
        app.store.absence_end(&cx, id).await.expect("again changes nothing");
        app.run_jobs().await;
        assert_eq!((app.no_shows().await, app.mails_of_absence(), app.offers()), (1, 1, 1));
    }
}

both_databases! {
    async fn what_the_clock_said_is_not_taken_back(app: TestApp) {
        let id = awaited(&app).await;
        let (_, staff) = app.someone_of_staff().await;
        app.clock.set(at(RELEASE, 0));
        app.run_jobs().await;
        let (cx, staff) = app.as_staff(staff.account_id);
        let board = app.store.board(&cx, &staff, today()).await.expect("board");
        let row = &board.units[0].bookings[0];
        assert_eq!((row.state, row.undo_until), (BookingStatus::NoShow, None));
        refusal(app.store.no_show_undo(&cx, &staff, id).await);
        assert_eq!((app.no_shows().await, app.mails_of_absence(), app.offers()), (1, 1, 1));
    }
}

both_databases! {
    async fn an_act_comes_back_to_its_row(app: TestApp) {
        let id = awaited(&app).await;
        let mut staff = app.staff().await;
        app.clock.set(at(RELEASE, 0));
        let board = staff.get("/staff/board").await.expect(200).body;
        let late = board.find("id=\"late\"").expect("the late stand apart");
        assert!(late < board.find("class=\"board\"").expect("machines") && board.contains("href=\"#late\""));
        let path = format!("/staff/bookings/{id}/no-show");
        let back = staff.post_form(&path, &[("date", "2026-11-25")]).await.expect(303);
        assert_eq!(back.location(), format!("/staff/board?date=2026-11-25#b-{id}"));
        let board = staff.get("/staff/board").await.expect(200).body;
        assert!(board.contains(&format!("action=\"{path}/undo\"")) && board.contains("data-refresh=\"10\""), "{board}");
        staff.post_form(&format!("{path}/undo"), &[]).await.expect(303);
        let board = staff.get("/staff/board").await.expect(200).body;
        assert!(board.contains("元に戻しました") && board.contains("data-refresh=\"60\"") && !board.contains("/undo\""));
        staff.post_form(&path, &[]).await.expect(303);
        app.clock.set(at(RELEASE, NO_SHOW_UNDO_SECONDS));
        let over = staff.post_form(&format!("{path}/undo"), &[]).await.expect(409).body;
        assert!(over.contains("元に戻せるのは10秒以内です"), "{over}");
        app.run_jobs().await;
        let board = staff.get("/staff/board").await.expect(200).body;
        assert!(board.contains("終わった予約 1件") && !board.contains("id=\"late\""));
    }
}
