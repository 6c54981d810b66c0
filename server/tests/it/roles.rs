//! Role × endpoint × outcome. The table is written by hand, apart from the code: a route that is missing there, or that
//! answers anyone otherwise than it says, fails. Everything that a path names is the owner's, and exists.

mod headers;
pub mod table;
pub mod world;

use std::collections::BTreeSet;

use axum::{body::Body, http::Method};
use server::web::{Access, routes};

use self::{
    table::TABLE,
    world::{ROLES, World, belongings},
};
use crate::{
    operator_rules::type_form,
    shop::picture,
    support::{Answer, Client},
};

#[test]
fn the_table_is_complete() {
    let listed: BTreeSet<(String, String)> =
        TABLE.iter().map(|(method, path, ..)| (method.to_string(), path.to_string())).collect();
    assert_eq!(listed.len(), TABLE.len(), "a row stands twice");
    let mut served: BTreeSet<(String, String)> =
        routes().iter().map(|route| (route.method.to_string(), route.path.to_owned())).collect();
    served.extend(server_fn::axum::server_fn_paths().map(|(path, method)| (method.to_string(), path.to_owned())));
    assert_eq!(served.difference(&listed).collect::<Vec<_>>(), Vec::<&(String, String)>::new(), "not in the table");
    assert_eq!(listed.difference(&served).collect::<Vec<_>>(), Vec::<&(String, String)>::new(), "not served");
}

/// The two halves of a row agree: who may not use a route is told so, and nobody else.
#[test]
fn the_table_refuses_whom_the_right_leaves_out() {
    for (method, path, access, statuses) in TABLE {
        for (role, status) in ROLES.iter().zip(statuses) {
            let refused = if *role == "visitor" { 401 } else { 403 };
            assert_eq!(*status == refused, !may(role, *access), "{method} {path} as {role}: {status}");
        }
    }
}

both_databases! {
    /// Every ask meets the same world: after one that changed something, the next meets a copy of its own. Who is refused
    /// has changed nothing of the owner's, and neither has anyone under an address of one's own (`/me/`).
    async fn every_role_gets_what_the_table_says(app: TestApp) {
        let world = World::new(app).await;
        let mut app = world.copy().await;
        let before = belongings(&app, &world).await;
        let mut wrong = Vec::new();
        for (method, path, access, expected) in TABLE {
            let mut statuses = [0; 7];
            for role in 0..ROLES.len() {
                let mut client = world.client(&app, role, path);
                let answer = ask(&world, &mut client, method, path).await;
                let status = status(&answer);
                statuses[role] = status;
                let lacks = headers::wrong(&answer, false);
                wrong.extend(lacks.iter().map(|what| format!("{method} {path} as {}: {what}", ROLES[role])));
                let changes = *method != "GET" || *path == "/equipment/{slug}/book";
                if !changes {
                    continue;
                }
                let is_theirs = ROLES[role] == "owner" || (status < 400 && !path.starts_with("/me/"));
                if path.contains('{') && !is_theirs && belongings(&app, &world).await != before {
                    wrong.push(format!("{method} {path} as {}: {status}, and the owner's things changed", ROLES[role]));
                }
                if status < 400 {
                    app = world.copy().await;
                }
            }
            if statuses != *expected {
                wrong.push(format!("    ({method:?}, {path:?}, Access::{access:?}, {statuses:?}),"));
            }
        }
        assert!(wrong.is_empty(), "the table says otherwise:\n{}", wrong.join("\n"));
    }
}

fn status(answer: &Answer) -> u16 {
    // With the way back: after a new password one is sent to sign in too.
    if answer.status == 303 && answer.location().starts_with("/signin?next=") { 401 } else { answer.status }
}

/// The route with the owner's ids, and a form that is right wherever it acts on one of them.
pub async fn ask(world: &World, client: &mut Client, method: &str, route: &str) -> Answer {
    let path = world.path(route);
    let photo = [("photo", "IMG.JPG", "image/jpeg", picture::jpeg(64, 48))];
    let photo: Vec<_> =
        photo.iter().map(|(field, name, kind, bytes)| (*field, *name, *kind, bytes.as_slice())).collect();
    match (method, route) {
        ("GET", "/check-in/{unit}") => client.get(&format!("{path}?key={}", world.check_in_key)).await,
        ("GET", "/equipment/{slug}/book") => {
            client.get(&format!("{path}?date=2026-11-26&start=17:00&minutes=30")).await
        }
        ("POST", "/me/products/new" | "/me/products/{id}/edit") => {
            client.post_multipart(&path, &[("title", "箱"), ("action", "save")], &photo).await
        }
        ("POST", "/operator/equipment/{slug}/photo" | "/operator/site/logo" | "/me/maker/photo") => {
            client.post_multipart(&path, &[], &photo).await
        }
        ("POST", "/api/v1/bookings") => {
            let body = serde_json::json!({
                "equipment": "laser", "start": "2026-11-26T17:00:00+09:00", "end": "2026-11-26T17:30:00+09:00"
            });
            client.post_json(&path, &body).await
        }
        ("POST", "/staff/register/search") => client.post_json(&path, &serde_json::json!({ "query": "x" })).await,
        ("POST", "/staff/register/ring-up") => {
            let nothing = serde_json::json!({
                "lines": [], "orders": [], "is_cash": true, "tendered_yen": 0, "confirmed_yen": null, "reason": "",
                "key": "roles"
            });
            client.post_json(&path, &serde_json::json!({ "sale": nothing })).await
        }
        ("PATCH", _) => {
            let body = Body::from(r#"{"start":"2026-11-26T16:00:00+09:00"}"#);
            client.send(Method::PATCH, &path, Some("application/json"), body).await
        }
        ("POST", _) => client.post_form(&path, &form(world, route)).await,
        ("DELETE", _) => client.delete(&path).await,
        _ => client.get(&path).await,
    }
}

/// What is posted there; nothing where the form itself is not what the row is about.
fn form<'w>(world: &'w World, route: &str) -> Vec<(&'w str, &'w str)> {
    let plan = [
        ("name_ja", "家族"),
        ("name_en", "Family"),
        ("horizon", "30"),
        ("at_once", "20"),
        ("hours_day", "10"),
        ("hours_week", "40"),
        ("percent", "100"),
    ];
    match route {
        "/equipment/{slug}/book" => vec![("date", "2026-11-26"), ("start", "17:00"), ("minutes", "30")],
        "/me/bookings/{id}/move" | "/staff/bookings/{id}/move" => {
            vec![("date", "2026-11-26"), ("start", "16:00"), ("minutes", "30")]
        }
        "/check-in/{unit}" => vec![("key", &world.check_in_key), ("booking", world.soon())],
        "/staff/bookings/{id}/cancel" => vec![("reason", "停電のため")],
        "/staff/people/{id}/certify" | "/staff/people/{id}/uncertify" => vec![("machine", &world.machine)],
        "/staff/review/{id}/approve" | "/staff/review/{id}/return" => vec![("seen", &world.seen), ("note", "もう少し")],
        "/shop/{number}/reserve" => {
            vec![("key", "roles"), ("quantity", "1"), ("name", "買い手"), ("email", "buyer@example.jp")]
        }
        "/shop/{number}/question" => {
            vec![("key", "roles"), ("name", "聞き手"), ("email", "asker@example.jp"), ("text", "色は？")]
        }
        "/me/questions/{id}" | "/me/reviews/{id}" => vec![("answer", "はい")],
        "/staff/questions/{id}/remove" | "/staff/reviews/{id}/take-down" => vec![("reason", "広告のため")],
        "/orders/{id}/review/{position}" => vec![("stars", "5")],
        "/favourites" => vec![("product", "1"), ("act", "add")],
        "/staff/stock/{id}" => vec![("kind", "delivery"), ("pieces", "2"), ("key", "roles")],
        "/staff/sales/{id}/receipts" => vec![("next", "2"), ("paper", "a5")],
        "/me/mails" => vec![("language", "ja")],
        "/me/security/passkeys/{id}/name" => vec![("name", "別の電話")],
        "/me/security/passkeys/{id}/remove" => vec![("current", crate::support::PASSWORD)],
        "/operator/people/{id}/role" => vec![("role", "member")],
        "/operator/people/{id}/protect" => vec![("nickname", "みつば")],
        "/operator/people/{id}/look" => vec![("reason", "確認")],
        "/staff/people/{id}/notes" => vec![("note", "左利き")],
        "/operator/people/{id}/merge" => vec![("email", "customer@example.jp")],
        "/operator/people/{id}/merge/do" => vec![("other", &world.customer)],
        "/reset/{token}" | "/confirm/{token}" => vec![("password", crate::support::PASSWORD)],
        "/operator/equipment/{slug}" => type_form(&[]),
        "/operator/equipment/{slug}/units/{id}" | "/operator/equipment/{slug}/units/new" => {
            vec![("unit_ja", "予備機"), ("unit_en", "Spare")]
        }
        "/operator/plans/{id}" => plan.to_vec(),
        _ if route.ends_with("/shift") => vec![("to", "up")],
        _ => Vec::new(),
    }
}

fn may(role: &str, access: Access) -> bool {
    // The owner has a maker's profile; staff and operator are members without one here.
    let rank = ["visitor", "customer", "member", "maker", "owner", "staff", "operator"];
    let at_least = |least: &str| rank.iter().position(|r| *r == role) >= rank.iter().position(|r| *r == least);
    match access {
        Access::Everyone => true,
        Access::Maker => role == "maker" || role == "owner",
        Access::Customer => at_least("customer"),
        Access::Member => at_least("member"),
        Access::Staff => at_least("staff"),
        Access::Operator => at_least("operator"),
    }
}

/// The same behind TLS, where cookies are Secure and browsers are told never to come without.
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn behind_tls_every_answer_is_guarded() {
    let world = World::new(crate::support::TestApp::new(crate::support::Kind::Sqlite).await).await;
    let app = world.copy().await.with_config(|config| config.site_url = "https://tsukuriba.test".to_owned());
    let mut wrong = Vec::new();
    for (method, path, ..) in TABLE.iter().filter(|(method, ..)| *method == "GET") {
        for (role, name) in ROLES.iter().enumerate() {
            let answer = ask(&world, &mut world.client(&app, role, path), method, path).await;
            wrong.extend(headers::wrong(&answer, true).iter().map(|what| format!("{path} as {name}: {what}")));
        }
    }
    let chosen = app.visitor().post_form("/language", &[("lang", "en")]).await;
    let signed_in = app.visitor().post_form("/signin", &[("email", "x"), ("password", "y")]).await;
    wrong.extend([chosen, signed_in].iter().flat_map(|answer| headers::wrong(answer, true)));
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}
