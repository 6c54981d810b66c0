//! The schema: brought up to date by one server at a time, and looked at without a write.

use std::sync::Arc;

use axum::http::StatusCode;
use sea_orm::{ConnectionTrait, Statement};
use store::{Db, Store};
use tokio::{sync::Barrier, task::JoinSet};

use crate::support::{Client, Database, Kind, TestApp};

/// Servers that start together.
const SERVERS: usize = 3;
/// Empty databases on which they do.
const ROUNDS: usize = 3;

async fn servers_started_together_all_serve(kind: Kind) {
    for round in 0..ROUNDS {
        let database = Arc::new(Database::create(kind).await);
        let gate = Arc::new(Barrier::new(SERVERS));
        let mut servers = JoinSet::new();
        for _ in 0..SERVERS {
            let (database, gate) = (database.clone(), gate.clone());
            servers.spawn(async move {
                gate.wait().await;
                let db = database.connect().await;
                let migrated = db.migrate().await.map_err(|error| error.to_string());
                (db, migrated)
            });
        }
        for (db, migrated) in servers.join_all().await {
            assert_eq!(migrated, Ok(()), "round {round}");
            assert_eq!(db.pending_migrations().await.expect("read"), Vec::<String>::new());
        }
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn servers_started_together_all_serve_on_sqlite() {
    servers_started_together_all_serve(Kind::Sqlite).await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn servers_started_together_all_serve_on_postgres() {
    servers_started_together_all_serve(Kind::Postgres).await;
}

/// Tables of the database, whichever it is.
async fn tables(db: &Db, kind: Kind) -> usize {
    let sql = match kind {
        Kind::Sqlite => "SELECT name FROM sqlite_master WHERE type = 'table'",
        Kind::Postgres => "SELECT tablename FROM pg_tables WHERE schemaname = 'public'",
    };
    let rows = db.read().query_all_raw(Statement::from_string(db.read().get_database_backend(), sql)).await;
    rows.expect("a list").len()
}

async fn looking_writes_nothing(kind: Kind) {
    let app = TestApp::new(kind).await;
    let database = Database::create(kind).await;
    let db = database.connect().await;
    let state = app.state.with(|parts| parts.store = Store::new(db.clone(), app.clock.clone()));
    let answer = Client::new(server::web::router(state)).get("/readyz").await;
    assert_eq!(
        (answer.status, &answer.json()["why"]),
        (StatusCode::SERVICE_UNAVAILABLE.as_u16(), &"migrations".into())
    );
    assert_eq!(tables(&db, kind).await, 0, "/readyz made a table");
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn looking_writes_nothing_on_sqlite() {
    looking_writes_nothing(Kind::Sqlite).await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn looking_writes_nothing_on_postgres() {
    looking_writes_nothing(Kind::Postgres).await;
}
