//! Booking, cancelling and looking, one person at a time.

use chrono::TimeDelta;
use domain::{
    Actor, BookingId, DomainError, UnitId, Yen,
    booking::{BlockKind, CancelError, DayLoad, ReserveError},
    calendar,
    equipment::{ClosedReason, EquipmentFilter, OpenHours},
    members::AccountError,
};
use sea_orm::{ActiveValue::Set, EntityTrait, PaginatorTrait};
use store::{
    Error,
    booking::{BookingCommand, CancelWhy},
    clock::Clock as _,
    entity,
    jobs::Job,
};
use uuid::Uuid;

use super::{ask, business, on_unit, slot};
use crate::support::today;

#[track_caller]
fn rule(outcome: store::Result<domain::booking::Booked>) -> ReserveError {
    match outcome {
        Err(Error::Domain(DomainError::Reserve(refusal))) => refusal.rule,
        other => panic!("not refused by a rule: {other:?}"),
    }
}

both_databases! {
    async fn a_booking_is_written_whole(app: TestApp) {
        let machine = app.machine("laser", 2, true).await;
        let (cx, member) = app.someone("hanako").await;
        app.certify(member.account_id, &machine).await;
        let cmd = BookingCommand { details: business(), ..ask("laser", slot(600, 90)) };
        let booked = app.store.booking_reserve(&cx, &member, cmd).await.expect("booked");
        assert_eq!((booked.unit, booked.fee), (machine.units[0], Yen(1500)));
        assert_eq!(app.cell_count().await, 6);

        let rows = app.participations(member.account_id).await;
        assert_eq!(rows.len(), 1);
        assert_eq!((rows[0].fiscal_year, rows[0].kind.into_str(), rows[0].source_id), (2026, "booking", booked.id.0));
        assert_eq!(app.due_jobs().await, [Job::BookingMail { booking_id: booked.id }]);

        let mine = app.store.bookings_mine(&cx, &member, 1).await.expect("list");
        assert_eq!((mine.upcoming.len(), mine.past.len(), mine.pages), (1, 0, 1));
        assert_eq!((mine.upcoming[0].id, mine.upcoming[0].unit.ja.as_str()), (booked.id, "1号機"));
        let day = app.store.equipment_day(&cx, "laser", Some(today())).await.expect("day");
        assert_eq!(day.own.len(), 1);
        assert_eq!(day.certified, Some(true));
        assert_eq!(day.blocks[0].kind, BlockKind::Free { units_free: 1 });
        assert_eq!(day.blocks[0].minutes(), 90);
    }
}

both_databases! {
    async fn each_refusal_is_named(app: TestApp) {
        app.machine("laser", 1, true).await;
        let plain = app.machine("sewing", 1, false).await;
        let (cx, member) = app.someone("hanako").await;
        let book = async |cmd| app.store.booking_reserve(&cx, &member, cmd).await;
        assert_eq!(rule(book(ask("laser", slot(600, 60))).await), ReserveError::InductionRequired);
        assert_eq!(rule(book(ask("sewing", slot(525, 30))).await), ReserveError::InThePast);
        let monday = 5 * 1440;
        assert_eq!(rule(book(ask("sewing", slot(600, 60).moved(monday))).await), ReserveError::Closed);
        assert_eq!(rule(book(ask("sewing", slot(1230, 60))).await).code(), "outside_hours");
        assert_eq!(rule(book(ask("sewing", slot(600, 195))).await).code(), "too_long");
        let other_unit = BookingCommand { details: on_unit(Some(UnitId(Uuid::nil()))), ..ask("sewing", slot(600, 60)) };
        assert_eq!(rule(book(other_unit).await), ReserveError::UnknownUnit);
        assert!(matches!(book(ask("none", slot(600, 60))).await, Err(Error::Domain(DomainError::NotFound))));

        let mut unconfirmed = cx.clone();
        if let Actor::Account(account) = &mut unconfirmed.actor {
            account.email_confirmed = false;
        }
        // Nobody books without the value, and nobody gets it without a confirmed address.
        let refused = unconfirmed.actor.confirmed_member();
        assert!(matches!(refused, Err(DomainError::Account(AccountError::EmailNotConfirmed))));
        assert_eq!((app.booking_count().await, app.cell_count().await), (0, 0));

        let unit = Some(plain.units[0]);
        book(BookingCommand { details: on_unit(unit), ..ask("sewing", slot(600, 60)) }).await.expect("booked");
        assert_eq!(rule(book(ask("sewing", slot(645, 60))).await), ReserveError::OwnOverlap);
    }
}

both_databases! {
    async fn a_certification_lapses_by_the_day_of_use(app: TestApp) {
        let machine = app.machine("laser", 1, true).await;
        let (cx, member) = app.someone("hanako").await;
        let row = entity::certification::ActiveModel {
            account_id: Set(member.account_id),
            equipment_type_id: Set(machine.id),
            certified_at: Set(app.store.now() - TimeDelta::days(300)),
            lapses_at: Set(Some(calendar::at_minute(today(), 1440))),
        };
        entity::certification::Entity::insert(row).exec_without_returning(app.db().read()).await.expect("row");
        app.store.booking_reserve(&cx, &member, ask("laser", slot(600, 60))).await.expect("booked");
        let tomorrow = app.store.booking_reserve(&cx, &member, ask("laser", slot(600, 60).moved(1440))).await;
        assert_eq!(rule(tomorrow), ReserveError::InductionRequired);
    }
}

both_databases! {
    async fn a_cancelled_time_is_free_again(app: TestApp) {
        app.machine("laser", 1, false).await;
        let (cx, member) = app.someone("hanako").await;
        let cmd = BookingCommand { details: business(), ..ask("laser", slot(600, 60)) };
        let booked = app.store.booking_reserve(&cx, &member, cmd).await.expect("booked");

        let (other_cx, other) = app.someone("taro").await;
        let refused = app.store.booking_reserve(&other_cx, &other, ask("laser", slot(630, 60))).await;
        assert_eq!(rule(refused), ReserveError::Taken);
        let foreign = app.store.booking_cancel(&other_cx, &other, booked.id, CancelWhy::default()).await;
        assert!(matches!(foreign, Err(Error::Domain(DomainError::NotFound))), "other people's bookings are not even there");
        assert!(matches!(app.store.booking_mine(&other_cx, &other, booked.id).await, Err(Error::Domain(DomainError::NotFound))));
        assert_eq!(app.cell_count().await, 4);

        app.store.booking_cancel(&cx, &member, booked.id, CancelWhy::default()).await.expect("cancelled");
        app.store.booking_cancel(&cx, &member, booked.id, CancelWhy::default()).await.expect("cancelling again changes nothing");
        assert_eq!(app.cell_count().await, 0);
        assert!(app.participations(member.account_id).await.is_empty());
        let jobs = app.due_jobs().await;
        let mails = jobs.iter().filter(|job| matches!(job, Job::CancellationMail { .. })).count();
        assert_eq!(mails, 1, "one mail, however often it is cancelled");
        let mine = app.store.bookings_mine(&cx, &member, 1).await.expect("list");
        assert_eq!((mine.upcoming.len(), mine.past.len()), (0, 1));
        assert!(mine.past[0].cancelled_at.is_some());

        app.store.booking_reserve(&other_cx, &other, ask("laser", slot(630, 60))).await.expect("free again");
    }
}

both_databases! {
    async fn many_cancels_of_one_booking_count_once(app: TestApp) {
        app.machine("laser", 1, false).await;
        let (cx, member) = app.someone("hanako").await;
        let booked = app.store.booking_reserve(&cx, &member, ask("laser", slot(600, 60))).await.expect("booked");
        let mut tasks = tokio::task::JoinSet::new();
        for _ in 0..30 {
            let (store, cx, member) = (app.store.clone(), cx.clone(), member.clone());
            tasks.spawn(async move { store.booking_cancel(&cx, &member, booked.id, CancelWhy::default()).await });
        }
        while let Some(outcome) = tasks.join_next().await {
            outcome.expect("no panic").expect("cancelled");
        }
        let cancellations = entity::booking_cancellation::Entity::find().count(app.db().read()).await.expect("count");
        assert_eq!(cancellations, 1);
        let jobs = app.due_jobs().await;
        assert_eq!(jobs.iter().filter(|job| matches!(job, Job::CancellationMail { .. })).count(), 1);
    }
}

both_databases! {
    async fn a_booking_that_began_stays(app: TestApp) {
        app.machine("laser", 1, false).await;
        let (cx, member) = app.someone("hanako").await;
        let booked = app.store.booking_reserve(&cx, &member, ask("laser", slot(600, 60))).await.expect("booked");
        app.clock.set(booked.slot.start());
        let (cx, member) = app.as_member(member.account_id, "hanako@example.jp");
        let refused = app.store.booking_cancel(&cx, &member, booked.id, CancelWhy::default()).await;
        assert!(matches!(refused, Err(Error::Domain(DomainError::Cancel(CancelError::AlreadyStarted)))));
        assert_eq!(app.cell_count().await, 4);
        let unknown = app.store.booking_cancel(&cx, &member, BookingId(Uuid::nil()), CancelWhy::default()).await;
        assert!(matches!(unknown, Err(Error::Domain(DomainError::NotFound))));
    }
}

both_databases! {
    async fn the_day_and_the_list_show_what_is_free(app: TestApp) {
        app.machine("laser", 1, false).await;
        app.machine("printer", 3, false).await;
        let closure = entity::closure::ActiveModel {
            day: Set(today() + TimeDelta::days(2)),
            reason_ja: Set("設備点検".into()),
            reason_en: Set("Maintenance".into()),
        };
        entity::closure::Entity::insert(closure).exec_without_returning(app.db().read()).await.expect("closure");
        // Four members take the laser for the whole of today, 10:00 to 21:00.
        for (n, (start, minutes)) in [(600, 180), (780, 180), (960, 180), (1140, 120)].into_iter().enumerate() {
            let (cx, member) = app.someone(&format!("m{n}")).await;
            app.store.booking_reserve(&cx, &member, ask("laser", slot(start, minutes))).await.expect("booked");
        }
        let list = app.store.equipment_list(&app.cx(), EquipmentFilter::default()).await.expect("list");
        assert_eq!(list.today.open, OpenHours::Open { open_minute: 600, close_minute: 1260 });
        let next = |slug: &str| list.cards.iter().find(|card| card.equipment.slug == slug).and_then(|card| card.next_free);
        assert_eq!(next("laser"), Some(slot(600, 30).moved(1440).start()), "today is full");
        assert_eq!(next("printer"), Some(slot(600, 30).start()));

        let visitor = app.cx();
        let day = app.store.equipment_day(&visitor, "laser", None).await.expect("day");
        assert_eq!(day.day, today() + TimeDelta::days(1), "the first day with room");
        assert_eq!((day.certified, day.own.len()), (None, 0));
        let loads: Vec<DayLoad> = day.week.iter().map(|day| day.load).collect();
        use DayLoad::{Closed, Free, Full};
        assert_eq!(loads, [Full, Free, Closed, Free, Free, Closed, Free]);
        let words = day.week[2].hours.closed.clone();
        assert!(matches!(words, Some(ClosedReason::Closure(words)) if words.ja == "設備点検" && words.en == "Maintenance"));
        assert_eq!(day.week[5].hours.closed, Some(ClosedReason::Weekday));

        let today_view = app.store.equipment_day(&visitor, "laser", Some(today())).await.expect("day");
        assert_eq!(today_view.blocks.len(), 1);
        assert_eq!(today_view.blocks[0].kind, BlockKind::Taken);
        let closed = app.store.equipment_day(&visitor, "laser", Some(today() + TimeDelta::days(2))).await.expect("day");
        assert!(closed.blocks.is_empty());
        let past = app.store.equipment_day(&visitor, "laser", Some(today() - TimeDelta::days(1))).await.expect("day");
        assert!(past.week.iter().all(|day| day.load == DayLoad::Past || day.load == Closed));
        assert_eq!(past.week.last().map(|day| day.hours.day), Some(today() - TimeDelta::days(1)));
        let far = app.store.equipment_day(&visitor, "laser", Some(today() + TimeDelta::days(400))).await;
        assert!(matches!(far, Err(Error::Domain(DomainError::NotFound))));
        assert!(matches!(app.store.equipment_day(&visitor, "none", None).await, Err(Error::Domain(DomainError::NotFound))));
    }
}

both_databases! {
    async fn past_bookings_come_in_pages(app: TestApp) {
        let machine = app.machine("laser", 1, false).await;
        let (cx, member) = app.someone("hanako").await;
        let rows = (1..=45).map(|n| entity::booking::ActiveModel {
            id: Set(Uuid::now_v7().into()),
            account_id: Set(member.account_id),
            unit_id: Set(machine.units[0]),
            start_at: Set(slot(600, 60).moved(-1440 * n).start()),
            end_at: Set(slot(600, 60).moved(-1440 * n).end()),
            purpose: Set(domain::booking::Purpose::Study),
            fee_yen: Set(domain::Yen(1000)),
            created_at: Set(app.clock.now()),
            ..Default::default()
        });
        entity::booking::Entity::insert_many(rows).exec_without_returning(app.db().read()).await.expect("rows");
        let page = async |n| app.store.bookings_mine(&cx, &member, n).await.expect("list");
        assert_eq!((page(1).await.past.len(), page(1).await.pages), (20, 3));
        assert_eq!((page(3).await.past.len(), page(99).await.page), (5, 3));
        assert_eq!(page(1).await.past[0].slot, slot(600, 60).moved(-1440));
    }
}
