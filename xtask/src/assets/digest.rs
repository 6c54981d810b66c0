//! Content digests: of a file for its name, of a part's inputs to see whether it must be rebuilt.

use anyhow::{Context, Result};
use sha2::{Digest, Sha256};
use std::fs;
use std::path::{Path, PathBuf};

/// 16 hexadecimal digits: enough that no two versions of a file share a name.
const FILE_HASH_DIGITS: usize = 16;

pub fn of_file(bytes: &[u8]) -> String {
    let mut hex = hex(&Sha256::digest(bytes));
    hex.truncate(FILE_HASH_DIGITS);
    hex
}

/// Digest of every file under `inputs` (missing ones count as absent) and of the mode.
pub fn of_inputs(root: &Path, inputs: &[&str], mode: &str) -> Result<String> {
    let mut files = Vec::new();
    for input in inputs {
        collect(&root.join(input), &mut files)?;
    }
    files.sort();
    let mut sha = Sha256::new();
    sha.update(mode);
    for file in &files {
        let bytes = fs::read(file).with_context(|| format!("reading {}", file.display()))?;
        let name = file.strip_prefix(root).unwrap_or(file);
        sha.update(name.to_string_lossy().as_bytes());
        sha.update(bytes.len().to_le_bytes());
        sha.update(&bytes);
    }
    Ok(hex(&sha.finalize()))
}

/// All files below `path`, or `path` itself; hidden ones and build output left out.
pub fn collect(path: &Path, files: &mut Vec<PathBuf>) -> Result<()> {
    if path.is_file() {
        files.push(path.to_path_buf());
    }
    if !path.is_dir() {
        return Ok(());
    }
    for entry in fs::read_dir(path).with_context(|| format!("reading {}", path.display()))? {
        let entry = entry?;
        let name = entry.file_name();
        let name = name.to_string_lossy();
        if !name.starts_with('.') && name != "target" && name != "node_modules" {
            collect(&entry.path(), files)?;
        }
    }
    Ok(())
}

fn hex(bytes: &[u8]) -> String {
    bytes.iter().map(|byte| format!("{byte:02x}")).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_file_hash_depends_on_the_content_alone() {
        assert_eq!(of_file(b"a").len(), FILE_HASH_DIGITS);
        assert_eq!(of_file(b"a"), of_file(b"a"));
        assert_ne!(of_file(b"a"), of_file(b"b"));
    }

    #[test]
    fn the_mode_is_part_of_the_inputs() -> Result<()> {
        let here = Path::new(env!("CARGO_MANIFEST_DIR"));
        let dev = of_inputs(here, &["src"], "dev")?;
        assert_eq!(dev, of_inputs(here, &["src"], "dev")?);
        assert_ne!(dev, of_inputs(here, &["src"], "release")?);
        Ok(())
    }
}
