//! From settings to a running service's parts.

use anyhow::{Context, Result, bail};
use store::{Db, Store};

use crate::config::Config;

/// Opens the database named by the settings, creating the data folder and the file, and migrates it: for `serve` and
/// `migrate` alone.
///
/// # Errors
/// When a folder, file or server cannot be reached, or a migration fails.
pub async fn open_migrated(config: &Config) -> Result<Store> {
    let store = connect(config).await?;
    store.db().migrate().await.context("migrating the database")?;
    Ok(store)
}

/// Opens the database for a command that works on what is there.
///
/// # Errors
/// When it cannot be reached, or its schema is not the one of this program.
pub async fn open_store(config: &Config) -> Result<Store> {
    let store = connect(config).await?;
    let pending = store.db().pending_migrations().await.context("reading the database's schema")?;
    if let Some(first) = pending.first() {
        let n = pending.len();
        bail!("the database lacks {n} migrations, from {first} on: make a backup, then run: tsukuriba migrate");
    }
    Ok(store)
}

/// Opens the database whatever its schema is.
///
/// # Errors
/// When a folder, file or server cannot be reached.
pub async fn connect(config: &Config) -> Result<Store> {
    let folder = &config.data;
    std::fs::create_dir_all(folder).with_context(|| format!("cannot make the data folder {}", folder.display()))?;
    let db = match &config.database_url {
        Some(url) => Db::postgres(&url.0).await.context("cannot reach PostgreSQL at DATABASE_URL")?,
        None => Db::sqlite(&folder.join("tsukuriba.db")).await.context("cannot open the SQLite file")?,
    };
    Ok(Store::new(db, config.clock()))
}
