//! Job runners: what one job does to the others, what is left when a server dies, and what a person can do then.

pub mod mailers;
mod retry;
mod runner;
mod servers;

use chrono::{DateTime, Utc};
use domain::{JobId, members::Role};
use sea_orm::{ActiveValue::Set, EntityTrait};
use store::{
    entity::job,
    jobs::{Job, Lane},
};
use uuid::Uuid;

use crate::support::TestApp;

impl TestApp {
    /// Puts a job in the table as any version of the program may have left it there. What becomes of it is for the test
    /// to say, not for the end of the test.
    async fn put_job(&self, kind: &str, lane: Lane, payload: &str) -> JobId {
        self.leave_jobs();
        let row = job_row(kind, lane, payload, self.store.now());
        let id = row.id.clone().unwrap();
        job::Entity::insert(row).exec_without_returning(self.db().read()).await.expect("job");
        id
    }

    /// A mail that is due, to a new account.
    async fn put_mail(&self) -> JobId {
        let account_id = self.account(&format!("{}@example.jp", Uuid::now_v7().simple()), Role::Customer).await;
        let job = Job::ResetMail { account_id, next: None };
        self.put_job(job.kind(), job.lane(), &serde_json::to_string(&job).expect("payload")).await
    }

    async fn job(&self, id: JobId) -> job::Model {
        job::Entity::find_by_id(id.0).one(self.db().read()).await.expect("read").expect("a job")
    }
}

fn job_row(kind: &str, lane: Lane, payload: &str, now: DateTime<Utc>) -> job::ActiveModel {
    job::ActiveModel {
        id: Set(Uuid::now_v7().into()),
        kind: Set(kind.to_owned()),
        lane: Set(lane.into_str().to_owned()),
        payload: Set(payload.to_owned()),
        run_at: Set(now),
        attempts: Set(0),
        claim: Set(None),
        locked_until: Set(None),
        done_at: Set(None),
        failed_at: Set(None),
        last_error: Set(None),
        created_at: Set(now),
    }
}
