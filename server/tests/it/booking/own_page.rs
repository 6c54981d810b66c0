//! A booking's own page, and a weekly repeat as one thing.

use domain::{
    BookingId, DomainError,
    booking::{BookingDetails, ReserveError, SeriesScope, Slot},
    equipment::ChildRule,
};
use sea_orm::{ActiveValue::Set, EntityTrait};
use store::{
    Error,
    booking::{BookingCommand, CancelWhy, DetailsCommand, MoveCommand},
    entity,
};

use super::{ask, slot};
use crate::support::TestApp;

/// A machine of which young children go to the kids' corner.
async fn with_corner(app: &TestApp, slug: &str) {
    let machine = app.machine(slug, 2, false).await;
    let rule = ChildRule::KidsCorner { under: 7 };
    app.change_type(&machine, |row| {
        row.child_rule = Set(rule.word().to_owned());
        row.child_under = Set(7);
    })
    .await;
}

async fn places(app: &TestApp) -> Vec<i32> {
    let cells = entity::kids_cell::Entity::find().all(app.db().read()).await.expect("cells");
    cells.into_iter().map(|cell| cell.taken).collect()
}

async fn slots(app: &TestApp) -> Vec<Slot> {
    let rows = entity::booking::Entity::find().all(app.db().read()).await.expect("bookings");
    let mut slots: Vec<_> = rows.iter().map(|row| Slot::new(row.start_at, row.end_at).expect("a slot")).collect();
    slots.sort_by_key(Slot::start);
    slots
}

both_databases! {
    async fn children_and_note_change_until_the_end(app: TestApp) {
        with_corner(&app, "laser").await;
        let (cx, hanako) = app.someone("hanako").await;
        let (other_cx, taro) = app.someone("taro").await;
        let details = BookingDetails { children: vec![3], ..BookingDetails::default() };
        let cmd = BookingCommand { details: details.clone(), ..ask("laser", slot(600, 60)) };
        let mine = app.store.booking_reserve(&cx, &hanako, cmd.clone()).await.expect("booked");
        let theirs = app.store.booking_reserve(&other_cx, &taro, cmd).await.expect("booked");
        assert_eq!(places(&app).await, [2; 4]);
        let change = |id, children: &[u8]| DetailsCommand { id, children: children.to_vec(), note: Some("型紙".into()) };
        app.store.booking_details_change(&cx, &hanako, &change(mine.id, &[3, 5, 9])).await.expect("a sibling too");
        assert_eq!(places(&app).await, [3; 4], "the schoolchild takes no place");
        let file = app.store.booking_file(&cx, &hanako, mine.id).await.expect("the page");
        assert_eq!((file.booking.children, file.booking.note.as_deref()), (vec![3, 5, 9], Some("型紙")));
        assert_eq!(file.child, Some((ChildRule::KidsCorner { under: 7 }, 3)), "beside its own");
        // Four places are there; two of them are theirs to have.
        let refused = app.store.booking_details_change(&other_cx, &taro, &change(theirs.id, &[1, 2, 3])).await;
        let Err(Error::Domain(DomainError::Reserve(refusal))) = refused else { panic!("{refused:?}") };
        assert_eq!(refusal.rule, ReserveError::KidsCornerFull { left: 2 });
        assert_eq!(places(&app).await, [3; 4], "a refusal changes nothing");
        app.store.booking_details_change(&cx, &hanako, &change(mine.id, &[])).await.expect("alone");
        assert_eq!(places(&app).await, [1; 4]);
        let stolen = app.store.booking_details_change(&other_cx, &taro, &change(mine.id, &[])).await;
        assert!(matches!(stolen, Err(Error::Domain(DomainError::NotFound))), "other people's bookings");
        let over = store::Cx { now: slot(660, 60).start(), ..cx.clone() };
        let late = app.store.booking_details_change(&over, &hanako, &change(mine.id, &[])).await;
        assert!(matches!(late, Err(Error::Domain(DomainError::Cancel(_)))), "it is over");
    }
}

both_databases! {
    async fn the_page_keeps_what_was_typed(app: TestApp) {
        with_corner(&app, "laser").await;
        let mut member = app.member().await;
        let fields = [("date", "2026-11-25"), ("start", "11:00"), ("minutes", "60")];
        member.post_form("/equipment/laser/book", &fields).await.expect(303);
        let row = entity::booking::Entity::find().one(app.db().read()).await.expect("query").expect("row");
        let path = format!("/me/bookings/{}", row.id);
        let page = member.get(&path).await.expect(200).body;
        for words in ["11月25日（水）11:00–12:00", "/calendar.ics", "/move", "/cancel", "again=", "同じ内容でもう一度"] {
            assert!(page.contains(words), "{words}: {page}");
        }
        let wrong = member.post_form(&path, &[("children", "三つ"), ("note", "糸を持っていきます")]).await.expect(422).body;
        assert!(wrong.contains("三つ") && wrong.contains("糸を持っていきます"));
        let full = member.post_form(&path, &[("children", "1, 2, 3, 4, 5"), ("note", "糸を持っていきます")]).await.expect(422);
        assert!(full.body.contains("1, 2, 3, 4, 5") && full.body.contains("糸を持っていきます"));
        member.post_form(&path, &[("children", "2"), ("note", "糸を持っていきます")]).await.expect(303);
        assert!(member.get(&path).await.expect(200).body.contains("糸を持っていきます"));
        let file = member.get(&format!("{path}/calendar.ics")).await.expect(200).body;
        assert!(file.contains("BEGIN:VALARM") && file.contains("TRIGGER"), "{file}");
        // The same again: purpose, children and note come along, and stand in no address.
        let again = format!("/equipment/laser/book?date=2026-11-26&start=11:00&minutes=60&again={}", row.id);
        let confirm = member.get(&again).await.expect(200).body;
        assert!(confirm.contains("糸を持っていきます") && confirm.contains("value=\"2\""));
        assert!(!confirm.contains("note=") && !confirm.contains("children="));
        // And on to a weekly repeat.
        let typed = [("date", "2026-11-26"), ("start", "11:00"), ("minutes", "60"), ("purpose", "study"), ("children", "2"), ("note", "毎週の布")];
        let weeks = member.post_form("/equipment/laser/repeat/check", &typed).await.expect(200).body;
        assert!(weeks.contains("毎週の布") && weeks.contains("value=\"study\" checked"), "{weeks}");
        let other: Vec<_> = typed.iter().copied().chain([("times", "3"), ("times_shown", "4")]).collect();
        assert!(member.post_form("/equipment/laser/repeat", &other).await.expect(200).body.contains("毎週の布"));
        assert_eq!(app.booking_count().await, 1, "another number is shown before it is booked");
    }
}

/// Four weekly bookings of a new member's from 25 November, 10:00 on.
async fn weekly(app: &TestApp) -> (store::Cx, domain::ConfirmedMember, Vec<BookingId>) {
    app.machine("laser", 1, false).await;
    let (cx, hanako) = app.someone("hanako").await;
    let done = app.store.booking_repeat(&cx, &hanako, &ask("laser", slot(600, 60)), 4, false).await.expect("booked");
    app.run_jobs().await;
    (cx, hanako, done.booked.iter().map(|booked| booked.id).collect())
}

fn week(n: i64, minutes: i64) -> Slot {
    slot(600, 60).moved(n * 7 * 1440 + minutes)
}

both_databases! {
    async fn this_and_the_following_are_cancelled_together(app: TestApp) {
        let (cx, hanako, ids) = weekly(&app).await;
        let before = app.mails().len();
        app.store.booking_cancel_series(&cx, &hanako, ids[1], SeriesScope::Following, CancelWhy::default()).await.expect("cancelled");
        app.store.booking_cancel_series(&cx, &hanako, ids[1], SeriesScope::Following, CancelWhy::default()).await.expect("again");
        app.run_jobs().await;
        let coming = app.store.bookings_mine(&cx, &hanako, 1).await.expect("list").upcoming;
        assert_eq!(coming.iter().map(|booking| booking.id).collect::<Vec<_>>(), [ids[0]]);
        let mails = app.mails().split_off(before);
        assert_eq!(mails.len(), 1, "one mail for all: {mails:?}");
        let file = mails[0].attachment.as_ref().expect("a calendar");
        assert_eq!((file.text.matches("STATUS:CANCELLED").count(), mails[0].text.contains("お支払い")), (3, false));
        assert_eq!(app.cell_count().await, 4);
        // One that has begun is not among all.
        let later = store::Cx { now: slot(615, 60).start(), ..cx.clone() };
        let begun = app.store.booking_cancel_series(&later, &hanako, ids[0], SeriesScope::All, CancelWhy::default()).await;
        assert!(matches!(begun, Err(Error::Domain(DomainError::Cancel(_)))));
    }
}

both_databases! {
    async fn a_repeat_moves_whole_or_not_at_all(app: TestApp) {
        let (cx, hanako, ids) = weekly(&app).await;
        let (other_cx, taro) = app.someone("taro").await;
        app.store.booking_reserve(&other_cx, &taro, ask("laser", week(2, 120))).await.expect("booked");
        let before = app.mails().len();
        let to = |id, slot| MoveCommand { id, slot, unit: None };
        let taken = to(ids[0], week(0, 120));
        let weeks = app.store.booking_move_check(&cx, &hanako, &taken, SeriesScope::All).await.expect("weeks");
        let refused: Vec<_> = weeks.iter().map(|week| week.refusal.is_some()).collect();
        assert_eq!(refused, [false, false, true, false], "the week that another has");
        let outcome = app.store.booking_move_series(&cx, &hanako, &taken, SeriesScope::All).await;
        assert!(matches!(outcome, Err(Error::Domain(DomainError::Reserve(_)))));
        assert_eq!(slots(&app).await.iter().filter(|slot| week(0, 0).start() <= slot.start()).count(), 5);
        assert!(slots(&app).await.contains(&week(0, 0)), "none moved");
        // By a week: each goes where the next one was.
        app.store.booking_move_series(&cx, &hanako, &to(ids[0], week(1, 0)), SeriesScope::All).await.expect("moved");
        // This and the following, to another time and length.
        let longer = week(3, 30).lasting(90).expect("a slot");
        app.store.booking_move_series(&cx, &hanako, &to(ids[2], longer), SeriesScope::Following).await.expect("moved");
        let last = longer.moved(7 * 1440);
        assert_eq!(slots(&app).await, [week(1, 0), week(2, 0), week(2, 120), longer, last]);
        assert_eq!(app.cell_count().await, 4 * 3 + 6 * 2);
        app.run_jobs().await;
        let mails: Vec<_> = app.mails().split_off(before).into_iter().filter(|mail| mail.subject.contains("変更")).collect();
        // One mail for each move, with the bookings that it moved.
        let subjects: Vec<_> = mails.iter().map(|mail| mail.subject.as_str()).collect();
        assert_eq!(subjects.len(), 2, "{subjects:?}");
        let files = mails.iter().map(|mail| &mail.attachment.as_ref().expect("a calendar").text);
        let mut entries: Vec<_> = files.map(|text| text.matches("BEGIN:VEVENT").count()).collect();
        entries.sort_unstable();
        assert_eq!(entries, [2, 4]);
    }
}
