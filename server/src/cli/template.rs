//! `init` and `template export`.

use std::path::Path;

use anyhow::{Context, Result, bail};
use clap::Subcommand;
use domain::DomainError;
use store::{Error, space::Template};

use super::operator_cx;
use crate::{config::Config, start};

#[derive(Subcommand)]
pub enum TemplateCommand {
    /// Print all that the operator has set, without people and pictures, as a template
    Export,
}

/// Sets up a space of which nothing is set.
pub async fn init(config: &Config, name: &str) -> Result<()> {
    let template = match Template::built_in(name) {
        Some(built_in) => built_in.with_context(|| format!("the template {name}"))?,
        None => read(Path::new(name))?,
    };
    let store = start::open_migrated(config).await?;
    let cx = operator_cx(&store);
    match store.template_apply(&cx, &cx.actor.operator()?, name, &template).await {
        Ok(()) => {}
        Err(Error::Domain(DomainError::Forbidden)) => {
            bail!("something is set here already: a template is for an empty space")
        }
        Err(error) => return Err(error.into()),
    }
    println!("The space is set up from {name}. Next: tsukuriba serve, and open the address that it prints.");
    Ok(())
}

fn read(file: &Path) -> Result<Template> {
    let text = std::fs::read_to_string(file).with_context(|| {
        let names: Vec<&str> = store::space::BUILT_IN.iter().map(|(name, _)| *name).collect();
        format!("{} is no file, and no template of ours: {}", file.display(), names.join(", "))
    })?;
    Template::parse(&text).with_context(|| format!("{} is not right", file.display()))
}

pub async fn run(config: &Config, TemplateCommand::Export: TemplateCommand) -> Result<()> {
    let store = start::open_store(config).await?;
    let cx = operator_cx(&store);
    print!("{}", store.template_export(&cx, &cx.actor.operator()?).await?.to_toml()?);
    Ok(())
}
