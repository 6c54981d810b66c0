//! The command line.

mod account;
#[cfg(feature = "demo")]
mod demo;
#[cfg(not(feature = "demo"))]
#[path = "no_demo.rs"]
mod demo;
pub mod demo_end;
pub mod doctor;
pub mod images;
pub mod jobs;
#[cfg(feature = "demo")]
mod rehearsal;
pub mod report;
mod seed;
mod serve;
mod template;

use std::process::ExitCode;

use anyhow::Result;
use clap::{Parser, Subcommand};
use domain::{Account, AccountId, Actor, members::Role};
use store::{Cx, Store};
use uuid::Uuid;

use crate::{config::Options, start};

/// Runs a public fab space: bookings, shop, register and the yearly report.
#[derive(Parser)]
#[command(name = "tsukuriba", version, about, subcommand_required = true)]
pub struct Cli {
    #[command(flatten)]
    options: Options,
    #[command(subcommand)]
    command: Command,
}

#[derive(Subcommand)]
enum Command {
    /// Serve the site; migrates the database first
    Serve {
        /// Fill an empty database with the demo, and show it as one
        #[arg(long, env = "TSUKURIBA_DEMO")]
        demo: bool,
    },
    /// Bring the database's schema up to date
    Migrate,
    /// Set up an empty space from a template; its operator is made by the address that `serve` prints
    Init {
        /// ファブスペース, empty, or a file
        #[arg(long, default_value = "ファブスペース", value_name = "NAME|FILE")]
        template: String,
    },
    /// Templates of spaces
    #[command(subcommand)]
    Template(template::TemplateCommand),
    /// Fill the database
    #[command(subcommand)]
    Seed(seed::Seed),
    /// The demo
    #[command(subcommand)]
    Demo(demo_end::Demo),
    /// Accounts
    #[command(subcommand)]
    User(account::User),
    /// Tokens of the JSON API
    #[command(subcommand)]
    Token(account::Token),
    /// Figures of a fiscal year
    #[command(subcommand)]
    Report(report::Report),
    /// The work done after the page: mails, ends of holds
    #[command(subcommand)]
    Jobs(jobs::Jobs),
    /// Pictures: photos of pieces and machines, the logo
    #[command(subcommand)]
    Images(images::ImagesCommand),
    /// Look at everything the server needs, and say what to do about each finding
    Doctor,
}

/// Runs a command; the exit code is its own.
///
/// # Errors
/// Whatever keeps it from being done, for standard error.
pub async fn run(cli: Cli) -> Result<ExitCode> {
    let config = cli.options.resolve()?;
    match cli.command {
        Command::Serve { demo } => serve::serve(config, demo).await?,
        Command::Migrate => {
            start::open_migrated(&config).await?;
            println!("The schema is up to date.");
        }
        Command::Init { template } => template::init(&config, &template).await?,
        Command::Template(command) => template::run(&config, command).await?,
        Command::Seed(seed) => demo::run(&config, seed).await?,
        Command::Demo(demo_end::Demo::End) => demo_end::run(&config, &mut std::io::stdout()).await?,
        Command::User(user) => account::user(&config, user).await?,
        Command::Token(token) => account::token(&config, token).await?,
        Command::Report(report) => report::run(&config, report).await?,
        Command::Jobs(jobs) => {
            let store = start::open_store(&config).await?;
            jobs::run(&store, jobs, &mut std::io::stdout()).await?;
        }
        Command::Images(command) => images::run(&config, command, &mut std::io::stdout()).await?,
        Command::Doctor => return doctor::run(&config).await,
    }
    Ok(ExitCode::SUCCESS)
}

/// Whoever may start this program on the data may do as the operator does: there is no account behind it.
fn operator_cx(store: &Store) -> Cx {
    let account = Account {
        id: AccountId(Uuid::nil()),
        role: Role::Operator,
        display_name: "command line".to_owned(),
        email: String::new(),
        email_confirmed: true,
        maker_id: None,
    };
    Cx { actor: Actor::Account(account), now: store.now(), request_id: "command-line".to_owned() }
}
