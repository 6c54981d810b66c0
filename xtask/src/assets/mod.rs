//! Builds what the browser loads into `target/site/pkg`, with a manifest of the hashed names.
//!
//! Four parts (wasm, css, scripts, public files) are each rebuilt only when the digest of their inputs
//! differs from the one recorded in `target/site/state` by the run before.

mod compress;
mod digest;
mod scripts;
mod site;
mod styles;
mod wasm;

use anyhow::{Context, Result};
use site::{Built, Site};
use std::path::Path;
use std::time::Instant;

#[derive(Clone, Copy, PartialEq, Eq)]
pub enum Mode {
    /// Quick to build; what `script/server` and the tests serve.
    Dev,
    /// Small to send; what the released binary embeds.
    Release,
}

impl Mode {
    fn name(self) -> &'static str {
        match self {
            Mode::Dev => "dev",
            Mode::Release => "release",
        }
    }
}

/// A part of the site with the files it is made from and the function that makes it.
struct Part {
    name: &'static str,
    inputs: &'static [&'static str],
    build: fn(&Path, &Site, Mode) -> Result<Built>,
}

const PARTS: [Part; 4] = [
    Part {
        name: "wasm",
        inputs: &[
            "app",
            "frontend",
            "xtask/src",
            "Cargo.toml",
            "Cargo.lock",
            "rust-toolchain.toml",
            "end2end/package-lock.json",
        ],
        build: wasm::build,
    },
    Part { name: "css", inputs: &["style", "xtask/src", "end2end/package-lock.json"], build: styles::build },
    Part {
        name: "scripts",
        inputs: &["frontend/enhance", "xtask/src", "end2end/package-lock.json"],
        build: scripts::build,
    },
    Part { name: "public", inputs: &["app/public", "xtask/src"], build: site::copy_public },
];

/// Brings `target/site` up to date.
pub fn build(root: &Path, mode: Mode) -> Result<()> {
    let site = Site::open(root)?;
    let before = site.state();
    let mut after = Vec::new();
    for part in &PARTS {
        let digest = digest::of_inputs(root, part.inputs, mode.name())?;
        let kept = before.iter().find(|built| built.is_current(part.name, &digest) && site.has_files_of(built));
        if let Some(built) = kept {
            after.push(built.clone());
            continue;
        }
        let start = Instant::now();
        let mut built =
            (part.build)(root, &site, mode).with_context(|| format!("building the {} part of the site", part.name))?;
        built.part = part.name.to_owned();
        built.digest = digest;
        println!("assets: {} {} built in {:.1} s", mode.name(), part.name, start.elapsed().as_secs_f32());
        after.push(built);
    }
    if after == before {
        println!("assets: {} unchanged", mode.name());
        return Ok(());
    }
    site.write_manifest(&after)?;
    site.write_state(&after)?;
    site.remove_files_not_in(&after)?;
    site.print_sizes(&after)
}
