//! `jobs failed` and `jobs retry`.

use std::io::Write;

use anyhow::{Context, Result};
use clap::Subcommand;
use domain::{DomainError, JobId, jobs::JobState};
use store::{Error, Store};

use super::operator_cx;

#[derive(Subcommand)]
pub enum Jobs {
    /// List the jobs that failed for good: id, kind, time and last error
    Failed,
    /// Run jobs again that failed for good; works while the server runs
    Retry {
        /// The one with this id
        #[arg(required_unless_present = "all_failed", conflicts_with = "all_failed")]
        id: Option<JobId>,
        /// All of them
        #[arg(long)]
        all_failed: bool,
    },
}

/// Does the command, and writes what there is to say.
///
/// # Errors
/// When no such job has failed, or the database fails.
pub async fn run(store: &Store, command: Jobs, out: &mut (dyn Write + Send)) -> Result<()> {
    let cx = operator_cx(store);
    let operator = cx.actor.operator()?;
    match command {
        Jobs::Failed => failed(store, out).await?,
        Jobs::Retry { id: Some(id), .. } => {
            match store.job_retry(&cx, &operator, id).await {
                Err(Error::Domain(DomainError::NotFound)) => {
                    anyhow::bail!("no job with the id {id} has failed; see: tsukuriba jobs failed")
                }
                outcome => outcome?,
            }
            writeln!(out, "The job is due again: a running server does it now.")?;
        }
        Jobs::Retry { id: None, .. } => {
            let retried = store.jobs_retry_failed(&cx, &operator).await?;
            writeln!(out, "{retried} jobs are due again: a running server does them now.")?;
        }
    }
    out.flush().context("standard output")
}

async fn failed(store: &Store, out: &mut (dyn Write + Send)) -> Result<()> {
    let cx = operator_cx(store);
    let operator = cx.actor.operator()?;
    let mut page = 1;
    loop {
        let log = store.job_log(&cx, &operator, JobState::Failed, page).await?;
        for job in &log.jobs.rows {
            let at = job.failed_at.unwrap_or(job.run_at).to_rfc3339();
            writeln!(out, "{}  {:<20} {at}  {}", job.id, job.kind, job.last_error.as_deref().unwrap_or_default())?;
        }
        if page >= log.jobs.pages {
            return Ok(());
        }
        page += 1;
    }
}
