//! What is kept of people, how it goes, what they get of it, and what is left when they leave.

mod closing;
mod demo;
mod mails;
mod own;
mod retention;
mod start;

use domain::{Customer, Operator};

use crate::support::{Client, TestApp};

/// The right of somebody signed in, for the store's operations.
async fn customer(app: &TestApp, client: &Client) -> Customer {
    let identity = app.store.identity(client.account_id()).await.expect("accounts").expect("the account");
    identity.actor().customer().expect("signed in")
}

async fn operator(app: &TestApp, client: &Client) -> Operator {
    let identity = app.store.identity(client.account_id()).await.expect("accounts").expect("the account");
    identity.actor().operator().expect("the operator")
}
