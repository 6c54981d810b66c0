//! The JSON API: its contract, its refusals, and what garbage gets.

use axum::{
    body::Body,
    http::{HeaderValue, Method, header},
};
use chrono::TimeDelta;
use domain::{
    AccountId,
    booking::Slot,
    calendar::in_tokyo,
    members::{NewToken, Role, TOKEN_DAYS, TokenScopes},
};
use serde_json::{Value, json};
use tokio::task::JoinSet;

use super::slot;
use crate::support::{Answer, Client, TestApp, today};

impl TestApp {
    /// A program that acts for a new account of the role.
    pub async fn program(&self, name: &str, role: Role) -> Client {
        let id = self.account(&format!("{name}@example.jp"), role).await;
        self.program_of(id).await
    }

    /// A program that acts for an account.
    pub async fn program_of(&self, id: AccountId) -> Client {
        let actor = self.store.identity(id).await.expect("actor").expect("the account").actor();
        let customer = actor.customer().expect("signed in");
        let all = NewToken { label: "test".into(), scopes: TokenScopes::all(), days: TOKEN_DAYS[0] };
        let token = self.store.api_token_create(&self.cx(), &customer, &all).await.expect("token");
        let mut client = self.visitor().with_token(&token);
        client.set_account(id);
        client
    }
}

pub fn body(equipment: &str, slot: Slot) -> Value {
    let text = |at| in_tokyo(at).to_rfc3339();
    json!({ "equipment": equipment, "start": text(slot.start()), "end": text(slot.end()) })
}

#[track_caller]
pub fn problem(answer: Answer, status: u16, code: &str) -> Value {
    assert_eq!(answer.header("content-type"), "application/problem+json", "{}", answer.body);
    let problem = answer.expect(status).json();
    assert_eq!(problem["code"], code, "{problem}");
    assert_eq!(problem["status"], status);
    assert_eq!(problem["type"], "about:blank");
    assert!(problem["title"].is_string());
    assert_eq!(problem["detail"], problem["message"]);
    assert!(!problem["message"].as_str().expect("text").is_empty());
    problem
}

both_databases! {
    async fn a_program_books_and_cancels(app: TestApp) {
        let machine = app.machine("laser", 2, false).await;
        let mut program = app.program("hanako", Role::Member).await;
        let mut ask = body("laser", slot(600, 90));
        ask["purpose"] = json!("community_business");
        ask["unit"] = json!(machine.units[1].to_string());
        ask["unheard_of"] = json!({ "fields": ["are", "ignored"] });
        let made = program.post_json("/api/v1/bookings", &ask).await.expect(201);
        let booked = made.json();
        let id = booked["id"].as_str().expect("id").to_owned();
        assert_eq!(made.location(), format!("/api/v1/bookings/{id}"));
        assert_eq!(booked["unit"], machine.units[1].to_string());
        assert_eq!(booked["start"], "2026-11-25T10:00:00+09:00");
        assert_eq!(booked["end"], "2026-11-25T11:30:00+09:00");
        assert_eq!((&booked["fee_yen"], &booked["purpose"]), (&json!(1500), &json!("community_business")));
        assert_eq!(app.participations(program.account_id()).await.len(), 1);

        let free = program.get("/api/v1/equipment/laser/availability?date=2026-11-25").await.expect(200).json();
        assert_eq!(free["units"][0]["free"], json!([{
            "start": "2026-11-25T10:00:00+09:00", "end": "2026-11-25T21:00:00+09:00"
        }]));
        assert_eq!(free["units"][1]["free"][0]["start"], "2026-11-25T11:30:00+09:00");
        assert_eq!((&free["hours"]["open"], &free["hours"]["close"]), (&json!("10:00"), &json!("21:00")));

        let path = format!("/api/v1/bookings/{id}");
        problem(app.program("taro", Role::Member).await.delete(&path).await, 404, "not_found");
        assert_eq!(app.cell_count().await, 6);
        assert_eq!(program.delete(&path).await.expect(204).body, "");
        program.delete(&path).await.expect(204);
        assert_eq!(app.cell_count().await, 0);
        assert!(app.participations(program.account_id()).await.is_empty());
    }
}

both_databases! {
    async fn a_taken_time_answers_with_alternatives_that_work(app: TestApp) {
        app.machine("laser", 1, false).await;
        let mut first = app.program("hanako", Role::Member).await;
        first.post_json("/api/v1/bookings", &body("laser", slot(720, 60))).await.expect(201);
        let mut second = app.program("taro", Role::Member).await;
        let refused = second.post_json("/api/v1/bookings", &body("laser", slot(720, 60))).await;
        let refused = problem(refused, 409, "taken");
        let alternatives = refused["alternatives"].as_array().expect("a list").clone();
        assert!((1..=3).contains(&alternatives.len()), "{refused}");
        for (n, other) in alternatives.into_iter().enumerate() {
            let ask = json!({ "equipment": "laser", "start": other["start"], "end": other["end"] });
            let mut someone = app.program(&format!("other{n}"), Role::Member).await;
            let made = someone.post_json("/api/v1/bookings", &ask).await.expect(201).json();
            someone.delete(&format!("/api/v1/bookings/{}", made["id"].as_str().expect("id"))).await.expect(204);
        }
    }
}

#[tokio::test]
async fn each_refusal_has_its_code_and_language() {
    let app = TestApp::new(crate::support::Kind::Sqlite).await;
    app.machine("laser", 1, true).await;
    app.machine("sewing", 1, false).await;
    let mut program = app.program("hanako", Role::Member).await;
    let mut ask = async |body: &Value| program.post_json("/api/v1/bookings", body).await;
    problem(ask(&body("laser", slot(600, 60))).await, 409, "induction_required");
    problem(ask(&body("sewing", slot(480, 30))).await, 409, "in_the_past");
    let closed = problem(ask(&body("sewing", slot(600, 60).moved(5 * 1440))).await, 409, "closed");
    assert_eq!(closed["alternatives"], json!([]));
    let late = problem(ask(&body("sewing", slot(1230, 60))).await, 409, "outside_hours");
    assert!(!late["alternatives"].as_array().expect("a list").is_empty());
    problem(ask(&body("none", slot(600, 60))).await, 404, "not_found");
    program.headers.insert(header::ACCEPT_LANGUAGE, HeaderValue::from_static("en"));
    let english = program.post_json("/api/v1/bookings", &body("sewing", slot(600, 60).moved(5 * 1440))).await;
    let english = problem(english, 409, "closed");
    assert!(english["message"].as_str().expect("text").is_ascii() && closed["message"] != english["message"]);
    assert_eq!(app.booking_count().await, 0);
}

#[tokio::test]
async fn without_a_working_token_nothing_is_written() {
    let app = TestApp::new(crate::support::Kind::Sqlite).await;
    app.machine("sewing", 1, false).await;
    let ask = body("sewing", slot(600, 60));
    let unauthorized = app.visitor().post_json("/api/v1/bookings", &ask).await;
    assert_eq!(unauthorized.header("www-authenticate"), "Bearer");
    problem(unauthorized, 401, "unauthorized");
    let mut forged = app.visitor().with_token("tk_forged");
    problem(forged.post_json("/api/v1/bookings", &ask).await, 401, "unauthorized");
    problem(forged.delete("/api/v1/bookings/00000000-0000-7000-8000-000000000000").await, 401, "unauthorized");
    problem(forged.get("/api/v1/equipment").await, 401, "unauthorized");
    let mut basic = app.visitor();
    basic.headers.insert(header::AUTHORIZATION, HeaderValue::from_static("Basic aGFuYWtvOnB3"));
    problem(basic.post_json("/api/v1/bookings", &ask).await, 401, "unauthorized");
    let mut customer = app.program("buyer", Role::Customer).await;
    problem(customer.post_json("/api/v1/bookings", &ask).await, 403, "forbidden");
    assert_eq!(app.booking_count().await, 0);
}

both_databases! {
    async fn garbage_gets_a_clear_answer_and_changes_nothing(app: TestApp) {
        app.machine("sewing", 1, false).await;
        let mut program = app.program("hanako", Role::Member).await;
        let nasty = "'\"><script>alert(1)</script>";
        let fields = [
            ("equipment", json!(5)), ("equipment", json!(null)), ("start", json!(nasty)), ("start", json!(1)),
            ("start", json!("2026-11-25")), ("start", json!("2026-11-25T10:00:00")), ("end", json!("2026-02-30T10:00:00Z")),
            ("end", json!(["2026-11-25T11:00:00Z"])), ("unit", json!(nasty)), ("unit", json!(7)),
            ("purpose", json!(nasty)), ("purpose", json!("Hobby")), ("purpose", json!(true)),
        ];
        for (field, value) in fields {
            let mut ask = body("sewing", slot(600, 60));
            ask[field] = value;
            let answer = program.post_json("/api/v1/bookings", &ask).await;
            assert!(!answer.body.contains("<script>"), "nothing is echoed: {}", answer.body);
            assert_eq!(problem(answer, 422, "invalid_field")["field"], field);
        }
        let mut named = body("sewing", slot(600, 60));
        named["equipment"] = json!(nasty);
        problem(program.post_json("/api/v1/bookings", &named).await, 404, "not_found");

        let at = |minutes: i64| in_tokyo(slot(600, 60).start() + TimeDelta::minutes(minutes)).to_rfc3339();
        let times = [
            (at(0), at(25 * 60), "longer_than_a_day"),
            ("2026-11-25T23:59:00+09:00".into(), "2026-11-26T00:59:00+09:00".into(), "not_on_quarter_hour"),
            ("2026-11-25T10:00:00.5+09:00".into(), at(60), "not_on_quarter_hour"),
            (at(60), at(0), "end_before_start"),
            (at(0), at(0), "end_before_start"),
        ];
        for (start, end, code) in times {
            let ask = json!({ "equipment": "sewing", "start": start, "end": end });
            problem(program.post_json("/api/v1/bookings", &ask).await, 422, code);
        }
        for far in ["0001-01-01T00:00:00Z", "9999-12-31T23:45:00Z"] {
            let start = chrono::DateTime::parse_from_rfc3339(far).expect("a time");
            let ask = json!({ "equipment": "sewing", "start": far, "end": (start + TimeDelta::minutes(60)).to_rfc3339() });
            let answer = program.post_json("/api/v1/bookings", &ask).await;
            assert!([409, 422].contains(&answer.status), "{far}: {}", answer.body);
        }

        for malformed in ["", "{", "null", "[]", "\"text\"", "{\"equipment\": \"sewing\",}", "\u{0}"] {
            let answer = program
                .send(Method::POST, "/api/v1/bookings", Some("application/json"), Body::from(malformed))
                .await;
            problem(answer, 400, "malformed");
        }
        let mut large = body("sewing", slot(600, 60));
        large["note"] = json!("x".repeat(1 << 20));
        problem(program.post_json("/api/v1/bookings", &large).await, 413, "too_large");
        for id in ["1", nasty, "00000000-0000-7000-8000-000000000000", "%00"] {
            let path = format!("/api/v1/bookings/{}", server::url_encode::url_encode(id).replace('/', "%2F"));
            problem(program.delete(&path).await, 404, "not_found");
        }
        assert_eq!((app.booking_count().await, app.cell_count().await), (0, 0));
    }
}

#[tokio::test]
async fn reading_is_open_to_everyone_and_strict() {
    let app = TestApp::new(crate::support::Kind::Sqlite).await;
    app.machine("laser", 2, true).await;
    let mut visitor = app.visitor();
    let list = visitor.get("/api/v1/equipment").await.expect(200).json();
    let laser = &list["equipment"][0];
    assert_eq!((&laser["slug"], &laser["name"]), (&json!("laser"), &json!("レーザーカッター")));
    assert_eq!((&laser["rate_yen_per_hour"], &laser["induction_required"]), (&json!(1000), &json!(true)));
    assert_eq!(laser["units"].as_array().map(Vec::len), Some(2));
    assert_eq!(laser["next_free"], "2026-11-25T10:00:00+09:00");
    assert_eq!(list["today"]["date"], today().to_string());

    let monday = visitor.get("/api/v1/equipment/laser/availability?date=2026-11-30").await.expect(200).json();
    assert_eq!((&monday["hours"]["open"], &monday["units"][0]["free"]), (&Value::Null, &json!([])));
    assert_eq!(monday["hours"]["closed_reason"], "定休日");
    assert_eq!(
        visitor.get("/api/v1/equipment/laser/availability").await.expect(200).json()["hours"]["date"],
        "2026-11-25"
    );
    for bad in [
        "",
        "garbage",
        "2026-02-30",
        "2026-13-01",
        "%22%3E%3Cscript%3E",
        "2026-11-25T10:00",
        "99999-01-01",
        "9999-12-31",
    ] {
        let answer = visitor.get(&format!("/api/v1/equipment/laser/availability?date={bad}")).await;
        assert_eq!(problem(answer, 422, "invalid_field")["field"], "date", "{bad}");
    }
    problem(visitor.get("/api/v1/equipment/laser/availability?date=2100-01-01").await, 404, "not_found");
    problem(visitor.get("/api/v1/equipment/none/availability?date=2026-11-25").await, 404, "not_found");
    problem(visitor.get("/api/v1/none").await, 404, "not_found");
    let wrong = visitor.delete("/api/v1/equipment").await;
    assert_eq!(wrong.header("allow"), "GET,HEAD");
    problem(wrong, 405, "method_not_allowed");
}

#[tokio::test]
async fn the_description_covers_every_route() {
    let app = TestApp::new(crate::support::Kind::Sqlite).await;
    let document = app.visitor().get("/api/v1/openapi.json").await.expect(200).json();
    assert!(document["openapi"].as_str().expect("version").starts_with("3."));
    let served = server::web::routes();
    for route in served.iter().filter(|route| route.path.starts_with("/api/") && !route.path.ends_with(".json")) {
        let method = route.method.as_str().to_lowercase();
        let operation = &document["paths"][route.path][&method];
        assert!(operation.is_object(), "{method} {} is not described", route.path);
        let guarded = route.access != server::web::Access::Everyone;
        assert_eq!(operation["security"].is_array(), guarded, "{method} {}", route.path);
    }
    assert_eq!(document["components"]["securitySchemes"]["bearer"]["scheme"], "bearer");
    for schema in
        ["BookingRequest", "MoveRequest", "CancelRequest", "BookingBody", "BookingList", "Problem", "Equipment", "Days"]
    {
        assert!(document["components"]["schemas"][schema].is_object(), "{schema}");
    }
}

both_databases! {
    async fn many_programs_at_once_get_three_units(app: TestApp) {
        app.machine("printer", 3, false).await;
        let mut tasks = JoinSet::new();
        for n in 0..40 {
            let mut program = app.program(&format!("racer{n}"), Role::Member).await;
            tasks.spawn(async move { program.post_json("/api/v1/bookings", &body("printer", slot(840, 60))).await });
        }
        let mut made = 0;
        while let Some(answer) = tasks.join_next().await {
            let answer = answer.expect("no panic");
            match answer.status {
                201 => made += 1,
                _ => drop(problem(answer, 409, "taken")),
            }
        }
        assert_eq!((made, app.booking_count().await), (3, 3));
    }
}
