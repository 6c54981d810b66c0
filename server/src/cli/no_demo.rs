//! Stands in for `demo.rs` in a build without the feature `demo`.

use std::sync::Arc;

use anyhow::{Result, bail};
use store::{Store, ports::Images};

use super::seed::Seed;
use crate::config::Config;

const NO_DEMO: &str = "this build has no demo: it was made by `script/build --lean`; take one made by `script/build`";

pub async fn load_if_empty(_store: &Store, _images: Arc<dyn Images>) -> Result<()> {
    bail!(NO_DEMO)
}

pub async fn rehearse_payments(_config: Config) -> Result<Config> {
    bail!(NO_DEMO)
}

pub async fn run(_config: &Config, _what: Seed) -> Result<()> {
    bail!(NO_DEMO)
}

pub fn announce() {}
