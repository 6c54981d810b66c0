//! What no person types: zero bytes, and days beyond every calendar. Each is refused, on every route, with a status that
//! says whose fault it is; nothing panics.

use axum::{body::Body, http::Method};
use domain::members::Role;
use serde_json::json;
use server::web::routes;

use crate::support::{Client, TestApp};

/// Every name under which a form or an address of the site sends text.
const TEXT_FIELDS: &[&str] = &[
    "q",
    "key",
    "next",
    "name",
    "email",
    "password",
    "current",
    "display_name",
    "kind",
    "label",
    "trade_name",
    "story",
    "note",
    "reason",
    "guest",
    "whom",
    "machine",
    "unit",
    "booking",
    "phone",
    "quantity",
    "category",
    "page",
    "fy",
    "list",
    "show",
    "state",
    "to",
    "use",
    "line",
    "lang",
    "seen",
    "plan",
    "purpose",
    "children",
    "ages",
    "name_ja",
    "name_en",
    "unit_ja",
    "unit_en",
    "slug",
    "reason_ja",
    "reason_en",
];

/// And those under which it sends days.
const DAY_FIELDS: &[&str] = &["date", "from", "from_date", "to_date", "until", "first", "last"];

/// Days that chrono can count, or nearly; none is one of ours.
const FAR_DAYS: &[&str] = &[
    "-262143-01-01",
    "-262144-01-01",
    "+262142-12-31",
    "+262143-01-01",
    "0000-01-01",
    "1999-12-31",
    "2101-01-01",
    "9999-12-31",
    "10000-01-01",
];

/// One person who may do everything, by session and by token.
async fn all_powerful(app: &TestApp) -> (Client, Client) {
    app.machine("laser", 2, false).await;
    let person = app.signed_in("everything@example.jp", Role::Operator).await;
    app.maker_profile(person.account_id(), "なんでも工房").await;
    let program = app.program_of(person.account_id()).await;
    (person, program)
}

/// The path with every parameter replaced.
fn filled(path: &str, value: &str) -> String {
    let parts: Vec<&str> = path.split('/').map(|part| if part.starts_with('{') { value } else { part }).collect();
    parts.join("/")
}

/// The path with parameters that lead somewhere, where there is something.
fn plausible(path: &str) -> String {
    let uuid = "00000000-0000-7000-8000-000000000000";
    let path = path.replace("{slug}", "laser").replace("{number}", "1001").replace("{day}", "2026-12-01");
    filled(&path, uuid)
}

fn fields(names: &[&str], value: &str) -> String {
    let pairs: Vec<String> = names.iter().map(|name| format!("{name}={value}")).collect();
    pairs.join("&")
}

both_databases! {
    async fn a_zero_byte_is_refused_in_every_address(app: TestApp) {
        let (mut person, mut program) = all_powerful(&app).await;
        for route in routes() {
            let asker = if route.path.starts_with("/api/") { &mut program } else { &mut person };
            let form = (route.method != Method::GET).then_some("application/x-www-form-urlencoded");
            let query = format!("{}?{}", plausible(route.path), fields(TEXT_FIELDS, "a%00b"));
            let mut paths = vec![query];
            if route.path.contains('{') {
                paths.push(filled(route.path, "%00"));
            }
            for path in paths {
                let answer = asker.send(route.method.clone(), &path, form, Body::empty()).await;
                assert_eq!(answer.status, 400, "{} {path}", route.method);
            }
        }
    }
}

both_databases! {
    async fn a_zero_byte_is_refused_in_every_form(app: TestApp) {
        let (mut person, _) = all_powerful(&app).await;
        let names: Vec<&str> = TEXT_FIELDS.iter().chain(DAY_FIELDS).copied().collect();
        let urlencoded = "application/x-www-form-urlencoded";
        let mut refused = 0;
        for route in routes() {
            // Some posts read no form at all; signing out would end the walk.
            let is_post = route.method == Method::POST && !route.path.starts_with("/api/");
            if !is_post || matches!(route.path, "/signout" | "/signin/again" | "/me/sessions/end-others") {
                continue;
            }
            for zero in ["a%00b", "\0"] {
                let path = plausible(route.path);
                let body = Body::from(fields(&names, zero));
                let answer = person.send(Method::POST, &path, Some(urlencoded), body).await;
                assert!(answer.status < 500, "{path}: {}", answer.status);
                refused += usize::from(answer.status == 400);
            }
        }
        assert!(refused > 60, "only {refused} forms refused it");
        for path in ["/signin", "/signup", "/staff/people", "/equipment/laser/book", "/operator/equipment/new"] {
            let body = Body::from(fields(&names, "a%00b"));
            person.send(Method::POST, path, Some(urlencoded), body).await.expect(400);
        }
        let text = [("title", "a\0b"), ("description", "x"), ("action", "draft")];
        person.post_multipart("/me/products/new", &text, &[]).await.expect(400);
    }
}

both_databases! {
    async fn a_zero_byte_is_refused_in_json(app: TestApp) {
        let (_, mut program) = all_powerful(&app).await;
        let (start, end) = ("2026-11-25T10:00:00+09:00", "2026-11-25T11:00:00+09:00");
        let bodies = [
            json!({ "equipment": "las\0er", "start": start, "end": end }),
            json!({ "equipment": "laser", "start": start, "end": end, "note": "\0" }),
        ];
        for body in bodies {
            program.post_json("/api/v1/bookings", &body).await.expect(422);
        }
        assert_eq!(app.booking_count().await, 0);
        // The six characters of an escape are text like any other.
        let fine = json!({ "equipment": "laser", "start": start, "end": end, "note": "\\u0000 %00" });
        program.post_json("/api/v1/bookings", &fine).await.expect(201);
    }
}

both_databases! {
    async fn a_day_beyond_the_calendar_is_refused(app: TestApp) {
        let (mut person, mut program) = all_powerful(&app).await;
        for route in routes() {
            let asker = if route.path.starts_with("/api/") { &mut program } else { &mut person };
            for day in FAR_DAYS {
                let day = day.replace('+', "%2B");
                let dates = format!("{}&start=10:00&minutes=60&from_time=10:00&to_time=11:00", fields(DAY_FIELDS, &day));
                if route.method == Method::GET {
                    let path = format!("{}?{dates}", plausible(route.path));
                    let answer = asker.get(&path).await;
                    assert!(answer.status < 500, "{path}: {}", answer.status);
                } else if route.method == Method::POST && !matches!(route.path, "/signout" | "/signin/again" | "/me/sessions/end-others") {
                    let path = plausible(route.path);
                    let kind = "application/x-www-form-urlencoded";
                    let answer = asker.send(Method::POST, &path, Some(kind), Body::from(dates)).await;
                    assert!(answer.status < 500, "{path} {day}: {}", answer.status);
                }
                if route.path.contains("{day}") {
                    let path = route.path.replace("{day}", &day);
                    match route.method {
                        Method::GET => asker.get(&path).await.expect(404),
                        _ => asker.post_form(&path, &[]).await.expect(404),
                    };
                }
            }
        }
        for day in FAR_DAYS {
            let instant = format!("{day}T10:00:00Z");
            let body = json!({ "equipment": "laser", "start": instant, "end": instant });
            program.post_json("/api/v1/bookings", &body).await.expect(422);
        }
        for day in ["9999-12-31", "1999-12-31", "2101-01-01"] {
            program.get(&format!("/api/v1/equipment/laser/days?from={day}")).await.expect(422);
            person.get(&format!("/equipment/laser?date={day}")).await.expect(422);
        }
    }
}
