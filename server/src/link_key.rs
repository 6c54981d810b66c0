//! Where the secret of the links lies: in a setting, or in a file beside the data. Never in the database, whose copies
//! go far.

use std::{
    fs::{self, OpenOptions},
    io::{ErrorKind, Write},
    path::{Path, PathBuf},
};

use anyhow::{Context, Result, bail, ensure};
use store::link::LinkKey;

use crate::config::Config;

const FILE: &str = "link.key";

/// The key file of a data folder.
pub fn path(config: &Config) -> PathBuf {
    config.data.join(FILE)
}

/// The key that is there; `None` before the first start.
///
/// # Errors
/// When it cannot be read.
pub fn read(config: &Config) -> Result<Option<LinkKey>> {
    if let Some(given) = &config.link_key {
        let key = LinkKey::parse(&given.0);
        return key.map(Some).context("TSUKURIBA_LINK_KEY is not 64 hexadecimal digits");
    }
    let path = path(config);
    match fs::read_to_string(&path) {
        Ok(text) => {
            let key = LinkKey::parse(&text);
            key.map(Some).with_context(|| format!("{} is not 64 hexadecimal digits", path.display()))
        }
        Err(error) if error.kind() == ErrorKind::NotFound => Ok(None),
        Err(error) => Err(error).with_context(|| format!("cannot read {}", path.display())),
    }
}

/// The key that is there, else that of the database before, else a new one; in the file from now on.
///
/// # Errors
/// When the file cannot be read or written, or a setting would make the old links open nothing.
pub fn open_or_move(config: &Config, old: Option<&LinkKey>) -> Result<LinkKey> {
    let found = read(config)?;
    if let (Some(_), Some(found), Some(old)) = (&config.link_key, &found, old) {
        ensure!(
            found.to_hex() == old.to_hex(),
            "links that were mailed were made with another key: start once without TSUKURIBA_LINK_KEY, which moves \
             that key into {}, then set TSUKURIBA_LINK_KEY to what stands there",
            path(config).display()
        );
    }
    if let Some(found) = found {
        return Ok(found);
    }
    let key = old.cloned().unwrap_or_else(LinkKey::random);
    write(&path(config), &key)?;
    // Two servers that began together on one folder have one key: the file of whoever was first.
    match read(config)? {
        Some(key) => Ok(key),
        None => bail!("{} is gone again", path(config).display()),
    }
}

/// Whole or not at all, for nobody else's eyes; leaves a file that is there alone.
fn write(path: &Path, key: &LinkKey) -> Result<()> {
    let unfinished = path.with_extension(format!("{}.new", uuid::Uuid::new_v4().simple()));
    let write = || -> std::io::Result<()> {
        let mut options = OpenOptions::new();
        options.write(true).create_new(true);
        #[cfg(unix)]
        std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o600);
        let mut file = options.open(&unfinished)?;
        writeln!(file, "{}", key.to_hex())?;
        file.sync_all()?;
        match fs::hard_link(&unfinished, path) {
            Err(error) if error.kind() != ErrorKind::AlreadyExists => Err(error),
            _ => Ok(()),
        }
    };
    let written = write();
    // Without it the key would lie there twice; a rest that cannot be removed is as secret as the file.
    let _ = fs::remove_file(&unfinished);
    written.with_context(|| format!("cannot write {}", path.display()))
}

/// Whether others than its owner may read the file; `None` when there is no file, or no such thing on this system.
pub fn is_open_to_others(config: &Config) -> Option<bool> {
    #[cfg(unix)]
    {
        use std::os::unix::fs::PermissionsExt;
        let about = fs::metadata(path(config)).ok()?;
        Some(about.permissions().mode() & 0o077 != 0)
    }
    #[cfg(not(unix))]
    {
        None
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::config::{Options, Secret};

    fn config(folder: &Path, link_key: Option<Secret>) -> Config {
        let options = Options { data: Some(folder.to_owned()), link_key, ..Options::default() };
        options.resolve().expect("settings")
    }

    #[test]
    fn a_key_is_made_once_and_for_its_owner_alone() {
        let folder = tempfile::TempDir::new().expect("a folder");
        let config = config(folder.path(), None);
        assert!(read(&config).expect("nothing wrong").is_none());
        let first = open_or_move(&config, None).expect("a new key").to_hex();
        assert_eq!(open_or_move(&config, None).expect("the same").to_hex(), first);
        #[cfg(unix)]
        assert_eq!(is_open_to_others(&config), Some(false));
        assert_eq!(fs::read_dir(folder.path()).expect("the folder").count(), 1, "nothing is left over");
    }

    #[test]
    fn the_key_of_an_old_database_goes_on() {
        let (folder, old) = (tempfile::TempDir::new().expect("a folder"), LinkKey::random());
        let moved = open_or_move(&config(folder.path(), None), Some(&old)).expect("moved");
        assert_eq!(moved.to_hex(), old.to_hex());
        // Broken off before the database forgot it: the file counts.
        assert_eq!(open_or_move(&config(folder.path(), None), Some(&old)).expect("again").to_hex(), old.to_hex());
        let other = config(folder.path(), Some(Secret(LinkKey::random().to_hex())));
        let refusal = open_or_move(&other, Some(&old)).expect_err("links would break").to_string();
        assert!(refusal.contains("start once without TSUKURIBA_LINK_KEY"), "{refusal}");
        let same = config(folder.path(), Some(Secret(old.to_hex())));
        assert_eq!(open_or_move(&same, Some(&old)).expect("the same key").to_hex(), old.to_hex());
    }

    #[test]
    fn a_damaged_key_is_no_key() {
        let folder = tempfile::TempDir::new().expect("a folder");
        fs::write(folder.path().join(FILE), "00").expect("written");
        assert!(open_or_move(&config(folder.path(), None), None).is_err());
    }
}
