//! The world's adapters, in memory.

use std::{collections::HashMap, sync::Mutex};

use async_trait::async_trait;
use domain::{JobId, mail::Mail};
use store::ports::{Images, Mailer};

#[derive(Default)]
pub struct MemoryMailer(Mutex<Vec<Mail>>);

impl MemoryMailer {
    pub fn sent(&self) -> Vec<Mail> {
        self.0.lock().expect("lock").clone()
    }
}

#[async_trait]
impl Mailer for MemoryMailer {
    async fn send(&self, _: JobId, mail: &Mail) -> Result<(), String> {
        self.0.lock().expect("lock").push(mail.clone());
        Ok(())
    }
}

#[derive(Default)]
pub struct MemoryImages(Mutex<HashMap<String, Vec<u8>>>);

#[async_trait]
impl Images for MemoryImages {
    async fn put(&self, key: &str, bytes: Vec<u8>) -> Result<(), String> {
        self.0.lock().expect("lock").insert(key.to_owned(), bytes);
        Ok(())
    }

    async fn get(&self, key: &str) -> Result<Option<Vec<u8>>, String> {
        Ok(self.0.lock().expect("lock").get(key).cloned())
    }

    async fn delete(&self, key: &str) -> Result<(), String> {
        self.0.lock().expect("lock").remove(key);
        Ok(())
    }

    async fn below(&self, folder: &str) -> Result<Vec<String>, String> {
        let mut keys = self.keys().await?;
        keys.retain(|key| key.strip_prefix(folder).is_some_and(|rest| rest.starts_with('/')));
        Ok(keys)
    }

    async fn keys(&self) -> Result<Vec<String>, String> {
        Ok(self.0.lock().expect("lock").keys().cloned().collect())
    }
}
