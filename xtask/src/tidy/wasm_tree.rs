//! The proof that no server crate reaches the browser.

use anyhow::{Context, Result, bail};
use std::path::Path;
use std::process::Command;

/// Crates, and families of crates by their first letters, that belong to the server.
const SERVER_CRATES: [&str; 8] = ["sea-orm", "sqlx", "axum", "async-stripe", "image", "tokio", "store", "server"];

pub fn check(root: &Path) -> Result<Vec<String>> {
    let tree = Command::new("cargo")
        .current_dir(root)
        .args(["tree", "-p", "frontend", "-e", "normal", "--prefix", "none"])
        .args(["--target", "wasm32-unknown-unknown"])
        .output()
        .context("running cargo tree")?;
    if !tree.status.success() {
        bail!("cargo tree: {}", String::from_utf8_lossy(&tree.stderr));
    }
    Ok(server_crates(&String::from_utf8_lossy(&tree.stdout))
        .map(|name| format!("frontend/Cargo.toml:1: {name} reaches the browser"))
        .collect())
}

fn server_crates(tree: &str) -> impl Iterator<Item = &str> {
    let names: std::collections::BTreeSet<&str> = tree
        .lines()
        .filter_map(|line| line.split_whitespace().next())
        .filter(|name| SERVER_CRATES.iter().any(|server| name == server || name.starts_with(&format!("{server}-"))))
        .collect();
    names.into_iter()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn finds_server_crates_and_their_families_only() {
        let tree =
            "frontend v0.1.0\nserver_fn v0.8.0\nsea-orm-macros v2.0.4\nleptos v0.8\nimagesize v1\nstore v0.1.0\n";
        let found: Vec<&str> = server_crates(tree).collect();
        assert_eq!(found, ["sea-orm-macros", "store"]);
    }
}
