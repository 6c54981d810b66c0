//! A write transaction: a connection that can put writes off.

use std::sync::{Arc, Mutex, PoisonError};

use sea_orm::{
    ConnectionTrait, DatabaseBackend, DatabaseTransaction, DbErr, ExecResult, QueryResult, Statement, StatementBuilder,
};

/// An open write transaction.
#[derive(Clone)]
pub struct Tx(pub(super) Arc<OpenTx>);

pub(super) struct OpenTx {
    pub(super) tx: DatabaseTransaction,
    deferred: Mutex<Vec<Statement>>,
}

impl Tx {
    pub(super) fn new(tx: DatabaseTransaction) -> Tx {
        Tx(Arc::new(OpenTx { tx, deferred: Mutex::default() }))
    }

    /// Writes this later: before the next statement or, when there is none, before the commit, where an error of it shows
    /// then. On SQLite what was deferred together is one hand-over to its thread, which costs more than a row.
    pub(crate) fn defer(&self, write: &impl StatementBuilder) {
        let statement = self.get_database_backend().build(write);
        self.0.deferred.lock().unwrap_or_else(PoisonError::into_inner).push(statement);
    }

    pub(super) async fn write_deferred(&self) -> std::result::Result<(), DbErr> {
        let statements = std::mem::take(&mut *self.0.deferred.lock().unwrap_or_else(PoisonError::into_inner));
        for statement in together(statements) {
            self.0.tx.execute_raw(statement).await?;
        }
        Ok(())
    }
}

/// Statements in one text where the database takes that: sqlx gives SQLite's statements their values in turn.
fn together(statements: Vec<Statement>) -> Vec<Statement> {
    let is_sqlite = statements.iter().all(|statement| statement.db_backend == DatabaseBackend::Sqlite);
    if !is_sqlite || statements.len() < 2 {
        return statements;
    }
    let text: Vec<&str> = statements.iter().map(|statement| statement.sql.as_str()).collect();
    let text = text.join("; ");
    let values = statements.into_iter().filter_map(|statement| statement.values).flat_map(|values| values.0);
    vec![Statement::from_sql_and_values(DatabaseBackend::Sqlite, text, values.collect::<Vec<_>>())]
}

/// As any connection: queries of a transaction and of the pool are written alike.
#[async_trait::async_trait]
impl ConnectionTrait for Tx {
    fn get_database_backend(&self) -> DatabaseBackend {
        self.0.tx.get_database_backend()
    }

    async fn execute_raw(&self, statement: Statement) -> std::result::Result<ExecResult, DbErr> {
        self.write_deferred().await?;
        self.0.tx.execute_raw(statement).await
    }

    async fn execute_unprepared(&self, sql: &str) -> std::result::Result<ExecResult, DbErr> {
        self.write_deferred().await?;
        self.0.tx.execute_unprepared(sql).await
    }

    async fn query_one_raw(&self, statement: Statement) -> std::result::Result<Option<QueryResult>, DbErr> {
        self.write_deferred().await?;
        self.0.tx.query_one_raw(statement).await
    }

    async fn query_all_raw(&self, statement: Statement) -> std::result::Result<Vec<QueryResult>, DbErr> {
        self.write_deferred().await?;
        self.0.tx.query_all_raw(statement).await
    }
}
