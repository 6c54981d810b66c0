//! From settings to a running service's parts.

use anyhow::{Context, Result, bail};
use store::{Db, Store, link::LinkKey};

use crate::{config::Config, link_key};

/// Whether a site with these settings may be served to others.
///
/// # Errors
/// What is missing, and what to do: without mail nobody can confirm an address or set a new password.
pub fn may_go_public(config: &Config) -> Result<()> {
    if config.secure() && config.smtp_url.is_none() {
        bail!(
            "{} is a public address, but no mail could be sent: nobody could confirm an address or set a new password.\n\
             Set TSUKURIBA_SMTP_URL, such as smtps://user:password@host:465, and TSUKURIBA_MAIL_FROM; \
             then look at it with: tsukuriba doctor",
            config.site_url
        );
    }
    Ok(())
}

/// Opens the database named by the settings, creating the data folder and the file, and migrates it: for `serve` and
/// `migrate` alone.
///
/// # Errors
/// When a folder, file or server cannot be reached, or a migration fails.
pub async fn open_migrated(config: &Config) -> Result<Store> {
    let db = open(config).await?;
    db.migrate().await.context("migrating the database")?;
    let before = Store::new(db.clone(), config.clock());
    let old = before.link_secret_stored().await.context("reading the old link secret")?;
    let links = link_key::open_or_move(config, old.as_ref())?;
    if old.is_some() {
        before.link_secret_forget().await.context("taking the link secret out of the database")?;
    }
    Ok(Store::with_links(db, config.clock(), links))
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
    let db = open(config).await?;
    // A command that looks at what is there makes no key.
    Ok(Store::with_links(db, config.clock(), link_key::read(config)?.unwrap_or_else(LinkKey::random)))
}

async fn open(config: &Config) -> Result<Db> {
    let folder = &config.data;
    std::fs::create_dir_all(folder).with_context(|| format!("cannot make the data folder {}", folder.display()))?;
    match &config.database_url {
        Some(url) => Db::postgres(&url.0).await.context("cannot reach PostgreSQL at DATABASE_URL"),
        None => Db::sqlite(&folder.join("tsukuriba.db")).await.context("cannot open the SQLite file"),
    }
}
