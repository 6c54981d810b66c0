//! What failed for good stays to be seen, and gets another chance by a button or a command.

use std::sync::{Arc, atomic::Ordering};

use chrono::TimeDelta;
use clap::Parser;
use domain::{JobId, jobs::ATTEMPTS_MAX};
use sea_orm::{ColumnTrait, EntityTrait, PaginatorTrait, QueryFilter};
use server::cli::{Cli, jobs};
use store::entity::audit_entry;
use uuid::Uuid;

use super::mailers::{Arrived, Refusing};
use crate::support::{Kind, TestApp};

/// Lets a mail fail until nobody tries any more.
async fn fail_for_good(app: &TestApp) -> JobId {
    let id = app.put_mail().await;
    let refusing = Arc::new(Refusing::default());
    let runner = app.runner(refusing.clone());
    while app.job(id).await.failed_at.is_none() {
        assert_eq!(runner.run_due().await.expect("run"), (0, 1));
        app.clock.advance(TimeDelta::hours(12));
    }
    assert_eq!(refusing.0.load(Ordering::SeqCst), ATTEMPTS_MAX.unsigned_abs() as usize);
    assert_eq!(runner.run_due().await.expect("run"), (0, 0), "set aside");
    id
}

async fn audited(app: &TestApp, action: &str) -> u64 {
    let found = audit_entry::Entity::find().filter(audit_entry::Column::Action.eq(action));
    found.count(app.db().read()).await.expect("count")
}

both_databases! {
    async fn a_failed_mail_is_sent_at_the_press_of_a_button(app: TestApp) {
        let id = fail_for_good(&app).await;
        let mut operator = app.operator().await;
        let page = operator.get("/operator/jobs?state=failed").await.expect(200).body;
        let action = format!("/operator/jobs/{id}/retry");
        assert!(page.contains(&action) && page.contains("450 try later"), "{page}");
        let done = operator.post_form(&action, &[]).await.expect(303);
        assert_eq!(done.location(), "/operator/jobs?state=failed");
        let page = operator.get(done.location()).await.expect(200).body;
        assert!(page.contains("まもなくもう一度試します") && !page.contains(&action), "{page}");
        assert_eq!(audited(&app, "job.retry").await, 1);
        operator.post_form(&action, &[]).await.expect(404);
        operator.post_form("/operator/jobs/nonsense/retry", &[]).await.expect(404);

        let arrived = Arrived::default();
        assert_eq!(app.runner(Arc::new(arrived.clone())).run_due().await.expect("run"), (1, 0));
        assert_eq!(arrived.all(), [id], "under the id it always had");
        operator.post_form(&action, &[]).await.expect(404);
    }
}

both_databases! {
    async fn all_failed_mails_are_tried_again_at_once(app: TestApp) {
        let (one, two) = (fail_for_good(&app).await, fail_for_good(&app).await);
        let mut operator = app.operator().await;
        operator.post_form("/operator/jobs/retry", &[]).await.expect(303);
        operator.post_form("/operator/jobs/retry", &[]).await.expect(303);
        assert_eq!(audited(&app, "job.retry_all").await, 1, "the second press changed nothing");
        assert_eq!(app.run_jobs().await, 2);
        assert!(app.job(one).await.done_at.is_some() && app.job(two).await.done_at.is_some());
    }
}

async fn command(app: &TestApp, command: jobs::Jobs) -> anyhow::Result<String> {
    let mut out = Vec::new();
    jobs::run(&app.store, command, &mut out).await?;
    Ok(String::from_utf8(out)?)
}

both_databases! {
    async fn the_command_line_lists_and_retries(app: TestApp) {
        let (one, two) = (fail_for_good(&app).await, fail_for_good(&app).await);
        let list = command(&app, jobs::Jobs::Failed).await.expect("a list");
        assert!(list.lines().count() == 2 && list.contains(&one.to_string()) && list.contains("450 try later"), "{list}");
        command(&app, jobs::Jobs::Retry { id: Some(one), all_failed: false }).await.expect("retried");
        let again = command(&app, jobs::Jobs::Retry { id: Some(one), all_failed: false }).await;
        assert!(again.expect_err("it has not failed any more").to_string().contains("tsukuriba jobs failed"));
        let unknown = JobId(Uuid::now_v7());
        command(&app, jobs::Jobs::Retry { id: Some(unknown), all_failed: false }).await.expect_err("no such job");
        assert!(app.job(one).await.failed_at.is_none() && app.job(two).await.failed_at.is_some());
        let all = command(&app, jobs::Jobs::Retry { id: None, all_failed: true }).await.expect("retried");
        assert!(all.starts_with("1 jobs"), "{all}");
        assert_eq!(app.run_jobs().await, 2);
    }
}

/// Commands other than `serve` and `migrate` leave an old schema as it is, and say what to do.
#[tokio::test]
async fn commands_do_not_migrate() {
    let app = TestApp::new(Kind::Sqlite).await;
    let folder = app.state.config.data.join("empty");
    let folder = folder.to_str().expect("a path");
    for words in ["report kpi", "jobs failed", "jobs retry --all-failed", "seed demo", "token create --email a@b.jp"] {
        let cli = Cli::parse_from(["tsukuriba"].into_iter().chain(words.split(' ')).chain(["--data", folder]));
        let refused = server::cli::run(cli).await.expect_err(words);
        assert!(refused.to_string().ends_with("then run: tsukuriba migrate"), "{words}: {refused}");
    }
    let run = async |word| server::cli::run(Cli::parse_from(["tsukuriba", word, "--data", folder])).await;
    run("migrate").await.expect("migrated");
    let cli = Cli::parse_from(["tsukuriba", "jobs", "retry", "--all-failed", "--data", folder]);
    server::cli::run(cli).await.expect("nothing to retry");
}
