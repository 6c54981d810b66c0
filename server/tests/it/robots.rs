//! Search engines are asked to leave alone whatever is private or has no end, and nothing else.

use server::web::{Access, routes};

use crate::support::{Kind, TestApp};

/// Paths for everyone that are still nobody else's business: secret addresses, forms, machines.
const PRIVATE: &[&str] = &[
    "/bookings/{id}/cancel",
    "/calendar/{account_id}/{file}",
    "/cart",
    "/checkout",
    "/closed",
    "/confirm/{token}",
    "/email/undo/{token}",
    "/email/{token}",
    "/first",
    "/orders/{id}",
    "/orders/{id}/cancel",
    "/reset",
    "/reset/sent",
    "/reset/{token}",
    "/signin",
    "/signin/code",
    "/signup",
    "/signup/sent",
    "/favourites",
    "/shop/{number}/reserve",
    "/shop/{number}/question",
    "/orders/{id}/review/{position}",
    "/equipment/{slug}/month",
    "/equipment/{slug}/calendar.ics",
    "/healthz",
    "/readyz",
    "/metrics",
    "/styleguide",
];

/// Whether a rule of the file (RFC 9309: `*` is anything) matches the beginning of an address.
fn matches(rule: &str, address: &str) -> bool {
    let mut parts = rule.split('*');
    let Some(mut rest) = parts.next().and_then(|first| address.strip_prefix(first)) else { return false };
    for part in parts {
        let Some(at) = rest.find(part) else { return false };
        rest = &rest[at + part.len()..];
    }
    true
}

#[tokio::test]
async fn robots_txt_names_all_that_is_private_and_endless() {
    let app = TestApp::new(Kind::Sqlite).await;
    let text = app.visitor().get("/robots.txt").await.expect(200).body;
    let rules: Vec<&str> = text.lines().filter_map(|line| line.strip_prefix("Disallow: ")).collect();
    let is_closed = |address: &str| rules.iter().any(|rule| matches(rule, address));
    for route in routes().iter().filter(|route| route.method == axum::http::Method::GET) {
        let address = route.path.replace(['{', '}'], "");
        let is_private =
            route.access != Access::Everyone || route.path.starts_with("/api/") || PRIVATE.contains(&route.path);
        assert_eq!(is_closed(&address), is_private, "{}", route.path);
    }
    for endless in ["/equipment/laser?date=2031-01-01", "/equipment/laser?date=2031-01-01&at=600", "/equipment?day=1"] {
        assert!(is_closed(endless), "{endless}");
    }
    for open in
        ["/", "/equipment", "/equipment/laser", "/shop", "/shop?page=2", "/shop/1001", "/makers/mokudan", "/privacy"]
    {
        assert!(!is_closed(open), "{open}");
    }
}
