//! Two at once, on two servers: one code signs in one.

use std::sync::Arc;

use sea_orm::EntityTrait;
use store::entity;
use tokio::{sync::Barrier, task::JoinSet};

use super::{code, password, rows, shown, with_app};
use crate::support::TestApp;

const BROWSERS: usize = 6;

/// How many of so many browsers, on two servers, are signed in by the same code at the same time.
async fn signed_in_by(app: &TestApp, same: &str) -> usize {
    let other = app.other_server().await;
    let gate = Arc::new(Barrier::new(BROWSERS));
    let mut browsers = JoinSet::new();
    for n in 0..BROWSERS {
        let mut browser = if n % 2 == 0 { app.visitor() } else { other.visitor() };
        password(&mut browser).await;
        let (gate, same) = (gate.clone(), same.to_owned());
        browsers.spawn(async move {
            gate.wait().await;
            let answer = code(&mut browser, &same).await;
            assert!([303, 422].contains(&answer.status), "{}", answer.body);
            browser.get("/me").await.status == 200
        });
    }
    browsers.join_all().await.into_iter().filter(|is_in| *is_in).count()
}

both_databases! {
    async fn one_code_of_an_app_signs_one_browser_in(app: TestApp) {
        let set_up = with_app(&app).await;
        assert_eq!(signed_in_by(&app, &shown(&set_up.secret, app.store.now())).await, 1);
    }
}

both_databases! {
    async fn one_recovery_code_signs_one_browser_in(app: TestApp) {
        let set_up = with_app(&app).await;
        assert_eq!(signed_in_by(&app, &set_up.codes[3]).await, 1);
        app.leave_jobs();
    }
}

/// How many of two find the code unused when they look first and mark it afterwards, as `mark` does.
async fn without_the_guard(app: &TestApp, is_unused: impl AsyncFn(&TestApp) -> bool, mark: &str) -> usize {
    // Both have looked before one writes.
    let found = [is_unused(app).await, is_unused(&app.other_server().await).await];
    let mut taken = 0;
    for unused in found {
        if unused && app.db().execute_unprepared(mark).await.is_ok() {
            taken += 1;
        }
    }
    taken
}

both_databases! {
    /// The controls of the two above: whoever looks first and marks afterwards takes a code that another takes too.
    async fn without_the_guards_a_code_counts_twice(app: TestApp) {
        let set_up = with_app(&app).await;
        let step = app.store.now().timestamp() / 30;
        let is_new = async |app: &TestApp| rows::<entity::totp::Entity>(app).await[0].last_step < step;
        let mark = format!("UPDATE totp SET last_step = {step}");
        assert_eq!(without_the_guard(&app, is_new, &mark).await, 2, "or the race above proves nothing");
        let unused = async |app: &TestApp| {
            let rows = entity::recovery_code::Entity::find().all(app.db().read()).await.expect("rows");
            rows.iter().all(|row| row.used_at.is_none())
        };
        let mark = "UPDATE recovery_code SET used_at = created_at";
        assert_eq!(without_the_guard(&app, unused, mark).await, 2, "or the race above proves nothing");
        drop(set_up);
    }
}
