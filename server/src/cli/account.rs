//! `user …` and `token create`.

use std::io::{BufRead, IsTerminal};

use anyhow::{Context, Result, bail};
use clap::{Subcommand, ValueEnum};
use domain::{
    AccountId, Operator,
    form::FormInput,
    members::{EmailAddress, NewAccount, NewToken, Password, Role, TOKEN_DAYS},
};
use store::{Cx, Store};

use super::operator_cx;

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
    /// List accounts: role, state, address and name; one a line
    List {
        /// Part of a name, its reading or an address
        #[arg(default_value = "")]
        words: String,
    },
    /// Give an account another role
    Role {
        #[arg(long)]
        email: String,
        #[arg(value_enum)]
        role: RoleArg,
    },
    /// Sign an account out everywhere and let it sign in no more
    Disable {
        #[arg(long)]
        email: String,
    },
    /// Let a disabled account sign in again
    Enable {
        #[arg(long)]
        email: String,
    },
    /// Say which second factors an account has, or take them away: for somebody who has lost them
    SecondFactor {
        #[arg(long)]
        email: String,
        /// Remove the authenticator app, all passkeys and recovery codes, and sign the account out everywhere
        #[arg(long)]
        remove: bool,
    },
    /// Set a new password, read from standard input; signs the account out everywhere
    Password {
        #[arg(long)]
        email: String,
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
    match command {
        User::Create { email, name, role } => create(config, &email, &name, role).await,
        User::List { words } => list(config, &words).await,
        User::Role { email, role } => {
            let (store, cx, operator, id) = person(config, &email).await?;
            store.person_role_set(&cx, &operator, id, role.into()).await?;
            println!("{email} is {} now.", Role::from(role));
            Ok(())
        }
        User::Disable { email } => {
            let (store, cx, operator, id) = person(config, &email).await?;
            store.person_disable(&cx, &operator, id).await?;
            println!("Disabled {email}.");
            Ok(())
        }
        User::Enable { email } => {
            let (store, cx, operator, id) = person(config, &email).await?;
            store.person_enable(&cx, &operator, id).await?;
            println!("Enabled {email}.");
            Ok(())
        }
        User::SecondFactor { email, remove } => second_factor(config, &email, remove).await,
        User::Password { email } => {
            let (store, cx, operator, id) = person(config, &email).await?;
            let password = match Password::parse(&read_password()?) {
                Ok(password) => password,
                Err(error) => bail!("{error}"),
            };
            store.person_password_set(&cx, &operator, id, &password).await?;
            println!("Set a new password of {email}; it is signed out everywhere.");
            Ok(())
        }
    }
}

async fn second_factor(config: &Config, email: &str, remove: bool) -> Result<()> {
    let (store, cx, operator, id) = person(config, email).await?;
    let file = store.person_file(&cx, &operator, id).await?;
    let app = if file.totp { "an authenticator app" } else { "no authenticator app" };
    if !remove {
        println!("{email} has {app} and {} passkeys.", file.passkeys);
        return Ok(());
    }
    if !file.totp && file.passkeys == 0 {
        bail!("{email} has no second factor");
    }
    store.person_factors_remove(&cx, &operator, id).await?;
    println!("Removed the second factors of {email}; it is signed out everywhere, and its password alone signs in.");
    Ok(())
}

/// The account of an address, and the right to decide on it.
async fn person(config: &Config, email: &str) -> Result<(Store, Cx, Operator, AccountId)> {
    let email = EmailAddress::parse(email).context("that is not a mail address")?;
    let store = start::open_store(config).await?;
    let cx = operator_cx(&store);
    let operator = cx.actor.operator()?;
    let found = store.person_by_email(&cx, &operator, &email).await.context("no account has that mail address")?;
    Ok((store, cx, operator, found.id))
}

async fn list(config: &Config, words: &str) -> Result<()> {
    let store = start::open_store(config).await?;
    let cx = operator_cx(&store);
    let operator = cx.actor.operator()?;
    let mut page = 1;
    loop {
        let people = store.people_search(&cx, &operator, words, page).await?;
        for row in &people.rows {
            let state = match (row.disabled_at.is_some(), row.email_confirmed) {
                (true, _) => "disabled",
                (false, true) => "active",
                (false, false) => "unconfirmed",
            };
            let email = if row.protected { "(protected)" } else { &row.email };
            println!("{:<9}{:<12}{email}  {}", row.role.to_string(), state, row.name);
        }
        if page >= people.pages {
            return Ok(());
        }
        page += 1;
    }
}

async fn create(config: &Config, email: &str, name: &str, role: RoleArg) -> Result<()> {
    let password = read_password()?;
    let new = match NewAccount::parse(name, email, &password) {
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
