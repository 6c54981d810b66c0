//! `style/main.scss` and what it uses, as one compressed sheet.

use super::site::{Built, Site};
use super::{Mode, wasm};
use anyhow::{Context, Result, ensure};
use std::fs;
use std::path::Path;
use std::process::Command;

pub fn build(root: &Path, site: &Site, mode: Mode) -> Result<Built> {
    let source = root.join("style/main.scss");
    ensure!(source.exists(), "style/main.scss is missing");
    let sheet = wasm::scratch(root)?.join("main.css");
    let status = Command::new(wasm::node_tool(root, "sass")?)
        .args(["--style=compressed", "--no-source-map"])
        .args([&source, &sheet])
        .status()
        .context("running sass")?;
    ensure!(status.success(), "sass refused style/main.scss");
    let name = site.add("main.css", &fs::read(&sheet)?, mode)?;
    Ok(Built { files: vec![("css".to_owned(), name)], ..Built::default() })
}
