//! Image files in a folder, by object_store: the same interface will reach an S3 bucket.

use std::path::Path;

use async_trait::async_trait;
use futures_util::TryStreamExt;
use object_store::{Error, ObjectStore, ObjectStoreExt, local::LocalFileSystem, path::Path as Key};
use store::ports::Images;

/// Images under `DIR/images`.
#[derive(Debug)]
pub struct FolderImages {
    store: LocalFileSystem,
}

impl FolderImages {
    /// Opens the folder, creating it when missing.
    ///
    /// # Errors
    /// When the folder cannot be made.
    pub fn open(folder: &Path) -> anyhow::Result<FolderImages> {
        std::fs::create_dir_all(folder)?;
        // A photo is a folder of its own, which goes with its last file.
        Ok(FolderImages { store: LocalFileSystem::new_with_prefix(folder)?.with_automatic_cleanup(true) })
    }
}

#[async_trait]
impl Images for FolderImages {
    async fn put(&self, key: &str, bytes: Vec<u8>) -> Result<(), String> {
        let key = Key::parse(key).map_err(|error| error.to_string())?;
        self.store.put(&key, bytes.into()).await.map(|_| ()).map_err(|error| error.to_string())
    }

    async fn get(&self, key: &str) -> Result<Option<Vec<u8>>, String> {
        let key = Key::parse(key).map_err(|error| error.to_string())?;
        let found = match self.store.get(&key).await {
            Ok(found) => found,
            Err(Error::NotFound { .. }) => return Ok(None),
            Err(error) => return Err(error.to_string()),
        };
        found.bytes().await.map(|bytes| Some(bytes.into())).map_err(|error| error.to_string())
    }

    async fn delete(&self, key: &str) -> Result<(), String> {
        let key = Key::parse(key).map_err(|error| error.to_string())?;
        match self.store.delete(&key).await {
            Ok(()) | Err(Error::NotFound { .. }) => Ok(()),
            Err(error) => Err(error.to_string()),
        }
    }

    async fn below(&self, folder: &str) -> Result<Vec<String>, String> {
        let folder = Key::parse(folder).map_err(|error| error.to_string())?;
        let found: Vec<_> = self.store.list(Some(&folder)).try_collect().await.map_err(|error| error.to_string())?;
        Ok(found.into_iter().map(|object| object.location.to_string()).collect())
    }

    async fn keys(&self) -> Result<Vec<String>, String> {
        let all: Vec<_> = self.store.list(None).try_collect().await.map_err(|error| error.to_string())?;
        Ok(all.into_iter().map(|object| object.location.to_string()).collect())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[tokio::test]
    async fn keeps_files_inside_its_folder() {
        let folder = tempfile::TempDir::new().unwrap();
        let images = FolderImages::open(&folder.path().join("images")).unwrap();
        std::fs::write(folder.path().join("secret"), "no").unwrap();
        images.put("photos/a/320.webp", b"bytes".to_vec()).await.unwrap();
        assert_eq!(images.get("photos/a/320.webp").await.unwrap().as_deref(), Some(&b"bytes"[..]));
        assert_eq!(images.get("photos/b/320.webp").await.unwrap(), None);
        for key in ["../secret", "photos/../../secret", "/../secret", "photos/%2e%2e/secret"] {
            assert!(!matches!(images.get(key).await, Ok(Some(_))), "{key}");
        }
        assert_eq!(images.keys().await.unwrap(), ["photos/a/320.webp"]);
        images.put("photos/ab/320.webp", b"bytes".to_vec()).await.unwrap();
        assert_eq!(images.below("photos/a").await.unwrap(), ["photos/a/320.webp"]);
        assert!(images.below("photos/none").await.unwrap().is_empty());
        images.delete("photos/ab/320.webp").await.unwrap();
        images.delete("photos/a/320.webp").await.unwrap();
        images.delete("photos/a/320.webp").await.unwrap();
        assert!(images.keys().await.unwrap().is_empty());
    }
}
