//! `demo end`: from the demo to the real space.

use std::{io::Write, path::Path};

use anyhow::{Context, Result, bail};
use clap::Subcommand;
use domain::DomainError;
use store::Error;

use super::operator_cx;
use crate::{config::Config, images, start};

#[derive(Subcommand)]
pub enum Demo {
    /// Take the invented people out, with their bookings, orders, sales, photos and mails; settings stay
    End,
}

/// Empties the demo, and says what is next. Safe to run again.
///
/// # Errors
/// When somebody real has an account, or a file cannot be deleted.
pub async fn run(config: &Config, out: &mut (dyn Write + Send)) -> Result<()> {
    let store = start::open_store(config).await?;
    let cx = operator_cx(&store);
    let people = match store.demo_end(&cx, &cx.actor.operator()?).await {
        Ok(people) => people,
        Err(Error::Domain(DomainError::Forbidden)) => bail!(
            "somebody real has an account here: their bookings and sales would go with the demo's. Close or delete the \
             invented accounts one by one, or begin with an empty data folder"
        ),
        Err(error) => return Err(error.into()),
    };
    let images = images::open(config)?;
    let photos = store.photos_prune(&cx, &*images, chrono::TimeDelta::zero()).await?;
    let mails = empty(&config.outbox())?;
    // What was deleted is written over, and the file gives the room back.
    store.db().shrink().await?;
    writeln!(out, "The demo is over: {people} people, {photos} photos and {mails} mails are gone.")?;
    writeln!(out, "Machines, hours, plans, categories, targets and the space's own texts have stayed.")?;
    writeln!(
        out,
        "Start the server again. The first operator: tsukuriba user create --role operator --email … --name …"
    )?;
    out.flush().context("standard output")
}

/// Deletes the mails that were written instead of sent; how many those were.
fn empty(outbox: &Path) -> Result<usize> {
    let entries = match std::fs::read_dir(outbox) {
        Ok(entries) => entries,
        Err(error) if error.kind() == std::io::ErrorKind::NotFound => return Ok(0),
        Err(error) => return Err(error).with_context(|| format!("cannot read {}", outbox.display())),
    };
    let mut deleted = 0;
    for entry in entries {
        let path = entry?.path();
        if path.extension().is_some_and(|kind| kind == "eml") {
            std::fs::remove_file(&path).with_context(|| format!("cannot delete {}", path.display()))?;
            deleted += 1;
        }
    }
    Ok(deleted)
}
