//! Mailers that go wrong, and what reached the mail server of each.

use std::sync::{
    Arc, Mutex,
    atomic::{AtomicUsize, Ordering},
};

use async_trait::async_trait;
use chrono::TimeDelta;
use domain::{JobId, mail::Mail};
use store::ports::Mailer;
use tokio::sync::Notify;

use crate::support::TestApp;

/// The jobs whose mails arrived, in order.
#[derive(Clone, Default)]
pub struct Arrived(Arc<Mutex<Vec<JobId>>>);

impl Arrived {
    pub fn add(&self, id: JobId) {
        self.0.lock().expect("lock").push(id);
    }

    pub fn all(&self) -> Vec<JobId> {
        self.0.lock().expect("lock").clone()
    }

    pub fn sorted(&self) -> Vec<JobId> {
        let mut all = self.all();
        all.sort_unstable();
        all
    }
}

/// Nothing goes wrong.
#[async_trait]
impl Mailer for Arrived {
    async fn send(&self, id: JobId, _: &Mail) -> Result<(), String> {
        self.add(id);
        Ok(())
    }
}

/// Refuses every mail.
#[derive(Default)]
pub struct Refusing(pub AtomicUsize);

#[async_trait]
impl Mailer for Refusing {
    async fn send(&self, _: JobId, _: &Mail) -> Result<(), String> {
        self.0.fetch_add(1, Ordering::SeqCst);
        Err("450 try later".into())
    }
}

/// Panics at the first mail; tells of the next one.
#[derive(Default)]
pub struct Panicking {
    asked: AtomicUsize,
    pub second: Notify,
}

#[async_trait]
impl Mailer for Panicking {
    async fn send(&self, _: JobId, _: &Mail) -> Result<(), String> {
        assert!(self.asked.fetch_add(1, Ordering::SeqCst) > 0, "the first mail is one too many");
        self.second.notify_one();
        Ok(())
    }
}

/// Hangs for ever at the first mail; sends the others.
#[derive(Default)]
pub struct Hanging {
    pub arrived: Arrived,
    arrives_first: bool,
    asked: AtomicUsize,
    pub hangs: Notify,
}

impl Hanging {
    /// Hangs when the first mail has arrived, but nobody was told.
    pub fn after_arrival() -> Hanging {
        Hanging { arrives_first: true, ..Hanging::default() }
    }
}

#[async_trait]
impl Mailer for Hanging {
    async fn send(&self, id: JobId, _: &Mail) -> Result<(), String> {
        if self.asked.fetch_add(1, Ordering::SeqCst) > 0 {
            self.arrived.add(id);
            return Ok(());
        }
        if self.arrives_first {
            self.arrived.add(id);
        }
        self.hangs.notify_one();
        std::future::pending().await
    }
}

/// Takes a minute over every mail, in which another server looks for work.
pub struct Slow {
    pub app: TestApp,
    pub arrived: Arrived,
}

#[async_trait]
impl Mailer for Slow {
    async fn send(&self, id: JobId, _: &Mail) -> Result<(), String> {
        self.app.clock.advance(TimeDelta::minutes(1));
        let other = self.app.runner(Arc::new(self.arrived.clone()));
        other.run_due().await.map_err(|error| error.to_string())?;
        self.arrived.add(id);
        Ok(())
    }
}
