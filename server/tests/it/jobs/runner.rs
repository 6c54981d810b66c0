//! One runner: no job stops another, and none is given up in silence.

use std::{sync::Arc, time::Duration};

use chrono::TimeDelta;
use domain::jobs::ATTEMPTS_MAX;
use sea_orm::{EntityTrait, PaginatorTrait};
use server::jobs::{Health, Runner, STALLED_MINUTES};
use store::{
    entity::job,
    jobs::{LOCK_SECONDS, Lane},
};
use tokio::sync::watch;

use super::{
    job_row,
    mailers::{Arrived, Hanging, Panicking, Slow},
};
use crate::{
    shelf::{available, order, piece, shelf},
    support::{Client, Kind, TestApp},
};

both_databases! {
    async fn an_unreadable_job_stops_no_other(app: TestApp) {
        let unreadable = app.put_job("booking_mail", Lane::Mail, "{\"kind\":\"booking_mail\",\"booking_id\":7}").await;
        let unknown = app.put_job("fax", Lane::Holds, "{\"kind\":\"fax\",\"number\":\"0422\"}").await;
        let mail = app.put_mail().await;
        assert_eq!(app.run_jobs_some_failing().await, (1, 2));
        assert!(app.job(mail).await.done_at.is_some());
        for id in [unreadable, unknown] {
            let row = app.job(id).await;
            assert!(row.failed_at.is_some() && row.done_at.is_none(), "{row:?}");
            assert!(row.last_error.expect("a reason").contains("cannot be read"));
        }
        assert_eq!(app.run_jobs_some_failing().await, (0, 0), "set aside for good");
    }
}

both_databases! {
    async fn a_panic_is_one_failure(app: TestApp) {
        let (first, second) = (app.put_mail().await, app.put_mail().await);
        let outcome = app.runner(Arc::new(Panicking::default())).run_due().await.expect("the runner lives");
        assert_eq!(outcome, (1, 1));
        let row = app.job(first).await;
        assert!(row.done_at.is_none() && row.failed_at.is_none() && row.run_at > app.store.now(), "{row:?}");
        let cause = row.last_error.expect("a cause");
        // What a panic says may be about a person: it stays out of the row.
        assert!(cause.contains("panicked") && !cause.contains("one too many"), "{cause}");
        assert!(app.job(second).await.done_at.is_some());
    }
}

both_databases! {
    /// Ten mails that take a minute each outlast any lock taken at the beginning; another server looks all the while.
    async fn a_long_row_of_mails_is_not_sent_twice(app: TestApp) {
        let mut mails = Vec::new();
        for _ in 0..10 {
            mails.push(app.put_mail().await);
        }
        mails.sort_unstable();
        let arrived = Arrived::default();
        let slow = Slow { app: app.clone(), arrived: arrived.clone() };
        app.runner(Arc::new(slow)).run_due().await.expect("run");
        assert_eq!(arrived.sorted(), mails, "each mail once");
    }
}

both_databases! {
    async fn a_mail_that_hangs_delays_no_hold(app: TestApp) {
        shelf(&app, "木暖工房", &[piece(1001, 3800, 1)]).await;
        app.store.order_place(&app.cx(), &order(1001, "k")).await.expect("placed");
        app.clock.advance(TimeDelta::days(7));
        let mailer = Arc::new(Hanging::default());
        let runner = app.runner(mailer.clone());
        let mails = tokio::spawn({
            let runner = runner.clone();
            async move { runner.run_lane(Lane::Mail).await }
        });
        mailer.hangs.notified().await;
        assert_eq!(runner.run_lane(Lane::Holds).await.expect("run"), (1, 0));
        assert_eq!(available(&app, 1001).await, 1, "the piece is back while the mail hangs");
        assert!(!mails.is_finished());
        mails.abort();
        app.leave_jobs();
    }
}

both_databases! {
    async fn a_mail_that_hangs_is_given_up_in_time(app: TestApp) {
        let (first, second) = (app.put_mail().await, app.put_mail().await);
        let mailer = Arc::new(Hanging::default());
        let runner = app.runner(mailer.clone()).giving_up_after(Duration::from_millis(200));
        let (done, failed) = runner.run_due().await.expect("run");
        assert!(done + failed == 2 && failed >= 1, "{done} {failed}");
        let row = app.job(first).await;
        assert!(row.last_error.expect("a cause").contains("given up"));
        assert!(row.claim.is_none() && row.locked_until.is_none() && row.run_at > app.store.now());
        app.clock.advance(TimeDelta::minutes(1));
        app.runner(Arc::new(mailer.arrived.clone())).run_due().await.expect("run");
        let mut both = [first, second];
        both.sort_unstable();
        assert_eq!(mailer.arrived.sorted(), both, "each once");
    }
}

both_databases! {
    /// A job that takes its whole server with it must not do so for ever.
    async fn a_job_that_kills_its_server_is_set_aside(app: TestApp) {
        let id = app.put_mail().await;
        for _ in 0..ATTEMPTS_MAX {
            let claim = app.store.job_claim(&app.cx(), Lane::Mail).await.expect("claim").expect("due");
            assert!(claim.job.is_ok());
            app.clock.advance(TimeDelta::seconds(LOCK_SECONDS + 1));
        }
        assert_eq!(app.run_jobs_some_failing().await, (0, 1));
        let row = app.job(id).await;
        assert!(row.failed_at.is_some() && row.last_error.expect("a reason").contains("its server ended"));
    }
}

both_databases! {
    async fn old_done_jobs_are_cleared_away(app: TestApp) {
        app.leave_jobs();
        let old = app.store.now() - TimeDelta::days(91);
        let row = |done: bool, at| {
            let mut row = job_row("booking_mail", Lane::Mail, "{}", at);
            let end = if done { &mut row.done_at } else { &mut row.failed_at };
            *end = sea_orm::ActiveValue::Set(Some(at));
            row
        };
        // More than one step of the clearing away, and not a whole number of them.
        let mut rows: Vec<_> = (0..1201).map(|_| row(true, old)).collect();
        rows.extend([row(true, app.store.now()), row(false, old)]);
        for part in rows.chunks(400) {
            job::Entity::insert_many(part.to_vec()).exec_without_returning(app.db().read()).await.expect("jobs");
        }
        assert_eq!(app.store.jobs_prune(&app.cx()).await.expect("pruned"), 1202);
        let left = job::Entity::find().count(app.db().read()).await.expect("count");
        assert_eq!(left, 1, "the new one: by now nobody looks at one that failed three months ago");
    }
}

both_databases! {
    async fn what_is_overdue_turns_readyz_red(app: TestApp) {
        shelf(&app, "木暖工房", &[piece(1001, 3800, 1)]).await;
        app.store.order_place(&app.cx(), &order(1001, "k")).await.expect("placed");
        let mut visitor = app.visitor();
        visitor.get("/readyz").await.expect(200);
        app.clock.advance(TimeDelta::minutes(11));
        let red = visitor.get("/readyz").await.expect(503).json();
        assert_eq!((&red["why"], &red["lanes"]), (&"jobs are overdue".into(), &serde_json::json!(["mail"])));
        app.run_jobs().await;
        visitor.get("/readyz").await.expect(200);
        app.clock.advance(TimeDelta::days(7));
        let red = visitor.get("/readyz").await.expect(503).json();
        assert_eq!(red["lanes"], serde_json::json!(["holds"]));
        app.run_jobs().await;
        visitor.get("/readyz").await.expect(200);
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn the_loops_outlive_a_panic_and_their_end_is_seen() {
    let app = TestApp::new(Kind::Sqlite).await;
    app.put_mail().await;
    app.put_mail().await;
    let (mailer, health) = (Arc::new(Panicking::default()), Arc::new(Health::default()));
    let runner = Runner::new(app.store.clone(), mailer.clone(), app.state.config.clone(), health.clone());
    let state = app.state.with(|parts| parts.job_health = health);
    let mut visitor = Client::new(server::web::router(state));
    let (stop, stopped) = watch::channel(false);
    let running = tokio::spawn(runner.run_forever(stopped));
    mailer.second.notified().await;
    visitor.get("/readyz").await.expect(200);
    stop.send_replace(true);
    running.await.expect("it stops when told to");
    app.clock.advance(TimeDelta::minutes(STALLED_MINUTES + 1));
    let red = visitor.get("/readyz").await.expect(503).json();
    assert_eq!(red["why"], "the job runner has stopped");
    assert_eq!(red["lanes"], serde_json::json!(["holds", "mail"]));
}
