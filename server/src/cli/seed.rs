//! `seed demo` and `seed bench`.

use std::sync::Arc;

use anyhow::{Result, bail};
use clap::Subcommand;

use crate::{config::Config, demo, images::FolderImages, start};

#[derive(Subcommand)]
pub enum Seed {
    /// The demo: an invented space with makers, pieces, bookings and three fiscal years of activity
    Demo,
    /// A large invented data set to measure with
    Bench {
        #[arg(long, default_value_t = 10_000)]
        products: u32,
        #[arg(long, default_value_t = 3_000)]
        bookings: u32,
        #[arg(long, default_value_t = 2_000)]
        members: u32,
    },
}

pub async fn run(config: &Config, seed: Seed) -> Result<()> {
    let store = start::open_store(config).await?;
    if !demo::seed::is_empty(&store).await? {
        bail!("the database is not empty; seeding would mix invented data with what is there");
    }
    let images = Arc::new(FolderImages::open(&config.images())?);
    demo::seed::load(&store, images).await?;
    if let Seed::Bench { products, bookings, members } = seed {
        demo::bench::load(&store, products).await?;
        let tokens = demo::bench_booking::load(&store, members, bookings).await?;
        std::fs::write(config.data.join("bench-tokens.txt"), tokens.join("\n") + "\n")?;
    }
    Ok(())
}
