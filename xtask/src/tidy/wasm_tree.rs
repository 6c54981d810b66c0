//! The proof that no server crate reaches the browser, and that pages do not know the store.

use anyhow::{Context, Result, bail};
use std::collections::BTreeSet;
use std::path::Path;
use std::process::Command;

/// Crates, and families of crates by their first letters, that belong to the server.
const SERVER_CRATES: [&str; 8] = ["sea-orm", "sqlx", "axum", "async-stripe", "image", "tokio", "store", "server"];

/// Crates that pages must not know: they are built beside `store`, not after it.
const BEHIND_PAGES: [&str; 3] = ["store", "sea-orm", "sqlx"];

pub fn check(root: &Path) -> Result<Vec<String>> {
    let browser = tree(root, &["-p", "frontend", "--target", "wasm32-unknown-unknown"])?;
    let pages = tree(root, &["-p", "app", "--features", "ssr"])?;
    let reached = named(&browser, &SERVER_CRATES)
        .into_iter()
        .map(|name| format!("frontend/Cargo.toml:1: {name} reaches the browser"));
    let known = named(&pages, &BEHIND_PAGES).into_iter().map(|name| format!("app/Cargo.toml:1: pages know {name}"));
    Ok(reached.chain(known).collect())
}

/// What a crate is built with, one a line.
fn tree(root: &Path, args: &[&str]) -> Result<String> {
    let tree = Command::new("cargo")
        .current_dir(root)
        .args(["tree", "-e", "normal", "--prefix", "none"])
        .args(args)
        .output()
        .context("running cargo tree")?;
    if !tree.status.success() {
        bail!("cargo tree: {}", String::from_utf8_lossy(&tree.stderr));
    }
    Ok(String::from_utf8_lossy(&tree.stdout).into_owned())
}

/// Those of the crates, or of their families, that are in the tree.
fn named<'t>(tree: &'t str, crates: &[&str]) -> BTreeSet<&'t str> {
    tree.lines()
        .filter_map(|line| line.split_whitespace().next())
        .filter(|name| crates.iter().any(|wanted| name == wanted || name.starts_with(&format!("{wanted}-"))))
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn finds_server_crates_and_their_families_only() {
        let tree =
            "frontend v0.1.0\nserver_fn v0.8.0\nsea-orm-macros v2.0.4\nleptos v0.8\nimagesize v1\nstore v0.1.0\n";
        assert_eq!(Vec::from_iter(named(tree, &SERVER_CRATES)), ["sea-orm-macros", "store"]);
    }

    #[test]
    fn pages_may_know_the_domain_only() {
        let tree = "app v0.1.0\ndomain v0.1.0\nleptos v0.8\nstorekey v1\n";
        assert_eq!(named(tree, &BEHIND_PAGES).len(), 0);
        assert_eq!(Vec::from_iter(named("app v0.1.0\nstore v0.1.0\n", &BEHIND_PAGES)), ["store"]);
    }
}
