//! Between the password and the code nobody is signed in.

use chrono::TimeDelta;
use domain::members::Role;
use store::entity;

use super::{EMAIL, code, password, rows, set_up, shown, told, with_app};
use crate::support::PASSWORD;

/// The cookie under which the code is waited for.
const WAITING: &str = "signin";

both_databases! {
    async fn what_waits_is_no_session_and_ends(app: TestApp) {
        let set_up = with_app(&app).await;
        let mut browser = app.visitor();
        password(&mut browser).await;
        assert!(browser.cookie("tsukuriba").is_none() && browser.cookie("device").is_none());
        let waiting = browser.cookie(WAITING).expect("a cookie").to_owned();
        let mut other = app.visitor();
        other.set_cookie("tsukuriba", &waiting);
        other.get("/me").await.expect(303);

        app.clock.advance(TimeDelta::minutes(10));
        let late = code(&mut browser, &shown(&set_up.secret, app.store.now())).await.expect(303);
        assert_eq!(late.location(), "/signin");
        assert!(browser.get("/signin").await.expect(200).body.contains("時間切れ"));
        assert!(browser.cookie(WAITING).is_none() && browser.cookie("tsukuriba").is_none());
        app.store.members_tidy(&app.cx()).await.expect("tidied");
        assert!(rows::<entity::auth_step::Entity>(&app).await.is_empty());
    }
}

both_databases! {
    async fn what_waits_is_used_once_and_for_its_own_account(app: TestApp) {
        let set_up_of = with_app(&app).await;
        // Somebody else with an app of their own, who knows only their own password.
        let mut taro = app.signed_in("taro@example.jp", Role::Member).await;
        let of_taro = set_up(&app, &mut taro).await;
        let mut browser = app.visitor();
        password(&mut browser).await;
        let waiting = browser.cookie(WAITING).expect("a cookie").to_owned();
        app.clock.advance(TimeDelta::seconds(60));
        code(&mut browser, &shown(&of_taro.secret, app.store.now())).await.expect(422);
        code(&mut browser, &of_taro.codes[0]).await.expect(422);
        code(&mut browser, &shown(&set_up_of.secret, app.store.now())).await.expect(303);
        browser.get("/me").await.expect(200);
        // The same waiting place again, with a code that would be right.
        let mut thief = app.visitor();
        thief.set_cookie(WAITING, &waiting);
        let gone = code(&mut thief, &set_up_of.codes[0]).await.expect(303);
        assert_eq!(gone.location(), "/signin");
        thief.get("/me").await.expect(303);
        assert_eq!(rows::<entity::recovery_code::Entity>(&app).await.iter().filter(|row| row.used_at.is_some()).count(), 0);
        app.leave_jobs();
    }
}

both_databases! {
    async fn a_new_password_and_disabling_end_what_waits(app: TestApp) {
        let set_up = with_app(&app).await;
        let mut browser = app.visitor();
        password(&mut browser).await;
        app.visitor().post_form("/reset", &[("email", EMAIL)]).await.expect(303);
        app.run_jobs().await;
        let mail = app.mails().pop().expect("a mail");
        let link = mail.text.lines().find_map(|line| line.strip_prefix("http://tsukuriba.test")).expect("a link").to_owned();
        browser.post_form(&link, &[("password", "quite another password")]).await.expect(303);
        code(&mut browser, &shown(&set_up.secret, app.store.now())).await.expect(303);
        browser.get("/me").await.expect(303);

        // The mailbox alone does not sign in: the code is asked for as before.
        let fields = [("email", EMAIL), ("password", "quite another password")];
        let asked = browser.post_form("/signin", &fields).await.expect(303);
        assert_eq!(asked.location(), "/signin/code");
        browser.get("/me").await.expect(303);
        let mut operator = app.operator().await;
        let id = rows::<entity::totp::Entity>(&app).await[0].account_id;
        operator.post_form(&format!("/operator/people/{id}/disable"), &[]).await.expect(303);
        code(&mut browser, &shown(&set_up.secret, app.store.now())).await.expect(303);
        browser.get("/me").await.expect(303);
    }
}

both_databases! {
    /// The link that confirms an address, with the password of the sign-up, signs in no further than the password would.
    async fn the_confirmation_link_asks_for_the_code_too(app: TestApp) {
        let fields = [("kind", "member"), ("display_name", "花子"), ("email", EMAIL), ("password", PASSWORD)];
        app.visitor().post_form("/signup", &fields).await.expect(303);
        app.run_jobs().await;
        let mail = app.mails().pop().expect("a mail");
        let link = mail.text.lines().find_map(|line| line.strip_prefix("http://tsukuriba.test")).expect("a link").to_owned();
        let mut here = app.visitor();
        here.post_form("/signin", &[("email", EMAIL), ("password", PASSWORD)]).await.expect(303);
        let set_up = set_up(&app, &mut here).await;
        app.clock.advance(TimeDelta::minutes(1));
        let mut elsewhere = app.visitor();
        let asked = elsewhere.post_form(&link, &[("password", PASSWORD)]).await.expect(303);
        assert_eq!(asked.location(), "/signin/code");
        elsewhere.get("/me").await.expect(303);
        code(&mut elsewhere, &shown(&set_up.secret, app.store.now())).await.expect(303);
        elsewhere.get("/me").await.expect(200);
        app.leave_jobs();
    }
}

both_databases! {
    async fn wrong_codes_from_elsewhere_do_not_lock_the_owner_who_is_told(app: TestApp) {
        let set_up = with_app(&app).await;
        let app = app.behind_a_proxy();
        let from = |client: &mut crate::support::Client, address: &'static str| {
            client.headers.insert("x-forwarded-for", address.parse().expect("a value"));
        };
        let mut home = app.visitor();
        from(&mut home, "2001:db8:1:2::7");
        password(&mut home).await;
        code(&mut home, &shown(&set_up.secret, app.store.now())).await.expect(303);
        home.post_form("/signout", &[]).await.expect(303);
        app.run_jobs().await;
        app.clock.advance(TimeDelta::seconds(30));

        let mut stranger = app.visitor();
        from(&mut stranger, "203.0.113.9");
        password(&mut stranger).await;
        for n in 0..10 {
            // What cannot be a code is not counted.
            code(&mut stranger, "12345").await.expect(422);
            code(&mut stranger, &format!("00000{n}")).await.expect(422);
        }
        code(&mut stranger, &shown(&set_up.secret, app.store.now())).await.expect(429);
        // Giving the password once more opens no new count, nor does another browser elsewhere.
        let mut other = app.visitor();
        from(&mut other, "198.51.100.4");
        password(&mut other).await;
        code(&mut other, &shown(&set_up.secret, app.store.now())).await.expect(429);
        code(&mut other, &set_up.codes[0]).await.expect(429);
        app.run_jobs().await;
        assert_eq!(told(&app, "間違ったコードが何度も"), 1);

        password(&mut home).await;
        code(&mut home, &shown(&set_up.secret, app.store.now())).await.expect(303);
        home.get("/me").await.expect(200);
        // The operator lets the others in at once.
        let mut operator = app.operator().await;
        let id = rows::<entity::totp::Entity>(&app).await[0].account_id;
        assert!(operator.get(&format!("/operator/people/{id}")).await.expect(200).body.contains("ログインの制限を解く"));
        operator.post_form(&format!("/operator/people/{id}/unlock"), &[]).await.expect(303);
        code(&mut other, &set_up.codes[0]).await.expect(303);
        app.run_jobs().await;
    }
}

both_databases! {
    async fn where_one_was_going_is_kept(app: TestApp) {
        let set_up = with_app(&app).await;
        app.machine("laser", 1, false).await;
        let next = "/equipment/laser/book?date=2026-11-26&start=17:00&minutes=30";
        let mut browser = app.visitor();
        let fields = [("email", EMAIL), ("password", PASSWORD), ("next", next)];
        let asked = browser.post_form("/signin", &fields).await.expect(303).location().to_owned();
        assert!(asked.starts_with("/signin/code?next="), "{asked}");
        let page = browser.get(&asked).await.expect(200).body;
        assert!(page.contains("17:00–17:30"), "the time that was chosen: {page}");
        let wrong = browser.post_form("/signin/code", &[("code", "000000"), ("next", next)]).await.expect(422).body;
        assert!(wrong.contains("17:00–17:30"));
        let shown = shown(&set_up.secret, app.store.now());
        let on = browser.post_form("/signin/code", &[("code", &shown), ("next", next)]).await.expect(303);
        assert_eq!(on.location(), next);
        // Nowhere else than on this site.
        let mut other = app.visitor();
        password(&mut other).await;
        let away = [("code", set_up.codes[0].as_str()), ("next", "//evil.example")];
        assert_eq!(other.post_form("/signin/code", &away).await.expect(303).location(), "/me");
        app.leave_jobs();
    }
}
