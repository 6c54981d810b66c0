//! The one file that knows which database it is: connections, transactions, retries and constraint names.

mod checkpoint;
mod tx;

use std::{
    path::Path,
    sync::{
        Arc,
        atomic::{AtomicU64, Ordering},
    },
    time::Duration,
};

use domain::DomainError;
use migrations::Migrator;
use sea_orm::{
    ConnectOptions, ConnectionTrait, Database, DatabaseConnection, DatabaseTransaction, DbErr, IsolationLevel,
    RuntimeErr, SqliteTransactionMode, TransactionOptions, TransactionTrait,
    sqlx::sqlite::{SqliteJournalMode, SqliteSynchronous},
};
use sea_orm_migration::MigratorTrait;

use self::checkpoint::Checkpoints;
pub use self::tx::Tx;
use crate::{Error, Result, Store, changes::Changes};

/// Tries of one write transaction that lost to others (PostgreSQL) before [`DomainError::Busy`].
const WRITE_TRIES_MAX: u32 = 12;
/// Longest wait for SQLite's write lock.
const SQLITE_BUSY_WAIT: Duration = Duration::from_secs(10);
const SQLITE_READERS: u32 = 4;
/// Pages of SQLite's log (32 MB) from which the writer itself writes it back: that begins the log anew, which cannot be
/// done beside a writer that never pauses.
const SQLITE_LOG_PAGES: &str = "8000";
/// Tries of opening or migrating while another process holds the file: each waits [`SQLITE_BUSY_WAIT`] at most.
const SQLITE_TRIES_MAX: u32 = 30;
/// Key of the lock under which PostgreSQL is migrated: "tsukurib" in ASCII, so that no other program has it.
const MIGRATION_LOCK: i64 = 0x7473_756b_7572_6962;
/// For reading, and as many for writing.
const POSTGRES_CONNECTIONS_MAX: u32 = 8;

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum DbKind {
    Sqlite,
    Postgres,
}

/// Connections for reading and for writing. SQLite has one writer at a time, so its write pool is one connection:
/// writers queue in memory instead of fighting for the file's lock.
#[derive(Clone)]
pub struct Db {
    kind: DbKind,
    read: DatabaseConnection,
    write: DatabaseConnection,
    /// Of SQLite alone.
    checkpoints: Option<Checkpoints>,
    changes: Changes,
    statements: Statements,
}

/// How many statements were sent, BEGIN and COMMIT included: each is a hand-over to the database and back, and what a
/// request costs is mostly how many it makes.
#[derive(Clone, Default)]
struct Statements(Arc<AtomicU64>);

impl Statements {
    fn add(&self, n: u64) {
        self.0.fetch_add(n, Ordering::Relaxed);
    }

    /// The connection with its statements counted.
    fn of(&self, mut conn: DatabaseConnection) -> DatabaseConnection {
        let statements = self.clone();
        conn.set_metric_callback(move |_| statements.add(1));
        conn
    }
}

impl Db {
    /// Opens SQLite at a file, creating it when missing.
    ///
    /// # Errors
    /// When the file cannot be opened.
    pub async fn sqlite(path: &Path) -> Result<Db> {
        let options = |connections: u32| {
            let mut options = ConnectOptions::new(format!("sqlite://{}?mode=rwc", path.display()));
            options.max_connections(connections).min_connections(1).sqlx_logging(false).test_before_acquire(false);
            options.map_sqlx_sqlite_opts(|sqlite| {
                sqlite
                    .journal_mode(SqliteJournalMode::Wal)
                    // FULL: a commit that was answered survives power loss, not only a kill.
                    .synchronous(SqliteSynchronous::Full)
                    .foreign_keys(true)
                    .busy_timeout(SQLITE_BUSY_WAIT)
                    .statement_cache_capacity(256)
                    .pragma("cache_size", "-16000")
                    .pragma("temp_store", "memory")
                    .pragma("wal_autocheckpoint", SQLITE_LOG_PAGES)
                    // What is deleted is written over: a copy of the file tells nothing of those who have gone.
                    .pragma("secure_delete", "on")
            });
            options
        };
        let open = |connections| Database::connect(options(connections));
        // The first connection to a new file turns it to WAL, for which SQLite waits for nobody.
        let statements = Statements::default();
        let write = statements.of(patient(|| open(1)).await?);
        let read = statements.of(patient(|| open(SQLITE_READERS)).await?);
        let checkpoints = Database::connect(options(1).min_connections(0).connect_lazy(true).to_owned()).await?;
        let checkpoints = Some(Checkpoints::by(checkpoints));
        Ok(Db { kind: DbKind::Sqlite, read, write, checkpoints, changes: Changes::default(), statements })
    }

    /// Connects to PostgreSQL.
    ///
    /// # Errors
    /// When the server cannot be reached.
    pub async fn postgres(url: &str) -> Result<Db> {
        let open = |isolation: &'static str| {
            let mut options = ConnectOptions::new(url);
            options
                .max_connections(POSTGRES_CONNECTIONS_MAX)
                .min_connections(1)
                .acquire_timeout(Duration::from_secs(30))
                .sqlx_logging(false)
                .test_before_acquire(false);
            // By default, so that no transaction spends a statement on saying so.
            options.map_sqlx_postgres_opts(move |postgres| {
                postgres.options([("default_transaction_isolation", isolation)])
            });
            Database::connect(options)
        };
        let statements = Statements::default();
        let write = statements.of(open("serializable").await?);
        let read = statements.of(open("read committed").await?);
        Ok(Db { kind: DbKind::Postgres, read, write, checkpoints: None, changes: Changes::default(), statements })
    }

    /// How many statements were sent so far, those that begin and end transactions included.
    pub fn statements(&self) -> u64 {
        self.statements.0.load(Ordering::Relaxed)
    }

    /// Closes all connections, when nothing needs them any more.
    ///
    /// # Errors
    /// When one cannot be closed.
    pub async fn close(&self) -> Result<()> {
        if let Some(checkpoints) = &self.checkpoints {
            checkpoints.close().await?;
        }
        self.read.close_by_ref().await?;
        Ok(self.write.close_by_ref().await?)
    }

    pub fn kind(&self) -> DbKind {
        self.kind
    }

    /// Brings the schema up to date, all of it or nothing; safe to repeat. Of several servers that start together one
    /// migrates, and the others wait and find nothing left to do.
    ///
    /// # Errors
    /// When a migration fails.
    pub async fn migrate(&self) -> Result<()> {
        patient(|| self.migrate_once()).await
    }

    async fn migrate_once(&self) -> Result<()> {
        // Not serializable: what was committed while this one waited for the lock must be seen.
        let tx = self.begin(Isolation::ReadCommitted).await?;
        if self.kind == DbKind::Postgres {
            // Held until the transaction ends. SQLite's BEGIN IMMEDIATE is such a lock already.
            tx.execute_unprepared(&format!("SELECT pg_advisory_xact_lock({MIGRATION_LOCK})")).await?;
        }
        Migrator::up(&tx, None).await?;
        Ok(tx.commit().await?)
    }

    /// Names of migrations that are not applied yet; all of them on an empty database. Writes nothing.
    ///
    /// # Errors
    /// When the database cannot be read.
    pub async fn pending_migrations(&self) -> Result<Vec<String>> {
        let pending = Migrator::get_pending_migrations_read_only(&self.read).await?;
        Ok(pending.iter().map(|migration| migration.name().to_owned()).collect())
    }

    /// Searches through all there is at one time: half of the connections for reading.
    pub(crate) fn searches_max(&self) -> usize {
        let readers = match self.kind {
            DbKind::Sqlite => SQLITE_READERS,
            DbKind::Postgres => POSTGRES_CONNECTIONS_MAX,
        };
        (readers / 2) as usize
    }

    /// A connection for reading.
    pub fn read(&self) -> &DatabaseConnection {
        &self.read
    }

    /// Runs statements that belong to no operation: for tests that take a guard away.
    ///
    /// # Errors
    /// When the database refuses them.
    pub async fn execute_unprepared(&self, sql: &str) -> Result<()> {
        self.write.execute_unprepared(sql).await?;
        self.changes.count();
        Ok(())
    }

    /// Lets go of what old versions of rows still say: SQLite's log is written into the file and emptied. PostgreSQL does
    /// as much by itself, in its own time.
    ///
    /// # Errors
    /// When the database fails. A reader in the way is none: the log is emptied another time.
    pub async fn forget_deleted(&self) -> Result<()> {
        if self.kind == DbKind::Sqlite {
            self.write.execute_unprepared("PRAGMA wal_checkpoint(TRUNCATE)").await?;
        }
        Ok(())
    }

    /// As [`Db::forget_deleted`], and the file gives its empty room back: for commands, for everyone else waits.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn shrink(&self) -> Result<()> {
        if self.kind == DbKind::Sqlite {
            self.write.execute_unprepared("VACUUM").await?;
        }
        self.forget_deleted().await
    }

    /// How often this server has changed what visitors see; other servers' changes are not in it.
    pub fn changes(&self) -> u64 {
        self.changes.so_far()
    }

    /// As [`Db::changes`], of the site's settings alone.
    pub(crate) fn settings_changes(&self) -> u64 {
        self.changes.of_settings()
    }

    async fn begin(&self, isolation: Isolation) -> std::result::Result<DatabaseTransaction, DbErr> {
        let options = match self.kind {
            DbKind::Sqlite => TransactionOptions {
                sqlite_transaction_mode: Some(SqliteTransactionMode::Immediate),
                ..TransactionOptions::default()
            },
            // Its writing connections are serializable by default: only the other level costs a statement to say so.
            DbKind::Postgres => TransactionOptions {
                isolation_level: match isolation {
                    Isolation::Serializable => None,
                    Isolation::ReadCommitted => Some(IsolationLevel::ReadCommitted),
                },
                ..TransactionOptions::default()
            },
        };
        self.statements.add(1 + u64::from(options.isolation_level.is_some()));
        self.write.begin_with_options(options).await
    }
}

/// What a transaction sees of others on PostgreSQL. SQLite has one writer, so there they are the same.
#[derive(Clone, Copy)]
enum Isolation {
    Serializable,
    ReadCommitted,
}

/// Runs `work` until no other process is in its way, or the last try has failed.
async fn patient<T, E: Into<Error>, Fut>(work: impl Fn() -> Fut) -> Result<T>
where
    Fut: Future<Output = std::result::Result<T, E>>,
{
    let mut tries = 1;
    loop {
        match work().await.map_err(Into::into) {
            Err(Error::Db(error)) if tries < SQLITE_TRIES_MAX && lost_to_another(&error) => {
                tries += 1;
                tokio::time::sleep(Duration::from_millis(rand::random_range(10..=100))).await;
            }
            other => return other,
        }
    }
}

impl Store {
    /// The only place where a write transaction is opened: BEGIN IMMEDIATE on SQLite, SERIALIZABLE with bounded retry
    /// on PostgreSQL. `work` may run several times and must have no effect but through `tx`.
    ///
    /// # Errors
    /// What `work` returns (rolled back), or [`DomainError::Busy`] after the last retry.
    pub async fn write<T, F, Fut>(&self, name: &'static str, work: F) -> Result<T>
    where
        F: Fn(Tx) -> Fut + Send,
        Fut: Future<Output = Result<T>> + Send,
        T: Send,
    {
        self.write_as(Isolation::Serializable, name, work).await
    }

    /// As [`Store::write`], for the job queue's own rows: READ COMMITTED on PostgreSQL. There SKIP LOCKED passes over a
    /// row that another runner has just taken, which a serializable transaction would fail on; and no booking has to
    /// try again because a runner looked for work.
    pub(crate) async fn write_queue<T, F, Fut>(&self, name: &'static str, work: F) -> Result<T>
    where
        F: Fn(Tx) -> Fut + Send,
        Fut: Future<Output = Result<T>> + Send,
        T: Send,
    {
        self.write_as(Isolation::ReadCommitted, name, work).await
    }

    async fn write_as<T, F, Fut>(&self, isolation: Isolation, name: &'static str, work: F) -> Result<T>
    where
        F: Fn(Tx) -> Fut + Send,
        Fut: Future<Output = Result<T>> + Send,
        T: Send,
    {
        for attempt in 0..WRITE_TRIES_MAX {
            let outcome = self.write_once(name, isolation, &work).await;
            match outcome {
                Err(Error::Db(error)) if lost_to_another(&error) || drew_the_same(&error) => {
                    tracing::debug!(name, attempt, "write transaction lost, trying again");
                    let ceiling = 4u64 << attempt.min(6);
                    let wait = rand::random_range(1..=ceiling);
                    tokio::time::sleep(Duration::from_millis(wait)).await;
                }
                other => return other,
            }
        }
        tracing::warn!(name, tries = WRITE_TRIES_MAX, "write transaction gave up");
        Err(DomainError::Busy.into())
    }

    async fn write_once<T, F, Fut>(&self, name: &str, isolation: Isolation, work: &F) -> Result<T>
    where
        F: Fn(Tx) -> Fut + Send,
        Fut: Future<Output = Result<T>> + Send,
    {
        let tx = Tx::new(self.db.begin(isolation).await?);
        let outcome = match work(tx.clone()).await {
            Ok(value) => tx.write_deferred().await.map(|()| value).map_err(Error::from),
            Err(error) => Err(error),
        };
        let tx = Arc::try_unwrap(tx.0).map_err(|_| Error::internal("a transaction outlived its work"))?.tx;
        self.db.statements.add(1);
        match outcome {
            Ok(value) => {
                let _counted = self.db.changes.commit(name);
                tx.commit().await?;
                if let Some(checkpoints) = &self.db.checkpoints {
                    checkpoints.committed();
                }
                Ok(value)
            }
            Err(error) => {
                tx.rollback().await?;
                Err(error)
            }
        }
    }
}

/// SQLSTATE 40001 and 40P01 of PostgreSQL, SQLITE_BUSY and its kin: the same work may succeed on another try.
fn lost_to_another(error: &DbErr) -> bool {
    let (DbErr::Exec(RuntimeErr::SqlxError(cause))
    | DbErr::Query(RuntimeErr::SqlxError(cause))
    | DbErr::Conn(RuntimeErr::SqlxError(cause))) = error
    else {
        return false;
    };
    let code = cause.as_database_error().and_then(|error| error.code());
    code.is_some_and(|code| matches!(&*code, "40001" | "40P01" | "5" | "6" | "517" | "261"))
}

/// Two writers drew the same next number, or brought the same idempotency key (a note's is its id): on another try the
/// second one sees the first one's row.
fn drew_the_same(error: &DbErr) -> bool {
    let is_key =
        |name: &str| name.ends_with("_idempotency_key") || ["staff_note_pkey", "uq_staff_note_id"].contains(&name);
    violated_unique(error).is_some_and(|name| name.ends_with("_number") || is_key(&name))
}

/// The unique index an error violated, by the name the migrations gave it (`uq_table_columns`), on either database.
pub(crate) fn violated_unique(error: &DbErr) -> Option<String> {
    let Some(sea_orm::SqlErr::UniqueConstraintViolation(message)) = error.sql_err() else { return None };
    if let Some(columns) = message.split("UNIQUE constraint failed: ").nth(1) {
        // SQLite names the columns: `booking_cell.unit_id, booking_cell.cell`.
        let mut parts = columns.trim().split(", ").filter_map(|column| column.split_once('.'));
        let (table, first) = parts.next()?;
        let rest: String = parts.map(|(_, column)| format!("_{column}")).collect();
        return Some(format!("uq_{table}_{first}{rest}"));
    }
    message.split('"').nth(1).map(str::to_owned)
}
