//! What keeps an account its owner's: what ends with a password, how long a session lasts, what a token may, and that
//! nobody is locked out by strangers.

mod strangers;

use axum::http::{Method, header};
use chrono::TimeDelta;
use domain::{
    IntoEnumIterator,
    form::FormInput,
    members::{NewToken, Role, SESSION_DAYS_MAX, STAFF_IDLE_HOURS, TokenScope},
};
use sea_orm::{ColumnTrait, EntityTrait, QueryFilter, sea_query::Expr};
use server::config::Config;
use store::entity;

use crate::support::{Answer, Client, PASSWORD, TestApp};

const EMAIL: &str = "hanako@example.jp";
const NEW: &str = "quite another password";

async fn sign_in(client: &mut Client, password: &str) -> Answer {
    client.post_form("/signin", &[("email", EMAIL), ("password", password)]).await
}

/// Like [`Client`], with what an account hands out.
struct Keys {
    token: String,
    calendar: String,
}

async fn keys(app: &TestApp, client: &mut Client) -> Keys {
    let made = client.post_form("/me/tokens", &[("label", "laptop"), ("scope", "read"), ("days", "90")]).await;
    let made = made.expect(200).body;
    let at = made.find("tkb_").expect("a token");
    let page = client.get("/me/calendar").await.expect(200).body;
    let address = page.split("value=\"http://tsukuriba.test").nth(1).expect("an address");
    let keys =
        Keys { token: made[at..at + 47].to_owned(), calendar: address.split('"').next().expect("an end").to_owned() };
    assert!(open(app, &keys).await == (200, 200), "both work");
    keys
}

/// What the API and the calendar answer.
async fn open(app: &TestApp, keys: &Keys) -> (u16, u16) {
    let api = app.visitor().with_token(&keys.token).get("/api/v1/bookings").await.status;
    (api, app.visitor().get(&keys.calendar).await.status)
}

/// The path of the link in the last mail.
fn link(app: &TestApp) -> String {
    let mail = app.mails().pop().expect("a mail");
    let line = mail.text.lines().find(|line| line.starts_with("http")).expect("a link").to_owned();
    line.strip_prefix("http://tsukuriba.test").expect("of this site").to_owned()
}

both_databases! {
    async fn a_new_password_ends_tokens_and_the_calendar_too(app: TestApp) {
        let mut here = app.signed_in(EMAIL, Role::Member).await;
        let before = keys(&app, &mut here).await;
        here.post_form("/me/password", &[("current", PASSWORD), ("password", NEW)]).await.expect(303);
        assert_eq!(open(&app, &before).await, (401, 404), "after a change");
        here.get("/me").await.expect(200);
        assert_eq!(app.run_jobs().await, 1, "the mail about the change");

        let again = keys(&app, &mut here).await;
        app.visitor().post_form("/reset", &[("email", EMAIL)]).await.expect(303);
        app.run_jobs().await;
        app.visitor().post_form(&link(&app), &[("password", PASSWORD)]).await.expect(303);
        assert_eq!(open(&app, &again).await, (401, 404), "after a reset");
        here.get("/me").await.expect(303);
    }
}

both_databases! {
    async fn a_token_does_what_it_was_made_for_until_its_end(app: TestApp) {
        app.machine("laser", 1, false).await;
        let id = app.account(EMAIL, Role::Member).await;
        let customer = app.store.identity(id).await.expect("read").expect("there").actor().customer().expect("signed in");
        let token = async |scope: &str| {
            let input = FormInput::default().with("label", scope).with("scope", scope).with("days", 30);
            let new = NewToken::read(&input).expect("a token");
            app.store.api_token_create(&app.cx(), &customer, &new).await.expect("made")
        };
        let (read, book) = (token("read").await, token("book").await);
        let as_of = |token: &str| app.visitor().with_token(token);
        let ask = serde_json::json!({
            "equipment": "laser", "start": "2026-11-26T17:00:00+09:00", "end": "2026-11-26T17:30:00+09:00"
        });
        let refused = as_of(&read).post_json("/api/v1/bookings", &ask).await.expect(403).json();
        assert_eq!(refused["code"], "scope_missing");
        assert!(refused["message"].as_str().expect("text").contains("book"), "{refused}");
        as_of(&book).post_json("/api/v1/bookings", &ask).await.expect(201);
        as_of(&book).get("/api/v1/bookings").await.expect(403);
        as_of(&read).get("/api/v1/bookings").await.expect(200);
        // What everyone may see needs no scope.
        as_of(&book).get("/api/v1/equipment").await.expect(200);
        app.clock.advance(TimeDelta::days(30));
        as_of(&read).get("/api/v1/bookings").await.expect(401);
        app.leave_jobs();
    }
}

both_databases! {
    async fn a_token_is_shown_once_and_can_be_revoked(app: TestApp) {
        let mut member = app.signed_in(EMAIL, Role::Member).await;
        let fields = [("label", "laptop"), ("scope", "read"), ("days", "90")];
        let made = member.post_form("/me/tokens", &fields).await.expect(200).body;
        let at = made.find("tkb_").expect("the token");
        let token = &made[at..at + 47];
        assert!(app.store.token_actor(&app.cx(), token).await.expect("read").is_some());
        let list = member.get("/me/tokens").await.expect(200).body;
        assert!(!list.contains("tkb_") && list.contains("laptop"));
        let revoke = list.split("action=\"").filter_map(|rest| rest.split('"').next());
        let revoke = revoke.into_iter().find(|path| path.ends_with("/revoke")).expect("a button").to_owned();
        let mut other = app.signed_in("taro@example.jp", Role::Member).await;
        other.post_form(&revoke, &[]).await.expect(404);
        assert!(app.store.token_actor(&app.cx(), token).await.expect("read").is_some());
        member.post_form(&revoke, &[]).await.expect(303);
        assert!(app.store.token_actor(&app.cx(), token).await.expect("read").is_none());
    }
}

/// Every operation of the API that asks for a right names its scope, in the route table and in the document.
#[tokio::test]
async fn the_document_names_the_scopes() {
    let app = TestApp::new(crate::support::Kind::Sqlite).await;
    let document = app.visitor().get("/api/v1/openapi.json").await.expect(200).json();
    for route in server::web::routes().iter().filter(|route| route.path.starts_with("/api/v1/")) {
        let operation = &document["paths"][route.path][route.method.as_str().to_lowercase()];
        let named = operation["security"][0]["bearer"][0].as_str();
        assert_eq!(named, route.scope.map(|scope| scope.into_str()), "{} {}", route.method, route.path);
        assert_eq!(route.scope.is_some(), route.access != server::web::Access::Everyone, "{}", route.path);
    }
    let described = document.to_string();
    for scope in TokenScope::iter() {
        assert!(described.contains(&format!("`{scope}`")), "{scope}");
    }
}

both_databases! {
    async fn tokens_are_for_confirmed_addresses(app: TestApp) {
        let fields = [("kind", "member"), ("display_name", "花子"), ("email", EMAIL), ("password", PASSWORD)];
        app.visitor().post_form("/signup", &fields).await.expect(303);
        let mut client = app.visitor();
        sign_in(&mut client, PASSWORD).await.expect(303);
        let page = client.get("/me/tokens").await.expect(200).body;
        assert!(!page.contains("action=\"/me/tokens\""), "no form before the address is confirmed");
        let fields = [("label", "laptop"), ("scope", "read"), ("days", "90")];
        let refused = client.post_form("/me/tokens", &fields).await.expect(422);
        assert!(!refused.body.contains("tkb_"));
        app.run_jobs().await;
        client.post_form(&link(&app), &[]).await.expect(303);
        assert!(client.post_form("/me/tokens", &fields).await.expect(200).body.contains("tkb_"));
    }
}

both_databases! {
    async fn a_session_ends_however_much_it_is_used(app: TestApp) {
        let mut client = app.signed_in(EMAIL, Role::Member).await;
        for _ in 0..SESSION_DAYS_MAX / 5 - 1 {
            app.clock.advance(TimeDelta::days(5));
            client.get("/me").await.expect(200);
        }
        app.clock.advance(TimeDelta::days(5));
        client.get("/me").await.expect(303);
    }
}

both_databases! {
    async fn staff_who_go_home_are_signed_out(app: TestApp) {
        let mut member = app.member().await;
        let mut staff = app.staff().await;
        for _ in 0..3 {
            app.clock.advance(TimeDelta::hours(STAFF_IDLE_HOURS) - TimeDelta::minutes(1));
            staff.get("/staff/board").await.expect(200);
        }
        app.clock.advance(TimeDelta::hours(STAFF_IDLE_HOURS));
        staff.get("/staff/board").await.expect(303);
        member.get("/me").await.expect(200);
    }
}

both_databases! {
    async fn a_session_gets_another_id_with_another_right(app: TestApp) {
        let mut client = app.signed_in(EMAIL, Role::Customer).await;
        let before = client.cookie("tsukuriba").expect("a session").to_owned();
        client.post_form("/me/membership", &[]).await.expect(303);
        client.get("/me").await.expect(200);
        let after = client.cookie("tsukuriba").expect("a session").to_owned();
        assert_ne!(after, before);
        client.get("/me").await.expect(200);
        assert_eq!(client.cookie("tsukuriba"), Some(&*after), "once");
        let mut thief = app.visitor();
        thief.set_cookie("tsukuriba", &before);
        thief.get("/me").await.expect(303);
        // The last end is still that of the sign-in.
        app.clock.advance(TimeDelta::days(29));
        client.get("/me").await.expect(200);
        let rows = entity::session::Entity::find().all(app.db().read()).await.expect("sessions");
        assert!(rows.iter().all(|row| row.signed_in_at == Some(crate::support::start_of_test())), "{rows:?}");
    }
}

/// Behind TLS every cookie is this host's alone.
#[tokio::test]
async fn cookies_are_host_only_behind_tls() {
    let app = TestApp::new(crate::support::Kind::Sqlite).await;
    app.account(EMAIL, Role::Member).await;
    let app = app.at("https://tsukuriba.test");
    let mut client = app.visitor();
    let answers = [
        sign_in(&mut client, PASSWORD).await.expect(303),
        client.post_form("/language", &[("lang", "en")]).await.expect(303),
    ];
    let mut names = Vec::new();
    for line in answers.iter().flat_map(|answer| answer.headers.get_all(header::SET_COOKIE)) {
        let line = line.to_str().expect("text");
        names.push(line.split('=').next().expect("a name").to_owned());
        assert!(line.contains("Secure") && line.contains("Path=/") && !line.contains("Domain"), "{line}");
    }
    names.sort();
    assert_eq!(names, ["__Host-device", "__Host-flash", "__Host-lang", "__Host-tsukuriba"]);
    let me = client.get("/me").await.expect(200);
    assert!(me.body.contains("lang=\"en\""), "the cookies are read under these names");
    // One that somebody planted without the prefix opens nothing.
    let session = client.cookie("__Host-tsukuriba").expect("a session").to_owned();
    let mut planted = app.visitor();
    planted.set_cookie("tsukuriba", &session);
    planted.get("/me").await.expect(303);
}

both_databases! {
    async fn strangers_do_not_lock_an_account(app: TestApp) {
        let app = app.behind_a_proxy();
        app.account(EMAIL, Role::Member).await;
        let from = |client: &mut Client, address: &'static str| {
            client.headers.insert("x-forwarded-for", address.parse().expect("a value"));
        };
        let (mut home, mut phone) = (app.visitor(), app.visitor());
        from(&mut home, "2001:db8:1:2::7");
        sign_in(&mut home, PASSWORD).await.expect(303);
        from(&mut phone, "198.51.100.4");
        sign_in(&mut phone, PASSWORD).await.expect(303);
        phone.post_form("/signout", &[]).await.expect(303);

        let mut stranger = app.visitor();
        from(&mut stranger, "203.0.113.9");
        for _ in 0..10 {
            sign_in(&mut stranger, "wrong").await.expect(422);
        }
        sign_in(&mut stranger, PASSWORD).await.expect(429);
        let mut other = app.visitor();
        from(&mut other, "203.0.113.77");
        sign_in(&mut other, PASSWORD).await.expect(429);

        // Another browser in the owner's network, and the owner's phone in a strange one.
        let mut laptop = app.visitor();
        from(&mut laptop, "2001:db8:1:2:aaaa::1");
        sign_in(&mut laptop, PASSWORD).await.expect(303);
        from(&mut phone, "203.0.113.9");
        sign_in(&mut phone, PASSWORD).await.expect(303);
        // And they are counted too.
        for _ in 0..10 {
            sign_in(&mut phone, "wrong").await.expect(422);
        }
        sign_in(&mut phone, PASSWORD).await.expect(429);
        sign_in(&mut laptop, PASSWORD).await.expect(303);

        app.clock.advance(TimeDelta::minutes(15));
        sign_in(&mut stranger, PASSWORD).await.expect(303);
        app.store.members_tidy(&app.cx()).await.expect("tidied");
        let windows = entity::throttle::Entity::find().all(app.db().read()).await.expect("windows");
        assert!(windows.iter().all(|row| row.window_start >= app.store.now().timestamp() - 15 * 60), "pruned");
    }
}

/// The list of sessions says which device, from where and since when.
#[tokio::test]
async fn a_session_says_where_it_began() {
    let app = TestApp::new(crate::support::Kind::Sqlite).await.behind_a_proxy();
    app.account(EMAIL, Role::Member).await;
    let mut client = app.visitor();
    client.headers.insert("x-forwarded-for", "198.51.100.4".parse().expect("a value"));
    let iphone = "Mozilla/5.0 (iPhone; CPU iPhone OS 18_5 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) \
                  Version/18.5 Mobile/15E148 Safari/604.1";
    client.headers.insert(header::USER_AGENT, iphone.parse().expect("a value"));
    sign_in(&mut client, PASSWORD).await.expect(303);
    let page = client.get("/me/sessions").await.expect(200).body;
    assert!(page.contains("iPhone・Safari") && page.contains("198.51.100.4"), "{page}");
}

/// What a request that is still under way writes does not bring an ended session back with tokens of before.
#[tokio::test]
async fn old_tokens_have_an_end() {
    let app = TestApp::new(crate::support::Kind::Sqlite).await;
    let id = app.account(EMAIL, Role::Member).await;
    let mut client = app.signed_in("taro@example.jp", Role::Member).await;
    let token = keys(&app, &mut client).await.token;
    let endless = entity::api_token::Entity::update_many()
        .col_expr(entity::api_token::Column::ExpiresAt, Expr::value(Option::<chrono::DateTime<chrono::Utc>>::None))
        .filter(entity::api_token::Column::AccountId.ne(id));
    endless.exec(app.db().read()).await.expect("changed");
    let mut program = app.visitor().with_token(&token);
    program.send(Method::GET, "/api/v1/bookings", None, axum::body::Body::empty()).await.expect(401);
}

impl TestApp {
    /// The same service and database under another address.
    pub fn at(&self, site_url: &str) -> TestApp {
        self.configured(|config| site_url.clone_into(&mut config.site_url))
    }

    /// The same service and database behind a proxy that says who asks.
    pub fn behind_a_proxy(&self) -> TestApp {
        self.configured(|config: &mut Config| config.trust_proxy = true)
    }
}
