//! More than a password: codes of an app, recovery codes, passkeys, and of whom they are required.

mod gate;
mod hidden;
mod passkeys;
mod races;
mod soft_key;
mod waiting;

use chrono::{DateTime, TimeDelta, Utc};
use domain::members::Role;
use sea_orm::EntityTrait;
use store::entity;
use totp_rs::{Algorithm, Builder, Secret};

use crate::support::{Answer, Client, PASSWORD, TestApp};

pub const EMAIL: &str = "hanako@example.jp";

/// What the app of a telephone shows at that moment.
pub fn shown(secret: &str, at: DateTime<Utc>) -> String {
    let secret = Secret::try_from_base32(secret).expect("base 32");
    let builder = Builder::new().with_algorithm(Algorithm::SHA1).with_digits(6).with_step_duration(30);
    let app = builder.with_secret(secret).build().expect("an app");
    app.generate(at.timestamp().unsigned_abs()).to_string()
}

/// An app that was set up, and the recovery codes that came with it.
pub struct SetUp {
    pub secret: String,
    pub codes: Vec<String>,
}

/// Sets an app up in a session that began just now.
pub async fn set_up(app: &TestApp, client: &mut Client) -> SetUp {
    client.post_form("/me/security/totp", &[]).await.expect(303);
    let page = client.get("/me/security/totp").await.expect(200).body;
    let secret = page.split("secret=").nth(1).expect("a secret").split('&').next().expect("an end").to_owned();
    assert!(page.contains("otpauth://totp/") && page.contains("<svg"), "a link and a drawing");
    let code = shown(&secret, app.store.now());
    let page = client.post_form("/me/security/totp/confirm", &[("code", &code)]).await.expect(200).body;
    let codes: Vec<String> =
        page.split("<code>").skip(1).filter_map(|rest| rest.split('<').next()).map(str::to_owned).collect();
    assert_eq!(codes.len(), 10, "{page}");
    SetUp { secret, codes }
}

/// A member who has an app, signed out everywhere, half an hour later.
pub async fn with_app(app: &TestApp) -> SetUp {
    let mut client = app.signed_in(EMAIL, Role::Member).await;
    let set_up = set_up(app, &mut client).await;
    client.post_form("/signout", &[]).await.expect(303);
    app.clock.advance(TimeDelta::minutes(30));
    app.run_jobs().await;
    set_up
}

/// Gives the password: the browser waits for a code then.
pub async fn password(client: &mut Client) {
    let answer = client.post_form("/signin", &[("email", EMAIL), ("password", PASSWORD)]).await.expect(303);
    assert_eq!(answer.location(), "/signin/code", "a code is asked for");
    client.get("/me").await.expect(303);
}

pub async fn code(client: &mut Client, code: &str) -> Answer {
    client.post_form("/signin/code", &[("code", code)]).await
}

pub async fn rows<E: EntityTrait>(app: &TestApp) -> Vec<E::Model> {
    E::find().all(app.db().read()).await.expect("rows")
}

/// The news that was mailed, by the subject's mails.
fn told(app: &TestApp, words: &str) -> usize {
    app.mails().iter().filter(|mail| mail.to == EMAIL && mail.text.contains(words)).count()
}

both_databases! {
    async fn an_app_is_set_up_asked_for_and_turned_off(app: TestApp) {
        let mut client = app.signed_in(EMAIL, Role::Member).await;
        let mut other = app.sign_in(EMAIL, client.account_id()).await;
        client.post_form("/me/security/totp", &[]).await.expect(303);
        let wrong = client.post_form("/me/security/totp/confirm", &[("code", "000000")]).await.expect(422).body;
        assert!(wrong.contains("コードが違うか") && wrong.contains("otpauth:"), "the drawing is there still");
        client.post_form("/me/security/totp/confirm", &[("code", "12")]).await.expect(422);
        let set_up = set_up(&app, &mut client).await;
        client.get("/me").await.expect(200);
        other.get("/me").await.expect(303);
        app.run_jobs().await;
        assert_eq!(told(&app, "二段階認証が設定されました"), 1);

        app.clock.advance(TimeDelta::minutes(1));
        let mut browser = app.visitor();
        password(&mut browser).await;
        let page = browser.get("/signin/code").await.expect(200).body;
        assert!(page.contains("autocomplete=\"one-time-code\"") && page.contains("inputmode=\"numeric\""), "{page}");
        // In full width, with a blank, and from the thirty seconds before.
        let shown = shown(&set_up.secret, app.store.now() - TimeDelta::seconds(30));
        let wide: String = shown.chars().filter_map(|c| char::from_u32(u32::from(c) + 0xfee0)).collect();
        code(&mut browser, &format!("{}　{}", &wide[..9], &wide[9..])).await.expect(303);
        browser.get("/me").await.expect(200);

        let refused = browser.post_form("/me/security/totp/off", &[("current", "wrong")]).await.expect(422).body;
        assert!(refused.contains("いまのパスワードが違います"));
        browser.post_form("/me/security/totp/off", &[("current", PASSWORD)]).await.expect(303);
        assert!(rows::<entity::totp::Entity>(&app).await.is_empty());
        assert!(rows::<entity::recovery_code::Entity>(&app).await.is_empty(), "they stand for nothing");
        app.run_jobs().await;
        assert_eq!(told(&app, "二段階認証が解除されました"), 1);
        app.sign_in(EMAIL, client.account_id()).await.get("/me").await.expect(200);
    }
}

both_databases! {
    /// Later than ten minutes after signing in the password is asked for: somebody may have left the browser open.
    async fn setting_up_asks_for_the_password_later(app: TestApp) {
        let mut client = app.signed_in(EMAIL, Role::Member).await;
        app.clock.advance(TimeDelta::minutes(10));
        assert!(client.get("/me/security/totp").await.expect(200).body.contains("name=\"current\""));
        client.post_form("/me/security/totp", &[]).await.expect(422);
        client.post_form("/me/security/totp", &[("current", "wrong")]).await.expect(422);
        assert!(rows::<entity::totp::Entity>(&app).await.is_empty());
        client.post_form("/me/security/totp", &[("current", PASSWORD)]).await.expect(303);
        // What nobody finishes is gone in an hour.
        let page = client.get("/me/security/totp").await.expect(200).body;
        let secret = page.split("secret=").nth(1).expect("a secret").split('&').next().expect("an end").to_owned();
        app.clock.advance(TimeDelta::minutes(60));
        let late = shown(&secret, app.store.now());
        client.post_form("/me/security/totp/confirm", &[("code", &late)]).await.expect(303);
        app.clock.advance(TimeDelta::minutes(1));
        app.store.members_tidy(&app.cx()).await.expect("tidied");
        assert!(rows::<entity::totp::Entity>(&app).await.is_empty());
        app.sign_in(EMAIL, client.account_id()).await;
    }
}

both_databases! {
    async fn a_code_signs_in_once(app: TestApp) {
        let set_up = with_app(&app).await;
        let shown_now = shown(&set_up.secret, app.store.now());
        let mut first = app.visitor();
        password(&mut first).await;
        code(&mut first, &shown_now).await.expect(303);
        let before = shown(&set_up.secret, app.store.now() - TimeDelta::seconds(30));
        for server in [&app, &app.other_server().await] {
            let mut second = server.visitor();
            password(&mut second).await;
            let again = code(&mut second, &shown_now).await.expect(422).body;
            assert!(again.contains("もう使われています"), "{again}");
            code(&mut second, &before).await.expect(422);
            second.get("/me").await.expect(303);
        }
        app.clock.advance(TimeDelta::seconds(30));
        let mut third = app.visitor();
        password(&mut third).await;
        code(&mut third, &shown(&set_up.secret, app.store.now())).await.expect(303);
        third.get("/me").await.expect(200);
    }
}

both_databases! {
    async fn a_recovery_code_signs_in_once_and_its_owner_is_told(app: TestApp) {
        let set_up = with_app(&app).await;
        let mut browser = app.visitor();
        password(&mut browser).await;
        let typed = set_up.codes[0].to_lowercase().replace('-', " ");
        code(&mut browser, &typed).await.expect(303);
        assert!(browser.get("/me/security").await.expect(200).body.contains("残り9個"));
        app.run_jobs().await;
        assert_eq!(told(&app, "リカバリーコードでのログインがありました"), 1);
        let mut again = app.visitor();
        password(&mut again).await;
        code(&mut again, &set_up.codes[0]).await.expect(422);

        // New ones ask for the password, and end those before.
        browser.post_form("/me/security/codes", &[]).await.expect(422);
        let page = browser.post_form("/me/security/codes", &[("current", PASSWORD)]).await.expect(200).body;
        assert_eq!(page.matches("<code>").count(), 10);
        code(&mut again, &set_up.codes[1]).await.expect(422);
        let fresh = page.split("<code>").nth(1).and_then(|rest| rest.split('<').next()).expect("a code").to_owned();
        code(&mut again, &fresh).await.expect(303);
        assert!(!again.get("/me/security/codes").await.expect(200).body.contains(&fresh), "shown once");
        app.run_jobs().await;
        assert_eq!(told(&app, "リカバリーコードが新しく作られました"), 1);
    }
}

both_databases! {
    async fn an_operator_removes_what_was_lost(app: TestApp) {
        let set_up = with_app(&app).await;
        let mut operator = app.operator().await;
        let id = rows::<entity::totp::Entity>(&app).await[0].account_id;
        let mut browser = app.visitor();
        password(&mut browser).await;
        code(&mut browser, &shown(&set_up.secret, app.store.now())).await.expect(303);
        let page = operator.get(&format!("/operator/people/{id}")).await.expect(200).body;
        assert!(page.contains("二段階認証を外す"));
        operator.post_form(&format!("/operator/people/{id}/factors"), &[]).await.expect(303);
        browser.get("/me").await.expect(303);
        app.sign_in(EMAIL, id).await.get("/me").await.expect(200);
        app.run_jobs().await;
        assert_eq!(told(&app, "運営が二段階認証をすべて外しました"), 1);
        let log = operator.get("/operator/audit?kind=members").await.expect(200).body;
        assert!(log.contains("二段階認証を外した") && log.contains("自分の二段階認証を変えた"), "{log}");
        assert_eq!(crate::operator_rules::audited(&app, "account.factors_remove").await, 1);
        // Once more does no harm.
        operator.post_form(&format!("/operator/people/{id}/factors"), &[]).await.expect(303);
        assert_eq!(crate::operator_rules::audited(&app, "account.factors_remove").await, 1);
    }
}
