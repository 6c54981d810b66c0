//! The store's promises about accounts.

// Clippy sees that the module is a test's only where `#[test]` stands.
#![allow(clippy::unwrap_used)]

mod own;

use std::ops::Deref;

use chrono::TimeDelta;
use domain::{
    AccountId, DomainError,
    members::{
        AccountError, CONFIRM_HOURS, EmailAddress, Joining, NewAccount, NewToken, Password, RESET_MINUTES, Role,
        TOKEN_DAYS, TokenScopes,
    },
};
use sea_orm::{EntityTrait, PaginatorTrait};
use store::{
    Cx, Error, entity,
    jobs::Job,
    members::{AfterPassword, MailTokenPurpose, NewSession, SignIn},
};

use crate::support::{PASSWORD, TestApp};

const CLIENT: &str = "192.0.2.7";
const EMAIL: &str = "hanako@example.jp";

/// The app with what these tests do often.
struct World(TestApp);

impl Deref for World {
    type Target = TestApp;
    fn deref(&self) -> &TestApp {
        &self.0
    }
}

impl World {
    async fn cx_of(&self, id: AccountId) -> Cx {
        Cx { actor: self.store.identity(id).await.unwrap().unwrap().actor(), ..self.cx() }
    }

    /// The kinds of jobs since the last call.
    async fn jobs(&self) -> Vec<Job> {
        let due = self.due_jobs().await;
        self.db().execute_unprepared("UPDATE job SET done_at = run_at").await.unwrap();
        due
    }

    async fn sign_in(&self, email: &str, password: &str) -> Result<AccountId, Error> {
        self.sign_in_from(email, password, CLIENT).await
    }

    async fn sign_in_from(&self, email: &str, password: &str, client: &str) -> Result<AccountId, Error> {
        let attempt = SignIn { email: email.into(), password: password.into(), client: client.into(), device: None };
        match self.store.sign_in(&self.cx(), &attempt).await? {
            AfterPassword::SignedIn(signed_in) => Ok(signed_in.identity.account.id),
            AfterPassword::CodeAsked { .. } => panic!("nobody here has a second factor"),
        }
    }

    async fn session(&self, secret: &str, account_id: AccountId) {
        assert!(self.store.session_create(&self.cx(), secret, &session_of(account_id)).await.unwrap());
    }

    async fn is_live(&self, secret: &str) -> bool {
        self.store.session_load(&self.cx(), secret).await.unwrap().is_some()
    }
}

fn new_account(email: &str) -> NewAccount {
    NewAccount::parse("花子", email, PASSWORD).unwrap()
}

fn session_of(account_id: AccountId) -> NewSession {
    NewSession {
        account_id: Some(account_id),
        data: "{}".into(),
        user_agent: "Firefox".into(),
        network: CLIENT.into(),
        signed_in_at: None,
    }
}

fn any_token() -> NewToken {
    NewToken { label: "laptop".into(), scopes: TokenScopes::all(), days: TOKEN_DAYS[0] }
}

fn account_error<T>(outcome: Result<T, Error>) -> AccountError {
    match outcome {
        Err(Error::Domain(DomainError::Account(error))) => error,
        Err(error) => panic!("{error}"),
        Ok(_) => panic!("no error"),
    }
}

both_databases! {
    async fn signing_up_twice_answers_alike_and_makes_one_account(app: TestApp) {
        let w = World(app);
        w.store.sign_up(&w.cx(), &new_account(EMAIL), Joining::Workshop, None, CLIENT).await.unwrap();
        let [Job::ConfirmationMail { account_id, .. }] = w.jobs().await[..] else { panic!("one confirmation mail") };
        let other = NewAccount::parse("別人", "Hanako@example.jp", "another password").unwrap();
        w.store.sign_up(&w.cx(), &other, Joining::Shop, None, CLIENT).await.unwrap();
        assert_eq!(w.jobs().await, [Job::AccountExistsMail { account_id, next: None }]);
        assert_eq!(account_error(w.sign_in(EMAIL, "another password").await), AccountError::WrongCredentials);
        assert_eq!(w.sign_in(EMAIL, PASSWORD).await.unwrap(), account_id);
        assert_eq!(entity::account::Entity::find().count(w.db().read()).await.unwrap(), 1);
    }
}

both_databases! {
    async fn sign_ups_at_once_make_one_account(app: TestApp) {
        let w = World(app);
        let (cx, new) = (w.cx(), new_account(EMAIL));
        let up = || w.store.sign_up(&cx, &new, Joining::Workshop, None, CLIENT);
        let (a, b, c) = tokio::join!(up(), up(), up());
        assert!(a.is_ok() && b.is_ok() && c.is_ok());
        assert_eq!(entity::account::Entity::find().count(w.db().read()).await.unwrap(), 1);
        let firsts = w.jobs().await.iter().filter(|job| matches!(job, Job::ConfirmationMail { .. })).count();
        assert_eq!(firsts, 1);
    }
}

both_databases! {
    async fn accounts_made_at_once_are_one_while_the_index_stands(app: TestApp) {
        let made = async || {
            let tries: Vec<_> = (0..8).map(|_| {
                let (store, cx) = (app.store.clone(), app.cx());
                tokio::spawn(async move { store.account_create(&cx, &new_account(EMAIL), Role::Member).await })
            }).collect();
            let mut made = 0;
            for outcome in tries {
                match outcome.await.unwrap() {
                    Ok(_) => made += 1,
                    Err(error) => assert_eq!(account_error::<()>(Err(error)), AccountError::EmailTaken),
                }
            }
            made
        };
        assert_eq!(made().await, 1);
        // The control: without the guard the same race makes more.
        app.db().execute_unprepared("DROP INDEX uq_account_email").await.unwrap();
        assert!(made().await > 1);
    }
}

both_databases! {
    async fn a_confirmation_link_works_once_and_for_its_purpose_and_time(app: TestApp) {
        let w = World(app);
        w.store.sign_up(&w.cx(), &new_account(EMAIL), Joining::Workshop, None, CLIENT).await.unwrap();
        let [Job::ConfirmationMail { account_id, .. }] = w.jobs().await[..] else { panic!("one confirmation mail") };
        let cx = w.cx_of(account_id).await;
        assert!(matches!(cx.actor.confirmed_member(), Err(DomainError::Account(AccountError::EmailNotConfirmed))));

        let reset = w.store.mail_token_create(&w.cx(), account_id, MailTokenPurpose::Reset).await.unwrap();
        assert_eq!(account_error(w.store.confirm(&w.cx(), &reset, PASSWORD).await), AccountError::LinkExpired);
        let late = w.store.mail_token_create(&w.cx(), account_id, MailTokenPurpose::Confirm).await.unwrap();
        w.clock.advance(TimeDelta::hours(CONFIRM_HOURS));
        assert_eq!(account_error(w.store.confirm(&w.cx(), &late, PASSWORD).await), AccountError::LinkExpired);

        let token = w.store.mail_token_create(&w.cx(), account_id, MailTokenPurpose::Confirm).await.unwrap();
        assert_eq!(w.store.mail_token_owner(&w.cx(), &token, MailTokenPurpose::Confirm).await.unwrap(), Some(account_id));
        assert_eq!(w.store.confirm(&w.cx(), &token, PASSWORD).await.unwrap(), account_id);
        assert_eq!(account_error(w.store.confirm(&w.cx(), &token, PASSWORD).await), AccountError::LinkExpired);
        assert!(w.cx_of(account_id).await.actor.confirmed_member().is_ok());
    }
}

both_databases! {
    async fn secrets_are_not_in_the_database(app: TestApp) {
        let w = World(app);
        let id = w.account(EMAIL, Role::Member).await;
        let link = w.store.mail_token_create(&w.cx(), id, MailTokenPurpose::Reset).await.unwrap();
        w.session("cookie-secret", id).await;
        let customer = w.cx_of(id).await.actor.customer().unwrap();
        let token = w.store.api_token_create(&w.cx(), &customer, &any_token()).await.unwrap();
        w.sign_in(EMAIL, "wrong password").await.unwrap_err();
        let db = w.db().read();
        let kept = format!(
            "{:?}{:?}{:?}{:?}",
            entity::mail_token::Entity::find().all(db).await.unwrap(),
            entity::session::Entity::find().all(db).await.unwrap(),
            entity::api_token::Entity::find().all(db).await.unwrap(),
            entity::throttle::Entity::find().all(db).await.unwrap(),
        );
        // The person's own list of sessions shows the network.
        let kept = kept.replace(&format!("network: {CLIENT:?}"), "");
        for secret in [&*link, "cookie-secret", &*token, &token[4..], CLIENT, EMAIL] {
            assert!(!kept.contains(secret), "{secret}");
        }
    }
}

both_databases! {
    async fn ten_wrong_passwords_close_one_address_for_the_window(app: TestApp) {
        let w = World(app);
        let id = w.account(EMAIL, Role::Member).await;
        w.account("taro@example.jp", Role::Member).await;
        for email in [EMAIL, "nobody@example.jp"] {
            for _ in 0..10 {
                assert_eq!(account_error(w.sign_in(email, "wrong password").await), AccountError::WrongCredentials);
            }
            // Known and unknown addresses answer alike, and the right password is refused too.
            let error = account_error(w.sign_in(&email.to_uppercase(), PASSWORD).await);
            assert!(matches!(error, AccountError::TooManyAttempts { minutes: 1..=15 }), "{error}");
        }
        assert!(w.sign_in("taro@example.jp", PASSWORD).await.is_ok());
        w.clock.advance(TimeDelta::minutes(15));
        assert_eq!(w.sign_in(EMAIL, PASSWORD).await.unwrap(), id);
    }
}

both_databases! {
    async fn attempts_at_once_do_not_slip_through(app: TestApp) {
        let w = World(app);
        w.account(EMAIL, Role::Member).await;
        let tries = (0..30).map(|_| {
            let store = w.store.clone();
            let cx = w.cx();
            let attempt =
                SignIn { email: EMAIL.into(), password: "wrong password".into(), client: CLIENT.into(), device: None };
            tokio::spawn(async move { account_error(store.sign_in(&cx, &attempt).await) })
        });
        let mut wrong = 0;
        for outcome in tries.collect::<Vec<_>>() {
            wrong += usize::from(outcome.await.unwrap() == AccountError::WrongCredentials);
        }
        assert_eq!(wrong, 10);
    }
}

both_databases! {
    async fn one_network_cannot_try_many_addresses_but_right_ones_do_not_count(app: TestApp) {
        let w = World(app);
        w.account(EMAIL, Role::Member).await;
        for _ in 0..5 {
            w.sign_in(EMAIL, PASSWORD).await.unwrap();
        }
        for n in 0..60 {
            let error = account_error(w.sign_in(&format!("guess{n}@example.jp"), "x").await);
            assert_eq!(error, AccountError::WrongCredentials, "{n}");
        }
        assert!(matches!(
            account_error(w.sign_in(EMAIL, PASSWORD).await),
            AccountError::TooManyAttempts { .. }
        ));
        assert!(w.sign_in_from(EMAIL, PASSWORD, "198.51.100.1").await.is_ok());
    }
}

both_databases! {
    async fn a_reset_ends_all_sessions_and_works_once(app: TestApp) {
        let w = World(app);
        let id = w.account(EMAIL, Role::Member).await;
        let before = w.store.identity(id).await.unwrap().unwrap().auth_hash;
        w.session("phone", id).await;
        w.session("thief", id).await;
        for _ in 0..10 {
            w.sign_in(EMAIL, "wrong password").await.unwrap_err();
        }
        let address = |text: &str| EmailAddress::parse(text).unwrap();
        w.store.reset_request(&w.cx(), &address("nobody@example.jp"), None, CLIENT).await.unwrap();
        assert_eq!(w.jobs().await, []);
        w.store.reset_request(&w.cx(), &address(EMAIL), None, CLIENT).await.unwrap();
        assert_eq!(w.jobs().await, [Job::ResetMail { account_id: id, next: None }]);

        let older = w.store.mail_token_create(&w.cx(), id, MailTokenPurpose::Reset).await.unwrap();
        let token = w.store.mail_token_create(&w.cx(), id, MailTokenPurpose::Reset).await.unwrap();
        let new = Password::parse("a new password").unwrap();
        assert_eq!(w.store.reset(&w.cx(), &token, &new).await.unwrap(), id);
        assert!(!w.is_live("phone").await && !w.is_live("thief").await);
        for used in [&token, &older] {
            assert_eq!(account_error(w.store.reset(&w.cx(), used, &new).await), AccountError::LinkExpired);
        }
        assert_eq!(w.sign_in(EMAIL, "a new password").await.unwrap(), id);
        assert_eq!(account_error(w.sign_in(EMAIL, PASSWORD).await), AccountError::WrongCredentials);
        assert_ne!(w.store.identity(id).await.unwrap().unwrap().auth_hash, before);
    }
}

both_databases! {
    async fn an_old_reset_link_is_dead(app: TestApp) {
        let w = World(app);
        let id = w.account(EMAIL, Role::Member).await;
        let token = w.store.mail_token_create(&w.cx(), id, MailTokenPurpose::Reset).await.unwrap();
        w.clock.advance(TimeDelta::minutes(RESET_MINUTES));
        let outcome = w.store.reset(&w.cx(), &token, &Password::parse("a new password").unwrap()).await;
        assert_eq!(account_error(outcome), AccountError::LinkExpired);
        assert!(w.sign_in(EMAIL, PASSWORD).await.is_ok());
    }
}

both_databases! {
    async fn mails_to_one_address_are_few(app: TestApp) {
        let w = World(app);
        w.account(EMAIL, Role::Member).await;
        for _ in 0..8 {
            w.store.reset_request(&w.cx(), &EmailAddress::parse(EMAIL).unwrap(), None, CLIENT).await.unwrap();
        }
        assert_eq!(w.jobs().await.len(), 5);
    }
}

both_databases! {
    async fn changing_the_password_needs_the_old_one_and_keeps_this_session(app: TestApp) {
        let w = World(app);
        let id = w.account(EMAIL, Role::Member).await;
        w.session("here", id).await;
        w.session("elsewhere", id).await;
        let customer = w.cx_of(id).await.actor.customer().unwrap();
        let new = Password::parse("a new password").unwrap();
        let cx = w.cx();
        let wrong = w.store.password_change(&cx, &customer, "not it at all", &new, Some("here")).await;
        assert_eq!(account_error(wrong), AccountError::WrongCredentials);
        assert!(w.is_live("elsewhere").await);
        w.store.password_change(&cx, &customer, PASSWORD, &new, Some("here")).await.unwrap();
        assert!(w.is_live("here").await && !w.is_live("elsewhere").await);
        assert_eq!(w.sign_in(EMAIL, "a new password").await.unwrap(), id);
    }
}
