//! A fresh database for each test.

use std::{path::Path, sync::OnceLock};

use argon2::{Argon2, PasswordHasher, password_hash::SaltString};
use store::Db;
use tempfile::TempDir;
use uuid::Uuid;

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    Sqlite,
    Postgres,
}

pub struct Database {
    folder: TempDir,
    /// Of the test's own PostgreSQL database.
    url: Option<String>,
}

impl Database {
    /// A file in a temporary folder, or a new database in the cluster at TSUKURIBA_TEST_POSTGRES.
    pub async fn create(kind: Kind) -> Database {
        let folder = TempDir::new().expect("temporary folder");
        if kind == Kind::Sqlite {
            return Database { folder, url: None };
        }
        let admin_url = std::env::var("TSUKURIBA_TEST_POSTGRES")
            .expect("TSUKURIBA_TEST_POSTGRES names no cluster: script/test starts one");
        let name = format!("t_{}", Uuid::new_v4().simple());
        let admin = Db::postgres(&admin_url).await.expect("the throw-away cluster");
        admin.execute_unprepared(&format!("CREATE DATABASE {name}")).await.expect("database");
        let (server, rest) = admin_url.rsplit_once('/').map_or((admin_url.as_str(), ""), |(server, rest)| {
            // The path holds the database's name; a socket folder in the query holds slashes too.
            admin_url.split_once("/postgres?").map_or((server, rest), |(server, query)| (server, query))
        });
        let query = if admin_url.contains("/postgres?") { format!("?{rest}") } else { String::new() };
        Database { folder, url: Some(format!("{server}/{name}{query}")) }
    }

    pub async fn connect(&self) -> Db {
        match &self.url {
            Some(url) => Db::postgres(url).await.expect("the test's database"),
            None => Db::sqlite(&self.folder.path().join("test.db")).await.expect("the test's file"),
        }
    }

    pub fn folder(&self) -> &Path {
        self.folder.path()
    }
}

/// The hash of the tests' password with the least work argon2 allows; the hash names its own parameters.
pub fn password_hash() -> &'static str {
    static HASH: OnceLock<String> = OnceLock::new();
    HASH.get_or_init(|| {
        let cheap = argon2::Params::new(8, 1, 1, None).expect("parameters");
        let argon2 = Argon2::new(argon2::Algorithm::Argon2id, argon2::Version::V0x13, cheap);
        let salt = SaltString::encode_b64(b"0123456789abcdef").expect("salt");
        argon2.hash_password(super::PASSWORD.as_bytes(), &salt).expect("hash").to_string()
    })
}
