//! `tsukuriba report kpi`: the year's figures on standard output.

use std::io::Write;

use anyhow::{Context, Result};
use app::page::Locale;
use domain::kpi::parse_year;
use store::Store;

use super::operator_cx;
use crate::{
    config::Config,
    kpi::{figures_csv, figures_json, figures_table},
    start,
};

#[derive(clap::Subcommand)]
pub enum Report {
    /// New, unique and total participants against the plan's targets
    Kpi {
        /// The year of its 1 April, such as 2018 [default: the latest with anything in it]
        #[arg(long, value_name = "YEAR")]
        fy: Option<String>,
        /// Comma-separated values, UTF-8 with a byte order mark
        #[arg(long, conflicts_with = "json")]
        csv: bool,
        /// One JSON object
        #[arg(long)]
        json: bool,
        /// Words in English instead of Japanese
        #[arg(long)]
        english: bool,
    },
}

/// Prints a report on standard output.
///
/// # Errors
/// When the year is none, or the database fails.
pub async fn run(config: &Config, report: Report) -> Result<()> {
    let Report::Kpi { fy, csv, json, english } = report;
    let output = match (csv, json) {
        (true, _) => Output::Csv,
        (_, true) => Output::Json,
        _ => Output::Table,
    };
    let locale = if english { Locale::en } else { Locale::ja };
    let store = start::open_store(config).await?;
    let text = kpi(&store, locale, fy.as_deref(), output).await?;
    std::io::stdout().write_all(&text).context("standard output")
}

/// How the figures are written.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Output {
    #[default]
    Table,
    Csv,
    Json,
}

/// The report on a fiscal year (the latest with anything in it when none is given), ready to be printed.
///
/// # Errors
/// When the year is none, or the database fails.
pub async fn kpi(store: &Store, locale: Locale, fiscal_year: Option<&str>, output: Output) -> Result<Vec<u8>> {
    let cx = operator_cx(store);
    let operator = cx.actor.operator()?;
    let year = match fiscal_year {
        Some(text) => parse_year(text).with_context(|| format!("--fy {text}"))?,
        None => store.kpi_latest_year(&cx, &operator).await?,
    };
    let report = store.kpi_year(&cx, &operator, year).await?;
    Ok(match output {
        Output::Table => figures_table(locale, &report).into_bytes(),
        Output::Csv => figures_csv(locale, &report)?,
        Output::Json => format!("{:#}\n", figures_json(&report)).into_bytes(),
    })
}
