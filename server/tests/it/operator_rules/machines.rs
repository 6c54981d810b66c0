//! Kinds, units and plans: what is changed holds from the next booking on.

use domain::{DomainError, Yen, booking::ReserveError, equipment::EquipmentFilter, form::FieldError};
use sea_orm::{EntityTrait, QueryOrder};
use store::{
    Error,
    booking::CancelWhy,
    entity::{equipment_type, plan, unit},
};

use super::{as_operator, audited, rule, type_form};
use crate::booking::{ask, slot};

both_databases! {
    async fn a_changed_machine_decides_otherwise(app: TestApp) {
        app.machine("laser", 1, false).await;
        let (cx, member) = app.someone("hanako").await;
        let mut operator = app.operator().await;
        let changes = [("notice_h", "2"), ("step", "30"), ("rate", "1200"), ("charge_min", "900"), ("buffer", "30")];
        let saved = operator.post_form("/operator/equipment/laser", &type_form(&changes)).await.expect(303);
        assert_eq!(saved.location(), "/operator/equipment/laser");
        let reserve = async |start, minutes| app.store.booking_reserve(&cx, &member, ask("laser", slot(start, minutes))).await;
        // It is 9:00.
        assert_eq!(rule(reserve(630, 60).await), ReserveError::TooShortNotice { minutes: 120 });
        assert_eq!(rule(reserve(675, 60).await), ReserveError::OffStep { minutes: 30 });
        assert_eq!(reserve(690, 30).await.expect("booked").fee, Yen(900), "the minimum charge");
        assert_eq!(rule(reserve(720, 30).await), ReserveError::Taken, "the buffer");
        assert_eq!(reserve(750, 60).await.expect("booked").fee, Yen(1200));
        assert_eq!(audited(&app, "equipment_type.change").await, 1);
        let setting = operator.get("/operator/equipment/laser").await.expect(200).body;
        assert!(setting.contains("この先の予約が2件あります"), "{setting}");
    }
}

both_databases! {
    async fn a_new_machine_is_booked_once_it_has_a_unit(app: TestApp) {
        app.machine("laser", 1, false).await;
        let mut operator = app.operator().await;
        let form = type_form(&[("slug", "plotter"), ("name_ja", "プロッター")]);
        let saved = operator.post_form("/operator/equipment/new", &form).await.expect(303);
        assert_eq!(saved.location(), "/operator/equipment/plotter");
        let (cx, member) = app.someone("hanako").await;
        assert!(app.store.booking_reserve(&cx, &member, ask("plotter", slot(600, 60))).await.is_err());
        let name = [("unit_ja", "1号機"), ("unit_en", "No. 1")];
        operator.post_form("/operator/equipment/plotter/units/new", &name).await.expect(303);
        app.store.booking_reserve(&cx, &member, ask("plotter", slot(600, 60))).await.expect("booked");
        // The word is taken, whatever else is right.
        let again = operator.post_form("/operator/equipment/new", &form).await.expect(422).body;
        assert!(again.contains("ほかの機器が使っています") && again.contains("プロッター"), "{again}");
        // It goes up in the list.
        operator.post_form("/operator/equipment/plotter/shift", &[("to", "up")]).await.expect(303);
        let rows = equipment_type::Entity::find().order_by_asc(equipment_type::Column::Position);
        let slugs: Vec<String> =
            rows.all(app.db().read()).await.expect("rows").into_iter().map(|row| row.slug).collect();
        assert_eq!(slugs, ["plotter", "laser"]);
        operator.post_form("/operator/equipment/plotter/shift", &[("to", "sideways")]).await.expect(400);
        for action in ["equipment_type.add", "unit.add", "equipment_type.order"] {
            assert_eq!(audited(&app, action).await, 1, "{action}");
        }
    }
}

both_databases! {
    async fn a_retired_unit_is_not_booked(app: TestApp) {
        let machine = app.machine("laser", 2, false).await;
        let mut client = app.operator().await;
        let (op, operator) = as_operator(&app, &client);
        let (cx, member) = app.someone("hanako").await;
        let booked = app.store.booking_reserve(&cx, &member, ask("laser", slot(600, 60))).await.expect("booked");
        assert_eq!(booked.unit, machine.units[0]);
        let at = |unit: domain::UnitId| format!("/operator/equipment/laser/units/{unit}");
        // The first is booked: it stays, and the page says why and where to go.
        let refused = client.post_form(&format!("{}/retire", at(machine.units[0])), &[]).await.expect(422).body;
        assert!(refused.contains("この先の予約が1件あります") && refused.contains("/staff/board"), "{refused}");
        let outcome = app.store.unit_retire(&op, &operator, "laser", machine.units[0], true).await;
        assert!(matches!(outcome, Err(Error::Domain(DomainError::Fields(all))) if all.at("units") == Some(&FieldError::BookingsToCome { n: 1 })));
        // The second is free: retired, it is nobody's.
        client.post_form(&format!("{}/retire", at(machine.units[1])), &[]).await.expect(303);
        let (other, jiro) = app.someone("jiro").await;
        assert_eq!(rule(app.store.booking_reserve(&other, &jiro, ask("laser", slot(600, 60))).await), ReserveError::Taken);
        client.post_form(&format!("{}/back", at(machine.units[1])), &[]).await.expect(303);
        app.store.booking_reserve(&other, &jiro, ask("laser", slot(600, 60))).await.expect("booked");
        // After a cancellation the first can go, too.
        app.store.booking_cancel(&cx, &member, booked.id, CancelWhy::default()).await.expect("cancelled");
        client.post_form(&format!("{}/retire", at(machine.units[0])), &[]).await.expect(303);
        client.post_form("/operator/equipment/other/units/x/retire", &[]).await.expect(404);
        assert_eq!((audited(&app, "unit.retire").await, audited(&app, "unit.bring_back").await), (2, 1));
        let names = unit::Entity::find().all(app.db().read()).await.expect("rows");
        assert_eq!(names.iter().filter(|row| row.retired_at.is_some()).count(), 1);
    }
}

both_databases! {
    async fn a_retired_machine_leaves_but_its_bookings_can_be_cancelled(app: TestApp) {
        app.machine("laser", 1, false).await;
        let mut client = app.operator().await;
        let (cx, member) = app.someone("hanako").await;
        let booked = app.store.booking_reserve(&cx, &member, ask("laser", slot(900, 60))).await.expect("booked");
        client.post_form("/operator/equipment/laser/retire", &[]).await.expect(303);
        assert!(app.store.equipment_list(&cx, EquipmentFilter::default()).await.expect("list").cards.is_empty());
        assert!(app.store.equipment_summaries(&cx).await.expect("fees").is_empty());
        assert!(app.store.booking_reserve(&cx, &member, ask("laser", slot(600, 60))).await.is_err());
        let list = client.get("/operator/equipment").await.expect(200).body;
        assert!(list.contains("使用終了") && list.contains("/operator/equipment/laser/back"));
        app.store.booking_cancel(&cx, &member, booked.id, CancelWhy::default()).await.expect("cancelled");
        client.post_form("/operator/equipment/laser/back", &[]).await.expect(303);
        app.store.booking_reserve(&cx, &member, ask("laser", slot(600, 60))).await.expect("booked");
    }
}

both_databases! {
    async fn the_first_plan_is_everybodys(app: TestApp) {
        app.machine("laser", 2, false).await;
        let mut client = app.operator().await;
        let (cx, member) = app.someone("hanako").await;
        let plan = |name: &'static str, percent: &'static str, at_once: &'static str| {
            vec![
                ("name_ja", name),
                ("name_en", name),
                ("horizon", "30"),
                ("at_once", at_once),
                ("hours_day", "2"),
                ("hours_week", "8"),
                ("percent", percent),
            ]
        };
        client.post_form("/operator/plans/new", &plan("一般", "100", "2")).await.expect(303);
        client.post_form("/operator/plans/new", &plan("学生", "50", "5")).await.expect(303);
        let reserve = async |start, minutes| app.store.booking_reserve(&cx, &member, ask("laser", slot(start, minutes))).await;
        assert_eq!(reserve(600, 60).await.expect("booked").fee, Yen(1000));
        assert!(matches!(rule(reserve(720, 90).await), ReserveError::TooMuchThatDay { .. }));
        let rows = plan::Entity::find().order_by_asc(plan::Column::Position).all(app.db().read()).await.expect("rows");
        let student = rows[1].id;
        client.post_form(&format!("/operator/plans/{student}/shift"), &[("to", "up")]).await.expect(303);
        assert_eq!(reserve(720, 60).await.expect("booked").fee, Yen(500), "half the fee");
        // A refusal keeps what was typed.
        let wrong = client.post_form(&format!("/operator/plans/{student}"), &plan("学生さん", "101", "x")).await;
        let wrong = wrong.expect(422).body;
        assert!(wrong.contains("学生さん") && wrong.contains("value=\"101\"") && wrong.contains("value=\"x\""));
        assert!(wrong.contains("0から100までの数") && wrong.contains("数字で入力"), "{wrong}");
        let page = client.get(&format!("/operator/plans/{student}")).await.expect(200).body;
        assert!(page.contains("一番上の区分") && page.contains("value=\"50\""));
        for (action, n) in [("plan.add", 2), ("plan.order", 1), ("plan.change", 0)] {
            assert_eq!(audited(&app, action).await, n, "{action}");
        }
    }
}
