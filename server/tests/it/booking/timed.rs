//! What happens to bookings with time, on a clock that the test moves: reminders, missed bookings, offers; and the page
//! behind a mail's link.

use chrono::{DateTime, TimeDelta, Utc};
use domain::{BookingId, ConfirmedMember, WaitlistId, booking::CancelReason, calendar::at_minute, mail::Mail};
use sea_orm::{EntityTrait, PaginatorTrait, sea_query::Expr};
use store::{
    Cx,
    booking::{BookingCommand, CancelWhy, MoveCommand},
    entity,
    link::LinkPurpose,
};

use super::{ask, slot};
use crate::support::{TestApp, today};

/// `day` days after today, `minute` minutes after midnight.
fn at(day: i64, minute: i64) -> DateTime<Utc> {
    at_minute(today() + TimeDelta::days(day), minute)
}

impl TestApp {
    /// Moves the clock and runs what is due; the mails that were sent meanwhile.
    async fn until(&self, now: DateTime<Utc>) -> Vec<Mail> {
        let before = self.mails().len();
        self.clock.set(now);
        self.run_jobs().await;
        self.mails().split_off(before)
    }

    async fn reserve(&self, cx: &Cx, member: &ConfirmedMember, cmd: BookingCommand) -> BookingId {
        let cx = Cx { now: self.store.now(), ..cx.clone() };
        self.store.booking_reserve(&cx, member, cmd).await.expect("booked").id
    }

    async fn wait_for(&self, cx: &Cx, member: &ConfirmedMember, cmd: &BookingCommand) -> WaitlistId {
        let cx = Cx { now: self.store.now(), ..cx.clone() };
        self.store.waitlist_join(&cx, member, cmd, None).await.expect("in line")
    }

    /// No-shows, cancellations and cells.
    async fn traces(&self) -> (u64, u64, u64) {
        let db = self.db().read();
        let no_shows = entity::no_show::Entity::find().count(db).await.expect("count");
        let cancelled = entity::booking_cancellation::Entity::find().count(db).await.expect("count");
        (no_shows, cancelled, self.cell_count().await)
    }

    async fn deadline(&self, cancel_minutes: i32) {
        entity::equipment_type::Entity::update_many()
            .col_expr(entity::equipment_type::Column::CancelMinutes, Expr::value(cancel_minutes))
            .exec(self.db().read())
            .await
            .expect("rules");
    }

    /// Where the mail's link to cancel leads.
    async fn cancel_path(&self, id: BookingId) -> String {
        let key = self.store.link_key(&self.cx(), LinkPurpose::BookingCancel(id)).await.expect("key");
        format!("/bookings/{id}/cancel?key={key}")
    }
}

fn link(mail: &Mail) -> String {
    let rest = mail.text.split("http://tsukuriba.test/bookings/").nth(1).expect("a link");
    format!("/bookings/{}", rest.lines().next().expect("a line"))
}

fn key_of(path: &str) -> (&str, &str) {
    path.split_once("?key=").expect("a key")
}

both_databases! {
    async fn the_reminder_comes_the_evening_before(app: TestApp) {
        app.machine("laser", 1, false).await;
        let (cx, me) = app.someone("hanako").await;
        let stays = app.reserve(&cx, &me, ask("laser", slot(660, 60).moved(2 * 1440))).await;
        let moves = app.reserve(&cx, &me, ask("laser", slot(780, 60).moved(2 * 1440))).await;
        let goes = app.reserve(&cx, &me, ask("laser", slot(900, 60).moved(2 * 1440))).await;
        app.until(at(0, 600)).await;
        let cx = Cx { now: app.store.now(), ..cx };
        let longer = MoveCommand { id: stays, slot: slot(660, 90).moved(2 * 1440), unit: None };
        app.store.booking_move(&cx, &me, &longer).await.expect("moved");
        let cmd = MoveCommand { id: moves, slot: slot(780, 60).moved(3 * 1440), unit: None };
        app.store.booking_move(&cx, &me, &cmd).await.expect("moved");
        app.store.booking_cancel(&cx, &me, goes, CancelWhy::default()).await.expect("cancelled");
        assert_eq!(app.until(at(1, 18 * 60) - TimeDelta::seconds(1)).await.len(), 3, "of the moves and the cancellation");
        let evening = app.until(at(1, 18 * 60)).await;
        assert_eq!(evening.len(), 1, "once for the lengthened one, not for the moved and the cancelled ones");
        assert!(evening[0].subject.contains("あしたの予約") && evening[0].to == "hanako@example.jp");
        let path = link(&evening[0]);
        assert_eq!(path, app.cancel_path(stays).await);
        assert_eq!(app.until(at(2, 9 * 60)).await.len(), 0);

        let (action, key) = key_of(&path);
        let mut phone = app.visitor();
        assert!(phone.get(&path).await.expect(200).body.contains("予約を取り消す"));
        phone.post_form(action, &[("key", key)]).await.expect(303);
        assert_eq!(app.traces().await, (0, 2, 4));
        assert_eq!(app.until(at(2, 18 * 60)).await.len(), 2, "the cancellation, and the moved one's reminder");
    }
}

both_databases! {
    async fn who_does_not_come_is_counted_once_and_the_next_is_asked(app: TestApp) {
        app.machine("laser", 1, false).await;
        let (cx, me) = app.someone("hanako").await;
        let (next_cx, next) = app.someone("taro").await;
        app.reserve(&cx, &me, ask("laser", slot(600, 120))).await;
        let place = app.wait_for(&next_cx, &next, &ask("laser", slot(660, 60))).await;
        app.until(at(0, 599)).await;
        assert_eq!(app.until(at(0, 614)).await.len(), 0);
        assert_eq!(app.traces().await, (0, 0, 8));

        // Two servers at once.
        app.clock.set(at(0, 615));
        let before = app.mails().len();
        let (one, two) = tokio::join!(app.run_jobs_some_failing(), app.run_jobs_some_failing());
        assert_eq!((one.1, two.1), (0, 0));
        let mails = app.mails().split_off(before);
        let to = |name: &str| mails.iter().filter(|mail| mail.to == format!("{name}@example.jp")).count();
        assert_eq!((to("hanako"), to("taro"), mails.len()), (1, 1, 2), "one no-show, one offer");
        assert_eq!(app.traces().await, (1, 0, 4), "the hold of the offer alone");
        let offers = entity::waitlist_offer::Entity::find().count(app.db().read()).await.expect("count");
        assert_eq!(offers, 1);

        let cx = Cx { now: app.store.now(), ..next_cx };
        let waiting = app.store.waitlist_entry(&cx, &next, place).await.expect("the place");
        assert_eq!(waiting.offered_until, Some(at(0, 645)));
        app.reserve(&cx, &next, ask("laser", slot(660, 60))).await;
        assert_eq!(app.until(at(0, 646)).await.len(), 1, "the confirmation, and no second offer");
        assert_eq!(app.traces().await, (1, 0, 4));
    }
}

both_databases! {
    async fn who_came_is_not_counted(app: TestApp) {
        app.machine("laser", 1, false).await;
        let (cx, me) = app.someone("hanako").await;
        let id = app.reserve(&cx, &me, ask("laser", slot(600, 60))).await;
        let staff = app.staff().await;
        let actor = app.store.identity(staff.account_id()).await.expect("actor").expect("the account").actor();
        app.until(at(0, 610)).await;
        let staff = actor.staff().expect("staff");
        app.store.check_in_by_staff(&Cx { actor, ..app.cx() }, &staff, id).await.expect("checked in");
        assert_eq!(app.until(at(0, 700)).await.len(), 0);
        assert_eq!(app.traces().await, (0, 0, 4));
    }
}

both_databases! {
    async fn an_offer_stands_half_an_hour_then_the_next_is_asked(app: TestApp) {
        app.machine("laser", 1, false).await;
        let (cx, me) = app.someone("hanako").await;
        let time = ask("laser", slot(660, 60).moved(1440));
        let id = app.reserve(&cx, &me, time.clone()).await;
        let mut line = Vec::new();
        for name in ["first", "second"] {
            let (cx, member) = app.someone(name).await;
            line.push(app.wait_for(&cx, &member, &time).await);
            app.clock.advance(TimeDelta::minutes(1));
        }
        app.run_jobs().await;
        let before = app.mails().len();
        let now = app.store.now();
        app.store.booking_cancel(&Cx { now, ..cx }, &me, id, CancelWhy::default()).await.expect("cancelled");
        app.run_jobs().await;
        let to = |mails: &[Mail]| {
            let mut to: Vec<String> = mails.iter().map(|mail| mail.to.clone()).collect();
            to.sort_unstable();
            to
        };
        assert_eq!(to(&app.mails()[before..]), ["first@example.jp", "hanako@example.jp"]);
        assert_eq!(app.until(now + TimeDelta::minutes(30) - TimeDelta::seconds(1)).await.len(), 0);

        app.clock.set(now + TimeDelta::minutes(30));
        let before = app.mails().len();
        let (one, two) = tokio::join!(app.run_jobs_some_failing(), app.run_jobs_some_failing());
        assert_eq!((one.1, two.1), (0, 0));
        assert_eq!(to(&app.mails()[before..]), ["second@example.jp"]);
        let ended = entity::waitlist_end::Entity::find_by_id(line[0].0).one(app.db().read()).await.expect("row");
        assert_eq!(ended.map(|row| row.outcome), Some("lapsed".to_owned()));
        assert_eq!(app.until(now + TimeDelta::minutes(60)).await.len(), 0, "nobody is left");
        assert_eq!(app.cell_count().await, 0);
        let (cx, anyone) = app.someone("anyone").await;
        app.reserve(&cx, &anyone, time).await;
    }
}

both_databases! {
    async fn the_mails_link_cancels_by_one_button(app: TestApp) {
        app.machine("laser", 1, false).await;
        app.deadline(24 * 60).await;
        let (cx, me) = app.someone("hanako").await;
        let early = app.reserve(&cx, &me, ask("laser", slot(660, 60).moved(2 * 1440))).await;
        let late = app.reserve(&cx, &me, ask("laser", slot(660, 60))).await;
        let begun = app.reserve(&cx, &me, ask("laser", slot(600, 30))).await;
        let mut phone = app.visitor();

        let path = app.cancel_path(early).await;
        for _ in 0..3 {
            let page = phone.get(&path).await.expect(200);
            assert!(page.body.contains("予約を取り消す") && page.body.contains("レーザーカッター"));
            assert!(!page.body.contains("type=\"radio\""));
            for personal in ["hanako", "memberさん", "会員さん"] {
                assert!(!page.body.contains(personal), "{personal}");
            }
            assert_eq!(page.header("cache-control"), "private, no-store");
        }
        assert_eq!(app.traces().await, (0, 0, 10), "looking changes nothing");
        let (action, key) = key_of(&path);
        for wrong in ["", "0", &"0".repeat(32), "'\"><script>", &key[1..]] {
            phone.get(&format!("{action}?key={}", server::url_encode::url_encode(wrong))).await.expect(404);
            phone.post_form(action, &[("key", wrong), ("reason", "other")]).await.expect(404);
        }
        phone.get(action).await.expect(404);
        phone.get(&path.replace(&early.to_string(), &late.to_string())).await.expect(404);
        phone.get(&format!("/bookings/x/cancel?key={key}")).await.expect(404);
        assert_eq!(app.traces().await, (0, 0, 10));
        let done = phone.post_form(action, &[("key", key)]).await.expect(303);
        assert_eq!(done.location(), path);
        assert!(phone.get(&path).await.expect(200).body.contains("この予約は取り消されています"));
        phone.post_form(action, &[("key", key)]).await.expect(303);
        assert_eq!(app.traces().await, (0, 1, 6));

        // After the deadline it asks for the reason.
        let path = app.cancel_path(late).await;
        let (action, key) = key_of(&path);
        let page = phone.get(&path).await.expect(200).body;
        let place = |word: &str| page.find(&format!("value=\"{word}\"")).expect("a choice");
        assert!(place("child_care") < place("illness") && place("illness") < place("other"));
        assert!(page.contains("子どもの急な発熱など") && page.contains("1回として数えます"));
        for wrong in ["", "staff", "'\"><script>"] {
            let again = phone.post_form(action, &[("key", key), ("reason", wrong)]).await.expect(422);
            assert!(again.body.contains("理由を選んでください") && !again.body.contains("<script>\""));
        }
        assert_eq!(app.traces().await, (0, 1, 6));
        phone.post_form(action, &[("key", key), ("reason", CancelReason::Other.into_str())]).await.expect(303);
        assert_eq!(app.traces().await, (1, 2, 2), "counts as missed");

        let path = app.cancel_path(begun).await;
        let (action, key) = key_of(&path);
        app.clock.set(at(0, 601));
        assert!(phone.get(&path).await.expect(200).body.contains("もう始まっています"));
        phone.post_form(action, &[("key", key), ("reason", "illness")]).await.expect(409);
        assert_eq!(app.traces().await, (1, 2, 2));
        app.until(at(0, 620)).await;
        assert!(phone.get(&path).await.expect(200).body.contains("この予約の時間は過ぎました"));
    }
}
