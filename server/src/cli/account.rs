//! `user create` and `token create`.

use std::io::{BufRead, IsTerminal};

use anyhow::{Context, Result, bail};
use clap::{Subcommand, ValueEnum};
use domain::{
    form::FormInput,
    members::{EmailAddress, NewAccount, NewToken, Role, TOKEN_DAYS},
};
use store::Cx;

use crate::{config::Config, start};

#[derive(Subcommand)]
pub enum User {
    /// Make an account; the password is read from standard input
    Create {
        #[arg(long)]
        email: String,
        /// The name that people see
        #[arg(long)]
        name: String,
        #[arg(long, value_enum, default_value_t = RoleArg::Member)]
        role: RoleArg,
    },
}

#[derive(Subcommand)]
pub enum Token {
    /// Make an API token of an account and print it, alone; works while the server runs
    Create {
        #[arg(long)]
        email: String,
        /// What the token is for, shown in the account's list
        #[arg(long, default_value = "command line")]
        label: String,
        /// What it may do: read, book, sell, report; several with commas between
        #[arg(long, default_value = "read,book", value_delimiter = ',')]
        scope: Vec<String>,
        /// Days until it ends: 30, 90 or 365
        #[arg(long, default_value_t = TOKEN_DAYS[0])]
        days: i64,
    },
}

#[derive(Clone, Copy, ValueEnum)]
pub enum RoleArg {
    Customer,
    Member,
    Staff,
    Operator,
}

impl From<RoleArg> for Role {
    fn from(role: RoleArg) -> Role {
        match role {
            RoleArg::Customer => Role::Customer,
            RoleArg::Member => Role::Member,
            RoleArg::Staff => Role::Staff,
            RoleArg::Operator => Role::Operator,
        }
    }
}

pub async fn user(config: &Config, command: User) -> Result<()> {
    let User::Create { email, name, role } = command;
    let password = read_password()?;
    let new = match NewAccount::parse(&name, &email, &password) {
        Ok(new) => new,
        Err(errors) => bail!("{errors}"),
    };
    let store = start::open_store(config).await?;
    store.account_create(&Cx::system(store.now(), "user create"), &new, role.into()).await?;
    println!("Made the {} account {}.", Role::from(role).into_str(), new.email);
    Ok(())
}

pub async fn token(config: &Config, command: Token) -> Result<()> {
    let Token::Create { email, label, scope, days } = command;
    let input = FormInput::default().with("label", label).with("days", days);
    let input = scope.iter().fold(input, |input, scope| input.with("scope", scope));
    let new = match NewToken::read(&input) {
        Ok(new) => new,
        Err(errors) => bail!("{errors}"),
    };
    let email = EmailAddress::parse(&email).context("that is not a mail address")?;
    let store = start::open_store(config).await?;
    let cx = Cx::system(store.now(), "token create");
    let identity = store.identity_by_email(&cx, &email).await?.context("no account has that mail address")?;
    let customer = identity.actor().customer()?;
    println!("{}", store.api_token_create(&cx, &customer, &new).await?);
    Ok(())
}

fn read_password() -> Result<String> {
    let stdin = std::io::stdin();
    if stdin.is_terminal() {
        eprintln!("Password (it shows while you type; or pipe it in):");
    }
    let mut line = String::new();
    stdin.lock().read_line(&mut line).context("no password on standard input")?;
    Ok(line.trim_end_matches(['\r', '\n']).to_owned())
}
