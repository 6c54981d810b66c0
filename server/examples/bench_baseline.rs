//! What this machine can do at best: the yardstick that `script/bench` measures the server against.
//!
//! `bench_baseline ADDR FILE` answers `/hello` with two words, `/row` with one row of the SQLite
//! database FILE, which it makes, and `/insert` when a new row there has outlived a loss of power.

use anyhow::{Context, Result};
use axum::extract::State;
use axum::{Router, http::StatusCode, routing::get};
use sea_orm::sqlx::{
    self, SqlitePool,
    sqlite::{SqliteJournalMode, SqliteSynchronous},
};
use sea_orm::{ConnectOptions, ConnectionTrait, Database, DatabaseConnection};

const CONNECTIONS_MAX: u32 = 8;

#[tokio::main]
async fn main() -> Result<()> {
    let mut arguments = std::env::args().skip(1);
    let address = arguments.next().context("first argument: an address")?;
    let file = arguments.next().context("second argument: a file")?;
    let database = open(&file, CONNECTIONS_MAX).await?;
    let writer = open(&file, 1).await?;
    let app = Router::new()
        .route("/hello", get(|| async { "hello, world" }))
        .route("/row", get(one_row))
        .with_state(database.get_sqlite_connection_pool().clone())
        .route("/insert", get(one_insert))
        .with_state(writer.get_sqlite_connection_pool().clone());
    let listener = tokio::net::TcpListener::bind(&address).await?;
    println!("listening on {address}");
    Ok(axum::serve(listener, app).await?)
}

/// As the product opens it: a commit that was answered stays.
async fn open(file: &str, connections_max: u32) -> Result<DatabaseConnection> {
    let mut options = ConnectOptions::new(format!("sqlite://{file}?mode=rwc"));
    options.max_connections(connections_max).sqlx_logging(false);
    options.map_sqlx_sqlite_opts(|sqlite| {
        sqlite.journal_mode(SqliteJournalMode::Wal).synchronous(SqliteSynchronous::Full)
    });
    let database = Database::connect(options).await?;
    database
        .execute_unprepared(
            "CREATE TABLE IF NOT EXISTS piece (id INTEGER PRIMARY KEY, title TEXT NOT NULL);
             INSERT OR REPLACE INTO piece (id, title) VALUES (1, 'つくりばの小箱');",
        )
        .await?;
    Ok(database)
}

async fn one_row(State(pool): State<SqlitePool>) -> Result<String, StatusCode> {
    sqlx::query_scalar("SELECT title FROM piece WHERE id = ?")
        .bind(1_i64)
        .fetch_one(&pool)
        .await
        .map_err(|_| StatusCode::INTERNAL_SERVER_ERROR)
}

async fn one_insert(State(pool): State<SqlitePool>) -> Result<&'static str, StatusCode> {
    let inserted = sqlx::query("INSERT INTO piece (title) VALUES (?)").bind("つくりばの小箱").execute(&pool).await;
    inserted.map_err(|_| StatusCode::INTERNAL_SERVER_ERROR).map(|_| "kept")
}
