//! The staff's side of booking, in the store: the board, bookings for others, maintenance, certifications.

use chrono::{DateTime, TimeDelta, Utc};
use domain::{
    Account, AccountId, Actor, DomainError, Staff,
    booking::{Among, Booked, BookingDetails, BookingStatus, ReserveError, UnitNow},
    calendar,
    members::Role,
};
use sea_orm::{ActiveValue::Set, EntityTrait, PaginatorTrait};
use store::{
    Cx, Error,
    booking::{BookingCommand, ForWhom, MaintenanceCommand, StaffBooking},
    entity,
    jobs::Job,
};
use uuid::Uuid;

use super::{ask, business, on_unit, slot};
use crate::support::{TestApp, today};

impl TestApp {
    /// Somebody of the staff who asks now.
    pub async fn someone_of_staff(&self) -> (Cx, Staff) {
        let id = self.account("desk@example.jp", Role::Staff).await;
        self.as_staff(id)
    }

    pub fn as_staff(&self, id: AccountId) -> (Cx, Staff) {
        let actor = Actor::Account(Account {
            id,
            role: Role::Staff,
            display_name: "受付".into(),
            email: "desk@example.jp".into(),
            email_confirmed: true,
            maker_id: None,
        });
        let staff = actor.staff().expect("staff");
        (Cx { actor, ..self.cx() }, staff)
    }

    async fn audited(&self) -> Vec<String> {
        let rows = entity::audit_entry::Entity::find().all(self.db().read()).await.expect("rows");
        let mut actions: Vec<String> = rows.into_iter().map(|row| row.action).collect();
        actions.sort();
        actions
    }
}

fn at(minute: i64) -> DateTime<Utc> {
    calendar::at_minute(today(), minute)
}

fn for_member(id: AccountId, start: i64, minutes: i64) -> StaffBooking {
    StaffBooking {
        for_whom: ForWhom::Account(id),
        slug: "laser".into(),
        slot: slot(start, minutes),
        details: BookingDetails::default(),
        note: None,
        override_reason: None,
        check_in: false,
    }
}

#[track_caller]
fn rule(outcome: store::Result<Booked>) -> ReserveError {
    match outcome {
        Err(Error::Domain(DomainError::Reserve(refusal))) => refusal.rule,
        other => panic!("not refused by a rule: {other:?}"),
    }
}

both_databases! {
    async fn the_board_says_who_is_where(app: TestApp) {
        let machine = app.machine("laser", 3, false).await;
        let (_, staff) = app.someone_of_staff().await;
        let mut booked = Vec::new();
        // Unit 1: here, later. Unit 2: late, cancelled. Unit 3: over, and not come.
        for (n, (unit, start)) in [(0, 600), (0, 720), (1, 600), (1, 780), (2, 600), (2, 690)].into_iter().enumerate() {
            let (cx, member) = app.someone(&format!("m{n}")).await;
            let details = BookingDetails { children: vec![4], ..on_unit(Some(machine.units[unit])) };
            let cmd = BookingCommand { details, note: Some("はじめてです".into()), ..ask("laser", slot(start, 60)) };
            booked.push(app.store.booking_reserve(&cx, &member, cmd).await.expect("booked").id);
        }
        app.clock.set(at(600));
        let (cx, staff) = app.as_staff(staff.account_id);
        for id in [booked[0], booked[4]] {
            app.store.check_in_by_staff(&cx, &staff, id).await.expect("in");
        }
        app.store.booking_cancel_by_staff(&cx, &staff, booked[3], "機器の不調").await.expect("cancelled");
        app.clock.set(at(605));
        let (cx, staff) = app.as_staff(staff.account_id);
        app.store.check_out_by_staff(&cx, &staff, booked[4]).await.expect("out");
        let board = app.store.board(&cx, &staff, today()).await.expect("board");
        let states: Vec<Vec<BookingStatus>> =
            board.units.iter().map(|unit| unit.bookings.iter().map(|found| found.state).collect()).collect();
        use BookingStatus::{Cancelled, Done, Here, Late, NoShow, Upcoming};
        assert_eq!(states, [vec![Here, Upcoming], vec![Late, Cancelled], vec![Done, Upcoming]]);
        assert_eq!((board.count(Here), board.count(Late), board.free_now()), (1, 1, 0));
        assert_eq!(board.units[0].now, Some(UnitNow::Taken { until: at(660) }));
        // The cell that has begun stays taken after the check-out.
        assert_eq!(board.units[2].now, Some(UnitNow::Taken { until: at(615) }));
        let first = &board.units[0].bookings[0];
        assert_eq!((first.who.as_str(), first.booking.children.as_slice()), ("memberさん", [4].as_slice()));
        assert_eq!(first.booking.note.as_deref(), Some("はじめてです"));

        app.clock.set(at(615));
        let (cx, staff) = app.as_staff(staff.account_id);
        app.store.no_show_by_staff(&cx, &staff, booked[2]).await.expect("not come");
        app.clock.set(at(616));
        app.run_jobs().await;
        let (cx, staff) = app.as_staff(staff.account_id);
        let board = app.store.board(&cx, &staff, today()).await.expect("board");
        assert_eq!(board.units[1].bookings[0].state, NoShow);
        assert_eq!(board.units[1].now, Some(UnitNow::Free { until: None }));
        assert_eq!(board.units[2].now, Some(UnitNow::Free { until: Some(at(690)) }));
        let tomorrow = app.store.board(&cx, &staff, today() + TimeDelta::days(1)).await.expect("board");
        assert!(tomorrow.units.iter().all(|unit| unit.now.is_none() && unit.bookings.is_empty()));
        let far = app.store.board(&cx, &staff, today() + TimeDelta::days(4000)).await;
        assert!(matches!(far, Err(Error::Domain(DomainError::NotFound))));
    }
}

both_databases! {
    async fn staff_set_soft_rules_aside_with_a_reason_and_no_others(app: TestApp) {
        let machine = app.machine("laser", 1, true).await;
        let (cx, staff) = app.someone_of_staff().await;
        let (_, member) = app.someone("hanako").await;
        let book = async |cmd: &StaffBooking| app.store.booking_by_staff(&cx, &staff, cmd).await;
        let why = || Some("休館日の講座のため".to_owned());

        let untrained = StaffBooking { override_reason: why(), ..for_member(member.account_id, 600, 60) };
        assert_eq!(rule(book(&untrained).await), ReserveError::InductionRequired, "safety is never set aside");
        app.certify(member.account_id, &machine).await;
        let long = for_member(member.account_id, 600, 240);
        assert_eq!(rule(book(&long).await), ReserveError::TooLong { minutes_max: 180 });
        let blank = StaffBooking { override_reason: Some("  ".into()), ..long.clone() };
        assert_eq!(rule(book(&blank).await).code(), "too_long", "spaces are no reason");
        assert_eq!(app.booking_count().await, 0);

        let kept = book(&StaffBooking { override_reason: why(), ..long }).await.expect("booked");
        let row = entity::booking::Entity::find_by_id(kept.id.0).one(app.db().read()).await.expect("row").expect("one");
        assert_eq!((row.override_reason, row.account_id), (why(), member.account_id));
        let taken = StaffBooking { override_reason: why(), ..for_member(member.account_id, 660, 60) };
        assert_eq!(rule(book(&taken).await), ReserveError::Taken, "nobody is booked twice");
        let past = StaffBooking { override_reason: why(), ..for_member(member.account_id, 510, 30) };
        assert_eq!(rule(book(&past).await), ReserveError::InThePast);

        // A reason that was not needed is not kept.
        let plain = book(&StaffBooking { override_reason: why(), ..for_member(member.account_id, 900, 60) }).await;
        let plain = plain.expect("booked").id.0;
        let row = entity::booking::Entity::find_by_id(plain).one(app.db().read()).await.expect("row").expect("one");
        assert_eq!(row.override_reason, None);
        assert_eq!(app.audited().await, ["booking_by_staff", "booking_by_staff", "booking_override"]);
        app.run_jobs().await;
        assert_eq!(app.mails().iter().filter(|mail| mail.to == "hanako@example.jp").count(), 2);

        let customer = app.account("buyer@example.jp", Role::Customer).await;
        assert!(matches!(book(&for_member(customer, 1095, 60)).await, Err(Error::Domain(DomainError::NotFound))));
        assert!(matches!(book(&for_member(AccountId(Uuid::nil()), 1095, 60)).await, Err(Error::Domain(DomainError::NotFound))));
    }
}

both_databases! {
    async fn a_guest_is_booked_and_begins_at_once(app: TestApp) {
        app.machine("laser", 1, false).await;
        let (_, staff) = app.someone_of_staff().await;
        app.clock.set(at(590));
        let (cx, staff) = app.as_staff(staff.account_id);
        let guest = |name: &str, start| StaffBooking {
            for_whom: ForWhom::Guest(name.into()),
            details: business(),
            check_in: true,
            ..for_member(staff.account_id, start, 60)
        };
        for bad in ["", "  ", &"あ".repeat(100), "a\nb"] {
            let refused = app.store.booking_by_staff(&cx, &staff, &guest(bad, 600)).await;
            assert!(matches!(refused, Err(Error::Domain(DomainError::Fields(_)))), "{bad}");
        }
        let early = app.store.booking_by_staff(&cx, &staff, &guest("山田", 720)).await;
        assert!(matches!(early, Err(Error::Domain(DomainError::Cancel(_)))), "two hours ahead nobody begins");
        assert_eq!(app.booking_count().await, 0, "nothing is written by halves");

        app.store.booking_by_staff(&cx, &staff, &guest("山田", 600)).await.expect("booked");
        let board = app.store.board(&cx, &staff, today()).await.expect("board");
        let found = &board.units[0].bookings[0];
        assert_eq!((found.who.as_str(), found.state), ("山田", BookingStatus::Here));
        assert!(app.participations(staff.account_id).await.is_empty(), "a guest does not count as the staff");
        // The staff's own limits do not count for guests.
        for start in [660, 720, 780] {
            let cmd = StaffBooking { check_in: false, ..guest("鈴木", start) };
            app.store.booking_by_staff(&cx, &staff, &cmd).await.expect("booked");
        }
        app.run_jobs().await;
        assert!(app.mails().is_empty(), "a guest has no mail address: {:?}", app.mails());
    }
}

both_databases! {
    async fn maintenance_moves_one_and_cancels_one(app: TestApp) {
        let machine = app.machine("laser", 2, false).await;
        let (cx, staff) = app.someone_of_staff().await;
        let book = async |name: &str, unit: usize, start| {
            let (cx, member) = app.someone(name).await;
            let cmd = BookingCommand { details: on_unit(Some(machine.units[unit])), ..ask("laser", slot(start, 60)) };
            app.store.booking_reserve(&cx, &member, cmd).await.expect("booked").id
        };
        let movable = book("hanako", 0, 600).await;
        let stuck = book("taro", 0, 720).await;
        book("jiro", 1, 720).await;
        let cmd =
            MaintenanceCommand { unit: machine.units[0], from: at(600), to: at(1260), reason: "レーザー管の交換".into() };
        let affected = app.store.maintenance_check(&cx, &staff, &cmd).await.expect("list");
        assert_eq!(affected.iter().map(|(booking, _)| booking.id).collect::<Vec<_>>(), [movable, stuck]);
        let done = app.store.maintenance_add(&cx, &staff, &cmd, true).await.expect("closed");
        assert_eq!((done.moved, done.cancelled), (1, 1));

        let jobs = app.due_jobs().await;
        assert!(jobs.contains(&Job::MoveMail { booking_id: movable }), "{jobs:?}");
        assert!(jobs.contains(&Job::CancellationMail { booking_id: stuck }), "{jobs:?}");
        let board = app.store.board(&cx, &staff, today()).await.expect("board");
        assert_eq!(board.units[0].maintenance.len(), 1);
        assert_eq!(board.units[1].bookings.iter().filter(|found| found.state.is_live()).count(), 2);
        let list = app.store.maintenance_list(&cx, &staff).await.expect("list");
        assert_eq!((list.len(), list[0].reason.as_str()), (1, "レーザー管の交換"));
        app.store.maintenance_end(&cx, &staff, list[0].id).await.expect("ended");
        assert!(app.store.maintenance_list(&cx, &staff).await.expect("list").is_empty());
        let board = app.store.board(&cx, &staff, today()).await.expect("board");
        assert!(board.units[0].maintenance.is_empty());
    }
}

both_databases! {
    async fn a_granted_certification_lets_a_member_book(app: TestApp) {
        let machine = app.machine("laser", 1, true).await;
        let (staff_cx, staff) = app.someone_of_staff().await;
        let (cx, member) = app.someone("hanako").await;
        let id = member.account_id;
        let book = async |start| app.store.booking_reserve(&cx, &member, ask("laser", slot(start, 60))).await;
        assert_eq!(rule(book(600).await), ReserveError::InductionRequired);
        app.store.certification_grant(&staff_cx, &staff, id, machine.id, None).await.expect("granted");
        book(600).await.expect("booked");
        // Again renews it, with an end.
        let end = Some(at(1440));
        app.store.certification_grant(&staff_cx, &staff, id, machine.id, end).await.expect("renewed");
        let file = app.store.member_file(&staff_cx, &staff, id).await.expect("file");
        assert_eq!(file.certified.iter().map(|row| row.lapses_at).collect::<Vec<_>>(), [end]);
        app.store.certification_withdraw(&staff_cx, &staff, id, machine.id).await.expect("withdrawn");
        app.store.certification_withdraw(&staff_cx, &staff, id, machine.id).await.expect("again changes nothing");
        assert_eq!(rule(book(720).await), ReserveError::InductionRequired);
        let nobody = AccountId(Uuid::nil());
        let refused = app.store.certification_grant(&staff_cx, &staff, nobody, machine.id, None).await;
        assert!(matches!(refused, Err(Error::Domain(DomainError::NotFound))));
        let actions = ["certification_grant", "certification_grant", "certification_withdraw"];
        assert_eq!(app.audited().await, actions);
    }
}

both_databases! {
    async fn members_are_found_and_get_a_plan(app: TestApp) {
        let (cx, staff) = app.someone_of_staff().await;
        let (_, member) = app.someone("hanako").await;
        app.account("buyer@example.jp", Role::Customer).await;
        let found = async |query: &str| {
            let page = app.store.members_search(&cx, &staff, Among::Members, query, 1).await.expect("page");
            page.rows.into_iter().map(|row| row.email).collect::<Vec<_>>()
        };
        assert_eq!(found("HANA").await, ["hanako@example.jp"]);
        assert_eq!(found("hanako@example.jp").await, ["hanako@example.jp"]);
        assert_eq!(found("memberさ").await, ["hanako@example.jp"]);
        assert_eq!(found("").await.len(), 2, "customers book nothing");
        for nothing in ["%", "_", "'\"><script>", "buyer", "nobody@example.jp"] {
            assert!(found(nothing).await.is_empty(), "{nothing}");
        }
        let plan = Uuid::now_v7();
        let rows = [(Uuid::now_v7(), "一般", 1), (plan, "学生", 2)].map(|(id, name, position)| entity::plan::ActiveModel {
            id: Set(domain::PlanId(id)),
            name_ja: Set(name.into()),
            name_en: Set(name.into()),
            horizon_days: Set(14),
            at_once_max: Set(3),
            minutes_day_max: Set(240),
            minutes_week_max: Set(600),
            rate_percent: Set(50),
            position: Set(position),
        });
        entity::plan::Entity::insert_many(rows).exec_without_returning(app.db().read()).await.expect("plans");
        let plan = Some(domain::PlanId(plan));
        let id = member.account_id;
        app.store.account_plan_set(&cx, &staff, id, plan).await.expect("set");
        app.store.account_plan_set(&cx, &staff, id, plan).await.expect("set again");
        let file = app.store.member_file(&cx, &staff, id).await.expect("file");
        assert_eq!((file.plan_id, file.plan.ja.as_str()), (plan, "学生"));
        let unknown = app.store.account_plan_set(&cx, &staff, id, Some(domain::PlanId(Uuid::nil()))).await;
        assert!(matches!(unknown, Err(Error::Domain(DomainError::NotFound))));
        assert_eq!(entity::account_plan::Entity::find().count(app.db().read()).await.expect("count"), 1);
        app.store.account_plan_set(&cx, &staff, id, None).await.expect("back to the first");
        assert_eq!(app.store.member_file(&cx, &staff, id).await.expect("file").plan.ja, "一般");
    }
}
