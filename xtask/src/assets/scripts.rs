//! `frontend/enhance/*.ts`: small scripts that pages work without, each checked, stripped of its types and made small.

use super::site::{Built, Site};
use super::{Mode, digest, wasm};
use anyhow::{Context, Result, ensure};
use std::path::Path;
use std::process::Command;

const SOURCES: &str = "frontend/enhance";

pub fn build(root: &Path, site: &Site, mode: Mode) -> Result<Built> {
    let sources = root.join(SOURCES);
    let checked =
        Command::new(wasm::node_tool(root, "tsc")?).arg("-p").arg(&sources).status().context("running tsc")?;
    ensure!(checked.success(), "tsc refused {SOURCES}");
    let mut files = Vec::new();
    digest::collect(&sources, &mut files)?;
    files.retain(|file| file.extension().is_some_and(|extension| extension == "ts"));
    files.sort();
    let mut built = Built::default();
    for file in files {
        let key = file.file_stem().context("a nameless script")?.to_string_lossy().into_owned();
        let script = Command::new(wasm::node_tool(root, "esbuild")?)
            .arg(&file)
            .args(["--minify", "--format=esm", "--target=es2022"])
            .output()
            .context("running esbuild")?;
        ensure!(script.status.success(), "esbuild: {}", String::from_utf8_lossy(&script.stderr));
        let name = site.add(&format!("{key}.js"), &script.stdout, mode)?;
        built.files.push((key, name));
    }
    Ok(built)
}
