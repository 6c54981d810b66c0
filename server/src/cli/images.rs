//! `images copy`: from the data folder into the bucket, or back.

use std::io::Write;

use anyhow::{Context, Result, anyhow};
use clap::{Subcommand, ValueEnum};

use crate::{
    config::Config,
    images::{self, StoredImages},
};

#[derive(Subcommand)]
pub enum ImagesCommand {
    /// Copy every image that is not there yet; nothing is deleted, and doing it again copies what is new
    Copy {
        /// Where to: the bucket that the settings name, or DIR/images
        #[arg(long)]
        to: Place,
    },
}

#[derive(Clone, Copy, ValueEnum)]
pub enum Place {
    Bucket,
    Folder,
}

/// Copies, and says how many.
///
/// # Errors
/// When a setting of the bucket is missing, or a file cannot be read or written.
pub async fn run(
    config: &Config,
    ImagesCommand::Copy { to }: ImagesCommand,
    out: &mut (dyn Write + Send),
) -> Result<()> {
    let (folder, bucket) = (StoredImages::in_folder(&config.images())?, StoredImages::in_bucket(config)?);
    let (from, to) = match to {
        Place::Bucket => (&folder, &bucket),
        Place::Folder => (&bucket, &folder),
    };
    let done = images::copy(from, to).await.map_err(|why| anyhow!("{why}; look at it with: tsukuriba doctor"))?;
    writeln!(out, "{} images were copied, {} were there already.", done.copied, done.there)?;
    out.flush().context("standard output")
}
