//! Waiting for any time of a morning; offers at night.

use chrono::TimeDelta;
use domain::{
    DomainError,
    booking::{ReserveError, WaitlistError},
};
use store::{Cx, Error};

use super::{ask, slot};

both_databases! {
    async fn a_morning_serves_as_many_as_fit(app: TestApp) {
        app.machine("laser", 1, false).await;
        let (cx, hanako) = app.someone("hanako").await;
        let morning = ask("laser", slot(600, 120));
        let mine = app.store.booking_reserve(&cx, &hanako, morning.clone()).await.expect("booked");
        let after = |seconds, cx: Cx| Cx { now: cx.now + TimeDelta::seconds(seconds), ..cx };
        let (first_cx, first) = app.someone("taro").await;
        let (second_cx, second) = app.someone("jiro").await;
        let (third_cx, third) = app.someone("saburo").await;
        let (second_cx, third_cx) = (after(1, second_cx), after(2, third_cx));
        let one = app.store.waitlist_join(&first_cx, &first, &morning, Some(60)).await.expect("in line");
        let two = app.store.waitlist_join(&second_cx, &second, &morning, Some(45)).await.expect("in line");
        let three = app.store.waitlist_join(&third_cx, &third, &morning, Some(30)).await.expect("in line");
        let wide = ask("laser", slot(600, 240));
        let free = app.store.waitlist_join(&first_cx, &first, &wide, Some(60)).await;
        assert!(matches!(free, Err(Error::Domain(DomainError::Waitlist(WaitlistError::FreeNow)))), "noon is free");
        let long = app.store.waitlist_join(&first_cx, &first, &wide, Some(240)).await;
        assert!(
            matches!(long, Err(Error::Domain(DomainError::Reserve(refusal))) if matches!(refusal.rule, ReserveError::TooLong { .. })),
            "waiting does not help"
        );
        app.store.booking_cancel(&cx, &hanako, mine.id, Default::default()).await.expect("cancelled");
        let offered = async |cx: &Cx, member, id| app.store.waitlist_entry(cx, member, id).await.expect("entry").offered;
        assert_eq!(offered(&first_cx, &first, one).await, Some(slot(600, 60)));
        assert_eq!(offered(&second_cx, &second, two).await, Some(slot(660, 45)), "beside the first");
        assert_eq!(offered(&third_cx, &third, three).await, None, "a quarter of an hour is left");
        app.store.booking_reserve(&first_cx, &first, ask("laser", slot(600, 60))).await.expect("taken up");
        let served = app.store.waitlist_entry(&first_cx, &first, one).await.expect("entry");
        assert_eq!(served.outcome.as_deref(), Some("booked"));
        // Leaving passes the rest on.
        app.store.waitlist_leave(&second_cx, &second, two).await.expect("left");
        assert_eq!(offered(&third_cx, &third, three).await, Some(slot(660, 30)));
    }
}

both_databases! {
    async fn asking_again_waits_for_what_is_asked_now(app: TestApp) {
        app.machine("laser", 1, false).await;
        let (cx, hanako) = app.someone("hanako").await;
        let morning = ask("laser", slot(600, 120));
        let mine = app.store.booking_reserve(&cx, &hanako, morning.clone()).await.expect("booked");
        let (wait_cx, waiter) = app.someone("taro").await;
        let first = app.store.waitlist_join(&wait_cx, &waiter, &morning, Some(60)).await.expect("in line");
        let mut with_child = morning.clone();
        with_child.details.children = vec![4];
        let again = app.store.waitlist_join(&wait_cx, &waiter, &with_child, Some(90)).await.expect("in line");
        assert_eq!(again, first, "one place");
        let place = app.store.waitlist_entry(&wait_cx, &waiter, first).await.expect("entry");
        assert_eq!((place.wait.minutes, place.children), (Some(90), vec![4]));
        app.store.booking_cancel(&cx, &hanako, mine.id, Default::default()).await.expect("cancelled");
        let offered = app.store.waitlist_entry(&wait_cx, &waiter, first).await.expect("entry").offered;
        assert_eq!(offered, Some(slot(600, 90)));
    }
}

both_databases! {
    async fn an_offer_at_night_holds_until_the_morning(app: TestApp) {
        app.machine("laser", 1, false).await;
        let (cx, hanako) = app.someone("hanako").await;
        let tomorrow = slot(840, 60).moved(1440);
        let mine = app.store.booking_reserve(&cx, &hanako, ask("laser", tomorrow)).await.expect("booked");
        let (wait_cx, waiter) = app.someone("taro").await;
        let entry = app.store.waitlist_join(&wait_cx, &waiter, &ask("laser", tomorrow), None).await.expect("in line");
        app.run_jobs().await;
        app.clock.set(slot(22 * 60, 60).start());
        let night = Cx { now: slot(22 * 60, 60).start(), ..cx };
        app.store.booking_cancel(&night, &hanako, mine.id, Default::default()).await.expect("cancelled");
        let nine = slot(9 * 60, 60).moved(1440).start();
        let offered = app.store.waitlist_entry(&wait_cx, &waiter, entry).await.expect("entry");
        assert_eq!(offered.offered_until, Some(nine));
        app.run_jobs().await;
        let mail = app.mails().into_iter().find(|mail| mail.subject.contains("空きが出ました")).expect("a mail");
        assert!(mail.text.contains("11月26日 9:00"), "{}", mail.text);
        app.clock.set(nine);
        app.run_jobs().await;
        let lapsed = app.store.waitlist_entry(&wait_cx, &waiter, entry).await.expect("entry");
        assert_eq!(lapsed.outcome.as_deref(), Some("lapsed"));
    }
}

both_databases! {
    async fn the_form_asks_for_what_the_offer_needs(app: TestApp) {
        app.machine("laser", 1, false).await;
        let (cx, hanako) = app.someone("hanako").await;
        app.store.booking_reserve(&cx, &hanako, ask("laser", slot(600, 120))).await.expect("booked");
        let mut member = app.member().await;
        let day = member.get("/equipment/laser?date=2026-11-25").await.expect(200).body;
        assert!(day.contains("空いたら知らせる") && day.contains("/equipment/laser/wait?date=2026-11-25&amp;start=10:00&amp;minutes=120"));
        let form = member.get("/equipment/laser/wait?date=2026-11-25&start=10:00&minutes=120").await.expect(200).body;
        for words in ["午前ならいつでも", "この日ならいつでも", "name=\"purpose\"", "name=\"children\"", "value=\"10:00-12:00\" checked"] {
            assert!(form.contains(words), "{words}");
        }
        let path = "/equipment/laser/wait";
        let fields = [("date", "2026-11-25"), ("span", "10:00-12:00"), ("purpose", "study"), ("children", "4")];
        let with = |minutes: &'static str| fields.iter().copied().chain([("minutes", minutes)]).collect::<Vec<_>>();
        let wrong = member.post_form(path, &with("180")).await.expect(422).body;
        assert!(wrong.contains("value=\"4\"") && wrong.contains("value=\"study\" checked"), "nothing is lost");
        let whole = [("date", "2026-11-25"), ("span", "10:00-21:00"), ("purpose", "study"), ("minutes", "60")];
        assert!(member.post_form(path, &whole).await.expect(422).body.contains("空いています"), "the afternoon is free");
        let joined = member.post_form(path, &with("60")).await.expect(303);
        assert!(member.get(joined.location()).await.expect(200).body.contains("このうち1時間"));
    }
}
