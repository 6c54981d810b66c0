//! Role × endpoint × outcome. The table is written by hand, apart from the code: a route that is missing here, or that
//! lets in someone it should not, fails.

use std::collections::BTreeSet;

use axum::{body::Body, http::Method};
use server::web::{Access, routes};

use crate::support::{Answer, Client, Kind, TestApp};

/// Who may use what. `Everyone` first, then by rising right.
const TABLE: &[(&str, &str, Access)] = &[
    ("GET", "/", Access::Everyone),
    ("GET", "/guide", Access::Everyone),
    ("GET", "/fees", Access::Everyone),
    ("GET", "/terms", Access::Everyone),
    ("GET", "/law", Access::Everyone),
    ("GET", "/privacy", Access::Everyone),
    ("GET", "/favicon.svg", Access::Everyone),
    ("GET", "/robots.txt", Access::Everyone),
    #[cfg(debug_assertions)]
    ("GET", "/styleguide", Access::Everyone),
    ("POST", "/language", Access::Everyone),
    ("GET", "/signup", Access::Everyone),
    ("POST", "/signup", Access::Everyone),
    ("GET", "/signup/sent", Access::Everyone),
    ("GET", "/signin", Access::Everyone),
    ("POST", "/signin", Access::Everyone),
    ("POST", "/signout", Access::Everyone),
    ("GET", "/confirm/{token}", Access::Everyone),
    ("POST", "/confirm/{token}", Access::Everyone),
    ("GET", "/reset", Access::Everyone),
    ("POST", "/reset", Access::Everyone),
    ("GET", "/reset/sent", Access::Everyone),
    ("GET", "/reset/{token}", Access::Everyone),
    ("POST", "/reset/{token}", Access::Everyone),
    ("GET", "/me", Access::Customer),
    ("POST", "/me/confirmation", Access::Customer),
    ("POST", "/me/membership", Access::Customer),
    ("GET", "/me/password", Access::Customer),
    ("POST", "/me/password", Access::Customer),
    ("GET", "/me/sessions", Access::Customer),
    ("POST", "/me/sessions/{id}/end", Access::Customer),
    ("POST", "/me/sessions/end-others", Access::Customer),
    ("GET", "/me/tokens", Access::Customer),
    ("POST", "/me/tokens", Access::Customer),
    ("POST", "/me/tokens/{id}/revoke", Access::Customer),
    ("GET", "/me/maker", Access::Member),
    ("POST", "/me/maker", Access::Member),
    ("GET", "/equipment", Access::Everyone),
    ("GET", "/equipment/{slug}", Access::Everyone),
    ("GET", "/equipment/{slug}/month", Access::Everyone),
    ("GET", "/equipment/{slug}/book", Access::Member),
    ("POST", "/equipment/{slug}/book", Access::Member),
    ("GET", "/me/bookings", Access::Member),
    ("GET", "/me/bookings/{id}/cancel", Access::Member),
    ("POST", "/me/bookings/{id}/cancel", Access::Member),
    ("GET", "/me/bookings/{id}/move", Access::Member),
    ("POST", "/me/bookings/{id}/move", Access::Member),
    ("POST", "/me/bookings/{id}/check-out", Access::Member),
    ("GET", "/check-in/{unit}", Access::Member),
    ("POST", "/check-in/{unit}", Access::Member),
    ("GET", "/equipment/{slug}/repeat", Access::Member),
    ("POST", "/equipment/{slug}/repeat", Access::Member),
    ("POST", "/equipment/{slug}/wait", Access::Member),
    ("GET", "/me/waitlist/{id}", Access::Member),
    ("POST", "/me/waitlist/{id}/leave", Access::Member),
    ("GET", "/bookings/{id}/cancel", Access::Everyone),
    ("POST", "/bookings/{id}/cancel", Access::Everyone),
    ("GET", "/me/calendar", Access::Member),
    ("POST", "/me/calendar/renew", Access::Member),
    ("GET", "/calendar/{account_id}/{file}", Access::Everyone),
    ("GET", "/equipment/{slug}/calendar.ics", Access::Everyone),
    ("GET", "/shop/{number}/reserve", Access::Everyone),
    ("POST", "/shop/{number}/reserve", Access::Everyone),
    ("GET", "/orders/{id}", Access::Everyone),
    ("GET", "/orders/{id}/cancel", Access::Everyone),
    ("POST", "/orders/{id}/cancel", Access::Everyone),
    ("GET", "/me/orders", Access::Customer),
    ("GET", "/staff/board", Access::Staff),
    ("GET", "/staff/board/print", Access::Staff),
    ("GET", "/staff/units/codes", Access::Staff),
    ("GET", "/staff/bookings/new", Access::Staff),
    ("POST", "/staff/bookings/new", Access::Staff),
    ("POST", "/staff/bookings/{id}/check-in", Access::Staff),
    ("POST", "/staff/bookings/{id}/check-out", Access::Staff),
    ("POST", "/staff/bookings/{id}/no-show", Access::Staff),
    ("GET", "/staff/bookings/{id}/cancel", Access::Staff),
    ("POST", "/staff/bookings/{id}/cancel", Access::Staff),
    ("GET", "/staff/bookings/{id}/move", Access::Staff),
    ("POST", "/staff/bookings/{id}/move", Access::Staff),
    ("GET", "/staff/maintenance", Access::Staff),
    ("POST", "/staff/maintenance/check", Access::Staff),
    ("POST", "/staff/maintenance", Access::Staff),
    ("POST", "/staff/maintenance/{id}/end", Access::Staff),
    ("GET", "/staff/members", Access::Staff),
    ("POST", "/staff/members", Access::Staff),
    ("GET", "/staff/members/{id}", Access::Staff),
    ("POST", "/staff/members/{id}/certify", Access::Staff),
    ("POST", "/staff/members/{id}/uncertify", Access::Staff),
    ("POST", "/staff/members/{id}/plan", Access::Staff),
    ("GET", "/staff/orders", Access::Staff),
    ("POST", "/staff/orders", Access::Staff),
    ("GET", "/staff/register", Access::Staff),
    ("GET", "/staff/register/search.json", Access::Staff),
    ("POST", "/staff/register/sale", Access::Staff),
    ("GET", "/staff/sales", Access::Staff),
    ("GET", "/staff/sales/{id}", Access::Staff),
    ("GET", "/staff/products/{number}/label", Access::Staff),
    ("GET", "/api/v1/openapi.json", Access::Everyone),
    ("GET", "/api/v1/equipment", Access::Everyone),
    ("GET", "/api/v1/equipment/{slug}/availability", Access::Everyone),
    ("GET", "/api/v1/equipment/{slug}/days", Access::Everyone),
    ("POST", "/api/v1/bookings", Access::Member),
    ("GET", "/api/v1/bookings", Access::Member),
    ("GET", "/api/v1/bookings/{id}", Access::Member),
    ("PATCH", "/api/v1/bookings/{id}", Access::Member),
    ("DELETE", "/api/v1/bookings/{id}", Access::Member),
    ("GET", "/healthz", Access::Everyone),
    ("GET", "/readyz", Access::Everyone),
    ("GET", "/metrics", Access::Everyone),
    ("GET", "/operator", Access::Operator),
    ("GET", "/operator/kpi", Access::Operator),
    ("GET", "/operator/kpi.csv", Access::Operator),
    ("GET", "/operator/kpi.xlsx", Access::Operator),
    ("GET", "/operator/jobs", Access::Operator),
    ("POST", "/operator/jobs/retry", Access::Operator),
    ("POST", "/operator/jobs/{id}/retry", Access::Operator),
    ("GET", "/operator/booking", Access::Operator),
    ("GET", "/operator/rules", Access::Operator),
    ("POST", "/operator/rules", Access::Operator),
    ("GET", "/operator/equipment", Access::Operator),
    ("GET", "/operator/equipment/new", Access::Operator),
    ("POST", "/operator/equipment/new", Access::Operator),
    ("GET", "/operator/equipment/{slug}", Access::Operator),
    ("POST", "/operator/equipment/{slug}", Access::Operator),
    ("POST", "/operator/equipment/{slug}/retire", Access::Operator),
    ("POST", "/operator/equipment/{slug}/back", Access::Operator),
    ("POST", "/operator/equipment/{slug}/shift", Access::Operator),
    ("POST", "/operator/equipment/{slug}/photo", Access::Operator),
    ("POST", "/operator/equipment/{slug}/photo/remove", Access::Operator),
    ("GET", "/operator/equipment/{slug}/units/new", Access::Operator),
    ("POST", "/operator/equipment/{slug}/units/new", Access::Operator),
    ("GET", "/operator/equipment/{slug}/units/{id}", Access::Operator),
    ("POST", "/operator/equipment/{slug}/units/{id}", Access::Operator),
    ("POST", "/operator/equipment/{slug}/units/{id}/retire", Access::Operator),
    ("POST", "/operator/equipment/{slug}/units/{id}/back", Access::Operator),
    ("POST", "/operator/equipment/{slug}/units/{id}/shift", Access::Operator),
    ("GET", "/operator/plans", Access::Operator),
    ("GET", "/operator/plans/new", Access::Operator),
    ("POST", "/operator/plans/new", Access::Operator),
    ("GET", "/operator/plans/{id}", Access::Operator),
    ("POST", "/operator/plans/{id}", Access::Operator),
    ("POST", "/operator/plans/{id}/shift", Access::Operator),
    ("GET", "/operator/hours", Access::Operator),
    ("POST", "/operator/hours", Access::Operator),
    ("GET", "/operator/closures", Access::Operator),
    ("POST", "/operator/closures", Access::Operator),
    ("POST", "/operator/closures/{day}/remove", Access::Operator),
    ("POST", "/operator/closures/holidays", Access::Operator),
    ("GET", "/operator/audit", Access::Operator),
    ("GET", "/operator/outbox", Access::Operator),
    ("GET", "/operator/outbox/{mail}", Access::Operator),
    ("GET", "/operator/outbox/{mail}/{file}", Access::Operator),
    ("GET", "/api/v1/products", Access::Everyone),
    ("GET", "/shop", Access::Everyone),
    ("GET", "/shop/{number}", Access::Everyone),
    ("GET", "/makers/{slug}", Access::Everyone),
    ("GET", "/images/{photo_id}/{size}", Access::Everyone),
    ("GET", "/me/products", Access::Member),
    ("GET", "/me/products/new", Access::Member),
    ("POST", "/me/products/new", Access::Maker),
    ("GET", "/me/products/{id}/edit", Access::Maker),
    ("POST", "/me/products/{id}/edit", Access::Maker),
    ("POST", "/me/products/{id}/submit", Access::Maker),
    ("GET", "/me/products/{id}/withdraw", Access::Maker),
    ("POST", "/me/products/{id}/withdraw", Access::Maker),
    ("GET", "/staff/review", Access::Staff),
    ("GET", "/staff/review/{id}", Access::Staff),
    ("POST", "/staff/review/{id}/approve", Access::Staff),
    ("POST", "/staff/review/{id}/return", Access::Staff),
];

const ROLES: [&str; 6] = ["visitor", "customer", "member", "maker", "staff", "operator"];

#[test]
fn the_table_is_complete() {
    let listed: BTreeSet<(String, String)> =
        TABLE.iter().map(|(method, path, _)| (method.to_string(), path.to_string())).collect();
    assert_eq!(listed.len(), TABLE.len(), "a row stands twice");
    let mut served: BTreeSet<(String, String)> =
        routes().iter().map(|route| (route.method.to_string(), route.path.to_owned())).collect();
    served.extend(server_fn::axum::server_fn_paths().map(|(path, method)| (method.to_string(), path.to_owned())));
    assert_eq!(served.difference(&listed).collect::<Vec<_>>(), Vec::<&(String, String)>::new(), "not in the table");
    assert_eq!(listed.difference(&served).collect::<Vec<_>>(), Vec::<&(String, String)>::new(), "not served");
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn every_role_gets_what_the_table_says() {
    let app = TestApp::new(Kind::Sqlite).await;
    let mut clients = clients(&app).await;
    let mut programs = programs(&app, &clients).await;
    let mut wrong = Vec::new();
    for (method, path, access) in TABLE {
        // The API knows people by their tokens, pages by their sessions.
        let askers = if path.starts_with("/api/") { &mut programs } else { &mut clients };
        for (role, client) in ROLES.iter().zip(askers) {
            // Leaving would end the session, joining would change the role, for the rows after it.
            if *path == "/signout" || (*path == "/me/membership" && *role == "customer") {
                continue;
            }
            let outcome = outcome(&ask(client, method, path).await);
            let expected = expected(role, *access);
            if outcome != expected {
                wrong.push(format!("{method} {path} as {role}: {outcome}, not {expected}"));
            }
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

async fn clients(app: &TestApp) -> Vec<Client> {
    vec![
        app.visitor(),
        app.customer().await,
        app.member().await,
        app.maker().await,
        app.staff().await,
        app.operator().await,
    ]
}

/// The same people by API tokens.
async fn programs(app: &TestApp, clients: &[Client]) -> Vec<Client> {
    let mut programs = vec![app.visitor()];
    for client in &clients[1..] {
        programs.push(app.program_of(client.account_id()).await);
    }
    programs
}

/// The route with plausible values for its parameters and an empty body: enough to meet the guard.
async fn ask(client: &mut Client, method: &str, path: &str) -> Answer {
    let path: Vec<&str> = path
        .split('/')
        .map(|part| match part {
            "{id}" | "{photo_id}" | "{token}" => "00000000-0000-7000-8000-000000000000",
            "{number}" => "999999",
            part if part.starts_with('{') => "none",
            part => part,
        })
        .collect();
    let method = Method::from_bytes(method.as_bytes()).expect("method");
    let form = (method != Method::GET).then_some("application/x-www-form-urlencoded");
    client.send(method, &path.join("/"), form, Body::empty()).await
}

fn outcome(answer: &Answer) -> &'static str {
    match answer.status {
        303 if answer.location().starts_with("/signin") => "sign in",
        401 => "sign in",
        403 => "forbidden",
        _ => "served",
    }
}

fn expected(role: &str, access: Access) -> &'static str {
    let rank =
        |role: &str| ["visitor", "customer", "member", "maker", "staff", "operator"].iter().position(|r| *r == role);
    let allowed = match access {
        Access::Everyone => true,
        // Staff and operator are members without a maker profile here.
        Access::Maker => role == "maker",
        Access::Customer => rank(role) >= rank("customer"),
        Access::Member => rank(role) >= rank("member"),
        Access::Staff => rank(role) >= rank("staff"),
        Access::Operator => rank(role) >= rank("operator"),
    };
    match (allowed, role) {
        (true, _) => "served",
        (false, "visitor") => "sign in",
        (false, _) => "forbidden",
    }
}
