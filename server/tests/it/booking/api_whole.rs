//! The JSON API whole: keys, lists, moving, cancelling with reasons, months, and what wrong fields get.

use axum::{
    body::Body,
    http::{HeaderName, HeaderValue, Method, header},
};
use chrono::TimeDelta;
use domain::{booking::Slot, calendar::in_tokyo, members::Role};
use sea_orm::{EntityTrait, PaginatorTrait, sea_query::Expr};
use serde_json::{Value, json};
use store::entity;
use tokio::task::JoinSet;

use super::{
    api::{body, problem},
    slot,
};
use crate::support::{Answer, Client, Kind, TestApp};

const BOOKINGS: &str = "/api/v1/bookings";
const NASTY: &str = "'\"><script>alert(1)</script>";

impl Client {
    async fn patch_json(&mut self, path: &str, body: &Value) -> Answer {
        self.send(Method::PATCH, path, Some("application/json"), Body::from(body.to_string())).await
    }

    async fn delete_json(&mut self, path: &str, body: &Value) -> Answer {
        self.send(Method::DELETE, path, Some("application/json"), Body::from(body.to_string())).await
    }

    async fn post_keyed(&mut self, key: &str, body: &Value) -> Answer {
        let name = HeaderName::from_static("idempotency-key");
        self.headers.insert(name.clone(), HeaderValue::from_bytes(key.as_bytes()).expect("a header"));
        let answer = self.post_json(BOOKINGS, body).await;
        self.headers.remove(name);
        answer
    }
}

fn times(slot: Slot) -> (String, String) {
    (in_tokyo(slot.start()).to_rfc3339(), in_tokyo(slot.end()).to_rfc3339())
}

fn path_of(booking: &Value) -> String {
    format!("{BOOKINGS}/{}", booking["id"].as_str().expect("id"))
}

impl TestApp {
    /// The deadline and the children's rule of the machines.
    async fn stricter(&self, cancel_minutes: i32) {
        entity::equipment_type::Entity::update_many()
            .col_expr(entity::equipment_type::Column::CancelMinutes, Expr::value(cancel_minutes))
            .col_expr(entity::equipment_type::Column::ChildRule, Expr::value("kids_corner"))
            .col_expr(entity::equipment_type::Column::ChildUnder, Expr::value(7))
            .exec(self.db().read())
            .await
            .expect("rules");
    }

    async fn cancellations(&self) -> u64 {
        entity::booking_cancellation::Entity::find().count(self.db().read()).await.expect("count")
    }
}

both_databases! {
    async fn a_key_gives_the_first_answer_again(app: TestApp) {
        app.machine("laser", 1, false).await;
        let mut program = app.program("hanako", Role::Member).await;
        let mut ask = body("laser", slot(600, 60));
        ask["children"] = json!([3, 15]);
        ask["note"] = json!("  ベビーカーで行きます\n");
        let first = program.post_keyed("key-1", &ask).await.expect(201);
        let again = program.post_keyed("key-1", &ask).await.expect(201);
        assert_eq!((&first.body, first.location()), (&again.body, again.location()));
        assert_eq!((first.header("idempotency-replayed"), again.header("idempotency-replayed")), ("", "true"));
        assert_eq!(again.header("content-type"), "application/json");
        let made = first.json();
        assert_eq!((&made["children"], &made["note"]), (&json!([3, 15]), &json!("ベビーカーで行きます")));
        assert_eq!((&made["status"], &made["cancel_until"]), (&json!("booked"), &json!("2026-11-25T10:00:00+09:00")));
        assert_eq!(program.get(&path_of(&made)).await.expect(200).json(), made, "one shape everywhere");
        assert_eq!((app.booking_count().await, app.cell_count().await), (1, 4));

        ask["note"] = json!("another");
        problem(program.post_keyed("key-1", &ask).await, 422, "idempotency_key_reused");
        program.headers.insert(header::ACCEPT_LANGUAGE, HeaderValue::from_static("en"));
        let english = problem(program.post_keyed("key-1", &ask).await, 422, "idempotency_key_reused");
        assert!(english["message"].as_str().expect("text").is_ascii());
        program.headers.clear();

        // Somebody else's key of the same name is another key; a first refusal is repeated when the time is free again.
        let mut second = app.program("taro", Role::Member).await;
        let taken = second.post_keyed("key-1", &body("laser", slot(600, 60))).await;
        let refused = problem(taken.clone(), 409, "taken");
        assert_eq!(refused["also"], json!([]));
        program.delete(&path_of(&made)).await.expect(204);
        let replayed = second.post_keyed("key-1", &body("laser", slot(600, 60))).await;
        assert_eq!((replayed.status, &replayed.body), (409, &taken.body));
        assert_eq!(replayed.header("content-type"), "application/problem+json");
        second.post_keyed("key-2", &body("laser", slot(600, 60))).await.expect(201);
        assert_eq!(program.post_keyed("key-1", &{ let mut ask = ask.clone(); ask["note"] = json!("  ベビーカーで行きます\n"); ask }).await.expect(201).body, first.body);
        assert_eq!(app.booking_count().await, 2);
    }
}

both_databases! {
    async fn one_key_at_once_books_once(app: TestApp) {
        app.machine("laser", 3, false).await;
        let program = app.program("hanako", Role::Member).await;
        let mut tasks = JoinSet::new();
        for _ in 0..12 {
            let mut program = program.clone();
            tasks.spawn(async move { program.post_keyed("the-same", &body("laser", slot(600, 60))).await });
        }
        let mut bodies = std::collections::BTreeSet::new();
        while let Some(answer) = tasks.join_next().await {
            bodies.insert(answer.expect("no panic").expect(201).body);
        }
        assert_eq!((bodies.len(), app.booking_count().await, app.cell_count().await), (1, 1, 4));
    }
}

both_databases! {
    async fn bookings_are_listed_moved_and_cancelled(app: TestApp) {
        let machine = app.machine("laser", 2, false).await;
        let mut program = app.program("hanako", Role::Member).await;
        let mut made = Vec::new();
        for day in [0, 1, 2] {
            let booked = program.post_json(BOOKINGS, &body("laser", slot(660, 60).moved(day * 1440))).await;
            made.push(booked.expect(201).json());
        }
        let list = program.get(BOOKINGS).await.expect(200).json();
        assert_eq!(list["bookings"], json!(made));
        assert_eq!((&list["page"], &list["next_page"], &list["page_size"]), (&json!(1), &Value::Null, &json!(20)));
        assert_eq!(program.get("/api/v1/bookings?when=past").await.expect(200).json()["bookings"], json!([]));
        assert_eq!(program.get("/api/v1/bookings?page=9999999").await.expect(200).json()["bookings"], json!([]));
        for (query, field) in [
            ("page=0", "page"), ("page=x", "page"), ("page=-1", "page"), ("page=%27%22%3E%3Cscript%3E", "page"),
            ("when=", "when"), ("when=later", "when"), ("page=99999999999999999999999", "page"),
        ] {
            assert_eq!(problem(program.get(&format!("{BOOKINGS}?{query}")).await, 422, "invalid_field")["field"], field);
        }

        // A start alone keeps the length; nothing at all changes nothing.
        let path = path_of(&made[1]);
        let (start, _) = times(slot(780, 60).moved(1440));
        let moved = program.patch_json(&path, &json!({ "start": start })).await.expect(200).json();
        assert_eq!((&moved["start"], &moved["end"]), (&json!(start), &json!("2026-11-26T14:00:00+09:00")));
        assert_eq!(program.patch_json(&path, &json!({})).await.expect(200).json(), moved);
        let unit = machine.units[1].to_string();
        let (_, end) = times(slot(780, 90).moved(1440));
        let moved = program.patch_json(&path, &json!({ "end": end, "unit": unit })).await.expect(200).json();
        assert_eq!((&moved["unit"], &moved["fee_yen"]), (&json!(unit), &json!(1500)));
        let jobs = app.due_jobs().await;
        let mails = jobs.iter().filter(|job| job.kind() == "move_mail").count();
        assert_eq!(mails, 2, "nothing is written when nothing changes");

        // Onto a time that others have, and onto one's own other booking.
        let mut other = app.program("taro", Role::Member).await;
        for _ in 0..2 {
            other = app.program(&format!("taro{}", app.booking_count().await), Role::Member).await;
            other.post_json(BOOKINGS, &body("laser", slot(600, 60).moved(3 * 1440))).await.expect(201);
        }
        let (start, end) = times(slot(600, 60).moved(3 * 1440));
        let refused = problem(program.patch_json(&path, &json!({ "start": start, "end": end })).await, 409, "taken");
        assert!(!refused["alternatives"].as_array().expect("a list").is_empty(), "{refused}");
        assert_eq!(refused["also"], json!([]));
        let (start, end) = times(slot(660, 60));
        let own = program.patch_json(&path, &json!({ "start": start, "end": end })).await;
        problem(own, 409, "own_overlap");
        problem(other.patch_json(&path, &json!({ "start": start })).await, 404, "not_found");
        problem(other.get(&path).await, 404, "not_found");
        assert_eq!(program.get(&path).await.expect(200).json(), moved, "refused moves change nothing");

        program.delete(&path).await.expect(204);
        let past = program.get("/api/v1/bookings?when=past&page=1").await.expect(200).json();
        assert_eq!(past["bookings"][0]["status"], "cancelled");
        problem(program.patch_json(&path, &json!({ "start": start })).await, 409, "cancelled");
        app.clock.advance(TimeDelta::hours(4));
        assert_eq!(program.get(&path_of(&made[0])).await.expect(200).json()["status"], "done");
    }
}

both_databases! {
    async fn past_bookings_come_page_by_page(app: TestApp) {
        app.machine("laser", 1, false).await;
        let mut program = app.program("hanako", Role::Member).await;
        for n in 0..21 {
            let made = program.post_json(BOOKINGS, &body("laser", slot(600 + n * 15, 30))).await.expect(201).json();
            program.delete(&path_of(&made)).await.expect(204);
        }
        let first = program.get("/api/v1/bookings?when=past").await.expect(200).json();
        assert_eq!((first["bookings"].as_array().map(Vec::len), &first["next_page"]), (Some(20), &json!(2)));
        let second = program.get("/api/v1/bookings?when=past&page=2").await.expect(200).json();
        assert_eq!((second["bookings"].as_array().map(Vec::len), &second["next_page"]), (Some(1), &Value::Null));
        assert_eq!(second["bookings"][0]["start"], "2026-11-25T10:00:00+09:00", "the latest first");
    }
}

both_databases! {
    async fn cancelling_late_needs_a_reason(app: TestApp) {
        app.machine("laser", 1, false).await;
        app.stricter(24 * 60).await;
        let mut program = app.program("hanako", Role::Member).await;
        let path = path_of(&program.post_json(BOOKINGS, &body("laser", slot(660, 60))).await.expect(201).json());
        assert_eq!(problem(program.delete(&path).await, 409, "reason_needed")["alternatives"], json!([]));
        for reason in ["", "staff", "Illness", "%27%22%3E%3Cscript%3E"] {
            let answer = program.delete(&format!("{path}?reason={reason}")).await;
            assert_eq!(problem(answer, 422, "invalid_field")["field"], "reason", "{reason}");
        }
        for wrong in [json!("staff"), json!(NASTY), json!(5), json!([])] {
            let answer = program.delete_json(&path, &json!({ "reason": wrong })).await;
            assert_eq!(problem(answer, 422, "invalid_field")["field"], "reason");
        }
        problem(program.send(Method::DELETE, &path, Some("application/json"), Body::from("[")).await, 400, "malformed");
        let (start, _) = times(slot(780, 60));
        problem(program.patch_json(&path, &json!({ "start": start })).await, 409, "past_deadline");
        problem(app.program("taro", Role::Member).await.delete(&format!("{path}?reason=other")).await, 404, "not_found");
        assert_eq!((app.cancellations().await, app.cell_count().await), (0, 4));

        program.delete_json(&path, &json!({ "reason": "child_care" })).await.expect(204);
        program.delete(&path).await.expect(204);
        assert_eq!((app.cancellations().await, app.cell_count().await), (1, 0));
        let counted = entity::no_show::Entity::find().count(app.db().read()).await.expect("count");
        assert_eq!(counted, 0, "a child's fever is no penalty");
        let second = path_of(&program.post_json(BOOKINGS, &body("laser", slot(660, 60))).await.expect(201).json());
        program.delete(&format!("{second}?reason=other")).await.expect(204);
        assert_eq!(entity::no_show::Entity::find().count(app.db().read()).await.expect("count"), 1);
        let third = path_of(&program.post_json(BOOKINGS, &body("laser", slot(660, 60))).await.expect(201).json());
        app.clock.advance(TimeDelta::minutes(120));
        problem(program.delete(&format!("{third}?reason=illness")).await, 409, "already_started");
    }
}

both_databases! {
    async fn wrong_fields_are_named_and_change_nothing(app: TestApp) {
        app.machine("laser", 1, false).await;
        app.stricter(0).await;
        let mut program = app.program("hanako", Role::Member).await;
        let path = path_of(&program.post_json(BOOKINGS, &body("laser", slot(600, 60))).await.expect(201).json());
        let wrong = [
            ("children", json!(NASTY)), ("children", json!([NASTY])), ("children", json!([-1])),
            ("children", json!([3.5])), ("children", json!([16])), ("children", json!([300])), ("children", json!({})),
            ("children", json!([1, 1, 1, 1, 1, 1, 1])), ("children", json!(3)), ("note", json!("x".repeat(501))),
            ("note", json!("字".repeat(501))), ("note", json!(5)), ("note", json!("a\u{0}b")),
        ];
        for (field, value) in wrong {
            let mut ask = body("laser", slot(780, 60));
            ask[field] = value;
            let answer = program.post_json(BOOKINGS, &ask).await;
            assert!(!answer.body.contains("<script>"));
            assert_eq!(problem(answer, 422, "invalid_field")["field"], field, "{ask}");
        }
        for (field, value) in [("start", json!(NASTY)), ("end", json!(7)), ("unit", json!(NASTY)), ("start", json!([]))] {
            let answer = program.patch_json(&path, &json!({ field: value })).await;
            assert_eq!(problem(answer, 422, "invalid_field")["field"], field);
        }
        let (start, _) = times(slot(600, 60));
        let late = in_tokyo(slot(600, 60).start() + TimeDelta::hours(25)).to_rfc3339();
        for (change, code) in [
            (json!({ "start": start, "end": late }), "longer_than_a_day"),
            (json!({ "start": "2026-11-26T23:59:00+09:00" }), "not_on_quarter_hour"),
            (json!({ "end": start }), "end_before_start"),
        ] {
            problem(program.patch_json(&path, &change).await, 422, code);
        }
        let past = problem(program.patch_json(&path, &json!({ "start": "2020-01-01T10:00:00+09:00" })).await, 409, "in_the_past");
        assert!(past["also"].is_array(), "{past}");
        for body in ["", "[]", "{", "null"] {
            problem(program.send(Method::PATCH, &path, Some("application/json"), Body::from(body)).await, 400, "malformed");
        }
        let large = json!({ "note": "x".repeat(1 << 20), "reason": "other" });
        problem(program.patch_json(&path, &large).await, 413, "too_large");
        problem(program.delete_json(&path, &large).await, 413, "too_large");
        for id in ["1", "00000000-0000-7000-8000-000000000000", "%27%22%3E%3Cscript%3E"] {
            let path = format!("{BOOKINGS}/{id}");
            problem(program.get(&path).await, 404, "not_found");
            problem(program.patch_json(&path, &json!({})).await, 404, "not_found");
        }
        problem(program.get(&format!("{BOOKINGS}/%00")).await, 400, "malformed");
        for key in ["", " ", "with space", "é", &"k".repeat(201), "tab\tinside"] {
            let answer = program.post_keyed(key, &body("laser", slot(780, 60))).await;
            assert_eq!(problem(answer, 422, "invalid_field")["field"], "Idempotency-Key", "{key:?}");
        }
        assert_eq!((app.booking_count().await, app.cell_count().await, app.cancellations().await), (1, 4, 0));
        let keys = entity::idempotency_key::Entity::find().count(app.db().read()).await.expect("count");
        assert_eq!(keys, 0);

        // 200 characters, and markup in the note: kept as it is, and JSON everywhere.
        let mut ask = body("laser", slot(780, 60));
        ask["note"] = json!(NASTY);
        let made = program.post_keyed(&"~".repeat(200), &ask).await.expect(201).json();
        assert_eq!(made["note"], NASTY);
        let tooled = program.post_json(BOOKINGS, &{ let mut ask = body("laser", slot(900, 60)); ask["children"] = json!([1, 2, 3, 4, 5]); ask }).await;
        problem(tooled, 409, "kids_corner_full");
    }
}

both_databases! {
    async fn a_refusal_names_all_rules(app: TestApp) {
        app.machine("laser", 1, true).await;
        let mut program = app.program("hanako", Role::Member).await;
        let refused = program.post_json(BOOKINGS, &body("laser", slot(600, 240).moved(5 * 1440))).await;
        let refused = problem(refused, 409, "too_long");
        let also = refused["also"].as_array().expect("a list");
        assert!(also.contains(&json!("closed")) && also.contains(&json!("induction_required")), "{refused}");
    }
}

#[tokio::test]
async fn a_month_at_a_glance() {
    let app = TestApp::new(Kind::Sqlite).await;
    app.machine("laser", 1, false).await;
    let mut program = app.program("hanako", Role::Member).await;
    for start in [600, 780, 960] {
        program.post_json(BOOKINGS, &body("laser", slot(start, 180).moved(1440))).await.expect(201);
    }
    let mut visitor = app.visitor();
    let path = "/api/v1/equipment/laser/days";
    let month = visitor.get(&format!("{path}?from=2026-11-23&count=42")).await.expect(200).json();
    let days = month["days"].as_array().expect("days");
    assert_eq!((days.len(), &month["equipment"]), (42, &json!("laser")));
    let load = |n: usize| (days[n]["date"].as_str().expect("date"), days[n]["load"].as_str().expect("load"));
    assert_eq!((load(0), load(2), load(3)), (("2026-11-23", "past"), ("2026-11-25", "free"), ("2026-11-26", "few")));
    assert_eq!((load(7).1, &days[7]["closed_reason"], &days[3]["open"]), ("closed", &json!("定休日"), &json!("10:00")));
    let usual = visitor.get(path).await.expect(200).json();
    assert_eq!((usual["days"].as_array().map(Vec::len), &usual["days"][0]["date"]), (Some(28), &json!("2026-11-25")));
    for (query, field) in [
        ("count=0", "count"),
        ("count=43", "count"),
        ("count=-1", "count"),
        ("count=x", "count"),
        ("from=", "from"),
        ("from=2026-02-30", "from"),
        ("from=%27%22%3E%3Cscript%3E", "from"),
        ("count=99999999999999999999", "count"),
    ] {
        let answer = visitor.get(&format!("{path}?{query}")).await;
        assert_eq!(problem(answer, 422, "invalid_field")["field"], field, "{query}");
    }
    let far = problem(visitor.get(&format!("{path}?from=9999-12-31&count=42")).await, 422, "invalid_field");
    assert_eq!(far["field"], "from");
    problem(visitor.get("/api/v1/equipment/none/days").await, 404, "not_found");
    let laser = visitor.get("/api/v1/equipment").await.expect(200).json()["equipment"][0].clone();
    assert_eq!((&laser["minutes_step"], &laser["buffer_minutes"]), (&json!(15), &json!(0)));
    assert_eq!(
        (&laser["child_rule_kind"], &laser["child_under"], &laser["uses"]),
        (&json!("welcome"), &json!(0), &json!([]))
    );
    for name in ["notice_minutes", "cancel_minutes", "charge_yen_min"] {
        assert_eq!(laser[name], 0, "{name}");
    }
}

#[tokio::test]
async fn expired_and_revoked_tokens_change_nothing() {
    let app = TestApp::new(Kind::Sqlite).await;
    app.machine("laser", 1, false).await;
    let mut forged = app.visitor().with_token(NASTY);
    for (method, path) in [
        (Method::GET, BOOKINGS),
        (Method::POST, BOOKINGS),
        (Method::PATCH, "/api/v1/bookings/1"),
        (Method::GET, "/api/v1/bookings/1"),
        (Method::DELETE, "/api/v1/bookings/1"),
    ] {
        problem(forged.send(method, path, None, Body::from("{}")).await, 401, "unauthorized");
    }
    assert_eq!(app.booking_count().await, 0);
}
