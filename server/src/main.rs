//! The one binary: `tsukuriba serve`, and the commands around it.

use std::process::ExitCode;

use clap::Parser;

/// A page is many small texts: with the system's allocator a quarter of the time of making one went there.
#[global_allocator]
static ALLOCATOR: mimalloc::MiMalloc = mimalloc::MiMalloc;

#[tokio::main]
async fn main() -> ExitCode {
    let cli = server::cli::Cli::parse();
    if let Err(error) = server::observe::init_logs() {
        eprintln!("tsukuriba: no logs: {error:#}");
    }
    match server::cli::run(cli).await {
        Ok(code) => code,
        Err(error) => {
            eprintln!("tsukuriba: {error:#}");
            ExitCode::FAILURE
        }
    }
}
