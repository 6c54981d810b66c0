//! Of whom a second factor is required, nobody works without one.

use axum::http::Method;
use chrono::TimeDelta;
use domain::members::{Role, SecondFactorRule};
use server::web::{Access, routes};

use super::{code, rows, set_up, shown};
use crate::support::{Client, PASSWORD, TestApp};

async fn require(app: &TestApp, rule: SecondFactorRule) {
    app.with_site(|site| site.second_factor = rule).await;
}

/// Every route that needs the role, asked with ids that are nothing's: whoever is held back never comes so far.
async fn is_held_back(client: &mut Client, access: &[Access]) -> Vec<String> {
    let mut open = Vec::new();
    for route in routes().iter().filter(|route| access.contains(&route.access) && !route.path.starts_with("/api/v1/")) {
        let path = route.path.replace(['{', '}'], "");
        let answer = match route.method {
            Method::GET => client.get(&path).await,
            _ => client.post_form(&path, &[]).await,
        };
        if answer.status != 303 || !answer.location().starts_with("/me/security?next=") {
            open.push(format!("{} {}: {}", route.method, route.path, answer.status));
        }
    }
    open
}

both_databases! {
    async fn without_one_every_page_of_staff_and_operator_is_closed(app: TestApp) {
        let mut staff = app.staff().await;
        let mut operator = app.operator().await;
        let mut member = app.member().await;
        operator.post_form("/operator/site/security", &[("second_factor", "nobodys")]).await.expect(422);
        operator.post_form("/operator/site/security", &[("second_factor", "staff")]).await.expect(303);
        assert_eq!(crate::operator_rules::audited(&app, "site.change").await, 1);
        assert_eq!(is_held_back(&mut staff, &[Access::Staff]).await, Vec::<String>::new());
        assert_eq!(is_held_back(&mut operator, &[Access::Staff, Access::Operator]).await, Vec::<String>::new());
        // What needs no right of theirs goes on, and nobody else is asked.
        for client in [&mut staff, &mut operator, &mut member] {
            client.get("/me").await.expect(200);
            client.get("/me/security").await.expect(200);
        }
        assert!(staff.get("/me/security").await.expect(200).body.contains("二段階認証を設定してください"));
        staff.get("/operator/site").await.expect(403);
        // A program of theirs would act without one too.
        staff.post_form("/me/tokens", &[("label", "x"), ("scope", "read"), ("days", "30")]).await.expect(303);
        assert!(rows::<store::entity::api_token::Entity>(&app).await.is_empty());

        // Led there, set up, and on to where they were going, in the same session.
        let led = operator.get("/operator/kpi?fy=2026").await.expect(303).location().to_owned();
        assert_eq!(led, "/me/security?next=/operator/kpi%3Ffy%3D2026");
        assert!(operator.get(&led).await.expect(200).body.contains("/me/security/totp?next=/operator/kpi%3Ffy%3D2026"));
        set_up(&app, &mut operator).await;
        operator.get("/operator/kpi?fy=2026").await.expect(200);
        let log = operator.get("/operator/audit?kind=site").await.expect(200).body;
        assert!(log.contains("スタッフと運営"), "{log}");
        app.run_jobs().await;
    }
}

both_databases! {
    async fn of_operators_only(app: TestApp) {
        let (mut staff, mut operator) = (app.staff().await, app.operator().await);
        require(&app, SecondFactorRule::Operators).await;
        staff.get("/staff/board").await.expect(200);
        operator.get("/staff/board").await.expect(303);
        require(&app, SecondFactorRule::Nobody).await;
        operator.get("/staff/board").await.expect(200);
    }
}

both_databases! {
    /// The setting counts on every server, and for a space that nobody else sees yet.
    async fn it_counts_everywhere(app: TestApp) {
        let operator = app.operator().await;
        require(&app, SecondFactorRule::Staff).await;
        app.with_site(|site| site.public = false).await;
        app.clock.advance(TimeDelta::seconds(2));
        let other = app.other_server().await;
        let mut operator = operator.on(&other);
        let led = operator.get("/operator").await.expect(303).location().to_owned();
        assert_eq!(led, "/me/security?next=/operator");
        operator.get(&led).await.expect(200);
        set_up(&other, &mut operator).await;
        operator.get("/operator").await.expect(200);
        app.leave_jobs();
    }
}

both_databases! {
    /// A session that began with the password alone is not enough for whoever has a factor; signing in with it is.
    async fn who_has_one_signs_in_with_it(app: TestApp) {
        let mut staff = app.staff().await;
        let set_up = set_up(&app, &mut staff).await;
        require(&app, SecondFactorRule::Staff).await;
        staff.get("/staff/board").await.expect(200);
        // As a session from before the app, or before the role.
        let sql = "UPDATE session SET data = replace(data, '\"second_factor\":true', '\"second_factor\":false')";
        app.db().execute_unprepared(sql).await.expect("changed");
        staff.get("/staff/board").await.expect(303);
        for path in ["/me/security", "/me/security/totp", "/me/security/totp/off", "/me/security/codes"] {
            assert!(staff.get(path).await.expect(303).location().starts_with("/signin/again"), "{path}");
        }
        for path in ["/me/security/totp", "/me/security/totp/off", "/me/security/codes", "/me/security/passkeys"] {
            let answer = staff.post_form(path, &[("current", PASSWORD)]).await.expect(303);
            assert!(answer.location().starts_with("/signin/again"), "{path}: a password alone changes nothing");
        }
        staff.get("/signin/again?next=%2Fstaff%2Fboard").await.expect(200);
        let on = staff.post_form("/signin/again", &[("next", "/staff/board")]).await.expect(303);
        assert_eq!(on.location(), "/signin?next=/staff/board");
        app.clock.advance(TimeDelta::minutes(1));
        staff.post_form("/signin", &[("email", "staff@example.jp"), ("password", PASSWORD)]).await.expect(303);
        staff.get("/staff/board").await.expect(303);
        code(&mut staff, &shown(&set_up.secret, app.store.now())).await.expect(303);
        staff.get("/staff/board").await.expect(200);
        // Without the last one the session is as good as without any.
        staff.post_form("/me/security/totp/off", &[("current", PASSWORD)]).await.expect(303);
        staff.get("/staff/board").await.expect(303);
        app.run_jobs().await;
    }
}

both_databases! {
    /// Tokens act for people who have a factor, and are held back with those who have none.
    async fn tokens_follow_their_owner(app: TestApp) {
        let mut staff = app.staff().await;
        let made = staff.post_form("/me/tokens", &[("label", "x"), ("scope", "sell"), ("scope", "read"), ("days", "30")]).await;
        let made = made.expect(200).body;
        let at = made.find("tkb_").expect("a token");
        let token = made[at..at + 47].to_owned();
        let may_work = async || {
            let (actor, _) = app.store.token_actor(&app.cx(), &token).await.expect("read").expect("a token");
            assert!(actor.member().is_ok(), "what members do goes on");
            actor.staff().is_ok()
        };
        assert!(may_work().await);
        require(&app, SecondFactorRule::Staff).await;
        assert!(!may_work().await);
        set_up(&app, &mut staff).await;
        assert!(may_work().await);
        app.run_jobs().await;
    }
}

#[tokio::test]
async fn a_new_role_is_asked_at_once() {
    let app = TestApp::new(crate::support::Kind::Sqlite).await;
    require(&app, SecondFactorRule::Staff).await;
    let mut member = app.member().await;
    let sql = "UPDATE account SET role = 'staff'";
    app.db().execute_unprepared(sql).await.expect("changed");
    member.get("/staff/board").await.expect(303);
    assert!(member.get("/staff/board").await.location().starts_with("/me/security"));
    assert_eq!(Role::Staff.into_str(), "staff");
}
