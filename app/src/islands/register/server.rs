//! What the island asks of the server: server functions, mounted in the route table like every route.

use std::{pin::Pin, sync::Arc};

use leptos::{prelude::*, server_fn::codec::Json};
use serde::{Deserialize, Serialize};

use super::props::Answer;

/// The sale as the counter has it.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct SaleRequest {
    /// Product numbers and pieces.
    pub lines: Vec<(i64, i64)>,
    /// Numbers of the orders that are picked up.
    pub orders: Vec<i64>,
    pub is_cash: bool,
    pub tendered_yen: i64,
    /// The cash that somebody said yes to.
    pub confirmed_yen: Option<i64>,
    /// The word of the reason why pieces are sold that the stock does not know of; empty for none.
    pub reason: String,
    /// Idempotency key: the same sale sent again is rung up once.
    pub key: String,
}

/// What became of a sale.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum SaleAnswer {
    /// Rung up; the receipt's address.
    Done(String),
    /// Why not, in the page's language, and the key under which to try again.
    Refused(String, String),
    /// Far more cash than is due: the question, in the page's language.
    Ask(String),
}

/// An answer to come.
pub type Answering<'a, T> = Pin<Box<dyn Future<Output = Result<T, ServerFnError>> + Send + 'a>>;

/// The counter of the staff who ask, which the server puts into the context of a call: pages know no store.
pub trait CounterService: Send + Sync {
    fn search(&self, query: String) -> Answering<'_, Answer>;
    fn sale(&self, sale: SaleRequest) -> Answering<'_, SaleAnswer>;
}

pub type CounterHandle = Arc<dyn CounterService>;

/// Products and orders by what was scanned or typed.
///
/// # Errors
/// When the server cannot be reached or fails.
#[server(name = RegisterSearch, prefix = "/staff/register", endpoint = "search", input = Json)]
pub async fn register_search(query: String) -> Result<Answer, ServerFnError> {
    expect_context::<CounterHandle>().search(query).await
}

/// Rings up the sale.
///
/// # Errors
/// When the server cannot be reached or fails; a refusal is an answer.
#[server(name = RegisterSale, prefix = "/staff/register", endpoint = "ring-up", input = Json)]
pub async fn register_sale(sale: SaleRequest) -> Result<SaleAnswer, ServerFnError> {
    expect_context::<CounterHandle>().sale(sale).await
}
