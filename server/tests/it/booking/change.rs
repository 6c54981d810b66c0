//! Moving, cancelling late, repeating, coming and not coming.

use chrono::TimeDelta;
use domain::{
    DomainError,
    booking::{CancelError, CancelReason, ReserveError},
};
use sea_orm::{ActiveValue::Set, EntityTrait, PaginatorTrait};
use store::{
    Cx, Error,
    booking::{CancelWhy, MoveCommand},
    clock::Clock as _,
    entity,
    link::LinkPurpose,
};

use super::{ask, slot};

fn why(reason: CancelReason) -> CancelWhy {
    CancelWhy { reason: Some(reason), note: None }
}

both_databases! {
    async fn a_booking_moves_over_its_own_cells(app: TestApp) {
        app.machine("laser", 1, false).await;
        let (cx, hanako) = app.someone("hanako").await;
        let (other_cx, taro) = app.someone("taro").await;
        let mine = app.store.booking_reserve(&cx, &hanako, ask("laser", slot(600, 60))).await.expect("booked");
        app.store.booking_reserve(&other_cx, &taro, ask("laser", slot(720, 60))).await.expect("booked");
        let to = |slot| MoveCommand { id: mine.id, slot, unit: None };
        app.store.booking_move(&cx, &hanako, &to(slot(630, 90))).await.expect("onto its own second half");
        let refused = app.store.booking_move(&cx, &hanako, &to(slot(690, 60))).await;
        assert!(matches!(refused, Err(Error::Domain(DomainError::Reserve(refusal))) if refusal.rule == ReserveError::Taken));
        let stolen = app.store.booking_move(&other_cx, &taro, &to(slot(900, 60))).await;
        assert!(matches!(stolen, Err(Error::Domain(DomainError::NotFound))), "other people's bookings");
        assert_eq!(app.cell_count().await, 6 + 4);
        let row = entity::booking::Entity::find_by_id(mine.id.0).one(app.db().read()).await.expect("query").expect("row");
        assert_eq!((row.start_at, row.fee_yen, row.sequence), (slot(630, 90).start(), domain::Yen(1500), 1));
        let moves = entity::booking_move::Entity::find().count(app.db().read()).await.expect("count");
        assert_eq!(moves, 1, "what was refused is no event");
    }
}

both_databases! {
    async fn late_cancelling_asks_why_and_moving_ends(app: TestApp) {
        let machine = app.machine("laser", 2, false).await;
        app.change_type(&machine, |row| row.cancel_minutes = Set(180)).await;
        let (cx, hanako) = app.someone("hanako").await;
        let book = async |start| app.store.booking_reserve(&cx, &hanako, ask("laser", slot(start, 60))).await.expect("booked");
        // It is nine o'clock: the deadline of one at eleven has passed, that of one at three has not.
        let (late, other, early) = (book(660).await, book(600).await, book(900).await);
        let cancel = async |id, why| app.store.booking_cancel(&cx, &hanako, id, why).await;
        assert!(matches!(cancel(late.id, CancelWhy::default()).await, Err(Error::Domain(DomainError::Cancel(CancelError::ReasonNeeded)))));
        let moved = app.store.booking_move(&cx, &hanako, &MoveCommand { id: late.id, slot: slot(780, 60), unit: None }).await;
        assert!(matches!(moved, Err(Error::Domain(DomainError::Cancel(CancelError::PastDeadline)))));
        cancel(early.id, CancelWhy::default()).await.expect("freely");
        cancel(late.id, why(CancelReason::ChildCare)).await.expect("a fever");
        assert_eq!(app.store.booking_standing(&cx, &hanako).await.expect("standing").no_shows, 0, "no penalty");
        cancel(other.id, why(CancelReason::Other)).await.expect("with a reason");
        cancel(other.id, why(CancelReason::Other)).await.expect("again changes nothing");
        assert_eq!(app.store.booking_standing(&cx, &hanako).await.expect("standing").no_shows, 1);
        assert_eq!(app.cell_count().await, 0);
    }
}

both_databases! {
    async fn the_page_asks_for_the_reason(app: TestApp) {
        let machine = app.machine("laser", 1, false).await;
        app.change_type(&machine, |row| row.cancel_minutes = Set(180)).await;
        let mut member = app.member().await;
        let fields = [("date", "2026-11-25"), ("start", "11:00"), ("minutes", "60")];
        member.post_form("/equipment/laser/book", &fields).await.expect(303);
        let row = entity::booking::Entity::find().one(app.db().read()).await.expect("query").expect("row");
        let path = format!("/me/bookings/{}/cancel", row.id);
        let asked = member.get(&path).await.expect(200);
        assert!(asked.body.contains("子どもの急な発熱など") && asked.body.contains("来られなかった予約1回として数えます"));
        assert!(member.post_form(&path, &[]).await.expect(422).body.contains("理由を選んでください"));
        let staff_word = member.post_form(&path, &[("reason", "staff")]).await;
        staff_word.expect(422);
        member.post_form(&path, &[("reason", "child_care")]).await.expect(303);
        assert_eq!(app.cell_count().await, 0);
        let moving = member.get(&format!("/me/bookings/{}/move", row.id)).await;
        assert_eq!(moving.status, 409, "a cancelled booking does not move");
    }
}

both_databases! {
    async fn who_comes_is_checked_in_and_out(app: TestApp) {
        let machine = app.machine("laser", 2, false).await;
        let (cx, hanako) = app.someone("hanako").await;
        let (other_cx, taro) = app.someone("taro").await;
        let mine = app.store.booking_reserve(&cx, &hanako, ask("laser", slot(600, 120))).await.expect("booked");
        let unit = machine.units[0];
        let key = app.store.link_key(&cx, LinkPurpose::CheckIn(unit)).await.expect("key");
        let wrong = app.store.link_key(&cx, LinkPurpose::CheckIn(machine.units[1])).await.expect("key");
        let at = |minutes| Cx { now: slot(600, 120).start() + TimeDelta::minutes(minutes), ..cx.clone() };
        let come = async |cx: Cx, key: &str| app.store.check_in_by_code(&cx, &hanako, mine.id, unit, key).await;
        assert!(matches!(come(at(-16), &key).await, Err(Error::Domain(DomainError::Cancel(CancelError::TooEarly { .. })))));
        assert!(matches!(come(at(0), &wrong).await, Err(Error::Domain(DomainError::NotFound))), "another machine's code");
        let others = app.store.check_in_by_code(&other_cx, &taro, mine.id, unit, &key).await;
        assert!(matches!(others, Err(Error::Domain(DomainError::NotFound))));
        come(at(-15), &key).await.expect("here");
        come(at(5), &key).await.expect("again changes nothing");
        app.store.booking_release(&at(15), mine.id).await.expect("nothing to release");
        assert_eq!(app.cell_count().await, 8);
        let list = app.store.bookings_mine(&at(20), &hanako, 1).await.expect("list");
        assert_eq!(list.upcoming[0].checked_in_at, Some(at(-15).now));
        app.store.check_out(&at(50), &hanako, mine.id).await.expect("done");
        app.store.check_out(&at(55), &hanako, mine.id).await.expect("again changes nothing");
        assert_eq!(app.cell_count().await, 4, "the last hour is free again");
        let late = app.store.booking_reserve(&Cx { now: at(55).now, ..other_cx }, &taro, ask("laser", slot(660, 60))).await;
        assert_eq!(late.expect("booked").unit, unit);
        let past = app.store.bookings_mine(&at(130), &hanako, 1).await.expect("list").past;
        assert_eq!(past[0].minutes_real(), Some(65));
    }
}

both_databases! {
    async fn who_does_not_come_is_released_and_at_last_suspended(app: TestApp) {
        app.machine("laser", 1, false).await;
        let (cx, hanako) = app.someone("hanako").await;
        for n in 0..3 {
            let booked = app.store.booking_reserve(&cx, &hanako, ask("laser", slot(600 + 60 * n, 60))).await.expect("booked");
            let at = |minutes| Cx { now: booked.slot.start() + TimeDelta::minutes(minutes), ..cx.clone() };
            app.store.booking_release(&at(14), booked.id).await.expect("too early");
            assert_eq!(app.cell_count().await, 4);
            app.store.booking_release(&at(15), booked.id).await.expect("released");
            app.store.booking_release(&at(15), booked.id).await.expect("once");
            assert_eq!(app.cell_count().await, 0);
        }
        let standing = app.store.booking_standing(&cx, &hanako).await.expect("standing");
        assert_eq!(standing.no_shows, 3);
        let refused = app.store.booking_reserve(&cx, &hanako, ask("laser", slot(900, 60))).await;
        let Err(Error::Domain(DomainError::Reserve(refusal))) = refused else { panic!("{refused:?}") };
        assert!(matches!(refusal.rule, ReserveError::Suspended { .. }));
        let later = Cx { now: cx.now + TimeDelta::days(20), ..cx.clone() };
        let slot = slot(900, 60).moved(21 * 1440);
        app.store.booking_reserve(&later, &hanako, ask("laser", slot)).await.expect("it ends by itself");
        assert!(app.clock.now() < later.now);
    }
}

both_databases! {
    async fn a_week_repeats_and_conflicts_are_listed_first(app: TestApp) {
        app.machine("laser", 1, false).await;
        let (cx, hanako) = app.someone("hanako").await;
        let (other_cx, taro) = app.someone("taro").await;
        let second = slot(600, 60).moved(7 * 1440);
        app.store.booking_reserve(&other_cx, &taro, ask("laser", second)).await.expect("booked");
        let first = ask("laser", slot(600, 60));
        let weeks = app.store.booking_repeat_check(&cx, &hanako, &first, 12).await.expect("weeks");
        let refused: Vec<_> = weeks.iter().map(|week| week.refusal.as_ref().map(|refusal| refusal.code())).collect();
        assert_eq!((weeks.len(), refused[0], refused[1], refused[2]), (12, None, Some("taken"), None));
        assert_eq!(refused[9], Some("too_far_ahead"), "60 days");
        assert_eq!(app.booking_count().await, 1, "looking changes nothing");
        let done = app.store.booking_repeat(&cx, &hanako, &first, 4, true).await.expect("booked");
        assert_eq!((done.booked.len(), done.waiting.clone(), done.left_out.len()), (3, vec![second], 0));
        let series = app.store.booking_series(&cx, done.booked[0].id).await.expect("series");
        assert_eq!(series.len(), 3);
        app.run_jobs().await;
        let mails: Vec<_> = app.mails().into_iter().filter(|mail| mail.subject.contains("毎週")).collect();
        assert_eq!(mails.len(), 1, "one mail for all");
        let file = mails[0].attachment.as_ref().expect("a calendar");
        assert_eq!(file.text.matches("BEGIN:VEVENT").count(), 3);
    }
}
