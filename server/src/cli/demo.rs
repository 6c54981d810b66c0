//! The demo, as the command line knows it.

use std::sync::Arc;

use anyhow::{Result, bail};
use demo::{
    scale, scale_booking,
    seed::{self, Found},
};
use store::{Store, ports::Images};

use super::{rehearsal, seed::Seed};
use crate::{config::Config, images, photos, start};

const BROKEN_OFF: &str =
    "loading the demo was broken off here before: empty the data folder or the database, then start again";

/// The demo's payments: [`rehearsal::begin`].
///
/// # Errors
/// When no port is free.
pub async fn rehearse_payments(config: Config) -> Result<Config> {
    rehearsal::begin(config).await
}

/// Fills an empty database; leaves any other as it is.
pub async fn load_if_empty(store: &Store, images: Arc<dyn Images>) -> Result<()> {
    match seed::look(store).await? {
        Found::Nothing => {
            println!("Loading the demo into the empty database …");
            seed::load(store, images, photos::from_drawing).await?;
        }
        Found::PartOfTheDemo => bail!(BROKEN_OFF),
        Found::Data => println!("Demo: skipped, the database has data already."),
    }
    Ok(())
}

/// `seed demo` and `seed scale`.
pub async fn run(config: &Config, what: Seed) -> Result<()> {
    let store = start::open_store(config).await?;
    match seed::look(&store).await? {
        Found::Nothing => {}
        Found::PartOfTheDemo => bail!(BROKEN_OFF),
        Found::Data => bail!("the database is not empty; seeding would mix invented data with what is there"),
    }
    let images = images::open(config)?;
    seed::load(&store, images, photos::from_drawing).await?;
    if let Seed::Scale { products, bookings, members } = what {
        scale::load(&store, products).await?;
        let tokens = scale_booking::load(&store, members, bookings).await?;
        std::fs::write(config.data.join("bench-tokens.txt"), tokens.join("\n") + "\n")?;
    }
    Ok(())
}

/// The accounts with which a visitor can try the demo.
pub fn announce() {
    println!("  Demo accounts, all with the password {}:", seed::PASSWORD);
    for (email, what) in seed::ACCOUNTS {
        println!("    {email:<22} {what}");
    }
    println!();
}
