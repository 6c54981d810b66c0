//! House rules that neither the compiler nor clippy knows, checked on every file git would keep.

mod allowed;
mod circles;
mod length;
mod locales;
mod sources;
mod text;
mod unused;
mod uses;
mod wasm_tree;

use anyhow::{Context, Result, bail, ensure};
use std::fs;
use std::path::Path;
use std::process::Command;

/// A file of the project, its path relative to the root.
pub struct File {
    pub path: String,
    pub text: String,
}

impl File {
    /// A file or a function may be long when it says why.
    pub const EXCUSE: &str = "tidy: long because";

    pub fn extension(&self) -> &str {
        self.path.rsplit_once('.').map_or("", |(_, end)| end)
    }

    /// xtask's own sources name what they look for.
    pub fn is_xtask(&self) -> bool {
        self.path.starts_with("xtask/")
    }
}

/// Fails with one line per finding, `path:line: what`.
pub fn check(root: &Path) -> Result<()> {
    let files = project_files(root)?;
    let mut findings = Vec::new();
    for file in &files {
        findings.extend(length::check(file));
        findings.extend(text::check(file, root));
    }
    findings.extend(locales::check(&files)?);
    let crates = sources::crates(&files)?;
    let mut named = circles::check(&crates)?;
    named.extend(unused::public_items(&crates)?);
    named.extend(unused::dependencies(&crates));
    findings.extend(allowed::check(&named, &files));
    findings.extend(wasm_tree::check(root)?);
    for finding in &findings {
        eprintln!("{finding}");
    }
    if !findings.is_empty() {
        bail!("tidy: {} findings", findings.len());
    }
    println!("tidy: {} files, nothing found", files.len());
    Ok(())
}

/// Text files that are tracked, or new and not ignored.
fn project_files(root: &Path) -> Result<Vec<File>> {
    let listed = Command::new("git")
        .current_dir(root)
        .args(["ls-files", "-z", "--cached", "--others", "--exclude-standard"])
        .output()
        .context("running git ls-files")?;
    ensure!(listed.status.success(), "git ls-files failed");
    let mut files = Vec::new();
    for path in listed.stdout.split(|&byte| byte == 0) {
        let path = String::from_utf8_lossy(path).into_owned();
        // A file that is no UTF-8 is a picture; one that is gone was deleted but not committed.
        if let Ok(text) = fs::read_to_string(root.join(&path)) {
            files.push(File { path, text });
        }
    }
    Ok(files)
}
