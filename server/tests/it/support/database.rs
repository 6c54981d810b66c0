//! A fresh database for each test: a copy of one that was migrated once for this build of the tests.

use std::{
    fs::File,
    hash::{DefaultHasher, Hash, Hasher},
    path::{Path, PathBuf},
    sync::OnceLock,
    thread,
};

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
    name: Option<String>,
}

impl Database {
    /// Without any table: a file in a temporary folder, or a new database in the cluster at TSUKURIBA_TEST_POSTGRES.
    pub async fn create(kind: Kind) -> Database {
        let folder = TempDir::new().expect("temporary folder");
        if kind == Kind::Sqlite {
            return Database { folder, name: None };
        }
        let name = new_name();
        in_cluster(&format!("CREATE DATABASE {name}")).await.expect("database");
        Database { folder, name: Some(name) }
    }

    /// With the schema and nothing else.
    pub async fn migrated(kind: Kind) -> Database {
        let folder = TempDir::new().expect("temporary folder");
        if kind == Kind::Sqlite {
            std::fs::copy(migrated_file().await, file_in(&folder)).expect("a copy of the migrated file");
            return Database { folder, name: None };
        }
        let (name, template) = (new_name(), format!("migrated_{}", build()));
        let copy = format!("CREATE DATABASE {name} TEMPLATE {template}");
        if in_cluster(&copy).await.is_err() {
            let _lock = one_at_a_time();
            // Another test may have made it while this one waited.
            if in_cluster(&copy).await.is_err() {
                migrate_template(&template).await;
                in_cluster(&copy).await.expect("a copy of the migrated database");
            }
        }
        Database { folder, name: Some(name) }
    }

    /// Makes it ready for [`Database::copy`]: `db`, the only one that has it open, is of no use afterwards.
    pub async fn freeze(&self, db: &Db) {
        match &self.name {
            None => vacuum_into(db, &self.folder.path().join("frozen.db")).await,
            // PostgreSQL copies only what nobody is connected to.
            Some(_) => db.close().await.expect("closed"),
        }
    }

    /// Another database with what this one held when it was frozen.
    pub async fn copy(&self) -> Database {
        let folder = TempDir::new().expect("temporary folder");
        let Some(template) = &self.name else {
            std::fs::copy(self.folder.path().join("frozen.db"), file_in(&folder)).expect("a copy");
            return Database { folder, name: None };
        };
        let name = new_name();
        in_cluster(&format!("CREATE DATABASE {name} TEMPLATE {template}")).await.expect("a copy");
        Database { folder, name: Some(name) }
    }

    pub async fn connect(&self) -> Db {
        match &self.name {
            Some(name) => Db::postgres(&url_of(name)).await.expect("the test's database"),
            None => Db::sqlite(&file_in(&self.folder)).await.expect("the test's file"),
        }
    }

    /// The address for `DATABASE_URL`; `None` for the file in [`Database::folder`].
    pub fn url(&self) -> Option<String> {
        self.name.as_deref().map(url_of)
    }

    pub fn folder(&self) -> &Path {
        self.folder.path()
    }
}

/// `script/lib/throwaway-postgres` drops what is named there: hundreds of databases would fill a small disk.
impl Drop for Database {
    fn drop(&mut self) {
        let Some(name) = self.name.take() else { return };
        // On a thread and a runtime of its own: the test's may be at its end.
        let told = thread::spawn(move || {
            let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build().expect("runtime");
            runtime.block_on(in_cluster(&format!("INSERT INTO ended_database (name) VALUES ('{name}')")))
        });
        // Another cluster has no such table, and keeps them.
        let _ = told.join();
    }
}

fn file_in(folder: &TempDir) -> PathBuf {
    folder.path().join("tsukuriba.db")
}

fn new_name() -> String {
    format!("t_{}", Uuid::new_v4().simple())
}

fn cluster() -> String {
    std::env::var("TSUKURIBA_TEST_POSTGRES").expect("TSUKURIBA_TEST_POSTGRES names no cluster: script/test starts one")
}

/// The cluster's address with another database's name.
fn url_of(name: &str) -> String {
    let cluster = cluster();
    // The path holds the database's name; a socket folder in the query holds slashes too.
    let (address, query) = cluster.split_once('?').unwrap_or((&cluster, ""));
    let server = address.rsplit_once('/').map_or(address, |(server, _)| server);
    if query.is_empty() { format!("{server}/{name}") } else { format!("{server}/{name}?{query}") }
}

async fn in_cluster(sql: &str) -> store::Result<()> {
    let admin = Db::postgres(&cluster()).await.expect("the throw-away cluster");
    let outcome = admin.execute_unprepared(sql).await;
    admin.close().await.expect("closed");
    outcome
}

/// Names this build of the tests: another may bring other migrations.
fn build() -> String {
    let exe = std::env::current_exe().expect("the test's own file");
    let file = exe.metadata().expect("the test's own file");
    let mut hasher = DefaultHasher::new();
    (exe, file.len(), file.modified().expect("a time of change")).hash(&mut hasher);
    format!("{:016x}", hasher.finish())
}

fn shared_folder() -> &'static Path {
    Path::new(env!("CARGO_TARGET_TMPDIR"))
}

/// Tests are processes of their own: the lock is a file's. It ends with the value.
fn one_at_a_time() -> File {
    let file = File::create(shared_folder().join("migrated.lock")).expect("a lock file");
    file.lock().expect("the lock");
    file
}

/// The migrated SQLite file of this build, made by the first test that asks.
async fn migrated_file() -> PathBuf {
    let path = shared_folder().join(format!("migrated-{}.db", build()));
    if path.exists() {
        return path;
    }
    let _lock = one_at_a_time();
    if path.exists() {
        return path;
    }
    forget_earlier_builds();
    let made = Database::create(Kind::Sqlite).await;
    let db = made.connect().await;
    db.migrate().await.expect("migrations");
    let unfinished = path.with_extension("new");
    vacuum_into(&db, &unfinished).await;
    std::fs::rename(&unfinished, &path).expect("the template's place");
    path
}

fn forget_earlier_builds() {
    for entry in std::fs::read_dir(shared_folder()).expect("the folder").flatten() {
        let name = entry.file_name();
        if name.to_string_lossy().starts_with("migrated-") {
            std::fs::remove_file(entry.path()).expect("an old template");
        }
    }
}

/// Under another name first: what has the template's name is whole.
async fn migrate_template(template: &str) {
    let mut made = Database::create(Kind::Postgres).await;
    let db = made.connect().await;
    db.migrate().await.expect("migrations");
    made.freeze(&db).await;
    let name = made.name.take().expect("a PostgreSQL database");
    in_cluster(&format!("ALTER DATABASE {name} RENAME TO {template}")).await.expect("the template's name");
}

/// A copy of an SQLite database in one file, whatever its log holds.
async fn vacuum_into(db: &Db, path: &Path) {
    db.execute_unprepared(&format!("VACUUM INTO '{}'", path.display())).await.expect("a copy in one file");
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
