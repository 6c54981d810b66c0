//! Keeping the time while the confirmation is open; children and the kids' corner.

use chrono::TimeDelta;
use domain::{
    DomainError,
    booking::{BookingDetails, HOLD_MINUTES, ReserveError},
};
use sea_orm::{ActiveValue::Set, EntityTrait, PaginatorTrait};
use store::{Error, booking::BookingCommand, clock::Clock as _, entity};

use super::{ask, slot};

both_databases! {
    async fn a_hold_keeps_the_time_for_five_minutes(app: TestApp) {
        app.machine("laser", 1, false).await;
        let (cx, hanako) = app.someone("hanako").await;
        let (other_cx, taro) = app.someone("taro").await;
        let hold = app.store.booking_hold(&cx, &hanako, &ask("laser", slot(600, 60))).await.expect("held");
        assert_eq!(hold.until, app.clock.now() + TimeDelta::minutes(HOLD_MINUTES));
        let refused = app.store.booking_reserve(&other_cx, &taro, ask("laser", slot(630, 60))).await;
        assert!(matches!(refused, Err(Error::Domain(DomainError::Reserve(refusal))) if refusal.rule == ReserveError::Taken));
        let view = app.store.equipment_day(&other_cx, "laser", None).await.expect("day");
        assert_eq!(view.blocks[0].kind, domain::booking::BlockKind::Taken, "others see it taken");
        let view = app.store.equipment_day(&cx, "laser", None).await.expect("day");
        assert!(matches!(view.blocks[0].kind, domain::booking::BlockKind::Free { .. }), "its own member does not");

        app.clock.advance(TimeDelta::minutes(2));
        let cx = store::Cx { now: app.clock.now(), ..cx };
        let again = app.store.booking_hold(&cx, &hanako, &ask("laser", slot(600, 60))).await.expect("held");
        assert_eq!((again.id, again.until), (hold.id, hold.until), "reloading does not lengthen it");

        app.clock.advance(TimeDelta::minutes(3));
        let other_cx = store::Cx { now: app.clock.now(), ..other_cx };
        app.store.booking_reserve(&other_cx, &taro, ask("laser", slot(630, 60))).await.expect("it ran out");
        assert_eq!(app.cell_count().await, 4 + 2, "the rest of the old hold is tidied later");
        app.store.booking_holds_tidy(&other_cx).await.expect("tidied");
        assert_eq!(app.cell_count().await, 4);
    }
}

both_databases! {
    async fn a_member_has_two_holds_at_most(app: TestApp) {
        app.machine("laser", 1, false).await;
        let (mut cx, hanako) = app.someone("hanako").await;
        for (n, start) in [600, 720, 840].into_iter().enumerate() {
            cx.now = app.clock.now() + TimeDelta::seconds(n as i64);
            app.store.booking_hold(&cx, &hanako, &ask("laser", slot(start, 60))).await.expect("held");
        }
        let holds = entity::booking_hold::Entity::find().all(app.db().read()).await.expect("rows");
        let mut starts: Vec<_> = holds.iter().map(|hold| hold.start_at).collect();
        starts.sort_unstable();
        assert_eq!(starts, [slot(720, 60).start(), slot(840, 60).start()], "the oldest went");
        app.store.booking_reserve(&cx, &hanako, ask("laser", slot(840, 60))).await.expect("booked");
        let left = entity::booking_hold::Entity::find().count(app.db().read()).await.expect("count");
        assert_eq!((left, app.cell_count().await), (1, 8), "booking uses the hold up");
        let visitor = app.visitor().get("/equipment/laser/book?date=2026-11-25&start=12:00&minutes=60").await;
        assert!(visitor.expect(303).location().starts_with("/signin"), "no holds for visitors");
    }
}

both_databases! {
    async fn children_take_places_and_give_them_back(app: TestApp) {
        let machine = app.machine("laser", 5, false).await;
        app.change_type(&machine, |row| {
            row.child_rule = Set("kids_corner".into());
            row.child_under = Set(7);
        }).await;
        let with = |ages: &[u8], start| BookingCommand {
            details: BookingDetails { children: ages.to_vec(), ..BookingDetails::default() },
            ..ask("laser", slot(start, 60))
        };
        let (cx, hanako) = app.someone("hanako").await;
        let (other_cx, taro) = app.someone("taro").await;
        let booked = app.store.booking_reserve(&cx, &hanako, with(&[1, 3, 8], 600)).await.expect("two of four places");
        let refused = app.store.booking_reserve(&other_cx, &taro, with(&[2, 2, 2], 630)).await;
        let Err(Error::Domain(DomainError::Reserve(refusal))) = refused else { panic!("{refused:?}") };
        assert_eq!(refusal.rule, ReserveError::KidsCornerFull { left: 2 });
        assert!(!refusal.alternatives.is_empty(), "later there is room");
        app.store.booking_reserve(&other_cx, &taro, with(&[2, 2], 630)).await.expect("two are left");
        app.store.booking_cancel(&cx, &hanako, booked.id, Default::default()).await.expect("cancelled");
        let taken = entity::kids_cell::Entity::find().all(app.db().read()).await.expect("rows");
        let taken: Vec<i32> = taken.into_iter().map(|row| row.taken).collect();
        assert_eq!(taken.iter().sum::<i32>(), 2 * 4, "only taro's: {taken:?}");
    }
}

both_databases! {
    async fn the_corner_is_booked_through_its_pages(app: TestApp) {
        let machine = app.machine("corner", 1, false).await;
        app.change_type(&machine, |row| row.child_rule = Set("corner".into())).await;
        let mut member = app.member().await;
        let page = member.get("/equipment/corner/book?date=2026-11-25&start=10:00&minutes=60").await.expect(200);
        assert!(page.body.contains("name=\"children\""), "the ages are asked for here");
        let fields = |ages: &'static str| {
            [("date", "2026-11-25"), ("start", "10:00"), ("minutes", "60"), ("purpose", "hobby"), ("children", ages)]
        };
        let missing = member.post_form("/equipment/corner/book", &fields("")).await.expect(409);
        assert!(missing.body.contains("お子さんの年齢がありません"));
        member.post_form("/equipment/corner/book", &fields("3、8")).await.expect(303);
        let taken = entity::kids_cell::Entity::find().all(app.db().read()).await.expect("rows");
        assert!(taken.len() == 4 && taken.iter().all(|cell| cell.taken == 2), "{taken:?}");
    }
}

both_databases! {
    async fn the_confirmation_comes_back_with_what_was_typed(app: TestApp) {
        app.machine("laser", 1, false).await;
        let mut member = app.member().await;
        let fields = [
            ("date", "2026-11-25"), ("start", "10:00"), ("minutes", "60"), ("purpose", "study"),
            ("children", "三さい"), ("note", "<b>\"木'"),
        ];
        let page = member.post_form("/equipment/laser/book", &fields).await.expect(422);
        assert!(page.body.contains("三さい") && page.body.contains("お子さんは6人まで"), "{}", page.body);
        assert!(page.body.contains("&lt;b&gt;") && !page.body.contains("<b>\"木'"), "escaped");
        let long = "あ".repeat(501);
        let fields = [("date", "2026-11-25"), ("start", "10:00"), ("minutes", "60"), ("note", long.as_str())];
        member.post_form("/equipment/laser/book", &fields).await.expect(422);
        assert_eq!(app.booking_count().await, 0);
        let fields = [
            ("date", "2026-11-25"), ("start", "10:00"), ("minutes", "60"), ("children", "３、5"), ("note", "木を持参"),
        ];
        member.post_form("/equipment/laser/book", &fields).await.expect(303);
        let row = entity::booking::Entity::find().one(app.db().read()).await.expect("query").expect("a row");
        assert_eq!((row.children.as_str(), row.note.as_deref()), ("[3,5]", Some("木を持参")));
    }
}
