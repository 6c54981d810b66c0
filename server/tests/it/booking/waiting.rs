//! キャンセル待ち: first come, first offered.

use chrono::TimeDelta;
use domain::{
    DomainError,
    booking::{OFFER_MINUTES, ReserveError, WaitlistError},
};
use sea_orm::EntityTrait;
use store::{Cx, Error, clock::Clock as _};

use super::{ask, slot};

both_databases! {
    async fn the_first_in_line_is_offered_what_frees(app: TestApp) {
        app.machine("laser", 1, false).await;
        let (cx, hanako) = app.someone("hanako").await;
        let mine = app.store.booking_reserve(&cx, &hanako, ask("laser", slot(840, 60))).await.expect("booked");
        let (mut line, mut ids) = (Vec::new(), Vec::new());
        for (n, name) in ["taro", "jiro"].into_iter().enumerate() {
            let (cx, member) = app.someone(name).await;
            let cx = Cx { now: app.clock.now() + TimeDelta::seconds(n as i64), ..cx };
            ids.push(app.store.waitlist_join(&cx, &member, &ask("laser", slot(840, 60)), None).await.expect("in line"));
            line.push((cx, member));
        }
        let again = app.store.waitlist_join(&line[0].0, &line[0].1, &ask("laser", slot(840, 60)), None).await.expect("in line");
        assert_eq!(again, ids[0], "one place each");
        let free = app.store.waitlist_join(&line[0].0, &line[0].1, &ask("laser", slot(960, 60)), None).await;
        assert!(matches!(free, Err(Error::Domain(DomainError::Waitlist(WaitlistError::FreeNow)))));
        assert_eq!(app.store.waitlist_entry(&line[1].0, &line[1].1, ids[1]).await.expect("entry").before, 1);

        app.store.booking_cancel(&cx, &hanako, mine.id, Default::default()).await.expect("cancelled");
        let offered = app.store.waitlist_entry(&line[0].0, &line[0].1, ids[0]).await.expect("entry");
        assert_eq!(offered.offered_until, Some(app.clock.now() + TimeDelta::minutes(OFFER_MINUTES)));
        let snatch = app.store.booking_reserve(&line[1].0, &line[1].1, ask("laser", slot(840, 60))).await;
        assert!(matches!(snatch, Err(Error::Domain(DomainError::Reserve(refusal))) if refusal.rule == ReserveError::Taken), "it is kept");

        app.run_jobs().await;
        app.clock.advance(TimeDelta::minutes(OFFER_MINUTES));
        app.run_jobs().await;
        let lapsed = app.store.waitlist_entry(&line[0].0, &line[0].1, ids[0]).await.expect("entry");
        assert_eq!(lapsed.outcome.as_deref(), Some("lapsed"));
        let next = app.store.waitlist_entry(&line[1].0, &line[1].1, ids[1]).await.expect("entry");
        assert_eq!(next.offered_until, Some(app.clock.now() + TimeDelta::minutes(OFFER_MINUTES)), "then the next");
        assert_eq!(app.mails().iter().filter(|mail| mail.subject.contains("空きが出ました")).count(), 2);

        let now = Cx { now: app.clock.now(), ..line[1].0.clone() };
        app.store.booking_reserve(&now, &line[1].1, ask("laser", slot(840, 60))).await.expect("taken up");
        let served = app.store.waitlist_entry(&now, &line[1].1, ids[1]).await.expect("entry");
        assert_eq!(served.outcome.as_deref(), Some("booked"));
        assert_eq!(app.cell_count().await, 4);
    }
}

both_databases! {
    async fn leaving_an_offer_passes_it_on(app: TestApp) {
        app.machine("laser", 1, false).await;
        let (cx, hanako) = app.someone("hanako").await;
        let mine = app.store.booking_reserve(&cx, &hanako, ask("laser", slot(840, 60))).await.expect("booked");
        let (first_cx, first) = app.someone("taro").await;
        let (second_cx, second) = app.someone("jiro").await;
        let later = Cx { now: second_cx.now + TimeDelta::seconds(1), ..second_cx.clone() };
        let one = app.store.waitlist_join(&first_cx, &first, &ask("laser", slot(840, 60)), None).await.expect("in line");
        let two = app.store.waitlist_join(&later, &second, &ask("laser", slot(840, 60)), None).await.expect("in line");
        app.store.booking_cancel(&cx, &hanako, mine.id, Default::default()).await.expect("cancelled");
        assert!(matches!(app.store.waitlist_leave(&second_cx, &second, one).await, Err(Error::Domain(DomainError::NotFound))), "not theirs");
        app.store.waitlist_leave(&first_cx, &first, one).await.expect("left");
        assert!(app.store.waitlist_entry(&second_cx, &second, two).await.expect("entry").offered_until.is_some());
        assert!(app.store.waitlist_mine(&first_cx, &first).await.expect("list").is_empty());
    }
}

both_databases! {
    async fn the_pages_lead_from_a_refusal_to_the_booking(app: TestApp) {
        app.machine("laser", 1, false).await;
        let (cx, hanako) = app.someone("hanako").await;
        let mine = app.store.booking_reserve(&cx, &hanako, ask("laser", slot(840, 60))).await.expect("booked");
        let mut member = app.member().await;
        let refused = member.get("/equipment/laser/book?date=2026-11-25&start=14:00&minutes=60").await.expect(409);
        assert!(refused.body.contains("キャンセル待ちをする"));
        let fields = [("date", "2026-11-25"), ("start", "14:00"), ("minutes", "60"), ("purpose", "study")];
        let joined = member.post_form("/equipment/laser/wait", &fields).await.expect(303);
        let path = joined.location().to_owned();
        assert!(member.get(&path).await.expect(200).body.contains("1番目に待っています"));
        app.store.booking_cancel(&cx, &hanako, mine.id, Default::default()).await.expect("cancelled");
        let offer = member.get(&path).await.expect(200);
        assert!(offer.body.contains("空きが出ました") && offer.body.contains("この時間で予約する"));
        assert!(member.get("/me/bookings").await.expect(200).body.contains("9:30まで、あなたのために取ってあります"));
        member.post_form("/equipment/laser/book", &fields).await.expect(303);
        assert!(member.get(&path).await.expect(200).body.contains("この時間を予約しました"));
        let mut other = app.signed_in("other@example.jp", domain::members::Role::Member).await;
        other.get(&path).await.expect(404);
    }
}

both_databases! {
    async fn who_waited_for_an_open_confirmation_is_offered_the_time(app: TestApp) {
        app.machine("laser", 1, false).await;
        let (cx, hanako) = app.someone("hanako").await;
        app.store.booking_hold(&cx, &hanako, &ask("laser", slot(840, 60))).await.expect("held");
        let (wait_cx, waiter) = app.someone("taro").await;
        let entry = app.store.waitlist_join(&wait_cx, &waiter, &ask("laser", slot(840, 60)), None).await.expect("in line");
        let offered = async || app.store.waitlist_entry(&wait_cx, &waiter, entry).await.expect("entry").offered_until;
        app.run_jobs().await;
        assert_eq!(offered().await, None, "it is still held");
        app.clock.advance(TimeDelta::minutes(domain::booking::HOLD_MINUTES));
        app.run_jobs().await;
        assert_eq!(offered().await, Some(app.clock.now() + TimeDelta::minutes(OFFER_MINUTES)));
    }
}

both_databases! {
    async fn ending_maintenance_offers_the_time(app: TestApp) {
        let machine = app.machine("laser", 2, false).await;
        let (cx, hanako) = app.someone("hanako").await;
        app.store.booking_reserve(&cx, &hanako, ask("laser", slot(840, 60))).await.expect("booked");
        let actor = domain::Actor::Account(domain::Account {
            id: app.account("staff9@example.jp", domain::members::Role::Staff).await,
            role: domain::members::Role::Staff,
            display_name: "スタッフ".into(),
            email: "staff9@example.jp".into(),
            email_confirmed: true,
            maker_id: None,
        });
        let (staff, staff_cx) = (actor.staff().expect("staff"), Cx { actor: actor.clone(), ..app.cx() });
        let cmd = store::booking::MaintenanceCommand {
            unit: machine.units[1],
            from: slot(600, 60).start(),
            to: slot(1200, 60).end(),
            reason: "点検".into(),
        };
        app.store.maintenance_add(&staff_cx, &staff, &cmd, true).await.expect("closed");
        let (wait_cx, waiter) = app.someone("taro").await;
        let entry = app.store.waitlist_join(&wait_cx, &waiter, &ask("laser", slot(840, 60)), None).await.expect("in line");
        let closed = store::entity::maintenance::Entity::find().one(app.db().read()).await.expect("query").expect("a row");
        app.store.maintenance_end(&staff_cx, &staff, closed.id).await.expect("ended");
        let waiting = app.store.waitlist_entry(&wait_cx, &waiter, entry).await.expect("entry");
        assert_eq!(waiting.offered_until, Some(app.clock.now() + TimeDelta::minutes(OFFER_MINUTES)));
    }
}
