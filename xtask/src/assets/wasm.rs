//! `frontend` as WebAssembly with its JavaScript loader.
//!
//! leptos' `HydrationScripts` wants one stem for both: `<stem>.js` and `<stem>_bg.wasm`; the stem carries the hash.

use super::Mode;
use super::digest;
use super::site::{Built, Site};
use anyhow::{Context, Result, ensure};
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;
use wasm_bindgen_cli_support::Bindgen;

const TARGET: &str = "wasm32-unknown-unknown";
const OUT_NAME: &str = "tsukuriba";
/// What browsers of the last years accept; `--all-features` emits what Chromium rejects.
const WASM_OPT_FLAGS: [&str; 7] = [
    "--enable-bulk-memory",
    "--enable-nontrapping-float-to-int",
    "-Oz",
    // Flat code shows the second round what the first could not merge.
    "--flatten",
    "--rereloop",
    "-Oz",
    "--converge",
];

pub fn build(root: &Path, site: &Site, mode: Mode) -> Result<Built> {
    let compiled = compile(root, mode)?;
    let out = scratch(root)?.join("bindgen");
    if out.exists() {
        fs::remove_dir_all(&out)?;
    }
    Bindgen::new()
        .input_path(&compiled)
        .web(true)?
        .typescript(false)
        .remove_name_section(mode == Mode::Release)
        .remove_producers_section(mode == Mode::Release)
        .out_name(OUT_NAME)
        .generate(&out)
        .context("wasm-bindgen")?;
    let module = out.join(format!("{OUT_NAME}_bg.wasm"));
    if mode == Mode::Release {
        optimise(root, &module)?;
    }
    site.add_snippets(&out, mode)?;
    let js = fs::read(out.join(format!("{OUT_NAME}.js")))?;
    let wasm = fs::read(&module)?;
    let stem = format!("{OUT_NAME}-{}", digest::of_file(&[js.as_slice(), &wasm].concat()));
    Ok(Built {
        files: vec![
            ("js".to_owned(), site.add_named(&format!("{stem}.js"), &js, mode)?),
            ("wasm".to_owned(), site.add_named(&format!("{stem}_bg.wasm"), &wasm, mode)?),
        ],
        ..Built::default()
    })
}

/// Its own target folder: the features differ from the server's, so sharing would rebuild both.
fn compile(root: &Path, mode: Mode) -> Result<PathBuf> {
    let mut cargo = Command::new("cargo");
    cargo
        .current_dir(root)
        .args(["build", "-p", "frontend", "--target", TARGET, "--target-dir"])
        .arg(built(root).join("wasm"));
    let folder = match mode {
        Mode::Dev => "debug",
        Mode::Release => {
            cargo.args(["--profile", "wasm-release"]);
            "wasm-release"
        }
    };
    forget_callers_package(&mut cargo);
    let status = cargo.status().context("running cargo")?;
    ensure!(status.success(), "cargo could not build frontend for {TARGET}");
    Ok(built(root).join("wasm").join(TARGET).join(folder).join("frontend.wasm"))
}

/// `cargo run` tells xtask about its own package; a build script of another must not see that.
fn forget_callers_package(cargo: &mut Command) {
    for (name, _) in std::env::vars_os() {
        let text = name.to_string_lossy();
        if text.starts_with("CARGO_PKG_") || text.starts_with("CARGO_MANIFEST_") {
            cargo.env_remove(&name);
        }
    }
}

fn optimise(root: &Path, module: &Path) -> Result<()> {
    let small = module.with_extension("opt.wasm");
    let status = Command::new(node_tool(root, "wasm-opt")?)
        .args(WASM_OPT_FLAGS)
        .arg(module)
        .arg("-o")
        .arg(&small)
        .status()
        .context("running wasm-opt")?;
    ensure!(status.success(), "wasm-opt refused the module");
    Ok(fs::rename(small, module)?)
}

/// A command that `npm ci` put into `end2end/node_modules`.
pub fn node_tool(root: &Path, name: &str) -> Result<PathBuf> {
    let tool = root.join("end2end/node_modules/.bin").join(name);
    ensure!(tool.exists(), "{name} is missing from end2end/node_modules: run script/setup");
    Ok(tool)
}

/// Cargo's own folder; a relative one counts from the root, where the scripts run cargo.
fn built(root: &Path) -> PathBuf {
    root.join(std::env::var_os("CARGO_TARGET_DIR").unwrap_or_else(|| "target".into()))
}

pub fn scratch(root: &Path) -> Result<PathBuf> {
    let dir = built(root).join("xtask");
    fs::create_dir_all(&dir).with_context(|| format!("making {}", dir.display()))?;
    Ok(dir)
}
