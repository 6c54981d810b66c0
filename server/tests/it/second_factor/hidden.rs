//! What is kept of second factors tells nothing: in the database, in the log, to others; and it goes with the account.

use std::sync::{Arc, Mutex};

use domain::members::Role;
use store::entity;
use tracing_subscriber::fmt::MakeWriter;

use super::{EMAIL, code, password, rows, set_up, shown, with_app};
use crate::support::{Kind, PASSWORD, TestApp};

both_databases! {
    async fn a_copy_of_the_database_tells_no_secret(app: TestApp) {
        let set_up = with_app(&app).await;
        let raw = totp_rs::Secret::try_from_base32(&set_up.secret).expect("base 32");
        let kept = rows::<entity::totp::Entity>(&app).await.remove(0);
        let hex: String = raw.as_ref().iter().map(|byte| format!("{byte:02x}")).collect();
        for told in [&set_up.secret, &hex] {
            assert!(!kept.secret.to_lowercase().contains(&told.to_lowercase()), "{}", kept.secret);
        }
        // Number of the key, nonce of 24 bytes, the secret's 20 and the 16 that prove it, in base64.
        assert_eq!(kept.secret.len(), (1 + 24 + 20 + 16) * 4_usize / 3 + 1);
        let codes = rows::<entity::recovery_code::Entity>(&app).await;
        assert_eq!(codes.len(), 10);
        for code in &set_up.codes {
            let plain = code.replace('-', "");
            assert!(codes.iter().all(|row| !row.code_hash.to_uppercase().contains(&plain)));
        }
        let mut browser = app.visitor();
        password(&mut browser).await;
        let waiting = browser.cookie("signin").expect("a cookie").to_owned();
        let steps = rows::<entity::auth_step::Entity>(&app).await;
        assert!(steps.iter().all(|row| row.token_hash != waiting && !row.data.contains(&waiting)));
        let jobs = rows::<entity::job::Entity>(&app).await;
        assert!(!jobs.is_empty() && jobs.iter().all(|row| !row.payload.contains(&set_up.secret)));
    }
}

/// Everything that is logged.
#[derive(Clone, Default)]
struct Log(Arc<Mutex<Vec<u8>>>);

impl std::io::Write for Log {
    fn write(&mut self, bytes: &[u8]) -> std::io::Result<usize> {
        self.0.lock().expect("a log").extend_from_slice(bytes);
        Ok(bytes.len())
    }

    fn flush(&mut self) -> std::io::Result<()> {
        Ok(())
    }
}

impl<'w> MakeWriter<'w> for Log {
    type Writer = Log;

    fn make_writer(&'w self) -> Log {
        self.clone()
    }
}

#[tokio::test]
async fn no_secret_is_logged() {
    let log = Log::default();
    let subscriber = tracing_subscriber::fmt().with_max_level(tracing::Level::TRACE).with_writer(log.clone()).finish();
    let _guard = tracing::subscriber::set_default(subscriber);
    let app = TestApp::new(Kind::Sqlite).await;
    let set_up = with_app(&app).await;
    let mut browser = app.visitor();
    password(&mut browser).await;
    let waiting = browser.cookie("signin").expect("a cookie").to_owned();
    code(&mut browser, "123456").await.expect(422);
    let shown = shown(&set_up.secret, app.store.now());
    code(&mut browser, &shown).await.expect(303);
    let session = browser.cookie("tsukuriba").expect("a session").to_owned();
    app.run_jobs().await;
    let text = String::from_utf8_lossy(&log.0.lock().expect("a log")).into_owned();
    assert!(text.contains("/signin/code"), "something is logged: {text}");
    for secret in [&set_up.secret, &set_up.codes[0], &shown, &waiting, &session, PASSWORD, EMAIL] {
        assert!(!text.contains(secret), "{secret}");
    }
}

both_databases! {
    /// One's own data name them, with nothing that signs in; a closed account has none.
    async fn they_are_ones_own_data_and_go_with_the_account(app: TestApp) {
        let mut client = app.signed_in(EMAIL, Role::Member).await;
        let set_up = set_up(&app, &mut client).await;
        let customer = app.store.identity(client.account_id()).await.expect("read").expect("there").actor().customer();
        let own = app.store.own_data(&app.cx(), &customer.expect("a right")).await.expect("read");
        let table = |name: &str| own.tables.iter().find(|table| table.name == name).expect("a table");
        assert_eq!(table("authenticator_app").rows.len(), 1);
        assert_eq!(table("recovery_codes").rows.len(), 10);
        assert_eq!(table("passkeys").columns, ["name", "created_at", "used_at"]);
        let all = format!("{own:?}");
        let kept = &rows::<entity::totp::Entity>(&app).await[0].secret;
        assert!(!all.contains(kept) && !all.contains(&set_up.secret));
        client.post_form("/me/close", &[("sure", "yes"), ("password", PASSWORD)]).await.expect(303);
        assert!(rows::<entity::totp::Entity>(&app).await.is_empty());
        assert!(rows::<entity::recovery_code::Entity>(&app).await.is_empty());
        app.leave_jobs();
    }
}

both_databases! {
    /// Of two accounts made one, the other's telephone opens nothing.
    async fn merging_keeps_the_factors_of_whoever_stays(app: TestApp) {
        let mut client = app.signed_in(EMAIL, Role::Member).await;
        let gone = set_up(&app, &mut client).await;
        let kept = app.account("kept@example.jp", Role::Member).await;
        let mut operator = app.operator().await;
        let path = format!("/operator/people/{kept}/merge/do");
        operator.post_form(&path, &[("other", &client.account_id().to_string())]).await.expect(303);
        assert!(rows::<entity::totp::Entity>(&app).await.is_empty());
        assert!(rows::<entity::recovery_code::Entity>(&app).await.is_empty());
        app.sign_in("kept@example.jp", kept).await.get("/me").await.expect(200);
        drop(gone);
        app.leave_jobs();
    }
}
