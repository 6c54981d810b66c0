//! Runs the jobs of one server: a loop for each lane, a task for each job. Several servers share one table.

use std::{sync::Arc, time::Duration};

use chrono::TimeDelta;
use domain::{IntoEnumIterator, jobs::PERIODIC_MINUTES};
use store::{
    Cx, Store,
    jobs::{Claim, Job, JobEnd, LOCK_SECONDS, Lane},
    ports::{Images, Mailer, Payments},
};
use tokio::{sync::watch, task::JoinSet, time};

use super::{Health, JobCx, retention::retention, run, tidy};
use crate::{config::Config, payments::CounterOnly};

/// How often an idle runner looks for work.
const IDLE_WAIT: Duration = Duration::from_secs(1);
/// Longest run of one job.
const RUN_WAIT: Duration = Duration::from_secs(60);
/// How often what has run out is cleared away.
const TIDY_EVERY: TimeDelta = TimeDelta::minutes(PERIODIC_MINUTES);

/// A job that takes too long is given up, and that recorded, while it is still this runner's own; also when two
/// servers' clocks do not quite agree.
const _: () = assert!(RUN_WAIT.as_secs() * 2 <= LOCK_SECONDS.unsigned_abs());

/// What runs jobs.
#[derive(Clone)]
pub struct Runner {
    store: Store,
    mailer: Arc<dyn Mailer>,
    payments: Arc<dyn Payments>,
    config: Arc<Config>,
    health: Arc<Health>,
    run_wait: Duration,
    images: Option<Arc<dyn Images>>,
}

impl Runner {
    pub fn new(store: Store, mailer: Arc<dyn Mailer>, config: Arc<Config>, health: Arc<Health>) -> Runner {
        Runner { store, mailer, payments: Arc::new(CounterOnly), config, health, run_wait: RUN_WAIT, images: None }
    }

    /// With the folder of photos, so that those that nothing shows are cleared away too.
    #[must_use]
    pub fn keeping(self, images: Arc<dyn Images>) -> Runner {
        Runner { images: Some(images), ..self }
    }

    /// With a provider of payments, for the jobs that ask it.
    #[must_use]
    pub fn paying_by(self, payments: Arc<dyn Payments>) -> Runner {
        Runner { payments, ..self }
    }

    /// Gives a job up sooner; for tests.
    #[must_use]
    pub fn giving_up_after(self, run_wait: Duration) -> Runner {
        Runner { run_wait, ..self }
    }

    /// Runs jobs until told to stop; a job that runs then is brought to its end first.
    pub async fn run_forever(self, stop: watch::Receiver<bool>) {
        let mut loops = JoinSet::new();
        for lane in Lane::iter() {
            self.health.beat(lane, self.store.now());
            loops.spawn(self.clone().lane_forever(lane, stop.clone()));
        }
        loops.spawn(self.tidy_forever(stop));
        while let Some(ended) = loops.join_next().await {
            if let Err(error) = ended {
                tracing::error!("a loop of the job runner died: {error}");
            }
        }
    }

    /// Runs due jobs of all lanes until none is left; returns how many were done and how many failed.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn run_due(&self) -> store::Result<(usize, usize)> {
        let (mut done, mut failed) = (0, 0);
        loop {
            let before = done + failed;
            for lane in Lane::iter() {
                let (more_done, more_failed) = self.run_lane(lane).await?;
                (done, failed) = (done + more_done, failed + more_failed);
            }
            // A job of one lane may have made one for the other.
            if done + failed == before {
                return Ok((done, failed));
            }
        }
    }

    /// As [`Runner::run_due`], for one lane.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn run_lane(&self, lane: Lane) -> store::Result<(usize, usize)> {
        let (mut done, mut failed) = (0, 0);
        while let Some(end) = self.run_next(lane).await? {
            match end {
                JobEnd::Done => done += 1,
                JobEnd::Failed(_) | JobEnd::SetAside(_) => failed += 1,
            }
        }
        Ok((done, failed))
    }

    /// Claims one job, runs it and records how it went; `None` when nothing is due.
    async fn run_next(&self, lane: Lane) -> store::Result<Option<JobEnd>> {
        let Some(claim) = self.store.job_claim(&self.cx("jobs"), lane).await? else { return Ok(None) };
        let end = self.attempt(&claim).await;
        if let JobEnd::Failed(cause) | JobEnd::SetAside(cause) = &end {
            tracing::warn!(job = claim.kind, id = %claim.id, "job failed: {cause}");
        }
        // The run took time: the outcome is recorded by the clock of now.
        if !self.store.job_finish(&self.cx("jobs"), &claim, &end).await? {
            tracing::warn!(job = claim.kind, id = %claim.id, "another runner has taken the job: its lock had run out");
        }
        Ok(Some(end))
    }

    async fn attempt(&self, claim: &Claim) -> JobEnd {
        match &claim.job {
            Err(why) => JobEnd::SetAside(why.clone()),
            Ok(job) => match self.attempt_job(claim, job.clone()).await {
                Ok(()) => JobEnd::Done,
                Err(cause) => JobEnd::Failed(cause),
            },
        }
    }

    /// A job that does not end is dropped, and everything it holds with it.
    async fn attempt_job(&self, claim: &Claim, job: Job) -> Result<(), String> {
        let jobs = JobCx {
            id: claim.id,
            store: self.store.clone(),
            mailer: self.mailer.clone(),
            payments: self.payments.clone(),
            config: self.config.clone(),
            cx: self.cx(format!("job {}", claim.id)),
        };
        let work = contained(async move { run(&jobs, &job).await });
        match time::timeout(self.run_wait, work).await {
            Ok(outcome) => outcome.flatten(),
            Err(_) => Err(format!("given up after {} s", self.run_wait.as_secs())),
        }
    }

    async fn lane_forever(self, lane: Lane, mut stop: watch::Receiver<bool>) {
        while !stopped(&stop) {
            self.health.beat(lane, self.store.now());
            let runner = self.clone();
            let worked = match contained(async move { runner.run_next(lane).await }).await {
                Ok(Ok(end)) => end.is_some(),
                Ok(Err(error)) => {
                    tracing::error!(lane = lane.into_str(), "the job runner cannot reach the database: {error}");
                    false
                }
                Err(panic) => {
                    tracing::error!(lane = lane.into_str(), "the job runner {panic}");
                    false
                }
            };
            if !worked {
                idle(&mut stop).await;
            }
        }
    }

    async fn tidy_forever(self, mut stop: watch::Receiver<bool>) {
        let mut tidy_at = self.store.now();
        while !stopped(&stop) {
            let cx = self.cx("jobs");
            if cx.now >= tidy_at {
                tidy_at = cx.now + TIDY_EVERY;
                let runner = self.clone();
                if let Err(panic) = contained(async move { runner.tidy(&cx).await }).await {
                    tracing::error!("periodic work {panic}");
                }
            }
            idle(&mut stop).await;
        }
    }

    /// Clears away what has run out, and what was kept long enough.
    pub async fn tidy(&self, cx: &Cx) {
        tidy(&self.store, cx).await;
        let files = (self.images.as_deref(), self.config.outbox());
        retention(&self.store, cx, files).await;
    }

    fn cx(&self, request_id: impl Into<String>) -> Cx {
        Cx::system(self.store.now(), request_id)
    }
}

fn stopped(stop: &watch::Receiver<bool>) -> bool {
    // Nobody left to say so is a stop too.
    *stop.borrow() || stop.has_changed().is_err()
}

/// Waits for the next look, or for the stop.
async fn idle(stop: &mut watch::Receiver<bool>) {
    let _ = time::timeout(IDLE_WAIT, stop.wait_for(|stop| *stop)).await;
}

/// Work in a task of its own, which ends when nobody waits for it any more: a panic becomes its text.
async fn contained<T: Send + 'static>(work: impl Future<Output = T> + Send + 'static) -> Result<T, String> {
    let mut task = JoinSet::new();
    task.spawn(work);
    match task.join_next().await {
        Some(Ok(value)) => Ok(value),
        // What the panic said may be about a person; where it was is in the log.
        Some(Err(error)) if error.is_panic() => Err("panicked: see the log".to_owned()),
        Some(Err(error)) => Err(error.to_string()),
        None => Err("was not started".to_owned()),
    }
}
