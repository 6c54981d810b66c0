//! Image files by object_store: in a folder, or in an S3 bucket where the settings name one.

mod bucket;
mod http;

use std::{collections::HashSet, future::Future, path::Path, sync::Arc, time::Duration};

use anyhow::{Context, Result};
use async_trait::async_trait;
use futures_util::{StreamExt, TryStreamExt, stream};
use object_store::{Error, ObjectStore, ObjectStoreExt, local::LocalFileSystem, path::Path as Key};
use store::ports::Images;

use crate::config::Config;

/// Longest wait for one file, tries that failed included; each of them has an end of its own ([`bucket`]).
const FILE_WAIT: Duration = Duration::from_secs(30);
/// Files that are copied at once.
const COPIES_AT_ONCE: usize = 8;

/// Images in a folder or in a bucket.
#[derive(Debug)]
pub struct StoredImages {
    store: Arc<dyn ObjectStore>,
}

/// The images of this server, where the settings say that they are.
///
/// # Errors
/// When the folder cannot be made, or a setting of the bucket is missing or makes no sense.
pub fn open(config: &Config) -> Result<Arc<dyn Images>> {
    Ok(match config.s3.is_set() {
        true => Arc::new(StoredImages::in_bucket(config)?),
        false => Arc::new(StoredImages::in_folder(&config.images())?),
    })
}

impl StoredImages {
    /// Opens a folder, creating it when missing.
    ///
    /// # Errors
    /// When the folder cannot be made.
    pub fn in_folder(folder: &Path) -> Result<StoredImages> {
        let made = std::fs::create_dir_all(folder);
        made.with_context(|| format!("cannot make the folder of images {}", folder.display()))?;
        // A photo is a folder of its own, which goes with its last file.
        let store = LocalFileSystem::new_with_prefix(folder)?.with_automatic_cleanup(true);
        Ok(StoredImages { store: Arc::new(store) })
    }

    /// Opens the bucket that the settings name; nothing is asked of it yet.
    ///
    /// # Errors
    /// When a setting is missing or makes no sense.
    pub fn in_bucket(config: &Config) -> Result<StoredImages> {
        Ok(StoredImages { store: bucket::open(&config.s3)? })
    }
}

/// What a copy came to.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Copied {
    pub copied: usize,
    /// Files that were there already: a file never changes under its key.
    pub there: usize,
}

/// Copies every file that is not there yet; nothing is deleted on either side.
///
/// # Errors
/// A text for people, when one side fails; what was copied stays, and doing it again goes on from there.
pub async fn copy(from: &dyn Images, to: &dyn Images) -> std::result::Result<Copied, String> {
    let there: HashSet<String> = to.keys().await?.into_iter().collect();
    let all = from.keys().await?;
    let (there, missing): (Vec<String>, Vec<String>) = all.into_iter().partition(|key| there.contains(key));
    let copies = stream::iter(missing).map(|key| async move {
        // One that went meanwhile need not arrive.
        let Some(bytes) = from.get(&key).await? else { return Ok(0) };
        to.put(&key, bytes).await.map(|()| 1)
    });
    let copied =
        copies.buffer_unordered(COPIES_AT_ONCE).try_fold(0, async |sum, one| Ok::<_, String>(sum + one)).await?;
    Ok(Copied { copied, there: there.len() })
}

/// Bounds the wait for one file.
async fn in_time<T>(asked: impl Future<Output = object_store::Result<T>>) -> std::result::Result<T, String> {
    match tokio::time::timeout(FILE_WAIT, asked).await {
        Ok(answer) => answer.map_err(|error| bucket::why(&error)),
        Err(_) => Err(bucket::NO_ANSWER.to_owned()),
    }
}

fn key(text: &str) -> std::result::Result<Key, String> {
    Key::parse(text).map_err(|error| error.to_string())
}

#[async_trait]
impl Images for StoredImages {
    async fn put(&self, key: &str, bytes: Vec<u8>) -> std::result::Result<(), String> {
        let key = self::key(key)?;
        in_time(self.store.put(&key, bytes.into())).await.map(drop)
    }

    async fn get(&self, key: &str) -> std::result::Result<Option<Vec<u8>>, String> {
        let key = self::key(key)?;
        let read = async {
            match self.store.get(&key).await {
                Ok(found) => found.bytes().await.map(|bytes| Some(bytes.into())),
                // A bucket that is not there is no file that is not there.
                Err(error @ Error::NotFound { .. }) if !bucket::is_gone(&error) => Ok(None),
                Err(error) => Err(error),
            }
        };
        in_time(read).await
    }

    async fn delete(&self, key: &str) -> std::result::Result<(), String> {
        let key = self::key(key)?;
        let delete = async {
            match self.store.delete(&key).await {
                Err(error @ Error::NotFound { .. }) if !bucket::is_gone(&error) => Ok(()),
                other => other,
            }
        };
        in_time(delete).await
    }

    async fn below(&self, folder: &str) -> std::result::Result<Vec<String>, String> {
        listed(&*self.store, Some(&key(folder)?)).await
    }

    async fn keys(&self) -> std::result::Result<Vec<String>, String> {
        listed(&*self.store, None).await
    }
}

/// Page by page, each of which has its own end: how many there are bounds no wait.
async fn listed(store: &dyn ObjectStore, folder: Option<&Key>) -> std::result::Result<Vec<String>, String> {
    let found = store.list(folder).map_ok(|object| object.location.to_string());
    found.try_collect().await.map_err(|error| bucket::why(&error))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[tokio::test]
    async fn keeps_files_inside_its_folder() {
        let folder = tempfile::TempDir::new().unwrap();
        let images = StoredImages::in_folder(&folder.path().join("images")).unwrap();
        std::fs::write(folder.path().join("secret"), "no").unwrap();
        images.put("photos/a/320.webp", b"bytes".to_vec()).await.unwrap();
        for key in ["../secret", "photos/../../secret", "/../secret", "photos/%2e%2e/secret"] {
            assert!(!matches!(images.get(key).await, Ok(Some(_))), "{key}");
        }
        assert_eq!(images.keys().await.unwrap(), ["photos/a/320.webp"]);
    }
}
