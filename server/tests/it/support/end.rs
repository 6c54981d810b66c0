//! The end of a test: what is due is done, and nothing may be left over.

use std::{
    sync::{
        Arc,
        atomic::{AtomicBool, Ordering},
    },
    thread,
};

use sea_orm::{ColumnTrait, Condition, EntityTrait, QueryFilter};
use server::{
    jobs::{Health, Runner},
    web::AppState,
};
use store::{Clock as _, Store, entity::job};

use super::database::Database;
use crate::clock::ManualClock;

/// Held by every clone of a [`super::TestApp`]; the last one looks whether jobs are left over.
pub struct End {
    pub database: Database,
    pub clock: Arc<ManualClock>,
    pub state: AppState,
    pub may_leave_jobs: AtomicBool,
}

impl End {
    /// Runs what is due, then names what is not done although its time has come, or has failed.
    async fn left_over(&self) -> Vec<String> {
        let store = Store::with_links(self.database.connect().await, self.clock.clone(), super::links());
        let (mailer, config) = (self.state.mailer.clone(), self.state.config.clone());
        Runner::new(store.clone(), mailer, config, Arc::new(Health::default()))
            .paying_by(self.state.payments.clone())
            .run_due()
            .await
            .expect("the job runner");
        let late = Condition::any()
            .add(job::Column::RunAt.lte(self.clock.now()))
            .add(job::Column::Attempts.gt(0))
            .add(job::Column::FailedAt.is_not_null());
        let left = job::Entity::find().filter(job::Column::DoneAt.is_null()).filter(late).all(store.db().read()).await;
        let words = |job: job::Model| format!("{} {}", job.payload, job.last_error.unwrap_or_default());
        left.expect("jobs").into_iter().map(words).collect()
    }
}

impl Drop for End {
    fn drop(&mut self) {
        // A test that fails says its own reason.
        if thread::panicking() || self.may_leave_jobs.load(Ordering::Relaxed) {
            return;
        }
        // On a thread and a runtime of its own: the test's may have but this thread.
        let look = || {
            let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build().expect("runtime");
            runtime.block_on(self.left_over())
        };
        let left = thread::scope(|scope| scope.spawn(look).join());
        let left = left.unwrap_or_else(|panic| std::panic::resume_unwind(panic));
        assert!(left.is_empty(), "jobs left over at the end of the test (TestApp::leave_jobs): {left:#?}");
    }
}
