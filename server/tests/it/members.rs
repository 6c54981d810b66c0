//! Accounts through the site's own pages: what an attacker would try, and what a member does.

use axum::http::{HeaderValue, header};
use chrono::TimeDelta;
use domain::members::{CONFIRM_HOURS, RESET_MINUTES, Role, SESSION_DAYS};
use sea_orm::{EntityTrait, PaginatorTrait};
use store::entity;

use crate::support::{Answer, Client, Kind, PASSWORD, TestApp};

const EMAIL: &str = "hanako@example.jp";

async fn sign_up(app: &TestApp, email: &str, password: &str) -> Answer {
    let fields = [("kind", "member"), ("display_name", "花子"), ("email", email), ("password", password)];
    app.visitor().post_form("/signup", &fields).await
}

async fn sign_in(client: &mut Client, email: &str, password: &str) -> Answer {
    client.post_form("/signin", &[("email", email), ("password", password)]).await
}

/// The path of the link in the last mail, which must be to `to`.
#[track_caller]
fn link(app: &TestApp, to: &str) -> String {
    let mail = app.mails().pop().expect("a mail");
    assert_eq!(mail.to, to);
    let line = mail.text.lines().find(|line| line.starts_with("http")).expect("a link");
    line.strip_prefix("http://tsukuriba.test").expect("a link to this site").to_owned()
}

fn is_signed_in(answer: &Answer) -> bool {
    answer.status == 200
}

/// What two answers to the same question may differ in: request ids and the like.
fn comparable(answer: &Answer) -> (u16, String, String) {
    (answer.status, answer.location().to_owned(), answer.body.replace("taro@example.jp", EMAIL))
}

both_databases! {
    async fn signing_up_confirming_and_signing_in(app: TestApp) {
        let sent = sign_up(&app, EMAIL, PASSWORD).await.expect(303);
        assert_eq!(sent.location(), "/signup/sent");
        app.run_jobs().await;
        let path = link(&app, EMAIL);

        let mut client = app.visitor();
        assert_eq!(sign_in(&mut client, EMAIL, PASSWORD).await.expect(303).location(), "/me");
        let me = client.get("/me").await.expect(200);
        assert!(me.body.contains("/me/confirmation"), "an unconfirmed member is offered another mail");

        // Opening the link, as mail scanners do, confirms nothing.
        let asked = app.visitor().get(&path).await.expect(200).body;
        assert!(asked.contains("<form") && asked.contains("name=\"password\""));
        let wrong = app.visitor().post_form(&path, &[("password", "not it at all")]).await.expect(422);
        assert!(wrong.body.contains("href=\"#f-password\"") && !wrong.body.contains("not it at all"));
        app.visitor().post_form(&path, &[]).await.expect(422);
        assert!(client.get("/me").await.body.contains("/me/confirmation"));
        // Signed in with the account already: nothing is asked.
        assert!(!client.get(&path).await.expect(200).body.contains("name=\"password\""));
        client.post_form(&path, &[]).await.expect(303);
        assert!(!client.get("/me").await.expect(200).body.contains("/me/confirmation"));
        for used in [client.post_form(&path, &[]).await, client.get(&path).await] {
            used.expect(410);
        }
        client.post_form("/signout", &[]).await.expect(303);
        assert!(!is_signed_in(&client.get("/me").await));
    }
}

both_databases! {
    /// Chosen before signing up: shown on the way, kept from the mail on, and there after it.
    async fn the_chosen_time_survives_signing_up(app: TestApp) {
        app.machine("laser", 1, false).await;
        let book = "/equipment/laser/book?date=2026-11-25&start=10:30&minutes=90";
        let mut client = app.visitor();
        let sign_in = client.get(book).await.expect(303).location().to_owned();
        assert!(client.get(&sign_in).await.expect(200).body.contains("10:30–12:00"));
        let sign_up = sign_in.replace("/signin", "/signup");
        assert!(client.get(&sign_up).await.expect(200).body.contains("10:30–12:00"));
        let fields = [("kind", "member"), ("display_name", "花子"), ("email", EMAIL), ("password", PASSWORD), ("next", book)];
        let sent = client.post_form("/signup", &fields).await.expect(303).location().to_owned();
        assert!(client.get(&sent).await.expect(200).body.contains("10:30–12:00"));

        app.run_jobs().await;
        let mail = app.mails().pop().expect("a mail").text;
        assert!(mail.contains("10:30–12:00") && mail.contains("9:30まで取ってあります"), "{mail}");
        let held = app.visitor().get("/equipment/laser?date=2026-11-25").await.expect(200);
        assert!(!held.body.contains("laser?date=2026-11-25&amp;start=10:30"), "kept for the one who signed up");
        let path = link(&app, EMAIL);
        assert!(client.get(&path).await.expect(200).body.contains("10:30–12:00"));
        let landed = client.post_form(path.split('?').next().unwrap_or_default(), &[("next", book), ("password", PASSWORD)]).await.expect(303);
        assert_eq!(landed.location(), book);
        let confirmation = client.get(book).await.expect(200);
        assert!(confirmation.body.contains("10:30–12:00") && confirmation.body.contains("9:30"), "signed in, still kept");
    }
}

both_databases! {
    async fn nobody_is_led_away_by_a_link(app: TestApp) {
        sign_up(&app, EMAIL, PASSWORD).await;
        app.run_jobs().await;
        let path = link(&app, EMAIL);
        let away = app.visitor().post_form(&path, &[("next", "//evil.example/"), ("password", PASSWORD)]).await;
        let away = away.expect(303);
        assert_eq!(away.location(), "/me");
    }
}

both_databases! {
    async fn no_answer_tells_whether_an_address_has_an_account(app: TestApp) {
        app.account(EMAIL, Role::Member).await;
        let known = [sign_up(&app, EMAIL, "another password").await, sign_in(&mut app.visitor(), EMAIL, "wrong").await];
        let unknown = [
            sign_up(&app, "taro@example.jp", "another password").await,
            sign_in(&mut app.visitor(), "jiro@example.jp", "wrong").await,
        ];
        assert_eq!(comparable(&known[0]), comparable(&unknown[0]));
        assert_eq!(known[1].status, 422);
        assert_eq!(known[1].status, unknown[1].status);
        assert_eq!(known[1].body.replace(EMAIL, ""), unknown[1].body.replace("jiro@example.jp", ""));
        let known = app.visitor().post_form("/reset", &[("email", EMAIL)]).await;
        let unknown = app.visitor().post_form("/reset", &[("email", "jiro@example.jp")]).await;
        assert_eq!(comparable(&known), comparable(&unknown));

        app.run_jobs().await;
        let mut mails: Vec<(String, bool)> = app
            .mails()
            .into_iter()
            .map(|mail| (mail.to, mail.text.contains("/confirm/")))
            .collect();
        mails.sort();
        let expected = [(EMAIL, false), (EMAIL, false), ("taro@example.jp", true)];
        assert_eq!(mails, expected.map(|(to, confirms)| (to.to_owned(), confirms)));
        assert!(is_signed_in(&{
            let mut owner = app.visitor();
            sign_in(&mut owner, EMAIL, PASSWORD).await.expect(303);
            owner.get("/me").await
        }));
    }
}

both_databases! {
    async fn too_many_wrong_passwords_close_an_address_for_a_while(app: TestApp) {
        app.account(EMAIL, Role::Member).await;
        for _ in 0..10 {
            sign_in(&mut app.visitor(), EMAIL, "wrong").await.expect(422);
        }
        let closed = sign_in(&mut app.visitor(), EMAIL, PASSWORD).await.expect(429);
        assert!(closed.body.contains("分ほどお待ちください"), "{}", closed.body);
        assert!(!closed.body.contains(PASSWORD));
        app.clock.advance(TimeDelta::minutes(15));
        sign_in(&mut app.visitor(), EMAIL, PASSWORD).await.expect(303);
    }
}

both_databases! {
    async fn a_reset_by_mail_ends_every_session(app: TestApp) {
        let mut phone = app.signed_in(EMAIL, Role::Member).await;
        app.visitor().post_form("/reset", &[("email", EMAIL)]).await.expect(303);
        app.run_jobs().await;
        let path = link(&app, EMAIL);
        app.visitor().get(&path).await.expect(200);
        let short = app.visitor().post_form(&path, &[("password", "short")]).await.expect(422);
        assert!(short.body.contains("id=\"errors\"") && short.body.contains("href=\"#f-password\""));
        assert!(is_signed_in(&phone.get("/me").await), "nothing has changed yet");

        app.visitor().post_form(&path, &[("password", "a new password")]).await.expect(303);
        assert!(!is_signed_in(&phone.get("/me").await));
        app.visitor().post_form(&path, &[("password", "and another one")]).await.expect(410);
        app.visitor().get(&path).await.expect(410);
        sign_in(&mut phone, EMAIL, PASSWORD).await.expect(422);
        sign_in(&mut phone, EMAIL, "a new password").await.expect(303);
        assert!(is_signed_in(&phone.get("/me").await));
    }
}

#[tokio::test]
async fn links_die_with_time() {
    let app = TestApp::new(Kind::Sqlite).await;
    sign_up(&app, EMAIL, PASSWORD).await;
    app.run_jobs().await;
    let confirm = link(&app, EMAIL);
    app.visitor().post_form("/reset", &[("email", EMAIL)]).await;
    app.run_jobs().await;
    let reset = link(&app, EMAIL);
    app.clock.advance(TimeDelta::minutes(RESET_MINUTES));
    app.visitor().post_form(&reset, &[("password", "a new password")]).await.expect(410);
    app.visitor().get(&confirm).await.expect(200);
    app.clock.advance(TimeDelta::hours(CONFIRM_HOURS));
    app.visitor().post_form(&confirm, &[]).await.expect(410);
}

#[tokio::test]
async fn a_planted_session_id_is_worth_nothing() {
    let app = TestApp::new(Kind::Sqlite).await;
    app.account(EMAIL, Role::Member).await;
    // Of the right form, never given out; then one that was, to another account.
    let mut victim = app.visitor();
    victim.set_cookie("tsukuriba", "AAAAAAAAAAAAAAAAAAAAAA");
    sign_in(&mut victim, EMAIL, PASSWORD).await.expect(303);
    assert_ne!(victim.cookie("tsukuriba"), Some("AAAAAAAAAAAAAAAAAAAAAA"));

    let mut attacker = app.signed_in("attacker@example.jp", Role::Member).await;
    let planted = attacker.cookie("tsukuriba").expect("a session").to_owned();
    let mut victim = app.visitor();
    victim.set_cookie("tsukuriba", &planted);
    sign_in(&mut victim, EMAIL, PASSWORD).await.expect(303);
    assert_ne!(victim.cookie("tsukuriba"), Some(&*planted));
    assert!(victim.get("/me").await.body.contains(EMAIL));
    assert!(!is_signed_in(&attacker.get("/me").await), "the planted id is no session any more");
}

#[tokio::test]
async fn signing_in_leads_to_this_site_only() {
    let app = TestApp::new(Kind::Sqlite).await;
    app.account(EMAIL, Role::Member).await;
    let bad = ["//evil.example", "/\\evil.example", "https://evil.example", "/\t/evil.example", "javascript:alert(1)"];
    for next in bad {
        let fields = [("email", EMAIL), ("password", PASSWORD), ("next", next)];
        let mut client = app.visitor();
        assert_eq!(client.post_form("/signin", &fields).await.expect(303).location(), "/me", "{next}");
        let again = client.get(&format!("/signin?next={}", server::url_encode::url_encode(next))).await.expect(303);
        assert_eq!(again.location(), "/me", "{next}");
    }
    let mut client = app.visitor();
    let asked = client.get("/me/sessions").await.expect(303);
    assert_eq!(asked.location(), "/signin?next=/me/sessions");
    let form = client.get(asked.location()).await.expect(200);
    assert!(form.body.contains("value=\"/me/sessions\""));
    let fields = [("email", EMAIL), ("password", PASSWORD), ("next", "/me/sessions")];
    assert_eq!(client.post_form("/signin", &fields).await.expect(303).location(), "/me/sessions");
}

#[tokio::test]
async fn the_cookie_is_http_only_and_moves_on_with_use() {
    let app = TestApp::new(Kind::Sqlite).await;
    let mut client = app.visitor();
    app.account(EMAIL, Role::Member).await;
    let answer = sign_in(&mut client, EMAIL, PASSWORD).await;
    let cookie = session_cookie(&answer).expect("a session cookie");
    for part in ["HttpOnly", "SameSite=Lax", "Path=/", "Max-Age=2592000"] {
        assert!(cookie.contains(part), "{cookie}");
    }
    assert!(!cookie.contains("Secure"), "the test's site has no TLS");
    assert_eq!(session_cookie(&client.get("/me").await), None, "nothing is written at once");
    app.clock.advance(TimeDelta::minutes(10));
    assert!(session_cookie(&client.get("/me").await).is_some());
    app.clock.advance(TimeDelta::days(SESSION_DAYS) - TimeDelta::minutes(1));
    assert!(is_signed_in(&client.get("/me").await));
    app.clock.advance(TimeDelta::days(SESSION_DAYS));
    assert!(!is_signed_in(&client.get("/me").await));
}

fn session_cookie(answer: &Answer) -> Option<String> {
    let lines = answer.headers.get_all(header::SET_COOKIE).iter();
    lines.map(|line| line.to_str().expect("text").to_owned()).find(|line| line.starts_with("tsukuriba="))
}

#[tokio::test]
async fn visitors_leave_no_session() {
    let app = TestApp::new(Kind::Sqlite).await;
    let mut visitor = app.visitor();
    for path in ["/", "/signin", "/signup"] {
        assert_eq!(session_cookie(&visitor.get(path).await), None);
    }
    sign_in(&mut visitor, EMAIL, "wrong").await.expect(422);
    assert_eq!(entity::session::Entity::find().count(app.db().read()).await.expect("count"), 0);
}

both_databases! {
    async fn devices_can_be_signed_out(app: TestApp) {
        let mut here = app.signed_in(EMAIL, Role::Member).await;
        let mut devices = Vec::new();
        for _ in 0..3 {
            let mut device = app.visitor();
            let firefox = "Mozilla/5.0 (Android 15; Mobile; rv:144.0) Gecko/144.0 Firefox/144.0";
            device.headers.insert(header::USER_AGENT, HeaderValue::from_static(firefox));
            sign_in(&mut device, EMAIL, PASSWORD).await.expect(303);
            devices.push(device);
        }
        let page = here.get("/me/sessions").await.expect(200).body;
        assert_eq!(page.matches("Android・Firefox").count(), 3);
        let ends: Vec<&str> = page.split("action=\"").skip(1).filter_map(|rest| rest.split('"').next()).collect();
        let ends: Vec<&&str> = ends.iter().filter(|path| path.ends_with("/end")).collect();
        assert_eq!(ends.len(), 3, "all but this device");

        // Someone else cannot, though they know the name.
        let mut other = app.signed_in("taro@example.jp", Role::Member).await;
        other.post_form(ends[0], &[]).await.expect(303);
        let mut live = 0;
        for device in &mut devices {
            live += usize::from(is_signed_in(&device.get("/me").await));
        }
        assert_eq!(live, 3);
        here.post_form(ends[0], &[]).await.expect(303);
        assert_eq!(here.get("/me/sessions").await.body.matches("Android・Firefox").count(), 2);
        here.post_form("/me/sessions/end-others", &[]).await.expect(303);
        for device in &mut devices {
            assert!(!is_signed_in(&device.get("/me").await));
        }
        assert!(is_signed_in(&here.get("/me").await));
    }
}

#[tokio::test]
async fn changing_the_password_keeps_this_device_only() {
    let app = TestApp::new(Kind::Sqlite).await;
    let mut here = app.signed_in(EMAIL, Role::Member).await;
    let mut elsewhere = app.visitor();
    sign_in(&mut elsewhere, EMAIL, PASSWORD).await.expect(303);
    let change = |current, password| [("current", current), ("password", password)];
    let wrong = here.post_form("/me/password", &change("wrong", "apples of Hirosaki")).await.expect(422);
    assert!(wrong.body.contains("href=\"#f-current\"") && !wrong.body.contains("apples of Hirosaki"));
    here.post_form("/me/password", &change(PASSWORD, "apples of Hirosaki")).await.expect(303);
    assert!(is_signed_in(&here.get("/me").await));
    assert!(!is_signed_in(&elsewhere.get("/me").await));
    app.run_jobs().await;
    let mails = app.mails();
    let told = mails.last().expect("a mail");
    assert_eq!(told.to, EMAIL);
    assert!(
        told.text.contains("パスワードが新しくなりました") && !told.text.contains("apples of Hirosaki"),
        "{}",
        told.text
    );
}

both_databases! {
    async fn a_member_becomes_a_maker(app: TestApp) {
        let mut member = app.signed_in(EMAIL, Role::Member).await;
        let empty = member.post_form("/me/maker", &[("trade_name", ""), ("story", "木と布で。")]).await.expect(422);
        assert!(empty.body.contains("href=\"#f-trade_name\"") && empty.body.contains("木と布で。"));
        assert!(empty.body.matches("屋号を入力してください").count() == 2);
        let saved = [("trade_name", "小鳥工房"), ("story", "木と布で。")];
        let begun = member.post_form("/me/maker", &saved).await.expect(303);
        assert_eq!(begun.location(), "/me/products/new", "a new maker goes on to the first listing");
        let again = member.post_form("/me/maker", &saved).await.expect(303);
        assert_eq!(again.location(), "/me/maker");
        let page = member.get("/me/maker").await.expect(200).body;
        assert!(page.contains("小鳥工房") && page.contains("木と布で。"));
        let actor = app.store.identity(member.account_id()).await.expect("read").expect("an account").actor();
        assert!(actor.maker().is_ok());
    }
}

#[tokio::test]
async fn a_refused_sign_up_keeps_what_was_typed_but_the_password() {
    let app = TestApp::new(Kind::Sqlite).await;
    let fields = [("kind", "customer"), ("display_name", "<b>花子"), ("email", "hanako@"), ("password", "hunter2")];
    let body = app.visitor().post_form("/signup", &fields).await.expect(422).body;
    assert!(body.contains("value=\"hanako@\"") && !body.contains("hunter2") && !body.contains("<b>花子"));
    for field in ["email", "password"] {
        assert!(body.contains(&format!("href=\"#f-{field}\"")), "{field}");
    }
    let kind = body.split("<input").find(|tag| tag.contains("value=\"customer\"")).expect("the choice");
    assert!(kind.split('>').next().expect("tag").contains("checked"));
    // The form cannot make staff of anyone.
    let fields = [("kind", "operator"), ("display_name", "花子"), ("email", EMAIL), ("password", PASSWORD)];
    app.visitor().post_form("/signup", &fields).await.expect(303);
    let mut client = app.visitor();
    sign_in(&mut client, EMAIL, PASSWORD).await.expect(303);
    client.get("/me/maker").await.expect(200);
    let account = entity::account::Entity::find().one(app.db().read()).await.expect("read").expect("an account");
    assert_eq!(account.role, domain::members::Role::Member);
}

#[tokio::test]
async fn only_pages_with_a_session_read_the_session_table() {
    let app = TestApp::new(Kind::Sqlite).await;
    let mut member = app.signed_in(EMAIL, Role::Member).await;
    app.db().execute_unprepared("DROP TABLE session").await.expect("drop");
    for path in ["/", "/signin", "/signup"] {
        app.visitor().get(path).await.expect(200);
    }
    // Assets are asked for with the cookie, too.
    member.get("/pkg/none.js").await.expect(404);
}

#[tokio::test]
async fn what_caches_share_carries_no_cookie() {
    let app = TestApp::new(Kind::Sqlite).await;
    let mut member = app.signed_in(EMAIL, Role::Member).await;
    app.clock.advance(TimeDelta::minutes(10));
    let shared = member.get("/favicon.svg").await.expect(200);
    assert!(shared.header("cache-control").contains("public"));
    assert_eq!(session_cookie(&shared), None);
    assert!(session_cookie(&member.get("/me").await).is_some(), "a page moves the session on");
    let mut stranger = app.visitor();
    stranger.set_cookie("tsukuriba", "AAAAAAAAAAAAAAAAAAAAAA");
    assert_eq!(session_cookie(&stranger.get("/favicon.svg").await), None);
    app.clock.advance(TimeDelta::minutes(10));
    member.post_form("/signout", &[]).await.expect(303);
    assert!(!is_signed_in(&member.get("/me").await));
}
