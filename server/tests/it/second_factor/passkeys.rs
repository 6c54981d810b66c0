//! Passkeys: added, signed in by, refused, removed.

use chrono::TimeDelta;
use domain::members::{Role, SecondFactorRule};
use serde_json::Value;
use store::entity;

use super::{EMAIL, code, rows, set_up, soft_key::SoftKey, told};
use crate::support::{Answer, Client, PASSWORD, TestApp};

const SITE: &str = "https://tsukuriba.test";

fn behind_tls(app: &TestApp) -> TestApp {
    app.configured(|config| config.site_url = SITE.to_owned())
}

async fn asked(client: &mut Client) -> Value {
    client.post_form("/signin/passkey/options", &[]).await.expect(200).json()
}

async fn answer(client: &mut Client, credential: &str) -> Answer {
    client.post_form("/signin/passkey", &[("credential", credential)]).await
}

/// Adds a key in a session that began just now.
async fn add(client: &mut Client, key: &mut SoftKey) -> Answer {
    let options = client.post_form("/me/security/passkeys/options", &[]).await.expect(200).json();
    let credential = key.create(&options);
    client.post_form("/me/security/passkeys", &[("name", "わたしの電話"), ("credential", &credential)]).await
}

/// A member with one passkey, signed out.
async fn with_key(app: &TestApp) -> SoftKey {
    let mut client = app.signed_in(EMAIL, Role::Member).await;
    let mut key = SoftKey::new(7, SITE);
    add(&mut client, &mut key).await.expect(303);
    client.post_form("/signout", &[]).await.expect(303);
    app.run_jobs().await;
    key
}

both_databases! {
    async fn a_passkey_is_added_signs_in_and_is_removed(app: TestApp) {
        let app = behind_tls(&app);
        let mut key = with_key(&app).await;
        assert_eq!(told(&app, "パスキーが追加されました"), 1);
        let mut browser = app.visitor();
        let page = browser.get("/signin").await.expect(200).body;
        assert!(page.contains("username webauthn") && page.contains("data-passkey=\"get\" hidden"), "{page}");
        let options = asked(&mut browser).await;
        let fields = [("credential", &*key.get(&options)), ("next", "/me/orders")];
        let on = browser.post_form("/signin/passkey", &fields).await.expect(303);
        assert_eq!(on.location(), "/me/orders");
        assert!(browser.cookie("__Host-device").is_some() && browser.cookie("__Host-passkey").is_none());
        let list = browser.get("/me/security").await.expect(200).body;
        assert!(list.contains("わたしの電話") && list.contains("最後に使った日時"), "{list}");
        assert!(browser.get("/me/sessions").await.expect(200).body.contains("この端末"));
        // The counter is kept.
        assert!(rows::<entity::passkey::Entity>(&app).await[0].data.contains("\"counter\":2"));

        let remove = list.split("href=\"").filter_map(|rest| rest.split('"').next());
        let remove = remove.into_iter().find(|path| path.ends_with("/remove")).expect("a button").to_owned();
        app.clock.advance(TimeDelta::minutes(10));
        browser.post_form(&remove, &[]).await.expect(422);
        let mut other = app.signed_in("taro@example.jp", Role::Member).await;
        other.get(&remove).await.expect(404);
        other.post_form(&remove, &[("current", PASSWORD)]).await.expect(404);
        browser.post_form(&remove, &[("current", PASSWORD)]).await.expect(303);
        let mut again = app.visitor();
        let options = asked(&mut again).await;
        answer(&mut again, &key.get(&options)).await.expect(422);
        app.run_jobs().await;
        assert_eq!(told(&app, "パスキーが削除されました"), 1);
    }
}

both_databases! {
    async fn a_passkey_is_renamed_by_its_owner(app: TestApp) {
        let app = behind_tls(&app);
        let mut client = app.signed_in(EMAIL, Role::Member).await;
        add(&mut client, &mut SoftKey::new(7, SITE)).await.expect(303);
        app.run_jobs().await;
        let id = rows::<entity::passkey::Entity>(&app).await[0].id;
        let path = format!("/me/security/passkeys/{id}/name");
        let name = async || rows::<entity::passkey::Entity>(&app).await[0].name.clone();
        assert!(client.get("/me/security").await.expect(200).body.contains(&path));
        assert!(client.get(&path).await.expect(200).body.contains("value=\"わたしの電話\""));
        client.post_form(&path, &[("name", " \u{3000}")]).await.expect(422);
        let long = "電".repeat(41);
        let kept = client.post_form(&path, &[("name", &long)]).await.expect(422).body;
        assert!(kept.contains(&long), "what was typed comes back: {kept}");
        assert_eq!(name().await, "わたしの電話");

        let mut other = app.signed_in("taro@example.jp", Role::Member).await;
        other.get(&path).await.expect(404);
        other.post_form(&path, &[("name", "太郎の電話")]).await.expect(404);
        let taro = app.store.identity(other.account_id()).await.expect("read").expect("there").actor();
        let outcome = app.store.passkey_rename(&app.cx(), &taro.customer().expect("a customer"), id, "太郎の電話").await;
        assert!(outcome.is_err(), "nor past the page");
        assert_eq!(name().await, "わたしの電話");

        // Later than minutes after signing in, too: a name opens nothing.
        app.clock.advance(TimeDelta::minutes(30));
        client.post_form(&path, &[("name", " 古い <電話> ")]).await.expect(303);
        assert_eq!(name().await, "古い <電話>");
        assert!(client.get("/me/security").await.expect(200).body.contains("古い &lt;電話&gt;"));
    }
}

both_databases! {
    async fn what_a_device_answers_is_looked_at(app: TestApp) {
        let app = behind_tls(&app);
        let key = with_key(&app).await;
        let mut browser = app.visitor();
        let old = asked(&mut browser).await;
        let refused = async |browser: &mut Client, credential: String, why: &str| {
            let page = answer(browser, &credential).await;
            assert_eq!(page.status, 422, "{why}");
            assert!(page.body.contains("このパスキーでは確かめられませんでした"), "{why}: {}", page.body);
            browser.get("/me").await.expect(303);
        };
        refused(&mut browser, "{}".to_owned(), "no answer").await;
        refused(&mut browser, key.clone().get(&old), "a challenge that was used up").await;
        let _ = asked(&mut browser).await;
        refused(&mut browser, key.clone().get(&old), "another challenge").await;
        let mut lazy = SoftKey { verifies: false, ..key.clone() };
        let options = asked(&mut browser).await;
        refused(&mut browser, lazy.get(&options), "nobody was verified").await;
        let mut elsewhere = SoftKey { origin: "https://tsukuriba.test.evil.example".to_owned(), ..key.clone() };
        let options = asked(&mut browser).await;
        refused(&mut browser, elsewhere.get(&options), "another site").await;
        let mut stranger = SoftKey { user: key.user.clone(), id: key.id.clone(), ..SoftKey::new(8, SITE) };
        let options = asked(&mut browser).await;
        refused(&mut browser, stranger.get(&options), "another key").await;
        let taro = app.account("taro@example.jp", Role::Member).await;
        let mut as_taro = SoftKey { user: taro.0.as_bytes().to_vec(), ..key.clone() };
        let options = asked(&mut browser).await;
        refused(&mut browser, as_taro.get(&options), "another account").await;
        let options = asked(&mut browser).await;
        app.clock.advance(TimeDelta::minutes(5));
        refused(&mut browser, key.clone().get(&options), "too late").await;
        // The challenge is this browser's.
        let options = asked(&mut browser).await;
        refused(&mut app.visitor(), key.clone().get(&options), "another browser").await;
        let mut key = key;
        answer(&mut browser, &key.get(&options)).await.expect(303);
        browser.get("/me").await.expect(200);
        // A counter that stands still is a copy's.
        let mut copy = app.visitor();
        let options = asked(&mut copy).await;
        refused(&mut copy, key.get_again(&options), "a copy of the key").await;
    }
}

both_databases! {
    async fn who_is_disabled_does_not_sign_in(app: TestApp) {
        let app = behind_tls(&app);
        let mut key = with_key(&app).await;
        let mut operator = app.operator().await;
        let id = rows::<entity::passkey::Entity>(&app).await[0].account_id;
        operator.post_form(&format!("/operator/people/{id}/disable"), &[]).await.expect(303);
        let mut browser = app.visitor();
        let options = asked(&mut browser).await;
        let page = answer(&mut browser, &key.get(&options)).await.expect(422).body;
        assert!(page.contains("いま使えません"), "{page}");
        browser.get("/me").await.expect(303);
    }
}

both_databases! {
    /// Adding asks for the password, later than minutes after signing in; a challenge adds one key, of its own account.
    async fn adding_is_guarded(app: TestApp) {
        let app = behind_tls(&app);
        let mut client = app.signed_in(EMAIL, Role::Member).await;
        let mut taro = app.signed_in("taro@example.jp", Role::Member).await;
        app.clock.advance(TimeDelta::minutes(10));
        let refused = client.post_form("/me/security/passkeys/options", &[("current", "wrong")]).await.expect(422).json();
        assert_eq!(refused["message"], "いまのパスワードが違います。");
        let options = client.post_form("/me/security/passkeys/options", &[("current", PASSWORD)]).await.expect(200).json();
        let mut key = SoftKey::new(9, SITE);
        let credential = key.create(&options);
        let waiting = client.cookie("__Host-passkey").expect("a cookie").to_owned();
        let fields = [("name", "電話"), ("credential", credential.as_str())];
        taro.set_cookie("__Host-passkey", &waiting);
        taro.post_form("/me/security/passkeys", &fields).await.expect(422);
        assert!(rows::<entity::passkey::Entity>(&app).await.is_empty(), "it is not taro's");
        let nameless = client.post_form("/me/security/passkeys", &[("name", " "), ("credential", &credential)]).await;
        assert_eq!(nameless.status, 422);
        let fields = [("name", "電話"), ("credential", credential.as_str())];
        client.post_form("/me/security/passkeys", &fields).await.expect(303);
        client.post_form("/me/security/passkeys", &fields).await.expect(422);
        // A device that has one is told so: its key is named in what is asked.
        let options = client.post_form("/me/security/passkeys/options", &[("current", PASSWORD)]).await.expect(200).json();
        assert_eq!(options["publicKey"]["excludeCredentials"].as_array().map(Vec::len), Some(1));
        assert_eq!(rows::<entity::passkey::Entity>(&app).await.len(), 1);
        app.run_jobs().await;
    }
}

both_databases! {
    /// A passkey is both factors: it opens what is closed without one, and no code is asked for after it.
    async fn a_passkey_is_both_factors(app: TestApp) {
        let app = behind_tls(&app);
        let mut staff = app.staff().await;
        app.with_site(|site| site.second_factor = SecondFactorRule::Staff).await;
        staff.get("/staff/board").await.expect(303);
        let mut key = SoftKey::new(3, SITE);
        add(&mut staff, &mut key).await.expect(303);
        staff.get("/staff/board").await.expect(200);
        staff.post_form("/signout", &[]).await.expect(303);
        // The password alone does not do any more, though no app is set up.
        let fields = [("email", "staff@example.jp"), ("password", PASSWORD)];
        let asked_for = staff.post_form("/signin", &fields).await.expect(303);
        assert_eq!(asked_for.location(), "/signin/code");
        let page = staff.get("/signin/code").await.expect(200).body;
        assert!(page.contains("data-passkey=\"get\""), "{page}");
        code(&mut staff, "000000").await.expect(422);
        let options = asked(&mut staff).await;
        answer(&mut staff, &key.get(&options)).await.expect(303);
        staff.get("/staff/board").await.expect(200);
        assert!(staff.cookie("__Host-signin").is_none());

        // With an app too, the passkey does as before.
        set_up(&app, &mut staff).await;
        staff.post_form("/signout", &[]).await.expect(303);
        let options = asked(&mut staff).await;
        answer(&mut staff, &key.get(&options)).await.expect(303);
        staff.get("/staff/board").await.expect(200);
        app.run_jobs().await;
    }
}

both_databases! {
    /// A member's passkey is for being quicker: the password goes on.
    async fn a_member_may_still_use_the_password(app: TestApp) {
        let app = behind_tls(&app);
        with_key(&app).await;
        let fields = [("email", EMAIL), ("password", PASSWORD)];
        assert_eq!(app.visitor().post_form("/signin", &fields).await.expect(303).location(), "/me");
    }
}

#[tokio::test]
async fn challenges_of_one_network_are_bounded() {
    let app = behind_tls(&TestApp::new(crate::support::Kind::Sqlite).await);
    let mut browser = app.visitor();
    for _ in 0..300 {
        asked(&mut browser).await;
    }
    let many = browser.post_form("/signin/passkey/options", &[]).await.expect(429).json();
    assert!(many["message"].as_str().is_some_and(|text| text.contains('分')), "{many}");
    assert_eq!(rows::<entity::auth_step::Entity>(&app).await.len(), 300);
    app.clock.advance(TimeDelta::minutes(5));
    app.store.members_tidy(&app.cx()).await.expect("tidied");
    assert!(rows::<entity::auth_step::Entity>(&app).await.is_empty());
    browser.get("/signin").await.expect(200);
}

/// Without TLS, and under a bare address, browsers allow none: nothing is offered.
#[tokio::test]
async fn nothing_is_offered_where_it_cannot_work() {
    let app = TestApp::new(crate::support::Kind::Sqlite).await;
    let page = app.visitor().get("/signin").await.expect(200).body;
    assert!(!page.contains("passkey") && !page.contains("webauthn"));
    let mut member = app.member().await;
    assert!(member.get("/me/security").await.expect(200).body.contains("httpsのアドレスが必要"));
    member.get("/me/security/passkeys/new").await.expect(303);
}
