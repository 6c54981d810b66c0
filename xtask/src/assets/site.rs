//! The folder `target/site`: hashed files under `pkg/`, `pkg/manifest.json`, and the `state` of the
//! last run.

use super::{Mode, compress, digest};
use anyhow::{Context, Result};
use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};

const MANIFEST: &str = "manifest.json";
/// Scripts that wasm-bindgen emits beside its loader and imports by relative path.
const SNIPPETS: &str = "snippets";

pub struct Site {
    dir: PathBuf,
    pub pkg: PathBuf,
}

/// What one part gave: manifest keys with the hashed file names they stand for.
#[derive(Clone, Default, PartialEq, Eq)]
pub struct Built {
    pub part: String,
    pub digest: String,
    pub files: Vec<(String, String)>,
}

impl Built {
    pub fn is_current(&self, part: &str, digest: &str) -> bool {
        self.part == part && self.digest == digest
    }
}

impl Site {
    pub fn open(root: &Path) -> Result<Site> {
        let dir = root.join("target/site");
        let pkg = dir.join("pkg");
        fs::create_dir_all(&pkg).with_context(|| format!("making {}", pkg.display()))?;
        Ok(Site { dir, pkg })
    }

    /// Writes `bytes` as `stem.<hash>.extension` with its compressed neighbours; gives the name.
    pub fn add(&self, name: &str, bytes: &[u8], mode: Mode) -> Result<String> {
        let (stem, extension) = name.rsplit_once('.').unwrap_or((name, "bin"));
        self.add_named(&format!("{stem}.{}.{extension}", digest::of_file(bytes)), bytes, mode)
    }

    /// Writes `bytes` under a name that is hashed already.
    pub fn add_named(&self, hashed: &str, bytes: &[u8], mode: Mode) -> Result<String> {
        let path = self.pkg.join(hashed);
        if let Some(folder) = path.parent() {
            fs::create_dir_all(folder)?;
        }
        fs::write(&path, bytes).with_context(|| format!("writing {}", path.display()))?;
        compress::beside(&path, bytes, mode)?;
        Ok(hashed.to_owned())
    }

    /// Replaces `pkg/snippets` by the folder that wasm-bindgen made, if it made one.
    pub fn add_snippets(&self, from: &Path, mode: Mode) -> Result<()> {
        let to = self.pkg.join(SNIPPETS);
        if to.exists() {
            fs::remove_dir_all(&to)?;
        }
        let mut files = Vec::new();
        digest::collect(&from.join(SNIPPETS), &mut files)?;
        for file in files {
            let target = self.pkg.join(file.strip_prefix(from)?);
            if let Some(folder) = target.parent() {
                fs::create_dir_all(folder)?;
            }
            let bytes = fs::read(&file)?;
            fs::write(&target, &bytes)?;
            compress::beside(&target, &bytes, mode)?;
        }
        Ok(())
    }

    pub fn has_files_of(&self, built: &Built) -> bool {
        built.files.iter().all(|(_, name)| self.pkg.join(name).exists())
    }

    /// What the last run wrote, one part a line: name, digest, then `key=file` fields.
    pub fn state(&self) -> Vec<Built> {
        let text = fs::read_to_string(self.dir.join("state")).unwrap_or_default();
        text.lines()
            .filter_map(|line| {
                let mut fields = line.split('\t');
                Some(Built {
                    part: fields.next()?.to_owned(),
                    digest: fields.next()?.to_owned(),
                    files: fields
                        .filter_map(|field| field.split_once('='))
                        .map(|(key, name)| (key.to_owned(), name.to_owned()))
                        .collect(),
                })
            })
            .collect()
    }

    pub fn write_state(&self, parts: &[Built]) -> Result<()> {
        let mut text = String::new();
        for built in parts {
            text.push_str(&format!("{}\t{}", built.part, built.digest));
            for (key, name) in &built.files {
                text.push_str(&format!("\t{key}={name}"));
            }
            text.push('\n');
        }
        Ok(fs::write(self.dir.join("state"), text)?)
    }

    /// Written to one side and renamed: a server that starts meanwhile reads the old or the new.
    pub fn write_manifest(&self, parts: &[Built]) -> Result<()> {
        let entries: serde_json::Map<String, serde_json::Value> =
            parts.iter().flat_map(|built| &built.files).map(|(key, name)| (key.clone(), name.clone().into())).collect();
        let draft = self.dir.join("manifest.json.new");
        fs::write(&draft, serde_json::to_string_pretty(&entries)? + "\n")?;
        Ok(fs::rename(draft, self.pkg.join(MANIFEST))?)
    }

    pub fn remove_files_not_in(&self, parts: &[Built]) -> Result<()> {
        let mut keep = BTreeSet::from([self.pkg.join(MANIFEST)]);
        for (_, name) in parts.iter().flat_map(|built| &built.files) {
            let path = self.pkg.join(name);
            keep.insert(compress::with_suffix(&path, "br"));
            keep.insert(compress::with_suffix(&path, "gz"));
            keep.insert(path);
        }
        let mut files = Vec::new();
        digest::collect(&self.pkg, &mut files)?;
        for file in files {
            if !keep.contains(&file) && !file.starts_with(self.pkg.join(SNIPPETS)) {
                fs::remove_file(file)?;
            }
        }
        Ok(())
    }

    pub fn print_sizes(&self, parts: &[Built]) -> Result<()> {
        for (_, name) in parts.iter().flat_map(|built| &built.files) {
            let path = self.pkg.join(name);
            let bytes = |path: &Path| fs::metadata(path).map(|meta| meta.len()).unwrap_or(0);
            println!(
                "assets: {name}: {} bytes, gzip {}, brotli {}",
                bytes(&path),
                bytes(&compress::with_suffix(&path, "gz")),
                bytes(&compress::with_suffix(&path, "br")),
            );
        }
        Ok(())
    }
}

/// `app/public/**` under hashed names; the manifest's key is the path below that folder.
pub fn copy_public(root: &Path, site: &Site, mode: Mode) -> Result<Built> {
    let public = root.join("app/public");
    let mut files = Vec::new();
    digest::collect(&public, &mut files)?;
    files.sort();
    let mut built = Built::default();
    for file in files {
        let key = file.strip_prefix(&public)?.to_string_lossy().into_owned();
        let name = site.add(&key, &fs::read(&file)?, mode)?;
        built.files.push((key, name));
    }
    Ok(built)
}
